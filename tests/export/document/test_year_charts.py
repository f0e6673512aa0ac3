"""Charts over years and units: every figure is one of the grid, gaps are gaps, and what a sum lacks is said."""

from dataclasses import replace

import pytest

from export.document.year_charts import NONE, ChartForm, by_unit, by_year, cell
from model.batch.unit_list import Unit, UnitList
from model.form.edition import Edition
from model.years.year_grid import YearGrid, year_grid
from tests.model.batch.county import COUNTY
from tests.model.years.kept_years import batch, by_id, kept, whole_batches

UNITS = ("恩平市教育局", "恩平市民政局", "恩平市公安局", "恩平市财政局")
RESULTS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")


@pytest.fixture
def grid(editions: dict[str, Edition]) -> YearGrid:
    """2021 and 2023, nothing of 2022; of 2023 one unit left 新收 blank and one handed in nothing."""
    first = batch(2021, *(kept(unit, 2021, 10 + at) for at, unit in enumerate(UNITS)), units=UNITS)
    second = batch(2023, kept(UNITS[0], 2023, 0), kept(UNITS[1], 2023, 7), kept(UNITS[2], 2023, None), units=UNITS)
    return year_grid(COUNTY, by_id(first, second), editions, UnitList())


def test_all_units_are_added_up_and_what_lacks_is_said(grid: YearGrid) -> None:
    chart = by_year(grid, ("新收",), form=ChartForm.LINES)
    assert chart.heads == ("2021 年", "2022 年", "2023 年")
    assert chart.series[0].figures == (46, None, 7)
    assert chart.table() == (("年度", "新收"), ("2021 年", "46"), ("2022 年", NONE), ("2023 年", "7＊"))
    assert chart.gaps == {1: "没有留存"}
    assert chart.notes == (
        "各年相加的单位：2021 年 4 个，2023 年 3 个",
        "＊有单位没有填这一项，是其余单位之和",
        "2022 年没有留存",
    )
    assert chart.most == 46 and not chart.is_empty


def test_who_is_no_part_of_the_whole_is_named(editions: dict[str, Edition]) -> None:
    stranger = replace(kept("江门市税务局", 2024, 100), is_counted=False)
    one = batch(2024, kept(UNITS[0], 2024, 5), stranger, units=UNITS[:1])
    chart = by_year(year_grid(COUNTY, by_id(one), editions, UnitList()), ("新收",))
    assert chart.series[0].figures == (5,)
    assert chart.notes == ("各年相加的单位：2024 年 1 个", "名单以外、没有计入汇总的不在内：2024 年江门市税务局")


def test_a_zero_is_drawn_and_a_missing_report_is_a_gap(grid: YearGrid) -> None:
    by_name = {each.unit: each for each in grid.units}
    zero = by_year(grid, ("新收",), by_name[UNITS[0]])
    assert zero.series[0].figures == (10, None, 0)
    missing = by_year(grid, ("新收",), by_name[UNITS[3]])
    assert missing.series[0].figures == (13, None, None)
    assert missing.gaps == {1: "没有留存", 2: "未交"}
    blank = by_year(grid, ("新收",), by_name[UNITS[2]])
    assert [cell(blank.series[0], at) for at in range(3)] == ["12", NONE, NONE]


def test_units_are_listed_largest_first_beside_the_year_before(grid: YearGrid) -> None:
    chart = by_unit(grid, ("新收",), 2023)
    assert chart.heads == (UNITS[1], UNITS[0])
    assert [each.name for each in chart.series] == ["2023 年"], "nothing is kept of 2022"
    assert chart.notes == (f"没有填的 1 个单位不在内：{UNITS[2]}", f"没有年报的 1 个单位不在内：{UNITS[3]}")
    first = by_unit(grid, ("新收",), 2021, most=2)
    assert first.heads == (UNITS[3], UNITS[2])
    assert first.notes[0] == "4 个单位中的前 2 个"


def test_results_of_units_are_parts_of_one_bar(editions: dict[str, Edition]) -> None:
    batches = whole_batches(UNITS, (2022, 2023), editions["2021"])
    grid = year_grid(COUNTY, by_id(*batches), editions, UnitList())
    chart = by_unit(grid, RESULTS, 2023)
    assert chart.form is ChartForm.STACKED
    handled = {each.unit: each.at(2023).figures["办结"] for each in grid.units}
    assert [chart.stack(at) for at in range(len(UNITS))] == sorted(handled.values(), reverse=True)
    assert chart.most == max(handled.values())
    assert by_year(grid, RESULTS).title == f"{COUNTY}全部单位合计历年办理结果（件）"
    one = by_unit(grid, ("办结",), 2023)
    assert [each.name for each in one.series] == ["2023 年", "2022 年"]


def test_a_bar_with_a_missing_part_is_no_bar(grid: YearGrid) -> None:
    chart = by_year(grid, ("新收", "办结"))
    assert chart.stack(0) is None


def test_merged_and_renamed_units_are_named(editions: dict[str, Edition]) -> None:
    listed = UnitList((Unit("恩平市文旅局", ("恩平市文化局", "恩平市旅游局")),))
    made = batch(2022, kept("恩平市文化局", 2022, 4), kept("恩平市旅游局", 2022, 5))
    grid = year_grid(COUNTY, by_id(made), editions, listed)
    chart = by_year(grid, ("新收",), grid.units[0])
    assert chart.series[0].figures == (9,)
    assert chart.notes == ("2022 年为恩平市文化局、恩平市旅游局之和", "曾用名：恩平市文化局、恩平市旅游局")


def test_a_long_chart_is_cut_with_a_note_and_says_all_in_its_description(grid: YearGrid) -> None:
    chart = by_unit(grid, ("新收",), 2021)
    cut = chart.first(2)
    assert cut.heads == chart.heads[:2] and cut.notes[-1] == "图中为前 2 个，其余见表"
    assert chart.first(10) is chart
    assert by_unit(grid, ("新收",), 2021, most=3).for_page(2).notes == ("图中为前 2 个，其余见表",)
    assert f"{UNITS[3]}：2021 年 13" in chart.description


def test_nothing_kept_is_an_empty_chart() -> None:
    chart = by_year(YearGrid(COUNTY), ("新收",))
    assert chart.is_empty and chart.most == 0
    assert by_unit(YearGrid(COUNTY), ("新收",), 2024).is_empty
