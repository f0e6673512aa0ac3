"""A :class:`Document` as a Word file in the official layout of GB/T 9704—2012, from a Word template."""

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph as WordParagraph

from export.document.approval_sheet import ApprovalSheet
from export.document.charts import Chart
from export.document.document import Document, Heading, Paragraph, UnitTable
from export.document.layout import PT_PER_MM, UNIT_TABLE_PT, Layout
from export.document.title_lines import title_lines, width
from export.writers.docx.approval_sheet import add_approval_sheet
from export.writers.docx.charts import add_charts
from export.writers.docx.elements import paragraph_properties, put, set_first_page_number, set_indent, set_text
from export.writers.docx.own_template import opened_own
from export.writers.docx.package import opened_template, save, set_properties
from export.writers.docx.plain_tables import PlainTable
from export.writers.docx.statutory_table import TWIPS_PER_PT, StatutoryTable
from export.writers.docx.styles import (
    BODY,
    DATE,
    HEADINGS,
    LEADS,
    SIGNATURE,
    TITLE,
    apply_layout,
    style_ids,
)


def write_word(
    document: Document,
    layout: Layout,
    template: Path,
    path: Path,
    sheet: ApprovalSheet | None = None,
    charts: Sequence[Chart] = (),
    own: Path | None = None,
) -> None:
    """Write ``document`` to ``path`` as ``.docx``, after a 审签单 and before a 图解 if given. The output
    is deterministic: equal input gives equal bytes.

    ``own`` is the template of an office, used in place of the official ``template``: its page and styles stay.
    """
    if own is None:
        word = opened_template(template)
        apply_layout(word, layout)
    else:
        word, layout = opened_own(own, layout)
    set_properties(word, document)
    if sheet is not None:
        add_approval_sheet(word, sheet, layout)
        set_first_page_number(word.sections[-1], 1)
    _ReportWriter(word, layout).add(document)
    if charts:
        add_charts(word, charts, layout)
    save(word, path)


class _ReportWriter:
    """Appends the report to a Word document, block by block."""

    def __init__(self, word: WordDocument, layout: Layout) -> None:
        self._word = word
        self._layout = layout
        self._style_ids = style_ids(word)

    def add(self, document: Document) -> None:
        self._add_title(document)
        for block in document.blocks():
            if isinstance(block, Heading):
                self._paragraph(HEADINGS[block.level - 1], block.text)
            elif isinstance(block, Paragraph):
                self._add_text(block)
            elif isinstance(block, UnitTable):
                self._add_unit_table(block)
            else:
                StatutoryTable(block, self._layout, self._style_ids).add_to(self._word)
        self._add_signature(document)

    def _paragraph(self, style: str, text: str = "") -> WordParagraph:
        """A paragraph in the style, which is set by id: with a name or an object python-docx searches all styles."""
        paragraph = self._word.add_paragraph()
        if style != BODY:
            paragraph._p.style = self._style_ids[style]
        if text:
            set_text(paragraph.add_run()._r, text)
        return paragraph

    def _add_title(self, document: Document) -> None:
        lines = title_lines(document.title, document.organ, self._layout.title_characters)
        if lines:
            self._paragraph(TITLE, "\n".join(lines))

    def _add_text(self, block: Paragraph) -> None:
        if not block.lead:
            self._paragraph(BODY, block.text)
            return
        paragraph = self._paragraph(BODY)
        lead = paragraph.add_run()
        lead._r.style = self._style_ids[LEADS[block.level - 1]]
        set_text(lead._r, block.text[: block.lead])
        set_text(paragraph.add_run()._r, block.text[block.lead :])

    def _add_unit_table(self, units: UnitTable) -> None:
        widths_mm = units.widths(self._layout.page.text_width_mm)
        table = PlainTable(units.rows, widths_mm, UNIT_TABLE_PT, heads=1, figure_columns=units.figure_columns)
        table.add_to(self._word, self._layout)

    def _add_signature(self, document: Document) -> None:
        """The space above precedes the first line that is printed: signature or date."""
        if document.signature:
            self._break_by_meaning(self._paragraph(SIGNATURE, document.signature), document.signature)
        if document.date:
            self._paragraph(DATE if document.signature else SIGNATURE, document.date)

    def _break_by_meaning(self, paragraph: WordParagraph, signature: str) -> None:
        """A first line as short as the name's first half, so that a name of two lines breaks by meaning.

        A line break instead would make the importer read the name back as two paragraphs.
        """
        size_pt, right = self._layout.body.size_pt, self._layout.signature.indent_characters
        room = self._layout.page.text_width_mm * PT_PER_MM / size_pt - right
        lines = title_lines(signature, signature, int(room))
        if len(lines) != 2:
            return
        spare = max(0, room - width(lines[0]) - 0.5)
        properties = paragraph_properties(paragraph._p)
        set_indent(properties, "right", right, size_pt)
        put(properties, "w:ind", firstLine=round(spare * size_pt * TWIPS_PER_PT))
