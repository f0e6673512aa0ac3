"""Marks, links (key ``ties``) and reasons in the JSON format.

A mark is written with its surrounding text, because a script may change the text. If that no longer matches on reading,
a link is dropped, and the number is marked to be checked wherever the surrounding text occurs.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.dismissed_places import STORED_PREFIX
from model.report.positions import NOT_LAST_YEARS, free_key
from model.report.report import NumberLink, Reason, Report, TextPosition, ToCheck

NEAR = 8
"""Characters on both sides of a mark that are written with it."""


def links_written(report: Report) -> list[dict[str, Any]]:
    """The links of the report as JSON values."""
    return [
        {
            "section": each.section,
            "start": each.start,
            "text": each.text,
            "cells": list(map(str, each.cells)),
            **({"automatic": True} if each.automatic else {}),
            **_around_written(report, each),
        }
        for each in report.links.values()
    ]


def to_check_written(report: Report) -> list[dict[str, Any]]:
    """The marks to be checked as JSON values; ``cells`` is omitted where unknown."""
    return [
        {
            "section": each.section,
            "start": each.start,
            "text": each.text,
            "was": each.was,
            **({} if each.cells is None else {"cells": list(map(str, each.cells))}),
            **_around_written(report, each),
        }
        for each in report.to_check.values()
    ]


def reasons_written(report: Report) -> dict[str, dict[str, Any]]:
    """Reasons and dismissals by key, the latter with their prefix."""
    written: dict[str, dict[str, Any]] = {}
    dismissed = {f"{STORED_PREFIX}{key}": each for key, each in report.dismissed.items()}
    for key, reason in {**report.reasons, **dismissed}.items():
        written[key] = {"about": reason.about, "text": reason.text}
        if reason.place is not None:
            written[key] |= {"section": reason.place.section, "start": reason.place.start}
    return written


def _around_written(report: Report, mark: ToCheck | NumberLink) -> dict[str, str]:
    words = report.texts.get(mark.section, "")
    stands = words[mark.start : mark.start + len(mark.text)] == mark.text
    return {"around": _around(words, mark)} if stands else {}


def _around(words: str, mark: ToCheck | NumberLink) -> str:
    return words[max(0, mark.start - NEAR) : mark.start + len(mark.text) + NEAR]


def reasons_from(entries: Mapping[str, Any]) -> dict[str, Reason]:
    """Reasons and dismissals by key, as :func:`reasons_written` writes them; malformed entries are skipped."""
    return {
        key: Reason(str(r["about"]), str(r["text"]), _place_from(r))
        for key, r in entries.items()
        if isinstance(r, dict) and {"about", "text"} <= r.keys()
    }


def _place_from(entry: Mapping[str, Any]) -> TextPosition | None:
    section, start = entry.get("section"), entry.get("start")
    return TextPosition(section, start) if isinstance(section, str) and type(start) is int else None


def with_marks(report: Report, data: Mapping[str, Any], edition: Edition, missed: list[str]) -> Report:
    """``report`` with the marks and links of ``data``; appends a sentence to ``missed`` for each that is not read."""

    def cells_of(addresses: Any) -> tuple[Cell, ...]:
        return tuple(edition.cell(address) for address in addresses)

    def to_check_from(entry: Any) -> ToCheck:
        known = cells_of(entry["cells"]) if entry.get("cells") is not None else None
        return ToCheck(str(entry["section"]), int(entry["start"]), str(entry["text"]), str(entry["was"]), known)

    def link_from(entry: Any) -> NumberLink:
        cells, start, text = cells_of(entry["cells"]), int(entry["start"]), str(entry["text"])
        if not cells or start < 0 or not text:
            raise ValueError("a link to nothing, or of nothing")
        return NumberLink(str(entry["section"]), start, text, cells, entry.get("automatic") is True)

    to_check: dict[str, ToCheck] = {}
    for mark, around in _read(data.get("to_check"), "to_check", to_check_from, missed):
        moved = _elsewhere(report, mark, around, mark.was)
        for each in (mark,) if moved is None else moved:
            to_check[free_key(to_check)] = each
    links: dict[str, NumberLink] = {}
    for link, around in _read(data.get("ties"), "ties", link_from, missed):
        moved = _elsewhere(report, link, around, NOT_LAST_YEARS)
        if moved is None:
            links[free_key(links)] = link
            continue
        if not link.automatic:
            missed.append(f"ties 里的“{link.text}”在正文里的位置变了，没有关联，请核实")
        marked = {(each.section, each.start) for each in to_check.values()}
        for each in moved:
            if (each.section, each.start) not in marked:
                to_check[free_key(to_check)] = each
    return report.with_(to_check=to_check, links=links)


def _elsewhere(report: Report, mark: ToCheck | NumberLink, around: object, was: str) -> tuple[ToCheck, ...] | None:
    """``None`` if the surrounding text matches, or none was written; otherwise marks at all positions that it may have
    moved to."""
    words = report.texts.get(mark.section, "")
    if not isinstance(around, str) or _around(words, mark) == around:
        return None
    at = min(mark.start, NEAR)
    places = (match.start() + at for match in re.finditer(f"(?={re.escape(around)})", words))
    return tuple(ToCheck(mark.section, each, mark.text, was, ()) for each in places)


Held = TypeVar("Held")


def _read(entries: object, key: str, read: Callable[[Any], Held], missed: list[str]) -> list[tuple[Held, object]]:
    """The readable entries of a list, each with its surrounding text."""
    found: list[tuple[Held, object]] = []
    if entries is None:
        return found
    listed: list[Any] = entries if isinstance(entries, list) else [entries]
    for entry in listed:
        try:
            found.append((read(entry), entry.get("around")))
        except (TypeError, KeyError, ValueError, OverflowError, AttributeError):
            missed.append(f"{key} 里有一项读不懂，已略过")
    return found
