"""Edits as immutable values, one undo step each; applying one also returns its inverse."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.derived_totals import repeating, shown
from model.report.report import Fact, NumberLink, Origin, Reason, Remark, Report, SignOffField, ToCheck
from model.report.text_alignment import TextChange


@dataclass(frozen=True)
class Edit:
    """New values by key for each part of a report; ``None`` removes the entry.

    ``label`` names the step for 撤销 / 重做, e.g. ``填写 四、结转下年度 · 商业企业``.
    A new figure removes the unread text and the origin of its cell unless the edit sets them itself.
    """

    label: str
    figures: Mapping[Cell, Figure | None] = field(default_factory=dict)
    facts: Mapping[Fact, str | None] = field(default_factory=dict)
    texts: Mapping[str, str | None] = field(default_factory=dict)
    unread: Mapping[Cell, str | None] = field(default_factory=dict)
    origins: Mapping[Cell, Origin | None] = field(default_factory=dict)
    reasons: Mapping[str, Reason | None] = field(default_factory=dict)
    dismissed: Mapping[str, Reason | None] = field(default_factory=dict)
    to_check: Mapping[str, ToCheck | None] = field(default_factory=dict)
    remarks: Mapping[Cell, Remark | None] = field(default_factory=dict)
    links: Mapping[str, NumberLink | None] = field(default_factory=dict)
    sign_off: Mapping[SignOffField, str | None] = field(default_factory=dict)
    foreign_labels: Mapping[str, str | None] = field(default_factory=dict)
    changes: Mapping[str, Sequence[TextChange]] = field(default_factory=dict, compare=False)
    """Section -> the successive changes that lead to its new text, where known; not stored. See
    :func:`model.report.positions.with_positions`."""
    placed: bool = field(default=False, compare=False)
    """The edit already includes the changes of everything stored by position in ``texts``."""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in CHANGING)


ZERO_FILL = "空白补 0"
CHANGING = tuple(each.name for each in dataclasses.fields(Edit) if each.name not in ("label", "changes", "placed"))
"""The fields that an Edit and a Report have in common."""


def apply(report: Report, edit: Edit) -> tuple[Report, Edit]:
    """Returns the edited report and the inverse edit."""
    wanted: dict[str, Mapping[Any, Any]] = {name: values for name in CHANGING if (values := getattr(edit, name))}
    for name in ("unread", "origins"):
        left_over = getattr(report, name)
        if left_over and (stale := {cell: None for cell in edit.figures if cell in left_over}):
            wanted[name] = {**stale, **wanted.get(name, {})}
    changed: dict[str, Mapping[Any, Any]] = {}
    before: dict[str, Mapping[Any, Any]] = {}
    for name, values in wanted.items():
        old = getattr(report, name)
        before[name] = {key: old.get(key) for key in values}
        new = {**old, **values}
        for key in [key for key, value in values.items() if value is None]:
            del new[key]
        changed[name] = new
    return report.with_(**changed), Edit(edit.label, **before)  # type: ignore[arg-type]


def changed_only(report: Report, edit: Edit) -> Edit:
    """The edit without values that the report already has; falsy if nothing is left."""
    left: dict[str, Any] = {
        name: {key: value for key, value in getattr(edit, name).items() if getattr(report, name).get(key) != value}
        for name in CHANGING
    }
    for name in ("unread", "origins"):  # otherwise `apply` would remove these values where the figure changes
        stated = {cell: held for cell, held in getattr(edit, name).items() if held is not None}
        left[name] |= {cell: held for cell, held in stated.items() if cell in left["figures"]}
    return Edit(edit.label, **left, changes=edit.changes, placed=edit.placed)


def with_totals_following(report: Report, edition: Edition, edit: Edit) -> Edit:
    """The edit with totals that only repeat their sum made derived.

    Applies to typing, pasting, filling, importing and ``fill`` alike. Totals typed earlier become derived too if this
    edit completes their sums and they are equal.
    """
    if not edit.figures:
        return edit
    after = apply(report, edit)[0]
    newly_set = [cell for cell, figure in edit.figures.items() if figure is not None]
    # fast in the usual case without typed totals
    if not (free := repeating(after, edition, newly_set, _before(report, edition, after))):
        return edit
    cleared = setting_figures(report, dict.fromkeys(free), edit.label)
    return dataclasses.replace(
        edit,
        figures={**edit.figures, **cleared.figures},
        unread={**edit.unread, **cleared.unread},
        # also removes the origins, from the edit or the report, of figures that are no longer typed
        origins={**edit.origins, **{cell: None for cell in free if cell in edit.origins or cell in report.origins}},
    )


def _before(report: Report, edition: Edition, after: Report) -> Mapping[Cell, Figure]:
    return shown(report, edition).figures if after.figures.keys() & edition.totals else {}


def setting_figures(report: Report, figures: Mapping[Cell, Figure | None], label: str) -> Edit:
    """The edit that sets ``figures``; ``None`` blanks a cell.

    Unread text and its origin are removed explicitly: blanking a cell with unread text changes no figure, so the edit
    would otherwise be empty.
    """
    unread = {cell: None for cell in figures if cell in report.unread}
    return Edit(label, figures, unread=unread, origins={cell: None for cell in unread if cell in report.origins})


def resuming_sum_edit(report: Report, edition: Edition, totals: Sequence[Cell]) -> Edit:
    """恢复自动合计: the totals are derived again, discarding typed figures and unread text."""
    name = edition.name_of(totals[0]) if len(totals) == 1 else f"{len(totals)} 格"
    return setting_figures(report, dict.fromkeys(totals), f"恢复自动合计 {name}")


def blanks(report: Report, edition: Edition, cells: Iterable[Cell]) -> list[Cell]:
    """Those of ``cells`` that are still to be filled in: no totals, and no unread text other than blank marks."""
    figures = report.figures
    return [
        cell
        for cell in cells
        if cell not in figures
        and cell not in edition.totals
        and report.unread.get(cell, "").strip() in ("", *edition.blank_marks)
    ]


def filling_with_zero(report: Report, edition: Edition, cells: Iterable[Cell]) -> Edit:
    """空白补 0: sets every blank of ``cells`` to 0; only on the user's command, as blank is not zero."""
    return setting_figures(report, dict.fromkeys(blanks(report, edition, cells), 0), ZERO_FILL)


def filled_count(report: Report, edition: Edition) -> int:
    """How many of the edition's cells have a figure; a derived total with a missing addend has none."""
    return len(shown(report, edition).figures.keys() & edition.cell_set)
