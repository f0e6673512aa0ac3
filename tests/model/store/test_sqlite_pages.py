"""Records are read from the pages of a file without SQLite."""

import contextlib
import random
import sqlite3
from pathlib import Path

from model.store import sqlite_pages
from tests.model.store.drafts import PAGE, filled_store


def test_the_pages_of_a_sound_file_hold_what_sqlite_reads(tmp_path: Path) -> None:
    filled_store(tmp_path)
    path = tmp_path / "drafts.sqlite3"
    by_page = list(sqlite_pages.records(path))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for table in ("drafts", "contents", "steps", "moves"):
            for row in connection.execute(f"SELECT * FROM {table}"):
                assert row in by_page


def test_random_bytes_are_no_record(tmp_path: Path) -> None:
    die = random.Random(1)
    path = tmp_path / "noise"
    for _ in range(20):
        path.write_bytes(b"".join(b"\x0d" + die.randbytes(PAGE - 1) for _ in range(8)))
        list(sqlite_pages.records(path))  # whatever it finds, it ends
