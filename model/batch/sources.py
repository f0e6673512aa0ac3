"""The files of a batch: given one by one, in folders, or inside ``.zip`` archives; found without opening a document."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from model.disk_errors import reason
from model.importing import MOST_BYTES, ImportedDocumentError, read_bytes, refuse_amount

MOST_FILES = 50_000
MOST_UNPACKED = 4_000_000_000
"""Bytes of all files of one archive."""
_DOCUMENT_PARTS = ("word/", "xl/", "ppt/", "[Content_Types].xml", "content.xml", "OFD.xml")
_LEFT_BY_PROGRAMS = ("~$", ".~", "._", "~WR")
_OWN_PAPERS = re.compile(r"(?:-退改清单(?:（\d+）)?\.(?:docx|xlsx)|^退改总表\.xlsx)$")
"""What this program writes about a batch, perhaps into its folder."""
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True)
class Source:
    """One file of a batch."""

    path: Path
    """The file, or the archive that it is in."""
    entry: str = ""
    """Its name in the archive, as the archive spells it; empty for a file of its own."""
    shown: str = ""
    """Its path as the user reads it: below the folder or archive that was given."""
    entry_day: date | None = field(default=None, compare=False)
    """Of a file in an archive: the day of its last change, as the archive says."""

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return PurePosixPath(self._inside).name if self.entry else self.path.name

    @property
    def full(self) -> str:
        """Where it is, for scripts: the path, with the name inside an archive after ``!``."""
        return f"{self.path}!{self._inside}" if self.entry else str(self.path)

    @property
    def _inside(self) -> str:
        """Its name in the archive, readable."""
        return self.shown.rpartition("!")[2]

    def day(self) -> date | None:
        """The day of the file's last change; ``None`` where it is not known."""
        try:
            changed = self.path.stat().st_mtime
            return self.entry_day if self.entry else datetime.fromtimestamp(changed).date()
        except (OSError, ValueError, OverflowError):
            return None

    def read(self, archive: "OpenArchive | None" = None) -> "SourceBytes":
        """``archive`` keeps the archive of the last file open for the next one.

        Raises:
            ImportedDocumentError: it cannot be read, or changed while it was being read.
        """
        before = _stamp(self.path)
        if not self.entry:
            data = read_bytes(self.path)
        elif archive is not None:
            data = archive.read(self, before)
        else:
            with OpenArchive() as own:
                data = own.read(self, before)
        if _stamp(self.path) != before:
            raise ImportedDocumentError(f"“{self.name}”在读取时被改动了，没有采用。请等它保存好后再核对")
        return SourceBytes(data)


@dataclass(frozen=True)
class SourceBytes:
    """The bytes of a file."""

    data: bytes

    @cached_property
    def digest(self) -> str:
        """Equal for equal bytes."""
        return hashlib.sha256(self.data).hexdigest()


class OpenArchive:
    """The archive that was read last, for one thread: the list of the files of a large one is read once, not for each
    of them. Close it when done."""

    def __init__(self) -> None:
        self._archive: zipfile.ZipFile | None = None
        self._opened: tuple[Path, Stamp | None] | None = None

    def __enter__(self) -> "OpenArchive":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes what is open."""
        if self._archive is not None:
            self._archive.close()
        self._archive = self._opened = None

    def read(self, source: Source, stamp: "Stamp | None") -> bytes:
        """The bytes of a file in an archive, which has this ``stamp`` now.

        Raises:
            ImportedDocumentError: it cannot be read.
        """
        path, name = source.path, source.name
        try:
            archive = self._of(path, stamp)
            info = archive.getinfo(source.entry)
            if info.flag_bits & _ENCRYPTED:
                raise ImportedDocumentError(f"“{name}”在压缩包里设有密码，不能读取。请先解压，再选择里面的文件")
            with archive.open(info) as file:
                return refuse_amount(file.read(MOST_BYTES + 1), name)
        except KeyError as error:
            raise ImportedDocumentError(f"“{name}”已不在压缩包“{path.name}”里。请重新选择文件") from error
        except FileNotFoundError as error:
            gone = f"没有找到压缩包“{path.name}”，可能已被移动、改名或删除。请重新选择文件"
            raise ImportedDocumentError(gone) from error
        except _DAMAGED as error:
            raise ImportedDocumentError(f"“{name}”在压缩包里已损坏，读不出来。请重新取得这个文件") from error

    def _of(self, path: Path, stamp: "Stamp | None") -> zipfile.ZipFile:
        if self._archive is None or stamp is None or self._opened != (path, stamp):
            self.close()
            self._archive, self._opened = zipfile.ZipFile(path), (path, stamp)
        return self._archive


Stamp = tuple[int, int]
"""Size and time of the last change: whether a file is still the same."""


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None  # reading it says why
    return status.st_size, status.st_mtime_ns


def collect(given: Iterable[Path]) -> tuple[list[Source], list[str]]:
    """(the files, sentences about what could not be looked into), in the order given, folders by name.

    What programs leave beside documents, this one's return lists among them, is passed over; everything else in a
    folder is a file of the batch, so that one that cannot be read is named.
    """
    sources: list[Source] = []
    problems: list[str] = []
    for path in given:
        for found in _found(path):
            if isinstance(found, str):
                problems.append(found)
            elif len(sources) < MOST_FILES:
                sources.append(found)
            else:
                problems.append(f"文件超过 {MOST_FILES} 个，后面的没有读取。请分几批核对")
                return sources, problems
    return list(dict.fromkeys(sources)), problems


def is_of_many(path: Path) -> bool:
    """Whether the path is a folder or an archive of files."""
    return path.is_dir() or _is_archive(path)


def _found(path: Path) -> Iterator[Source | str]:
    try:
        if path.is_dir():
            yield from _in_folder(path, path.name)
            return
        if _is_archive(path):
            yield from _in_archive(path, path.name)
            return
    except OSError as error:
        yield f"“{path.name or path}”打不开（{reason(error)}），其中的文件没有读取"
        return
    yield Source(path, shown=path.name)


def _in_folder(folder: Path, shown: str) -> Iterator[Source | str]:
    try:
        entries = sorted(folder.iterdir(), key=lambda each: each.name)
    except OSError as error:
        yield f"文件夹“{folder.name or folder}”打不开（{reason(error)}），其中的文件没有读取"
        return
    for each in entries:
        below = f"{shown}/{each.name}" if shown else each.name
        if _is_left_over(each.name):
            continue
        if each.is_dir():
            if not each.is_symlink():  # a link to a folder above would never end
                yield from _in_folder(each, below)
        elif _is_archive(each):
            yield from _in_archive(each, below)
        else:
            yield Source(each, shown=below)


def _is_left_over(name: str) -> bool:
    if name.startswith((".", *_LEFT_BY_PROGRAMS)) or name.lower() in _OF_SYSTEMS or name == "__MACOSX":
        return True
    return _OWN_PAPERS.search(name) is not None


def _is_archive(path: Path) -> bool:
    """By its suffix and content: office documents are archives, too."""
    if path.suffix.lower() != ".zip" or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(name.startswith(_DOCUMENT_PARTS) for name in archive.namelist()[:64])
    except _DAMAGED:
        return False  # reading it as a document says that it is damaged


def _in_archive(path: Path, shown: str) -> Iterator[Source | str]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [each for each in archive.infolist() if not each.is_dir()]
    except _DAMAGED:
        yield f"压缩包“{path.name}”已损坏，其中的文件没有读取。请重新取得，或先解压"
        return
    if sum(each.file_size for each in infos) > MOST_UNPACKED:
        yield f"压缩包“{path.name}”展开后大得不正常，没有读取。请先解压，再选择里面的文件"
        return
    for each in sorted(infos, key=_readable_name):
        name = _readable_name(each)
        parts = PurePosixPath(name).parts
        if parts and not any(_is_left_over(part) for part in parts):
            yield Source(path, each.filename, f"{shown}!{name}", _day(each))


def _day(info: zipfile.ZipInfo) -> date | None:
    try:
        return date(*info.date_time[:3])
    except ValueError:  # what is no day of a calendar
        return None


def _readable_name(info: zipfile.ZipInfo) -> str:
    """Archives made on Chinese Windows hold names in GBK without saying so."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
