"""Who has just changed a figure is told that first."""

from datetime import UTC, datetime, timedelta

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.repairs.last_change import LOOKED_BACK, set_back
from model.repairs.repairs import Repair
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit, apply
from model.report.report import Report
from tests.model.checks.rule_breaking import zeros

NOW = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)
RECEIVED, GRANTED = (Cell("requests", row, "business") for row in ("received", "results.granted"))
OTHER = Cell("requests", "received", "person")


class Work:
    """A report and the edits made to it."""

    def __init__(self, edition: Edition) -> None:
        sound: dict[Cell, Figure] = {**zeros(edition), RECEIVED: 8, GRANTED: 8}
        self.edition = edition
        self.report = Report(edition.id, {cell: f for cell, f in sound.items() if cell not in edition.totals})
        self.steps: list[tuple[Edit, Edit, datetime]] = []

    def put(self, figures: dict[Cell, Figure | None], at: datetime = NOW) -> "Work":
        edit = Edit("", figures)
        self.report, inverse = apply(self.report, edit)
        self.steps.insert(0, (edit, inverse, at))
        return self

    def reported(self, zero_filled: frozenset[Cell] = frozenset()) -> Repair | None:
        return set_back(check(self.report, self.edition).context, self.steps, NOW, zero_filled)


@pytest.fixture
def work(edition: Edition) -> Work:
    assert with_derived_totals(Work(edition).report, edition) == Work(edition).report
    return Work(edition)


def test_a_change_from_8_to_80_is_reported_as_such(work: Work) -> None:
    reported = work.put({RECEIVED: 80}).reported()
    assert reported is not None
    assert reported.says == "刚才把 一、本年新收 · 商业企业 由 8 改为 80；改回 8 就对上了"
    assert reported.changes == ((RECEIVED, 8),)
    assert set(reported.settles) == {"requests.balance.business", "requests.balance.total"}


def test_a_table_that_adds_up_has_nothing_to_set_back(work: Work) -> None:
    assert work.put({RECEIVED: 9}).put({GRANTED: 9}).reported() is None


def test_of_several_changes_of_a_cell_the_one_before_all_of_them_is_found(work: Work) -> None:
    reported = work.put({RECEIVED: 80}).put({RECEIVED: 81}).reported()
    assert reported is not None
    assert "由 8 改为 81" in reported.says


def test_an_edit_that_has_nothing_to_do_with_it_is_passed_over(work: Work, edition: Edition) -> None:
    other = edition.cell("disclosure.licences.decisions")
    reported = work.put({other: 1}).put({RECEIVED: 80}).put({other: 5}).reported()
    assert reported is not None
    assert reported.changes == ((RECEIVED, 8),)


def test_what_would_not_settle_all_that_it_touches_is_not_told(work: Work) -> None:
    """Both columns are off, and so is their total: neither change alone explains it."""
    assert work.put({RECEIVED: 80, OTHER: 3}).reported() is None


def test_a_change_of_long_ago_is_reported_with_its_time(work: Work) -> None:
    at = NOW - timedelta(days=2)
    reported = work.put({RECEIVED: 80}, at).reported()
    assert reported is not None
    local = at.astimezone()
    assert reported.says.startswith(f"{local.month}月{local.day}日 {local:%H:%M} 把 ")


def test_a_figure_that_was_blank_before_is_not_set_back(work: Work) -> None:
    """Without it the equations would hold for lack of a figure."""
    assert work.put({RECEIVED: None}).put({RECEIVED: 80}).reported() is None


def test_replacing_a_filled_in_zero_is_no_suspicious_change(work: Work) -> None:
    work.put({OTHER: 3})
    assert work.reported(frozenset({OTHER})) is None
    reported = work.reported()
    assert reported is not None
    assert reported.changes == ((OTHER, 0),)


def test_only_the_last_edits_are_looked_through(work: Work, edition: Edition) -> None:
    work.put({RECEIVED: 80})
    for figure in range(1, LOOKED_BACK + 1):
        work.put({edition.cell("disclosure.licences.decisions"): figure})
    assert work.reported() is None
