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
        self.lines = LineTableModel(HEADS)
        self.list = LineTableView(self.lines, "留存的批次", 0, _WIDTHS)
        self.list.doubleClicked.connect(self.open_current)
        self.open = button("打开…", self.open_current, tip="看这一批的单位和年报（只读）")
        self.delete = button("删除", self.delete_current, tip="删除后还在列表里，可以恢复")
        self.restore = button("恢复", self.restore_current, tip="撤销删除")
        self.keep = button("留存这一批", keep_now, tip="页面上已读的文件按单位留存；有名单的会自动留存")
        about = label(
            "每个年度、每个机关留存一批：再读同一年度的文件，同一单位的以后读的为准，其他单位不变。", "muted", wrap=True
        )
        whole = column(about, self.list, row(self.keep, 1, self.restore, self.delete, self.open), gap=2 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.selectionModel().currentRowChanged.connect(self._enable)

    def show_years(self, years: KeptYears, *, can_keep: bool) -> None:
        """Replaces the list; the current line stays."""
        at = max(0, self.list.currentIndex().row())
        replaced = {(each.organ, each.year) for each in years.listed}
        self._listed = [(each, "留存") for each in years.listed]
        self._listed += [
            (each, "被后来的一批代替" if (each.organ, each.year) in replaced else "已删除") for each in years.deleted
        ]
        self.lines.show_lines([_line(each, state) for each, state in self._listed])
        self.keep.setEnabled(can_keep)
        self.list.choose(min(at, len(self._listed) - 1))
        self._enable()

    @property
    def current(self) -> BatchSummary | None:
        """The batch of the current line."""
        at = self.list.currentIndex().row()
        return self._listed[at][0] if 0 <= at < len(self._listed) else None

    def _enable(self) -> None:
        current = self.current
        self.open.setEnabled(current is not None)
        self.delete.setVisible(current is None or current.deleted_at is None)
        self.delete.setEnabled(current is not None)
        self.restore.setVisible(current is not None and current.deleted_at is not None)

    def open_current(self) -> None:
        """Opens the batch read-only."""
        if (current := self.current) is not None:
            self._open_batch(current.id)

    def delete_current(self) -> None:
        """Moves the batch to the bin."""
        self._change(self._store.delete, "已删除“{}”，可以撤销")

    def restore_current(self) -> None:
        """Brings the batch back."""
        self._change(self._store.restore, "已恢复“{}”")

    def _change(self, act: Callable[[str], None], told: str) -> None:
        if (current := self.current) is None:
            return

        def done(_: None) -> None:
            self._status.show_status(told.format(current.name))
            self.changed.emit()

        run_in_background(self, partial(act, current.id), done, partial(self._status.show_status, problem=True))


def _line(batch: BatchSummary, state: str) -> TableLine:
    kept = f"{batch.kept_at.astimezone():%Y-%m-%d %H:%M}"
    return TableLine((batch.name, kept, str(batch.files), state), strong=batch.deleted_at is None)
