"""The printed table painted place by place, and the heads of a long one, which stay in sight."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from gui.cell_painter import CellPainter, colour
from gui.colours import THEME, colours
from gui.table_model import TableModel
from model.tables import Cell, Place


class PrintedGrid(QTableView):
    """Paints its places itself: a delegate is asked cell by cell through the model's roles, which takes three times
    as long, and a table is painted whole whenever it is scrolled."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table_model = model
        self.painter = CellPainter()
        self.setModel(model)
        self.setProperty("role", "printed")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(10)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for place in model.table.places:
            if place.high > 1 or place.wide > 1:
                self.setSpan(place.top, place.left, place.high, place.wide)
        THEME.changed.connect(self.repaint_all)

    def repaint_all(self) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        selected, current = self._marked()
        model, region = self._table_model, event.region()
        line = colour(colours().grid_line)
        for place, rect in self._places_in(event.rect()):
            if not region.intersects(rect.adjusted(-1, -1, 1, 1)):
                continue
            self.painter.paint(painter, rect, model.state(place), model.text(place))
            painter.fillRect(QRect(rect.right() + 1, rect.top(), 1, rect.height() + 1), line)
            painter.fillRect(QRect(rect.left(), rect.bottom() + 1, rect.width(), 1), line)
            if place.top == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), line)
            if place.left == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), line)
            if place.cell is None:
                continue
            if place.cell == current:
                self.painter.paint_current(painter, rect)
            elif place.cell in selected:
                self.painter.paint_selected(painter, rect)
        painter.end()

    def _marked(self) -> tuple[frozenset[Cell], Cell | None]:
        """(the selected cells, the current one)."""
        return frozenset(), None

    def _places_in(self, around: QRect) -> Iterator[tuple[Place, QRect]]:
        """The places that may be seen within ``around``, and where they stand, without the lines right and below."""
        table = self._table_model.table
        lefts = [self.columnViewportPosition(column) for column in range(table.width)]
        tops = [self.rowViewportPosition(row) for row in range(table.height)]
        lefts.append(lefts[-1] + self.columnWidth(table.width - 1))
        tops.append(tops[-1] + self.rowHeight(table.height - 1))
        top, bottom = around.top() - 1, around.bottom() + 1
        for place in table.places:
            begins, ends = tops[place.top], tops[place.bottom]
            if begins <= bottom and ends >= top and ends > begins:
                left = lefts[place.left]
                yield place, QRect(left, begins, lefts[place.right] - left - 1, ends - begins - 1)


class FrozenHeads(PrintedGrid):
    """The head rows of a long table, which stay in sight while it is scrolled."""

    def __init__(self, view: PrintedGrid, model: TableModel, rows: int) -> None:
        super().__init__(model, view)
        self._view = view
        self.rows = rows
        self.painter = view.painter
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setDisabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for row in range(rows, model.rowCount()):
            self.setRowHidden(row, True)
        view.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)
        view.verticalScrollBar().valueChanged.connect(self.follow)
        self.hide()

    def follow(self) -> None:
        """Takes over the sizes of the table, and stands above it once its own heads are out of sight."""
        view = self._view
        for column in range(view.model().columnCount()):
            self.setColumnWidth(column, view.columnWidth(column))
        for row in range(self.rows):
            self.setRowHeight(row, view.rowHeight(row))
        self.setGeometry(view.frameWidth(), view.frameWidth(), view.viewport().width(), self.high)
        self.setVisible(view.verticalScrollBar().value() > 0)
        self.raise_()

    @property
    def high(self) -> int:
        return sum(self._view.rowHeight(row) for row in range(self.rows))
