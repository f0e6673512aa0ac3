"""The table of requests in a window, blank and filled with zeros."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.derived_totals import with_derived_totals
from model.report.report import Report
from tests.gui.grid.table_driver import Grid
from tests.model.checks.rule_breaking import zeros

Opens = Callable[..., OpenReport]


@pytest.fixture
def blank(qtbot: QtBot, open_report: OpenReport) -> Grid:
    return Grid(qtbot, open_report, "requests")


@pytest.fixture
def zero(qtbot: QtBot, opens: Opens, edition: Edition) -> Grid:
    return Grid(qtbot, opens(with_derived_totals(Report(edition.id, zeros(edition)), edition)), "requests")
