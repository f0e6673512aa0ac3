"""Totals that follow by themselves until a person types over them."""

import random
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.derived_totals import as_read, left_blank, shown, totals_set, with_derived_totals
from model.report.edits import Edit, apply, filling_with_zero, resuming_sum_edit, with_totals_following
from model.report.json_format import cells_json
from model.report.report import Report
from tests.conftest import filled


def seen(report: Report, edition: Edition, row: str, column: str, table: str = "requests") -> tuple[object, object]:
    """(the figure in the cell, the sum so far of a total that lacks an addend)."""
    cell = Cell(table, row, column)
    found = shown(report, edition)
    return found.figures.get(cell), found.running.get(cell)


def test_a_total_is_the_sum_of_its_row(edition: Edition) -> None:
    report = filled(
        edition,
        "requests",
        """
                   person  business  research  welfare  legal_service  other
        received        3         1         0        0              2      0
    """,
    )
    assert seen(report, edition, "received", "total") == (6, None)


def test_a_total_whose_addends_are_all_blank_is_blank(edition: Edition) -> None:
    assert seen(Report(edition.id), edition, "received", "total") == (None, None)


def test_a_total_with_an_addend_blank_is_blank_and_has_a_running_sum(edition: Edition) -> None:
    report = filled(
        edition,
        "requests",
        """
                   person  business
        received        3         .
    """,
    )
    assert seen(report, edition, "received", "total") == (None, 3)


def test_a_total_of_totals_is_blank_while_one_of_them_is(edition: Edition) -> None:
    zero = {cell: 0 for cell in edition.table("requests").cells if cell not in edition.totals}
    del zero[Cell("requests", "results.granted", "person")]
    report = Report(edition.id, zero)
    assert seen(report, edition, "results.total", "person") == (None, 0)
    assert seen(report, edition, "results.total", "business") == (0, None)
    assert seen(report, edition, "results.granted", "total") == (None, 0)
    assert seen(report, edition, "results.total", "total") == (None, 0)


def test_what_was_typed_over_a_total_stays_and_is_what_other_totals_add_up(edition: Edition) -> None:
    report = filled(
        edition,
        "disputes",
        """
                         upheld  corrected  other  pending  total
        reconsideration       1          1      0        0      5
    """,
    )
    assert seen(report, edition, "reconsideration", "total", "disputes") == (5, None)
    typed = Report(edition.id, {Cell("requests", "results.granted", "person"): 2})
    typed = typed.with_(figures={**typed.figures, Cell("requests", "results.total", "person"): 9})
    assert seen(typed, edition, "results.total", "total") == (None, 9)


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
    free = with_derived_totals(report, edition)
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
        free = with_derived_totals(each, edition)
        assert shown(free, edition).figures == shown(each, edition).figures
        assert with_derived_totals(free, edition) == free


@given(data=st.data())
def test_a_total_has_a_number_only_if_it_is_stated_or_all_its_addends_are_there(
    editions: Mapping[str, Edition], data: st.DataObject
) -> None:
    """For every edition, whatever is blank, typed, or held unread by a file."""
    edition = data.draw(st.sampled_from(sorted(editions.values(), key=lambda each: each.id)))
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    blank = data.draw(st.sampled_from((0.0, 0.02, 0.2, 0.8, 1.0)))
    stated = data.draw(st.sampled_from((0.0, 0.1, 0.9)))
    figures: dict[Cell, Figure] = {
        cell: chance.randrange(9)
        for cell in edition.cells
        if chance.random() < (stated if cell in edition.totals else 1 - blank)
    }
    unread = {cell: "约3" for cell in edition.cells if cell not in figures and chance.random() < 0.05}
    report = Report(edition.id, figures, unread)
    seen = shown(report, edition)

    def expected(cell: Cell) -> Figure | None:
        """By the definition, from the leaves on."""
        if cell in figures or cell not in edition.totals or cell in unread:
            return figures.get(cell)
        addends = [expected(each) for each in edition.sum_at[cell].addends]
        return None if None in addends else sum(each for each in addends if each is not None)

    for cell in edition.cells:
        assert seen.figures.get(cell) == expected(cell), cell
    assert seen.figures.keys().isdisjoint(seen.running)
    assert seen.running.keys() <= edition.totals
    written = cells_json(report, edition)
    assert {address for address, figure in written.items() if figure is not None} == {str(c) for c in seen.figures}


@given(seed=st.integers(0, 2**32))
def test_no_figure_that_a_document_states_is_lost_and_none_is_added(edition: Edition, seed: int) -> None:
    chance = random.Random(seed)
    figures: dict[Cell, Figure] = {cell: chance.randrange(2) for cell in edition.cells if chance.random() < 0.97}
    report = as_read(Report(edition.id, figures), edition)
    assert shown(report, edition).figures == figures


def test_a_total_whose_sum_lacks_an_addend_stays_as_stated_even_if_the_rest_add_up_to_it(edition: Edition) -> None:
    report = filled(edition, "disputes", "upheld other pending total\nreconsideration 1 1 0 2")
    assert with_derived_totals(report, edition) == report


def test_a_total_left_blank_by_a_document_stays_blank_and_is_reported_with_its_sum(edition: Edition) -> None:
    text = """
                         upheld  corrected  other  pending  total
        reconsideration       1          1      0        3      .
        suit_direct           1          .      0        0      .
    """
    read = as_read(filled(edition, "disputes", text), edition)
    total = Cell("disputes", "reconsideration", "total")
    assert left_blank(read, edition) == (total,), "the other lacks an addend, and follows once that is filled"
    assert shown(read, edition).figures.get(total) is None
    found = check(read, edition).by_rule["cell.blank"]
    reported = next(each for each in found if each.rule == "cell.blank.disputes.totals")
    assert reported.cells == (total,)
    assert reported.repair == ((total, 5),)
    assert "各项之和 5" in reported.message
    free = apply(read, resuming_sum_edit(read, edition, reported.cells))[0]
    assert shown(free, edition).figures[total] == 5
    assert "cell.blank.disputes.totals" not in {each.rule for each in check(free, edition).findings}


def test_a_grand_total_is_not_lost_where_a_total_that_it_adds_up_is_blank(edition: Edition) -> None:
    inputs: dict[Cell, Figure] = {cell: 1 for cell in edition.cells if cell not in edition.totals}
    whole = dict(shown(Report(edition.id, inputs), edition).figures)
    blank, grand = Cell("requests", "results.total", "person"), Cell("requests", "results.total", "total")
    del whole[blank]
    read = as_read(Report(edition.id, whole), edition)
    assert read.figures.get(grand, shown(read, edition).figures.get(grand)) == 21 * 6
    assert blank not in shown(read, edition).figures


def test_a_mark_for_nothing_in_a_total_is_a_blank(edition: Edition) -> None:
    text = """
                         upheld  corrected  other  pending
        reconsideration       1          1      0        3
        suit_direct           1          .      0        0
    """
    marks = {Cell("disputes", row, "total"): "/" for row in ("reconsideration", "suit_direct")}
    read = as_read(filled(edition, "disputes", text).with_(unread=marks), edition)
    assert [cell.row for cell in left_blank(read, edition)] == ["reconsideration"]


# ---------------------------------------------------------------- figures put into totals

RECONSIDERED = """
                     upheld  corrected  other  pending
    reconsideration       1          1      0        3
"""
RECONSIDERATION = Cell("disputes", "reconsideration", "total")


def put(report: Report, edition: Edition, figures: Mapping[Cell, Figure | None]) -> Report:
    return apply(report, with_totals_following(report, edition, Edit("", figures)))[0]


def test_a_total_that_is_typed_as_its_sum_goes_on_following(edition: Edition) -> None:
    report = put(filled(edition, "disputes", RECONSIDERED), edition, {RECONSIDERATION: 5})
    assert RECONSIDERATION not in report.figures
    assert totals_set((RECONSIDERATION,), report, edition).follow == (RECONSIDERATION,)


def test_a_total_that_differs_is_kept_as_typed(edition: Edition) -> None:
    report = put(filled(edition, "disputes", RECONSIDERED), edition, {RECONSIDERATION: 6})
    assert report.figures[RECONSIDERATION] == 6
    assert totals_set((RECONSIDERATION,), report, edition).differ == (RECONSIDERATION,)


def test_a_total_typed_before_its_addends_follows_once_they_are_there_and_agree(edition: Edition) -> None:
    report = put(Report(edition.id), edition, {RECONSIDERATION: 5})
    assert totals_set((RECONSIDERATION,), report, edition).waiting == (RECONSIDERATION,)
    for column, figure in (("upheld", 1), ("corrected", 1), ("other", 0)):
        report = put(report, edition, {Cell("disputes", "reconsideration", column): figure})
        assert report.figures[RECONSIDERATION] == 5
    last = Cell("disputes", "reconsideration", "pending")
    assert put(report, edition, {last: 4}).figures[RECONSIDERATION] == 5, "it differs"
    assert RECONSIDERATION not in put(report, edition, {last: 3}).figures


def test_a_total_that_was_held_against_its_sum_stays_whatever_its_addends_pass_through(edition: Edition) -> None:
    """Whoever corrects several addends of a stated total must not lose it on the way."""
    report = put(filled(edition, "disputes", RECONSIDERED), edition, {RECONSIDERATION: 6})
    for pending in (4, 7):
        report = put(report, edition, {Cell("disputes", "reconsideration", "pending"): pending})
    assert report.figures[RECONSIDERATION] == 6


def test_filling_blanks_with_zero_lets_stated_totals_that_agree_follow(edition: Edition) -> None:
    report = filled(edition, "disputes", "upheld total\nreconsideration 3 3\nsuit_direct 3 4")
    edit = filling_with_zero(report, edition, edition.table("disputes").cells)
    report = apply(report, with_totals_following(report, edition, edit))[0]
    assert {cell.row for cell in report.figures if cell.column == "total"} == {"suit_direct"}


@given(seed=st.integers(0, 2**32))
def test_a_whole_block_with_its_totals_is_taken_and_all_totals_that_agree_follow(edition: Edition, seed: int) -> None:
    chance = random.Random(seed)
    inputs: dict[Cell, Figure] = {
        cell: chance.randrange(50) for cell in edition.table("requests").cells if cell not in edition.totals
    }
    block = dict(shown(Report(edition.id, inputs), edition).figures)
    wrong = chance.choice(sorted(edition.totals & block.keys()))
    assert put(Report(edition.id), edition, block).figures == inputs
    report = put(Report(edition.id), edition, {**block, wrong: block[wrong] + 1})
    assert shown(report, edition).figures == {**block, wrong: block[wrong] + 1}, "what was put in is what stands there"


def test_a_whole_imported_table_that_adds_up_follows_in_all_its_totals(edition: Edition) -> None:
    inputs = Report(edition.id, {cell: 1 for cell in edition.cells if cell not in edition.totals})
    imported = Report(edition.id, shown(inputs, edition).figures)
    assert len(imported.figures) == len(edition.cells)
    assert with_derived_totals(imported, edition) == inputs
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


def test_what_became_of_totals_is_reported_by_kind(edition: Edition) -> None:
    """Those that follow are counted, those that differ are named, and those whose sums lack an addend wait."""
    table = filled(
        edition,
        "disputes",
        """
                         upheld corrected other pending total
        reconsideration       1         1     0       0     .
        suit_direct           1         1     0       0     5
        suit_after_reconsideration 1    .     0       0     1
    """,
    )
    follows, differs, waits = (
        Cell("disputes", row, "total") for row in ("reconsideration", "suit_direct", "suit_after_reconsideration")
    )
    cells = (*table.figures, follows)
    found = totals_set(cells, table, edition)
    assert (found.follow, found.differ, found.waiting) == ((follows,), (differs,), (waits,))
    assert found.says(edition) == (
        "1 个合计与各项之和一致，随各项自动计算；"
        f"1 个合计与各项之和不符，按原数保留：{edition.name_of(differs)}；"
        "1 个合计的各项还没有填齐，先按原数保留"
    )
    nothing = totals_set([Cell("disputes", "reconsideration", "upheld")], table, edition)
    assert (nothing.follow, nothing.differ, nothing.waiting, nothing.says(edition)) == ((), (), (), "")


def test_three_totals_that_differ_are_named_and_more_are_not(edition: Edition) -> None:
    zero: dict[Cell, Figure] = dict.fromkeys(edition.table("requests").cells, 0)
    rows = [row.id for row in edition.table("requests").rows if row.id != "results.total"][:4]
    totals = [Cell("requests", row, "total") for row in rows]
    report = Report(
        edition.id, {**{cell: 0 for cell in zero if cell not in edition.totals}, **dict.fromkeys(totals, 9)}
    )
    names = "、".join(edition.name_of(cell) for cell in totals[:3])
    assert totals_set(totals[:3], report, edition).says(edition) == f"3 个合计与各项之和不符，按原数保留：{names}"
    assert totals_set(totals, report, edition).says(edition) == f"4 个合计与各项之和不符，按原数保留：{names}等"
