"""Last year's report -> this year's draft; and the list of what a person has yet to check in its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

from model.differing import shared
from model.edition import Edition
from model.figures import Figure, show_figure
from model.names_in_words import named_spans
from model.report import Origin, Report, Tie, ToCheck
from model.tables import Cell
from model.totals import following, shown

CARRIED = {"carried_in": "carried_out"}
"""Row of this year <- row of last year's table of requests: 上年结转 is what last year passed on."""
REQUESTS = "requests"
LAST_YEAR = "上年年报"

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年|年度|\s*[-—至]\s*(?:19|20)\d\d\s*年)")
_ANY_NUMBER = re.compile(
    r"(?<![\dA-Za-z.])\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?%?|(?<![\dA-Za-z.])\d+(?:\.\d+)?[%％]?|[一二三四五六七八九十百千万两]+(?=[件宗条起例份次](?!套))"
)


def roll_over(last_year: Report, edition: Edition, year: int, last_edition: Edition | None = None) -> Report:
    """The draft for ``year`` out of last year's report; ``last_year`` itself is to be kept beside as reference.

    ``last_edition`` is the form that last year's report uses, where that is another.

    上年结转 is taken from 结转下年度, every other figure is blank. The words are carried over with their years moved
    on by the same number of years; every year and number in them is marked to be checked. What was tied to cells by
    hand stays tied to those that this edition has. The title follows organ and year again.
    """
    figures, origins = _carried_in(last_year, last_edition or edition, edition)
    texts = {key: last_year.texts[key] for key in ("organ", "kind", "level", "signature") if last_year.texts.get(key)}
    texts["year"] = str(year)
    to_check: dict[str, ToCheck] = {}
    for key in edition.text_keys:
        if old := last_year.texts.get(key):
            moved, marks = moved_on(old, key, last_year.year, year)
            texts[key] = moved
            for mark in marks:
                to_check[f"{len(to_check) + 1:04}"] = mark
    ties = {
        key: tie
        for key, tie in standing(last_year.ties, texts).items()  # a year moved on is as long as it was
        if edition.cell_set.issuperset(tie.cells)
    }
    draft = Report(edition=edition.id, figures=figures, origins=origins, texts=texts, to_check=to_check, ties=ties)
    return following(draft, edition)


def _carried_in(
    last_year: Report, last_edition: Edition, edition: Edition
) -> tuple[Mapping[Cell, Figure], Mapping[Cell, Origin]]:
    seen = shown(last_year, last_edition)
    figures: dict[Cell, Figure] = {}
    origins: dict[Cell, Origin] = {}
    for cell in edition.table(REQUESTS).cells:
        source = CARRIED.get(cell.row)
        if source is None:
            continue
        carried = Cell(REQUESTS, source, cell.column)
        if carried in seen.figures and carried not in seen.partial:
            figures[cell] = seen.figures[carried]
            origins[cell] = Origin(LAST_YEAR, last_edition.name_of(carried), show_figure(figures[cell]))
    return figures, origins


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    new: str


def moved_on(text: str, section: str, last_year: int | None, year: int) -> tuple[str, tuple[ToCheck, ...]]:
    """``text`` with the years around last year's moved on, and every year and number in it to be checked.

    A year further back (``2019年修订``) and years inside titles and document numbers stay. While last year's own year
    is unknown, no year is moved.
    """
    named = list(named_spans(text))
    marks = sorted(_marks(text, named, last_year, year), key=lambda mark: mark.start)
    moved, at, found = "", 0, []
    for mark in marks:
        moved += text[at : mark.start]
        found.append(ToCheck(section, len(moved), mark.new, text[mark.start : mark.end]))
        moved += mark.new
        at = mark.end
    return moved + text[at:], tuple(found)


def _marks(text: str, named: list[tuple[int, int]], last_year: int | None, year: int) -> Iterator[_Mark]:
    years = set()
    for match in _YEAR.finditer(text):
        if _inside(match.start(), named):
            continue
        years.add(match.start())
        old = int(match[1])
        near = last_year is not None and abs(old - last_year) <= 1
        yield _Mark(
            match.start(), match.end(), str(old + year - last_year) if near and last_year is not None else match[1]
        )
    for match in _ANY_NUMBER.finditer(text):
        if match.start() not in years and not _inside(match.start(), named):
            yield _Mark(match.start(), match.end(), match[0])


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


Mark = TypeVar("Mark", ToCheck, Tie)
NEAR = 2
"""A change so close to a number may make it another one: its sign of thousands and a digit."""
_FAR = 24
"""No number is longer."""
_DIGIT = "[\\d０-９一二三四五六七八九十百千零〇两]"
_NUMBER_BEFORE = re.compile(rf"[-－]?{_DIGIT}(?:[.,．，]?{_DIGIT})*[.,．，]?$|[-－]$")
_NUMBER_BEHIND = re.compile(rf"(?:[.,．，]?{_DIGIT})*[%％‰万亿]?")
BESIDE = 1
"""Characters on both sides by which a number is known again among words that have changed."""
MOST_COMPARED = 8000
"""Characters; in longer stretches that changed at once no number is looked for."""


def followed_through(marks: Mapping[str, Mark], section: str, old: str, new: str) -> Mapping[str, Mark | None]:
    """What becomes of the marks of ``section`` when its text changes: moved along, or settled (``None``) where the
    number itself was edited. Only marks that change are named; they belong into the same edit as the text.
    """
    first, last = shared(old, new)
    end = len(old) - last
    changes: dict[str, Mark | None] = {}
    for key, mark in marks.items():
        if mark.section != section:
            continue
        mark_end = mark.start + len(mark.text)
        kept: Mark | None = None
        if mark_end <= first:
            kept = mark
        elif mark.start >= end:
            kept = replace(mark, start=mark.start + len(new) - len(old))
        elif first <= mark.start and mark_end <= end:
            kept = _found_again(mark, old[first:end], new[first : len(new) - last], first)
        near = mark_end + NEAR >= first and mark.start <= end + NEAR
        if kept is not None and near and _number(old, mark) != _number(new, kept):
            kept = None
        if kept != mark:
            changes[key] = kept
    return changes


def _number(words: str, mark: Mark) -> str:
    """The whole number that the mark's text is, or is part of: ``12`` in ``3.12``, ``12,000``, ``12万`` or ``12%`` is
    not what it is alone."""
    end = mark.start + len(mark.text)
    before = _NUMBER_BEFORE.search(words, max(0, mark.start - _FAR), mark.start)
    behind = _NUMBER_BEHIND.match(words, end)
    return (before[0] if before else "") + mark.text + (behind[0] if behind else "")


def _found_again(mark: Mark, old: str, new: str, offset: int) -> Mark | None:
    """The mark where its number stands untouched between words that changed on both sides of it: the words that were
    replaced at once may hold many numbers that nobody touched."""
    start, end = mark.start - offset, mark.start - offset + len(mark.text)
    if len(old) + len(new) <= MOST_COMPARED:
        for a, b, size in _blocks(old, new):
            if a <= max(0, start - BESIDE) and min(len(old), end + BESIDE) <= a + size:
                return replace(mark, start=mark.start + b - a)
    return None


@lru_cache(maxsize=4)
def _blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(each.a, each.b, each.size) for each in matcher.get_matching_blocks()]


def years_to_check(report: Report) -> dict[str, ToCheck]:
    """The years among the marks that still stand, in the order of the words."""
    waiting = standing(report.to_check, report.texts)
    return {key: mark for key, mark in waiting.items() if _YEAR.match(report.texts[mark.section], mark.start)}


def standing(marks: Mapping[str, Mark], texts: Mapping[str, str]) -> dict[str, Mark]:
    """Those marks whose text still stands where they say; in the order of the words."""
    there = {
        key: mark
        for key, mark in marks.items()
        if texts.get(mark.section, "")[mark.start : mark.start + len(mark.text)] == mark.text
    }
    return dict(sorted(there.items(), key=lambda item: (item[1].section, item[1].start)))
