"""Units × years: who handed in and how, exact figures, gaps that are not zero."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from model.batch.file_rows import Verdict
from model.batch.unit_list import Unit, UnitList
from model.form.edition import Edition
from model.store.kept_batch import KeptFile
from model.years.year_grid import Attendance, YearGrid, year_grid
from tests.model.batch.county import COUNTY
from tests.model.years.kept_years import batch, by_id, kept, whole_batches

UNITS = ("恩平市教育局", "恩平市民政局", "恩平市公安局")
NO_LIST = UnitList()


def row(grid: YearGrid, unit: str) -> int:
    return [each.unit for each in grid.units].index(unit)


def test_who_handed_in_and_who_did_not(editions: dict[str, Edition]) -> None:
    first = batch(2023, kept(UNITS[0], 2023), kept(UNITS[1], 2023, on_time=False), units=UNITS)
    second = batch(2024, kept(UNITS[0], 2024, on_time=None), units=UNITS[:2])
    grid = year_grid(COUNTY, by_id(first, second), editions, NO_LIST)
    assert grid.years == (2023, 2024)
    assert [each.unit for each in grid.units] == [*UNITS[:2], UNITS[2]]
    table = [[each.at(year).attendance for year in grid.years] for each in grid.units]
    assert table == [
        [Attendance.ON_TIME, Attendance.HANDED_IN],
        [Attendance.LATE, Attendance.MISSING],
        [Attendance.MISSING, Attendance.NOT_EXPECTED],
    ]
    assert [each.is_listed for each in grid.units] == [True, True, False]


def test_a_year_of_which_nothing_is_kept_is_a_gap(editions: dict[str, Edition]) -> None:
    grid = year_grid(
        COUNTY, by_id(batch(2021, kept(UNITS[0], 2021)), batch(2023, kept(UNITS[0], 2023, 0))), editions, NO_LIST
    )
    assert grid.years == (2021, 2022, 2023)
    assert set(grid.kept) == {2021, 2023}
    assert grid.series(grid.units[0], "新收") == (3, None, 0)
    assert grid.units[0].at(2022).attendance is Attendance.NOT_EXPECTED
    assert grid.total("新收", 2022).figure is None


def test_a_blank_is_not_zero_and_a_partial_sum_is_said_to_be_one(editions: dict[str, Edition]) -> None:
    one = batch(2024, kept(UNITS[0], 2024, 5), kept(UNITS[1], 2024, None), kept(UNITS[2], 2024, 0))
    grid = year_grid(COUNTY, by_id(one), editions, NO_LIST)
    assert grid.series(grid.units[row(grid, UNITS[1])], "新收") == (None,)
    total = grid.total("新收", 2024)
    assert (total.figure, total.units, total.of, total.is_whole) == (5, 2, 3, False)


def test_who_is_not_on_the_list_is_shown_but_no_part_of_the_whole_unless_the_office_counted_it(
    editions: dict[str, Edition],
) -> None:
    stranger = replace(kept("江门市税务局", 2024, 100), is_counted=False)
    listed = batch(2024, kept(UNITS[0], 2024, 5), stranger, units=UNITS[:2])
    without_list = batch(2023, kept(UNITS[0], 2023, 5), replace(kept("江门市税务局", 2023, 100), is_counted=False))
    grid = year_grid(COUNTY, by_id(listed, without_list), editions, NO_LIST)
    assert grid.strangers(2024) == ("江门市税务局",) and not grid.strangers(2023)
    assert (grid.total("新收", 2024).figure, grid.handed_in(2024)) == (5, 1)
    assert (grid.total("新收", 2023).figure, grid.handed_in(2023)) == (105, 2)
    assert grid.series(grid.units[row(grid, "江门市税务局")], "新收") == (100, 100)
    counted = batch(2024, kept(UNITS[0], 2024, 5), replace(stranger, is_counted=True), units=UNITS[:2])
    assert year_grid(COUNTY, by_id(counted), editions, NO_LIST).total("新收", 2024).figure == 105


def test_merged_units_are_one_row_with_the_sum_of_both(editions: dict[str, Edition]) -> None:
    listed = UnitList((Unit("恩平市文化广电旅游体育局", ("恩平市文化局", "恩平市旅游局")),))
    before = batch(2022, kept("恩平市文化局", 2022, 4), kept("恩平市旅游局", 2022, 5, verdict="wrong", on_time=False))
    after = batch(2023, kept("恩平市文化广电旅游体育局", 2023, 8))
    grid = year_grid(COUNTY, by_id(before, after), editions, listed)
    [unit] = grid.units
    assert grid.series(unit, "新收") == (9, 8)
    assert set(unit.former) == {"恩平市文化局", "恩平市旅游局"}
    assert (unit.at(2022).verdict, unit.at(2022).attendance) == (Verdict.WRONG, Attendance.LATE)
    blank = batch(2022, kept("恩平市文化局", 2022, 4), kept("恩平市旅游局", 2022, None))
    [unit] = (again := year_grid(COUNTY, by_id(blank), editions, listed)).units
    assert again.series(unit, "新收") == (None,), "half a merged unit is no figure"


def test_an_unreadable_file_of_no_unit_makes_no_row(editions: dict[str, Edition]) -> None:
    one = batch(2024, kept(UNITS[0], 2024), KeptFile("", "扫描件.pdf", "unreadable"))
    assert [each.unit for each in year_grid(COUNTY, by_id(one), editions, NO_LIST).units] == [UNITS[0]]


def test_nothing_kept_is_an_empty_grid(editions: dict[str, Edition]) -> None:
    assert year_grid(COUNTY, {}, editions, NO_LIST) == YearGrid(COUNTY)


def test_years_far_apart_show_only_those_that_are_kept(editions: dict[str, Edition]) -> None:
    grid = year_grid(
        COUNTY, by_id(batch(1999, kept(UNITS[0], 1999)), batch(2024, kept(UNITS[0], 2024))), editions, NO_LIST
    )
    assert grid.years == (1999, 2024)


def test_measures_are_those_of_the_form(editions: dict[str, Edition]) -> None:
    grid = year_grid(COUNTY, by_id(*whole_batches(UNITS, (2023, 2024), editions["2021"])), editions, NO_LIST)
    assert grid.trends == ("新收", "结转", "办结", "复议", "诉讼")
    assert "不予公开" in grid.measures
    unit = grid.units[0]
    for year in grid.years:
        figures = unit.at(year).figures
        results = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
        assert figures["办结"] == sum(figures[each] for each in results)


@given(st.lists(st.none() | st.integers(0, 10**9) | st.decimals(0, 10**6, places=4), min_size=1, max_size=8))
def test_totals_are_exact_sums_of_what_is_there(
    editions: dict[str, Edition], figures: list[int | Decimal | None]
) -> None:
    files = [kept(f"第{number}局", 2024, figure) for number, figure in enumerate(figures)]  # type: ignore[arg-type]
    total = year_grid(COUNTY, by_id(batch(2024, *files)), editions, NO_LIST).total("新收", 2024)
    there = [each for each in figures if each is not None]
    assert total.figure == (sum(there) if there else None)
    assert (total.units, total.of) == (len(there), len(figures))
