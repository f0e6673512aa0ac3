"""Detects the type of a file by its bytes; for unreadable types, an error message that says what would help."""

import re
import zipfile
from typing import NoReturn

from model.importing.notes import ImportedDocumentError
from model.importing.readers import utf16
from model.importing.readers.opendocument_flat_xml import mimetype_of
from model.importing.readers.zip_package import DAMAGED, opened

OPENED_AS = {
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "doc": (".doc", ".dot", ".wps", ".wpt"),
    "rtf": (".rtf",),
    "odt": (".odt", ".ott", ".fodt"),
    "xml": (".xml",),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "ods": (".ods", ".ots", ".fods"),
    "pdf": (".pdf",),
    "ofd": (".ofd",),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "mht": (".mht", ".mhtml"),
    "txt": (".txt", ".text", ".md", ".csv", ".tsv"),
    "json": (".json",),
}
"""Kind -> its usual suffixes, which cause no note."""

PACKAGE_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _WORD, _WORKBOOK, _BOOK = (
    re.compile(name.encode("utf-16-le"))  # found several times faster than by ``in``, for all the zeros
    for name in ("EncryptedPackage", "WordDocument", "Workbook\0\0", "Book\0\0")
)
"""Names of streams; they end in zeros."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_NEW_PICTURES = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
"""Brands of HEIF: what telephones photograph."""
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_SHORTCUT = b"L\0\0\0\x01\x14\x02\0"
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_AS_WORD = "请在 Word 或 WPS 里打开，另存为 .docx 后再导入"
_AS_OFFICE = "请在 WPS、Word 或 LibreOffice 里打开，另存为 .docx（表格存为 .xlsx）后再导入"
_UOF_DOCUMENT = "标文通（UOF）文件"
_AS_EXCEL = "请在 Excel 或 WPS 表格里打开，另存为 .xlsx 后再导入"
_HTML = re.compile(
    rb"<(!doctype\s+html|html|head|body|table|div|p|meta|h[1-6]|span|tr|section|article)\b", re.IGNORECASE
)

_MESSAGE = re.compile(rb"(mime-version|from|subject|date|content-type|snapshot-content-location):", re.IGNORECASE)
_MOST_BEFORE = 8192
"""Bytes before a package, such as the headers of an answer of a web server."""
_LONGEST_HEADER = 100_000
"""Addresses and subjects may take many lines."""
_OF_PAGE = re.compile(rb"^content-type:\s*(multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_UOF = re.compile(rb"^\s*(?:<\?[^>]*+>\s*+)?<(?:\w+:)?UOF\b")
_FLAT_OPEN_DOCUMENT = re.compile(rb"<office:document\s")
_JSON = re.compile(rb"[{\[]\s*[\"{}\[\]]")
_XML_OF_WORD = re.compile(
    rb"(?:<\?[^>]*+>\s*+)*+<(\w+:)?(wordDocument\s[^>]*word/2003/wordml|package\s[^>]*office/2006/xmlPackage)"
)


def kind_of(data: bytes, name: str) -> str:
    """A key of ``OPENED_AS``.

    Raises:
        ImportedDocumentError: something else, with what would help.
    """
    if data.startswith(PACKAGE_BEGINS):
        return kind_of_package(opened(data, name), data, name)
    if data.startswith(OLE):
        return _old_office(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    _refuse_binaries(data, name)
    if data.find(b"PK\x03\x04", 0, _MOST_BEFORE) > 0 and data.rfind(b"PK\x05\x06") > 0:
        raise ImportedDocumentError(
            f"“{name}”的开头多出了不属于它的内容（多半是下载时混进来的），不能读取。"
            "请重新下载；或者在 Word、Excel 或 WPS 里打开（会提示修复），另存后再导入"
        )
    start = data[:8192].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start.startswith(b"[InternetShortcut]"):
        _refuse(name, "网址的快捷方式，网页不在里面", "请双击打开那个网页，在浏览器里另存为 .html 后再导入")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")[2:].lstrip()
    elif utf16.encoding_of(data):
        start = start.replace(b"\0", b"").lstrip()
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if _MESSAGE.match(start) and _OF_PAGE.search(data[:_LONGEST_HEADER]):
        return "mht"
    if _XML_OF_WORD.match(start):
        return "xml"
    if _UOF.search(start):
        _refuse(name, _UOF_DOCUMENT, _AS_OFFICE)
    if _FLAT_OPEN_DOCUMENT.search(start):
        return _kind_of_open_document(mimetype_of(data), name)
    if start.startswith(b"<?xml") and re.search(rb"progid=\"Excel|:spreadsheet", start):
        _refuse(name, "旧的 XML 格式表格", _AS_EXCEL)
    if start.startswith(b"<") or _HTML.search(start):
        return "html"
    if _JSON.match(start) or (start.startswith((b"{", b"[")) and name.lower().endswith(".json")):
        return "json"
    if b"\0" in start and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(name, "不认识的文件", "可以导入 .docx、.xlsx、.html、.txt 和本程序的 .json")
    return "txt"


def _refuse(name: str, what: str, help_: str) -> NoReturn:
    raise ImportedDocumentError(f"“{name}”是{what}，不能直接读取。{help_}")


def kind_of_package(package: zipfile.ZipFile, data: bytes, name: str) -> str:
    """As :func:`kind_of`, for the bytes of a package that was opened already."""
    parts = set(package.namelist())
    if "word/document.xml" in parts:
        return "docx"
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "content.xml" in parts and "mimetype" in parts:
        return _open_document(package, data, name)
    if any(part.lower() == "ofd.xml" for part in parts):
        return "ofd"
    if "uof.xml" in parts:
        _refuse(name, _UOF_DOCUMENT, _AS_OFFICE)
    if any(part.lower().endswith((".fdseq", ".fpage")) for part in parts):
        _refuse(name, "XPS 版式文件", "请向原单位要 Word 文件，或打开后打印成 PDF 再导入")
    if any(part.endswith(".iwa") for part in parts):
        _refuse(name, "苹果的 Pages 或 Numbers 文件", "请在里面导出为 Word 或 Excel 文件后再导入")
    if any(part.startswith("ppt/") for part in parts):
        _refuse(name, "演示文稿", "请选择年报的 Word 或 Excel 文件")
    if "xl/workbook.bin" in parts:
        _refuse(name, "Excel 二进制工作簿（.xlsb）", _AS_EXCEL)
    _refuse(name, "压缩包", "请先解压，再导入里面的年报文件")


def _open_document(package: zipfile.ZipFile, data: bytes, name: str) -> str:
    try:
        written = package.read("mimetype")[:200]
    except DAMAGED:
        written = data[:200]
    return _kind_of_open_document(written, name)


def _kind_of_open_document(written: bytes, name: str) -> str:
    if b"opendocument.spreadsheet" in written:
        return "ods"
    if b"opendocument.text" in written:
        return "odt"
    _refuse(name, "别种 ODF 文件", "请选择年报的文档或表格文件")


def _refuse_binaries(data: bytes, name: str) -> None:
    if data.startswith(b"bplist") and b"WebMainResource" in data:
        _refuse(
            name, "苹果 Safari 的网页存档（.webarchive）", "请在浏览器里打开那个网页，另存为 .html 或 .mht 后再导入"
        )
    is_heic = data[4:8] == b"ftyp" and data[8:12] in _NEW_PICTURES
    if data.startswith(_PICTURES) or data[8:12] == b"WEBP" or is_heic:
        _refuse(name, "图片，里面没有文字", "请向原单位要可以编辑的电子文件")
    if data.startswith(_ARCHIVES):
        _refuse(name, "压缩包", "请先解压，再导入里面的年报文件")
    if data.startswith(_SHORTCUT):
        _refuse(name, "快捷方式，文件本身不在里面", "请选它指向的那个文件")
    if data.startswith(_PROGRAMS):
        _refuse(name, "程序，不是文档", "请确认选对了文件，来历不明的程序不要运行")


def _old_office(data: bytes, name: str) -> str:
    if _ENCRYPTED.search(data):
        raise ImportedDocumentError(
            f"“{name}”设有打开密码，不能读取。请在 Word、Excel 或 WPS 里输入密码打开，去掉密码后保存，再导入"
        )
    # not of "Book Title", a style of every Word document: behind the name of a stream are zeros
    is_workbook = bool(_WORKBOOK.search(data) or _BOOK.search(data))
    # either may embed the other as an object: then the outermost streams decide
    if _WORD.search(data) and not (is_workbook and _is_outermost("Workbook", data)):
        return "doc"
    if is_workbook:
        return "xls"
    _refuse(
        name,
        "旧版 Office 或 WPS 文件，但里面找不到 Word 或 Excel 的内容",
        "可能没有下载或拷贝完，请重新取得；也可以在 Word、Excel 或 WPS 里打开，另存为 .docx 或 .xlsx 后再导入",
    )


def _is_outermost(stream: str, data: bytes) -> bool:
    from model.importing.readers.ole_streams import Streams

    try:
        return stream in Streams(data)
    except ValueError:
        return False
