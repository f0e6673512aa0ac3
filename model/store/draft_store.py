"""The draft store: every edit one durable transaction, with the history to undo and redo it after a restart.

What is kept: a summary for the list of drafts, the report as it stands, last year's report, all steps with a position
among them, and every move along them for the time line. The report is rewritten with every step (some 10 KB; the
flush to disk takes longer), so that opening needs no replay and never depends on how an older version applied its
edits.
"""

import atexit
import contextlib
import sqlite3
import sys
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from model.report.edits import Edit
from model.report.history import HistoryEntry
from model.report.report import Report
from model.store import draft_locks
from model.store.database import NAME as STORE_NAME
from model.store.database import (
    DraftStoreError,
    connected,
    note_damage,
    open_store,
    put_back,
    read_snapshot,
    store_errors,
    transaction,
    why,
)
from model.store.draft_locks import DraftLockedError
from model.store.draft_rows import stage_columns
from model.store.processes import user_name
from model.store.recovery import RecoveredDrafts, recover_drafts
from model.store.serialization import StoredFormatError, edit_from, edit_text, report_from, report_text

__all__ = [
    "DraftLockedError",
    "DraftStore",
    "DraftStoreError",
    "DraftSummary",
    "DraftWriter",
    "OpenedDraft",
    "Standing",
    "Step",
]

TIDY_SECONDS = 15.0
"""After so long without an edit the writer says that it lives and gives free pages back to the disk, a few at once."""
TIDY_PAGES = 256


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
    stage: str = ""
    """``sent``, ``final``, or empty for a draft."""
    stage_on: str = ""
    """The day of that step, as ``2026年1月8日``."""
    organ: str = ""
    """Whose report it is, whatever the draft is called; blank while that is not filled."""


@dataclass(frozen=True)
class Step:
    """One edit of the history and the way back from it."""

    edit: Edit
    inverse: Edit
    made_at: datetime
    who: str = ""
    """The person's name on that computer; blank where it is not known."""


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
        self.holder = uuid.uuid4().hex
        """Names this window in the locks of drafts."""
        self.held: set[str] = set()
        """The drafts that this window has open. The writer looks here too, from its own thread."""
        self._watched = draft_locks.LockWatch()
        self._connection, self.set_aside = open_store(folder)
        """``set_aside``: where a damaged store was put just now; ``None``: there was none."""
        self.salvaged: RecoveredDrafts | None = None
        """What could be read of it, and is in the fresh store now."""
        if self.set_aside:
            try:
                with store_errors("没有找回草稿", self.path):
                    self.salvaged = recover_drafts(self.set_aside, self._connection)
            except BaseException:
                self._connection.close()
                put_back(self.set_aside, self.path)  # with more room the next try finds it as it was
                raise

    def close(self) -> None:
        with store_errors("关闭草稿库时出错", self.path):
            try:
                with contextlib.suppress(sqlite3.Error):  # a lock left behind is seen through
                    draft_locks.release_all_locks(self._connection, self.holder)
            finally:
                self._connection.close()

    def drafts(self) -> tuple[DraftSummary, ...]:
        """The one written last first, whatever the clock said; without the bin."""
        return self._summaries("deleted_at IS NULL ORDER BY written DESC")

    def binned(self) -> tuple[DraftSummary, ...]:
        """Last deleted first."""
        return self._summaries("deleted_at IS NOT NULL ORDER BY deleted_at DESC, rowid DESC")

    def _summaries(self, which: str) -> tuple[DraftSummary, ...]:
        with store_errors("读不出草稿列表", self.path):
            rows = self._connection.execute(
                "SELECT id, CASE name WHEN '' THEN organ ELSE name END, year, edition,"
                f" filled, cells, errors, warnings, saved_at, deleted_at, stage, stage_on, organ FROM drafts"
                f" WHERE {which}"
            ).fetchall()
        return tuple(_summary(*row) for row in rows)

    def create(
        self,
        report: Report,
        last_year: Report | None = None,
        name: str = "",
        standing: Standing | None = None,
        came: str = "",
    ) -> str:
        """A new draft; its id. ``came`` names the first moment of its time line, e.g. ``导入 2024年报.docx``."""
        draft_id, now = uuid.uuid4().hex, datetime.now(UTC)
        contents = (draft_id, report_text(report), last_year and report_text(last_year))
        with store_errors("没有建成草稿", self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO drafts (id, name, organ, year, edition, filled, cells, errors, warnings, stage, stage_on,"
                " saved_at, position, last_write, written)"
                f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', {_WRITTEN_NOW})",
                (draft_id, _clean(name), *_summary_columns(report, standing or Standing(), now)),
            )
            self._connection.execute("INSERT INTO contents VALUES (?, ?, ?)", contents)
            if came:
                _move(self._connection, draft_id, 0, None, came, now)
        return draft_id

    def open(self, draft_id: str) -> OpenedDraft:
        """The draft as it was last saved, from the bin too.

        Raises:
            DraftStoreError: also when its contents are damaged.
        """
        with store_errors("打不开这份草稿", self.path), read_snapshot(self._connection):
            found = self._connection.execute(
                "SELECT name, position, report, last_year FROM drafts JOIN contents ON draft = id WHERE id = ?",
                (draft_id,),
            ).fetchone()
            rows = self._connection.execute(
                "SELECT edit, inverse, made_at, who FROM steps WHERE draft = ? AND number IS NOT NULL ORDER BY number",
                (draft_id,),
            ).fetchall()
        if found is None:
            raise _gone()
        name, position, report, last_year = found
        try:
            steps = tuple(
                Step(edit_from(edit), edit_from(inverse), _datetime(made_at), who)
                for edit, inverse, made_at, who in rows
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
            raise self._unreadable() from error

    def _unreadable(self) -> DraftStoreError:
        return DraftStoreError(
            f"这份草稿的内容已损坏，读不出来（{self.path}）。其他草稿不受影响；可以在“备份与设置”里从每日副本取回，或重新导入这份报告"
        )

    def history(self, draft_id: str) -> tuple[Report, tuple[HistoryEntry, ...]]:
        """The report as it stands on the disk, and everything that led there, oldest first.

        Raises:
            DraftStoreError: also when its contents are damaged.
        """
        with store_errors("读不出历史", self.path), read_snapshot(self._connection):
            found = self._connection.execute("SELECT report FROM contents WHERE draft = ?", (draft_id,)).fetchone()
            rows = self._connection.execute(
                "SELECT moves.serial, moves.number, at, moves.who, moved, name, edit, inverse"
                " FROM moves LEFT JOIN steps ON steps.draft = moves.draft AND steps.serial = moves.serial"
                " WHERE moves.draft = ? ORDER BY moves.number",
                (draft_id,),
            ).fetchall()
        if found is None:
            raise _gone()
        try:
            return report_from(found[0]), tuple(_moments(rows))
        except (StoredFormatError, TypeError) as error:
            raise self._unreadable() from error

    def note_moment(self, draft_id: str, name: str) -> None:
        """A named moment of the time line, e.g. ``定稿``; the report stays as it is."""
        self._write(_Entry(draft_id, 0, None, None, Standing(), name=name))

    # -- who has a draft open

    def lock(self, draft_id: str, *, even_if_held: bool = False) -> None:
        """No other window can write the draft until :meth:`unlock`, even one that had it open before.

        Raises:
            DraftLockedError: another window has it open, and it is not known to have crashed.
        """
        with store_errors("打不开这份草稿", self.path), transaction(self._connection):
            if not self._connection.execute("SELECT 1 FROM drafts WHERE id = ?", (draft_id,)).fetchone():
                raise _gone()
            draft_locks.take(self._connection, draft_id, self.holder, self._watched, even_if_held=even_if_held)
        self.held.add(draft_id)

    def unlock(self, draft_id: str) -> None:
        self.held.discard(draft_id)
        with store_errors("没有放开这份草稿", self.path):
            draft_locks.release_lock(self._connection, draft_id, self.holder)

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
        with store_errors("没有保存", self.path):
            _write(self._connection, entry, self.holder, must_hold=entry.draft_id in self.held)

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

    def empty_bin(self, before: datetime | None = None) -> int:
        """For good: everything in the bin, or what came there before a time. How many drafts that were."""
        until = _micros(before) if before else _NEVER
        with store_errors("没有清空回收站", self.path), transaction(self._connection):
            return self._connection.execute("DELETE FROM drafts WHERE deleted_at < ?", (until,)).rowcount

    def _change(self, statement: str, *values: object) -> None:
        with store_errors("没有改成", self.path), transaction(self._connection):
            if not self._connection.execute(statement, values).rowcount:
                raise _gone()

    def duplicate(self, draft_id: str) -> str:
        """A copy with its whole history, outside the bin; its id. Its name says that it is a copy."""
        new_id = uuid.uuid4().hex
        with store_errors("没有复制成", self.path), transaction(self._connection):
            copied = self._connection.execute(
                "INSERT INTO drafts SELECT ?, CASE name WHEN '' THEN organ ELSE name END || '（副本）', organ, year,"
                f" edition, filled, cells, errors, warnings, ?, NULL, position, last_write, {_WRITTEN_NOW},"
                " stage, stage_on"
                " FROM drafts WHERE id = ?",
                (new_id, _micros(datetime.now(UTC)), draft_id),
            )
            if not copied.rowcount:
                raise _gone()
            for statement in (
                "INSERT INTO contents SELECT ?, report, last_year FROM contents WHERE draft = ?",
                "INSERT INTO steps SELECT ?, serial, number, edit, inverse, made_at, who FROM steps WHERE draft = ?",
                "INSERT INTO moves SELECT ?, number, moved, serial, name, at, who FROM moves WHERE draft = ?",
            ):
                self._connection.execute(statement, (new_id, draft_id))
        return new_id


class _RefusedError(DraftStoreError):
    """The entry can never be written, however often it is tried."""


_WRITTEN_NOW = "(SELECT ifnull(max(written), 0) + 1 FROM drafts)"
_NEVER = 1 << 62


def _gone() -> _RefusedError:
    return _RefusedError("这份草稿已经不在了：可能已在另一个窗口里彻底删除。请回到草稿列表重新选择")


@dataclass(frozen=True)
class _Entry:
    """One step, or one move along the history, and where it led."""

    draft_id: str
    moved: int
    """+1, -1; 0 for a moment with a name."""
    step: Step | None
    """``None``: undone or redone, a move along the steps that are there."""
    report: Report | None
    """``None`` for a moment, which changes nothing."""
    standing: Standing
    sequence: int = 0
    name: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)


def _made_now(edit: Edit, inverse: Edit) -> Step:
    return Step(edit, inverse, datetime.now(UTC), user_name())


def _write(connection: sqlite3.Connection, entry: _Entry, holder: str, *, must_hold: bool) -> datetime:
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
        if taken_by := draft_locks.other_holder(connection, draft_id, holder):
            raise _RefusedError(
                f"没有保存：这份草稿已由{taken_by}打开，这里的修改不能再写入。请先把这里的内容导出，再重新打开草稿"
            )
        if must_hold and not draft_locks.is_held(connection, draft_id, holder):
            # a computer that slept may find that another one had the draft meanwhile, and has closed it again
            raise _RefusedError(
                "没有保存：这份草稿在别处打开过，或草稿库已换过，这里的修改不能再写入。"
                "请把这里的内容另存为新草稿，再与原来的草稿对照"
            )
        serial: int | None = None
        if entry.step:
            serial = _append(connection, draft_id, position, entry.step)
        elif entry.moved:
            serial = _vetted_move(connection, draft_id, position, entry.moved)
        _move(connection, draft_id, entry.moved, serial, entry.name, entry.at)
        connection.execute(
            "UPDATE drafts SET position = ?, last_write = ? WHERE id = ?",
            (position + entry.moved, entry.mark, draft_id),
        )
        if entry.report is not None:
            connection.execute(
                "UPDATE drafts SET organ = ?, year = ?, edition = ?, filled = ?, cells = ?, errors = ?, warnings = ?,"
                f" stage = ?, stage_on = ?, saved_at = ?, written = {_WRITTEN_NOW} WHERE id = ?",
                (*_summary_columns(entry.report, entry.standing, now), draft_id),
            )
            connection.execute("UPDATE contents SET report = ? WHERE draft = ?", (report_text(entry.report), draft_id))
    return now


def _append(connection: sqlite3.Connection, draft_id: str, position: int, step: Step) -> int:
    """The step's serial; steps that could be redone until now are left behind, on the time line only."""
    connection.execute("UPDATE steps SET number = NULL WHERE draft = ? AND number > ?", (draft_id, position))
    (serial,) = connection.execute(
        "SELECT ifnull(max(serial), 0) + 1 FROM steps WHERE draft = ?", (draft_id,)
    ).fetchone()
    connection.execute(
        "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            draft_id,
            serial,
            position + 1,
            edit_text(step.edit),
            edit_text(step.inverse),
            _micros(step.made_at),
            _clean(step.who),
        ),
    )
    return int(serial)


def _move(
    connection: sqlite3.Connection, draft_id: str, moved: int, serial: int | None, name: str, at: datetime
) -> None:
    """One more line of the time line."""
    connection.execute(
        "INSERT INTO moves SELECT ?, (SELECT ifnull(max(number), 0) + 1 FROM moves WHERE draft = ?), ?, ?, ?, ?, ?",
        (draft_id, draft_id, moved, serial, _clean(name), _micros(at), _clean(user_name())),
    )


def _vetted_move(connection: sqlite3.Connection, draft_id: str, position: int, moved: int) -> int:
    """The serial of the step to be undone or redone, which is there."""
    number = position if moved < 0 else position + 1
    step = connection.execute("SELECT serial FROM steps WHERE draft = ? AND number = ?", (draft_id, number)).fetchone()
    if step is None:
        raise _RefusedError(
            "这一步撤销或重做没有记下：草稿里没有对应的步骤，可能已在另一个窗口里改过。请重新打开这份草稿"
        )
    return int(step[0])


def _summary_columns(report: Report, standing: Standing, at: datetime) -> tuple[object, ...]:
    """organ, year, edition, filled, cells, errors, warnings, stage, stage_on, saved_at."""
    return (
        _clean(report.organ),
        report.year,
        report.edition,
        standing.filled,
        standing.cells,
        standing.errors,
        standing.warnings,
        *stage_columns(report),
        _micros(at),
    )


def _summary(*columns: Any) -> DraftSummary:
    *same, saved_at, deleted_at, stage, on, organ = columns
    gone = None if deleted_at is None else _datetime(deleted_at)
    return DraftSummary(*(*same, _datetime(saved_at), gone, stage, on, organ))


def _moments(rows: Iterable[Sequence[Any]]) -> Iterator[HistoryEntry]:
    done: set[int] = set()
    for serial, *row in rows:
        moment = _moment(*row)
        yield replace(moment, again=True) if moment.moved > 0 and serial in done else moment
        done.add(serial)


def _moment(
    number: int, at: int, who: str, moved: int, name: str, edit: str | None, inverse: str | None
) -> HistoryEntry:
    if not moved:
        return HistoryEntry(number, _datetime(at), who, 0, name, Edit(name), Edit(name))
    if edit is None or inverse is None:
        raise StoredFormatError("a move without its step")
    done, back = edit_from(edit), edit_from(inverse)
    change, back = (done, back) if moved > 0 else (back, done)
    return HistoryEntry(number, _datetime(at), who, moved, done.label, change, back)


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
        self._holder = store.holder
        self._held = store.held
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._retry_seconds = retry_seconds
        self._entries: deque[_Entry] = deque()
        """The first one is being written; it stays until that is done."""
        self._changed = threading.Condition()
        self._closing = False
        self._hurried = False
        self._refusals: dict[str, str] = {}
        """Why nothing more of a draft can be written, by its id: a gap in its steps would never be seen again."""
        self._sequence = 0
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        """Which file the connection is to."""
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

    def submit_moment(self, draft_id: str, name: str) -> int:
        """As :meth:`DraftStore.note_moment`, after what was submitted before."""
        return self._submit(draft_id, 0, None, None, Standing(), name)

    def _submit(
        self,
        draft_id: str,
        moved: int,
        step: Step | None,
        report: Report | None,
        standing: Standing,
        name: str = "",
    ) -> int:
        with self._changed:
            if self._closing:
                raise RuntimeError("the writer is closed")
            self._sequence += 1
            self._entries.append(_Entry(draft_id, moved, step, report, standing, self._sequence, name))
            self._changed.notify_all()
            return self._sequence

    def refused(self, draft_id: str) -> bool:
        """The draft has gone or was taken over elsewhere: what is submitted can never be written, nor anything
        after it."""
        return draft_id in self._refusals

    def try_now(self) -> None:
        """A person has mended what kept the disk from taking the edits: does not wait for the next try."""
        with self._changed:
            self._hurried = True
            self._changed.notify_all()

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
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._entries or self._closing, TIDY_SECONDS)
                if self._closing:
                    return None
                if self._entries:
                    return self._entries[0]
            self._tidy()

    def _tidy(self) -> None:
        """In idle time: says to other computers that this window lives, and gives free pages back to the disk.
        Nothing that a person waits for: what fails now is tried again later."""
        try:
            connection = self._connected()
            draft_locks.beat(connection, self._holder)
            connection.execute(f"PRAGMA incremental_vacuum({TIDY_PAGES})").fetchall()
        except (sqlite3.Error, OSError):
            self._disconnect()

    def _write(self, entry: _Entry) -> bool:
        """Tries until the entry is on the disk or can never be written; ``False`` when the writer closes before."""
        told = ""
        while True:
            try:
                saved_at = self._try(entry)
            except _RefusedError as refusal:
                self._refusals[entry.draft_id] = str(refusal)
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
                self._hurried = False
                self._changed.wait_for(lambda: self._closing or self._hurried, self._retry_seconds)
                if self._closing:
                    return False

    def _try(self, entry: _Entry) -> datetime:
        if why_refused := self._refusals.get(entry.draft_id):
            raise _RefusedError(why_refused)
        return _write(self._connected(), entry, self._holder, must_hold=entry.draft_id in self._held)

    def _connected(self) -> sqlite3.Connection:
        if self._connection and _identity(self._path) != self._file:
            self._disconnect()  # else SQLite goes on writing into a file that no longer has this name
        if self._connection is None:
            self._file = _identity(self._path)
            self._connection = connected(self._path, self._retry_seconds)
        return self._connection

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, sqlite3.Error):
            note_damage(error, self._path)
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


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name; ``None``: there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _report_error() -> None:
    """To the crash handler, without ending the thread."""
    threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
