"""The panel at the right folds by the user's wish, and by itself in a narrow window."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.editor.folding_panel import LEAST, MOST, NARROW, FoldingSplitter


@pytest.fixture
def splitter(qtbot: QtBot) -> FoldingSplitter:
    made = FoldingSplitter(QWidget(), QWidget(), 296)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    return made


def test_the_panel_has_the_width_that_was_set(splitter: FoldingSplitter) -> None:
    assert splitter.widget(1).width() == splitter.panel_width == 296
    splitter.set_state(340, wanted=True)
    assert splitter.widget(1).width() == 340


@pytest.mark.parametrize(("stored", "used"), [(10, LEAST), (9999, MOST)])
def test_a_stored_width_is_kept_within_the_limits(splitter: FoldingSplitter, stored: int, used: int) -> None:
    splitter.set_state(stored, wanted=True)
    assert splitter.panel_width == used


def test_folding_is_remembered_as_a_wish_and_announced(splitter: FoldingSplitter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(splitter.folded) as folded:
        splitter.toggle()
    assert folded.args == [True]
    assert (splitter.is_folded, splitter.is_wanted, splitter.panel_width) == (True, False, 296)
    splitter.toggle()
    assert (splitter.is_folded, splitter.is_wanted) == (False, True)
    assert splitter.widget(1).width() == 296


def test_a_narrow_window_folds_it_without_changing_the_wish(splitter: FoldingSplitter) -> None:
    splitter.resize(NARROW - 1, 700)
    assert (splitter.is_folded, splitter.is_wanted) == (True, True)
    splitter.toggle()
    assert (splitter.is_folded, splitter.is_wanted) == (False, True)
    splitter.resize(NARROW, 700)
    assert not splitter.is_folded


def test_a_panel_that_is_not_wanted_stays_folded_in_a_wide_window(splitter: FoldingSplitter) -> None:
    splitter.set_state(296, wanted=False)
    splitter.resize(NARROW - 1, 700)
    splitter.resize(1366, 700)
    assert splitter.is_folded
