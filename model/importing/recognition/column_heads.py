"""The heads above the columns of a table that is being read, and the cells of the form that they mean."""

from collections.abc import Mapping, Sequence

from model.form.tables import Cell
from model.importing.content import Box
from model.importing.recognition.grid_lines import Extent, Line
from model.importing.recognition.vocabulary import Vocabulary


class ColumnHeads:
    """The heads that apply to the row being read."""

    def __init__(self, vocabulary: Vocabulary, width: int = 0, sequence: Sequence[frozenset[str]] = ()) -> None:
        self.vocabulary = vocabulary
        self.width = width
        """Of the grid: other columns have other heads."""
        self.are_whole = True
        """Every row of heads is as wide as the table: none is shifted by a missing cell."""
        self.have_blank_between = False
        """A blank head stands between others: a column that the form does not have."""
        self._sequence = list(sequence)
        """Printed heads that each may be, in reading order."""
        self._over: dict[int, tuple[str, ...]] = {}
        """Column -> the texts of the heads above it, outermost first."""
        self._lowest: dict[int, Box] = {}
        """Column -> the head directly above it."""
        self._cells_at: dict[int, Mapping[str, Cell] | None] = {}
        """Column -> the combined meaning of its heads; computed on first use."""

    def of_width(self, width: int) -> "ColumnHeads":
        """For another grid with other columns: the texts of the heads may still apply, their positions do not."""
        return self if width == self.width else ColumnHeads(self.vocabulary, width, self._sequence)

    def take(self, line: Line, usual: Extent, *, goes_on: bool) -> None:
        """Reads a row of heads; with ``goes_on`` it is below another one, otherwise it replaces what was there."""
        meaning = self.vocabulary.meaning
        self._cells_at = {}
        if not goes_on:
            self._sequence, self.are_whole, self.have_blank_between = [], True, False
        self.are_whole = self.are_whole and line.wide == usual.width
        for box in line.boxes:
            if box.blank or meaning(box.text).aside:
                continue
            for column in range(box.left, box.right):
                self._lowest[column] = box
                stack = self._over.get(column, ()) if goes_on else ()
                self._over[column] = stack if stack[-1:] == (box.text,) else (*stack, box.text)
        here = [box for box in line.boxes if box.top == line.index]
        own = [box for box in here if not box.blank]
        if own:
            between = here[here.index(own[0]) : here.index(own[-1])]
            self.have_blank_between = self.have_blank_between or any(box.blank for box in between)
        self._sequence += [meaning(box.text).heads for box in own if not meaning(box.text).aside]

    def lowest_at(self, column: int) -> str:
        """The text of the head directly above the column, which must have one."""
        return self._over[column][-1]

    def has_head(self, box: Box) -> bool:
        """Whether there is any head above a column of the box."""
        return any(column in self._over for column in range(box.left, box.right))

    def has_gap(self, begin: int) -> bool:
        """Whether a column from ``begin`` on has no head, though one further right has."""
        last = max(self._over, default=-1)
        return any(column not in self._over for column in range(begin, last))

    def are_one(self, boxes: Sequence[Box]) -> bool:
        """Whether the boxes are under the same head, or under heads with the same text."""
        return len({self._lowest[box.left].text for box in boxes if box.left in self._lowest}) <= 1

    def cells_at(self, column: int) -> Mapping[str, Cell] | None:
        """Row id -> the cell of the form in the column; ``None`` under an unknown head."""
        if column not in self._cells_at:
            self._cells_at[column] = self.vocabulary.cells_under(self._over.get(column, ()))
        return self._cells_at[column]

    def cell_of(self, box: Box, row: str) -> tuple[Cell | None, bool]:
        """The only cell of the form whose heads are above the box; ``False`` for an unknown head."""
        if box.wide == 1:  # nearly all are
            under = self.cells_at(box.left)
            return (_only(under, row), True) if under is not None else (None, False)
        cells: set[Cell | None] = set()
        known = True
        for column in range(box.left, box.right):
            by_row = self.cells_at(column)
            if by_row is None:
                known = False
            else:
                cells.add(_only(by_row, row))
        if len(cells) == 1 and known:
            return cells.pop(), True
        return None, known or bool(cells)

    def are_lowest(self, columns: Sequence[int], cells: Sequence[Cell]) -> bool:
        """Whether the head directly above each column is that of the cell."""
        heads_of, meaning = self.vocabulary.heads_of, self.vocabulary.meaning
        return all(
            column in self._lowest and heads_of[cell][-1] in meaning(self._lowest[column].text).heads
            for column, cell in zip(columns, cells, strict=True)
        )

    def read_as_printed(self, row: str) -> bool:
        """Whether the heads read as the form prints them above the row, none missing and none more."""
        printed = self.vocabulary.expected_heads[row]
        seen = self._sequence
        return len(seen) == len(printed) and all(text in heads for text, heads in zip(printed, seen, strict=True))

    def are_of(self, row: str) -> bool:
        """Whether the lowest heads are those of the row's cells, and the heads above them of this row and no other."""
        stacks = [self.vocabulary.heads_of[cell] for cell in self.vocabulary.cells_by_row[row]]
        seen = self._sequence
        outer, inner = seen[: -len(stacks)], seen[-len(stacks) :]
        return (
            bool(outer)
            and len(inner) == len(stacks)
            and all(stack[-1] in heads for stack, heads in zip(stacks, inner, strict=True))
            and all(not heads.isdisjoint(stacks[0][:-1]) for heads in outer)
        )


def _only(by_row: Mapping[str, Cell], row: str) -> Cell | None:
    """The cell of the row; without a row label, the only cell. ``None`` where there is no such cell."""
    if row:
        return by_row.get(row)
    return next(iter(by_row.values())) if len(by_row) == 1 else None
