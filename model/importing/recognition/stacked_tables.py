"""Several tables of the form in one grid, as on a sheet, with nothing but blank rows between them."""

import dataclasses
from collections.abc import Callable, Iterator

from model.importing.content import Grid

TableOf = Callable[[Grid], str]
"""The id of the table of the form that a grid is of; blank where that is not certain."""


def parted_at_blank_rows(grid: Grid, table_of: TableOf) -> Iterator[Grid]:
    """The grid in parts, each of one table of the form, blank rows at their ends; the grid alone where it is of one."""
    blocks = list(_blocks(grid))
    if len(blocks) < 2:
        yield grid
        return
    parts: list[tuple[int, str]] = []
    """Where each begins, and the table that it is of."""
    for begin, end in blocks:
        table = table_of(grid.part(begin, end))
        if not parts or (table and parts[-1][1] and table != parts[-1][1]):
            parts.append((begin if parts else 0, table))
        elif table:
            parts[-1] = parts[-1][0], table
    if len(parts) < 2:
        yield grid
        return
    ends = [*(begin for begin, _ in parts[1:]), grid.height]
    yield from (_without_blank_columns(grid.part(begin, end)) for (begin, _), end in zip(parts, ends, strict=True))


def _without_blank_columns(grid: Grid) -> Grid:
    """As wide as its own table, where the grid was as wide as the widest one."""
    width = max((box.right for box in grid.boxes if not box.blank), default=0)
    return dataclasses.replace(grid, boxes=tuple(box for box in grid.boxes if box.left < width))


def _blocks(grid: Grid) -> Iterator[tuple[int, int]]:
    """Begin and end of the rows that follow one another without a blank one."""
    filled = sorted({row for box in grid.boxes if not box.blank for row in range(box.top, box.bottom)})
    begin = last = -2
    for row in filled:
        if row != last + 1:
            if last >= 0:
                yield begin, last + 1
            begin = row
        last = row
    if last >= 0:
        yield begin, last + 1
