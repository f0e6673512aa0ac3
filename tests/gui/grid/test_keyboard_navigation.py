"""Where the keys lead in a grid, and where Enter and Tab lead at the ends of rows, columns and tables."""

from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands
from tests.gui.grid.table_driver import Grid, Key, Modifier


def test_typing_replaces_and_enter_goes_down_over_labels(blank: Grid) -> None:
    blank.at("requests.carried_in.person")
    blank.type("12")
    blank.press(Key.Key_Return)
    assert blank.shown("requests.carried_in.person") == "12"
    assert blank.here == "requests.results.granted.person"


def test_enter_after_a_run_of_tabs_returns_to_the_column_where_it_began(blank: Grid) -> None:
    blank.at("requests.received.person")
    for text in ("1", "2"):
        blank.type(text)
        blank.qtbot.keyClick(blank.editor(), Key.Key_Tab)
    blank.type("3")
    blank.qtbot.keyClick(blank.editor(), Key.Key_Return)
    assert blank.here == "requests.carried_in.person"
    assert [blank.shown(f"requests.received.{c}") for c in ("person", "business", "research")] == ["1", "2", "3"]


def test_arrows_home_and_end_go_from_figure_to_figure(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.press(Key.Key_Right, Key.Key_Down, Key.Key_Down)
    assert blank.here == "requests.results.granted.business"
    blank.press(Key.Key_End)
    assert blank.here == "requests.results.granted.total"
    blank.press(Key.Key_Home, Key.Key_Left, Key.Key_Left)
    assert blank.here == "requests.results.granted.person"
    blank.press(Key.Key_End, modifier=Modifier.ControlModifier)
    assert blank.here == "requests.carried_out.total"
    blank.press(Key.Key_Up, modifier=Modifier.ControlModifier)
    assert blank.here == "requests.received.total"


def test_arrows_pass_the_blocks_of_table_two(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disclosure")
    grid.at("disclosure.normative_documents.issued")
    grid.press(Key.Key_Down)
    assert grid.here == "disclosure.licences.decisions"
    grid.press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert grid.here == "disclosure.fees.amount"


def test_f6_goes_to_the_next_cell_that_is_to_be_filled(zero: Grid) -> None:
    zero.at("requests.results.granted.person")
    zero.press(Key.Key_Delete)
    zero.at("requests.carried_out.person")
    zero.press(Key.Key_F6)
    assert zero.here == "requests.results.granted.person"
    zero.type("0")
    zero.press(Key.Key_Return)
    here = zero.here
    zero.press(Key.Key_F6)
    assert zero.here == here


def test_typing_begins_where_the_selection_began_and_goes_round_in_it(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.press(Key.Key_Right, Key.Key_Right, modifier=Modifier.ShiftModifier)
    blank.press(Key.Key_Down, modifier=Modifier.ShiftModifier)
    for figure in "123":
        blank.type(figure)
        blank.press(Key.Key_Tab)
    assert [blank.shown(f"requests.received.{column}") for column in ("person", "business", "research")] == [*"123"]
    assert blank.view.current_cell == blank.cell("requests.carried_in.person")
    assert len(blank.view.selected_cells()) == 6
    blank.press(Key.Key_Return)  # down the columns, from the last one of a column to the first of the next
    assert blank.view.current_cell == blank.cell("requests.received.business")
    blank.press(Key.Key_Backtab)
    assert blank.view.current_cell == blank.cell("requests.received.person")
    blank.press(Key.Key_Right)
    assert len(blank.view.selected_cells()) == 1


def test_after_tab_shift_stretches_from_where_one_is(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.press(Key.Key_Tab, Key.Key_Tab)
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    assert [cell.column for cell in zero.view.selected_cells()] == ["research", "welfare"]


def test_enter_goes_along_the_one_row_of_table_four(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disputes")
    reported = grid.status.lines
    grid.view.go_to(grid.model.table.cells[0])
    for number in range(len(grid.model.table.cells)):
        grid.type(str(number))
        grid.press(Key.Key_Return)
    assert [open_report.report.figures[cell] for cell in grid.model.table.cells] == [*range(15)]
    assert reported == ["已经是表四的最后一格"]


def test_enter_in_the_last_row_goes_on_in_the_next_column(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "requests")
    grid.at("requests.carried_out.person")
    grid.type("3")
    grid.press(Key.Key_Return)
    assert grid.here == "requests.received.business"
    grid.press(Key.Key_Return, modifier=Modifier.ShiftModifier)
    assert grid.here == "requests.carried_out.person"
    grid.at("requests.carried_out.total")
    grid.press(Key.Key_Return)
    assert grid.here == "requests.carried_out.total"


def test_enter_after_tabs_in_the_last_row_goes_on_along_it(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "requests")
    grid.at("requests.carried_out.person")
    grid.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    assert grid.here == "requests.carried_out.welfare"


def test_enter_goes_right_where_the_setting_says_so(
    qtbot: QtBot, open_report: OpenReport, edition: Edition
) -> None:  # fmt: skip
    page = EditorPage(open_report, {edition.id: edition}, EDITIONS_FOLDER.parent, RecordedEditorCommands())
    qtbot.addWidget(page)
    page.places.go_to_cell(edition.cell("requests.received.person"))
    table = page.page
    assert isinstance(table, TablePage)
    changed: list[bool] = []
    page.exporter.settings_changed.connect(lambda settings: changed.append(settings.enter_goes_right))
    next(each for each in page.palette_choices.choices() if "回车" in each.name).does()
    qtbot.keyClick(table.view, Key.Key_Return)
    assert str(table.view.current_cell) == "requests.received.business"
    qtbot.keyClick(table.view, Key.Key_Return, Modifier.ShiftModifier)
    assert str(table.view.current_cell) == "requests.received.person"
    next(each for each in page.palette_choices.choices() if "回车" in each.name).does()
    assert changed == [True, False]
