"""Texts of a page that are not simply part of its body, told by the objects that draw them.

Watermarks and texts outside of the page are switched off before pdfium assembles the text of the page, so that they are
joined neither to figures nor to words. Vertical texts are read as a whole, in their direction. Pale and invisible texts
are read as runs of their own that say so (``Run.why``): a cell that contains digits of them is asked for.
"""

import ctypes
import math
import operator
import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, NamedTuple

from model.importing.readers.pdf.pdfium_calls import asked, object_handle, pdfium_calls

ASKEW_DEG, STRAIGHT_DEG = 3.0, 0.8
"""A scanned page may lie a little askew as a whole; on a straight one a text that does not is slanted."""
_STRAIGHT_SHARE = 0.2
"""Of the texts of a page that is not askew; a mark may be made of more texts than the page has."""
_PALE = 0.6
_WHITE = 0.96
"""From 0, black, to 1, white; what is drawn transparently is mixed with white."""
_LARGE = 1.8
"""Times the usual height of the texts of the page."""
_HUGE = 24.0
"""Points. A lower text that is not pale is no watermark for its size."""
TINY = 2.5
"""Points. Nobody can read such a text."""
_REPEATED = 3
FEWEST_DIGITS, REPEATED_DIGITS = 3, 6
"""A number of so many digits that stands on a page so often is a mark on it: no report has such figures."""
_FEWEST_DARK = 5
_NEARLY_ALL = 0.7
_FEWEST_LINES, _SAME_LINE = 4, 4.0
"""Of a page that is printed across: a label has fewer. Points."""
_MOST_COMPARISONS = 400_000
_LONGEST = 2000
_TALLEST_CHARACTER = 14.0
NO_WIDTH = 0.02
"""Points. pdfium leaves narrower texts out."""
_OUTLINED, NOT_DRAWN = 1, 3
"""Modes of drawing of the PDF format."""
_UNDRAWN = frozenset({NOT_DRAWN, 7})
_PLAIN = frozenset({0, 2, 4, 6})
"""Filled, with or without an outline."""
PALE, INVISIBLE = "浅色", "看不见"


Matrix = tuple[float, float, float, float, float, float]


class Rect(NamedTuple):
    """In PDF page coordinates: the y axis points up."""

    left: float
    bottom: float
    right: float
    top: float


def moved(rect: Rect, matrix: Matrix) -> Rect:
    """The rectangle around a transformed one."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    across, upwards = [x for x, _ in corners], [y for _, y in corners]
    return Rect(min(across), min(upwards), max(across), max(upwards))


def combined(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what the two do one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


class TextObject(NamedTuple):
    """One text object: its rectangle on the page (y axis up), the direction of its line and how it is drawn."""

    handle: Any
    """pdfium's address of the object, or what another reader finds its text by."""
    left: float
    bottom: float
    right: float
    top: float
    turn: int | None
    """The direction of writing on the page as shown, counter-clockwise: 0, 90, 180 or 270 degrees; ``None`` for a
    slanted text."""
    brightness: float
    mode: int
    height: float
    """In points; the size of the font if its glyphs are not known."""
    is_tiny: bool = False
    is_column: bool = False
    """Its characters stand under each other."""

    def overlaps(self, other: "TextObject") -> bool:
        """Whether the two share more than a sliver of the smaller one's height and of a character's width."""
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        wide = min(self.right, other.right) - max(self.left, other.left)
        smaller = min(self.height, other.height)
        if min(self.top - self.bottom, other.top - other.bottom) <= 0:  # no glyphs are known, only the base line
            high = smaller if self.bottom - smaller < other.bottom < self.top + smaller else 0
        return high > 0.3 * smaller and wide > 0.2 * smaller


def turn_of(a: float, b: float, rotation: int, slack: float = ASKEW_DEG) -> int | None:
    """``TextObject.turn`` of a text with such a matrix on a page that is shown turned by ``rotation``; ``slack``: the
    degrees by which it may be off."""
    degrees = math.degrees(math.atan2(b, a)) - rotation
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= slack else None


def slack_of(groups: Sequence["ProbedTexts"]) -> float:
    """The degrees by which a level text of the page may be off: fewer where most texts are not."""
    straight = sum(group.straight() for group in groups)
    least = max(_FEWEST_DARK, _STRAIGHT_SHARE * sum(len(group.addresses) for group in groups))
    return STRAIGHT_DEG if straight >= least else ASKEW_DEG


def usual_turn(texts: Sequence[TextObject]) -> int:
    """The direction of writing of nearly all texts of a page, as of a table that is printed across it; 0 for a level
    one, where they differ, and where they are a few labels."""
    turned = Counter(text.turn for text in texts if text.turn)
    turn, count = turned.most_common(1)[0] if turned else (0, 0)
    if not turn or count <= _NEARLY_ALL * len(texts):
        return 0
    lines = {round((text.bottom if turn == 180 else text.left) / _SAME_LINE) for text in texts if text.turn == turn}
    return turn if len(lines) >= _FEWEST_LINES else 0


class ProbedTexts:
    """What pdfium says of some text objects of a page. It is asked each question for all of them at once, which takes
    a third of the time that asking object by object takes: a page may have thousands."""

    def __init__(self, addresses: Sequence[int], modes: Sequence[int], outer: Matrix | None, rotation: int) -> None:
        """``modes`` are those in which the texts are drawn, ``outer`` is the matrix of the forms around them."""
        calls = pdfium_calls()
        self.addresses, self._outer, self._rotation = addresses, outer, rotation
        _, self._sides = asked(calls.bounds, addresses, ctypes.c_float, 4)
        _, self._matrices = asked(calls.matrix, addresses, ctypes.c_float, 6, by_number=False)
        self._modes = modes
        self._have_colour, self._colours = asked(calls.fill_colour, addresses, ctypes.c_uint, 4)

    def sides(self) -> tuple[list[float], list[float], list[float], list[float]]:
        """Where each is on the page: left, bottom, right and top sides."""
        sides = self._sides
        if self._outer is None:
            return sides[::4], sides[1::4], sides[2::4], sides[3::4]
        rects = map(Rect, sides[::4], sides[1::4], sides[2::4], sides[3::4])
        places = [moved(rect, self._outer) for rect in rects]
        return [p.left for p in places], [p.bottom for p in places], [p.right for p in places], [p.top for p in places]

    def without_width(self) -> list[int]:
        """The addresses of those that pdfium leaves out of the text."""
        wide = zip(self.addresses, self._sides[::4], self._sides[2::4], strict=True)
        return [address for address, left, right in wide if right - left < NO_WIDTH]

    def are_plain(self, page: tuple[float, float, float, float]) -> bool:
        """Whether all are level, dark, on the page, and neither tall nor tiny: nothing about them has to be sorted."""
        sides, matrices = self._sides, self._matrices
        if self._outer or self._rotation or not all(self._have_colour) or not _PLAIN.issuperset(self._modes):
            return False
        if any(matrices[1::6]) or min(matrices[::6]) <= 0:
            return False
        if min(sides[2::4]) < page[0] or max(sides[::4]) > page[2]:
            return False
        if min(sides[3::4]) < page[1] or max(sides[1::4]) > page[3]:
            return False
        heights = list(map(operator.sub, sides[3::4], sides[1::4]))
        if max(heights) > _HUGE:
            return False
        low = [number for number, high in enumerate(heights) if high < TINY]
        if any(size < TINY for size in self._sizes(low)):
            return False
        upright = [
            number
            for number, (high, left, right) in enumerate(zip(heights, sides[::4], sides[2::4], strict=True))
            if high > _TALLEST_CHARACTER and high > right - left
        ]
        if any(heights[number] > 1.5 * size for number, size in zip(upright, self._sizes(upright), strict=True)):
            return False
        colours = self._colours
        used = set(zip(colours[::4], colours[1::4], colours[2::4], colours[3::4], strict=True))
        return all(_brightness(colour) <= _PALE for colour in used)

    def straight(self) -> int:
        """How many are exactly level or upright."""
        return sum(
            turn_of(a, b, self._rotation, STRAIGHT_DEG) is not None
            for a, b in map(self._direction, range(len(self.addresses)))
        )

    def _direction(self, number: int) -> tuple[float, float]:
        """Where the line of a text goes on the page: as much across and as much upwards."""
        a, b = self._matrices[6 * number : 6 * number + 2]
        outer = self._outer
        return (a, b) if outer is None else (a * outer[0] + b * outer[2], a * outer[1] + b * outer[3])

    def objects(self, slack: float = ASKEW_DEG) -> list[TextObject]:
        """All of them, in their order; ``slack`` as :func:`slack_of` gives it."""
        low_or_tall = [
            number
            for number, (bottom, top) in enumerate(zip(self._sides[1::4], self._sides[3::4], strict=True))
            if not TINY <= top - bottom <= _TALLEST_CHARACTER or self._outer or self._rotation
        ]
        sizes = dict(zip(low_or_tall, self._sizes(low_or_tall), strict=True))
        known: dict[tuple[int, ...], float] = {}
        return [self._object(number, sizes.get(number, 0), known, slack) for number in range(len(self.addresses))]

    def _object(self, number: int, size: float, known: dict[tuple[int, ...], float], slack: float) -> TextObject:
        address, outer, mode = self.addresses[number], self._outer, self._modes[number]
        left, bottom, right, top = self._sides[4 * number : 4 * number + 4]
        a, b = self._direction(number)
        if outer is not None:
            left, bottom, right, top = moved(Rect(left, bottom, right, top), outer)
        turn = turn_of(a, b, self._rotation, slack) if b or a < 0 or self._rotation else 0
        high, wide = (right - left, top - bottom) if self._rotation in (90, 270) else (top - bottom, right - left)
        height = high if high > 0 else size
        is_tiny = height < TINY and wide > 0 and size < TINY
        is_column = height > _TALLEST_CHARACTER and height > max(wide, 1.5 * size)
        bright = self._brightness(number, known)
        return TextObject(address, left, bottom, right, top, turn, bright, mode, height, is_tiny, is_column)

    def _sizes(self, numbers: Sequence[int]) -> list[float]:
        """The sizes of their fonts as they are on the page."""
        addresses = [self.addresses[number] for number in numbers]
        _, fonts = asked(pdfium_calls().font_size, addresses, ctypes.c_float, 1)
        upwards = [(self._matrices[6 * number + 2], self._matrices[6 * number + 3]) for number in numbers]
        if self._outer is not None:
            p, q, r, s, *_ = self._outer
            upwards = [(c * p + d * r, c * q + d * s) for c, d in upwards]
        return [abs(size) * math.hypot(c, d) for size, (c, d) in zip(fonts, upwards, strict=True)]

    def _brightness(self, number: int, known: dict[tuple[int, ...], float]) -> float:
        colour = tuple(self._colours[4 * number : 4 * number + 4])
        has_colour = self._have_colour[number]
        if self._modes[number] == _OUTLINED:
            (has_colour,), outline = asked(
                pdfium_calls().stroke_colour, self.addresses[number : number + 1], ctypes.c_uint, 4
            )
            colour = tuple(outline)
        if not has_colour:
            return 0.0
        if colour not in known:
            known[colour] = _brightness(colour)
        return known[colour]


def _brightness(colour: tuple[int, ...]) -> float:
    """How bright a text of this colour, red, green, blue and opacity up to 255, appears on white paper."""
    red, green, blue, alpha = colour
    return 1 - alpha / 255 * (1 - (0.3 * red + 0.59 * green + 0.11 * blue) / 255)


WordsOf = Callable[[TextObject], str]


class Aside(NamedTuple):
    """A text to be read apart from the body; ``why`` is blank for one that is only vertical."""

    thing: TextObject
    why: str


class Sorted(NamedTuple):
    """Texts of a page by what becomes of them; those not mentioned are the body."""

    watermarks: list[TextObject]
    outside: list[TextObject]
    aside: list[Aside]
    is_invisible: bool = False
    """The text of the page is an invisible layer over a picture."""
    body: Sequence[TextObject] = ()
    """Level, visible texts on the page, watermarks and pale ones among them."""


def sorted_texts(texts: Sequence[TextObject], page: tuple[float, float, float, float], words_of: WordsOf) -> Sorted:
    """``page`` is (left, bottom, right, top); ``words_of`` is slow and only asked where texts have to be compared."""
    invisible = sum(text.mode in _UNDRAWN for text in texts)
    is_invisible = invisible * 2 > len(texts)
    body: list[TextObject] = []
    found = Sorted([], [], [], is_invisible, body)
    for text in texts:
        _, left, bottom, right, top, turn, _, mode, _, is_tiny, is_column = text
        if turn is None:
            found.watermarks.append(text)
        elif right < page[0] or left > page[2] or top < page[1] or bottom > page[3]:
            found.outside.append(text)
        elif (mode in _UNDRAWN and not is_invisible) or is_tiny:
            found.aside.append(Aside(text, INVISIBLE))
        elif turn in (90, 270) or is_column:
            found.aside.append(Aside(text, ""))
        else:
            body.append(text)
    if body:
        _sort_body(body, found, words_of)
        _sort_upright(body, found, words_of)
    return found


def _sort_upright(body: Sequence[TextObject], found: Sorted, words_of: WordsOf) -> None:
    """Takes marks that are turned by 90 degrees out of the texts that are read in their direction: far larger than the
    page's, or pale and repeated."""
    upright = [each.thing for each in found.aside if not each.why and each.thing.turn in (90, 270)]
    usual = median(text.height for text in body)
    large = [text for text in upright if text.right - text.left > max(_HUGE, _LARGE * usual)]
    pale = [text for text in upright if text.brightness > _PALE and text not in large]
    counts = Counter(map(words_of, pale)) if len(pale) >= _REPEATED else Counter()
    repeated = (
        [text for text in pale if counts[words_of(text)] >= _REPEATED and len(words_of(text)) > 1] if counts else []
    )
    if marks := {id(text) for text in (*large, *repeated)}:
        found.watermarks.extend(text for text in upright if id(text) in marks)
        found.aside[:] = [each for each in found.aside if id(each.thing) not in marks]


def is_mark(text: TextObject) -> bool:
    """Whether a text that somebody wrote onto the page is none of its figures: it is slanted, or as large as no other
    text of a report."""
    return text.turn is None or text.height > _HUGE


def _sort_body(body: Sequence[TextObject], found: Sorted, words_of: WordsOf) -> None:
    dark = [text for text in body if text.brightness <= _PALE]
    pale = [text for text in body if text.brightness > _PALE]
    has_dark = len(dark) >= min(_FEWEST_DARK, len(pale))
    usual = median(text.height for text in (dark or body))
    huge = [text for text in dark if text.height > max(_HUGE, _LARGE * usual)]
    if huge:
        small = [text for text in dark if text.height <= max(_HUGE, _LARGE * usual)]
        found.watermarks.extend(text for text in huge if _lies_over(text, small, len(huge)))
    if not pale or not has_dark:
        return
    words = {id(text): words_of(text) for text in pale}
    counts = Counter(words.values())
    for text in pale:
        written = words[id(text)]
        has_letters = re.sub(r"[\d\s.,%-]", "", written) != ""
        is_repeated = len(written) > 1 and (
            counts[written] >= (_REPEATED if has_letters else REPEATED_DIGITS)
            and (has_letters or len(written) >= FEWEST_DIGITS)
        )
        is_large = text.height > _LARGE * usual
        if text.brightness > _WHITE and not is_large and not is_repeated:
            found.aside.append(Aside(text, INVISIBLE))
        elif is_repeated or is_large or (has_letters and _lies_over(text, dark, len(pale))):
            found.watermarks.append(text)
        else:
            found.aside.append(Aside(text, PALE))


def _lies_over(text: TextObject, others: Sequence[TextObject], times: int) -> bool:
    return times * len(others) > _MOST_COMPARISONS or any(text.overlaps(other) for other in others)


def object_text(address: int, text_page: Any) -> str:
    """The characters of a text object, at most ``_LONGEST``."""
    from pypdfium2 import raw  # type: ignore[import-untyped]

    buffer = (ctypes.c_ushort * _LONGEST)()
    size = raw.FPDFTextObj_GetText(object_handle(address), text_page, buffer, 2 * _LONGEST)
    return bytes(buffer)[: max(min(size, 2 * _LONGEST) - 2, 0)].decode("utf-16-le", "replace").strip("\0\r\n ")
