"""One table of the form out of the pieces that a document has of it: cut at a page's end, or contained twice."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from model.form.figures import plain
from model.form.tables import Cell, Table
from model.importing.notes import Note

_FEW_CONFLICTS = 12
"""More cells than these that are written twice and differ are named in one note."""


class Found(NamedTuple):
    """The verbatim text of a cell, and its position as shown to a person."""

    text: str
    where: str


@dataclass(frozen=True)
class _Piece:
    """Rows that follow one another under the same heads."""

    name: str
    """Its position, as shown to a person."""
    found: dict[Cell, Found] = field(default_factory=dict)


def _is_row_again(piece: _Piece, table: dict[Cell, Found], common: Set[Cell]) -> bool:
    """Whether the piece continues the table and only repeats its last row, as some programs do at page breaks."""
    last = next(reversed(table)).row
    return len(piece.found) > len(common) and {cell.row for cell in common} == {last}


class TablePieces:
    """Collects the pieces of one table in the order of the document; :meth:`settle` decides what was read."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._pieces: list[_Piece] = []
        self._conflicts: dict[Cell, tuple[Found, Found]] = {}
        self.is_repeated = False
        """The document contains the table more than once; known after :meth:`settle`."""

    @property
    def has_cells(self) -> bool:
        """Whether the current piece has any."""
        return bool(self._pieces[-1].found)

    @property
    def conflicting(self) -> Set[Cell]:
        """Cells that the document contains with different texts, blanks included."""
        return self._conflicts.keys()

    def begin(self, name: str) -> None:
        """A piece begins; ``name`` is its position, as shown to a person."""
        self._pieces.append(_Piece(name))

    def take(self, found: Mapping[Cell, Found]) -> None:
        """Adds cells to the current piece."""
        into = self._pieces[-1].found
        if into.keys().isdisjoint(found):
            into |= found
            return
        for cell, each in found.items():
            self._take(into, cell, each)

    def settle(self) -> tuple[dict[Cell, Found], list[Note]]:
        """The cells' texts, and notes on what was left out; call once, when every piece has been taken.

        Pieces that have no cell in common are one table that was cut. Where a piece has cells that the table has
        already, the file contains the table twice: then only one of them is read, without filling gaps from the other.
        """
        tables, names = self._joined()
        if not tables:
            return {}, []
        notes: list[Note] = []
        is_filled = [any(plain(found.text) for found in table.values()) for table in tables]
        best = max(range(len(tables)), key=lambda number: (is_filled[number], len(tables[number]), -number))
        read = tables[best]
        # a blank copy of the form beside the filled table does not contradict it
        others = [table for number, table in enumerate(tables) if number != best and is_filled[number]]
        self.is_repeated = len(tables) > 1
        if self.is_repeated:
            notes.append(self._note_of_tables(names, best))
        for other in others:
            for cell, found in other.items():
                if cell in read:
                    self._take(read, cell, found)
        for cell in self._conflicts:
            read.pop(cell, None)
        return read, notes + self._notes_of_conflicts()

    def _joined(self) -> tuple[list[dict[Cell, Found]], list[str]]:
        """The tables that the pieces make up, and the position of each."""
        tables: list[dict[Cell, Found]] = []
        names: list[str] = []
        for piece in filter(lambda piece: piece.found, self._pieces):
            common = {cell for cell in piece.found if tables and cell in tables[-1]}
            if tables and (not common or _is_row_again(piece, tables[-1], common)):
                for cell, found in piece.found.items():
                    self._take(tables[-1], cell, found)
            else:
                tables.append(dict(piece.found))
                names.append(piece.name)
        return tables, names

    def _take(self, into: dict[Cell, Found], cell: Cell, found: Found) -> None:
        """A cell that occurs twice with different texts, blanks included, is recorded for a note."""
        old = into.setdefault(cell, found)
        if old is not found and plain(old.text) != plain(found.text):
            self._conflicts.setdefault(cell, (old, found))

    def _note_of_tables(self, names: Sequence[str], best: int) -> Note:
        name = self._table.name
        what = f"文件里有 {len(names)} 张{name}，按“{names[best]}”读入，别的没有读入；两张不同的格留空，请核实用哪一张"
        return Note(what, "、".join(names))

    def _notes_of_conflicts(self) -> list[Note]:
        table = self._table
        if len(self._conflicts) <= _FEW_CONFLICTS:
            return [
                Note(
                    f"{table.name}“{table.name_of(cell)}”在文件里有两个数，没有读入，请核实",
                    f"{one.where}、{other.where}",
                    cell,
                    _both(one, other),
                )
                for cell, (one, other) in self._conflicts.items()
            ]
        rows = dict.fromkeys(table.row(cell.row).name for cell in self._conflicts)
        raw = "\n".join(f"{table.name_of(cell)}：{_both(*two)}" for cell, two in self._conflicts.items())
        what = f"{table.name}有 {len(self._conflicts)} 格在文件里有两个数，没有读入，请核实：{'、'.join(rows)}"
        first = next(iter(self._conflicts))
        return [Note(what, self._conflicts[first][0].where, first, raw)]


def _both(one: Found, other: Found) -> str:
    return f"{one.text.strip() or '（空白）'}；{other.text.strip() or '（空白）'}"
