"""What a check knows for certain, and what it cannot evaluate."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from model.checks.engine import check
from model.checks.findings import BLANK, NO_LAST_YEAR, Severity
from model.form.edition import Edition
from model.report.edits import Edit, apply
from model.report.report import Report
from tests.model.checks.rule_breaking import EDITIONS, zeros


def test_a_blank_is_not_zero_and_stops_its_equations(edition: Edition, sound: Report) -> None:
    report, _ = apply(sound, Edit("", {edition.cell("requests.carried_out.business"): None}))
    checked = check(report, edition)
    assert not [each for each in checked.findings if each.rule.startswith("requests.balance")]
    assert ("requests.balance", BLANK) in {(each.rule, each.why) for each in checked.not_evaluated}
    (blank,) = [each for each in checked.findings if each.stated_by == "cell.blank"]
    assert blank.cells == (edition.cell("requests.carried_out.business"),)
    assert blank.severity is Severity.WARNING


def test_without_last_year_the_rules_across_years_say_that_they_are_not_evaluated(
    edition: Edition, sound: Report
) -> None:
    why = {each.rule: each.why for each in check(sound, edition).not_evaluated}
    for rule in ("years.carried_in", "years.jump", "disclosure.in_force", "disclosure.repealed_max"):
        assert why[rule] == NO_LAST_YEAR


def test_last_year_in_another_form_is_not_comparable(
    edition: Edition, editions: Mapping[str, Edition], sound: Report
) -> None:
    last_year = Report("2019", {edition.cell("requests.carried_out.person"): 2})
    checked = check(sound, edition, last_year, last_edition=editions["2019"])
    assert {each.why for each in checked.not_evaluated if each.rule == "disclosure.in_force"} == {
        "上年年报里没有可比的数"
    }
    assert [each.rule for each in checked.findings if each.stated_by == "years.carried_in"] == [
        "years.carried_in.person"
    ]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_broken_is_what_can_be_evaluated_and_does_not_hold(data: st.DataObject) -> None:
    """With all cells filled as with blanks: one loop decides, and it says what asking each equation says."""
    edition = EDITIONS["2021"]
    figures = zeros(edition)
    cells = st.sampled_from([each for each in edition.cells if each not in edition.totals])
    for cell in data.draw(st.lists(cells, max_size=4)):
        figures[cell] = data.draw(st.integers(0, 3))
    for cell in data.draw(st.lists(cells, max_size=3)):
        figures.pop(cell, None)
    typed = {cell: figure for cell, figure in figures.items() if cell not in edition.totals}
    last_year = Report(edition.id, zeros(edition)) if data.draw(st.booleans()) else None
    for given_figures in (figures, typed):
        context = check(Report(edition.id, given_figures), edition, last_year).context
        broken = {each.id for some in context.broken.values() for each, _, _ in some}
        requested = {each.id for each in edition.equations if (sides := context.sides(each)) and not each.holds(*sides)}
        assert broken == requested
