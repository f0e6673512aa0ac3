"""Commands for the report as a whole: 空白补 0 for the page shown, 全部年份已顺延 for every page."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.editor.page_stack import PageStack
from gui.editor.report_commands import ReportCommands
from gui.narrative.years_dialog import YearsDialog
from gui.session.open_report import OpenReport
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.gui.recorded_status import RecordedStatus

LAST_YEAR = Report("2021", facts={Fact.YEAR: "2024"}, texts={"1": "2024年收到申请。", "5": "2024年的问题。"})


@pytest.fixture
def status() -> RecordedStatus:
    return RecordedStatus()


@pytest.fixture
def report(opens: Callable[..., OpenReport], edition: Edition) -> OpenReport:
    return opens(roll_over(LAST_YEAR, edition, 2025), LAST_YEAR)


@pytest.fixture
def pages(report: OpenReport, status: RecordedStatus, qtbot: QtBot) -> PageStack:
    made = PageStack(report, status)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def returned() -> list[bool]:
    """Once for each time that the focus was returned to the page."""
    return []


@pytest.fixture
def commands(
    report: OpenReport, pages: PageStack, status: RecordedStatus, returned: list[bool], qtbot: QtBot
) -> ReportCommands:
    window = QWidget()
    qtbot.addWidget(window)
    return ReportCommands(report, pages, status, window, lambda: returned.append(True))


def test_the_blanks_of_the_table_shown_become_0_in_one_step(
    commands: ReportCommands, pages: PageStack, report: OpenReport, status: RecordedStatus, returned: list[bool]
) -> None:
    pages.show_section("2")
    commands.fill_with_zero()
    filled = set(report.report.figures)
    assert {cell.table for cell in filled} == {"disclosure"}
    assert status.lines[-1] == f"空白补 0：{len(filled)} 格（Ctrl+Z 撤销）"
    commands.fill_with_zero()
    assert status.lines[-1] == "没有空白的格"
    commands.undo()
    assert not report.report.figures
    assert len(returned) == 2


def test_on_another_page_the_blanks_of_every_table_do(
    commands: ReportCommands, pages: PageStack, report: OpenReport, edition: Edition
) -> None:
    pages.show_section("1")
    commands.fill_with_zero()
    assert {cell.table for cell in report.report.figures} == {table.id for table in edition.tables}


def test_the_years_that_are_chosen_are_settled_together(
    commands: ReportCommands, report: OpenReport, status: RecordedStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accepting(dialog: YearsDialog) -> bool:
        dialog.accept()
        return True

    monkeypatch.setattr(YearsDialog, "exec", accepting)
    assert len(report.to_check()) == 2
    commands.check_years()
    assert not report.to_check()
    assert status.lines[-1] == "2 处年份已核实（Ctrl+Z 撤销）"
