"""Writes one step, undo, redo or named moment of a draft in one idempotent transaction."""

import sqlite3
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime

from model.report.edits import Edit
from model.report.report import Report
from model.store import draft_locks
from model.store.columns import micros_of, storable
from model.store.database import DraftStoreError
from model.store.draft_summary import DraftProgress, summary_columns
from model.store.processes import user_name
from model.store.report_sum import after_write, mark_of
from model.store.serialization import edit_text, report_text
from model.store.transactions import transaction


@dataclass(frozen=True)
class Step:
    """One edit of the history and its inverse."""

    edit: Edit
    inverse: Edit
    made_at: datetime
    who: str = ""
    """The user's name on that computer; empty if unknown."""


class RefusedWriteError(DraftStoreError):
    """The entry can never be written; retrying is pointless."""


NEXT_WRITTEN = "(SELECT ifnull(max(written), 0) + 1 FROM drafts)"


def draft_gone() -> RefusedWriteError:
    """The error for a draft that no longer exists in the store."""
    return RefusedWriteError("这份草稿已经不在了：可能已在另一个窗口里彻底删除。请回到草稿列表重新选择")


@dataclass(frozen=True)
class StepEntry:
    """One step, undo, redo or named moment to be written, with the report after it."""

    draft_id: str
    moved: int
    """+1: done or redone, -1: undone, 0: a named moment."""
    step: Step | None
    """``None`` for undo and redo, which move along existing steps, and for a named moment."""
    report: Report | None
    """``None`` for a named moment, which changes nothing."""
    progress: DraftProgress
    sequence: int = 0
    name: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)


def step_made_now(edit: Edit, inverse: Edit) -> Step:
    """The step with the current time and user."""
    return Step(edit, inverse, datetime.now(UTC), user_name())


def write_entry(connection: sqlite3.Connection, entry: StepEntry, holder: str, *, must_hold: bool) -> datetime:
    """Writes the entry in one transaction and returns the time of writing.

    Idempotent by ``entry.mark``, because after a failed commit it is unknown whether the entry was written.
    ``must_hold``: refuse the write unless ``holder`` still has the lock.

    Raises:
        RefusedWriteError: the draft is gone, another window has taken it over, or the step to undo or redo is missing.
    """
    draft_id, now = entry.draft_id, datetime.now(UTC)
    with transaction(connection):
        found = connection.execute("SELECT position, last_write FROM drafts WHERE id = ?", (draft_id,)).fetchone()
        if found is None:
            raise draft_gone()
        position, last_write = found
        if mark_of(last_write) == entry.mark:
            return now
        if taken_by := draft_locks.other_holder(connection, draft_id, holder):
            raise RefusedWriteError(
                f"没有保存：这份草稿已由{taken_by}打开，这里的修改不能再写入。请先把这里的内容导出，再重新打开草稿"
            )
        if must_hold and not draft_locks.is_held(connection, draft_id, holder):
            # while this computer was suspended, another one may have opened and closed the draft
            raise RefusedWriteError(
                "没有保存：这份草稿在别处打开过，或草稿库已换过，这里的修改不能再写入。"
                "请把这里的内容另存为新草稿，再与原来的草稿对照"
            )
        serial: int | None = None
        if entry.step:
            serial = _append_step(connection, draft_id, position, entry.step)
        elif entry.moved:
            serial = _step_to_move(connection, draft_id, position, entry.moved)
        text = None if entry.report is None else report_text(entry.report)
        append_move(connection, draft_id, entry.moved, serial, entry.name, entry.at)
        connection.execute(
            "UPDATE drafts SET position = ?, last_write = ? WHERE id = ?",
            (position + entry.moved, after_write(last_write, entry.mark, text), draft_id),
        )
        if entry.report is not None:
            connection.execute(
                "UPDATE drafts SET organ = ?, year = ?, edition = ?, filled = ?, cells = ?, errors = ?, warnings = ?,"
                f" stage = ?, stage_on = ?, saved_at = ?, written = {NEXT_WRITTEN} WHERE id = ?",
                (*summary_columns(entry.report, entry.progress, now), draft_id),
            )
            connection.execute("UPDATE contents SET report = ? WHERE draft = ?", (text, draft_id))
    return now


def _append_step(connection: sqlite3.Connection, draft_id: str, position: int, step: Step) -> int:
    """Appends the step and returns its serial; steps that could be redone remain in the history only."""
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
            micros_of(step.made_at),
            storable(step.who),
        ),
    )
    return int(serial)


def append_move(
    connection: sqlite3.Connection, draft_id: str, moved: int, serial: int | None, name: str, at: datetime
) -> None:
    """Appends an entry to the history; call it within a transaction."""
    connection.execute(
        "INSERT INTO moves SELECT ?, (SELECT ifnull(max(number), 0) + 1 FROM moves WHERE draft = ?), ?, ?, ?, ?, ?",
        (draft_id, draft_id, moved, serial, storable(name), micros_of(at), storable(user_name())),
    )


def _step_to_move(connection: sqlite3.Connection, draft_id: str, position: int, moved: int) -> int:
    """The serial of the step to be undone or redone."""
    number = position if moved < 0 else position + 1
    step = connection.execute("SELECT serial FROM steps WHERE draft = ? AND number = ?", (draft_id, number)).fetchone()
    if step is None:
        raise RefusedWriteError(
            "这一步撤销或重做没有记下：草稿里没有对应的步骤，可能已在另一个窗口里改过。请重新打开这份草稿"
        )
    return int(step[0])
