"""The draft store: every edit one durable transaction, with the history to undo and redo it after a restart.

What is kept: a summary for the list of drafts, the report as it stands, last year's report, all steps with a position
among them, and every move along them for the time line. The report is rewritten with every step (some 10 KB; the
flush to disk takes longer), so that opening needs no replay and never depends on how an older version applied its
edits.
"""

import contextlib
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model.report.edits import Edit
from model.report.history import HistoryEntry
from model.report.report import Report
from model.store import draft_locks
from model.store.columns import datetime_of, micros_of, storable
from model.store.database import NAME as STORE_NAME
from model.store.database import (
    DraftStoreError,
    open_store,
    read_snapshot,
    restore_set_aside,
    store_errors,
    transaction,
)
from model.store.draft_history import history_entries
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
from model.store.recovery import RecoveredDrafts, recover_drafts
from model.store.serialization import StoredFormatError, edit_from, report_from, report_text


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
                restore_set_aside(self.set_aside, self.path)  # with more room the next try finds it as it was
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
        return tuple(summary_from(*row) for row in rows)

    def create(
        self,
        report: Report,
        last_year: Report | None = None,
        name: str = "",
        progress: DraftProgress | None = None,
        first_moment: str = "",
    ) -> str:
        """A new draft; its id. ``first_moment`` begins its time line, e.g. ``导入 2024年报.docx``."""
        draft_id, now = uuid.uuid4().hex, datetime.now(UTC)
        contents = (draft_id, report_text(report), last_year and report_text(last_year))
        with store_errors("没有建成草稿", self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO drafts (id, name, organ, year, edition, filled, cells, errors, warnings, stage, stage_on,"
                " saved_at, position, last_write, written)"
                f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', {NEXT_WRITTEN})",
                (draft_id, storable(name), *summary_columns(report, progress or DraftProgress(), now)),
            )
            self._connection.execute("INSERT INTO contents VALUES (?, ?, ?)", contents)
            if first_moment:
                append_move(self._connection, draft_id, 0, None, first_moment, now)
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
            raise draft_gone()
        name, position, report, last_year = found
        try:
            steps = tuple(
                Step(edit_from(edit), edit_from(inverse), datetime_of(made_at), who)
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
            raise draft_gone()
        try:
            return report_from(found[0]), tuple(history_entries(rows))
        except (StoredFormatError, TypeError) as error:
            raise self._unreadable() from error

    def add_moment(self, draft_id: str, name: str) -> None:
        """A named moment of the time line, e.g. ``定稿``; the report stays as it is."""
        self._write(StepEntry(draft_id, 0, None, None, DraftProgress(), name=name))

    # -- who has a draft open

    def lock(self, draft_id: str, *, even_if_held: bool = False) -> None:
        """No other window can write the draft until :meth:`unlock`, even one that had it open before.

        Raises:
            DraftLockedError: another window has it open, and it is not known to have crashed.
        """
        with store_errors("打不开这份草稿", self.path), transaction(self._connection):
            if not self._connection.execute("SELECT 1 FROM drafts WHERE id = ?", (draft_id,)).fetchone():
                raise draft_gone()
            draft_locks.acquire_lock(self._connection, draft_id, self.holder, self._watched, even_if_held=even_if_held)
        self.held.add(draft_id)

    def unlock(self, draft_id: str) -> None:
        self.held.discard(draft_id)
        with store_errors("没有放开这份草稿", self.path):
            draft_locks.release_lock(self._connection, draft_id, self.holder)

    def record(self, draft_id: str, edit: Edit, inverse: Edit, report_after: Report, progress: DraftProgress) -> None:
        """Appends the step that led to ``report_after``; what could be redone until now no longer can."""
        self._write(StepEntry(draft_id, +1, step_made_now(edit, inverse), report_after, progress))

    def undone(self, draft_id: str, report_after: Report, progress: DraftProgress) -> None:
        """The last step was undone."""
        self._write(StepEntry(draft_id, -1, None, report_after, progress))

    def redone(self, draft_id: str, report_after: Report, progress: DraftProgress) -> None:
        """The step undone last was done again."""
        self._write(StepEntry(draft_id, +1, None, report_after, progress))

    def _write(self, entry: StepEntry) -> None:
        with store_errors("没有保存", self.path):
            write_entry(self._connection, entry, self.holder, must_hold=entry.draft_id in self.held)

    def rename(self, draft_id: str, name: str) -> None:
        """Blank: the draft goes by its organ again."""
        self._change("UPDATE drafts SET name = ? WHERE id = ?", storable(name.strip()), draft_id)

    def keep_last_year(self, draft_id: str, last_year: Report | None) -> None:
        """Other figures of last year to compare with. No step: it is not undone."""
        text = last_year and report_text(last_year)
        self._change("UPDATE contents SET last_year = ? WHERE draft = ?", text, draft_id)

    def delete(self, draft_id: str) -> None:
        """Into the bin."""
        self._change("UPDATE drafts SET deleted_at = ? WHERE id = ?", micros_of(datetime.now(UTC)), draft_id)

    def restore(self, draft_id: str) -> None:
        """Out of the bin."""
        self._change("UPDATE drafts SET deleted_at = NULL WHERE id = ?", draft_id)

    def purge(self, draft_id: str) -> None:
        """For good. Only what is in the bin can be purged."""
        self._change("DELETE FROM drafts WHERE id = ? AND deleted_at IS NOT NULL", draft_id)

    def empty_bin(self, before: datetime | None = None) -> int:
        """For good: everything in the bin, or what came there before a time. How many drafts that were."""
        until = micros_of(before) if before else _NEVER
        with store_errors("没有清空回收站", self.path), transaction(self._connection):
            return self._connection.execute("DELETE FROM drafts WHERE deleted_at < ?", (until,)).rowcount

    def _change(self, statement: str, *values: object) -> None:
        with store_errors("没有改成", self.path), transaction(self._connection):
            if not self._connection.execute(statement, values).rowcount:
                raise draft_gone()

    def duplicate(self, draft_id: str) -> str:
        """A copy with its whole history, outside the bin; its id. Its name says that it is a copy."""
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
