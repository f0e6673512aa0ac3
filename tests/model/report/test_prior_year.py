"""Whether a file may serve as the prior year's report: one decision, as the check and the commands follow it.

The window follows it, too: ``tests/gui/test_prior_year.py``.
"""

import json
from pathlib import Path

import pytest

import main
from model.checks.engine import check
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.json_format import dumped, write_report_json
from model.report.prior_year import ACCEPTED, decide_prior_year, roll_over_doubt, roll_over_problem
from model.report.report import Fact, Report
from tests.model.checks.rule_breaking import zeros

CARRIED_OUT = Cell("requests", "carried_out", "person")
CARRIED_IN = Cell("requests", "carried_in", "person")
RULE = "years.carried_in.person"
ORGAN = "恩平市财政局"
UNUSED = "，跨年的规则没有用它核对"
CASES = [
    ("2024", ORGAN, "", True),
    ("2022", ORGAN, f"上年年报是 2022 年度的，不是 2024 年度的{UNUSED}", False),
    ("2025", ORGAN, f"上年年报是 2025 年度的，不是 2024 年度的{UNUSED}", False),
    ("2024", "财税局", f"上年年报是“财税局”的，本年是“{ORGAN}”的，请确认没有选错；改过名称的可以照用", True),
    ("", ORGAN, "上年年报没有写明年度，请确认它是 2024 年度的", True),
]
"""Year and organ of the file, what is said of it, whether it is compared with."""
cases = pytest.mark.parametrize(
    ("year", "organ", "sentence", "accepted"), CASES, ids=["right", "gap", "same year", "other organ", "no year"]
)


def reports(edition: Edition, year: str, organ: str) -> tuple[Report, Report]:
    """(this year's report, the file): the file carries 4 out, and this year carries nothing in."""
    this_year = Report(edition.id, zeros(edition), facts={Fact.ORGAN: ORGAN, Fact.YEAR: "2025"})
    facts = {Fact.ORGAN: organ, **({Fact.YEAR: year} if year else {})}
    return this_year, Report(edition.id, {**zeros(edition), CARRIED_OUT: 4}, facts=facts)


def written(report: Report, edition: Edition, path: Path, prior: Report | None = None) -> Path:
    path.write_text(dumped(write_report_json(report, edition, prior)), encoding="utf-8")
    return path


@cases
def test_the_decision(edition: Edition, year: str, organ: str, sentence: str, accepted: bool) -> None:
    decision = decide_prior_year(*reports(edition, year, organ))
    assert (decision.sentence, decision.accepted) == (sentence, accepted)


def test_an_edition_that_the_program_does_not_have_is_refused(edition: Edition) -> None:
    decision = decide_prior_year(*reports(edition, "2024", ORGAN), edition_known=False)
    assert not decision.accepted
    assert "2021”版格式，本程序没有" in decision.sentence


def test_while_the_report_has_no_year_the_file_is_not_doubted(edition: Edition) -> None:
    this_year, prior = reports(edition, "2022", ORGAN)
    assert decide_prior_year(this_year.with_(facts={Fact.ORGAN: ORGAN}), prior) == ACCEPTED


@cases
def test_the_check_compares_only_with_a_file_that_is_accepted(
    edition: Edition, year: str, organ: str, sentence: str, accepted: bool
) -> None:
    this_year, prior = reports(edition, year, organ)
    checked = check(this_year, edition, prior)
    assert (RULE in {each.rule for each in checked.findings}) is accepted
    assert checked.context.prior_year.decision.sentence == sentence
    reasons = {each.why for each in checked.not_evaluated if each.rule.startswith("years.")}
    assert reasons == (set() if accepted else {sentence.removesuffix(UNUSED)})


def test_a_year_that_is_corrected_is_decided_anew_beside_an_earlier_check(edition: Edition) -> None:
    this_year, prior = reports(edition, "2022", ORGAN)
    refused = check(this_year, edition, prior)
    corrected = this_year.with_(facts={**this_year.facts, Fact.YEAR: "2023"})
    accepted = check(corrected, edition, prior, before=refused)
    assert accepted.findings == check(corrected, edition, prior).findings
    assert check(this_year, edition, prior, before=accepted).findings == refused.findings
    assert RULE in {each.rule for each in accepted.findings} - {each.rule for each in refused.findings}


@cases
def test_the_check_command(
    edition: Edition,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    year: str,
    organ: str,
    sentence: str,
    accepted: bool,
) -> None:
    this_year, prior = reports(edition, year, organ)
    own = written(this_year, edition, tmp_path / "本年.json")
    other = written(prior, edition, tmp_path / "上年.json")
    main.main(["check", str(own), "--last-year", str(other), "--json"])
    reported = json.loads(capsys.readouterr().out)
    message = [each for each in reported["unread"] if each["where"] == str(other)]
    assert message == ([{"what": sentence, "where": str(other)}] if sentence else [])
    assert (RULE in {each["rule"] for each in reported["findings"]}) is accepted


def test_the_prior_year_in_the_file_itself_stands_in_for_a_named_file_of_the_wrong_year(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    this_year, right = reports(edition, "2024", ORGAN)
    _, wrong = reports(edition, "2022", ORGAN)
    own = written(this_year, edition, tmp_path / "本年.json", right)
    other = written(wrong, edition, tmp_path / "前年.json")
    main.main(["check", str(own), "--last-year", str(other), "--json"])
    reported = json.loads(capsys.readouterr().out)
    assert f"上年年报是 2022 年度的，不是 2024 年度的{UNUSED}" in {each["what"] for each in reported["unread"]}
    assert RULE in {each["rule"] for each in reported["findings"]}


# ---------------------------------------------------------------- rolling over


@pytest.mark.parametrize(
    ("prior_year", "year", "problem", "doubt"),
    [
        (2024, 2025, "", ""),
        (2024, 2024, "新年度应晚于文件的年度（2024）", ""),
        (2023, 2025, "", "文件是 2023 年度的，2025 年度的上年应是 2024 年度：上年结转没有取用它的数"),
        (None, 2025, "", "没有读出文件的年度：请填写，否则正文里的年份不会顺延"),
    ],
)
def test_the_years_of_a_roll_over(prior_year: int | None, year: int, problem: str, doubt: str) -> None:
    assert (roll_over_problem(prior_year, year), roll_over_doubt(prior_year, year)) == (problem, doubt)


@pytest.mark.parametrize(("year", "carried"), [(2025, 4), (2026, None)])
def test_what_was_carried_out_two_years_ago_is_not_carried_in(edition: Edition, year: int, carried: int | None) -> None:
    _, prior = reports(edition, "2024", ORGAN)
    assert roll_over(prior, edition, year).figures.get(CARRIED_IN) == carried
