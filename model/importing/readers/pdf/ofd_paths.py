"""Paths of OFD pages: the straight lines of their abbreviated data."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.importing.readers.pdf.page_texts import Matrix, Rect, moved
from model.importing.readers.pdf.ruled_tables import Stroke

if TYPE_CHECKING:
    from lxml.etree import _Element

_THIN = 2.6
"""Points. Thinner areas count as lines."""
_SIDES = 5
"""Of a rectangle, with the one that closes it twice."""
_MOST_STEPS = 20_000
_COUNTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Operator -> the number of its operands; the last two are where it ends."""

_Point = tuple[float, float]


def strokes_of(item: "_Element", matrix: Matrix, scale: float) -> tuple[list[Stroke], list[Stroke]]:
    """The horizontal and the vertical lines of a path; a thin filled area is a line.

    Raises:
        ValueError: the data is no path.
    """
    data = next(iter(item.iterchildren("{*}AbbreviatedData")), None)
    a, b, c, d, e, f = matrix
    segments = [
        (
            ((a * x + c * y + e) * scale, (b * x + d * y + f) * scale),
            ((a * p + c * q + e) * scale, (b * p + d * q + f) * scale),
        )
        for (x, y), (p, q) in _segments("" if data is None else data.text or "")
    ]
    across: list[Stroke] = []
    down: list[Stroke] = []
    if not segments:
        return across, down
    xs = [x for segment in segments for x, _ in segment]
    ys = [y for segment in segments for _, y in segment]
    around = (min(xs), min(ys)), (max(xs), max(ys))
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
        segments = [around] if item.get("Stroke") != "false" or item.get("Fill") == "true" else []
    elif item.get("Stroke") == "false":
        segments = []
    for (x, y), (p, q) in segments:
        if abs(y - q) <= _THIN < abs(x - p):
            across.append(Stroke((y + q) / 2, min(x, p), max(x, p)))
        elif abs(x - p) <= _THIN < abs(y - q):
            down.append(Stroke((x + p) / 2, min(y, q), max(y, q)))
    return across, down


def is_rectangle(item: "_Element") -> bool:
    """Whether the path is one rectangle with level and upright sides."""
    data = next(iter(item.iterchildren("{*}AbbreviatedData")), None)
    segments = list(_segments("" if data is None else data.text or ""))
    points = {point for segment in segments for point in segment}
    written = "" if data is None else data.text or ""
    return (
        3 <= len(segments) <= _SIDES
        and len({x for x, _ in points}) == 2 == len({y for _, y in points})
        and not any(curve in written for curve in "QBA")
    )


def area_of(item: "_Element", matrix: Matrix, scale: float) -> Rect | None:
    """The area of a path, scaled; the y axis points up."""
    data = next(iter(item.iterchildren("{*}AbbreviatedData")), None)
    points = [point for segment in _segments("" if data is None else data.text or "") for point in segment]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top, right, bottom = moved(Rect(min(xs), min(ys), max(xs), max(ys)), matrix)
    return Rect(left * scale, -bottom * scale, right * scale, -top * scale)


def _segments(data: str) -> Iterator[tuple[_Point, _Point]]:
    """The straight ones; curves only move on."""
    items = data.replace(",", " ").split()
    begin = before = (0.0, 0.0)
    at = 0
    for _ in range(_MOST_STEPS):
        if at >= len(items):
            return
        kind = items[at]
        count = _COUNTS.get(kind)
        if count is None:
            raise ValueError("no operator")
        operands = [float(each) for each in items[at + 1 : at + 1 + count]]
        if len(operands) < count or not all(map(math.isfinite, operands)):
            raise ValueError("no path")
        at += 1 + count
        if kind == "C":
            yield before, begin
            before = begin
            continue
        to = operands[-2], operands[-1]
        if kind in "SM":
            begin = to
        elif kind == "L":
            yield before, to
        before = to
