"""Saved web pages, and the HTML that a browser, Word or Excel leaves on the clipboard."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from model.importing.content import MOST_ROWS, Grid, SourceParagraph, laid_out
from model.importing.notes import ImportedDocumentError, apart
from model.importing.readers.html_styles import apply_style_sheets

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    re.split(
        " ",
        "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul",
    )
)
_UNSEEN = frozenset(
    re.split(" ", "script style head noscript template select option textarea iframe object svg button")
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:[a-z%]+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"charset\s*+=\s*+(?:[\"']\s*+)?([\w-]++)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef])")
_STYLES_APART = (
    (re.compile(r"text-decoration[^;]{0,100}line-through", re.IGNORECASE), "划去"),
    (re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE), "上标"),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), "下标"),
)
_TAGS_APART = {"sup": "上标", "sub": "下标", "s": "划去", "strike": "划去", "del": "划去", "rt": "注音", "rp": "注音"}
"""Tags whose text is struck out, raised or lowered and must not be read as part of a figure -> the reason."""
_RUBY = frozenset(("rt", "rp"))
"""Text above the line, such as pinyin: no part of the text below it."""
_SPECIAL = tuple(sorted(_UNSEEN | _TAGS_APART.keys() | {"input"}))
_PARTS_LINES = tuple(sorted(_BLOCKS | {"br"}))
_FIELDS = frozenset(("input", "select", "textarea"))
_NO_FIELDS = frozenset(("hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file", "password"))
TOO_DEEP = (
    "网页的标签套得太深（上千层），只能读到一部分，所以没有读入。"
    "请在浏览器里打开它，全选（Ctrl+A）、复制（Ctrl+C），再粘贴到 Word 里保存后导入"
)
_BREAK = "\ue000"
"""A line break of the page, kept apart from those of its source."""


def declared_charset(data: bytes) -> str:
    """The charset named in the first 4096 bytes; blank when there is none."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def read_web(html: str) -> list[SourceParagraph | Grid]:
    """Paragraphs and tables of the page in reading order. A table that contains tables is treated as page layout."""
    root = _parsed(html)
    if root is None:
        return []
    apply_style_sheets(root)
    content: list[SourceParagraph | Grid] = []
    paragraphs = tables = 0
    for item in _flow(root):
        if isinstance(item, str):
            paragraphs += 1
            content.append(SourceParagraph(item, f"第{paragraphs}段"))
        else:
            tables += 1
            content.append(_grid(item, f"第{tables}张表"))
    return content


def grids_of_html(html: str) -> list[Grid]:
    """Only the tables of ``html``, for a paste into the grid; empty for a page that cannot be read."""
    try:
        return [item for item in read_web(html) if isinstance(item, Grid)]
    except ImportedDocumentError:
        return []


def _parsed(html: str) -> "_Element | None":
    from lxml import etree

    html = _XML_DECLARATION.sub("", html).replace("\0", "").replace(_BREAK, "")
    if not html.strip():
        return None
    parser = etree.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(html, parser)
        if any(entry.type_name == "ERR_INTERNAL_ERROR" or "depth" in entry.message for entry in parser.error_log):
            raise ImportedDocumentError(TOO_DEEP)
        return root
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _flow(root: "_Element", in_cell: bool = False) -> Iterator["str | _Element"]:
    """Lines of text, and the tables."""
    parts: list[str] = []
    for kind, value in _walk(root, in_cell):
        if kind == "text":
            parts.append(str(value))
            continue
        if text := _collapsed("".join(parts)):
            yield text
        parts = []
        if kind == "table":
            yield value
    if text := _collapsed("".join(parts)):
        yield text


def _walk(element: "_Element", in_cell: bool) -> Iterator[tuple[str, "str | _Element"]]:
    """(``text``, words), (``break``, nothing) between blocks, (``table``, its element).

    Iterative with an explicit stack: pages may nest deeper than Python's recursion limit.
    """
    stack: list[tuple[_Element | str, bool]] = [(element, False)]
    while stack:
        item, is_leaving = stack.pop()
        if isinstance(item, str):
            yield "text", item
            continue
        tag = item.tag if isinstance(item.tag, str) else ""
        if is_leaving:
            yield "break", ""
            continue
        if in_cell and tag in _FIELDS:
            yield "text", apart("输入框", _entered(item))
            continue
        style = item.get("style")
        is_hidden, why = _shown_as(style) if style else (False, "")
        if not tag or tag in _UNSEEN or is_hidden or item.get("hidden") is not None:
            continue
        if tag in _RUBY and not (in_cell and any(map(str.isdigit, _all_text(item)))):
            continue
        if in_cell and (why := _TAGS_APART.get(tag, why)) and _all_text(item).strip():
            yield "text", f"（{why}"
            stack.append(("）", False))
        if tag == "br":
            yield "text", _BREAK
            continue
        if tag == "table" and _is_data(item):
            yield "table", item
            continue
        if tag in _BLOCKS:
            yield "break", ""
            stack.append((item, True))
        for child in reversed(item):
            if child.tail:
                stack.append((child.tail, False))
            stack.append((child, False))
        if item.text:
            stack.append((item.text, False))


@lru_cache(maxsize=512)
def _shown_as(style: str) -> tuple[bool, str]:
    """Whether this style hides text, and why its text is not part of a figure. Cached: pages repeat few styles."""
    return bool(_HIDDEN.search(style)), next((why for pattern, why in _STYLES_APART if pattern.search(style)), "")


def _all_text(element: "_Element") -> str:
    return "".join(map(str, element.itertext()))


def _entered(field: "_Element") -> str:
    """The value of a form field in the saved page."""
    if field.tag == "select":
        chosen = [each for each in field.iterdescendants("option") if each.get("selected") is not None]
        return "".join(map(_all_text, chosen))
    if field.tag == "textarea":
        return _all_text(field)
    return "" if (field.get("type") or "").lower() in _NO_FIELDS else field.get("value") or ""


def _is_hidden(element: "_Element") -> bool:
    return element.get("hidden") is not None or _shown_as(element.get("style") or "")[0]


def _is_data(table: "_Element") -> bool:
    """Not a frame around other tables, and more than one cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = table.iterdescendants("td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _grid(table: "_Element", name: str) -> Grid:
    text_of = _plain_text if _is_plain(table) else _cell_text
    rows = [
        [
            (text_of(cell), _span(cell.get("colspan")), _span(cell.get("rowspan")))
            for cell in row.iterchildren("td", "th")
        ]
        for row in _rows(table)
        if not _is_hidden(row)
    ]
    return Grid(name, tuple(laid_out(rows)), is_cut=len(rows) > MOST_ROWS)


def _rows(table: "_Element") -> "list[_Element]":
    """The rows as a browser shows them: those of the first ``thead`` at the top, those of the first ``tfoot`` at the
    bottom, wherever they stand in the page."""
    rows = list(table.iterdescendants("tr"))
    groups = [next(table.iterchildren(tag), None) for tag in ("thead", "tfoot")]
    if groups == [None, None]:
        return rows
    order = {id(group): place for group, place in zip(groups, (-1, 1), strict=True) if group is not None}
    return sorted(rows, key=lambda row: order.get(id(row.getparent()), 0))


def _is_plain(table: "_Element") -> bool:
    """Whether nothing in it is hidden, struck out, raised or lowered."""
    if next(table.iterdescendants(*_SPECIAL), None) is not None or table.xpath(".//@hidden"):
        return False
    styles = table.xpath(".//@style", smart_strings=False)
    return isinstance(styles, list) and all(_shown_as(style) == (False, "") for style in {str(each) for each in styles})


def _plain_text(cell: "_Element") -> str:
    """Fast path of ``_cell_text`` for a cell of one paragraph."""
    text = _all_text(cell)
    if not text or text.isspace():
        return ""
    blocks = list(cell.iterdescendants(*_PARTS_LINES))
    is_one = len(blocks) == 1 and len(cell) == 1 and cell[0] is blocks[0] and blocks[0].tag != "br"
    if not blocks or (is_one and not (cell.text or "").strip() and not (blocks[0].tail or "").strip()):
        return _collapsed(text)
    return _cell_text(cell)


def _cell_text(cell: "_Element") -> str:
    lines = [item for item in _flow(cell, in_cell=True) if isinstance(item, str)]
    return "\n".join(lines)


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits[:4]) if digits.isascii() and digits.isdigit() else 1


def _collapsed(text: str) -> str:
    """White space as a browser shows it; a line break in the source between two Chinese characters is none."""
    if not text or text.isspace():
        return ""
    shown = _SPACES.sub(" ", _BETWEEN_HAN.sub("", text))
    return "\n".join(line for each in shown.split(_BREAK) if (line := each.strip()))
