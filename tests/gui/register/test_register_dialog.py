"""From a register to table 三: taken over, undone, rows listed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from model.report.report import Fact, Report
from tests.gui.register.opening import OTHER, RECEIVED, choose, opened
from tests.model.register.registers import EDITION
from tests.model.register.test_applications import GOOD, register


def test_taken_over_as_one_step_with_its_origin_and_undone(
    commands: RegisterCommands, file: Path, report: OpenReport, qtbot: QtBot
) -> None:
    dialog = opened(commands, file, qtbot)
    choose(dialog, "results", "转办", "results.otherwise.other", qtbot)
    dialog.take_over()
    assert (report.report.figures[RECEIVED], report.report.figures[OTHER]) == (2, 1)
    assert report.report.origins[RECEIVED].source == "台账：台账.xlsx"
    assert report.shown(EDITION.cell("requests.received.total")) == 2
    assert "没有改动" not in dialog._status.text()
    assert not dialog.preview._agreed.isHidden()
    dialog.undo()
    assert report.report.figures == {RECEIVED: 5}
    assert dialog.preview._agreed.isHidden()
    assert dialog._status.text().startswith("已撤销：台账统计")
    dialog.undo()  # nothing before the dialog is undone
    assert report.report.figures == {RECEIVED: 5}


def test_odd_rows_are_listed(commands: RegisterCommands, tmp_path: Path, qtbot: QtBot) -> None:
    path = register(tmp_path, {**GOOD, "答复日期": date(2024, 1, 1)})
    dialog = opened(commands, path, qtbot)
    assert "早于收到日期" in dialog.rows.item(0).text()
    dialog.show_tab(2)
    assert dialog.pages.currentWidget() is dialog.rows


def test_figures_that_agree_bear_their_origin_too(
    commands: RegisterCommands, tmp_path: Path, opens: Callable[..., OpenReport], qtbot: QtBot
) -> None:
    report = opens(Report(EDITION.id, {RECEIVED: 1}, facts={Fact.YEAR: "2024"}))
    commands._open_report = report
    opened(commands, register(tmp_path, GOOD), qtbot).take_over()
    assert report.report.origins[RECEIVED].place == "工作表“台账”第2行"
    assert report.report.figures[RECEIVED] == 1


def test_a_register_of_another_year_is_asked_about(commands: RegisterCommands, tmp_path: Path, qtbot: QtBot) -> None:
    before = {**GOOD, "收到日期": date(2023, 3, 5), "答复日期": date(2023, 3, 20)}
    dialog = opened(commands, register(tmp_path, before), qtbot)
    assert dialog._advice.text().startswith("△ 台账里没有 2024 年的申请")
