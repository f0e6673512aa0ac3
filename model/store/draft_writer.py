"""Writes the steps of drafts on a background thread, so that editing does not wait for the disk."""

import atexit
import sqlite3
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from model.report.edits import Edit
from model.report.report import Report
from model.store import draft_locks
from model.store.database import connected, is_locked, record_damage, sqlite_error_reason
from model.store.draft_steps import RefusedWriteError, Step, StepEntry, step_made_now, write_entry
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress

TIDY_SECONDS = 15.0
"""After this time without an edit the writer renews the heartbeat of its locks and frees unused pages of the file."""

TIDY_PAGES = 256
LOCK_SECONDS = 0.02
"""How long SQLite itself waits for a lock before it is asked anew: it asks less and less often, in the end every tenth
of a second."""
GAP_SECONDS = 0.005
"""Between two entries that were waiting, the file is let go for so long. Without it, another window that waits for the
lock would not meet the moment between two transactions, however often it asks."""


class DraftWriter:
    """Writes submitted entries on its own thread, in order, each in one transaction.

    A lock that another window holds is waited for ``retry_seconds``. After a disk error the entry is retried every
    ``retry_seconds``; ``on_saved`` is called only after the commit.
    """

    def __init__(
        self,
        store: DraftStore,
        on_saved: Callable[[str, int, datetime], None],
        on_failed: Callable[[str, str], None],
        retry_seconds: float = 1.0,
    ) -> None:
        """Both callbacks are called on the writer's thread.

        ``on_saved(draft_id, sequence, at)``: this entry, and so all before it, is on the disk.
        ``on_failed(draft_id, sentence)``: once per entry, and again when the reason changes.
        """
        self._path = store.path
        self._holder = store.holder
        self._held = store.held
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._retry_seconds = retry_seconds
        self._entries: deque[StepEntry] = deque()
        """The first one is being written; it is removed once that is done."""
        self._changed = threading.Condition()
        self._closing = False
        self._retry_at_once = False
        self._refusals: dict[str, str] = {}
        """Draft id -> why nothing more of it can be written: later steps would leave an undetectable gap."""
        self._sequence = 0
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        """(device, inode) of the file that the connection is open on."""
        self._thread = threading.Thread(target=self._run, name="draft writer", daemon=True)
        self._thread.start()
        # if the program ends without close(), even by an exception, the last edits are still written
        atexit.register(self.close)

    def submit_record(
        self, draft_id: str, edit: Edit, inverse: Edit, report_after: Report, progress: DraftProgress
    ) -> int:
        """Queues :meth:`DraftStore.record`; returns the sequence number that ``on_saved`` will receive."""
        return self._submit(draft_id, +1, step_made_now(edit, inverse), report_after, progress)

    def submit_undone(self, draft_id: str, report_after: Report, progress: DraftProgress) -> int:
        """Queues :meth:`DraftStore.undone`; returns the sequence number."""
        return self._submit(draft_id, -1, None, report_after, progress)

    def submit_redone(self, draft_id: str, report_after: Report, progress: DraftProgress) -> int:
        """Queues :meth:`DraftStore.redone`; returns the sequence number."""
        return self._submit(draft_id, +1, None, report_after, progress)

    def submit_moment(self, draft_id: str, name: str) -> int:
        """Queues :meth:`DraftStore.add_moment`; returns the sequence number."""
        return self._submit(draft_id, 0, None, None, DraftProgress(), name)

    def _submit(
        self,
        draft_id: str,
        moved: int,
        step: Step | None,
        report: Report | None,
        progress: DraftProgress,
        name: str = "",
    ) -> int:
        with self._changed:
            if self._closing:
                raise RuntimeError("the writer is closed")
            self._sequence += 1
            self._entries.append(StepEntry(draft_id, moved, step, report, progress, self._sequence, name))
            self._changed.notify_all()
            return self._sequence

    def refused(self, draft_id: str) -> bool:
        """Whether writes of the draft are refused for good, because it is gone or another window has taken it over."""
        return draft_id in self._refusals

    def try_now(self) -> None:
        """Retries immediately, e.g. after the user has freed disk space."""
        with self._changed:
            self._retry_at_once = True
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """The number of entries not yet on the disk."""
        return len(self._entries)

    def flush(self, timeout: float) -> bool:
        """Waits until every submitted entry is on the disk and reported; ``False`` after ``timeout`` seconds. Must not
        be called from the callbacks (deadlock)."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._entries, timeout)

    def close(self, timeout: float = 5.0) -> bool:
        """Flushes, then ends the thread; ``False``: some entries were not written and are lost."""
        atexit.unregister(self.close)
        self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        return not self._entries

    def _run(self) -> None:
        while (entry := self._next()) and self._write(entry):
            with self._changed:
                self._entries.popleft()
                self._changed.notify_all()
                if self._entries:
                    self._changed.wait_for(lambda: self._closing, GAP_SECONDS)
        self._disconnect()

    def _next(self) -> StepEntry | None:
        """Waits for and returns the first entry; ``None`` when the writer closes."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._entries or self._closing, TIDY_SECONDS)
                if self._closing:
                    return None
                if self._entries:
                    return self._entries[0]
            self._tidy()

    def _tidy(self) -> None:
        """Idle work: renews the heartbeat of this window's locks and frees unused pages. Errors are ignored, as the
        next run tries again."""
        try:
            connection = self._connected()
            draft_locks.renew_heartbeat(connection, self._holder)
            connection.execute(f"PRAGMA incremental_vacuum({TIDY_PAGES})").fetchall()
        except (sqlite3.Error, OSError):
            self._disconnect()

    def _write(self, entry: StepEntry) -> bool:
        """Retries until the entry is written or refused; ``False`` if the writer closes before that."""
        announced = ""
        while True:
            try:
                saved_at = self._try(entry)
            except RefusedWriteError as refusal:
                self._refusals[entry.draft_id] = str(refusal)
                self._announce(self._on_failed, entry.draft_id, str(refusal))
                return True
            except Exception as error:
                # keep the entry on any exception: if the thread ended here, all later edits would be lost
                sentence = self._sentence(error)
                self._disconnect()
                if sentence != announced:
                    self._announce(self._on_failed, entry.draft_id, sentence)
                    announced = sentence
            else:
                self._announce(self._on_saved, entry.draft_id, entry.sequence, saved_at)
                return True
            with self._changed:
                self._retry_at_once = False
                self._changed.wait_for(lambda: self._closing or self._retry_at_once, self._retry_seconds)
                if self._closing:
                    return False

    def _try(self, entry: StepEntry) -> datetime:
        if why_refused := self._refusals.get(entry.draft_id):
            raise RefusedWriteError(why_refused)
        until = time.monotonic() + self._retry_seconds
        while True:
            try:
                return write_entry(self._connected(), entry, self._holder, must_hold=entry.draft_id in self._held)
            except sqlite3.OperationalError as error:
                if not is_locked(error) or self._closing or time.monotonic() >= until:
                    raise
            with self._changed:
                self._changed.wait_for(lambda: self._closing, LOCK_SECONDS / 10)

    def _connected(self) -> sqlite3.Connection:
        if self._connection and _identity(self._path) != self._file:
            self._disconnect()  # SQLite would keep writing to a file that was renamed or replaced
        if self._connection is None:
            self._file = _identity(self._path)
            self._connection = connected(self._path, LOCK_SECONDS)
        return self._connection

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, sqlite3.Error):
            record_damage(error, self._path)
        reason = (
            sqlite_error_reason(error, self._path) if isinstance(error, sqlite3.Error) else f"程序内部出错（{error!r}）"
        )
        return f"还没有保存到磁盘：{reason}。填写的内容都还在，程序会继续尝试保存"

    def _disconnect(self) -> None:
        if self._connection is None:
            return
        try:
            self._connection.close()
        except sqlite3.Error:
            _report_error()
        self._connection = None

    def _announce(self, callback: Callable[..., None], *values: object) -> None:
        try:
            callback(*values)
        except Exception:
            _report_error()


def _identity(path: Path) -> tuple[int, int] | None:
    """(device, inode) of the file; ``None``: it does not exist."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _report_error() -> None:
    """Passes the current exception to the crash handler without ending the thread."""
    threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
