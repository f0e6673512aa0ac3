"""Single drafts of a sound store whose values are damaged: found, and their rows copied to a file of their own."""

import contextlib
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from model.store.database import DraftStoreError, free_name_aside, synchronize
from model.store.draft_rows import SUMMARY, are_valid

TABLES = {"drafts": "id", "contents": "draft", "steps": "draft", "moves": "draft"}
"""Table -> the column of the draft's id."""

SAME_BYTES = "CAST({} AS BLOB) IS CAST(? AS BLOB)"
"""Compares a column with :func:`stored_bytes`: a damaged text may be one that SQLite's module cannot bind."""


def stored_bytes(value: object) -> object:
    """The bytes of a text as they are stored; any other value as it is."""
    return value.encode(errors="surrogateescape") if isinstance(value, str) else value


class DamagedDraftError(DraftStoreError):
    """The contents of this draft are damaged; :meth:`DraftStore.repair` recovers what can be read."""


def damaged_summaries(connection: sqlite3.Connection) -> tuple[object, ...]:
    """The ids of the drafts whose row in the list of drafts holds a value that is none, or that have no contents."""
    rows = connection.execute(f"SELECT {', '.join(SUMMARY)} FROM drafts NOT INDEXED")
    damaged = tuple(row[0] for row in rows if not are_valid(row))
    bare = connection.execute("SELECT id FROM drafts WHERE id NOT IN (SELECT draft FROM contents)")
    return damaged + tuple(draft_id for (draft_id,) in bare)


def has_contents_of_none(connection: sqlite3.Connection) -> bool:
    """Whether there are contents whose draft is not in the list of drafts."""
    return bool(connection.execute("SELECT 1 FROM contents WHERE draft NOT IN (SELECT id FROM drafts)").fetchone())


def copy_rows_aside(
    connection: sqlite3.Connection, path: Path, ids: Sequence[object], tables: Mapping[str, str] = TABLES
) -> Path:
    """Copies all rows of the drafts, or of what ``tables`` hold, byte by byte to a new file beside the store at
    ``path``; returns its path."""
    aside = free_name_aside(path)
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        connection.execute("ATTACH ? AS aside", (str(aside),))
        try:
            for table, key in tables.items():
                # without the constraints of the store, which a damaged value may break
                connection.execute(f"CREATE TABLE aside.{table} AS SELECT * FROM main.{table} WHERE 0")
                for draft_id in ids:
                    connection.execute(
                        f"INSERT INTO aside.{table} SELECT * FROM main.{table} WHERE {SAME_BYTES.format(key)}",
                        (stored_bytes(draft_id),),
                    )
        finally:
            connection.execute("DETACH aside")
        synchronize(aside)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise
    return aside
