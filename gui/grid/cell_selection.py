"""The selected cells and the current cell of a grid, as :class:`Cell` instead of Qt indexes."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from gui.grid.painted_table import PaintedTable
from gui.grid.table_model import TableModel
from model.form.figures import Figure, show_figure
from model.form.tables import Cell, Place

Select = QItemSelectionModel.SelectionFlag


class CellSelection:
    """The selected cells of ``view``. :meth:`update` reads Qt's selection once per change."""

    def __init__(self, view: PaintedTable, model: TableModel) -> None:
        self._view = view
        self._model = model
        self.cells: tuple[Cell, ...] = ()
        """In reading order."""
        self.anchor: Cell | None = None
        """Where the selection began, or where Tab has moved within it; typing starts there."""
        self.is_jumping = False
        """Set during :meth:`jump_to`, so that a pressed Shift key does not extend the selection."""

    @property
    def current(self) -> Cell | None:
        """``None`` before a cell was entered."""
        return self._model.cell(self._view.currentIndex())

    @property
    def current_place(self) -> Place | None:
        """Place of the current cell in the printed table; ``None`` if there is no current index."""
        return self._model.place(self._view.currentIndex())

    @property
    def name(self) -> str:
        """Label for undo steps: the name of a single cell, the number of several cells."""
        return self._model.table.name_of(self.cells[0]) if len(self.cells) == 1 else f"{len(self.cells)} 格"

    def update(self) -> None:
        """Updates :attr:`cells` and :attr:`anchor` from Qt's selection."""
        at = self._model.table.place_at
        found = {
            place.cell
            for block in self._view.selectionModel().selection()  # type: ignore[attr-defined]
            for row in range(block.top(), block.bottom() + 1)
            for column in range(block.left(), block.right() + 1)
            if (place := at.get((row, column))) is not None and place.cell
        }
        self.cells = tuple(cell for cell in self._model.table.cells if cell in found)
        if len(self.cells) == 1 or self.anchor not in found:
            current = self.current
            self.anchor = current if current in found else next(iter(self.cells), None)

    def jump_to(self, cell: Cell) -> None:
        """Selects only that cell, regardless of pressed keys; Shift later extends the selection from there."""
        self.is_jumping = True
        self._view.setCurrentIndex(self._model.index_of(cell))
        self.is_jumping = False

    def make_current(self, cell: Cell) -> None:
        """Moves the current cell; the selection stays."""
        self._view.selectionModel().setCurrentIndex(self._model.index_of(cell), Select.NoUpdate)

    def select(self, cells: Iterable[Cell]) -> None:
        """Selects exactly ``cells``; the current cell does not change."""
        place_of = self._model.table.place_of
        selection = QItemSelection()
        run: list[Place] = []
        for place in sorted((place_of[cell] for cell in cells), key=lambda place: (place.top, place.left)):
            if run and (run[-1].top, run[-1].right) != (place.top, place.left):
                self._add_run(selection, run)
                run = []
            run.append(place)
        if run:
            self._add_run(selection, run)
        self._view.selectionModel().select(selection, Select.ClearAndSelect)

    def _add_run(self, selection: QItemSelection, run: Sequence[Place]) -> None:
        """Adjacent cells of a row as one range."""
        first, last = run[0], run[-1]
        selection.select(self._model.index(first.top, first.left), self._model.index(last.top, last.left))

    def begin_typing(self) -> None:
        """If several cells are selected, makes the anchor the current cell, so that typing goes there."""
        if len(self.cells) > 1 and self.anchor in self.cells and self.anchor is not None:
            self.make_current(self.anchor)

    def summary(self, figure_of: Callable[[Cell], Figure | None]) -> str:
        """Number and sum of the selected cells, for the status line; blank for fewer than two."""
        if len(self.cells) < 2:
            return ""
        figures = [figure for cell in self.cells if (figure := figure_of(cell)) is not None]
        total = f"求和 {show_figure(sum(figures))}" if figures else "都是空的"
        return f"选中 {len(self.cells)} 格 · {total}"
