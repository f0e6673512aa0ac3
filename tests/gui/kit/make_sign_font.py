"""Makes ``resources/fonts/signs.ttf``, the signs of the window that not every Chinese font has.

``python -m tests.gui.kit.make_sign_font``, when the window shows a new sign; then look at ``tests/pictures.py``.
"""

import sys
from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from gui.kit.sign_font import FAMILY, FILE

EM, ASCENT, DESCENT, PEN = 1000, 880, 120, 78
"""In units of the font; ``PEN``: the width of a line."""
MADE = 3_850_000_000
"""Always the same, in seconds since 1904."""

Point = tuple[float, float]
Line = Sequence[Point]

SIGNS: dict[str, tuple[int, tuple[Line, ...], tuple[Line, ...]]] = {
    "✓": (800, (((110, 390), (320, 170), (700, 650)),), ()),
    "✕": (800, (((140, 640), (660, 120)), ((140, 120), (660, 640))), ()),
    "⚑": (800, (((160, -20), (160, 740)),), (((160, 740), (680, 560), (160, 380)),)),
    "⏎": (1000, (((860, 680), (860, 330), (200, 330)), ((380, 510), (190, 330), (380, 150))), ()),
    "▢": (1000, (((170, 50), (170, 710), (830, 710), (830, 50), (170, 50)),), ()),
    "‹": (400, (((290, 600), (110, 380), (290, 160)),), ()),
    "›": (400, (((110, 600), (290, 380), (110, 160)),), ()),
}
"""Sign -> its width, lines drawn with the pen, and areas (clockwise)."""


def make(path: Path) -> None:
    """Writes the font, always the same bytes."""
    names = {sign: f"uni{ord(sign):04X}" for sign in SIGNS}
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    metrics = {".notdef": (EM // 2, 0)}
    for sign, (width, lines, areas) in SIGNS.items():
        contours = [*areas, *(_stretch(*ends) for line in lines for ends in pairwise(line))]
        glyphs[names[sign]] = _glyph(contours)
        metrics[names[sign]] = (width, round(min(x for contour in contours for x, _ in contour)))
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(metrics)
    font.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=-DESCENT, usWinAscent=ASCENT, usWinDescent=DESCENT)
    font.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    font.setupPost()
    font.updateHead(created=MADE, modified=MADE)
    font.font.recalcTimestamp = False
    font.save(path)


def _glyph(contours: Sequence[Line]) -> object:
    pen = TTGlyphPen(None)
    for first, *others in contours:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _stretch(start: Point, end: Point) -> Line:
    """The four corners of a straight line, with half a pen at each end, clockwise."""
    half = PEN / 2 / hypot(end[0] - start[0], end[1] - start[1])
    along, aside = (end[0] - start[0]) * half, (end[1] - start[1]) * half
    (x, y), (u, v) = (start[0] - along, start[1] - aside), (end[0] + along, end[1] + aside)
    return ((x - aside, y + along), (u - aside, v + along), (u + aside, v - along), (x + aside, y - along))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "resources" / FILE)
