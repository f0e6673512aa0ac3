"""A font of the signs of the window that not every Chinese font has, for desktops with few fonts.

Noto Sans CJK lacks ✕ and ⚑, WenQuanYi more; Windows has all of them in Segoe UI Symbol. The system's other fonts come
first: Qt looks into this one for what they lack.
"""

import struct
import sys
from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

FAMILY = "Nianbao Signs"
EM, ASCENT, DESCENT, PEN = 1000, 880, -120, 78
"""In units of the font; ``PEN``: the width of a line."""
MADE = (3_850_000_000, 3_850_000_000)
"""Always the same: made and changed, in seconds since 1904."""
_TWO = struct.Struct(">H").pack

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


def offer_signs() -> bool:
    """Makes the font known to Qt; not on Windows, which has these signs. ``False``: not done."""
    if sys.platform == "win32":
        return False
    return QFontDatabase.addApplicationFontFromData(QByteArray(font_file())) >= 0


def font_file() -> bytes:
    """The font in the format TrueType."""
    outlines = [b"", *(_outline(lines, areas) for _, lines, areas in SIGNS.values())]
    widths = [EM // 2, *(width for width, _, _ in SIGNS.values())]
    lefts = [struct.unpack(">h", each[2:4])[0] if each else 0 for each in outlines]
    places = [sum(map(len, outlines[:count])) // 2 for count in range(len(outlines) + 1)]
    codes = [*map(ord, SIGNS)]
    tables = {
        b"OS/2": _os2(codes, widths),
        b"cmap": _cmap(dict(sorted(zip(codes, range(1, len(codes) + 1), strict=True)))),
        b"glyf": b"".join(outlines),
        # version, revision, sum (later), magic, flags, size, made, changed, box, style, least size, direction, short
        # places
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 1, EM, *MADE, 0, DESCENT, EM, ASCENT, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhHhhh8hH", 1 << 16, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *[0] * 7, len(widths)),
        b"hmtx": b"".join(map(struct.Struct(">Hh").pack, widths, lefts)),
        b"loca": b"".join(map(_TWO, places)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 1 << 16, len(widths), 64, 16, 0, 0, 2, *[0] * 8),
        b"name": _names({1: FAMILY, 2: "Regular", 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", "")}),
        b"post": struct.pack(">IIhhIIIII", 3 << 16, 0, -75, 50, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _outline(lines: Sequence[Line], areas: Sequence[Line]) -> bytes:
    """A glyph of straight contours: one for each stretch of a line."""
    contours = [*areas, *(_stretch(*ends) for line in lines for ends in pairwise(line))]
    points = [(round(x), round(y)) for contour in contours for x, y in contour]
    last, ends = -1, b""
    for contour in contours:
        last += len(contour)
        ends += _TWO(last)
    across, up = ([point[axis] for point in points] for axis in (0, 1))
    moves = [[here - before for before, here in zip([0, *axis], axis, strict=False)] for axis in (across, up)]
    box = struct.pack(">hhhhh", len(contours), min(across), min(up), max(across), max(up))
    made = box + ends + _TWO(0) + bytes([1] * len(points)) + struct.pack(f">{2 * len(points)}h", *moves[0], *moves[1])
    return made + bytes(-len(made) % 4)


def _stretch(start: Point, end: Point) -> Line:
    """The four corners of a straight line, with half a pen at each end, clockwise."""
    half = PEN / 2 / hypot(end[0] - start[0], end[1] - start[1])
    along, aside = (end[0] - start[0]) * half, (end[1] - start[1]) * half
    (x, y), (u, v) = (start[0] - along, start[1] - aside), (end[0] + along, end[1] + aside)
    return ((x - aside, y + along), (u - aside, v + along), (u + aside, v - along), (x + aside, y - along))


def _cmap(glyphs: dict[int, int]) -> bytes:
    """Characters -> glyphs: format 4, a segment for each."""
    segments = [*((code, (glyph - code) % 65536) for code, glyph in glyphs.items()), (0xFFFF, 1)]
    count, power = len(segments), len(segments).bit_length() - 1
    codes = b"".join(_TWO(code) for code, _ in segments)
    body = struct.pack(">HHHH", 2 * count, 2 << power, power, 2 * count - (2 << power)) + codes + _TWO(0) + codes
    body += b"".join(_TWO(delta) for _, delta in segments) + bytes(2 * count)
    return struct.pack(">HHHHIHHH", 0, 1, 3, 1, 12, 4, len(body) + 6, 0) + body


def _names(names: dict[int, str]) -> bytes:
    texts = {number: text.encode("utf-16-be") for number, text in names.items()}
    records, at = b"", 0
    for number, text in texts.items():
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(text), at)
        at += len(text)
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + b"".join(texts.values())


def _os2(codes: Sequence[int], widths: Sequence[int]) -> bytes:
    made = struct.pack(">HhHHH", 4, sum(widths) // len(widths), 400, 5, 0)
    made += struct.pack(">10hh10B4I4s", *[EM // 2] * 10, 0, *[0] * 10, 0, 0, 0, 0, b"    ")
    made += struct.pack(">HHHhhhHH", 0x40, min(codes), max(codes), ASCENT, DESCENT, 0, ASCENT, -DESCENT)
    return made + struct.pack(">IIhhHHH", 1, 0, EM // 2, 7 * EM // 10, 0, 32, 1)


def _file(tables: dict[bytes, bytes]) -> bytes:
    count, power = len(tables), len(tables).bit_length() - 1
    made = struct.pack(">IHHHH", 1 << 16, count, 16 << power, power, 16 * count - (16 << power))
    at, bodies = len(made) + 16 * count, b""
    for tag, content in sorted(tables.items()):
        padded = content + bytes(-len(content) % 4)
        made += tag + struct.pack(">III", _sum(padded), at + len(bodies), len(content))
        bodies += padded
    whole = made + bodies
    head = whole.index(struct.pack(">I", 0x5F0F3CF5)) - 4
    return whole[:head] + struct.pack(">I", (0xB1B0AFBA - _sum(whole)) % (1 << 32)) + whole[head + 4 :]


def _sum(content: bytes) -> int:
    return sum(map(int, struct.unpack(f">{len(content) // 4}I", content))) % (1 << 32)
