"""The SQLite file of the drafts: opening, integrity check, setting a damaged file aside, migrations.

A commit has reached the disk when it returns: WAL with ``synchronous = EXTRA``, which is FULL in WAL, and where a
network drive refuses WAL also flushes the folder after the rollback journal is gone; ``fullfsync`` makes macOS flush
the drive's own cache.

``PRAGMA user_version`` counts the migrations applied to a file, ``application_id`` identifies it as a draft store.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from model.errors import UserFacingError

NAME = "drafts.sqlite3"
APPLICATION_ID = 0x4E69616E
"""``Nian`` in ASCII."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # Summaries are separate from contents, so that the list of drafts reads only this table.
        """CREATE TABLE drafts (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,           -- as a person gave it; blank while it goes by the organ
            organ TEXT NOT NULL,
            year INTEGER,
            edition TEXT NOT NULL,
            filled INTEGER NOT NULL,
            cells INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            warnings INTEGER NOT NULL,
            saved_at INTEGER NOT NULL,    -- this and every time: microseconds since 1970, UTC
            deleted_at INTEGER,           -- NULL: not in the bin
            position INTEGER NOT NULL,    -- how many steps are done; those after it can be redone
            last_write TEXT NOT NULL      -- the mark of the last step or move, so that it is never written twice
        )""",
        "CREATE INDEX drafts_newest ON drafts (deleted_at, saved_at)",
        """CREATE TABLE contents (
            draft TEXT PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
            report TEXT NOT NULL,         -- as it stands at the position
            last_year TEXT
        )""",
        """CREATE TABLE steps (
            draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,      -- from 1
            edit TEXT NOT NULL,
            inverse TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            PRIMARY KEY (draft, number)
        )""",
    ),
    (
        # The order of writing, apart from the clock, which may be set back.
        "ALTER TABLE drafts ADD COLUMN written INTEGER NOT NULL DEFAULT 0",
        """UPDATE drafts SET written = (SELECT count(*) FROM drafts AS other
            WHERE (other.saved_at, other.rowid) <= (drafts.saved_at, drafts.rowid))""",
        "DROP INDEX drafts_newest",
        "CREATE INDEX drafts_newest ON drafts (deleted_at, written)",
        "CREATE INDEX drafts_written ON drafts (written)",
        # Steps that an edit after an undo makes unreachable are kept for the history.
        "ALTER TABLE steps RENAME TO steps_of_version_1",
        """CREATE TABLE steps (
            draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            serial INTEGER NOT NULL,      -- from 1, in the order of making; never given twice
            number INTEGER,               -- from 1, its place in undo and redo; NULL: left behind
            edit TEXT NOT NULL,
            inverse TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            who TEXT NOT NULL,            -- the person's name on that computer; blank: not known
            PRIMARY KEY (draft, serial)
        )""",
        "INSERT INTO steps SELECT draft, number, number, edit, inverse, made_at, '' FROM steps_of_version_1",
        "DROP TABLE steps_of_version_1",
        "CREATE UNIQUE INDEX steps_in_line ON steps (draft, number)",
        # Every move in chronological order, as the history shows them.
        """CREATE TABLE moves (
            draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,      -- rising
            moved INTEGER NOT NULL,       -- +1: the step was done, -1: undone, 0: a moment with a name
            serial INTEGER,               -- which step; NULL for a moment
            name TEXT NOT NULL,           -- of a moment
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            PRIMARY KEY (draft, number)
        )""",
        "INSERT INTO moves SELECT draft, number, 1, serial, '', made_at, '' FROM steps",
        """INSERT INTO moves SELECT s.draft, 2 * (SELECT max(number) FROM steps WHERE draft = s.draft) - s.number + 1,
            -1, s.serial, '', d.saved_at, '' FROM steps AS s JOIN drafts AS d ON d.id = s.draft
            WHERE s.number > d.position""",
        # Which window has a draft open; see model.store.draft_locks.
        """CREATE TABLE locks (
            draft TEXT PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
            holder TEXT NOT NULL,
            who TEXT NOT NULL,
            machine TEXT NOT NULL,
            pid INTEGER NOT NULL,
            started TEXT NOT NULL,
            beat INTEGER NOT NULL         -- goes up while the holder lives; clocks of two computers differ
        )""",
    ),
    (),  # reports and steps may hold remarks, which version 2 would refuse to read
    (),  # … and links, which version 3 would refuse to read
    (
        # Sign-off stage for the list, extracted from the report's JSON, whose serialization is fixed.
        "ALTER TABLE drafts ADD COLUMN stage TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE drafts ADD COLUMN stage_on TEXT NOT NULL DEFAULT ''",
        *(
            f"""UPDATE drafts SET {column} = (SELECT substr(rest, 1, instr(rest, '"') - 1) FROM (
                SELECT substr(report, instr(report, '"{key}":"') + {len(key) + 4}) AS rest FROM contents
                WHERE draft = drafts.id)) WHERE id IN (SELECT draft FROM contents
                WHERE instr(report, '"sign_off.stage":"') AND instr(report, '"{key}":"'))"""
            for column, key in (("stage", "sign_off.stage"), ("stage_on", "sign_off.date"))
        ),
    ),
    # Marks store the cells of their number, reasons their position, links whether they are automatic; version 5 would
    # refuse to read these. Values missing in older reports are not guessed: see model.linking.links.MarkCells.
    (),
)
"""The statements that migrate a store from each version to the next; version 0 is an empty file. Append only."""
VERSION = len(MIGRATIONS)

LOCK_TIMEOUT_SECONDS = 5.0
"""How long to wait for another window's transaction, which takes milliseconds."""

COMPANIONS = ("-journal", "-wal", "-shm")
SUSPECT = "-suspect"
"""Suffix of the marker file created when a read meets damage: the next start then checks every page."""
QUICK_BYTES = 32 << 20
"""Up to this size every page is checked at each start, which takes at most a tenth of a second; larger stores are
checked in the background."""


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
            f"草稿文件夹“{folder}”用不了（{error.strerror or error}）。请检查这个文件夹的权限和磁盘，再打开程序"
        ) from error
    with store_errors("打不开草稿库", path):
        aside = _set_aside(path) if _is_damaged(path) else None
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
    try:
        for pragma in (
            "auto_vacuum = INCREMENTAL",  # effective only for a file without tables
            "journal_mode = WAL",
            "journal_size_limit = 4194304",
            "secure_delete = ON",  # overwrites purged drafts, so that a recovery does not find them
            "synchronous = EXTRA",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A write transaction: committed and on the disk when the block is left, rolled back on any exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def read_snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """A read transaction: the body sees one consistent state, without commits of other connections."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:  # SQLite ends it itself after some errors
            connection.execute("ROLLBACK")


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
    except OSError as error:
        raise DraftStoreError(f"{what}：“{path}”读写出错（{error.strerror or error}），请检查磁盘和权限") from error


def sqlite_error_reason(error: sqlite3.Error, path: Path) -> str:
    """Cause, place and remedy of the error, as shown to the user."""
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return f"“{path.parent}”所在的磁盘已满，请腾出一些空间"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"“{path.name}”正被另一个程序占用，请关闭其他正在使用它的窗口"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return f"“{path}”是只读的，请检查这个文件夹的权限"
    if code == sqlite3.SQLITE_CANTOPEN:
        return f"找不到或打不开“{path}”，请检查文件夹是否还在、有没有权限"
    if code in _DAMAGE:
        return f"“{path}”已损坏，请先把报告导出，再重新打开程序：程序会自动找回读得出的草稿"
    return f"“{path}”读写出错（{error}），请检查磁盘"


_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def record_damage(error: sqlite3.Error, path: Path) -> None:
    """If the error indicates damage, marks the store for a full integrity check at the next start."""
    if _code(error) in _DAMAGE:
        with contextlib.suppress(OSError):
            os.close(os.open(_suspicion(path), os.O_CREAT | os.O_RDWR, 0o600))


def passes_integrity_check(path: Path) -> bool:
    """Checks every page, which takes seconds for a large store; on ``False`` the next start sets the store aside."""
    try:
        with contextlib.closing(
            sqlite3.connect(uri_of(path, "rw"), uri=True, timeout=LOCK_TIMEOUT_SECONDS)
        ) as connection:
            sound = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
            if not sound:
                raise sqlite3.DatabaseError("quick_check")
    except sqlite3.DatabaseError as error:
        damaged = not hasattr(error, "sqlite_errorcode") or _code(error) in _DAMAGE
        if damaged:
            with contextlib.suppress(OSError):
                os.close(os.open(_suspicion(path), os.O_CREAT | os.O_RDWR, 0o600))
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
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _is_damaged(path: Path) -> bool:
    """Whether the file is not a store, or a damaged one. The check changes neither the file nor its WAL.

    Raises:
        DraftStoreError: a newer version of the program wrote it.
    """
    header = _header(path)
    if not header:
        wal = path.with_name(f"{path.name}-wal")
        return wal.exists() and wal.stat().st_size > 0  # SQLite would discard the WAL of an empty file
    if header.startswith(b"SQLite format 3\0") and header[68:72] == APPLICATION_ID.to_bytes(4, "big"):
        _refuse_newer(int.from_bytes(header[60:64], "big"), path)
    for mode in ("ro", "rw"):
        try:
            with contextlib.closing(
                sqlite3.connect(uri_of(path, mode), uri=True, timeout=LOCK_TIMEOUT_SECONDS)
            ) as connection:
                return not _is_sound(connection, path)
        except sqlite3.DatabaseError as error:
            if _code(error) in _DAMAGE:
                return True
            if mode == "rw":
                raise
            # read-only mode cannot roll back an interrupted transaction of a store without WAL
    raise AssertionError("unreachable")


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _is_sound(connection: sqlite3.Connection, path: Path) -> bool:
    ours = _pragma(connection, "application_id") == APPLICATION_ID
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    if ours:
        _refuse_newer(_pragma(connection, "user_version"), path)
    if not (ours or empty):
        return False
    if path.stat().st_size > QUICK_BYTES and not _suspicion(path).exists():
        if ours:
            connection.execute("SELECT count(*) FROM drafts NOT INDEXED").fetchone()
        return True
    return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def _refuse_newer(version: int, path: Path) -> None:
    if version > VERSION:
        raise DraftStoreError(
            f"草稿库“{path}”是更新版本的程序写的（格式 {version}，本程序只认识到 {VERSION}），没有打开，也没有改动。"
            "请使用新版本的程序"
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _set_aside(path: Path) -> Path:
    """Renames the damaged store and its companions; returns the new path, whose name contains the time."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-损坏-{stamp}{path.suffix}")
    counted = 1
    while aside.exists():
        counted += 1
        aside = path.with_name(f"{path.stem}-损坏-{stamp}-{counted}{path.suffix}")
    # the file itself last: the next start would discard a WAL without its database file
    for companion in (*COMPANIONS, ""):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
    return aside


def restore_set_aside(aside: Path, path: Path) -> None:
    """Reverts :func:`open_store`'s setting aside and deletes the new, empty store."""
    for companion in ("", *COMPANIONS):
        path.with_name(path.name + companion).unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            aside.with_name(aside.name + companion).rename(path.with_name(path.name + companion))


def migrate(connection: sqlite3.Connection) -> None:
    """Applies every missing migration in one transaction."""
    if _pragma(connection, "user_version") == VERSION:
        return
    with transaction(connection):  # another window may have migrated meanwhile: read the version again
        for statements in MIGRATIONS[_pragma(connection, "user_version") :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
