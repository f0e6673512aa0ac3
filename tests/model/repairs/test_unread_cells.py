"""What is offered for a cell that could not be read: never a guess."""

from decimal import Decimal

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.repairs.unread_cells import amount_with_unit, suggestions, taking
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit, apply
from model.report.report import Report
from tests.model.checks.rule_breaking import zeros


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("43.788万元", "43.788"),
        ("251000元", "25.1"),
        ("２５１，０００ 元", "25.1"),
        ("100元整", "0.01"),
        ("20万", "20"),
        ("约3万元", None),
        ("0元", "0"),
        ("3万5千元", None),
        ("万元", None),
        ("12,3元", None),
    ],
)
def test_an_amount_with_its_unit_is_offered_in_wan(raw: str, amount: str | None) -> None:
    assert amount_with_unit(raw) == (None if amount is None else Decimal(amount))


def unread(edition: Edition, address: str, raw: str) -> Report:
    report = with_derived_totals(Report(edition.id, zeros(edition)), edition)
    cell = edition.cell(address)
    return apply(report, Edit("", {cell: None}, unread={cell: raw}))[0]


def test_a_count_is_offered_when_the_equations_leave_only_one(edition: Edition) -> None:
    report = unread(edition, "requests.carried_out.person", "叁")
    report, _ = apply(report, Edit("", {edition.cell("requests.received.person"): 3}))
    found = suggestions(check(report, edition))
    cell = edition.cell("requests.carried_out.person")
    assert found[cell].figure == 3
    assert found[cell].why == "按勾稽关系应为 3"
    taken, _ = apply(report, taking(report, edition, found))
    assert taken.figures[cell] == 3
    assert not taken.unread


def test_nothing_is_offered_where_no_equation_speaks(edition: Edition) -> None:
    report = unread(edition, "disclosure.licences.decisions", "若干")
    assert suggestions(check(report, edition)) == {}


def test_a_mark_for_nothing_needs_no_suggestion(edition: Edition) -> None:
    report = unread(edition, "requests.carried_out.person", "/")
    assert suggestions(check(report, edition)) == {}
