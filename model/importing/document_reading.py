"""Reads the bytes of a document into paragraphs and grids: the part of an import that runs in a process of its own."""

from typing import NamedTuple

from model.importing.content import REGISTER, REPORT, Content, Grid, Limits, NotText, SourceParagraph
from model.importing.file_types import OLE, kind_of
from model.importing.not_text import not_text_in
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.zip_package import DAMAGED, opened

REGISTERS = ("xlsx", "xls", "ods", "txt", "docx")
"""Kinds of files that hold registers."""
PACKAGE_STREAM = "Package"
"""Of an old container around a newer document."""


class DocumentContent(NamedTuple):
    """What a document contains. ``kind`` is a key of :data:`model.importing.file_types.OPENED_AS`; files of this
    program (``json``) are not read here and have no content."""

    kind: str
    content: Content
    notes: tuple[Note, ...]
    beside: frozenset[NotText] = frozenset()


def read_document(data: bytes, name: str) -> DocumentContent:
    """The content of a file; ``name`` is for messages.

    Raises:
        ImportedDocumentError: the file cannot be read; the message gives the reason and a remedy.
    """
    kind = kind_of(data, name)
    if kind == "json":
        return DocumentContent(kind, (), ())
    content, notes = _content(data, kind, name)
    return DocumentContent(kind, tuple(content), tuple(notes), not_text_in(data, kind))


def read_register(data: bytes, name: str) -> DocumentContent:
    """The content of a register of applications, which has more rows than a report; ``name`` is for messages.

    Raises:
        ImportedDocumentError: the file cannot be read, or it is no table; the message gives the reason and a remedy.
    """
    kind = kind_of(data, name)
    if kind not in REGISTERS:
        raise ImportedDocumentError(
            f"“{name}”不是表格文件，不能作为台账统计。台账可以是 .xlsx、.xls、.et、.ods、.csv，或者 .docx 里的表格"
        )
    content, notes = _content(data, kind, name, REGISTER)
    return DocumentContent(kind, tuple(content), tuple(notes))


def read_copied_page(data: bytes, _name: str) -> DocumentContent:
    """The content of a web page copied from a browser or an office program, as UTF-8.

    Raises:
        ImportedDocumentError: it is too large or too deeply nested.
    """
    from model.importing.readers.html import read_web

    return DocumentContent("html", tuple(read_web(data.decode("utf-8", "surrogatepass"))), ())


def read_copied_text(data: bytes, _name: str) -> DocumentContent:
    """The content of copied text, as UTF-8."""
    from model.importing.readers.text import read_text

    return DocumentContent("txt", tuple(read_text(data.decode("utf-8", "surrogatepass"))), ())


def _content(data: bytes, kind: str, name: str, limits: Limits = REPORT) -> tuple[Content, list[Note]]:
    if kind in ("docx", "doc", "rtf", "odt", "xml"):
        content, notes = _of_word(data, kind, name, limits)
        return content, [*notes, *_unreadable(content, name)]
    if kind in ("xlsx", "xls", "ods"):
        return _of_excel(data, kind, name, limits)
    if kind == "pdf":
        from model.importing.readers.pdf.document import read_pdf

        return read_pdf(data, name)
    if kind == "ofd":
        return _of_ofd(data, name)
    content = _of_text(data, kind, name, limits)
    return content, _unreadable(content, name)


def _of_ofd(data: bytes, name: str) -> tuple[Content, list[Note]]:
    from model.importing.readers.pdf.ofd import read_ofd

    try:
        return read_ofd(opened(data, name), name)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{name}”是 OFD 版式文件，但已损坏或不完整，读不出来。请重新取得这个文件，或向原单位要 Word 文件"
        ) from error


def _of_text(data: bytes, kind: str, name: str, limits: Limits) -> Content:
    from model.importing.readers.html import declared_charset, read_web
    from model.importing.readers.text import decoded, read_text

    charset = ""
    if kind == "mht":
        data, charset = _page(data, name)
    try:
        text = decoded(data, charset or declared_charset(data) if kind != "txt" else "")
    except UnicodeDecodeError as error:
        raise ImportedDocumentError(
            f"“{name}”的文字编码认不出来。请在记事本里打开它，另存为 UTF-8 编码后再导入"
        ) from error
    if kind == "txt":
        return read_text(text, limits)
    try:
        return read_web(text)
    except ImportedDocumentError as error:
        raise ImportedDocumentError(f"“{name}”：{error}") from error


def _page(data: bytes, name: str) -> tuple[bytes, str]:
    from model.importing.readers.mhtml import page_of

    try:
        return page_of(data)
    except ValueError as error:
        raise ImportedDocumentError(
            f"“{name}”是网页存档，但里面的网页不完整。请在浏览器里打开，另存为 .html 后再导入"
        ) from error


def _unreadable(content: Content, name: str) -> list[Note]:
    """A note when the text contains characters that no program writes."""
    items = ((item.text,) if isinstance(item, SourceParagraph) else item.words for item in content)
    count = "".join(text for texts in items for text in texts).count("\ufffd")
    return [Note(f"有{count}处文字无法辨认（显示为“\ufffd”），文件可能有损坏，请对照原件核对", name)] if count else []


def _of_word(data: bytes, kind: str, name: str, limits: Limits) -> tuple[Content, list[Note]]:
    try:
        return _read_of_word(data, kind, name, limits)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{name}”的内容已损坏，读不出来。请在 Word 或 WPS 里打开（会提示修复），另存为 .docx 后再导入"
        ) from error


def _read_of_word(data: bytes, kind: str, name: str, limits: Limits) -> tuple[Content, list[Note]]:
    if kind == "doc":
        from model.importing.readers.doc import read_word97

        return read_word97(data, name), []
    if kind == "rtf":
        from model.importing.readers.rtf import read_rtf

        return read_rtf(data), []
    if kind == "odt":
        from model.importing.readers.odt import read_opendocument

        return read_opendocument(opened(data, name), name), []
    from model.importing.readers.docx import read_word
    from model.importing.readers.docx_flat_xml import package_of

    return read_word(package_of(data) if kind == "xml" else opened(data, name), _read_inside, limits)


def _read_inside(data: bytes) -> tuple[Content, list[Note]]:
    """The content of a document within another one: a table of it, or a piece of a page.

    Raises:
        ImportedDocumentError: it cannot be read.
    """
    from model.importing.readers.ole_streams import Streams
    from model.importing.readers.xlsx import sheet_on_top

    name = "嵌入的文件"
    try:
        streams = Streams(data) if data.startswith(OLE) else None
        if streams and PACKAGE_STREAM in streams:
            data = streams.read(PACKAGE_STREAM)
        kind = kind_of(data, name)
        if kind in ("docx", "json", "pdf"):
            from model.importing.readers.docx import read_word

            if kind != "docx":
                raise ImportedDocumentError(f"{name}不能读取")
            return read_word(opened(data, name))
        content, notes = _content(data, kind, name)
        on_top = sheet_on_top(opened(data, name)) if kind == "xlsx" else ""
    except DAMAGED as error:
        raise ImportedDocumentError(f"{name}已损坏") from error
    others = [item.name for item in content if isinstance(item, Grid) and item.is_sheet and item.name != on_top]
    if on_top and others:
        what = f"嵌入的工作簿在 Word 里只显示{on_top}，{'、'.join(others)}也读入了，请核对"
        notes = [*notes, Note(what, on_top)]
    return content, notes


def _of_excel(data: bytes, kind: str, name: str, limits: Limits) -> tuple[Content, list[Note]]:
    try:
        return _read_of_excel(data, kind, name, limits)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{name}”的内容已损坏，读不出来。请在 Excel 或 WPS 表格里打开（会提示修复），另存一份后再导入"
        ) from error


def _read_of_excel(data: bytes, kind: str, name: str, limits: Limits) -> tuple[Content, list[Note]]:
    if kind == "xls":
        from model.importing.readers.xls import read_old_spreadsheet

        return read_old_spreadsheet(data, name, limits)
    if kind == "ods":
        from model.importing.readers.ods import read_ods

        return read_ods(opened(data, name), name, limits)
    from model.importing.readers.xlsx import read_spreadsheet

    return read_spreadsheet(opened(data, name), data, name, limits)
