"""Fills, lines and markers of charts: told apart by pattern and shape, so that they can be read in grey print too."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from gui.kit.colours import DARK, LIGHT, Colours

_STEP = 5.0
"""Between the lines of a hatch, in px."""
_MARK = 3.6
"""Half the size of a marker, in px."""


class Hatch(Enum):
    """What is drawn over the ground of a bar."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"


@dataclass(frozen=True)
class ChartLook:
    """The colours of a chart; fills are (ground, hatch), from the first series on."""

    ground: str
    ink: str
    muted: str
    line: str
    strong: str
    fills: tuple[tuple[str, Hatch], ...]


def _look(hues: Colours, middle: str, pale: str) -> ChartLook:
    return ChartLook(
        hues.surface,
        hues.text,
        hues.muted,
        hues.card_line,
        hues.accent,
        (
            (hues.accent, Hatch.NONE),
            (pale, Hatch.NONE),
            (hues.surface, Hatch.RISING),
            (middle, Hatch.NONE),
            (hues.surface, Hatch.LEVEL),
            (pale, Hatch.FALLING),
        ),
    )


ON_PAPER = _look(LIGHT, "#7D97BD", "#D3DDEC")
"""For files, whatever the theme: dark, pale, hatched and middle in grey as well."""
ON_DARK = _look(DARK, "#5677A3", "#2F4058")

_DASHES: tuple[list[float], ...] = ([], [6, 3], [2, 3], [8, 3, 2, 3], [4, 2], [1, 2])


def fill_bar(painter: QPainter, bar: QRectF, look: ChartLook, series: int) -> None:
    """A bar of that series with an outline, so that pale ones have an edge."""
    ground, hatch = look.fills[series % len(look.fills)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(ground)))
    painter.drawRect(bar)
    painter.setPen(QPen(QColor(look.strong), 1))
    for line in hatch_lines(bar, hatch):
        painter.drawLine(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)


def hatch_lines(bar: QRectF, hatch: Hatch) -> list[QLineF]:
    """The lines of a hatch within the bar: drawn one by one, as pictures in SVG know no patterns of brushes."""
    found: list[QLineF] = []
    if hatch is Hatch.NONE:
        return found
    if hatch is Hatch.LEVEL:
        level = bar.top() + _STEP
        while level < bar.bottom():
            found.append(QLineF(bar.left(), level, bar.right(), level))
            level += _STEP
        return found
    shift = _STEP
    while shift < bar.width() + bar.height():
        # from the left or top edge to the bottom or right edge
        start = QPointF(bar.left() + max(0.0, shift - bar.height()), bar.top() + min(shift, bar.height()))
        end = QPointF(bar.left() + min(shift, bar.width()), bar.top() + max(0.0, shift - bar.width()))
        if hatch is Hatch.FALLING:
            middle = bar.left() + bar.right()
            start, end = (QPointF(middle - each.x(), each.y()) for each in (start, end))
        found.append(QLineF(start, end))
        shift += _STEP
    return found


def line_pen(look: ChartLook, series: int) -> QPen:
    """The pen of that series' line."""
    pen = QPen(QColor(look.strong if series % 2 == 0 else look.muted), 2)
    if dashes := _DASHES[series % len(_DASHES)]:
        pen.setDashPattern(dashes)
    return pen


def draw_marker(painter: QPainter, at: QPointF, look: ChartLook, series: int) -> None:
    """The marker of that series: disc, square, triangle, ring, diamond or cross."""
    colour = QColor(look.strong if series % 2 == 0 else look.muted)
    painter.setPen(QPen(colour, 1.6))
    kind = series % 6
    painter.setBrush(QBrush(QColor(look.ground) if kind == 3 else colour))
    x, y = at.x(), at.y()
    if kind in (0, 3):
        painter.drawEllipse(at, _MARK, _MARK)
    elif kind == 1:
        painter.drawRect(QRectF(x - _MARK, y - _MARK, 2 * _MARK, 2 * _MARK))
    elif kind == 2:
        corners = (QPointF(x, y - _MARK), QPointF(x + _MARK, y + _MARK), QPointF(x - _MARK, y + _MARK))
        painter.drawPolygon(QPolygonF(corners))
    elif kind == 4:
        around = (QPointF(x, y - 4.4), QPointF(x + 4.4, y), QPointF(x, y + 4.4), QPointF(x - 4.4, y))
        painter.drawPolygon(QPolygonF(around))
    else:
        painter.drawLine(QPointF(x - _MARK, y - _MARK), QPointF(x + _MARK, y + _MARK))
        painter.drawLine(QPointF(x - _MARK, y + _MARK), QPointF(x + _MARK, y - _MARK))
