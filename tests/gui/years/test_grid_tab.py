"""The grid as it is shown is counted, copied and exported with each figure in a cell of its own."""

from pathlib import Path

import openpyxl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gui.session.file_dialogs import FileDialogs
from gui.years.grid_tab import ONE_YEAR, GridTab
from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.years.year_grid import YearGrid, year_grid
from tests.gui.recorded_status import RecordedStatus
from tests.gui.years.conftest import UNITS
from tests.model.batch.county import COUNTY, RESOURCES
from tests.model.years.kept_years import batch, by_id, kept


def tab(qtbot: QtBot, folder: Path, grid: YearGrid) -> GridTab:
    made = GridTab(RESOURCES, FileDialogs(folder), RecordedStatus(), lambda *_: None)
    qtbot.addWidget(made)
    made.show_grid(grid)
    return made


def test_the_export_has_every_figure_and_blanks_for_gaps(qtbot: QtBot, tmp_path: Path, grid: YearGrid) -> None:
    made = tab(qtbot, tmp_path, grid)
    made.export_to(tmp_path / "历年.xlsx")
    qtbot.waitUntil((tmp_path / "历年.xlsx").exists, timeout=20_000)
    sheet = openpyxl.load_workbook(tmp_path / "历年.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    at = next(number for number, each in enumerate(rows) if each[0] == "单位")
    heads, first = rows[at], rows[at + 2]
    figures = dict(zip(heads, first, strict=True))
    assert figures["单位"] == UNITS[0]
    assert figures["新收 2021 年"] == grid.series(grid.units[0], "新收")[0]
    assert figures["新收 2022 年"] in (None, "")


def test_what_is_shown_is_counted_and_copied(qtbot: QtBot, tmp_path: Path, grid: YearGrid) -> None:
    made = tab(qtbot, tmp_path, grid)
    assert made.about.text() == "4 个单位"
    made.search.setText("公安")
    assert made.about.text() == "4 个单位中的 1 个"
    made.copy_table()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [each.split("\t")[0] for each in lines] == ["单位", "全部单位", UNITS[2]]


def test_one_year_says_how_to_compare(qtbot: QtBot, tmp_path: Path, editions: dict[str, Edition]) -> None:
    one = year_grid(COUNTY, by_id(batch(2024, kept(UNITS[0], 2024))), editions, UnitList())
    assert ONE_YEAR in tab(qtbot, tmp_path, one).about.text()
