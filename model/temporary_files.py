"""Temporary files and folders beside those that they become. Where Windows refuses a new file, the standard library's
``tempfile`` takes that for a folder of the same name and tries ten thousand others, for minutes on a slow disk, and the
reason is lost; here the first refusal is raised."""

import os
import secrets
import sys
from pathlib import Path

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def new_file(folder: Path, prefix: str, suffix: str = "") -> Path:
    """An empty file in ``folder`` that only its owner can open.

    Raises:
        OSError: the folder takes no new file.
    """
    while True:
        path = folder / f"{prefix}{secrets.token_hex(4)}{suffix}"
        try:
            os.close(os.open(path, _FLAGS, 0o600))
        except FileExistsError:
            continue
        except PermissionError as error:
            if said := _as_windows_says(path):
                raise said from error
            raise
        return path


def _as_windows_says(path: Path) -> OSError | None:
    """The C runtime, which opens files, says EACCES for all of write protection, a stick that is gone and a folder of
    somebody else; Windows itself, which makes folders, says which."""
    if sys.platform != "win32":
        return None
    try:
        path.mkdir()
        path.rmdir()
    except OSError as error:
        return error
    return None


def new_folder(folder: Path, prefix: str) -> Path:
    """An empty folder in ``folder`` that only its owner can open.

    Raises:
        OSError: the folder takes no new one.
    """
    while True:
        path = folder / f"{prefix}{secrets.token_hex(4)}"
        try:
            path.mkdir(0o700)
        except FileExistsError:
            continue
        return path
