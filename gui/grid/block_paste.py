"""Pasting into a grid: a block starting at the current cell, or a whole table recognised by its labels."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from gui.grid.cell_selection import CellSelection
from gui.grid.clipboard import LabelledTable, copied_block, copied_table, is_too_large
from gui.kit.plain_text import MessageBox
from gui.kit.status_sink import StatusSink
from gui.session.open_report import OpenReport
from model.drafting.text_blocks import placed
from model.form.tables import Cell, Table
from model.report.cell_entry import objection, read_entries
from model.report.derived_totals import totals_set
from model.report.edits import Edit, setting_figures


class BlockPaste:
    """Pastes the clipboard's content into one grid."""

    def __init__(
        self,
        view: QWidget,
        open_report: OpenReport,
        table: Table,
        selection: CellSelection,
        status: StatusSink,
        refused: Callable[[Cell | None, str], object],
        refused_kept: Callable[[Mapping[Cell, str]], None],
    ) -> None:
        """``refused`` is called with a message if not everything was pasted; ``refused_kept`` with the texts that are
        not figures and were kept in their cells."""
        self._view = view
        self._open_report = open_report
        self._table = table
        self._selection = selection
        self._status = status
        self._refused = refused
        self._refused_kept = refused_kept

    def paste(self) -> None:
        """Pastes the clipboard as one undo step. Text that is not a figure is kept in its cell as unread text, as when
        typed; a block that is clearly not a table is rejected as a whole."""
        if is_too_large():
            self._refused(None, "剪贴板里的内容太多（超过 100 万字），不像是一张表，没有粘贴")
            return
        labelled = copied_table(self._open_report.edition)
        if labelled is not None:
            self._paste_by_labels(labelled)
        else:
            self._paste_block()

    def _paste_block(self) -> None:
        report, start, block = self._open_report, self._selection.current_place, copied_block()
        if not block or start is None or start.cell is None:
            return
        found = placed(self._table, block, start, self._selection.cells)
        count, outside = len(found.texts), found.outside
        entered = read_entries(report.edition, found.texts)
        if not count or (why_not := objection(entered)):
            self._refused(start.cell, why_not if count else "粘贴的内容对不上可填的格，没有粘贴")
            return
        if outside and not takes_what_fits(self._view, count, outside):
            return
        self._apply(entered.edit(f"粘贴 {count} 格", report.report))
        self._selection.select(found.texts)
        if entered.refused:
            self._refused_kept(entered.refused)
        if outside:
            self._refused(start.cell, f"粘贴了 {count} 格；另有 {outside} 格在表外或在标题格上，没有粘贴")

    def _paste_by_labels(self, found: LabelledTable) -> None:
        """Writes each figure to the cell with the same row and column label, regardless of the current cell."""
        count = len(found.figures)
        edit = setting_figures(self._open_report.report, found.figures, f"按行列名称粘贴 {count} 格")
        self._apply(replace(edit, origins={**edit.origins, **found.origins}))
        if found.doubts:
            first = found.doubts[0]
            self._refused(
                first.cell, f"按行列名称粘贴了 {count} 格，另有 {len(found.doubts)} 处没有读懂，如：{first.what}"
            )

    def _apply(self, edit: Edit) -> None:
        """Applies the edit and reports the number of pasted cells and the handling of totals among them."""
        report = self._open_report
        if not report.edit(edit):
            if not report.is_final:  # otherwise the refusal is reported already
                self._status.show_status("粘贴的内容与表中的数相同，没有改动")
            return
        put = [cell for cell, figure in edit.figures.items() if figure is not None]
        totals = totals_set(put, report.report, report.edition).says(report.edition)
        self._status.show_status("；".join(filter(None, (f"已{edit.label}", totals))) + "（Ctrl+Z 撤销）")


def takes_what_fits(parent: QWidget, fitting: int, outside: int) -> bool:
    """Asks whether part of a block that is larger than the table is to be pasted."""
    box = MessageBox(MessageBox.Icon.Question, "粘贴", "粘贴的内容比表格大。", parent=parent)
    box.setInformativeText(f"{fitting} 格放得下，{outside} 格在表外或落在标题格上。请看一下选中的起点对不对。")
    fits = box.addButton(f"粘贴放得下的 {fitting} 格", MessageBox.ButtonRole.AcceptRole)
    none = box.addButton("不粘贴", MessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(none)
    box.setEscapeButton(none)
    box.exec()
    return box.clickedButton() is fits
