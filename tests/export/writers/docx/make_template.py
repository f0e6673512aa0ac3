"""Makes ``resources/templates/report.docx``, the official layout as a Word template.

``python -m tests.export.writers.docx.make_template``, after a change of ``layout.toml`` or of the styles; then open
the file in Word or LibreOffice and look at it. The file is made from the empty document of python-docx: its styles,
theme and English fonts are taken out, the official ones put in.
"""

import sys
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from export.document.layout import Layout, load_layout
from export.writers.docx.elements import (
    CellFormat,
    CellWriter,
    add,
    add_page_number,
    add_row,
    paragraph_properties,
    put,
    set_outline_level,
    set_switch,
)
from export.writers.docx.package import TEMPLATE, save
from export.writers.docx.statutory_table import empty_table, twips
from export.writers.docx.styles import (
    BODY,
    DATE,
    EVEN_NUMBER,
    HEADINGS,
    LEADS,
    ODD_NUMBER,
    SIGNATURE,
    TABLE,
    TABLE_FIGURE,
    TABLE_HEAD,
    TABLE_LABEL,
    TABLE_UPRIGHT,
    TITLE,
    apply_layout,
    style_ids,
)

RESOURCES = Path(__file__).parents[4] / "resources"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, CHARACTER, TABLES = WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER, WD_STYLE_TYPE.TABLE
KEPT = {
    *("officeDocument", "core-properties", "extended-properties"),
    *("styles", "settings", "fontTable", "theme", "footer"),
}
"""The last words of the types of relationships that stay."""
IDS = {
    **{name: name.replace(" ", "") for name in (BODY, TITLE, *HEADINGS, SIGNATURE, DATE)},
    **{name: f"Lead{level}" for level, name in enumerate(LEADS, start=1)},
    ODD_NUMBER: "FooterOdd",
    EVEN_NUMBER: "FooterEven",
    TABLE: "StatutoryTable",
    TABLE_HEAD: "TableHead",
    TABLE_LABEL: "TableLabel",
    TABLE_FIGURE: "TableFigure",
    TABLE_UPRIGHT: "TableUpright",
}
"""Ids in Latin letters: some programs do not keep others."""


def make(path: Path, layout: Layout) -> None:
    """Write the template to ``path``."""
    document = docx.Document()
    _remove_parts(document)
    _make_styles(document)
    _make_settings(document)
    _make_footers(document)
    apply_layout(document, layout)
    _make_font_table(document, layout)
    _make_theme(document, layout)
    _make_properties(document)
    _show_styles(document, layout)
    _clean(document)
    save(document, path)


def _remove_parts(document: Document) -> None:
    """The theme and whatever else the report does not use."""
    for owner in (document.part, document.part.package):
        for key, relationship in list(owner.rels.items()):
            if relationship.reltype.rpartition("/")[2] not in KEPT:
                del owner.rels[key]


def _make_styles(document: Document) -> None:
    styles: Any = document.styles.element
    for element in list(styles):
        styles.remove(element)
    defaults = add(styles, "w:docDefaults")
    run = add(add(defaults, "w:rPrDefault"), "w:rPr")
    add(run, "w:rFonts")
    add(run, "w:color", val="000000")
    add(run, "w:sz")
    add(run, "w:lang", val="en-US", eastAsia="zh-CN")
    add(defaults, "w:pPrDefault")

    # every page holds its 22 lines (撑满版心): none is moved on so that its paragraph does not end with it alone.
    # Marks may hang in the margin, which is what Word does anyhow; LibreOffice takes the word for its contrary,
    # and without it loses marks that hang at the end of a line that is just full.
    body = _style(document, BODY, PARAGRAPH, WD_ALIGN_PARAGRAPH.JUSTIFY, is_default=True)
    body.paragraph_format.widow_control = False
    set_switch(paragraph_properties(body.element), "w:overflowPunct", True)
    character = _style(document, "Default Paragraph Font", CHARACTER, is_default=True)
    character.hidden, character.priority, character.quick_style = True, 1, False
    title = _style(document, TITLE, PARAGRAPH, WD_ALIGN_PARAGRAPH.CENTER)
    title.next_paragraph_style, title.font.bold = body, False
    set_switch(paragraph_properties(title.element), "w:snapToGrid", False)
    for level, (name, lead) in enumerate(zip(HEADINGS, LEADS, strict=True), start=1):
        heading = _style(document, name, PARAGRAPH)
        heading.base_style, heading.next_paragraph_style, heading.priority = body, body, 9
        heading.paragraph_format.keep_with_next = True
        set_outline_level(paragraph_properties(heading.element), level)
        first = _style(document, lead, CHARACTER)
        first.base_style = character
        for style in (heading, first):
            style.font.bold = False
    for name in (SIGNATURE, DATE):
        _style(document, name, PARAGRAPH, WD_ALIGN_PARAGRAPH.RIGHT)
    document.styles[SIGNATURE].paragraph_format.keep_with_next = True
    for name, alignment in ((ODD_NUMBER, WD_ALIGN_PARAGRAPH.RIGHT), (EVEN_NUMBER, WD_ALIGN_PARAGRAPH.LEFT)):
        number = _style(document, name, PARAGRAPH, alignment)
        set_switch(paragraph_properties(number.element), "w:snapToGrid", False)
    _make_table_styles(document)


def _make_table_styles(document: Document) -> None:
    """Text in tables does not use the page's line grid: with it, every line would be as high as a body line."""
    usual = _style(document, "Normal Table", TABLES, is_default=True)
    usual.hidden, usual.unhide_when_used, usual.priority, usual.quick_style = True, True, 99, False
    properties = put(usual.element, "w:tblPr")
    put(properties, "w:tblInd", w=0, type="dxa")
    margins = put(properties, "w:tblCellMar")
    for side, margin in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108)):
        put(margins, f"w:{side}", w=margin, type="dxa")
    _style(document, TABLE, TABLES).base_style = usual
    for name, alignment in (
        (TABLE_HEAD, WD_ALIGN_PARAGRAPH.CENTER),
        (TABLE_LABEL, WD_ALIGN_PARAGRAPH.LEFT),
        (TABLE_FIGURE, WD_ALIGN_PARAGRAPH.CENTER),
        (TABLE_UPRIGHT, WD_ALIGN_PARAGRAPH.CENTER),
    ):
        style = _style(document, name, PARAGRAPH, alignment)
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing = 1.0
        set_switch(paragraph_properties(style.element), "w:snapToGrid", False)
        style.font.snap_to_grid = False
    for tag in ("w:kinsoku", "w:overflowPunct"):
        set_switch(paragraph_properties(document.styles[TABLE_UPRIGHT].element), tag, False)


def _style(
    document: Document,
    name: str,
    kind: WD_STYLE_TYPE,
    alignment: WD_ALIGN_PARAGRAPH | None = None,
    *,
    is_default: bool = False,
) -> Any:
    own = name in IDS and not name.isascii()
    style: Any = document.styles.add_style(name, kind, builtin=not own)
    style.element.styleId = IDS.get(name, name.replace(" ", "").replace("NormalTable", "TableNormal"))
    if is_default:
        style.element.set(qn("w:default"), "1")
    # add_style hides a built-in style until it is used, and gives it a priority of its own
    for child in list(style.element):
        if child.tag != qn("w:name"):
            style.element.remove(child)
    style.quick_style = True
    if alignment is not None:
        style.paragraph_format.alignment = alignment
    return style


def _make_settings(document: Document) -> None:
    """Different footers on even pages; line breaking and spacing as Chinese Word has it."""
    settings: Any = document.settings.element
    for element in list(settings):
        settings.remove(element)
    add(settings, "w:zoom", percent=100)
    add(settings, "w:defaultTabStop", val=420)
    add(settings, "w:evenAndOddHeaders")
    add(settings, "w:characterSpacingControl", val="compressPunctuation")
    compat = add(settings, "w:compat")
    for name in (
        "spaceForUL",
        "balanceSingleByteDoubleByteWidth",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "useFELayout",
    ):
        add(compat, f"w:{name}")
    add(compat, "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    add(settings, "w:themeFontLang", val="en-US", eastAsia="zh-CN")


def _make_footers(document: Document) -> None:
    """``— 1 —``"""
    section = document.sections[0]
    for footer, style in ((section.footer, ODD_NUMBER), (section.even_page_footer, EVEN_NUMBER)):
        footer.is_linked_to_previous = False
        (paragraph,) = footer.paragraphs
        paragraph.style = document.styles[style]
        paragraph.add_run("— ")
        add_page_number(paragraph)
        paragraph.add_run(" —")


def _make_font_table(document: Document, layout: Layout) -> None:
    """Declares the fonts as Chinese, for substitution on machines without them; the names stay in the document."""
    chinese = (layout.title.font, layout.body.font, *layout.headings.fonts, layout.page_number.font, layout.tables.font)
    root = etree.Element(f"{W}fonts", nsmap={"w": W[1:-1]})
    for name, charset in ((layout.latin.font, "00"), *((name, "86") for name in dict.fromkeys(chinese))):
        font = etree.SubElement(root, f"{W}font", {f"{W}name": name})
        etree.SubElement(font, f"{W}charset", {f"{W}val": charset})
    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _make_theme(document: Document, layout: Layout) -> None:
    """Word wants a theme; its fonts are the report's, although every style names its own."""
    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    a = f"{{{root.nsmap['a']}}}"
    for fonts in (*root.iter(f"{a}majorFont"), *root.iter(f"{a}minorFont")):
        for font in list(fonts):
            name = {"latin": layout.latin.font, "ea": layout.body.font}.get(etree.QName(font).localname)
            if name:
                font.set("typeface", name)
            elif font.tag == f"{a}font":
                fonts.remove(font)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _clean(document: Document) -> None:
    """Without the names of other namespaces, and the marks of the sessions in which python-docx's file was edited."""
    section = document.sections[0]
    roots: Any = (
        *(each.element for each in (document.part, document.styles, document.settings)),
        *(each.part.element for each in (section.footer, section.even_page_footer)),
    )
    for root in roots:
        for element in root.iter():
            for name in [key for key in element.attrib if key.startswith(f"{W}rsid") or key.endswith("}Ignorable")]:
                del element.attrib[name]
        etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])


def _make_properties(document: Document) -> None:
    """No dates, so that the same document gives the same bytes."""
    core: Any = document.core_properties._element
    for element in list(core):
        core.remove(element)
    document.core_properties.title = "政府信息公开工作年度报告版式模板"
    part = next(each for each in document.part.package.iter_parts() if each.partname.endswith("app.xml"))
    root = etree.fromstring(part.blob)
    for element in list(root):
        root.remove(element)
    part_of_any: Any = part
    part_of_any._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _show_styles(document: Document, layout: Layout) -> None:
    """A line in each style, so that a user sees what is to be changed; reports are written without them."""
    for paragraph in document.paragraphs:
        document.element.body.remove(paragraph._p)
    document.add_paragraph("标题（样式“标题”）", TITLE)
    document.add_paragraph(
        "这是年度报告的版式模板。改样式、页面设置、页眉和页脚，导出的年报随之改变；这里的文字只作示例，导出时不用。"
    )
    for level, (heading, number) in enumerate(zip(HEADINGS, ("一、", "（一）", "1.", "（1）"), strict=True), start=1):
        document.add_paragraph(f"{number}样式“标题 {level}”", heading)
    paragraph = document.add_paragraph()
    paragraph.add_run("（二）样式“段首标题 2”。", LEADS[1])
    paragraph.add_run("后面是样式“正文”。")
    ids, cells = style_ids(document), CellWriter()
    edges = [0, twips(40), twips(layout.page.text_width_mm)]
    table = empty_table(document, edges)
    for styles in ((TABLE_HEAD, TABLE_HEAD), (TABLE_LABEL, TABLE_FIGURE)):
        row = add_row(table, twips(6), is_head=styles[0] == TABLE_HEAD)
        for left, right, style in zip(edges, edges[1:], styles, strict=False):
            cells.add(row, CellFormat(right - left, ids[style], 9), f"样式“{style}”")
    document.add_paragraph("机关名称（样式“签名”）", SIGNATURE)
    document.add_paragraph("2025年1月8日（样式“日期”）", DATE)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / TEMPLATE
    target.parent.mkdir(exist_ok=True)
    make(target, load_layout(RESOURCES / "layout.toml"))
