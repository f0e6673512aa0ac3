"""The kept batches of the store: one for each office and year, read and written on any thread.

A batch is kept as a whole, in one transaction, and never changed. Keeping the same office and year again makes a new
batch and moves the one before to the bin, from where it can be brought back.
"""

import contextlib
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from model.store.batch_recovery import CopiedBatch, copied_batches, recover_batches
from model.store.batch_rows import (
    COLUMNS,
    MOST_FILES,
    BatchOutline,
    BatchRows,
    about_from,
    batch_from,
    is_sound,
    is_summary,
    outline_from,
    read_batch_rows,
    rows_of,
    write_batch_rows,
)
from model.store.columns import datetime_of, is_time, mended, micros_of
from model.store.damaged_drafts import SAME_BYTES, copy_rows_aside, stored_bytes
from model.store.database import NAME, DraftStoreError, connected, store_errors
from model.store.draft_rows import LAST_YEAR, is_valid
from model.store.found_rows import read_damaged
from model.store.kept_batch import BatchSummary, KeptBatch, RecoveredBatches
from model.store.serialization import StoredFormatError
from model.store.transactions import read_snapshot, transaction

T = TypeVar("T")
TABLES = {"batches": "id", "batch_files": "batch"}


class DamagedBatchError(DraftStoreError):
    """Rows of this batch are damaged; :meth:`BatchStore.repair` recovers what can be read."""


class BatchStore:
    """The batches in the store of ``folder``, which a :class:`model.store.draft_store.DraftStore` has opened before.

    Every method has a connection of its own. Each raises ``DraftStoreError`` if the disk fails, and has then changed
    nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    @property
    def is_there(self) -> bool:
        """Whether there is a store."""
        return self.path.is_file()

    @contextlib.contextmanager
    def _connected(self, what: str) -> Any:
        with store_errors(what, self.path), contextlib.closing(connected(self.path)) as connection:
            yield connection

    def batches(self) -> tuple[BatchSummary, ...]:
        """Those that are not deleted, newest year first."""
        return self._summaries("deleted_at IS NULL")

    def deleted(self) -> tuple[BatchSummary, ...]:
        """Those in the bin, also those whose place a later one took."""
        return self._summaries("deleted_at IS NOT NULL")

    def _summaries(self, which: str) -> tuple[BatchSummary, ...]:
        with self._connected("读不出留存的批次") as connection:
            rows = connection.execute(f"SELECT {COLUMNS} FROM batches WHERE {which} ORDER BY kept_at DESC, rowid DESC")
            found = [_summary(*row) for row in rows]
        return tuple(sorted(found, key=lambda each: -each.year))

    def open(self, batch_id: str) -> KeptBatch:
        """The batch, also one in the bin.

        Raises:
            DamagedBatchError: a row of it is damaged or missing.
        """
        return self._read(batch_id, batch_from)

    def outline(self, batch_id: str) -> BatchOutline:
        """As :meth:`open`, without the reports, each of which takes time to read."""
        return self._read(batch_id, outline_from)

    def _read(self, batch_id: str, read: Callable[[BatchRows], T]) -> T:
        with self._connected("打不开这一批") as connection, read_snapshot(connection):
            rows = read_batch_rows(connection, batch_id)
        if rows is None:
            raise DraftStoreError("这一批已经不在了：可能已在另一个窗口里删除")
        try:
            return read(rows)
        except StoredFormatError:
            raise DamagedBatchError(f"留存的这一批里有损坏的内容（{self.path}）。其他批次和草稿不受影响") from None

    def newest(self, organ: str, year: int) -> BatchSummary | None:
        """The batch of that office and year."""
        return next((each for each in self.batches() if (each.organ, each.year) == (organ, year)), None)

    def replaced_by(self, batch_id: str) -> str:
        """The id of the batch whose place this one took; empty where there is none any more."""
        with self._connected("打不开这一批") as connection, read_snapshot(connection):
            found = connection.execute("SELECT about FROM batches WHERE id = ?", (batch_id,)).fetchone()
            before = _replaced_by(*found) if found is not None else ""
            there = connection.execute("SELECT 1 FROM batches WHERE id = ?", (before,)).fetchone()
        return before if there else ""

    def keep(self, batch: KeptBatch, replaces: str = "", instead_of: str = "") -> str:
        """Keeps the batch and returns its id. ``replaces``: the batch that it takes the place of, which moves to the
        bin; one that this one replaced before is deleted for good. ``instead_of``: a batch that was kept a moment ago
        and is to be forgotten."""
        if len(batch.files) > MOST_FILES:
            raise DraftStoreError(f"这一批有 {len(batch.files)} 份，超过 {MOST_FILES} 份，没有留存")
        batch_id, now = uuid.uuid4().hex, micros_of(datetime.now(UTC))
        rows = rows_of(batch, batch_id, now, replaces)
        with self._connected("没有留存这一批") as connection, transaction(connection):
            if instead_of:
                connection.execute("DELETE FROM batches WHERE id = ?", (instead_of,))
            if replaces:
                before = connection.execute("SELECT about FROM batches WHERE id = ?", (replaces,)).fetchone()
                if before is not None:
                    connection.execute(
                        "DELETE FROM batches WHERE id = ? AND deleted_at IS NOT NULL", (_replaced_by(*before),)
                    )
                    connection.execute("UPDATE batches SET deleted_at = ? WHERE id = ?", (now, replaces))
            write_batch_rows(connection, rows)
        return batch_id

    def undo_keeping(self, batch_id: str) -> None:
        """Deletes the batch for good and brings back the one whose place it took."""
        with self._connected("没有撤销") as connection, transaction(connection):
            found = connection.execute("SELECT about FROM batches WHERE id = ?", (batch_id,)).fetchone()
            if found is None:
                raise DraftStoreError("没有撤销：这一批已经不在了")
            connection.execute("DELETE FROM batches WHERE id = ?", (batch_id,))
            connection.execute("UPDATE batches SET deleted_at = NULL WHERE id = ?", (_replaced_by(*found),))

    def delete(self, batch_id: str) -> None:
        """Moves the batch to the bin."""
        self._mark(batch_id, micros_of(datetime.now(UTC)))

    def restore(self, batch_id: str) -> None:
        """Moves the batch out of the bin."""
        self._mark(batch_id, None)

    def _mark(self, batch_id: str, deleted_at: int | None) -> None:
        with self._connected("没有改成") as connection, transaction(connection):
            changed = connection.execute("UPDATE batches SET deleted_at = ? WHERE id = ?", (deleted_at, batch_id))
            if not changed.rowcount:
                raise DraftStoreError("这一批已经不在了：可能已在另一个窗口里删除")

    def purge(self, before: datetime) -> int:
        """Deletes those for good that were moved to the bin before that time; returns how many."""
        with self._connected("没有清空回收站") as connection, transaction(connection):
            found = connection.execute("DELETE FROM batches WHERE deleted_at < ?", (micros_of(before),))
            return int(found.rowcount)

    def in_copies(self) -> tuple[CopiedBatch, ...]:
        """Batches of which only the daily copies have something; reading these takes a moment."""
        with self._connected("读不出每日副本") as connection, read_snapshot(connection):
            try:
                return copied_batches(self.path.parent, connection)
            except StoredFormatError:
                raise DraftStoreError("留存的批次里有损坏的内容，请关闭“历年”再打开，程序会自动找回") from None

    def bring_back(self, copied: CopiedBatch) -> None:
        """Writes a batch of a daily copy into the store, as it was."""
        with self._connected("没有取回") as connection, transaction(connection):
            if not connection.execute("SELECT 1 FROM batches WHERE id = ?", (copied.rows.id,)).fetchone():
                write_batch_rows(connection, copied.rows)

    # -- damage

    def damaged(self) -> tuple[object, ...]:
        """The ids of the batches with a damaged or missing row, and of files whose batch is missing."""
        with self._connected("读不出留存的批次") as connection, read_snapshot(connection):
            ids = [key for (key,) in connection.execute("SELECT id FROM batches NOT INDEXED")]
            orphans = [
                key
                for (key,) in connection.execute(
                    "SELECT DISTINCT batch FROM batch_files NOT INDEXED WHERE batch NOT IN (SELECT id FROM batches)"
                )
            ]
            return (*(each for each in ids if not self._is_sound(connection, each)), *orphans)

    @staticmethod
    def _is_sound(connection: sqlite3.Connection, batch_id: object) -> bool:
        if not isinstance(batch_id, str) or not is_valid("id", batch_id):
            return False
        rows = read_batch_rows(connection, batch_id)
        return rows is not None and is_sound(rows)

    def repair(self, ids: Sequence[object]) -> tuple[Path, RecoveredBatches]:
        """(file with all rows of the batches as they were, what was recovered of them into the store)."""
        with self._connected("没有找回留存的批次") as connection:
            aside = copy_rows_aside(connection, self.path, ids, TABLES)
            found = read_damaged(aside)
            found.all_batches = True
            with transaction(connection):
                for batch_id in ids:
                    for table, key in reversed(TABLES.items()):
                        where = SAME_BYTES.format(key)
                        connection.execute(f"DELETE FROM {table} WHERE {where}", (stored_bytes(batch_id),))
                return aside, recover_batches(found, self.path.parent, connection)


def _replaced_by(about: object) -> str:
    try:
        return about_from(about)[1]
    except StoredFormatError:
        return ""


def _summary(
    key: Any, year: Any, about: Any, kept_at: Any, deleted_at: Any, files: Any, _checksum: Any
) -> BatchSummary:
    """Never fails: the list is shown whatever a row holds."""
    is_whole = is_summary(key, year, about, kept_at, deleted_at, files)
    organ = about_from(about)[0] if is_whole else ""
    return BatchSummary(
        mended(key) if isinstance(key, str) and is_valid("id", key) else "",
        organ,
        year if type(year) is int and 0 < year <= LAST_YEAR else 0,
        files if type(files) is int and 0 <= files <= MOST_FILES else 0,
        datetime_of(kept_at if is_time(kept_at) else 0),
        None if deleted_at is None else datetime_of(deleted_at if is_time(deleted_at) else 0),
    )
