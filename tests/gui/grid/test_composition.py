"""The letters of a composition, over a cell."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.grid.composition import Composition

CELL = QRect(200, 40, 58, 27)


def test_it_covers_the_cell_and_grows_to_the_left_for_long_words(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = Composition(parent)
    label.compose("ni", CELL)
    assert label.geometry() == CELL
    label.compose("zhengfuxinxigongkai", CELL)
    assert label.geometry().right() == CELL.right() and label.width() > CELL.width()


def test_it_is_hidden_while_nothing_is_composed(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = Composition(parent)
    assert label.isHidden()
    label.compose("ni", CELL)
    assert not label.isHidden()
    label.compose("", CELL)
    assert label.isHidden()
