"""Totals that follow by themselves until a person types over them."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.edition import Edition
from model.figures import Figure
from model.report import Report
from model.tables import Cell


@dataclass(frozen=True)
class Shown:
    """What a reader of the report sees: figures as typed, and totals that follow."""

    figures: Mapping[Cell, Figure]
    """A total whose addends are all blank is blank too."""
    partial: frozenset[Cell]
    """Followed totals some of whose addends are still blank: a sum so far, no figure to check against."""


def shown(report: Report, edition: Edition) -> Shown:
    """The report's figures with every total that nobody typed over following its sum."""
    figures: dict[Cell, Figure] = dict(report.figures)
    partial: set[Cell] = set()
    unread = report.unread
    for total, addends, taken in edition.sums:
        if total in figures or total in unread:
            continue  # typed, or a file held something there that a person has yet to read
        try:
            figures[total] = sum(taken(figures))
        except KeyError:
            partial.add(total)
            if known := [figures[addend] for addend in addends if addend in figures]:
                figures[total] = sum(known)
        else:
            if partial and not partial.isdisjoint(addends):
                partial.add(total)
    return Shown(figures, frozenset(partial))


def following(report: Report, edition: Edition) -> Report:
    """The report with every total that equals its sum, or that held a mark for nothing, set free to follow it; one
    that differs stays as typed."""
    figures: dict[Cell, Figure] = dict(report.figures)
    marks = edition.blank_marks
    unread = {
        cell: raw for cell, raw in report.unread.items() if cell not in edition.totals or raw.strip() not in marks
    }
    seen = dict(figures)  # a total set free still counts as an addend of the next
    for each in edition.sums:
        known = [seen[addend] for addend in each.addends if addend in seen]
        if not known:
            continue
        if each.total in unread:
            continue
        if each.total not in seen:
            seen[each.total] = sum(known)
        elif seen[each.total] == sum(known):
            figures.pop(each.total, None)
    return report.with_(figures=figures, unread=unread)
