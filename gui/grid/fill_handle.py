"""The small square at the lower right of a selection: dragged, it fills the cells that it is drawn over."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.kit.theme import colours
from model.form.tables import Cell, Place, Table

SIZE = 7
"""In px; the mouse has a little more room."""


class SelectionView(Protocol):
    """What the handle asks of the grid that it belongs to."""

    @property
    def table(self) -> Table: ...

    def selected_cells(self) -> Sequence[Cell]: ...

    def model(self) -> Any: ...

    def visualRect(self, index: Any) -> QRect: ...


class FillHandle:
    """Knows where the square stands, and what dragging it to a place would fill."""

    def __init__(self, view: SelectionView) -> None:
        self._view = view
        self.dragging = False
        self._goal: tuple[Cell, ...] = ()

    @property
    def rect(self) -> QRect:
        """Empty where nothing, or no one block, is selected."""
        around = self._around(self._view.selected_cells())
        if around.isNull():
            return QRect()
        return QRect(around.right() - SIZE + 2, around.bottom() - SIZE + 2, SIZE, SIZE)

    def holds(self, at: QPoint) -> bool:
        return self.rect.adjusted(-3, -3, 3, 3).contains(at) if not self.rect.isNull() else False

    def _around(self, cells: Sequence[Cell]) -> QRect:
        places = [self._view.table.place_of[cell] for cell in cells]
        if not places:
            return QRect()
        tops, lefts = [place.top for place in places], [place.left for place in places]
        model = self._view.model()
        first, last = model.index(min(tops), min(lefts)), model.index(max(tops), max(lefts))
        return self._view.visualRect(first).united(self._view.visualRect(last))

    # -- dragging

    def begin(self) -> None:
        self.dragging, self._goal = True, ()

    def drag_to(self, place: Place | None) -> None:
        """Takes the longer way, down, up, right or left of the selection, as spreadsheets do."""
        self._goal = self._reached(place) if place is not None else ()

    def end(self) -> tuple[Cell, ...]:
        """The cells to be filled besides the selected ones."""
        self.dragging = False
        goal, self._goal = self._goal, ()
        return goal

    def _reached(self, place: Place) -> tuple[Cell, ...]:
        table = self._view.table
        chosen = [table.place_of[cell] for cell in self._view.selected_cells()]
        if not chosen:
            return ()
        top, bottom = min(p.top for p in chosen), max(p.bottom for p in chosen)
        left, right = min(p.left for p in chosen), max(p.right for p in chosen)
        down, up = place.bottom - bottom, top - place.top
        across, back = place.right - right, left - place.left
        most = max(down, up, across, back)
        if most <= 0:
            return ()

        def wanted(other: Place) -> bool:
            if most in (down, up):
                in_line = left <= other.left and other.right <= right
                return in_line and (
                    bottom <= other.top < place.bottom if most == down else place.top <= other.top < top
                )
            in_line = top <= other.top and other.bottom <= bottom
            return in_line and (
                right <= other.left < place.right if most == across else place.left <= other.left < left
            )

        return tuple(each.cell for each in table.places if each.cell and wanted(each))

    # -- painting

    def paint(self, painter: QPainter) -> None:
        look = colours()
        if self._goal:
            around = self._around([*self._view.selected_cells(), *self._goal])
            pen = QPen(QColor(look.accent), 1.5, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(around.adjusted(1, 1, -1, -1))
        if not (rect := self.rect).isNull():
            painter.setPen(QPen(QColor(look.surface), 1))
            painter.setBrush(QColor(look.accent))
            painter.drawRect(rect)
