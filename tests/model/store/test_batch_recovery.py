"""Batches of a store that SQLite cannot read any more: found page by page and in the daily copies, and told."""

import contextlib
import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from model.store.backups import back_up
from model.store.batch_store import BatchStore
from model.store.database import NAME, DraftStoreError
from model.store.draft_store import DraftStore
from tests.model.store.batches import batch
from tests.model.store.drafts import PAGE, filled_store

YEARS = (2022, 2023, 2024)


@pytest.fixture
def kept(tmp_path: Path) -> dict[str, int]:
    """A closed store with drafts and three batches of many pages: id -> year."""
    filled_store(tmp_path)
    return {BatchStore(tmp_path).keep(batch(year, units=12, characters=120)): year for year in YEARS}


def header_gone(content: bytearray) -> None:
    content[:100] = bytes(100)


def schema_gone(content: bytearray) -> None:
    content[:PAGE] = b"\xa5" * PAGE


@pytest.mark.parametrize("damage", [header_gone, schema_gone])
def test_batches_of_a_store_without_header_or_schema_are_found_whole(
    tmp_path: Path, kept: dict[str, int], damage: object
) -> None:
    path = tmp_path / NAME
    content = bytearray(path.read_bytes())
    damage(content)  # type: ignore[operator]
    path.write_bytes(content)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None
        assert set(store.salvaged.batches.whole) == {batch(year).name for year in YEARS}
        batches = BatchStore(tmp_path)
        assert {each.id: each.year for each in batches.batches()} == kept
        for key, year in kept.items():
            assert batches.open(key) == batch(year, units=12, characters=120)


def test_what_a_cut_store_lacks_is_taken_from_the_daily_copy(tmp_path: Path, kept: dict[str, int]) -> None:
    back_up(tmp_path, 5, date(2026, 2, 3))
    path = tmp_path / NAME
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None
        found = store.salvaged.batches
        assert len(found.whole) + len(found.from_backup) == 3 and not found.partly and not found.lost
        batches = BatchStore(tmp_path)
        for key, year in kept.items():
            assert batches.open(key) == batch(year, units=12, characters=120)


def test_without_a_copy_what_is_missing_is_told(tmp_path: Path, kept: dict[str, int]) -> None:
    path = tmp_path / NAME
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None
        found = store.salvaged.batches
        batches = BatchStore(tmp_path)
        listed = {each.id: each for each in batches.batches()}
        whole = sum(
            key in listed and batches.open(key) == batch(year, units=12, characters=120) for key, year in kept.items()
        )
        assert whole == len(found.whole)
        assert len(found.partly) == len(listed) - whole


def test_whatever_byte_is_damaged_no_batch_differs_without_a_word(tmp_path: Path) -> None:
    made = tmp_path / "made"
    with contextlib.closing(DraftStore(made)):
        ids = {BatchStore(made).keep(batch(year)): year for year in YEARS}
    content = (made / NAME).read_bytes()
    die = random.Random(5)
    untouched = 0
    for number, at in enumerate(die.sample(range(100, len(content)), 60)):
        folder = tmp_path / str(number)
        folder.mkdir(mode=0o700)
        damaged = bytearray(content)
        damaged[at] ^= 0xFF if number % 3 == 0 else 1 << die.randrange(8)
        (folder / NAME).write_bytes(damaged)
        try:
            store = DraftStore(folder)
        except DraftStoreError as error:
            assert "更新版本" in str(error)
            continue
        with contextlib.closing(store):
            told = [store.salvaged.batches] if store.salvaged else []
            batches = BatchStore(folder)
            if ids_damaged := batches.damaged():
                told.append(batches.repair(ids_damaged)[1])
            assert batches.damaged() == ()
            live = {each.id: batches.open(each.id) for each in (*batches.batches(), *batches.deleted())}
            same = sum(live.get(key) == batch(year) for key, year in ids.items())
            doubtful = sum(len(each.partly) + len(each.from_backup) + len(each.lost) for each in told)
            assert len(ids) - same <= doubtful
            untouched += same
        shutil.rmtree(folder)
    assert untouched > 2.5 * 60
