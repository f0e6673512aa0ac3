"""Where the keys lead in a printed table: from figure to figure, over labels and merged cells."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from model.form.table_order import neighbour
from model.form.tables import Place, Table

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
ARROWS = {
    Qt.Key.Key_Left: Cursor.MoveLeft,
    Qt.Key.Key_Right: Cursor.MoveRight,
    Qt.Key.Key_Up: Cursor.MoveUp,
    Qt.Key.Key_Down: Cursor.MoveDown,
}
PAGE = 10
"""So many rows are a page."""


def place_beyond(table: Table, place: Place, action: Cursor, *, far: bool) -> Place:
    """The figure that ``action`` leads to; ``far``: with Ctrl, at the edge. ``place`` itself where there is none."""
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
