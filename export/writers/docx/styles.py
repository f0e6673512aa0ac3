"""The styles of the Word file. Fonts and sizes are set in styles only: users can change a style instead of runs.

Every style names its East Asian font: where one is missing, Word would take the theme's.
"""

import math
from xml.sax.saxutils import quoteattr

from export.document.layout import PT_PER_MM, Layout

MAIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def styles_part(layout: Layout) -> str:
    """``word/styles.xml``."""
    return (
        f"{MAIN}<w:styles {W}>{_defaults(layout)}{_body_styles(layout)}{_heading_styles(layout)}"
        f"{_closing_styles(layout)}{_table_styles(layout)}</w:styles>"
    )


def _fonts(east_asian: str, latin: str) -> str:
    asian, western = quoteattr(east_asian), quoteattr(latin)
    return f"<w:rFonts w:ascii={western} w:hAnsi={western} w:eastAsia={asian} w:cs={western}/>"


def _size(size_pt: float) -> str:
    return f'<w:sz w:val="{round(2 * size_pt)}"/><w:szCs w:val="{round(2 * size_pt)}"/>'


def _spacing(line_pt: float, before_pt: float = 0, after_pt: float = 0) -> str:
    return (
        f'<w:spacing w:before="{round(20 * before_pt)}" w:after="{round(20 * after_pt)}"'
        f' w:line="{round(20 * line_pt)}" w:lineRule="exact"/>'
    )


def _indent(side: str, characters: float, size_pt: float) -> str:
    """In characters, and as a length for programs that do not know those."""
    return f'<w:ind w:{side}Chars="{round(100 * characters)}" w:{side}="{round(20 * characters * size_pt)}"/>'


def _defaults(layout: Layout) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(layout.body.font, layout.latin.font)}"
        f'<w:color w:val="000000"/>{_size(layout.body.size_pt)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _body_styles(layout: Layout) -> str:
    """正文 is the body style with its indent, so that paragraphs added later are formatted correctly."""
    body, title = layout.body, layout.title
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        # every page holds its 22 lines (撑满版心): none is moved on so that its paragraph does not end with it alone.
        # Marks may hang in the margin, which is what Word does anyhow; LibreOffice takes the word for its contrary,
        # and without it loses marks that hang at the end of a line that is just full.
        f'<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>{_spacing(body.line_pt)}'
        f"{_indent('firstLine', body.indent_characters, body.size_pt)}"
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{_fonts(body.font, layout.latin.font)}'
        f'<w:spacing w:val="{_tracking(layout)}"/>{_size(body.size_pt)}</w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:next w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:snapToGrid w:val="0"/>{_spacing(title.line_pt, after_pt=title.after_pt)}<w:jc w:val="center"/>'
        f'</w:pPr><w:rPr>{_fonts(title.font, layout.latin.font)}<w:b w:val="0"/><w:bCs w:val="0"/>'
        f"{_size(title.size_pt)}</w:rPr></w:style>"
    )


def _tracking(layout: Layout) -> int:
    """Twips between characters that make a line hold the page's number of them.

    Spacing and not a character grid: on a grid narrower than its characters, as 28 of 16 pt on 156 mm is,
    LibreOffice gives each character two of the grid's places.
    """
    pitch_pt = layout.page.text_width_mm * PT_PER_MM / layout.page.line_characters
    return math.floor(20 * (pitch_pt - layout.body.size_pt))


def _heading_styles(layout: Layout) -> str:
    """标题 1 to 标题 4, and for each a character style that sets the first sentence of a paragraph as its heading."""
    found = []
    for level, font in enumerate(layout.headings.fonts, start=1):
        run = f'<w:rPr>{_fonts(font, layout.latin.font)}<w:b w:val="0"/><w:bCs w:val="0"/></w:rPr>'
        found.append(
            f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
            '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>'
            f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>{run}</w:style>'
            f'<w:style w:type="character" w:customStyle="1" w:styleId="Lead{level}">'
            f'<w:name w:val="段首标题 {level}"/><w:basedOn w:val="DefaultParagraphFont"/>{run}</w:style>'
        )
    return "".join(found)


def _closing_styles(layout: Layout) -> str:
    """Signature, date and page numbers."""
    signature, number, body = layout.signature, layout.page_number, layout.body
    right = _indent("right", signature.indent_characters, body.size_pt)
    run = f"<w:rPr>{_fonts(number.font, number.font)}{_size(number.size_pt)}</w:rPr>"
    footers = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:snapToGrid w:val="0"/>{_indent(side, number.indent_characters, number.size_pt)}'
        f'<w:jc w:val="{side}"/></w:pPr>{run}</w:style>'
        for style, name, side in (("FooterOdd", "页码（单页）", "right"), ("FooterEven", "页码（双页）", "left"))
    )
    return (
        '<w:style w:type="paragraph" w:styleId="Signature"><w:name w:val="Signature"/>'
        f"<w:pPr><w:keepNext/>{_spacing(body.line_pt, signature.before_lines * body.line_pt)}{right}"
        '<w:jc w:val="right"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Date"><w:name w:val="Date"/>'
        f'<w:pPr>{_spacing(body.line_pt)}{right}<w:jc w:val="right"/></w:pPr></w:style>{footers}'
    )


def _table_styles(layout: Layout) -> str:
    """Text in tables does not use the page's line grid: with it, every line would be as high as a body line."""
    tables = layout.tables
    margin, line = round(tables.margin_mm * PT_PER_MM * 20), round(8 * tables.border_pt)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{line}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    label = round(tables.label_indent_mm * PT_PER_MM * 20)
    run = f'<w:rPr>{_fonts(tables.font, layout.latin.font)}<w:snapToGrid w:val="0"/></w:rPr>'
    spacing = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_cell_margins(108)}</w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="StatutoryTable"><w:name w:val="年报表格"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders>{_cell_margins(margin)}'
        "</w:tblPr></w:style>"
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableFigure"><w:name w:val="表格数字"/>'
        f'<w:pPr>{spacing}<w:jc w:val="center"/></w:pPr>{run}</w:style>'
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableLabel"><w:name w:val="表格项目"/>'
        f'<w:pPr>{spacing}<w:ind w:left="{label}"/><w:jc w:val="left"/></w:pPr>{run}</w:style>'
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableUpright"><w:name w:val="表格竖排项目"/>'
        f'<w:pPr><w:kinsoku w:val="0"/><w:overflowPunct w:val="0"/>{spacing}<w:jc w:val="center"/></w:pPr>'
        f"{run}</w:style>"
    )


def _cell_margins(side: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )
