"""A report with its check: run once, when somebody asks."""

from model.checks.checked_report import CheckedReport
from model.checks.engine import check
from model.form.edition import Edition
from model.report.report import Fact, Report


def test_the_check_is_run_on_first_access_and_kept(edition: Edition) -> None:
    checked = CheckedReport(Report(edition.id), edition)
    assert "result" not in vars(checked)
    assert checked.result is checked.result
    assert checked.result.findings == check(Report(edition.id), edition).findings


def test_a_result_that_is_there_is_not_computed_again(edition: Edition, editions: dict[str, Edition]) -> None:
    report, prior = Report(edition.id, facts={Fact.YEAR: "2021"}), Report("2019", facts={Fact.YEAR: "2020"})
    result = check(report, edition, prior, last_edition=editions["2019"])
    checked = CheckedReport.from_result(result)
    assert checked.result is result
    assert (checked.report, checked.prior, checked.edition) == (report, prior, edition)
    assert checked.prior_edition is not None and checked.prior_edition.id == "2019"


def test_without_last_years_report_there_is_no_edition_of_it(edition: Edition) -> None:
    checked = CheckedReport.from_result(check(Report(edition.id), edition))
    assert (checked.prior, checked.prior_edition) == (None, None)


def test_last_years_report_takes_part_in_the_check(edition: Edition) -> None:
    carried_in, out = (edition.cell(f"requests.{row}.person") for row in ("carried_in", "carried_out"))
    report = Report(edition.id, {carried_in: 3}, facts={Fact.YEAR: "2025"})
    prior = Report(edition.id, {out: 2}, facts={Fact.YEAR: "2024"})
    found = {each.rule for each in CheckedReport(report, edition, prior, edition).result.findings}
    assert "years.carried_in.person" in found
