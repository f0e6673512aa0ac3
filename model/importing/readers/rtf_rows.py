"""The layout of a table row in a Rich Text Format file, and the control words that state it."""

from collections.abc import Callable, Mapping

from model.importing.readers.cell_marks import CellLayout, Down, RowLayout


class RtfRow:
    """The row definition in force: it holds for every row until the file begins another one."""

    def __init__(self) -> None:
        self._begin(None)

    def layout(self) -> RowLayout | None:
        """``None`` where no cell is defined."""
        return RowLayout(self._left, tuple(self._cells)) if self._cells else None

    def _begin(self, _: int | None) -> None:
        self._left = 0
        self.has_ground = False
        """Some cell of it is coloured."""
        self._cells: list[CellLayout] = []
        self._joins_left = False
        self._down = Down.ALONE

    def _set_left(self, number: int | None) -> None:
        self._left = number or 0

    def _add_cell(self, right: int | None) -> None:
        self._cells.append(CellLayout(right or 0, self._joins_left, self._down))
        self._joins_left, self._down = False, Down.ALONE

    def _join_left(self, _: int | None) -> None:
        self._joins_left = True

    def _begin_down(self, _: int | None) -> None:
        self._down = Down.BEGINS

    def _go_on_down(self, _: int | None) -> None:
        self._down = Down.GOES_ON


ROW_WORDS: Mapping[str, Callable[[RtfRow, int | None], None]] = {
    "trowd": RtfRow._begin,
    "trleft": RtfRow._set_left,
    "cellx": RtfRow._add_cell,
    "clmrg": RtfRow._join_left,
    "clvmgf": RtfRow._begin_down,
    "clvmrg": RtfRow._go_on_down,
}
"""Control word -> what it states about the row; called with the word's number."""
