"""How the edits of the open draft reach the store, and what the status line may say of it."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal

from model.report.edits import Edit
from model.report.history import HistoryEntry
from model.report.report import Report
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.draft_writer import DraftWriter

HISTORY_TIMEOUT = 2.0
"""In seconds: reading the history waits this long for the last edits to be written."""


@dataclass(frozen=True)
class Saving:
    """What the status line may say. ``at`` is set once everything is on the disk, ``problem`` while it refuses."""

    at: datetime | None = None
    problem: str = ""
    refused: bool = False
    """It never will be written: the draft has gone, or another window has taken it over."""


class DraftSaving(QObject):
    """Hands one draft's steps to the store's writer, which works on a thread of its own."""

    changed = Signal(object)
    """:class:`Saving`."""

    _written = Signal(str, int, object)
    _failed = Signal(str, str)

    def __init__(self, draft_id: str, store: DraftStore, parent: QObject) -> None:
        super().__init__(parent)
        self.state = Saving()
        self._draft_id = draft_id
        self._store = store
        self._sequence = 0
        self._closed = False
        # the writer calls from its own thread: a queued signal brings the result into this one
        self._written.connect(self._note_written, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._note_failed, Qt.ConnectionType.QueuedConnection)
        self._writer = DraftWriter(store, self._written.emit, self._failed.emit)

    # -- handing over

    def record(self, edit: Edit, inverse: Edit, report: Report, progress: DraftProgress) -> None:
        """A new step, which led to ``report``."""
        self._submitted(self._writer.submit_record(self._draft_id, edit, inverse, report, progress))

    def undone(self, report: Report, progress: DraftProgress) -> None:
        """The last step was taken back."""
        self._submitted(self._writer.submit_undone(self._draft_id, report, progress))

    def redone(self, report: Report, progress: DraftProgress) -> None:
        """A step that was taken back was repeated."""
        self._submitted(self._writer.submit_redone(self._draft_id, report, progress))

    def add_moment(self, name: str) -> None:
        """Names this moment of the history, e.g. ``导出 Word 送签``; no longer once it is closed."""
        if not self._closed:
            self._submitted(self._writer.submit_moment(self._draft_id, name))

    # -- waiting

    def try_now(self) -> None:
        """Retries at once what the disk has refused."""
        self._writer.try_now()

    def flush(self, timeout: float) -> bool:
        """Waits for the last edit to reach the disk; ``False`` when it is not there, and the writer goes on trying."""
        return self._writer.flush(timeout) and not self._writer.refused(self._draft_id)

    def close(self, timeout: float) -> bool:
        """As :meth:`flush`, and takes no more edits: what is not on the disk by then is given up."""
        self._closed = True
        return self._writer.close(timeout) and not self._writer.refused(self._draft_id)

    def history(self) -> tuple[Report, tuple[HistoryEntry, ...]]:
        """The draft as it is on the disk, and every entry that led there.

        Raises:
            DraftStoreError: it cannot be read, or the disk does not take the last edits.
        """
        self._writer.flush(HISTORY_TIMEOUT)
        return self._store.history(self._draft_id)

    # -- what the writer reports

    def _submitted(self, sequence: int) -> None:
        self._sequence = sequence
        self._set(Saving(at=None, problem=self.state.problem, refused=self.state.refused))

    def _note_written(self, _draft_id: str, sequence: int, at: datetime) -> None:
        if sequence == self._sequence:
            self._set(Saving(at=at))
        elif self.state.problem and not self.state.refused:
            self._set(Saving())

    def _note_failed(self, _draft_id: str, problem: str) -> None:
        self._set(Saving(problem=problem, refused=self._writer.refused(self._draft_id)))

    def _set(self, saving: Saving) -> None:
        self.state = saving
        self.changed.emit(saving)
