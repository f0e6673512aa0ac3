"""Last year's report -> this year's draft; and the list of what a person has yet to check in its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model.checks.claim_matching import Agreed
from model.checks.table_rules import check
from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.narrative.uncounted_numbers import named_spans
from model.report.derived_totals import following, shown
from model.report.positions import standing
from model.report.report import Origin, Report, ToCheck

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
    on by the same number of years; every year and number in them is marked to be checked, with the cells that it
    agreed with. What was tied to cells by hand stays tied to those that this edition has. The title follows organ and
    year again.
    """
    agreed = check(last_year, last_edition or edition).look.words.agreed()
    figures, origins = _carried_in(last_year, last_edition or edition, edition)
    texts = {key: last_year.texts[key] for key in ("organ", "kind", "level", "signature") if last_year.texts.get(key)}
    texts["year"] = str(year)
    to_check: dict[str, ToCheck] = {}
    for key in edition.text_keys:
        if old := last_year.texts.get(key):
            moved, marks = with_years_advanced(old, key, last_year.year, year, agreed)
            texts[key] = moved
            for mark in marks:
                to_check[f"{len(to_check) + 1:04}"] = mark
    ties = {
        key: tie
        for key, tie in standing(last_year.ties, texts).items()  # a year moved on is as long as it was
        if edition.cell_set.issuperset(tie.cells) and not tie.automatic
    }
    draft = Report(edition=edition.id, figures=figures, origins=origins, texts=texts, to_check=to_check, ties=ties)
    return following(draft, edition)


def _carried_in(
    last_year: Report, last_edition: Edition, edition: Edition
) -> tuple[Mapping[Cell, Figure], Mapping[Cell, Origin]]:
    was = shown(last_year, last_edition).figures
    figures: dict[Cell, Figure] = {}
    origins: dict[Cell, Origin] = {}
    for cell in edition.table(REQUESTS).cells:
        source = CARRIED.get(cell.row)
        if source is None:
            continue
        carried = Cell(REQUESTS, source, cell.column)
        if carried in was:
            figures[cell] = was[carried]
            origins[cell] = Origin(LAST_YEAR, last_edition.name_of(carried), show_figure(figures[cell]))
    return figures, origins


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    new: str


def with_years_advanced(
    text: str, section: str, last_year: int | None, year: int, agreed: Agreed | None = None
) -> tuple[str, tuple[ToCheck, ...]]:
    """``text`` with the years around last year's moved on, and every year and number in it to be checked.

    A year further back (``2019年修订``) and years inside titles and document numbers stay. While last year's own year
    is unknown, no year is moved. ``agreed``: what last year's numbers agreed with; they are marked with it.
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
    """The years among the marks that still stand, in the order of the words."""
    waiting = standing(report.to_check, report.texts)
    return {key: mark for key, mark in waiting.items() if _YEAR.match(report.texts[mark.section], mark.start)}
