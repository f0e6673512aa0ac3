"""Rows and columns that a spreadsheet or a table hides: they are not read, and a note reports those that hold
anything."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.importing.content import Box, Grid
from model.importing.notes import Note

_MOST_NAMED = 8


@dataclass(frozen=True)
class HiddenLines:
    """Of one sheet or table, counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    are_read: bool = False
    """They are read and reported all the same: a filter hides rows of a list, which count."""

    def without(
        self, called: str, rows: Iterable[Sequence[object]], merged: Iterable[tuple[int, int, int, int]]
    ) -> tuple[list[list[object]], list[Note]]:
        """The values of the sheet ``called``, blank where they are not shown. A merged cell is shown if any of its rows
        and any of its columns is."""
        if not self.rows and not self.columns:
            return [list(row) for row in rows], []
        shown = {
            (top, left)
            for top, left, bottom, right in merged
            if not self._hide(top, bottom, self.rows) and not self._hide(left, right, self.columns)
        }
        values: list[list[object]] = []
        lost_rows: set[int] = set()
        lost_columns: set[int] = set()
        for top, row in enumerate(rows):
            here = list(row)
            for left, value in enumerate(here):
                if value in (None, "") or (top, left) in shown:
                    continue
                if top in self.rows:
                    lost_rows.add(top)
                elif left in self.columns:
                    lost_columns.add(left)
                else:
                    continue
                if not self.are_read:
                    here[left] = None
            values.append(here)
        return values, list(_notes(called, lost_rows, lost_columns, are_read=self.are_read))

    def without_in(self, grid: Grid) -> tuple[Grid, list[Note]]:
        """The table, its cells blank that are not shown, as :meth:`without`."""
        if not self.rows and not self.columns:
            return grid, []
        boxes: list[Box] = []
        lost: tuple[set[int], set[int]] = set(), set()
        for box in grid.boxes:
            by_row = self._hide(box.top, box.bottom, self.rows)
            is_hidden = by_row or self._hide(box.left, box.right, self.columns)
            if is_hidden and box.text:
                lost[not by_row].add(box.top if by_row else box.left)
            boxes.append(box._replace(text="") if is_hidden else box)
        notes = _notes(grid.name, *lost, are_read=False)
        return dataclasses.replace(grid, boxes=tuple(boxes)), list(notes)

    @staticmethod
    def _hide(begin: int, end: int, hidden: frozenset[int]) -> bool:
        return all(line in hidden for line in range(begin, min(end, begin + len(hidden) + 1)))


def _notes(called: str, rows: Iterable[int], columns: Iterable[int], *, are_read: bool) -> Iterable[Note]:
    named = [f"第{row + 1}行" for row in sorted(rows)]
    named += [f"第{column + 1}列" for column in sorted(columns)]
    if named:
        some = "、".join(named[:_MOST_NAMED]) + ("等" if len(named) > _MOST_NAMED else "")
        said = "也已读入；不该计的，请从表里删去" if are_read else "没有读入；要读入，请先取消隐藏"
        yield Note(f"{called}有隐藏的行或列（{some}），{said}", called, raw="、".join(named))
