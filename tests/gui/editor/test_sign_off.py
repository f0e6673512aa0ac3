"""Sign-off in the window: the stages, and the copy that comes back."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.editor.comparison_dialog import ComparisonDialog, marked
from gui.editor.editor_page import EditorPage
from gui.editor.facts_page import FactsPage
from gui.editor.table_page import TablePage
from gui.kit.colours import LIGHT
from gui.kit.theme import THEME
from gui.narrative.text_page import TextPage
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.file_types import OPENED_AS
from model.importing.readers.docx_revisions import TrackedChange
from model.report.edits import Edit
from model.report.json_format import write_report_json
from model.report.report import Fact, Report
from model.report.sign_off import Stage, finishing, reopening, sending
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.export.exporting import write_report
from tests.gui.editor.recorded_commands import RecordedEditorCommands

Opens = Callable[..., OpenReport]
RESOURCES = EDITIONS_FOLDER.parent
LOCKED = "已定稿，不能修改；要改请先“重新打开定稿…”"
PERSON, BUSINESS = (Cell("requests", "received", column) for column in ("person", "business"))
TOTAL = Cell("requests", "received", "total")
REST = {Cell("requests", "received", each): 0 for each in ("research", "welfare", "legal_service", "other")}
FACTS = {Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"}
TEXTS = {"1": "甲。\n乙9件。\n丙。"}


@pytest.fixture(autouse=True)
def requested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Before what the person is told what is still open; every question is answered with 仍然…."""
    actions: list[str] = []

    def answer(box: QMessageBox) -> int:
        actions.append(box.windowTitle())
        next(each for each in box.buttons() if each.text().startswith("仍然")).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return actions


@pytest.fixture
def open_report(opens: Opens, edition: Edition) -> OpenReport:
    return opens(Report(edition.id, {**REST, PERSON: 6, BUSINESS: 3}, facts=FACTS, texts=TEXTS))


@pytest.fixture
def theirs(edition: Edition) -> Report:
    return Report(edition.id, {**REST, PERSON: 7, BUSINESS: 3}, facts=FACTS, texts={"1": "甲。\n乙10件。\n丙。\n丁。"})


@pytest.fixture
def dialog(qtbot: QtBot, open_report: OpenReport, theirs: Report, edition: Edition) -> ComparisonDialog:
    tracked = (TrackedChange("插入", "王局长", "", "丁。", "第5段"),)
    made = ComparisonDialog(open_report, theirs, edition, "改.docx", tracked)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(qtbot: QtBot, open_report: OpenReport, editions: dict[str, Edition]) -> Iterator[EditorPage]:
    made = EditorPage(open_report, editions, RESOURCES, RecordedEditorCommands())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made


def _lines(dialog: ComparisonDialog) -> list[list[str]]:
    items = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in items if item is not None]


def _tick(dialog: ComparisonDialog, at: int) -> None:
    item = dialog.list.topLevelItem(at)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)


def test_every_difference_is_listed_with_both_sides(dialog: ComparisonDialog) -> None:
    assert _lines(dialog) == [
        ["表三 一、本年新收 · 自然人", "6", "7"],
        ["表三 一、本年新收 · 总计（随其他格变化）", "9", "10"],
        ["一、总体情况 第 2 段", "乙9件。", "乙10件。"],
        ["一、总体情况 第 4 段处", "（空白）", "丁。"],
    ]


def test_of_long_paragraphs_the_rows_show_what_differs(
    qtbot: QtBot, open_report: OpenReport, edition: Edition, theirs: Report
) -> None:
    long = "我局坚持以公开为常态、不公开为例外，逐项梳理栏目，安排专人更新" * 4
    open_report.write("1", f"{long}，公开3件。", "改写")
    changed = theirs.with_(texts={**theirs.texts, "1": f"{long}，公开4件。"})
    made = ComparisonDialog(open_report, changed, edition, "改.docx")
    qtbot.addWidget(made)
    assert _lines(made)[-1] == ["一、总体情况 第 1 段", "…排专人更新，公开3件。", "…排专人更新，公开4件。"]
    item = made.list.topLevelItem(made.list.topLevelItemCount() - 1)
    assert item is not None
    assert item.toolTip(1) == f"{long}，公开3件。"


def test_those_that_are_ticked_are_taken_over_in_one_undo_step(
    dialog: ComparisonDialog, open_report: OpenReport
) -> None:
    _tick(dialog, 0)
    _tick(dialog, 3)
    dialog.take_chosen()
    assert open_report.report.figures[PERSON] == 7
    assert open_report.report.texts["1"] == "甲。\n乙9件。\n丙。\n丁。"
    assert open_report.report.origins[PERSON].source == "改.docx"
    assert [line[0] for line in _lines(dialog)] == ["一、总体情况 第 2 段"]
    assert open_report.undo_label == "采用送签文件的修改"
    open_report.undo()
    assert (open_report.report.figures[PERSON], open_report.report.texts["1"]) == (6, TEXTS["1"])
    assert len(_lines(dialog)) == 4


def test_adopted_changes_can_be_undone_and_redone_in_the_dialog(
    qtbot: QtBot, dialog: ComparisonDialog, open_report: OpenReport
) -> None:
    open_report.edit(Edit("改写", texts={"5": "先写的一段。"}))
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not dialog._undo.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_report.report.texts["5"] == "先写的一段。"  # what was done before is not in sight, and stays
    dialog.take_all()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(_lines(dialog)) == 5
    assert dialog._status.text() == "已撤销：采用送签文件的修改"
    assert not dialog._undo.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert _lines(dialog) == []
    assert open_report.report.figures[PERSON] == 7


def test_a_name_is_whole_in_its_tool_tip_and_takes_up_to_half_of_the_width(
    qtbot: QtBot, open_report: OpenReport, edition: Edition
) -> None:
    longest = max((cell for cell in edition.cells if cell not in edition.totals), key=lambda c: len(edition.name_of(c)))
    made = ComparisonDialog(open_report, open_report.report.with_(figures={longest: 5}), edition, "改.docx")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    name = f"{edition.table(longest.table).name} {edition.name_of(longest)}"
    item = next(each for at in range(9) if (each := made.list.topLevelItem(at)) and each.text(0) == name)
    assert item.toolTip(0) == name
    widths = [made.list.columnWidth(at) for at in range(3)]
    assert sum(widths) <= made.list.viewport().width()
    assert widths[0] <= made.list.viewport().width() // 2
    assert widths[1] == pytest.approx(widths[2], abs=2)


def test_a_file_without_organ_and_date_differs_in_neither_and_that_is_reported(
    qtbot: QtBot, opens: Opens, edition: Edition
) -> None:
    ours = opens(Report(edition.id, {PERSON: 6}, facts={**FACTS, Fact.DATE: "2026年1月8日"}, texts=TEXTS))
    theirs = Report(edition.id, {PERSON: 6}, facts={Fact.YEAR: "2025"}, texts={"1": TEXTS["1"]})
    made = ComparisonDialog(ours, theirs, edition, "改.txt")
    qtbot.addWidget(made)
    assert _lines(made) == []
    assert made._unknown.text() == "送签文件里没有写明机关名称、成文日期，没有比较。"


def test_the_file_box_offers_every_kind_that_can_be_read(page: EditorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []

    def answer(_parent: object, _title: str, _folder: str, kinds: str) -> tuple[str, str]:
        offered.append(kinds)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    page.documents.ask_and_compare()
    suffixes = {suffix for each in OPENED_AS.values() for suffix in each}
    assert {each.lstrip("*") for each in offered[0].partition("(")[2].partition(")")[0].split()} == suffixes


@pytest.mark.parametrize("sample", ["enping-libreoffice.doc", "enping-libreoffice.odt", "huaian-2024.pdf"])
def test_a_signed_copy_of_another_kind_is_compared_too(qtbot: QtBot, page: EditorPage, sample: str) -> None:
    page.documents.compare_with(SAMPLES / sample)
    qtbot.waitUntil(lambda: page.documents.comparison is not None, timeout=10_000)
    dialog = page.documents.comparison
    assert dialog is not None
    assert dialog.differences
    dialog.accept()


def test_all_can_be_taken_over_at_once(dialog: ComparisonDialog, open_report: OpenReport) -> None:
    dialog.take_all()
    assert _lines(dialog) == []
    assert (open_report.shown(PERSON), open_report.shown(TOTAL)) == (7, 10)
    assert TOTAL not in open_report.report.figures


def test_changes_are_recognisable_without_colour() -> None:
    assert marked("乙9件。", "乙<10>件。") == "乙<s>9</s><u><b>&lt;10&gt;</b></u>件。"


def test_a_draft_is_sent_made_final_and_opened_again(page: EditorPage, open_report: OpenReport) -> None:
    bar = page.sign_off
    bar._today = lambda: date(2026, 1, 8)
    assert bar.isHidden()
    bar.send()
    assert (bar.isHidden(), bar.sentence.text().startswith("已送签（2026年1月8日）")) == (False, True)
    bar.finish()
    assert bar.sentence.text() == "已定稿（2026年1月8日），内容不能修改"
    assert not open_report.edit(Edit("填写", figures={PERSON: 8}))
    assert not open_report.undo()
    assert open_report.report.figures[PERSON] == 6
    assert "已定稿" in page.status.text()
    bar.ask_and_reopen()
    reopen_dialog = bar.reopen_dialog
    assert reopen_dialog is not None
    reopen_dialog.field.setText("  ")
    reopen_dialog.accept()
    assert (bar.stage, reopen_dialog.isVisible()) == (Stage.FINAL, True)
    assert reopen_dialog.problem.text() == "✕ 没有重新打开：要写明原因"
    reopen_dialog.field.setText("补充数据")
    assert reopen_dialog.problem.isHidden()
    reopen_dialog.accept()
    assert (bar.stage, bar.sentence.text()) == (Stage.DRAFT, "2026年1月8日 重新打开：补充数据")
    assert open_report.edit(Edit("填写", figures={PERSON: 8}))


def test_the_notice_of_a_reopening_can_be_dismissed_until_the_next_one(
    page: EditorPage, open_report: OpenReport
) -> None:
    bar = page.sign_off
    for reason in ("补充数据", "改标题"):
        for edit in (finishing(date(2026, 1, 8)), reopening(date(2026, 1, 9), reason)):
            open_report.edit(edit)
        assert (bar.isHidden(), bar.close_.isHidden()) == (False, False)
        bar.close_.click()
        assert bar.isHidden()
        open_report.edit(Edit("填写", texts={"6": reason}))
        assert bar.isHidden()
    bar.send()
    assert (bar.isHidden(), bar.close_.isHidden()) == (False, True)


def test_text_typed_into_a_final_report_is_reverted(page: EditorPage, open_report: OpenReport) -> None:
    page.sign_off.send()
    page.sign_off.finish()
    page.navigation.choose("1")
    text = page.pages.page_of("1")
    text.editor.setPlainText("改掉")  # type: ignore[attr-defined]
    text.editor.edited.emit()  # type: ignore[attr-defined]
    page.commit()
    assert open_report.report.texts["1"] == TEXTS["1"]
    assert text.editor.words() == TEXTS["1"]  # type: ignore[attr-defined]


def _entries(page: EditorPage) -> dict[str, QAction]:
    menu = page.documents.menu()
    return {each.text(): each for each in menu.actions()}


def test_the_menu_offers_the_steps_that_can_be_taken(page: EditorPage) -> None:
    assert _entries(page)["标为已送签"].isEnabled()
    assert not _entries(page)["定稿"].isEnabled()
    _entries(page)["标为已送签"].trigger()
    assert not _entries(page)["标为已送签"].isEnabled()
    assert _entries(page)["定稿"].isEnabled()


def test_the_file_that_came_back_is_read_and_compared(
    qtbot: QtBot, page: EditorPage, theirs: Report, edition: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "领导改.docx"
    write_report(theirs, edition, path, RESOURCES)
    page.documents.compare_with(path)
    qtbot.waitUntil(lambda: page.documents.comparison is not None, timeout=10_000)
    dialog = page.documents.comparison
    assert dialog is not None
    assert [line[0] for line in _lines(dialog)][:2] == [
        "表三 一、本年新收 · 自然人",
        "表三 一、本年新收 · 总计（随其他格变化）",
    ]
    dialog.accept()


def test_what_is_still_open_is_reported_before_a_report_is_sent_or_final(
    page: EditorPage, requested: list[str]
) -> None:
    page.sign_off.send()
    assert requested == ["送签前请看一下"]
    page.open_report.edit(Edit("填写", {PERSON: 7}))
    page.sign_off.finish()
    assert requested == ["送签前请看一下", "定稿前请看一下"]


def test_cancelling_neither_sends_nor_finishes(page: EditorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def go_back(box: QMessageBox) -> int:
        next(each for each in box.buttons() if each.text() == "返回修改").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", go_back)
    page.sign_off.send()
    assert page.sign_off.stage is Stage.DRAFT


def test_the_stage_goes_into_no_file(page: EditorPage, open_report: OpenReport) -> None:
    page.sign_off.send()
    assert "sign_off" not in json.dumps(write_report_json(open_report.report, open_report.edition))


@pytest.mark.parametrize("entry", ["导出 Word（前附审签单）…", "核对单（Word）…", "核对单（Excel）…"])
def test_accompanying_documents_are_written_from_the_menu(
    qtbot: QtBot, page: EditorPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, entry: str
) -> None:
    requested: list[str] = []

    def answer(_parent: object, _title: str, wanted: str, _kinds: str) -> tuple[str, str]:
        requested.append(Path(wanted).name)
        return str(tmp_path / Path(wanted).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    _entries(page)[entry].trigger()
    qtbot.waitUntil(lambda: page.status.text().startswith("已导出"), timeout=10_000)
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == requested


def test_the_offices_own_file_is_filled_and_what_has_no_place_is_reported(
    qtbot: QtBot, page: EditorPage, edition: Edition, tmp_path: Path
) -> None:
    own, target = tmp_path / "上年.docx", tmp_path / "今年.docx"
    write_report(Report(edition.id, facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024"}), edition, own, RESOURCES)
    page.documents.fill_own_file(own, target)
    qtbot.waitUntil(lambda: page.status.text().startswith("已导出"), timeout=10_000)
    assert target.exists()
    left_out_box = page.documents.left_out_box
    assert left_out_box is not None
    assert "一、总体情况" in left_out_box.informativeText()
    left_out_box.reject()


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_the_picture_is_shown_and_goes_with_the_report(
    qtbot: QtBot, page: EditorPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / f"图解{suffix}"), ""))
    _entries(page)["图解…"].trigger()
    picture = page.documents.picture
    assert picture is not None
    picture.export_requested.emit(suffix)
    qtbot.waitUntil(lambda: page.status.text().startswith("已导出"), timeout=10_000)
    assert (tmp_path / f"图解{suffix}").exists()
    picture.accept()


class _Shown(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_opening_a_report_that_was_sent_flashes_no_window(
    qtbot: QtBot, qapp: QApplication, opens: Opens, edition: Edition, editions: dict[str, Edition]
) -> None:
    report = opens(Report(edition.id, facts=FACTS, texts=TEXTS))
    report.edit(sending(date(2026, 1, 9)))
    shown = _Shown()
    qapp.installEventFilter(shown)
    page = EditorPage(report, editions, RESOURCES, RecordedEditorCommands())
    qapp.removeEventFilter(shown)
    qtbot.addWidget(page)
    assert shown.windows == []
    page.show()
    assert page.sign_off.isVisible()


def test_a_final_report_looks_read_only_and_typing_reports_it(
    qtbot: QtBot, page: EditorPage, open_report: OpenReport
) -> None:
    THEME.apply(LIGHT)
    table = page.page
    assert isinstance(table, TablePage)
    table.view.go_to(PERSON)
    at = table.model.index_of(PERSON)
    assert table.model.flags(at) & Qt.ItemFlag.ItemIsEditable
    open_report.edit(finishing(date(2026, 1, 20)))
    assert not table.model.flags(at) & Qt.ItemFlag.ItemIsEditable
    assert not page.head.zero.isEnabled()
    for key in (Qt.Key.Key_7, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        page.status.show_status("")
        qtbot.keyClick(table.view, key)
        assert page.status.text() == LOCKED
        assert table.view.indexWidget(at) is None
    page.status.show_status("")
    qtbot.keyClick(table.view, Qt.Key.Key_Right)
    assert page.status.text() == ""
    page.navigation.choose("1")
    words = page.page
    assert isinstance(words, TextPage)
    assert words._year_label.text() == "2025 年度（定稿，只读）"
    assert not words.head.insert.isEnabled() and not words.head.confirm.isEnabled()
    assert words.editor.grab().toImage().pixelColor(9, 40).name().upper() == LIGHT.page
    qtbot.keyClick(words.editor, Qt.Key.Key_A)
    assert page.status.text() == LOCKED
    page.status.show_status("")
    page.navigation.choose("facts")
    facts = page.page
    assert isinstance(facts, FactsPage)
    qtbot.keyClick(facts.fields[Fact.ORGAN], Qt.Key.Key_A)
    assert page.status.text() == LOCKED
    assert not facts.choices[Fact.KIND].isEnabled()
    open_report.edit(reopening(date(2026, 1, 21), "补充数据"))
    assert not facts.fields[Fact.ORGAN].isReadOnly()
    assert page.head.zero.isEnabled()
    assert table.model.flags(at) & Qt.ItemFlag.ItemIsEditable
    page.navigation.choose("1")
    assert words._year_label.text() == "2025 年度（编辑）"
    assert words.head.insert.isEnabled() and not words.editor.isReadOnly()
    assert words.editor.grab().toImage().pixelColor(9, 40).name().upper() == LIGHT.surface


def test_nothing_is_replaced_in_a_final_report(page: EditorPage, open_report: OpenReport) -> None:
    open_report.edit(finishing(date(2026, 1, 20)))
    page.open_find(replacing=True)
    assert not page.find_bar.instead.isEnabled()
    assert page.focusWidget() is page.find_bar.wanted
    open_report.edit(reopening(date(2026, 1, 21), "补充数据"))
    assert page.find_bar.instead.isEnabled()
