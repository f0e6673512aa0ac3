"""The tables of the draft store: the statements that make and migrate them, and the comparison of a file with them.

A file is only used where its tables, columns and indexes are exactly those that the migrations make. So no trigger,
view, virtual table or generated column of somebody else ever runs, and a damaged version number is noticed.
"""

import re
import sqlite3
from contextlib import closing
from functools import cache
from typing import Any

from model.store.transactions import transaction

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
    (
        # Batches of a county, one for each office and year; see model.store.batch_rows.
        """CREATE TABLE batches (
            id TEXT PRIMARY KEY,
            year INTEGER NOT NULL,
            about TEXT NOT NULL,          -- JSON: the office, the units expected, the batch that it took the place of
            kept_at INTEGER NOT NULL,
            deleted_at INTEGER,           -- NULL: not deleted
            files INTEGER NOT NULL,       -- how many rows in batch_files, so that a lost one is noticed
            checksum TEXT NOT NULL        -- of year, about and the files' checksums
        )""",
        """CREATE TABLE batch_files (
            batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,      -- from 1
            about TEXT NOT NULL,          -- JSON: unit, file, verdict, findings
            report TEXT,                  -- as in contents, only what later years need; NULL: it was not read
            checksum TEXT NOT NULL,       -- of number, about and report
            PRIMARY KEY (batch, number)
        )""",
    ),
)
"""The statements that migrate a store from each version to the next; version 0 is an empty file. Append only, and
from version 7 on never two in turn that change no table, see ``IMPLAUSIBLE_WITH_OUR_TABLES``."""
VERSION = len(MIGRATIONS)
TABLES = ("drafts", "contents", "steps", "moves", "locks", "batches", "batch_files")
"""Of the newest version."""

PLAUSIBLE_VERSIONS = range(VERSION + 1, 128)
"""Versions that a newer program may have written; a greater number is damage."""

IMPLAUSIBLE_WITH_OUR_TABLES = range(VERSION + 2, 128)
"""Stated by a store with the tables of this version, such a number is damaged: of two migrations in turn, one at least
changes the tables."""

Structure = tuple[tuple[Any, ...], ...]


def migrate(connection: sqlite3.Connection) -> None:
    """Applies every missing migration in one transaction."""
    if pragma(connection, "user_version") == VERSION:
        return
    with transaction(connection):  # another window may have migrated meanwhile: read the version again
        apply_migrations(connection, pragma(connection, "user_version"), VERSION)


def apply_migrations(connection: sqlite3.Connection, start: int, end: int) -> None:
    """Brings the tables from version ``start`` to ``end``; call it within a transaction."""
    for statements in MIGRATIONS[start:end]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {end}")


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The value of a numeric pragma."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def actual_version(connection: sqlite3.Connection) -> int | None:
    """The version whose tables the file has: the stated one if it has these, otherwise the newest that does, as the
    stated number is then damaged. ``None``: the tables are not of any known version."""
    stated, found = pragma(connection, "user_version"), structure_of(connection)
    if not found:
        return 0
    same = [version for version in range(1, VERSION + 1) if known_structure(version) == found]
    return stated if stated in same else max(same, default=None)


def structure_of(connection: sqlite3.Connection) -> Structure:
    """Everything in the schema that decides how a statement runs on the file; empty for a file without tables."""
    schema = connection.execute("SELECT type, name, tbl_name, rootpage > 0, sql FROM sqlite_schema").fetchall()
    # triggers, views, virtual tables (without a root page) and unknown names differ here already
    parts: list[tuple[Any, ...]] = sorted(row[:4] for row in schema)
    if any(_CHECKED.search(_COMMENT.sub("", sql or "")) for *_, sql in schema):
        return (("check",),)  # our tables have no such constraint, which no pragma shows
    for kind, name, _table, has_pages in tuple(parts):
        if has_pages and (kind, name) in _OBJECTS:  # a pragma would start the module of a virtual table
            for question in ("table_xinfo", "foreign_key_list") if kind == "table" else ("index_xinfo",):
                parts += [(name, *row) for row in connection.execute(f"PRAGMA {question}({name})")]
            if kind == "table":
                parts += sorted((name, *row[1:]) for row in connection.execute(f"PRAGMA index_list({name})"))
    return tuple(parts)


@cache
def known_structure(version: int) -> Structure:
    """The structure that the migrations up to ``version`` make."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        apply_migrations(made, 0, version)
        return structure_of(made)


_COMMENT = re.compile(r"--[^\n]*")
_CHECKED = re.compile(r"\bcheck\b", re.IGNORECASE)
_OBJECTS = frozenset(
    {("table", name) for name in TABLES}
    | {("index", name) for name in ("drafts_newest", "drafts_written", "steps_in_line")}
    | {("index", f"sqlite_autoindex_{name}_1") for name in TABLES}
)
"""The objects whose details are compared; their names are safe within a statement."""
