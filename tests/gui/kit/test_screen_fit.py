"""Windows and dialogs lie within the screen that they open on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gui.kit.screen_fit import fitted, resize_within_screen

SCREEN = QRect(0, 0, 1366, 768)


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        (QRect(100, 50, 800, 600), QRect(100, 50, 800, 600)),
        (QRect(-40, -10, 800, 600), QRect(0, 0, 800, 600)),
        (QRect(1000, 500, 800, 600), QRect(566, 168, 800, 600)),
        (QRect(10, 10, 2000, 900), QRect(0, 0, 1366, 768)),
    ],
)
def test_a_window_is_moved_before_it_is_shrunk(frame: QRect, wanted: QRect) -> None:
    assert fitted(frame, SCREEN) == wanted


sizes, places = st.integers(1, 4000), st.integers(-4000, 4000)


@settings(max_examples=50)
@given(places, places, sizes, sizes, places, places, sizes, sizes)
def test_a_window_never_goes_beyond_any_screen(
    x: int, y: int, width: int, height: int, left: int, top: int, wide: int, high: int
) -> None:
    available = QRect(left, top, wide, high)
    assert available.contains(fitted(QRect(x, y, width, height), available))


def test_a_dialog_is_not_larger_than_its_screen(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    resize_within_screen(dialog, 100_000, 300)
    assert dialog.width() <= dialog.screen().availableGeometry().width()
    assert dialog.height() == 300
