"""The chart page in a Word file: bars drawn as tables."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from docx.document import Document

from export.document.charts import BARS_MM, HEADING, LABEL_MM, LIGHT, SOLID, STEPS, Chart, _number
from export.document.document import printable
from export.document.layout import Layout
from export.writers.docx.elements import (
    CellFormat,
    CellWriter,
    add_row,
    set_table_description,
)
from export.writers.docx.plain_tables import add_plain_paragraph
from export.writers.docx.statutory_table import empty_table, twips
from export.writers.docx.styles import TABLE_LABEL, style_ids

_ROW_TWIPS = 300
_SIZE_PT = 9.0


def add_charts(document: Document, charts: Sequence[Chart], layout: Layout) -> None:
    """Append the page: bars are shaded cells, which every program draws as vectors, and numbers remain text."""
    font = layout.headings.fonts[0]
    add_plain_paragraph(document, HEADING, 14, centred=True, font=font, after_pt=6, on_new_page=True)
    for chart in charts:
        add_plain_paragraph(document, chart.title, 12, font=font, after_pt=3, before_pt=10)
        _add_bars(document, chart, layout)
    this_year, last_year = charts[0].years
    legend = f"深色为{this_year}，浅色为{last_year}。" if charts[0].has_last_year else f"各项均为{this_year}数。"
    add_plain_paragraph(document, legend, 9, before_pt=6)  # Word requires a paragraph after the last table


def _add_bars(document: Document, chart: Chart, layout: Layout) -> None:
    step = twips(BARS_MM / STEPS)
    rest = twips(layout.page.text_width_mm - LABEL_MM) - step * STEPS
    label = twips(LABEL_MM)
    table = empty_table(document, [0, *accumulate((label, *[step] * STEPS, rest))], style=None)
    set_table_description(table, printable(chart.title), printable(chart.description))
    plain, cells = CellFormat(0, style_ids(document)[TABLE_LABEL], _SIZE_PT), CellWriter()
    for name, year, figure, is_this in chart.lines():
        length = max(1, round(STEPS * chart.share(figure))) if figure else 0
        row = add_row(table, _ROW_TWIPS, is_exact=True)
        cells.add(row, replace(plain, width_twips=label), printable(name))
        if length:
            colour = SOLID if is_this else LIGHT
            cells.add(row, replace(plain, width_twips=step * length, span=length, fill=colour, border="000000"), "")
        beside = replace(plain, width_twips=step * (STEPS - length) + rest, span=STEPS - length + 1)
        cells.add(row, beside, f" {year} {_number(figure)}")
