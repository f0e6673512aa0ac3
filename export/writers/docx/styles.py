"""The styles of the Word template: their names, and the fonts and sizes that ``layout.toml`` gives them.

Fonts and sizes are set in styles only, so that users can change a style instead of runs. Every style names its East
Asian font: where one is missing, Word would take the theme's.
"""

import math
from collections.abc import Mapping
from typing import Any, cast

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles import BabelFish
from docx.styles.style import BaseStyle, ParagraphStyle

from export.document.layout import PT_PER_MM, Layout
from export.writers.docx.elements import (
    put,
    run_properties,
    set_fonts,
    set_indent,
    set_line_grid,
    set_tracking,
)

BODY, TITLE, SIGNATURE, DATE = "Normal", "Title", "Signature", "Date"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
LEADS = ("段首标题 1", "段首标题 2", "段首标题 3", "段首标题 4")
"""Character styles: the first sentence of a paragraph set as its heading."""
ODD_NUMBER, EVEN_NUMBER = "页码（单页）", "页码（双页）"
TABLE, TABLE_HEAD, TABLE_LABEL, TABLE_FIGURE, TABLE_UPRIGHT = (
    "年报表格",
    "表格表头",
    "表格项目",
    "表格数字",
    "表格竖排项目",
)
IN_TABLES = (TABLE_HEAD, TABLE_LABEL, TABLE_FIGURE, TABLE_UPRIGHT)
USED = (TITLE, BODY, *HEADINGS, *LEADS, SIGNATURE, DATE, ODD_NUMBER, EVEN_NUMBER, TABLE, *IN_TABLES)
"""Every style that the writers use, by the name that python-docx gives it."""
TABLE_SIZE_PT = 9.0
"""The size that the table styles of the template name; the tables for which ``layout.toml`` names another get it
directly."""


def styles_by_name(document: Document) -> Mapping[str, BaseStyle]:
    """Every style of ``document``, looked up once: python-docx searches all of them for each name."""
    return {style.name: style for style in document.styles if style.name}


def style_ids(document: Document) -> Mapping[str, str]:
    """Name of a style -> its id in ``document``: Chinese Word and WPS give other ids to the same styles."""
    elements = document.styles.element.style_lst
    return {BabelFish.internal2ui(each.name_val): each.styleId for each in elements if each.name_val and each.styleId}


def apply_layout(document: Document, layout: Layout) -> None:
    """Set page, fonts and sizes of ``layout`` on the last section and on the styles of the official template."""
    _set_page(document, layout)
    _set_defaults(document, layout)
    styles = styles_by_name(document)
    body, title, signature, number = layout.body, layout.title, layout.signature, layout.page_number
    latin = layout.latin.font
    normal = _Style(styles, BODY)
    normal.font(body.font, latin, body.size_pt)
    set_tracking(normal.run, _tracking(layout))
    normal.lines(body.line_pt)
    normal.indent("firstLine", body.indent_characters, body.size_pt)
    heading = _Style(styles, TITLE)
    heading.font(title.font, latin, title.size_pt)
    heading.lines(title.line_pt, after_pt=title.after_pt)
    for names in (HEADINGS, LEADS):
        for name, font in zip(names, layout.headings.fonts, strict=True):
            set_fonts(_Style(styles, name).run, font, latin)
    for name, before_lines in ((SIGNATURE, signature.before_lines), (DATE, 0.0)):
        closing = _Style(styles, name)
        closing.lines(body.line_pt, before_pt=before_lines * body.line_pt)
        closing.indent("right", signature.indent_characters, body.size_pt)
    for name, side in ((ODD_NUMBER, "right"), (EVEN_NUMBER, "left")):
        footer = _Style(styles, name)
        footer.font(number.font, number.font, number.size_pt)
        footer.indent(side, number.indent_characters, number.size_pt)
    _set_tables(styles, layout)


class _Style:
    """A style of a document, with its properties made where they are missing."""

    def __init__(self, styles: Mapping[str, BaseStyle], name: str) -> None:
        self._style = cast(ParagraphStyle, styles[name])
        self._element = cast(BaseOxmlElement, self._style.element)
        self.run = run_properties(self._element)

    def font(self, east_asian: str, latin: str, size_pt: float) -> None:
        set_fonts(self.run, east_asian, latin)
        self._style.font.size = Pt(size_pt)

    def lines(self, line_pt: float, before_pt: float = 0.0, after_pt: float = 0.0) -> None:
        spacing = self._style.paragraph_format
        spacing.line_spacing = Pt(line_pt)  # a length: exactly that
        spacing.space_before, spacing.space_after = Pt(before_pt), Pt(after_pt)

    def indent(self, side: str, characters: float, size_pt: float) -> None:
        set_indent(cast(Any, self._element).get_or_add_pPr(), side, characters, size_pt)

    @property
    def table(self) -> BaseOxmlElement:
        """``w:tblPr`` of a table style."""
        return put(self._element, "w:tblPr")


def _set_page(document: Document, layout: Layout) -> None:
    section, page = document.sections[-1], layout.page
    section.page_width, section.page_height = Mm(page.width_mm), Mm(page.height_mm)
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    section.header_distance = Mm(page.top_mm / 2)
    section.footer_distance = Mm(layout.page_number.from_edge_mm)
    set_line_grid(section, round(20 * layout.body.line_pt))


def _set_defaults(document: Document, layout: Layout) -> None:
    """The defaults of all styles: the body's, so that a style which a user adds fits the others."""
    (properties,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    set_fonts(properties, layout.body.font, layout.latin.font)
    put(properties, "w:sz", val=round(2 * layout.body.size_pt))


def _tracking(layout: Layout) -> int:
    """Twips between characters that make a line hold the page's number of them.

    Spacing and not a character grid: on a grid narrower than its characters, as 28 of 16 pt on 156 mm is,
    LibreOffice gives each character two of the grid's places.
    """
    pitch_pt = layout.page.text_width_mm * PT_PER_MM / layout.page.line_characters
    return math.floor(20 * (pitch_pt - layout.body.size_pt))


def _set_tables(styles: Mapping[str, BaseStyle], layout: Layout) -> None:
    tables = layout.tables
    properties = _Style(styles, TABLE).table
    borders, margins = put(properties, "w:tblBorders"), put(properties, "w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        put(borders, f"w:{side}", val="single", sz=round(8 * tables.border_pt), space=0, color="000000")
    for side, margin_mm in (("top", 0), ("left", tables.margin_mm), ("bottom", 0), ("right", tables.margin_mm)):
        put(margins, f"w:{side}", w=round(20 * PT_PER_MM * margin_mm), type="dxa")
    for name in IN_TABLES:
        _Style(styles, name).font(tables.font, layout.latin.font, TABLE_SIZE_PT)
    label = cast(ParagraphStyle, styles[TABLE_LABEL])
    label.paragraph_format.left_indent = Mm(tables.label_indent_mm)
