"""Edits as values: one undo step each; applying one gives back the way back."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.derived_totals import repeating, shown
from model.report.report import NumberLink, Origin, Reason, Remark, Report, SignOffField, ToCheck
from model.report.text_alignment import Change


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
    dismissed: Mapping[str, Reason | None] = field(default_factory=dict)
    to_check: Mapping[str, ToCheck | None] = field(default_factory=dict)
    remarks: Mapping[Cell, Remark | None] = field(default_factory=dict)
    ties: Mapping[str, NumberLink | None] = field(default_factory=dict)
    sign_off: Mapping[SignOffField, str | None] = field(default_factory=dict)
    foreign_labels: Mapping[str, str | None] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict, compare=False)
    """How exactly ``texts`` come about, one change after the other, where that is known; not kept. See
    :func:`model.report.positions.with_positions`."""
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


def with_totals_following(report: Report, edition: Edition, edit: Edit) -> Edit:
    """The edit in which no total is typed that only repeats its sum: such a total follows its sum instead.

    The one rule for figures that reach a total by typing, pasting, filling, importing or ``fill``; totals that were
    typed before follow too where this edit completes their sums and they are equal.
    """
    if not edit.figures:
        return edit
    after = apply(report, edit)[0]
    newly_set = [cell for cell, figure in edit.figures.items() if figure is not None]
    # without typed totals, which is nearly always, this takes no time
    if not (free := repeating(after, edition, newly_set, _before(report, edition, after))):
        return edit
    cleared = setting_figures(report, dict.fromkeys(free), edit.label)
    return dataclasses.replace(
        edit,
        figures={**edit.figures, **cleared.figures},
        unread={**edit.unread, **cleared.unread},
        # also the origin that the edit, or the report, gives a figure that is not typed any more
        origins={**edit.origins, **{cell: None for cell in free if cell in edit.origins or cell in report.origins}},
    )


def _before(report: Report, edition: Edition, after: Report) -> Mapping[Cell, Figure]:
    return shown(report, edition).figures if after.figures.keys() & edition.totals else {}


def setting_figures(report: Report, figures: Mapping[Cell, Figure | None], label: str) -> Edit:
    """The edit that puts ``figures`` into their cells, ``None`` for a blank.

    The unread text of a cell goes with its origin. For a figure that changes :func:`apply` would see to that; a blank
    over an unread text changes no figure, so the edit must say it.
    """
    unread = {cell: None for cell in figures if cell in report.unread}
    return Edit(label, figures, unread=unread, origins={cell: None for cell in unread if cell in report.origins})


def resuming_sum_edit(report: Report, edition: Edition, totals: Sequence[Cell]) -> Edit:
    """恢复自动合计: the totals follow their sums again, whatever was typed or read there."""
    name = edition.name_of(totals[0]) if len(totals) == 1 else f"{len(totals)} 格"
    return setting_figures(report, dict.fromkeys(totals), f"恢复自动合计 {name}")


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
    return setting_figures(report, dict.fromkeys(blanks(report, edition, cells), 0), ZERO_FILL)


def filled_count(report: Report, edition: Edition) -> int:
    """How many of the edition's cells have a figure; a total whose sum is incomplete has none."""
    return len(shown(report, edition).figures.keys() & edition.cell_set)
