"""An edit is completed with all that follows from it, and applied as one step."""

import pytest

from model.checks.engine import check
from model.drafting.editing import Edited, applied_edit, completed
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit, apply, filling_with_zero
from model.report.report import Fact, NumberLink, Reason, Report, ToCheck
from model.report.text_alignment import TextChange
from tests.conftest import filled

RECEIVED, TOTAL = Cell("requests", "received", "person"), Cell("requests", "received", "total")
WORDS = "共收到政府信息公开申请11件，发布信息11条。"


@pytest.fixture
def report(edition: Edition) -> Report:
    made = filled(edition, "requests", "person business\nreceived 8 3\nresults.granted 8 3")
    made, _ = apply(made, filling_with_zero(made, edition, edition.cells))
    return made.with_(facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}, texts={"1": WORDS})


def edited(report: Report, edition: Edition, edit: Edit) -> Edited:
    checked = check(report, edition)
    return applied_edit(report, checked, completed(report, checked, edit), None)


def test_an_edit_that_changes_nothing_is_false(edition: Edition, report: Report) -> None:
    done = edited(report, edition, Edit("填写", {RECEIVED: 8}, texts={"1": WORDS}))
    assert not done.edit and done.report == report and not done.followed


def test_a_number_of_the_text_follows_its_cell_in_the_same_step(edition: Edition, report: Report) -> None:
    done = edited(report, edition, Edit("填写", {RECEIVED: 10}))
    assert done.report.texts["1"] == WORDS.replace("申请11件", "申请13件")
    assert (done.followed, done.edit.label) == (True, "填写，正文 1 处随之更新")
    assert apply(done.report, done.inverse)[0] == report
    fresh = check(done.report, edition)
    assert (done.checked.findings, done.checked.context.figures) == (fresh.findings, fresh.context.figures)


def test_where_nothing_follows_the_label_stays(edition: Edition, report: Report) -> None:
    done = edited(report.with_(texts={}), edition, Edit("填写", {RECEIVED: 10}))
    assert (done.followed, done.edit.label, done.report.figures[RECEIVED]) == (False, "填写", 10)


def test_a_total_typed_as_its_sum_stays_derived(edition: Edition, report: Report) -> None:
    assert TOTAL not in edited(report, edition, Edit("填写", {TOTAL: 11})).report.figures
    assert edited(report, edition, Edit("填写", {TOTAL: 12})).report.figures[TOTAL] == 12


def test_marks_and_links_move_with_the_text(edition: Edition, report: Report) -> None:
    start = WORDS.rindex("11")
    marked = report.with_(
        to_check={"m": ToCheck("1", start, "11", "9", ())}, links={"l": NumberLink("1", start, "11", (TOTAL,))}
    )
    change = TextChange(0, 0, "今年，")
    done = edited(marked, edition, Edit("改写", texts={"1": change.applied(WORDS)}, changes={"1": (change,)})).report
    assert (done.to_check["m"].start, done.links["l"].start) == (start + 3, start + 3)


@pytest.mark.parametrize(("figure", "is_linked"), [(11, True), (12, False)])
def test_a_confirmed_number_that_equals_its_cells_is_linked_to_them(
    edition: Edition, report: Report, figure: int, is_linked: bool
) -> None:
    words = f"全年办理{figure}件次。"
    mark = ToCheck("1", 4, str(figure), "9", (TOTAL,))
    done = edited(
        report.with_(texts={"1": words}, to_check={"m": mark}), edition, Edit("已核实", to_check={"m": None})
    ).report
    assert done.to_check == {}
    assert [(link.text, link.cells, link.automatic) for link in done.links.values()] == (
        [("11", (TOTAL,), True)] if is_linked else []
    )


def test_a_reason_without_a_place_is_placed_with_the_first_edit_of_its_text(edition: Edition, report: Report) -> None:
    wrong = report.with_(texts={"1": "共收到政府信息公开申请12件。"})
    finding = next(each for each in check(wrong, edition).findings if each.passage)
    explained = wrong.with_(reasons={finding.rule: Reason(finding.message, "属实")})
    text = wrong.texts["1"]
    change = TextChange(0, 0, "今年，")
    done = edited(explained, edition, Edit("改写", texts={"1": change.applied(text)}, changes={"1": (change,)})).report
    (reason,) = done.reasons.values()
    assert reason.place is not None
    assert done.texts["1"][reason.place.start :].startswith("12")
