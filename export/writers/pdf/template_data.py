"""What the template ``report.typ`` prints, as data: texts, lengths in points, and which rows of a table are heads."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from export.document.charts import BARS_MM, HEADING, LABEL_MM, LIGHT, SOLID, Chart, _number
from export.document.document import Block, Document, Heading, Paragraph, PrintedTable, UnitTable, printable
from export.document.fonts import font_names
from export.document.layout import PT_PER_MM, UNIT_ROW_MM, UNIT_TABLE_PT, Layout, TableLayout
from export.document.title_lines import fitting_size, title_lines, width
from model.form.tables import Place
from model.form.tables_in_text import Row

Data = dict[str, object]
SUBJECT = "政府信息公开工作年度报告"


def template_data(document: Document, layout: Layout, charts: Sequence[Chart] = ()) -> Data:
    """Everything that the template needs, in types that JSON has."""
    body, title, number = layout.body, layout.title, layout.page_number
    room = layout.page.text_width_mm * PT_PER_MM
    # a full line holds exactly the page's number of characters; the small remainder allows for rounding
    tracking = (room - 0.05) / layout.page.line_characters - body.size_pt
    below_text = layout.page.bottom_mm - number.from_edge_mm
    return {
        "name": document.title or SUBJECT,
        "subject": SUBJECT,
        "organ": document.organ,
        "year": document.year,
        "latin": font_names(layout.latin.font),
        "headings": [font_names(font) for font in layout.headings.fonts],
        "table-font": font_names(layout.tables.font),
        "page": _page(layout),
        "page-number": {
            "font": font_names(number.font),
            "size": number.size_pt,
            "indent": number.indent_characters * number.size_pt,
            "down": below_text * PT_PER_MM - number.size_pt,
        },
        "title": {
            "lines": title_lines(document.title, document.organ, layout.title_characters),
            "font": font_names(title.font),
            "size": title.size_pt,
            "line": title.line_pt,
            "after": title.after_pt,
        },
        "body": {
            "font": font_names(body.font),
            "size": body.size_pt,
            "line": body.line_pt,
            "tracking": tracking,
            "indent": body.indent_characters * (body.size_pt + tracking),
        },
        "blocks": list(_blocks(document.blocks(), layout)),
        "closing": list(_closing(document, layout)),
        "closing-indent": layout.signature.indent_characters * body.size_pt,
        "chart": _charts(charts),
    }


def _page(layout: Layout) -> Data:
    page = layout.page
    lengths_mm = {
        "width": page.width_mm,
        "height": page.height_mm,
        "top": page.top_mm,
        "left": page.left_mm,
        "right": page.right_mm,
        "bottom": page.bottom_mm,
    }
    return {name: length_mm * PT_PER_MM for name, length_mm in lengths_mm.items()}


def _blocks(blocks: Iterator[Block], layout: Layout) -> Iterator[Data]:
    outline_level = 0
    for block in blocks:
        if isinstance(block, Heading):
            # PDF/UA forbids an outline that skips a level, as 一、 followed by 1. does
            outline_level = min(block.level, outline_level + 1)
            yield {"kind": "heading", "level": block.level, "outline-level": outline_level, "text": block.text}
        elif isinstance(block, Paragraph):
            lead, text = block.text[: block.lead], block.text[block.lead :]
            yield {"kind": "paragraph", "level": max(1, block.level), "lead": lead, "text": text}
        elif isinstance(block, UnitTable):
            yield _unit_table(block, layout)
        else:
            yield _table(block, layout)


def _unit_table(units: UnitTable, layout: Layout) -> Data:
    return {
        "kind": "units",
        "columns": units.widths(layout.page.text_width_mm * PT_PER_MM),
        "row-height": UNIT_ROW_MM * PT_PER_MM,
        "border": layout.tables.border_pt,
        "rows": [[_unit_cell(units, row, column, layout) for column in range(len(row))] for row in units.rows],
    }


def _unit_cell(units: UnitTable, row: Row, column: int, layout: Layout) -> Data:
    tables = layout.tables
    return {
        "text": row[column],
        "size": UNIT_TABLE_PT,
        "centred": row is units.rows[0] or column in units.figure_columns,
        "upright": False,
        "side": (tables.margin_mm + tables.label_indent_mm) * PT_PER_MM,
    }


def _table(printed: PrintedTable, layout: Layout) -> Data:
    grid = layout.grid(printed.table)
    return {
        "kind": "table",
        "columns": [width_mm * PT_PER_MM for width_mm in grid.widths_mm],
        "row-height": grid.row_mm * PT_PER_MM,
        "border": layout.tables.border_pt,
        "one-page": grid.one_page,
        "rows": [[_cell(printed, place, layout, grid) for place in row] for row in printed.rows],
        "parts": list(_parts(printed)),
    }


def _parts(printed: PrintedTable) -> Iterator[Data]:
    """The rows in order: heads, which a screen reader names for every cell below them up to the next heads, and rows
    of figures. Only the heads at the top repeat on the next page."""
    top = 0
    for is_head, rows in groupby(printed.rows, key=_is_head):
        bottom = top + len(list(rows))
        yield {"head": is_head, "from": top, "to": bottom, "repeated": is_head and bottom == printed.head_rows}
        top = bottom


def _is_head(row: Sequence[Place]) -> bool:
    return bool(row) and all(place.role in ("head", "note", "block") for place in row)


def _cell(printed: PrintedTable, place: Place, layout: Layout, grid: TableLayout) -> Data:
    tables, text = layout.tables, printed.text_at(place)
    room = (sum(grid.widths_mm[place.left : place.right]) - 2 * tables.margin_mm) * PT_PER_MM
    size = fitting_size(text, grid.size_pt, room) if place.role == "figure" else grid.size_pt
    is_upright = place.role != "figure" and room < 2 * size
    centred = is_upright or place.role in ("head", "figure")
    left = right = tables.margin_mm * PT_PER_MM
    if is_upright:
        left = right = 0.0
    elif not centred:
        left += tables.label_indent_mm * PT_PER_MM
    elif place.role == "head":
        left = right = left + _stacking_indent(text, size, room)
    return {
        "text": text,
        "x": place.left,
        "y": place.top,
        "wide": place.wide,
        "high": place.high,
        "size": size,
        "centred": centred,
        "upright": is_upright,
        "left": left,
        "right": right,
        "fill": f"#{tables.block_colour}" if place.role == "block" and tables.block_colour else "",
    }


def _stacking_indent(text: str, size_pt: float, room_pt: float) -> float:
    """An indent on both sides that makes a head which does not fit break after an even number of characters: heads
    consist of words of two characters."""
    fits = int(room_pt / size_pt)
    if width(text) <= room_pt / size_pt or fits < 2:
        return 0.0
    return max(0.0, (room_pt - (fits - fits % 2 + 0.5) * size_pt) / 2)


def _closing(document: Document, layout: Layout) -> Iterator[Data]:
    """The lines of signature and date; the space above precedes the first that is printed."""
    body, signature = layout.body, layout.signature
    room = layout.page.text_width_mm * PT_PER_MM / body.size_pt - signature.indent_characters
    lines = [
        line for text in (document.signature, document.date) if text for line in title_lines(text, text, int(room))
    ]
    for number, line in enumerate(lines):
        above = signature.before_lines * body.line_pt if number == 0 else 0.0
        yield {"text": line, "above": above, "sticky": number < len(lines) - 1}


def _charts(charts: Sequence[Chart]) -> Data:
    return {
        "heading": HEADING,
        "label": LABEL_MM * PT_PER_MM,
        "length": BARS_MM * PT_PER_MM,
        "charts": [
            {
                "title": printable(chart.title),
                "description": printable(chart.description),
                "bars": [
                    {
                        "label": printable(label),
                        "share": chart.share(figure),
                        "fill": f"#{SOLID if is_this_year else LIGHT}",
                        "figure": f"{year} {_number(figure)}",
                    }
                    for label, year, figure, is_this_year in chart.lines()
                ],
            }
            for chart in charts
        ],
    }
