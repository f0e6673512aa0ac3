"""The panel runs what the model offers, and offers the same as the text page does for the same number."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.editor.entry_layout import EntryLayout
from gui.editor.finding_entries import FindingEntry, ListCommand
from gui.editor.findings_panel import FindingsPanel
from gui.narrative.number_marks import number_marks
from gui.session.open_report import OpenReport
from model.checks.findings import Finding
from model.form.edition import Edition
from model.linking.finding_actions import ActionKind, actions_for, in_list, in_text
from model.linking.finding_edits import explaining
from model.linking.links import linking_edit
from model.report.edits import Edit
from model.report.report import Fact, Report, ToCheck
from tests.gui.editor.entries import choose, entries
from tests.gui.recorded_status import RecordedStatus

TEXT = "共收到政府信息公开申请12件。"
"""The table says 11."""


@pytest.fixture
def report(opens: Callable[..., OpenReport], edition: Edition) -> OpenReport:
    figures = {cell: 0 for cell in edition.cells if cell not in edition.totals}
    figures |= {edition.cell("requests.received.person"): 11, edition.cell("requests.results.granted.person"): 11}
    return opens(Report(edition.id, figures, facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}, texts={"1": TEXT}))


@pytest.fixture
def panel(qtbot: QtBot, report: OpenReport) -> FindingsPanel:
    made = FindingsPanel(report, RecordedStatus())
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show_section("1")
    return made


def entry_of(panel: FindingsPanel, rule: str) -> FindingEntry:
    found = (each for each in entries(panel) if each.finding is not None)
    return next(each for each in found if each.finding and each.finding.stated_by == rule)


def finding_of(report: OpenReport, rule: str) -> Finding:
    return next(each for each in report.open_findings() if each.stated_by == rule)


def test_panel_and_text_page_offer_the_actions_of_the_model(panel: FindingsPanel, report: OpenReport) -> None:
    finding = finding_of(report, "words.number")
    offered = actions_for(finding, report.checked)
    assert entry_of(panel, "words.number").actions == in_list(offered)
    (mark,) = [each for each in number_marks(report, "1").values() if each.finding == finding]
    assert mark.actions == mark.mark.actions == in_text(offered)


def test_a_linked_number_that_is_corrected_from_the_list_stays_linked(
    panel: FindingsPanel, report: OpenReport, edition: Edition
) -> None:
    cells = (edition.cell("requests.received.total"),)
    report.edit(linking_edit(report.checked.context, "1", TEXT.index("12"), "12", cells))
    report.restore(Edit("恢复", {edition.cell("requests.received.person"): 9}))  # nothing follows: 11 is wrong now
    choose(panel, entry_of(panel, "words.number"), ActionKind.TAKE_TABLE_VALUE)
    assert report.report.texts["1"] == TEXT.replace("12", "9")
    assert [link.cells for link in report.links().values()] == [cells]


def test_dismissing_a_number_in_the_list_also_removes_its_mark(panel: FindingsPanel, report: OpenReport) -> None:
    report.edit(Edit("", to_check={"0001": ToCheck("1", TEXT.index("12"), "12", "12", ())}))
    choose(panel, entry_of(panel, "words.number"), ActionKind.DISMISS)
    assert not report.to_check()
    assert not [each for each in entries(panel) if each.kind == "to_check"]
    report.undo()
    assert report.to_check()


def test_blanks_are_filled_with_zero_from_the_list(panel: FindingsPanel, report: OpenReport, edition: Edition) -> None:
    cell = edition.cell("requests.received.business")
    report.edit(Edit("", {cell: None}))
    choose(panel, entry_of(panel, "cell.blank"), ActionKind.FILL_ZERO)
    assert report.shown(cell) == 0


def test_a_reason_is_withdrawn_from_the_list(panel: FindingsPanel, report: OpenReport) -> None:
    finding = finding_of(report, "words.number")
    report.edit(explaining(report.report, finding, "口径不同"))
    assert finding not in report.open_findings()
    head = next(each for each in entries(panel) if each.title.startswith("已说明"))
    choose(panel, head, ListCommand.UNFOLD)
    settled = next(each for each in entries(panel) if each.kind == "settled")
    assert settled.text == "口径不同"
    choose(panel, settled, ActionKind.WITHDRAW_REASON)
    assert finding in report.open_findings()


def test_a_click_on_the_text_of_an_action_runs_it_and_a_click_beside_goes_to_the_finding(
    panel: FindingsPanel, report: OpenReport, qtbot: QtBot
) -> None:
    panel.show()
    entry = entry_of(panel, "words.number")
    index = next(panel.model.index(row) for row, each in enumerate(entries(panel)) if each is entry)
    panel.list.scrollTo(index)
    corner = panel.list.visualRect(index).topLeft()
    with qtbot.waitSignal(panel.finding_chosen) as chosen:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=corner + QPoint(20, 12))
    assert chosen.args == [entry.finding]
    place = next(rect for rect, action in panel.list.layout_of(entry).actions if action.label == "改为 11")
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=corner + place.center())
    assert report.report.texts["1"] == TEXT.replace("12", "11")


def test_actions_stand_one_after_the_other_under_the_text(panel: FindingsPanel) -> None:
    layout = EntryLayout(entry_of(panel, "words.number"), 400)
    places = [rect for rect, _ in layout.actions]
    assert all(left.right() < right.left() for left, right in pairwise(places))
    assert all(layout.text.bottom() < place.top() and place.bottom() < layout.height for place in places)
    assert [layout.action_at(place.center()) for place in places] == [action for _, action in layout.actions]
    assert layout.action_at(layout.title.center()) is None
