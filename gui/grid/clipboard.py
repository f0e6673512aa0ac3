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
from model.importing.content import Grid
from model.importing.notes import Note
from model.report.derived_totals import shown
from model.report.report import Origin

LABELLED_LEAST = 12
"""Minimum number of Chinese characters for the clipboard to be tried as a table with labels."""
MOST_CHARACTERS = 1_000_000
"""Of a text that is pasted into a grid."""
FEW_CHARACTERS = 200_000
"""Of a page that is read at once: thousands of cells."""
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
    copy_lines(block_around(table, cells, text))


def copy_lines(block: Sequence[Sequence[str]]) -> None:
    """Copies lines of texts as tab-separated text and as an HTML table."""
    data = QMimeData()
    data.setText(text_of_block(block))
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(each)}</td>' for each in line)}</tr>" for line in block)
    data.setHtml(f'<meta charset="utf-8"><table>{rows}</table>')
    QGuiApplication.clipboard().setMimeData(data)


def copied_block() -> TextBlock:
    """The single HTML table in the clipboard, else its text as a block; empty if it holds neither."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or len(data.text()) > MOST_CHARACTERS:
        return []
    if data.hasHtml() and "<table" in data.html().lower():
        grids = _grids(data.html())
        if len(grids) == 1:
            grid = grids[0]
            block: TextBlock = [[None] * grid.width for _ in range(grid.height)]
            for box in grid.boxes:
                block[box.top][box.left] = box.text
            return block
    return block_of_text(data.text())


def _grids(page: str) -> list[Grid]:
    """A page of usual size is read here, at once; a larger one where time and memory are limited."""
    from model.importing import CLIPBOARD, ImportedDocumentError
    from model.importing.readers.html import grids_of_html

    if len(page) <= FEW_CHARACTERS:
        return grids_of_html(page)
    from model.importing.reading_processes import READERS

    try:
        return [item for item in READERS.copied_page(page, CLIPBOARD).content if isinstance(item, Grid)]
    except ImportedDocumentError:
        return []


def is_too_large() -> bool:
    """Whether the clipboard holds so much text that it can be no table of a report."""
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and len(data.text()) > MOST_CHARACTERS


def copied_table(edition: Edition) -> LabelledTable | None:
    """The statutory tables in the clipboard, recognised by their labels; ``None`` if no figure is recognised."""
    data = QGuiApplication.clipboard().mimeData()
    if (
        data is None
        or is_too_large()
        or sum(each > BEFORE_CHINESE for each in data.text() or data.html()) < LABELLED_LEAST
    ):
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
