"""Tables as Word 97 and RTF write them: paragraphs, marks where a cell and where a row ends, and cells as widths.

Each row states the right edge of each cell, in twentieths of a point (twips), and whether it is merged with
the cell at its left or above. Columns are found as a reader of the page finds them: edges that lie under each other.
A table whose rows contradict that is read without geometry (``Grid.aligned`` is ``False``).
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from model.importing.content import MOST_COLUMNS, MOST_ROWS, Box, Grid, SourceParagraph, ragged
from model.importing.readers.nested_tables import text_of_one_cell, text_of_small_table
from model.named_tuples import made

SAME_EDGE = 30
"""Twips (about half a millimetre): tolerance for edges of one column; every cell of a form is wider."""
DEEPEST = 12
"""Tables within tables. Frames around a whole document make two or three."""
MOST_CELLS = 50_000
MOST_PARAGRAPHS = 100_000


class Down(Enum):
    """How a cell is joined with those above and below it."""

    ALONE = 0
    BEGINS = 1
    GOES_ON = 2


class CellLayout(NamedTuple):
    """Layout of one cell: its right edge in twips, and how it is merged with its neighbours."""

    right: int
    joins_left: bool = False
    down: Down = Down.ALONE


class RowLayout(NamedTuple):
    """Layout of one row: its left edge in twips, and its cells from left to right."""

    left: int
    cells: tuple[CellLayout, ...]


class _MarkedRow(NamedTuple):
    cells: "list[list[str | _OpenTable]]"
    layout: RowLayout | None


class _OpenTable:
    """A table while it is being read: finished rows, finished cells of the current one, and the open cell."""

    def __init__(self) -> None:
        self.rows: list[_MarkedRow] = []
        self.cells: list[list[str | _OpenTable]] = []
        self.cell: list[str | _OpenTable] = []

    def end_cell(self) -> None:
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, layout: RowLayout | None) -> None:
        if any(self.cell):  # text behind the last cell's mark
            self.end_cell()
            layout = None
        self.cell = []
        if self.cells:
            self.rows.append(_MarkedRow(self.cells, layout))
        self.cells = []

    @property
    def is_frame(self) -> bool:
        return any(isinstance(item, _OpenTable) for row in self.rows for cell in row.cells for item in cell)

    def with_small_tables_as_text(self) -> "_OpenTable":
        """The table, in which a cell that has nothing but a small table in it has its text."""
        if self.is_frame:
            for row in self.rows:
                for cell in row.cells:
                    inner = [item for item in cell if item]
                    if len(inner) == 1 and isinstance(inner[0], _OpenTable) and not inner[0].is_frame:
                        rows = [["\n".join(map(str, each)) for each in own.cells] for own in inner[0].rows]
                        text = text_of_small_table(rows, len(row.cells))
                        if text is None:
                            text = text_of_one_cell(rows, len(row.cells))
                        cell[:] = cell if text is None else [text]
        return self


class Flow:
    """Takes paragraphs and marks in the order of the document and gives its content.

    ``depth`` is 0 outside of tables, 1 in a table, 2 in a table within a table's cell.
    """

    def __init__(self) -> None:
        self._items: list[str | _OpenTable] = []
        self._open: list[_OpenTable] = []
        self._paragraphs = self._cells = 0
        self._has_inner_tables = False

    def paragraph(self, text: str, depth: int) -> None:
        """Raises: ValueError: too many paragraphs; the other methods raise it for too many cells."""
        self._paragraphs += 1
        if self._paragraphs > MOST_PARAGRAPHS:
            raise ValueError("too many paragraphs")
        if depth != len(self._open):
            self._go_to(depth)
        (self._open[-1].cell if self._open else self._items).append(text)

    def end_cell(self, depth: int) -> None:
        """Closes the current cell of the table at nesting level ``depth``."""
        if depth != len(self._open):
            self._go_to(depth)
        self._open[-1].end_cell()
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise ValueError("too many cells")

    def end_row(self, depth: int, layout: RowLayout | None) -> None:
        """``layout`` is ``None`` when the row states no layout."""
        self._go_to(depth)
        self._open[-1].end_row(layout)

    def drop_row(self, depth: int) -> None:
        """Discards the current row: a tracked deletion."""
        self._go_to(depth)
        table = self._open[-1]
        table.cells, table.cell = [], []

    def content(self) -> list[SourceParagraph | Grid]:
        """Closes all open tables; paragraphs and grids in reading order, cut after ``MOST_ROWS`` rows."""
        self._go_to(0)
        content: list[SourceParagraph | Grid] = []
        paragraphs = tables = 0
        for item in _unframed(self._items) if self._has_inner_tables else self._items:
            if isinstance(item, _OpenTable):
                tables += 1
                grid = _grid(f"第{tables}张表", item.rows[:MOST_ROWS])
                content.append(dataclasses.replace(grid, is_cut=len(item.rows) > MOST_ROWS))
            else:
                paragraphs += 1
                if item:
                    content.append(SourceParagraph(item, f"第{paragraphs}段"))
        return content

    def _go_to(self, depth: int) -> None:
        if depth > DEEPEST:
            raise ValueError("tables nested too deeply")
        while len(self._open) > depth:
            table = self._open.pop()
            if any(table.cell):
                table.end_cell()
            if table.cells:
                table.end_row(None)  # its end mark is missing, and with it the layout
            if table.rows:
                self._has_inner_tables = self._has_inner_tables or bool(self._open)
                (self._open[-1].cell if self._open else self._items).append(table)
        while len(self._open) < depth:
            self._open.append(_OpenTable())


def _unframed(items: Iterable[str | _OpenTable]) -> Iterator[str | _OpenTable]:
    """A table that contains tables is a layout frame: its content is flattened in order."""
    for item in items:
        if isinstance(item, _OpenTable) and item.with_small_tables_as_text().is_frame:
            for row in item.rows:
                for cell in row.cells:
                    yield from _unframed(cell)
        else:
            yield item


def _grid(name: str, rows: Sequence[_MarkedRow]) -> Grid:
    texts = [["\n".join(map(str, cell)).strip() for cell in row.cells] for row in rows]
    columns = _Columns.of(row.layout for row in rows)
    placed = [_placed(row.layout, each, columns) for row, each in zip(rows, texts, strict=True)]
    if any(each is None for each in placed):
        return ragged(name, texts)
    return Grid(name, tuple(made(Box, _joined_down(each for each in placed if each is not None))))


class _Columns(NamedTuple):
    """Which column begins at each edge that a row states."""

    at: Mapping[int, int]
    number: int

    @classmethod
    def of(cls, layouts: Iterable[RowLayout | None]) -> "_Columns":
        edges: set[int] = set()
        for layout in layouts:
            if layout:
                edges.add(layout.left)
                edges.update([cell.right for cell in layout.cells])
        at: dict[int, int] = {}
        number = begin = 0
        for edge in sorted(edges):
            if not at or edge - begin > SAME_EDGE:
                begin = edge
                number += 1
            at[edge] = number - 1
        return cls(at, number)


_Placed = tuple[str, int, int, Down]
"""The text of a cell, the columns where it begins and ends, and how it is joined."""


def _placed(layout: RowLayout | None, texts: Sequence[str], columns: _Columns) -> list[_Placed] | None:
    """The cells of a row by column; ``None`` when layout and cells contradict each other."""
    if layout is None or len(layout.cells) != len(texts) or columns.number > MOST_COLUMNS:
        return None
    cells: list[_Placed] = []
    left = columns.at[layout.left]
    for (edge, joins_left, down), text in zip(layout.cells, texts, strict=True):
        right = columns.at[edge]
        if right < left or (right == left and not joins_left):
            return None
        if joins_left and cells:
            before, begin, _, its_down = cells[-1]
            cells[-1] = "\n".join(filter(None, (before, text))), begin, right, its_down
        else:
            cells.append((text, left, right, down))
        left = right
    return cells


def _joined_down(rows: Iterable[Sequence[_Placed]]) -> list[tuple[str, int, int, int, int]]:
    """The fields of the boxes; a cell continues the one above only where both are marked as merged, are equally wide,
    and it is empty."""
    boxes: list[tuple[str, int, int, int, int]] = []
    above: dict[tuple[int, int], int] = {}
    for top, row in enumerate(rows):
        here: dict[tuple[int, int], int] = {}
        for text, left, right, down in row:
            if down is Down.ALONE:
                boxes.append((text, top, left, 1, right - left))
                continue
            index = above.get((left, right)) if down is Down.GOES_ON and not text else None
            if index is None:
                index = len(boxes)
                boxes.append((text, top, left, 1, right - left))
            else:
                begun, begin = boxes[index][:2]
                boxes[index] = (begun, begin, left, top + 1 - begin, right - left)
            here[left, right] = index
        above = here
    return boxes
