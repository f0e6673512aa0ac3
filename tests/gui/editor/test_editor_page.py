"""One draft in its window: navigation, bar, findings, export."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.facts_page import FactsPage
from gui.editor.finding_entries import FindingEntry, ListCommand
from gui.editor.findings_model import ENTRY_ROLE, in_order
from gui.editor.section_list import ENTRY
from gui.editor.table_page import TablePage
from gui.grid.table_model import STATE
from gui.narrative.text_page import TextPage
from gui.output.export_dialog import open_matters
from gui.session.open_report import OpenReport
from model.checks.findings import Finding, Severity
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.importing import import_report
from model.linking.finding_actions import ActionKind
from model.linking.finding_edits import confirming_marks
from model.report.edits import Edit, filling_with_zero
from model.report.report import Fact, Reason, Remark, Report
from model.report.sign_off import finishing
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.gui.editor.entries import choose, offered
from tests.gui.editor.recorded_commands import RecordedEditorCommands
from tests.model.checks.rule_breaking import zeros

Opens = Callable[..., OpenReport]
RESOURCES = EDITIONS_FOLDER.parent
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def last_year(editions: dict[str, Edition]) -> Report:
    return import_report(SAMPLES / "enping-office-2024.txt", editions).report


@pytest.fixture
def commands() -> RecordedEditorCommands:
    return RecordedEditorCommands()


@pytest.fixture
def page(
    qtbot: QtBot,
    opens: Opens,
    editions: dict[str, Edition],
    last_year: Report,
    commands: RecordedEditorCommands,
) -> EditorPage:
    """This year's draft of the sample, every blank 0."""
    edition = editions["2021"]
    draft = roll_over(last_year, edition, 2025)
    figures = {**zeros(edition), **draft.figures}
    figures = {cell: figure for cell, figure in figures.items() if cell not in edition.totals}
    open_report = opens(draft.with_(figures=figures), last_year)
    made = EditorPage(open_report, editions, RESOURCES, commands)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


def items(page: EditorPage) -> list[FindingEntry]:
    model = page.panel.model
    return [model.index(row).data(ENTRY_ROLE) for row in range(model.rowCount())]


def text_shown(page: EditorPage) -> str:
    labels: list[QLabel] = list(page.findChildren(QLabel))
    return "\n".join(each.text() for each in labels)


def press(page: EditorPage, text: str, qtbot: QtBot) -> None:
    buttons: list[QPushButton] = list(page.findChildren(QPushButton))
    (button,) = [each for each in buttons if each.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(page: EditorPage, address: str, figure: int | None) -> None:
    report = page.open_report
    report.edit(Edit("填写", {report.edition.cell(address): figure}))


def test_every_section_has_its_page_and_its_mark(page: EditorPage, edition: Edition) -> None:
    for key in ("facts", "preface", *(section.key for section in edition.sections)):
        page.navigation.choose(key)
        assert page.page is page.pages.page_of(key)


def test_an_unknown_kind_of_organ_is_not_marked_as_right(page: EditorPage) -> None:
    marks = page.navigation.model()
    assert marks.index(0, 0).data(ENTRY).mark == "✓"
    page.open_report.edit(Edit("填写", facts={Fact.ORGAN: "某某合作社"}))
    assert marks.index(0, 0).data(ENTRY).mark == "未选"
    page.open_report.edit(Edit("选择", facts={Fact.KIND: "agency"}))
    assert marks.index(0, 0).data(ENTRY).mark == "✓"


def test_the_panel_lists_findings_until_they_are_fixed(page: EditorPage) -> None:
    fill(page, "requests.received.person", 1)
    rules = [item.finding.rule for item in items(page) if item.kind == "finding" and item.finding]
    assert "requests.balance.person" in rules
    fill(page, "requests.received.person", 0)
    fill(page, "requests.carried_out.person", 2)  # what came in from last year is carried on
    rules = [item.finding.rule for item in items(page) if item.kind == "finding" and item.finding]
    assert "requests.balance.person" not in rules


def test_a_click_on_a_finding_goes_to_its_cell(page: EditorPage, qtbot: QtBot) -> None:
    fill(page, "requests.received.person", 1)
    page.navigation.choose("facts")
    row = next(n for n, item in enumerate(items(page)) if item.finding and item.finding.rule.endswith("balance.person"))
    rect = page.panel.list.visualRect(page.panel.model.index(row))
    qtbot.mouseClick(page.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert isinstance(page.page, TablePage)
    assert str(page.page.view.current_cell) == "requests.received.person"


def test_the_bar_spells_out_the_equations_of_the_current_cell(page: EditorPage, edition: Edition) -> None:
    fill(page, "requests.carried_out.business", 1)
    page.navigation.choose("3")
    table = page.page
    assert isinstance(table, TablePage)
    table.view.go_to(edition.cell("requests.carried_out.business"))
    assert "四、结转下年度 · 商业企业" in text_shown(page)
    chips = table.bar.findChild(type(table.bar._chips))
    assert chips is not None
    assert "✕ 一 0 + 二 0 = 0 ≠ 三（七）0 + 四 1 = 1" in chips.accessibleDescription()
    fill(page, "requests.received.business", 1)
    assert "✓ 一 1 + 二 0 = 1 = 三（七）0 + 四 1 = 1" in chips.accessibleDescription()


def test_last_year_s_figure_is_taken_by_one_click(page: EditorPage) -> None:
    fill(page, "requests.carried_in.person", 0)
    item = next(each for each in items(page) if each.finding and each.finding.rule == "years.carried_in.person")
    assert ("取上年数", ActionKind.TAKE_PRIOR_YEAR) in offered(item)
    choose(page.panel, item, ActionKind.TAKE_PRIOR_YEAR)
    assert page.open_report.shown(page.open_report.edition.cell("requests.carried_in.person")) == 2


def test_the_list_to_be_checked_shrinks_as_its_numbers_are_settled(page: EditorPage) -> None:
    page.navigation.choose("1")
    before = [item for item in items(page) if item.kind == "to_check"]
    assert len(before) == 19
    choose(page.panel, before[0], ActionKind.MARK_CHECKED)
    assert len([item for item in items(page) if item.kind == "to_check"]) == 18
    head = next(item for item in items(page) if item.kind == "head" and item.actions)
    choose(page.panel, head, ListCommand.MARK_ALL_CHECKED)
    assert not [item for item in items(page) if item.kind == "to_check"]


def test_f7_goes_from_finding_to_finding(page: EditorPage) -> None:
    fill(page, "requests.received.person", 1)
    page.navigation.choose("facts")
    page.places.go_to_next_finding()
    assert page.navigation.current_key == "3"
    assert "第 1 /" in text_shown(page)
    table, listed = page.page, page.panel.list
    assert isinstance(table, TablePage)
    assert page.focusWidget() is table.view
    for number in range(1, 4):  # the list shows which one it is, and leaves the keys alone
        shown: FindingEntry = listed.currentIndex().data(ENTRY_ROLE)
        assert shown.finding is not None
        assert f"第 {number} /" in page.status.text() and page.status.text().endswith(shown.finding.place)
        assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()).center())
        assert not listed.hasFocus()
        page.places.go_to_next_finding()


def test_f7_skips_no_finding_after_one_was_fixed(page: EditorPage) -> None:
    report = page.open_report
    findings = in_order(report, [each for each in report.open_findings() if each.severity is not Severity.HINT])
    at = next(number for number, each in enumerate(findings) if each.explainable)
    for _ in range(at + 1):
        page.places.go_to_next_finding()
    report.edit(Edit("核实说明", reasons={findings[at].rule: Reason(findings[at].message, "属实")}))
    page.places.go_to_next_finding()
    assert page.panel.list.currentIndex().data(ENTRY_ROLE).finding == findings[at + 1]
    page.places.go_to_next_finding(-1)
    assert page.panel.list.currentIndex().data(ENTRY_ROLE).finding == findings[at - 1]


def test_the_status_line_shows_saving_and_progress(page: EditorPage, qtbot: QtBot) -> None:
    fill(page, "requests.received.person", None)
    qtbot.waitUntil(lambda: "已保存" in text_shown(page), timeout=5000)
    assert "填报进度 198 / 200" in text_shown(page)


def test_undo_and_redo_name_their_step(page: EditorPage) -> None:
    fill(page, "requests.received.person", 4)
    page.undo()
    assert "已撤销：填写" in text_shown(page)
    page.redo()
    assert "已重做：填写" in text_shown(page)


def test_undo_from_a_text_page_goes_to_what_it_changed(page: EditorPage) -> None:
    report = page.open_report
    report.write("5", "新的问题", "改写")
    report.restore(Edit("填写", {report.edition.cell("disclosure.penalties.decisions"): 9}))
    page.navigation.choose("1")
    page.undo()
    assert isinstance(page.page, TablePage)
    assert page.page.view.current_cell == report.edition.cell("disclosure.penalties.decisions")
    page.navigation.choose("1")
    page.undo()
    assert page.navigation.current_key == "5"


def test_undo_and_redo_show_what_they_changed(page: EditorPage, edition: Edition) -> None:
    fill(page, "requests.received.person", 7)
    page.open_report.write("5", "问题一：人手不够。", "改写")
    page.navigation.choose("2")
    page.undo()
    shown = page.page
    assert page.navigation.current_key == "5"
    page.redo()
    assert isinstance(shown, TextPage)
    assert shown.editor.textCursor().selectedText() in "问题一：人手不够。"
    page.undo()
    page.undo()
    table = page.page
    assert page.navigation.current_key == "3"
    assert isinstance(table, TablePage)
    assert table.view.current_cell == edition.cell("requests.received.person")


def test_undo_stays_where_the_cell_is_among_those_that_changed(page: EditorPage, edition: Edition) -> None:
    cells = [edition.cell(f"requests.received.{column}") for column in ("person", "business")]
    page.open_report.edit(Edit("粘贴 2 格", dict.fromkeys(cells, 9)))
    page.places.go_to_cell(cells[1])
    page.undo()
    table = page.page
    assert isinstance(table, TablePage)
    assert table.view.current_cell == cells[1]


def test_undo_reverts_text_that_was_just_typed(page: EditorPage, qtbot: QtBot) -> None:
    page.navigation.choose("6")
    text = page.page
    assert isinstance(text, TextPage)
    before = page.open_report.report.texts["6"]
    text.editor.setFocus()
    qtbot.keyClicks(text.editor, "abc")
    page.undo()
    assert page.open_report.report.texts["6"] == before


def test_a_cell_that_could_not_be_read_offers_what_the_equations_leave(page: EditorPage) -> None:
    report = page.open_report
    cell = report.edition.cell("requests.carried_out.person")
    report.edit(Edit("", {cell: None}, unread={cell: "贰"}))
    item = next(each for each in items(page) if each.finding and each.finding.stated_by == "cell.whole")
    assert "按勾稽关系应为 2" in item.text
    choose(page.panel, item, ActionKind.TAKE_SUGGESTION)
    assert report.shown(cell) == 2
    assert cell not in report.report.unread


def test_a_total_that_was_typed_over_follows_again_by_one_click_on_its_finding(page: EditorPage) -> None:
    report = page.open_report
    total = report.edition.cell("requests.received.total")
    sum_ = report.shown(total)
    fill(page, "requests.received.total", 99)
    item = next(each for each in items(page) if each.finding and each.finding.rule == "requests.total.received")
    assert (f"恢复自动合计（{sum_}）", ActionKind.RESTORE_TOTALS) in offered(item)
    with_balance = next(each for each in items(page) if each.finding and each.finding.rule == "requests.balance.total")
    assert all(kind != ActionKind.RESTORE_TOTALS for _, kind in offered(with_balance)), (
        "it does not say what the total adds up"
    )
    choose(page.panel, item, ActionKind.RESTORE_TOTALS)
    assert (report.shown(total), report.typed_over(total)) == (sum_, False)
    assert report.undo_label.startswith("恢复自动合计 一、本年新收 · 总计")
    assert isinstance(page.page, TablePage)
    assert page.page.view.current_cell == total


def test_totals_that_a_file_left_blank_are_reported_and_follow_by_one_click(page: EditorPage) -> None:
    report = page.open_report
    totals = [report.edition.cell(f"requests.{row}.total") for row in ("received", "carried_out")]
    report.edit(Edit("", unread=dict.fromkeys(totals, "")))
    assert [report.shown(cell) for cell in totals] == [None, None]
    item = next(each for each in items(page) if each.finding and each.finding.rule == "cell.blank.requests.totals")
    assert ("恢复自动合计", ActionKind.RESTORE_TOTALS) in offered(item)
    assert all(kind != ActionKind.FILL_ZERO for _, kind in offered(item)), "a total is not filled with 0"
    choose(page.panel, item, ActionKind.RESTORE_TOTALS)
    assert None not in [report.shown(cell) for cell in totals]


# ---------------------------------------------------------------- export


def test_what_is_open_is_named_before_export(page: EditorPage) -> None:
    fill(page, "requests.received.person", None)
    counts, lines = open_matters(page.open_report)
    assert "1 格未填" in counts
    (blank,) = [line for line in lines if "未填" in line]
    # what is the same thing has the same name in the list beside the table
    listed = [each.title for each in items(page) if each.kind == "head"]
    assert "未填 1" in listed
    assert any(
        f"{each.finding.place}：" in blank for each in items(page) if each.finding and each.finding.weight == "未填"
    )
    assert "年份和数字待核实" in counts


def test_while_only_blanks_are_left_the_panel_counts_them(page: EditorPage) -> None:
    report = page.open_report
    report.edit(filling_with_zero(report.report, report.edition, report.edition.cells))
    for cell in ("requests.received.person", "requests.results.granted.person", "requests.carried_out.person"):
        fill(page, cell, 2)  # last year handed 2 on, 2 came, and 2 of them are handed on again
    for finding in report.open_findings():
        if finding.severity is not Severity.HINT:
            report.edit(Edit("核实说明", reasons={finding.rule: Reason(finding.message, "属实")}))
    assert page.panel._verdict.text() == f"还有 {len(report.to_check())} 处待核实"
    report.edit(confirming_marks(tuple(report.to_check())))
    assert page.panel._verdict.text() == "✓ 可以送签"
    cell = report.edition.cells[0]
    report.edit(Edit("待核实", remarks={cell: Remark("", flagged=True)}))
    assert page.panel._verdict.text() == "还有 1 处待核实"
    page.undo()
    fill(page, "disputes.suit_direct.upheld", None)
    assert page.panel._verdict.text() == "还有 1 格未填"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_an_export_is_written_read_back_and_reported(
    page: EditorPage, qtbot: QtBot, tmp_path: Path, suffix: str, editions: dict[str, Edition]
) -> None:
    target = tmp_path / f"年报{suffix}"
    page.exporter.write(target, page.exporter.writing_report(target))
    qtbot.waitUntil(lambda: "已导出" in text_shown(page), timeout=10000)
    read = import_report(target, editions).report
    assert read.organ == "恩平市人民政府办公室"
    assert read.figures.items() <= {**zeros(editions["2021"]), **page.open_report.report.figures}.items()


def test_a_target_that_cannot_be_written_is_reported_and_nothing_is_half_written(
    page: EditorPage, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "没有这个文件夹" / "年报.docx"
    page.exporter.write(target, page.exporter.writing_report(target))
    qtbot.waitUntil(lambda: "没有导出" in text_shown(page), timeout=10000)
    assert not list(tmp_path.rglob("*.docx"))


def test_the_warning_can_be_turned_down(page: EditorPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    requested: list[str] = []

    def answer(box: QMessageBox) -> int:
        requested.append(box.text())
        next(each for each in box.buttons() if each.text() == "返回修改").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    press(page, "导出 Word 送签", qtbot)
    assert "还有" in requested[0]
    assert "已导出" not in text_shown(page)


def test_a_reason_is_written_in_place_and_folds_away(page: EditorPage, qtbot: QtBot) -> None:
    report = page.open_report
    cell = report.edition.cell("requests.carried_in.person")
    report.edit(Edit("改", {cell: 5}))
    finding = next(each for each in report.open_findings() if each.explainable and each.severity.value == "warning")
    item = next(each for each in items(page) if each.finding == finding)
    choose(page.panel, item, ActionKind.EXPLAIN)
    box = page.panel.reason
    assert box.isVisible()
    assert not box.can_submit
    qtbot.keyClicks(box.text, "old system")
    qtbot.keyClick(box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.isHidden()
    assert report.report.reasons[finding.rule].text == "old system"
    assert page.focusWidget() is page.panel.list
    assert not any(each.kind == "settled" for each in items(page))  # folded
    head = next(each for each in items(page) if each.title.startswith("已说明"))
    choose(page.panel, head, ListCommand.UNFOLD)
    assert any(each.kind == "settled" for each in items(page))


def test_a_reason_is_kept_in_sight_when_the_numbers_change_and_confirmed_by_one_click(
    page: EditorPage, qtbot: QtBot
) -> None:
    report = page.open_report
    cell = report.edition.cell("requests.carried_in.person")

    def of_carried_in() -> FindingEntry:
        return next(each for each in items(page) if each.finding and each.finding.rule == "years.carried_in.person")

    report.edit(Edit("改", {cell: 5}))
    page.panel._explain(cast(Finding, of_carried_in().finding), "系统迁移漏计")
    report.edit(Edit("改", {cell: 6}))
    item = of_carried_in()
    assert item.text.endswith("\n原说明（情况已变，请重新确认）：系统迁移漏计")
    choose(page.panel, item, ActionKind.EXPLAIN)
    assert page.panel.reason.text.toPlainText() == "系统迁移漏计"
    assert ("沿用原说明", ActionKind.KEEP_REASON) in offered(item)
    choose(page.panel, item, ActionKind.KEEP_REASON)
    assert item.finding not in report.open_findings()
    assert report.undo_label.startswith("沿用核实说明")
    report.undo()
    assert of_carried_in() == item


def test_cancelling_a_reason_returns_to_its_finding(page: EditorPage, qtbot: QtBot) -> None:
    report = page.open_report
    report.edit(Edit("改", {report.edition.cell("requests.carried_in.person"): 5}))
    finding = next(each for each in report.open_findings() if each.explainable and each.severity.value == "warning")
    page.panel.show_finding(finding)
    choose(page.panel, page.panel.list.currentIndex().data(ENTRY_ROLE), ActionKind.EXPLAIN)
    qtbot.keyClick(page.panel.reason.text, Qt.Key.Key_Escape)
    assert page.focusWidget() is page.panel.list
    assert page.panel.list.currentIndex().data(ENTRY_ROLE).finding == finding


def test_an_export_returns_the_focus_to_the_page(
    page: EditorPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = page.page
    assert isinstance(table, TablePage)
    table.view.go_to(table.model.table.cells[5])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    page.head.word.setFocus()
    press(page, "导出 Word 送签", qtbot)
    assert page.focusWidget() is table.view
    assert table.view.current_cell == table.model.table.cells[5]
    page.documents.button.setFocus()
    next(each for each in page.documents.menu().actions() if each.text() == "核对单（Word）…").trigger()
    assert page.focusWidget() is table.view


def test_a_report_without_organ_opens_at_the_organ_field(
    qtbot: QtBot, opens: Opens, editions: dict[str, Edition]
) -> None:
    made = EditorPage(opens(Report("2021", facts={Fact.YEAR: "2025"})), editions, RESOURCES, RecordedEditorCommands())
    qtbot.addWidget(made)
    made.show()
    made.focus_main_widget()
    facts = made.page
    assert isinstance(facts, FactsPage)
    assert made.focusWidget() is facts.fields[Fact.ORGAN]


def test_the_message_on_refused_input_disappears_with_the_next_figure_and_moves_nothing(
    page: EditorPage, qtbot: QtBot
) -> None:
    page.places.go_to_cell(page.open_report.edition.cell("disclosure.fees.amount"))
    table = page.page
    assert isinstance(table, TablePage)
    qtbot.wait(1)  # the bar is laid out
    top = table.view.mapTo(page, QPoint(0, 0))
    for typed, refused in (("1.2345678", True), ("3.5", False)):
        qtbot.keyClick(table.view, Qt.Key.Key_F2)
        editor = table.view.indexWidget(table.view.currentIndex())
        assert editor is not None
        editor.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        labels: list[QLabel] = list(table.bar.findChildren(QLabel))
        reported = [each for each in labels if "1.2345678" in each.text()]
        assert any(each.isVisible() for each in reported) is refused
        qtbot.wait(1)
        assert table.view.mapTo(page, QPoint(0, 0)) == top


def test_only_the_findings_of_the_page_shown_are_listed_on_demand(page: EditorPage, qtbot: QtBot) -> None:
    report = page.open_report
    report.edit(Edit("改", {report.edition.cell("requests.received.person"): 5}))
    page.navigation.choose("4")
    assert any(each.finding and each.finding.section == "3" for each in items(page))
    qtbot.mouseClick(page.panel.only_here, Qt.MouseButton.LeftButton)
    assert {each.finding.section for each in items(page) if each.finding and each.kind == "finding"} <= {"4"}
    page.navigation.choose("3")
    assert any(each.finding and each.finding.section == "3" for each in items(page))


def test_the_finding_under_the_mouse_points_at_its_cells(page: EditorPage) -> None:
    report = page.open_report
    cell = report.edition.cell("requests.received.person")
    report.edit(Edit("改", {cell: 5}))
    page.navigation.choose("3")
    table = page.page
    assert isinstance(table, TablePage)
    item = next(each for each in items(page) if each.finding and cell in each.finding.cells)
    page.panel.list.hovered.emit(item)
    assert table.model.index_of(cell).data(STATE).highlighted
    page.panel.list.hovered.emit(None)
    assert not table.model.index_of(cell).data(STATE).highlighted


def test_on_demand_flags_remarks_and_reasons_of_other_pages_are_left_out(page: EditorPage) -> None:
    report = page.open_report
    cell = report.edition.cell("requests.received.person")
    report.edit(Edit("批注", remarks={cell: Remark("核对", flagged=True)}))
    report.edit(Edit("改", {report.edition.cell("requests.carried_in.person"): 5}))
    finding = next(each for each in report.open_findings() if each.explainable and each.section == "3")
    report.edit(Edit("说明", reasons={finding.rule: Reason(finding.message, "属实")}))
    page.panel.only_here.click()
    for section, seen in (("3", True), ("4", False), ("1", False)):
        page.navigation.choose(section)
        listed = {each.title.split()[0] for each in items(page)}
        assert ({"⚑", "已说明"} <= listed) is seen
        assert bool({"⚑", "已说明", "表格待核实"} & listed) is seen
        assert "文中年份和数字待核实" not in listed


def test_flags_are_listed_and_settled_from_the_list(page: EditorPage) -> None:
    report = page.open_report
    cell, other = (report.edition.cell(f"requests.received.{column}") for column in ("person", "business"))
    report.edit(Edit("批注", remarks={cell: Remark("核对", flagged=True), other: Remark("见台账")}))
    assert [each.title for each in items(page) if each.kind == "remark"] == [
        "⚑ 一、本年新收 · 自然人",
        "一、本年新收 · 商业企业",
    ]
    item = next(each for each in items(page) if each.kind == "remark")
    choose(page.panel, item, ActionKind.CLEAR_FLAG)
    assert report.report.remarks == {cell: Remark("核对"), other: Remark("见台账")}
    page.navigation.choose("1")
    choose(page.panel, next(each for each in items(page) if each.cell == other), ActionKind.GO)
    table = page.page
    assert isinstance(table, TablePage)
    assert table.view.current_cell == other


def test_what_can_be_done_with_an_entry_is_a_menu_for_the_keyboard(page: EditorPage, qtbot: QtBot) -> None:
    report = page.open_report
    report.edit(Edit("改", {report.edition.cell("requests.received.person"): 5}))
    listed = page.panel.list
    model = page.panel.model
    row = next(n for n in range(model.rowCount()) if model.index(n).data(ENTRY_ROLE).kind == "finding")
    listed.setCurrentIndex(model.index(row))
    menu = listed.open_menu()
    assert menu is not None
    assert "定位" in [each.text() for each in menu.actions()]
    menu.close()


def test_the_palette_goes_to_a_cell(page: EditorPage) -> None:
    wanted = page.open_report.edition.cell("disputes.suit_direct.upheld")
    name = page.open_report.edition.name_of(wanted)
    next(each for each in page.palette_choices.cell_choices() if each.name == name).does()
    table = page.page
    assert isinstance(table, TablePage)
    assert table.view.current_cell == wanted


def test_last_year_is_shown_in_every_table_on_demand(page: EditorPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.foot.prior_year, Qt.MouseButton.LeftButton)
    for key in ("2", "3", "4"):
        table = page.pages.page_of(key)
        assert isinstance(table, TablePage)
        assert any(table.model.index_of(cell).data(STATE).prior_value for cell in table.model.table.cells)
    qtbot.mouseClick(page.foot.prior_year, Qt.MouseButton.LeftButton)
    table = page.pages.page_of("3")
    assert isinstance(table, TablePage)
    assert not any(table.model.index_of(cell).data(STATE).prior_value for cell in table.model.table.cells)


def test_the_list_keeps_its_place_when_the_entry_that_was_clicked_goes(page: EditorPage, qtbot: QtBot) -> None:
    report = page.open_report
    cell = report.edition.cell("requests.received.person")
    listed, model = page.panel.list, page.panel.model
    for number in range(12):  # enough to scroll
        report.edit(Edit("批注", remarks={report.edition.cells[number]: Remark(f"说明{number}" * 8)}))
    report.edit(Edit("改", {cell: 5}))
    qtbot.waitUntil(lambda: model.index(0).data(ENTRY_ROLE).kind == "repair", timeout=5000)
    qtbot.waitUntil(lambda: listed.verticalScrollBar().maximum() > 0)
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualRect(model.index(0)).center())
    report.undo()
    qtbot.waitUntil(lambda: model.index(0).data(ENTRY_ROLE).kind != "repair", timeout=5000)
    assert listed.verticalScrollBar().value() == 0
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_End)
    assert listed.verticalScrollBar().value() > 0


def test_the_panel_corrects_numbers_in_the_text_or_dismisses_them(page: EditorPage) -> None:
    page.open_report.edit(Edit("空白补 0", dict.fromkeys(page.open_report.edition.cells, 0)))
    page.open_report.edit(Edit("改写", texts={"6": "共收到政府信息公开申请3件，行政复议2件。"}))

    def numbers() -> dict[str, FindingEntry]:
        found = [each for each in items(page) if each.finding and each.finding.stated_by == "words.number"]
        return {
            each.finding.passage.text: each
            for each in found
            if each.finding and each.finding.section == "6" and each.finding.passage
        }

    assert [each for each in offered(numbers()["3"]) if each[1] != ActionKind.EXPLAIN] == [
        ("改为 0", ActionKind.TAKE_TABLE_VALUE),
        ("定位", ActionKind.GO),
        ("不相关", ActionKind.DISMISS),
    ]
    choose(page.panel, numbers()["3"], ActionKind.TAKE_TABLE_VALUE)
    assert page.open_report.report.texts["6"] == "共收到政府信息公开申请0件，行政复议2件。"
    choose(page.panel, numbers()["2"], ActionKind.DISMISS)
    assert not numbers()
    page.undo()
    assert list(numbers()) == ["2"]


def test_a_repair_that_is_taken_moves_the_focus_to_its_cell(page: EditorPage, qtbot: QtBot) -> None:
    report = page.open_report
    cell, out = (report.edition.cell(f"requests.{row}.person") for row in ("carried_in", "carried_out"))
    report.edit(Edit("改", {out: report.report.figures[cell]}))
    report.edit(Edit("清除", {cell: None}))  # nobody knows what it was before: the equations alone tell
    report.edit(Edit("改", {cell: 5}))
    qtbot.waitUntil(lambda: page.panel.repairs.best is not None, timeout=5000)
    best = page.panel.repairs.best
    assert best is not None
    item = next(each for each in items(page) if each.kind == "repair")
    assert [kind for _, kind in offered(item)] == [ListCommand.REPAIR, ActionKind.GO]
    assert f"另有 {len(best[0].repairs) - 1} 种改法，都不如这种可能" in item.text  # too many for a menu
    choose(page.panel, item, ListCommand.REPAIR)
    table = page.page
    assert isinstance(table, TablePage)
    assert table.view.current_cell == best[1].changes[0][0]
    assert page.focusWidget() is table.view
    assert "已改正" in text_shown(page)


def test_a_click_in_the_navigation_moves_the_focus_to_the_grid(page: EditorPage, qtbot: QtBot) -> None:
    navigation = page.navigation
    row = [key for key, _ in navigation.titles].index("2")
    at = navigation.visualRect(navigation.model().index(row, 0)).center()
    qtbot.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=at)
    table = page.page
    assert isinstance(table, TablePage)
    assert page.focusWidget() is table.view
    assert table.view.current_cell == table.model.table.cells[0]


def test_a_final_report_reports_that_nothing_was_changed(page: EditorPage) -> None:
    report = page.open_report
    report.edit(Edit("清除", {report.edition.cells[0]: None}))
    report.edit(finishing(date(2026, 1, 20)))
    page.edits.fill_with_zero()
    assert "空白补 0" not in page.status.text()
    assert {action.kind for each in items(page) for action in each.actions} == {ActionKind.GO}
    assert report.undo_label == ""
    page.navigation.choose("1")
    words = page.page
    assert isinstance(words, TextPage)
    assert words.editor.isReadOnly()


def test_the_palette_offers_what_the_menu_of_documents_offers_now(page: EditorPage) -> None:
    names = {each.name for each in page.palette_choices.choices()}
    assert {"标为已送签", "核对单（Word）…", "打印预览…", "历次改动"} <= names
    assert "重新打开定稿…" not in names  # nothing is final yet
    assert [each.text().partition("\t")[0] for each in page.documents.menu().actions() if each.text()] == [
        name for name, _ in page.documents.actions()
    ]


def test_a_file_dropped_on_a_draft_may_be_its_copy_or_another_report(
    page: EditorPage, commands: RecordedEditorCommands, tmp_path: Path
) -> None:
    there = tmp_path / "领导改过的.docx"
    there.write_bytes(b"")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(there))])
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    page.navigation.choose("1")
    words = page.page
    assert isinstance(words, TextPage)
    assert not words.editor.canInsertFromMimeData(dropped)  # its path is no part of the report
    menu = page.dropped_files.offer(there)
    name, compare, another = menu.actions()
    assert "领导改过的.docx" in name.text() and not name.isEnabled()
    assert "比较" in compare.text()
    another.trigger()
    assert commands.calls == [("import_file", there)]
    menu.close()
