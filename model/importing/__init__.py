"""Imports reports from existing documents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from model.errors import UserFacingError
from model.form.edition import Edition
from model.importing.content import Content, SourceParagraph
from model.importing.file_types import OPENED_AS, kind_of
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.zip_package import DAMAGED, opened
from model.importing.recognition.stated_totals import Stated
from model.report.report import Report

__all__ = ["Imported", "ImportedDocumentError", "Note", "Stated", "import_clipboard", "import_report"]

MOST_BYTES = 100_000_000
CLIPBOARD = "剪贴板"


@dataclass(frozen=True)
class Imported:
    """The result of an import: a report, and notes on everything doubtful or unassigned."""

    report: Report
    notes: tuple[Note, ...]
    last_year: Report | None = None
    """Only a file of this program carries it."""
    container: str = ""
    """What the file is: a key of ``OPENED_AS``."""
    stated: Stated = field(default_factory=Stated)


def import_report(path: Path, editions: Mapping[str, Edition]) -> Imported:
    """The report in the file at ``path``. The file type is detected by content, not by suffix.

    Raises:
        ImportedDocumentError: the file cannot be read or contains no report; the message gives the reason and a remedy.
    """
    name = path.name
    data = _bytes_of(path)
    kind = kind_of(data, name)
    notes: list[Note] = []
    if path.suffix.lower() not in OPENED_AS[kind]:
        notes.append(Note(f"文件名的后缀是“{path.suffix or '（无）'}”，内容其实是 .{kind}，已按 .{kind} 读取", name))
    if kind == "json":
        return _program_file(data, name, editions, notes)
    from model.importing.recognition.recognition import recognise

    content, more = _content(data, kind, name)
    report, found, stated = recognise(content, name, editions)
    return Imported(report, (*notes, *more, *found), container=kind, stated=stated)


def import_clipboard(html: str, text: str, editions: Mapping[str, Edition]) -> Imported:
    """The report in what was copied from a web page, Word or Excel: the HTML flavour first, which keeps the tables.

    Raises:
        ImportedDocumentError: it is empty, or contains no report.
    """
    from model.importing.readers.html import read_web
    from model.importing.readers.text import read_text
    from model.importing.recognition.recognition import recognise

    if not (html.strip() or text.strip()):
        raise ImportedDocumentError(
            f"{CLIPBOARD}里没有文字。请先在网页、Word 或 Excel 里全选（Ctrl+A）、复制（Ctrl+C）"
        )
    if max(len(html), len(text)) > MOST_BYTES:
        raise ImportedDocumentError(f"{CLIPBOARD}里的内容超过 100 MB，不像是年报。请确认复制的是年报")
    if html.strip():
        try:
            report, notes, stated = recognise(read_web(html), CLIPBOARD, editions)
            return Imported(report, notes, container="html", stated=stated)
        except ImportedDocumentError:
            if not text.strip():
                raise
    report, notes, stated = recognise(read_text(text), CLIPBOARD, editions)
    return Imported(report, notes, container="txt", stated=stated)


def _bytes_of(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise ImportedDocumentError(f"“{name}”是一个文件夹，请选择其中的年报文件")
        if not path.is_file() and path.exists():
            raise ImportedDocumentError(f"“{name}”不是普通文件（是设备或管道），不能读取。请选择硬盘上的年报文件")
        if path.stat().st_size > MOST_BYTES:
            raise ImportedDocumentError(f"“{name}”超过 100 MB，不像是年报。请确认选对了文件")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ImportedDocumentError(f"没有找到“{name}”，可能已被移动、改名或删除。请重新选择文件") from error
    except PermissionError as error:
        raise ImportedDocumentError(
            f"“{name}”打不开：没有读取它的权限，或者它正被别的程序占用。请关闭那个程序，或把文件复制到自己的文件夹再导入"
        ) from error
    except (OSError, ValueError) as error:
        raise ImportedDocumentError(f"“{name}”读不出来（{error}）。请把它复制到本机硬盘再导入") from error
    if not data.strip(b"\0\r\n\t "):
        raise ImportedDocumentError(f"“{name}”是空文件，里面什么也没有。请重新取得这个文件")
    return data


def _content(data: bytes, kind: str, name: str) -> tuple[Content, list[Note]]:
    if kind in ("docx", "doc", "rtf", "odt", "xml"):
        content, notes = _of_word(data, kind, name)
        return content, [*notes, *_unreadable(content, name)]
    if kind in ("xlsx", "xls", "ods"):
        return _of_excel(data, kind, name)
    if kind == "pdf":
        from model.importing.readers.pdf.document import read_pdf

        return read_pdf(data, name)
    content = _of_text(data, kind, name)
    return content, _unreadable(content, name)


def _of_text(data: bytes, kind: str, name: str) -> Content:
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
        return read_text(text)
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


def _of_word(data: bytes, kind: str, name: str) -> tuple[Content, list[Note]]:
    try:
        return _read_of_word(data, kind, name)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{name}”的内容已损坏，读不出来。请在 Word 或 WPS 里打开（会提示修复），另存为 .docx 后再导入"
        ) from error


def _read_of_word(data: bytes, kind: str, name: str) -> tuple[Content, list[Note]]:
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

    return read_word(package_of(data) if kind == "xml" else opened(data, name))


def _of_excel(data: bytes, kind: str, name: str) -> tuple[Content, list[Note]]:
    try:
        return _read_of_excel(data, kind, name)
    except DAMAGED as error:
        raise ImportedDocumentError(
            f"“{name}”的内容已损坏，读不出来。请在 Excel 或 WPS 表格里打开（会提示修复），另存一份后再导入"
        ) from error


def _read_of_excel(data: bytes, kind: str, name: str) -> tuple[Content, list[Note]]:
    if kind == "xls":
        from model.importing.readers.xls import read_old_spreadsheet

        return read_old_spreadsheet(data, name)
    if kind == "ods":
        from model.importing.readers.ods import read_ods

        return read_ods(opened(data, name), name)
    from model.importing.readers.xlsx import read_spreadsheet

    return read_spreadsheet(opened(data, name), data, name)


def _program_file(data: bytes, name: str, editions: Mapping[str, Edition], notes: list[Note]) -> Imported:
    from model.report.json_format import read_report_json, stated_cells

    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportedDocumentError(f"“{name}”不是完整的 JSON 文件，读不出来。请用本程序重新导出一份") from error
    try:
        report, last_year, missed = read_report_json(held, editions)
    except UserFacingError as error:
        raise ImportedDocumentError(f"“{name}”：{error}") from error
    notes += [Note(each, name) for each in missed]
    edition = editions[report.edition]
    sections = held["sections"] if isinstance(held.get("sections"), dict) else {}
    stated = Stated(
        title=held["title"] if isinstance(held.get("title"), str) else "",
        headings=tuple(section.title for section in edition.sections if section.key in sections),
        cells=stated_cells(held, edition),
    )
    return Imported(report, tuple(notes), last_year, "json", stated)
