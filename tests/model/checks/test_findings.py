"""Findings and the explanations that settle them."""

from model.checks.engine import check
from model.checks.findings import Finding, Severity, earlier_reason, for_sign_off, settled, still_open
from model.form.edition import Edition
from model.report.edits import Edit, apply
from model.report.report import Reason, Report
from tests.model.checks.rule_breaking import findings_of, report_breaking, zeros
from tests.model.checks.text_reports import saying, words_of


def test_a_reason_for_one_number_is_not_shown_for_another_in_its_place(edition: Edition) -> None:
    def first(text: str) -> Finding:
        return next(each for each in words_of(saying(edition, text), edition) if each.stated_by == "words.number")

    old, more, other = map(first, ("共收到申请12件。", "共收到申请13件。", "本局受理申请12件。"))
    assert old.rule == more.rule == other.rule
    reasons = {old.rule: Reason(old.message, "含口头申请")}
    assert earlier_reason(old, reasons) == ""
    assert earlier_reason(more, reasons) == "含口头申请"
    assert earlier_reason(other, reasons) == ""


def test_a_blank_is_an_error_at_sign_off(edition: Edition) -> None:
    found = for_sign_off(check(Report(edition.id), edition).findings, edition.rules)
    assert {each.severity for each in found if each.stated_by == "cell.blank"} == {Severity.ERROR}


def test_a_reason_settles_even_an_error_that_the_law_lets_be_explained(edition: Edition) -> None:
    report, _ = report_breaking(edition.rule("disclosure.rulemaking_power"), edition)
    (finding,) = findings_of("disclosure.rulemaking_power", report, edition)
    assert finding.severity is Severity.ERROR
    assert settled(finding, {finding.rule: Reason(finding.message, "代市政府统计")})


def test_a_reason_falls_when_the_numbers_it_speaks_of_change(edition: Edition, sound: Report) -> None:
    last_year = sound
    report = Report(edition.id, zeros(edition))
    finding = findings_of("years.carried_in", report, edition, last_year)[0]
    reasons = {finding.rule: Reason(finding.message, "机构改革")}
    assert finding not in still_open((finding,), reasons)
    changed, _ = apply(report, Edit("", {finding.cells[0]: 1}))
    again = findings_of("years.carried_in", changed, edition, last_year)[0]
    assert again.rule == finding.rule
    assert again in still_open((again,), reasons)


def test_a_reason_does_not_settle_a_broken_sum(edition: Edition) -> None:
    report, _ = report_breaking(edition.rule("requests.balance"), edition)
    (finding, *_) = findings_of("requests.balance", report, edition)
    assert not settled(finding, {finding.rule: Reason(finding.message, "就是这样")})
