"""Zoom, column widths, and the heads and labels that stay in sight."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit
from model.report.report import Report
from tests.gui.grid.table_driver import Grid

Opens = Callable[..., OpenReport]
Key = Qt.Key


def test_table_three_needs_no_horizontal_bar_on_an_office_screen(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "requests")
    grid.view.resize(1366 - 196 - 296 - 32, 600)
    assert grid.view.horizontalHeader().length() <= grid.view.viewport().width()


def test_columns_have_room_for_last_year_s_figures(zero: Grid) -> None:
    cell = zero.cell("requests.received.welfare")
    zero.report.edit(Edit("填", {cell: 1204567}))
    zero.view.show_last_year({cell: 1203999})
    metrics = QFontMetrics(zero.view.painter.small_font())
    assert zero.view.rect_of(cell).width() >= metrics.horizontalAdvance("1203999 ↑568") + 4
    zero.report.edit(Edit("填", {cell: 51204567}))
    assert zero.view.rect_of(cell).width() >= metrics.horizontalAdvance("1203999 ↑50000568") + 4


def test_labels_and_heads_stay_in_sight_while_the_table_is_scrolled(zero: Grid) -> None:
    zero.view.resize(700, 400)
    zero.view.set_zoom(1.25)
    zero.qtbot.wait(1)  # the scroll bars learn of it
    labels = zero.view.viewport().grab().toImage()
    zero.at("requests.carried_out.total")
    view, corner = zero.view, zero.view.viewport().geometry().topLeft()
    assert view.horizontalScrollBar().value() > 0 and view.verticalScrollBar().value() > 0
    seen = view.grab().toImage()
    covered = view._frozen.covered  # type: ignore[union-attr]
    wide, high = covered.x(), covered.y()
    assert 0 < wide < view.viewport().width() / 2 + 1 and high > 0
    for x in range(0, wide - 1, 7):
        for y in range(0, high - 1, 7):
            assert seen.pixelColor(corner.x() + x, corner.y() + y) == labels.pixelColor(x, y), (x, y)
    rect = view.rect_of(zero.cell("requests.carried_out.total"))
    assert view.viewport().rect().adjusted(wide, high, 0, 0).contains(rect)


def test_a_cell_is_not_left_under_the_labels_that_stay(zero: Grid) -> None:
    zero.view.resize(700, 400)
    zero.view.set_zoom(1.25)
    zero.qtbot.wait(1)  # the scroll bars learn of it
    zero.at("requests.carried_out.total")
    for _ in range(6):
        zero.press(Key.Key_Left)
        wide = zero.view._frozen.covered.x()  # type: ignore[union-attr]
        assert zero.view.rect_of(zero.cell(zero.here)).left() >= wide, zero.here
    assert zero.here == "requests.carried_out.person"


def test_a_click_on_a_label_that_stays_selects_its_row_and_no_figure_beneath(zero: Grid) -> None:
    zero.view.resize(700, 400)
    zero.view.set_zoom(1.25)
    zero.qtbot.wait(1)  # the scroll bars learn of it
    zero.at("requests.carried_out.total")
    view = zero.view
    right = view._frozen.covered.x()  # type: ignore[union-attr]
    assert right > 0
    at = QPoint(right - 8, view.rect_of(zero.cell("requests.carried_out.total")).center().y())
    zero.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert {cell.row for cell in view.selected_cells()} == {"carried_out"}
    assert len(view.selected_cells()) == 7


def test_of_a_figure_that_the_edge_of_the_view_cuts_no_digit_is_seen(
    qtbot: QtBot, opens: Opens, edition: Edition
) -> None:
    def seen(count: int, scroll_area: int) -> QImage:
        report = Report(edition.id, dict.fromkeys(edition.table("requests").cells, count))
        grid = Grid(qtbot, opens(with_derived_totals(report, edition)), "requests")
        grid.view.resize(800, 400)
        grid.view.set_zoom(1.25)
        qtbot.wait(1)
        grid.view.horizontalScrollBar().setValue(scroll_area)
        place = grid.view.rect_of(grid.cell("requests.results.granted.person"))
        covered = grid.view._frozen.covered.x()  # type: ignore[union-attr]
        assert place.left() < covered - 20 and place.right() > covered
        left = place.adjusted(covered - place.left(), 0, 0, 0)
        return grid.view.viewport().grab(left).toImage()

    assert seen(123456, 30) == seen(993456, 30)
    assert seen(123456, 30) != seen(123456, 35)


def test_the_edges_of_rows_and_columns_are_not_looked_up_for_every_figure_that_is_painted(
    zero: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    edges, asked = zero.view.edges, []

    def counted() -> tuple[list[int], list[int]]:
        asked.append(1)
        return edges()

    monkeypatch.setattr(zero.view, "edges", counted)
    zero.view.viewport().grab()
    assert 0 < len(asked) < 10 < len(zero.model.table.cells)


def test_marks_alone_measure_no_figure(zero: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[object] = []

    def counted(*given: object) -> int:
        measured.append(given)
        return 0

    monkeypatch.setattr("gui.grid.scaled_table.width_needed", counted)
    cells = frozenset(zero.model.table.cells)
    zero.model.highlight(cells)
    zero.model.suspect(cells)
    zero.model.trace(zero.cell("requests.results.total.person"))
    assert not measured
    zero.report.edit(Edit("填", {zero.cell("requests.received.person"): 12}))
    assert measured
