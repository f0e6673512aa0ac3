"""Keyboard navigation of a grid: moves between figures, skipping labels and the inside of merged cells."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from gui.grid.cell_selection import CellSelection
from gui.kit.status_sink import StatusSink
from model.form.edition import Edition
from model.form.table_order import neighbour, place_after
from model.form.tables import Cell, Place, Table
from model.report.edits import blanks
from model.report.report import Report

Cursor = QAbstractItemView.CursorAction
STEPS = {
    Cursor.MoveLeft: (0, -1),
    Cursor.MoveRight: (0, 1),
    Cursor.MoveUp: (-1, 0),
    Cursor.MoveDown: (1, 0),
    Cursor.MovePageUp: (-1, 0),
    Cursor.MovePageDown: (1, 0),
}
"""(rows down, columns to the right)."""
ARROW_KEYS = {
    Qt.Key.Key_Left: Cursor.MoveLeft,
    Qt.Key.Key_Right: Cursor.MoveRight,
    Qt.Key.Key_Up: Cursor.MoveUp,
    Qt.Key.Key_Down: Cursor.MoveDown,
}
PAGE = 10
"""Page Up and Page Down move by this many rows."""
TAB_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CURSOR_KEYS = {*ARROW_KEYS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class KeyboardNavigation:
    """Tab, Enter, arrows and F6 in one grid."""

    def __init__(self, table: Table, selection: CellSelection, status: StatusSink) -> None:
        self._table = table
        self._selection = selection
        self._status = status
        self.enter_goes_right = False
        """A setting: Enter moves along the row instead of down the column."""
        self._run_start: int | None = None
        """The column where the current run of Tab keys began; Enter returns to it. ``None`` outside a run."""

    def move_on(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """Moves the current cell for Tab, Enter or an arrow key. Tab moves along the row; Enter moves down, after a run
        of Tabs in the column where the run began, and from the last row to the next column; Shift reverses. In a
        selection of several cells, Tab and Enter cycle within it.
        """
        if key in ARROW_KEYS:
            self._selection.jump_to(self.target(ARROW_KEYS[Qt.Key(key)], far=False))
            return
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier) or key == Qt.Key.Key_Backtab
        along_rows = key in TAB_KEYS
        if len(self._selection.cells) > 1 and self._selection.current in self._selection.cells:
            self._go_round(along_rows=along_rows, back=back)
        elif along_rows or self.enter_goes_right:
            place = self._selection.current_place
            if self._run_start is None and along_rows and place is not None:
                self._run_start = place.left
            self._go_after(back=back, along_rows=True)
        elif self._run_start is not None:
            self._end_run(self._run_start, back=back)
        else:
            self._go_after(back=back, along_rows=False)

    def forget_run(self) -> None:
        """Ends the run of Tabs: the current cell was moved by something other than Tab and Enter."""
        self._run_start = None

    def target(self, action: Cursor, *, far: bool) -> Cell:
        """The cell that a cursor key moves to; ``far`` (Ctrl): at the edge. The first cell if none is current."""
        place = self._selection.current_place
        if place is None or place.cell is None:
            return self._table.cells[0]
        return place_beyond(self._table, place, action, far=far).cell or place.cell

    def next_blank(self, report: Report, edition: Edition, *, back: bool) -> Cell | None:
        """The next blank cell (``back``: the previous one), wrapping around; ``None`` if all are filled."""
        cells, current = self._table.cells, self._selection.current
        at = cells.index(current) if current in cells else -1
        ahead = [*cells[at + 1 :], *cells[: at + 1]]
        if back:
            ahead = [*reversed(cells[: max(at, 0)]), *reversed(cells[max(at, 0) :])]
        return next(iter(blanks(report, edition, ahead)), None)

    def _end_run(self, run_start: int, *, back: bool) -> None:
        """Enter after a run of Tabs: moves below the start of the run, or along the row if that was the last row."""
        self._run_start = None
        place = self._selection.current_place
        started = self._table.place_at.get((place.top, run_start)) if place is not None else None
        below = place_after(self._table, started, back=back) if started is not None and started.cell else None
        if started is not None and below is not None and below.cell is not None and below.left == started.left:
            self._selection.jump_to(below.cell)
        else:
            self._go_after(back=back, along_rows=True)

    def _go_after(self, *, back: bool, along_rows: bool) -> None:
        """Moves to the next figure; reports the end of the table, so that its last figure is not overwritten."""
        place = self._selection.current_place
        if place is None or place.cell is None:
            self._selection.jump_to(self._table.cells[0])
            return
        goal = place_after(self._table, place, back=back, along_rows=along_rows)
        if goal is None or goal.cell is None:
            self._status.show_status(f"已经是{self._table.name}的{'第一' if back else '最后一'}格")
            return
        self._selection.jump_to(goal.cell)

    def _go_round(self, *, along_rows: bool, back: bool) -> None:
        """Cycles through the selected cells by row or by column; the selection does not change."""
        place_of = self._table.place_of
        cells = list(self._selection.cells)
        if not along_rows:
            cells.sort(key=lambda cell: (place_of[cell].left, place_of[cell].top))
        at = cells.index(self._selection.current or cells[0]) + (-1 if back else 1)
        self._selection.anchor = cells[at % len(cells)]
        self._selection.make_current(self._selection.anchor)


def place_beyond(table: Table, place: Place, action: Cursor, *, far: bool) -> Place:
    """The figure that ``action`` moves to from ``place``; ``far`` (Ctrl): at the edge. ``place`` itself at the edge."""
    figures = [each for each in table.places if each.cell]
    at = figures.index(place)
    if action in (Cursor.MoveNext, Cursor.MovePrevious):
        step = 1 if action == Cursor.MoveNext else -1
        return figures[max(0, min(len(figures) - 1, at + step))]
    if action in (Cursor.MoveHome, Cursor.MoveEnd):
        line = figures if far else [each for each in figures if each.top == place.top]
        return line[0] if action == Cursor.MoveHome else line[-1]
    down, right = STEPS[action]
    times = PAGE if action in (Cursor.MovePageUp, Cursor.MovePageDown) else table.height + table.width if far else 1
    for _ in range(times):
        following = neighbour(table, place, down, right)
        if following is None:
            break
        place = following
    return place
