"""Line icons of the interface, drawn in the text colour in force."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from gui.kit.theme import colours

_SHAPES: dict[str, list[list[tuple[float, float]]]] = {
    "undo": [[(8, 5), (4, 9), (8, 13)], [(4, 9), (12, 9), (15, 10.5), (16, 13), (15, 15.5), (12, 16)]],
    "redo": [[(12, 5), (16, 9), (12, 13)], [(16, 9), (8, 9), (5, 10.5), (4, 13), (5, 15.5), (8, 16)]],
    "back": [[(12, 4), (6, 10), (12, 16)]],
    "history": [
        [
            (10, 3),
            (13.5, 3.9),
            (16.1, 6.5),
            (17, 10),
            (16.1, 13.5),
            (13.5, 16.1),
            (10, 17),
            (6.5, 16.1),
            (3.9, 13.5),
            (3, 10),
            (3.9, 6.5),
            (6.5, 3.9),
            (10, 3),
        ],
        [(10, 6), (10, 10), (13, 12)],
    ],
    "more": [[(4, 10), (4.4, 10)], [(10, 10), (10.4, 10)], [(16, 10), (16.4, 10)]],
}
"""Line icons in a 20 px box, as polylines."""


def icon(name: str) -> QIcon:
    """A line icon of the family, 1.5 px stroke, in the text colour in force, crisp at 100 to 300 %."""
    made = QIcon()
    for scale in (1, 2, 3):
        pixmap = QPixmap(QSize(20 * scale, 20 * scale))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        pen = QPen(QColor(colours().text), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for line in _SHAPES[name]:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))
        painter.end()
        made.addPixmap(pixmap)
    return made
