"""Lines and marks over figures: what strikes them out, by a line of the page or by a comment.

A line under or through a text is not a line of its table either.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from model.importing.readers.pdf.ruled_tables import Run, Stroke

STRUCK = "划去"
STAMPED = "盖章"
"""A stamp: figures beneath it are read, and that is reported."""
_MEETS = 0.8
"""Points. A line that ends at vertical lines is one of the table."""
_BEYOND = 0.6
"""Share of the height by which a line through a text may be longer than the text on either side."""
_UNDER = 2.5
"""Points. A line at this distance below a text underlines it."""
_MIDDLE = 0.25
"""Share of the height, from the top and the bottom: lines between strike out, others are above or below the digits."""
_NEAR = 0.3
_MOST_LINES = 400
_DIGIT = re.compile(r"\d")


class Slant(NamedTuple):
    """The area of a line that is neither level nor upright; the y axis points down."""

    left: float
    right: float
    top: float
    bottom: float


class Mark(NamedTuple):
    """An area that a comment marks, and what it does to the text there; the y axis points down."""

    left: float
    right: float
    top: float
    bottom: float
    why: str


def loose_lines(across: Sequence[Stroke], down: Sequence[Stroke]) -> list[Stroke]:
    """The level lines that do not end at upright ones on both sides: they may belong to texts."""
    places = sorted({stroke.at for stroke in down})

    def meets(x: float) -> bool:
        next_one = bisect_left(places, x - _MEETS)
        return next_one < len(places) and places[next_one] < x + _MEETS

    return [stroke for stroke in across if not (meets(stroke.start) and meets(stroke.end))][:_MOST_LINES]


def lines_of_texts(lines: Sequence[Stroke], runs: Sequence[Run]) -> frozenset[Stroke]:
    """Those of ``lines`` that underline a text or strike it out."""
    return frozenset(
        line
        for line in lines
        for run in runs
        if run.top < line.at < run.bottom + _UNDER
        and line.start > run.left - _BEYOND * run.size
        and line.end < run.right + _BEYOND * run.size
    )


def stamped(runs: Iterable[Run], marks: Iterable[Mark]) -> bool:
    """Whether any digits are beneath a stamp."""
    stamps = [mark for mark in marks if mark.why == STAMPED]
    return bool(stamps) and any(
        mark.top < run.middle < mark.bottom and mark.left < x < mark.right
        for run in runs
        for x, char in zip(run.middles, run.text, strict=True)
        for mark in stamps
        if char.isdigit()
    )


def struck_out(
    runs: Iterable[Run], lines: Iterable[Stroke], slants: Sequence[Slant], marks: Sequence[Mark]
) -> list[Run]:
    """The runs; digits with a line or a mark over them are runs of their own, which say so."""
    listed = list(lines)
    found: list[Run] = []
    for run in runs:
        reasons = _reasons(run, listed, slants, marks) if not run.why and _DIGIT.search(run.text) else []
        found += _divided(run, reasons) if any(reasons) else [run]
    return found


def _reasons(run: Run, lines: Sequence[Stroke], slants: Sequence[Slant], marks: Sequence[Mark]) -> list[str]:
    """Of each character, why it is struck out; blank for one that is not."""
    low, high = run.top + _MIDDLE * run.size, run.bottom - _MIDDLE * run.size
    through = [line for line in lines if low < line.at < high and line.start < run.right and line.end > run.left]
    over = [mark for mark in marks if mark.top < run.middle < mark.bottom and mark.why != STAMPED]
    crossing = [slant for slant in slants if slant.top < run.middle < slant.bottom]
    if not (through or over or crossing):
        return []
    return [
        STRUCK
        if any(line.start < x < line.end for line in through) or any(_crosses(slant, x, run) for slant in crossing)
        else next((mark.why for mark in over if mark.left < x < mark.right), "")
        for x in run.middles
    ]


def _crosses(slant: Slant, x: float, run: Run) -> bool:
    """Whether one of the two diagonals of the area, either of which may be the line, passes near the character."""
    if not slant.left < x < slant.right:
        return False
    across = (x - slant.left) / (slant.right - slant.left)
    falling = slant.top + across * (slant.bottom - slant.top)
    rising = slant.bottom - across * (slant.bottom - slant.top)
    return min(abs(falling - run.middle), abs(rising - run.middle)) < _NEAR * run.size


def _divided(run: Run, reasons: Sequence[str]) -> list[Run]:
    pieces = []
    half = (run.right - run.left) / len(run.text) / 2
    start = 0
    for number in range(1, len(reasons) + 1):
        if number == len(reasons) or reasons[number] != reasons[start]:
            middles = run.middles[start:number]
            left, right = middles[0] - half, middles[-1] + half
            text = run.text[start:number]
            pieces.append(Run(text, left, right, run.top, run.bottom, middles, reasons[start]))
            start = number
    return pieces
