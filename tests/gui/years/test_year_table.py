"""The table says who handed in, how, and the figures; it is searched, filtered, sorted and used by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.years.year_table import ALL_UNITS, BADGES, LATEST, TREND, UNIT, YearTable, YearTableModel, verdict_badge
from model.batch.file_rows import Verdict
from model.batch.unit_list import Unit, UnitList
from model.form.edition import Edition
from model.years.year_grid import YearGrid, year_grid
from tests.gui.years.conftest import UNITS
from tests.model.batch.county import COUNTY
from tests.model.years.kept_years import batch, by_id, kept


@pytest.fixture
def model(grid: YearGrid) -> YearTableModel:
    made = YearTableModel()
    made.show_grid(grid)
    return made


def heads(model: YearTableModel) -> list[str]:
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def test_columns_are_years_and_measures(model: YearTableModel) -> None:
    assert heads(model) == ["单位", "2021", "2022（无）", "2023", "2024", "新收", "结转", "办结", "复议", "诉讼"]
    assert model.rowCount() == 1 + len(UNITS)
    assert model.text(0, UNIT) == ALL_UNITS
    assert [model.text(0, column) for column in range(1, 5)] == ["交 3 / 4", "—", "交 4", "交 4"]


def test_a_missing_report_a_verdict_and_a_late_one_are_badges(editions: dict[str, Edition]) -> None:
    made = batch(
        2024,
        kept(UNITS[0], 2024, on_time=False, verdict="wrong"),
        kept(UNITS[1], 2024),
        units=UNITS[:3],
    )
    model = YearTableModel()
    model.show_grid(year_grid(COUNTY, by_id(made), editions, UnitList()))
    badges = [[(each.text, each.kind) for each in model.index(row, 1).data(BADGES)] for row in range(1, 4)]
    assert badges == [
        [("✕ 不一致", "error"), ("逾期", "warning")],
        [("✓ 一致", "good")],
        [("✕ 未交", "error")],
    ]
    assert "逾期" in model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert {verdict_badge(each).kind for each in Verdict} == {"good", "warning", "error"}


def test_lines_have_the_figures_with_gaps_and_partial_sums_are_marked(model: YearTableModel, grid: YearGrid) -> None:
    column = 1 + len(grid.years)
    unit = grid.units[0]
    assert model.index(1, column).data(TREND) == grid.series(unit, "新收")
    assert model.index(1, column).data(TREND)[1] is None
    assert model.text(1, column).split(" → ")[1] == "—"
    assert model.index(0, column).data(LATEST).endswith("＊"), "one unit left a cell of the last year blank"
    assert model.index(2, column).data(LATEST) == "—"
    assert "其余单位之和" in model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)


def test_units_are_found_by_name_former_name_and_initials(editions: dict[str, Edition]) -> None:
    listed = UnitList((Unit("恩平市水务局", ("恩平市水利局",)), Unit("恩平市教育局")))
    made = batch(2024, kept("恩平市水利局", 2024), kept("恩平市教育局", 2024))
    model = YearTableModel()
    model.show_grid(year_grid(COUNTY, by_id(made), editions, listed))
    for searched in ("水务", "水利", "epsswj"):
        model.set_filter(searched, "全部单位")
        assert [each.unit for each in model.shown_units] == ["恩平市水务局"]
    assert "曾用名：恩平市水利局" in model.index(1, UNIT).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [("有未交的", [UNITS[2]]), ("有逾期的", [UNITS[3]]), ("有不一致的", [UNITS[1]]), ("名单以外的", [UNITS[3]])],
)
def test_filters_show_what_needs_care(editions: dict[str, Edition], wanted: str, shown: list[str]) -> None:
    made = batch(
        2024,
        kept(UNITS[0], 2024),
        kept(UNITS[1], 2024, verdict="old_form"),
        kept(UNITS[3], 2024, on_time=False),
        units=UNITS[:3],
    )
    model = YearTableModel()
    model.show_grid(year_grid(COUNTY, by_id(made), editions, UnitList()))
    model.set_filter("", wanted)
    assert [each.unit for each in model.shown_units] == shown


def test_sorting_by_a_line_puts_the_largest_first_and_the_sum_stays_on_top(
    model: YearTableModel, grid: YearGrid
) -> None:
    model.sort(1 + len(grid.years), Qt.SortOrder.DescendingOrder)
    latest = [next((x for x in reversed(grid.series(each, "新收")) if x is not None), -1) for each in model.shown_units]
    assert latest == sorted(latest, reverse=True)
    assert model.text(0, UNIT) == ALL_UNITS
    model.sort(-1)
    assert [each.unit for each in model.shown_units] == list(UNITS)


def test_enter_opens_the_current_cell_and_ctrl_c_copies_the_table(qtbot: QtBot, model: YearTableModel) -> None:
    opened: list[tuple[int, int]] = []
    copied: list[bool] = []
    table = YearTable(model, lambda row, column: opened.append((row, column)), lambda: copied.append(True))
    qtbot.addWidget(table)
    table.show()
    table.setCurrentIndex(model.index(2, 3))
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (opened, copied) == ([(2, 3)], [True])


def test_an_empty_grid_has_no_lines(qtbot: QtBot) -> None:
    model = YearTableModel()
    table = YearTable(model, lambda *_: None, lambda: None)
    qtbot.addWidget(table)
    table.show()
    assert (model.rowCount(), model.columnCount()) == (0, 1)


def test_a_long_figure_is_never_cut_off(qtbot: QtBot, editions: dict[str, Edition]) -> None:
    def painted(figure: int) -> QImage:
        model = YearTableModel()
        table = YearTable(model, lambda *_: None, lambda: None)
        qtbot.addWidget(table)
        table.resize(900, 200)
        made = (batch(year, kept(UNITS[0], year, figure)) for year in (2023, 2024))
        model.show_grid(year_grid(COUNTY, by_id(*made), editions, UnitList()))
        table.show()
        index = model.index(1, 3)
        assert index.data(LATEST) == str(figure)
        return table.viewport().grab(table.visualRect(index)).toImage()

    assert painted(71_234_567) != painted(1_234_567), "its first digit is there"
