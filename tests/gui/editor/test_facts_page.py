from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.editor.facts_page import FactsPage
from gui.session.open_report import OpenReport, findings_of
from model.report.report import Fact, Report


@pytest.fixture
def page(open_report: OpenReport, qtbot: QtBot) -> FactsPage:
    return _page(open_report, qtbot)


def _page(open_report: OpenReport, qtbot: QtBot) -> FactsPage:
    made = FactsPage(open_report, today=lambda: date(2026, 1, 20))
    qtbot.addWidget(made)
    made.show()
    return made


def _typed(page: FactsPage, key: Fact, text: str) -> None:
    field = page.fields[key]
    field.selectAll()
    field.insert(text) if text else QTest.keyClick(field, Qt.Key.Key_Backspace)
    field.setModified(True)  # as after keys; insert() alone does not say so
    QTest.keyClick(field, Qt.Key.Key_Return)


def _text(page: FactsPage, key: Fact) -> str | None:
    return page._open_report.report.facts.get(key)


def test_the_fields_show_the_report(page: FactsPage) -> None:
    assert page.fields[Fact.ORGAN].text() == "恩平市人民政府办公室"
    assert page.fields[Fact.YEAR].text() == "2025"
    assert page.choices[Fact.KIND].currentText() == "按名称判断（政府办公室）"


def test_a_field_that_is_left_changed_is_one_edit(page: FactsPage) -> None:
    _typed(page, Fact.ORGAN, " 恩平市大田镇人民政府 ")
    assert _text(page, Fact.ORGAN) == page.fields[Fact.ORGAN].text() == "恩平市大田镇人民政府"
    assert page._open_report.undo_label == "填写 机关名称"
    page._open_report.undo()
    assert page.fields[Fact.ORGAN].text() == "恩平市人民政府办公室"


def test_a_field_that_is_left_unchanged_is_no_edit(page: FactsPage) -> None:
    page.fields[Fact.ORGAN].setFocus()
    page.fields[Fact.YEAR].setFocus()
    assert page._open_report.undo_label == ""


@pytest.mark.parametrize("key", [Fact.ORGAN, Fact.TITLE, Fact.SIGNATURE, Fact.DATE])
def test_a_field_that_is_emptied_is_blank_in_the_report(page: FactsPage, key: Fact) -> None:
    _typed(page, key, "甲")
    _typed(page, key, "")
    assert _text(page, key) is None


def test_the_year_is_taken_as_people_write_it(page: FactsPage) -> None:
    _typed(page, Fact.YEAR, "２０２４年度")
    assert _text(page, Fact.YEAR) == page.fields[Fact.YEAR].text() == "2024"


@pytest.mark.parametrize("wrong", ["25", "二〇二五", ""])
def test_enter_on_an_invalid_year_reports_it_and_escape_discards_it(page: FactsPage, wrong: str) -> None:
    page.fields[Fact.YEAR].setFocus()
    _typed(page, Fact.YEAR, wrong)
    assert _text(page, Fact.YEAR) == "2025"
    assert "请填写四位年份" in page._notes[Fact.YEAR].text()
    assert page.fields[Fact.YEAR].text() == wrong
    QTest.keyClick(page.fields[Fact.YEAR], Qt.Key.Key_Escape)
    assert page.fields[Fact.YEAR].text() == "2025"
    assert page._notes[Fact.YEAR].text() == ""


@pytest.mark.parametrize("enter_first", [False, True])
def test_an_invalid_year_stays_in_its_field_as_a_finding_until_escape(page: FactsPage, enter_first: bool) -> None:
    page.fields[Fact.YEAR].setFocus()
    QTest.keyClick(page.fields[Fact.YEAR], Qt.Key.Key_End)
    QTest.keyClicks(page.fields[Fact.YEAR], "x")
    if enter_first:
        QTest.keyClick(page.fields[Fact.YEAR], Qt.Key.Key_Return)
    page.fields[Fact.DATE].setFocus()
    assert page.fields[Fact.YEAR].text() == _text(page, Fact.YEAR) == "2025x"
    assert page._notes[Fact.YEAR].text() == "✕ 年度“2025x”不是四位年份，请改正，如 2025"
    found = findings_of(page._open_report.open_findings(), "facts")
    assert any("年度“2025x”" in each.message for each in found)
    page.fields[Fact.YEAR].setFocus()
    QTest.keyClick(page.fields[Fact.YEAR], Qt.Key.Key_End)
    QTest.keyClicks(page.fields[Fact.YEAR], "y")
    page.hide()
    assert _text(page, Fact.YEAR) == "2025xy"
    page.show()
    QTest.keyClick(page.fields[Fact.YEAR], Qt.Key.Key_Escape)
    assert page.fields[Fact.YEAR].text() == _text(page, Fact.YEAR) == "2025"
    page._open_report.undo()
    assert _text(page, Fact.YEAR) == "2025xy"


def test_the_title_is_shown_as_it_will_be_printed(page: FactsPage) -> None:
    printed = "恩平市人民政府办公室2025年政府信息公开工作年度报告"
    assert page.fields[Fact.TITLE].placeholderText() == printed
    assert page._notes[Fact.TITLE].text() == f"印为：{printed}"
    _typed(page, Fact.ORGAN, "恩平市财政局")
    assert page._notes[Fact.TITLE].text() == "印为：恩平市财政局2025年政府信息公开工作年度报告"


def test_a_finding_on_the_title_is_shown_at_the_title(page: FactsPage) -> None:
    _typed(page, Fact.TITLE, "年报")
    assert "没有机关全称" in page._notes[Fact.TITLE].text()
    assert page._notes[Fact.TITLE].property("role") in ("error", "warning")
    finding = findings_of(page._open_report.open_findings(), "facts")[0]
    page.show_finding(finding)
    assert page.focusWidget() is page.fields[Fact.TITLE]


def test_a_kind_that_is_chosen_is_kept_and_can_follow_the_name_again(page: FactsPage) -> None:
    choice = page.choices[Fact.KIND]
    choice.setCurrentIndex(choice.findData("department"))
    choice.activated.emit(choice.currentIndex())
    assert _text(page, Fact.KIND) == "department"
    assert page._open_report.undo_label == "填写 机关类别"
    page._open_report.undo()
    assert choice.chosen == ""


def test_a_name_that_does_not_tell_the_level_asks_for_it(page: FactsPage) -> None:
    _typed(page, Fact.ORGAN, "恩平市人民政府办公室")
    assert page.choices[Fact.LEVEL].itemText(0) == "按名称判断（名称看不出，请选择）"


def test_todays_date_and_the_organs_name_are_one_click_away(page: FactsPage) -> None:
    page._fill_today()
    page._fill_signature()
    assert page.fields[Fact.DATE].text() == "2026年1月20日"
    assert page.fields[Fact.SIGNATURE].text() == "恩平市人民政府办公室"


def test_an_empty_report_says_what_comes_first(opens: Callable[..., OpenReport], qtbot: QtBot) -> None:
    page = _page(opens(Report("2021")), qtbot)
    assert page.fields[Fact.TITLE].placeholderText() == "填好机关名称和年度后自动生成"


def test_hiding_the_page_keeps_what_was_typed(page: FactsPage) -> None:
    QTest.keyClicks(page.fields[Fact.SIGNATURE], "abc")
    page.hide()
    assert _text(page, Fact.SIGNATURE) == "abc"


def test_undo_goes_to_the_report_once_the_field_has_nothing_to_take_back(page: FactsPage) -> None:
    field = page.fields[Fact.SIGNATURE]
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.event(key)
    assert not key.isAccepted()
    QTest.keyClicks(field, "abc")
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.event(key)
    assert key.isAccepted()
