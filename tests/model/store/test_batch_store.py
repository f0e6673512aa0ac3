"""Batches kept beside the drafts: kept at once, replaced, deleted and brought back; damage is told and mended."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from model.store.backups import back_up, back_up_the_day, backups_of
from model.store.batch_rows import MOST_FILES
from model.store.batch_store import BatchStore, DamagedBatchError
from model.store.database import NAME, DraftStoreError
from model.store.draft_store import DraftStore
from model.store.kept_batch import KeptBatch, KeptFile
from tests.model.store.batches import OFFICE, SECRET, batch
from tests.model.store.drafts import EMPTY

DAY = date(2026, 2, 3)


@pytest.fixture
def batches(store: DraftStore) -> BatchStore:
    return BatchStore(store.path.parent)


@contextlib.contextmanager
def raw(store: BatchStore) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        yield connection


def test_what_was_kept_is_opened_as_it_was(batches: BatchStore) -> None:
    kept = batches.keep(batch(2024))
    assert batches.open(kept) == batch(2024)
    [listed] = batches.batches()
    assert (listed.id, listed.organ, listed.year, listed.files) == (kept, OFFICE, 2024, 4)
    assert abs(listed.kept_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert batches.damaged() == ()


def test_the_newest_year_is_listed_first(batches: BatchStore) -> None:
    for year in (2023, 2025, 2024):
        batches.keep(batch(year))
    assert [each.year for each in batches.batches()] == [2025, 2024, 2023]
    newest = batches.newest(OFFICE, 2024)
    assert newest is not None and newest.year == 2024
    assert batches.newest("别的市人民政府", 2024) is None


def test_a_batch_takes_the_place_of_the_one_before_and_gives_it_back(batches: BatchStore) -> None:
    first = batches.keep(batch(2024, units=2))
    second = batches.keep(batch(2024, units=5), first)
    assert [each.id for each in batches.batches()] == [second]
    assert [each.id for each in batches.deleted()] == [first]
    batches.undo_keeping(second)
    assert [each.id for each in batches.batches()] == [first]
    assert batches.deleted() == ()


def test_what_was_kept_a_moment_ago_can_be_kept_better_and_the_way_back_stays(batches: BatchStore) -> None:
    first = batches.keep(batch(2024, units=1))
    hasty = batches.keep(batch(2024, units=2), first)
    assert batches.replaced_by(hasty) == first
    better = batches.keep(batch(2024, units=3), first, instead_of=hasty)
    assert [each.id for each in batches.batches()] == [better]
    assert [each.id for each in batches.deleted()] == [first]
    batches.undo_keeping(better)
    assert [each.id for each in batches.batches()] == [first]
    assert batches.replaced_by(first) == batches.replaced_by("0" * 32) == ""


def test_only_the_last_one_before_stays_in_the_bin(batches: BatchStore) -> None:
    first = batches.keep(batch(2024, units=1))
    second = batches.keep(batch(2024, units=2), first)
    batches.keep(batch(2024, units=3), second)
    assert [each.id for each in batches.deleted()] == [second]


def test_a_deleted_batch_comes_back_with_everything(batches: BatchStore) -> None:
    kept = batches.keep(batch(2024))
    batches.delete(kept)
    assert batches.batches() == ()
    assert batches.open(kept) == batch(2024)
    batches.restore(kept)
    assert [each.id for each in batches.batches()] == [kept]


def test_the_bin_is_emptied_by_age(batches: BatchStore) -> None:
    kept = batches.keep(batch(2024))
    batches.delete(kept)
    assert batches.purge(datetime.now(UTC) - timedelta(days=30)) == 0
    assert batches.purge(datetime.now(UTC) + timedelta(days=1)) == 1
    with raw(batches) as connection:
        assert connection.execute("SELECT count(*) FROM batch_files").fetchone() == (0,), "its files too"
    with pytest.raises(DraftStoreError, match="已经不在了"):
        batches.restore(kept)


def test_what_is_gone_says_so(batches: BatchStore) -> None:
    for act in (batches.open, batches.delete, batches.restore, batches.undo_keeping):
        with pytest.raises(DraftStoreError, match="不在了"):
            act("0" * 32)


def test_a_batch_of_more_files_than_a_store_should_hold_is_not_kept(batches: BatchStore) -> None:
    many = KeptBatch(OFFICE, 2024, (KeptFile("", "a", "agrees"),) * (MOST_FILES + 1))
    with pytest.raises(DraftStoreError, match="没有留存"):
        batches.keep(many)
    assert batches.batches() == ()


def test_drafts_and_batches_do_not_touch_each_other(store: DraftStore, batches: BatchStore) -> None:
    draft = store.create(EMPTY)
    kept = batches.keep(batch(2024))
    store.delete(draft)
    store.purge(draft)
    assert batches.open(kept) == batch(2024)


# -- daily copies


def test_a_store_with_batches_only_is_copied_and_a_new_batch_makes_a_new_copy(batches: BatchStore) -> None:
    folder = batches.path.parent
    assert back_up(folder, 5, DAY) is None
    kept = batches.keep(batch(2024))
    assert back_up(folder, 5, DAY) is not None
    assert back_up(folder, 5, DAY + timedelta(1)) is None, "nothing has changed"
    batches.keep(batch(2024, units=4), kept)
    assert back_up(folder, 5, DAY + timedelta(1)) is not None


def test_the_copy_of_today_stays_while_it_has_a_batch_that_the_store_has_not(batches: BatchStore) -> None:
    folder = batches.path.parent
    kept = batches.keep(batch(2024))
    back_up(folder, 5, DAY)
    batches.delete(kept)
    batches.purge(datetime.now(UTC) + timedelta(days=1))
    batches.keep(batch(2023))
    back_up_the_day(folder, 5, DAY)
    assert len(backups_of(folder)) == 2


def test_a_batch_that_was_deleted_for_good_comes_back_from_a_daily_copy(batches: BatchStore) -> None:
    folder = batches.path.parent
    old = batches.keep(batch(2024, units=2))
    back_up(folder, 5, DAY)
    batches.keep(batch(2024, units=4), old)
    batches.keep(batch(2023))
    back_up(folder, 5, DAY + timedelta(1))
    assert batches.in_copies() == ()
    for each in batches.batches():
        batches.delete(each.id)
    assert batches.in_copies() == (), "those in the bin come back from there"
    batches.purge(datetime.now(UTC) + timedelta(days=1))
    copied = batches.in_copies()
    assert [(one.name, one.day) for one in copied] == [
        (batch(2023).name, DAY + timedelta(1)),
        (batch(2024).name, DAY + timedelta(1)),
    ]
    for one in copied:
        batches.bring_back(one)
        batches.bring_back(one)
    assert [batches.open(each.id) for each in batches.batches()] == [batch(2024, units=4), batch(2023)]


# -- damage


def flip(batches: BatchStore, sql: str) -> None:
    with raw(batches) as connection:
        connection.execute(sql)


def test_a_damaged_report_is_told_and_the_other_files_stay(batches: BatchStore) -> None:
    kept = batches.keep(batch(2024))
    flip(batches, "UPDATE batch_files SET report = replace(report, '0.5000', '0.6000') WHERE number = 2")
    assert [each.year for each in batches.batches()] == [2024], "the list always opens"
    with pytest.raises(DamagedBatchError, match="损坏") as error:
        batches.open(kept)
    assert SECRET not in f"{error.value!r}{error.value.__cause__!r}"
    assert batches.damaged() == (kept,)
    aside, recovered = batches.repair(batches.damaged())
    assert recovered.partly == (batch(2024).name,) and not recovered.lost
    assert b"0.6000" in aside.read_bytes(), "the damaged bytes are kept"
    files = batches.open(kept).files
    assert files == tuple(each for number, each in enumerate(batch(2024).files, 1) if number != 2)
    assert batches.damaged() == ()


def test_a_daily_copy_mends_a_damaged_report_exactly(batches: BatchStore) -> None:
    kept = batches.keep(batch(2024))
    back_up(batches.path.parent, 5, DAY)
    flip(batches, "UPDATE batch_files SET report = NULL WHERE number = 1")
    flip(batches, "DELETE FROM batch_files WHERE number = 3")
    flip(batches, "UPDATE batches SET year = 2019")
    _, recovered = batches.repair(batches.damaged())
    assert recovered.whole == (batch(2024).name,)
    assert batches.open(kept) == batch(2024)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE batches SET about = 'x'",
        "UPDATE batches SET year = 'x'",
        "UPDATE batches SET kept_at = -7, deleted_at = 'x'",
        "UPDATE batches SET files = 1",
        "DELETE FROM batches",
        "UPDATE batches SET id = replace(id, substr(id, 4, 1), '-')",
        "UPDATE batches SET id = CAST(x'ff' || substr(id, 2) AS TEXT)",
        "UPDATE batch_files SET batch = CAST(x'ff' || substr(batch, 2) AS TEXT) WHERE number = 2",
    ],
)
def test_whatever_is_damaged_in_the_list_the_files_are_found_again(batches: BatchStore, sql: str) -> None:
    batches.keep(batch(2024))
    flip(batches, sql)
    batches.batches()
    assert len(batches.damaged()) in (1, 2)
    _, recovered = batches.repair(batches.damaged())
    assert not recovered.is_empty and not recovered.lost
    [kept] = (*batches.batches(), *batches.deleted())
    assert kept.year == 2024
    assert batches.open(kept.id).files == batch(2024).files
    assert batches.damaged() == ()


def test_a_batch_of_which_nothing_can_be_read_is_told_as_lost(batches: BatchStore) -> None:
    batches.keep(batch(2024))
    flip(batches, "DELETE FROM batch_files")
    _, recovered = batches.repair(batches.damaged())
    assert recovered.lost == (batch(2024).name,)
    assert batches.batches() == ()


def test_a_full_disk_changes_nothing(batches: BatchStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    kept = batches.keep(batch(2024))
    monkeypatch.setattr("model.store.batch_store.write_batch_rows", full)
    with pytest.raises(DraftStoreError, match="磁盘已满"):
        batches.keep(batch(2024, units=9), kept)
    assert [each.id for each in batches.batches()] == [kept]


def test_the_file_is_the_one_of_the_drafts(batches: BatchStore) -> None:
    assert batches.path.name == NAME
