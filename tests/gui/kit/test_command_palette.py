"""Ctrl+K: cells, sections and commands by name or initials."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.kit.command_palette import CommandPalette, PaletteChoice


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def palette(around: QWidget, done: list[str]) -> CommandPalette:
    around.resize(900, 600)
    around.show()
    names = ("一、本年新收 · 自然人", "一、本年新收 · 商业企业", "空白补 0")
    made = CommandPalette([PaletteChoice(name, lambda name=name: done.append(name)) for name in names], around)  # type: ignore[misc]
    made.open_over(around)
    return made


def test_enter_does_what_the_initials_find(qtbot: QtBot, around: QWidget) -> None:
    done: list[str] = []
    made = palette(around, done)
    qtbot.keyClicks(made.field, "bnxs syqy")
    qtbot.keyClick(made.field, Qt.Key.Key_Return)
    assert done == ["一、本年新收 · 商业企业"]


def test_arrows_choose_and_go_around(qtbot: QtBot, around: QWidget) -> None:
    done: list[str] = []
    made = palette(around, done)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(made.field, key)
    assert done == ["一、本年新收 · 商业企业"]


def test_without_a_match_it_only_shows_what_can_be_typed(qtbot: QtBot, around: QWidget) -> None:
    done: list[str] = []
    made = palette(around, done)
    assert not made.nothing.isVisible()
    qtbot.keyClicks(made.field, "xyz")
    assert made.nothing.isVisible()
    assert made.nothing.text().startswith("没有找到“xyz”。可以输入")
    qtbot.keyClick(made.field, Qt.Key.Key_Return)
    assert done == []
    qtbot.keyClick(made.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not made.isVisible())


def test_once_it_is_gone_the_input_method_is_told_of_the_focus(
    qtbot: QtBot, around: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt tells it that nothing has the focus when the palette's window is deleted, after the focus has gone on."""
    told: list[object] = []
    monkeypatch.setattr("gui.kit.command_palette.announce_focus_later", lambda: told.append("focus"))
    made = palette(around, [])
    qtbot.keyClick(made.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
