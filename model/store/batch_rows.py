"""A kept batch as database rows: their JSON, checksums and validation.

Format 1 (store version 7 and up). ``about`` of a batch: ``organ``, ``replaces`` (the id of the batch that it took the
place of, may be empty), ``units`` [[name, [alias], scope]]. ``about`` of a file: ``unit``, ``file``, ``verdict``,
``on_time`` (true, false, null), ``counted``, ``findings`` [[rule, level]], and
``recorded`` (true) where ``on_time`` follows from a day that the office recorded. The report is in the format of
:mod:`model.store.serialization`.

The rows of a batch never change: a batch that is read again gets a new id. So a row of a daily copy is exactly that
of the store with the same id and number.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from model.report.report import Report
from model.store.columns import is_time
from model.store.draft_rows import LAST_YEAR, is_valid
from model.store.kept_batch import KeptBatch, KeptFile, KeptFinding, KeptUnit
from model.store.serialization import UNREADABLE, StoredFormatError, json_text, loaded, report_from, report_text

MOST_FILES = 20_000
MOST_UNITS = 20_000
LONGEST_NAME = 4000
"""Characters of a name of a unit or file."""
FileRow = tuple[int, str, str | None, str]
"""number, about, report, checksum."""


@dataclass(frozen=True)
class BatchRows:
    """All rows of one batch, as far as they are there."""

    id: str
    year: int
    about: str
    kept_at: int
    deleted_at: int | None
    files: int
    checksum: str
    rows: tuple[FileRow, ...]


def rows_of(batch: KeptBatch, batch_id: str, kept_at: int, replaces: str) -> BatchRows:
    """The rows of a new batch."""
    units = [[each.name, list(each.aliases), each.scope] for each in batch.units]
    about = json_text({"organ": batch.organ, "replaces": replaces, "units": units})
    rows = tuple(_file_row(number, each) for number, each in enumerate(batch.files, start=1))
    return BatchRows(batch_id, batch.year, about, kept_at, None, len(rows), _of_batch(batch.year, about, rows), rows)


def _file_row(number: int, file: KeptFile) -> FileRow:
    about = json_text(
        {
            "unit": file.unit,
            "file": file.file,
            "verdict": file.verdict,
            "on_time": file.on_time,
            "counted": file.is_counted,
            "findings": [[each.rule, each.level] for each in file.findings],
            **({"recorded": True} if file.is_day_recorded else {}),
        }
    )
    report = None if file.report is None else report_text(file.report)
    return number, about, report, _of_file(number, about, report)


def batch_from(rows: BatchRows) -> KeptBatch:
    """
    Raises:
        StoredFormatError: anything of the rows is damaged.
    """
    if not is_sound(rows):
        raise StoredFormatError("not a stored batch")
    organ, _, units = about_from(rows.about)
    return KeptBatch(organ, rows.year, tuple(_file_from(each) for each in rows.rows), units)


@dataclass(frozen=True)
class BatchOutline:
    """A batch whose reports are read one by one, where few of them are wanted."""

    batch: KeptBatch
    """Its files have no report."""
    reports: tuple[str | None, ...]
    """As stored, in the order of the files; ``None``: the file was not read."""

    def report(self, place: int) -> Report | None:
        """The report of the file at that place; ``None``: it was not read.

        Raises:
            StoredFormatError: it is damaged.
        """
        stored = self.reports[place]
        return None if stored is None else report_from(stored)


def outline_from(rows: BatchRows) -> BatchOutline:
    """
    Raises:
        StoredFormatError: anything of the rows is damaged.
    """
    if not _has_its_checksums(rows):
        raise StoredFormatError("not a stored batch")
    organ, _, units = about_from(rows.about)
    files = tuple(_file_from((number, about, None, checksum)) for number, about, _, checksum in rows.rows)
    return BatchOutline(KeptBatch(organ, rows.year, files, units), tuple(each[2] for each in rows.rows))


def is_sound(rows: BatchRows) -> bool:
    """Whether all rows are there, and each is as it was written."""
    return _has_its_checksums(rows) and all(map(is_file_row, rows.rows))


def _has_its_checksums(rows: BatchRows) -> bool:
    return (
        is_summary(rows.id, rows.year, rows.about, rows.kept_at, rows.deleted_at, rows.files)
        and rows.files == len(rows.rows)
        and all(map(_is_as_written, rows.rows))
        and rows.checksum == _of_batch(rows.year, rows.about, rows.rows)
    )


def _is_as_written(row: Sequence[Any]) -> bool:
    number, about, report, checksum = row
    if type(number) is not int or not isinstance(about, str) or not isinstance(report, str | None):
        return False
    return bool(checksum == _of_file(number, about, report))


def is_summary(
    batch_id: object, year: object, about: object, kept_at: object, deleted_at: object, files: object
) -> bool:
    """Whether the values have the types and ranges of a row of ``batches``."""
    try:
        about_from(about)
    except StoredFormatError:
        return False
    return (
        is_valid("id", batch_id)
        and bool(batch_id)
        and type(year) is int
        and 0 < year <= LAST_YEAR
        and is_time(kept_at)
        and is_valid("deleted_at", deleted_at)
        and type(files) is int
        and 0 <= files <= MOST_FILES
    )


def is_file_row(row: Sequence[Any]) -> bool:
    """Whether the row is as it was written, and can be read."""
    if not _is_as_written(row):
        return False
    number, about, report, checksum = row
    try:
        _file_from((number, about, report, checksum))
    except StoredFormatError:
        return False
    return True


def resummed(rows: BatchRows) -> BatchRows:
    """The batch of exactly those of its files that are sound."""
    kept = tuple(sorted((each for each in rows.rows if is_file_row(each)), key=lambda each: each[0]))
    return replace(rows, rows=kept, files=len(kept), checksum=_of_batch(rows.year, rows.about, kept))


def about_from(about: object) -> tuple[str, str, tuple[KeptUnit, ...]]:
    """(organ, the batch that it replaces, units).

    Raises:
        StoredFormatError: it is damaged.
    """
    try:
        stored = loaded(_text(about))
        if stored.keys() != {"organ", "replaces", "units"}:
            raise ValueError("unknown parts")
        replaces = stored["replaces"]
        if not is_valid("id", replaces):
            raise ValueError("id")
        units = tuple(_unit(*each) for each in _items(stored["units"], MOST_UNITS))
        return _name(stored["organ"]), replaces, units
    except UNREADABLE:
        raise StoredFormatError("not a stored batch") from None  # the cause would quote it


def _unit(name: Any, aliases: Any, scope: Any) -> KeptUnit:
    return KeptUnit(_name(name), tuple(_name(each) for each in _items(aliases, MOST_UNITS)), _name(scope))


def _file_from(row: FileRow) -> KeptFile:
    _, about, report, _ = row
    try:
        stored = loaded(about)
        recorded = stored.pop("recorded", False)
        if stored.keys() != {"unit", "file", "verdict", "on_time", "counted", "findings"}:
            raise ValueError("unknown parts")
        on_time, counted = stored["on_time"], stored["counted"]
        if not isinstance(on_time, bool | None) or not isinstance(counted, bool) or not isinstance(recorded, bool):
            raise TypeError("not yes or no")
        return KeptFile(
            _name(stored["unit"]),
            _name(stored["file"]),
            _name(stored["verdict"]),
            on_time,
            counted,
            tuple(_finding(*each) for each in _items(stored["findings"], MOST_FILES)),
            None if report is None else report_from(report),
            recorded,
        )
    except UNREADABLE:
        raise StoredFormatError("not a stored file") from None


def _finding(rule: Any, level: Any) -> KeptFinding:
    return KeptFinding(_name(rule), _name(level))


def _items(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise TypeError("not a list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _name(value: Any) -> str:
    if len(_text(value)) > LONGEST_NAME:
        raise ValueError("too long")
    return str(value)


def _of_file(number: int, about: str, report: str | None) -> str:
    return _sum((str(number), about, "" if report is None else report))


def _of_batch(year: int, about: str, rows: Iterable[FileRow]) -> str:
    return _sum((str(year), about, *(str(each[3]) for each in rows)))


def _sum(texts: Iterable[str]) -> str:
    made = blake2b(digest_size=8)
    for text in texts:
        encoded = text.encode(errors="surrogateescape")
        made.update(len(encoded).to_bytes(8, "big") + encoded)
    return made.hexdigest()


# -- the rows in a store


COLUMNS = "id, year, about, kept_at, deleted_at, files, checksum"


def read_batch_rows(connection: sqlite3.Connection, batch_id: str) -> BatchRows | None:
    """All rows of the batch; ``None``: there is no such batch."""
    found = connection.execute(f"SELECT {COLUMNS} FROM batches WHERE id = ?", (batch_id,)).fetchone()
    if found is None:
        return None
    rows = connection.execute(
        "SELECT number, about, report, checksum FROM batch_files WHERE batch = ? ORDER BY number", (batch_id,)
    )
    values: tuple[Any, ...] = (*found, tuple(rows))
    return BatchRows(*values)


def write_batch_rows(connection: sqlite3.Connection, rows: BatchRows) -> None:
    """Inserts the batch; call it within a transaction."""
    connection.execute(
        f"INSERT INTO batches ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (rows.id, rows.year, rows.about, rows.kept_at, rows.deleted_at, rows.files, rows.checksum),
    )
    connection.executemany("INSERT INTO batch_files VALUES (?, ?, ?, ?, ?)", ((rows.id, *each) for each in rows.rows))
