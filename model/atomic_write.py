"""Atomic writing of files: complete or not at all."""

import contextlib
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from model.disk_errors import HELD_FOR_A_MOMENT, known_reason, reason, windows_code
from model.errors import UserFacingError
from model.file_names import refused_name
from model.temporary_files import new_file

WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries to replace a file that an antivirus or Word may have open for a moment (Windows)."""


class FileWriteError(UserFacingError):
    """A file could not be written; an existing file is unchanged."""


PUBLIC, PRIVATE = 0o666, 0o600
"""Permissions of a new file: as the user's other files have them, or for its owner only."""


@contextlib.contextmanager
def replacing(path: Path, permissions: int = PUBLIC) -> Iterator[Path]:
    """A temporary path in the same folder to write to; on exit it is flushed to disk and replaces ``path``.

    When the body raises, ``path`` is unchanged and the temporary file is removed. The new file has at most
    ``permissions``, and those of the file that it replaces; until then only its owner can open it.

    Raises:
        FileWriteError: the folder is missing or read-only, the disk is full, or another program holds ``path`` open.
    """
    if why := refused_name(path.name) or ("" if _is_path(path) else "文件夹的名字里有不能用的字符，请换一个位置"):
        raise FileWriteError(why)
    path = _followed(path)
    folder = path.parent
    if not folder.is_dir():
        raise FileWriteError(f"没有“{folder}”这个文件夹，请换一个位置保存")
    if path.is_dir():
        raise FileWriteError(f"“{path}”是一个文件夹，请写上文件名")
    if path.exists() and not os.access(path, os.W_OK):
        raise FileWriteError(f"“{path.name}”是只读的，没有写入。请换一个文件名，或去掉它的只读属性")
    temporary = _temporary_beside(path)
    is_left = True
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        # until now it is readable by its owner only; documents are passed on to others
        if permissions != PRIVATE:
            temporary.chmod((permissions & _permissions(path, folder)) | PRIVATE)
        _replace(temporary, path)
        is_left = False
    except OSError as error:
        if isinstance(error, PermissionError) and not known_reason(error):
            raise FileWriteError(
                f"“{path.name}”写不进去：文件可能正在 Word、WPS 或 Excel 里打开，或者没有权限。"
                "请关闭那个窗口，或换一个位置保存"
            ) from error
        raise _not_written(path, error) from error
    finally:
        if is_left:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _temporary_beside(path: Path) -> Path:
    """
    Raises:
        FileWriteError: the folder takes no new file.
    """
    try:
        return new_file(path.parent, f".{path.stem[:40]}-", path.suffix)
    except OSError as error:
        if isinstance(error, PermissionError) and not known_reason(error):
            raise FileWriteError(
                f"没有权限在“{path.parent}”这个文件夹里写文件，请换一个位置保存，例如“文档”或桌面"
            ) from error
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> FileWriteError:
    return FileWriteError(f"“{path.name}”没有写成：{reason(error)}。原有文件没有改动")


def _followed(path: Path) -> Path:
    """The target of a link, which is replaced instead of the link.

    Raises:
        FileWriteError: links that lead to each other.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        is_loop = target.is_symlink()
    except (OSError, RuntimeError):
        is_loop = True
    if is_loop:
        raise FileWriteError(f"“{path.name}”是指来指去、没有终点的链接，没有写入。请换一个文件名")
    return target


def _replace(temporary: Path, path: Path) -> None:
    """Renames ``temporary``; waits up to 1.6 s where another program has ``path`` open, as an antivirus does."""
    for wait in WAITS:
        try:
            temporary.replace(path)
        except OSError as error:
            if windows_code(error) not in HELD_FOR_A_MOMENT:
                raise
            time.sleep(wait)
        else:
            return
    temporary.replace(path)


def _is_path(path: Path) -> bool:
    """Whether the system can be asked for it at all: without NUL, in the encoding of file names."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _permissions(path: Path, folder: Path) -> int:
    """The permissions of the existing file, otherwise those that a new file gets there."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        # asking for the process's umask would set it, and another thread could create a file meanwhile
        probe = folder / f".{secrets.token_hex(8)}"
        handle = os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PUBLIC)
        try:
            return stat.S_IMODE(os.fstat(handle).st_mode)
        finally:
            os.close(handle)
            probe.unlink()
