"""Recovers kept batches of a damaged store: what can be read of them, completed by the daily copies.

The rows of a batch never change, so a row that a daily copy has under the same id and number is exactly the one that
was lost; a batch that is completed so has the checksum that it was written with.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from model.store.backups import Backup, backups_of
from model.store.batch_rows import (
    BatchRows,
    about_from,
    is_file_row,
    is_sound,
    is_summary,
    read_batch_rows,
    resummed,
    write_batch_rows,
)
from model.store.columns import is_time
from model.store.draft_rows import LAST_YEAR
from model.store.external_store import ExternalStoreError, open_external_store
from model.store.found_rows import FoundRows
from model.store.kept_batch import RecoveredBatches, batch_name
from model.store.serialization import StoredFormatError, json_text, report_from

UNKNOWN = "一批不知名的年报"


@dataclass
class _Outcome:
    whole: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    from_backup: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def recover_batches(found: FoundRows, folder: Path, store: sqlite3.Connection) -> RecoveredBatches:
    """Writes every batch of ``found`` that ``store`` does not have into it, as far as it can be read here and in the
    daily copies of ``folder``; then those that only the copies have. Call it within a transaction."""
    there = {key for (key,) in store.execute("SELECT id FROM batches")}
    outcome = _Outcome()
    seen = set(there)
    for batch_id in sorted(found.batches.keys() | found.batch_files.keys()):
        rows = _found(batch_id, found)
        if batch_id in there:  # an earlier run was killed after its transaction
            outcome.whole.append(_name(rows))
            continue
        if not is_sound(rows):
            rows = _completed(rows, folder)
        seen.add(batch_id)
        _write(store, rows, outcome)
    for rows in _only_in_copies(folder, seen) if not found.all_batches else ():
        write_batch_rows(store, rows)
        outcome.from_backup.append(_name(rows))
    return RecoveredBatches(*map(tuple, (outcome.whole, outcome.partly, outcome.from_backup, outcome.lost)))


def _write(store: sqlite3.Connection, rows: BatchRows, outcome: _Outcome) -> None:
    if is_sound(rows):
        write_batch_rows(store, rows)
        outcome.whole.append(_name(rows))
        return
    mended = _mended(rows)
    if mended is None:
        outcome.lost.append(_name(rows))
        return
    write_batch_rows(store, mended)
    outcome.partly.append(_name(mended))


def _found(batch_id: str, found: FoundRows) -> BatchRows:
    """Values that were not found are those of no batch, so that it is not sound."""
    summary = found.batches.get(batch_id, (0, "", 0, None, -1, ""))
    files = found.batch_files.get(batch_id, {})
    values: tuple[Any, ...] = (batch_id, *summary, tuple(files[number] for number in sorted(files)))
    return BatchRows(*values)


def _completed(rows: BatchRows, folder: Path) -> BatchRows:
    """With what the newest daily copy of the batch has and ``rows`` lack."""
    for copy in _in_copies(folder, (rows.id,)):
        known = {each[0]: each for each in copy.rows} | {each[0]: each for each in rows.rows if is_file_row(each)}
        deleted_at = rows.deleted_at if is_time(rows.deleted_at) else None
        return replace(copy, deleted_at=deleted_at, rows=tuple(known[number] for number in sorted(known)))
    return rows


def _mended(rows: BatchRows) -> BatchRows | None:
    """The batch of those files that can be read; ``None``: there are none."""
    kept = tuple(each for each in rows.rows if is_file_row(each))
    if not kept:
        return None
    if not is_summary(rows.id, rows.year, rows.about, rows.kept_at, rows.deleted_at, len(kept)):
        try:
            about_from(about := rows.about)
        except StoredFormatError:
            about = json_text({"organ": "", "replaces": "", "units": []})
        has_year = type(rows.year) is int and 0 < rows.year <= LAST_YEAR
        year = rows.year if has_year else _most_common_year(each[2] for each in kept)
        if year is None:
            return None
        kept_at = rows.kept_at if is_time(rows.kept_at) else 0
        deleted_at = rows.deleted_at if is_time(rows.deleted_at) else None
        rows = replace(rows, year=year, about=about, kept_at=kept_at, deleted_at=deleted_at)
    return resummed(replace(rows, rows=kept))


def _most_common_year(reports: Iterable[str | None]) -> int | None:
    years = Counter(year for text in reports if text is not None and (year := report_from(text).year) is not None)
    return years.most_common(1)[0][0] if years else None


@dataclass(frozen=True)
class CopiedBatch:
    """A batch in a daily copy."""

    rows: BatchRows
    day: date

    @property
    def name(self) -> str:
        """As the list of batches shows it."""
        return _name(self.rows)


def copied_batches(folder: Path, store: sqlite3.Connection) -> tuple[CopiedBatch, ...]:
    """The newest version of each office and year in the daily copies of which the store has none, not even deleted."""
    there = {(about_from(about)[0], year) for about, year in store.execute("SELECT about, year FROM batches")}
    found = []
    for backup in reversed(backups_of(folder)):
        for rows in sorted(_in(backup), key=lambda each: each.kept_at, reverse=True):
            key = (about_from(rows.about)[0], rows.year)
            if rows.deleted_at is None and key not in there:
                there.add(key)
                found.append(CopiedBatch(rows, backup.day))
    return tuple(found)


def _only_in_copies(folder: Path, seen: set[str]) -> Iterator[BatchRows]:
    for rows in _in_copies(folder):
        if rows.id not in seen:
            seen.add(rows.id)
            yield rows


def _in_copies(folder: Path, ids: Iterable[str] = ()) -> Iterator[BatchRows]:
    """The sound batches of the daily copies, newest copy first; those with ``ids`` if any are given."""
    for backup in reversed(backups_of(folder)):
        yield from _in(backup, ids)


def _in(backup: Backup, ids: Iterable[str] = ()) -> Iterator[BatchRows]:
    try:
        with open_external_store(backup.path) as copy:
            wanted = tuple(ids) or [key for (key,) in copy.execute("SELECT id FROM batches ORDER BY kept_at")]
            for batch_id in wanted:
                rows = read_batch_rows(copy, batch_id)
                if rows is not None and is_sound(rows):
                    yield rows
    except (ExternalStoreError, sqlite3.Error, OSError):
        return


def _name(rows: BatchRows) -> str:
    try:
        organ, _, _ = about_from(rows.about)
    except StoredFormatError:
        organ = ""
    return batch_name(organ, rows.year) if rows.year else organ or UNKNOWN
