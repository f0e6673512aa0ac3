"""A batch that was read is kept as it was read; the next hand-in of a unit takes the place of the one before."""

import contextlib
import dataclasses
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.batch.checking import check_imported
from model.batch.checking_pool import Outcome
from model.batch.packed_file import packed
from model.batch.results import BatchResults
from model.batch.selection import Choices
from model.batch.sources import Source
from model.batch.unit_list import Unit, UnitList
from model.form.edition import Edition
from model.importing import Imported
from model.report.derived_totals import shown
from model.report.report import Report
from model.store.batch_store import BatchStore
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.kept_batch import KeptBatch
from model.years.keeping import (
    LEAST_UNITS,
    ReadBatch,
    batch_of_year,
    keep,
    put_together,
    sentence_about,
    years_in,
)
from model.years.kept_words import on_time_and_basis
from tests.model.batch.county import COUNTY, correct_report, unbalanced, with_blanks
from tests.model.years.kept_years import batch, kept

UNITS = ("恩平市教育局", "恩平市民政局", "恩平市公安局", "恩平市财政局")
LIST = UnitList(tuple(map(Unit, UNITS)))
YEAR = 2024


class Reading:
    """Reports that were read and checked, without files."""

    def __init__(self, editions: dict[str, Edition]) -> None:
        self.editions = editions
        self.results = BatchResults(editions, YEAR)

    def take(self, report: Report | None, name: str) -> int:
        number = len(self.results.rows)
        checked = None
        if report is not None:
            imported = Imported(report, (), container="json")
            checked = packed(check_imported(imported, name, self.editions), self.editions)
        self.results.add(Outcome(number, Source(Path(name), shown=name), name, checked, "读不出"))
        return number

    def read(self, units: UnitList = LIST, **changes: object) -> ReadBatch:
        made = ReadBatch(self.results, dict(self.results.rows), self.editions, COUNTY, YEAR, units, Choices())
        return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def reading(editions: dict[str, Edition]) -> Iterator[Reading]:
    made = Reading(editions)
    yield made
    made.results.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BatchStore]:
    with contextlib.closing(DraftStore(tmp_path)):
        yield BatchStore(tmp_path)


def test_what_is_kept_is_what_was_read(reading: Reading, store: BatchStore) -> None:
    edition = reading.editions["2021"]
    reports = [correct_report(UNITS[0], edition), unbalanced(correct_report(UNITS[1], edition))]
    reports.append(with_blanks(correct_report(UNITS[2], edition), "disclosure.licences.decisions"))
    for number, report in enumerate(reports):
        reading.take(report, f"{number}.docx")
    reading.take(None, "扫描件.pdf")
    days, due = {0: date(2025, 1, 20), 1: date(2025, 3, 1)}, {YEAR: date(2025, 1, 31)}
    [made] = keep(reading.read(days=days, due=due, collected=YEAR), store)
    again = store.open(made.id)
    assert again == made.batch
    assert (again.organ, again.year, [each.name for each in again.units]) == (COUNTY, YEAR, list(UNITS))
    files = {each.unit: each for each in again.files}
    assert files.keys() == {*UNITS[:3], ""}
    for name, report in zip(UNITS, reports, strict=False):
        found = files[name].report
        assert found is not None
        assert shown(found, edition).figures == shown(report, edition).figures
        assert repr(found.texts) == repr(report.texts)
    assert [files[name].verdict for name in UNITS[:3]] == ["agrees", "wrong", "to_verify"]
    assert [files[name].on_time for name in UNITS[:3]] == [True, False, None]
    assert [files[name].is_counted for name in UNITS[:3]] == [True, False, True]
    assert {each.level for each in files[UNITS[1]].findings} >= {"error"}
    assert all(each.rule for each in files[UNITS[1]].findings)
    assert (files[""].file, files[""].verdict, files[""].report) == ("扫描件.pdf", "unreadable", None)
    assert sentence_about((made,)) == f"已留存“{YEAR} 年度 · {COUNTY}”，3 个单位"


def test_whether_it_was_late_follows_from_the_day_that_the_office_recorded(reading: Reading, store: BatchStore) -> None:
    """A file that was corrected here later is not late for that; one whose record is late is."""
    for name in UNITS[:3]:
        reading.take(correct_report(name, reading.editions["2021"]), f"{name}.docx")
    recorded = {UNITS[0]: date(2025, 1, 20), UNITS[1]: date(2025, 2, 3)}
    units = UnitList(tuple(Unit(name, received=recorded.get(name)) for name in UNITS))
    days = {0: date(2025, 3, 1), 1: date(2025, 1, 5), 2: date(2025, 1, 6)}
    due = {YEAR: date(2025, 1, 31)}
    [made] = keep(reading.read(units, days=days, due=due, collected=YEAR + 1), store)
    again = store.open(made.id)
    assert again == made.batch
    said = {each.unit: on_time_and_basis(each) for each in again.files}
    assert said == {
        UNITS[0]: "按时（按登记的收到日期）",
        UNITS[1]: "逾期（按登记的收到日期）",
        UNITS[2]: "按时（按文件日期）",
    }


def test_a_copy_of_an_earlier_year_is_not_called_late(reading: Reading, store: BatchStore) -> None:
    """The day of a file that was copied years later says nothing; one from before the deadline does."""
    for name in UNITS[:2]:
        reading.take(correct_report(name, reading.editions["2021"]), f"{name}.docx")
    days = {0: date(2025, 1, 20), 1: date(2026, 6, 1)}
    [made] = keep(reading.read(days=days, due={YEAR: date(2025, 1, 31)}, collected=YEAR + 1), store)
    assert {each.unit: each.on_time for each in made.batch.files} == {UNITS[0]: True, UNITS[1]: None}


def test_the_same_report_read_again_years_later_is_as_late_as_it_was(reading: Reading, store: BatchStore) -> None:
    reading.take(correct_report(UNITS[0], reading.editions["2021"]), "a.docx")
    late = reading.read(days={0: date(2025, 3, 1)}, due={YEAR: date(2025, 1, 31)}, collected=YEAR)
    keep(late, store)
    assert keep(dataclasses.replace(late, collected=YEAR + 1), store) == ()
    [only] = store.batches()
    assert [each.on_time for each in store.open(only.id).files] == [False]


def test_reading_the_same_again_keeps_nothing_new(reading: Reading, store: BatchStore) -> None:
    reading.take(correct_report(UNITS[0], reading.editions["2021"]), "a.docx")
    [first] = keep(reading.read(), store)
    assert keep(reading.read(), store) == ()
    assert [each.id for each in store.batches()] == [first.id]


def test_a_later_hand_in_takes_the_place_of_the_earlier_one_and_the_others_stay(
    reading: Reading, store: BatchStore, editions: dict[str, Edition]
) -> None:
    edition = editions["2021"]
    for name in UNITS[:3]:
        reading.take(unbalanced(correct_report(name, edition)), f"{name}.docx")
    keep(reading.read(), store)
    with contextlib.closing((later := Reading(editions)).results):
        later.take(correct_report(UNITS[1], edition), "改好的.docx")
        [made] = keep(later.read(), store)
    files = {each.unit: (each.file, each.verdict) for each in made.batch.files}
    assert files[UNITS[1]] == ("改好的.docx", "agrees")
    assert files[UNITS[0]] == (f"{UNITS[0]}.docx", "wrong")
    assert len(store.batches()) == 1 and len(store.deleted()) == 1, "the state before can be brought back"


def test_a_unit_that_was_decided_later_leaves_nothing_of_the_first_guess(
    reading: Reading, store: BatchStore, editions: dict[str, Edition]
) -> None:
    before = store.keep(batch(YEAR, kept(UNITS[3], YEAR)))
    reading.take(correct_report("教育事务中心", editions["2021"]), "a.docx")
    [first] = keep(reading.read(UnitList((*LIST.units, Unit("教育事务中心")))), store)
    assert {each.unit for each in first.batch.files} == {"教育事务中心", UNITS[3]}
    decided = dataclasses.replace(LIST, remembered={"教育事务中心": UNITS[0]})
    [second] = keep(reading.read(decided), store, {YEAR: first.id})
    assert {each.unit for each in second.batch.files} == {UNITS[0], UNITS[3]}
    assert [each.id for each in store.deleted()] == [before]


def test_files_of_another_year_fill_that_year_and_replace_nothing(reading: Reading, store: BatchStore) -> None:
    edition = reading.editions["2021"]
    store.keep(batch(YEAR - 1, kept(UNITS[0], YEAR - 1, 77)))
    for name in UNITS[:LEAST_UNITS]:
        reading.take(correct_report(name, edition, YEAR - 1), f"{name}.docx")
    reading.take(correct_report(UNITS[0], edition), "今年.docx")
    assert years_in(reading.read()) == (YEAR - 1, YEAR)
    made = keep(reading.read(), store)
    assert [each.batch.year for each in made] == [YEAR - 1, YEAR]
    files = {each.unit: each.file for each in made[0].batch.files}
    assert files[UNITS[0]] == f"{UNITS[0]}{YEAR - 1}.docx", "as it was kept"
    assert files.keys() == set(UNITS[:LEAST_UNITS])
    assert sentence_about(made) == f"已留存 {YEAR - 1}、{YEAR} 共 2 个年度"


def test_a_stray_file_of_another_year_starts_no_batch(reading: Reading, store: BatchStore) -> None:
    edition = reading.editions["2021"]
    reading.take(correct_report(UNITS[0], edition), "a.docx")
    reading.take(correct_report(UNITS[1], edition, YEAR - 1), "交错了的.docx")
    [made] = keep(reading.read(), store)
    assert [each.unit for each in made.batch.files] == [UNITS[0]]


def test_the_summary_of_the_government_is_no_unit(reading: Reading) -> None:
    edition = reading.editions["2021"]
    reading.take(correct_report(COUNTY, edition), "汇总.docx")
    reading.take(correct_report(UNITS[0], edition), "a.docx")
    assert [each.unit for each in batch_of_year(reading.read(), YEAR).files] == [UNITS[0]]


def test_without_a_list_units_go_by_the_organ_that_the_file_states(reading: Reading) -> None:
    reading.take(correct_report("某某局", reading.editions["2021"]), "a.docx")
    made = batch_of_year(reading.read(UnitList()), YEAR)
    assert ([each.unit for each in made.files], made.units) == (["某某局"], ())


def test_nothing_of_a_unit_keeps_nothing(reading: Reading, store: BatchStore) -> None:
    reading.take(None, "扫描件.pdf")
    assert keep(reading.read(), store) == ()
    assert sentence_about(()) == ""


def test_a_batch_of_thousands_is_not_kept_and_that_is_told(
    reading: Reading, store: BatchStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.years.keeping.MOST_FILES", 1)
    for name in UNITS[:2]:
        reading.take(correct_report(name, reading.editions["2021"]), f"{name}.docx")
    with pytest.raises(DraftStoreError, match="超过 1 个，没有留存"):
        keep(reading.read(), store)
    assert store.batches() == ()


def test_a_damaged_batch_is_repaired_before_it_is_continued(reading: Reading, store: BatchStore) -> None:
    store.keep(batch(YEAR, kept(UNITS[1], YEAR), kept(UNITS[2], YEAR)))
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE batch_files SET report = 'x' WHERE number = 1")
    reading.take(correct_report(UNITS[0], reading.editions["2021"]), "a.docx")
    [made] = keep(reading.read(), store)
    assert {each.unit for each in made.batch.files} == {UNITS[0], UNITS[2]}
    assert made.repaired is not None and made.repaired.partly
    assert "部分找回" in sentence_about((made,))


_batches = st.lists(st.tuples(st.sampled_from(UNITS), st.integers(0, 3)), max_size=6, unique_by=lambda each: each[0])


@given(_batches, _batches, st.booleans())
def test_of_each_unit_exactly_one_file_stays(
    before: list[tuple[str, int]], now: list[tuple[str, int]], only_missing: bool
) -> None:
    def made(figures: list[tuple[str, int]]) -> KeptBatch:
        return batch(YEAR, *(kept(name, YEAR, figure) for name, figure in figures), units=UNITS)

    found = put_together(made(before), made(now), only_missing=only_missing)
    wanted = {**dict(now), **dict(before)} if only_missing else {**dict(before), **dict(now)}
    figures = {}
    for each in found.files:
        assert each.report is not None and each.unit not in figures
        figures[each.unit] = next(iter(each.report.figures.values()))
    assert figures == wanted
