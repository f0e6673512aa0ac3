"""The rows that can be read of a damaged store: by SQLite as far as it gets, and from the pages one by one."""

import contextlib
import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import ne
from pathlib import Path
from typing import Any

from model.store.columns import mended
from model.store.database import COMPANIONS
from model.store.draft_rows import SUMMARY, is_valid, parsed_step, readable_move
from model.store.guarded_connection import guard
from model.store.processes import is_abandoned, process_tag
from model.store.report_sum import names_report
from model.store.sqlite_pages import records
from model.temporary_files import new_folder


@dataclass
class FoundRows:
    """The rows read so far, by kind and the id of the draft or batch."""

    summaries: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    steps: dict[str, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
    moves: dict[str, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
    batches: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """(year, about, kept_at, deleted_at, files, checksum)."""
    batch_files: dict[str, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
    """(number, about, report, checksum)."""
    all_batches: bool = False
    """SQLite read the whole table of batches: those missing there were deleted and are not lost."""
    all_summaries: bool = False
    """SQLite read the whole table of drafts: drafts missing there were deleted and are not lost."""

    def take(self, row: tuple[Any, ...]) -> None:
        """Classifies a row by its types and stores it; the first row found for a key is kept."""
        if not row or not isinstance(row[0], str) or not _is_id(draft_id := mended(row[0])):
            return
        match row[1:]:
            case (str(report), str() | None as last_year) if report.startswith("{"):
                self.contents.setdefault(draft_id, (report, last_year))
            case (str(report), _) if report.startswith("{"):
                self.contents.setdefault(draft_id, (report, UNREADABLE))
            case (int(number), str(edit), str(inverse), int(made_at)):  # version 1
                self._take_step(draft_id, (number, number, edit, inverse, made_at, ""))
            case (int(serial), int() | None as number, str(edit), str(inverse), int(made_at), str(who)):
                self._take_step(draft_id, (serial, number, edit, inverse, made_at, who))
            case (int(number), int(moved), int() | None as serial, str(name), int(at), str(who)):
                if readable_move(number, moved, serial, name, at, who):
                    self.moves.setdefault(draft_id, {}).setdefault(number, (number, moved, serial, name, at, who))
            case (int(), str(about), int(), int() | None, int(), str()) if about.startswith("{"):
                self.batches.setdefault(draft_id, row[1:])
            case (int(number), str(about), str() | None, str()) if about.startswith("{"):
                self.batch_files.setdefault(draft_id, {}).setdefault(number, row[1:])
            case _ if len(row) - len(SUMMARY) in (0, 1, 3):  # version 1, to 4, from 5
                kept = {"id": draft_id, **dict(zip(SUMMARY[1:], row[1 : len(SUMMARY)], strict=True))}
                self.summaries.setdefault(draft_id, kept)

    def _take_step(self, draft_id: str, step: tuple[Any, ...]) -> None:
        serial, number, edit, inverse, made_at, who = step
        if parsed_step(serial, edit, inverse, made_at, who) and (number is None or is_valid("position", number)):
            self.steps.setdefault(draft_id, {}).setdefault(serial, step)

    @property
    def ids(self) -> tuple[str, ...]:
        """All draft ids by time of saving; those without a summary first."""
        every = {*self.summaries, *self.contents, *self.steps}
        return tuple(sorted(every, key=lambda each: (_saved_at(self.summaries.get(each)), each)))

    @property
    def _kinds(self) -> tuple[dict[str, Any], ...]:
        return (self.summaries, self.contents, self.steps, self.moves, self.batches, self.batch_files)

    def unite_damaged_ids(self) -> None:
        """Gives the rows of a draft whose id is damaged in some of them one id again. Ids of two drafts never differ
        in a single character, as they are random."""
        kinds = self._kinds
        weight = Counter(each for kind in kinds for each in kind)
        by_half: dict[str, list[str]] = {}
        for each in weight:  # of two ids that differ in one character, one half is the same
            by_half.setdefault(each[:16], []).append(each)
            by_half.setdefault(each[16:], []).append(each)
        for similar in by_half.values():
            for damaged in sorted(similar, key=lambda each: (weight[each], each.isalnum())):
                for right in similar:
                    if right != damaged and weight[right] and weight[damaged] and _differ_once(damaged, right):
                        self._rename(kinds, damaged, right)
                        weight[right] += weight[damaged]
                        weight[damaged] = 0

    def unite_by_sum(self) -> None:
        """Gives a summary and the contents whose checksum it states one id where each lacks the other: the id of one
        of them was replaced altogether."""
        for draft_id in self.contents.keys() - self.summaries.keys():
            bare = self.summaries.keys() - self.contents.keys()
            report, _ = self.contents[draft_id]
            named = [each for each in bare if names_report(self.summaries[each]["last_write"], report)]
            if len(named) == 1:
                self._rename(self._kinds, named[0], draft_id)

    @staticmethod
    def _rename(kinds: tuple[dict[str, Any], ...], damaged: str, right: str) -> None:
        for kind in kinds:
            if (rows := kind.pop(damaged, None)) is not None:
                known = kind.setdefault(right, rows)
                if isinstance(rows, dict) and known is not rows:
                    kind[right] = rows | known


UNREADABLE = "?"
"""Stands for a prior year's report that is of another type than a text."""
DAMAGED = "�"


def read_damaged(aside: Path) -> FoundRows:
    """Everything that can be read of the file, which is not changed."""
    found = FoundRows()
    if aside.is_file():  # reading a pipe would wait for ever
        _read_with_sqlite(aside, found)
        _read_by_page(aside, found)
        found.unite_damaged_ids()
        found.unite_by_sum()
    return found


SALVAGE = ".salvage-"


def _read_with_sqlite(aside: Path, found: FoundRows) -> None:
    """Reads a copy, because SQLite would write to the file, e.g. to roll back an interrupted transaction."""
    for abandoned in aside.parent.glob(f"{SALVAGE}*"):
        if is_abandoned(abandoned, abandoned.name.removeprefix(SALVAGE).partition("~")[0]):
            shutil.rmtree(abandoned, ignore_errors=True)
    try:
        folder = new_folder(aside.parent, f"{SALVAGE}{process_tag()}~")
    except OSError:
        return  # a full disk: the pages can be read without a copy
    try:
        copy = folder / "copy.sqlite3"
        for companion in ("", *COMPANIONS[:2]):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(aside.with_name(aside.name + companion), copy.with_name(copy.name + companion))
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")  # a damaged entry does not hide the other tables
            guard(connection, copy.stat().st_size)
            for table in ("drafts", "contents", "steps", "moves", "batches", "batch_files"):
                read_all = _read_table(connection, table, found)
                found.all_summaries |= table == "drafts" and read_all
                found.all_batches |= table == "batches" and read_all
    except (sqlite3.Error, OSError, ValueError):
        pass  # reading by page follows
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read_table(connection: sqlite3.Connection, table: str, found: FoundRows) -> bool:
    """Reads the table forwards and, after an error, backwards; returns whether it was read completely."""
    for order in ("ASC", "DESC"):
        try:
            for row in connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid {order}"):
                found.take(row if _is_named(row) else _renamed(row, found))
        except (sqlite3.Error, ValueError):
            continue
        return True
    return False


def _is_named(row: tuple[Any, ...]) -> bool:
    return isinstance(row[0], str) and _is_id(mended(row[0]))


def _renamed(row: tuple[Any, ...], found: FoundRows) -> tuple[Any, ...]:
    """The row with an id in place of a value that is none: the same for all rows of a draft. Empty for a step or move
    of no draft."""
    draft_id = blake2b(repr(row[0]).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    is_known = draft_id in found.summaries or draft_id in found.contents or draft_id in found.batches
    return (draft_id, *row[1:]) if is_known or len(row) not in _LENGTHS_OF_HISTORY else ()


_LENGTHS_OF_HISTORY = range(5, 8)
"""Columns of a step, a move or a file of a batch, in every version; of a batch too, whose rows have ids of their own
only where they are whole."""


def _read_by_page(aside: Path, found: FoundRows) -> None:
    try:
        for record in records(aside):
            found.take(record)
    except (OSError, ValueError):
        pass  # records read before the error are kept


def _is_id(value: object) -> bool:
    """Whether it is an id, or one with a single damaged character, which need not be a letter or a digit any more."""
    if not isinstance(value, str) or len(value) != 32:
        return False
    return sum(not each.isalnum() for each in value.replace(DAMAGED, "0")) <= 1


def _differ_once(one: str, other: str) -> bool:
    return sum(1 for _ in filter(None, map(ne, one, other))) == 1


def _saved_at(summary: dict[str, Any] | None) -> int:
    return summary["saved_at"] if summary and is_valid("saved_at", summary["saved_at"]) else 0
