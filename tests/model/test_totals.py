"""Totals that follow by themselves until a person types over them."""

import random

from hypothesis import given
from hypothesis import strategies as st

from model.edition import Edition
from model.report import Report
from model.tables import Cell
from model.totals import following, shown
from tests.conftest import filled


def seen(report: Report, edition: Edition, row: str, column: str, table: str = "requests") -> tuple[object, bool]:
    """(what a reader sees in the cell, whether it is a sum so far only)."""
    cell = Cell(table, row, column)
    found = shown(report, edition)
    return found.figures.get(cell), cell in found.partial


def test_a_total_is_the_sum_of_its_row(edition: Edition) -> None:
    report = filled(
        edition,
        "requests",
        """
                   person  business  research  welfare  legal_service  other
        received        3         1         0        0              2      0
    """,
    )
    assert seen(report, edition, "received", "total") == (6, False)


def test_a_total_whose_addends_are_all_blank_is_blank(edition: Edition) -> None:
    assert seen(Report(edition.id), edition, "received", "total") == (None, True)


def test_a_total_with_some_addends_blank_is_a_sum_so_far(edition: Edition) -> None:
    report = filled(
        edition,
        "requests",
        """
                   person  business
        received        3         .
    """,
    )
    assert seen(report, edition, "received", "total") == (3, True)


def test_a_total_of_totals_is_a_sum_so_far_while_one_of_them_is(edition: Edition) -> None:
    zero = {cell: 0 for cell in edition.table("requests").cells if cell not in edition.totals}
    del zero[Cell("requests", "results.granted", "person")]
    report = Report(edition.id, zero)
    assert seen(report, edition, "results.total", "person") == (0, True)
    assert seen(report, edition, "results.total", "business") == (0, False)
    assert seen(report, edition, "results.granted", "total") == (0, True)
    assert seen(report, edition, "results.total", "total") == (0, True)


def test_what_was_typed_over_a_total_stays_and_is_what_other_totals_add_up(edition: Edition) -> None:
    report = filled(
        edition,
        "disputes",
        """
                         upheld  corrected  other  pending  total
        reconsideration       1          1      0        0      5
    """,
    )
    assert seen(report, edition, "reconsideration", "total", "disputes") == (5, False)
    typed = Report(edition.id, {Cell("requests", "results.granted", "person"): 2})
    typed = typed.with_(figures={**typed.figures, Cell("requests", "results.total", "person"): 9})
    assert seen(typed, edition, "results.total", "total") == (9, True)


def test_a_total_that_equals_its_sum_is_set_free_to_follow(edition: Edition) -> None:
    report = filled(
        edition,
        "disputes",
        """
                         upheld  corrected  other  pending  total
        reconsideration       1          1      0        0      2
        suit_direct           1          1      0        0      5
        suit_after_reconsideration  .    .      .        .      0
    """,
    )
    free = following(report, edition)
    assert {cell.row for cell in free.figures if cell.column == "total"} == {
        "suit_direct",
        "suit_after_reconsideration",
    }, "one that differs stays as typed, and so does one without addends"


@given(seed=st.integers(0, 2**32))
def test_setting_totals_free_changes_nothing_that_a_reader_sees(edition: Edition, seed: int) -> None:
    chance = random.Random(seed)
    report = Report(edition.id, {cell: chance.randrange(3) for cell in edition.cells if chance.random() < 0.9})
    complete = Report(edition.id, shown(report, edition).figures)
    for each in (report, complete):
        free = following(each, edition)
        assert shown(free, edition).figures == shown(each, edition).figures
        assert following(free, edition) == free


def test_a_whole_imported_table_that_adds_up_follows_in_all_its_totals(edition: Edition) -> None:
    inputs = Report(edition.id, {cell: 1 for cell in edition.cells if cell not in edition.totals})
    imported = Report(edition.id, shown(inputs, edition).figures)
    assert len(imported.figures) == len(edition.cells)
    assert following(imported, edition) == inputs
    grand = Cell("requests", "results.total", "total")
    assert shown(inputs, edition).figures[grand] == 21 * 6


def test_every_total_is_its_sum_whichever_way_it_is_added(edition: Edition) -> None:
    """The grand total of the results is at the end of a row of totals and of a column of totals."""
    chance = random.Random(30)
    inputs = Report(edition.id, {cell: chance.randrange(50) for cell in edition.cells if cell not in edition.totals})
    figures = shown(inputs, edition).figures
    for equation in edition.equations:
        if equation.sets:
            assert sum(figures[term.cell] for term in equation.left) == figures[equation.sets], equation.id
