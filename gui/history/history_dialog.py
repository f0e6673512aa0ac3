"""历次改动: the edit history of the draft, its state at any moment, and restoring that state.

The states are computed by :mod:`model.report.history`; restoring is an ordinary edit, which can be undone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QInputDialog,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from gui.history.moments import FINAL_REFUSED, FIRST_MOMENT, full_time, is_named
from gui.history.snapshot_view import SnapshotView
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row, tab_row
from gui.session.open_report import OpenReport
from model.errors import UserFacingError
from model.report.edits import Edit
from model.report.history import (
    HistoryEntry,
    StateDifference,
    differences,
    excerpts,
    report_at,
    restoring_chosen_edit,
    restoring_edit,
)
from model.report.sign_off import without_progress

if TYPE_CHECKING:
    from model.report.report import Report

CHANGED_THEN, COMPARED_WITH_NOW, AS_IT_WAS = range(3)
WHO_COLUMN = 2
SHORT_ENOUGH, DETAIL_LENGTH, DETAIL_CONTEXT = 12, 150, 30
DETAIL_HEIGHT = 112
FILTERS = ("全部改动", "有名称的时刻")
HISTORY_VIEWS = ("这一步改了什么", "与现在相比", "当时的样子")
EVERYTHING, NAMED = range(2)
MARK_NAMES = ("送签", "领导已审", "定稿", "已报送")


class HistoryDialog(QDialog):
    """The moments at the left, newest first; at the right the changes or the state of the chosen moment."""

    def __init__(self, open_report: OpenReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_report = open_report
        self._moments: tuple[HistoryEntry, ...] = ()
        self._places: list[int] = []
        """Index into the moments for each row of the list; -1 is the state before the first edit."""
        self._found: tuple[StateDifference, ...] = ()
        self.setWindowTitle("历次改动")
        offer_help(self, "history")
        resize_within_screen(self, 1160, 660)
        self._build()
        self._wire()
        self.read()

    # -- building

    def _build(self) -> None:
        self._which, which = tab_row(FILTERS, self)
        self._line_model = LineTableModel(("时间", "做了什么", "谁"))
        self.list = LineTableView(self._line_model, "历次改动", 1, (150, 0, 90))
        left = frame("card")
        mark = button("给现在做标记…", self.mark_now, tip="给草稿现在的样子取个名称，如“送签”，以后一眼能找到")
        left.setLayout(
            column(row(which, 1, mark), self.list, margin=3 * STEP),
        )
        self._title = label(role="title", wrap=True)
        self._views, tabs = tab_row(HISTORY_VIEWS, self)
        self._differences = LineTableModel(("", "", ""))
        self.differences = LineTableView(self._differences, "改动明细", 0, (0, 140, 140))
        self._nothing = label(role="muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(0, 12 * STEP, 0, 0)
        self.snapshot = SnapshotView(self._open_report.edition)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        self._detail = label(wrap=True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setMinimumHeight(DETAIL_HEIGHT)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lists = QWidget()
        changes = column(self.differences, self._detail)
        changes.setStretch(0, 1)
        lists.setLayout(changes)
        self._lists = lists
        for each in (lists, self._nothing, self.snapshot):
            self._stack.addWidget(each)
        self._restore_all = button("恢复到这一刻", self.restore, "main", "草稿改回这一刻的样子；恢复后仍可撤销")
        self._restore_some = button("只恢复勾选的", self.restore_ticked)
        self._status_label = label(role="small")
        close = button("关闭", self.accept)
        right = frame("card")
        right.setLayout(
            column(
                self._title,
                tabs,
                self._stack,
                row(self._status_label, 1, self._restore_some, self._restore_all),
                margin=3 * STEP,
            )
        )
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.setProperty("role", "papers")
        both.setHandleWidth(3 * STEP)
        both.addWidget(left)
        both.addWidget(right)
        both.setSizes([500, 620])
        whole = column(both, row(1, close), margin=4 * STEP, gap=3 * STEP)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self._which.idToggled.connect(self._show_moments)
        self.differences.selectionModel().currentChanged.connect(self._show_detail)
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self._line_model.modelReset.connect(self._show_chosen)
        self._views.idToggled.connect(self._show_chosen)
        self._differences.ticked_changed.connect(self._update_buttons)

    # -- reading

    def read(self) -> None:
        """Reloads the history from disk; a failure is shown and leaves the list empty."""
        try:
            self._now, self._moments = self._open_report.saving.history()
        except UserFacingError as error:
            self._now = self._open_report.report
            self._moments = ()
            self._status_label.setText(f"✕ {error}")
        self._show_moments()

    def _show_moments(self, _id: int = 0, _checked: bool = True) -> None:
        now = datetime.now().astimezone()
        named = self._which.checkedId() == NAMED
        places = [
            place for place in range(len(self._moments) - 1, -1, -1) if not named or is_named(self._moments[place])
        ]
        self._places = [*places, *([] if named else [-1])]
        self._line_model.show_lines([self._line(place, now) for place in self._places])
        self.list.setColumnHidden(WHO_COLUMN, len({each.who for each in self._moments}) < 2)  # one user only
        self.list.choose(0)

    def _line(self, place: int, now: datetime) -> TableLine:
        if place < 0:
            return TableLine((FIRST_MOMENT, "改动以前的样子", ""))
        moment = self._moments[place]
        named = is_named(moment)
        text = f"◆ {moment.description}" if named else moment.description
        return TableLine((full_time(moment.at, now), text, moment.who), strong=named)

    @property
    def place(self) -> int | None:
        """Index of the chosen moment, -1 for the beginning; ``None`` if nothing is chosen."""
        at = self.list.currentIndex().row()
        return self._places[at] if 0 <= at < len(self._places) else None

    def choose(self, place: int) -> None:
        """Chooses the moment with index ``place``; no effect if the list does not contain it."""
        if place in self._places:
            self.list.choose(self._places.index(place))

    def report_then(self) -> "Report":
        """The state of the draft after the chosen moment; the current state if none is chosen."""
        place = self.place
        return self._now if place is None else report_at(self._now, self._moments, place)

    # -- showing

    def show_view(self, number: int) -> None:
        """:data:`CHANGED_THEN`, :data:`COMPARED_WITH_NOW` or :data:`AS_IT_WAS`."""
        self._views.button(number).setChecked(True)

    def _show_chosen(self, _a: object = None, _b: object = None) -> None:
        place, view = self.place, self._views.checkedId()
        self._found = ()
        if place is None:
            self._title.setText("")
            self._show_nothing("还没有做过标记。点“给现在做标记”，给草稿现在的样子取个名称")
            self._update_buttons()
            return
        self._title.setText(self._title_of(place))
        then = self.report_then()
        if view == AS_IT_WAS:
            self.snapshot.show_report(then)
            self.snapshot.show_change(self._moments[place].change if place >= 0 else Edit(""))
            self._stack.setCurrentWidget(self.snapshot)
        elif view == COMPARED_WITH_NOW:
            self._show_differences(then, self._open_report.report, ("哪一处", "当时", "现在"), "与现在完全一样")
        else:
            before = then if place < 0 else report_at(self._now, self._moments, place - 1)
            self._show_differences(before, then, ("哪一处", "改前", "改后"), "这一刻没有改动内容")
        self._update_buttons()

    def _title_of(self, place: int) -> str:
        if place < 0:
            return "最初的样子"
        moment = self._moments[place]
        when = f"{moment.at.astimezone():%Y-%m-%d %H:%M:%S}"
        return "　".join(filter(None, (when, moment.who, moment.description)))

    def _show_differences(self, old: "Report", new: "Report", heads: Sequence[str], nothing: str) -> None:
        self._found = differences(old, new, self._open_report.edition)
        if not self._found:
            self._show_nothing(nothing)
            return
        self._differences.show_lines(
            [_difference_line(each) for each in self._found], heads, has_checkboxes=heads[1] == "当时"
        )
        self._stack.setCurrentWidget(self._lists)
        self._detail.setVisible(any(map(_is_long, self._found)))
        self.differences.choose(0)
        self._show_detail()

    def _show_detail(self, _current: QModelIndex | None = None, _previous: QModelIndex | None = None) -> None:
        """Shows the chosen difference at greater length: the list shortens long text."""
        at = self.differences.currentIndex().row()
        found = self._found[at] if 0 <= at < len(self._found) else None
        if found is None or not _is_long(found):
            self._detail.setText("")
            return
        then, now = excerpts(found.then, found.now, DETAIL_LENGTH, DETAIL_CONTEXT)
        model = self._differences
        heads = [model.headerData(number, Qt.Orientation.Horizontal) for number in (1, 2)]
        self._detail.setText(f"{heads[0]}：{then or '（空白）'}\n{heads[1]}：{now or '（空白）'}")

    def _show_nothing(self, sentence: str) -> None:
        self._differences.show_lines(())
        self._nothing.setText(sentence)
        self._stack.setCurrentWidget(self._nothing)

    def _update_buttons(self) -> None:
        some = len(self._differences.ticked)
        self._restore_some.setVisible(self._differences.has_checkboxes and self._stack.currentWidget() is self._lists)
        self._restore_some.setEnabled(bool(some))
        self._restore_some.setText(f"只恢复勾选的 {some} 处" if some else "只恢复勾选的")
        self._restore_all.setEnabled(self.place is not None and bool(self._restoring_edit()))

    # -- doing

    def _restoring_edit(self, label_: str = "") -> Edit:
        return without_progress(restoring_edit(self._open_report.report, self.report_then(), label_))

    def _label(self) -> str:
        place = self.place
        if place is None or place < 0:
            return "恢复到最初"
        moment = self._moments[place]
        return f"恢复到 {moment.at.astimezone():%m-%d %H:%M}（{moment.description}）"

    def restore(self) -> None:
        """Restores the whole draft to the chosen moment, as one edit."""
        self._restore(self._restoring_edit(self._label()))

    def restore_ticked(self) -> None:
        """Restores only the differences that are ticked, as one edit."""
        chosen = [self._found[number] for number in sorted(self._differences.ticked)]
        edit = restoring_chosen_edit(self._open_report.report, self.report_then(), chosen, f"部分{self._label()}")
        self._restore(without_progress(edit))

    def _restore(self, edit: Edit) -> None:
        if not edit:
            self._status_label.setText("没有恢复：送签、定稿等办理进度不随内容恢复")
        elif not self._open_report.restore(edit):
            self._status_label.setText(FINAL_REFUSED)
        else:
            self._which.button(EVERYTHING).setChecked(True)
            self.read()
            self.show_view(CHANGED_THEN)
            self._status_label.setText("已恢复，关闭后按 Ctrl+Z 可以撤销")

    def mark_now(self) -> None:
        """Asks for a name and adds it to the history for the current state."""
        name, agreed = QInputDialog.getItem(self, "做标记", "给草稿现在的样子取个名称：", list(MARK_NAMES), 0, True)
        if agreed and name.strip():
            self._open_report.saving.add_moment(name.strip()[:40])
            self.read()
            self._status_label.setText(f"已标记：{name.strip()}")


def _is_long(found: StateDifference) -> bool:
    return max(len(found.then), len(found.now)) > SHORT_ENOUGH


def _difference_line(found: StateDifference) -> TableLine:
    then, now = excerpts(found.then, found.now)
    tip = f"{found.name}\n\n{found.then[:600] or '（空白）'}\n→\n{found.now[:600] or '（空白）'}"
    return TableLine((found.name, then or "（空白）", now or "（空白）"), tip=tip)
