"""Copying from a grid and reading tables from the clipboard; compatible with Excel, WPS and Word."""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from model.drafting.text_blocks import TextBlock, block_around, block_of_text, text_of_block
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell, Place, Table
from model.importing.notes import Note
from model.report.derived_totals import shown
from model.report.report import Origin

LABELLED_LEAST = 12
"""Minimum number of Chinese characters for the clipboard to be tried as a table with labels."""
BEFORE_CHINESE = "\u3000"
"""Chinese characters have a higher code point."""


@dataclass(frozen=True)
class LabelledTable:
    """The figures of one or more tables that were copied with their labels."""

    figures: Mapping[Cell, Figure]
    origins: Mapping[Cell, Origin]
    doubts: Sequence[Note]
    """What could not be read; each note has a cell."""


def copy_block(table: Table, cells: Sequence[Cell], text: Callable[[Place], str]) -> None:
    """Copies the block around ``cells`` as tab-separated text and as an HTML table; no effect without cells."""
    if not cells:
        return
    block = block_around(table, cells, text)
    data = QMimeData()
    data.setText(text_of_block(block))
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(each)}</td>' for each in line)}</tr>" for line in block)
    data.setHtml(f'<meta charset="utf-8"><table>{rows}</table>')
    QGuiApplication.clipboard().setMimeData(data)


def copied_block() -> TextBlock:
    """The single HTML table in the clipboard, else its text as a block; empty if it holds neither."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return []
    if data.hasHtml() and "<table" in data.html().lower():
        from model.importing.readers.html import grids_of_html

        grids = grids_of_html(data.html())
        if len(grids) == 1:
            grid = grids[0]
            block: TextBlock = [[None] * grid.width for _ in range(grid.height)]
            for box in grid.boxes:
                block[box.top][box.left] = box.text
            return block
    return block_of_text(data.text())


def copied_table(edition: Edition) -> LabelledTable | None:
    """The statutory tables in the clipboard, recognised by their labels; ``None`` if no figure is recognised."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or sum(each > BEFORE_CHINESE for each in data.text() or data.html()) < LABELLED_LEAST:
        return None
    from model.importing import ImportedDocumentError, import_clipboard

    try:
        read = import_clipboard(data.html(), data.text(), {edition.id: edition})
    except ImportedDocumentError:
        return None
    figures = shown(read.report, edition).figures
    if not figures:
        return None
    origins = {cell: origin for cell, origin in read.report.origins.items() if cell in figures}
    return LabelledTable(figures, origins, [each for each in read.notes if each.cell is not None])
