"""What a grid copies to the clipboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.gui.grid.table_driver import Grid

Key = Qt.Key
Modifier = Qt.KeyboardModifier


def test_a_block_is_copied_as_text_and_as_a_table(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.type("6")
    zero.press(Key.Key_Return, Key.Key_Up)
    zero.press(Key.Key_Right, Key.Key_Down, modifier=Modifier.ShiftModifier)
    zero.press(Key.Key_C, modifier=Modifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "6\t0\n0\t0"
    assert data.html().count("<td") == 4
