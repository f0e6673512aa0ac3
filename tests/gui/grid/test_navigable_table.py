"""Going to a cell, and selecting rows and columns by their labels."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.session.open_report import OpenReport
from tests.gui.grid.table_driver import Grid


def test_a_click_on_the_corner_of_the_form_selects_nothing(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.qtbot.mouseClick(blank.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert blank.view.selected_cells() == [blank.cell("requests.received.person")]


def click_on(grid: Grid, text: str) -> None:
    place = next(each for each in grid.model.table.places if each.text == text)
    centre = grid.view.visualRect(grid.model.index(place.top, place.left)).center()
    grid.qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def test_a_click_on_a_label_selects_its_rows_and_on_a_head_its_columns(zero: Grid) -> None:
    click_on(zero, "（四）无法提供")
    assert {cell.row for cell in zero.view.selected_cells()} == {
        "results.unavailable.not_held",
        "results.unavailable.needs_creating",
        "results.unavailable.still_unclear",
    }
    click_on(zero, "商业企业")
    assert {cell.column for cell in zero.view.selected_cells()} == {"business"}
    assert len(zero.view.selected_cells()) == 25
    click_on(zero, "法人或其他组织")
    assert len(zero.view.selected_cells()) == 125


def test_a_head_of_table_two_selects_only_its_block(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disclosure")
    click_on(grid, "本年制发件数")
    assert {str(cell) for cell in grid.view.selected_cells()} == {
        "disclosure.government_rules.issued",
        "disclosure.normative_documents.issued",
    }


def test_a_cell_far_away_is_shown_with_what_stands_around_it(zero: Grid) -> None:
    zero.view.resize(700, 300)
    far, last = zero.cell("requests.results.unavailable.still_unclear.person"), zero.model.table.cells[-1]
    room = zero.view.viewport().rect()
    zero.view.go_to(zero.model.table.cells[0])
    zero.view.go_to(far)
    assert room.height() / 4 < zero.view.rect_of(far).center().y() < room.height() * 3 / 4
    zero.view.go_to(last)
    assert room.contains(zero.view.rect_of(last))
