"""Which box of a table's row is which cell of the form, by the heads above it or by the order of the boxes.

Every way gives ``None`` where anything about the row is doubtful.
"""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from model.form.tables import Cell
from model.importing.content import Box
from model.importing.recognition.column_heads import ColumnHeads
from model.importing.recognition.extra_columns import ExtraColumns
from model.importing.recognition.grid_lines import Extent, Line


class Placed(NamedTuple):
    """The boxes of a row by cell, the boxes under heads that the form does not have, and the number of the row in a
    column without any head."""

    cells: dict[Cell, Box]
    under_unknown_heads: tuple[Box, ...] = ()
    numbers: tuple[Box, ...] = ()
    has_blanks_behind: bool = False
    """Placed by their order, with blank cells behind, or the last of them with a blank one beside it under its head:
    one that belongs to the row may be among these."""


def place(line: Line, heads: ColumnHeads, usual: Extent, extra: ExtraColumns, *, aligned: bool) -> Placed | None:
    """The cells of a row, by the first way that finds nothing doubtful; ``aligned``: the grid has its geometry."""
    vocabulary = heads.vocabulary
    cells = vocabulary.cells_by_row[line.row] if line.row else vocabulary.table.cells
    placed = place_by_heads(line, cells, heads, usual, extra) if aligned else None
    if placed is None and aligned:
        placed = place_by_lowest_heads(line, cells, heads, usual)
    if placed is None and not (aligned and heads.has_gap(line.label.right if line.label else 0)):
        placed = place_by_order(line, cells, heads, usual if not aligned else None, extra)
    if placed is None and not vocabulary.has_row_labels:
        placed = place_by_group(line, heads)
    return placed


def place_by_heads(
    line: Line, cells: Sequence[Cell], heads: ColumnHeads, usual: Extent, extra: ExtraColumns
) -> Placed | None:
    """Assigns the boxes of a row by their heads: each figure needs its own head, and the row the usual width of the
    table."""
    if line.wide != usual.width or not heads.are_whole:
        return None
    if line.row and (placed := _one_to_one(line, heads, len(cells))):
        return Placed(placed)
    under: dict[Cell, list[Box]] = {}
    unknown: list[Box] = []
    without_head: list[Box] = []
    for box in line.values:
        cell, known = heads.cell_of(box, line.row)
        if cell and (box.high == 1 or box.blank):
            under.setdefault(cell, []).append(box)
        elif not known and box.high == 1:
            unknown.append(box)
        elif not box.blank:
            without_head.append(box)
    rows = heads.vocabulary.cells_by_row
    wanted = set(cells) if line.row else {cell for each in under for cell in rows[each.row]}
    if not all(len(boxes) == 1 or _is_one_piece(boxes, heads) for boxes in under.values()):
        return None
    if len(under) + len(unknown) != len(wanted) or without_head:
        more = [(box, True) for box in unknown] + [(box, heads.has_head(box)) for box in without_head]
        if under.keys() != wanted or not all(extra.may_be_left_out(box, has_head=head) for box, head in more):
            return None
    found = {cell: next((box for box in boxes if not box.blank), boxes[0]) for cell, boxes in under.items()}
    last = max(under.values(), key=lambda boxes: boxes[-1].left, default=[])
    has_blanks_behind = len(last) > 1 and any(box.text.strip() not in ("", "0") for box in last)
    return Placed(found, tuple(unknown), tuple(without_head), has_blanks_behind)


def _one_to_one(line: Line, heads: ColumnHeads, count: int) -> dict[Cell, Box] | None:
    """The usual case: each box is under exactly one head, and each head above exactly one box."""
    placed: dict[Cell, Box] = {}
    for box in line.values:
        if box.wide != 1 or box.high != 1:
            return None
        by_row = heads.cells_at(box.left)
        cell = by_row.get(line.row) if by_row else None
        if cell is None:
            return None
        placed[cell] = box
    return placed if len(placed) == count == len(line.values) else None


def place_by_lowest_heads(line: Line, cells: Sequence[Cell], heads: ColumnHeads, usual: Extent) -> Placed | None:
    """Where the cells of merged heads came apart, as in CSV: all heads read as the form prints them, and each figure
    lies under the lowest of its own. Blank cells stay blank, wherever they are."""
    is_whole = line.wide == usual.width and heads.are_whole and len(line.values) == len(cells)
    if not is_whole or any(box.wide != 1 or box.high != 1 for box in line.values):
        return None
    if not heads.read_as_printed(cells[0].row) or not heads.are_lowest([box.left for box in line.values], cells):
        return None
    return Placed(dict(zip(cells, line.values, strict=True)))


def place_by_order(
    line: Line, cells: Sequence[Cell], heads: ColumnHeads, usual: Extent | None, extra: ExtraColumns
) -> Placed | None:
    """The figures after the label are exactly as many as the form has, and the heads read as the form prints them.
    Only with ``usual``, of text that lost its columns, blank cells may follow."""
    values = [box for box in line.values if box.top == line.index]
    if any(box.high > 1 and not box.blank for box in values) or len(values) < len(line.values):
        return None
    if extra.first_values == "doubtful":
        return None
    numbers = values[:1] if extra.first_values == "numbers" else []
    del values[: len(numbers)]
    count = len(cells)
    filled = [not box.blank for box in values]
    if len(filled) < count or any(filled[count:]) or not heads.read_as_printed(cells[0].row):
        return None
    # A cell too few is hidden by a blank one at the end, and one too many by a blank one that was there.
    # Not so where no row of the table has any cell too many. The blanks beyond are either the end of the row, or
    # belong to a label that is as wide as several.
    if len(filled) != count and (usual is None or extra.first_values):
        return None
    ends_blank = not filled[count - 1] and not (usual is not None and extra.are_exact and len(filled) == count)
    if any(filled) and (
        ends_blank
        or (len(filled) != count and _has_more_columns(heads, extra))
        or (len(filled) != count and not (filled[0] and usual is not None and line.own == usual.own))
    ):
        return None
    has_blanks_behind = any(filled) and len(filled) != count
    return Placed(dict(zip(cells, values, strict=False)), numbers=tuple(numbers), has_blanks_behind=has_blanks_behind)


def _has_more_columns(heads: ColumnHeads, extra: ExtraColumns) -> bool:
    """Whether the table has a column that the form does not have, so that a blank cell at the end is the last figure's
    and not the end of the row."""
    return extra.are_overfull or heads.have_blank_between


def place_by_group(line: Line, heads: ColumnHeads) -> Placed | None:
    """Of a table without row labels, a piece with the heads of one group alone: as many figures as heads."""
    rows = heads.vocabulary.cells_by_row
    values = [box for box in line.values if box.top == line.index]
    while values and values[-1].blank:
        values.pop()
    fits = [row for row in rows if heads.are_of(row)]
    cells = rows[fits[0]] if len(fits) == 1 else ()
    if not cells or len(values) != len(cells) or len(values) < sum(box.top == line.index for box in line.filled):
        return None
    return Placed(dict(zip(cells, values, strict=True)))


def _is_one_piece(boxes: Sequence[Box], heads: ColumnHeads) -> bool:
    """Side by side under one head, and with one text at most: cells that the form has merged."""
    joined = all(a.right == b.left for a, b in itertools.pairwise(boxes))
    return joined and sum(not box.blank for box in boxes) <= 1 and heads.are_one(boxes)
