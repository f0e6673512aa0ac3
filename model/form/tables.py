"""The statutory tables as they are printed: rows, columns, and the grid of labels and figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from model.form.figures import Figure, read_amount, read_count, read_signed
from model.form.schema import EditionError, require_unique


class Cell(str):
    """The address of a figure: ids of table, row and column, e.g. ``requests.results.granted.person``.

    A ``str`` rather than a tuple, because strings cache their hash and every edit looks up some thousand cells.
    """

    __slots__ = ("column", "row", "table")
    table: str
    row: str
    column: str

    def __new__(cls, table: str, row: str, column: str) -> Self:
        cell = super().__new__(cls, f"{table}.{row}.{column}")
        cell.table, cell.row, cell.column = table, row, column
        return cell

    def __getnewargs__(self) -> tuple[str, str, str]:  # type: ignore[override]
        return self.table, self.row, self.column

    @classmethod
    def parse(cls, address: str) -> Self:
        """The cell of that address; row ids may contain dots.

        Raises:
            ValueError: fewer than three parts.
        """
        table, _, rest = address.partition(".")
        row, _, column = rest.rpartition(".")
        if not (table and row and column):
            raise ValueError(address)
        return cls(table, row, column)


@dataclass(frozen=True)
class Row:
    """A row of a table: ``mark`` is its short name in an equation (``三（七）``), ``name`` its name in findings,
    ``also`` alternative wordings and misspellings seen in published reports."""

    id: str
    mark: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table; ``also`` are alternative wordings seen in published reports."""

    id: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """One printed cell of a table: its position and size in the grid, and its content.

    ``role`` is ``block`` (a coloured title across the table), ``head``, ``label``, ``note`` or ``figure``; ``cell``
    is set for a figure only, ``text`` for all others.
    """

    top: int
    left: int
    high: int
    wide: int
    role: str
    text: str = ""
    cell: Cell | None = None

    @property
    def right(self) -> int:
        """The grid column after the last one that is covered."""
        return self.left + self.wide

    @property
    def bottom(self) -> int:
        """The grid row after the last one that is covered."""
        return self.top + self.high


@dataclass(frozen=True)
class Table:
    """One statutory table as it is printed."""

    id: str
    section: str
    name: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    places: tuple[Place, ...]
    amounts: frozenset[Cell]
    signed: frozenset[Cell] = frozenset()
    """Count cells that may be negative: 本年增/减."""

    @cached_property
    def height(self) -> int:
        """The number of grid rows."""
        return max(place.bottom for place in self.places)

    @cached_property
    def width(self) -> int:
        """The number of grid columns."""
        return max(place.right for place in self.places)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in reading order."""
        return tuple(place.cell for place in self.places if place.cell)

    @cached_property
    def cell_set(self) -> frozenset[Cell]:
        """The cells for membership tests."""
        return frozenset(self.cells)

    @cached_property
    def _lines(self) -> Mapping[str, tuple[Cell, ...]]:
        return {row.id: tuple(cell for cell in self.cells if cell.row == row.id) for row in self.rows}

    def line(self, row_id: str) -> tuple[Cell, ...]:
        """The cells of one row in printed order."""
        return self._lines[row_id]

    @cached_property
    def place_of(self) -> Mapping[Cell, Place]:
        """Cell -> its printed place."""
        return {place.cell: place for place in self.places if place.cell}

    @cached_property
    def place_at(self) -> Mapping[tuple[int, int], Place]:
        """(grid row, grid column) -> the printed cell that covers it."""
        return {
            (top, left): place
            for place in self.places
            for top in range(place.top, place.bottom)
            for left in range(place.left, place.right)
        }

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _columns(self) -> Mapping[str, Column]:
        return {column.id: column for column in self.columns}

    def row(self, row_id: str) -> Row:
        """Raises KeyError for an id that the table does not have."""
        return self._rows[row_id]

    def column(self, column_id: str) -> Column:
        """Raises KeyError for an id that the table does not have."""
        return self._columns[column_id]

    def name_of(self, cell: Cell) -> str:
        """The cell's name as shown to the user, e.g. ``四、结转下年度 · 商业企业``."""
        row, column = self.row(cell.row), self.column(cell.column)
        return row.name if len(self.line(cell.row)) == 1 else f"{row.name} · {column.name}"

    def read(self, cell: Cell, text: str) -> Figure | None:
        """The figure that ``text`` means in ``cell``; ``None`` for blank text.

        Raises:
            FigureError: the text is not a figure of the cell's kind.
        """
        if cell in self.amounts:
            return read_amount(text)
        return read_signed(text) if cell in self.signed else read_count(text)

    def row_labels(self, cell: Cell) -> tuple[str, ...]:
        """The printed labels left of the cell, outermost first; empty where the form has none (table four)."""
        place = self.place_of[cell]
        found = [self.place_at.get((place.top, left)) for left in range(place.left)]
        return tuple(dict.fromkeys(each.text for each in found if each and each.role == "label"))

    def column_labels(self, cell: Cell) -> tuple[str, ...]:
        """The printed heads above the cell, outermost first, up to and including the title of its block."""
        place = self.place_of[cell]
        found: list[str] = []
        for top in range(place.top - 1, -1, -1):
            above = self.place_at.get((top, place.left))
            if above is None or above.role in ("figure", "label"):
                if found:
                    break
                continue
            if above.text not in found:
                found.append(above.text)
            if above.role == "block":
                break
        return tuple(reversed(found))


@dataclass(frozen=True)
class TableEntry:
    """One table as written in an edition file; ``amounts`` are addresses within the table."""

    id: str
    section: str
    name: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    grid: tuple[tuple[dict, ...], ...]  # type: ignore[type-arg]
    amounts: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    """Ids of columns."""


def table_of(entry: TableEntry, where: str) -> Table:
    """Builds and validates the table of an edition file.

    Raises:
        EditionError: ids occur twice, or rows, columns, ``grid``, ``amounts`` and ``signed`` do not fit together.
    """
    require_unique(where, "rows", [row.id for row in entry.rows])
    require_unique(where, "columns", [column.id for column in entry.columns])
    places = tuple(_placed(entry, where))
    cells = [place.cell for place in places if place.cell]
    require_unique(where, "grid", [str(cell) for cell in cells])
    for kind, named, used in (
        ("rows", [row.id for row in entry.rows], {cell.row for cell in cells}),
        ("columns", [column.id for column in entry.columns], {cell.column for cell in cells}),
    ):
        if off := sorted(set(named) ^ used):
            raise EditionError(f"{where}：{kind} 与 grid 不一致：{'、'.join(off)}")
    if off := [name for name in (entry.id, *(column.id for column in entry.columns)) if "." in name]:
        raise EditionError(f"{where}：表和列的 id 里不能有点：{'、'.join(off)}")
    by_address = {str(cell): cell for cell in cells}
    amounts = [f"{entry.id}.{address}" for address in entry.amounts]
    if off := sorted(set(amounts) - by_address.keys()):
        raise EditionError(f"{where}：amounts 里没有这一格：{'、'.join(off)}")
    amount_cells = frozenset(by_address[address] for address in amounts)
    if off := sorted(set(entry.signed) - {column.id for column in entry.columns}):
        raise EditionError(f"{where}：signed 里没有这一列：{'、'.join(off)}")
    signed_cells = frozenset(cell for cell in cells if cell.column in entry.signed)
    if off := sorted(amount_cells & signed_cells):
        raise EditionError(f"{where}：既是 amounts 又是 signed：{'、'.join(off)}")
    return Table(entry.id, entry.section, entry.name, entry.rows, entry.columns, places, amount_cells, signed_cells)


def _placed(entry: TableEntry, where: str) -> Iterator[Place]:
    """The grid's printed cells with their positions, laid out like HTML's ``rowspan`` and ``colspan``.

    Raises:
        EditionError: a place is covered twice or not at all.
    """
    taken: set[tuple[int, int]] = set()
    for top, line in enumerate(entry.grid):
        left = 0
        for item in line:
            for role, text, cell, wide, high in _items(entry, item, f"{where}：grid 第 {top + 1} 行"):
                while (top, left) in taken:
                    left += 1
                covered = {(r, c) for r in range(top, top + high) for c in range(left, left + wide)}
                if covered & taken:
                    raise EditionError(f"{where}：grid 第 {top + 1} 行：{text or cell} 与别的格重叠")
                taken |= covered
                yield Place(top, left, high, wide, role, text, cell)
                left += wide
    # the first line defines the width, so that the error names a later line that is too wide
    height, width = len(entry.grid), max((c for r, c in taken if r == 0), default=-1) + 1
    if gaps := {(r, c) for r in range(height) for c in range(width)} ^ taken:
        gap = min(gaps)
        raise EditionError(f"{where}：grid 第 {gap[0] + 1} 行第 {gap[1] + 1} 列没有铺满，或超出表外")


def _items(
    entry: TableEntry, item: Mapping[str, object], where: str
) -> Iterator[tuple[str, str, Cell | None, int, int]]:
    """(role, text, cell, wide, high) of one grid entry; ``figures`` expands to one figure per column."""
    rest = {key: value for key, value in item.items() if key not in ("wide", "high")}
    wide, high = item.get("wide", 1), item.get("high", 1)
    if len(rest) != 1 or not isinstance(wide, int) or not isinstance(high, int) or wide < 1 or high < 1:
        raise EditionError(f"{where}：格子写法不对：{dict(item)!r}")
    ((role, value),) = rest.items()
    if not isinstance(value, str) or not value:
        raise EditionError(f"{where}：{role} 应为文字，实为 {value!r}")
    if role == "figures":
        for column in entry.columns:
            yield "figure", "", Cell(entry.id, value, column.id), 1, 1
    elif role == "figure":
        row, _, column_id = value.rpartition(".")
        yield "figure", "", Cell(entry.id, row, column_id), wide, high
    elif role in ("block", "head", "label", "note"):
        yield role, value, None, wide, high
    else:
        raise EditionError(f"{where}：不认识的格子 {role!r}")
