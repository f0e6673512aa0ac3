"""Totals: derived from their addends unless a figure was typed or read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.report import Report


@dataclass(frozen=True)
class ShownFigures:
    """The figures of a report including derived totals, and provisional sums for the grid."""

    figures: Mapping[Cell, Figure]
    """Typed figures, and derived totals with all their addends; a total with a missing addend is blank."""
    running: Mapping[Cell, Figure]
    """Derived totals with missing addends: the sum so far. Not figures of the report; shown in the grid only, marked as
    provisional."""


def shown(report: Report, edition: Edition) -> ShownFigures:
    """The report's figures with every total that was not typed derived from its addends."""
    figures: dict[Cell, Figure] = dict(report.figures)
    running: dict[Cell, Figure] = {}
    unread = report.unread
    for total, addends, taken in edition.sums:
        if total in figures or total in unread:
            continue  # typed, or unread text of a file that the user must resolve
        try:
            figures[total] = sum(taken(figures))
        except KeyError:
            found = [figures[each] if each in figures else running.get(each) for each in addends]
            if known := [figure for figure in found if figure is not None]:
                running[total] = sum(known)
    return ShownFigures(figures, running)


def with_derived_totals(report: Report, edition: Edition) -> Report:
    """The report with every total that equals its sum, or is missing, made derived; a total that differs, or has a
    missing addend, keeps its figure.

    A total that was read as blank or as a blank mark stays so if its sum is complete: the user must decide.
    """
    return _with_derived_totals(report, edition, absent_is_blank=False)


def as_read(report: Report, edition: Edition) -> Report:
    """As :func:`with_derived_totals`, for a report just imported: a total missing in the document although all its
    addends are there is recorded as blank (``""`` in ``unread``) instead of being derived silently."""
    return _with_derived_totals(report, edition, absent_is_blank=True)


def _with_derived_totals(report: Report, edition: Edition, *, absent_is_blank: bool) -> Report:
    figures: dict[Cell, Figure] = dict(report.figures)
    unread = dict(report.unread)
    seen = dict(figures)  # derived totals still count as addends of others
    for total, _, taken in edition.sums:
        try:
            sum_ = sum(taken(seen))
        except KeyError:  # an addend is missing
            if total in unread and _is_blank(unread[total], edition):
                del unread[total]
            continue
        if total in unread:
            continue
        if total not in seen:
            if absent_is_blank:
                unread[total] = ""
            else:
                seen[total] = sum_
        elif seen[total] == sum_:
            figures.pop(total, None)
    return report.with_(figures=figures, unread=unread)


def _is_blank(raw: str, edition: Edition) -> bool:
    return raw.strip() in ("", *edition.blank_marks)


def left_blank(report: Report, edition: Edition) -> tuple[Cell, ...]:
    """Totals that are blank, or a blank mark, in the file that the report was imported from."""
    return tuple(
        each.total
        for each in edition.sums
        if each.total in report.unread and _is_blank(report.unread[each.total], edition)
    )


def sum_of(total: Cell, figures: Mapping[Cell, Figure], edition: Edition) -> Figure | None:
    """The sum of the addends of ``total``; ``None`` while one of them has no figure."""
    each = edition.sum_at[total]
    return sum(each.taken(figures)) if all(addend in figures for addend in each.addends) else None


def repeating(
    report: Report, edition: Edition, newly_set: Iterable[Cell], before: Mapping[Cell, Figure]
) -> tuple[Cell, ...]:
    """Typed totals of ``report`` that equal their sums and can be made derived.

    These are the ones in ``newly_set``, and those with an addend missing in ``before`` (all earlier figures). A total
    whose sum was already complete stays typed, however its addends change.
    """
    typed = report.figures.keys() & edition.totals
    if not typed:
        return ()
    fresh = frozenset(newly_set)
    figures = dict(report.figures)
    found = []
    for total, addends, taken in edition.sums:
        if total in report.unread or not all(each in figures for each in addends):
            continue
        sum_ = sum(taken(figures))
        if total not in typed:
            figures[total] = sum_
        elif figures[total] == sum_ and (total in fresh or not all(each in before for each in addends)):
            found.append(total)
    return tuple(found)


@dataclass(frozen=True)
class TotalsSet:
    """How totals into which figures were entered are stored now."""

    follow: tuple[Cell, ...]
    """Equal to their sums, and derived now."""
    differ: tuple[Cell, ...]
    """Kept as entered, although the sums differ."""
    waiting: tuple[Cell, ...]
    """Kept as entered, because an addend is missing."""

    def says(self, edition: Edition) -> str:
        """A sentence for the user; empty if there were no totals among the cells."""
        parts = []
        if self.follow:
            parts.append(f"{len(self.follow)} 个合计与各项之和一致，随各项自动计算")
        if self.differ:
            parts.append(f"{len(self.differ)} 个合计与各项之和不符，按原数保留：{_named(self.differ, edition)}")
        if self.waiting:
            parts.append(f"{len(self.waiting)} 个合计的各项还没有填齐，先按原数保留")
        return "；".join(parts)


FEW = 3
"""Most cells named in one sentence."""


def _named(cells: tuple[Cell, ...], edition: Edition) -> str:
    return "、".join(edition.name_of(cell) for cell in cells[:FEW]) + ("等" if len(cells) > FEW else "")


def totals_set(cells: Iterable[Cell], report: Report, edition: Edition) -> TotalsSet:
    """How ``report`` stores the totals among ``cells``, into which figures were just entered."""
    totals = [cell for cell in cells if cell in edition.totals]
    figures = shown(report, edition).figures if totals else {}
    kept = {cell: sum_of(cell, figures, edition) for cell in totals if cell in report.figures}
    return TotalsSet(
        tuple(cell for cell in totals if cell in figures and cell not in kept),
        tuple(cell for cell, sum_ in kept.items() if sum_ is not None and sum_ != figures[cell]),
        tuple(cell for cell, sum_ in kept.items() if sum_ is None),
    )
