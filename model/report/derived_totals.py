"""Totals that follow their sums until a person types over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.report import Report


@dataclass(frozen=True)
class ShownFigures:
    """What a reader of the report sees, and what only somebody who fills it in may see."""

    figures: Mapping[Cell, Figure]
    """Figures as typed, and each followed total all of whose addends are there; a total that lacks one is blank."""
    running: Mapping[Cell, Figure]
    """Followed totals that lack some of their addends: the sum so far. Never a figure of the report; for display in
    the grid alone, marked as provisional."""


def shown(report: Report, edition: Edition) -> ShownFigures:
    """The report's figures with every total that nobody typed over following its sum, once that is complete."""
    figures: dict[Cell, Figure] = dict(report.figures)
    running: dict[Cell, Figure] = {}
    unread = report.unread
    for total, addends, taken in edition.sums:
        if total in figures or total in unread:
            continue  # typed, or a file held something there that a person has yet to read
        try:
            figures[total] = sum(taken(figures))
        except KeyError:
            found = [figures[each] if each in figures else running.get(each) for each in addends]
            if known := [figure for figure in found if figure is not None]:
                running[total] = sum(known)
    return ShownFigures(figures, running)


def following(report: Report, edition: Edition) -> Report:
    """The report with every total that equals its sum, or that is not there, following it; one that differs stays as
    typed, and so does one whose sum lacks an addend.

    A total that was read as blank, or as a mark for nothing, stays blank while its sum is complete: a person decides.
    """
    return _following(report, edition, absent_is_blank=False)


def as_read(report: Report, edition: Edition) -> Report:
    """As :func:`following`, for a report just read from a document: a total that the document does not state, though
    all its addends are there, is blank (``""`` in ``unread``), and is not filled in silently."""
    return _following(report, edition, absent_is_blank=True)


def _following(report: Report, edition: Edition, *, absent_is_blank: bool) -> Report:
    figures: dict[Cell, Figure] = dict(report.figures)
    unread = dict(report.unread)
    seen = dict(figures)  # a total that follows still counts as an addend of the next
    for total, addends, taken in edition.sums:
        is_complete = all(each in seen for each in addends)
        if total in unread:
            if not is_complete and _is_blank(unread[total], edition):
                del unread[total]
        elif not is_complete:
            continue
        elif total not in seen:
            if absent_is_blank:
                unread[total] = ""
            else:
                seen[total] = sum(taken(seen))
        elif seen[total] == sum(taken(seen)):
            figures.pop(total, None)
    return report.with_(figures=figures, unread=unread)


def _is_blank(raw: str, edition: Edition) -> bool:
    return raw.strip() in ("", *edition.blank_marks)


def left_blank(report: Report, edition: Edition) -> tuple[Cell, ...]:
    """Totals that stand blank, or as a mark for nothing, in the file that the report was read from."""
    return tuple(
        each.total
        for each in edition.sums
        if each.total in report.unread and _is_blank(report.unread[each.total], edition)
    )


def sum_of(total: Cell, figures: Mapping[Cell, Figure], edition: Edition) -> Figure | None:
    """What the addends of ``total`` add up to; ``None`` while one of them has no figure."""
    each = edition.sum_at[total]
    return sum(each.taken(figures)) if all(addend in figures for addend in each.addends) else None


def repeating(
    report: Report, edition: Edition, newly_set: Iterable[Cell], before: Mapping[Cell, Figure]
) -> tuple[Cell, ...]:
    """Totals of ``report`` that were typed and only repeat their sums, so that they may as well follow them.

    That is: those of ``newly_set``, and those whose sums lacked an addend ``before`` (all figures at that time). A
    total that was held against its complete sum before stays typed, whatever its addends become.
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
    """What became of totals into which figures were put."""

    follow: tuple[Cell, ...]
    """They equal their sums, and follow them."""
    differ: tuple[Cell, ...]
    """Kept as they were put in, though the sums are others."""
    waiting: tuple[Cell, ...]
    """Kept as they were put in: their sums lack an addend."""

    def says(self, edition: Edition) -> str:
        """For a person; empty where no total was among the figures."""
        said = []
        if self.follow:
            said.append(f"{len(self.follow)} 个合计与各项之和一致，随各项自动计算")
        if self.differ:
            said.append(f"{len(self.differ)} 个合计与各项之和不符，按原数保留：{_named(self.differ, edition)}")
        if self.waiting:
            said.append(f"{len(self.waiting)} 个合计的各项还没有填齐，先按原数保留")
        return "；".join(said)


FEW = 3
"""So many cells are named in one sentence."""


def _named(cells: tuple[Cell, ...], edition: Edition) -> str:
    return "、".join(edition.name_of(cell) for cell in cells[:FEW]) + ("等" if len(cells) > FEW else "")


def totals_set(cells: Iterable[Cell], report: Report, edition: Edition) -> TotalsSet:
    """What became of the totals among ``cells``, into which figures were just put, in ``report``."""
    totals = [cell for cell in cells if cell in edition.totals]
    figures = shown(report, edition).figures if totals else {}
    kept = {cell: sum_of(cell, figures, edition) for cell in totals if cell in report.figures}
    return TotalsSet(
        tuple(cell for cell in totals if cell in figures and cell not in kept),
        tuple(cell for cell, sum_ in kept.items() if sum_ is not None and sum_ != figures[cell]),
        tuple(cell for cell, sum_ in kept.items() if sum_ is None),
    )
