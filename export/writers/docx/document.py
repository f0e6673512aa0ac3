"""A :class:`Document` as a Word file in the official layout of GB/T 9704—2012.

The XML is written as text, element by element in the order of the schema, which Word insists on: python-docx has no
API for most of this layout (character grid, indents in characters, fields, even pages), and its default template
would add its theme and English fonts.
"""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from export.document.approval_sheet import ApprovalSheet
from export.document.charts import Chart
from export.document.document import Document, Heading, Paragraph, PrintedTable
from export.document.layout import PT_PER_MM, Layout
from export.document.title_lines import fitting_size, title_lines, width
from export.writers.docx.approval_sheet import sheet_part
from export.writers.docx.charts import charts_part
from export.writers.docx.parts import fixed_parts, write_package
from export.writers.docx.styles import MAIN, W
from model.form.tables import Place

TWIPS_PER_PT = 20


def write_word(
    document: Document,
    layout: Layout,
    path: Path,
    sheet: ApprovalSheet | None = None,
    charts: Sequence[Chart] = (),
) -> None:
    """Write ``document`` to ``path`` as ``.docx``, after a 审签单 and before a 图解 if given. The output
    is deterministic: equal input gives equal bytes."""
    parts = fixed_parts(document, layout)
    parts["word/document.xml"] = _main_part(document, layout, sheet, charts)
    write_package(parts, path)


def twips(length_mm: float) -> int:
    """``length_mm`` in twips (1/20 pt), rounded."""
    return round(length_mm * PT_PER_MM * TWIPS_PER_PT)


def _main_part(document: Document, layout: Layout, sheet: ApprovalSheet | None, charts: Sequence[Chart]) -> str:
    before = sheet_part(sheet, layout) if sheet else ""
    after = charts_part(charts, layout) if charts else ""
    body = before + "".join((*_title(document, layout), *_body(document, layout), *_signature(document, layout)))
    section = _section_properties(layout, first_number=1 if sheet else 0)
    return f"{MAIN}<w:document {W} {_R}><w:body>{body}{after}{section}</w:body></w:document>"


_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def _title(document: Document, layout: Layout) -> Iterator[str]:
    lines = title_lines(document.title, document.organ, layout.title_characters)
    if lines:
        yield _paragraph("Title", "<w:r>" + "<w:br/>".join(_text(line) for line in lines) + "</w:r>")


def _body(document: Document, layout: Layout) -> Iterator[str]:
    for block in document.blocks():
        if isinstance(block, Heading):
            yield _paragraph(f"Heading{block.level}", _run(block.text))
        elif isinstance(block, Paragraph):
            yield _words(block)
        else:
            yield _Table(block, layout).xml()


def _words(paragraph: Paragraph) -> str:
    if not paragraph.lead:
        return f"<w:p>{_run(paragraph.text)}</w:p>"
    lead, rest = paragraph.text[: paragraph.lead], paragraph.text[paragraph.lead :]
    style = f'<w:rPr><w:rStyle w:val="Lead{paragraph.level}"/></w:rPr>'
    return f"<w:p>{_run(lead, style)}{_run(rest)}</w:p>"


def _signature(document: Document, layout: Layout) -> Iterator[str]:
    """The space above precedes the first line that is printed: signature or date."""
    if document.signature:
        yield _paragraph("Signature", _run(document.signature), _signature_indent(document.signature, layout))
    if document.date:
        yield _paragraph("Date" if document.signature else "Signature", _run(document.date))


def _signature_indent(signature: str, layout: Layout) -> str:
    """A first line as short as the name's first half, so that a name of two lines breaks by meaning.

    A line break instead would make the importer read the name back as two paragraphs.
    """
    size_pt, right = layout.body.size_pt, layout.signature.indent_characters
    room = layout.page.text_width_mm * PT_PER_MM / size_pt - right
    lines = title_lines(signature, signature, int(room))
    if len(lines) != 2:
        return ""
    spare = max(0, room - width(lines[0]) - 0.5)
    return (
        f'<w:ind w:rightChars="{round(100 * right)}" w:right="{round(right * size_pt * TWIPS_PER_PT)}"'
        f' w:firstLine="{round(spare * size_pt * TWIPS_PER_PT)}"/>'
    )


def _paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}{_text(text)}</w:r>"


def _text(text: str) -> str:
    return "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))


def _section_properties(layout: Layout, first_number: int) -> str:
    """``first_number`` restarts the page numbers; 0 continues them."""
    page = layout.page
    start = f'<w:pgNumType w:start="{first_number}"/>' if first_number else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdOdd"/><w:footerReference w:type="even" r:id="rIdEven"/>'
        f'<w:pgSz w:w="{twips(page.width_mm)}" w:h="{twips(page.height_mm)}"/>'
        f'<w:pgMar w:top="{twips(page.top_mm)}" w:right="{twips(page.right_mm)}" w:bottom="{twips(page.bottom_mm)}"'
        f' w:left="{twips(page.left_mm)}" w:header="{twips(page.top_mm / 2)}"'
        f' w:footer="{twips(layout.page_number.from_edge_mm)}" w:gutter="0"/>'
        f'{start}<w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{round(layout.body.line_pt * TWIPS_PER_PT)}"/></w:sectPr>'
    )


class _Table:
    """One statutory table in Word's model: row by row, a merged place has a cell in every row that it covers."""

    def __init__(self, printed: PrintedTable, layout: Layout) -> None:
        self._printed = printed
        self._table = printed.table
        self._tables = layout.tables
        self._grid = layout.grid(printed.table)
        widths_mm = self._grid.widths_mm
        # the column lines in twips from the left: rounded once, so that merged cells meet them exactly
        self._edges = [twips(sum(widths_mm[:count])) for count in range(len(widths_mm) + 1)]

    def xml(self) -> str:
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in itertools.pairwise(self._edges))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="StatutoryTable"/><w:tblW w:w="{self._edges[-1]}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
            f"{''.join(map(self._row, range(self._table.height)))}</w:tbl>"
        )

    def _row(self, top: int) -> str:
        places = dict.fromkeys(self._table.place_at[top, left] for left in range(self._table.width))
        head = "<w:tblHeader/>" if top < self._printed.head_rows else ""
        height = twips(self._grid.row_mm)
        return (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>'
            f"{''.join(self._cell(place, top) for place in places)}</w:tr>"
        )

    def _is_kept(self, top: int) -> bool:
        """Whether the row stays on one page with the next."""
        first = 0 if self._grid.one_page else self._table.height - self._tables.kept_rows
        return first <= top < self._table.height - 1

    def _cell(self, place: Place, top: int) -> str:
        """The cell of the place in grid row ``top``; the text is in the first of its rows."""
        twips_wide = self._edges[place.right] - self._edges[place.left]
        properties = [f'<w:tcW w:w="{twips_wide}" w:type="dxa"/>']
        if place.wide > 1:
            properties.append(f'<w:gridSpan w:val="{place.wide}"/>')
        if place.high > 1:
            properties.append('<w:vMerge w:val="restart"/>' if top == place.top else "<w:vMerge/>")
        if place.role == "block" and self._tables.block_colour:
            properties.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{self._tables.block_colour.upper()}"/>')
        properties.append('<w:vAlign w:val="center"/>')
        return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr>{self._cell_paragraph(place, top)}</w:tc>"

    def _cell_paragraph(self, place: Place, top: int) -> str:
        text = self._printed.text_at(place) if top == place.top else ""
        size_pt, room_pt = self._grid.size_pt, self._room_pt(place)
        style = "TableLabel" if place.role in ("label", "note", "block") else "TableFigure"
        indent = ""
        if place.role == "head":
            indent = _stacking_indent(text, size_pt, room_pt)
        elif place.role == "figure":
            size_pt = fitting_size(text, size_pt, room_pt)
        elif room_pt < 2 * size_pt:
            # one character a line; the rules of what may not begin a line would push two into it
            style = "TableUpright"
        keep = "<w:keepNext/>" if self._is_kept(top) else ""
        size = f'<w:sz w:val="{round(2 * size_pt)}"/><w:szCs w:val="{round(2 * size_pt)}"/>'
        run = _run(text, f"<w:rPr>{size}</w:rPr>") if text else ""
        # the mark at the paragraph's end has a size too, and would make the line as high as the body's
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{indent}<w:rPr>{size}</w:rPr></w:pPr>{run}</w:p>'

    def _room_pt(self, place: Place) -> float:
        """The width for text inside the place."""
        twips_wide = self._edges[place.right] - self._edges[place.left]
        return twips_wide / TWIPS_PER_PT - 2 * self._tables.margin_mm * PT_PER_MM


def _stacking_indent(text: str, size_pt: float, room_pt: float) -> str:
    """An indent on both sides that makes a head which does not fit break after an even number of characters.

    Heads consist of words of two characters; an explicit line break would affect searching and reading back.
    """
    fits = int(room_pt / size_pt)
    if width(text) <= room_pt / size_pt or fits < 2:
        return ""
    spare_pt = room_pt - (fits - fits % 2 + 0.5) * size_pt
    side = max(0, round(spare_pt / 2 * TWIPS_PER_PT))
    return f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
