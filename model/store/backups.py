"""Daily backups of the store, made with SQLite's online backup while the store is in use."""

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from model.atomic_write import PRIVATE, FileWriteError, replacing
from model.disk_errors import reason
from model.errors import UserFacingError
from model.store.database import BACKUPS, NAME, DraftStoreError, connected, store_errors, synchronize, uri_of
from model.store.guarded_connection import guard
from model.store.processes import is_abandoned, process_tag, this_process

FOLDER = BACKUPS
_NAMED = re.compile(r"drafts-(\d{4,})-(\d{8})\.sqlite3")
_TEMPORARY = re.compile(r"\.drafts-\d{4,}-\d{8}\.sqlite3(?:~([0-9a-z-]+))?(?:-journal|-wal|-shm)?")
"""A copy that is being made, or was when its process was killed; the tag of the process is its group. Older versions
wrote none."""


class SecondFolderError(UserFacingError):
    """The copies could not be copied to the second folder; those beside the store are there."""


@dataclass(frozen=True)
class Backup:
    """One daily copy of the store."""

    path: Path
    number: int
    """Ascending in the order of creation, independent of the clock."""
    day: date
    size: int
    """In bytes."""


def backups_of(folder: Path) -> tuple[Backup, ...]:
    """The daily copies of the store in ``folder``, oldest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in (folder / FOLDER).iterdir():
            if named := _NAMED.fullmatch(path.name):
                with contextlib.suppress(ValueError):
                    day = datetime.strptime(named[2], "%Y%m%d").date()
                    found.append(Backup(path, int(named[1]), day, path.stat().st_size))
    return tuple(sorted(found, key=_number))


def back_up(folder: Path, keep: int, today: date, *, even_if_done: bool = False) -> Backup | None:
    """Makes today's copy and deletes the oldest ones beyond ``keep``. ``None``: today's copy already exists, nothing
    has changed since the last one, or there is no draft and no batch yet. ``even_if_done`` makes a copy in any case.

    Raises:
        DraftStoreError: the disk is full, permission is missing or the store is damaged; existing copies are kept.
    """
    path = folder / NAME
    with store_errors("没有备份草稿库", path), contextlib.closing(connected(path)) as source:
        before = backups_of(folder)
        if not even_if_done and (
            _is_empty(source) or (before and before[-1].day == today) or _is_copied(source, before)
        ):
            return None
        made = _made(source, folder, today)
    _delete_oldest(folder, keep)
    return made


def back_up_the_day(folder: Path, keep: int, today: date) -> Backup | None:
    """Makes a new copy for today at the end of the session and deletes today's earlier ones, except any that holds a
    draft, or history of one, that the store no longer has. ``None``: nothing has changed since the last copy, or there
    is no draft.

    Raises:
        DraftStoreError: as :func:`back_up`.
    """
    path = folder / NAME
    with store_errors("没有备份草稿库", path), contextlib.closing(connected(path)) as source:
        before = backups_of(folder)
        if _is_empty(source) or _is_copied(source, before):
            return None
        made = _made(source, folder, today)
        for each in before:
            if each.day == today and _holds_less(each.path, source):
                with contextlib.suppress(OSError):
                    each.path.unlink(missing_ok=True)
    _delete_oldest(folder, keep)
    return made


def copy_to_second_folder(folder: Path, second_folder: str, keep: int) -> int:
    """Copies the daily copies of the store in ``folder`` that are not there yet to a folder of this computer within
    ``second_folder``, e.g. on a stick, and deletes the oldest ones there beyond ``keep``. Returns the number copied;
    none where ``second_folder`` is empty.

    Raises:
        SecondFolderError: the folder is not there, or cannot be written.
    """
    if not second_folder:
        return 0
    second = Path(second_folder)
    if not second.is_dir():
        raise SecondFolderError(f"每日副本没有另存到“{second}”：这个文件夹现在不在（U 盘没有插上，或网络盘没有连上）")
    place = second / _folder_of_this_computer(folder)
    wanted = backups_of(folder)[-max(keep, 1) :]
    copied = 0
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        for each in wanted:
            target = place / each.path.name
            if target.exists() and target.stat().st_size == each.size:
                continue
            with replacing(target, PRIVATE) as temporary:
                shutil.copyfile(each.path, temporary)
            copied += 1
    except FileNotFoundError:
        return copied  # a copy was replaced by a newer one meanwhile: that one is copied next time
    except (OSError, FileWriteError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise SecondFolderError(f"每日副本没有另存到“{second}”：{why}") from error
    kept = {each.path.name for each in wanted}
    for path in sorted(place.iterdir()):
        if _NAMED.fullmatch(path.name) and path.name not in kept:
            with contextlib.suppress(OSError):
                path.unlink()
    return copied


def _folder_of_this_computer(folder: Path) -> str:
    """Two computers, or two users of one, may share the second folder: their copies have the same names."""
    whose = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"年报副本-{this_process().machine}-{whose}"


def _made(source: sqlite3.Connection, folder: Path, today: date) -> Backup:
    place, before = folder / FOLDER, backups_of(folder)
    number = before[-1].number + 1 if before else 1
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = place / f"drafts-{number:04}-{today:%Y%m%d}.sqlite3"
    _remove_abandoned(place)
    temporary = place / f".{target.name}~{process_tag()}"
    try:
        _copy(source, temporary)
        temporary.replace(target)
    finally:
        for companion in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + companion).unlink(missing_ok=True)
    return Backup(target, number, today, target.stat().st_size)


def _remove_abandoned(place: Path) -> None:
    """Deletes what killed processes left of copies; a copy that another window is making stays."""
    with contextlib.suppress(OSError):
        for path in place.iterdir():
            if (named := _TEMPORARY.fullmatch(path.name)) and is_abandoned(path, named[1] or ""):
                with contextlib.suppress(OSError):
                    path.unlink()


def _delete_oldest(folder: Path, keep: int) -> None:
    for old in backups_of(folder)[: -max(keep, 1)]:
        with contextlib.suppress(OSError):
            old.path.unlink()


def _copy(source: sqlite3.Connection, temporary: Path) -> None:
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
        # all pages in one step: a snapshot that does not block WAL writers and that they cannot restart
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise DraftStoreError("没有备份草稿库：草稿库里有损坏的地方。请关闭程序再打开，程序会自动找回读得出的草稿")
    synchronize(temporary)


def _is_copied(source: sqlite3.Connection, backups: tuple[Backup, ...]) -> bool:
    """Whether the last copy has the same drafts in the same state as the store."""
    looks = (
        "SELECT id, name, deleted_at, last_write FROM drafts ORDER BY id",
        "SELECT id, deleted_at, checksum FROM batches ORDER BY id",
    )
    return bool(backups) and all(_query(backups[-1].path, look) == source.execute(look).fetchall() for look in looks)


def _is_empty(source: sqlite3.Connection) -> bool:
    """Whether there is neither draft nor batch, those in the recycle bin counted."""
    return not any(source.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in ("drafts", "batches"))


_MOVES = "SELECT id, (SELECT COUNT(*) FROM moves WHERE draft = id) FROM drafts"
_BATCHES = "SELECT id, files FROM batches"


def _holds_less(backup: Path, source: sqlite3.Connection) -> bool:
    """Whether the store has all drafts and batches of the copy, and at least as many moves of each draft."""
    for look in (_MOVES, _BATCHES):
        now, then = dict(source.execute(look)), _query(backup, look)
        if then is None or any(count > now.get(key, -1) for key, count in then):
            return False
    return True


def _query(backup: Path, sql: str) -> list[tuple[Any, ...]] | None:
    """The rows of a query on the copy; ``None``: it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(uri_of(backup, "ro"), uri=True)) as copy:
            guard(copy, backup.stat().st_size)
            return copy.execute(sql).fetchall()
    except (sqlite3.Error, OSError):
        return None


def _number(backup: Backup) -> int:
    return backup.number
