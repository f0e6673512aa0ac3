"""The approval sheet (审签单) in front of a Word file."""

from export.document.approval_sheet import CLOSING, SIZE_PT, TITLE, ApprovalSheet
from export.document.layout import Layout
from export.writers.docx.plain_tables import TWIPS_PER_MM, PlainTable, plain_paragraph


def sheet_part(sheet: ApprovalSheet, layout: Layout) -> str:
    """The XML of the sheet: a separate section without a page number."""
    page = layout.page
    table = PlainTable(sheet.rows, (34.0, page.text_width_mm - 34.0), SIZE_PT, row_mm=12.0)
    sizes = {
        name: round(length * TWIPS_PER_MM)
        for name, length in (
            ("width", page.width_mm),
            ("height", page.height_mm),
            ("top", page.top_mm),
            ("right", page.right_mm),
            ("bottom", page.bottom_mm),
            ("left", page.left_mm),
        )
    }
    section = (
        f'<w:sectPr><w:pgSz w:w="{sizes["width"]}" w:h="{sizes["height"]}"/>'
        f'<w:pgMar w:top="{sizes["top"]}" w:right="{sizes["right"]}" w:bottom="{sizes["bottom"]}"'
        f' w:left="{sizes["left"]}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    title = plain_paragraph(TITLE, 22, centred=True, font=layout.title.font, after_pt=18)
    return title + table.xml(layout) + plain_paragraph(CLOSING, 10.5, section=section)
