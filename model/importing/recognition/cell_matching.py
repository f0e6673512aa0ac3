"""Which cell of the form a box of a document's table is: by the labels at its left and the heads above it.

Two ways, and the second only where the first finds something doubtful:

- *by heads*: every figure lies under a head of its own, in a row as wide as the table's others;
- *by order*: the figures after the row's label are exactly as many as the form has, and the heads read as the form
  prints them. This is all that is left of tables that lost their geometry.

A row that fits neither way is not read: its text goes into a note. No figure is assigned by position alone.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from model.form.figures import plain
from model.form.labels import worded
from model.form.tables import Cell
from model.importing.content import Box, Grid, ragged
from model.importing.notes import Note
from model.importing.recognition.vocabulary import Vocabulary

_NEARLY_ALL = 0.7
_FEW_CONFLICTS = 12
"""More cells than these that are written twice and differ are named in one note."""
_SHORT = 4
"""Words of a label shorter than this (其他, 总计) also need the right group label above them."""


class Found(NamedTuple):
    """The verbatim text of a cell, and its position as shown to a person."""

    text: str
    where: str


@dataclass
class _Line:
    """One row of a grid. ``row`` is the form's row, ``label`` the box that names it; ``values`` are to its right."""

    index: int
    kind: str
    """``figures``, ``heads``, ``block``, ``blank`` or ``other``."""
    boxes: tuple[Box, ...]
    values: tuple[Box, ...] = ()
    label: Box | None = None
    row: str = ""

    wide: int = 0
    """Number of columns that it covers."""
    own: int = 0
    """Number of cells that begin in it."""

    def __post_init__(self) -> None:
        for _, top, _, _, wide in self.boxes:
            self.wide += wide
            self.own += top == self.index

    @property
    def filled(self) -> tuple[Box, ...]:
        return tuple(box for box in self.values if not box.blank)

    @property
    def raw(self) -> str:
        return " | ".join(" ".join(box.text.split()) for box in self.values)


@dataclass
class _Heads:
    """The heads that apply to the row being read; ``over`` is column -> head texts above it."""

    over: dict[int, tuple[str, ...]] = field(default_factory=dict)
    sequence: list[frozenset[str]] = field(default_factory=list)
    """Printed heads that each may be, in reading order."""
    width: int = 0
    are_whole: bool = True
    """Every row of heads is as wide as the table: none is shifted by a missing cell."""
    at: dict[int, Mapping[str, Cell] | None] = field(default_factory=dict)
    """Column -> the combined meaning of its heads; computed on first use."""


@dataclass(frozen=True)
class _Usual:
    """The usual extent of the rows of a grid."""

    width: int
    """The places that a row covers."""
    own: int
    """The cells that begin in a row; 0 where rows differ, as they do in a table with merged cells."""


def _usual(lines: Sequence[_Line]) -> _Usual:
    shown = [line for line in lines if line.label or not all(box.blank for box in line.boxes)]
    widths: dict[int, int] = {}
    owns: dict[int, int] = {}
    for line in shown:
        widths[line.wide] = widths.get(line.wide, 0) + 1
        owns[line.own] = owns.get(line.own, 0) + 1
    own, times = max(owns.items(), key=lambda item: item[1], default=(0, 0))
    return _Usual(
        max(widths, key=lambda wide: (widths[wide], wide), default=0), own if times > _NEARLY_ALL * len(shown) else 0
    )


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


class TableReading:
    """Reads one table of the form from the grids of a document; a table may be split into several grids."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.found: dict[Cell, Found] = {}
        """Filled by :meth:`settle`."""
        self.is_repeated = False
        """The document contains the table more than once."""
        self._pieces: list[_Piece] = []
        self.notes: list[Note] = []
        self.strange: list[str] = []
        """Labels and heads that do not belong to this table."""
        self._noted_rows: set[str] = set()
        self._conflicts: dict[Cell, tuple[Found, Found]] = {}
        self._unknown_heads: dict[str, list[str]] = {}
        self._heads = _Heads()
        self._group_at: dict[int, str] = {}

    def read(self, grid: Grid) -> None:
        """Reads one grid of the table; call once per grid in document order, then :meth:`settle`."""
        if not grid.aligned and grid.width == 1:
            grid = ragged(grid.name, _rows_of_stream(grid, self.vocabulary))
        if grid.width != self._heads.width:
            # another grid has other columns: the texts of the heads may still apply, their positions do not
            self._heads = _Heads(sequence=self._heads.sequence, width=grid.width)
        self._group_at = {}
        self._begin_piece(grid.name)
        lines = [self._line(index, boxes) for index, boxes in enumerate(grid.rows)]
        usual = _usual(lines)
        above = ""
        for line in lines:
            if line.kind == "block":
                self._heads = _Heads(width=grid.width)
            elif line.kind == "heads":
                if above != "heads" and self._pieces[-1].found:
                    self._begin_piece(grid.place_of_row(line.index))
                self._take_heads(line, usual, goes_on=above == "heads")
            elif line.kind == "figures" or (line.kind != "blank" and not self.vocabulary.has_row_labels):
                self._place(line, grid, usual)
            elif line.kind == "other":
                self._leave_out(line, grid)
            elif above == "heads" and not self.vocabulary.has_row_labels:
                self._place(line, grid, usual)
            above = line.kind

    def settle(self) -> None:
        """Determines the cells' texts, once every grid has been read.

        Pieces that have no cell in common are one table that was cut. Where a piece has cells that the table has
        already, the file contains the table twice: then only one of them is read, without filling gaps from the other.
        """
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
        if not tables:
            return
        is_filled = [any(plain(found.text) for found in table.values()) for table in tables]
        best = max(range(len(tables)), key=lambda number: (is_filled[number], len(tables[number]), -number))
        self.found = tables[best]
        # a blank copy of the form beside the filled table does not contradict it
        others = [table for number, table in enumerate(tables) if number != best and is_filled[number]]
        self.is_repeated = len(tables) > 1
        if self.is_repeated:
            self._note_tables(names, best)
        for other in others:
            for cell, found in other.items():
                if cell in self.found:
                    self._take(self.found, cell, found)
        for cell in self._conflicts:
            self.found.pop(cell, None)
        self._note_conflicts()

    def _note_tables(self, names: Sequence[str], best: int) -> None:
        name = self.vocabulary.table.name
        what = f"文件里有 {len(names)} 张{name}，按“{names[best]}”读入，别的没有读入；两张不同的格留空，请核实用哪一张"
        self.notes.append(Note(what, "、".join(names)))

    def _note_conflicts(self) -> None:
        table = self.vocabulary.table
        few = len(self._conflicts) <= _FEW_CONFLICTS
        for cell, (one, other) in self._conflicts.items() if few else ():
            raw = f"{one.text.strip() or '（空白）'}；{other.text.strip() or '（空白）'}"
            what = f"{table.name}“{table.name_of(cell)}”在文件里有两个数，没有读入，请核实"
            self.notes.append(Note(what, f"{one.where}、{other.where}", cell, raw))
        if not few:
            rows = dict.fromkeys(table.row(cell.row).name for cell in self._conflicts)
            raw = "\n".join(
                f"{table.name_of(cell)}：{one.text.strip() or '（空白）'}；{other.text.strip() or '（空白）'}"
                for cell, (one, other) in self._conflicts.items()
            )
            what = f"{table.name}有 {len(self._conflicts)} 格在文件里有两个数，没有读入，请核实：{'、'.join(rows)}"
            first = next(iter(self._conflicts))
            self.notes.append(Note(what, self._conflicts[first][0].where, first, raw))

    def missing(self) -> Iterator[Note]:
        """Notes on columns with unknown heads, and on cells of the form that no grid contained."""
        table = self.vocabulary.table
        for head, texts in self._unknown_heads.items():
            name = " ".join(head.split())
            yield Note(f"{table.name}没有认出列名“{name}”，这一列没有读入", table.name, raw=" | ".join(texts))
        if not self.found and not self.notes:
            yield Note(f"没有找到{table.name}的表格，各格留空", table.name)
            return
        for row, cells in self.vocabulary.cells_by_row.items():
            absent = [cell for cell in cells if cell not in self.found and cell not in self._conflicts]
            if not absent or row in self._noted_rows:
                continue
            name = table.row(row).name
            if len(absent) < len(cells):
                name += f"的{'、'.join(table.column(cell.column).name for cell in absent)}"
            yield Note(f"{table.name}没有读到“{name}”，留空", table.name, absent[0])

    def _line(self, index: int, boxes: tuple[Box, ...]) -> _Line:
        if not any(box.text for box in boxes):
            return _Line(index, "blank", boxes, boxes)
        meaning = self.vocabulary.meaning
        groups: set[str] = set()
        is_block = False
        for place, box in enumerate(boxes):
            text = box.text
            if not text or text.isspace():
                continue
            means = meaning(text)
            if means.rows and box.top == index and not (means.heads and not groups and self._heads_in(boxes) > 1):
                row = self._row_of(means.rows, groups, box)
                return _Line(index, "figures" if row else "other", boxes, boxes[place + 1 :], box, row)
            if not means.groups and not means.aside:
                break
            is_block = is_block or means.block
            groups |= means.groups
            self._group_at |= {self.vocabulary.depth_of[group]: group for group in means.groups}
        heads = self._heads_in(boxes)
        if heads and 2 * heads >= len([box for box in boxes if not box.blank and not meaning(box.text).aside]):
            return _Line(index, "heads", boxes)
        if is_block:
            return _Line(index, "block", boxes)
        own = tuple(box for box in boxes if not (meaning(box.text).groups or meaning(box.text).aside))
        group = next((box for box in boxes if box.top == index and meaning(box.text).groups), None)
        blank = all(box.blank or box.top < index for box in own)
        return _Line(index, "blank" if blank else "other", boxes, own, group)

    def _heads_in(self, boxes: Iterable[Box]) -> int:
        return len([box for box in boxes if self.vocabulary.meaning(box.text).heads])

    def _row_of(self, rows: Iterable[str], groups: set[str], label: Box) -> str:
        """The form's row that the label names under these groups; blank where that is not certain."""
        fits = [row for row in rows if groups <= self.vocabulary.groups_of[row]]
        wording = worded(label.text)
        if len(fits) == 1 and not wording.numeral and len(wording.words) < _SHORT:
            wanted = self.vocabulary.groups_of[fits[0]] - groups
            fits = [row for row in fits if wanted <= set(self._group_at.values())]
        return fits[0] if len(fits) == 1 else ""

    def _take_heads(self, line: _Line, usual: _Usual, *, goes_on: bool) -> None:
        meaning = self.vocabulary.meaning
        heads = self._heads
        heads.at = {}
        if not goes_on:
            heads.sequence, heads.are_whole = [], True
        heads.are_whole = heads.are_whole and line.wide == usual.width
        for box in line.boxes:
            if box.blank or meaning(box.text).aside:
                continue
            for column in range(box.left, box.right):
                stack = heads.over.get(column, ()) if goes_on else ()
                heads.over[column] = stack if stack[-1:] == (box.text,) else (*stack, box.text)
        own = [box for box in line.boxes if box.top == line.index and not box.blank]
        heads.sequence += [meaning(box.text).heads for box in own if not meaning(box.text).aside]

    def _place(self, line: _Line, grid: Grid, usual: _Usual) -> None:
        cells = self.vocabulary.cells_by_row[line.row] if line.row else self.vocabulary.table.cells
        placed = self._by_heads(line, cells, usual) if grid.aligned else None
        if placed is None:
            placed = self._by_order(line, cells, usual)
        if placed is None and not self.vocabulary.has_row_labels:
            placed = self._by_group(line)
        if placed is None:
            if line.filled or line.row:
                self._leave_out(line, grid)
            return
        into = self._pieces[-1].found
        place_of = grid.place_of
        found = {cell: Found(box.text, place_of(box)) for cell, box in placed.items()}
        if into.keys().isdisjoint(found):
            into |= found
            return
        for cell, each in found.items():
            self._take(into, cell, each)

    def _by_heads(self, line: _Line, cells: Sequence[Cell], usual: _Usual) -> dict[Cell, Box] | None:
        """Cell -> its box; ``None`` when anything about the row is doubtful."""
        if line.wide != usual.width or not self._heads.are_whole:
            return None
        if line.row and (placed := self._one_to_one(line, len(cells))):
            return placed
        under: dict[Cell, list[Box]] = {}
        unknown: list[Box] = []
        for box in line.values:
            cell, known = self._cell_of(box, line.row)
            if cell and (box.high == 1 or box.blank):
                under.setdefault(cell, []).append(box)
            elif not known and box.high == 1:
                unknown.append(box)
            elif not box.blank:
                return None
        wanted = {cell for each in under for cell in self.vocabulary.cells_by_row[each.row]} if not line.row else cells
        if len(under) + len(unknown) != len(wanted) or not all(
            len(boxes) == 1 or _one_piece(boxes) for boxes in under.values()
        ):
            return None
        for box in unknown:
            head = self._heads.over[box.left][-1]
            self._unknown_heads.setdefault(head, []).append(box.text)
            self.strange.append(head)
        return {cell: next((box for box in boxes if not box.blank), boxes[0]) for cell, boxes in under.items()}

    def _one_to_one(self, line: _Line, count: int) -> dict[Cell, Box] | None:
        """The usual case: each box is under exactly one head, and each head above exactly one box."""
        placed: dict[Cell, Box] = {}
        at, row = self._heads.at, line.row
        for box in line.values:
            if box.wide != 1 or box.high != 1:
                return None
            by_row = at[box.left] if box.left in at else self._cells_at(box.left)
            cell = by_row.get(row) if by_row else None
            if cell is None:
                return None
            placed[cell] = box
        return placed if len(placed) == count == len(line.values) else None

    def _cell_of(self, box: Box, row: str) -> tuple[Cell | None, bool]:
        """The only cell of the form whose heads are above the box; ``False`` for an unknown head."""
        if box.wide == 1:  # nearly all are
            under = self._cells_at(box.left)
            return (_only(under, row), True) if under is not None else (None, False)
        cells: set[Cell | None] = set()
        known = True
        for column in range(box.left, box.right):
            by_row = self._cells_at(column)
            if by_row is None:
                known = False
            else:
                cells.add(_only(by_row, row))
        if len(cells) == 1 and known:
            return cells.pop(), True
        return None, known or bool(cells)

    def _cells_at(self, column: int) -> Mapping[str, Cell] | None:
        at = self._heads.at
        if column not in at:
            at[column] = self.vocabulary.cells_under(self._heads.over.get(column, ()))
        return at[column]

    def _by_order(self, line: _Line, cells: Sequence[Cell], usual: _Usual) -> dict[Cell, Box] | None:
        """Cell -> its box when the figures after the label are exactly the form's; ``None`` when that is doubtful."""
        values = [box for box in line.values if box.top == line.index]
        if any(box.high > 1 and not box.blank for box in values) or len(values) < len(line.values):
            return None
        count = len(cells)
        filled = [not box.blank for box in values]
        if len(filled) < count or any(filled[count:]) or not self._heads_read_as_printed(cells[0].row):
            return None
        if not any(filled):
            return dict(zip(cells, values, strict=False))
        # A cell too few is hidden by a blank one at the end, and one too many by a blank one that was there.
        # The blanks beyond are either the end of the row, or belong to a label that is as wide as several.
        if not filled[count - 1] or (len(filled) != count and not (filled[0] and line.own == usual.own)):
            return None
        return dict(zip(cells, values, strict=False))

    def _by_group(self, line: _Line) -> dict[Cell, Box] | None:
        """Of a table without labels, a piece with the heads of one group alone: as many figures as heads, and the
        heads above those are this group's and no other's."""
        values = [box for box in line.values if box.top == line.index]
        while values and values[-1].blank:
            values.pop()
        fits = [row for row in self.vocabulary.cells_by_row if self._is_under_own_heads(row)]
        cells = self.vocabulary.cells_by_row[fits[0]] if len(fits) == 1 else ()
        if not cells or len(values) != len(cells) or len(values) < sum(box.top == line.index for box in line.filled):
            return None
        return dict(zip(cells, values, strict=True))

    def _is_under_own_heads(self, row: str) -> bool:
        stacks = [self.vocabulary.heads_of[cell] for cell in self.vocabulary.cells_by_row[row]]
        seen = self._heads.sequence
        outer, inner = seen[: -len(stacks)], seen[-len(stacks) :]
        return (
            bool(outer)
            and len(inner) == len(stacks)
            and all(stack[-1] in heads for stack, heads in zip(stacks, inner, strict=True))
            and all(not heads.isdisjoint(stacks[0][:-1]) for heads in outer)
        )

    def _heads_read_as_printed(self, row: str) -> bool:
        printed = self.vocabulary.expected_heads[row]
        seen = self._heads.sequence
        return len(seen) == len(printed) and all(text in heads for text, heads in zip(printed, seen, strict=True))

    def _begin_piece(self, name: str) -> None:
        self._pieces.append(_Piece(name))

    def _take(self, into: dict[Cell, Found], cell: Cell, found: Found) -> None:
        """Takes the cells; a cell that occurs twice with different texts, blanks included, is recorded for a note."""
        old = into.setdefault(cell, found)
        if old is not found and plain(old.text) != plain(found.text):
            self._conflicts.setdefault(cell, (old, found))

    def _leave_out(self, line: _Line, grid: Grid) -> None:
        where = grid.place_of_row(line.index)
        name = self.vocabulary.table.name
        if line.row:
            self._noted_rows.add(line.row)
            row = self.vocabulary.table.row(line.row).name
            count = len(self.vocabulary.cells_by_row[line.row])
            what = f"{name}“{row}”一行的格数与表头对不上（应有 {count} 格），整行没有读入"
        elif not self.vocabulary.has_row_labels and len(line.filled) > 1:
            self._noted_rows |= self.vocabulary.cells_by_row.keys()
            what = f"{name}有一行的格数与表头对不上，整行没有读入"
        elif line.label is not None:
            what = f"{name}没有认出“{' '.join(line.label.text.split())}”是哪一行，没有读入"
            self.strange.append(line.label.text)
        else:
            self.strange += [box.text for box in line.boxes if box.top == line.index]
            what = f"{name}有一行没有认出行名，没有读入"
        raw = " | ".join(text for box in line.boxes if (text := " ".join(box.text.split())))
        self.notes.append(Note(what, where, raw=raw))


def _rows_of_stream(grid: Grid, vocabulary: Vocabulary) -> list[list[str]]:
    """Rows of a table with one cell per line: a row begins with a label, with heads, or after heads."""
    rows: list[list[str]] = []
    kind = ""
    for box in grid.boxes:
        means = vocabulary.meaning(box.text)
        if means.heads and (kind == "heads" or not means.rows):
            begins, now = kind != "heads", "heads"
        elif means.rows or means.groups:
            begins, now = kind != "groups", "label" if means.rows else "groups"
        elif means.aside:
            begins, now = True, "aside"
        else:
            begins, now = kind in ("heads", "aside", ""), "values"
        if begins:
            rows.append([])
        rows[-1].append(box.text)
        kind = now
    return rows


def _only(by_row: Mapping[str, Cell], row: str) -> Cell | None:
    """The cell of the row; without a row label, the only cell. ``None`` where there is no such cell."""
    if row:
        return by_row.get(row)
    return next(iter(by_row.values())) if len(by_row) == 1 else None


def _one_piece(boxes: Sequence[Box]) -> bool:
    """Side by side, and with one text at most: cells that the form has merged."""
    joined = all(a.right == b.left for a, b in itertools.pairwise(boxes))
    return joined and sum(not box.blank for box in boxes) <= 1
