"""The bar above the grid: name and value of the current cell, and its equations with the current figures."""

import math
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.kit.flow_layout import flow
from gui.kit.fonts import SMALL, font
from gui.kit.lazy_page import LazyPage
from gui.kit.theme import STEP, colours
from gui.kit.widgets import button, column, label
from gui.session.open_report import OpenReport
from gui.session.severities import SIGNS, background_of, foreground_of
from model.checks.context import EquationStatus
from model.checks.findings import Severity, settled
from model.form.figures import show_figure
from model.form.tables import Cell
from model.register.draft_edit import is_counted
from model.report.cell_entry import refusal, was_typed

PADDING = 8
LINE = 22
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
LEAST_LINES = 2
"""Minimum height in lines of equations, so that the grid does not move when the current cell changes."""


class Chips(QWidget):
    """Equations as coloured chips in a wrapping layout; each begins with a sign, so that colour is not the only cue."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: tuple[EquationStatus, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFont(font(SMALL))
        self.setAccessibleName("本格的勾稽关系")

    def show_equations(self, explained: tuple[EquationStatus, ...]) -> None:
        """Shows the equations; lays them out again only if they differ."""
        if explained == self._chips:
            return
        self._chips = explained
        self.setAccessibleDescription("；".join(self._text(each) for each in explained))
        self._fit()
        self.update()

    @staticmethod
    def _text(each: EquationStatus) -> str:
        sign = SIGNS[each.severity] if each.severity else "✓" if each.holds else "－"
        return f"{sign} {each.says}"

    def _laid_out(self) -> list[tuple[QRectF, EquationStatus, str]]:
        metrics = QFontMetricsF(self.font())
        x, y, width = 0.0, 0.0, max(self.width(), 80)
        placed = []
        for each in self._chips:
            text, room = self._text(each), width - 2 * PADDING
            wide, high = metrics.horizontalAdvance(text) + 2 * PADDING, float(LINE)
            if wide > width:  # never elided: the chip wraps to as many lines as it needs
                wrapped = metrics.boundingRect(QRectF(0, 0, room, 9999), WRAPPED, text)
                wide, high = float(width), wrapped.height() + LINE - metrics.height()
            if x and x + wide > width:
                x, y = 0.0, y + LINE + STEP
            placed.append((QRectF(x, y, wide, high), each, text))
            x += wide + STEP
            y += high - LINE
        return placed

    def _fit(self) -> None:
        bottom = max((rect.bottom() for rect, _, _ in self._laid_out()), default=0.0)
        self.setFixedHeight(max(LEAST_LINES * (LINE + STEP) - STEP, math.ceil(bottom)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(400, LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for rect, each, text in self._laid_out():
            if each.severity:
                ground, ink = background_of(each.severity), foreground_of(each.severity)
            else:
                ground, ink = (look.good_tint, look.good) if each.holds else (look.hover, look.muted)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(rect, 4, 4)
            painter.setPen(QColor(ink))
            painter.drawText(rect.adjusted(PADDING, 0, -PADDING + 1, 0), Qt.AlignmentFlag.AlignVCenter | WRAPPED, text)
        painter.end()


class CellBar(LazyPage):
    """Shows name, value, note and equations of the current cell, or why its text was rejected."""

    applications_wanted = Signal(object)
    """``Cell``: the applications that its figure was counted from are to be listed."""

    def __init__(self, open_report: OpenReport) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._open_report = open_report
        self._cell: Cell | None = None
        self._name = label(role="strong", wrap=True)
        self._value = label()
        self._note = label(role="muted", wrap=True)
        self._counted = button("", self._want_applications, "link", "这个数由台账的哪几行统计出来")
        self._counted.hide()
        self._chips = Chips()
        self._refusal = label(role="error", wrap=True)
        self._refusal.hide()
        head = flow(self._name, self._value, self._counted, self._note, 1, gap=6)
        self.setLayout(column(head, self._refusal, self._chips, margin=3 * STEP, gap=6))
        self._refused = ""
        open_report.cells_changed.connect(self._follow)
        self.show_cell(None)

    def _follow(self, _changed: object) -> None:
        self._forget_refusal()
        self.schedule_refresh()

    def show_cell(self, cell: Cell | None) -> None:
        """Shows ``cell``; ``None``: a hint on the use of the bar."""
        self._cell = cell
        self._forget_refusal()
        self.refresh()

    def show_refusal(self, cell: Cell | None, sentence: str) -> None:
        """Shows that input at ``cell`` was rejected, fully or in part, in place of the equations, so that the grid
        does not move. Cleared when the current cell or any figure changes."""
        name = f"{self._open_report.edition.name_of(cell)}：" if cell is not None else ""
        self._refused = f"✕ {name}{sentence}"
        self._show_refused()

    def _forget_refusal(self) -> None:
        """Clears the message, unless the current cell holds typed text that is not a figure: that is explained."""
        cell, report = self._cell, self._open_report
        self._refused = ""
        if cell is not None and was_typed(report.report, cell):
            why = refusal(report.edition, cell, report.report.unread[cell])
            self._refused = f"✕ {why}。请改正，或按 Esc 放弃、按 Delete 清除"
        self._show_refused()

    def _show_refused(self) -> None:
        if self._refused:
            self._refusal.setText(self._refused)
            room = self._chips.height()
            self._refusal.setFixedHeight(max(room, self._refusal.heightForWidth(self._chips.width())))
        self._chips.setVisible(not self._refused)
        self._refusal.setVisible(bool(self._refused))

    def refresh(self) -> None:
        """Shows the cell in the current state of the report."""
        cell, report = self._cell, self._open_report
        origin = report.report.origins.get(cell) if cell is not None else None
        self._counted.setVisible(is_counted(origin))
        self._counted.setText(f"台账 {origin.raw} 件 ›" if origin is not None else "")
        if cell is None:
            self._name.setText("选中一格，这里显示它参与的勾稽关系")
            self._value.setText("")
            self._note.setText("")
            self._chips.show_equations(())
            return
        figure = report.shown(cell)
        unit = " 万元" if cell in report.edition.amounts else ""
        self._name.setText(report.edition.name_of(cell))
        raw = report.report.unread.get(cell)
        running = report.running(cell)
        self._value.setText(
            f"= {show_figure(figure)}{unit}"
            if figure is not None
            else _quoted(report, cell, raw)
            if raw
            else f"合计未齐（已填各项之和 {show_figure(running)}{unit}）"
            if running is not None
            else "未填"
        )
        equations = report.edition.equations_at.get(cell, ())
        explained = tuple(self._as_settled(report.checked.context.explained(each)) for each in equations)
        self._note.setText(self._about(cell, len(explained)))
        self._chips.show_equations(explained)

    def _want_applications(self) -> None:
        if self._cell is not None:
            self.applications_wanted.emit(self._cell)

    def _as_settled(self, each: EquationStatus) -> EquationStatus:
        """Lowers a broken equation to a hint if a 核实说明 settles its finding."""
        report = self._open_report
        if each.holds is False and self._cell is not None:
            for finding in report.checked.by_cell.get(self._cell, ()):
                if finding.rule == each.equation.id and settled(finding, report.report.reasons):
                    return replace(each, severity=Severity.HINT, says=f"{each.says}（已说明）")
        return each

    def _about_total(self, cell: Cell) -> str:
        report = self._open_report
        if report.typed_over(cell):
            return "合计已改写，清除后恢复自动合计"
        if cell in report.report.unread:
            return "文件里是空的，清除后恢复自动合计"
        return "自动合计" if report.shown(cell) is not None else "各项填齐后自动合计"

    def _about(self, cell: Cell, count: int) -> str:
        report = self._open_report
        parts = []
        if cell in report.edition.totals:
            parts.append(self._about_total(cell))
        parts.append(f"参与 {count} 条勾稽关系，相关单元格已标出" if count else "本格没有表内勾稽关系")
        last = report.checked.context.last_figures.get(cell)
        if last is not None:
            parts.append(f"上年 {show_figure(last)}")
        return f"（{'；'.join(parts)}）"


def _quoted(report: OpenReport, cell: Cell, raw: str) -> str:
    return f"“{raw}”不是数" if was_typed(report.report, cell) else f"原文“{raw}”"
