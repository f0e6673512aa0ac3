"""Fonts of the charts: a Chinese and a Latin one side by side."""

import re
from collections.abc import Iterator
from functools import cached_property

from PySide6.QtGui import QFont, QFontMetricsF

from export.document.fonts import font_names
from gui.output.page_layout import TextRun

FONT_SCALE = 20
"""Fonts are created this many times larger and scaled down when drawn: Qt has no half-point sizes."""


class FontPair:
    """A Chinese and a Latin font of one size; all lengths in points."""

    def __init__(self, chinese: str, latin: str, size_pt: float) -> None:
        self._fonts = {False: _font(chinese, size_pt), True: _font(latin, size_pt)}

    @cached_property
    def _metrics(self) -> dict[bool, QFontMetricsF]:
        return {kind: QFontMetricsF(font) for kind, font in self._fonts.items()}

    def width(self, text: str) -> float:
        """The width of the text."""
        return sum(self._metrics[ch.isascii()].horizontalAdvance(ch) for ch in text) / FONT_SCALE

    def words(self, text: str, x: float, base: float) -> Iterator[TextRun]:
        """The text drawn from ``x`` on, in runs of one font."""
        for run in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text):
            if not run.isspace():
                yield TextRun(x, base, run, self._fonts[run.isascii()])
            x += self.width(run)


def _font(name: str, size_pt: float) -> QFont:
    font = QFont(font_names(name))
    font.setPixelSize(round(size_pt * FONT_SCALE))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
