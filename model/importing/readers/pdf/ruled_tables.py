"""Tables from the straight lines drawn on a page: lines form the grid; text belongs to the cell around its centre."""

import itertools
import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from model.importing.content import MOST_COLUMNS, MOST_ROWS, Box
from model.importing.notes import apart
from model.named_tuples import made

_SAME_LINE = 2.5
"""Points. Lines at a smaller distance are one line drawn twice; every cell of the form is wider."""
_MEETS = 3.0
"""Points. A line that ends within this distance of another one meets it."""
_MOST_LINES = 1500


class Stroke(NamedTuple):
    """A straight line at ``at`` from ``start`` to ``end``, horizontal or vertical; the y axis points down."""

    at: float
    start: float
    end: float


class Run(NamedTuple):
    """Adjacent characters; ``middles`` are their horizontal centres from left to right."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    middles: tuple[float, ...]
    why: str = ""
    """Why the text is not certainly part of the body around it: pale, invisible."""

    @property
    def middle(self) -> float:
        """The vertical centre, in points."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The height of the run, in points."""
        return self.bottom - self.top


@dataclass
class RuledTable:
    """``columns`` and ``rows`` are the places of its lines, one more than there are columns and rows."""

    columns: list[float]
    rows: list[float]
    cells: list[tuple[int, int, int, int]]
    """(top, left, high, wide)."""

    @property
    def top(self) -> float:
        """The topmost line, in points; the y axis points down."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """The lowest line, in points."""
        return self.rows[-1]

    @cached_property
    def _cell_at(self) -> dict[tuple[int, int], int]:
        return {
            (row, column): number
            for number, (top, left, high, wide) in enumerate(self.cells)
            for row in range(top, top + high)
            for column in range(left, left + wide)
        }

    def holds(self, run: Run) -> bool:
        """Whether the centre of the run lies inside the table."""
        return bool(self.parted([run])[0])

    def parted(self, runs: Iterable[Run]) -> tuple[list[Run], list[Run]]:
        """Those whose centres lie inside the table, and the others."""
        first_row, last_row = 2 * self.rows[0], 2 * self.rows[-1]
        first_column, last_column = 2 * self.columns[0], 2 * self.columns[-1]
        inside: list[Run] = []
        outside: list[Run] = []
        for run in runs:
            _, left, right, top, bottom, _, _ = run
            is_inside = first_row < top + bottom < last_row and first_column < left + right < last_column
            (inside if is_inside else outside).append(run)
        return inside, outside

    def boxes(self, runs: Iterable[Run]) -> list[Box]:
        """The cells with the text of ``runs``, which all lie in this table."""
        inside: list[list[Run]] = [[] for _ in self.cells]
        columns = self.columns
        for run in runs:
            middles = run.middles
            column = bisect_right(columns, middles[0])
            if len(middles) == 1 or column == bisect_right(columns, middles[-1]):
                inside[self._cell_of(run, column - 1)].append(run)
                continue
            for number, piece in self._cut(run):
                inside[number].append(piece)
        texts = (
            (joined(held, columns[left + wide] - columns[left]), top, left, high, wide)
            for held, (top, left, high, wide) in zip(inside, self.cells, strict=True)
        )
        return list(made(Box, texts))

    def _cell_of(self, run: Run, column: int) -> int:
        row = bisect_right(self.rows, (run.top + run.bottom) / 2) - 1
        found = self._cell_at.get((row, column))
        return self._cell_at[(row, min(max(column, 0), len(self.columns) - 2))] if found is None else found

    def _cut(self, run: Run) -> Iterator[tuple[int, Run]]:
        """(cell, text) of a run that crosses a line of the table, as texts of adjacent cells may nearly touch."""
        start, cell = 0, -1
        for number, middle in enumerate(run.middles):
            now = self._cell_of(run, bisect_right(self.columns, middle) - 1)
            if number and now != cell:
                yield cell, _part(run, start, number)
                start = number
            cell = now
        yield cell, _part(run, start, len(run.text))

    def crossings(self, runs: Iterable[Run]) -> Iterator[tuple[float, float]]:
        """Where the runs go from one cell to the next without a gap, as no typed text does: (x, y)."""
        columns = self.columns
        for run in runs:
            middles = run.middles
            if bisect_right(columns, middles[0]) != bisect_right(columns, middles[-1]) and self.holds(run):
                yield from self._crossed_by(run)

    def _crossed_by(self, run: Run) -> Iterator[tuple[float, float]]:
        at = 0
        for _, piece in self._cut(run):
            if at:
                before, after = run.middles[at - 1 : at + 1]
                advance = sum(0.5 if char.isascii() else 1.0 for char in run.text[at - 1 : at + 1]) / 2
                if after - before < _NO_GAP * advance * run.size:
                    yield (before + after) / 2, run.middle
            at += len(piece.text)


def _part(run: Run, start: int, end: int) -> Run:
    if (start, end) == (0, len(run.text)):
        return run
    half = (run.right - run.left) / len(run.text) / 2
    middles = run.middles[start:end]
    return Run(run.text[start:end], middles[0] - half, middles[-1] + half, run.top, run.bottom, middles, run.why)


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs line by line, each from left to right."""
    lines: list[list[Run]] = []
    middle = size = 0.0
    for run in sorted(runs, key=_middle):
        own_middle, own_size = (run.top + run.bottom) / 2, run.bottom - run.top
        if lines and own_middle - middle < 0.5 * min(size, own_size):
            lines[-1].append(run)
        else:
            lines.append([run])
            middle, size = own_middle, own_size
    for line in lines:
        if len(line) > 1:
            line.sort(key=_left)
    return lines


def _middle(run: Run) -> float:
    return (run.top + run.bottom) / 2


_left = operator.attrgetter("left")


def text_of(line: Sequence[Run]) -> str:
    """The text with spaces only between Latin words and numbers: gaps between Chinese characters are not spaces."""
    text = line[0].text
    for before, run in itertools.pairwise(line):
        gap = run.left - before.right > 0.2 * run.size
        text += f" {run.text}" if gap and _is_latin(text[-1]) and _is_latin(run.text[0]) else run.text
    return text


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


OVER = "叠印"
"""``Run.why`` of a text that is printed over another one."""
ADDED = "另填"
"""``Run.why`` of the text of a field or comment: it is the cell's text unless digits are printed there too."""
_DIGIT = re.compile(r"\d")
_SMALL = 0.75
"""Share of the height of the largest digits beside it; lower digits are raised or lowered ones."""
_RAISED = 0.2
_BOLD = 0.3
"""Share of the height."""
_NO_GAP = 1.15
"""Times the usual distance of two characters."""
_OVER = 0.3
"""Share of the height; runs that overlap more are printed over each other."""


def joined(runs: list[Run], width: float) -> str:
    """The text of a cell of this width. Its lines are joined; two numbers below each other stay separate unless the
    first one filled the line. Digits that do not certainly belong to its text stand apart."""
    if not runs or (len(runs) < 2 and not runs[0].why):
        return runs[0].text if runs else ""
    runs = _set_apart([run for run in runs if run.text.strip()])
    text = ""
    right = left = digit = 0.0
    for line in lines_of(runs):
        more = text_of(_told_apart(line))
        if text and _is_latin(text[-1]) and _is_latin(more[0]):
            wrapped = text[-1].isdigit() and more[0].isdigit() and right - left + digit > width - 2 * digit
            text += more if wrapped else f"\n{more}"
        else:
            text += more
        left, right = line[0].left, line[-1].right
        digit = line[-1].size / 2
    return text


def _set_apart(runs: list[Run]) -> list[Run]:
    """Pale and invisible texts stand apart where they or the rest have digits, else they are left out."""
    plain = [run for run in runs if not run.why]
    if len(plain) == len(runs):
        return runs
    has_digits = any(_DIGIT.search(run.text) for run in plain)
    if not has_digits:
        runs = [run._replace(why="") if run.why == ADDED else run for run in runs]
        if any(_DIGIT.search(run.text) for run in runs if not run.why):
            plain = [run for run in runs if not run.why]
        elif plain:
            return [run for run in runs if not run.why]
    return [
        run._replace(text=apart(run.why, run.text)) if run.why and (plain or _DIGIT.search(run.text)) else run
        for run in runs
    ]


def _told_apart(line: list[Run]) -> list[Run]:
    """The line, whose digits stand apart where they are raised, lowered, or printed over others."""
    line = _drawn_once(line) if len(line) > 1 else line
    if len(line) < 2 or not any(_DIGIT.search(run.text) for run in line):
        return line
    largest = max((run for run in line if _DIGIT.search(run.text)), key=lambda run: run.size)
    told = [line[0]]
    for before, run in itertools.pairwise(line):
        over = before.right - run.left > _OVER * min(run.size, before.size)
        told.append(run._replace(text=apart(OVER, run.text)) if over else run)
    return [_position_told(run, largest) for run in told]


def _drawn_once(line: list[Run]) -> list[Run]:
    """The line without texts that were drawn a second time a bit beside, which makes them bold."""
    kept: list[Run] = []
    for run in line:
        if not any(run.text == other.text and abs(run.left - other.left) < _BOLD * run.size for other in kept):
            kept.append(run)
    return kept


def _position_told(run: Run, largest: Run) -> Run:
    if not run.text[0].isdigit() or run is largest:
        return run
    offset = run.middle - largest.middle
    if run.size < _SMALL * largest.size or abs(offset) > _RAISED * largest.size:
        return run._replace(text=apart("上标" if offset < 0 else "下标", run.text))
    return run


def tables_of(across: Sequence[Stroke], down: Sequence[Stroke]) -> list[RuledTable]:
    """The tables formed by horizontal and vertical lines; a line that meets no other one forms none."""
    if len(across) + len(down) > _MOST_LINES:
        return []
    across, down = _united(across), _united(down)
    tables = [_table(*each) for each in _meeting(across, down)]
    return sorted((table for table in tables if table is not None), key=lambda table: table.top)


def _united(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Merges collinear lines that touch or overlap."""
    found: list[Stroke] = []
    same: list[Stroke] = []
    for stroke in [*sorted(strokes), Stroke(float("inf"), 0, 0)]:
        if same and stroke.at - same[-1].at > _SAME_LINE:
            at = sum(each.at for each in same) / len(same)
            start, end = None, 0.0
            for each in sorted(same, key=lambda each: each.start):
                if start is None:
                    start, end = each.start, each.end
                elif each.start <= end + _MEETS:
                    end = max(end, each.end)
                else:
                    found.append(Stroke(at, start, end))
                    start, end = each.start, each.end
            if start is not None:
                found.append(Stroke(at, start, end))
            same = []
        same.append(stroke)
    return found


def _meeting(across: list[Stroke], down: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Groups of connected lines."""
    left_across, left_down = set(across), set(down)
    while left_across:
        seed = left_across.pop()
        group: tuple[list[Stroke], list[Stroke]] = ([seed], [])
        waiting: list[tuple[int, Stroke]] = [(0, seed)]
        while waiting:
            kind, stroke = waiting.pop()
            others = (left_down, left_across)[kind]
            met = [
                each
                for each in others
                if each.start - _MEETS <= stroke.at <= each.end + _MEETS
                and stroke.start - _MEETS <= each.at <= stroke.end + _MEETS
            ]
            others.difference_update(met)
            group[1 - kind].extend(met)
            waiting += [(1 - kind, each) for each in met]
        yield group


def _table(across: list[Stroke], down: list[Stroke]) -> RuledTable | None:
    """``None`` for lines that separate nothing: a rule under a heading, a frame around a page."""
    if len(across) < 2:
        return None
    # a table may have no lines at its left and right edge
    columns = _places(itertools.chain((each.at for each in down), _ends(across)))
    rows = _places(itertools.chain((each.at for each in across), _ends(down)))
    if not (2 <= len(columns) <= MOST_COLUMNS and 2 <= len(rows) <= MOST_ROWS):
        return None
    cells = list(_cells(_walls(down, columns, rows), _walls(across, rows, columns)))
    return RuledTable(columns, rows, cells) if len(cells) > 1 else None


def _ends(strokes: Iterable[Stroke]) -> Iterator[float]:
    return (end for stroke in strokes for end in (stroke.start, stroke.end))


def _places(lines: Iterable[float]) -> list[float]:
    """One place for all lines that are one."""
    found: list[list[float]] = []
    for at in sorted(lines):
        if found and at - found[-1][-1] <= _SAME_LINE:
            found[-1].append(at)
        else:
            found.append([at])
    return [sum(each) / len(each) for each in found]


_Walls = list[bytearray]
"""For each line, whether it separates cells in each of the intervals along it."""


def _walls(strokes: Iterable[Stroke], places: list[float], along: list[float]) -> _Walls:
    """Of the lines at ``places``, over the intervals of ``along``; the first and the last line are whole."""
    count = len(along) - 1
    walls = [bytearray(count) for _ in places]
    walls[0] = walls[-1] = bytearray(b"\1" * count)
    middles = [(one + other) / 2 for one, other in itertools.pairwise(along)]
    for at, start, end in strokes:
        above = bisect_left(places, at, 1, len(places) - 1)
        place = above if places[above] - at < at - places[above - 1] else above - 1
        _fill(walls[place], bisect_right(middles, start), bisect_left(middles, end))
    return walls


def _fill(flags: bytearray, begin: int, end: int) -> None:
    if begin < end:
        flags[begin:end] = b"\1" * (end - begin)


def _cells(beside: _Walls, below: _Walls) -> Iterator[tuple[int, int, int, int]]:
    """(top, left, high, wide) of each cell, from the walls beside and below: ``below[0]`` is above the first row."""
    width, height = len(beside) - 1, len(below) - 1
    taken = [bytearray(width + 1) for _ in range(height)]
    for top in range(height):
        for left in range(width):
            if taken[top][left]:
                continue
            right, bottom = left + 1, top + 1
            while not beside[right][top] and not taken[top][right]:
                right += 1
            while (
                not below[bottom][left]
                and beside[left][bottom]
                and _goes_on(beside, below[bottom], taken[bottom], range(left, right), bottom)
            ):
                bottom += 1
            if right > left + 1 or bottom > top + 1:
                for row in range(top, bottom):
                    _fill(taken[row], left, right)
            yield top, left, bottom - top, right - left


def _goes_on(beside: _Walls, above: bytearray, taken: bytearray, span: range, row: int) -> bool:
    """Whether the cell above, of these columns, covers this row as well. ``above``: the wall between the two."""
    left, right = span.start, span.stop
    return (
        above.find(1, left, right) < 0
        and taken.find(1, left, right) < 0
        and beside[right][row] == 1
        and not any(beside[column][row] for column in range(left + 1, right))
    )
