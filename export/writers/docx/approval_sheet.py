"""The approval sheet (审签单) in front of a Word file."""

from docx.document import Document
from docx.shared import Twips

from export.document.approval_sheet import CLOSING, SIZE_PT, TITLE, ApprovalSheet
from export.document.layout import Layout
from export.writers.docx.elements import add_section_break
from export.writers.docx.plain_tables import PlainTable, add_plain_paragraph

_NAME_MM = 34.0


def add_approval_sheet(document: Document, sheet: ApprovalSheet, layout: Layout) -> None:
    """Append the sheet to ``document``: a separate section without header and page number."""
    page = layout.page
    add_plain_paragraph(document, TITLE, 22, centred=True, font=layout.title.font, after_pt=18)
    table = PlainTable(sheet.rows, (_NAME_MM, page.text_width_mm - _NAME_MM), SIZE_PT, row_mm=12.0)
    table.add_to(document, layout)
    section = add_section_break(document, add_plain_paragraph(document, CLOSING, 10.5))
    section.header_distance = section.footer_distance = Twips(567)
