"""What differs between two versions of a report, and taking it over."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.form.edition import Edition, load_editions
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.comparison import (
    CellDifference,
    Part,
    WordsDifference,
    adopting_all_edit,
    adopting_edit,
    compare,
    stretches,
    unknown,
)
from model.report.edits import apply
from model.report.report import Fact, Report

EDITION = load_editions(Path(__file__).parent.parent.parent.parent / "resources" / "editions")["2021"]
PERSON, BUSINESS = (Cell("requests", "received", column) for column in ("person", "business"))
TOTAL = Cell("requests", "received", "total")
FEES = Cell("disclosure", "fees", "amount")

paragraphs = st.lists(st.sampled_from(["甲。", "乙。", "丙3件。", "丁。", " 甲 。"]), max_size=5).map("\n".join)
facts = st.fixed_dictionaries(
    {},
    optional={
        Fact.ORGAN: st.sampled_from(["恩平市财政局", "恩平市人民政府办公室"]),
        Fact.YEAR: st.sampled_from(["2024", "2025"]),
        Fact.TITLE: st.sampled_from(["", "年度工作小结"]),
        Fact.SIGNATURE: st.sampled_from(["恩平市财政局", "财政局"]),
        Fact.DATE: st.sampled_from(["2025-01-08", "2025年1月8日", "2025年1月9日"]),
    },
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    figures: dict[Cell, Figure] = {}
    unread: dict[Cell, str] = {}
    for cell in draw(st.lists(st.sampled_from(EDITION.cells), unique=True, max_size=40)):
        if draw(st.integers(0, 9)) == 0:
            unread[cell] = draw(st.sampled_from(["约3件", "/", "十一"]))
        else:
            figures[cell] = Decimal(draw(st.integers(0, 3))) if cell in EDITION.amounts else draw(st.integers(0, 3))
    texts = {key: text for key in EDITION.text_keys if (text := draw(paragraphs))}
    return Report(EDITION.id, figures, unread, facts=draw(facts), texts=texts)


@settings(deadline=None)
@given(ours=reports(), theirs=reports())
def test_taking_over_everything_leaves_no_difference(ours: Report, theirs: Report) -> None:
    edit = adopting_all_edit(ours, theirs, EDITION)
    after, back = apply(ours, edit)
    assert compare(after, theirs, EDITION) == []
    assert apply(after, back)[0] == ours


@settings(deadline=None)
@given(ours=reports(), theirs=reports(), data=st.data())
def test_taking_over_some_leaves_just_the_others(ours: Report, theirs: Report, data: st.DataObject) -> None:
    before = [each for each in compare(ours, theirs, EDITION) if isinstance(each, WordsDifference)]
    chosen = data.draw(st.sets(st.sampled_from(before)) if before else st.just(set()))
    after, _ = apply(ours, adopting_edit(ours, theirs, EDITION, chosen))
    left = [each for each in compare(after, theirs, EDITION) if isinstance(each, WordsDifference)]
    wanted = [(each.key, each.ours, each.theirs) for each in before if each not in chosen]
    lost = {
        str(key) for key, _ in (after.facts.items() | after.texts.items()) - ours.facts.items() - ours.texts.items()
    }
    untouched = [each for each in wanted if each[0] not in {*lost, Fact.TITLE}]
    assert [
        each for each in [(d.key, d.ours, d.theirs) for d in left] if each[0] not in {*lost, Fact.TITLE}
    ] == untouched
    for each in chosen:
        for line in each.theirs:
            held = {str(fact): text for fact, text in after.facts.items()} | dict(after.texts)
            assert line in held.get(each.key, after.title) or each.key == Fact.TITLE


@given(one=reports())
def test_a_report_does_not_differ_from_itself(one: Report) -> None:
    assert compare(one, one, EDITION) == []


def _report(figures: Mapping[Cell, Figure], facts: Mapping[Fact, str] | None = None, /, **texts: str) -> Report:
    known = {Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024", **(facts or {})}
    return Report(EDITION.id, figures, facts=known, texts=texts)


def test_a_changed_cell_is_named_with_both_values_and_the_total_with_it() -> None:
    rest = dict.fromkeys(EDITION.sum_at[TOTAL].addends, 0) | {BUSINESS: 3}
    found = compare(_report({**rest, PERSON: 6}), _report({**rest, PERSON: 7}), EDITION)
    assert [
        (each.cell, each.ours, each.theirs, each.follows) for each in found if isinstance(each, CellDifference)
    ] == [
        (PERSON, "6", "7", False),
        (TOTAL, "9", "10", True),
    ]
    assert found[0].name == "表三 一、本年新收 · 自然人"


def test_blank_is_not_zero_and_an_amount_is_a_number() -> None:
    found = compare(_report({FEES: Decimal("3.50")}), _report({FEES: Decimal("3.5"), PERSON: 0}), EDITION)
    assert [(each.ours, each.theirs) for each in found] == [("", "0")], "the total is blank in both"


def test_paragraphs_are_named_by_their_number_whether_changed_added_or_struck_out() -> None:
    ours = _report({}, **{"1": "甲。\n乙。\n丙。", "5": "一。\n二。"})
    theirs = _report({}, **{"1": "甲。\n乙乙。\n丙。\n丁。", "5": "二。"})
    found = compare(ours, theirs, EDITION)
    assert [(each.name, each.ours, each.theirs) for each in found if isinstance(each, WordsDifference)] == [
        ("一、总体情况 第 2 段", ("乙。",), ("乙乙。",)),
        ("一、总体情况 第 4 段处", (), ("丁。",)),
        ("五、存在的主要问题及改进情况 第 1 段", ("一。",), ()),
    ]


def test_indents_and_the_way_a_date_is_written_are_no_difference() -> None:
    ours = _report({}, {Fact.DATE: "2025-01-08"}, **{"1": "甲。\n\n　　乙。"})
    theirs = _report({}, {Fact.DATE: "2025年1月8日"}, **{"1": "甲。\n乙。"})
    assert compare(ours, theirs, EDITION) == []


def test_what_their_side_lacks_is_unknown_and_no_difference() -> None:
    ours = _report({}, {Fact.TITLE: "年度工作小结", Fact.SIGNATURE: "财政局", Fact.DATE: "2025-01-08"})
    theirs = Report(EDITION.id)
    assert compare(ours, theirs, EDITION) == []
    assert unknown(ours, theirs) == ((), ("机关名称", "年度", "落款", "成文日期"))


def test_a_draft_without_organ_or_year_has_no_title_to_differ_but_takes_the_date_that_came() -> None:
    ours, theirs = Report(EDITION.id, facts={Fact.YEAR: "2024"}), _report({}, {Fact.DATE: "2025-01-08"})
    (found,) = compare(ours, theirs, EDITION)
    assert (found.name, found.ours, found.theirs) == ("成文日期", (), ("2025-01-08",))
    assert unknown(ours, theirs) == (("机关名称",), ())


def test_a_total_that_the_leader_typed_is_taken_over_as_typed() -> None:
    ours, theirs = _report({PERSON: 1, BUSINESS: 2}), _report({PERSON: 2, BUSINESS: 2, TOTAL: 3})
    after, _ = apply(ours, adopting_all_edit(ours, theirs, EDITION))
    assert after.figures[TOTAL] == 3
    assert compare(after, theirs, EDITION) == []


def test_the_characters_that_changed_are_reported() -> None:
    assert stretches("全年收到申请9件。", "全年共收到申请12件。") == (
        (Part.SAME, "全年"),
        (Part.THEIRS, "共"),
        (Part.SAME, "收到申请"),
        (Part.OURS, "9"),
        (Part.THEIRS, "12"),
        (Part.SAME, "件。"),
    )


@pytest.mark.parametrize("key", ["2019"])
def test_two_editions_are_compared_over_the_cells_of_both(editions: Mapping[str, Edition], key: str) -> None:
    ours, theirs = _report({PERSON: 1}), Report(key, {PERSON: 1})
    cells = [each for each in compare(ours, theirs, EDITION, editions[key]) if isinstance(each, CellDifference)]
    assert cells == []
