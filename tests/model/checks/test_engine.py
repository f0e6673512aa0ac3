"""Every rule of every edition is applied, and what still holds is taken over."""

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.form.equations import Equation
from model.form.rule_kinds import KINDS, Rule
from model.report.edits import Edit, apply
from model.report.report import Report
from tests.model.checks.rule_breaking import EDITIONS, breaking_equation, findings_of, report_breaking


def every_rule() -> list[tuple[Edition, Rule]]:
    return [(edition, rule) for edition in EDITIONS.values() for rule in edition.rules]


def every_equation() -> list[tuple[Edition, Equation]]:
    return [(edition, equation) for edition in EDITIONS.values() for equation in edition.equations]


def name(value: object) -> str:
    return str(getattr(value, "id", value))


@pytest.mark.parametrize(("edition", "rule"), every_rule(), ids=name)
def test_every_rule_of_every_edition_can_be_broken(edition: Edition, rule: Rule) -> None:
    report, last_year = report_breaking(rule, edition)
    assert findings_of(rule.id, report, edition, last_year)


@pytest.mark.parametrize(("edition", "equation"), every_equation(), ids=name)
def test_every_equation_can_be_broken_and_names_its_cells_and_numbers(edition: Edition, equation: Equation) -> None:
    report, last_year = breaking_equation(equation, edition)
    broken = {each.rule: each for each in check(report, edition, last_year).findings}
    assert equation.id in broken
    assert broken[equation.id].cells == equation.cells
    assert "1" in broken[equation.id].message
    assert "≠" in broken[equation.id].message or ">" in broken[equation.id].message


@pytest.mark.parametrize(("edition", "rule"), every_rule(), ids=name)
def test_every_finding_says_where_and_what(edition: Edition, rule: Rule) -> None:
    report, last_year = report_breaking(rule, edition)
    for finding in findings_of(rule.id, report, edition, last_year):
        assert finding.place
        assert len(finding.message) > 5
        assert finding.rule.startswith(rule.id)
        assert finding.section in {"facts", "preface", *(section.key for section in edition.sections)}


def test_every_kind_of_rule_is_used_by_some_edition() -> None:
    assert {type(rule) for _, rule in every_rule()} == set(KINDS.values())


def test_unchanged_text_is_not_read_again_and_gives_the_same_findings(edition: Edition, sound: Report) -> None:
    before = check(sound, edition)
    changed, _ = apply(sound, Edit("", {edition.cell("requests.received.person"): 9}))
    assert check(changed, edition, before=before).findings == check(changed, edition).findings
