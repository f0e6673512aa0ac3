"""A table view that paints the printed table itself, without a delegate."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QLine, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QTableView, QWidget

from gui.grid.cell_painter import CellPainter, colour
from gui.grid.table_model import Index, TableModel
from gui.kit.theme import THEME, colours
from model.form.tables import Cell, Place

HIDDEN = "…"
"""Shown instead of a figure that the edge of the viewport would cut."""


class PaintedTable(QTableView):
    """Paints all places directly: a delegate, which queries the model's roles for each cell, takes three times as
    long, and scrolling repaints the whole table."""

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
        self.horizontalScrollBar().valueChanged.connect(self.repaint_all)  # other figures are cut at the edge now

    def repaint_all(self) -> None:
        """Schedules a repaint of the whole viewport."""
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """At fractional scaling, repaints 1 to 2 px more: a cell background is also visible beside its grid lines."""
        super().dataChanged(first, last, roles)
        if self.devicePixelRatioF() % 1:
            self.viewport().update(self.visualRect(first).united(self.visualRect(last)).adjusted(-1, -1, 2, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.paint_places(painter, event.region(), *self.edges())
        painter.end()

    def edges(self) -> tuple[list[int], list[int]]:
        """(left edges of the columns, top edges of the rows) in the viewport, in px; each ends with the table's end."""
        table = self._table_model.table
        lefts = [self.columnViewportPosition(column) for column in range(table.width)]
        tops = [self.rowViewportPosition(row) for row in range(table.height)]
        lefts.append(lefts[-1] + self.columnWidth(table.width - 1))
        tops.append(tops[-1] + self.rowHeight(table.height - 1))
        return lefts, tops

    def paint_places(self, painter: QPainter, region: QRegion, lefts: list[int], tops: list[int]) -> None:
        """Paints the places that intersect ``region``, with columns and rows at the given edges."""
        selected, current = self._marked()
        model = self._table_model
        sight = self._in_sight()
        lines: list[QLine] = []
        marked: list[tuple[Place, QRect]] = []
        for place, rect in self._places_in(region.boundingRect(), lefts, tops):
            around = rect.adjusted(0, 0, 1, 1)
            if not region.intersects(around.adjusted(-1, -1, 0, 0)):
                continue
            state, text = model.state(place), model.text(place)
            if place.cell is not None and _cuts(sight, self.painter.span(state, text, rect)):
                state, text = replace(state, prior_value=""), HIDDEN
            self.painter.paint(painter, rect, state, text)
            lines += (
                QLine(around.topRight(), around.bottomRight()),
                QLine(around.bottomLeft(), around.bottomRight()),
            )
            if place.top == 0:
                lines.append(QLine(around.topLeft(), around.topRight()))
            if place.left == 0:
                lines.append(QLine(around.topLeft(), around.bottomLeft()))
            if place.cell is not None and (place.cell == current or place.cell in selected):
                marked.append((place, rect))
        pen = QPen(colour(colours().grid_line), max(1, int(self.devicePixelRatioF())))
        pen.setCosmetic(True)  # otherwise lines vary between one and two pixels at 150 %
        painter.setPen(pen)
        painter.drawLines(lines)
        for place, rect in marked:
            if place.cell == current:
                self.painter.paint_current(painter, rect)
            else:
                self.painter.paint_selected(painter, rect)

    def _in_sight(self) -> tuple[int, int]:
        """(left, right) of the part of the viewport where figures are not covered, in px."""
        return 0, self.viewport().width()

    def _marked(self) -> tuple[frozenset[Cell], Cell | None]:
        """(selected cells, current cell)."""
        return frozenset(), None

    def _places_in(self, around: QRect, lefts: list[int], tops: list[int]) -> Iterator[tuple[Place, QRect]]:
        """The places in the rows within ``around``, each with its rectangle without the right and bottom grid lines."""
        top, bottom = around.top() - 1, around.bottom() + 1
        for place in self._table_model.table.places:
            begins, ends = tops[place.top], tops[place.bottom]
            if begins <= bottom and ends >= top and ends > begins:
                left = lefts[place.left]
                yield place, QRect(left, begins, lefts[place.right] - left - 1, ends - begins - 1)


def _cuts(sight: tuple[int, int], span: tuple[int, int]) -> bool:
    """Whether a figure would be cut; its visible digits could be read as a different figure."""
    left, right = sight
    fits = span[1] - span[0] <= right - left
    return fits and span[0] < right and span[1] >= left and not (left <= span[0] and span[1] < right)
