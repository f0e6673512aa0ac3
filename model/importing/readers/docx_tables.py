"""The tables of a Word document: the texts of their cells, and the positions that these cover."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from model.importing.content import Box, Grid, Limits
from model.importing.readers.docx_names import SYMBOL, WordNames
from model.importing.readers.docx_numbering import Numbering
from model.named_tuples import made

if TYPE_CHECKING:
    from lxml.etree import _Element


class _Cell:
    """What is read of a ``w:tc``."""

    __slots__ = ("goes_on", "joins_left", "parts", "text", "wide")

    def __init__(self, parts: list[str], wide: int = 1, goes_on: bool = False, joins_left: bool = False) -> None:
        self.parts = parts
        """Its texts in their order, while its row is being read."""
        self.text: str | None = None
        """All of it, once somebody asked: a repeated cell is asked often."""
        self.wide = wide
        self.goes_on = goes_on
        """Merged with the cell above."""
        self.joins_left = joins_left
        """Merged with the cell before it, as Word 97 and some converters write that."""

    def with_text(self, text: str) -> "_Cell":
        """A cell that is the same but for its last text, with which it ends."""
        return _Cell([*self.parts[:-1], text], self.wide, self.goes_on, self.joins_left)


class WordTables:
    """Reads the tables of one document, in their order in it."""

    def __init__(
        self,
        names: WordNames,
        read: tuple[str, ...],
        limits: Limits,
        numbering: Numbering | None = None,
        repeated: Sequence[Sequence[int]] = (),
    ) -> None:
        """``read``: the elements of a table that are read, as :meth:`.WordNames.of_table` gives them. ``repeated``:
        which earlier cells each reference stands for, as in :class:`.ShortDocument`."""
        self._names = names
        self._read = read
        self._numbering = numbering
        self._limits = limits
        self.repeated_left = list(reversed(repeated))
        """Those of ``repeated`` that were not met yet, the next one last."""
        self._cells: list[_Cell] = []
        """Of all tables so far, without repeated ones."""
        self._count = 0

    @property
    def cells_read(self) -> int:
        """So far, without repeated ones."""
        return len(self._cells)

    def grid_of(self, table: "_Element") -> Grid:
        """The next table.

        Raises:
            IndexError: it has more references than there should be, or one of them repeats no earlier cell.
        """
        self._count += 1
        rows, skipped = self._rows(table)
        most = self._limits.rows
        return Grid(f"第{self._count}张表", _boxes(rows[:most], skipped), is_cut=len(rows) > most)

    def _rows(self, table: "_Element") -> tuple[list[list[_Cell]], dict[int, int]]:
        """The cells of each row, and how many columns are skipped before the first one of some rows, by their index.

        One pass over the elements that are read; which cell one belongs to follows from their order."""
        names, numbering, known = self._names, self._numbering, self._cells
        rows: list[list[_Cell]] = []
        skipped: dict[int, int] = {}
        cells: list[_Cell] = []
        parts: list[str] = []
        cell = _Cell(parts)
        number = ""
        text, paragraph, cell_name, value = names.text, names.paragraph, names.cell, names.value
        repeated_left = self.repeated_left
        repeated_cell, row, merge, span = names.repeated_cell, names.row, names.merge, names.span
        for element in table.iter(*self._read):
            tag = element.tag
            if tag == repeated_cell:
                numbers = repeated_left.pop()
                written = element.text
                if written is None:
                    cells += map(known.__getitem__, numbers)
                else:
                    cell = known[numbers[0]].with_text(written)
                    cells.append(cell)
                    known.append(cell)
            elif tag == cell_name:
                if number:
                    _show_number(parts, number)
                    number = ""
                parts = []
                cell = _Cell(parts)
                cells.append(cell)
                known.append(cell)
            elif tag == paragraph:
                if numbering:
                    _show_number(parts, number)
                    number = numbering.label(element)
                if parts:
                    parts.append("\n")
            elif tag == text:
                written = element.text or ""
                if number and written.strip():
                    if not written.strip().isdigit():  # no list number before a plain number: 5 must not become 1.5
                        parts.append(number)
                    number = ""
                parts.append(written)
            elif tag == merge:
                cell.goes_on = element.get(value, "continue") == "continue"
            elif tag == row:
                cells = []
                rows.append(cells)
            elif tag == span:
                cell.wide = _number(element.get(value), 1)
            elif tag == names.merge_across:
                cell.joins_left = element.get(value, "continue") == "continue"
            elif tag == names.before:
                latest = len(rows) - 1
                skipped[latest] = skipped.get(latest, 0) + _number(element.get(value), 0)
            elif tag in names.breaks:
                parts.append("\n")
            elif tag == names.hyphen:
                parts.append("-")
            elif tag == names.symbol:
                parts.append(SYMBOL)
            elif element.get(value) is None:
                parts.append("\t")
        _show_number(parts, number)
        if names.merge_across in self._read:
            rows = [_joined_across(cells) for cells in rows]
        return rows, skipped


def _show_number(parts: list[str], number: str) -> None:
    """Adds the number of a list, where nothing else stands in its cell: it is seen there, and is no figure that
    somebody typed."""
    if not parts and any(map(str.isdigit, number)):
        parts.append(f"（{number.strip()}）")


def _boxes(rows: list[list[_Cell]], skipped: Mapping[int, int]) -> tuple[Box, ...]:
    fields: list[tuple[str, int, int, int, int]] = []
    """Those of each box, in their order in :class:`.Box`."""
    above: dict[int, int] = {}
    """Left grid column -> the box in the row above that begins there, by its index."""
    for top, cells in enumerate(rows):
        left = skipped.get(top, 0)
        here: dict[int, int] = {}
        for cell in cells:
            wide = cell.wide
            if cell.goes_on and (index := above.get(left)) is not None and fields[index][-1] == wide:
                text, first, *_ = fields[index]
                fields[index] = text, first, left, top + 1 - first, wide
            else:
                index = len(fields)
                if cell.text is None:
                    cell.text = "".join(cell.parts).strip()
                fields.append((cell.text, top, left, 1, wide))
            here[left] = index
            left += wide
        above = here
    return tuple(made(Box, fields))


def _joined_across(cells: list[_Cell]) -> list[_Cell]:
    """The cells of a row, blank ones that are merged with the cell before them as a part of that one."""
    joined: list[_Cell] = []
    for cell in cells:
        if cell.joins_left and joined and not "".join(cell.parts).strip():
            joined[-1].wide += cell.wide
        else:
            joined.append(cell)
    return joined


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text), 1000) if text and text.isascii() and text.isdigit() and int(text[:6]) > 0 else otherwise
