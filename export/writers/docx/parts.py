"""The parts of a Word file that do not depend on the report's text: styles, settings, page numbers, properties."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from export.document.document import Document
from export.document.layout import Layout
from export.writers.docx.styles import MAIN, W, styles_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_KINDS = {
    "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
    "word/footer1.xml": f"{_WORD_TYPE}.footer+xml",
    "word/footer2.xml": f"{_WORD_TYPE}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def write_package(parts: Mapping[str, str], path: Path) -> None:
    """The parts as a zip file, with one fixed date so that the same parts give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, xml.encode("utf-8"))


def fixed_parts(document: Document, layout: Layout) -> dict[str, str]:
    """Name -> XML of every part but ``word/document.xml``; the content types first, as the package format requires."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core_properties(document),
        "docProps/app.xml": (
            f'{MAIN}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Company>{escape(document.organ)}</Company></Properties>"
        ),
        "word/_rels/document.xml.rels": _relationships(
            ("rIdStyles", f"{_OFFICE}/styles", "styles.xml"),
            ("rIdSettings", f"{_OFFICE}/settings", "settings.xml"),
            ("rIdFonts", f"{_OFFICE}/fontTable", "fontTable.xml"),
            ("rIdOdd", f"{_OFFICE}/footer", "footer1.xml"),
            ("rIdEven", f"{_OFFICE}/footer", "footer2.xml"),
        ),
        "word/styles.xml": styles_part(layout),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(layout),
        "word/footer1.xml": _footer("FooterOdd"),
        "word/footer2.xml": _footer("FooterEven"),
    }


def _content_types() -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _KINDS.items())
    return (
        f'{MAIN}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*entries: tuple[str, str, str]) -> str:
    links = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{to}"/>' for name, kind, to in entries)
    return f'{MAIN}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _core_properties(document: Document) -> str:
    year = "" if document.year is None else str(document.year)
    entries = (
        ("dc:title", document.title),
        ("dc:subject", "政府信息公开工作年度报告"),
        ("dc:creator", document.organ),
        ("cp:keywords", year),
        ("cp:lastModifiedBy", document.organ),
        ("dc:language", "zh-CN"),
    )
    return (
        f'{MAIN}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in entries if text)
        + "</cp:coreProperties>"
    )


def _settings() -> str:
    """Different footers on even pages; line breaking and spacing as Chinese Word has it."""
    return (
        f'{MAIN}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table(layout: Layout) -> str:
    """Declares the fonts as Chinese, for substitution on machines without them; the names stay in the document."""
    chinese = (layout.title.font, layout.body.font, *layout.headings.fonts, layout.page_number.font, layout.tables.font)
    fonts = [f'<w:font w:name={quoteattr(name)}><w:charset w:val="86"/></w:font>' for name in dict.fromkeys(chinese)]
    latin = f'<w:font w:name={quoteattr(layout.latin.font)}><w:charset w:val="00"/></w:font>'
    return f"{MAIN}<w:fonts {W}>{latin}{''.join(fonts)}</w:fonts>"


def _footer(style: str) -> str:
    """``— 1 —``. A field of three marks rather than ``w:fldSimple``, which WPS shows without its type size."""
    marks = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in marks)
    return (
        f'{MAIN}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{begin}'
        f'<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>{separate}<w:r><w:t>1</w:t></w:r>{end}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )
