"""Numbers in the words follow the tables."""

import pytest

from model.checks import check
from model.edition import Edition
from model.edits import Edit, apply, filling_with_zero
from model.importing import import_report
from model.report import Report
from model.rollover import roll_over
from model.tied import carried_over, following
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
    return report.with_(texts={"organ": "清远县教育局", "year": "2024", "1": WORDS})


def edited(report: Report, edition: Edition, edit: Edit, last_year: Report | None = None) -> tuple[Report, Edit]:
    """As the window does it."""
    before = check(report, edition, last_year)
    after = check(apply(report, edit)[0], edition, last_year, before=before)
    carried = carried_over(check(last_year, edition).look) if last_year else {}
    full = following(edit, before, after, carried)
    return apply(report, full)[0], full


def test_what_agrees_follows_in_the_same_edit(edition: Edition, report: Report) -> None:
    edit = Edit("填写", {edition.cell("requests.received.person"): 12, edition.cell("requests.carried_out.person"): 5})
    after, full = edited(report, edition, edit)
    assert after.texts["1"] == WORDS.replace("申请11件，予", "申请15件，予").replace("下年度2件", "下年度6件")
    assert full.label == "填写，正文 2 处随之更新"
    again, inverse = apply(report, full)
    assert apply(again, inverse)[0] == report


def test_what_disagreed_already_is_left_to_the_person(edition: Edition, report: Report) -> None:
    untied = report.with_(texts={**report.texts, "1": WORDS.replace("申请11件，予", "申请21件，予")})
    after, full = edited(untied, edition, Edit("填写", {edition.cell("requests.received.person"): 12}))
    assert "申请21件，予" in after.texts["1"]
    assert full.label == "填写"


def test_an_edit_that_writes_words_itself_is_left_as_it_is(edition: Edition, report: Report) -> None:
    edit = Edit("", {edition.cell("requests.received.person"): 12}, texts={"1": WORDS + "完。"})
    assert edited(report, edition, edit)[1] is edit


@pytest.mark.parametrize("zeros_first", [False, True])
def test_after_roll_over_the_words_follow_what_they_agreed_with(edition: Edition, zeros_first: bool) -> None:
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


def test_nothing_is_written_while_cells_are_blank(edition: Edition) -> None:
    last = import_report(SAMPLES / "enping-office-2024.txt", {"2021": edition}).report
    draft = roll_over(last, edition, 2025)
    after, full = edited(draft, edition, Edit("填写", {edition.cell("requests.received.person"): 20}), last)
    assert after.texts == draft.texts
    assert full.label == "填写"
