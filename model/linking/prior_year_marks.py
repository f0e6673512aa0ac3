"""The prior-year text as the start of this year's: years advanced, every year and number marked to be checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.checks.claim_matching import Agreed
from model.narrative.uncounted_numbers import named_spans
from model.report.positions import valid_marks
from model.report.report import Report, ToCheck

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年|年度|\s*[-—至]\s*(?:19|20)\d\d\s*年)")

_ANY_NUMBER = re.compile(
    r"(?<![\dA-Za-z.])\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?%?|(?<![\dA-Za-z.])\d+(?:\.\d+)?[%％]?|(?<![一二三四五六七八九十百千万两])[一二三四五六七八九十百千万两]++(?=[件宗条起例份次](?!套))"
)


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    new: str


def with_years_advanced(
    text: str, section: str, last_year: int | None, year: int, agreed: Agreed | None = None
) -> tuple[str, tuple[ToCheck, ...]]:
    """(``text`` with the years next to last year's advanced, marks to check on every year and number in it).

    A year further back (``2019年修订``) and years inside titles and document numbers stay. If ``last_year`` is
    ``None``, no year is changed. ``agreed``: the cells that last year's numbers agreed with, stored in their marks.
    """
    named = list(named_spans(text))
    marks = sorted(_marks(text, named, last_year, year), key=lambda mark: mark.start)
    moved, at, found = "", 0, []
    for mark in marks:
        moved += text[at : mark.start]
        was = text[mark.start : mark.end]
        cells = (agreed or {}).get((section, mark.start, was), ()) if mark.new == was else ()
        found.append(ToCheck(section, len(moved), mark.new, was, cells))
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


def years_to_check(report: Report) -> dict[str, ToCheck]:
    """The valid marks on years, by section and position."""
    waiting = valid_marks(report.to_check, report.texts)
    return {key: mark for key, mark in waiting.items() if _YEAR.match(report.texts[mark.section], mark.start)}
