"""Edits as values: applying one gives back the way back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import (
    CHANGING,
    Edit,
    apply,
    blanks,
    changed_only,
    filled_count,
    filling_with_zero,
    resuming_sum_edit,
    setting_figures,
)
from model.report.report import Fact, Origin, Reason, Report
from tests.conftest import filled
from tests.model.strategies import edits, reports

RECEIVED = Cell("requests", "received", "person")
CARRIED_IN = Cell("requests", "carried_in", "person")
ORIGIN = Origin("2024.docx", "第3张表第4行第4列", "3")


@given(reports, st.lists(edits, max_size=8))
def test_undoing_any_sequence_of_edits_restores_the_report(report: Report, sequence: list[Edit]) -> None:
    now, inverses = report, []
    for edit in sequence:
        now, inverse = apply(now, edit)
        inverses.append(inverse)
    for inverse in reversed(inverses):
        now, _ = apply(now, inverse)
    assert now == report


@given(reports, st.lists(edits, max_size=8))
def test_redoing_what_was_undone_leads_to_the_same_report(report: Report, sequence: list[Edit]) -> None:
    for edit in sequence:
        after, inverse = apply(report, edit)
        before, again = apply(after, inverse)
        assert apply(before, again)[0] == after
        assert apply(before, edit)[0] == after
        report = after


@given(reports, edits)
def test_an_edit_leaves_the_report_it_was_applied_to_as_it_was(report: Report, edit: Edit) -> None:
    before = repr(report)
    apply(report, edit)
    assert repr(report) == before


@given(reports, edits)
def test_after_an_edit_the_report_holds_what_the_edit_says_and_otherwise_what_it_held(
    report: Report, edit: Edit
) -> None:
    after, inverse = apply(report, edit)
    assert inverse.label == edit.label
    for name in CHANGING:
        stated, old, new = getattr(edit, name), getattr(report, name), getattr(after, name)
        for key, value in stated.items():
            assert new.get(key) == value
            assert (key in new) == (value is not None)
        untouched = old.keys() - stated.keys()
        if name in ("unread", "origins"):
            untouched -= edit.figures.keys()
        assert {key: new[key] for key in untouched} == {key: old[key] for key in untouched}


@given(reports, edits)
def test_what_is_in_the_report_already_is_no_change(report: Report, edit: Edit) -> None:
    after, _ = apply(report, edit)
    assert not changed_only(after, edit)
    left = changed_only(report, edit)
    for name in CHANGING:
        stays = left.figures.keys() if name in ("unread", "origins") else ()  # or the new figure would take it away
        assert all(
            getattr(report, name).get(key) != value or key in stays for key, value in getattr(left, name).items()
        )
    assert apply(report, left)[0].figures == after.figures


def test_an_edit_is_true_when_it_changes_anything() -> None:
    assert not Edit("什么也没有")
    assert Edit("清空", figures={RECEIVED: None})
    assert Edit("说明", reasons={"cell.blank": Reason("", "")})


def test_a_new_figure_takes_away_the_unread_text_and_the_origin_and_undo_brings_them_back() -> None:
    report = Report("2021", unread={RECEIVED: "约3", CARRIED_IN: "若干"}, origins={RECEIVED: ORIGIN})
    after, inverse = apply(report, Edit("填写", {RECEIVED: 3}))
    assert after == Report("2021", {RECEIVED: 3}, unread={CARRIED_IN: "若干"})
    assert apply(after, inverse)[0] == report


def test_an_edit_may_state_the_origin_of_its_figure_itself() -> None:
    report = Report("2021", {RECEIVED: 3}, origins={RECEIVED: ORIGIN})
    other = Origin("2023.docx", "", "5")
    after, inverse = apply(report, Edit("导入", {RECEIVED: 5}, origins={RECEIVED: other}))
    assert after.origins == {RECEIVED: other}
    assert apply(after, inverse)[0] == report


def test_blanking_is_absence_and_not_zero() -> None:
    after, _ = apply(Report("2021", {RECEIVED: 3}), Edit("清除", {RECEIVED: None}))
    assert after.figures == {}
    assert after.figure(RECEIVED) is None


def test_zeros_go_where_nothing_stands_but_a_mark_that_stands_for_nothing(edition: Edition) -> None:
    report = filled(
        edition,
        "requests",
        """
                   person  business  research  welfare
        received        3         .         .        .
    """,
    )
    row = [Cell("requests", "received", column.id) for column in edition.table("requests").columns]
    person, business, research, welfare, legal_service, other, total = row
    report = report.with_(unread={business: " / ", research: "约3", welfare: "", legal_service: "无"})
    assert blanks(report, edition, row) == [business, welfare, legal_service, other]
    edit = filling_with_zero(report, edition, row)
    after, inverse = apply(report, edit)
    assert after.figures == {person: 3, business: 0, welfare: 0, legal_service: 0, other: 0}
    assert after.unread == {research: "约3"}
    assert total not in after.figures, "a total follows"
    assert apply(after, inverse)[0] == report


def test_a_report_filled_with_zeros_is_filled(edition: Edition) -> None:
    empty = Report(edition.id)
    assert filled_count(empty, edition) == 0
    full, _ = apply(empty, filling_with_zero(empty, edition, edition.cells))
    assert filled_count(full, edition) == len(edition.cells)


def test_a_total_counts_as_filled_once_all_its_addends_are(edition: Edition) -> None:
    report = filled(
        edition,
        "disputes",
        """
                         upheld  corrected  other  pending
        reconsideration       1          0      0        .
    """,
    )
    assert filled_count(report, edition) == 3
    pending = Cell("disputes", "reconsideration", "pending")
    report, _ = apply(report, Edit("填写", {pending: 2}))
    assert filled_count(report, edition) == 5


def test_a_cell_of_another_edition_does_not_count_as_filled(edition: Edition) -> None:
    assert filled_count(Report(edition.id, {Cell("requests", "nowhere", "person"): 1}), edition) == 0


@pytest.mark.parametrize("year", ["", "二〇二五", "2025年", "٢٠٢٥", "20252025", "9" * 5000])
def test_a_year_that_is_no_number_is_no_year(year: str) -> None:
    assert Report("2021", facts={Fact.YEAR: year}).year is None
    assert Report("2021", facts={Fact.YEAR: "2025"}).year == 2025


def test_amounts_stay_exact(edition: Edition) -> None:
    fee = Cell("disclosure", "fees", "amount")
    after, _ = apply(Report(edition.id), Edit("填写", {fee: Decimal("12.50")}))
    assert str(after.figure(fee)) == "12.50"


@pytest.mark.parametrize("figure", [7, 0, None])
def test_a_cell_that_is_set_keeps_neither_unread_text_nor_its_origin(edition: Edition, figure: int | None) -> None:
    report = Report(edition.id, unread={RECEIVED: "约3"}, origins={RECEIVED: ORIGIN})
    edit = changed_only(report, setting_figures(report, {RECEIVED: figure}, "填写"))
    after, inverse = apply(report, edit)
    assert after.figures == ({} if figure is None else {RECEIVED: figure})
    assert (after.unread, after.origins) == ({}, {})
    assert apply(after, inverse)[0] == report


def test_the_same_figure_set_again_is_no_edit_and_keeps_its_origin(edition: Edition) -> None:
    report = Report(edition.id, {RECEIVED: 3}, origins={RECEIVED: ORIGIN})
    assert not changed_only(report, setting_figures(report, {RECEIVED: 3}, "填写"))


def test_a_total_that_is_set_free_keeps_no_unread_text(edition: Edition) -> None:
    total = Cell("requests", "received", "total")
    report = Report(edition.id, unread={total: "合计"}, origins={total: ORIGIN})
    edit = resuming_sum_edit(report, edition, [total])
    assert edit.label == f"恢复自动合计 {edition.name_of(total)}"
    after, _ = apply(report, edit)
    assert (after.unread, after.origins) == ({}, {})
