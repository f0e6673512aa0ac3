"""Imports reports from existing documents."""

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from model.disk_errors import known_reason, reason
from model.errors import UserFacingError
from model.form.edition import Edition
from model.importing.content import Content
from model.importing.file_types import OPENED_AS
from model.importing.notes import ImportedDocumentError, Note
from model.importing.recognition.stated_totals import Stated
from model.report.report import Report

if TYPE_CHECKING:
    from model.importing.readers.docx_revisions import TrackedChange
    from model.importing.reading_processes import ReadingStop

__all__ = [
    "Imported",
    "ImportedDocumentError",
    "Note",
    "Stated",
    "import_clipboard",
    "import_data",
    "import_report",
    "read_bytes",
    "register_content",
    "tracked_changes",
]

MOST_BYTES = 100_000_000
_CONTENT = re.compile(rb"[^\0\r\n\t ]")
MOST_BYTES_OF_JSON = 8_000_000
MOST_CHARACTERS = 300_000
"""Of all texts of a report; a long one has a tenth of that."""
CLIPBOARD = "剪贴板"
_LOCK_FILES = ("~$", ".~")
"""Office programs put such a file beside one that is open."""
_MOST_BYTES_OF_LOCK_FILE = 1024


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


def import_report(path: Path, editions: Mapping[str, Edition], stop: "ReadingStop | None" = None) -> Imported:
    """The report in the file at ``path``. The file type is detected by content, not by suffix. ``stop`` ends the
    reading from another thread.

    Raises:
        ImportedDocumentError: the file cannot be read or contains no report; the message gives the reason and a remedy.
    """
    return import_data(read_bytes(path), path.name, editions, stop)


def import_data(data: bytes, name: str, editions: Mapping[str, Edition], stop: "ReadingStop | None" = None) -> Imported:
    """As :func:`import_report`, for the bytes of the file ``name``."""
    from model.importing.reading_processes import READERS

    kind, content, more, beside = READERS.document(data, name, stop)
    notes: list[Note] = []
    suffix = PurePath(name).suffix
    if suffix.lower() not in OPENED_AS[kind]:
        notes.append(Note(f"文件名的后缀是“{suffix or '（无）'}”，内容其实是 .{kind}，已按 .{kind} 读取", name))
    if kind == "json":
        return _program_file(data, name, editions, notes)
    from model.importing.recognition.recognition import recognise

    report, found, stated = recognise(content, name, editions, beside)
    _refuse_length(report, name)
    return Imported(report, (*notes, *more, *found), container=kind, stated=stated)


def register_content(path: Path) -> tuple[Content, tuple[Note, ...]]:
    """The tables of the register of applications at ``path``, with notes on what was not read as it stands.

    Raises:
        ImportedDocumentError: the file cannot be read; the message gives the reason and a remedy.
    """
    from model.importing.reading_processes import READERS

    read = READERS.register(read_bytes(path), path.name)
    return read.content, read.notes


def tracked_changes(path: Path) -> "tuple[TrackedChange, ...]":
    """The tracked changes and comments of the file at ``path``; empty where it is not a ``.docx``.

    Raises:
        ImportedDocumentError: the file cannot be read.
    """
    from model.importing.reading_processes import READERS

    return READERS.tracked_changes(read_bytes(path), path.name)


def import_clipboard(
    html: str, text: str, editions: Mapping[str, Edition], stop: "ReadingStop | None" = None
) -> Imported:
    """The report in what was copied from a web page, Word or Excel: the HTML flavour first, which keeps the tables.

    Raises:
        ImportedDocumentError: it is empty, or contains no report.
    """
    from model.importing.reading_processes import READERS
    from model.importing.recognition.recognition import recognise

    if not (html.strip() or text.strip()):
        raise ImportedDocumentError(
            f"{CLIPBOARD}里没有文字。请先在网页、Word 或 Excel 里全选（Ctrl+A）、复制（Ctrl+C）"
        )
    if max(len(html), len(text)) > MOST_BYTES:
        raise ImportedDocumentError(f"{CLIPBOARD}里的内容超过 100 MB，不像是年报。请确认复制的是年报")
    if html.strip():
        try:
            page = READERS.copied_page(html, CLIPBOARD, stop)
            report, notes, stated = recognise(page.content, CLIPBOARD, editions)
            return Imported(report, (*page.notes, *notes), container="html", stated=stated)
        except ImportedDocumentError:
            if not text.strip():
                raise
    report, notes, stated = recognise(READERS.copied_text(text, CLIPBOARD, stop).content, CLIPBOARD, editions)
    return Imported(report, notes, container="txt", stated=stated)


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path``, read once.

    Raises:
        ImportedDocumentError: it is none, is empty or too large, or cannot be opened.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ImportedDocumentError(f"“{name}”是一个文件夹，请选择其中的文件")
        if not stat.S_ISREG(status.st_mode):
            raise ImportedDocumentError(f"“{name}”不是普通文件（是设备或管道），不能读取。请选择硬盘上的年报文件")
        if name.startswith(_LOCK_FILES) and status.st_size <= _MOST_BYTES_OF_LOCK_FILE:
            raise ImportedDocumentError(
                f"“{name}”不是年报，是 Word、Excel 或 WPS 打开文件时留下的临时文件，里面没有内容。"
                "请选同一文件夹里名字不带“~$”的那个文件"
            )
        data = _read_once(path)
        if data is None:
            raise ImportedDocumentError(f"“{name}”不是普通文件（是设备或管道），不能读取。请选择硬盘上的年报文件")
    except FileNotFoundError as error:
        raise ImportedDocumentError(f"没有找到“{name}”，可能已被移动、改名或删除。请重新选择文件") from error
    except PermissionError as error:
        if why := known_reason(error):
            raise ImportedDocumentError(f"“{name}”读不出来：{why}") from error
        raise ImportedDocumentError(
            f"“{name}”打不开：没有读取它的权限，或者它正被别的程序占用。请关闭那个程序，或把文件复制到自己的文件夹再导入"
        ) from error
    except (OSError, ValueError) as error:
        raise ImportedDocumentError(f"“{name}”读不出来（{_cause(error)}）。请把它复制到本机硬盘再导入") from error
    return refuse_amount(data, name)


def refuse_amount(data: bytes, name: str) -> bytes:
    """``data``, where it is neither nothing nor more than any report has.

    Raises:
        ImportedDocumentError: it is.
    """
    if len(data) > MOST_BYTES:
        raise ImportedDocumentError(f"“{name}”超过 100 MB，没有读取。请确认选对了文件")
    if not _CONTENT.search(data):
        raise ImportedDocumentError(f"“{name}”是空文件，里面什么也没有。请重新取得这个文件")
    return data


def _cause(error: OSError | ValueError) -> str:
    return reason(error) if isinstance(error, OSError) else str(error)


def _refuse_length(report: Report, name: str) -> None:
    """
    Raises:
        ImportedDocumentError: its texts are far longer than those of any report.
    """
    if sum(map(len, report.texts.values())) > MOST_CHARACTERS:
        raise ImportedDocumentError(f"“{name}”的文字超过 30 万字，不像是年报，没有读取。请确认选对了文件")


def _read_once(path: Path) -> bytes | None:
    """The bytes of the file, one more than allowed where it is larger; ``None`` where it has meanwhile become something
    else than a file, which is not waited for."""
    with open(path, "rb", opener=_without_waiting) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return None
        stated = min(status.st_size, MOST_BYTES)  # memory for the most that is allowed takes longer than reading
        data = file.read(stated + 1)
        return data if len(data) <= stated else data + file.read(MOST_BYTES - stated)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _program_file(data: bytes, name: str, editions: Mapping[str, Edition], notes: list[Note]) -> Imported:
    from model.report.json_format import read_report_json, stated_cells

    if len(data) > MOST_BYTES_OF_JSON:
        raise ImportedDocumentError(f"“{name}”的内容多得不正常，不像是年报，没有读取。请用本程序重新导出一份")
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportedDocumentError(f"“{name}”不是完整的 JSON 文件，读不出来。请用本程序重新导出一份") from error
    try:
        report, last_year, missed = read_report_json(held, editions)
    except UserFacingError as error:
        raise ImportedDocumentError(f"“{name}”：{error}") from error
    _refuse_length(report, name)
    notes += [Note(each, name) for each in missed]
    edition = editions[report.edition]
    sections = held["sections"] if isinstance(held.get("sections"), dict) else {}
    stated = Stated(
        title=held["title"] if isinstance(held.get("title"), str) else "",
        headings=tuple(section.title for section in edition.sections if section.key in sections),
        cells=stated_cells(held, edition),
    )
    return Imported(report, tuple(notes), last_year, "json", stated)
