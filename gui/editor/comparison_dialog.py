"""Comparison with the file returned from sign-off: lists differences and adopts some or all as one undo step."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHeaderView, QListWidget, QTreeWidget, QTreeWidgetItem, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.plain_text import set_item_tool_tip
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.importing.readers.docx_revisions import TrackedChange
from model.report.comparison import (
    CellDifference,
    Difference,
    Part,
    adopting_all_edit,
    adopting_edit,
    compare,
    stretches,
    unknown,
)
from model.report.edits import Edit
from model.report.history import excerpts
from model.report.report import Report

FOLLOWS = "随其他格变化"
EMPTY = "（空白）"
NOT_HERE = "本草稿没有这一格"


class ComparisonDialog(QDialog):
    """Lists the differences between the open report and ``theirs``; stays open after adopting some."""

    def __init__(
        self,
        open_report: OpenReport,
        theirs: Report,
        their_edition: Edition,
        source: str,
        tracked: Sequence[TrackedChange] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_report = open_report
        self._theirs = theirs
        self._their_edition = their_edition
        self._source = source
        self._adopted = self._undone = 0
        """Steps made in this dialog that can be undone, and steps that can be redone."""
        self.differences: list[Difference] = []
        self.setWindowTitle("与送签文件比较")
        offer_help(self, "comparison")
        resize_within_screen(self, 980, 640)
        self._build(tracked)
        self.show_differences()
        self._show_status("")
        open_report.cells_changed.connect(self.show_differences)
        open_report.texts_changed.connect(self.show_differences)
        open_report.facts_changed.connect(self.show_differences)

    def _build(self, tracked: Sequence[TrackedChange]) -> None:
        self._summary = label("", "title", wrap=True)
        self.list = QTreeWidget()
        self.list.setAccessibleName("不同之处")
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(["位置", "草稿", "送签文件"])
        for at, mode in enumerate((QHeaderView.ResizeMode.Interactive, *[QHeaderView.ResizeMode.Stretch] * 2)):
            self.list.header().setSectionResizeMode(at, mode)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemChanged.connect(self._show_chosen_count)
        self.detail = label("", wrap=True)
        self.detail.setTextFormat(Qt.TextFormat.RichText)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setMinimumHeight(72)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._some = button("采用勾选的", self.take_chosen, "main", "勾选的修改写进草稿，一次撤销可以退回")
        self._undo = button("撤销", self.undo, tip="退回上一步（Ctrl+Z）")
        self._redo = button("重做", self.redo, tip="再做一遍（Ctrl+Y）")
        for keys, does in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(does)
        self._all = button("全部采用", self.take_all, tip="草稿改成与送签文件一致，一次撤销可以退回")
        self._status = label("", "muted")
        close = button("关闭", self.accept)
        self._other = label("", "error", wrap=True)
        self._unknown = label("", "muted", wrap=True)
        parts: list[QWidget | int] = [self._summary, self._other, self._unknown, self.list, self.detail]
        if tracked:
            named = QListWidget()
            named.setAccessibleName("文件里的修订和批注")
            named.addItems([each.description for each in tracked])
            named.setMaximumHeight(120)
            parts += [label(f"文件里的修订和批注 {len(tracked)} 条（修订已按接受后的样子读入）", "muted"), named]
        inside = column(
            *parts, row(self._undo, self._redo, self._status, 1, self._all, self._some, close), margin=4 * STEP
        )
        inside.setStretch(parts.index(self.list), 1)
        self.setLayout(inside)

    def show_differences(self, _changed: object = None) -> None:
        """Compares again and lists the differences; those that remain keep their checkmarks."""
        ticked = {self._key(each) for each in self.chosen()}
        report = self._open_report
        self.differences = compare(report.report, self._theirs, report.edition, self._their_edition)
        self.list.clear()
        for each in self.differences:
            sides = (each.ours, each.theirs) if isinstance(each, CellDifference) else map("\n".join, _sides(each))
            ours, theirs = (side.replace("\n", " ⏎ ") for side in sides)
            shown = excerpts(ours, theirs)
            whole = [self._named(each), ours or EMPTY, theirs or EMPTY]
            item = QTreeWidgetItem([whole[0], *(side or EMPTY for side in shown)])
            for at in range(3):
                set_item_tool_tip(item, whole[at], at)
            if self._may_be_taken(each):
                state = Qt.CheckState.Checked if self._key(each) in ticked else Qt.CheckState.Unchecked
                item.setCheckState(0, state)
            self.list.addTopLevelItem(item)
        self._fit_first_column()
        count = len(self.differences)
        self._unknown.setText(self._not_compared())
        self._unknown.setVisible(bool(self._unknown.text()))
        self._other.setVisible(bool(other := self._other_report()))
        self._other.setText(other)
        self._summary.setText(
            f"“{self._source}”与草稿有 {count} 处不同" if count else f"“{self._source}”与草稿没有不同"
        )
        if count:
            self.list.setCurrentItem(self.list.topLevelItem(0))
        self._show_chosen_count()

    def _named(self, each: Difference) -> str:
        """The name of a difference, with the reason if it cannot be adopted by itself."""
        if self._may_be_taken(each) or not isinstance(each, CellDifference):
            return each.name
        return f"{each.name}（{FOLLOWS if each.follows else NOT_HERE}）"

    def _fit_first_column(self) -> None:
        """Widens the first column to its names, up to half of the width."""
        wanted = self.list.sizeHintForColumn(0) + 2 * STEP
        self.list.setColumnWidth(0, max(200, min(wanted, (self.width() - 10 * STEP) // 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_first_column()

    def _not_compared(self) -> str:
        ours, theirs = unknown(self._open_report.report, self._theirs)
        notes = [f"草稿没有填{'、'.join(ours)}"] if ours else []
        notes += [f"送签文件里没有写明{'、'.join(theirs)}"] if theirs else []
        return f"{'；'.join(notes)}，没有比较。" if notes else ""

    def chosen(self) -> list[Difference]:
        """The checked differences that can be adopted."""
        return [
            each
            for number, each in enumerate(self.differences)
            if (item := self.list.topLevelItem(number)) is not None
            and self._may_be_taken(each)
            and item.checkState(0) is Qt.CheckState.Checked
        ]

    def _other_report(self) -> str:
        """Warning that the file is of another organ, year or edition; empty if it is not."""
        ours, theirs = self._open_report.report, self._theirs
        notes = []
        if theirs.organ and ours.organ and theirs.organ != ours.organ:
            notes.append(f"这份文件是“{theirs.organ}”的")
        if theirs.year and ours.year and theirs.year != ours.year:
            notes.append(f"是 {theirs.year} 年度的")
        if theirs.edition != ours.edition:
            notes.append(f"用的是{self._their_edition.name}，本草稿没有的格不能采用")
        return f"△ {'，'.join(notes)}，请确认选对了文件。" if notes else ""

    def take_chosen(self) -> None:
        """Adopts the checked differences as one edit."""
        report = self._open_report
        edit = adopting_edit(report.report, self._theirs, report.edition, self.chosen(), self._source)
        self._adopt(edit, len(self.chosen()))

    def take_all(self) -> None:
        """Adopts all differences as one edit."""
        report = self._open_report
        edit = adopting_all_edit(report.report, self._theirs, report.edition, self._source, self._their_edition)
        self._adopt(edit, len(self.differences))

    def _adopt(self, edit: Edit, count: int) -> None:
        if self._open_report.edit(edit):
            self._adopted, self._undone = self._adopted + 1, 0
            self._show_status(f"已采用 {count} 处（Ctrl+Z 撤销）")
        else:
            self._status.setText("没有改动：草稿已经定稿，或没有可以采用的")

    def undo(self) -> None:
        """Undoes the last step made in this dialog; steps made before it was opened are not undone."""
        if self._adopted and self._open_report.undo():
            self._adopted, self._undone = self._adopted - 1, self._undone + 1
            self._show_status(f"已撤销：{self._open_report.redo_label}")

    def redo(self) -> None:
        """Redoes the last step undone in this dialog."""
        if self._undone and self._open_report.redo():
            self._adopted, self._undone = self._adopted + 1, self._undone - 1
            self._show_status(f"已重做：{self._open_report.undo_label}")

    def _show_status(self, status: str) -> None:
        self._status.setText(status)
        self._undo.setEnabled(self._adopted > 0)
        self._redo.setEnabled(self._undone > 0)

    def _may_be_taken(self, difference: Difference) -> bool:
        if not isinstance(difference, CellDifference):
            return True
        return not difference.follows and difference.cell in self._open_report.edition.cell_set

    @staticmethod
    def _key(difference: Difference) -> tuple[object, ...]:
        if isinstance(difference, CellDifference):
            return (difference.cell,)
        return (difference.key, difference.ours, difference.theirs)

    def _show_chosen_count(self, *_: object) -> None:
        count = len(self.chosen())
        self._some.setText(f"采用勾选的 {count} 处" if count else "采用勾选的")
        self._some.setEnabled(bool(count))
        self._all.setEnabled(bool(self.differences))

    def _show_current(self, *_: object) -> None:
        at = self.list.indexOfTopLevelItem(self.list.currentItem()) if self.list.currentItem() else -1
        if not 0 <= at < len(self.differences):
            self.detail.setText("")
            return
        each = self.differences[at]
        if isinstance(each, CellDifference):
            shown = f"{escape(each.ours or '空白')} → <u><b>{escape(each.theirs or '空白')}</b></u>"
        else:
            shown = marked(*map("\n".join, _sides(each)))
        self.detail.setText(f"<b>{escape(each.name)}</b><br>{shown}")


def marked(ours: str, theirs: str) -> str:
    """An HTML diff: deletions from ``ours`` struck through, insertions from ``theirs`` underlined and bold."""
    formats = {Part.SAME: "{}", Part.OURS: "<s>{}</s>", Part.THEIRS: "<u><b>{}</b></u>"}
    return "".join(formats[part].format(escape(text).replace("\n", "<br>")) for part, text in stretches(ours, theirs))


def _sides(each: Difference) -> tuple[Sequence[str], Sequence[str]]:
    return each.ours, each.theirs
