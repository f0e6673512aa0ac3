"""Sentences of reports with cells in place of their numbers, from ``tests/samples/shapes``, filled with any figures.

A line is ``CONDITIONS ⇒ TEXT``, or a text only; it is right for all figures that meet the conditions. In braces stand
short names of cells (those of :mod:`tests.benchmarks.narratives`) and sums of them with constants: ``{R.p}``,
``{V+S+P}``, ``{R-12}``; ``{%G/T}`` is a share of one decimal, ``{y-1}`` a year. Words for none and for all are marked
as in the narratives. ``text | organ`` names the organ.
"""

import operator
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from random import Random
from typing import NamedTuple

from tests.benchmarks.narratives import COLUMNS, Mark, Narrative, addresses, figures_of, unmarked
from tests.benchmarks.narratives import value as value_of
from tests.conftest import SAMPLES

FOLDER = SAMPLES / "shapes"
KINDS = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
ORGAN = "岞溪县水务局"
ANSWERS = (
    "G", "H", *(f"D{number}" for number in range(1, 9)), "U1", "U2", "U3", *(f"N{number}" for number in range(1, 6)),
    "X1", "X2", "X3",
)  # fmt: skip
GROUPS = {group: tuple(row for row in ANSWERS if row[0] == group) for group in "DUNX"}
WHO = dict(zip(COLUMNS, (12, 3, 1, 1, 1, 1), strict=True))
"""Column -> how often requests are those of such applicants."""
MOST_TRIES = 400
SHARES = (0.05, 0.4, 1)
"""Of the rows of answers, so many have a number: few in one report, all in another."""
_COMPARED = re.compile(r"(.+?)\s*(>=|<=|>|<|=)\s*(.+)")
_COMPARISONS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq}
_TERM = re.compile(r"([+-]?)\s*(\d+(?:\.\d+)?|[A-Z]\d?(?:\.(?:org|[a-z]))?)")
_OF_CELLS = re.compile(r"[A-Z]\d?(?:\.(?:org|[a-z]))?(?:\+[A-Z]\d?(?:\.(?:org|[a-z]))?)*")
_MARKED = re.compile(r"\[\[[^|\]]+\|(done|0:[^\]]*)\]\]")


class Shape(NamedTuple):
    conditions: tuple[str, ...]
    text: str
    organ: str = ORGAN

    @property
    def must_be_none(self) -> frozenset[str]:
        """The short names of what the conditions and the words say there is none of."""
        found: set[str] = set()
        for condition in self.conditions:
            compared = _COMPARED.fullmatch(condition)
            if compared and compared[2] == "=" and compared[3] == "0":
                found |= {*compared[1].split("+")}
        for match in _MARKED.finditer(self.text):
            found |= {"O"} if match[1] == "done" else {*match[1][2:].split("+")} - {""}
        return frozenset(each for name in found for each in GROUPS.get(name, (name,)))


@cache
def shapes(kind: str) -> tuple[Shape, ...]:
    lines = (FOLDER / f"{kind}.txt").read_text("utf-8").splitlines()
    return tuple(_shape(line) for line in lines if line.strip() and not line.startswith("#"))


def _shape(line: str) -> Shape:
    conditions, _, text = line.rpartition("⇒")
    text, _, organ = text.partition(" | ")
    return Shape(tuple(filter(None, map(str.strip, conditions.split(",")))), text.strip(), organ.strip() or ORGAN)


def filled(shape: Shape, random: Random) -> Narrative | None:
    """The text with figures that meet its conditions, as section one; ``None``: none were found."""
    for _ in range(MOST_TRIES):
        figures = figures_of(_written(_cells(shape.must_be_none, "C>0" in shape.conditions, random)))
        if not all(_holds(each, figures) for each in shape.conditions):
            continue
        year = random.randint(2021, 2024)
        if (text := _with_numbers(shape.text, figures, year)) is not None:
            plain, marks = unmarked("1", text)
            if all(_is_true(mark, figures) for mark in marks):
                return Narrative(shape.organ, year, figures, {"1": plain}, tuple(marks), figures)
    return None


def _cells(none: frozenset[str], only_carried_in: bool, random: Random) -> Mapping[str, int | Decimal]:
    """Any figures that the form's equations allow, by short name. Where none came, all is none, or what is dealt with
    came from last year (``only_carried_in``)."""
    cells: dict[str, int | Decimal] = {}
    columns = [each for each in WHO if f"R.{each}" not in none and not ("R.org" in none and each != "p")] or ["p"]
    share = random.choice(SHARES)
    for row in ANSWERS:
        number = 0 if row in none or random.random() > share else _any_number(random)
        number = max(number, random.randint(1, 12)) if row == "G" and row not in none else number
        for column in random.choices(columns, [WHO[each] for each in columns], k=number):
            cells[f"{row}.{column}"] = cells.get(f"{row}.{column}", 0) + 1
    for column in columns:
        answered = sum(int(cells.get(f"{row}.{column}", 0)) for row in ANSWERS)
        out = 0 if "O" in none else random.choice((0, 0, 1, 2, random.randint(0, 9)))
        came_in = 0 if "C" in none else min(answered + out, random.choice((0, 0, 1, 2, 3)))
        cells |= {f"O.{column}": out, f"C.{column}": came_in, f"R.{column}": answered + out - came_in}
    if "R" in none:
        for column in columns if only_carried_in else ():
            cells |= {f"C.{column}": cells[f"R.{column}"] + cells[f"C.{column}"], f"R.{column}": 0}
        if not only_carried_in:
            cells.clear()
    for kind in "VSP":
        for outcome in "ucxn":
            is_none = kind in none or f"{kind}.{outcome}" in none
            cells[f"{kind}.{outcome}"] = 0 if is_none else random.choice((0, 0, 1, 1, 2, 3, random.randint(2, 20)))
    for kind in "KF":
        issued, in_force = random.choice((0, 1, 2, 3, 5, 12)), random.choice((0, 4, 17, 86))
        stock = {"i": issued, "r": random.choice((0, 1, 2, 7)), "f": max(in_force, issued)}
        cells |= {f"{kind}.{part}": 0 if {kind, f"{kind}.{part}"} & none else each for part, each in stock.items()}
    for kind, most in (("L", 5000), ("E", 800), ("M", 90)):
        cells[kind] = 0 if kind in none else random.choice((0, 1, 5, random.randint(1, 60), random.randint(1, most)))
    cells["Y"] = Decimal(0) if "Y" in none else random.choice((Decimal(0), Decimal(random.randint(1, 999999)) / 100))
    return cells


def _any_number(random: Random) -> int:
    return random.choice(
        (0, random.randint(1, 4), random.randint(1, 4), random.randint(3, 30), random.randint(30, 400))
    )


def _written(cells: Mapping[str, int | Decimal]) -> str:
    """As :func:`tests.benchmarks.narratives.figures_of` reads it."""
    rows: dict[str, list[str]] = {}
    for name, number in cells.items():
        row, _, part = name.partition(".")
        if row not in ("K", "F"):
            rows.setdefault(row, []).append(f"{part}{number}")
    of_documents = (f"{kind} {'/'.join(str(cells[f'{kind}.{part}']) for part in 'irf')}" for kind in "KF")
    return "; ".join([*(f"{row} {' '.join(each)}" for row, each in rows.items()), *of_documents])


def _sum(written: str, figures: Mapping[str, Decimal]) -> Decimal:
    found = Decimal(0)
    for sign, term in _TERM.findall(written):
        number = Decimal(term) if term[0].isdecimal() else value_of(figures, term)
        found += -number if sign == "-" else number
    return found


def _holds(condition: str, figures: Mapping[str, Decimal]) -> bool:
    compared = _COMPARED.fullmatch(condition)
    assert compared is not None, condition
    return bool(_COMPARISONS[compared[2]](_sum(compared[1], figures), _sum(compared[3], figures)))


def _with_numbers(text: str, figures: Mapping[str, Decimal], year: int) -> str | None:
    """``None``: a number would be less than 0, or a share of nothing."""
    pieces: list[str] = []
    at = 0
    for match in re.finditer(r"\{([^{}]+)\}", text):
        pieces += [text[at : match.start()], found := _number(match[1], figures, year)]
        at = match.end()
        if not found:
            return None
    return "".join([*pieces, text[at:]])


def _number(written: str, figures: Mapping[str, Decimal], year: int) -> str:
    if written[0] == "y":
        return f"{year + int(written[1:] or 0)}"
    if written[0] == "%":
        part, _, whole = written[1:].partition("/")
        share = _sum(whole, figures) and _sum(part, figures) * 100 / _sum(whole, figures)
        return f"{share.quantize(Decimal('0.1'))}" if _sum(whole, figures) else ""
    number = _sum(written, figures)
    if number < 0:
        return ""
    return f"[[{number}|{written}]]" if _OF_CELLS.fullmatch(written) else f"{number}"


def _is_true(mark: Mark, figures: Mapping[str, Decimal]) -> bool:
    if mark.is_number:
        return sum((value_of(figures, term) for term in mark.terms), Decimal(0)) == mark.number
    return not any(figures.get(cell) for term in mark.terms if term for cell in addresses(term))


def all_filled(kind: str, times: int) -> Iterator[tuple[Shape, Narrative | None]]:
    """Each shape of the kind, so many times; the figures depend on its text only."""
    for shape in shapes(kind):
        random = Random(shape.text)
        for _ in range(times):
            yield shape, filled(shape, random)
