"""撤销 and 重做 as the pages offer them: pending input first, and the status line tells what was done."""

import pytest
from pytestqt.qtbot import QtBot

from gui.session.open_report import OpenReport
from gui.session.undo_commands import UndoCommands
from model.form.tables import Cell
from model.report.edits import Edit
from tests.gui.recorded_status import RecordedStatus

RECEIVED = Cell("requests", "received", "person")


@pytest.fixture
def status() -> RecordedStatus:
    return RecordedStatus()


@pytest.fixture
def commands(open_report: OpenReport, status: RecordedStatus) -> UndoCommands:
    return UndoCommands(open_report, status, lambda: None, open_report)


def test_undo_and_redo_are_reported_with_the_label_of_the_step(
    qtbot: QtBot, open_report: OpenReport, commands: UndoCommands, status: RecordedStatus
) -> None:
    open_report.edit(Edit("填写 自然人", {RECEIVED: 3}))
    filled = open_report.report
    with qtbot.waitSignal(commands.stepped) as stepped:
        commands.undo()
    assert status.lines[-1] == "已撤销：填写 自然人"
    assert stepped.args[0] is filled
    assert RECEIVED in stepped.args[1].figures
    assert not open_report.report.figures
    commands.redo()
    assert status.lines[-1] == "已重做：填写 自然人"
    assert open_report.report.figures == {RECEIVED: 3}


def test_nothing_to_undo_is_said_and_announced_to_nobody(
    qtbot: QtBot, commands: UndoCommands, status: RecordedStatus
) -> None:
    with qtbot.assertNotEmitted(commands.stepped):
        commands.undo()
        assert status.lines[-1] == "没有可以撤销的"
        commands.redo()
        assert status.lines[-1] == "没有可以重做的"


def test_pending_input_is_submitted_and_undone_first(open_report: OpenReport, status: RecordedStatus) -> None:
    open_report.edit(Edit("填写 1", {RECEIVED: 1}))
    pending = [Edit("填写 2", {RECEIVED: 2})]

    def commit() -> None:
        if pending:
            open_report.edit(pending.pop())

    UndoCommands(open_report, status, commit, open_report).undo()
    assert status.lines[-1] == "已撤销：填写 2"
    assert open_report.report.figures == {RECEIVED: 1}
