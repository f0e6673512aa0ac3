"""No figure is ever cut: columns grow with what they hold, and the table is scrolled rather than squeezed."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.kit.colours import LIGHT
from gui.kit.theme import THEME
from gui.session.open_report import OpenReport
from model.form.edition import Edition, load_edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell, Table
from model.report.edits import Edit
from model.report.report import Report
from tests.conftest import EDITIONS_FOLDER
from tests.gui.grid.table_driver import Grid

Opens = Callable[..., OpenReport]
EDITIONS = [load_edition(path) for path in sorted(EDITIONS_FOLDER.glob("*.toml"))]
TABLES = [(edition, table) for edition in EDITIONS for table in edition.tables]
OFFICE_ROOM = 1366 - 196 - 296 - 32
"""What the window's other parts leave of an office's screen."""


class Printed:
    """Figures without a draft: the grid needs no more."""

    def __init__(self, report: Report, edition: Edition) -> None:
        self.report, self.edition = report, edition

    def shown(self, cell: Cell) -> Figure | None:
        return self.report.figures.get(cell)

    def running(self, _cell: Cell, /) -> Figure | None:
        return None

    def typed_over(self, _cell: Cell) -> bool:
        return False

    def findings_at(self, _cell: Cell) -> tuple[()]:
        return ()


@pytest.mark.parametrize(("edition", "table"), TABLES, ids=lambda each: each.id)
def test_every_figure_of_every_table_is_whole_at_every_zoom(qtbot: QtBot, edition: Edition, table: Table) -> None:
    for digits in (1, 3, 5, 6, 8, 12):
        count = int("987654321098"[:digits])
        figures: dict[Cell, Figure] = dict.fromkeys(table.cells, count)
        figures |= {cell: Decimal(f"{count}.1234") for cell in table.amounts}
        figures |= dict.fromkeys(table.signed, -count)
        printed = Printed(Report(edition.id, figures), edition)
        view = TableView(TableModel(printed, table))
        qtbot.addWidget(view)
        view.resize(OFFICE_ROOM, 500)
        view._table_model.show_last_year(dict.fromkeys(table.cells, 7) if digits == 8 else None)
        for zoom in (0.5, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0):
            view.set_zoom(zoom)
            metrics, small = QFontMetrics(view.painter.font(bold=True)), QFontMetrics(view.painter.small_font())
            for cell in table.cells:
                room = sum(view.columnWidth(at) for at in range(table.place_of[cell].left, table.place_of[cell].right))
                assert metrics.horizontalAdvance(show_figure(figures[cell])) + 14 < room, (cell, digits, zoom)
                beside = view._table_model.state(table.place_of[cell]).prior_value
                assert small.horizontalAdvance(beside) + 6 < room, (cell, digits, zoom)


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_every_label_has_room_for_all_its_lines_in_every_width(qtbot: QtBot, edition: Edition, table: str) -> None:
    THEME.apply(LIGHT)
    view = TableView(TableModel(Printed(Report(edition.id), edition), edition.table(table)))
    qtbot.addWidget(view)
    view.show()
    labels = [place for place in edition.table(table).places if place.text and place.cell is None]
    for wide in (*range(420, 1200, 40), *range(700, 800, 2)):
        view.resize(wide, 500)
        for place in labels:
            room = view.visualRect(view.model().index(place.top, place.left))
            needed = view.painter._label(place.text, place.role, place.role == "block", room.width() - 14).size()
            assert needed.height() <= room.height() - 4, (wide, place.text)


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_usual_figures_need_no_horizontal_bar_on_an_office_screen(
    qtbot: QtBot, opens: Opens, edition: Edition, table: str
) -> None:
    grid = Grid(qtbot, opens(Report(edition.id, dict.fromkeys(edition.table(table).cells, 99999))), table)
    grid.view.resize(OFFICE_ROOM, 600)
    assert grid.view.horizontalHeader().length() <= grid.view.viewport().width()


def test_a_column_grows_as_soon_as_a_figure_needs_it(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disputes")
    grid.view.resize(OFFICE_ROOM, 400)
    cell = grid.model.table.cells[4]
    before = grid.view.rect_of(cell).width()
    open_report.edit(Edit("填", {cell: 123456789}))
    metrics = QFontMetrics(grid.view.painter.font(bold=True))
    assert grid.view.rect_of(cell).width() > max(before, metrics.horizontalAdvance("123456789") + 14)


def test_the_band_under_the_mouse_ends_with_the_table(qtbot: QtBot, open_report: OpenReport) -> None:
    THEME.apply(LIGHT)
    grid = Grid(qtbot, open_report, "disputes")
    grid.view.resize(1400, 700)
    bare = grid.view.viewport().grab().toImage()
    qtbot.mouseMove(grid.view.viewport(), grid.middle(str(grid.model.table.cells[2])))
    banded = grid.view.viewport().grab().toImage()
    assert banded != bare
    edge = grid.view.rect_of(grid.model.table.cells[-1]).bottomRight() + QPoint(3, 3)
    for x in range(0, bare.width(), 3):
        for y in range(0, bare.height(), 3):
            if x > edge.x() or y > edge.y():
                assert banded.pixelColor(x, y) == bare.pixelColor(x, y), (x, y)
