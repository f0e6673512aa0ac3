"""The printed table with zoom, computed column and row sizes, and frozen heads and labels."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.grid.column_sizes import sizes, width_needed
from gui.grid.frozen_parts import FrozenParts
from gui.grid.painted_table import PaintedTable
from gui.grid.table_model import MARKS, Index, TableModel
from model.form.figures import Figure
from model.form.tables import Cell, Table

ZOOM = (0.5, 3.0)
ZOOM_STEP = 0.1
SCROLLED_ROWS = 20
"""Head rows are frozen from this number of rows on, where a table exceeds a common screen."""

ScrollHint = QAbstractItemView.ScrollHint


class ScaledTable(PaintedTable):
    """Scrolls and zooms; the labels, and the heads of a long table, are frozen."""

    zoomed = Signal(float)

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        self._frozen: FrozenParts | None = None  # read by overrides that Qt's constructor calls
        super().__init__(model, parent)
        self._frozen = self._freeze()
        self._lay_out()

    def _freeze(self) -> FrozenParts:
        first = min((place for place in self.table.places if place.cell), key=lambda place: (place.top, place.left))
        rows = first.top if self.table.height >= SCROLLED_ROWS else 0
        return FrozenParts(self, rows=rows, columns=first.left)

    @property
    def table_model(self) -> TableModel:
        """The model, typed as :class:`TableModel`."""
        return self._table_model

    @property
    def table(self) -> Table:
        """The statutory table that is shown."""
        return self._table_model.table

    # -- positions in the viewport

    def rect_of(self, cell: Cell) -> QRect:
        """Rectangle of ``cell`` in viewport coordinates at the current scroll position."""
        return self.visualRect(self._table_model.index_of(cell))

    def table_rect(self) -> QRect:
        """The part of the viewport that the table covers."""
        left, top = self.columnViewportPosition(0), self.rowViewportPosition(0)
        whole = QRect(left, top, self.horizontalHeader().length(), self.verticalHeader().length())
        return whole.intersected(self.viewport().rect())

    @property
    def _covered(self) -> QPoint:
        return self._frozen.covered if self._frozen is not None else QPoint()

    def _in_sight(self) -> tuple[int, int]:
        return self._covered.x(), self.viewport().width()

    def is_on_frozen_part(self, at: QPoint) -> bool:
        """Whether a frozen head or label covers the viewport point."""
        return self._frozen is not None and self._frozen.scrolled_back(at) != at

    def is_fully_visible(self, index: Index) -> bool:
        """Whether the cell is not scrolled out, cut by the edge, or covered by the frozen parts."""
        covered = self._covered
        return self.viewport().rect().adjusted(covered.x(), covered.y(), 0, 0).contains(self.visualRect(index))

    def indexAt(self, at: QPoint) -> QModelIndex:
        """The index shown at the viewport point, also on the frozen parts."""
        return super().indexAt(self._frozen.scrolled_back(at) if self._frozen is not None else at)

    def scrollTo(self, index: Index, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        """Like Qt, and also scrolls the cell out from under the frozen parts."""
        super().scrollTo(index, hint)
        hidden = self._covered - self.visualRect(index).topLeft()
        for bar, pixels in ((self.horizontalScrollBar(), hidden.x()), (self.verticalScrollBar(), hidden.y())):
            if pixels > 0 and bar.value() > 0:
                bar.setValue(bar.value() - pixels)

    # -- sizes

    @property
    def zoom(self) -> float:
        """Zoom factor; 1.0 is 100 %."""
        return self.painter.zoom

    def set_zoom(self, zoom: float) -> None:
        """Sets the zoom factor, clamped to :data:`ZOOM`."""
        self.painter.zoom = max(ZOOM[0], min(ZOOM[1], zoom))
        self._lay_out()
        self.repaint_all()
        self.zoomed.emit(self.zoom)

    def show_last_year(self, figures: Mapping[Cell, Figure] | None) -> None:
        """Shows the prior-year figures and the change in each cell; ``None`` hides them."""
        self._table_model.show_last_year(figures)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        if self.currentIndex().isValid() and event.oldSize().height() > event.size().height():
            self.scrollTo(self.currentIndex())  # the bar above has grown: keep the current cell visible

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom + (ZOOM_STEP if event.angleDelta().y() > 0 else -ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def _lay_out(self) -> None:
        widths, heights = sizes(self._table_model, self.painter, self.viewport().width() - 2)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        if self._frozen is not None:
            self._frozen.follow()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Recomputes the column widths if a changed figure no longer fits its column."""
        super().dataChanged(first, last, roles)
        if tuple(roles) == MARKS:
            return
        changed = [self._table_model.place(first)] if first == last else self.table.places
        for place in changed:
            if place is None or place.cell is None:
                continue
            has = sum(self.columnWidth(column) for column in range(place.left, place.right))
            if width_needed(self._table_model, self.painter, place) > has:
                self._lay_out()
                return
