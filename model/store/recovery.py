"""Recovers the drafts of a damaged store into the new store that replaces it.

Three sources, each for what the previous ones lack: SQLite itself as far as it can read; the pages one by one; the
daily copies. The damaged file is not changed.
"""

import dataclasses
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.report.edits import apply
from model.report.report import Fact, Report
from model.store.backups import backups_of
from model.store.batch_recovery import recover_batches
from model.store.columns import mended, storable
from model.store.draft_rows import (
    DraftRows,
    draft_problem,
    history_problem,
    is_valid,
    read_rows,
    write_rows,
)
from model.store.external_store import ExternalStoreError, open_external_store
from model.store.found_rows import FoundRows, read_damaged
from model.store.kept_batch import RecoveredBatches
from model.store.report_sum import fits_last_year, fits_report, last_write_of
from model.store.serialization import StoredFormatError, edit_from, report_from, report_salvaged_from, report_text
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
    batches: RecoveredBatches = field(default_factory=RecoveredBatches)
    """What was recovered of the kept batches of the county."""

    @property
    def count(self) -> int:
        """The number of recovered drafts, without the lost ones."""
        return len(self.whole) + len(self.partly) + len(self.from_backup)


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
    found = read_damaged(aside)
    with transaction(fresh):
        there = {key for (key,) in fresh.execute("SELECT id FROM drafts")}
        drafts = _write(found, aside.parent, fresh, there)
        return dataclasses.replace(drafts, batches=recover_batches(found, aside.parent, fresh))


def recover_damaged(aside: Path, store: sqlite3.Connection, ids: Sequence[str]) -> RecoveredDrafts:
    """Replaces the drafts ``ids`` of ``store`` by what can be read of them in ``aside``, where their rows were copied
    as they are, or in the daily copies; in one transaction."""
    found = read_damaged(aside)
    found.all_summaries = True
    with transaction(store):
        for draft_id in ids:
            store.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
        return dataclasses.replace(_write(found, aside.parent, store, set()), only_these=True)


def _write(found: FoundRows, folder: Path, store: sqlite3.Connection, there: set[str]) -> RecoveredDrafts:
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


def _assembled(draft_id: str, found: FoundRows) -> tuple[DraftRows | None, bool]:
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
    folder: Path, store: sqlite3.Connection, known: set[str], found: FoundRows, lost: list[str]
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


def _name(summary: dict[str, Any] | None) -> str:
    if not summary:
        return "一份不知名的草稿"
    return next(
        (mended(each) for each in (summary["name"], summary["organ"]) if isinstance(each, str) and each),
        "未填机关名称",
    )
