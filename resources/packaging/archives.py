"""Archives whose bytes depend on nothing but what is in them: sorted, one time, no owner."""

import gzip
import stat
import tarfile
import time
import zipfile
from pathlib import Path

from resources.packaging.errors import PackagingError

EPOCH = 1_767_225_600
"""2026-01-01: the time of every file in what is built. Set anew it changes all archives, so it stays."""


def files_of(folder: Path) -> tuple[Path, ...]:
    """All files, in an order that does not depend on the file system.

    Raises:
        PackagingError: there are none.
    """
    found = tuple(sorted((path for path in folder.rglob("*") if path.is_file()), key=Path.as_posix))
    if not found:
        raise PackagingError(f"{folder} is empty")
    return found


def write_zip(folder: Path, target: Path) -> None:
    """``folder`` becomes the one folder in the archive; names are UTF-8, which Windows 10 reads."""
    moment = time.gmtime(EPOCH)[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(folder):
            info = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | _mode(path)) << 16
            archive.writestr(info, path.read_bytes(), compresslevel=9)


def write_tar_gz(folder: Path, target: Path) -> None:
    """``folder`` becomes the one folder in the archive; symbolic links stay links."""
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=9, fileobj=raw, mtime=EPOCH) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in sorted((folder, *folder.rglob("*")), key=Path.as_posix):
            info = archive.gettarinfo(str(path), path.relative_to(folder.parent).as_posix())
            info.mtime = EPOCH
            info.uid = info.gid = 0
            info.uname = info.gname = "root"
            if not path.is_symlink():
                info.mode = 0o755 if path.is_dir() else _mode(path)
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    archive.addfile(info, file)
            else:
                archive.addfile(info)


def _mode(path: Path) -> int:
    return 0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644
