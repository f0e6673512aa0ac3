"""Entries to be decided."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from tests.gui.register.opening import GRANTED, OTHER, RECEIVED, choose, opened
from tests.model.register.registers import HEAD, in_excel, plain_rows, random_applications


def test_what_is_not_decided_is_asked_and_not_taken_over(
    commands: RegisterCommands, file: Path, report: OpenReport, qtbot: QtBot
) -> None:
    dialog = opened(commands, file, qtbot)
    assert dialog.pages.currentWidget() is dialog.decisions
    assert "1 件没有计入" in dialog._summary.text()
    assert RECEIVED not in dialog.preview.chosen()
    dialog.take_over()
    assert report.report.figures[RECEIVED] == 5
    choose(dialog, "results", "转办", "results.otherwise.other")
    assert "没有计入" not in dialog._summary.text()
    assert {RECEIVED, GRANTED, OTHER} <= set(dialog.preview.chosen())


def test_a_sheet_can_be_left_out(commands: RegisterCommands, tmp_path: Path, qtbot: QtBot) -> None:
    strange = [["甲", "乙"], ["2024-01-05", "x"], ["2024-02-05", "y"]]
    path = in_excel(tmp_path / "t.xlsx", {"台账": [HEAD, *plain_rows(random_applications(1, 5))], "另册": strange})
    dialog = opened(commands, path, qtbot)
    box = dialog.decisions.choices["left_out", "工作表“另册”"]
    box.activated.emit(1)
    assert dialog._state.counted.is_whole
