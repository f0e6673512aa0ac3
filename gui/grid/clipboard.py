"""Blocks of cells to and from Excel, WPS and Word, and tables that are recognised by their labels."""

import csv
import html
import io
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.kit.status_sink import StatusSink
from gui.session.open_report import OpenReport
from model.form.tables import Cell, Place, Table
from model.report.derived_totals import shown, totals_set
from model.report.edits import Edit

WORDED = 12
"""So many Chinese characters in the clipboard may be a table with its labels."""
CHINESE = "\u3000"

Block = list[list[str | None]]
"""Lines of cells; ``None`` is a place that a merged cell covers."""


def copy_block(table: Table, cells: Sequence[Cell], text: Callable[[Place], str]) -> None:
    """The block around ``cells``, as text with tabs and as an HTML table; nothing where there are none."""
    if not cells:
        return
    places = [table.place_of[cell] for cell in cells]
    tops, lefts = sorted({place.top for place in places}), sorted({place.left for place in places})
    at = {(place.top, place.left): text(place) for place in places}
    block = [[at.get((top, left), "") for left in lefts] for top in tops]
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in block))
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(said)}</td>' for said in line)}</tr>" for line in block)
    data.setHtml(f'<meta charset="utf-8"><table>{rows}</table>')
    QGuiApplication.clipboard().setMimeData(data)


def copied_block() -> Block:
    """What the clipboard holds; empty where it is neither text nor one table."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return []
    if data.hasHtml() and "<table" in data.html().lower():
        from model.importing.readers.html import grids_of_html

        grids = grids_of_html(data.html())
        if len(grids) == 1:
            grid = grids[0]
            block: Block = [[None] * grid.width for _ in range(grid.height)]
            for box in grid.boxes:
                block[box.top][box.left] = box.text
            return block
    text = data.text().rstrip("\r\n")
    if not text:
        return []
    return [list(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter="\t")]


def placed(table: Table, block: Block, start: Place, selected: Sequence[Cell]) -> tuple[dict[Cell, str], int]:
    """(cell -> text, how many filled texts found no cell). A single text goes into all of ``selected``; a block lies
    from ``start`` on, and labels are passed over."""
    if len(block) == len(block[0]) == 1 and len(selected) > 1:
        return dict.fromkeys(selected, block[0][0] or ""), 0
    wanted: dict[Cell, str] = {}
    outside = 0
    for down, line in enumerate(block):
        for right, text in enumerate(line):
            at = start.top + down, start.left + right
            place = table.place_at.get(at)
            if text is None:
                continue
            if place is not None and place.cell and (place.top, place.left) == at:
                wanted[place.cell] = text
            elif text.strip():
                outside += 1
    return wanted, outside


def pasted(report: OpenReport, edit: Edit, status: StatusSink) -> None:
    """Makes the edit of a paste, and tells in one line what was pasted and what became of the totals in it."""
    if not report.edit(edit):
        if not report.is_final:  # else that is said
            status.show_status("粘贴的内容与表中的数相同，没有改动")
        return
    put = [cell for cell, figure in edit.figures.items() if figure is not None]
    totals = totals_set(put, report.report, report.edition).says(report.edition)
    status.show_status("；".join(filter(None, (f"已{edit.label}", totals))) + "（Ctrl+Z 撤销）")


def paste_by_labels(report: OpenReport, refused: Callable[[Cell | None, str], object], status: StatusSink) -> bool:
    """A whole table, or several, copied with its labels: every figure goes where its row and column are named,
    wherever the cursor stands. ``False``: there are no such labels."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or sum(character > CHINESE for character in data.text() or data.html()) < WORDED:
        return False
    from model.importing import ImportedDocumentError, import_clipboard

    try:
        read = import_clipboard(data.html(), data.text(), {report.edition.id: report.edition})
    except ImportedDocumentError:
        return False
    found = shown(read.report, report.edition).figures
    if not found:
        return False
    origins = {cell: origin for cell, origin in read.report.origins.items() if cell in found}
    pasted(report, Edit(f"按行列名称粘贴 {len(found)} 格", found, origins=origins), status)
    doubts = [each for each in read.notes if each.cell is not None]
    if doubts:
        refused(
            doubts[0].cell, f"按行列名称粘贴了 {len(found)} 格，另有 {len(doubts)} 处没有读懂，如：{doubts[0].what}"
        )
    return True


def takes_what_fits(parent: QWidget, fitting: int, outside: int) -> bool:
    """Whether a person wants part of a block that reaches over the table."""
    box = QMessageBox(QMessageBox.Icon.Question, "粘贴", "粘贴的内容比表格大。", parent=parent)
    box.setInformativeText(f"{fitting} 格放得下，{outside} 格在表外或落在标题格上。请看一下选中的起点对不对。")
    fits = box.addButton(f"粘贴放得下的 {fitting} 格", QMessageBox.ButtonRole.AcceptRole)
    none = box.addButton("不粘贴", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(none)
    box.setEscapeButton(none)
    box.exec()
    return box.clickedButton() is fits
