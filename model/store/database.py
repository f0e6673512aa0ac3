"""The SQLite file that drafts are in: opened, vetted, set aside when it is damaged, brought up to date.

A commit has reached the disk when it returns: WAL with ``synchronous = EXTRA``, which is FULL in WAL, and where a
network drive refuses WAL also flushes the folder after the rollback journal is gone; ``fullfsync`` makes macOS flush
the drive's own cache.

``PRAGMA user_version`` counts the migrations that a file has seen, ``application_id`` says that it is ours.
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
        # Summaries apart from contents: the list of drafts reads nothing else.
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
        # Steps that an edit after an undo has left behind stay, for the time line.
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
        # Everything that happened, in its order: what the time line shows.
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
        # Who has a draft open; see model.store.draft_locks.
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
    (),  # … and ties, which version 3 would refuse to read
    (
        # How far a draft has come, for the list; from the report, which writes its keys and values just so.
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
    # Marks say which cells their number follows, reasons their place in the words, ties whether they are automatic;
    # version 5 would refuse to read it. What older reports lack is not guessed: see model.linking.links.Carried.
    (),
)
"""What brings a store from each version to the next; version 0 is an empty file. Only ever append."""
VERSION = len(MIGRATIONS)

LOCK_TIMEOUT_SECONDS = 5.0
"""How long to wait for another window's transaction, which takes milliseconds."""

COMPANIONS = ("-journal", "-wal", "-shm")
SUSPECT = "-suspect"
"""Beside the store after a read has met damage: the next start looks at every page."""
QUICK_BYTES = 32 << 20
"""Up to this size every page is looked at with each start, which takes a tenth of a second at most; larger stores are
looked through in the background."""


class DraftStoreError(UserFacingError):
    """Drafts could not be read or kept; the text says what happened, where, and what helps."""


def open_store(folder: Path) -> tuple[sqlite3.Connection, Path | None]:
    """The store of ``folder``, made if need be; and where a damaged one was put that stood in its place. The fresh one
    is empty then: :mod:`model.store.recovery` fills it.

    Raises:
        DraftStoreError: the folder or file cannot be had, or a newer version of the program wrote it.
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
    """A connection to the store at ``path``, which must exist; transactions are begun explicitly."""
    connection = sqlite3.connect(uri_of(path, "rw"), uri=True, timeout=timeout_seconds, isolation_level=None)
    try:
        for pragma in (
            "auto_vacuum = INCREMENTAL",  # counts for a file without tables only
            "journal_mode = WAL",
            "journal_size_limit = 4194304",
            "secure_delete = ON",  # what was deleted for good is gone, and never found by a salvage
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
    """All of the body or nothing; on the disk when the block is left."""
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
    """What another connection commits meanwhile is not seen: all that the body reads belongs together."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:  # after some errors SQLite has ended it
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def store_errors(what: str, path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say into a sentence for the person, ``what`` having failed."""
    try:
        yield
    except sqlite3.Error as error:
        if not hasattr(error, "sqlite_errorcode"):
            raise  # our own mistake, e.g. a closed connection
        record_damage(error, path)
        raise DraftStoreError(f"{what}：{sqlite_error_reason(error, path)}") from error
    except OSError as error:
        raise DraftStoreError(f"{what}：“{path}”读写出错（{error.strerror or error}），请检查磁盘和权限") from error


def sqlite_error_reason(error: sqlite3.Error, path: Path) -> str:
    """What happened, where, and what would help."""
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
    """Remembers for the next start that the store wants a thorough look."""
    if _code(error) in _DAMAGE:
        with contextlib.suppress(OSError):
            os.close(os.open(_suspicion(path), os.O_CREAT | os.O_RDWR, 0o600))


def passes_integrity_check(path: Path) -> bool:
    """Looks at every page, which takes seconds for a large store; ``False`` has the next start set it aside."""
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
    """The primary result code; SQLite puts the particulars into the higher bits."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def uri_of(path: Path, mode: str) -> str:
    """A name that SQLite opens; ``mode`` is ``ro``, ``rw`` or more of its parameters."""
    # asuri_of() would make a network path's server the authority, which SQLite refuses
    name = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    return f"file://{'' if name.startswith('/') else '/'}{name}?mode={mode}"


def _make_private(folder: Path, path: Path) -> None:
    """The folder and an empty file, readable for their owner only; SQLite gives its companions the file's mode."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _is_damaged(path: Path) -> bool:
    """Whether the file is no store, or not a sound one. Looking does not change it, nor what its WAL holds.

    Raises:
        DraftStoreError: a newer version of the program wrote it.
    """
    header = _header(path)
    if not header:
        wal = path.with_name(f"{path.name}-wal")
        return wal.exists() and wal.stat().st_size > 0  # SQLite would throw the WAL of an empty file away
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
            # without writing, an interrupted transaction of a store without WAL cannot be rolled back
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
    """Renames the damaged store under a dated name and says which."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-损坏-{stamp}{path.suffix}")
    counted = 1
    while aside.exists():
        counted += 1
        aside = path.with_name(f"{path.stem}-损坏-{stamp}-{counted}{path.suffix}")
    # the file itself last: a WAL left beside no file would be thrown away with the next start
    for companion in (*COMPANIONS, ""):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
    return aside


def restore_set_aside(aside: Path, path: Path) -> None:
    """Undoes the setting aside; the fresh store, which is empty, goes."""
    for companion in ("", *COMPANIONS):
        path.with_name(path.name + companion).unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            aside.with_name(aside.name + companion).rename(path.with_name(path.name + companion))


def migrate(connection: sqlite3.Connection) -> None:
    """Every migration that the file has not seen, in one transaction."""
    if _pragma(connection, "user_version") == VERSION:
        return
    with transaction(connection):  # another window may have been faster: look again inside
        for statements in MIGRATIONS[_pragma(connection, "user_version") :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
