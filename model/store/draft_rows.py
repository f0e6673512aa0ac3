"""One draft as database rows, for transfer between store files, and their validation."""

import dataclasses
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.report.edits import Edit
from model.report.report import Report
from model.report.sign_off import Stage, sign_off_state
from model.store.columns import is_intact, is_time
from model.store.report_sum import fits_last_year, fits_report
from model.store.serialization import StoredFormatError, edit_from, report_from

SUMMARY = (
    "id",
    "name",
    "organ",
    "year",
    "edition",
    "filled",
    "cells",
    "errors",
    "warnings",
    "saved_at",
    "deleted_at",
    "position",
    "last_write",
)
"""The columns of ``drafts`` that are transferred, in order; those of :func:`stage_columns` are derived from the
report."""


def stage_columns(report: Report) -> tuple[str, str]:
    """The values of ``drafts.stage`` and ``drafts.stage_on``; both empty before sign-off."""
    now = sign_off_state(report)
    return ("", "") if now.stage is Stage.DRAFT else (now.stage.value, now.on)


@dataclass(frozen=True)
class DraftRows:
    """All rows of one draft; ``steps`` and ``moves`` omit the draft's id."""

    summary: dict[str, Any]
    report: str
    last_year: str | None
    steps: tuple[tuple[Any, ...], ...]
    """(serial, number, edit, inverse, made_at, who)."""
    moves: tuple[tuple[Any, ...], ...]
    """(number, moved, serial, name, at, who)."""

    @property
    def id(self) -> str:
        """The draft's id in the store that the rows are from."""
        return str(self.summary["id"])

    @property
    def name(self) -> str:
        """The name as the list of drafts shows it."""
        return str(self.summary["name"] or self.summary["organ"] or "未填机关名称")

    def same_as(self, other: "DraftRows") -> bool:
        """Whether contents and history are equal; name and deletion are ignored."""
        return (self.report, self.last_year, self.steps, self.moves) == (
            other.report,
            other.last_year,
            other.steps,
            other.moves,
        )

    def continues(self, other: "DraftRows") -> bool:
        """Whether the moves of ``other`` are a proper prefix of these."""
        return len(self.moves) > len(other.moves) and self.moves[: len(other.moves)] == other.moves


def read_rows(connection: sqlite3.Connection, draft_id: str) -> DraftRows | None:
    """All rows of the draft; ``None``: there is no such draft."""
    columns = ", ".join(SUMMARY)
    found = connection.execute(f"SELECT {columns} FROM drafts WHERE id = ?", (draft_id,)).fetchone()
    contents = connection.execute("SELECT report, last_year FROM contents WHERE draft = ?", (draft_id,)).fetchone()
    if found is None or contents is None:
        return None
    report, last_year = contents
    return DraftRows(
        dict(zip(SUMMARY, found, strict=True)),
        report,
        last_year,
        tuple(
            connection.execute(
                "SELECT serial, number, edit, inverse, made_at, who FROM steps WHERE draft = ? ORDER BY serial",
                (draft_id,),
            )
        ),
        tuple(
            connection.execute(
                "SELECT number, moved, serial, name, at, who FROM moves WHERE draft = ? ORDER BY number", (draft_id,)
            )
        ),
    )


def size_of(connection: sqlite3.Connection, draft_id: str) -> int:
    """The bytes of the draft's contents and history, without reading them into memory; at least 1."""
    found = 1
    for table, columns in (("contents", ("report", "last_year")), ("steps", ("edit", "inverse")), ("moves", ("name",))):
        for column in columns:
            # length() of a text counts characters, of at most four bytes
            size = f"4 * ifnull(sum(length({column})), 0) + count(*) * {ROW_BYTES}"
            found += connection.execute(f"SELECT {size} FROM {table} WHERE draft = ?", (draft_id,)).fetchone()[0]
    return found


ROW_BYTES = 64
"""What a row costs besides its texts, roughly."""


def write_rows(connection: sqlite3.Connection, rows: DraftRows, **summary: Any) -> None:
    """Inserts the draft; call it within a transaction. ``summary`` overrides columns, e.g. ``id`` or ``name``."""
    values = {**rows.summary, **summary}
    draft_id = values["id"]
    marks = ", ".join("?" * len(SUMMARY))
    connection.execute(
        f"INSERT INTO drafts ({', '.join(SUMMARY)}, stage, stage_on, written)"
        f" VALUES ({marks}, ?, ?, (SELECT ifnull(max(written), 0) + 1 FROM drafts))",
        [*(values[column] for column in SUMMARY), *stage_columns(report_from(rows.report))],
    )
    connection.execute("INSERT INTO contents VALUES (?, ?, ?)", (draft_id, rows.report, rows.last_year))
    connection.executemany("INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?)", [(draft_id, *row) for row in rows.steps])
    connection.executemany("INSERT INTO moves VALUES (?, ?, ?, ?, ?, ?, ?)", [(draft_id, *row) for row in rows.moves])


MOST_OF_A_COUNT = 1_000_000
"""Cells and findings of a draft are some hundred."""
MOST_OF_A_NUMBER = 1 << 40
"""Steps and moves are numbered from 1; one a second for a year are some 10^7."""
LONGEST_MARK = 80
"""Ids are 32 hexadecimal digits, marks with two checksums 66 characters."""


def is_valid(column: str, value: object) -> bool:
    """Whether ``value`` has the type and range of that column of ``SUMMARY``."""
    return _VALID[column](value)


def are_valid(summary: Sequence[object]) -> bool:
    """Whether all columns of ``SUMMARY``, in this order, are valid; the list of drafts asks for each of its rows."""
    return all(valid(value) for valid, value in zip(_VALID.values(), summary, strict=True))


def is_count(value: object) -> bool:
    """Whether the value is a number of cells or findings."""
    return type(value) is int and 0 <= value <= MOST_OF_A_COUNT


def is_year(value: object) -> bool:
    """Whether the value is a reporting year, or ``None``: not filled in."""
    return value is None or (type(value) is int and 0 <= value <= LAST_YEAR)


LAST_YEAR = 9999


def _is_key(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and len(value) <= LONGEST_MARK and "\0" not in value


def _is_text(value: object) -> bool:
    return isinstance(value, str) and is_intact(value)


def _is_time_if_any(value: object) -> bool:
    return value is None or is_time(value)


def _is_position(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_OF_A_NUMBER


_VALID: Mapping[str, Callable[[object], bool]] = {
    "id": _is_key,
    "name": _is_text,
    "organ": _is_text,
    "year": is_year,
    "edition": _is_text,
    "filled": is_count,
    "cells": is_count,
    "errors": is_count,
    "warnings": is_count,
    "saved_at": is_time,
    "deleted_at": _is_time_if_any,
    "position": _is_position,
    "last_write": _is_key,
}
assert tuple(_VALID) == SUMMARY


def draft_problem(rows: DraftRows) -> str:
    """Which part of the rows is invalid; empty if they are a valid draft. Required for rows of untrusted files."""
    if not all(is_valid(column, rows.summary[column]) for column in SUMMARY) or not rows.summary["id"]:
        return "summary"
    return _report_problem(rows) or history_problem(rows.steps, rows.moves, rows.summary["position"])


def _report_problem(rows: DraftRows) -> str:
    if not isinstance(rows.report, str) or not isinstance(rows.last_year, str | None):
        return "report"
    last_write = rows.summary["last_write"]
    if not fits_report(last_write, rows.report) or not fits_last_year(last_write, rows.last_year):
        return "report"
    try:
        report_from(rows.report)
        if rows.last_year is not None:
            report_from(rows.last_year)
    except StoredFormatError:
        return "report"
    return ""


Edits = dict[int, tuple[Edit, Edit]]
"""Serial of a step -> its edit and inverse."""


def history_problem(
    steps: Sequence[tuple[Any, ...]], moves: Sequence[tuple[Any, ...]], position: int, edits: Edits | None = None
) -> str:
    """``steps`` or ``moves`` if that part is invalid; empty if every step is readable, the undo numbers are contiguous
    and every move has its step. ``edits`` receives what was parsed for that."""
    edits = {} if edits is None else edits
    in_line = []
    for serial, number, *step in steps:
        parsed = parsed_step(serial, *step)
        if parsed is None or serial in edits:
            return "steps"
        edits[serial] = parsed
        if number is not None:
            in_line.append(number)
    if not all(map(_is_number, in_line)) or sorted(in_line) != list(range(1, len(in_line) + 1)):
        return "steps"
    if not is_valid("position", position) or position > len(in_line):
        return "steps"
    at = None
    for move in moves:
        if not readable_move(*move) or (at is not None and move[0] != at + 1):
            return "moves"
        at, moved, serial = move[:3]
        if serial not in edits if moved else serial is not None:
            return "moves"
    return "" if moves or not in_line else "moves"


def readable_move(number: object, moved: object, serial: object, name: object, at: object, who: object) -> bool:
    """Whether the values have the types and ranges of a move."""
    return (
        _is_number(number)
        and type(moved) is int
        and moved in (-1, 0, 1)
        and (serial is None or _is_number(serial))
        and is_time(at)
        and _is_text(name)
        and _is_text(who)
    )


def parsed_step(
    serial: object, edit: object, inverse: object, made_at: object, who: object
) -> tuple[Edit, Edit] | None:
    """The edit and its inverse; ``None`` unless the values have the types and ranges of a step."""
    if not _is_number(serial) or not is_time(made_at) or not _is_text(who):
        return None
    if not isinstance(edit, str) or not isinstance(inverse, str):
        return None
    try:
        return edit_from(edit), edit_from(inverse)
    except StoredFormatError:
        return None


def _is_number(value: object) -> bool:
    return type(value) is int and 1 <= value <= MOST_OF_A_NUMBER


def with_summary(rows: DraftRows, **summary: Any) -> DraftRows:
    """A copy of ``rows`` with the given summary columns replaced."""
    return dataclasses.replace(rows, summary={**rows.summary, **summary})
