"""The fill handle at the lower right corner of the selection: dragging it fills the cells dragged over."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.kit.theme import colours
from model.drafting.block_fill import dragged_over
from model.form.tables import Cell, Place, Table

SIZE = 7
"""In px; the area that accepts the mouse is slightly larger."""


class SelectionView(Protocol):
    """The part of the grid that the fill handle uses."""

    @property
    def table(self) -> Table: ...

    def selected_cells(self) -> Sequence[Cell]: ...

    def model(self) -> Any: ...

    def visualRect(self, index: Any) -> QRect: ...


class FillHandle:
    """Position of the handle, and the cells that dragging it to a place would fill."""

    def __init__(self, view: SelectionView) -> None:
        self._view = view
        self.dragging = False
        self._goal: tuple[Cell, ...] = ()

    @property
    def rect(self) -> QRect:
        """The handle in viewport coordinates; empty if nothing is selected."""
        around = self._around(self._view.selected_cells())
        if around.isNull():
            return QRect()
        return QRect(around.right() - SIZE + 2, around.bottom() - SIZE + 2, SIZE, SIZE)

    def holds(self, at: QPoint) -> bool:
        """Whether ``at`` is on the handle, with a tolerance of 3 px."""
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
        """Starts dragging."""
        self.dragging, self._goal = True, ()

    def drag_to(self, place: Place | None) -> None:
        """Extends the fill in one direction, the one with the longer distance to ``place``, as spreadsheets do."""
        chosen = self._view.selected_cells()
        self._goal = dragged_over(self._view.table, chosen, place) if place is not None else ()

    def end(self) -> tuple[Cell, ...]:
        """Stops dragging; the cells to fill, without the selected ones."""
        self.dragging = False
        goal, self._goal = self._goal, ()
        return goal

    # -- painting

    def paint(self, painter: QPainter) -> None:
        """Paints the handle and, during dragging, the outline of the cells that would be filled."""
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
