"""The SQLite file of the drafts: opening, integrity check, setting a damaged file aside.

A commit has reached the disk when it returns: WAL with ``synchronous = EXTRA``, which is FULL in WAL, and where a
network drive refuses WAL also flushes the folder after the rollback journal is gone; ``fullfsync`` makes macOS flush
the drive's own cache.

``PRAGMA user_version`` counts the migrations applied to a file, ``application_id`` identifies it as a draft store.
"""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from model import disk_errors
from model.errors import UserFacingError
from model.store.columns import tolerant_text
from model.store.migrations import (
    APPLICATION_ID,
    IMPLAUSIBLE_WITH_OUR_TABLES,
    PLAUSIBLE_VERSIONS,
    VERSION,
    actual_version,
    known_structure,
    migrate,
    pragma,
    structure_of,
)
from model.temporary_files import new_file

NAME = "drafts.sqlite3"
LOCK_TIMEOUT_SECONDS = 5.0
"""How long to wait for another window's transaction, which takes milliseconds."""

COMPANIONS = ("-journal", "-wal", "-shm")
SUSPECT = "-suspect"
"""Suffix of the marker file created when a read meets damage: the next start then checks every page."""
QUICK_BYTES = 32 << 20
"""Up to this size every page is checked at each start, which takes at most a tenth of a second; larger stores are
checked in the background."""
THOROUGH_BYTES = 8 << 20
"""Up to this size indexes are compared with their tables too, which takes three times as long."""
BACKUPS = "backups"
"""The folder of the daily copies, beside the store."""
_BACKUP_FILES = "drafts-*.sqlite3"


class DraftStoreError(UserFacingError):
    """Drafts could not be read or stored; the text names the cause, the place and a remedy."""


def open_store(folder: Path) -> tuple[sqlite3.Connection, Path | None]:
    """(connection to the store of ``folder``, created if missing; path of a damaged store that was set aside, or
    ``None``).

    After setting a store aside the new one is empty; :mod:`model.store.recovery` fills it.

    Raises:
        DraftStoreError: the folder or file is not accessible, or a newer version of the program wrote it.
    """
    path = folder / NAME
    try:
        _make_private(folder, path)
    except OSError as error:
        raise DraftStoreError(
            f"草稿文件夹“{folder}”用不了（{disk_errors.reason(error)}）。请检查这个文件夹的权限和磁盘，再打开程序"
        ) from error
    with store_errors("打不开草稿库", path):
        aside = _set_aside_if_damaged(path)
        if aside:
            _make_private(folder, path)
        _suspicion(path).unlink(missing_ok=True)
        connection = connected(path)
        try:
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection, aside


def connected(path: Path, timeout_seconds: float = LOCK_TIMEOUT_SECONDS) -> sqlite3.Connection:
    """A connection to the store at ``path``, which must exist; in autocommit mode, transactions are explicit."""
    connection = sqlite3.connect(uri_of(path, "rw"), uri=True, timeout=timeout_seconds, isolation_level=None)
    connection.text_factory = tolerant_text
    try:
        for setting in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
            "auto_vacuum = INCREMENTAL",  # effective only for a file without tables
            "journal_mode = WAL",
            "journal_size_limit = 4194304",
            "secure_delete = ON",  # overwrites purged drafts, so that a recovery does not find them
            "synchronous = EXTRA",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def store_errors(what: str, path: Path) -> Iterator[None]:
    """Converts ``sqlite3.Error`` and ``OSError`` to a ``DraftStoreError`` that begins with ``what`` and names the
    cause.

    Damage is recorded for the next start.
    """
    try:
        yield
    except sqlite3.Error as error:
        if not hasattr(error, "sqlite_errorcode"):
            raise  # a programming error, e.g. a closed connection
        record_damage(error, path)
        raise DraftStoreError(f"{what}：{sqlite_error_reason(error, path)}") from error
    except UnicodeDecodeError:
        # what SQLite says about the damage quotes a damaged name; the error would quote it too
        mark_suspect(path)
        raise DraftStoreError(f"{what}：{_damage_message(path)}") from None
    except OSError as error:
        if disk_errors.is_full(error):
            raise DraftStoreError(f"{what}：“{path.parent}”所在的磁盘已满，请腾出一些空间") from error
        if why := disk_errors.known_reason(error):
            raise DraftStoreError(f"{what}：“{path}”：{why}") from error
        raise DraftStoreError(f"{what}：“{path}”读写出错（{disk_errors.reason(error)}），请检查磁盘和权限") from error


def is_locked(error: sqlite3.Error) -> bool:
    """Whether another connection holds the file."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def sqlite_error_reason(error: sqlite3.Error, path: Path) -> str:
    """Cause, place and remedy of the error, as shown to the user."""
    code = _code(error)
    # SQLite reports a full disk as such only where a write of the store itself fails
    if code == sqlite3.SQLITE_FULL or (code in _MAYBE_FULL and is_full(path.parent)):
        return f"“{path.parent}”所在的磁盘已满，请腾出一些空间"
    if is_locked(error):
        return f"“{path.name}”正被另一个程序占用，请关闭其他正在使用它的窗口"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return f"“{path}”是只读的，请检查这个文件夹的权限"
    if code == sqlite3.SQLITE_CANTOPEN:
        return f"找不到或打不开“{path}”，请检查文件夹是否还在、有没有权限"
    if code in _DAMAGE:
        return _damage_message(path)
    return f"“{path}”读写出错（{error}），请检查磁盘"


_MAYBE_FULL = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
PROBE_BYTES = 64 << 10
"""More than SQLite's files beside the store need."""


def is_full(folder: Path) -> bool:
    """Whether the disk, or the user's quota on it, has no room for a small file."""
    probe: Path | None = None
    try:
        probe = new_file(folder, ".probe-")
        with probe.open("rb+") as file:
            file.write(bytes(PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return disk_errors.is_full(error)
    finally:
        if probe is not None:
            with contextlib.suppress(OSError):
                probe.unlink()
    return False


def _damage_message(path: Path) -> str:
    return f"“{path}”已损坏，请先把报告导出，再重新打开程序：程序会自动找回读得出的草稿"


_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def record_damage(error: sqlite3.Error, path: Path) -> None:
    """If the error indicates damage, marks the store for a full integrity check at the next start."""
    if _code(error) in _DAMAGE:
        mark_suspect(path)


def mark_suspect(path: Path) -> None:
    """Has the next start check the whole store."""
    with contextlib.suppress(OSError):
        os.close(os.open(_suspicion(path), os.O_CREAT | os.O_RDWR, 0o600))


def condemn(path: Path) -> None:
    """Has the next :func:`open_store` set the store aside, although SQLite finds nothing wrong with it."""
    _write_marker(path, free_name_aside(path))


def passes_integrity_check(path: Path) -> bool:
    """Checks every page, which takes seconds for a large store; on ``False`` the next start sets the store aside."""
    try:
        with contextlib.closing(
            sqlite3.connect(uri_of(path, "rw"), uri=True, timeout=LOCK_TIMEOUT_SECONDS)
        ) as connection:
            connection.text_factory = tolerant_text
            sound = connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            if not sound:
                raise sqlite3.DatabaseError("quick_check")
    except sqlite3.DatabaseError as error:
        damaged = not hasattr(error, "sqlite_errorcode") or _code(error) in _DAMAGE
        if damaged:
            mark_suspect(path)
        return not damaged
    return True


def _suspicion(path: Path) -> Path:
    return path.with_name(path.name + SUSPECT)


def _code(error: sqlite3.Error) -> int:
    """The primary result code, without the extended bits."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def uri_of(path: Path, mode: str) -> str:
    """A URI filename for SQLite; ``mode`` is ``ro``, ``rw``, or one of these followed by more parameters."""
    # Path.as_uri() would make a network path's server the authority, which SQLite refuses
    name = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    return f"file://{'' if name.startswith('/') else '/'}{name}?mode={mode}"


def _make_private(folder: Path, path: Path) -> None:
    """Creates folder and empty file, accessible to their owner only; SQLite creates companions with the same mode."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists() and not _leads_nowhere(path):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _leads_nowhere(path: Path) -> bool:
    """Whether it is a link to itself, over any number of links."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def _is_damaged(path: Path) -> bool:
    """Whether the file is not a store, or a damaged one. The check changes neither the file nor its WAL.

    Raises:
        DraftStoreError: a newer version of the program wrote it.
    """
    if not path.is_file():
        return True  # a folder, a pipe or a link to itself
    header = _header(path)
    if not header:
        wal = path.with_name(f"{path.name}-wal")
        # SQLite would discard the WAL of an empty file; and where there are daily copies, there were drafts
        return (wal.exists() and wal.stat().st_size > 0) or any((path.parent / BACKUPS).glob(_BACKUP_FILES))
    if header.startswith(b"SQLite format 3\0") and header[68:72] == APPLICATION_ID.to_bytes(4, "big"):
        version = int.from_bytes(header[60:64], "big")
        if version in IMPLAUSIBLE_WITH_OUR_TABLES and _has_our_tables(path):
            return True  # only the number is damaged
        _refuse_newer(version, path)  # before SQLite touches the file
    for mode in ("ro", "rw"):
        try:
            with contextlib.closing(
                sqlite3.connect(uri_of(path, mode), uri=True, timeout=LOCK_TIMEOUT_SECONDS)
            ) as connection:
                return not _is_sound(connection, path)
        except UnicodeDecodeError:
            return True  # what SQLite says about the damage quotes a damaged name
        except sqlite3.DatabaseError as error:
            if _code(error) in _DAMAGE or _is_malformed(error):
                return True
            if mode == "rw":
                raise
            # read-only mode cannot roll back an interrupted transaction of a store without WAL
    raise AssertionError("unreachable")


def _has_our_tables(path: Path) -> bool:
    """Whether the tables are those of the present version. Neither the file nor its WAL is touched."""
    try:
        with contextlib.closing(sqlite3.connect(uri_of(path, "ro&immutable=1"), uri=True)) as connection:
            connection.text_factory = tolerant_text
            connection.execute("PRAGMA trusted_schema = OFF")
            return structure_of(connection) == known_structure(VERSION)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _is_malformed(error: sqlite3.Error) -> bool:
    """Whether SQLite cannot read the schema: it may state that as a plain error. No statement of ours is wrong."""
    return _code(error) == sqlite3.SQLITE_ERROR


def _is_sound(connection: sqlite3.Connection, path: Path) -> bool:
    connection.text_factory = tolerant_text
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {setting}")
    version = actual_version(connection)
    if pragma(connection, "application_id") != APPLICATION_ID:
        # of a killed first start, or of another program; our own tables with a damaged mark are repaired as a whole
        return version == 0
    _refuse_newer(pragma(connection, "user_version"), path)
    if version is None or pragma(connection, "user_version") != version:
        return False
    size = path.stat().st_size
    is_suspect = _suspicion(path).exists()
    if size > QUICK_BYTES and not is_suspect:
        connection.execute("SELECT count(*) FROM drafts NOT INDEXED").fetchone()
        return True
    check = "integrity_check" if size <= THOROUGH_BYTES or is_suspect else "quick_check"
    return connection.execute(f"PRAGMA {check}(1)").fetchall() == [("ok",)]


def _refuse_newer(version: int, path: Path) -> None:
    if version in PLAUSIBLE_VERSIONS:
        raise DraftStoreError(
            f"草稿库“{path}”是更新版本的程序写的（格式 {version}，本程序只认识到 {VERSION}），没有打开，也没有改动。"
            "请使用新版本的程序。从没用过新版本的，是这个文件损坏了：把它改名后再打开程序，程序会从每日副本找回草稿"
        )


def _set_aside_if_damaged(path: Path) -> Path | None:
    """The path of the damaged store that was set aside, now or by a start that was killed before the recovery was
    complete; ``None``: the store is sound.

    The name is written into a marker file first, so that the next start continues after a kill at any moment.
    """
    pending = _pending(path)
    if pending is not None and _is_there(pending) and (_is_empty(path) or not _is_damaged(path)):
        return pending
    if pending is not None and not _is_there(pending) and not _is_empty(path):
        aside = pending  # killed before the store itself was renamed
    elif _is_damaged(path):
        aside = free_name_aside(path)
    else:
        forget_recovery(path)
        return None
    _write_marker(path, aside)
    # the file itself last: the next start would discard a WAL without its database file
    for companion in (*COMPANIONS, ""):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
    return aside


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def free_name_aside(path: Path) -> Path:
    """A free path for a damaged store, whose name contains the time."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}{ASIDE}{stamp}{path.suffix}")
    counted = 1
    while _is_there(aside):
        counted += 1
        aside = path.with_name(f"{path.stem}{ASIDE}{stamp}-{counted}{path.suffix}")
    return aside


ASIDE = "-损坏-"
RECOVERY = "-recovery"
"""Suffix of the marker file that names the store whose drafts are being recovered."""


def synchronize(path: Path) -> None:
    """Flushes a finished file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def forget_recovery(path: Path) -> None:
    """Removes the marker: the recovery is complete and its result was shown, so that no later start repeats it."""
    with contextlib.suppress(OSError):
        _marker(path).unlink(missing_ok=True)


def _marker(path: Path) -> Path:
    return path.with_name(path.name + RECOVERY)


def _write_marker(path: Path, aside: Path) -> None:
    with os.fdopen(os.open(_marker(path), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(aside.name.encode())
        file.flush()
        os.fsync(file.fileno())


def _pending(path: Path) -> Path | None:
    """The path that the marker names; ``None`` without a valid marker."""
    try:
        name = _marker(path).read_bytes()[:LONGEST_MARKER].decode()
    except (OSError, ValueError):
        return None
    beside = name.startswith(f"{path.stem}{ASIDE}") and name.endswith(path.suffix) and not {"/", "\\", "\0"} & set(name)
    return path.with_name(name) if beside else None


LONGEST_MARKER = 200


def _is_there(path: Path) -> bool:
    """Whether there is anything of that name, also a link that leads nowhere."""
    return os.path.lexists(path)


def restore_set_aside(aside: Path, path: Path) -> None:
    """Reverts :func:`open_store`'s setting aside and deletes the new, empty store. The marker stays until everything
    has its old name."""
    for companion in ("", *COMPANIONS):
        path.with_name(path.name + companion).unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            aside.with_name(aside.name + companion).rename(path.with_name(path.name + companion))
    forget_recovery(path)
