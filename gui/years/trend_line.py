"""Trends as small lines: one unit's figures by year in a cell of a table, with gaps where nothing is known."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.kit.theme import colours
from model.form.figures import Figure

_DOT = 2.2
"""Radius of a point, in px."""


def trend_points(figures: Sequence[Figure | None], room: QRectF) -> list[QPointF | None]:
    """The points of the line: years from left to right, from zero at the bottom; ``None``: a gap."""
    most = max((float(figure) for figure in figures if figure is not None), default=0.0) or 1.0
    wide = room.width() / max(len(figures) - 1, 1)
    return [
        None
        if figure is None
        else QPointF(
            room.center().x() if len(figures) == 1 else room.left() + at * wide,
            room.bottom() - room.height() * float(figure) / most,
        )
        for at, figure in enumerate(figures)
    ]


def draw_trend(painter: QPainter, room: QRectF, figures: Sequence[Figure | None]) -> None:
    """Draws the line in the colours of the theme; the last known year has a dot, a year alone too."""
    look = colours()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.card_line), 1))
    painter.drawLine(room.bottomLeft(), room.bottomRight())
    points = trend_points(figures, room)
    painter.setPen(QPen(QColor(look.accent), 1.6))
    for start, end in pairwise(points):
        if start is not None and end is not None:
            painter.drawLine(start, end)
    painter.setBrush(QColor(look.accent))
    last = max((at for at, point in enumerate(points) if point is not None), default=-1)
    for at, point in enumerate(points):
        if point is not None and (at == last or _is_alone(points, at)):
            painter.drawEllipse(point, _DOT, _DOT)


def _is_alone(points: Sequence[QPointF | None], at: int) -> bool:
    return all(points[beside] is None for beside in (at - 1, at + 1) if 0 <= beside < len(points))
