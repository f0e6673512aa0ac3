"""Read access to other store files: daily copies, and drafts transferred from another computer.

The file is untrusted and never changed: it is read through a guarded connection, and only where its tables are exactly
those that some version of the program makes. The rows of an older version are copied into a new file, which is then
migrated; a file with a WAL beside it is read from a private copy of both.
"""

import contextlib
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from model.disk_errors import reason
from model.errors import UserFacingError
from model.store.columns import is_intact
from model.store.database import uri_of
from model.store.guarded_connection import LONGEST_VALUE, guard
from model.store.migrations import (
    APPLICATION_ID,
    VERSION,
    apply_migrations,
    known_structure,
    migrate,
    pragma,
    structure_of,
)
from model.store.transactions import transaction

COPIED = ("drafts", "contents", "steps", "moves", "batches", "batch_files")
"""The tables whose rows are taken over, parents first; locks are of windows on another computer."""
MAGIC = b"SQLite format 3\0"
WAL_VERSION = b"\2"
"""Byte 18 of the file's header: the file is, or was, in WAL mode."""


class ExternalStoreError(UserFacingError):
    """The file is not a valid store of a known version."""


@contextlib.contextmanager
def open_external_store(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the validated file.

    Raises:
        ExternalStoreError: the file is damaged, of another program or of a newer version.
    """
    named = path.name
    header, size = _header(path)
    with contextlib.ExitStack() as closing:
        try:
            wal = path.with_name(f"{path.name}-wal")
            if (not header or header[18:19] == WAL_VERSION) and wal.is_file() and wal.stat().st_size:
                path = _private_copy(path, wal, closing)
                header, size = _header(path)
            version = _version(header, size, named)
            connection = _vetted(path, size, closing)
            if version < VERSION:
                connection = _up_to_date(connection, size, version, closing)
            yield connection
        except sqlite3.Error as error:
            if not hasattr(error, "sqlite_errorcode"):
                raise  # a programming error, e.g. a closed connection
            raise _unusable(error, named) from error
        except (_ForeignTablesError, UnicodeDecodeError):
            raise _damaged(named) from None
        except OSError as error:
            raise ExternalStoreError(f"“{named}”读不出来（{reason(error)}）") from error


class _ForeignTablesError(Exception):
    """The tables are not those of the stated version, or a value is not what a migration expects."""


def _header(path: Path) -> tuple[bytes, int]:
    """(the first 100 bytes, the size of the file)."""
    try:
        # a pipe would block and a device would never end
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise ExternalStoreError(f"“{path.name}”不是文件，请选择一个草稿文件")
            return file.read(100), found.st_size
    except (OSError, ValueError) as error:
        if path.is_dir():
            raise ExternalStoreError(f"“{path.name}”是一个文件夹，请选择里面的草稿文件") from error
        why = reason(error) if isinstance(error, OSError) else "文件名不对"
        raise ExternalStoreError(f"“{path}”读不出来（{why}），请检查文件是否还在") from error


def _version(header: bytes, size: int, named: str) -> int:
    """The version of the program that wrote the file, by its header."""
    if not header.startswith(MAGIC) or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise ExternalStoreError(f"“{named}”不是本程序的草稿文件")
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise ExternalStoreError(f"“{named}”是更新版本的程序写的，请先更新这台电脑上的程序，再导入")
    page_size = int.from_bytes(header[16:18], "big")
    if int.from_bytes(header[28:32], "big") * (65536 if page_size == 1 else page_size) > size:
        raise _damaged(named)  # cut off, which SQLite does not notice where the last pages are not used
    return version


def _damaged(named: str) -> ExternalStoreError:
    return ExternalStoreError(f"“{named}”已损坏，读不出来。请在原来的电脑上重新导出一次")


def _unusable(error: sqlite3.Error, named: str) -> ExternalStoreError:
    code = error.sqlite_errorcode & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:
        return ExternalStoreError(f"“{named}”读了很久还没有读完，已经停下。请在原来的电脑上重新导出一次")
    if code in (sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG):
        return ExternalStoreError(f"“{named}”里有一项内容大得不正常，没有导入。请在原来的电脑上重新导出一次")
    return _damaged(named)


def _vetted(path: Path, size: int, closing: contextlib.ExitStack) -> sqlite3.Connection:
    """A guarded connection to the file, whose tables and pages have been checked."""
    # without `immutable` SQLite would make files beside it, and write to it after an interrupted transaction
    mode = "ro" if path.with_name(f"{path.name}-wal").exists() and _is_private(path) else "ro&immutable=1"
    connection = sqlite3.connect(uri_of(path, mode), uri=True, isolation_level=None)
    closing.enter_context(contextlib.closing(connection))
    guard(connection, size)
    structure = structure_of(connection)
    version = pragma(connection, "user_version")
    if not 1 <= version <= VERSION or structure != known_structure(version):
        raise _ForeignTablesError
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise _ForeignTablesError
    return connection


_PREFIX = "nianbao-"


def _is_private(path: Path) -> bool:
    return path.parent.name.startswith(_PREFIX)


def _folder(closing: contextlib.ExitStack) -> Path:
    """A temporary folder that only this user can open, deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    closing.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _private_copy(path: Path, wal: Path, closing: contextlib.ExitStack) -> Path:
    """A copy of a store that was copied while in use, with the edits that are still in its WAL."""
    copy = _folder(closing) / "copy.sqlite3"
    shutil.copyfile(path, copy)
    shutil.copyfile(wal, copy.with_name(f"{copy.name}-wal"))
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return copy


def _up_to_date(
    source: sqlite3.Connection, size: int, version: int, closing: contextlib.ExitStack
) -> sqlite3.Connection:
    """A new file with the rows of ``source``, migrated from ``version``."""
    path = _folder(closing) / "migrated.sqlite3"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        made.execute("PRAGMA journal_mode = OFF")  # it is thrown away after any error
        with transaction(made):
            apply_migrations(made, 0, version)
            for table in COPIED:
                _copy_rows(source, made, table)
        migrate(made)
    connection = sqlite3.connect(uri_of(path, "ro&immutable=1"), uri=True, isolation_level=None)
    closing.enter_context(contextlib.closing(connection))
    guard(connection, size)
    return connection


def _copy_rows(source: sqlite3.Connection, made: sqlite3.Connection, table: str) -> None:
    columns = [name for _, name, *_ in made.execute(f"PRAGMA table_info({table})")]
    if not columns:
        return  # an older version without this table
    marks = ", ".join("?" * len(columns))
    rows = source.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid")
    made.executemany(f"INSERT INTO {table} VALUES ({marks})", map(_plain, rows))


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    """The row, if all its values are integers, intact texts or NULL, which a migration can work with."""
    for value in row:
        if not (value is None or type(value) is int or (isinstance(value, str) and is_intact(value))):
            raise _ForeignTablesError
    return row
