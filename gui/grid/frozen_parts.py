"""Head rows and label columns that stay visible while the table is scrolled, like frozen panes of a spreadsheet."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.grid.painted_table import PaintedTable

MOST_OF_WIDTH, MOST_OF_HEIGHT = 0.5, 0.6
"""Maximum share of the viewport that frozen parts may cover; the rest is for figures."""


class FrozenPart(QWidget):
    """An overlay that paints the table unscrolled in the directions given by ``columns`` and ``rows``."""

    def __init__(self, view: PaintedTable, *, columns: bool, rows: bool) -> None:
        super().__init__(view)
        self._view = view
        self._columns, self._rows = columns, rows
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        lefts, tops = self._view.edges()
        if self._columns:
            lefts = [left - lefts[0] for left in lefts]
        if self._rows:
            tops = [top - tops[0] for top in tops]
        painter = QPainter(self)
        self._view.paint_places(painter, event.region(), lefts, tops)
        painter.end()


class FrozenParts:
    """The first ``rows`` and ``columns`` of a view; shown as overlays once the table is scrolled."""

    def __init__(self, view: PaintedTable, *, rows: int, columns: int) -> None:
        self._view = view
        self._rows, self._columns = rows, columns
        self._heads = FrozenPart(view, columns=False, rows=True)
        self._labels = FrozenPart(view, columns=True, rows=False)
        self._corner = FrozenPart(view, columns=True, rows=True)
        view.horizontalScrollBar().valueChanged.connect(self.follow)
        view.verticalScrollBar().valueChanged.connect(self.follow)

    @property
    def width(self) -> int:
        """Width in px of the label columns when frozen; 0 if they would leave too little room for figures."""
        lefts, _ = self._view.edges()
        wide = lefts[self._columns] - lefts[0]
        return wide if wide <= MOST_OF_WIDTH * self._view.viewport().width() else 0

    @property
    def height(self) -> int:
        """Height in px of the head rows when frozen; 0 if they would leave too little room for figures."""
        _, tops = self._view.edges()
        high = tops[self._rows] - tops[0]
        return high if high <= MOST_OF_HEIGHT * self._view.viewport().height() else 0

    @property
    def covered(self) -> QPoint:
        """How far the visible frozen parts extend into the viewport, in px; 0 in a direction that is not scrolled."""
        lefts, tops = self._view.edges()
        return QPoint(self.width if lefts[0] < 0 else 0, self.height if tops[0] < 0 else 0)

    def scrolled_back(self, at: QPoint) -> QPoint:
        """The viewport position in the scrolled table of what is shown at ``at``, frozen or not."""
        covered = self.covered
        lefts, tops = self._view.edges()
        return QPoint(
            at.x() + (lefts[0] if at.x() < covered.x() else 0), at.y() + (tops[0] if at.y() < covered.y() else 0)
        )

    def follow(self, _value: int = 0) -> None:
        """Updates the overlays from the sizes and scroll positions of the table."""
        covered, room = self.covered, self._view.viewport().geometry()
        lefts, tops = self._view.edges()
        wide, high = min(room.width(), lefts[-1]), min(room.height(), tops[-1])
        for part, size in (
            (self._heads, (wide, covered.y())),
            (self._labels, (covered.x(), high)),
            (self._corner, (covered.x(), covered.y())),
        ):
            part.setGeometry(QRect(room.x(), room.y(), *size))
            part.setVisible(size[0] > 0 and size[1] > 0)
            part.raise_()
            part.update()
