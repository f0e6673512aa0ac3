"""The summary of a draft for the list of drafts, and its conversion to and from columns of the table ``drafts``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model.report.report import Report
from model.store.columns import datetime_of, is_time, mended, micros_of, storable
from model.store.draft_rows import is_count, is_year, stage_columns


@dataclass(frozen=True)
class DraftProgress:
    """Counts for the list of drafts: filled cells of all cells, open findings by severity."""

    filled: int = 0
    cells: int = 0
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True)
class DraftSummary:
    """One entry of the list of drafts."""

    id: str
    name: str
    """The name given by the user, otherwise the organ; empty if there is neither."""
    year: int | None
    edition: str
    filled: int
    cells: int
    errors: int
    warnings: int
    saved_at: datetime
    deleted_at: datetime | None
    """``None``: not in the recycle bin."""
    stage: str = ""
    """``sent``, ``final``, or empty before sign-off."""
    stage_on: str = ""
    """The day of that step, as ``2026年1月8日``."""
    organ: str = ""
    """The organ, independent of ``name``; empty while not filled in."""


def summary_columns(report: Report, progress: DraftProgress, at: datetime) -> tuple[object, ...]:
    """Column values in the order organ, year, edition, filled, cells, errors, warnings, stage, stage_on, saved_at."""
    return (
        storable(report.organ),
        report.year,
        report.edition,
        progress.filled,
        progress.cells,
        progress.errors,
        progress.warnings,
        *stage_columns(report),
        micros_of(at),
    )


def summary_from(*columns: Any) -> DraftSummary:
    """The columns are id, name, year, edition, the counts, saved_at, deleted_at, stage, stage_on, organ.

    Never fails: the list of drafts is shown whatever one of its rows holds. A value that is none is shown as missing.
    """
    key, name, year, edition, filled, cells, errors, warnings, saved_at, deleted_at, stage, on, organ = columns
    return DraftSummary(
        _text(key),
        _text(name),
        year if is_year(year) else None,
        _text(edition),
        _count(filled),
        _count(cells),
        _count(errors),
        _count(warnings),
        _time(saved_at),
        None if deleted_at is None else _time(deleted_at),
        _text(stage),
        _text(on),
        _text(organ),
    )


def _time(value: Any) -> datetime:
    return datetime_of(value if is_time(value) else 0)


def _count(value: Any) -> int:
    return value if is_count(value) else 0


def _text(value: object) -> str:
    return mended(value) if isinstance(value, str) else ""
