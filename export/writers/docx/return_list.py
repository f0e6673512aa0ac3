"""The return list (退改清单) of a unit as a Word file."""

from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, Twips

from export.document.document import Document
from export.document.layout import Layout
from export.document.return_list import HEADS, WIDTHS_MM, ReturnList
from export.writers.docx.elements import remove_line_grid
from export.writers.docx.package import opened_template, save, set_properties
from export.writers.docx.plain_tables import PlainTable, add_plain_paragraph
from export.writers.docx.styles import apply_layout

_SIZE_PT = 12.0
_TABLE_PT = 10.0


def write_return_list_word(listed: ReturnList, layout: Layout, template: Path, path: Path) -> None:
    """Write the list as ``.docx``; the table's head repeats on further pages."""
    word = opened_template(template)
    apply_layout(word, layout)
    set_properties(word, Document(f"{listed.unit}{listed.title}", "", None, (), (), "", ""))
    section = word.sections[0]
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = True  # there is none before: no page number
    section.top_margin, section.bottom_margin = Mm(25), Mm(20)
    remove_line_grid(section)
    section.header_distance = section.footer_distance = Twips(567)
    font = layout.headings.fonts[0]
    add_plain_paragraph(word, listed.title, 16, centred=True, font=font, after_pt=10)
    greeting, *others = listed.opening
    add_plain_paragraph(word, greeting, _SIZE_PT, after_pt=4)
    for text in others:
        added = add_plain_paragraph(word, text, _SIZE_PT, after_pt=8)
        added.paragraph_format.first_line_indent = Pt(2 * _SIZE_PT)
        added.paragraph_format.line_spacing = 1.5
    PlainTable((HEADS, *listed.rows), WIDTHS_MM, _TABLE_PT, heads=1).add_to(word, layout)
    for number, text in enumerate(listed.closing):
        added = add_plain_paragraph(word, text, _SIZE_PT, before_pt=14 if number == 0 else 2)
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    save(word, path)
