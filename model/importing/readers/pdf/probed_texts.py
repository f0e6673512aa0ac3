"""What pdfium says of the text objects of a page, or of a form on it.

It is asked each question for all of them at once, and what most of them have in common is looked at once: a page may
have thousands.
"""

import itertools
import math
import operator
import struct
from collections.abc import Sequence
from typing import NamedTuple

from model.importing.readers.pdf.page_texts import (
    ASKEW_DEG,
    BRIGHTEST_DARK,
    FEWEST_DARK,
    HUGE,
    NO_WIDTH,
    STRAIGHT_DEG,
    TALLEST_CHARACTER,
    TINY,
    Matrix,
    Rect,
    TextObject,
    moved,
    turn_of,
)
from model.importing.readers.pdf.pdfium_calls import FLOAT, UNSIGNED, Argument, asked, pdfium_calls

_STRAIGHT_SHARE = 0.2
"""Of the texts of a page that is not askew; a mark may be made of more texts than the page has."""
_OUTLINED = 1
_PLAIN = frozenset({0, 2, 4, 6})
"""Modes of drawing of the PDF format: outlined only; filled, with or without an outline."""
_OF_COLUMN = 1.5
"""Times the size of its font; a higher text that is not wide has its characters under each other."""

_BOUNDS, _SIZE, _COLOUR, _MATRIX, _WIDTH = range(4), (4,), range(5, 9), (9,), 15
"""Where in the row of a text pdfium writes; a matrix has six numbers."""
_STYLE_OF_ROW, _STYLE_NUMBERS = struct.Struct("16x36s8x"), struct.Struct("f4I4f")
"""All but the place."""


class _Style(NamedTuple):
    """What many texts of a page have in common."""

    size: float
    """Of the font as it is on the page, in points."""
    across: float
    upwards: float
    """Where the line of a text goes on the page."""
    brightness: float
    """Of what is filled."""


class Texts(NamedTuple):
    """Text objects, their addresses as arguments, and the modes in which they are drawn."""

    addresses: list[int]
    arguments: list[Argument]
    modes: list[int]

    def extend(self, others: "Texts") -> None:
        """Appends ``others``."""
        self.addresses.extend(others.addresses)
        self.arguments.extend(others.arguments)
        self.modes.extend(others.modes)

    def kept(self, are_kept: Sequence[bool]) -> "Texts":
        """Those of them for which it says so."""
        return Texts(*(list(itertools.compress(each, are_kept)) for each in self))


class ProbedTexts:
    """What pdfium says of texts."""

    def __init__(self, texts: Texts, outer: Matrix | None, rotation: int) -> None:
        """``outer`` is the matrix of the forms around them."""
        calls = pdfium_calls()
        self.addresses, self.arguments, self._modes = texts
        self._outer, self._rotation = outer, rotation
        rows = asked(
            self.arguments,
            (calls.bounds, _BOUNDS),
            (calls.font_size, _SIZE),
            (calls.fill_colour, _COLOUR),
            (calls.matrix, _MATRIX),
            width=_WIDTH,
        )
        _, _, self._have_colour, _ = rows.answers
        self._own_sides = rows.columns(FLOAT, *_BOUNDS)
        self._styles = [style for (style,) in _STYLE_OF_ROW.iter_unpack(rows.data)]
        """Of each text; what they mean is told by :attr:`_known`."""
        self._known = {style: _style(style, outer) for style in set(self._styles)}

    def sides(self) -> list[list[float]]:
        """Where each is on the page: left, bottom, right and top sides."""
        if self._outer is None:
            return self._own_sides
        places = [moved(rect, self._outer) for rect in map(Rect, *self._own_sides)]
        return [list(map(operator.itemgetter(number), places)) for number in range(4)]

    def without_width(self) -> list[int]:
        """The addresses of those that pdfium leaves out of the text."""
        lefts, _, rights, _ = self._own_sides
        return [
            address
            for address, left, right in zip(self.addresses, lefts, rights, strict=True)
            if right - left < NO_WIDTH
        ]

    def are_plain(self, page: tuple[float, float, float, float]) -> bool:
        """Whether all are level, dark, on the page, and neither tall nor tiny: nothing about them has to be sorted."""
        if self._outer or self._rotation or not all(self._have_colour) or not _PLAIN.issuperset(self._modes):
            return False
        highest: dict[bytes, float] = {}
        for key, style in self._known.items():
            if style.upwards or style.across <= 0 or style.brightness > BRIGHTEST_DARK or style.size < TINY:
                return False
            highest[key] = min(max(_OF_COLUMN * style.size, TALLEST_CHARACTER), HUGE)
        lefts, bottoms, rights, tops = self._own_sides
        if min(rights) < page[0] or max(lefts) > page[2] or min(tops) < page[1] or max(bottoms) > page[3]:
            return False
        heights = map(operator.sub, tops, bottoms)
        return not any(map(operator.gt, heights, map(highest.__getitem__, self._styles)))

    def straight(self) -> int:
        """How many are exactly level or upright."""
        straight = {
            key: turn_of(style.across, style.upwards, self._rotation, STRAIGHT_DEG) is not None
            for key, style in self._known.items()
        }
        return sum(map(straight.__getitem__, self._styles))

    def objects(self, slack: float = ASKEW_DEG) -> list[TextObject]:
        """All of them, in their order; ``slack`` as :func:`slack_of` gives it."""
        places = map(Rect, *self.sides())
        return [self._object(number, place, slack) for number, place in enumerate(places)]

    def _object(self, number: int, place: Rect, slack: float) -> TextObject:
        left, bottom, right, top = place
        mode, (size, a, b, bright) = self._modes[number], self._known[self._styles[number]]
        turn = turn_of(a, b, self._rotation, slack) if b or a < 0 or self._rotation else 0
        high, wide = (right - left, top - bottom) if self._rotation in (90, 270) else (top - bottom, right - left)
        height = high if high > 0 else size
        is_tiny = height < TINY and wide > 0 and size < TINY
        is_column = height > TALLEST_CHARACTER and height > max(wide, _OF_COLUMN * size)
        if mode == _OUTLINED:
            bright = self._brightness_of_outline(number)
        elif not self._have_colour[number]:
            bright = 0.0
        return TextObject(self.addresses[number], *place, turn, bright, mode, height, is_tiny, is_column)

    def _brightness_of_outline(self, number: int) -> float:
        rows = asked([self.arguments[number]], (pdfium_calls().stroke_colour, range(4)), width=4)
        return _brightness(*(each for (each,) in rows.columns(UNSIGNED))) if rows.answers[0][0] else 0.0


def _style(style: bytes, outer: Matrix | None) -> _Style:
    size, red, green, blue, opacity, a, b, c, d = _STYLE_NUMBERS.unpack(style)
    if outer is not None:
        p, q, r, s, *_ = outer
        a, b, c, d = a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s
    return _Style(abs(size) * math.hypot(c, d), a, b, _brightness(red, green, blue, opacity))


def _brightness(red: int, green: int, blue: int, opacity: int) -> float:
    """How bright a text of this colour, each up to 255, appears on white paper."""
    return 1 - opacity / 255 * (1 - (0.3 * red + 0.59 * green + 0.11 * blue) / 255)


def slack_of(groups: Sequence[ProbedTexts]) -> float:
    """The degrees by which a level text of the page may be off: fewer where most texts are not."""
    straight = sum(group.straight() for group in groups)
    least = max(FEWEST_DARK, _STRAIGHT_SHARE * sum(len(group.addresses) for group in groups))
    return STRAIGHT_DEG if straight >= least else ASKEW_DEG
