"""Parses web pages to the same tree with every version of libxml2: lxml has another one on Windows than on Linux."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from model.importing.notes import ImportedDocumentError

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

TOO_DEEP = (
    "网页的标签套得太深（上千层），只能读到一部分，所以没有读入。"
    "请在浏览器里打开它，全选（Ctrl+A）、复制（Ctrl+C），再粘贴到 Word 里保存后导入"
)
MOST_LEVELS = 2048
"""Of elements in each other, as libxml2 2.14 has it; earlier versions have no limit, or a lower one."""
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
LINE_BREAK, PART_END = "\ue000\ue001"
"""Marks that readers put into texts: a line break of the page, kept apart from those of its source, and what parts
blocks or cells. A page itself has none."""
_OWN_MARKS = re.compile(f"[{LINE_BREAK}{PART_END}]")
_DAMAGED = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_REPLACED = "\ufffd"
_SELDOM = bytes({*range(0x20)} - {*b"\t\n\r"}) + b"\xed\xee"
"""Bytes of UTF-8 that few pages have: control characters, and what surrogates and characters for private use begin
with. Without them the page is not searched for what is no character."""
_LEVELS_AT_ONCE = 128
_LAST_CHARACTER = 0x10FFFF


def parse_page(html: str, utf8: bytes = b"") -> "_Element | None":
    """The root of the page; ``None`` for one without content. ``utf8``: the page in bytes, where they are at hand.

    What is no character of a text becomes U+FFFD: some versions of libxml2 leave it out, and ``1`` and ``2`` around it
    would be read as 12.

    Raises:
        ImportedDocumentError: elements nested so deeply that a part would be left out.
    """
    from lxml import etree

    whole, html = html, _XML_DECLARATION.sub("", html)
    data = utf8 if utf8 and len(html) == len(whole) else html.encode(errors="surrogatepass")
    if len(data.translate(None, _SELDOM)) < len(data) or "\ufffe" in html or "\uffff" in html:
        html = _OWN_MARKS.sub("", html).replace("\0", "").replace("\f", " ")
        html = _DAMAGED.sub(_REPLACED, html)
        data = html.encode()
    if b"&" in data and b"&#" in data:  # one byte is found many times faster than two
        html = _REFERENCE.sub(_as_browsers_read, html)
        data = html.encode()
    if not html or html.isspace():
        return None
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(entry.type_name == "ERR_INTERNAL_ERROR" or "depth" in entry.message for entry in parser.error_log):
        raise ImportedDocumentError(TOO_DEEP)
    if root is not None and _is_too_deep(root):
        raise ImportedDocumentError(TOO_DEEP)
    return root


def _as_browsers_read(reference: re.Match[str]) -> str:
    """A numeric reference as it stands, unless it names no character; 128 to 159 mean those of Windows-1252."""
    hexadecimal, decimal = reference.groups()
    digits = (hexadecimal or decimal).lstrip("0")
    code = (
        _LAST_CHARACTER + 1
        if len(digits) > len(str(_LAST_CHARACTER))
        else int(digits or "0", 16 if hexadecimal else 10)
    )
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "replace")
    if not code or code > _LAST_CHARACTER or _DAMAGED.match(chr(code)):
        return _REPLACED
    return " " if code == ord("\f") else reference[0]


def _is_too_deep(root: "_Element") -> bool:
    level = [root]
    for _ in range(MOST_LEVELS // _LEVELS_AT_ONCE):
        level = [each for element in level for each in cast("list[_Element]", _far_below()(element))]
        if not level:
            return False
    return True


@lru_cache(maxsize=1)
def _far_below() -> "XPath":
    from lxml import etree

    return etree.XPath("." + "/*" * _LEVELS_AT_ONCE)
