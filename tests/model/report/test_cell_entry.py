"""What is typed or pasted becomes a figure, a blank, or a refused text that stays in its cell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import FigureError
from model.form.tables import Cell
from model.report.cell_entry import discarding, objection, read_entries, read_entry, refusal, was_typed
from model.report.edits import Edit, apply, changed_only
from model.report.report import Report

RECEIVED = Cell("requests", "received", "person")
FEE = Cell("disclosure", "fees", "amount")


def entered(report: Report, edition: Edition, texts: dict[Cell, str]) -> tuple[Report, Edit]:
    edit = changed_only(report, read_entries(edition, texts).edit("填", report))
    return apply(report, edit)


@pytest.mark.parametrize(
    ("cell", "text", "figure"),
    [
        (RECEIVED, "12", 12),
        (RECEIVED, "", None),
        (RECEIVED, "—", None),
        (RECEIVED, "=3+5", 8),
        (RECEIVED, "＝３＋５", 8),
        (FEE, "=100/8", Decimal("12.5")),
    ],
)
def test_a_text_is_read_as_the_figure_it_means(edition: Edition, cell: Cell, text: str, figure: object) -> None:
    assert read_entry(edition, cell, text) == figure


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("=3-5", "“=3-5”得 -2，“-2”带有正负号"),
        ("=10/4", "“=10/4”得 2.5，“2.5”不是整数"),
        ("=10/3", "除不尽"),
        ("=3/0", "除数是 0"),
        ("=3+", "不是完整的算式"),
        ("=A1+2", "不是完整的算式"),
    ],
)
def test_the_value_of_a_formula_must_be_a_figure_of_the_cell(edition: Edition, text: str, says: str) -> None:
    with pytest.raises(FigureError) as raised:
        read_entry(edition, RECEIVED, text)
    assert says in str(raised.value)
    assert refusal(edition, RECEIVED, text) == str(raised.value)


@given(text=st.text(max_size=12))
def test_no_text_is_lost_it_is_a_figure_a_blank_or_stands_as_it_is(edition: Edition, text: str) -> None:
    before = Report(edition.id, {RECEIVED: 7})
    after, inverse = entered(before, edition, {RECEIVED: text})
    if refusal(edition, RECEIVED, text):
        assert after.unread == {RECEIVED: " ".join(text.split())}
        assert after.figures == {}
        assert was_typed(after, RECEIVED)
        assert any(f.stated_by == "cell.whole" for f in check(after, edition).findings)
    else:
        assert after.unread == {}
    assert apply(after, inverse)[0] == before


@given(texts=st.lists(st.sampled_from(["a", "1O", "-3"]), min_size=1, max_size=3), first=st.sampled_from([None, 5]))
def test_discarding_brings_back_what_stood_before(edition: Edition, texts: list[str], first: int | None) -> None:
    before = report = Report(edition.id, {} if first is None else {RECEIVED: first})
    steps: list[tuple[Edit, Edit]] = []
    for text in texts:
        edit = changed_only(report, read_entries(edition, {RECEIVED: text}).edit("填", report))
        if edit:
            report, inverse = apply(report, edit)
            steps.insert(0, (edit, inverse))
    assert apply(report, discarding(report, [RECEIVED], "放弃", steps))[0] == before
    assert apply(report, discarding(report, [RECEIVED], "放弃", []))[0].unread == {}


def test_a_block_is_refused_whole_only_where_nothing_in_it_was_meant_for_a_table(edition: Edition) -> None:
    other = Cell("requests", "carried_in", "person")
    assert not objection(read_entries(edition, {RECEIVED: "3", other: "约3"}))
    assert not objection(read_entries(edition, {RECEIVED: "约3"}))
    assert "没有数" in objection(read_entries(edition, {RECEIVED: "甲", other: "乙"}))
    assert "整段文字" in objection(read_entries(edition, {RECEIVED: "3", other: "字" * 41}))
