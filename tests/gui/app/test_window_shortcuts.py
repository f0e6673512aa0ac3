"""Shortcuts of the window: they work on the open editor, and do nothing without one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app.window_shortcuts import EDITOR_SHORTCUTS, install_shortcuts


class Editor:
    """Records what the shortcuts ask of it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[object, ...], dict[str, object]]] = []
        self.places = self

    def __getattr__(self, name: str) -> object:
        return lambda *arguments, **options: self.calls.append((name, arguments, options))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5000)
    return made


def test_no_two_shortcuts_are_the_same() -> None:
    keys = [QKeySequence(keys).toString() for keys, _ in EDITOR_SHORTCUTS]
    assert len(keys) == len(set(keys))


def test_f7_and_shift_f7_go_to_the_next_and_the_previous_finding(window: QWidget, qtbot: QtBot) -> None:
    editor = Editor()
    install_shortcuts(window, lambda: editor, {})  # type: ignore[arg-type,return-value]
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.keyClick(window, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert editor.calls == [("go_to_next_finding", (), {}), ("go_to_next_finding", (-1,), {})]


def test_without_an_open_draft_only_the_general_shortcuts_do_something(window: QWidget, qtbot: QtBot) -> None:
    pressed: list[str] = []
    install_shortcuts(window, lambda: None, {"F1": lambda: pressed.append("F1")})
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert pressed == ["F1"]
