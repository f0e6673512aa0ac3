"""The rows of a document's table, each classified: figures of a row of the form, heads, the title of a block, …"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.form.labels import worded
from model.importing.content import Box, Grid
from model.importing.recognition.vocabulary import Vocabulary

_NEARLY_ALL = 0.7
_SHORT = 4
"""Words of a label shorter than this (其他, 总计) also need the right group label above them."""


@dataclass
class Line:
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
        """The values that have a text."""
        return tuple(box for box in self.values if not box.blank)


@dataclass(frozen=True)
class Extent:
    """How far the rows of a grid usually extend."""

    width: int
    """The places that a row covers."""
    own: int
    """The cells that begin in a row; 0 where rows differ, as they do in a table with merged cells."""


def usual_extent(lines: Sequence[Line]) -> Extent:
    """Of the rows that have a label or any text."""
    shown = [line for line in lines if line.label or not all(box.blank for box in line.boxes)]
    widths: dict[int, int] = {}
    owns: dict[int, int] = {}
    for line in shown:
        widths[line.wide] = widths.get(line.wide, 0) + 1
        owns[line.own] = owns.get(line.own, 0) + 1
    own, times = max(owns.items(), key=lambda item: item[1], default=(0, 0))
    return Extent(
        max(widths, key=lambda wide: (widths[wide], wide), default=0), own if times > _NEARLY_ALL * len(shown) else 0
    )


def read_lines(grid: Grid, vocabulary: Vocabulary) -> list[Line]:
    """Every row of the grid, from top to bottom."""
    reader = _LineReader(vocabulary)
    return [reader.line(index, boxes) for index, boxes in enumerate(grid.rows)]


class _LineReader:
    """Reads the rows of one grid from top to bottom; a group's label also applies to the rows below it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._group_at: dict[int, str] = {}
        """Depth -> the last group label read."""

    def line(self, index: int, boxes: tuple[Box, ...]) -> Line:
        if not any(box.text for box in boxes):
            return Line(index, "blank", boxes, boxes)
        meaning = self._vocabulary.meaning
        groups: set[str] = set()
        is_block = False
        for place, box in enumerate(boxes):
            text = box.text
            if not text or text.isspace():
                continue
            means = meaning(text)
            if means.rows and box.top == index and not (means.heads and not groups and self._heads_in(boxes) > 1):
                row = self._row_of(means.rows, groups, box)
                return Line(index, "figures" if row else "other", boxes, boxes[place + 1 :], box, row)
            if not means.groups and not means.aside:
                break
            is_block = is_block or means.block
            groups |= means.groups
            self._group_at |= {self._vocabulary.depth_of[group]: group for group in means.groups}
        heads = self._heads_in(boxes)
        if heads and 2 * heads >= len([box for box in boxes if not box.blank and not meaning(box.text).aside]):
            return Line(index, "heads", boxes)
        if is_block:
            return Line(index, "block", boxes)
        own = tuple(box for box in boxes if not (meaning(box.text).groups or meaning(box.text).aside))
        group = next((box for box in boxes if box.top == index and meaning(box.text).groups), None)
        blank = all(box.blank or box.top < index for box in own)
        return Line(index, "blank" if blank else "other", boxes, own, group)

    def _heads_in(self, boxes: Iterable[Box]) -> int:
        return len([box for box in boxes if self._vocabulary.meaning(box.text).heads])

    def _row_of(self, rows: Iterable[str], groups: set[str], label: Box) -> str:
        """The form's row that the label names under these groups; blank where that is not certain."""
        fits = [row for row in rows if groups <= self._vocabulary.groups_of[row]]
        wording = worded(label.text)
        if len(fits) == 1 and not wording.numeral and len(wording.words) < _SHORT:
            wanted = self._vocabulary.groups_of[fits[0]] - groups
            fits = [row for row in fits if wanted <= set(self._group_at.values())]
        return fits[0] if len(fits) == 1 else ""


def rows_of_stream(grid: Grid, vocabulary: Vocabulary) -> list[list[str]]:
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
