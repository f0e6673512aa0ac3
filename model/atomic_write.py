"""Atomic writing of files: complete or not at all."""

import contextlib
import errno
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from model.errors import UserFacingError

LONGEST_NAME = 255
"""Limit of common file systems, in bytes."""


REFUSALS = {
    errno.ENOSPC: "磁盘空间不足，请腾出一些空间或换一个位置",
    errno.EDQUOT: "超出了磁盘配额，请腾出一些空间或换一个位置",
    errno.EROFS: "这个磁盘是只读的，请换一个位置",
    errno.EIO: "磁盘读写出错，请换一个位置，并检查这个磁盘",
    errno.ENODEV: "磁盘已经不在，可能拔出了 U 盘",
}


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
    if not _is_name(path):
        raise FileWriteError("这个文件名里有不能用的字符，请换一个名字")
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise FileWriteError(f"文件名“{path.name[:20]}…”太长，请换一个短一些的名字")
    path = _followed(path)
    folder = path.parent
    if not folder.is_dir():
        raise FileWriteError(f"没有“{folder}”这个文件夹，请换一个位置保存")
    if path.is_dir():
        raise FileWriteError(f"“{path}”是一个文件夹，请写上文件名")
    if path.exists() and not os.access(path, os.W_OK):
        raise FileWriteError(f"“{path.name}”是只读的，没有写入。请换一个文件名，或去掉它的只读属性")
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=folder)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        # mkstemp creates files readable by their owner only; documents are passed on to others
        if permissions != PRIVATE:
            temporary.chmod((permissions & _permissions(path, folder)) | PRIVATE)
        temporary.replace(path)
        temporary = None
    except PermissionError as error:
        raise FileWriteError(
            f"“{path.name}”写不进去：文件可能正在 Word、WPS 或 Excel 里打开，或者没有权限。"
            "请关闭那个窗口，或换一个位置保存"
        ) from error
    except OSError as error:
        why = REFUSALS.get(error.errno or 0, error.strerror or str(error))
        raise FileWriteError(f"“{path.name}”没有写成：{why}。原有文件没有改动") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


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


def _is_name(path: Path) -> bool:
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
