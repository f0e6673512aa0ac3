"""The SQLite file of the drafts: opened, vetted, set aside when it is damaged, brought up to date."""

import contextlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from model.store import database
from model.store.database import (
    NAME,
    SUSPECT,
    DraftStoreError,
    condemn,
    connected,
    forget_recovery,
    free_name_aside,
    is_full,
    open_store,
    passes_integrity_check,
    record_damage,
    restore_set_aside,
    sqlite_error_reason,
    store_errors,
    uri_of,
)
from model.store.migrations import APPLICATION_ID, MIGRATIONS, VERSION, migrate
from model.store.transactions import read_snapshot, transaction


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "年报 #1%20" / "草稿"


@pytest.fixture
def connection(folder: Path) -> Iterator[sqlite3.Connection]:
    made, _ = open_store(folder)
    with contextlib.closing(made):
        yield made


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code
    return error


def opened_and_closed(folder: Path) -> Path | None:
    connection, aside = open_store(folder)
    connection.close()
    return aside


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_fresh_store_is_private_ours_and_up_to_date(folder: Path, connection: sqlite3.Connection) -> None:
    if os.name == "posix":  # on Windows the person's own folder is what keeps others out
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,) == (len(MIGRATIONS),)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
    assert connection.isolation_level is None


def test_a_store_that_is_sound_is_opened_as_it_is(folder: Path) -> None:
    columns = "id, name, organ, edition, filled, cells, errors, warnings, saved_at, position, last_write"
    for _ in range(2):
        made, aside = open_store(folder)
        made.execute(f"INSERT INTO drafts ({columns}) VALUES (hex(randomblob(4)), '', '', '', 0, 0, 0, 0, 0, 0, '')")
        count = made.execute("SELECT count(*) FROM drafts").fetchone()
        made.close()
        assert aside is None
    assert count == (2,)


def test_every_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    for version in range(VERSION):
        path = tmp_path / f"{version}.sqlite3"
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as made:
            for statements in MIGRATIONS[:version]:
                for statement in statements:
                    made.execute(statement)
            made.execute(f"PRAGMA user_version = {version}")
            migrate(made)
            assert made.execute("PRAGMA user_version").fetchone() == (VERSION,)
            assert made.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            migrate(made)  # once more is no harm
            columns = {row[1] for row in made.execute("PRAGMA table_info(drafts)")}
            assert {"id", "written", "stage", "stage_on"} <= columns


def test_a_transaction_is_kept_whole_or_not_at_all(folder: Path, connection: sqlite3.Connection) -> None:
    with transaction(connection):
        connection.execute("CREATE TABLE kept (x)")
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("CREATE TABLE lost (x)")
        raise ZeroDivisionError
    assert not connection.in_transaction
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert "kept" in tables and "lost" not in tables


def test_a_transaction_that_sqlite_has_ended_tells_the_first_error(connection: sqlite3.Connection) -> None:
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("ROLLBACK")
        raise ZeroDivisionError


def test_what_is_read_in_one_moment_belongs_together(folder: Path, connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE seen (x)")
    with contextlib.closing(connected(folder / NAME)) as other:
        with read_snapshot(connection):
            assert connection.execute("SELECT count(*) FROM seen").fetchone() == (0,)
            other.execute("INSERT INTO seen VALUES (1)")
            assert connection.execute("SELECT count(*) FROM seen").fetchone() == (0,)
        assert not connection.in_transaction
        assert connection.execute("SELECT count(*) FROM seen").fetchone() == (1,)
        with read_snapshot(connection):
            connection.execute("ROLLBACK")  # as after some errors
        assert not connection.in_transaction


def test_a_store_that_is_not_there_is_not_made_by_connecting(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connected(tmp_path / NAME)
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_FULL, "所在的磁盘已满，请腾出一些空间"),
        (sqlite3.SQLITE_BUSY, "正被另一个程序占用"),
        (sqlite3.SQLITE_LOCKED, "正被另一个程序占用"),
        (sqlite3.SQLITE_READONLY, "是只读的，请检查这个文件夹的权限"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "是只读的，请检查这个文件夹的权限"),
        (sqlite3.SQLITE_PERM, "是只读的，请检查这个文件夹的权限"),
        (sqlite3.SQLITE_AUTH, "是只读的，请检查这个文件夹的权限"),
        (sqlite3.SQLITE_CANTOPEN, "找不到或打不开"),
        (sqlite3.SQLITE_CORRUPT, "已损坏，请先把报告导出"),
        (sqlite3.SQLITE_NOTADB, "已损坏，请先把报告导出"),
        (sqlite3.SQLITE_IOERR, "读写出错（what SQLite says），请检查磁盘"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(tmp_path: Path, code: int, message: str) -> None:
    assert message in sqlite_error_reason(sqlite_error(code), tmp_path / NAME)
    assert str(tmp_path) in sqlite_error_reason(sqlite_error(code), tmp_path / NAME) or NAME in sqlite_error_reason(
        sqlite_error(code), tmp_path / NAME
    )
    with pytest.raises(DraftStoreError) as error, store_errors("没有保存", tmp_path / NAME):
        raise sqlite_error(code)
    assert str(error.value).startswith("没有保存：") and message in str(error.value)


def test_programming_errors_are_not_converted_to_store_errors(tmp_path: Path) -> None:
    closed = sqlite3.connect(":memory:")
    closed.close()
    with pytest.raises(sqlite3.ProgrammingError), store_errors("没有保存", tmp_path / NAME):
        closed.execute("SELECT 1")


def test_what_the_system_refuses_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DraftStoreError) as error, store_errors("没有保存", tmp_path / NAME):
        (tmp_path / "nowhere" / "x").read_bytes()
    assert str(error.value) == f"没有保存：“{tmp_path / NAME}”读写出错（No such file or directory），请检查磁盘和权限"


@pytest.mark.parametrize(
    ("code", "noted"),
    [(sqlite3.SQLITE_CORRUPT, True), (sqlite3.SQLITE_NOTADB, True), (sqlite3.SQLITE_BUSY, False)],
)
def test_damage_is_remembered_for_the_next_start(tmp_path: Path, code: int, noted: bool) -> None:
    record_damage(sqlite_error(code), tmp_path / NAME)
    assert (tmp_path / f"{NAME}{SUSPECT}").exists() is noted
    if noted and os.name == "posix":
        assert stat.S_IMODE((tmp_path / f"{NAME}{SUSPECT}").stat().st_mode) == 0o600


def test_a_large_store_marked_as_suspect_is_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores above a size are not looked through at each start, or they would take seconds."""
    _damage_a_page(folder)
    monkeypatch.setattr(database, "QUICK_BYTES", 100)
    made, aside = open_store(folder)
    made.close()
    assert aside is None  # nobody has met the damage
    record_damage(sqlite_error(sqlite3.SQLITE_CORRUPT), folder / NAME)
    made, aside = open_store(folder)
    made.close()
    assert aside is not None
    assert not (folder / f"{NAME}{SUSPECT}").exists()


def _damage_a_page(folder: Path) -> None:
    """Damages a leaf that opening the store and counting drafts does not read."""
    made, _ = open_store(folder)
    made.execute("PRAGMA journal_mode = DELETE")
    made.execute("PRAGMA foreign_keys = OFF")
    made.executemany("INSERT INTO contents VALUES (?, ?, NULL)", [(f"{n:032}", "x" * 3000) for n in range(50)])
    made.close()
    content = bytearray((folder / NAME).read_bytes())
    page = content.rindex(b"x" * 2000) // 4096 * 4096
    content[page : page + 100] = b"\xa5" * 100
    (folder / NAME).write_bytes(content)


def test_looking_at_every_page_finds_damage_and_remembers_it(folder: Path) -> None:
    open_store(folder)[0].close()
    assert passes_integrity_check(folder / NAME)
    assert not (folder / f"{NAME}{SUSPECT}").exists()
    _damage_a_page(folder)
    assert not passes_integrity_check(folder / NAME)
    assert (folder / f"{NAME}{SUSPECT}").exists()


def test_a_store_that_cannot_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    assert passes_integrity_check(tmp_path / NAME)
    assert names(tmp_path) == set()


def test_a_damaged_store_can_be_put_back(folder: Path) -> None:
    open_store(folder)[0].close()
    path = folder / NAME
    damaged = b"no database" * 500
    path.write_bytes(damaged)
    Path(f"{path}-wal").write_bytes(b"its wal")
    made, aside = open_store(folder)
    made.close()
    assert aside is not None and aside.read_bytes() == damaged
    assert aside.name.startswith("drafts-损坏-") and aside.suffix == ".sqlite3"
    assert path.read_bytes()[:15] == b"SQLite format 3"
    Path(f"{path}-journal").write_bytes(b"of the fresh store")  # it would be played back into the old one
    restore_set_aside(aside, path)
    assert not Path(f"{path}-journal").exists()
    assert path.read_bytes() == damaged
    assert Path(f"{path}-wal").read_bytes() == b"its wal"
    assert not aside.exists()


def test_a_store_of_another_program_and_one_of_a_newer_version_are_distinguished(folder: Path) -> None:
    folder.mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(folder / NAME)) as other:
        other.execute("CREATE TABLE bookmarks (url)")
        other.execute(f"PRAGMA user_version = {VERSION + 1}")
        other.commit()
    made, aside = open_store(folder)  # not ours: set aside
    made.close()
    assert aside is not None
    with contextlib.closing(sqlite3.connect(folder / NAME)) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
        newer.commit()
    with pytest.raises(DraftStoreError, match=f"格式 {VERSION + 1}，本程序只认识到 {VERSION}"):
        open_store(folder)
    with contextlib.closing(sqlite3.connect(folder / NAME)) as same:
        same.execute(f"PRAGMA user_version = {VERSION}")
        same.commit()
    open_store(folder)[0].close()


def test_a_newer_store_is_left_alone_even_where_this_program_cannot_read_it(folder: Path) -> None:
    open_store(folder)[0].close()
    with contextlib.closing(sqlite3.connect(folder / NAME)) as newer:
        newer.execute("PRAGMA journal_mode = DELETE")
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    content = bytearray((folder / NAME).read_bytes())
    content[100:4096] = b"\xa5" * 3996  # pages of a form that is not known here
    (folder / NAME).write_bytes(content)
    with pytest.raises(DraftStoreError, match="更新版本的程序"):
        open_store(folder)
    assert names(folder) == {NAME}
    assert (folder / NAME).read_bytes() == content


def test_the_file_of_a_first_start_that_was_killed_becomes_the_store(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    with contextlib.closing(sqlite3.connect(folder / NAME)) as begun:
        begun.execute("PRAGMA journal_mode = WAL")
    assert (folder / NAME).stat().st_size > 0
    connection, aside = open_store(folder)
    with contextlib.closing(connection):
        assert aside is None
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_recovery_that_was_killed_before_the_new_store_was_made_is_continued(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    (folder / NAME).write_bytes(b"damaged")
    aside = opened_and_closed(folder)
    (folder / NAME).write_bytes(b"")
    (folder / database.BACKUPS).mkdir()
    (folder / database.BACKUPS / "drafts-2026-01-01.sqlite3").write_bytes(b"")
    assert aside is not None and opened_and_closed(folder) == aside


def test_a_recovery_counts_as_unfinished_until_its_result_was_shown_or_it_was_undone(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    (folder / NAME).write_bytes(b"damaged")
    aside = opened_and_closed(folder)
    assert aside is not None and opened_and_closed(folder) == aside
    forget_recovery(folder / NAME)
    assert opened_and_closed(folder) is None
    (folder / NAME).write_bytes(b"damaged again")
    later = opened_and_closed(folder)
    assert later is not None
    restore_set_aside(later, folder / NAME)
    assert names(folder) == {NAME, aside.name}


def test_a_sound_store_can_be_set_aside_too(folder: Path) -> None:
    open_store(folder)[0].close()
    held = (folder / NAME).read_bytes()
    condemn(folder / NAME)
    aside = opened_and_closed(folder)
    assert aside is not None and aside.read_bytes() == held


def test_stores_set_aside_in_one_second_are_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls(2026, 1, 2, 3, 4, 5, tzinfo=tz)

    monkeypatch.setattr(database, "datetime", Clock)
    made = []
    for _ in range(3):
        made.append(free_name_aside(tmp_path / NAME))
        made[-1].touch()
    stem = "drafts-损坏-20260102-030405"
    assert [each.name for each in made] == [f"{stem}.sqlite3", f"{stem}-2.sqlite3", f"{stem}-3.sqlite3"]


def test_names_with_any_characters_are_opened(tmp_path: Path) -> None:
    root = "/D:/" if os.name == "nt" else "/"
    assert uri_of(Path(f"{root.removeprefix('/') or '/'}年报 #1%20/草稿.sqlite3"), "ro") == (
        f"file://{root}%E5%B9%B4%E6%8A%A5%20%231%2520/%E8%8D%89%E7%A8%BF.sqlite3?mode=ro"
    )
    path = tmp_path / ("a#b%41.sqlite3" if os.name == "nt" else "a?b#c%41.sqlite3")  # Windows takes no question mark
    sqlite3.connect(path).close()
    path.touch()
    with contextlib.closing(sqlite3.connect(uri_of(path, "rw"), uri=True)) as made:
        made.execute("CREATE TABLE x (y)")
    assert path.stat().st_size
    assert names(tmp_path) == {path.name}


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(DraftStoreError, match=r"用不了（[^（）。]+）。请") as caught:
        open_store(tmp_path / "文件" / "草稿")
    assert str(tmp_path / "文件") in str(caught.value)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection that is made."""
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def connecting(*arguments: Any, **named: Any) -> sqlite3.Connection:
        made.append(connect(*arguments, **named))
        return made[-1]

    monkeypatch.setattr("model.store.database.sqlite3.connect", connecting)
    return made


def is_closed(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return True
    return False


def test_no_file_is_held_open_after_an_error(
    folder: Path, opened: list[sqlite3.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows could not rename or delete it."""
    open_store(folder)[0].close()
    (folder / "other.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(sqlite3.DatabaseError):
        connected(folder / "other.sqlite3")
    assert is_closed(opened[-1])

    def failing(_connection: sqlite3.Connection) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("model.store.database.migrate", failing)
    with pytest.raises(ZeroDivisionError):
        open_store(folder)
    assert all(map(is_closed, opened))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and sys.platform == "linux"
    command = ["mount", "-t", "tmpfs", "-o", "size=2M", "tmpfs", str(disk)]
    if not mounted or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR_SHMSIZE])
def test_a_full_disk_is_told_whatever_sqlite_calls_it(small_disk: Path, code: int) -> None:
    assert not is_full(small_disk)
    assert "磁盘已满" not in sqlite_error_reason(sqlite_error(code), small_disk / NAME)
    folder = small_disk / "草稿"
    open_store(folder)[0].close()
    with contextlib.suppress(OSError):
        (small_disk / "filler").write_bytes(bytes(2 << 20))
    assert is_full(small_disk)
    assert "磁盘已满" in sqlite_error_reason(sqlite_error(code), small_disk / NAME)
    with pytest.raises(DraftStoreError, match="磁盘已满"):
        open_store(folder)
    (small_disk / "filler").unlink()
    open_store(folder)[0].close()


def test_a_folder_that_is_not_there_is_not_called_full(tmp_path: Path) -> None:
    assert not is_full(tmp_path / "nowhere")
