"""Which cell of the form a box of a document's table is: by the labels at its left and the heads above it.

A table that is the form's own as it is printed is read as such, see :mod:`.printed_grid`. Any other in two ways, and
the second only where the first finds something doubtful:

- *by heads*: every figure lies under a head of its own, in a row as wide as the table's others;
- *by order*: the figures after the row's label are exactly as many as the form has, and the heads read as the form
  prints them. This is all that is left of tables that lost their geometry.

A row that fits neither way is not read: its text goes into a note. No figure is assigned by position alone.
"""

from collections.abc import Iterator, Sequence

from model.form.equations import Equation
from model.form.figures import plain
from model.form.tables import Cell
from model.importing.content import Grid, ragged
from model.importing.notes import Note
from model.importing.recognition.cell_placement import place
from model.importing.recognition.column_heads import ColumnHeads
from model.importing.recognition.extra_columns import ExtraColumns
from model.importing.recognition.grid_lines import Extent, Line, read_lines, rows_of_stream, usual_extent
from model.importing.recognition.printed_grid import PrintedGrid
from model.importing.recognition.row_equations import are_shifted, hold_to_the_end, within_rows
from model.importing.recognition.table_pieces import Found, TablePieces
from model.importing.recognition.vocabulary import Vocabulary


class TableReading:
    """Reads one table of the form from the grids of a document; a table may be split into several grids."""

    def __init__(
        self, vocabulary: Vocabulary, equations: Sequence[Equation], printed: PrintedGrid | None = None
    ) -> None:
        """``equations``: those of the table. ``printed`` tells the table as it is printed; without it, every table is
        read by its labels."""
        self.vocabulary = vocabulary
        self._equations = equations
        self._printed = printed
        self._grids: list[Grid] = []
        self._uncertain: dict[str, tuple[Line, Grid]] = {}
        """Rows that may be shifted, unless the equations within rows hold; blank for the row of a table without row
        labels."""
        self.found: dict[Cell, Found] = {}
        """Filled by :meth:`settle`."""
        self.notes: list[Note] = []
        self.strange: list[str] = []
        """Labels and heads that do not belong to this table."""
        self._pieces = TablePieces(vocabulary.table)
        self._heads = ColumnHeads(vocabulary)
        self._noted_rows: set[str] = set()
        self._refused_rows: set[str] = set()
        """Rows whose figures were not read somewhere in the document; those are not read elsewhere either."""
        self._unknown_heads: dict[str, list[str]] = {}
        self._above: tuple[int, dict[Cell, str]] = (-1, {})
        """The last row that was placed, and the texts of its cells."""
        self._heads_in: dict[str, set[str]] = {}
        """Of each grid of a table without row labels."""
        self._placed_in: set[str] = set()
        self._refused_in: set[str] = set()
        """Such grids of which a row of figures was placed, and not placed."""
        self._numbers: list[str] = []
        """The numbers of the rows, from a column without a head."""

    @property
    def is_repeated(self) -> bool:
        """The document contains the table more than once; known after :meth:`settle`."""
        return self._pieces.is_repeated

    def read(self, grid: Grid) -> None:
        """Takes one grid of the table; call once per grid in document order, then :meth:`settle`."""
        self._grids.append(grid)

    def settle(self) -> None:
        """Determines the cells' texts, once every grid has been taken."""
        if self._printed and len(self._grids) == 1 and (found := self._printed.found_in(self._grids[0])):
            self.found = found
            return
        for grid in self._grids:
            self._read_by_labels(grid)
        by_cell, notes = self._pieces.settle()
        # the same row again, from a second report or under a wrong label: nobody knows which of the two is meant
        self.found = {cell: each for cell, each in by_cell.items() if cell.row not in self._refused_rows}
        self.notes += notes
        self._leave_out_what_stands_twice()
        self._leave_out_shifted_rows()

    def _read_by_labels(self, grid: Grid) -> None:
        if not grid.aligned and grid.width == 1:
            grid = ragged(grid.name, rows_of_stream(grid, self.vocabulary))
        self._heads = self._heads.of_width(grid.width)
        self._pieces.begin(grid.name)
        lines = read_lines(grid, self.vocabulary)
        counts = {row: len(cells) for row, cells in self.vocabulary.cells_by_row.items()}
        usual, extra = usual_extent(lines), ExtraColumns.of(lines, counts)
        above = ""
        for line in lines:
            if line.kind == "block":
                self._heads = ColumnHeads(self.vocabulary, grid.width)
            elif line.kind == "heads":
                self._heads_in.setdefault(grid.name, set()).update(plain(box.text) for box in line.boxes)
                if above != "heads" and self._pieces.has_cells:
                    self._pieces.begin(grid.place_of_row(line.index))
                self._heads.take(line, usual, goes_on=above == "heads")
            elif line.kind == "figures" or (line.kind != "blank" and not self.vocabulary.has_row_labels):
                self._place(line, grid, usual, extra)
            elif line.kind == "other":
                self._leave_out(line, grid)
            elif above == "heads" and not self.vocabulary.has_row_labels:
                self._place(line, grid, usual, extra)
            above = line.kind

    def missing(self) -> Iterator[Note]:
        """Notes on columns with unknown heads, and on cells of the form that no grid contained."""
        table = self.vocabulary.table
        for head, texts in self._unknown_heads.items():
            name = " ".join(head.split())
            yield Note(f"{table.name}没有认出列名“{name}”，这一列没有读入", table.name, raw=" | ".join(texts))
        if self._numbers:
            what = f"{table.name}有一列没有列名，像是各行的序号或核对栏，这一列没有读入"
            yield Note(what, table.name, raw=" | ".join(self._numbers))
        if not self.found and not self.notes:
            yield Note(f"没有找到{table.name}的表格，各格留空", table.name)
            return
        if len(self.found) == len(table.cells):
            return
        for row, cells in self.vocabulary.cells_by_row.items():
            absent = [cell for cell in cells if cell not in self.found and cell not in self._pieces.conflicting]
            if not absent or row in self._noted_rows:
                continue
            name = table.row(row).name
            if len(absent) < len(cells):
                name += f"的{'、'.join(table.column(cell.column).name for cell in absent)}"
            what = f"{table.name}没有读到“{name}”，留空"
            if len(absent) == len(cells) and (beside := self._unchecked_beside(row)):
                what += f"；相邻的{beside}请对照原件核对"
            yield Note(what, table.name, absent[0])

    def _unchecked_beside(self, row: str) -> str:
        """The neighbours of a missing row, whose text may have got into theirs where no equation would show it."""
        rows = list(self.vocabulary.cells_by_row)
        at = rows.index(row)
        beside = (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2])
        cells = self.vocabulary.cells_by_row
        filled = [each for each in beside if any(c in self.found and self.found[c].text.strip() for c in cells[each])]
        checked = {cell.row for each in self._equations for cell in each.cells}
        names = [self.vocabulary.table.row(each).name for each in filled if each not in checked]
        return "".join(f"“{name}”" for name in names)

    def _place(self, line: Line, grid: Grid, usual: Extent, extra: ExtraColumns) -> None:
        placed = place(line, self._heads, usual, extra, aligned=grid.aligned)
        if placed is None:
            if line.filled or line.row:
                self._leave_out(line, grid)
            return
        for box in placed.under_unknown_heads:
            head = self._heads.lowest_at(box.left)
            self._unknown_heads.setdefault(head, []).append(box.text)
            self.strange.append(head)
        self._numbers += [box.text for box in placed.numbers]
        if placed.has_blanks_behind and grid.width > self.vocabulary.table.width:
            self._uncertain[line.row] = line, grid
        place_of = grid.place_of
        self._pieces.take({cell: Found(box.text, place_of(box)) for cell, box in placed.cells.items()})
        self._above = line.index, {cell: box.text for cell, box in placed.cells.items()}
        self._placed_in.add(grid.name)

    def _leave_out_what_stands_twice(self) -> None:
        """A table without row labels of which there is another one that could not be read: nobody knows which of the
        two is meant."""
        heads = [self._heads_in[name] for name in self._refused_in - self._placed_in if name in self._heads_in]
        if self.found and any(self._heads_in.get(name) in heads for name in self._placed_in):
            name = self.vocabulary.table.name
            self.found = {}
            self._noted_rows |= self.vocabulary.cells_by_row.keys()
            self.notes.append(Note(f"文件里有 2 张{name}，其中一张没有读全，都没有读入，请核实用哪一张", name))

    def _leave_out_shifted_rows(self) -> None:
        if not self._uncertain:
            return
        uncertain = [
            each
            for each in within_rows(self._equations)
            if not self.vocabulary.has_row_labels or each.row in self._uncertain
        ]
        if self.vocabulary.has_row_labels:
            if not are_shifted(uncertain, self._figure):
                return
        elif hold_to_the_end(uncertain, self._figure):
            return
        for row, (line, grid) in self._uncertain.items():
            self._leave_out(line, grid)
            self.found = {cell: each for cell, each in self.found.items() if row and cell.row != row}

    def _figure(self, cell: Cell) -> int | None:
        text = plain(self.found[cell].text) if cell in self.found else ""
        return int(text) if text.isdecimal() else None

    def _leave_out(self, line: Line, grid: Grid) -> None:
        where = grid.place_of_row(line.index)
        name = self.vocabulary.table.name
        cell = None
        if line.row:
            self._noted_rows.add(line.row)
            if any(box.text[:1].isdigit() for box in line.filled):
                self._refused_rows.add(line.row)
            cell = self.vocabulary.cells_by_row[line.row][0]
            row = self.vocabulary.table.row(line.row).name
            count = len(self.vocabulary.cells_by_row[line.row])
            what = f"{name}“{row}”一行的格数与表头对不上（应有 {count} 格），整行没有读入"
        elif not self.vocabulary.has_row_labels and len(line.filled) > 1:
            self._noted_rows |= self.vocabulary.cells_by_row.keys()
            most = max(map(len, self.vocabulary.cells_by_row.values()))
            if len(line.filled) > most and all(box.text[:1].isdigit() for box in line.filled):
                self._refused_rows |= self.vocabulary.cells_by_row.keys()
            if all(box.text[:1].isdigit() for box in line.filled):
                self._refused_in.add(grid.name)
            what = f"{name}有一行的格数与表头对不上，整行没有读入"
        elif line.label is not None:
            what = f"{name}没有认出“{' '.join(line.label.text.split())}”是哪一行，没有读入"
            self.strange.append(line.label.text)
        else:
            self.strange += [box.text for box in line.boxes if box.top == line.index]
            what = f"{name}有一行没有认出行名，没有读入"
            if blanks := self._blanks_above(line):
                cell = blanks[0]
                what += f"，像是上一行“{self.vocabulary.table.row(cell.row).name}”的后半，请对照原件核对"
        raw = " | ".join(text for box in line.boxes if (text := " ".join(box.text.split())))
        self.notes.append(Note(what, where, cell, raw))

    def _blanks_above(self, line: Line) -> list[Cell]:
        """The blank cells of the row above, if the figures of this one, which has no label, may belong there."""
        index, texts = self._above
        blanks = [cell for cell, text in texts.items() if not text.strip()]
        are_figures = bool(line.filled) and all(box.text[:1].isdigit() for box in line.filled)
        fits = index == line.index - 1 and are_figures and len(line.filled) <= len(blanks) < len(texts)
        return blanks if fits else []
