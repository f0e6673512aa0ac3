"""The generated county, read and checked once for all tests of this folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from model.batch.checking_pool import Checking, CheckingPool
from model.batch.results import BatchResults
from model.batch.sources import Source, collect
from model.form.edition import Edition
from tests.conftest import EDITIONS_FOLDER
from tests.model.batch.county import YEAR, County, make_county


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory, editions: Mapping[str, Edition]) -> County:
    return make_county(tmp_path_factory.mktemp("county"), editions)


@pytest.fixture(scope="session")
def checking(editions: Mapping[str, Edition]) -> Checking:
    return Checking(editions, EDITIONS_FOLDER)


@pytest.fixture(scope="session")
def sources(county: County) -> list[Source]:
    found, problems = collect([county.folder])
    assert not problems
    return found


@pytest.fixture(scope="session")
def results(sources: list[Source], checking: Checking, editions: Mapping[str, Edition]) -> Iterator[BatchResults]:
    """Read in this process (tests/conftest.py)."""
    results = BatchResults(editions, YEAR)
    CheckingPool(checking, 1).run(sources, results.add)
    yield results
    results.close()


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
