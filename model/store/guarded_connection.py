"""Read-only connections to SQLite files that may be hostile or damaged.

Nothing in such a file is run: only plain reads of the known tables are authorized, memory and time are limited.
"""

import sqlite3
import time

from model.store.columns import tolerant_text
from model.store.migrations import TABLES

LONGEST_VALUE = 64 << 20
"""In bytes, of one value or row; a report is some 10 KB."""
BASE_SECONDS, SECONDS_PER_MB = 10.0, 0.5
STEPS_BETWEEN_LOOKS = 20_000
"""SQLite's virtual instructions between two looks at the clock; some milliseconds."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_SCHEMA = frozenset({"sqlite_schema", "sqlite_master"})
_FUNCTIONS = frozenset({"count", "max", "sum", "length", "ifnull"})
_PRAGMAS = frozenset(
    {
        "application_id",
        "user_version",
        "encoding",
        "table_xinfo",
        "foreign_key_list",
        "index_list",
        "index_xinfo",
        "quick_check",
        "integrity_check",
    }
)


def guard(connection: sqlite3.Connection, size: int) -> None:
    """Restricts the connection, before its first statement, to reading the store's tables. ``size`` of the file in
    bytes decides how long all its statements may take together."""
    connection.text_factory = tolerant_text
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
        connection.execute(f"PRAGMA {setting}")
    end = time.monotonic() + BASE_SECONDS + SECONDS_PER_MB * (size >> 20)
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS)
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, within: str | None) -> int:
    """SQLite asks this for every statement while it is compiled; ``within`` is the view or trigger that needs it."""
    if within is not None:
        return sqlite3.SQLITE_DENY
    allowed = (
        action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION)
        or (action == sqlite3.SQLITE_READ and first in (*TABLES, *_SCHEMA))
        or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
        or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
