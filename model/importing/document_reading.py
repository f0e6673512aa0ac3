"""Reads the bytes of a document into paragraphs and grids: the part of an import that runs in a process of its own."""

import zipfile
from typing import NamedTuple

from model.importing.content import REGISTER, REPORT, Content, Grid, Limits, NotText, SourceParagraph
from model.importing.file_types import OLE, PACKAGE_BEGINS, kind_of, kind_of_package
from model.importing.not_text import not_text_in
from model.importing.notes import TABLES_HIDDEN, ImportedDocumentError, Note
from model.importing.readers.zip_package import DAMAGED, opened

REGISTERS = ("xlsx", "xls", "ods", "txt", "docx", "html")
"""Kinds of files that hold registers. Programs that offices work with export web pages called ``.xls``."""
PACKAGE_STREAM = "Package"
"""Of an old container around a newer document."""


class _File(NamedTuple):
    """A document's bytes, and what they are."""

    data: bytes
    name: str
    """For messages."""
    kind: str
    package: zipfile.ZipFile | None
    """Opened once for everything that is read of it; ``None`` for a file of another kind."""

    @classmethod
    def of(cls, data: bytes, name: str) -> "_File":
        """Raises: ImportedDocumentError: it is of no kind that is read."""
        package = opened(data, name) if data.startswith(PACKAGE_BEGINS) else None
        kind = kind_of_package(package, data, name) if package else kind_of(data, name)
        if kind in ("odt", "ods") and package is None:
            from model.importing.readers.opendocument_flat_xml import package_of

            package = package_of(data)
        return cls(data, name, kind, package)


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
    file = _File.of(data, name)
    if file.kind == "json":
        return DocumentContent(file.kind, (), ())
    content, notes = _content(file)
    beside = not_text_in(data, file.kind, file.package)
    if any(note.what.startswith(TABLES_HIDDEN) for note in notes):
        beside |= {NotText.HIDDEN_TABLES}
    return DocumentContent(file.kind, tuple(content), tuple(notes), beside)


def read_register(data: bytes, name: str) -> DocumentContent:
    """The content of a register of applications, which has more rows than a report; ``name`` is for messages.

    Raises:
        ImportedDocumentError: the file cannot be read, or it is no table; the message gives the reason and a remedy.
    """
    file = _File.of(data, name)
    if file.kind not in REGISTERS:
        raise ImportedDocumentError(
            f"“{name}”不是表格文件，不能作为台账统计。"
            "台账可以是 .xlsx、.xls、.et、.ods、.csv、网页，或者 .docx 里的表格"
        )
    content, notes = _content(file, REGISTER)
    return DocumentContent(file.kind, tuple(content), tuple(notes))


def read_copied_page(data: bytes, _name: str) -> DocumentContent:
    """The content of a web page copied from a browser or an office program, as UTF-8.

    Raises:
        ImportedDocumentError: it is too large or too deeply nested.
    """
    from model.importing.readers.html import read_page

    content, notes = read_page(data.decode("utf-8", "surrogatepass"))
    return DocumentContent("html", tuple(content), tuple(notes))


def read_copied_text(data: bytes, _name: str) -> DocumentContent:
    """The content of copied text, as UTF-8."""
    from model.importing.readers.text import read_text

    return DocumentContent("txt", tuple(read_text(data.decode("utf-8", "surrogatepass"))), ())


def _content(file: _File, limits: Limits = REPORT) -> tuple[Content, list[Note]]:
    if file.kind in ("docx", "doc", "rtf", "odt", "xml"):
        content, notes = _of_word(file, limits)
        return content, [*notes, *_unreadable(content, file.name)]
    if file.kind in ("xlsx", "xls", "ods"):
        return _of_excel(file, limits)
    if file.kind == "pdf":
        from model.importing.readers.pdf.document import read_pdf

        return read_pdf(file.data, file.name)
    if file.package:
        return _of_ofd(file.package, file.name)
    content, notes = _of_text(file, limits)
    return content, [*notes, *_unreadable(content, file.name)]


def _of_ofd(package: zipfile.ZipFile, name: str) -> tuple[Content, list[Note]]:
    from model.importing.readers.pdf.ofd import read_ofd

    try:
        return read_ofd(package, name)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{name}”是 OFD 版式文件，但已损坏或不完整，读不出来。请重新取得这个文件，或向原单位要 Word 文件"
        ) from error


def _of_text(file: _File, limits: Limits) -> tuple[Content, list[Note]]:
    from model.importing.readers.html import declared_charset, read_page
    from model.importing.readers.text import decoded_with_utf8, read_text

    data, name, charset = file.data, file.name, ""
    if file.kind == "mht":
        data, charset = _page(data, name)
    try:
        text, utf8 = decoded_with_utf8(data, charset or declared_charset(data) if file.kind != "txt" else "")
    except UnicodeDecodeError as error:
        raise ImportedDocumentError(
            f"“{name}”的文字编码认不出来。请在记事本里打开它，另存为 UTF-8 编码后再导入"
        ) from error
    if file.kind == "txt":
        return read_text(text, limits), []
    try:
        return read_page(text, limits, utf8)
    except ImportedDocumentError as error:
        raise ImportedDocumentError(f"“{name}”：{error}") from error


def _page(data: bytes, name: str) -> tuple[bytes, str]:
    from model.importing.readers.mhtml import has_attachments, page_of

    mail = ImportedDocumentError(
        f"“{name}”是一封邮件，正文里没有表格，年报多半在附件里。请在邮箱里把附件保存下来，再导入附件"
    )
    try:
        page, charset = page_of(data)
        if has_attachments(data) and b"<table" not in page.lower():
            raise mail
        return page, charset
    except ValueError as error:
        if has_attachments(data):
            raise mail from error
        raise ImportedDocumentError(
            f"“{name}”是网页存档，但里面的网页不完整。请在浏览器里打开，另存为 .html 后再导入"
        ) from error


def _unreadable(content: Content, name: str) -> list[Note]:
    """A note when the text contains characters that no program writes."""
    texts = [item.text if isinstance(item, SourceParagraph) else "".join(item.words) for item in content]
    count = "".join(texts).count("\ufffd")
    return [Note(f"有{count}处文字无法辨认（显示为“\ufffd”），文件可能有损坏，请对照原件核对", name)] if count else []


def _of_word(file: _File, limits: Limits) -> tuple[Content, list[Note]]:
    try:
        return _read_of_word(file, limits)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{file.name}”的内容已损坏，读不出来。请在 Word 或 WPS 里打开（会提示修复），另存为 .docx 后再导入"
        ) from error


def _read_of_word(file: _File, limits: Limits) -> tuple[Content, list[Note]]:
    if file.kind == "doc":
        from model.importing.readers.doc import read_word97

        return read_word97(file.data, file.name), []
    if file.kind == "rtf":
        from model.importing.readers.rtf import read_rtf

        return read_rtf(file.data), []
    if file.kind == "odt":
        from model.importing.readers.odt import read_opendocument

        return read_opendocument(_package_of(file), file.name)
    from model.importing.readers.docx import read_word

    return read_word(_package_of(file), _read_inside, limits)


def _package_of(file: _File) -> zipfile.ZipFile:
    """Raises: ValueError: flat XML that is damaged."""
    if file.package:
        return file.package
    from model.importing.readers.docx_flat_xml import package_of

    return package_of(file.data)


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
        file = _File.of(data, name)
        if file.kind in ("docx", "json", "pdf"):
            from model.importing.readers.docx import read_word

            if file.kind != "docx":
                raise ImportedDocumentError(f"{name}不能读取")
            return read_word(_package_of(file))
        content, notes = _content(file)
        on_top = sheet_on_top(_package_of(file)) if file.kind == "xlsx" else ""
    except DAMAGED as error:
        raise ImportedDocumentError(f"{name}已损坏") from error
    others = [item.name for item in content if isinstance(item, Grid) and item.is_sheet and item.name != on_top]
    if on_top and others:
        what = f"嵌入的工作簿在 Word 里只显示{on_top}，{'、'.join(others)}也读入了，请核对"
        notes = [*notes, Note(what, on_top)]
    return content, notes


def _of_excel(file: _File, limits: Limits) -> tuple[Content, list[Note]]:
    try:
        return _read_of_excel(file, limits)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{file.name}”的内容已损坏，读不出来。请在 Excel 或 WPS 表格里打开（会提示修复），另存一份后再导入"
        ) from error


def _read_of_excel(file: _File, limits: Limits) -> tuple[Content, list[Note]]:
    if file.kind == "xls":
        from model.importing.readers.xls import read_old_spreadsheet

        return read_old_spreadsheet(file.data, file.name, limits)
    if file.kind == "ods":
        from model.importing.readers.ods import read_ods

        return read_ods(_package_of(file), file.name, limits)
    from model.importing.readers.xlsx import read_spreadsheet

    return read_spreadsheet(_package_of(file), file.data, file.name, limits)
