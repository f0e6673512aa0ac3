"""The content of any container in reading order: paragraphs, and tables as grids of text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from model.named_tuples import made

UNREADABLE = "〓"
"""Stands for a character that the document shows without saying which it is. A text with it is no figure."""
MOST_BOXES = 500_000
"""In all tables of a document; with more it is no report."""
MOST_ROWS = 2000
MOST_COLUMNS = 200
"""Far more than any table of the form has; cells beyond are not read, and a note reports that."""


class Limits(NamedTuple):
    """How much of a document is read."""

    rows: int = MOST_ROWS
    """Of a table."""
    part_bytes: int = 8_000_000
    """Of one part of a workbook, unpacked."""
    filled: int = 150_000
    """Cells of a workbook with text."""
    lists_rows: bool = False
    """The document is a list, each row of which counts: hidden rows and columns are read too, and reported; one with
    more rows is refused instead of cut."""


REPORT = Limits()
REGISTER = Limits(20_000, 60_000_000, 400_000, lists_rows=True)
"""A register of applications: a large office receives some thousand a year."""


class NotText(StrEnum):
    """What a document may hold beside text: no reader reads it."""

    PICTURES = "pictures"
    FRAMES = "frames"
    OBJECTS = "objects"
    ATTACHMENTS = "attachments"
    """Documents that a web page links to or shows in itself."""
    HIDDEN_TABLES = "hidden tables"
    """Of a web page, which does not show them."""
    SCRIPTED = "scripted"
    """What only a script of the web page writes or fetches when it is shown."""


class Box(NamedTuple):
    """One cell of a table in the document, merged or not: its text and the positions that it covers."""

    text: str
    top: int
    left: int
    high: int = 1
    wide: int = 1

    @property
    def right(self) -> int:
        """One column past the last that the box covers."""
        return self.left + self.wide

    @property
    def bottom(self) -> int:
        """One row past the last that the box covers."""
        return self.top + self.high

    @property
    def blank(self) -> bool:
        """Whether the text is empty or white space."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True)
class SourceParagraph:
    """``text`` may contain manual line breaks; ``where`` is its position as shown to a person."""

    text: str
    where: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Stripped of surrounding white space; none are empty."""
        return tuple([line for each in self.text.splitlines() if (line := each.strip())])


@dataclass(frozen=True)
class Grid:
    """A table as rows of text. Every position maps to the box that covers it, merged cells included.

    ``aligned`` is ``False`` for tables that lost their geometry (text with pipes): there only the order of
    the boxes is meaningful, not their columns. ``offset`` rows of the document's table precede this part of it.
    """

    name: str
    """As shown to a person: ``第1张表`` or ``工作表“表二”``."""
    boxes: tuple[Box, ...]
    aligned: bool = True
    is_sheet: bool = False
    offset: int = 0
    seams: tuple[int, ...] = ()
    """Rows at which a page begins: a cell above such a row may continue in the cell below it."""
    is_cut: bool = False
    """The document's table is longer: rows beyond ``MOST_ROWS`` are not here."""

    @cached_property
    def height(self) -> int:
        """Number of rows; 0 for a grid without boxes."""
        return max([top + high for _, top, _, high, _ in self.boxes], default=0)

    @cached_property
    def width(self) -> int:
        """Number of columns; 0 for a grid without boxes."""
        return max([left + wide for _, _, left, _, wide in self.boxes], default=0)

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Box]:
        return {
            (row, column): box
            for box in self.boxes
            for row in range(box.top, box.bottom)
            for column in range(box.left, box.right)
        }

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct texts that are not plain figures; they include its labels."""
        distinct = {box[0] for box in self.boxes}
        return frozenset([text for text in distinct if not text.isdigit()])

    @cached_property
    def rows(self) -> tuple[tuple[Box, ...], ...]:
        """Row by row the boxes that cover it from left to right, also those that begin further up."""
        found: list[list[Box]] = [[] for _ in range(self.height)]
        mixed: set[int] = set()
        for box in self.boxes:
            _, top, left, high, _ = box
            for row in range(top, top + high) if high > 1 else (top,):
                here = found[row]
                if here and here[-1].left > left:
                    mixed.add(row)
                here.append(box)
        for row in mixed:
            found[row].sort(key=_left)
        return tuple(map(tuple, found))

    def box_at(self, row: int, column: int) -> Box | None:
        """``None`` where a short row has no cell at all."""
        return self._covering.get((row, column))

    def text_at(self, row: int, column: int) -> str:
        """The text of the box that covers the position; blank where there is none."""
        box = self.box_at(row, column)
        return box.text if box else ""

    def is_origin(self, row: int, column: int) -> bool:
        """Whether a box begins at this position rather than merely covering it."""
        box = self.box_at(row, column)
        return box is not None and (box.top, box.left) == (row, column)

    def texts(self) -> list[list[str]]:
        """Rows of text; a merged cell's text is repeated at every position that it covers."""
        return [[self.text_at(row, column) for column in range(self.width)] for row in range(self.height)]

    def place_of(self, box: Box) -> str:
        """The position of the box in the document, as shown to a person."""
        return self.name + self._shown_position(self.offset + 1 + box.top, box.left)

    def places_at(self, positions: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
        """As ``place_of``, of the boxes that begin in these rows and columns."""
        return _places(self.name, self.offset + 1, positions, self._shown_position)

    @property
    def _shown_position(self) -> Callable[[int, int], str]:
        return _position_in_sheet if self.is_sheet else _position_in_table

    def place_of_row(self, row: int) -> str:
        """The row as shown to a person, counted from 1 in the whole table of the document."""
        return f"{self.name}第{self.offset + row + 1}行"

    def part(self, top: int, bottom: int) -> "Grid":
        """The rows from ``top`` up to ``bottom``; boxes that reach beyond are cut."""
        boxes = [
            Box(box.text, first - top, box.left, min(box.bottom, bottom) - first, box.wide)
            for box in self.boxes
            if (first := max(box.top, top)) < min(box.bottom, bottom)
        ]
        seams = tuple(row - top for row in self.seams if top < row < bottom)
        return Grid(self.name, tuple(boxes), self.aligned, self.is_sheet, self.offset + top, seams)


Content = Sequence[SourceParagraph | Grid]


def _left(box: Box) -> int:
    return box.left


@lru_cache(maxsize=64)
def _places(
    name: str, first: int, positions: tuple[tuple[int, int], ...], shown: Callable[[int, int], str]
) -> tuple[str, ...]:
    """Cached because most documents name their tables alike (第1张表), and have their cells in the same positions."""
    return tuple(name + shown(first + top, left) for top, left in positions)


@lru_cache(maxsize=4096)
def _position_in_table(row: int, column: int) -> str:
    return f"第{row}行第{column + 1}列"


@lru_cache(maxsize=4096)
def _position_in_sheet(row: int, column: int) -> str:
    return f"{_letters(column)}{row}"


def _letters(column: int) -> str:
    """Spreadsheet letters of the zero-based column: ``A`` … ``Z``, ``AA`` …"""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def ragged(name: str, rows: Iterable[Sequence[str]]) -> Grid:
    """A table that keeps only the order of its cells (``aligned`` is ``False``)."""
    return Grid(
        name, tuple(Box(text, top, left) for top, row in enumerate(rows) for left, text in enumerate(row)), False
    )


def laid_out(rows: Iterable[Iterable[tuple[str, int, int]]], most: int = MOST_ROWS) -> Iterator[Box]:
    """Boxes from rows of (text, wide, high), each put at the next free place as HTML does with ``colspan`` and
    ``rowspan``; a ``high`` beyond the last row is cut."""
    return made(Box, _placed(rows, most))


def _placed(rows: Iterable[Iterable[tuple[str, int, int]]], most: int) -> Iterator[tuple[str, int, int, int, int]]:
    """The fields of each box."""
    listed = [list(row) for row in rows][:most]
    taken_until: dict[int, int] = {}
    """Column -> the row up to which a cell that reaches into rows below takes it."""
    for top, row in enumerate(listed):
        left = 0
        for text, wide, high in row:
            while taken_until and taken_until.get(left, 0) > top:
                left += 1
            if left >= MOST_COLUMNS:
                break
            if wide == 1 == high:  # nearly all
                yield text, top, left, 1, 1
                left += 1
                continue
            down = min(max(high, 1), len(listed) - top)
            wished = min(max(wide, 1), MOST_COLUMNS - left)
            # a cell that runs into one from above is as wide as the room that is left for it
            room = next((n for n in range(1, wished) if taken_until.get(left + n, 0) > top), wished)
            if down > 1:
                taken_until |= dict.fromkeys(range(left, left + room), top + down)
            yield text, top, left, down, room
            left += room
