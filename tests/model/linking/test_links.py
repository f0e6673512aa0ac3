"""Numbers in the words follow the tables."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from model.checks.claim_cells import total
from model.checks.claim_evaluation import ClaimState
from model.checks.engine import check
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report
from model.linking.insertable_numbers import insertable_numbers
from model.linking.link_targets import link_targets, linkable_number_at
from model.linking.links import inserting_edit, linking_edit, mark_cells_from, unlinking_edit, with_linked_numbers
from model.narrative.written_numbers import written_like
from model.report.edits import Edit, apply, filling_with_zero
from model.report.json_format import read_report_json, write_report_json
from model.report.positions import with_positions
from model.report.report import Fact, NumberLink, Report, ToCheck
from tests.conftest import SAMPLES, filled

TABLE = """
                      person  business
    received           8         3
    carried_in         0         0
    results.granted    7         2
    carried_out        1         1
"""
WORDS = (
    "2024年，共收到政府信息公开申请11件，予以公开9件，结转下年度2件。较上年增加3件。全市收到申请11件。发布信息11条。"
)


@pytest.fixture
def report(edition: Edition) -> Report:
    report = filled(edition, "requests", TABLE)
    report, _ = apply(report, filling_with_zero(report, edition, edition.cells))
    return report.with_(facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}, texts={"1": WORDS})


def edited(report: Report, edition: Edition, edit: Edit, last_year: Report | None = None) -> tuple[Report, Edit]:
    """As the window does it."""
    before = check(report, edition, last_year)
    after = check(apply(report, edit)[0], edition, last_year, before=before)
    mark_cells = mark_cells_from(check(last_year, edition).context) if last_year else None
    full = with_linked_numbers(edit, before, after, mark_cells)
    return apply(report, full)[0], full


def test_what_agrees_follows_in_the_same_edit(edition: Edition, report: Report) -> None:
    edit = Edit("填写", {edition.cell("requests.received.person"): 12, edition.cell("requests.carried_out.person"): 5})
    after, full = edited(report, edition, edit)
    assert after.texts["1"] == WORDS.replace("申请11件，予", "申请15件，予").replace("下年度2件", "下年度6件")
    assert full.label == "填写，正文 2 处随之更新"
    again, inverse = apply(report, full)
    assert apply(again, inverse)[0] == report


def test_what_disagreed_already_is_left_to_the_person(edition: Edition, report: Report) -> None:
    unlinked = report.with_(texts={**report.texts, "1": WORDS.replace("申请11件，予", "申请21件，予")})
    after, full = edited(unlinked, edition, Edit("填写", {edition.cell("requests.received.person"): 12}))
    assert "申请21件，予" in after.texts["1"]
    assert full.label == "填写"


def test_an_edit_that_writes_words_itself_is_left_as_it_is(edition: Edition, report: Report) -> None:
    edit = Edit("", {edition.cell("requests.received.person"): 12}, texts={"1": WORDS + "完。"})
    assert edited(report, edition, edit)[1] is edit


@pytest.mark.parametrize("zeros_first", [False, True])
def test_after_roll_over_numbers_follow_the_cells_they_agreed_with(edition: Edition, zeros_first: bool) -> None:
    last = import_report(SAMPLES / "enping-office-2024.txt", {"2021": edition}).report
    draft = roll_over(last, edition, 2025)
    zeros, _ = apply(draft, filling_with_zero(draft, edition, edition.cells))
    figures = {
        edition.cell(f"requests.{row}.person"): figure
        for row, figure in (
            ("received", 20),
            ("results.granted", 13),
            ("results.granted_in_part", 2),
            ("carried_out", 7),
        )
    }
    if zeros_first:  # 0 agrees with every reading: last year's is the one that goes on
        draft, _ = edited(draft, edition, filling_with_zero(draft, edition, edition.cells), last)
        assert "共受理政府信息公开申请0宗" in draft.texts["1"]
        after, _ = edited(draft, edition, Edit("填写", figures), last)
    else:
        after, _ = edited(zeros, edition, Edit("填写", figures), last)
    assert "共受理政府信息公开申请20宗" in after.texts["1"]
    assert "15宗予以公开" in after.texts["1"]
    assert "7宗转下年度继续办理" in after.texts["1"]
    assert "发布政府信息128条" in after.texts["1"]
    left = {each.text for each in after.to_check.values()}
    assert "128" in left
    assert "11" not in left
    assert all(after.texts[each.section][each.start :].startswith(each.text) for each in after.to_check.values())


HUAIAN = {
    "reconsideration.upheld": ("行政复议351件，其中结果维持72件", "72", "70"),
    "reconsideration.corrected": ("结果维持72件，结果纠正64件", "64", "61"),
    "reconsideration.other": ("结果纠正64件，其他结果178件", "178", "170"),
    "reconsideration.pending": ("其他结果178件，尚未审结37件；", "37", "30"),
}


@pytest.fixture(scope="module")
def huaian(editions: Mapping[str, Edition]) -> Report:
    """复议 and 诉讼 are told in the same words, one after the other."""
    return import_report(SAMPLES / "huaian-2024.pdf", editions).report


@pytest.mark.parametrize("row", HUAIAN)
def test_of_two_clauses_of_the_same_words_only_that_follows_which_means_the_cell(
    edition: Edition, huaian: Report, row: str
) -> None:
    last, draft = huaian, roll_over(huaian, edition, 2025)
    words, was, now = HUAIAN[row]
    after, full = edited(draft, edition, Edit("填写", {edition.cell(f"disputes.{row}"): int(now)}), last)
    followed = words[::-1].replace(was[::-1], now[::-1], 1)[::-1]
    assert draft.texts["1"].count(words) == 1
    assert after.texts["1"] == draft.texts["1"].replace(words, followed)
    assert full.label == "填写，正文 1 处随之更新"
    assert len(after.to_check) == len(draft.to_check) - 1
    assert all(after.texts[each.section][each.start :].startswith(each.text) for each in after.to_check.values())
    suits = {edition.cell(f"disputes.{suit}.upheld"): figure for suit, figure in SUITS.items()}
    both, _ = edited(after, edition, Edit("填写", suits), last)
    assert both.texts["1"] == after.texts["1"].replace("其中结果维持25件", "其中结果维持14件")


SUITS = {"suit_direct": 11, "suit_after_reconsideration": 3}


def test_an_older_program_s_draft_follows_where_its_marks_tell_which_number_they_are(
    edition: Edition, huaian: Report
) -> None:
    last, draft = huaian, roll_over(huaian, edition, 2025)
    old = draft.with_(to_check={key: replace(mark, cells=None) for key, mark in draft.to_check.items()})
    edit = Edit("填写", {edition.cell("disputes.reconsideration.upheld"): 70})
    after, _ = edited(old, edition, edit, last)
    assert after.texts["1"] == draft.texts["1"].replace("其中结果维持72件", "其中结果维持70件")
    # its clauses had the same numbers, and one of the marks is gone: nobody knows which one is left
    zeros = draft.texts["1"].replace("维持72件", "维持0件").replace("维持25件", "维持0件")
    was = last.with_(texts={**last.texts, "1": zeros.replace("2025年", "2024年")})
    was = was.with_(figures={**was.figures, **dict.fromkeys(map(edition.cell, UPHELD), 0)})
    start = zeros.index("维持0件") + 2
    left = {"0007": ToCheck("1", start, "0", "0")}
    draft = Report("2021", texts={**draft.texts, "1": zeros}, to_check=left)
    after, full = edited(draft, edition, edit, was)
    assert (after.texts, full.label) == (draft.texts, "填写")


UPHELD = (
    "disputes.reconsideration.upheld",
    "disputes.suit_direct.upheld",
    "disputes.suit_after_reconsideration.upheld",
)


def test_nothing_is_written_while_cells_are_blank(edition: Edition) -> None:
    last = import_report(SAMPLES / "enping-office-2024.txt", {"2021": edition}).report
    draft = roll_over(last, edition, 2025)
    after, full = edited(draft, edition, Edit("填写", {edition.cell("requests.received.person"): 20}), last)
    assert after.texts == draft.texts
    assert full.label == "填写"


# ---------------------------------------------------------------- by hand

PUBLISHED = WORDS.index("发布信息11条") + 4
GRANTED = ("results.granted.person", "results.granted.business")


def linked(report: Report, edition: Edition, start: int, text: str, *rows: str) -> Report:
    cells = tuple(edition.cell(f"requests.{row}") for row in rows)
    return apply(report, linking_edit(check(report, edition).context, "1", start, text, cells))[0]


def test_any_number_can_be_linked_to_a_sum_and_shows_it_from_then_on(edition: Edition, report: Report) -> None:
    report = linked(report, edition, PUBLISHED, "11", *GRANTED)
    assert report.texts["1"] == WORDS.replace("发布信息11条", "发布信息9条")
    after, full = edited(report, edition, Edit("填写", {edition.cell("requests.results.granted.person"): 100}))
    assert "发布信息102条" in after.texts["1"]
    assert full.label == "填写，正文 2 处随之更新"
    assert [each.text for each in after.links.values() if not each.automatic] == ["102"]
    again, inverse = apply(report, full)
    assert apply(again, inverse)[0] == report


def test_a_number_inserted_from_the_tables_is_linked_to_its_cells_in_the_same_edit(
    edition: Edition, report: Report
) -> None:
    context = check(report, edition).context
    (received,) = [each for each in insertable_numbers(context) if each.name == "新收总计"]
    text = f"本年网上受理{received.text}起"
    words = f"{WORDS}本年网上受理起"
    report = report.with_(texts={**report.texts, "1": words})
    at = words.rindex("起")
    inserted, inverse = apply(report, inserting_edit(check(report, edition).context, "1", at, at, received))
    assert inserted.texts["1"] == WORDS + text
    assert [(each.start, each.text, each.cells) for each in inserted.links.values()] == [
        (at, received.text, received.cells)
    ]
    assert apply(inserted, inverse)[0] == report
    after, _ = edited(inserted, edition, Edit("填写", {edition.cell("requests.received.person"): 100}))
    now = total(received.cells, dict(check(after, edition).context.figures))
    assert after.texts["1"].endswith(f"本年网上受理{now}起")


def test_inserted_text_that_is_no_number_of_its_own_is_not_linked(edition: Edition, report: Report) -> None:
    context = check(report, edition).context
    offered = {each.name: each for each in insertable_numbers(context)}
    inside = WORDS.index("11") + 1
    assert not inserting_edit(context, "1", inside, inside, offered["新收总计"]).links
    assert not inserting_edit(context, "1", 0, 0, offered["没有收费"]).links


def test_a_link_overrides_the_meaning_of_the_text(edition: Edition, report: Report) -> None:
    """All along 予以公开 meant two rows here; the office counts one column of them."""
    start = WORDS.index("9件")
    report = linked(report, edition, start, "9", "results.granted.person")
    assert "予以公开7件" in report.texts["1"]
    looked = check(report, edition).context
    (verdict,) = [each for each in looked.words.evaluations("1") if each.start == start]
    assert (verdict.state, verdict.evaluation.linked, verdict.evaluation.says.endswith("自然人 7")) == (
        ClaimState.AGREES,
        True,
        True,
    )
    after, _ = edited(report, edition, Edit("", {edition.cell("requests.results.granted.business"): 50}))
    assert "予以公开7件" in after.texts["1"]
    loose, _ = apply(report, unlinking_edit(next(iter(report.links))))
    assert [
        each.start
        for each in check(loose, edition).context.words.evaluations("1")
        if each.state is ClaimState.CONTRADICTS
    ] == [start]


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("2024年，共", "2024年，我局共", ["11"]),
        ("发布信息11条", "发布信息13条", []),
        ("发布信息11条", "发布信息113条", []),
        ("发布信息11条", "公开信息11条", ["11"]),
        ("全市收到申请11件。发布信息11条。", "全省收到申请12件。发布信息11条，完。", ["11"]),
        (WORDS, "", []),
    ],
)
def test_a_link_moves_with_its_text_and_is_removed_when_its_number_is_edited(
    edition: Edition, report: Report, old: str, new: str, left: list[str]
) -> None:
    held = NumberLink("1", PUBLISHED, "11", (edition.cell("requests.received.total"),))
    report = report.with_(links={"0001": held})
    words = WORDS.replace(old, new)
    after, _ = apply(report, with_positions(report, Edit("改写", texts={"1": words or None})))
    assert [each.text for each in after.links.values()] == left
    assert all(words[each.start - 2 :].startswith("信息11条") for each in after.links.values())


def test_links_are_kept_in_next_year_s_draft_and_follow_once_their_cells_are_filled(
    edition: Edition, report: Report
) -> None:
    last = linked(report, edition, PUBLISHED, "11", *GRANTED)
    draft = roll_over(last, edition, 2025)
    assert "发布信息9条" in draft.texts["1"]
    figures = {edition.cell(f"requests.{row}"): 20 for row in GRANTED}
    after, _ = edited(draft, edition, Edit("填写", figures), last)
    assert "发布信息40条" in after.texts["1"]


def test_links_are_saved_in_the_json_format(edition: Edition, report: Report) -> None:
    report = linked(report, edition, PUBLISHED, "11", *GRANTED)
    written = write_report_json(report, edition)
    back, _, missed = read_report_json(written, {"2021": edition})
    assert (list(back.links.values()), missed) == (list(report.links.values()), ())
    written["ties"] += [{"section": "1"}, {"section": "1", "start": 0, "text": "2", "cells": ["nothing.at.all"]}]
    back, _, missed = read_report_json(written, {"2021": edition})
    assert (len(back.links), len(missed)) == (1, 2)


@pytest.mark.parametrize(
    ("words", "figure", "written"),
    [
        ("11", 7, "7"),
        ("1,204", 31500, "31,500"),
        ("十一", 23, "二十三"),
        ("0.5", 3, "3"),
        ("2万", 3, ""),
        ("１１", 3, ""),
    ],
)
def test_a_number_is_written_in_the_style_of_the_text(words: str, figure: int, written: str) -> None:
    assert written_like(words, figure) == written


def test_what_equals_the_number_is_offered_first_and_what_its_words_mean_before_all(
    edition: Edition, report: Report
) -> None:
    context = check(report, edition).context
    start = WORDS.index("9件")
    offered = link_targets(context, "1", start, "9")
    assert [str(cell) for cell in offered[0].cells] == ["requests.results.granted.total"]
    assert [each.equal for each in offered] == sorted((each.equal for each in offered), reverse=True)
    assert {each.cells for each in offered} >= {(cell,) for cell in edition.cells}
    assert any(each.equal and len(each.cells) == 2 for each in offered)  # （一）＋（二）


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("收到11件", 2, (2, "11")),
        ("收到11件", 4, (2, "11")),
        ("收到11件", 1, None),
        ("2024年", 1, None),
        ("增长20%", 3, None),
        ("无\n收到十二件", 5, (4, "十二")),
        ("《第12号》", 3, None),
        ("收到2万件", 2, None),
    ],
)
def test_a_plain_number_can_be_linked_wherever_the_cursor_touches_it(
    text: str, place: int, found: tuple[int, str] | None
) -> None:
    assert linkable_number_at(text, place) == found


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("登记12册", "登记312册"),
        ("登记12册", "登记0.12册"),
        ("登记12册", "登记-12册"),
        ("登记12册", "登记12.5册"),
        ("登记12册", "登记12,000册"),
        ("登记12册", "登记12万册"),
        ("登记12册", "登记12%"),
        ("登记12册", "登记128"),
    ],
)
def test_a_number_that_has_become_part_of_another_is_no_longer_linked(was: str, now: str) -> None:
    cell = Cell("requests", "received", "person")
    report = Report("2021", {cell: 12}, texts={"1": was}, links={"0001": NumberLink("1", 2, "12", (cell,))})
    mark = ToCheck("1", 2, "12", "12")
    report = report.with_(to_check={"0001": mark})
    moved = with_positions(report, Edit("改写", texts={"1": now}))
    assert (moved.links, moved.to_check) == ({"0001": None}, {"0001": None})


def test_a_number_stays_linked_while_the_text_around_it_changes() -> None:
    cell = Cell("requests", "received", "person")
    report = Report("2021", {cell: 12}, texts={"1": "登记12册"}, links={"0001": NumberLink("1", 2, "12", (cell,))})
    moved = with_positions(report, Edit("改写", texts={"1": "今年共登记12册，其余不计"}))
    assert moved.links == {"0001": NumberLink("1", 5, "12", (cell,))}
    assert with_positions(report, Edit("改写", texts={"1": "登记12件"})).links == {}
