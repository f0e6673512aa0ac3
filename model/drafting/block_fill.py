"""Filling a block of cells from its edge (Ctrl+D, Ctrl+R) or by dragging: which cells get which figures.

Counts are never put into amounts, nor amounts into counts.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from model.form.figures import Figure
from model.form.table_order import neighbour
from model.form.tables import Cell, Place, Table

FigureOf = Callable[[Cell], Figure | None]
Filled = dict[Cell, Figure | None]
Side = Literal["top", "left"]


def filled_from_edge(table: Table, selected: Sequence[Cell], figure_of: FigureOf, *, down: bool) -> Filled:
    """The figure at the top of each selected column, or at the left of each row, for the rest of it; a single cell
    gets that of its neighbour above, or at its left. ``selected`` is in reading order.
    """
    cells = list(selected)
    if len(cells) == 1:
        before = neighbour(table, table.place_of[cells[0]], -1 if down else 0, 0 if down else -1)
        if before is None or before.cell is None:
            return {}
        cells = [before.cell, *cells]
    sources: dict[int, Cell] = {}
    for cell in cells:
        sources.setdefault(_line(table, cell, "left" if down else "top"), cell)
    filled: Filled = {}
    for cell in cells:
        source = sources[_line(table, cell, "left" if down else "top")]
        if cell != source and _is_alike(table, cell, source):
            filled[cell] = figure_of(source)
    return filled


def dragged_over(table: Table, selected: Sequence[Cell], reached: Place) -> tuple[Cell, ...]:
    """The cells that are filled when the selection is dragged to ``reached``: those below, above, right or left of the
    selection, whichever is furthest; empty within the selection.
    """
    chosen = [table.place_of[cell] for cell in selected]
    if not chosen:
        return ()
    top, bottom = min(p.top for p in chosen), max(p.bottom for p in chosen)
    left, right = min(p.left for p in chosen), max(p.right for p in chosen)
    down, up = reached.bottom - bottom, top - reached.top
    ahead, back = reached.right - right, left - reached.left
    furthest = max(down, up, ahead, back)
    if furthest <= 0:
        return ()
    if furthest in (down, up):
        first, last = (bottom, reached.bottom) if furthest == down else (reached.top, top)
        wanted = [p for p in table.places if left <= p.left and p.right <= right and first <= p.top < last]
    else:
        first, last = (right, reached.right) if furthest == ahead else (reached.left, left)
        wanted = [p for p in table.places if top <= p.top and p.bottom <= bottom and first <= p.left < last]
    return tuple(place.cell for place in wanted if place.cell)


def filled_by_dragging(table: Table, selected: Sequence[Cell], goal: Sequence[Cell], figure_of: FigureOf) -> Filled:
    """The selected figures, repeated as often as needed, for the cells of ``goal`` (see :func:`dragged_over`)."""
    if not selected or not goal:
        return {}
    columns = {_line(table, cell, "left") for cell in selected}
    down = {_line(table, cell, "left") for cell in goal} <= columns
    along: Side = "top" if down else "left"
    across: Side = "left" if down else "top"
    sources = {(_line(table, cell, along), _line(table, cell, across)): cell for cell in selected}
    pattern = sorted({_line(table, cell, along) for cell in selected})
    lines = sorted({_line(table, cell, along) for cell in goal})
    is_ahead = lines[0] > pattern[-1]
    filled: Filled = {}
    for cell in goal:
        number = lines.index(_line(table, cell, along))
        # towards the beginning of the table the pattern is repeated from its end
        at = number % len(pattern) if is_ahead else -1 - (len(lines) - 1 - number) % len(pattern)
        source = sources.get((pattern[at], _line(table, cell, across)))
        if source is not None and _is_alike(table, cell, source):
            filled[cell] = figure_of(source)
    return filled


def _line(table: Table, cell: Cell, side: Side) -> int:
    place = table.place_of[cell]
    return place.top if side == "top" else place.left


def _is_alike(table: Table, cell: Cell, source: Cell) -> bool:
    return (cell in table.amounts) == (source in table.amounts)
