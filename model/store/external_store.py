"""Read access to other store files: daily copies, and drafts transferred from another computer.

The file is untrusted and never changed; one of an older version is migrated in a temporary copy.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from model.errors import UserFacingError
from model.store.database import APPLICATION_ID, VERSION, migrate, uri_of

TABLES = frozenset({"drafts", "contents", "steps", "moves", "locks"})


class ExternalStoreError(UserFacingError):
    """The file is not a valid store of a known version."""


@contextlib.contextmanager
def open_external_store(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the validated file.

    Raises:
        ExternalStoreError: the file is damaged, of another program or of a newer version.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise ExternalStoreError(f"“{path}”读不出来（{error.strerror or error}），请检查文件是否还在") from error
    if not header.startswith(b"SQLite format 3\0") or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise ExternalStoreError(f"“{path.name}”不是本程序的草稿文件")
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise ExternalStoreError(f"“{path.name}”是更新版本的程序写的，请先更新这台电脑上的程序，再导入")
    with contextlib.ExitStack() as closing:
        if version < VERSION:
            path = _up_to_date(path, closing)
        try:
            connection = sqlite3.connect(uri_of(path, "ro&immutable=1"), uri=True, isolation_level=None)
            closing.enter_context(contextlib.closing(connection))
            connection.execute("PRAGMA trusted_schema = OFF")
            _vet(connection, path)
            yield connection
        except sqlite3.DatabaseError as error:
            raise _damaged(path) from error


def _damaged(path: Path) -> ExternalStoreError:
    return ExternalStoreError(f"“{path.name}”已损坏，读不出来。请在原来的电脑上重新导出一次")


def _vet(connection: sqlite3.Connection, path: Path) -> None:
    """Refuses unexpected tables, and views and triggers, which in an untrusted file could run arbitrary SQL."""
    schema = connection.execute("SELECT type, tbl_name FROM sqlite_schema").fetchall()
    if {name for _, name in schema} != TABLES or {kind for kind, _ in schema} > {"table", "index"}:
        raise _damaged(path)
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise _damaged(path)


def _up_to_date(path: Path, closing: contextlib.ExitStack) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="nianbao-"))
    closing.callback(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / path.name
    try:
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            migrate(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise _damaged(path) from error
    except OSError as error:
        raise ExternalStoreError(f"“{path.name}”读不出来（{error.strerror or error}）") from error
    return copy
