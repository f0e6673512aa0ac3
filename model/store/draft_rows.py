"""One draft as database rows, for transfer between store files, and their validation."""

import dataclasses
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from model.report.report import Report
from model.report.sign_off import Stage, sign_off_state
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


def draft_problem(rows: DraftRows) -> str:
    """Which part of the rows is invalid; empty if they are a valid draft. Required for rows of untrusted files."""
    summary = rows.summary
    numbers = ("filled", "cells", "errors", "warnings", "saved_at", "position")
    if not all(type(summary[column]) is int for column in numbers):
        return "summary"
    if not all(type(summary[column]) is str for column in ("id", "name", "organ", "edition", "last_write")):
        return "summary"
    if not all(summary[column] is None or type(summary[column]) is int for column in ("year", "deleted_at")):
        return "summary"
    return _report_problem(rows) or history_problem(rows.steps, rows.moves, summary["position"])


def _report_problem(rows: DraftRows) -> str:
    try:
        report_from(rows.report)
        if rows.last_year is not None:
            report_from(rows.last_year)
    except StoredFormatError:
        return "report"
    return ""


def history_problem(steps: Sequence[tuple[Any, ...]], moves: Sequence[tuple[Any, ...]], position: int) -> str:
    """``steps`` or ``moves`` if that part is invalid; empty if every step is readable, the undo numbers are contiguous
    and every move has its step."""
    serials = set()
    in_line = []
    for serial, number, edit, inverse, made_at, who in steps:
        if not readable_step(serial, edit, inverse, made_at, who):
            return "steps"
        serials.add(serial)
        if number is not None:
            in_line.append(number)
    if sorted(in_line) != list(range(1, len(in_line) + 1)) or not 0 <= position <= len(in_line):
        return "steps"
    at = None
    for number, moved, serial, name, when, who in moves:
        if type(number) is not int or type(when) is not int or not isinstance(name, str) or not isinstance(who, str):
            return "moves"
        if at is not None and number != at + 1:
            return "moves"
        at = number
        if moved not in (-1, 0, 1) or (serial not in serials if moved else serial is not None):
            return "moves"
    return "" if moves or not in_line else "moves"


def readable_step(serial: object, edit: object, inverse: object, made_at: object, who: object) -> bool:
    """Whether the values have the types of a step and both edits can be parsed."""
    if type(serial) is not int or type(made_at) is not int or not isinstance(who, str):
        return False
    if not isinstance(edit, str) or not isinstance(inverse, str):
        return False
    try:
        edit_from(edit)
        edit_from(inverse)
    except StoredFormatError:
        return False
    return True


def with_summary(rows: DraftRows, **summary: Any) -> DraftRows:
    """A copy of ``rows`` with the given summary columns replaced."""
    return dataclasses.replace(rows, summary={**rows.summary, **summary})
