"""Small tables within a cell of a table: they are that cell's text, while larger ones make the table around a frame.

Of several numbers in one cell nobody knows which one is meant, so such a text stands apart.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model.importing.notes import apart

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 40
"""Characters."""
_MOST_CELLS = 12
_FEWEST_AROUND = 3
"""Cells of the row around: frames of a page's layout have fewer."""


class TableTags(NamedTuple):
    """How a format calls the parts of a table."""

    table: str
    row: str
    cells: tuple[str, ...]


def text_of_small_table(rows: Sequence[Sequence[str]], cells_around: int) -> str | None:
    """The text of the cell that has nothing but a table of these rows in it; ``None`` for a table that is read as one.
    ``cells_around`` are in the row around it."""
    texts = [text for row in rows for cell in row if (text := cell.strip())]
    count = sum(map(len, rows))
    if count < 2 or count > _MOST_CELLS or cells_around < _FEWEST_AROUND or sum(map(len, texts)) > _LONGEST:
        return None
    if any(map(str.isdigit, "".join(texts))):
        return apart("套着的表：", " | ".join(texts))
    return "".join(texts)


def text_of_one_cell(rows: Sequence[Sequence[str]], cells_around: int) -> str | None:
    """The text of the cell that has nothing but a table of one short cell in it; ``None`` for other tables. It is the
    cell's own text in a box."""
    if sum(map(len, rows)) != 1 or cells_around < 2:
        return None
    text = "".join(cell.strip() for row in rows for cell in row)
    return text if len(text) <= _LONGEST else None


def small_tables(
    root: "_Element", tags: TableTags, text_of: "Callable[[_Element], str]", *, of_one_cell: bool = False
) -> "Iterator[tuple[_Element, str]]":
    """The small tables that fill a cell, with the text that takes their place; ``of_one_cell``: those of one cell
    too."""
    for table in list(root.iter(tags.table)):
        cell = next(table.iterancestors(*tags.cells), None)
        row = cell.getparent() if cell is not None else None
        if cell is None or row is None or next(table.iterdescendants(tags.table), None) is not None:
            continue
        rows = [
            [text_of(each) for each in inner.iterchildren(*tags.cells)] for inner in table.iterdescendants(tags.row)
        ]
        around = len(list(row.iterchildren(*tags.cells)))
        text = text_of_small_table(rows, around)
        if text is None and of_one_cell:
            text = text_of_one_cell(rows, around)
        if text is not None and text_of(cell).strip() == text_of(table).strip():
            yield table, text
