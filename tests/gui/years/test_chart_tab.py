"""The chart page: choices, what is drawn, and the files; a Word file holds the picture and all figures."""

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from export.document.year_charts import ChartForm
from gui.session.file_dialogs import FileDialogs
from gui.years.chart_tab import BY_UNIT, LINES, RESULTS, ChartTab
from model.years.year_grid import YearGrid
from tests.gui.recorded_status import RecordedStatus
from tests.gui.years.conftest import UNITS
from tests.model.batch.county import COUNTY, RESOURCES


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path, grid: YearGrid) -> ChartTab:
    made = ChartTab(RESOURCES, FileDialogs(tmp_path), RecordedStatus())
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show_grid(grid)
    made.show()
    return made


def test_all_units_by_year_at_first(tab: ChartTab) -> None:
    chart = tab.chart()
    assert chart.form is ChartForm.COLUMNS and chart.title == f"{COUNTY}全部单位合计历年新收（件）"
    assert tab.form.isVisible() and tab.unit.isVisible() and not tab.year.isVisible()


def test_a_unit_as_a_line(tab: ChartTab, grid: YearGrid) -> None:
    tab.show_unit(UNITS[1], "办结")
    chart = tab.chart()
    assert chart.form is ChartForm.LINES
    assert chart.series[0].figures == grid.series(grid.units[1], "办结")
    tab.show_unit("", "新收")
    assert tab.chart().title.startswith(f"{COUNTY}全部单位")


def test_units_of_one_year_and_the_first_so_many(tab: ChartTab, grid: YearGrid) -> None:
    tab.by.setCurrentText(BY_UNIT)
    assert not tab.form.isVisible() and tab.year.isVisible() and tab.most.isVisible()
    assert [tab.year.itemText(at) for at in range(tab.year.count())] == ["2024", "2023", "2021"]
    assert tab.chart().form is ChartForm.BARS
    tab.measure.setCurrentText(RESULTS)
    assert tab.chart().form is ChartForm.STACKED and len(tab.chart().series) == 6


def test_choices_stay_when_something_was_kept(tab: ChartTab, grid: YearGrid) -> None:
    tab.measure.setCurrentText("复议")
    tab.form.setCurrentText(LINES)
    tab.unit.setCurrentText(UNITS[2])
    tab.show_grid(grid)
    assert (tab.measure.currentText(), tab.unit.currentText()) == ("复议", UNITS[2])
    assert tab.chart().form is ChartForm.LINES


@pytest.mark.parametrize("name", ["图.png", "图.svg"])
def test_a_picture_is_saved(qtbot: QtBot, tab: ChartTab, tmp_path: Path, name: str) -> None:
    tab.save_picture(tmp_path / name)
    qtbot.waitUntil((tmp_path / name).exists, timeout=20_000)
    assert not QImage(str(tmp_path / name)).isNull()
    assert [each.name for each in tab.commands()] == ["PNG 图片…", "SVG 矢量图…"]


def test_word_has_the_picture_and_the_figures(qtbot: QtBot, tab: ChartTab, tmp_path: Path) -> None:
    tab.by.setCurrentText(BY_UNIT)
    chart = tab.chart()
    tab.save_word(tmp_path / "图.docx")
    qtbot.waitUntil((tmp_path / "图.docx").exists, timeout=20_000)
    word = docx.Document(str(tmp_path / "图.docx"))
    assert len(word.inline_shapes) == 1
    [table] = word.tables
    assert [[cell.text for cell in line.cells] for line in table.rows] == [list(each) for each in chart.table()]
    texts = [each.text for each in word.paragraphs]
    assert all(note in texts for note in chart.notes)


def test_the_chart_is_copied(tab: ChartTab) -> None:
    tab.copy_picture()
    assert QGuiApplication.clipboard().image().width() > 1000


def test_nothing_kept_disables_the_files(qtbot: QtBot, tmp_path: Path) -> None:
    made = ChartTab(RESOURCES, FileDialogs(tmp_path), RecordedStatus())
    qtbot.addWidget(made)
    made.show_grid(YearGrid(COUNTY))
    made.by.setCurrentText(BY_UNIT)
    assert made.chart().is_empty


def test_a_typed_name_that_is_no_unit_gives_way_to_the_unit_that_is_drawn(qtbot: QtBot, tab: ChartTab) -> None:
    tab.unit.setCurrentIndex(2)
    typed = tab.unit.lineEdit()
    assert typed is not None
    typed.selectAll()
    typed.insert("没有的局")  # as an input method does
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    assert tab.unit.currentText() == UNITS[1] and tab.chart().title.startswith(UNITS[1])
    typed.selectAll()
    typed.insert(UNITS[3])  # as an input method does
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    assert tab.chart().title.startswith(UNITS[3])
