"""The rows of a counted figure."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.grid.cell_bar import CellBar
from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from tests.gui.register.opening import RECEIVED, opened
from tests.model.register.test_applications import GOOD, register


def test_a_click_on_a_counted_figure_lists_its_rows(
    commands: RegisterCommands, file: Path, report: OpenReport, qtbot: QtBot
) -> None:
    bar = CellBar(report)
    qtbot.addWidget(bar)
    bar.applications_wanted.connect(commands.show_applications)
    bar.show_cell(RECEIVED)
    assert bar._counted.isHidden()
    opened(commands, register(file.parent, GOOD), qtbot).take_over()
    bar.show_cell(RECEIVED)
    assert bar._counted.text() == "台账 1 件 ›"
    bar._counted.click()
    assert commands.applications is not None
    assert [commands.applications.list.item(0).text()] == ["工作表“台账”第2行"]


def test_the_menu_of_a_counted_cell_leads_there(
    commands: RegisterCommands, file: Path, report: OpenReport, qtbot: QtBot
) -> None:
    view = TableView(TableModel(report, report.edition.table("requests")), report)
    qtbot.addWidget(view)
    view.applications_wanted.connect(commands.show_applications)
    view.go_to(RECEIVED)
    name = "由台账的哪几行统计…"
    assert name not in {action.text() for action in view.menu().actions() if action.isVisible()}
    opened(commands, register(file.parent, GOOD), qtbot).take_over()
    menu = view.menu()
    next(action for action in menu.actions() if action.text() == name and action.isVisible()).trigger()
    assert commands.applications is not None
