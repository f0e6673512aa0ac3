"""Fonts of the printed page: text widths and line breaks.

No line begins with a closing mark or ends with an opening one, and numbers stay whole.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from PySide6.QtGui import QFont, QFontMetricsF

from export.document.fonts import font_names
from gui.output.page_layout import TextRun

FONT_SCALE = 20
"""Fonts are created this many times larger and scaled down when drawn: Qt has no half-point sizes."""
CLOSING_MARKS = "，。、；：？！）】》〉」』〕”’…—％·,.;:?!)]}%"
OPENING_MARKS = "（【《〈「『〔“‘([{"
_UNITS = re.compile(r"[!-~]+ *|.", re.DOTALL)
ASCENT, TABLE_LINE_HEIGHT = 0.88, 1.25
"""As parts of the font size: the height of a character above its baseline; the height of a line in a table."""


class FontPair:
    """A Chinese and a Latin font of one size, with ``spacing`` after every character; all lengths in points."""

    def __init__(self, chinese: str, latin: str, size_pt: float, spacing: float = 0.0) -> None:
        self.size = size_pt
        self.spacing = spacing
        self._fonts = {False: _font(chinese, size_pt), True: _font(latin, size_pt)}
        self._advances: dict[str, float] = {}

    @cached_property
    def _metrics(self) -> dict[bool, QFontMetricsF]:
        return {kind: QFontMetricsF(font) for kind, font in self._fonts.items()}

    def advance(self, ch: str) -> float:
        """The width of one character, without the spacing."""
        if ch not in self._advances:
            self._advances[ch] = self._metrics[ch.isascii()].horizontalAdvance(ch) / FONT_SCALE
        return self._advances[ch]

    def width(self, text: str) -> float:
        """The width of the text, without the spacing after the last character."""
        return sum(map(self.advance, text)) + self.spacing * max(0, len(text) - 1)

    def words(self, text: str, x: float, base: float, extra: float = 0.0) -> Iterator[TextRun]:
        """The text drawn from ``x`` on, ``extra`` added between its characters; one by one where there is any, for Qt
        measures the spacing of letters by the device."""
        spacing = self.spacing + extra
        for run in text if spacing else re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text):
            if not run.isspace():
                yield TextRun(x, base, run, self._fonts[run.isascii()])
            x += sum(map(self.advance, run)) + spacing * len(run)


def _font(name: str, size_pt: float) -> QFont:
    font = QFont(font_names(name))
    font.setPixelSize(round(size_pt * FONT_SCALE))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def break_lines(text: str, face: FontPair, room: float, first_room: float | None = None) -> list[str]:
    """``text`` broken into lines no wider than ``room``, the first one no wider than ``first_room``."""
    lines: list[str] = [""]
    for unit in _clusters(text):
        space = first_room if first_room is not None and len(lines) == 1 else room
        if lines[-1] and face.width(lines[-1] + unit.rstrip()) > space:
            lines.append("")
            space = room
        for ch in unit if face.width(unit.rstrip()) > space else (unit,):
            if lines[-1] and face.width(lines[-1] + ch.rstrip()) > space:
                lines.append("")
            lines[-1] += ch
    return [line.rstrip() for line in lines]


def _clusters(text: str) -> list[str]:
    """The units that lines are not broken in: a number, a word, a character with its punctuation."""
    found: list[str] = []
    for unit in _UNITS.findall(text):
        if found and (unit[0] in CLOSING_MARKS or found[-1][-1] in OPENING_MARKS):
            found[-1] += unit
        else:
            found.append(unit)
    return found


def baseline(pitch: float, face: FontPair) -> float:
    """The distance of the baseline from the top of a line of height ``pitch``."""
    return (pitch - face.size) / 2 + ASCENT * face.size
