"""The items of the chart page: texts, lines and filled areas, in points from the top left corner."""

from dataclasses import dataclass

from PySide6.QtGui import QFont


@dataclass(frozen=True)
class TextRun:
    """A text in one font, from ``x`` on the baseline ``base``."""

    x: float
    base: float
    text: str
    font: QFont


@dataclass(frozen=True)
class LineSegment:
    """A straight line, as in the frames of tables."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class FilledRect:
    """A rectangle filled with ``colour``, as ``#rrggbb``."""

    left: float
    top: float
    right: float
    bottom: float
    colour: str


Item = TextRun | LineSegment | FilledRect
