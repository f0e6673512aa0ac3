"""Passing the edits of the open draft to the store, and the state of saving that the status line shows."""

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
    """The state of saving. ``at`` is set once every edit is on disk, ``problem`` while writing fails."""

    at: datetime | None = None
    problem: str = ""
    refused: bool = False
    """Writing will never succeed: the draft was deleted, or another window has taken over its lock."""


class DraftSaving(QObject):
    """Passes the steps of one draft to :class:`DraftWriter`, which writes on its own thread."""

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
        # the writer calls back on its own thread; a queued signal delivers the result on this one
        self._written.connect(self._note_written, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._note_failed, Qt.ConnectionType.QueuedConnection)
        self._writer = DraftWriter(store, self._written.emit, self._failed.emit)

    # -- submitting

    def record(self, edit: Edit, inverse: Edit, report: Report, progress: DraftProgress) -> None:
        """Submits a new step; ``report`` is the state after it."""
        self._submitted(self._writer.submit_record(self._draft_id, edit, inverse, report, progress))

    def undone(self, report: Report, progress: DraftProgress) -> None:
        """Submits an undo of the last step; ``report`` is the state after it."""
        self._submitted(self._writer.submit_undone(self._draft_id, report, progress))

    def redone(self, report: Report, progress: DraftProgress) -> None:
        """Submits a redo; ``report`` is the state after it."""
        self._submitted(self._writer.submit_redone(self._draft_id, report, progress))

    def add_moment(self, name: str) -> None:
        """Names the current moment of the history, e.g. ``导出 Word 送签``; no effect after :meth:`close`."""
        if not self._closed:
            self._submitted(self._writer.submit_moment(self._draft_id, name))

    # -- waiting

    def try_now(self) -> None:
        """Retries failed writes at once instead of after the retry interval."""
        self._writer.try_now()

    def flush(self, timeout: float) -> bool:
        """Waits up to ``timeout`` seconds until all edits are on disk; ``False`` if not; the writer retries."""
        return self._writer.flush(timeout) and not self._writer.refused(self._draft_id)

    def close(self, timeout: float) -> bool:
        """Like :meth:`flush`, then accepts no more edits; edits not on disk by then are lost."""
        self._closed = True
        return self._writer.close(timeout) and not self._writer.refused(self._draft_id)

    def history(self) -> tuple[Report, tuple[HistoryEntry, ...]]:
        """The draft as stored on disk, and every history entry that led to it.

        Raises:
            DraftStoreError: the draft cannot be read, or the last edits cannot be written.
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
