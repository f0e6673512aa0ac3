"""Cell by cell: counted, in the draft, last year."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from tests.gui.register.opening import GRANTED, RECEIVED, opened
from tests.model.register.test_applications import GOOD, register


def test_carried_in_is_compared_with_last_year(commands: RegisterCommands, file: Path, qtbot: QtBot) -> None:
    said = opened(commands, file, qtbot).preview._carried.text()
    assert "台账 0 件、上年年报结转 1 件" in said


def test_with_last_years_register_the_applications_that_differ_are_named(
    commands: RegisterCommands, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(commands, file, qtbot)
    assert "取来逐件对照" in dialog.preview._carried.text()
    before = tmp_path / "上年"
    before.mkdir()
    open_then = {**GOOD, "收到日期": date(2023, 12, 20), "答复日期": "", "答复结果": ""}
    commands.compare(register(before, open_then), dialog._state)
    qtbot.waitUntil(lambda: dialog._state.last is not None)
    assert "上年台账工作表“台账”第2行：本年台账里没有" in dialog.preview._carried.text()
    assert dialog.rows.item(1).text().startswith("△ 上年结转　上年台账工作表“台账”第2行")


def test_a_changed_register_is_read_again_and_differences_are_shown(
    commands: RegisterCommands, tmp_path: Path, report: OpenReport, qtbot: QtBot
) -> None:
    path = register(tmp_path, GOOD)
    dialog = opened(commands, path, qtbot)
    dialog.take_over()
    assert dialog.preview.chosen() == ()
    register(tmp_path, GOOD, {**GOOD, "登记编号": "2号"})
    commands._again(path, dialog._state)
    qtbot.waitUntil(lambda: dialog._state.counted.count.counted == 2)
    assert dialog.preview.chosen() == (RECEIVED, GRANTED)
    dialog.preview.toggle_filter()
    assert len(dialog.preview.shown) == 156
