"""Where Enter and Tab lead at the ends of rows, columns and tables: a figure that was just typed is not typed over."""

from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage, TablePage
from gui.session.open_report import OpenReport
from model.form.edition import Edition, load_edition
from tests.conftest import EDITIONS_FOLDER
from tests.gui.grid.table_driver import Grid, Key, Modifier

TABLES = [table for path in sorted(EDITIONS_FOLDER.glob("*.toml")) for table in load_edition(path).tables]


def test_enter_goes_along_the_one_row_of_table_four(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disputes")
    told = grid.status.lines
    grid.view.go_to(grid.model.table.cells[0])
    for number in range(len(grid.model.table.cells)):
        grid.type(str(number))
        grid.press(Key.Key_Return)
    assert [open_report.report.figures[cell] for cell in grid.model.table.cells] == [*range(15)]
    assert told == ["已经是表四的最后一格"]


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
    page = EditorPage(open_report, {edition.id: edition}, EDITIONS_FOLDER.parent)
    qtbot.addWidget(page)
    page.go_to_cell(edition.cell("requests.received.person"))
    table = page.page
    assert isinstance(table, TablePage)
    changed: list[bool] = []
    page.exits.settings_changed.connect(lambda settings: changed.append(settings.enter_goes_right))
    next(each for each in page.choices() if "回车" in each.name).does()
    qtbot.keyClick(table.view, Key.Key_Return)
    assert str(table.view.current_cell) == "requests.received.business"
    qtbot.keyClick(table.view, Key.Key_Return, Modifier.ShiftModifier)
    assert str(table.view.current_cell) == "requests.received.person"
    next(each for each in page.choices() if "回车" in each.name).does()
    assert changed == [True, False]
