"""Where the keys lead in a printed table: from figure to figure, over labels and merged cells."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

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


def neighbour(table: Table, place: Place, down: int, right: int) -> Place | None:
    """The next figure that way, over labels; ``None`` at the edge."""
    at = table.place_at
    top = place.top if not down else place.bottom if down > 0 else place.top - 1
    left = place.left if not right else place.right if right > 0 else place.left - 1
    while (found := at.get((top, left))) is not None:
        if found.cell is not None:
            return found
        top, left = top + down, left + right
    return None


def place_after(table: Table, place: Place, *, back: bool = False, along_rows: bool = False) -> Place | None:
    """The figure that Enter leads to: column by column, from the foot of one to the head of the next, or row by row;
    every figure comes once, so that what was typed is never typed over. ``None`` at the end of the table.
    """
    figures = [each for each in table.places if each.cell]
    if not along_rows:
        figures.sort(key=lambda each: (each.left, each.top))
    at = figures.index(place) + (-1 if back else 1)
    return figures[at] if 0 <= at < len(figures) else None
