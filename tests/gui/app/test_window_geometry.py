"""Where the window opens: within the screen with its frame, and as it was left."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow
from pytestqt.qtbot import QtBot

from gui.app.main_window import LEAST_SIZE, USUAL_SIZE
from gui.app.window_geometry import WindowGeometry, opens_maximised
from gui.kit.screen_fit import FRAME, fitted, resize_within_screen
from model.store.settings import Settings, read_settings, write_settings

ROOT = Path(__file__).parents[3]

places = st.builds(
    QRect, st.integers(-4000, 4000), st.integers(-4000, 4000), st.integers(1, 5000), st.integers(1, 5000)
)


@given(frame=places, available=places)
def test_a_window_lies_within_its_screen_wherever_it_was(frame: QRect, available: QRect) -> None:
    found = fitted(frame, available)
    assert available.contains(found)
    assert found.width() == min(frame.width(), available.width())
    assert found.height() == min(frame.height(), available.height())


@given(frame=places, available=places)
def test_a_window_within_its_screen_stays_where_it_is(frame: QRect, available: QRect) -> None:
    if available.contains(frame):
        assert fitted(frame, available) == frame


@pytest.mark.parametrize(
    ("wide", "high", "maximised"),
    [(1366, 728, True), (1280, 680, True), (960, 500, True), (1920, 1040, False), (1440, 860, False)],
)
def test_where_the_usual_size_has_no_room_the_window_opens_maximised(wide: int, high: int, maximised: bool) -> None:
    assert opens_maximised(QSize(*USUAL_SIZE), QSize(wide, high)) is maximised


def test_the_least_size_fits_the_smallest_screen_with_a_title_bar_and_a_task_bar() -> None:
    assert LEAST_SIZE[0] <= 960 - FRAME.left() - FRAME.right()
    assert LEAST_SIZE[1] <= 540 - 40 - FRAME.top() - FRAME.bottom()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    made.setMinimumSize(300, 200)
    made.resize(*USUAL_SIZE)
    qtbot.addWidget(made)
    return made


def available() -> QRect:
    return QApplication.primaryScreen().availableGeometry()


def test_a_window_that_is_larger_than_the_screen_opens_within_it(window: QMainWindow, tmp_path: Path) -> None:
    geometry = WindowGeometry(window, tmp_path)
    geometry.show()
    assert window.isMaximized()
    window.showNormal()
    window.setGeometry(-500, -300, 5000, 4000)
    geometry.fit()
    assert available().contains(window.frameGeometry())


def test_a_window_that_has_room_opens_in_its_usual_size(window: QMainWindow, tmp_path: Path) -> None:
    window.resize(400, 300)
    WindowGeometry(window, tmp_path).show()
    assert not window.isMaximized()
    assert window.size() == QSize(400, 300)
    assert available().contains(window.frameGeometry())


def test_size_place_and_maximised_state_are_as_they_were_left(
    window: QMainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    write_settings(tmp_path, Settings(zoom=120))
    window.resize(400, 300)
    geometry = WindowGeometry(window, tmp_path)
    geometry.show()
    window.setGeometry(90, 80, 420, 330)
    window.showMaximized()
    geometry.keep()
    assert read_settings(tmp_path).zoom == 120
    again = QMainWindow()
    qtbot.addWidget(again)
    WindowGeometry(again, tmp_path).show()
    assert again.isMaximized()
    again.showNormal()
    assert again.geometry() == QRect(90, 80, 420, 330)


@pytest.mark.parametrize("stored", ["", "AdnQyw==", "不是 Base64", "AAAA" * 40])
def test_invalid_stored_geometry_counts_as_a_first_start(window: QMainWindow, tmp_path: Path, stored: str) -> None:
    write_settings(tmp_path, Settings(window=stored))
    window.resize(400, 300)
    WindowGeometry(window, tmp_path).show()
    assert window.size() == QSize(400, 300)
    assert available().contains(window.frameGeometry())


def test_an_unwritable_settings_folder_is_ignored(window: QMainWindow, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    geometry = WindowGeometry(window, blocked)
    geometry.show()
    geometry.keep()
    assert window.isVisible()


def test_a_dialog_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    resize_within_screen(dialog, 4000, 3000)
    assert available().size().width() >= dialog.width() + FRAME.left() + FRAME.right()
    assert available().size().height() >= dialog.height() + FRAME.top() + FRAME.bottom()
    resize_within_screen(dialog, 300, 200)
    assert dialog.size() == QSize(300, 200)


SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow
from gui.app.window_geometry import WindowGeometry
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
geometry = WindowGeometry(window, Path(sys.argv[1]))
geometry.show()
if len(sys.argv) > 2:
    window.showNormal()
    window.setGeometry(*map(int, sys.argv[2:]))
    app.processEvents()
    geometry.keep()
geometry.fit()
app.processEvents()
screen = window.screen()
print(screen.name(), screen.availableGeometry().contains(window.frameGeometry()), window.isMaximized())
"""


def started(data: Path, screens: list[tuple[str, int, int, int]], *place: int) -> str:
    """What a start says on those screens: name, left edge, width and height of each."""
    config = data / "screens.json"
    config.write_text(
        json.dumps(
            {
                "screens": [
                    {"name": name, "x": left, "y": 0, "width": wide, "height": high, "logicalDpi": 96, "dpr": 1}
                    for name, left, wide, high in screens
                ]
            }
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(data), *map(str, place)],
        # a name, as Qt takes what follows a colon, also that of a drive, for another parameter
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config.name}", "PYTHONPATH": str(ROOT)},
        cwd=data,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_the_screen_is_remembered_and_a_removed_one_is_ignored(tmp_path: Path) -> None:
    both = [("first", 0, 1920, 1080), ("second", 1920, 1920, 1080)]
    assert started(tmp_path, both, 2100, 100, 1200, 700) == "second True False"
    assert started(tmp_path, both) == "second True False"
    assert started(tmp_path, both[:1]) == "first True False"
    assert started(tmp_path, [("small", 0, 1366, 768)]).startswith("small True")
