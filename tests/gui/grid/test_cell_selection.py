"""Which cells are selected, and what the status line says of them."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from tests.gui.grid.table_driver import Grid

Key = Qt.Key
Modifier = Qt.KeyboardModifier


def test_the_selection_shows_its_sum(zero: Grid) -> None:
    reported: list[str] = []
    zero.view.selection_summary_changed.connect(reported.append)
    zero.at("requests.received.person")
    zero.type("6")
    zero.press(Key.Key_Return, Key.Key_Up)
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    assert reported[-1] == "选中 2 格 · 求和 6"


def test_nothing_is_selected_before_a_cell_is_entered(blank: Grid) -> None:
    assert blank.view.selectedIndexes() == []
    assert blank.model.cell(QModelIndex()) is None


def test_with_ctrl_too_the_selection_goes_where_the_frame_goes(zero: Grid) -> None:
    first, below = zero.cell("requests.received.person"), zero.cell("requests.carried_out.person")
    zero.at("requests.received.person")
    zero.press(Key.Key_Down, modifier=Modifier.ControlModifier)
    assert (zero.view.current_cell, zero.view.selected_cells()) == (below, [below])
    zero.press(Key.Key_Delete)
    assert first in zero.report.report.figures
    assert below not in zero.report.report.figures
    zero.press(Key.Key_Home, modifier=Modifier.ControlModifier)
    assert zero.view.selected_cells() == [first]
    zero.press(Key.Key_Right, modifier=Modifier.ControlModifier | Modifier.ShiftModifier)
    assert len(zero.view.selected_cells()) == 7


def test_what_is_gone_to_is_selected_alone_whatever_keys_are_held(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    target = zero.cell("requests.carried_in.welfare")
    QTest.keyPress(zero.view, Key.Key_Shift, Modifier.ShiftModifier)
    zero.view.go_to(target)
    QTest.keyRelease(zero.view, Key.Key_Shift)
    assert zero.view.selected_cells() == [target]
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    assert zero.view.selected_cells()[0] == target and len(zero.view.selected_cells()) == 2
