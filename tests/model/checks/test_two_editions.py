"""The form of 2019 beside that of 2021: last year's report may be in another form than this year's."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from model.checks.engine import CheckResult, check
from model.checks.findings import NOT_COMPARABLE
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.json_format import read_report_json, write_report_json
from model.report.report import Fact, Report
from tests.conftest import filled
from tests.model.checks.rule_breaking import zeros

Editions = Mapping[str, Edition]


@pytest.fixture
def old(editions: Editions) -> Edition:
    return editions["2019"]


@pytest.fixture
def last_year(old: Edition) -> Report:
    """In the form of 2019, with totals that follow."""
    shown = filled(
        old,
        "requests",
        """
                             person  business
        received                 30         2
        carried_in                0         0
        results.granted          20         1
        results.otherwise         4         1
        carried_out               6         0
    """,
    )
    without_totals = {cell: 0 for cell in old.cells if cell not in old.totals}
    more: dict[Cell, Figure] = {
        Cell("disclosure", "licences", "prev_items"): 5,
        Cell("disclosure", "licences", "delta"): -2,
        Cell("disclosure", "licences", "decisions"): 100,
        Cell("disclosure", "procurement", "amount"): Decimal("12.5"),
    }
    facts = {Fact.ORGAN: "某县水利局", Fact.YEAR: "2020"}
    return Report("2019", {**without_totals, **shown.figures, **more}, facts=facts)


def rules_broken(checked: CheckResult) -> set[str]:
    return {finding.rule for finding in checked.findings}


def not_comparable(checked: CheckResult) -> set[str]:
    return {each.rule for each in checked.not_evaluated if each.why == NOT_COMPARABLE}


def test_what_the_old_form_passed_on_comes_in_on_the_new_one(edition: Edition, old: Edition, last_year: Report) -> None:
    draft = roll_over(last_year, edition, 2021, old)
    assert draft.edition == "2021"
    assert {cell: figure for cell, figure in draft.figures.items() if figure} == {
        Cell("requests", "carried_in", "person"): 6,
    }
    assert {cell.row for cell in draft.figures} == {"carried_in"}
    origin = draft.origins[Cell("requests", "carried_in", "person")]
    assert (origin.place, origin.raw) == ("四、结转下年度 · 自然人", "6")


def test_an_old_form_is_compared_as_far_as_possible_and_the_rest_reported(
    edition: Edition, old: Edition, last_year: Report
) -> None:
    figures = {
        **zeros(edition),
        Cell("requests", "carried_in", "person"): 5,
        Cell("disclosure", "licences", "decisions"): 1000,
    }
    checked = check(Report("2021", figures), edition, last_year, last_edition=old)
    assert {"years.carried_in.person", "years.jump.disclosure.licences.decisions"} <= rules_broken(checked)
    assert not_comparable(checked) == {"disclosure.in_force", "disclosure.repealed_max", "years.jump"}


def test_totals_of_last_year_follow_in_its_own_form(edition: Edition, old: Edition, last_year: Report) -> None:
    """（七）总计 of the old form holds the undivided （六）, which the new form has no cell for."""
    checked = check(Report("2021"), edition, last_year, last_edition=old)
    assert checked.context.last_figures[Cell("requests", "results.total", "person")] == 24
    assert checked.context.last_figures[Cell("requests", "results.total", "total")] == 26


def test_results_against_last_year_are_kept_while_last_year_is_unchanged(
    edition: Edition, old: Edition, last_year: Report
) -> None:
    first = check(Report("2021"), edition, last_year, last_edition=old)
    again = check(Report("2021", zeros(edition)), edition, last_year, before=first)
    assert again.context.prior_year is first.context.prior_year


def test_a_report_of_2021_in_the_old_form_is_an_error(old: Edition, last_year: Report) -> None:
    assert "report.form" not in rules_broken(check(last_year, old))
    late = last_year.with_(facts={**last_year.facts, Fact.YEAR: "2022"})
    (finding,) = [each for each in check(late, old).findings if each.rule == "report.form"]
    assert finding.message == "2022 年度的年报用了2019 版格式（2019 年度起至 2020 年度适用），请换用该年度的表格"


def test_labels_of_another_form_in_a_table_are_an_error_until_the_table_is_filled(edition: Edition) -> None:
    blank = Report("2021", facts={Fact.YEAR: "2023"}, foreign_labels={"requests": "“（六）其他处理”"})
    (finding,) = [each for each in check(blank, edition).findings if "report.form" in each.rule]
    assert (finding.rule, finding.severity, len(finding.cells)) == ("report.form.requests", "error", 175)
    assert finding.message == "原文的表三里有别的版本的栏目“（六）其他处理”，请按2021 版格式填写"
    whole = check(blank.with_(figures=zeros(edition)), edition)
    assert "report.form.requests" not in rules_broken(whole)


def test_a_decrease_is_within_what_there_was(old: Edition, last_year: Report) -> None:
    assert "disclosure.decrease_max.licences" not in rules_broken(check(last_year, old))
    more = last_year.with_(figures={**last_year.figures, Cell("disclosure", "licences", "delta"): -6})
    finding = next(each for each in check(more, old).findings if each.stated_by == "disclosure.decrease_max")
    assert finding.description == "表二 行政许可行：-本年增/减 -6 = 6 > 上一年项目数量 5"


def test_items_follow_from_last_year_in_the_old_form(old: Edition, last_year: Report) -> None:
    before = last_year.with_(facts={**last_year.facts, Fact.YEAR: "2019"})
    now = last_year.with_(figures={**last_year.figures, Cell("disclosure", "licences", "prev_items"): 4})
    (finding,) = [each for each in check(now, old, before).findings if each.stated_by == "disclosure.items"]
    assert finding.description.endswith("上一年项目数量 4 ≠ 上年上一年项目数量 5 + 上年本年增/减 -2 = 3")


def test_the_programs_own_file_holds_both_reports_each_in_its_form(
    edition: Edition, editions: Editions, last_year: Report
) -> None:
    report = Report(
        "2021",
        {edition.cell("requests.received.person"): 3},
        facts={Fact.YEAR: "2021"},
        foreign_labels={"requests": "“（六）其他处理”"},
    )
    written = write_report_json(report, edition, last_year, editions["2019"])
    assert written["last_year"]["edition"] == "2019"
    assert written["last_year"]["cells"]["disclosure.licences.delta"] == -2
    assert written["last_year"]["cells"]["requests.results.total.person"] == 24
    again, last_again, missed = read_report_json(written, editions)
    assert written["facts"] == {"other_form.requests": "“（六）其他处理”"}
    assert (again, missed) == (report, ())
    assert last_again is not None
    assert (last_again.edition, last_again.figures) == ("2019", last_year.figures)
