"""查找 and 替换 in the editor's window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.narrative.text_page import TextPage
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands

PERSON, BUSINESS = (Cell("requests", "received", column) for column in ("person", "business"))


@pytest.fixture
def page(qtbot: QtBot, opens: Callable[..., OpenReport], editions: dict[str, Edition]) -> EditorPage:
    report = Report(
        "2021",
        {PERSON: 12, BUSINESS: 112},
        facts={Fact.ORGAN: "某局", Fact.YEAR: "2025"},
        texts={"1": "共收到12件。", "5": "还有12个"},
    )
    made = EditorPage(opens(report), editions, EDITIONS_FOLDER.parent, RecordedEditorCommands())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_search_begins_at_the_cursor(page: EditorPage) -> None:
    table = page.page
    assert isinstance(table, TablePage)
    table.view.go_to(BUSINESS)  # behind the 12 of the table
    page.open_find()
    page.find_bar.wanted.setText("12")
    page.find_bar.step()
    assert page.navigation.current_key == "5"
    table.view.go_to(BUSINESS)
    page.navigation.choose("3")
    page.open_find()
    page.find_bar.wanted.setText("")
    page.find_bar.wanted.setText("12")
    page.find_bar.step(-1)
    assert (page.navigation.current_key, table.view.current_cell) == ("3", PERSON)


def test_replacing_by_enter_keeps_the_focus_in_the_bar(page: EditorPage, qtbot: QtBot) -> None:
    page.open_find(replacing=True)
    page.find_bar.wanted.setText("12")
    page.find_bar.instead.setFocus()
    qtbot.keyClicks(page.find_bar.instead, "13")
    for _ in range(3):
        qtbot.keyClick(page.find_bar.instead, Qt.Key.Key_Return)
        assert page.focusWidget() is page.find_bar.instead
    report = page.open_report.report
    written = [*map(str, report.figures.values()), report.texts["1"], report.texts["5"]]
    assert sum("13" in each for each in written) == 2  # the first Enter only goes to the first place


def test_enter_goes_from_place_to_place_and_around(page: EditorPage, qtbot: QtBot) -> None:
    page.navigation.choose("preface")
    page.open_find()
    qtbot.keyClicks(page.find_bar.wanted, "12")
    seen = []
    for _ in range(4):
        qtbot.keyClick(page.find_bar.wanted, Qt.Key.Key_Return)
        seen.append(page.navigation.current_key)
        shown = page.page
        if isinstance(shown, TextPage):
            assert shown.editor.textCursor().selectedText() == "12"
        elif isinstance(shown, TablePage):
            assert shown.view.current_cell == PERSON
    assert seen == ["1", "3", "5", "1"]
    qtbot.keyClick(page.find_bar.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.navigation.current_key == "5"


def test_all_are_replaced_as_one_step(page: EditorPage, qtbot: QtBot) -> None:
    page.open_find(replacing=True)
    page.find_bar.wanted.setText("12")
    page.find_bar.instead.setText("13")
    page.find_bar.replace_all()
    report = page.open_report.report
    assert (report.texts["1"], report.figures[PERSON], report.texts["5"]) == ("共收到13件。", 13, "还有13个")
    page.undo()
    report = page.open_report.report
    assert (report.texts["1"], report.figures[PERSON], report.texts["5"]) == ("共收到12件。", 12, "还有12个")


def test_one_after_the_other_is_replaced(page: EditorPage) -> None:
    page.navigation.choose("preface")
    page.open_find(replacing=True)
    page.find_bar.wanted.setText("12")
    page.find_bar.instead.setText("13")
    page.find_bar.replace_one()  # shows the first
    page.find_bar.replace_one()
    report = page.open_report.report
    assert (report.texts["1"], report.figures[PERSON]) == ("共收到13件。", 12)
    page.find_bar.replace_one()
    assert page.open_report.report.figures[PERSON] == 13


def test_escape_returns_the_focus_to_the_grid(page: EditorPage, qtbot: QtBot) -> None:
    page.navigation.choose("3")
    page.open_find()
    qtbot.keyClick(page.find_bar.wanted, Qt.Key.Key_Escape)
    assert page.find_bar.isHidden()
    shown = page.page
    assert isinstance(shown, TablePage)
    assert page.focusWidget() is shown.view


def test_no_match_is_reported(page: EditorPage) -> None:
    page.open_find()
    page.find_bar.wanted.setText("没有这个词")
    page.find_bar.step()
    assert page.find_bar.count_text == "没有找到"
