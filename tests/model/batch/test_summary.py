"""The sum of the county, compared with an addition that is not the program's."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from model.batch.checking import PriorFile, check_imported
from model.batch.checking_pool import Outcome
from model.batch.packed_file import packed
from model.batch.results import BatchResults
from model.batch.selection import Choices, Selection, select
from model.batch.sources import Source
from model.batch.summary import Summary, contributions, share, summed
from model.batch.unit_list import read_unit_list
from model.checks.engine import check
from model.form.edition import Edition
from model.importing import Imported
from model.report.derived_totals import shown
from model.report.report import Report
from tests.model.batch.county import COUNTY, UNITS, YEAR, County, correct_report, sums_of, unbalanced, with_blanks


@pytest.fixture(scope="module")
def selection(results: BatchResults, county: County) -> Selection:
    return select(results.rows.values(), COUNTY, YEAR, read_unit_list(county.list_file))


@pytest.fixture(scope="module")
def summary(results: BatchResults, selection: Selection, editions: Mapping[str, Edition]) -> Summary:
    return summed(results, selection, editions["2021"], editions)


def test_every_cell_is_the_sum_of_the_files_that_count_and_blank_where_one_of_them_is(
    summary: Summary, county: County, edition: Edition
) -> None:
    expected = county.expected_sums
    assert {str(cell): figure for cell, figure in summary.figures.items()} == expected
    blank = {"disclosure.licences.decisions", "disputes.suit_direct.pending", "disputes.suit_direct.total"}
    assert {str(cell) for cell in edition.cells} - expected.keys() == blank == {str(cell) for cell in summary.blank_in}
    assert set(summary.blank_in.values()) == {("恩平市公安局",)}
    assert "没有填的是恩平市公安局" in summary.partial_sentence and "也空着" in summary.partial_sentence


def test_the_summary_is_a_report_whose_own_equations_hold(summary: Summary, edition: Edition) -> None:
    report = summary.report(COUNTY, YEAR)
    figures = shown(report, edition).figures
    assert figures == summary.figures
    assert isinstance(figures[edition.cell("disclosure.fees.amount")], Decimal)
    broken = [each for each in check(report, edition).findings if each.severity == "error" and each.cells]
    assert not broken
    assert report.origins[edition.cell("requests.received.person")].place == f"{len(summary.taken)} 个单位之和"


def test_a_sum_of_some_is_given_only_by_choice(
    results: BatchResults, selection: Selection, editions: Mapping[str, Edition], county: County
) -> None:
    some = summed(results, selection, editions["2021"], editions, sums_of_some=True)
    cell = editions["2021"].cell("disclosure.licences.decisions")
    filled = [each.report for each in county.files.values() if each.counted and each.report]
    assert some.figures[cell] == sum(each.figures.get(cell, 0) for each in filled)
    assert "只加了已填的单位" in some.partial_sentence


def test_each_sum_opens_to_the_units_that_it_is_made_of(
    results: BatchResults, summary: Summary, editions: Mapping[str, Edition]
) -> None:
    cell = editions["2021"].cell("disclosure.penalties.decisions")
    found = contributions(cell, results, summary.taken, editions)
    assert len(found) == len(summary.taken)
    assert sum(each.figure for each in found if each.figure is not None) == summary.figures[cell]
    assert [each.figure for each in found] == sorted((each.figure for each in found), reverse=True)  # type: ignore[type-var]
    assert sum(part for each in found if (part := share(each.figure, summary.figures[cell])) is not None) == 1
    blank = contributions(editions["2021"].cell("disclosure.licences.decisions"), results, summary.taken, editions)
    assert [each.unit for each in blank if each.figure is None] == ["恩平市公安局"] == [blank[-1].unit]
    assert share(3, 0) is None and share(None, 3) is None


def test_beside_each_unit_stands_its_figure_of_the_year_before_where_it_is_known(
    editions: Mapping[str, Edition],
) -> None:
    edition = editions["2021"]
    results = BatchResults(editions, YEAR)
    last = {unit: correct_report(unit, edition, YEAR - 1) for unit in UNITS[:2]}
    for number, unit in enumerate(UNITS[:3]):
        prior = PriorFile("去年", last[unit]) if unit in last else None
        imported = Imported(correct_report(unit, edition), (), container="json")
        file = packed(check_imported(imported, "a", editions, prior), editions)
        results.add(Outcome(number, Source(Path(unit), shown=unit), unit, file))
    taken = select(results.rows.values(), "", YEAR).taken
    for cell in (edition.cell("disclosure.penalties.decisions"), edition.cell("requests.received.total")):
        found = {each.unit: each.last_year for each in contributions(cell, results, taken, editions)}
        expected = {unit: shown(report, edition).figures[cell] for unit, report in last.items()}
        assert found == {**expected, UNITS[2]: None}
    results.close()


def _summary_of(reports: list[Report], editions: Mapping[str, Edition], choices: Choices) -> Summary:
    results = BatchResults(editions, YEAR)
    for number, report in enumerate(reports):
        checked = check_imported(Imported(report, (), container="json"), "a", editions)
        results.add(
            Outcome(number, Source(Path(f"{number}"), shown=f"{number}"), f"{number}", packed(checked, editions))
        )
    selection = select(results.rows.values(), COUNTY, YEAR, choices=choices)
    summary = summed(results, selection, editions["2021"], editions, sums_of_some=choices.sums_of_some)
    results.close()
    return summary


def test_units_with_errors_are_added_as_they_are_and_a_wrong_total_stays_wrong(editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]
    reports = [unbalanced(correct_report("甲局", edition)), correct_report("乙局", edition)]
    total = edition.cell("requests.received.total")
    stated = shown(reports[1], edition).figures[total] + 1
    reports[1] = reports[1].with_(figures={**reports[1].figures, total: stated})
    summary = _summary_of(reports, editions, Choices(with_errors=True))
    assert {str(cell): figure for cell, figure in summary.figures.items()} == sums_of(reports)
    rules = {each.stated_by for each in check(summary.report(COUNTY, YEAR), edition).findings}
    assert {"requests.balance", "requests.total"} <= rules


def test_cells_that_the_old_form_does_not_have_stay_blank(editions: Mapping[str, Edition]) -> None:
    new, old = editions["2021"], editions["2019"]
    report = correct_report("甲局", new)
    moved = report.with_(edition="2019", figures={c: f for c, f in report.figures.items() if c in old.cell_set})
    summary = _summary_of([moved, correct_report("乙局", new)], editions, Choices(with_old_form=True, with_errors=True))
    assert len(summary.taken) == 2
    assert {cell for cell in new.cells if cell not in old.cell_set} <= summary.blank_in.keys()
    received = new.cell("requests.received.person")
    assert summary.figures[received] == report.figures[received] + correct_report("乙局", new).figures[received]


def test_amounts_are_added_exactly(editions: Mapping[str, Edition]) -> None:
    cell = editions["2021"].cell("disclosure.fees.amount")
    amounts = ["0.1", "0.2", "123456789012.000001"]
    reports = []
    for name, amount in zip("甲乙丙", amounts, strict=True):
        report = correct_report(f"{name}局", editions["2021"])
        reports.append(report.with_(figures={**report.figures, cell: Decimal(amount)}))
    assert _summary_of(reports, editions, Choices(with_errors=True)).figures[cell] == Decimal("123456789012.300001")


def test_a_cell_that_nobody_filled_is_blank_and_not_zero(editions: Mapping[str, Edition]) -> None:
    address = "disputes.suit_direct.pending"
    reports = [with_blanks(correct_report(f"{name}局", editions["2021"]), address) for name in "甲乙"]
    summary = _summary_of(reports, editions, Choices(sums_of_some=True))
    assert editions["2021"].cell(address) not in summary.figures
