"""Last year's report is found by itself: by name, by the aliases of the list, and never where it would be a guess."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.batch.unit_list import Unit, UnitList
from model.form.edition import Edition
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from model.store.kept_batch import KeptBatch, KeptFile
from model.years.prior_reports import PriorReports
from tests.model.batch.county import COUNTY
from tests.model.years.kept_years import batch, kept, report

LIST = UnitList(
    (
        Unit("恩平市教育局"),
        Unit("恩平市文旅局", ("恩平市文化局", "恩平市旅游局")),
        Unit("恩平市水务局", ("恩平市水利局",)),
    )
)


@pytest.fixture
def batches(tmp_path: Path) -> Iterator[BatchStore]:
    with contextlib.closing(DraftStore(tmp_path)):
        yield BatchStore(tmp_path)


@pytest.fixture
def priors(batches: BatchStore, editions: dict[str, Edition]) -> PriorReports:
    return PriorReports(batches.path.parent, editions, lambda: LIST, lambda: COUNTY)


def keep(batches: BatchStore, made: KeptBatch) -> None:
    batches.keep(made)


def test_the_report_of_the_year_before_is_found(batches: BatchStore, priors: PriorReports) -> None:
    keep(batches, batch(2023, kept("恩平市教育局", 2023, 7)))
    keep(batches, batch(2022, kept("恩平市教育局", 2022, 5)))
    found = priors.of("恩平市教育局", 2024)
    assert found is not None
    assert found.report == report("恩平市教育局", 2023, 7)
    assert found.name == "留存的上年年报（2023 年度）“恩平市教育局2023.docx”"


def test_a_renamed_unit_is_found_by_its_alias(batches: BatchStore, priors: PriorReports) -> None:
    keep(batches, batch(2023, kept("恩平市水利局", 2023, 7)))
    found = priors.of("恩平市水务局", 2024)
    assert found is not None and found.report.organ == "恩平市水利局"


def test_of_merged_units_none_is_taken_for_the_whole(batches: BatchStore, priors: PriorReports) -> None:
    keep(batches, batch(2023, kept("恩平市文化局", 2023), kept("恩平市旅游局", 2023)))
    assert priors.of("恩平市文旅局", 2024) is None


@pytest.mark.parametrize(("organ", "year"), [("恩平市财政局", 2024), ("恩平市教育局", 2025), ("恩平市教育局", 2023)])
def test_another_unit_or_year_is_not_taken(batches: BatchStore, priors: PriorReports, organ: str, year: int) -> None:
    keep(batches, batch(2023, kept("恩平市教育局", 2023)))
    assert priors.of(organ, year) is None


def test_without_organ_or_year_nothing_is_guessed(batches: BatchStore, priors: PriorReports) -> None:
    keep(batches, batch(2023, kept("恩平市教育局", 2023)))
    assert priors.of("", 2024) is None
    assert priors.of("恩平市教育局", None) is None


def test_the_own_office_counts_before_others(batches: BatchStore, priors: PriorReports) -> None:
    keep(batches, batch(2023, kept("恩平市教育局", 2023, 1), organ="江门市人民政府"))
    keep(batches, batch(2023, kept("恩平市教育局", 2023, 2)))
    found = priors.of("恩平市教育局", 2024)
    assert found is not None and found.report == report("恩平市教育局", 2023, 2)


def test_what_is_kept_later_is_found_after_forgetting(batches: BatchStore, priors: PriorReports) -> None:
    assert priors.of("恩平市教育局", 2024) is None
    keep(batches, batch(2023, kept("恩平市教育局", 2023)))
    assert priors.of("恩平市教育局", 2024) is None
    priors.forget()
    assert priors.of("恩平市教育局", 2024) is not None


def test_a_file_that_was_not_read_is_none(batches: BatchStore, priors: PriorReports) -> None:
    keep(batches, batch(2023, KeptFile("恩平市教育局", "a.pdf", "unreadable")))
    assert priors.of("恩平市教育局", 2024) is None


def test_without_a_store_there_is_none(tmp_path: Path, editions: dict[str, Edition]) -> None:
    assert PriorReports(tmp_path / "没有", editions).of("恩平市教育局", 2024) is None
