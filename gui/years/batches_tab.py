"""What is kept: one line a batch; opened read-only, deleted, brought back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.kit.background_task import run_in_background
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.store.batch_recovery import CopiedBatch
from model.store.batch_store import BatchStore
from model.store.kept_batch import BatchSummary
from model.years.loading import KeptYears

HEADS = ("批次", "留存时间", "文件", "状态")
_WIDTHS = (0, 170, 70, 170)


class BatchesTab(QWidget):
    """Deleted batches stay in the list until the bin is emptied, so that they can be brought back."""

    changed = Signal()
    """A batch was deleted or brought back."""

    def __init__(
        self, store: BatchStore, status: StatusSink, open_batch: Callable[[str], object], keep_now: Callable[[], object]
    ) -> None:
        super().__init__()
        self._store = store
        self._status = status
        self._open_batch = open_batch
        self._listed: list[tuple[BatchSummary, str]] = []
        self._copied: tuple[CopiedBatch, ...] = ()
        """Shown behind the others once they were looked for."""
        self.lines = LineTableModel(HEADS, numbers=(2,))
        self.list = LineTableView(self.lines, "留存的批次", 0, _WIDTHS)
        self.list.doubleClicked.connect(self.open_current)
        self.open = button("打开…", self.open_current, tip="看这一批的单位和年报（只读）")
        self.delete = button("删除", self.delete_current, tip="删除后还在列表里，可以恢复")
        self.restore = button("恢复", self.restore_current, tip="撤销删除")
        self.copies = button("从每日副本找…", self.look_into_copies, tip="清除了的批次，每日副本里可能还有")
        self.keep = button("留存这一批", keep_now, tip="页面上已读的文件按单位留存；有名单的会自动留存")
        about = label(
            "每个年度、每个机关留存一批：再读同一年度的文件，同一单位的以后读的为准，其他单位不变。", "muted", wrap=True
        )
        whole = column(
            about, self.list, row(self.keep, self.copies, 1, self.restore, self.delete, self.open), gap=2 * STEP
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.selectionModel().currentRowChanged.connect(self._enable)

    def show_years(self, years: KeptYears, *, can_keep: bool) -> None:
        """Replaces the list; the current batch stays current, so that what was just deleted can be brought back."""
        at, current = max(0, self.list.currentIndex().row()), self.current
        replaced = {(each.organ, each.year) for each in years.listed}
        self._listed = [(each, "留存") for each in years.listed]
        self._listed += [
            (each, "被后来的一批代替" if (each.organ, each.year) in replaced else "已删除") for each in years.deleted
        ]
        self._copied = ()
        self.keep.setEnabled(can_keep)
        places = [place for place, (each, _) in enumerate(self._listed) if current and each.id == current.id]
        self._show_lines(places[0] if places else at)

    def _show_lines(self, at: int) -> None:
        lines = [_line(each, state) for each, state in self._listed]
        lines += [
            TableLine((each.name, "", str(each.rows.files), f"在 {each.day:%Y-%m-%d} 的每日副本里"))
            for each in self._copied
        ]
        self.lines.show_lines(lines)
        self.list.choose(min(at, len(lines) - 1))
        self._enable()

    def look_into_copies(self) -> None:
        """Looks for batches that only the daily copies have; they are listed, and come back by 恢复."""

        def done(found: tuple[CopiedBatch, ...]) -> None:
            self._copied = found
            self._show_lines(len(self._listed) if found else max(0, self.list.currentIndex().row()))
            told = f"每日副本里另有 {len(found)} 批，选中后点“恢复”" if found else "每日副本里没有另外的批次"
            self._status.show_status(told)

        self._status.show_status("正在看每日副本…")
        run_in_background(self, self._store.in_copies, done, partial(self._status.show_status, problem=True))

    @property
    def current_copy(self) -> CopiedBatch | None:
        """The batch of a daily copy in the current line."""
        at = self.list.currentIndex().row() - len(self._listed)
        return self._copied[at] if 0 <= at < len(self._copied) else None

    @property
    def current(self) -> BatchSummary | None:
        """The batch of the current line."""
        at = self.list.currentIndex().row()
        return self._listed[at][0] if 0 <= at < len(self._listed) else None

    def _enable(self) -> None:
        current = self.current
        self.open.setEnabled(current is not None)
        can_restore = self.current_copy is not None or (current is not None and current.deleted_at is not None)
        self.delete.setVisible(not can_restore)
        self.delete.setEnabled(current is not None)
        self.restore.setVisible(can_restore)

    def open_current(self) -> None:
        """Opens the batch read-only."""
        if (current := self.current) is not None:
            self._open_batch(current.id)

    def delete_current(self) -> None:
        """Moves the batch to the bin."""
        self._change(self._store.delete, "已删除“{}”，可以撤销")

    def restore_current(self) -> None:
        """Brings the batch back."""
        if (copied := self.current_copy) is not None:
            self._act(partial(self._store.bring_back, copied), f"已从每日副本取回“{copied.name}”")
        else:
            self._change(self._store.restore, "已恢复“{}”")

    def _change(self, act: Callable[[str], None], told: str) -> None:
        if (current := self.current) is not None:
            self._act(partial(act, current.id), told.format(current.name))

    def _act(self, act: Callable[[], None], told: str) -> None:
        def done(_: None) -> None:
            self._status.show_status(told)
            self.changed.emit()

        run_in_background(self, act, done, partial(self._status.show_status, problem=True))


def _line(batch: BatchSummary, state: str) -> TableLine:
    kept = f"{batch.kept_at.astimezone():%Y-%m-%d %H:%M}"
    return TableLine((batch.name, kept, str(batch.files), state), strong=batch.deleted_at is None)
