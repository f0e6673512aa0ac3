"""A draft of 2024 with last year's report, and a register with one entry to be decided."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.gui.recorded_status import RecordedStatus
from tests.gui.register.opening import CARRIED_OUT, RECEIVED
from tests.model.register.registers import EDITION, RESOURCES
from tests.model.register.test_applications import GOOD, register


@pytest.fixture
def report(opens: Callable[..., OpenReport]) -> OpenReport:
    facts = {Fact.YEAR: "2024"}
    return opens(
        Report(EDITION.id, {RECEIVED: 5}, facts=facts), Report(EDITION.id, {CARRIED_OUT: 1}, facts={Fact.YEAR: "2023"})
    )


@pytest.fixture
def commands(report: OpenReport, editions: Mapping[str, Edition], qtbot: QtBot) -> RegisterCommands:
    page = QWidget()
    qtbot.addWidget(page)
    return RegisterCommands(page, report, editions, RESOURCES, RecordedStatus(), lambda: None, lambda: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return register(tmp_path, GOOD, {**GOOD, "登记编号": "2号", "答复结果": "转办"})
