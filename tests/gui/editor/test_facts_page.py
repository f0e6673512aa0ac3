from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.editor.facts_page import FactsPage
from gui.session.open_report import OpenReport, findings_of
from model.report.report import Report


@pytest.fixture
def page(open_report: OpenReport, qtbot: QtBot) -> FactsPage:
    return _page(open_report, qtbot)


def _page(open_report: OpenReport, qtbot: QtBot) -> FactsPage:
    made = FactsPage(open_report, today=lambda: date(2026, 1, 20))
    qtbot.addWidget(made)
    made.show()
    return made


def _typed(page: FactsPage, key: str, text: str) -> None:
    field = page.fields[key]
    field.selectAll()
    field.insert(text) if text else QTest.keyClick(field, Qt.Key.Key_Backspace)
    field.setModified(True)  # as after keys; insert() alone does not say so
    QTest.keyClick(field, Qt.Key.Key_Return)


def _text(page: FactsPage, key: str) -> str | None:
    return page._open_report.report.texts.get(key)


def test_the_fields_show_the_report(page: FactsPage) -> None:
    assert page.fields["organ"].text() == "恩平市人民政府办公室"
    assert page.fields["year"].text() == "2025"
    assert page.choices["kind"].currentText() == "按名称判断（政府办公室）"


def test_a_field_that_is_left_changed_is_one_edit(page: FactsPage) -> None:
    _typed(page, "organ", " 恩平市大田镇人民政府 ")
    assert _text(page, "organ") == page.fields["organ"].text() == "恩平市大田镇人民政府"
    assert page._open_report.undo_label == "填写 机关名称"
    page._open_report.undo()
    assert page.fields["organ"].text() == "恩平市人民政府办公室"


def test_a_field_that_is_left_unchanged_is_no_edit(page: FactsPage) -> None:
    page.fields["organ"].setFocus()
    page.fields["year"].setFocus()
    assert page._open_report.undo_label == ""


@pytest.mark.parametrize("key", ["organ", "title", "signature", "date"])
def test_a_field_that_is_emptied_is_blank_in_the_report(page: FactsPage, key: str) -> None:
    _typed(page, key, "甲")
    _typed(page, key, "")
    assert _text(page, key) is None


def test_the_year_is_taken_as_people_write_it(page: FactsPage) -> None:
    _typed(page, "year", "２０２４年度")
    assert _text(page, "year") == page.fields["year"].text() == "2024"


@pytest.mark.parametrize("wrong", ["25", "二〇二五", ""])
def test_enter_on_an_invalid_year_reports_it_and_escape_discards_it(page: FactsPage, wrong: str) -> None:
    page.fields["year"].setFocus()
    _typed(page, "year", wrong)
    assert _text(page, "year") == "2025"
    assert "请填写四位年份" in page._notes["year"].text()
    assert page.fields["year"].text() == wrong
    QTest.keyClick(page.fields["year"], Qt.Key.Key_Escape)
    assert page.fields["year"].text() == "2025"
    assert page._notes["year"].text() == ""


@pytest.mark.parametrize("enter_first", [False, True])
def test_an_invalid_year_stays_in_its_field_as_a_finding_until_escape(page: FactsPage, enter_first: bool) -> None:
    page.fields["year"].setFocus()
    QTest.keyClick(page.fields["year"], Qt.Key.Key_End)
    QTest.keyClicks(page.fields["year"], "x")
    if enter_first:
        QTest.keyClick(page.fields["year"], Qt.Key.Key_Return)
    page.fields["date"].setFocus()
    assert page.fields["year"].text() == _text(page, "year") == "2025x"
    assert page._notes["year"].text() == "✕ 年度“2025x”不是四位年份，请改正，如 2025"
    found = findings_of(page._open_report.open_findings(), "facts")
    assert any("年度“2025x”" in each.message for each in found)
    page.fields["year"].setFocus()
    QTest.keyClick(page.fields["year"], Qt.Key.Key_End)
    QTest.keyClicks(page.fields["year"], "y")
    page.hide()
    assert _text(page, "year") == "2025xy"
    page.show()
    QTest.keyClick(page.fields["year"], Qt.Key.Key_Escape)
    assert page.fields["year"].text() == _text(page, "year") == "2025"
    page._open_report.undo()
    assert _text(page, "year") == "2025xy"


def test_the_title_is_shown_as_it_will_be_printed(page: FactsPage) -> None:
    printed = "恩平市人民政府办公室2025年政府信息公开工作年度报告"
    assert page.fields["title"].placeholderText() == printed
    assert page._notes["title"].text() == f"印为：{printed}"
    _typed(page, "organ", "恩平市财政局")
    assert page._notes["title"].text() == "印为：恩平市财政局2025年政府信息公开工作年度报告"


def test_a_finding_on_the_title_is_shown_at_the_title(page: FactsPage) -> None:
    _typed(page, "title", "年报")
    assert "没有机关全称" in page._notes["title"].text()
    assert page._notes["title"].property("role") in ("error", "warning")
    finding = findings_of(page._open_report.open_findings(), "facts")[0]
    page.show_finding(finding)
    assert page.focusWidget() is page.fields["title"]


def test_a_kind_that_is_chosen_is_kept_and_can_follow_the_name_again(page: FactsPage) -> None:
    choice = page.choices["kind"]
    choice.setCurrentIndex(choice.findData("department"))
    choice.activated.emit(choice.currentIndex())
    assert _text(page, "kind") == "department"
    assert page._open_report.undo_label == "填写 机关类别"
    page._open_report.undo()
    assert choice.chosen == ""


def test_a_name_that_does_not_tell_the_level_asks_for_it(page: FactsPage) -> None:
    _typed(page, "organ", "恩平市人民政府办公室")
    assert page.choices["level"].itemText(0) == "按名称判断（名称看不出，请选择）"


def test_todays_date_and_the_organs_name_are_one_click_away(page: FactsPage) -> None:
    page._fill_today()
    page._fill_signature()
    assert page.fields["date"].text() == "2026年1月20日"
    assert page.fields["signature"].text() == "恩平市人民政府办公室"


def test_an_empty_report_says_what_comes_first(opens: Callable[..., OpenReport], qtbot: QtBot) -> None:
    page = _page(opens(Report("2021")), qtbot)
    assert page.fields["title"].placeholderText() == "填好机关名称和年度后自动生成"


def test_hiding_the_page_keeps_what_was_typed(page: FactsPage) -> None:
    QTest.keyClicks(page.fields["signature"], "abc")
    page.hide()
    assert _text(page, "signature") == "abc"


def test_undo_goes_to_the_report_once_the_field_has_nothing_to_take_back(page: FactsPage) -> None:
    field = page.fields["signature"]
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.event(key)
    assert not key.isAccepted()
    QTest.keyClicks(field, "abc")
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.event(key)
    assert key.isAccepted()
