"""The guard against exceptions that leave an override of a virtual function of Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QStringListModel
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from gui.grid.table_model import Index, TableModel
from gui.grid.table_view import TableView
from gui.session.open_report import OpenReport
from tests.gui.overrides import overrides, record_exceptions

ROOT = Path(__file__).parents[2]


class ReadsTooEarly(QTableView):
    """Its override reads what the constructor has not set yet, as Qt already calls it within ``setModel``."""

    def __init__(self, model: QStringListModel) -> None:
        super().__init__()
        self.setModel(model)
        self.set_later = True

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        assert self.set_later

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Called next: here the exception is lost, and from PySide6 6.10 on also a reference of this function."""
        super().currentChanged(current, previous)

    def sum_up(self) -> None:
        """Unknown to Qt."""


def test_overrides_are_the_functions_that_qt_knows() -> None:
    assert list(overrides(ReadsTooEarly)) == ["selectionChanged", "currentChanged"]
    assert {"selectionChanged", "currentChanged", "paintEvent", "keyPressEvent"} <= set(overrides(TableView))


def print_recorded_exceptions() -> None:
    """Prints what :class:`ReadsTooEarly` raises as JSON, and ends the process without using its memory again."""
    application = QApplication([])
    raised: list[str] = []
    record_exceptions(ReadsTooEarly, raised)
    ReadsTooEarly(QStringListModel(["1"]))
    sys.stdout.write(json.dumps(raised))
    sys.stdout.flush()
    os._exit(0 if application else 1)


def test_what_pyside_loses_is_recorded() -> None:
    """In a process of its own: the reference that is lost as well would crash a later test of this one."""
    code = f"from {__name__} import print_recorded_exceptions; print_recorded_exceptions()"
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(child.stdout) == [
        "ReadsTooEarly.selectionChanged: AttributeError(\"'ReadsTooEarly' object has no attribute 'set_later'\")"
    ]


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_the_table_raises_nothing_while_it_is_made(
    lost_exceptions: list[str], qtbot: QtBot, open_report: OpenReport, table: str
) -> None:
    qtbot.addWidget(TableView(TableModel(open_report, open_report.edition.table(table)), open_report))
    assert lost_exceptions == []
