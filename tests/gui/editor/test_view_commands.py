"""对照上年 and 回车到右边一格 concern every table of the draft."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.editor.page_stack import PageStack
from gui.editor.view_commands import ViewCommands
from gui.output.export_controller import ExportController
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER
from tests.gui.recorded_status import RecordedStatus


class Views:
    """The commands over the pages of a draft with a prior-year report of another organ."""

    def __init__(self, report: OpenReport, edition: Edition, window: QWidget) -> None:
        self.status = RecordedStatus()
        self.pages = PageStack(report, self.status)
        resources = EDITIONS_FOLDER.parent
        self.exporter = ExportController(
            window, report, {edition.id: edition}, resources, self.status, self.pages.commit
        )
        self.commands = ViewCommands(report, self.pages, self.exporter, self.status)


@pytest.fixture
def views(opens: Callable[..., OpenReport], edition: Edition, qtbot: QtBot) -> Views:
    this, last = (
        Report("2021", facts={Fact.ORGAN: organ, Fact.YEAR: year})
        for organ, year in (("恩平市财政局", "2025"), ("恩平市教育局", "2024"))
    )
    window = QWidget()
    qtbot.addWidget(window)
    made = Views(opens(this, last), edition, window)
    qtbot.addWidget(made.pages)
    return made


def test_prior_year_figures_are_shown_in_all_tables_with_what_is_doubtful(views: Views) -> None:
    views.commands.show_prior_year(True)
    assert all(page.model.shows_last_year for page in views.pages.tables.values())
    assert len(views.status.lines) == 1
    views.commands.show_prior_year(False)
    assert not any(page.model.shows_last_year for page in views.pages.tables.values())
    assert len(views.status.lines) == 1


def test_the_way_of_enter_is_a_setting_of_all_tables(views: Views, qtbot: QtBot) -> None:
    assert not views.commands.enter_goes_right
    with qtbot.waitSignal(views.exporter.settings_changed) as stored:
        views.commands.toggle_enter_direction()
    assert stored.args[0].enter_goes_right
    assert views.commands.enter_goes_right
    assert all(page.view.navigation.enter_goes_right for page in views.pages.tables.values())
    assert views.status.lines[-1] == "填表时按回车，到右边一格"
    views.commands.toggle_enter_direction()
    assert views.status.lines[-1] == "填表时按回车，到下面一格"
