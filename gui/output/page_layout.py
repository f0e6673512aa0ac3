"""The items of a printed page: texts, lines and filled areas, in points from the top left corner."""

from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class LaidOutPage:
    """One page; ``number`` counts from 1."""

    number: int
    items: tuple[Item, ...]


@dataclass
class LayoutRow:
    """A line of text or row of a table before it is put on a page; its items are measured from its top."""

    height: float
    items: tuple[Item, ...]
    keep: bool = False
    """Kept on one page with the next row."""
    repeated: tuple["LayoutRow", ...] = field(default=())
    """The table heads repeated above it if it is the first row of a page."""
    gap: float = 0.0
    """Space above in points, dropped at the top of a page."""
