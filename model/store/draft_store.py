"""The draft store: every edit one durable transaction, with the history to undo and redo it after a restart.

Stored per draft: a summary for the list of drafts, the current report, the prior year's report, all steps with the
current position among them, and every move along them for the history. The report is rewritten with every step (some 10
KB; the flush to disk takes longer), so that opening needs no replay and never depends on how an older version applied
its edits.
"""

import contextlib
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path

from model.report.edits import Edit
from model.report.history import HistoryEntry
from model.report.report import Report
from model.store import draft_locks
from model.store.columns import datetime_of, mended, micros_of, storable
from model.store.damaged_drafts import DamagedDraftError, copy_rows_aside, damaged_summaries, has_contents_of_none
from model.store.database import NAME as STORE_NAME
from model.store.database import (
    DraftStoreError,
    condemn,
    forget_recovery,
    open_store,
    restore_set_aside,
    store_errors,
)
from model.store.draft_history import history_entries
from model.store.draft_rows import Edits, history_problem, is_valid, read_rows
from model.store.draft_steps import (
    NEXT_WRITTEN,
    Step,
    StepEntry,
    append_move,
    draft_gone,
    step_made_now,
    write_entry,
)
from model.store.draft_summary import DraftProgress, DraftSummary, summary_columns, summary_from
from model.store.recovery import RecoveredDrafts, recover_damaged, recover_drafts
from model.store.report_sum import after_last_year, fits_last_year, fits_report, last_write_of
from model.store.serialization import StoredFormatError, report_from, report_text
from model.store.transactions import read_snapshot, transaction


@dataclass(frozen=True)
class OpenedDraft:
    """A draft as read from the store. ``undo + redo`` are its steps, oldest first: ``undo[-1]`` is undone next,
    ``redo[0]`` redone next."""

    id: str
    name: str
    """The name given by the user; empty while the draft is shown by its organ's name."""
    report: Report
    last_year: Report | None
    undo: tuple[Step, ...]
    redo: tuple[Step, ...]


class DraftStore:
    """The drafts of one folder. To be used on the thread that created it; several may be open on one folder.

    Every method raises ``DraftStoreError`` if the disk fails or the draft is gone, and has then changed nothing.
    """

    def __init__(self, folder: Path) -> None:
        """Creates folder and store if missing. A damaged store is set aside and replaced by a new one with the drafts
        that could be recovered.

        Raises:
            DraftStoreError: the folder cannot be used, or a newer version of the program wrote the store.
        """
        self.path = folder / STORE_NAME
        self.holder = uuid.uuid4().hex
        """Identifies this window in the locks."""
        self.held: set[str] = set()
        """Ids of the drafts that this window has locked. Also read by the writer, on its own thread."""
        self._watched = draft_locks.LockWatch()
        self.set_aside = self._open(folder)
        """``set_aside``: path of the damaged store, or of the damaged drafts, that was just set aside; ``None``: there
        was none."""
        self.salvaged: RecoveredDrafts | None = None
        """What was recovered from it into the new store; ``None``: nothing was set aside."""
        if self.set_aside:
            try:
                with store_errors("没有找回草稿", self.path):
                    self.salvaged = recover_drafts(self.set_aside, self._connection)
            except BaseException:
                self._connection.close()
                restore_set_aside(self.set_aside, self.path)  # the next start can try again, e.g. with more disk space
                raise
        elif self._damaged:
            with contextlib.suppress(DraftStoreError):  # a full disk: the list is shown as far as it can be read
                self.set_aside, self.salvaged = self._repaired(self._damaged)

    def _open(self, folder: Path) -> Path | None:
        """Opens the store and returns what was set aside."""
        self._connection, aside = open_store(folder)
        damaged: tuple[object, ...] = ()
        is_torn = False
        if aside is None:
            with contextlib.suppress(DraftStoreError), store_errors("读不出草稿列表", self.path):
                damaged = damaged_summaries(self._connection)
                is_torn = bool(damaged) and has_contents_of_none(self._connection)
        self._damaged = tuple(each for each in damaged if isinstance(each, str) and is_valid("id", each))
        if len(self._damaged) < len(damaged) or is_torn:
            # the rows of such a draft are not found by its id: the whole store is set aside and recovered
            self._connection.close()
            with store_errors("打不开草稿库", self.path):
                condemn(self.path)
            self._connection, aside = open_store(folder)
        return aside

    def repair(self, draft_id: str) -> tuple[Path, RecoveredDrafts]:
        """(file with all rows of the draft as they were, what was recovered of it into the store). Call it after
        :class:`DamagedDraftError`; a draft of which nothing can be read leaves the list."""
        return self._repaired((draft_id,))

    def _repaired(self, ids: tuple[str, ...]) -> tuple[Path, RecoveredDrafts]:
        with store_errors("没有找回草稿", self.path):
            aside = copy_rows_aside(self._connection, self.path, ids)
            return aside, recover_damaged(aside, self._connection, ids)

    def forget_recovery(self) -> None:
        """Call it once :attr:`salvaged` was shown: until then a start after a kill reports it again."""
        forget_recovery(self.path)

    def close(self) -> None:
        """Releases the locks of this window and closes the connection."""
        self.forget_recovery()
        with store_errors("关闭草稿库时出错", self.path):
            try:
                with contextlib.suppress(sqlite3.Error):  # a lock left behind is recognized as stale
                    draft_locks.release_all_locks(self._connection, self.holder)
            finally:
                self._connection.close()

    def drafts(self) -> tuple[DraftSummary, ...]:
        """The drafts outside the recycle bin, last written first, independent of the clock."""
        return self._summaries("deleted_at IS NULL ORDER BY written DESC")

    def binned(self) -> tuple[DraftSummary, ...]:
        """The drafts in the recycle bin, last deleted first."""
        return self._summaries("deleted_at IS NOT NULL ORDER BY deleted_at DESC, rowid DESC")

    def _summaries(self, which: str) -> tuple[DraftSummary, ...]:
        with store_errors("读不出草稿列表", self.path):
            rows = self._connection.execute(
                "SELECT id, CASE name WHEN '' THEN organ ELSE name END, year, edition,"
                f" filled, cells, errors, warnings, saved_at, deleted_at, stage, stage_on, organ FROM drafts"
                f" WHERE {which}"
            ).fetchall()
        return tuple(summary_from(*row) for row in rows)

    def create(
        self,
        report: Report,
        last_year: Report | None = None,
        name: str = "",
        progress: DraftProgress | None = None,
        first_moment: str = "",
    ) -> str:
        """Creates a draft and returns its id. ``first_moment`` is the first entry of its history, e.g. ``导入
        2024年报.docx``."""
        draft_id, now = uuid.uuid4().hex, datetime.now(UTC)
        contents = (draft_id, report_text(report), report_text(last_year) if last_year else None)
        with store_errors("没有建成草稿", self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO drafts (id, name, organ, year, edition, filled, cells, errors, warnings, stage, stage_on,"
                " saved_at, position, last_write, written)"
                f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, {NEXT_WRITTEN})",
                (
                    draft_id,
                    storable(name),
                    *summary_columns(report, progress or DraftProgress(), now),
                    last_write_of("", *contents[1:]),
                ),
            )
            self._connection.execute("INSERT INTO contents VALUES (?, ?, ?)", contents)
            if first_moment:
                append_move(self._connection, draft_id, 0, None, first_moment, now)
        return draft_id

    def open(self, draft_id: str) -> OpenedDraft:
        """The draft as last saved, also one in the recycle bin; does not lock it.

        Raises:
            DraftStoreError: also when its contents are damaged.
        """
        with store_errors("打不开这份草稿", self.path), read_snapshot(self._connection):
            rows = read_rows(self._connection, draft_id)
            is_listed = self._connection.execute("SELECT 1 FROM drafts WHERE id = ?", (draft_id,)).fetchone()
        if rows is None:
            raise self._unreadable() if is_listed else draft_gone()
        name, position = rows.summary["name"], rows.summary["position"]
        edits: Edits = {}
        try:
            last_write = rows.summary["last_write"]
            if not fits_report(last_write, rows.report) or not fits_last_year(last_write, rows.last_year):
                raise self._unreadable()
            if history_problem(rows.steps, rows.moves, position, edits):
                raise self._unreadable()
            in_line = sorted((row for row in rows.steps if row[1] is not None), key=itemgetter(1))
            steps = tuple(Step(*edits[serial], datetime_of(at), who) for serial, _, _, _, at, who in in_line)
            return OpenedDraft(
                draft_id,
                mended(name) if isinstance(name, str) else "",
                report_from(rows.report),
                None if rows.last_year is None else report_from(rows.last_year),
                steps[:position],
                steps[position:],
            )
        except StoredFormatError:
            raise self._unreadable() from None  # the cause would quote the draft

    def _unreadable(self) -> DamagedDraftError:
        return DamagedDraftError(
            f"这份草稿的内容已损坏，读不出来（{self.path}）。其他草稿不受影响；可以在“每日副本”里取回，或重新导入这份报告"
        )

    def history(self, draft_id: str) -> tuple[Report, tuple[HistoryEntry, ...]]:
        """(the stored report, all history entries, oldest first).

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
            raise draft_gone()
        try:
            return report_from(found[0]), tuple(history_entries(rows))
        except (StoredFormatError, TypeError):
            raise self._unreadable() from None

    def add_moment(self, draft_id: str, name: str) -> None:
        """Adds a named moment to the history, e.g. ``定稿``; the report is unchanged."""
        self._write(StepEntry(draft_id, 0, None, None, DraftProgress(), name=name))

    # -- who has a draft open

    def lock(self, draft_id: str, *, even_if_held: bool = False) -> None:
        """Locks the draft for this window until :meth:`unlock`; ``even_if_held`` takes the lock over from another
        window.

        Raises:
            DraftLockedError: another window has it open and may still be running.
        """
        with store_errors("打不开这份草稿", self.path), transaction(self._connection):
            if not self._connection.execute("SELECT 1 FROM drafts WHERE id = ?", (draft_id,)).fetchone():
                raise draft_gone()
            draft_locks.acquire_lock(self._connection, draft_id, self.holder, self._watched, even_if_held=even_if_held)
        self.held.add(draft_id)

    def unlock(self, draft_id: str) -> None:
        """Releases the lock; without effect if this window does not hold it."""
        self.held.discard(draft_id)
        with store_errors("没有放开这份草稿", self.path):
            draft_locks.release_lock(self._connection, draft_id, self.holder)

    def record(self, draft_id: str, edit: Edit, inverse: Edit, report_after: Report, progress: DraftProgress) -> None:
        """Appends the step that led to ``report_after``; steps that were undone can no longer be redone."""
        self._write(StepEntry(draft_id, +1, step_made_now(edit, inverse), report_after, progress))

    def undone(self, draft_id: str, report_after: Report, progress: DraftProgress) -> None:
        """Records that the last step was undone."""
        self._write(StepEntry(draft_id, -1, None, report_after, progress))

    def redone(self, draft_id: str, report_after: Report, progress: DraftProgress) -> None:
        """Records that the step undone last was redone."""
        self._write(StepEntry(draft_id, +1, None, report_after, progress))

    def _write(self, entry: StepEntry) -> None:
        with store_errors("没有保存", self.path):
            write_entry(self._connection, entry, self.holder, must_hold=entry.draft_id in self.held)

    def rename(self, draft_id: str, name: str) -> None:
        """Sets the draft's name; an empty one shows its organ's name again."""
        self._change("UPDATE drafts SET name = ? WHERE id = ?", storable(name.strip()), draft_id)

    def keep_last_year(self, draft_id: str, last_year: Report | None) -> None:
        """Replaces the prior year's report, ``None`` removes it. Not part of undo and redo."""
        text = report_text(last_year) if last_year else None
        with store_errors("没有改成", self.path), transaction(self._connection):
            found = self._connection.execute("SELECT last_write FROM drafts WHERE id = ?", (draft_id,)).fetchone()
            if found is None:
                raise draft_gone()
            last_write = after_last_year(found[0], text)
            self._connection.execute("UPDATE contents SET last_year = ? WHERE draft = ?", (text, draft_id))
            self._connection.execute("UPDATE drafts SET last_write = ? WHERE id = ?", (last_write, draft_id))

    def delete(self, draft_id: str) -> None:
        """Moves the draft to the recycle bin."""
        self._change("UPDATE drafts SET deleted_at = ? WHERE id = ?", micros_of(datetime.now(UTC)), draft_id)

    def restore(self, draft_id: str) -> None:
        """Moves the draft out of the recycle bin."""
        self._change("UPDATE drafts SET deleted_at = NULL WHERE id = ?", draft_id)

    def purge(self, draft_id: str) -> None:
        """Deletes a draft in the recycle bin permanently; one outside it raises ``DraftStoreError``."""
        self._change("DELETE FROM drafts WHERE id = ? AND deleted_at IS NOT NULL", draft_id)

    def empty_bin(self, before: datetime | None = None) -> int:
        """Permanently deletes all drafts in the recycle bin, or those moved there before ``before``; returns how
        many."""
        until = micros_of(before) if before else _NEVER
        with store_errors("没有清空回收站", self.path), transaction(self._connection):
            return self._connection.execute("DELETE FROM drafts WHERE deleted_at < ?", (until,)).rowcount

    def _change(self, statement: str, *values: object) -> None:
        with store_errors("没有改成", self.path), transaction(self._connection):
            if not self._connection.execute(statement, values).rowcount:
                raise draft_gone()

    def duplicate(self, draft_id: str) -> str:
        """Copies the draft with its whole history and returns the new id; the copy's name ends in （副本）."""
        new_id = uuid.uuid4().hex
        with store_errors("没有复制成", self.path), transaction(self._connection):
            copied = self._connection.execute(
                "INSERT INTO drafts SELECT ?, CASE name WHEN '' THEN organ ELSE name END || '（副本）', organ, year,"
                f" edition, filled, cells, errors, warnings, ?, NULL, position, last_write, {NEXT_WRITTEN},"
                " stage, stage_on"
                " FROM drafts WHERE id = ?",
                (new_id, micros_of(datetime.now(UTC)), draft_id),
            )
            if not copied.rowcount:
                raise draft_gone()
            for statement in (
                "INSERT INTO contents SELECT ?, report, last_year FROM contents WHERE draft = ?",
                "INSERT INTO steps SELECT ?, serial, number, edit, inverse, made_at, who FROM steps WHERE draft = ?",
                "INSERT INTO moves SELECT ?, number, moved, serial, name, at, who FROM moves WHERE draft = ?",
            ):
                self._connection.execute(statement, (new_id, draft_id))
        return new_id


_NEVER = 1 << 62
