"""Edits as values: one undo step each; applying one gives back the way back."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from model.alignment import Change
from model.edition import Edition
from model.figures import Figure
from model.report import Origin, Reason, Remark, Report, Tie, ToCheck
from model.tables import Cell
from model.totals import shown


@dataclass(frozen=True)
class Edit:
    """Key by key what is to stand in the report afterwards; ``None`` blanks it.

    ``label`` names the step for 撤销 / 重做, e.g. ``填写 四、结转下年度 · 商业企业``.
    A new figure takes away the unread text and the origin of its cell unless the edit states them itself.
    """

    label: str
    figures: Mapping[Cell, Figure | None] = field(default_factory=dict)
    texts: Mapping[str, str | None] = field(default_factory=dict)
    unread: Mapping[Cell, str | None] = field(default_factory=dict)
    origins: Mapping[Cell, Origin | None] = field(default_factory=dict)
    reasons: Mapping[str, Reason | None] = field(default_factory=dict)
    to_check: Mapping[str, ToCheck | None] = field(default_factory=dict)
    remarks: Mapping[Cell, Remark | None] = field(default_factory=dict)
    ties: Mapping[str, Tie | None] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict, compare=False)
    """How exactly ``texts`` come about, one change after the other, where that is known; not kept. See
    :func:`model.positions.with_positions`."""
    placed: bool = field(default=False, compare=False)
    """It says what becomes of everything held by position in ``texts``."""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in CHANGING)


ZERO_FILL = "空白补 0"
CHANGING = tuple(each.name for each in dataclasses.fields(Edit) if each.name not in ("label", "changes", "placed"))
"""The names that an Edit and a Report have in common."""


def apply(report: Report, edit: Edit) -> tuple[Report, Edit]:
    """Write ``edit`` into ``report``; also return the edit that restores what was there."""
    wanted: dict[str, Mapping[Any, Any]] = {name: news for name in CHANGING if (news := getattr(edit, name))}
    for name in ("unread", "origins"):
        left_over = getattr(report, name)
        if left_over and (stale := {cell: None for cell in edit.figures if cell in left_over}):
            wanted[name] = {**stale, **wanted.get(name, {})}
    changed: dict[str, Mapping[Any, Any]] = {}
    before: dict[str, Mapping[Any, Any]] = {}
    for name, news in wanted.items():
        old = getattr(report, name)
        before[name] = {key: old.get(key) for key in news}
        new = {**old, **news}
        for key in [key for key, value in news.items() if value is None]:
            del new[key]
        changed[name] = new
    return report.with_(**changed), Edit(edit.label, **before)  # type: ignore[arg-type]


def changed_only(report: Report, edit: Edit) -> Edit:
    """The edit without what is in the report already; falsy when nothing is left."""
    left: dict[str, Any] = {
        name: {key: value for key, value in getattr(edit, name).items() if getattr(report, name).get(key) != value}
        for name in CHANGING
    }
    for name in ("unread", "origins"):  # what the edit states for a cell whose figure changes would go otherwise
        stated = {cell: held for cell, held in getattr(edit, name).items() if held is not None}
        left[name] |= {cell: held for cell, held in stated.items() if cell in left["figures"]}
    return Edit(edit.label, **left, changes=edit.changes, placed=edit.placed)


def blanks(report: Report, edition: Edition, cells: Iterable[Cell]) -> list[Cell]:
    """Those of ``cells`` that a person has yet to fill: not totals that follow, and nothing unread but a mark that
    stands for nothing."""
    figures = report.figures
    return [
        cell
        for cell in cells
        if cell not in figures
        and cell not in edition.totals
        and report.unread.get(cell, "").strip() in ("", *edition.blank_marks)
    ]


def filling_with_zero(report: Report, edition: Edition, cells: Iterable[Cell]) -> Edit:
    """空白补 0: every blank of ``cells`` becomes 0, a deliberate act of the clerk."""
    return Edit(ZERO_FILL, figures=dict.fromkeys(blanks(report, edition, cells), 0))


def filled_count(report: Report, edition: Edition) -> int:
    """How many of the edition's cells show a figure that is complete."""
    seen = shown(report, edition)
    return len(seen.figures.keys() & edition.cell_set - seen.partial)
