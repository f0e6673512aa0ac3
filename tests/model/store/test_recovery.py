"""What can be read of a damaged store is found again, and what not is told."""

import contextlib
import random
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from model.report.edits import apply
from model.store import sqlite_pages
from model.store.backups import back_up
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from tests.model.store.drafts import DRAFTS, PAGE, RECEIVED, TYPING, filled_store, killed_at_the_end, organ


def cut(content: bytearray) -> bytearray:
    return content[: len(content) * 2 // 3]


def header_gone(content: bytearray) -> bytearray:
    content[:100] = bytes(100)
    return content


def schema_gone(content: bytearray) -> bytearray:
    content[:PAGE] = b"\xa5" * PAGE
    return content


def one_page_gone(content: bytearray) -> bytearray:
    content[5 * PAGE : 6 * PAGE] = bytes(PAGE)
    return content


def bits_flipped(content: bytearray) -> bytearray:
    die = random.Random(4)
    for _ in range(60):
        content[die.randrange(100, len(content))] ^= 1 << die.randrange(8)
    return content


def test_a_failed_recovery_leaves_everything_for_the_next_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled_store(tmp_path)
    path = tmp_path / "drafts.sqlite3"
    damaged = bytes(cut(bytearray(path.read_bytes())))
    path.write_bytes(damaged)

    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("model.store.draft_store.recover_drafts", no_room)
        with pytest.raises(DraftStoreError, match="没有找回草稿"):
            DraftStore(tmp_path)
    assert path.read_bytes() == damaged
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None
        assert store.salvaged.count


@pytest.mark.parametrize("damage", [cut, header_gone, schema_gone, one_page_gone, bits_flipped])
def test_what_is_readable_is_found_again_as_it_was_and_the_rest_is_named(
    tmp_path: Path, damage: Callable[[bytearray], bytearray]
) -> None:
    stood = filled_store(tmp_path)
    path = tmp_path / "drafts.sqlite3"
    damaged = bytes(damage(bytearray(path.read_bytes())))
    path.write_bytes(damaged)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.set_aside is not None
        assert store.set_aside.read_bytes() == damaged, "the file set aside is not touched"
        salvaged = store.salvaged
        assert salvaged is not None
        assert salvaged.count == len(store.drafts()) + len(store.binned())
        assert salvaged.count >= DRAFTS // 2
        whole = 0
        for summary in store.drafts():
            opened = store.open(summary.id)
            if summary.name in salvaged.whole:
                whole += 1
                assert len(opened.undo) == 8
                assert len(store.history(summary.id)[1]) == 9
                if damage is not bits_flipped:  # a bit within the words makes another word, and nothing can tell
                    assert opened.report == stood[summary.id]
            report = opened.report  # what was found can be worked with
            for step in reversed(opened.undo):
                report, _ = apply(report, step.inverse)
        assert whole == len(salvaged.whole)
        assert {*salvaged.whole, *salvaged.partly, *salvaged.lost} <= {
            *map(organ, range(DRAFTS)),
            "一份不知名的草稿",
        } | {summary.name for summary in store.drafts()}
        assert not list(tmp_path.glob(".salvage-*"))
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.set_aside is None
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_damaged_header_alone_loses_nothing(tmp_path: Path) -> None:
    stood = filled_store(tmp_path)
    path = tmp_path / "drafts.sqlite3"
    path.write_bytes(header_gone(bytearray(path.read_bytes())))
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None
        assert len(store.salvaged.whole) == DRAFTS
        assert {each: store.open(each).report for each in stood} == stood


def test_edits_that_are_only_in_the_wal_are_found_too(tmp_path: Path) -> None:
    with killed_at_the_end(TYPING, tmp_path) as printed:
        draft = printed.readline().strip()
        while int(printed.readline()) < 30:
            pass
    path = tmp_path / "drafts.sqlite3"
    path.write_bytes(bytes(200))
    figures = {
        row[4].count(f'"requests.received.person":{number}')
        for number in range(1, 30)
        for row in sqlite_pages.records(path)
        if len(row) == 7 and row[0] == draft and row[1] == number and isinstance(row[4], str) and row[4].startswith("{")
    }
    assert figures  # the pages of the WAL alone tell them
    with contextlib.closing(DraftStore(tmp_path)) as store:
        opened = store.open(draft)
        assert len(opened.undo) >= 30
        assert opened.report.figure(RECEIVED) == len(opened.undo)


def test_what_the_damaged_store_has_lost_comes_from_the_newest_daily_copy(tmp_path: Path) -> None:
    stood = filled_store(tmp_path)
    assert back_up(tmp_path, 10, date(2025, 1, 20))
    (tmp_path / "drafts.sqlite3").write_bytes("这不是数据库".encode() * 500)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None
        assert (len(store.salvaged.from_backup), store.salvaged.lost) == (DRAFTS, ())
        assert {each: store.open(each).report for each in stood} == stood


def test_a_draft_that_was_deleted_for_good_does_not_come_back(tmp_path: Path) -> None:
    stood = filled_store(tmp_path)
    back_up(tmp_path, 10, date(2025, 1, 20))
    gone = next(iter(stood))
    with contextlib.closing(DraftStore(tmp_path)) as store:
        store.delete(gone)
        store.purge(gone)
    path = tmp_path / "drafts.sqlite3"
    content = path.read_bytes()
    assert organ(0).encode() not in content, "its words are wiped out of the file"
    path.write_bytes(bytes(100) + content[100:])
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None
        assert organ(0) not in store.salvaged.whole
