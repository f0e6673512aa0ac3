"""The way to a register."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.editor.table_page import table_of_applications
from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.gui.recorded_status import RecordedStatus
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
