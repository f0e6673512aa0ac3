"""Recovers the drafts of a damaged store into the new store that replaces it.

Three sources, each for what the previous ones lack: SQLite itself as far as it can read; the pages one by one; the
daily copies. The damaged file is not changed.
"""

import contextlib
import dataclasses
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import ne
from pathlib import Path
from typing import Any

from model.report.edits import apply
from model.report.report import Fact, Report
from model.store.backups import backups_of
from model.store.columns import mended, storable
from model.store.database import COMPANIONS
from model.store.draft_rows import (
    SUMMARY,
    DraftRows,
    draft_problem,
    history_problem,
    is_valid,
    parsed_step,
    read_rows,
    readable_move,
    write_rows,
)
from model.store.external_store import ExternalStoreError, open_external_store
from model.store.guarded_connection import guard
from model.store.processes import is_abandoned, process_tag
from model.store.report_sum import fits_last_year, fits_report, last_write_of
from model.store.serialization import StoredFormatError, edit_from, report_from, report_salvaged_from, report_text
from model.store.sqlite_pages import records
from model.store.transactions import transaction


@dataclass(frozen=True)
class RecoveredDrafts:
    """The names of the recovered and lost drafts, as the list of drafts shows them."""

    whole: tuple[str, ...] = ()
    """With contents and complete history."""
    partly: tuple[str, ...] = ()
    """The report with part of its history, or the report rebuilt from its steps."""
    from_backup: tuple[str, ...] = ()
    """Restored from the newest daily copy that has them."""
    lost: tuple[str, ...] = ()
    only_these: bool = False
    """Only these drafts were damaged; the store was kept."""

    @property
    def count(self) -> int:
        """The number of recovered drafts, without the lost ones."""
        return len(self.whole) + len(self.partly) + len(self.from_backup)


@dataclass
class _Found:
    """The rows read so far, by kind and draft id."""

    summaries: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    steps: dict[str, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
    moves: dict[str, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
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

    def unite_damaged_ids(self) -> None:
        """Gives the rows of a draft whose id is damaged in some of them one id again. Ids of two drafts never differ
        in a single character, as they are random."""
        kinds: tuple[dict[str, Any], ...] = (self.summaries, self.contents, self.steps, self.moves)
        weight = Counter(each for kind in kinds for each in kind)
        by_half: dict[str, list[str]] = {}
        for each in weight:  # of two ids that differ in one character, one half is the same
            by_half.setdefault(each[:16], []).append(each)
            by_half.setdefault(each[16:], []).append(each)
        for similar in by_half.values():
            for damaged in sorted(similar, key=lambda each: (weight[each], DAMAGED not in each)):
                for right in similar:
                    if right != damaged and weight[right] and weight[damaged] and _differ_once(damaged, right):
                        self._rename(kinds, damaged, right)
                        weight[right] += weight[damaged]
                        weight[damaged] = 0

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


@dataclass
class _Outcome:
    """Names by outcome, and the ids that are lost unless a daily copy has them."""

    whole: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def recover_drafts(aside: Path, fresh: sqlite3.Connection) -> RecoveredDrafts:
    """Writes every draft of ``aside`` that can be read at least in part into ``fresh``, in one transaction.

    Can be repeated: a draft that is in ``fresh`` already, because an earlier run was killed after its transaction,
    is reported again and left as it is.
    """
    found = _read(aside)
    with transaction(fresh):
        there = {key for (key,) in fresh.execute("SELECT id FROM drafts")}
        return _write(found, aside.parent, fresh, there)


def recover_damaged(aside: Path, store: sqlite3.Connection, ids: Sequence[str]) -> RecoveredDrafts:
    """Replaces the drafts ``ids`` of ``store`` by what can be read of them in ``aside``, where their rows were copied
    as they are, or in the daily copies; in one transaction."""
    found = _read(aside)
    found.all_summaries = True
    with transaction(store):
        for draft_id in ids:
            store.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
        return dataclasses.replace(_write(found, aside.parent, store, set()), only_these=True)


def _read(aside: Path) -> _Found:
    found = _Found()
    if aside.is_file():  # reading a pipe would wait for ever
        _read_with_sqlite(aside, found)
        _read_by_page(aside, found)
        found.unite_damaged_ids()
    return found


def _write(found: _Found, folder: Path, store: sqlite3.Connection, there: set[str]) -> RecoveredDrafts:
    outcome = _Outcome()
    known = set(there)
    for draft_id in found.ids:
        rows, is_whole = _assembled(draft_id, found)
        if rows is None:
            outcome.lost.append(draft_id)
            continue
        if draft_id not in known:
            write_rows(store, rows)
            known.add(draft_id)
        (outcome.whole if is_whole else outcome.partly).append(rows.name)
    restored = dict(_from_backups(folder, store, known, found, outcome.lost))
    names = (_name(found.summaries.get(each)) for each in outcome.lost if each not in restored)
    return RecoveredDrafts(tuple(outcome.whole), tuple(outcome.partly), tuple(restored.values()), tuple(names))


SALVAGE = ".salvage-"


def _read_with_sqlite(aside: Path, found: _Found) -> None:
    """Reads a copy, because SQLite would write to the file, e.g. to roll back an interrupted transaction."""
    for abandoned in aside.parent.glob(f"{SALVAGE}*"):
        if is_abandoned(abandoned, abandoned.name.removeprefix(SALVAGE).partition("~")[0]):
            shutil.rmtree(abandoned, ignore_errors=True)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{SALVAGE}{process_tag()}~", dir=aside.parent))
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
            for table in ("drafts", "contents", "steps", "moves"):
                read_all = _read_table(connection, table, found)
                found.all_summaries |= table == "drafts" and read_all
    except (sqlite3.Error, OSError, ValueError):
        pass  # reading by page follows
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read_table(connection: sqlite3.Connection, table: str, found: _Found) -> bool:
    """Reads the table forwards and, after an error, backwards; returns whether it was read completely."""
    for order in ("ASC", "DESC"):
        try:
            for row in connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid {order}"):
                found.take(row)
        except (sqlite3.Error, ValueError):
            continue
        return True
    return False


def _read_by_page(aside: Path, found: _Found) -> None:
    try:
        for record in records(aside):
            found.take(record)
    except (OSError, ValueError):
        pass  # records read before the error are kept


def _assembled(draft_id: str, found: _Found) -> tuple[DraftRows | None, bool]:
    """(the draft as far as it can be read, whether it is complete)."""
    summary = found.summaries.get(draft_id)
    steps, moves = found.steps.get(draft_id, {}), found.moves.get(draft_id, {})
    stored, stored_last_year = found.contents.get(draft_id, ("", None))
    last_write = summary["last_write"] if summary else ""
    is_as_written = fits_report(last_write, stored) and fits_last_year(last_write, stored_last_year)
    report = _exact(stored)
    last_year = _exact(stored_last_year or "")
    is_exact = is_as_written and report is not None and (stored_last_year is None or last_year is not None)
    report = report or report_salvaged_from(stored) or _rebuilt(summary, steps)
    if report is None:
        return None, False
    if last_year is None and stored_last_year is not None:
        last_year = report_salvaged_from(stored_last_year)
    in_order = tuple(steps[serial] for serial in sorted(steps))
    happened = tuple(moves[number] for number in sorted(moves)) or _moves_of_version_1(in_order, summary)
    are_moves_whole = [move[0] for move in happened] == list(range(1, len(happened) + 1))
    happened = tuple((number, *move[1:]) for number, move in enumerate(happened, start=1))
    position = sum(move[1] for move in happened)
    # missing moves at the end can only be detected by the position that the moves lead to
    stated = summary["position"] if summary and is_valid("position", summary["position"]) else position
    is_history_whole = are_moves_whole and position == stated
    if position != stated or history_problem(in_order, happened, position):
        is_history_whole = False
        in_order, happened = _last_contiguous(steps, stated if summary else None)
        position = len(in_order)
    made = _summary_of(draft_id, summary, report, happened, position)
    texts = report_text(report), report_text(last_year) if last_year else None
    if is_exact:
        texts = stored, stored_last_year
    made["last_write"] = last_write_of("", *texts)
    rows = DraftRows(made, *texts, in_order, happened)
    assert not draft_problem(rows), draft_problem(rows)
    has_name = summary is not None and is_valid("name", summary["name"])
    return rows, is_exact and is_history_whole and has_name


def _exact(text: str) -> Report | None:
    try:
        return report_from(text) if text else None
    except StoredFormatError:
        return None


def _rebuilt(summary: dict[str, Any] | None, steps: dict[int, tuple[Any, ...]]) -> Report | None:
    """The report rebuilt by applying the remaining steps; ``None`` without summary or steps."""
    position = summary["position"] if summary and type(summary["position"]) is int else len(steps)
    done = sorted((step for step in steps.values() if step[1] is not None and step[1] <= position), key=_number)
    if not done or not summary or not is_valid("edition", summary["edition"]):
        return None
    known = {Fact.ORGAN: summary["organ"], Fact.YEAR: summary["year"] and str(summary["year"])}
    facts = {fact: mended(text) for fact, text in known.items() if isinstance(text, str)}
    report = Report(summary["edition"], facts=facts)
    for step in done:
        report, _ = apply(report, edit_from(step[2]))
    return report


def _last_contiguous(
    steps: dict[int, tuple[Any, ...]], position: int | None
) -> tuple[tuple[tuple[Any, ...], ...], tuple[tuple[Any, ...], ...]]:
    """The last steps without a gap, which can still be undone, and their moves; ``position``: ``None``: unknown."""
    in_line = {step[1]: step for step in steps.values() if step[1]}
    if position is None:
        position = max(in_line, default=0)
    undo: list[tuple[Any, ...]] = []
    while position - len(undo) in in_line:
        undo.append(in_line[position - len(undo)])
    renumbered = tuple((serial, serial, *step[2:]) for serial, step in enumerate(reversed(undo), start=1))
    moves = tuple((serial, 1, serial, "", step[4], step[5]) for serial, step in enumerate(renumbered, start=1))
    return renumbered, moves


def _summary_of(
    draft_id: str,
    summary: dict[str, Any] | None,
    report: Report,
    moves: tuple[tuple[Any, ...], ...],
    position: int,
) -> dict[str, Any]:
    """The stored values where they are valid, otherwise those of the report; the counts are 0 until the next check."""
    made = {
        "id": draft_id,
        "name": "",
        "organ": storable(report.organ),
        "year": report.year,
        "edition": report.edition,
        "saved_at": moves[-1][4] if moves else 0,
        "deleted_at": None,
        "last_write": "",
        **dict.fromkeys(("filled", "cells", "errors", "warnings"), 0),
    }
    for column in ("name", "saved_at", "deleted_at", "filled", "cells", "errors", "warnings"):
        if summary and is_valid(column, summary[column]):
            made[column] = summary[column]
    if summary and isinstance(summary["name"], str):
        made["name"] = mended(summary["name"])
    return {**made, "position": position}


def _moves_of_version_1(
    steps: tuple[tuple[Any, ...], ...], summary: dict[str, Any] | None
) -> tuple[tuple[Any, ...], ...]:
    """The moves that the migration from version 1 would create; empty for later versions."""
    if not summary or not is_valid("position", summary["position"]) or not is_valid("saved_at", summary["saved_at"]):
        return ()
    if any(step[5] for step in steps):
        return ()  # not of version 1: its moves are lost
    undone = [step for step in steps[::-1] if step[1] is not None and step[1] > summary["position"]]
    done = [(1, step[0], step[4]) for step in steps] + [(-1, step[0], summary["saved_at"]) for step in undone]
    return tuple((number, moved, serial, "", at, "") for number, (moved, serial, at) in enumerate(done, start=1))


def _from_backups(
    folder: Path, store: sqlite3.Connection, known: set[str], found: _Found, lost: list[str]
) -> Iterator[tuple[str, str]]:
    """Writes the drafts that only daily copies still have, from the newest copy; yields (id, name)."""
    for backup in reversed(backups_of(folder)):
        try:
            with open_external_store(backup.path) as copy:
                for (draft_id,) in copy.execute("SELECT id FROM drafts ORDER BY written").fetchall():
                    if draft_id in known or (found.all_summaries and draft_id not in lost):
                        continue
                    rows = read_rows(copy, draft_id)
                    if rows and not draft_problem(rows):
                        write_rows(store, rows)
                        known.add(draft_id)
                        yield draft_id, rows.name
        except (ExternalStoreError, sqlite3.Error, OSError):
            continue


def _number(step: tuple[Any, ...]) -> int:
    return int(step[1])


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 32 and value.replace(DAMAGED, "0").isalnum()


def _differ_once(one: str, other: str) -> bool:
    return sum(1 for _ in filter(None, map(ne, one, other))) == 1


def _saved_at(summary: dict[str, Any] | None) -> int:
    return summary["saved_at"] if summary and is_valid("saved_at", summary["saved_at"]) else 0


def _name(summary: dict[str, Any] | None) -> str:
    if not summary:
        return "一份不知名的草稿"
    return next(
        (mended(each) for each in (summary["name"], summary["organ"]) if isinstance(each, str) and each),
        "未填机关名称",
    )
