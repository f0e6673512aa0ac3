"""Plain tables and paragraphs for Word, for pages added to a report that are not statutory forms."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from export.document.document import printable
from export.document.layout import Layout
from export.writers.docx.elements import (
    CellFormat,
    CellWriter,
    add_row,
    set_east_asian_font,
    set_mark_size,
)
from export.writers.docx.statutory_table import empty_table, twips
from export.writers.docx.styles import TABLE_FIGURE, TABLE_HEAD, TABLE_LABEL, style_ids


@dataclass(frozen=True)
class PlainTable:
    """Rows of text; the first ``heads`` repeat on the next page. If 0, the first column is set in the head font."""

    rows: Sequence[Sequence[str]]
    widths_mm: Sequence[float]
    size_pt: float
    heads: int = 0
    row_mm: float = 6.0
    figure_columns: Set[int] = frozenset()
    """The columns whose rows below the head are figures; all others are words."""

    def add_to(self, document: Document, layout: Layout) -> None:
        """Append the table to ``document``."""
        edges = [twips(sum(self.widths_mm[:count])) for count in range(len(self.widths_mm) + 1)]
        table = empty_table(document, edges)
        ids, cells = style_ids(document), CellWriter()
        for number, texts in enumerate(self.rows):
            is_head = number < self.heads
            row = add_row(table, twips(self.row_mm), is_head=is_head)
            for column, text in enumerate(texts):
                is_figure = column in self.figure_columns
                style = ids[TABLE_HEAD if is_head else TABLE_FIGURE if is_figure else TABLE_LABEL]
                is_name = is_head or (not self.heads and column == 0)
                font = layout.headings.fonts[0] if is_name else ""
                cell = CellFormat(edges[column + 1] - edges[column], style, self.size_pt, east_asian=font)
                cells.add(row, cell, _printable(text))


def add_plain_paragraph(
    document: Document,
    text: str,
    size_pt: float,
    *,
    centred: bool = False,
    font: str = "",
    before_pt: float = 0,
    after_pt: float = 0,
    on_new_page: bool = False,
) -> Paragraph:
    """Append a paragraph in the style of table labels, which does not use the page's line grid."""
    paragraph = document.add_paragraph(style=TABLE_LABEL)
    formatting = paragraph.paragraph_format
    formatting.space_before, formatting.space_after = Pt(before_pt), Pt(after_pt)
    if on_new_page:
        formatting.page_break_before = True
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_mark_size(paragraph._p, size_pt)
    if text:
        run = paragraph.add_run(_printable(text))
        run.font.size = Pt(size_pt)
        if font:
            set_east_asian_font(run, font)
    return paragraph


def _printable(text: str) -> str:
    """``text`` without the characters that no document may hold; its lines stay."""
    return "\n".join(map(printable, text.split("\n")))
