"""Locks that let one window at a time write a draft. The lock is a row of the store, so that every write checks it in
its own transaction: a window that lost the lock cannot overwrite changes of the current holder."""

import sqlite3
import time
from collections.abc import Callable

from model.store.database import DraftStoreError
from model.store.processes import Process, this_process, user_name

SILENT_SECONDS = 40.0
"""A lock of another computer without a heartbeat for this long is stale; heartbeats are renewed every 15 seconds."""


class DraftLockedError(DraftStoreError):
    """Another window has the draft open; the text names its user and computer."""


class LockWatch:
    """Tracks how long heartbeats of other computers have not changed, by this computer's monotonic clock."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[str, tuple[str, int, float]] = {}

    def silent_for(self, draft_id: str, holder: str, renew_heartbeat: int) -> float:
        """Seconds since this heartbeat value was first seen; 0 when it is new."""
        known = self._seen.get(draft_id)
        if known is None or known[:2] != (holder, renew_heartbeat):
            known = self._seen[draft_id] = (holder, renew_heartbeat, self._clock())
        return self._clock() - known[2]


def acquire_lock(
    connection: sqlite3.Connection, draft_id: str, holder: str, watched: LockWatch, *, even_if_held: bool = False
) -> None:
    """Takes the lock; call it within a transaction. A stale lock is replaced, with ``even_if_held`` any lock.

    Raises:
        DraftLockedError: another window holds the lock and may still be running.
    """
    found = connection.execute(
        "SELECT holder, who, machine, pid, started, beat FROM locks WHERE draft = ?", (draft_id,)
    ).fetchone()
    if found is not None and found[0] != holder and not even_if_held:
        other, who, machine, pid, started, renew_heartbeat = found
        process = Process(machine, pid, started)
        silent = watched.silent_for(draft_id, other, renew_heartbeat)
        if process.is_running and (process.is_here or silent < SILENT_SECONDS):
            raise DraftLockedError(f"这份草稿正由{_named(who, process)}打开，同一份草稿不能同时在两处修改")
    ours = this_process()
    connection.execute(
        "INSERT OR REPLACE INTO locks VALUES (?, ?, ?, ?, ?, ?, 0)",
        (draft_id, holder, user_name(), ours.machine, ours.pid, ours.started),
    )


def other_holder(connection: sqlite3.Connection, draft_id: str, holder: str) -> str:
    """The user and place of a lock on the draft by anyone but ``holder``; empty if there is none."""
    found = connection.execute(
        "SELECT who, machine, pid, started FROM locks WHERE draft = ? AND holder != ?", (draft_id, holder)
    ).fetchone()
    return _named(found[0], Process(*found[1:])) if found else ""


def is_held(connection: sqlite3.Connection, draft_id: str, holder: str) -> bool:
    """Whether ``holder`` still has the lock of the draft."""
    return bool(connection.execute("SELECT 1 FROM locks WHERE draft = ? AND holder = ?", (draft_id, holder)).fetchone())


def release_lock(connection: sqlite3.Connection, draft_id: str, holder: str) -> None:
    """Does nothing if another holder has taken over the lock."""
    connection.execute("DELETE FROM locks WHERE draft = ? AND holder = ?", (draft_id, holder))


def release_all_locks(connection: sqlite3.Connection, holder: str) -> None:
    """Releases all locks of ``holder``; writes only if there is one."""
    if connection.execute("SELECT 1 FROM locks WHERE holder = ?", (holder,)).fetchone():
        connection.execute("DELETE FROM locks WHERE holder = ?", (holder,))


def renew_heartbeat(connection: sqlite3.Connection, holder: str) -> None:
    """Signals other computers that ``holder`` is running; writes only if it has a lock."""
    if connection.execute("SELECT 1 FROM locks WHERE holder = ?", (holder,)).fetchone():
        connection.execute("UPDATE locks SET beat = beat + 1 WHERE holder = ?", (holder,))


def _named(who: str, process: Process) -> str:
    """``另一个窗口``, ``李四（另一个窗口）``, ``李四（电脑 B-PC）``."""
    where = "本机的另一个窗口" if process.is_here else f"电脑 {process.machine}"
    mine = process.is_here and who == user_name()
    return where if mine or not who else f"{who}（{where}）"
