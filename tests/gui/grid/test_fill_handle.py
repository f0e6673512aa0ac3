"""Dragging the square at the corner of a selection fills the cells beside it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.gui.grid.table_driver import Grid

Key = Qt.Key
Modifier = Qt.KeyboardModifier


def drag(grid: Grid, start: QPoint, end: QPoint) -> None:
    viewport = grid.view.viewport()
    grid.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.5, 1.0):
        grid.qtbot.mouseMove(viewport, start + (end - start) * step)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(start + (end - start) * step),
            QPointF(viewport.mapToGlobal(start + (end - start) * step)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Modifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)
    grid.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def corner(grid: Grid, address: str) -> QPoint:
    return grid.view.rect_of(grid.cell(address)).bottomRight() - QPoint(1, 1)


def middle(grid: Grid, address: str) -> QPoint:
    return grid.view.rect_of(grid.cell(address)).center()


def test_dragging_the_square_fills_down_across_and_up_as_one_step(blank: Grid) -> None:
    blank.at("requests.carried_in.person")
    blank.type("7")
    blank.press(Key.Key_Return)
    blank.at("requests.carried_in.person")
    drag(blank, corner(blank, "requests.carried_in.person"), middle(blank, "requests.results.granted_in_part.person"))
    assert [blank.shown(f"requests.{row}.person") for row in ("results.granted", "results.granted_in_part")] == [
        "7",
        "7",
    ]
    assert blank.report.undo_label == "拖动填充 2 格"
    blank.at("requests.carried_in.person")
    drag(blank, corner(blank, "requests.carried_in.person"), middle(blank, "requests.carried_in.research"))
    assert blank.shown("requests.carried_in.research") == "7"
    blank.at("requests.carried_in.person")
    drag(blank, corner(blank, "requests.carried_in.person"), middle(blank, "requests.received.person"))
    assert blank.shown("requests.received.person") == "7"


def test_a_drag_that_ends_where_it_began_changes_nothing(blank: Grid) -> None:
    blank.at("requests.carried_in.person")
    at = corner(blank, "requests.carried_in.person")
    drag(blank, at, at)
    assert blank.report.undo_label == ""
