"""The printed table with a current cell, a selection and copying; read-only."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.grid.cell_selection import CellSelection, Select
from gui.grid.clipboard import copy_block
from gui.grid.keyboard_navigation import CURSOR_KEYS, Cursor, KeyboardNavigation
from gui.grid.scaled_table import ScaledTable, ScrollHint
from gui.grid.table_model import Index, TableModel
from gui.kit.status_sink import StatusSink
from gui.kit.theme import colours
from model.form.table_order import cells_beside
from model.form.tables import Cell, Place

HOVER_ALPHA = 16


class NavigableTable(ScaledTable):
    """Only figures can be selected or current; labels are skipped."""

    cell_entered = Signal(object)
    """``Cell | None``: the new current cell."""
    selection_summary_changed = Signal(str)
    """Count and sum of the selected figures, for the status line; blank for a single cell."""

    def __init__(self, model: TableModel, status: StatusSink, parent: QWidget | None = None) -> None:
        # set before Qt's constructor and setModel, which call the overrides below; see TableView
        self.selection = CellSelection(self, model)
        self.navigation = KeyboardNavigation(model.table, self.selection, status)
        self._hovered: Place | None = None
        super().__init__(model, parent)
        self.setAccessibleName(model.table.name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(True)
        self.setMouseTracking(True)
        model.dataChanged.connect(self._update_summary)

    # -- the current cell

    @property
    def current_cell(self) -> Cell | None:
        """``None`` before a cell was entered."""
        return self.selection.current

    def go_to(self, cell: Cell) -> None:
        """Makes the cell current, scrolls to it and takes the keyboard focus."""
        self.show_cell(cell)
        self.setFocus()

    def show_cell(self, cell: Cell) -> None:
        """Makes the cell current and scrolls to it, without taking the focus."""
        index = self._table_model.index_of(cell)
        was_visible = self.is_fully_visible(index)
        self.selection.jump_to(cell)  # scrolls as little as necessary
        if not was_visible:
            self.scrollTo(index, ScrollHint.PositionAtCenter)  # with its surroundings

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Also emits :attr:`cell_entered`."""
        super().currentChanged(current, previous)
        self.cell_entered.emit(self._table_model.cell(current))

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Moves between figures only; Ctrl moves to the edge."""
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        return self._table_model.index_of(self.navigation.target(action, far=far))

    # -- the selection

    def selected_cells(self) -> list[Cell]:
        """In reading order."""
        return list(self.selection.cells)

    def select_beside(self, place: Place) -> None:
        """Selects the rows of a label or the columns of a head, like a click on a spreadsheet header."""
        if cells := cells_beside(self.table, place):
            self.selection.make_current(cells[0])
            self.selection.select(cells)

    def copy(self) -> None:
        """Copies the block around the selected cells to the clipboard."""
        copy_block(self.table, self.selection.cells, self._table_model.text)

    def selectionChanged(self, selected, deselected) -> None:  # type: ignore[no-untyped-def]
        """Also updates :attr:`selection` and the summary for the status line."""
        super().selectionChanged(selected, deselected)
        self.selection.update()
        self.selection_summary_changed.emit(self.selection.summary(self._table_model.figure))

    def _update_summary(self, _first: object = None, _last: object = None) -> None:
        if summary := self.selection.summary(self._table_model.figure):
            self.selection_summary_changed.emit(summary)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Select:
        """As in a spreadsheet: moving to a cell selects it, also with Ctrl; Shift extends the selection."""
        if event is None:
            shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
            extends = shift and not self.selection.is_jumping
            return super().selectionCommand(index) if extends else Select.ClearAndSelect
        if isinstance(event, QKeyEvent) and event.key() in CURSOR_KEYS:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return Select.SelectCurrent if shift else Select.ClearAndSelect
        return super().selectionCommand(index, event)

    # -- painting

    def hover(self, place: Place | None) -> None:
        """Tints row and column of the figure under the mouse; ``None`` removes the tint."""
        if place is not self._hovered:
            self._hovered = place
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(None)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hovered is None or self._hovered.cell is None:
            return
        tint = QColor(colours().accent)
        tint.setAlpha(HOVER_ALPHA)
        rect, room = self.rect_of(self._hovered.cell), self.table_rect()
        painter = QPainter(self.viewport())
        painter.fillRect(QRect(room.left(), rect.top(), room.width(), rect.height()), tint)
        painter.fillRect(QRect(rect.left(), room.top(), rect.width(), room.height()), tint)
        painter.end()

    def _marked(self) -> tuple[frozenset[Cell], Cell | None]:
        return frozenset(self.selection.cells), self.current_cell
