"""The draft store, on real SQLite files."""

import contextlib
import os
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from model.report.edits import Edit
from model.report.report import Fact, Report
from model.store import database, migrations
from model.store.damaged_drafts import DamagedDraftError
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from tests.model.store.drafts import (
    EMPTY,
    PROGRESS,
    RECEIVED,
    TYPING,
    child,
    killed_at_the_end,
    reopened,
    typed,
)

# What is kept


def test_folder_and_file_are_made_and_only_their_owner_can_read_them(folder: Path, store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1)
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert store.set_aside is None


def test_every_commit_is_flushed_to_the_disk(store: DraftStore) -> None:
    with contextlib.closing(database.connected(store.path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        full, extra = 2, 3
        assert connection.execute("PRAGMA synchronous").fetchone()[0] in (full, extra)


def test_a_new_draft_opens_as_it_was_made(store: DraftStore) -> None:
    last_year = Report("2021", {RECEIVED: 7})
    draft = store.create(EMPTY, last_year, "初稿", PROGRESS)
    with contextlib.closing(reopened(store)) as restarted:
        opened = restarted.open(draft)
    assert (opened.id, opened.name, opened.report, opened.last_year) == (draft, "初稿", EMPTY, last_year)
    assert (opened.undo, opened.redo) == ((), ())


def test_the_draft_saved_last_comes_first(store: DraftStore) -> None:
    first, second, third = (store.create(EMPTY) for _ in range(3))
    typed(store, first, 1)
    assert [each.id for each in store.drafts()] == [first, third, second]


def test_a_draft_goes_by_its_organ_until_a_person_names_it_and_again_when_the_name_is_blanked(
    store: DraftStore,
) -> None:
    draft = store.create(EMPTY)
    names = []
    for name in ("送审稿", " "):
        store.rename(draft, name)
        names.append(store.drafts()[0].name)
    assert names == ["送审稿", "某某县水利局"]


def test_the_history_of_a_draft_begins_with_how_it_was_made(store: DraftStore) -> None:
    made, unnamed = store.create(EMPTY, first_moment="导入 旧.docx"), store.create(EMPTY)
    report, (entry,) = store.history(made)
    assert (report, entry.description, entry.moved) == (EMPTY, "导入 旧.docx", 0)
    assert not entry.change
    assert all(not each.change for each in store.history(unnamed)[1])


def test_a_copy_has_contents_and_history_of_its_own(store: DraftStore) -> None:
    draft = store.create(EMPTY, last_year=Report("2021", {RECEIVED: 7}))
    report = typed(store, draft, 1, 2)
    copy = store.duplicate(draft)
    typed(store, draft, 3)
    opened = store.open(copy)
    assert (opened.name, opened.report, opened.last_year) == (
        "某某县水利局（副本）",
        report,
        Report("2021", {RECEIVED: 7}),
    )
    assert [step.edit.label for step in opened.undo] == ["填写 1", "填写 2"]
    assert len(store.open(draft).undo) == 3


def test_a_deleted_draft_is_in_the_bin_until_it_is_restored_or_purged(store: DraftStore) -> None:
    kept, draft = store.create(EMPTY), store.create(EMPTY)
    report = typed(store, draft, 4)
    store.delete(draft)
    assert [each.id for each in store.drafts()] == [kept]
    (binned,) = store.binned()
    assert binned.id == draft
    assert binned.deleted_at is not None
    store.restore(draft)
    assert store.binned() == ()
    assert store.open(draft).report == report
    store.delete(draft)
    store.purge(draft)
    assert store.binned() == ()
    with pytest.raises(DraftStoreError, match="不在"):
        store.open(draft)


def test_purging_takes_contents_and_history_out_of_the_file(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 4)
    store.delete(draft)
    store.purge(draft)
    with contextlib.closing(sqlite3.connect(store.path)) as connection:
        for table in ("drafts", "contents", "steps"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_only_what_is_in_the_bin_can_be_purged(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(DraftStoreError):
        store.purge(draft)
    assert store.open(draft).report == EMPTY


def test_last_years_report_can_be_given_later(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    store.keep_last_year(draft, Report("2021", {RECEIVED: 7}))
    assert store.open(draft).last_year == Report("2021", {RECEIVED: 7})
    store.keep_last_year(draft, None)
    assert store.open(draft).last_year is None


@pytest.mark.parametrize(
    "action",
    [
        lambda store: store.open("x"),
        lambda store: store.history("x"),
        lambda store: store.lock("x"),
        lambda store: store.add_moment("x", "送审"),
        lambda store: store.rename("x", "y"),
        lambda store: store.duplicate("x"),
        lambda store: store.delete("x"),
        lambda store: store.restore("x"),
        lambda store: store.purge("x"),
        lambda store: store.keep_last_year("x", None),
        lambda store: store.record("x", Edit(""), Edit(""), EMPTY, PROGRESS),
        lambda store: store.undone("x", EMPTY, PROGRESS),
        lambda store: store.redone("x", EMPTY, PROGRESS),
    ],
)
def test_a_draft_that_is_gone_is_reported_as_gone(store: DraftStore, action: Callable[[DraftStore], object]) -> None:
    with pytest.raises(DraftStoreError, match="已经不在了"):
        action(store)


def test_text_that_is_no_valid_unicode_is_kept_and_listed(store: DraftStore) -> None:
    odd = EMPTY.with_(facts={Fact.ORGAN: "局\ud83d\0"}, texts={"1": "\udc00"})
    draft = store.create(odd, name="\ud83d")
    assert store.open(draft).report == odd
    assert store.drafts()[0].name == "?"


# The history


# Damage and newer versions


def damaged_store(folder: Path) -> tuple[Path, str]:
    """A sound store with one draft, closed; its path and the draft's id."""
    with contextlib.closing(DraftStore(folder)) as store:
        draft = store.create(EMPTY.with_(texts={"1": "总体情况" * 9000}))
        return store.path, draft


def no_database(path: Path) -> None:
    path.write_bytes("这不是数据库".encode() * 500)


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled_over(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 2 * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def emptied_beside_its_wal(path: Path) -> None:
    path.write_bytes(b"")
    path.with_name(path.name + "-wal").write_bytes(b"\x37\x7f\x06\x82 all edits since the last checkpoint")


def of_another_program(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


@pytest.mark.parametrize(
    "damage", [no_database, zeroed, cut_off, scribbled_over, emptied_beside_its_wal, of_another_program]
)
def test_a_damaged_store_is_set_aside_untouched_and_work_goes_on_in_a_fresh_one(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    path, _draft = damaged_store(folder)
    damage(path)
    before = {each.name.removeprefix(path.name): each.read_bytes() for each in folder.iterdir()}
    with contextlib.closing(DraftStore(folder)) as store:
        aside = store.set_aside
        assert aside is not None
        assert aside.name.startswith("drafts-损坏-2")
        for companion, content in before.items():
            assert aside.with_name(aside.name + companion).read_bytes() == content
        found = len(store.drafts())
        typed(store, store.create(EMPTY), 1)
    with contextlib.closing(DraftStore(folder)) as store:
        assert store.set_aside is None
        assert len(store.drafts()) == found + 1


def test_a_damaged_store_takes_its_wal_along_untouched(folder: Path) -> None:
    path, _draft = damaged_store(folder)
    with killed_at_the_end(TYPING, folder) as printed:
        for _ in range(4):
            printed.readline()
    wal = path.with_name(path.name + "-wal")
    cut_off(path)  # pages that the WAL does not hold
    main, edits_since = path.read_bytes(), wal.read_bytes()
    assert edits_since
    with contextlib.closing(DraftStore(folder)) as store:
        aside = store.set_aside
        assert aside is not None
        assert aside.read_bytes() == main
        assert aside.with_name(aside.name + "-wal").read_bytes() == edits_since


def test_two_damaged_stores_in_one_second_do_not_overwrite_each_other(folder: Path) -> None:
    asides = set()
    for _ in range(3):
        path, _draft = damaged_store(folder)
        no_database(path)
        with contextlib.closing(DraftStore(folder)) as store:
            asides.add(store.set_aside)
    assert len(asides) == 3
    assert all(aside and aside.exists() for aside in asides)


def test_an_empty_file_becomes_a_store(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "drafts.sqlite3").touch()
    with contextlib.closing(DraftStore(folder)) as store:
        assert store.set_aside is None
        typed(store, store.create(EMPTY), 1)


@pytest.mark.parametrize("killed", [False, True], ids=["closed", "with its WAL"])
def test_a_store_of_a_newer_version_is_not_touched(folder: Path, killed: bool) -> None:
    path, _draft = damaged_store(folder)
    program = f"""
    import os, sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA user_version = {migrations.VERSION + 1}")
    {"os._exit(0)" if killed else "connection.close()"}
    """
    subprocess.run(child(program, path), check=True)
    before = {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith("-shm")}
    assert len(before) == (2 if killed else 1)
    with pytest.raises(DraftStoreError, match="更新版本"):
        DraftStore(folder)
    assert {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith("-shm")} == before


def test_a_damaged_draft_is_reported_and_the_others_still_open(store: DraftStore) -> None:
    draft, other = store.create(EMPTY), store.create(EMPTY)
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE contents SET report = '{' WHERE draft = ?", (draft,))
    with pytest.raises(DraftStoreError, match="已损坏"):
        store.open(draft)
    assert store.open(other).report == EMPTY


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(DraftStoreError, match="草稿文件夹"):
        DraftStore(tmp_path / "文件" / "草稿")


def test_two_windows_may_have_one_store_open(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(DraftStore(store.path.parent)) as other:
        typed(other, draft, 1)
        other.rename(draft, "改名")
    assert store.drafts()[0].name == "改名"
    assert store.open(draft).report.figure(RECEIVED) == 1


def test_a_store_that_another_program_holds_for_long_is_reported(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = store.create(EMPTY)
    store._connection.execute("PRAGMA busy_timeout = 50")
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DraftStoreError, match="占用"):
            store.rename(draft, "改名")
    assert store.drafts()[0].name == "某某县水利局"


def test_the_bin_is_emptied_of_what_is_old_or_of_everything(store: DraftStore) -> None:
    kept, first, second = (store.create(EMPTY) for _ in range(3))
    store.delete(first)
    between = datetime.now(UTC)
    store.delete(second)
    assert store.empty_bin(between) == 1
    assert [each.id for each in store.binned()] == [second]
    assert store.empty_bin() == 1
    assert [each.id for each in store.drafts()] == [kept]


def test_the_history_of_a_damaged_draft_is_not_shown(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE contents SET report = '{'")
    with pytest.raises(DamagedDraftError):
        store.history(draft)
