"""A chart of years or units as a Word file: its picture, and the table of all its figures below."""

import io
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Twips

from export.document.document import Document
from export.document.layout import Layout
from export.document.year_charts import YearChart
from export.writers.docx.elements import remove_line_grid
from export.writers.docx.package import opened_template, save, set_properties
from export.writers.docx.plain_tables import PlainTable, add_plain_paragraph
from export.writers.docx.styles import apply_layout

_TABLE_PT = 10.0
_NOTE_PT = 9.0
_HEADS_MM = {"年度": 28.0}
_HEAD_MM, _NARROW_HEAD_MM, _MOST_FIGURE_MM, _FEW = 76.0, 58.0, 30.0, 4
"""Width of the first column, for names of units, with few columns and with more; and the most of the others."""
HIGHEST_MM = 225.0
"""Of the picture: with title it fits on one page."""


def write_year_chart(
    chart: YearChart, picture: bytes, ratio: float, layout: Layout, template: Path, path: Path
) -> None:
    """``picture``: a .png file; ``ratio``: its height divided by its width. The table's head repeats on further
    pages."""
    word = opened_template(template)
    apply_layout(word, layout)
    set_properties(word, Document(chart.title, "", None, (), (), "", ""))
    section = word.sections[0]
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = True  # there is none before: no page number
    section.top_margin = section.bottom_margin = Mm(22)
    remove_line_grid(section)
    section.header_distance = section.footer_distance = Twips(567)
    room = layout.page.text_width_mm
    width = min(room, HIGHEST_MM / ratio)
    holder = add_plain_paragraph(word, "", _TABLE_PT, centred=True, after_pt=6)
    drawn = holder.add_run().add_picture(io.BytesIO(picture), width=Mm(width))
    properties = drawn._inline.docPr
    properties.set("descr", chart.description)
    properties.set("title", chart.title)
    holder.paragraph_format.keep_with_next = True
    heading = add_plain_paragraph(
        word, f"{chart.title}：数据", 12, centred=True, font=layout.headings.fonts[0], before_pt=8, after_pt=4
    )
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.keep_with_next = True
    rows = chart.table()
    figures = len(rows[0]) - 1
    head = _HEADS_MM.get(chart.of, _HEAD_MM if figures <= _FEW else _NARROW_HEAD_MM)
    each = min(_MOST_FIGURE_MM, (room - head) / max(figures, 1))
    widths = (head, *(each,) * figures)
    PlainTable(rows, widths, _TABLE_PT, heads=1, figure_columns=frozenset(range(1, figures + 1))).add_to(word, layout)
    for number, note in enumerate(chart.notes):
        add_plain_paragraph(word, note, _NOTE_PT, before_pt=6 if number == 0 else 1)
    save(word, path)
