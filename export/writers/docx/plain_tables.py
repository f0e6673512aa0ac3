"""Plain tables and paragraphs for Word, for pages added to a report that are not statutory forms."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from export.document.document import printable
from export.document.layout import PT_PER_MM, Layout
from export.writers.docx.styles import MAIN, W

TWIPS_PER_MM = 20 * PT_PER_MM


@dataclass(frozen=True)
class PlainTable:
    """Rows of text; the first ``heads`` repeat on the next page. If 0, the first column is set in the head font."""

    rows: Sequence[Sequence[str]]
    widths_mm: Sequence[float]
    size_pt: float
    heads: int = 0
    row_mm: float = 6.0

    def xml(self, layout: Layout) -> str:
        """The ``w:tbl`` element."""
        edges = [round(sum(self.widths_mm[:count]) * TWIPS_PER_MM) for count in range(len(self.widths_mm) + 1)]
        widths = [right - left for left, right in itertools.pairwise(edges)]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(number, row, widths, layout) for number, row in enumerate(self.rows))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="StatutoryTable"/><w:tblW w:w="{edges[-1]}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}'
            "</w:tbl>"
        )

    def _row(self, number: int, row: Sequence[str], widths: Sequence[int], layout: Layout) -> str:
        is_head = number < self.heads
        cells = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            style = "TableFigure" if is_head else "TableLabel"
            font = layout.headings.fonts[0] if is_head or (not self.heads and column == 0) else ""
            paragraph = _paragraph(text, self.size_pt, f'<w:pStyle w:val="{style}"/>', font)
            properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            cells.append(f"<w:tc>{properties}{paragraph}</w:tc>")
        head = "<w:tblHeader/>" if is_head else ""
        height = round(self.row_mm * TWIPS_PER_MM)
        return (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>'
            f"{''.join(cells)}</w:tr>"
        )


def plain_paragraph(
    text: str,
    size_pt: float,
    *,
    centred: bool = False,
    font: str = "",
    before_pt: float = 0,
    after_pt: float = 0,
    on_new_page: bool = False,
    section: str = "",
) -> str:
    """``section`` is the ``w:sectPr`` of the section that ends with the paragraph."""
    before, after = round(20 * before_pt), round(20 * after_pt)
    properties = (
        '<w:pStyle w:val="TableLabel"/>'
        + "<w:pageBreakBefore/>" * on_new_page
        + f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
        + ('<w:jc w:val="center"/>' if centred else "")
    )
    return _paragraph(text, size_pt, properties, font, section)


def body_part(body: str, layout: Layout) -> str:
    """``word/document.xml`` of a page without page numbers, margins of 20 mm above and below."""
    page = layout.page
    sizes = (
        f'<w:pgSz w:w="{round(page.width_mm * TWIPS_PER_MM)}" w:h="{round(page.height_mm * TWIPS_PER_MM)}"/>'
        f'<w:pgMar w:top="{round(20 * TWIPS_PER_MM)}" w:right="{round(page.right_mm * TWIPS_PER_MM)}"'
        f' w:bottom="{round(15 * TWIPS_PER_MM)}" w:left="{round(page.left_mm * TWIPS_PER_MM)}" w:header="567"'
        ' w:footer="567" w:gutter="0"/>'
    )
    return f"{MAIN}<w:document {W}><w:body>{body}<w:sectPr>{sizes}</w:sectPr></w:body></w:document>"


def _paragraph(text: str, size_pt: float, properties: str, font: str, section: str = "") -> str:
    size = f'<w:sz w:val="{round(2 * size_pt)}"/><w:szCs w:val="{round(2 * size_pt)}"/>'
    fonts = f"<w:rFonts w:eastAsia={quoteattr(font)}/>" if font else ""
    run = ""
    if text:
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(printable(line))}</w:t>' for line in text.split("\n")
        )
        run = f"<w:r><w:rPr>{fonts}{size}</w:rPr>{lines}</w:r>"
    return f"<w:p><w:pPr>{properties}<w:rPr>{size}</w:rPr>{section}</w:pPr>{run}</w:p>"
