"""The results of a batch: a row a file in memory, everything else in a temporary database, so that ten thousand files
need little more memory than a hundred."""

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.batch.checked_file import CheckedFile
from model.batch.checking_pool import Outcome
from model.batch.file_rows import FileRow, row_of
from model.batch.packed_file import figures_json, unpacked
from model.form.edition import Edition
from model.form.figures import Figure
from model.importing.reading_processes import checked_answer

_TABLE = """
CREATE TABLE files (
    number INTEGER PRIMARY KEY, edition TEXT NOT NULL, cells TEXT NOT NULL, checked BLOB NOT NULL, last_year TEXT
)
"""


@dataclass(frozen=True)
class FileFigures:
    """The figures of one file in the order of the edition's cells; ``None`` for a blank."""

    number: int
    edition: str
    figures: tuple[Figure | None, ...]
    last_year_text: str | None = None
    """The prior year's, as they are kept; ``None`` where there is no report of that year."""

    @property
    def last_year(self) -> tuple[Figure | None, ...] | None:
        """The prior year's figures of the same cells; ``None`` without a report of that year."""
        return None if self.last_year_text is None else _figures(self.last_year_text)


class BatchResults:
    """Results in the order of arrival; may be added to on one thread while others read. Close it when done."""

    def __init__(self, editions: Mapping[str, Edition], year: int | None) -> None:
        """``year``: the one that the batch is about."""
        self._editions = editions
        self._year = year
        self._lock = threading.Lock()
        # without a name: SQLite's own temporary file, which the system removes even if the program is killed
        self._connection = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(_TABLE)
        self._rows: dict[int, FileRow] = {}

    @property
    def editions(self) -> Mapping[str, Edition]:
        """By id."""
        return self._editions

    def close(self) -> None:
        """Removes the temporary database."""
        with self._lock:
            self._connection.close()

    @property
    def rows(self) -> Mapping[int, FileRow]:
        """By the number of the file, in the order of arrival."""
        return self._rows

    def add(self, outcome: Outcome) -> FileRow:
        """Keeps the outcome; one with the same number is replaced."""
        row = row_of(outcome, self._editions, self._year)
        file = outcome.file
        values: tuple[int, str, str, bytes, str | None] | None = None
        if file is not None:
            before = None if file.last_year is None else _text(file.last_year)
            values = (row.number, file.outline.edition, _text(file.figures), file.packed, before)
        with self._lock:
            if values is not None:
                self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", values)
            else:
                self._connection.execute("DELETE FROM files WHERE number = ?", (row.number,))
            self._rows[row.number] = row
        return row

    def checked(self, number: int) -> CheckedFile:
        """
        Raises:
            KeyError: no such file was read.
            ImportedDocumentError: the process that read it answered with anything but a checked file.
        """
        with self._lock:
            found = self._connection.execute("SELECT checked FROM files WHERE number = ?", (number,)).fetchone()
        if found is None:
            raise KeyError(number)
        checked: CheckedFile = checked_answer(lambda: unpacked(found[0], self._editions), self._rows[number].name)
        return checked

    def figures(self, numbers: Sequence[int] | None = None) -> Iterator[FileFigures]:
        """The figures of the files with these numbers, or of all that were read; by number."""
        wanted = None if numbers is None else frozenset(numbers)
        last = -1
        while True:
            with self._lock:  # a piece at a time: the thread that adds does not wait long
                piece = self._connection.execute(
                    "SELECT number, edition, cells, last_year FROM files WHERE number > ? ORDER BY number LIMIT 200",
                    (last,),
                ).fetchall()
            if not piece:
                return
            last = piece[-1][0]
            for number, edition, cells, last_year in piece:
                if wanted is None or number in wanted:
                    yield FileFigures(number, edition, _figures(cells), last_year)


def _text(figures: tuple[Figure | None, ...]) -> str:
    return json.dumps(figures_json(figures), separators=(",", ":"))


def _figures(text: str) -> tuple[Figure | None, ...]:
    return tuple([Decimal(each) if each.__class__ is str else each for each in json.loads(text)])
