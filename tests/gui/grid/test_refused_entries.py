"""What is typed or pasted and is no figure: it stays in its cell, marked and explained, and is never lost."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.session.open_report import OpenReport
from model.checks.findings import Severity
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit
from model.report.report import Origin, Report
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands
from tests.gui.grid.table_driver import Grid, Key, Modifier

Opens = Callable[..., OpenReport]
HERE, OTHER = "requests.received.person", "requests.carried_in.business"


@pytest.fixture
def grid(qtbot: QtBot, open_report: OpenReport) -> Grid:
    return Grid(qtbot, open_report, "requests")


def paste(grid: Grid, text: str, at: str = HERE) -> None:
    grid.clipboard(text)
    grid.at(at)
    grid.press(Key.Key_V, modifier=Modifier.ControlModifier)


@pytest.mark.parametrize("text", ["a", "1O", "-3", "2.5"])
def test_text_that_is_no_figure_stays_in_its_cell_when_another_cell_is_clicked(grid: Grid, text: str) -> None:
    kept: list[Mapping[Cell, str]] = []
    grid.view.refused_text_kept.connect(kept.append)
    grid.at(HERE)
    grid.type(text)
    grid.click(OTHER)
    assert grid.here == OTHER
    assert grid.shown(HERE) == text
    state = grid.state(HERE)
    assert (state.unread, state.severity) == (True, Severity.ERROR)
    assert "不是数字" in state.words
    assert kept[-1] == {grid.cell(HERE): text}
    assert f"“{text}”" in grid.model.index_of(grid.cell(HERE)).data(Qt.ItemDataRole.ToolTipRole)
    assert grid.report.shown(grid.cell(HERE)) is None


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab, Key.Key_Down])
def test_a_navigation_key_does_not_leave_text_that_is_no_figure(grid: Grid, key: Qt.Key) -> None:
    grid.at(HERE)
    grid.type("1O")
    grid.press(key)
    assert grid.here == HERE
    assert grid.editor().text() == "1O"
    assert "请改正" in grid.refused[-1]


def test_escape_while_typing_gives_the_text_up(grid: Grid) -> None:
    grid.report.edit(Edit("填", {grid.cell(HERE): 12}))
    grid.at(HERE)
    grid.type("1O")
    grid.press(Key.Key_Escape)
    assert grid.shown(HERE) == "12"
    assert grid.report.undo_label == "填"


def test_a_refused_text_is_a_step_of_its_own_and_is_on_the_disk(grid: Grid, store: DraftStore) -> None:
    grid.report.edit(Edit("填", {grid.cell(HERE): 12}))
    grid.at(HERE)
    grid.type("1O")
    grid.click(OTHER)
    assert grid.report.saving.flush(5)
    assert store.open(grid.report.draft_id).report.unread == {grid.cell(HERE): "1O"}
    grid.report.undo()
    assert grid.shown(HERE) == "12"
    grid.report.redo()
    assert grid.shown(HERE) == "1O"


def test_escape_at_the_cell_restores_its_content_before_all_refused_texts(grid: Grid) -> None:
    grid.report.edit(Edit("填", {grid.cell(HERE): 12}))
    for text in ("1O", "a"):
        grid.at(HERE)
        grid.type(text)
        grid.click(OTHER)
    grid.at(HERE)
    grid.press(Key.Key_Escape)
    assert (grid.shown(HERE), grid.state(HERE).unread) == ("12", False)
    grid.report.undo()
    assert grid.shown(HERE) == "a"


def test_escape_gives_back_what_a_file_held(qtbot: QtBot, opens: Opens, edition: Edition) -> None:
    cell, origin = edition.cell(HERE), Origin("2024.docx", "第3张表", "约12")
    grid = Grid(qtbot, opens(Report(edition.id, unread={cell: "约12"}, origins={cell: origin})), "requests")
    grid.at(HERE)
    grid.press(Key.Key_Escape)
    assert grid.shown(HERE) == "约12"  # not typed: nothing to give up
    grid.type("1O")
    grid.click(OTHER)
    assert cell not in grid.report.report.origins
    grid.at(HERE)
    grid.press(Key.Key_Escape)
    report = grid.report.report
    assert (report.unread, report.origins) == ({cell: "约12"}, {cell: origin})


@pytest.mark.parametrize(("keys", "shown"), [("10", "10"), ("", "")], ids=["a figure", "delete"])
def test_a_figure_or_delete_takes_the_refused_text_away(grid: Grid, keys: str, shown: str) -> None:
    grid.at(HERE)
    grid.type("1O")
    grid.click(OTHER)
    grid.at(HERE)
    grid.type(keys)
    grid.press(Key.Key_Return if keys else Key.Key_Delete)
    assert (grid.shown(HERE), grid.state(HERE).unread) == (shown, False)
    assert grid.report.report.unread == {}


def test_of_a_pasted_block_figures_are_taken_and_the_rest_stays_as_it_is_in_one_step(grid: Grid) -> None:
    kept: list[Mapping[Cell, str]] = []
    grid.view.refused_text_kept.connect(kept.append)
    paste(grid, "4\t约3\n1O\t5")
    shown = [grid.shown(f"requests.{row}.{c}") for row in ("received", "carried_in") for c in ("person", "business")]
    assert shown == ["4", "约3", "1O", "5"]
    assert set(kept[-1].values()) == {"约3", "1O"}
    assert len(grid.report.report.unread) == 2
    assert len(grid.view.selected_cells()) == 4
    grid.press(Key.Key_Escape)  # gives up all refused texts of the selection
    assert not grid.report.report.unread
    grid.report.undo()
    grid.report.undo()
    assert grid.report.report.figures == {}
    assert grid.report.report.unread == {}


@pytest.mark.parametrize("block", ["甲\t乙\n丙\t丁", "一段从别处复制来的文字" * 5])
def test_a_block_not_meant_for_a_table_is_refused_whole(grid: Grid, block: str) -> None:
    paste(grid, block)
    assert "没有粘贴" in grid.refused[-1]
    assert grid.report.undo_label == ""


def test_ctrl_enter_keeps_the_text_where_it_is_no_figure(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disclosure")
    grid.at("disclosure.fees.amount")
    grid.press(Key.Key_Up, modifier=Modifier.ShiftModifier)
    grid.type("2.5")
    grid.press(Key.Key_Return, modifier=Modifier.ControlModifier)
    unread = grid.report.report.unread
    assert {str(cell): text for cell, text in unread.items()} == {"disclosure.coercive_measures.decisions": "2.5"}
    assert grid.shown("disclosure.fees.amount") == "2.5"


# ---------------------------------------------------------------- in the editor


@pytest.fixture
def page(qtbot: QtBot, open_report: OpenReport, edition: Edition) -> EditorPage:
    made = EditorPage(open_report, {edition.id: edition}, EDITIONS_FOLDER.parent, RecordedEditorCommands())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.focus_main_widget()
    return made


def typed(page: EditorPage, qtbot: QtBot, text: str) -> TablePage:
    table = page.page
    assert isinstance(table, TablePage)
    for character in text:
        qtbot.keyClick(table.view.focusWidget() or table.view, character)
    return table


def test_going_to_another_page_keeps_the_text_and_f7_goes_to_it(page: EditorPage, qtbot: QtBot) -> None:
    table = typed(page, qtbot, "1o")
    page.navigation.choose("5")
    assert "“1o”不是数字" in page.status.text()
    assert list(page.open_report.report.unread.values()) == ["1o"]
    assert "1 格不是数字" in page.progress.text()
    page.places.go_to_next_finding()
    assert page.page is table
    assert "1o" in page.open_report.open_findings()[0].message
    assert "原文" not in page.open_report.open_findings()[0].message
    assert "“1o”不是数字" in table.bar._refusal.text()
    assert table.bar._refusal.isVisible()


def test_the_message_at_the_foot_disappears_when_the_text_is_corrected(page: EditorPage, qtbot: QtBot) -> None:
    table = typed(page, qtbot, "1o")
    qtbot.mouseClick(
        table.view.viewport(), Qt.MouseButton.LeftButton, pos=table.view.rect_of(table.model.table.cells[5]).center()
    )
    assert "“1o”不是数字" in page.status.text()
    table.view.go_to(table.model.table.cells[0])
    typed(page, qtbot, "10")
    qtbot.keyClick(table.view.focusWidget(), Key.Key_Return)
    assert page.status.text() == ""


def test_leaving_the_draft_keeps_what_is_being_typed(page: EditorPage, qtbot: QtBot, store: DraftStore) -> None:
    typed(page, qtbot, "1o")
    assert page.saved_within(5)
    assert list(store.open(page.open_report.draft_id).report.unread.values()) == ["1o"]
