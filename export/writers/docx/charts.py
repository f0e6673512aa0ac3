"""The chart page in a Word file: bars drawn as tables."""

from collections.abc import Sequence
from html import escape

from export.document.charts import BARS_MM, HEADING, LABEL_MM, LIGHT, SOLID, STEPS, Chart, _number
from export.document.document import printable
from export.document.layout import Layout
from export.writers.docx.plain_tables import TWIPS_PER_MM, plain_paragraph


def charts_part(charts: Sequence[Chart], layout: Layout) -> str:
    """The XML of the page: bars are shaded cells, which every program draws as vectors, and numbers remain text."""
    heading = plain_paragraph(HEADING, 14, centred=True, font=layout.headings.fonts[0], after_pt=6, on_new_page=True)
    parts = [heading]
    for chart in charts:
        parts += [
            plain_paragraph(chart.title, 12, font=layout.headings.fonts[0], after_pt=3, before_pt=10),
            _bars_table(chart, layout),
        ]
    this_year, last_year = charts[0].years
    said = f"深色为{this_year}，浅色为{last_year}。" if charts[0].has_last_year else f"各项均为{this_year}数。"
    return "".join(parts) + plain_paragraph(said, 9, before_pt=6)  # Word requires a paragraph after the last table


def _bars_table(chart: Chart, layout: Layout) -> str:
    step = round(BARS_MM / STEPS * TWIPS_PER_MM)
    rest = round((layout.page.text_width_mm - LABEL_MM) * TWIPS_PER_MM) - step * STEPS
    label = round(LABEL_MM * TWIPS_PER_MM)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (label, *[step] * STEPS, rest))
    rows = []
    for name, year, figure, is_this in chart.lines():
        length = max(1, round(STEPS * chart.share(figure))) if figure else 0
        cells = [_cell(name, label, 1)]
        if length:
            cells.append(_cell("", step * length, length, SOLID if is_this else LIGHT))
        cells.append(_cell(f" {year} {_number(figure)}", step * (STEPS - length) + rest, STEPS - length + 1))
        rows.append(
            '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>'
            + "".join(cells)
            + "</w:tr>"
        )
    said = escape(printable(chart.description), quote=True)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{label + step * STEPS + rest}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCaption w:val="{escape(chart.title, quote=True)}"/>'
        f'<w:tblDescription w:val="{said}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _cell(text: str, width: int, span: int, fill: str = "") -> str:
    line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    borders = "".join(line.format(side) for side in ("top", "left", "bottom", "right")) if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "")
        + f'<w:vAlign w:val="center"/></w:tcPr>{plain_paragraph(text, 9)}</w:tc>'
    )
