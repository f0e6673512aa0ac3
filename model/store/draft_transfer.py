"""Transfer of one draft with its history between computers, as a file that is a small store."""

import contextlib
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from model.atomic_write import PRIVATE, FileWriteError, replacing
from model.store.columns import datetime_of, is_time, mended, micros_of
from model.store.database import DraftStoreError, connected, store_errors
from model.store.draft_locks import DraftLockedError
from model.store.draft_rows import DraftRows, draft_problem, is_valid, read_rows, size_of, write_rows
from model.store.external_store import ExternalStoreError, open_external_store
from model.store.migrations import migrate
from model.store.transactions import read_snapshot, transaction

SUFFIX = ".nianbao"


class Conflict(Enum):
    """How an imported draft relates to the local draft with the same id."""

    NONE = "none"
    SAME = "same"
    """Contents and history are equal."""
    NEWER = "newer"
    """It continues the history of the local one."""
    OLDER = "older"
    """The local one continues its history."""
    APART = "apart"
    """Both were changed since they separated."""


class ConflictChoice(Enum):
    """The user's choice about the local draft in a conflict."""

    KEEP_BOTH = "both"
    REPLACE = "replace"
    """The local draft moves to the recycle bin."""


@dataclass(frozen=True)
class TransferDraft:
    """A draft in a file, before import."""

    rows: DraftRows
    conflict: Conflict
    here: str = ""
    """The name of the local draft; empty without one."""
    here_saved_at: datetime | None = None

    @property
    def name(self) -> str:
        return self.rows.name

    @property
    def year(self) -> int | None:
        """The reporting year; ``None`` if the draft has none."""
        year: int | None = self.rows.summary["year"]
        return year

    @property
    def saved_at(self) -> datetime:
        """When it was last saved."""
        return datetime_of(self.rows.summary["saved_at"])

    @property
    def steps(self) -> int:
        """The number of steps in its history."""
        return len(self.rows.steps)


def export_draft(store: Path, draft_id: str, target: Path) -> None:
    """Writes the draft with its whole history atomically to ``target`` and verifies it by reading it back.

    Raises:
        DraftStoreError: the draft is gone or damaged.
        FileWriteError: ``target`` cannot be written, or does not read back the same.
    """
    with store_errors("没有导出草稿", store), contextlib.closing(connected(store)) as source, read_snapshot(source):
        rows = read_rows(source, draft_id)
    if rows is None:
        raise DraftStoreError("这份草稿已经不在了。请回到草稿列表重新选择")
    if draft_problem(rows):
        raise DraftStoreError("这份草稿的内容已损坏，没有导出。可以在“每日副本”里取回")
    with replacing(target, PRIVATE) as temporary:
        try:
            with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as parcel:
                migrate(parcel)
                with transaction(parcel):
                    write_rows(parcel, rows, deleted_at=None)
        except sqlite3.Error as error:
            raise FileWriteError(f"“{target.name}”没有写成（{error}），请检查磁盘是否已满、U 盘是否还在") from error
        with open_external_store(temporary) as parcel:
            again = read_rows(parcel, draft_id)
        if again is None or not again.same_as(rows):
            raise FileWriteError(f"“{target.name}”写入后读回不一致，没有导出。请换一个 U 盘或文件夹")


@dataclass(frozen=True)
class ListedDraft:
    """The summary of one draft in a daily copy; its contents have not been read."""

    id: str
    name: str
    year: int | None
    saved_at: datetime
    is_here: bool
    is_same: bool
    """Its last write is that of the local draft, so both are probably equal."""


def listed_in(path: Path, store: Path) -> tuple[ListedDraft, ...]:
    """The summaries of all drafts in a daily copy, newest first; fast, as no contents are read.

    Raises:
        ExternalStoreError: the file is damaged or not ours. DraftStoreError: the store cannot be read.
    """
    with (
        store_errors("读不出草稿库", store),
        contextlib.closing(connected(store)) as here,
        open_external_store(path) as copy,
    ):
        known = dict(here.execute("SELECT id, last_write FROM drafts").fetchall())
        rows = copy.execute(
            "SELECT id, CASE name WHEN '' THEN organ ELSE name END, year, saved_at, last_write FROM drafts"
            " ORDER BY written DESC"
        ).fetchall()
    return tuple(
        ListedDraft(
            key,
            mended(name) if isinstance(name, str) and name else "未填机关名称",
            year if is_valid("year", year) else None,
            datetime_of(saved_at if is_time(saved_at) else 0),
            key in known,
            known.get(key) == mark,
        )
        for key, name, year, saved_at, mark in rows
        if is_valid("id", key)
    )


def draft_in(path: Path, store: Path, draft_id: str) -> TransferDraft:
    """One draft of a daily copy, with its relation to the local one.

    Raises:
        ExternalStoreError: the draft or the whole file is damaged. DraftStoreError: the store cannot be read.
    """
    with (
        store_errors("读不出草稿库", store),
        contextlib.closing(connected(store)) as here,
        open_external_store(path) as copy,
    ):
        rows = read_rows(copy, draft_id)
        if rows is None:
            raise ExternalStoreError(f"“{path.name}”里的这份草稿读不出来。请换一份副本再试")
        _vetted(rows, path)
        return _offered(rows, here)


def drafts_in(path: Path, store: Path) -> tuple[TransferDraft, ...]:
    """All drafts in a file that :func:`export_draft` or the daily backup wrote, newest first, with their relation to
    the drafts in ``store``.

    Raises:
        ExternalStoreError: the file is damaged or not ours. DraftStoreError: the store cannot be read.
    """
    with (
        store_errors("读不出草稿库", store),
        contextlib.closing(connected(store)) as here,
        open_external_store(path) as copy,
    ):
        ids = [draft_id for (draft_id,) in copy.execute("SELECT id FROM drafts ORDER BY written DESC")]
        return tuple(_offered(rows, here) for rows in _rows_of(copy, ids, path))


MOST_BYTES = 256 << 20
"""Of all drafts that are read from one file at once; a draft with its history is some 100 KB to 10 MB."""


def _rows_of(copy: sqlite3.Connection, ids: list[object], path: Path) -> Iterator[DraftRows]:
    left = MOST_BYTES
    for draft_id in ids:
        if not isinstance(draft_id, str) or not is_valid("id", draft_id):
            raise _broken(path)
        left -= size_of(copy, draft_id)
        if left < 0:
            raise ExternalStoreError(f"“{path.name}”里的草稿太大或太多，没有导入。请在原来的电脑上一份一份地导出")
        rows = read_rows(copy, draft_id)
        if rows is None:
            raise _broken(path)
        _vetted(rows, path)
        yield rows


def _vetted(rows: DraftRows, path: Path) -> None:
    if draft_problem(rows):
        raise _broken(path)


def _broken(path: Path) -> ExternalStoreError:
    return ExternalStoreError(f"“{path.name}”里的草稿已损坏，读不出来。请在原来的电脑上重新导出一次")


def _offered(rows: DraftRows, here: sqlite3.Connection) -> TransferDraft:
    known = read_rows(here, rows.id)
    if known is None:
        return TransferDraft(rows, Conflict.NONE)
    if known.same_as(rows):
        conflict = Conflict.SAME
    elif rows.continues(known):
        conflict = Conflict.NEWER
    else:
        conflict = Conflict.OLDER if known.continues(rows) else Conflict.APART
    return TransferDraft(rows, conflict, mended(known.name), _known_time(known))


def _known_time(known: DraftRows) -> datetime | None:
    """When the local draft was last saved; ``None`` if that is damaged."""
    saved_at = known.summary["saved_at"]
    return datetime_of(saved_at) if is_time(saved_at) else None


def import_draft(offered: TransferDraft, store: Path, answer: ConflictChoice = ConflictChoice.KEEP_BOTH) -> str:
    """Imports the draft into ``store`` and returns its id there. ``answer`` applies if the id is already in use.

    Raises:
        DraftStoreError: the disk fails, or the draft to be replaced is open in a window; nothing has changed then.
    """
    rows = offered.rows
    with store_errors("没有导入草稿", store), contextlib.closing(connected(store)) as here, transaction(here):
        known = read_rows(here, rows.id)
        if known is None:
            write_rows(here, rows, deleted_at=None)
            return rows.id
        if answer is ConflictChoice.REPLACE:
            _to_the_bin(here, known)
            write_rows(here, rows, deleted_at=None)
            return rows.id
        new_id = uuid.uuid4().hex
        write_rows(here, rows, id=new_id, name=f"{rows.name}（导入）", deleted_at=None)
        return new_id


def _to_the_bin(here: sqlite3.Connection, known: DraftRows) -> None:
    """Moves the local draft to the recycle bin under a new id, which frees its id for the imported one."""
    if here.execute("SELECT 1 FROM locks WHERE draft = ?", (known.id,)).fetchone():
        raise DraftLockedError("本机的这份草稿正开着，不能替换。请先回到草稿列表，再导入")
    now = micros_of(datetime.now(UTC))
    here.execute("DELETE FROM drafts WHERE id = ?", (known.id,))
    write_rows(here, known, id=uuid.uuid4().hex, name=f"{known.name}（被替换）", deleted_at=now)
