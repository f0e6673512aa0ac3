"""Tables inside the text of a section: a line a row, its cells between full-width bars. They are printed as tables and
never read as words.

``｜单位｜本年新收｜`` begins one: a table is a run of such lines with equally many cells whose first cell is
:data:`FIRST_HEAD`. Any other line with bars is a line of words.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from model.form.figures import FigureError, read_amount

BAR = "｜"
FIRST_HEAD = "单位"
"""The first cell of every such table: its lines are units."""
_FEWEST_CELLS = _FEWEST_ROWS = 2
_INSTEAD = "|"
"""Of a bar within a cell."""

Row = tuple[str, ...]


class TextTable(NamedTuple):
    """A table in a text. All rows have equally many cells; the first row is the head."""

    first: int
    """The line at which it begins, counted from 0."""
    rows: tuple[Row, ...]

    @property
    def end(self) -> int:
        """One line past its last."""
        return self.first + len(self.rows)


def line_of(cells: Iterable[object]) -> str:
    """The line of a row; ``None`` is a blank cell."""
    texts = ("" if cell is None else " ".join(str(cell).replace(BAR, _INSTEAD).split()) for cell in cells)
    return f"{BAR}{BAR.join(texts)}{BAR}"


def lines_of(rows: Iterable[Iterable[object]]) -> str:
    """The lines of a table, its head first."""
    return "\n".join(map(line_of, rows))


def cells_of(line: str) -> Row | None:
    """The cells of a line; ``None`` for a line of words."""
    text = line.strip()
    if len(text) < 2 or text[0] != BAR or text[-1] != BAR:
        return None
    cells = tuple(cell.strip() for cell in text[1:-1].split(BAR))
    return cells if len(cells) >= _FEWEST_CELLS else None


def is_head(cells: Sequence[str]) -> bool:
    """Whether a row of these texts begins a table."""
    return len(cells) >= _FEWEST_CELLS and "".join(cells[0].split()) == FIRST_HEAD and all(map(str.strip, cells))


def tables_in(text: str) -> tuple[TextTable, ...]:
    """The tables of a text in order."""
    return tuple(_found(text.split("\n"))) if BAR in text and FIRST_HEAD in text else ()


def _found(lines: Sequence[str]) -> Iterator[TextTable]:
    rows: list[Row] = []
    for number, line in enumerate((*lines, "")):
        cells = cells_of(line)
        begins = cells is not None and is_head(cells)
        if rows and (cells is None or begins or len(cells) != len(rows[0])):
            if len(rows) >= _FEWEST_ROWS:
                yield TextTable(number - len(rows), tuple(rows))
            rows = []
        if cells is not None and (rows or begins):
            rows.append(cells)


@lru_cache(maxsize=64)
def masked(text: str) -> str:
    """``text`` with blanks in place of its tables, so that all positions stay."""
    tables = tables_in(text)
    if not tables:
        return text
    lines = text.split("\n")
    for table in tables:
        for number in range(table.first, table.end):
            lines[number] = " " * len(lines[number])
    return "\n".join(lines)


def without_tables(text: str) -> str:
    """``text`` without the lines of its tables."""
    tables = tables_in(text)
    if not tables:
        return text
    gone = {number for table in tables for number in range(table.first, table.end)}
    return "\n".join(line for number, line in enumerate(text.split("\n")) if number not in gone)


def with_table(text: str, rows: Sequence[Sequence[object]]) -> str:
    """``text`` with the table in place of the one that has the same head, else at the end."""
    head, lines = cells_of(line_of(rows[0])), text.split("\n") if text else []
    new = lines_of(rows).split("\n")
    for table in tables_in(text):
        if table.rows[0] == head:
            lines[table.first : table.end] = new
            return "\n".join(lines)
    return "\n".join([*lines, *new])


def figure_columns(rows: Sequence[Row]) -> frozenset[int]:
    """The columns that hold figures and blanks only, below the head."""
    return frozenset(
        column
        for column in range(1, len(rows[0]))
        if all(_is_figure(row[column]) for row in rows[1:] if row[column]) and any(row[column] for row in rows[1:])
    )


def _is_figure(text: str) -> bool:
    try:
        return read_amount(text) is not None
    except FigureError:
        return False
