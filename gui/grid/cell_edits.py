"""Edits of the selected cells of a grid, apart from typing and pasting; each is one undo step."""

from collections.abc import Callable, Mapping, Sequence

from gui.grid.cell_selection import CellSelection
from gui.kit.status_sink import StatusSink
from gui.session.open_report import OpenReport
from model.drafting.block_fill import filled_by_dragging, filled_from_edge
from model.form.figures import Figure
from model.form.tables import Cell, Table
from model.report.cell_entry import read_entries
from model.report.edits import Edit, filling_with_zero, setting_figures
from model.report.report import Remark


class CellEdits:
    """Fill, clear, remark and flag edits of the selected cells in ``open_report``."""

    def __init__(
        self,
        open_report: OpenReport,
        table: Table,
        selection: CellSelection,
        status: StatusSink,
        refused_kept: Callable[[Mapping[Cell, str]], None],
    ) -> None:
        """``refused_kept`` is called with texts that are not figures and were kept in their cells."""
        self._open_report = open_report
        self._table = table
        self._selection = selection
        self._status = status
        self._refused_kept = refused_kept

    # -- figures

    def fill_from_edge(self, *, down: bool) -> None:
        """Ctrl+D, Ctrl+R: see :func:`model.drafting.block_fill.filled_from_edge`."""
        filled = filled_from_edge(self._table, self._selection.cells, self._open_report.shown, down=down)
        self._set(filled, f"向{'下' if down else '右'}填充 {len(filled)} 格")

    def fill_dragged(self, goal: Sequence[Cell]) -> None:
        """Repeats the selected figures in ``goal``, the cells that the fill handle was dragged over."""
        selected = self._selection.cells
        if not goal or not selected:
            return
        filled = filled_by_dragging(self._table, selected, goal, self._open_report.shown)
        self._set(filled, f"拖动填充 {len(filled)} 格")
        self._selection.select((*selected, *goal))

    def fill_with_text(self, text: str) -> None:
        """Ctrl+Enter: enters the same text in every selected cell."""
        report, cells = self._open_report, self._selection.cells
        entered = read_entries(report.edition, dict.fromkeys(cells, text))
        if report.edit(entered.edit(f"填充 {len(cells)} 格", report.report)) and entered.refused:
            self._refused_kept(entered.refused)

    def fill_with_zero(self) -> None:
        """空白补 0 within the selection, or in the whole table if no more than one cell is selected."""
        report, cells = self._open_report, self._selection.cells
        wanted = cells if len(cells) > 1 else self._table.cells
        report.edit(filling_with_zero(report.report, report.edition, wanted))

    def clear(self, label: str = "清除") -> None:
        """Blanks the selected cells; a cleared total is computed from its addends again. ``label`` names the step."""
        report, cells = self._open_report, self._selection.cells
        if not cells:
            return
        edit = setting_figures(report.report, dict.fromkeys(cells), f"{label} {self._selection.name}")
        if report.edit(edit) and len(cells) > 1:
            self._status.show_status(f"已{report.undo_label}（Ctrl+Z 撤销）")

    def discard_unread(self) -> None:
        """Esc: removes text that is not a figure from the selected cells and restores what they held before."""
        if self._selection.cells:
            self._open_report.discard_unread(self._selection.cells, f"放弃不是数的文字 {self._selection.name}")

    def _set(self, figures: Mapping[Cell, Figure | None], label: str) -> None:
        if figures:
            self._open_report.edit(setting_figures(self._open_report.report, figures, label))

    # -- remarks

    def set_remark(self, cell: Cell, remark: Remark | None) -> None:
        """Sets the 批注 of ``cell``; ``None`` removes it."""
        name = self._open_report.edition.name_of(cell)
        self._open_report.edit(Edit(f"{'批注' if remark else '删除批注'} {name}", remarks={cell: remark}))

    def toggle_flags(self) -> None:
        """Sets 待核实 on all selected cells, or removes it if all have it."""
        cells, held = self._selection.cells, self._open_report.report.remarks
        if not cells:
            return
        off = all(cell in held and held[cell].flagged for cell in cells)
        remarks: dict[Cell, Remark | None] = {}
        for cell in cells:
            text = held[cell].text if cell in held else ""
            remarks[cell] = Remark(text, not off) if text or not off else None
        name = self._open_report.edition.name_of(cells[0]) if len(cells) == 1 else f"{len(cells)} 格"
        self._open_report.edit(Edit(f"{'取消待核实' if off else '标为待核实'} {name}", remarks=remarks))
