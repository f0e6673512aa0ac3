"""Columns of a document's table that the form does not have: numbers of the rows (序号, 行次), another year, remarks.

What stands in such a column is never a figure of the form, and it must not move the figures beside it.
"""

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property

from model.importing.content import Box
from model.importing.recognition.grid_lines import Line

_NUMBER = re.compile(r"\W*+0*(\d{1,3})\W*+")
_FEWEST_ROWS = 3
_FEWEST_ROWS_WITHOUT_BEGINNING = 5
"""Of a table that may be the rest of another one, whose numbers began there."""
_NEARLY_ALL = 0.7
_OVERFULL_ENOUGH = 2
"""A single row with a cell too many is that row's own fault."""


class ExtraColumns:
    """What the rows of figures of one grid have in common. Each is found out when it is asked for: rows that lie under
    heads of their own need none of it."""

    def __init__(self, rows: Sequence[Line], most: Mapping[str, int]) -> None:
        """``rows`` are none where there are too few of them."""
        self._rows = rows
        self._most = most

    @classmethod
    def of(cls, lines: Sequence[Line], most: Mapping[str, int] | None = None) -> "ExtraColumns":
        """``lines`` are the rows of one grid; ``most``: row of the form -> the number of its figures."""
        rows = [line for line in lines if line.kind == "figures" and line.values]
        return cls(rows if len(rows) >= _FEWEST_ROWS else (), most or {})

    @cached_property
    def first_values(self) -> str:
        """``numbers`` of the rows in each row; ``doubtful``: in most, or words or nothing in all; else blank."""
        if not self._rows:
            return ""
        first = [line.values[0] for line in self._rows]
        is_blank = all(box.blank for box in first) and any(line.filled for line in self._rows)
        return "doubtful" if is_blank else _kind_of([box.text for box in first])

    @cached_property
    def are_overfull(self) -> bool:
        """Some rows have more figures than the form has for them."""
        return sum(_is_overfull(line, self._most) for line in self._rows) >= _OVERFULL_ENOUGH

    @cached_property
    def are_exact(self) -> bool:
        """All rows have equally many cells behind labels of different widths, the last of them filled in most: no blank
        cells were put behind the rows, as programs do that make a rectangle of them."""
        return bool(self._rows) and _are_exact(self._rows)

    @cached_property
    def _filled(self) -> Mapping[int, Sequence[str]]:
        """The columns that are filled in every row, with their texts."""
        columns: dict[int, list[str]] = {}
        for line in self._rows:
            for box in line.values:
                if box.wide == 1 and box.high == 1 and not box.blank:
                    columns.setdefault(box.left, []).append(box.text)
        return {column: texts for column, texts in columns.items() if len(texts) == len(self._rows)}

    @cached_property
    def _numbers(self) -> frozenset[int]:
        """The columns that hold the numbers of the rows."""
        return frozenset(column for column, texts in self._filled.items() if _kind_of(texts) == "numbers")

    @cached_property
    def _checks(self) -> frozenset[int]:
        """The columns that check the row: a mark or word in every row, or in every row what stands before it, or
        nothing but zeros beside other numbers."""
        return frozenset(column for column, texts in self._filled.items() if self._are_checks(column, texts))

    def _are_checks(self, column: int, texts: Sequence[str]) -> bool:
        if not any(map(str.isdigit, "".join(texts))):
            return True
        before = self._filled.get(column - 1, ())
        return any(text.strip("0. ") for text in before) and (list(texts) == list(before) or set(texts) == {"0"})

    def may_be_left_out(self, box: Box, *, has_head: bool) -> bool:
        """Whether a box that is under no head of the form is certainly not a figure of the form that was moved there:
        it is blank, numbers or checks its row, has a head and no number, or stands in a column that every row
        fills."""
        if box.blank or box.left in self._numbers or box.left in self._checks:
            return True
        return has_head and (not any(map(str.isdigit, box.text)) or box.left in self._filled)


def _are_exact(rows: Sequence[Line]) -> bool:
    filled_last = sum(not line.values[-1].blank for line in rows)
    is_one_count = len({len(line.values) for line in rows}) == 1
    return is_one_count and len({line.own for line in rows}) > 1 and filled_last >= _NEARLY_ALL * len(rows)


def _is_overfull(line: Line, most: Mapping[str, int]) -> bool:
    return any(not box.blank for box in line.values[most.get(line.row, len(line.values)) :])


def _kind_of(texts: Sequence[str]) -> str:
    """Of one text of each row: the rows' ``numbers``, ``doubtful``, or blank for figures as any."""
    matches = [_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip()) for text in texts]
    numbers = [int(match[1]) if match else None for match in matches]
    steps = [one is not None and other is not None and other == one + 1 for one, other in itertools.pairwise(numbers)]
    begins = numbers[0] in (0, 1)
    if len(texts) >= (_FEWEST_ROWS if begins else _FEWEST_ROWS_WITHOUT_BEGINNING):
        if all(steps):
            return "numbers"
        if sum(steps) >= _NEARLY_ALL * len(steps):
            return "doubtful"
    return "doubtful" if not any(re.search(r"\d|^\W*$", text) for text in texts) else ""
