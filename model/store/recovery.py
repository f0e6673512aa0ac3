"""Recovers the drafts of a damaged store into the new store that replaces it.

Three sources, each for what the previous ones lack: SQLite itself as far as it can read; the pages one by one; the
daily copies. The damaged file is not changed.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.report.edits import apply
from model.report.report import Report
from model.store.backups import backups_of
from model.store.database import COMPANIONS, transaction
from model.store.draft_rows import (
    SUMMARY,
    DraftRows,
    draft_problem,
    history_problem,
    read_rows,
    readable_step,
    write_rows,
)
from model.store.external_store import ExternalStoreError, open_external_store
from model.store.serialization import StoredFormatError, edit_from, report_from, report_text
from model.store.sqlite_pages import records


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
        if not row or not _is_id(row[0]):
            return
        draft_id = row[0]
        match row[1:]:
            case (str(report), str() | None as last_year) if report.startswith("{"):
                self.contents.setdefault(draft_id, (report, last_year))
            case (int(number), str(edit), str(inverse), int(made_at)):  # version 1
                self._take_step(draft_id, (number, number, edit, inverse, made_at, ""))
            case (int(serial), int() | None as number, str(edit), str(inverse), int(made_at), str(who)):
                self._take_step(draft_id, (serial, number, edit, inverse, made_at, who))
            case (int(number), int(moved), int() | None as serial, str(name), int(at), str(who)):
                self.moves.setdefault(draft_id, {}).setdefault(number, (number, moved, serial, name, at, who))
            case _ if len(row) - len(SUMMARY) in (0, 1, 3) and isinstance(row[1], str):  # version 1, to 4, from 5
                self.summaries.setdefault(draft_id, dict(zip(SUMMARY, row[: len(SUMMARY)], strict=True)))

    def _take_step(self, draft_id: str, step: tuple[Any, ...]) -> None:
        serial, _number, edit, inverse, made_at, who = step
        if readable_step(serial, edit, inverse, made_at, who):
            self.steps.setdefault(draft_id, {}).setdefault(serial, step)

    @property
    def ids(self) -> tuple[str, ...]:
        """All draft ids by time of saving; those without a summary first."""
        every = {*self.summaries, *self.contents, *self.steps}
        return tuple(sorted(every, key=lambda each: (_saved_at(self.summaries.get(each)), each)))


def recover_drafts(aside: Path, fresh: sqlite3.Connection) -> RecoveredDrafts:
    """Writes every draft of ``aside`` that can be read at least in part into ``fresh``, in one transaction."""
    found = _Found()
    _read_with_sqlite(aside, found)
    _read_by_page(aside, found)
    whole: list[str] = []
    partly: list[str] = []
    lost: list[str] = []
    known = set()
    with transaction(fresh):
        for draft_id in found.ids:
            rows, is_whole = _assembled(draft_id, found)
            if rows is None:
                lost.append(draft_id)
                continue
            write_rows(fresh, rows)
            known.add(draft_id)
            (whole if is_whole else partly).append(rows.name)
        restored = dict(_from_backups(aside, fresh, known, found, lost))
    names = (_name(found.summaries.get(each)) for each in lost if each not in restored)
    return RecoveredDrafts(tuple(whole), tuple(partly), tuple(restored.values()), tuple(names))


def _read_with_sqlite(aside: Path, found: _Found) -> None:
    """Reads a copy, because SQLite would write to the file, e.g. to roll back an interrupted transaction."""
    folder = Path(tempfile.mkdtemp(prefix=".salvage-", dir=aside.parent))
    try:
        copy = folder / "copy.sqlite3"
        for companion in ("", *COMPANIONS[:2]):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(aside.with_name(aside.name + companion), copy.with_name(copy.name + companion))
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for pragma in ("writable_schema = ON", "trusted_schema = OFF", "cell_size_check = ON"):
                connection.execute(f"PRAGMA {pragma}")
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
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid {order}"):
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
    report, last_year = found.contents.get(draft_id, ("", None))
    if summary and report:
        in_order = tuple(steps[serial] for serial in sorted(steps))
        happened = tuple(moves[number] for number in sorted(moves)) or _moves_of_version_1(in_order, summary)
        rows = DraftRows(summary, report, last_year, in_order, happened)
        # missing moves at the end can only be detected by the position that the moves lead to
        if not draft_problem(rows) and sum(move[1] for move in happened) == summary["position"]:
            return rows, True
    rebuilt = _readable(report) or _rebuilt(summary, steps)
    if rebuilt is None:
        return None, False
    return _with_some_history(draft_id, summary, rebuilt, _readable(last_year or ""), steps), False


def _readable(text: str) -> Report | None:
    try:
        return report_from(text) if text else None
    except StoredFormatError:
        return None


def _rebuilt(summary: dict[str, Any] | None, steps: dict[int, tuple[Any, ...]]) -> Report | None:
    """The report rebuilt by applying the remaining steps; ``None`` without summary or steps."""
    position = summary["position"] if summary and type(summary["position"]) is int else len(steps)
    done = sorted((step for step in steps.values() if step[1] is not None and step[1] <= position), key=_number)
    if not done or not summary or not isinstance(summary["edition"], str):
        return None
    known = {"organ": summary["organ"], "year": summary["year"] and str(summary["year"])}
    report = Report(summary["edition"], texts={key: text for key, text in known.items() if isinstance(text, str)})
    for step in done:
        report, _ = apply(report, edit_from(step[2]))
    return report


def _with_some_history(
    draft_id: str,
    summary: dict[str, Any] | None,
    report: Report,
    last_year: Report | None,
    steps: dict[int, tuple[Any, ...]],
) -> DraftRows:
    """The report with its last contiguous steps, which can still be undone."""
    in_line = {step[1]: step for step in steps.values() if step[1] is not None}
    position: int = summary["position"] if summary and type(summary["position"]) is int else max(in_line, default=0)
    undo: list[tuple[Any, ...]] = []
    while position - len(undo) in in_line:
        undo.append(in_line[position - len(undo)])
    renumbered = tuple((serial, serial, *step[2:]) for serial, step in enumerate(reversed(undo), start=1))
    moves = tuple((serial, 1, serial, "", step[4], step[5]) for serial, step in enumerate(renumbered, start=1))
    assert not history_problem(renumbered, moves, len(renumbered))
    made = {
        "id": draft_id,
        "name": "",
        "organ": report.organ.encode(errors="replace").decode(),
        "year": report.year,
        "edition": report.edition,
        "saved_at": renumbered[-1][4] if renumbered else 0,
        "deleted_at": None,
        **dict.fromkeys(("filled", "cells", "errors", "warnings"), 0),
    }
    if summary:
        kinds = {"name": str, "saved_at": int, "deleted_at": int, "filled": int, "cells": int, "errors": int}
        made |= {key: summary[key] for key, kind in kinds.items() if type(summary[key]) is kind}
    made |= {"position": len(renumbered), "last_write": ""}
    return DraftRows(made, report_text(report), report_text(last_year) if last_year else None, renumbered, moves)


def _moves_of_version_1(steps: tuple[tuple[Any, ...], ...], summary: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """The moves that the migration from version 1 would create; empty for later versions."""
    if any(step[5] for step in steps):
        return ()  # not of version 1: its moves are lost
    undone = [step for step in steps[::-1] if step[1] is not None and step[1] > summary["position"]]
    done = [(1, step[0], step[4]) for step in steps] + [(-1, step[0], summary["saved_at"]) for step in undone]
    return tuple((number, moved, serial, "", at, "") for number, (moved, serial, at) in enumerate(done, start=1))


def _from_backups(
    aside: Path, fresh: sqlite3.Connection, known: set[str], found: _Found, lost: list[str]
) -> Iterator[tuple[str, str]]:
    """Writes the drafts that only daily copies still have, from the newest copy; yields (id, name)."""
    for backup in reversed(backups_of(aside.parent)):
        try:
            with open_external_store(backup.path) as copy:
                for (draft_id,) in copy.execute("SELECT id FROM drafts ORDER BY written").fetchall():
                    if draft_id in known or (found.all_summaries and draft_id not in lost):
                        continue
                    rows = read_rows(copy, draft_id)
                    if rows and not draft_problem(rows):
                        write_rows(fresh, rows)
                        known.add(draft_id)
                        yield draft_id, rows.name
        except (ExternalStoreError, sqlite3.Error, OSError):
            continue


def _number(step: tuple[Any, ...]) -> int:
    return int(step[1])


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 32 and value.isalnum()


def _saved_at(summary: dict[str, Any] | None) -> int:
    return summary["saved_at"] if summary and type(summary["saved_at"]) is int else 0


def _name(summary: dict[str, Any] | None) -> str:
    if not summary:
        return "一份不知名的草稿"
    return next(
        (each for each in (summary["name"], summary["organ"]) if isinstance(each, str) and each), "未填机关名称"
    )
