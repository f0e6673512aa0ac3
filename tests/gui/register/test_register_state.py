"""Decisions, remembered for the office."""

import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.register.register_commands import RegisterCommands
from gui.register.register_dialog import COUNTING
from gui.register.register_state import REMEMBERED
from gui.session.open_report import OpenReport
from model.register.mapping import Decisions
from model.register.register import Counted, RegisterError, RegisterFile, count_register
from model.register.words import RegisterWords
from tests.gui.register.opening import RECEIVED, choose, decide, opened
from tests.model.register.test_applications import GOOD, register


def test_decisions_are_remembered_and_hold_no_names(
    commands: RegisterCommands, file: Path, report: OpenReport, qtbot: QtBot
) -> None:
    choose(opened(commands, file, qtbot), "results", "转办", "results.otherwise.other", qtbot)
    kept = (report.folder / REMEMBERED).read_text(encoding="utf-8")
    assert '"转办" = "results.otherwise.other"' in kept
    assert "张三" not in kept
    again = opened(commands, file, qtbot)
    assert again.pages.currentWidget() is again.preview
    (report.folder / REMEMBERED).write_text("format = 9", encoding="utf-8")
    assert "format" in opened(commands, file, qtbot)._status.text()


def test_files_of_decisions_are_saved_and_used(
    commands: RegisterCommands, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(commands, file, qtbot)
    other = tmp_path / "m.toml"
    other.write_text('format = 1\n[results]\n"转办" = "results.granted"\n', encoding="utf-8")
    dialog._state.use(other)
    qtbot.waitUntil(lambda: not dialog._state.is_counting)
    assert dialog._state.counted.is_whole
    saved = tmp_path / "s.toml"
    dialog._state.save_as(saved)
    assert '"转办" = "results.granted"' in saved.read_text(encoding="utf-8")


def test_what_is_decided_while_a_count_runs_is_counted_after_it_and_nothing_is_taken_over_meanwhile(
    commands: RegisterCommands, tmp_path: Path, report: OpenReport, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = register(tmp_path, GOOD, *({**GOOD, "登记编号": f"{word}号", "答复结果": word} for word in ("转办", "酌情")))
    dialog = opened(commands, path, qtbot)
    begun, may_end = threading.Event(), threading.Event()
    counts: list[Decisions] = []

    def count(file: RegisterFile, words: RegisterWords, decisions: Decisions, *others: Any) -> Counted:
        begun.set()
        assert may_end.wait(10)
        counts.append(decisions)
        return count_register(file, words, decisions, *others)

    monkeypatch.setattr("gui.register.register_state.count_register", count)
    for word in ("转办", "酌情", "转办"):
        decide(dialog, "results", word, "results.otherwise.other")
        assert begun.wait(10)
    assert dialog._advice.text() == COUNTING
    assert not dialog._take.isEnabled()
    dialog.take_over()
    assert report.report.figures == {RECEIVED: 5}
    may_end.set()
    qtbot.waitUntil(lambda: not dialog._state.is_counting)
    assert len(counts) == 2
    assert dialog._state.counted.is_whole
    assert dialog._take.isEnabled()


def test_a_dialog_may_be_closed_while_a_count_runs(commands: RegisterCommands, file: Path, qtbot: QtBot) -> None:
    dialog = opened(commands, file, qtbot)
    state = dialog._state
    decide(dialog, "results", "转办", "results.otherwise.other")
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    qtbot.waitUntil(lambda: not state.is_counting)
    assert state.counted.is_whole


def test_a_count_that_fails_is_told_and_the_one_before_stays(
    commands: RegisterCommands, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[str] = []
    monkeypatch.setattr("gui.register.register_dialog.warn", lambda _page, _title, text: told.append(text))
    dialog = opened(commands, file, qtbot)
    before = dialog._state.counted

    def count(*_: Any) -> Counted:
        raise RegisterError("台账太大")

    monkeypatch.setattr("gui.register.register_state.count_register", count)
    choose(dialog, "results", "转办", "results.otherwise.other", qtbot)
    assert told == ["台账太大"]
    assert dialog._state.counted is before
    assert dialog._advice.text() != COUNTING
