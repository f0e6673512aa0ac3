"""Everything that is kept of an office is read at once; damage is repaired and told first."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.store.batch_store import BatchStore, DamagedBatchError
from model.store.draft_store import DraftStore
from model.years.loading import load_years
from tests.model.batch.county import COUNTY
from tests.model.years.kept_years import batch, kept

UNIT = "恩平市教育局"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BatchStore]:
    with contextlib.closing(DraftStore(tmp_path)):
        yield BatchStore(tmp_path)


def test_the_years_of_an_office_and_the_list_of_all(store: BatchStore, editions: dict[str, Edition]) -> None:
    for year in (2023, 2024):
        store.keep(batch(year, kept(UNIT, year)))
    store.keep(batch(2024, kept(UNIT, 2024), organ="江门市人民政府"))
    gone = store.keep(batch(2022, kept(UNIT, 2022)))
    store.delete(gone)
    found = load_years(store, COUNTY, editions, UnitList(), repair=True)
    assert found.grid.organ == COUNTY and found.grid.years == (2023, 2024)
    assert set(found.organs) == {COUNTY, "江门市人民政府"}
    assert len(found.listed) == 3 and [each.id for each in found.deleted] == [gone]
    assert found.batches.keys() == set(found.grid.kept.values())
    assert found.told == ()


def test_of_an_office_without_anything_another_is_shown(store: BatchStore, editions: dict[str, Edition]) -> None:
    store.keep(batch(2024, kept(UNIT, 2024)))
    assert load_years(store, "别的机关", editions, UnitList(), repair=False).grid.organ == COUNTY


def test_nothing_kept_is_an_empty_grid(store: BatchStore, tmp_path: Path, editions: dict[str, Edition]) -> None:
    for each in (store, BatchStore(tmp_path / "没有")):
        found = load_years(each, COUNTY, editions, UnitList(), repair=True)
        assert (found.grid.years, found.listed, found.organs) == ((), (), ())


def test_damage_is_repaired_and_told(store: BatchStore, editions: dict[str, Edition]) -> None:
    store.keep(batch(2024, kept(UNIT, 2024), kept("恩平市民政局", 2024)))
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE batch_files SET report = 'x' WHERE number = 2")
    with pytest.raises(DamagedBatchError):
        load_years(store, COUNTY, editions, UnitList(), repair=False)
    found = load_years(store, COUNTY, editions, UnitList(), repair=True)
    assert [each.unit for each in found.grid.units] == [UNIT]
    assert "损坏" in found.told[0] and "部分找回" in found.told[1]
