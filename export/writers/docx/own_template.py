"""An office's own Word template: vetted and made ready once, used as it is from then on.

What is kept of a file is how it looks: page, headers and footers of its last section, styles, fonts. Its text,
comments, links and protection are not.
"""

import copy
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.oxml.styles import CT_Style
from docx.styles.style import BaseStyle, ParagraphStyle
from lxml import etree

from export.document.layout import Layout, TableLayout
from export.writers.docx.elements import paragraph_properties, put
from export.writers.docx.package import packed, remove_text
from export.writers.docx.styles import (
    BODY,
    EVEN_NUMBER,
    HEADINGS,
    ODD_NUMBER,
    TABLE_FIGURE,
    TABLE_SIZE_PT,
    TITLE,
    USED,
    styles_by_name,
)
from model.disk_errors import reason
from model.errors import UserFacingError
from model.importing.notes import ImportedDocumentError
from model.importing.readers.zip_package import DAMAGED, opened, refuse_document_type

MOST_BYTES = 20_000_000
"""Of the file, and of all its parts unpacked."""
MOST_PARTS = 400
MOST_STYLES = 5000
"""More than Word allows, 4079."""
NARROWEST_MM = 140.0
"""Of the text block: the tables of the form need as much."""
SHOWN_NAMES = {
    TITLE: "标题",
    BODY: "正文",
    **{name: name.replace("Heading", "标题") for name in HEADINGS},
    "Signature": "签名",
    "Date": "日期",
}
"""The names of built-in styles in Chinese Word and WPS."""
_KEPT = {
    *("officeDocument", "core-properties", "extended-properties"),
    *("styles", "settings", "fontTable", "theme", "numbering", "footnotes", "endnotes", "header", "footer", "image"),
}
"""The last words of the types of relationships whose parts stay."""
_ACTIVE = ("vbaproject", "activex", "/embeddings/", "oleobject")
_PROTECTION = ("w:documentProtection", "w:writeProtection", "w:attachedTemplate", "w:trackRevisions", "w:mailMerge")
_OPENING_FAILED = (
    *DAMAGED,
    AttributeError,
    TypeError,
    IndexError,
    etree.LxmlError,
    OpcError,
    PythonDocxError,
    XmlchemyError,
)


class TemplateError(UserFacingError):
    """The file cannot be used as a template."""


@dataclass(frozen=True)
class TemplateFindings:
    """What was found in a file that can be used."""

    lacking: tuple[str, ...]
    """Names of styles that it does not have, as Word shows them; those of the official template were added."""
    notes: tuple[str, ...]
    """What differs from GB/T 9704, and what of the file is not used."""

    @property
    def sentence(self) -> str:
        """Which styles are missing, in one sentence."""
        if not self.lacking:
            return "需要的样式都有。"
        return f"缺少样式：{'、'.join(self.lacking)}；导出时用自带模板里的。"


def make_ready(source: Path, official: Path, target: Path, layout: Layout) -> TemplateFindings:
    """Vet the office's file at ``source`` and write a template to ``target`` that :func:`opened_own` opens.

    Raises:
        TemplateError: it is no Word document, is unsafe, or its page is too narrow for the tables.
    """
    read = _vetted(source)
    try:
        document = _opened(read, source.name)
        data, findings = _prepared(document, source.name, official, layout)
        layout_in(_read(data), layout)
    except _OPENING_FAILED as error:
        raise TemplateError(
            f"“{source.name}”不是普通的 Word 文档（.docx）。请在 Word 或 WPS 里另存为 .docx 后再选"
        ) from error
    target.write_bytes(data)
    return findings


def _prepared(document: Document, name: str, official: Path, layout: Layout) -> tuple[bytes, TemplateFindings]:
    """The file of the template made of ``document``, and what was found in it."""
    remove_text(document)
    _drop_other_parts(document)
    _unprotect(document)
    numbered = list(_remove_numbering(document))
    lacking = tuple(_complement(document, docx.Document(str(official))))
    _clear_properties(document)
    found = layout_in(document, layout)
    if found.page.text_width_mm < NARROWEST_MM:
        raise TemplateError(
            f"“{name}”的版心只有 {found.page.text_width_mm:.0f} 毫米宽，放不下年报的表格"
            f"（至少 {NARROWEST_MM:.0f} 毫米）。请在 Word 里改纸张或页边距"
        )
    notes = (*_differences(found, layout), *_about_numbers(document), *numbered)
    return packed(document), TemplateFindings(lacking, notes)


def opened_own(path: Path, layout: Layout) -> tuple[Document, Layout]:
    """The template that :func:`make_ready` wrote, and ``layout`` with its page and sizes.

    Raises:
        TemplateError: the file is missing or damaged.
    """
    try:
        document = _read(path.read_bytes())
    except _OPENING_FAILED as error:
        raise TemplateError("本单位的版式模板打不开了。请在“版式”里重新选一次，或改用自带模板") from error
    return document, layout_in(document, layout)


def _read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def layout_in(document: Document, layout: Layout) -> Layout:
    """``layout`` with the page and the sizes of ``document``; tables as wide as its text block."""
    section, styles = document.sections[-1], styles_by_name(document)
    page = replace(
        layout.page,
        width_mm=_mm(section.page_width, layout.page.width_mm),
        height_mm=_mm(section.page_height, layout.page.height_mm),
        top_mm=_mm(section.top_margin, layout.page.top_mm),
        left_mm=_mm(section.left_margin, layout.page.left_mm),
        right_mm=_mm(section.right_margin, layout.page.right_mm),
        bottom_mm=_mm(section.bottom_margin, layout.page.bottom_mm),
    )
    body, title = cast(ParagraphStyle, styles[BODY]), styles.get(TITLE)
    line = body.paragraph_format.line_spacing
    table_pt = _size_pt(document, styles[TABLE_FIGURE]) if TABLE_FIGURE in styles else TABLE_SIZE_PT
    factor = page.text_width_mm / layout.page.text_width_mm
    return replace(
        layout,
        page=page,
        title=replace(layout.title, size_pt=_size_pt(document, title) if title else layout.title.size_pt),
        body=replace(
            layout.body,
            size_pt=_size_pt(document, body),
            line_pt=line.pt if line is not None and not isinstance(line, float) else layout.body.line_pt,
        ),
        tables=replace(layout.tables, grids=tuple(_scaled(each, factor, table_pt) for each in layout.tables.grids)),
    )


def _vetted(source: Path) -> bytes:
    """The file, unless its size or the names of its parts are refused; no part is parsed."""
    what = f"“{source.name}”"
    try:
        if source.stat().st_size > MOST_BYTES:
            raise TemplateError(f"{what}太大，不能用作模板（至多 {MOST_BYTES // 1_000_000} MB）")
        data = source.read_bytes()
    except OSError as error:
        raise TemplateError(f"{what}读不出来：{reason(error)}") from error
    try:
        entries = opened(data, source.name).infolist()
    except ImportedDocumentError as error:
        raise TemplateError(
            f"{what}不是 Word 文档（.docx），或者已损坏、带有密码。请在 Word 或 WPS 里另存为 .docx"
        ) from error
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise TemplateError(f"{what}里的内容太多，不能用作模板。请删去正文和图片，另存后再选")
    if any(mark in entry.filename.lower() for entry in entries for mark in _ACTIVE):
        raise TemplateError(f"{what}带有宏、控件或嵌入的对象，为安全起见不能用作模板。请去掉后另存为 .docx")
    return data


def _opened(data: bytes, name: str) -> Document:
    package = opened(data, name)
    for entry in package.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            refuse_document_type(package.read(entry))
    document = _read(data)
    if len(document.styles) > MOST_STYLES:
        raise TemplateError(f"“{name}”里的样式太多，不能用作模板。请新建一份文档，只留要用的样式")
    if outside := next(_outside(document), None):
        raise TemplateError(f"“{name}”的页眉、页脚或设置里链接着别处的文件（{outside}），不能用作模板。请改为嵌入")
    return document


def _outside(document: Document) -> Iterator[str]:
    """Files elsewhere that a part which stays would load: a remote picture would be fetched by everyone who opens a
    report. The template that a document was made from is only named, and dropped later; links wait for a click."""
    for part in document.part.package.iter_parts():
        if part is document.part:
            continue  # the links of its text go with the text
        for relationship in part.rels.values():
            kind = relationship.reltype.rpartition("/")[2]
            if relationship.is_external and kind not in ("attachedTemplate", "hyperlink"):
                yield str(relationship.target_ref)[:60]


def _drop_other_parts(document: Document) -> None:
    """Comments, pictures of the text, custom data and the like; headers that the last section does not show."""
    shown = set(document.element.xpath("//w:sectPr/w:headerReference/@r:id | //w:sectPr/w:footerReference/@r:id"))
    for owner in (document.part.package, document.part):
        for key, relationship in list(owner.rels.items()):
            kind = relationship.reltype.rpartition("/")[2]
            is_text = owner is document.part and kind in ("image", "hyperlink")
            is_hidden = kind in ("header", "footer") and key not in shown
            if kind not in _KEPT or is_text or is_hidden:
                del owner.rels[key]


def _unprotect(document: Document) -> None:
    """A report must be editable, and name no template on a drive that others do not have."""
    settings = document.settings.element
    for tag in _PROTECTION:
        for element in settings.findall(qn(tag)):
            settings.remove(element)
    rels = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for key, relationship in list(rels.items()):
        if relationship.is_external:
            del rels[key]


def _remove_numbering(document: Document) -> Iterator[str]:
    """Numbers are part of the report's text: automatic ones would print twice."""
    styles = styles_by_name(document)
    for name in (TITLE, BODY, *HEADINGS):
        style = styles.get(name)
        if style is not None and style.element.xpath("w:pPr/w:numPr"):
            put(put(paragraph_properties(style.element), "w:numPr"), "w:numId", val=0)
            yield f"样式“{SHOWN_NAMES[name]}”的自动编号不用：编号已在文字里。"


def _complement(document: Document, official: Document) -> Iterator[str]:
    """Add the styles that ``document`` lacks from ``official``; the names of those that a user would miss."""
    theirs, ours = styles_by_name(document), styles_by_name(official)
    element = document.styles.element
    ids = {style.style_id for style in document.styles}
    for name in ("Default Paragraph Font", "Normal Table", *USED):
        there = theirs.get(name)
        if there is not None and there.type == ours[name].type:
            continue
        if there is not None:
            element.remove(there.element)
        added = cast(CT_Style, copy.deepcopy(ours[name].element))
        while added.styleId in ids:
            added.styleId = f"{added.styleId}1"
        ids.add(added.styleId)
        # the first of each kind is the default there; here another may be
        if added.get(qn("w:default")) and _has_default(document, ours[name]):
            del added.attrib[qn("w:default")]
        element.append(added)
        if name in USED and name not in (ODD_NUMBER, EVEN_NUMBER):  # those are for the official footers
            yield SHOWN_NAMES.get(name, name)
    _link(document, official)


def _has_default(document: Document, style: BaseStyle) -> bool:
    return document.styles.default(cast(WD_STYLE_TYPE, style.type)) is not None


def _link(document: Document, official: Document) -> None:
    """Styles that were added refer to the styles of the same names."""
    names = {style.style_id: style.name for style in official.styles}
    ids = {style.name: style.style_id for style in document.styles}
    ours = {style.name for style in official.styles}
    for style in document.styles:
        if style.name not in ours:
            continue
        for reference in style.element.xpath("w:basedOn | w:next"):
            value = reference.get(qn("w:val"))
            if value not in ids.values() and names.get(value) in ids:
                reference.set(qn("w:val"), ids[names[value]])


def _clear_properties(document: Document) -> None:
    """Who made the template, and when, is nobody's to see in a report."""
    document.core_properties.title = ""  # fails where the part is something else
    core: Any = document.core_properties._element
    for element in list(core):
        core.remove(element)


def _differences(found: Layout, layout: Layout) -> Iterator[str]:
    """Where page and sizes are not those of GB/T 9704."""
    page, usual = found.page, layout.page
    parts = []
    if abs(page.width_mm - usual.width_mm) > 1 or abs(page.height_mm - usual.height_mm) > 1:
        parts.append(f"纸张 {page.width_mm:.0f}×{page.height_mm:.0f} 毫米")
    margins = [(each.top_mm, each.bottom_mm, each.left_mm, each.right_mm) for each in (page, usual)]
    if any(abs(one - other) > 0.6 for one, other in zip(*margins, strict=True)):
        parts.append("页边距上 {:.0f}、下 {:.0f}、左 {:.0f}、右 {:.0f} 毫米".format(*margins[0]))
    for name, size, wanted in (
        ("标题", found.title.size_pt, layout.title.size_pt),
        ("正文", found.body.size_pt, layout.body.size_pt),
    ):
        if size != wanted:
            parts.append(f"{name} {size:g} 磅（公文为 {wanted:g} 磅）")
    if parts:
        yield f"与公文格式（GB/T 9704—2012）不同：{'；'.join(parts)}。"


def _about_numbers(document: Document) -> Iterator[str]:
    fields: list[str] = []
    for relationship in document.part.rels.values():
        if relationship.reltype.rpartition("/")[2] in ("header", "footer"):
            element = cast(XmlPart, relationship.target_part).element
            fields += map(str, element.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr"))
    if not any("PAGE" in field.upper() for field in fields):
        yield "页眉、页脚里没有页码。"


def _mm(length: Any, usual_mm: float) -> float:
    """The usual length where there is none, or where it is the same to the twip."""
    return usual_mm if length is None or abs(length.mm - usual_mm) < 0.05 else round(length.mm, 2)


def _size_pt(document: Document, style: BaseStyle) -> float:
    """The size of text in ``style``: its own, that of a style it is based on, or the default."""
    at: Any = style
    for _ in range(20):  # a damaged file may go round in circles
        if at is None:
            break
        if at.font.size is not None:
            return float(at.font.size.pt)
        at = at.base_style
    found = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
    return int(found[0]) / 2 if found else 10.0


def _scaled(grid: TableLayout, factor: float, table_pt: float) -> TableLayout:
    """Columns for another text block, and the size of the office's table text if it changed that."""
    size_pt = grid.size_pt if table_pt == TABLE_SIZE_PT else table_pt
    return replace(grid, size_pt=size_pt, widths_mm=tuple(width * factor for width in grid.widths_mm))
