"""The draft store: every edit one durable transaction, with the history to undo and redo it after a restart.

What is kept: a summary for the list of drafts, the report as it stands, last year's report, and all steps with a
position among them. The report is rewritten with every step (some 10 KB; the flush to disk takes longer), so that
opening needs no replay and never depends on how an older version applied its edits.
"""

import atexit
import sqlite3
import sys
import threading
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from model.edits import Edit
from model.report import Report
from model.store_file import NAME as STORE_NAME
from model.store_file import DraftStoreError, connected, one_moment, open_store, telling, transaction, why
from model.stored import StoredFormatError, edit_from, edit_text, report_from, report_text

__all__ = ["DraftStore", "DraftStoreError", "DraftSummary", "DraftWriter", "OpenedDraft", "Standing", "Step"]


@dataclass(frozen=True)
class Standing:
    """How far a report is, for the list of drafts."""

    filled: int = 0
    cells: int = 0
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True)
class DraftSummary:
    """One line of the list of drafts."""

    id: str
    name: str
    """As a person gave it, else the organ; blank while there is neither."""
    year: int | None
    edition: str
    filled: int
    cells: int
    errors: int
    warnings: int
    saved_at: datetime
    deleted_at: datetime | None
    """``None``: not in the bin."""


@dataclass(frozen=True)
class Step:
    """One edit of the history and the way back from it."""

    edit: Edit
    inverse: Edit
    made_at: datetime


@dataclass(frozen=True)
class OpenedDraft:
    """``undo`` followed by ``redo`` is the whole history, oldest first: ``undo[-1]`` is undone next, ``redo[0]``
    redone next."""

    id: str
    name: str
    """As a person gave it; blank while the draft goes by its organ."""
    report: Report
    last_year: Report | None
    undo: tuple[Step, ...]
    redo: tuple[Step, ...]


class DraftStore:
    """The drafts of one folder. Belongs to the thread that made it; several may be open on one folder.

    Every method raises DraftStoreError when the disk refuses or the draft is gone, and has changed nothing then.
    """

    def __init__(self, folder: Path) -> None:
        """Makes folder and store if need be. A damaged store is set aside and a fresh one made in its place.

        Raises:
            DraftStoreError: the folder cannot be used, or a newer version of the program wrote the store.
        """
        self.path = folder / STORE_NAME
        self._connection, self.set_aside = open_store(folder)
        """``set_aside``: where a damaged store was put just now; ``None``: there was none."""

    def close(self) -> None:
        with telling("关闭草稿库时出错", self.path):
            self._connection.close()

    def drafts(self) -> tuple[DraftSummary, ...]:
        """Newest first, without the bin."""
        return self._summaries("deleted_at IS NULL ORDER BY saved_at DESC, rowid DESC")

    def binned(self) -> tuple[DraftSummary, ...]:
        """Last deleted first."""
        return self._summaries("deleted_at IS NOT NULL ORDER BY deleted_at DESC, rowid DESC")

    def _summaries(self, which: str) -> tuple[DraftSummary, ...]:
        with telling("读不出草稿列表", self.path):
            rows = self._connection.execute(
                "SELECT id, CASE name WHEN '' THEN organ ELSE name END, year, edition,"
                f" filled, cells, errors, warnings, saved_at, deleted_at FROM drafts WHERE {which}"
            ).fetchall()
        return tuple(_summary(*row) for row in rows)

    def create(
        self, report: Report, last_year: Report | None = None, name: str = "", standing: Standing | None = None
    ) -> str:
        """A new draft without history; its id."""
        draft_id = uuid.uuid4().hex
        contents = (draft_id, report_text(report), last_year and report_text(last_year))
        with telling("没有建成草稿", self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO drafts (id, name, organ, year, edition, filled, cells, errors, warnings, saved_at,"
                " position, last_write) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')",
                (draft_id, _clean(name), *_summary_columns(report, standing or Standing(), datetime.now(UTC))),
            )
            self._connection.execute("INSERT INTO contents VALUES (?, ?, ?)", contents)
        return draft_id

    def open(self, draft_id: str) -> OpenedDraft:
        """The draft as it was last saved, from the bin too.

        Raises:
            DraftStoreError: also when its contents are damaged.
        """
        with telling("打不开这份草稿", self.path), one_moment(self._connection):
            found = self._connection.execute(
                "SELECT name, position, report, last_year FROM drafts JOIN contents ON draft = id WHERE id = ?",
                (draft_id,),
            ).fetchone()
            rows = self._connection.execute(
                "SELECT edit, inverse, made_at FROM steps WHERE draft = ? ORDER BY number", (draft_id,)
            ).fetchall()
        if found is None:
            raise _gone()
        name, position, report, last_year = found
        try:
            steps = tuple(
                Step(edit_from(edit), edit_from(inverse), _datetime(made_at)) for edit, inverse, made_at in rows
            )
            return OpenedDraft(
                draft_id,
                name,
                report_from(report),
                None if last_year is None else report_from(last_year),
                steps[:position],
                steps[position:],
            )
        except StoredFormatError as error:
            raise DraftStoreError(
                f"这份草稿的内容已损坏，读不出来（{self.path}）。其他草稿不受影响；可以重新导入这份报告"
            ) from error

    def record(self, draft_id: str, edit: Edit, inverse: Edit, report_after: Report, standing: Standing) -> None:
        """Appends the step that led to ``report_after``; what could be redone until now no longer can."""
        self._write(_Entry(draft_id, +1, _made_now(edit, inverse), report_after, standing))

    def undone(self, draft_id: str, report_after: Report, standing: Standing) -> None:
        """The last step was undone."""
        self._write(_Entry(draft_id, -1, None, report_after, standing))

    def redone(self, draft_id: str, report_after: Report, standing: Standing) -> None:
        """The step undone last was done again."""
        self._write(_Entry(draft_id, +1, None, report_after, standing))

    def _write(self, entry: "_Entry") -> None:
        with telling("没有保存", self.path):
            _write(self._connection, entry)

    def rename(self, draft_id: str, name: str) -> None:
        """Blank: the draft goes by its organ again."""
        self._change("UPDATE drafts SET name = ? WHERE id = ?", _clean(name.strip()), draft_id)

    def keep_last_year(self, draft_id: str, last_year: Report | None) -> None:
        """Other figures of last year to compare with. No step: it is not undone."""
        text = last_year and report_text(last_year)
        self._change("UPDATE contents SET last_year = ? WHERE draft = ?", text, draft_id)

    def delete(self, draft_id: str) -> None:
        """Into the bin."""
        self._change("UPDATE drafts SET deleted_at = ? WHERE id = ?", _micros(datetime.now(UTC)), draft_id)

    def restore(self, draft_id: str) -> None:
        """Out of the bin."""
        self._change("UPDATE drafts SET deleted_at = NULL WHERE id = ?", draft_id)

    def purge(self, draft_id: str) -> None:
        """For good. Only what is in the bin can be purged."""
        self._change("DELETE FROM drafts WHERE id = ? AND deleted_at IS NOT NULL", draft_id)

    def _change(self, statement: str, *values: object) -> None:
        with telling("没有改成", self.path), transaction(self._connection):
            if not self._connection.execute(statement, values).rowcount:
                raise _gone()

    def duplicate(self, draft_id: str) -> str:
        """A copy with its whole history, outside the bin; its id. Its name says that it is a copy."""
        new_id = uuid.uuid4().hex
        with telling("没有复制成", self.path), transaction(self._connection):
            copied = self._connection.execute(
                "INSERT INTO drafts SELECT ?, CASE name WHEN '' THEN organ ELSE name END || '（副本）', organ, year,"
                " edition, filled, cells, errors, warnings, ?, NULL, position, last_write FROM drafts WHERE id = ?",
                (new_id, _micros(datetime.now(UTC)), draft_id),
            )
            if not copied.rowcount:
                raise _gone()
            for statement in (
                "INSERT INTO contents SELECT ?, report, last_year FROM contents WHERE draft = ?",
                "INSERT INTO steps SELECT ?, number, edit, inverse, made_at FROM steps WHERE draft = ?",
            ):
                self._connection.execute(statement, (new_id, draft_id))
        return new_id


class _RefusedError(DraftStoreError):
    """The entry can never be written, however often it is tried."""


def _gone() -> _RefusedError:
    return _RefusedError("这份草稿已经不在了：可能已在另一个窗口里彻底删除。请回到草稿列表重新选择")


@dataclass(frozen=True)
class _Entry:
    """One step, or one move along the history, and where it led."""

    draft_id: str
    moved: int
    """+1 or -1."""
    step: Step | None
    """``None``: undone or redone, a move along the steps that are there."""
    report: Report
    standing: Standing
    sequence: int = 0
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)


def _made_now(edit: Edit, inverse: Edit) -> Step:
    return Step(edit, inverse, datetime.now(UTC))


def _write(connection: sqlite3.Connection, entry: _Entry) -> datetime:
    """One transaction; when it was.

    Writing the same entry twice is the same as writing it once: when a disk fails in the middle of a commit, nobody
    can say whether it counts.
    """
    draft_id, now = entry.draft_id, datetime.now(UTC)
    with transaction(connection):
        found = connection.execute("SELECT position, last_write FROM drafts WHERE id = ?", (draft_id,)).fetchone()
        if found is None:
            raise _gone()
        position, last_write = found
        if last_write == entry.mark:
            return now
        if entry.step:
            _append(connection, draft_id, position, entry.step)
        else:
            _vet_move(connection, draft_id, position, entry.moved)
        connection.execute(
            "UPDATE drafts SET organ = ?, year = ?, edition = ?, filled = ?, cells = ?, errors = ?, warnings = ?,"
            " saved_at = ?, position = ?, last_write = ? WHERE id = ?",
            (
                *_summary_columns(entry.report, entry.standing, now),
                position + entry.moved,
                entry.mark,
                draft_id,
            ),
        )
        connection.execute("UPDATE contents SET report = ? WHERE draft = ?", (report_text(entry.report), draft_id))
    return now


def _append(connection: sqlite3.Connection, draft_id: str, position: int, step: Step) -> None:
    connection.execute("DELETE FROM steps WHERE draft = ? AND number > ?", (draft_id, position))
    connection.execute(
        "INSERT INTO steps VALUES (?, ?, ?, ?, ?)",
        (draft_id, position + 1, edit_text(step.edit), edit_text(step.inverse), _micros(step.made_at)),
    )


def _vet_move(connection: sqlite3.Connection, draft_id: str, position: int, moved: int) -> None:
    """The step to be undone or redone is there."""
    number = position if moved < 0 else position + 1
    step = connection.execute("SELECT 1 FROM steps WHERE draft = ? AND number = ?", (draft_id, number)).fetchone()
    if step is None:
        raise _RefusedError(
            "这一步撤销或重做没有记下：草稿里没有对应的步骤，可能已在另一个窗口里改过。请重新打开这份草稿"
        )


def _summary_columns(report: Report, standing: Standing, at: datetime) -> tuple[object, ...]:
    """organ, year, edition, filled, cells, errors, warnings, saved_at."""
    return (
        _clean(report.organ),
        report.year,
        report.edition,
        standing.filled,
        standing.cells,
        standing.errors,
        standing.warnings,
        _micros(at),
    )


def _summary(*columns: Any) -> DraftSummary:
    *same, saved_at, deleted_at = columns
    return DraftSummary(*(*same, _datetime(saved_at), None if deleted_at is None else _datetime(deleted_at)))


def _clean(text: str) -> str:
    """Without half surrogate pairs, which SQLite cannot hold; the report itself keeps them."""
    return text.encode(errors="replace").decode()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _datetime(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


class DraftWriter:
    """Writes steps in a thread of its own, in the order in which they were submitted, each a transaction.

    While the disk refuses, an entry is kept and tried again every ``retry_seconds``; nothing is called saved before
    its commit has returned.
    """

    def __init__(
        self,
        store: DraftStore,
        on_saved: Callable[[str, int, datetime], None],
        on_failed: Callable[[str, str], None],
        retry_seconds: float = 1.0,
    ) -> None:
        """Both callbacks are called in the writer's thread.

        ``on_saved(draft_id, sequence, at)``: the entry with that number, and so all before it, is on the disk.
        ``on_failed(draft_id, sentence)``: once an entry, and again when the reason changes.
        """
        self._path = store.path
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._retry_seconds = retry_seconds
        self._entries: deque[_Entry] = deque()
        """The first one is being written; it stays until that is done."""
        self._changed = threading.Condition()
        self._closing = False
        self._sequence = 0
        self._connection: sqlite3.Connection | None = None
        self._thread = threading.Thread(target=self._run, name="draft writer", daemon=True)
        self._thread.start()
        # a program that ends without close(), even by an exception, still gets its last edits onto the disk
        atexit.register(self.close)

    def submit_record(self, draft_id: str, edit: Edit, inverse: Edit, report_after: Report, standing: Standing) -> int:
        """As :meth:`DraftStore.record`, later; the number that ``on_saved`` will name."""
        return self._submit(draft_id, +1, _made_now(edit, inverse), report_after, standing)

    def submit_undone(self, draft_id: str, report_after: Report, standing: Standing) -> int:
        return self._submit(draft_id, -1, None, report_after, standing)

    def submit_redone(self, draft_id: str, report_after: Report, standing: Standing) -> int:
        return self._submit(draft_id, +1, None, report_after, standing)

    def _submit(self, draft_id: str, moved: int, step: Step | None, report: Report, standing: Standing) -> int:
        with self._changed:
            if self._closing:
                raise RuntimeError("the writer is closed")
            self._sequence += 1
            self._entries.append(_Entry(draft_id, moved, step, report, standing, self._sequence))
            self._changed.notify_all()
            return self._sequence

    @property
    def waiting(self) -> int:
        """How many entries are not yet on the disk."""
        return len(self._entries)

    def flush(self, timeout: float) -> bool:
        """Waits until everything submitted is on the disk and announced; ``False`` when it is not after ``timeout``
        seconds. Not for the callbacks, which would wait for themselves."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._entries, timeout)

    def close(self, timeout: float = 5.0) -> bool:
        """Flushes, then ends the thread; ``False``: some entries never reached the disk and are given up."""
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
        self._disconnect()

    def _next(self) -> _Entry | None:
        """The first entry, waiting for it; ``None`` when the writer closes."""
        with self._changed:
            self._changed.wait_for(lambda: self._entries or self._closing)
            return None if self._closing else self._entries[0]

    def _write(self, entry: _Entry) -> bool:
        """Tries until the entry is on the disk or can never be written; ``False`` when the writer closes before."""
        told = ""
        while True:
            try:
                saved_at = self._try(entry)
            except _RefusedError as refusal:
                self._announce(self._on_failed, entry.draft_id, str(refusal))
                return True
            except Exception as error:
                # whatever it is, the entry must outlive it: a thread that ended here would lose every later edit
                sentence = self._sentence(error)
                self._disconnect()
                if sentence != told:
                    self._announce(self._on_failed, entry.draft_id, sentence)
                    told = sentence
            else:
                self._announce(self._on_saved, entry.draft_id, entry.sequence, saved_at)
                return True
            with self._changed:
                if self._changed.wait_for(lambda: self._closing, self._retry_seconds):
                    return False

    def _try(self, entry: _Entry) -> datetime:
        if self._connection and not self._path.exists():
            self._disconnect()  # else SQLite goes on writing into a file that no longer has a name
        if self._connection is None:
            self._connection = connected(self._path, self._retry_seconds)
        return _write(self._connection, entry)

    def _sentence(self, error: Exception) -> str:
        reason = why(error, self._path) if isinstance(error, sqlite3.Error) else f"程序内部出错（{error!r}）"
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


def _report_error() -> None:
    """To the crash handler, without ending the thread."""
    threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
