"""What an office changes in the rules: level, limit, power to make 规章; the form's own equations stay."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from model.checks.engine import check
from model.checks.findings import SWITCHED_OFF
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.form.equations import Equation
from model.form.rule_choices import LEVELS, OFF, POWERS, RuleChoices
from model.form.rule_kinds import SEVERITIES, EqualSums, Rule, RulemakingPower
from model.report.report import Fact, Report
from tests.conftest import every_edition
from tests.model.checks.rule_breaking import report_breaking, zeros


def every_rule(*, fixed: bool) -> Iterator[tuple[Edition, Rule]]:
    for edition in every_edition():
        for rule in edition.rules:
            if bool(rule.fixed) is fixed:
                yield edition, rule


def name_of(value: object) -> str:
    return value.id if isinstance(value, Edition | Rule) else str(value)


@pytest.mark.parametrize(("edition", "rule"), list(every_rule(fixed=False)), ids=name_of)
def test_a_rule_that_is_switched_off_finds_nothing_and_is_named(edition: Edition, rule: Rule) -> None:
    report, last_year = report_breaking(rule, edition)
    assert rule.id in {each.stated_by for each in check(report, edition, last_year).findings}
    checked = check(report, edition.with_choices(RuleChoices({rule.id: OFF})), last_year)
    assert rule.id not in {each.stated_by for each in checked.findings}
    assert checked.not_evaluated_by_rule[rule.id].why == SWITCHED_OFF
    assert not [each for each, _, _ in checked.context.broken.get(rule.id, ())]


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize(("edition", "rule"), list(every_rule(fixed=False)), ids=name_of)
def test_a_rule_finds_nothing_more_severe_than_the_office_says(edition: Edition, rule: Rule, severity: str) -> None:
    report, last_year = report_breaking(rule, edition)
    before = {each.rule: each for each in check(report, edition, last_year).findings if each.stated_by == rule.id}
    now = [
        each
        for each in check(report, edition.with_choices(RuleChoices({rule.id: severity})), last_year).findings
        if each.stated_by == rule.id
    ]
    assert {each.rule for each in now} == before.keys()
    for each in now:
        was = before[each.rule].severity
        weaker = was != rule.severity  # the rule itself is in doubt there
        assert each.severity == (max(was, severity, key=SEVERITIES.index) if weaker else severity)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("edition", "rule"), list(every_rule(fixed=True)), ids=name_of)
def test_what_the_form_prints_cannot_be_changed(edition: Edition, rule: Rule, level: str) -> None:
    assert edition.with_choices(RuleChoices({rule.id: level})) is edition


@pytest.mark.parametrize("edition", every_edition(), ids=name_of)
def test_every_equation_within_a_year_that_must_hold_is_fixed(edition: Edition) -> None:
    must = {each.rule for each in edition.equations if each.equal and not each.last_year_cells}
    for rule in must:
        assert edition.rule(rule).fixed or edition.rule(rule).severity != "error", rule
    assert {each.id for each in edition.rules if isinstance(each, EqualSums) and each.sets} <= {
        each.id for each in edition.rules if each.fixed
    }


def test_without_a_change_the_edition_is_itself(edition: Edition) -> None:
    same = RuleChoices({"report.length": "hint", "no.such": "off"}, {"report.length": 1000, "no.such": 5}, "甲局", "")
    assert edition.with_choices(same) is edition
    assert edition.with_choices(RuleChoices()) is edition


def test_a_limit_is_said_in_the_rule_and_only_one_within_its_range_counts(edition: Edition) -> None:
    own = edition.with_choices(RuleChoices({"report.length": "warning"}, {"report.length": 200, "years.jump": 10}))
    assert own.rule("report.length").says == "总体情况不超过 200 字"
    report = Report("2021", facts={Fact.YEAR: "2024"}, texts={"1": "主" * 201})
    (found,) = check(report, own).by_rule["report.length"]
    assert (found.severity, found.message) == ("warning", "共 201 字，超过 200 字")
    assert [each.description for each in own.adjustments] == [
        "与上年相比变化很大，请核实是否填错：5 倍改为 10 倍",
        "总体情况不超过 1000 字：提示改为须核实，1000 字改为 200 字",
    ]
    assert own.adjustments[1].as_json() == {
        "rule": "report.length",
        "severity": "warning",
        "form_severity": "hint",
        "limit": 200,
        "form_limit": 1000,
        "unit": "字",
    }
    assert edition.with_choices(RuleChoices(limits={"report.length": 99_999, "requests.balance": 3})) is edition


@pytest.mark.parametrize("edition", every_edition(), ids=name_of)
def test_every_limit_of_the_form_is_one_that_may_be_set(edition: Edition) -> None:
    for rule in edition.rules:
        if rule.threshold is not None:
            assert rule.limit in rule.threshold.range
            assert rule.with_limit(rule.threshold.most).limit == rule.threshold.most
            assert rule.with_limit(rule.limit or 0) is rule


def test_a_share_is_set_in_percent(edition: Edition) -> None:
    figures = {**zeros(edition), edition.cell("requests.received.person"): 20}
    figures[edition.cell("requests.carried_out.person")] = 8
    for cells in ("received", "carried_out"):
        figures.pop(edition.cell(f"requests.{cells}.total"))
    found = check(Report("2021", figures), edition).by_rule
    assert "requests.carried_out_large" in found
    own = edition.with_choices(RuleChoices(limits={"requests.carried_out_large": 50}))
    assert "requests.carried_out_large" not in check(Report("2021", figures), own).by_rule


def test_the_stated_power_to_make_rules_decides_for_this_organ_only(edition: Edition) -> None:
    rule = next(each for each in edition.rules if isinstance(each, RulemakingPower))
    cell = next(each for each in edition.cells if each.row == rule.row)

    def finds(organ: str, power: str) -> bool:
        own = edition.with_choices(RuleChoices(organ="恩平市人民政府", power=power))
        facts = {Fact.ORGAN: organ, Fact.KIND: "government", Fact.LEVEL: "county", Fact.YEAR: "2024"}
        return rule.id in check(Report("2021", {cell: 1}, facts=facts), own).by_rule

    assert [finds("恩平市人民政府", each) for each in POWERS] == [True, False, True]
    assert [finds("开平市人民政府", each) for each in POWERS] == [True, True, True]
    entitled = edition.with_choices(RuleChoices(organ=rule.also_powers[0], power="no"))
    report = Report("2021", {cell: 1}, facts={Fact.ORGAN: rule.also_powers[0], Fact.LEVEL: "prefecture"})
    assert rule.id in check(report, entitled).by_rule
    assert rule.id not in check(report, edition).by_rule


def test_figures_are_carried_over_whether_or_not_the_rule_is_checked(edition: Edition) -> None:
    own = edition.with_choices(RuleChoices({"years.carried_in": OFF}))
    last_year = Report("2021", {edition.cell("requests.carried_out.person"): 2}, facts={Fact.YEAR: "2024"})
    assert roll_over(last_year, own, 2025).figures == {edition.cell("requests.carried_in.person"): 2}


def test_an_equation_that_is_not_checked_says_so_and_is_not_in_the_workbook(edition: Edition) -> None:
    own = edition.with_choices(RuleChoices({"disclosure.in_force": OFF}))
    cell = edition.cell("disclosure.normative_documents.in_force")
    last = Report("2021", {cell: 2}, facts={Fact.YEAR: "2023"})
    report = Report("2021", {**zeros(edition), cell: 9}, facts={Fact.YEAR: "2024"})
    context = check(report, own, last).context
    (equation,) = [each for each in own.equations_at[cell] if each.rule == "disclosure.in_force"]
    assert context.explained(equation).holds is None
    assert context.explained(equation).says == f"{own.rule('disclosure.in_force').says}（{SWITCHED_OFF}）"
    assert equation not in own.checked_equations and equation in own.equations
    assert isinstance(equation, Equation)


def test_levels_of_a_severity_that_is_more_severe_at_sign_off(edition: Edition) -> None:
    blank = edition.rule("cell.blank")
    assert replace(blank, fixed="").with_severity("hint").at_sign_off == "error"
