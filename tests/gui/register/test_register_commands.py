"""The way to a register."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.editor.table_page import table_of_applications
from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.register.register import Counted, count_register
from model.report.report import Fact, Report
from tests.gui.recorded_status import RecordedStatus
from tests.gui.register.opening import choose, opened
from tests.model.register.registers import RESOURCES, in_excel


def test_the_table_of_applications_has_the_way_there(editions: Mapping[str, Edition]) -> None:
    assert {table_of_applications(each).id for each in editions.values()} == {"requests"}


def test_a_file_that_cannot_be_counted_is_told(
    commands: RegisterCommands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[str] = []
    monkeypatch.setattr("gui.register.register_commands.warn", lambda _page, _title, text: told.append(text))
    commands.count(in_excel(tmp_path / "p.xlsx", {"a": [["姓名", "电话"]]}))
    qtbot.waitUntil(lambda: bool(told))
    assert "没有认出台账" in told[0]
    assert commands.dialog is None


def test_a_draft_of_another_edition_is_not_counted_into(
    opens: Callable[..., OpenReport],
    editions: Mapping[str, Edition],
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    told: list[str] = []
    monkeypatch.setattr("gui.register.register_commands.warn", lambda _page, _title, text: told.append(text))
    page = QWidget()
    qtbot.addWidget(page)
    report = opens(Report("2021", facts={Fact.YEAR: "2019"}))
    RegisterCommands(page, report, editions, RESOURCES, RecordedStatus(), lambda: None, lambda: None).count(file)
    qtbot.waitUntil(lambda: bool(told))
    assert "不能写入" in told[0]


def test_registers_are_counted_on_another_thread(
    commands: RegisterCommands, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A large one takes as long as several hundred frames."""
    threads: list[threading.Thread] = []

    def count(*arguments: Any) -> Counted:
        threads.append(threading.current_thread())
        return count_register(*arguments)

    monkeypatch.setattr("gui.register.register_state.count_register", count)
    dialog = opened(commands, file, qtbot)
    state = dialog._state
    commands.compare(file, state)
    qtbot.waitUntil(lambda: state.last is not None)
    before = state.counted
    commands._again(file, state)
    qtbot.waitUntil(lambda: state.counted is not before)
    choose(dialog, "results", "转办", "results.otherwise.other", qtbot)
    assert len(threads) == 5  # this year's and last year's by each decision
    assert threading.main_thread() not in threads


def test_what_was_decided_while_a_register_was_read_counts(
    commands: RegisterCommands, file: Path, qtbot: QtBot
) -> None:
    dialog = opened(commands, file, qtbot)
    state = dialog._state
    meanwhile = state.count(state.file)
    choose(dialog, "results", "转办", "results.otherwise.other", qtbot)
    state.read_again(state.file, meanwhile)
    qtbot.waitUntil(lambda: not state.is_counting)
    assert state.counted.is_whole
    state.compare_with(state.file, meanwhile.counted)
    qtbot.waitUntil(lambda: state.last is not None)
    assert state.last is not None
    assert (state.last.count.year, state.last.decisions) == (2023, state.decisions)
