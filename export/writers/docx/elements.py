"""What python-docx has no API for, written with its own element classes.

Word refuses a file, or ignores a property, whose elements are not in the order of the schema; :func:`put` knows the
order of the property elements that are changed here, everything else is appended in order by its caller.
"""

import copy
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

_ORDER = {
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "w:rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "w:tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "w:tblBorders": "top left bottom right insideH insideV",
    "w:tblCellMar": "top left bottom right",
    "w:sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "w:numPr": "ilvl numId numberingChange ins",
    "w:style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}
"""Property element -> its children in the order of ECMA-376 part 1."""


@cache
def _name(tag: str) -> str:
    return str(qn(tag))


@cache
def _after(parent: str, tag: str) -> frozenset[str]:
    """The names of the elements that follow ``tag`` in ``parent``."""
    order = [f"w:{each}" for each in _ORDER[parent].split()]
    return frozenset(map(_name, order[order.index(tag) + 1 :]))


def add(parent: BaseOxmlElement, tag: str, **values: str | int) -> BaseOxmlElement:
    """Append ``tag`` (``w:p``) with attributes of the ``w`` namespace."""
    # faster than OxmlElement, which declares its namespaces anew; the class is python-docx's all the same
    element = etree.SubElement(parent, _name(tag))
    for key, value in values.items():
        element.set(_name(f"w:{key}"), str(value))
    return cast(BaseOxmlElement, element)


def put(parent: BaseOxmlElement, tag: str, **values: str | int) -> BaseOxmlElement:
    """The child ``tag`` of a property element, made at its place in the order if it is missing, with ``values`` set."""
    element = parent.find(_name(tag))
    if element is None:
        element = add(parent, tag)
        later = _after(f"w:{etree.QName(parent).localname}", tag)
        following = next((each for each in parent if each.tag in later), None)
        if following is not None:
            following.addprevious(element)
    for key, value in values.items():
        element.set(_name(f"w:{key}"), str(value))
    return cast(BaseOxmlElement, element)


def value_of(parent: BaseOxmlElement | None, tag: str, key: str = "val") -> str | None:
    """The attribute ``key`` of the child ``tag``; ``None`` if either is missing."""
    element = None if parent is None else parent.find(_name(tag))
    return None if element is None else element.get(_name(f"w:{key}"))


def paragraph_properties(owner: BaseOxmlElement) -> BaseOxmlElement:
    """``w:pPr`` of a paragraph or a style, made if missing."""
    return cast(BaseOxmlElement, cast(Any, owner).get_or_add_pPr())


def run_properties(owner: BaseOxmlElement) -> BaseOxmlElement:
    """``w:rPr`` of a run or a style, made if missing."""
    return cast(BaseOxmlElement, cast(Any, owner).get_or_add_rPr())


def set_fonts(properties: BaseOxmlElement, east_asian: str, latin: str) -> None:
    """``Font.name`` sets the font of Latin text only: without ``w:eastAsia`` Word takes the theme's for Chinese."""
    put(properties, "w:rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin)


def set_east_asian_font(run: Run, font: str) -> None:
    """For Chinese text only; digits and letters keep the font of the style."""
    put(run_properties(run._r), "w:rFonts", eastAsia=font)


def set_tracking(properties: BaseOxmlElement, twips: int) -> None:
    """The space added between characters; ``Font`` has no such property."""
    put(properties, "w:spacing", val=twips)


def set_switch(properties: BaseOxmlElement, tag: str, on: bool) -> None:
    """An on/off property that ``ParagraphFormat`` lacks: ``w:snapToGrid``, ``w:overflowPunct``, ``w:kinsoku``."""
    put(properties, tag, val=int(on))


def set_indent(properties: BaseOxmlElement, side: str, characters: float, size_pt: float) -> None:
    """An indent in characters, which ``ParagraphFormat`` does not know, and as a length for programs that do not know
    characters. ``side``: ``left``, ``right`` or ``firstLine``."""
    put(properties, "w:ind", **{f"{side}Chars": round(100 * characters), side: round(20 * characters * size_pt)})


def set_outline_level(properties: BaseOxmlElement, level: int) -> None:
    """From 1; what the navigation panes of Word and WPS list. No property of python-docx."""
    put(properties, "w:outlineLvl", val=level - 1)


def set_mark_size(paragraph: BaseOxmlElement, size_pt: float) -> None:
    """The size of the paragraph's end mark, else the style's: it would make the line as high as one of the style."""
    mark = put(paragraph_properties(paragraph), "w:rPr")
    put(mark, "w:sz", val=round(2 * size_pt))


def set_line_grid(section: Section, pitch_twips: int) -> None:
    """The grid of the page's lines; python-docx knows no ``w:docGrid``."""
    put(section._sectPr, "w:docGrid", type="lines", linePitch=pitch_twips)


def remove_line_grid(section: Section) -> None:
    """Lines as high as their text; LibreOffice uses the grid above a paragraph that does not."""
    for grid in section._sectPr.findall(_name("w:docGrid")):
        section._sectPr.remove(grid)


def set_first_page_number(section: Section, number: int) -> None:
    """Page numbers of the section begin with ``number``; python-docx knows no ``w:pgNumType``."""
    put(section._sectPr, "w:pgNumType", start=number)


def add_section_break(document: Document, paragraph: Paragraph) -> Section:
    """End a section with ``paragraph``, which gets the size and margins of the document's last section without header
    and footer. ``Document.add_section`` gives a new section the headers of the one before; here the one before has
    none."""
    properties = add(paragraph_properties(paragraph._p), "w:sectPr")
    for tag in ("w:pgSz", "w:pgMar"):
        copied = document.sections[-1]._sectPr.find(_name(tag))
        if copied is not None:
            properties.append(copy.copy(copied))
    return document.sections[-2]


def add_page_number(paragraph: Paragraph) -> None:
    """The field ``PAGE``: python-docx writes none. Three marks and not ``w:fldSimple``, which WPS shows without its
    type size."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == "":
            code = add(run._r, "w:instrText")
            code.text = " PAGE "
            code.set(_name("xml:space"), "preserve")
        elif kind == "1":
            run.text = kind
        else:
            add(run._r, "w:fldChar", fldCharType=kind)


def add_row(
    table: BaseOxmlElement, height_twips: int, *, is_head: bool = False, is_exact: bool = False
) -> BaseOxmlElement:
    """A row that no page parts, repeated on further pages if it is a head; ``Row`` knows neither property.

    Rows of merged cells are written cell by cell: python-docx merges cells of a full grid, and looks the whole grid up
    for each of them.
    """
    row = add(table, "w:tr")
    properties = add(row, "w:trPr")
    add(properties, "w:cantSplit")
    add(properties, "w:trHeight", val=height_twips, hRule="exact" if is_exact else "atLeast")
    if is_head:
        add(properties, "w:tblHeader")
    return row


@dataclass(frozen=True, slots=True)
class CellFormat:
    """Everything about a cell but its text. ``merge``: ``restart`` begins a cell of several rows, ``continue`` goes on
    with it. ``fill`` and ``border`` are colours; ``east_asian`` is another font than the style's; ``indent_twips`` is
    on both sides."""

    width_twips: int
    style_id: str
    size_pt: float
    span: int = 1
    merge: str = ""
    fill: str = ""
    border: str = ""
    east_asian: str = ""
    keep_next: bool = False
    indent_twips: int = 0


class CellWriter:
    """Appends cells of one document to rows. Cells of one format are copied: a statutory table has hundreds of them,
    and copying is five times as fast as making each element."""

    def __init__(self) -> None:
        self._made: dict[tuple[CellFormat, bool], BaseOxmlElement] = {}

    def add(self, row: BaseOxmlElement, cell: CellFormat, text: str) -> None:
        """Append a cell with one paragraph of ``text``, which has no run if it is empty."""
        key = cell, bool(text)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = _cell(cell, has_text=bool(text))
        added = copy.copy(made)  # of all that is in it, too
        row.append(added)
        if text:
            set_text(cast(BaseOxmlElement, added[-1][-1]), text)


def _cell(cell: CellFormat, *, has_text: bool) -> BaseOxmlElement:
    element = cast(BaseOxmlElement, OxmlElement("w:tc"))
    properties = add(element, "w:tcPr")
    # WPS takes widths from the table's grid, Word from the cells
    add(properties, "w:tcW", w=cell.width_twips, type="dxa")
    if cell.span > 1:
        add(properties, "w:gridSpan", val=cell.span)
    if cell.merge:
        add(properties, "w:vMerge", val=cell.merge)
    if cell.border:
        borders = add(properties, "w:tcBorders")
        for side in ("top", "left", "bottom", "right"):
            add(borders, f"w:{side}", val="single", sz=4, space=0, color=cell.border)
    if cell.fill:
        add(properties, "w:shd", val="clear", color="auto", fill=cell.fill)
    add(properties, "w:vAlign", val="center")
    _add_paragraph(element, cell, has_text=has_text)
    return element


def _add_paragraph(element: BaseOxmlElement, cell: CellFormat, *, has_text: bool) -> None:
    paragraph = add(element, "w:p")
    properties = add(paragraph, "w:pPr")
    add(properties, "w:pStyle", val=cell.style_id)
    if cell.keep_next:
        add(properties, "w:keepNext")
    if cell.indent_twips:
        add(properties, "w:ind", left=cell.indent_twips, right=cell.indent_twips, firstLine=0)
    half_points = round(2 * cell.size_pt)
    # the mark at the paragraph's end has a size too, and would make the line as high as the body's
    add(add(properties, "w:rPr"), "w:sz", val=half_points)
    if has_text:
        of_run = add(add(paragraph, "w:r"), "w:rPr")
        if cell.east_asian:
            add(of_run, "w:rFonts", eastAsia=cell.east_asian)
        add(of_run, "w:sz", val=half_points)


def replace_cell_text(cell: BaseOxmlElement, text: str, size_pt: float | None = None) -> None:
    """Another text for a cell that :class:`CellWriter` made with one, and another size for it; without a text the
    run goes."""
    paragraph = cast(BaseOxmlElement, cell[-1])
    run = cast(BaseOxmlElement, paragraph[-1])
    if not text:
        paragraph.remove(run)
        return
    run.remove(run[-1])  # the text before, with its line breaks
    set_text(run, text)
    if size_pt is not None:
        for properties in (paragraph[0][-1], run[0]):
            put(cast(BaseOxmlElement, properties), "w:sz", val=round(2 * size_pt))


def set_text(run: BaseOxmlElement, text: str) -> None:
    """Append ``text`` to a run. python-docx looks at each character for line breaks and tabs; most texts have none."""
    if "\n" in text or "\t" in text:
        cast(Any, run).text = text
        return
    element = add(run, "w:t")
    element.text = text
    if text != text.strip():
        element.set(_name("xml:space"), "preserve")


def set_table_width(table: BaseOxmlElement, width_twips: int) -> None:
    """The width of the whole table: ``Table`` sets widths of columns and cells only, and Word shrinks a table whose own
    width is ``auto``. No conditional formats of the table's style are used."""
    properties = cast(BaseOxmlElement, cast(Any, table).tblPr)
    put(properties, "w:tblW", w=width_twips, type="dxa")
    look = put(properties, "w:tblLook", val="0000")
    for part in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand"):
        look.set(_name(f"w:{part}"), "0")


def set_table_description(table: BaseOxmlElement, title: str, description: str) -> None:
    """The alternative text of a table, for screen readers; no property of python-docx."""
    properties = cast(BaseOxmlElement, cast(Any, table).tblPr)
    put(properties, "w:tblCaption", val=title)
    put(properties, "w:tblDescription", val=description)
