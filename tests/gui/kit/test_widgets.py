"""Small parts that pages are built from."""

from PySide6.QtWidgets import QPushButton, QSplitter
from pytestqt.qtbot import QtBot

from gui.kit.theme import THEME
from gui.kit.widgets import button, column, label, menu_button, put_cards


def colours_within(qtbot: QtBot, made: QPushButton) -> set[int]:
    """Of the middle of a button, without its frame."""
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    inside = made.grab().toImage().copy(8, 8, made.width() - 16, made.height() - 16)
    return {inside.pixel(x, y) for x in range(inside.width()) for y in range(inside.height())}


def test_the_arrow_of_a_menu_is_drawn_and_no_letter_of_a_font(qtbot: QtBot) -> None:
    THEME.use("light")
    opened: list[str] = []
    without_text = menu_button("", lambda: opened.append("menu"))
    assert len(colours_within(qtbot, without_text)) > 1
    assert len(colours_within(qtbot, button("", opened.clear))) == 1
    assert menu_button("更多", opened.clear).sizeHint().width() > button("更多", opened.clear).sizeHint().width()
    without_text.click()
    assert opened == ["menu"]


def test_cards_share_the_room_by_their_widths(qtbot: QtBot) -> None:
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    put_cards(splitter, (column(label("左")), 200), (column(label("右")), 400))
    splitter.resize(1200, 300)
    splitter.show()
    left, right = splitter.sizes()
    assert abs(right - 2 * left) <= 10
    assert not splitter.childrenCollapsible()
