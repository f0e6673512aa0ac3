"""Conditional formats of a sheet that make figures invisible: white letters, or a number format that shows nothing.

Zeros that nobody sees stay zeros, as those of a number format without a section for them.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import MOST_COLUMNS
from model.importing.notes import Note, apart
from model.importing.readers.colours import WHITE, are_same
from model.importing.readers.zip_package import parsed_part, parsed_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = "xl/styles.xml"
_ANY = b"conditionalFormatting"
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_COMPARED = re.compile(r"(\$?[A-Z]{1,3}\$?\d{1,7})\s*(=|<>|<=|>=|<|>)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_WHITES = {"theme": ("0",), "indexed": ("1", "9", "65")}
MOST_AREAS = 60
"""Of a sheet that have conditions; others are not looked at."""
_OPERATORS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}


Area = tuple[int, int, int, int]


class Condition(NamedTuple):
    """Where a figure is not shown. The area is (top, left, bottom, right), the latter two beyond; ``limits`` are two
    for a range between them, or outside of it, and none where the condition is not known here."""

    area: Area
    sign: str
    limits: tuple[float, ...]


def is_met(sign: str, limits: tuple[float, ...], value: float) -> bool:
    """Whether the value is under the condition: one of :data:`_OPERATORS` with a limit, or ``between`` two."""
    if len(limits) == 2:
        return (min(limits) <= value <= max(limits)) == (sign == "between")
    (limit,) = limits
    return {
        "=": value == limit,
        "<>": value != limit,
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
    }[sign]


def conditions_of(package: zipfile.ZipFile, part: str) -> list[Condition]:
    """The conditions of the sheet that this part is."""
    sheet = package.read(part)
    if _ANY not in sheet or _STYLES not in package.namelist():
        return []
    hiding = {
        str(number)
        for number, style in enumerate(parsed_part(package, _STYLES).iterfind("{*}dxfs/{*}dxf"))
        if _hides(style)
    }
    found: list[Condition] = []
    for formats in parsed_xml(sheet).iter(f"{{*}}{_ANY.decode()}") if hiding else ():
        for rule in formats.iterchildren("{*}cfRule"):
            if rule.get("dxfId") in hiding:
                found += _conditions(formats.get("sqref", ""), rule)
    return found[:MOST_AREAS]


def without_unseen(
    called: str, rows: Iterable[Sequence[object]], conditions: Sequence[Condition]
) -> tuple[list[list[object]], list[Note]]:
    """The values of a sheet, those apart that a condition hides; and a note where that is not certain."""
    values = [list(row) for row in rows]
    if not conditions:
        return values, []
    doubtful: list[str] = []
    figures = [
        (row, column, value)
        for row, line in enumerate(values)
        for column, value in enumerate(line)
        if isinstance(value, int | float) and not isinstance(value, bool) and value
    ]
    for (top, left, bottom, right), sign, limits in conditions:
        for row, column, value in figures:
            if not (top <= row < bottom and left <= column < right):
                continue
            if not limits:
                doubtful.append(f"第{row + 1}行第{column + 1}列")
            elif is_met(sign, limits, value):
                values[row][column] = apart("看不见", f"{value:.15g}")
    return values, list(doubts(called, doubtful))


def doubts(called: str, doubtful: Sequence[str]) -> Iterator[Note]:
    """A note on the cells of a sheet of which nobody knows here whether a condition hides them, if there are any."""
    if doubtful:
        some = "、".join(doubtful[:8]) + ("等" if len(doubtful) > 8 else "")
        what = f"{called}的{some}按条件可能变成看不见的白字，已照存的数读入，请对照 Excel 里显示的核对"
        yield Note(what, called, raw="、".join(doubtful))


def _hides(style: "_Element") -> bool:
    """Whether nothing is seen of a text in this format."""
    for number_format in style.iterchildren("{*}numFmt"):
        if not number_format.get("formatCode", "x").strip("; "):
            return True
    ink = next((_colour(each) for font in style.iterchildren("{*}font") for each in font.iterchildren("{*}color")), "")
    ground = next((_colour(each) for fill in style.iterchildren("{*}fill") for each in fill.iter("{*}bgColor")), WHITE)
    return are_same(ink, ground)


def _colour(element: "_Element") -> str:
    if any(element.get(name) in numbers for name, numbers in _WHITES.items()):
        return WHITE
    return element.get("rgb", "")[-6:]


def _conditions(places: str, rule: "_Element") -> list[Condition]:
    formulas = [(each.text or "").strip() for each in rule.iterchildren("{*}formula")]
    areas = [match for place in places.split()[:MOST_AREAS] if (match := _AREA.fullmatch(place))]
    sign = ""
    limits: tuple[float, ...] = ()
    kind, operator = rule.get("type"), rule.get("operator", "")
    if kind == "cellIs" and formulas and all(map(_NUMBER.fullmatch, formulas)):
        sign = _OPERATORS.get(operator, operator)
        limits = tuple(map(float, formulas[: 2 if "etween" in operator else 1]))
        if sign not in (*_OPERATORS.values(), "between", "notBetween"):
            limits = ()
    elif kind == "expression" and len(formulas) == 1 and areas:
        compared = _COMPARED.fullmatch(formulas[0])
        if compared and compared[1] == f"{areas[0][1]}{areas[0][2]}":  # the first cell itself, and so on for the others
            sign, limits = compared[2], (float(compared[3]),)
    return [Condition(_rows_and_columns(match), sign, limits) for match in areas]


def _rows_and_columns(area: re.Match[str]) -> tuple[int, int, int, int]:
    left, top = _number(area[1]), int(area[2])
    right, bottom = _number(area[3] or area[1]), int(area[4] or area[2])
    return min(top, bottom) - 1, min(left, right) - 1, max(top, bottom), min(max(left, right), MOST_COLUMNS)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
