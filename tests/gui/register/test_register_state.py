"""Decisions, remembered for the office."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.register.register_commands import RegisterCommands
from gui.register.register_state import REMEMBERED
from gui.session.open_report import OpenReport
from tests.gui.register.opening import choose, opened


def test_decisions_are_remembered_and_hold_no_names(
    commands: RegisterCommands, file: Path, report: OpenReport, qtbot: QtBot
) -> None:
    choose(opened(commands, file, qtbot), "results", "转办", "results.otherwise.other")
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
    assert dialog._state.counted.is_whole
    saved = tmp_path / "s.toml"
    dialog._state.save_as(saved)
    assert '"转办" = "results.granted"' in saved.read_text(encoding="utf-8")
