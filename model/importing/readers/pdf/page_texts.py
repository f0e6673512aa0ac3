"""Texts of a page that are not simply part of its body, told by the objects that draw them.

Watermarks and texts outside of the page are switched off before pdfium assembles the text of the page, so that they are
joined neither to figures nor to words. Vertical texts are read as a whole, in their direction. Pale and invisible texts
are read as runs of their own that say so (``Run.why``): a cell that contains digits of them is asked for.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, NamedTuple

from model.importing.readers.pdf.pdfium_calls import object_handle

ASKEW_DEG, STRAIGHT_DEG = 3.0, 0.8
"""A scanned page may lie a little askew as a whole; on a straight one a text that does not is slanted."""
BRIGHTEST_DARK = 0.6
_WHITE = 0.96
"""From 0, black, to 1, white; what is drawn transparently is mixed with white."""
_LARGE = 1.8
"""Times the usual height of the texts of the page."""
HUGE = 24.0
"""Points. A lower text that is not pale is no watermark for its size."""
TINY = 2.5
"""Points. Nobody can read such a text."""
_REPEATED = 3
FEWEST_DIGITS, REPEATED_DIGITS = 3, 6
"""A number of so many digits that stands on a page so often is a mark on it: no report has such figures."""
FEWEST_DARK = 5
_NEARLY_ALL = 0.7
_FEWEST_LINES, _SAME_LINE = 4, 4.0
"""Of a page that is printed across: a label has fewer. Points."""
_MOST_COMPARISONS = 400_000
_LONGEST = 2000
TALLEST_CHARACTER = 14.0
NO_WIDTH = 0.02
"""Points. pdfium leaves narrower texts out."""
NOT_DRAWN = 3
_UNDRAWN = frozenset({NOT_DRAWN, 7})
"""Modes of drawing of the PDF format."""
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


def shown(rect: Rect, rotation: int) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) on the displayed page, where the y axis points down; ``rotation`` is in degrees
    clockwise, of a multiple of 90."""
    return _turned(rect, rotation) if rotation else (rect.left, rect.right, -rect.top, -rect.bottom)


def _turned(box: Rect, rotation: int) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) on the displayed page; ``rotation`` is in quarter turns clockwise."""
    if rotation == 90:
        return box.bottom, box.top, box.left, box.right
    if rotation == 180:
        return -box.right, -box.left, box.bottom, box.top
    return -box.top, -box.bottom, -box.right, -box.left


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


def usual_turn(texts: Sequence[TextObject]) -> int:
    """The direction of writing of nearly all texts of a page, as of a table that is printed across it; 0 for a level
    one, where they differ, and where they are a few labels."""
    turned = Counter(text.turn for text in texts if text.turn)
    turn, count = turned.most_common(1)[0] if turned else (0, 0)
    if not turn or count <= _NEARLY_ALL * len(texts):
        return 0
    lines = {round((text.bottom if turn == 180 else text.left) / _SAME_LINE) for text in texts if text.turn == turn}
    return turn if len(lines) >= _FEWEST_LINES else 0


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
    large = [text for text in upright if text.right - text.left > max(HUGE, _LARGE * usual)]
    pale = [text for text in upright if text.brightness > BRIGHTEST_DARK and text not in large]
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
    return text.turn is None or text.height > HUGE


def _sort_body(body: Sequence[TextObject], found: Sorted, words_of: WordsOf) -> None:
    dark = [text for text in body if text.brightness <= BRIGHTEST_DARK]
    pale = [text for text in body if text.brightness > BRIGHTEST_DARK]
    has_dark = len(dark) >= min(FEWEST_DARK, len(pale))
    usual = median(text.height for text in (dark or body))
    huge = [text for text in dark if text.height > max(HUGE, _LARGE * usual)]
    if huge:
        small = [text for text in dark if text.height <= max(HUGE, _LARGE * usual)]
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
