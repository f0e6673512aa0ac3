"""Type sizes and fonts of the interface."""

from functools import lru_cache

from PySide6.QtGui import QFont

FAMILIES = ["Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC"]

BASE, SMALL, TITLE, PAGE_TITLE = 13, 12, 15, 20
"""Type sizes in px."""

PAPER = 16
"""Type size of a report's text, in px."""


@lru_cache(maxsize=64)
def font(size: int = BASE, *, bold: bool = False) -> QFont:
    """The font of the interface, ``size`` in px. Cached: every painted cell asks for it."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made
