"""全部年份已顺延: lists the years carried over from the prior-year text, to be checked in one step."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.session.open_report import OpenReport
from model.form.edition import PREFACE
from model.linking.finding_edits import confirming_marks
from model.linking.prior_year_marks import years_to_check
from model.narrative.text_diff import widened
from model.report.report import ToCheck

AROUND = 14
"""Characters of context shown on each side of a year."""


class YearsDialog(QDialog):
    """One row with a checkbox for each year; years that were moved forward are checked initially, the others not.
    Accepting sets the checked ones to 已核实, as one edit."""

    def __init__(self, open_report: OpenReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_report = open_report
        order = open_report.edition.text_keys
        marks = years_to_check(open_report.report)
        self._marks = dict(sorted(marks.items(), key=lambda each: (order.index(each[1].section), each[1].start)))
        self.setWindowTitle("全部年份已顺延")
        offer_help(self, "texts")
        resize_within_screen(self, 720, 440)
        self.lines = LineTableModel(("位置", "年份", "所在的句子"), has_checkboxes=True)
        self.lines.show_lines([self._line(each) for each in self._marks.values()], has_checkboxes=True)
        for number, each in enumerate(self._marks.values()):
            if each.was != each.text:
                self.lines.tick(number)
        self.list = LineTableView(self.lines, "待核实的年份", 2, (170, 130))
        asks = label("勾选的年份将一次标为已核实（可以撤销）。没有顺延的年份没有勾选，请看是否应当顺延", wrap=True)
        self._all = button("全部勾选", self._tick_all, "link")
        self._confirm = button("", self.accept, "main")
        self._confirm.setDefault(True)
        buttons = row(self._all, 1, button("取消", self.reject), self._confirm)
        self.setLayout(column(asks, self.list, buttons, margin=4 * STEP))
        self.lines.ticked_changed.connect(self._count)
        self.list.doubleClicked.connect(self._toggle)
        self.list.choose(0)
        self._count()

    def chosen(self) -> tuple[str, ...]:
        """Keys of the checked years."""
        return tuple(key for number, key in enumerate(self._marks) if number in self.lines.ticked)

    def accept(self) -> None:
        """Sets the checked years to 已核实; stays open if none is checked or the report is final."""
        if self.chosen() and self._open_report.edit(confirming_marks(self.chosen())):
            super().accept()

    def _line(self, mark: ToCheck) -> TableLine:
        words, end = self._open_report.report.texts[mark.section], mark.start + len(mark.text)
        first, last = widened(words, max(0, mark.start - AROUND), min(len(words), end + AROUND))
        before, after = words[first : mark.start], words[end:last]
        edition = self._open_report.edition
        place = "前言" if mark.section == PREFACE else edition.section(mark.section).title
        moved = f"{mark.was} → {mark.text}" if mark.was != mark.text else f"{mark.text}，没有顺延"
        return TableLine(
            (place, moved, f"…{before}【{mark.text}】{after}…".replace("\n", " ")), strong=mark.was == mark.text
        )

    def _tick_all(self) -> None:
        for number in range(len(self._marks)):
            self.lines.tick(number)

    def _toggle(self, index: QModelIndex) -> None:
        self.lines.tick(index.row(), ticked=index.row() not in self.lines.ticked)

    def _count(self) -> None:
        self._confirm.setText(f"已核实 {len(self.lines.ticked)} 处")
        self._confirm.setEnabled(bool(self.lines.ticked))
