"""A store with batches of five years of one county, one year missing between."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from model.years.year_grid import YearGrid, year_grid
from tests.model.batch.county import COUNTY
from tests.model.years.kept_years import by_id, whole_batches

UNITS = ("恩平市教育局", "恩平市民政局", "恩平市公安局", "恩平市财政局")
YEARS = (2021, 2023, 2024)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BatchStore]:
    with contextlib.closing(DraftStore(tmp_path)):
        yield BatchStore(tmp_path)


@pytest.fixture
def filled(store: BatchStore, editions: dict[str, Edition]) -> BatchStore:
    for each in whole_batches(UNITS, YEARS, editions["2021"]):
        store.keep(each)
    return store


@pytest.fixture
def grid(editions: dict[str, Edition]) -> YearGrid:
    return year_grid(COUNTY, by_id(*whole_batches(UNITS, YEARS, editions["2021"])), editions, UnitList())
