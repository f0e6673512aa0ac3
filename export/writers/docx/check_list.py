"""The check list (核对单) as a Word file."""

from pathlib import Path

from docx.shared import Mm, Twips

from export.document.check_list import HEADS, ROW_MM, SIZE_PT, WIDTHS_MM, CheckList, _rows
from export.document.document import Document
from export.document.layout import Layout
from export.writers.docx.elements import remove_line_grid
from export.writers.docx.package import opened_template, save, set_properties
from export.writers.docx.plain_tables import PlainTable, add_plain_paragraph
from export.writers.docx.styles import apply_layout

_NAMES_MM = (30.0, 126.0)


def write_check_list_word(listed: CheckList, layout: Layout, template: Path, path: Path) -> None:
    """Write the check list as ``.docx``, on one page unless there are many findings; heads repeat on further pages."""
    word = opened_template(template)
    apply_layout(word, layout)
    set_properties(word, Document(listed.title, "", None, (), (), "", ""))
    section = word.sections[0]
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = True  # there is none before: no page number
    section.top_margin, section.bottom_margin = Mm(20), Mm(15)
    remove_line_grid(section)
    section.header_distance = section.footer_distance = Twips(567)
    tables = [PlainTable(listed.facts, _NAMES_MM, SIZE_PT, row_mm=ROW_MM)]
    if listed.lines:
        rows = [HEADS, *((str(n), *row) for n, row in enumerate(_rows(listed), start=1))]
        tables.append(PlainTable(tuple(rows), WIDTHS_MM, SIZE_PT, heads=1, row_mm=ROW_MM))
    if listed.remarks:
        tables.append(
            PlainTable((("批注的格", "批注"), *listed.remarks), (66.0, 90.0), SIZE_PT, heads=1, row_mm=ROW_MM)
        )
    tables.append(PlainTable(listed.closing, _NAMES_MM, SIZE_PT, row_mm=ROW_MM))
    font = layout.headings.fonts[0]
    add_plain_paragraph(word, listed.title, 14, centred=True, font=font, after_pt=6)
    add_plain_paragraph(word, f"结论：{listed.verdict}", 12, font=font, after_pt=4)
    for table in tables:
        table.add_to(word, layout)
        add_plain_paragraph(word, "", 3)  # adjacent tables would be merged to one
    save(word, path)
