"""Typing is submitted after a pause, or after a while of typing without one."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.narrative import typing_pause
from gui.narrative.typing_pause import TypingPause


@pytest.fixture
def pause(monkeypatch: pytest.MonkeyPatch, qapp: QObject) -> TypingPause:
    monkeypatch.setattr(typing_pause, "PAUSE_MS", 30)
    monkeypatch.setattr(typing_pause, "LONGEST_MS", 60)
    return TypingPause(qapp)


def test_a_key_is_followed_by_the_signal(pause: TypingPause, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pause.reached, timeout=2000):
        pause.note_key()


def test_what_the_input_method_composed_is_too(pause: TypingPause, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pause.reached, timeout=2000):
        pause.note_composed()


def test_keys_without_a_pause_do_not_put_it_off_for_ever(
    pause: TypingPause, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[bool] = []
    pause.reached.connect(lambda: reached.append(True))
    for _ in range(200):
        pause.note_key()
        qtbot.wait(1)
        if reached:
            return
    raise AssertionError("typing was never submitted")


def test_after_a_stop_there_is_no_signal_until_the_next_key(pause: TypingPause, qtbot: QtBot) -> None:
    pause.note_key()
    pause.stop()
    with qtbot.assertNotEmitted(pause.reached, wait=90):
        pass
    with qtbot.waitSignal(pause.reached, timeout=2000):
        pause.note_key()
