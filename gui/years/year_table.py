"""The table of units × years: who handed in with which verdict, and the figures of all years as small lines."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from export.document.year_charts import NONE, SOME
from gui.kit.badges import Badge, badge_width, paint_badges
from gui.kit.fonts import SMALL, font
from gui.kit.frozen_column import FrozenColumn
from gui.kit.pinyin_initials import matches
from gui.kit.plain_text import plain
from gui.kit.sortable_view import SortableView, paint_ground, paint_text
from gui.kit.theme import STEP, colours
from gui.years.trend_line import draw_trend
from model.batch.file_rows import Verdict
from model.form.figures import Figure, show_figure
from model.years.kept_words import on_time_and_basis
from model.years.year_grid import Attendance, UnitYear, UnitYears, YearGrid

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
BADGES, TREND, LATEST = Role.UserRole, Role.UserRole + 1, Role.UserRole + 2
"""``tuple[Badge, ...]`` of a year; ``tuple[Figure | None, ...]`` of a measure, and the last year's figure as text."""
UNIT = 0
ROW = 34
ALL_UNITS = "全部单位"
SHOW = ("全部单位", "有未交的", "有逾期的", "有不一致的", "名单以外的")
_KINDS = {Verdict.AGREES: ("✓ 一致", "good"), Verdict.TO_VERIFY: ("△ 待核", "warning")}
_MARKS = {Verdict.WRONG: "✕ 不一致", Verdict.OLD_FORM: "✕ 旧格式", Verdict.UNREADABLE: "✕ 读不出"}
_UNIT_WIDTH, _TREND_WIDTH, _FIGURE_WIDTH, _GAP_WIDTH = 206, 88, 42, 76
_LEAST_LINE = 10


def verdict_badge(verdict: Verdict) -> Badge:
    """As the table and the lists of kept batches show it."""
    return Badge(*_KINDS.get(verdict, (_MARKS.get(verdict, verdict.label), "error")))


class YearTableModel(QAbstractTableModel):
    """The first line adds up all units and stays first."""

    shown_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid = YearGrid("")
        self._shown: list[UnitYears] = []
        self._searched, self._wanted = "", SHOW[0]
        self._column, self._descending = -1, False

    def show_grid(self, grid: YearGrid) -> None:
        """Replaces everything; search and order stay."""
        self.beginResetModel()
        self.grid = grid
        self._shown = self._arranged()
        self.endResetModel()
        self.shown_changed.emit()

    def set_filter(self, searched: str, wanted: str) -> None:
        """``searched``: words of a name, also a former one, or initials of pinyin; ``wanted``: one of ``SHOW``."""
        self._searched, self._wanted = searched, wanted
        self.show_grid(self.grid)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        self._shown = self._arranged()
        self.layoutChanged.emit()

    def _arranged(self) -> list[UnitYears]:
        found = [each for each in self.grid.units if self._accepts(each)]
        if 0 <= self._column < self.columnCount():
            found.sort(key=self._sort_key, reverse=self._descending)
        return found

    def _accepts(self, unit: UnitYears) -> bool:
        if self._searched.strip() and not matches(self._searched, "\n".join((unit.unit, *unit.former))):
            return False
        years = unit.years.values()
        return {
            "有未交的": any(each.attendance is Attendance.MISSING for each in years),
            "有逾期的": any(each.attendance is Attendance.LATE for each in years),
            "有不一致的": any(each.verdict in _MARKS for each in years if each.verdict is not None),
            "名单以外的": not unit.is_listed,
        }.get(self._wanted, True)

    def _sort_key(self, unit: UnitYears) -> Any:
        if self._column == UNIT:
            return unit.unit
        if (year := self.year_of(self._column)) is not None:
            at = unit.at(year)
            return (list(Attendance).index(at.attendance), list(Verdict).index(at.verdict) if at.verdict else -1)
        known = [
            each for each in self.grid.series(unit, self.grid.trends[self._trend_at(self._column)]) if each is not None
        ]
        return (bool(known), known[-1] if known else 0)

    # -- places

    @property
    def shown_units(self) -> Sequence[UnitYears]:
        """From top to bottom, without the sum of all."""
        return tuple(self._shown)

    def unit_at(self, row: int) -> UnitYears | None:
        """``None``: the line of all units."""
        return self._shown[row - 1] if 0 < row <= len(self._shown) else None

    def year_of(self, column: int) -> int | None:
        """``None`` where the column is none of a year."""
        return self.grid.years[column - 1] if 0 < column <= len(self.grid.years) else None

    def measure_of(self, column: int) -> str:
        """Empty where the column is none of a measure."""
        at = self._trend_at(column)
        return self.grid.trends[at] if 0 <= at < len(self.grid.trends) else ""

    def _trend_at(self, column: int) -> int:
        return column - 1 - len(self.grid.years)

    # -- for the view

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() or not self.grid.years else len(self._shown) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self.grid.years) + len(self.grid.trends)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        if section == UNIT:
            return "单位"
        if (year := self.year_of(section)) is not None:
            if role == Role.ToolTipRole:
                return f"{year} 年度" if year in self.grid.kept else f"{year} 年度没有留存"
            return f"{year}" if year in self.grid.kept else f"{year}（无）"
        return self.measure_of(section)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self.text(row, column)
        if role == Role.ToolTipRole:
            return plain(self._tip(row, column))
        if role == BADGES and (year := self.year_of(column)) is not None:
            unit = self.unit_at(row)
            return _badges(unit.at(year)) if unit is not None else ()
        if (measure := self.measure_of(column)) and role == TREND:
            return self.figures(row, measure)
        return self.figure_text(row, measure, len(self.grid.years) - 1) if measure and role == LATEST else None

    def figures(self, row: int, measure: str) -> tuple[Figure | None, ...]:
        """By year."""
        unit = self.unit_at(row)
        if unit is not None:
            return self.grid.series(unit, measure)
        return tuple(self.grid.total(measure, year).figure for year in self.grid.years)

    def figure_text(self, row: int, measure: str, at: int) -> str:
        """The figure of the year at that place; a sum that lacks a unit that handed in says so."""
        figure = self.figures(row, measure)[at]
        if figure is None:
            return NONE
        is_whole = self.unit_at(row) is not None or self.grid.total(measure, self.grid.years[at]).is_whole
        return show_figure(figure) if is_whole else f"{show_figure(figure)}{SOME}"

    def text(self, row: int, column: int) -> str:
        """The cell in words, for a screen reader and for Excel."""
        unit = self.unit_at(row)
        if column == UNIT:
            return ALL_UNITS if unit is None else unit.unit
        if (year := self.year_of(column)) is not None:
            if unit is None:
                return self._handed_in(year)
            return " ".join(each.text for each in _badges(unit.at(year))) or Attendance.NOT_EXPECTED.label
        measure = self.measure_of(column)
        return " → ".join(self.figure_text(row, measure, at) for at in range(len(self.grid.years)))

    def _handed_in(self, year: int) -> str:
        if year not in self.grid.kept:
            return "—"
        at = [each.at(year) for each in self.grid.units]
        there, missing = self.grid.handed_in(year), sum(each.attendance is Attendance.MISSING for each in at)
        return f"交 {there} / {there + missing}" if missing else f"交 {there}"

    def _tip(self, row: int, column: int) -> str:
        unit = self.unit_at(row)
        if unit is not None and column == UNIT:
            return "\n".join((unit.unit, *(f"曾用名：{each}" for each in unit.former)))
        if unit is not None and (year := self.year_of(column)) is not None and (files := unit.at(year).files):
            how = dict.fromkeys(on_time_and_basis(each) or unit.at(year).attendance.label for each in files)
            return "\n".join((*how, *(each.file for each in files), "双击打开（只读）"))
        if measure := self.measure_of(column):
            shown = [f"{year} 年　{self.figure_text(row, measure, at)}" for at, year in enumerate(self.grid.years)]
            some = [f"{SOME}有单位没有填，是其余单位之和"] if any(SOME in each for each in shown) else []
            return "\n".join((measure, *shown, *some, "双击看图"))
        return self.text(row, column)


def _badges(at: UnitYear) -> tuple[Badge, ...]:
    if at.attendance is Attendance.MISSING:
        return (Badge("✕ 未交", "error"),)
    if at.verdict is None:
        return ()
    late = (Badge("逾期", "warning"),) if at.attendance is Attendance.LATE else ()
    return (verdict_badge(at.verdict), *late)


class _YearDelegate(QStyledItemDelegate):
    """Paints badges, lines and names; the cell that Enter opens has a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state  # type: ignore[attr-defined]
        look = colours()
        painter.save()
        paint_ground(painter, option, look.total_tint if index.row() == 0 else "")
        inside = rect.adjusted(2 * STEP, 0, -STEP, 0)
        trend = index.data(TREND)
        if trend is not None:
            self._paint_trend(painter, inside, trend, index.data(LATEST))
        elif badges := index.data(BADGES):
            paint_badges(painter, inside, badges)
        else:
            self._paint_text(painter, inside, index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_trend(self, painter: QPainter, rect: QRect, figures: Sequence[Figure | None], latest: str) -> None:
        painter.setFont(font(SMALL))
        # a figure is never cut off: a long one leaves less room to the line
        wide = max(_FIGURE_WIDTH, painter.fontMetrics().horizontalAdvance(latest) + STEP)
        room = QRectF(rect.left(), rect.top() + 7, rect.width() - wide - STEP, rect.height() - 14)
        if len(figures) > 1 and room.width() > _LEAST_LINE:
            draw_trend(painter, room, figures)
        painter.setPen(QColor(colours().muted if latest == NONE else colours().text))
        number = QRect(rect.right() - wide, rect.top(), wide - STEP // 2, rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, latest)

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        is_strong = index.column() == UNIT or index.row() == 0
        painter.setPen(QColor(colours().text if is_strong else colours().muted))
        paint_text(painter, rect, index.data(), bold=is_strong, mode=Qt.TextElideMode.ElideMiddle)


class YearTable(SortableView):
    """Enter or a double click opens a year's report or the chart of a line; Ctrl+C copies the whole table. The units
    stay in sight while the years are scrolled."""

    def __init__(
        self, model: YearTableModel, open_cell: Callable[[int, int], object], copy: Callable[[], object]
    ) -> None:
        """``open_cell`` gets row and column."""
        self._open_cell = open_cell
        self.grid_model = model
        self.frozen: FrozenColumn | None = None
        super().__init__(model, _YearDelegate, "单位和年度", ROW)
        self.opened.connect(self._open_index)
        self.copy_wanted.connect(copy)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._set_widths)
        self.frozen = FrozenColumn(self)

    def _set_widths(self) -> None:
        heads = self.horizontalHeader()
        wide = badge_width("✕ 不一致") + badge_width("逾期") + 4 * STEP
        for column in range(self.grid_model.columnCount()):
            year = self.grid_model.year_of(column)
            of_year = wide if year in self.grid_model.grid.kept else _GAP_WIDTH
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            heads.resizeSection(column, _UNIT_WIDTH if column == UNIT else _TREND_WIDTH if year is None else of_year)
        self._fill_width()

    def _fill_width(self) -> None:
        """Names take the room that is left."""
        heads = self.horizontalHeader()
        others = heads.length() - heads.sectionSize(UNIT)
        heads.resizeSection(UNIT, max(_UNIT_WIDTH, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_width()

    def _open_index(self, index: QModelIndex) -> None:
        self._open_cell(index.row(), index.column())

    def scrollTo(self, index: Index, hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible) -> None:
        super().scrollTo(index, hint)
        if self.frozen is not None:
            self.frozen.uncover(index)
