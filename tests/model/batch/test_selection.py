"""Which files of the county count, which do not and why."""

from dataclasses import replace

import pytest

from model.batch.file_rows import FileRow
from model.batch.results import BatchResults
from model.batch.selection import Choices, Selection, select
from model.batch.sources import Source
from model.batch.unit_list import Unit, UnitList, key_of_file, read_unit_list
from tests.model.batch.county import COUNTY, YEAR, County


@pytest.fixture(scope="module")
def units(county: County) -> UnitList:
    return read_unit_list(county.list_file)


@pytest.fixture(scope="module")
def selection(results: BatchResults, units: UnitList) -> Selection:
    return select(results.rows.values(), COUNTY, YEAR, units)


def names(numbers: object, sources: list[Source]) -> set[str]:
    return {sources[number].name for number in numbers}  # type: ignore[attr-defined]


def test_exactly_the_files_that_should_count_are_taken(
    selection: Selection, sources: list[Source], county: County
) -> None:
    counted = {name for name, each in county.files.items() if each.counted}
    assert names([each.number for each in selection.taken], sources) == counted
    assert len(selection.taken) + len(selection.left_out) == len(sources)
    units = {sources[each.number].name: each.unit for each in selection.taken}
    assert units == {name: county.files[name].unit for name in counted}


def test_each_left_out_file_says_why(selection: Selection, sources: list[Source], county: County) -> None:
    why = {
        county.files[sources[each.number].name].unit or sources[each.number].name: each.why
        for each in selection.left_out
    }
    assert why["恩平市教育局"].startswith("有 ") and "处必改没有改好：表三 商业企业列" in why["恩平市教育局"]
    assert "不能直接汇总" in why["恩平市水利局"]
    assert why["恩平市审计局"] == "是 2023 年度的，不是 2024 年度的"
    assert why["恩平市民政局"].startswith("与“") and why["恩平市民政局"].endswith("完全相同，只算一份")
    assert "同一单位交了 2 份不同的文件" in why["恩平市司法局"]
    assert why["扫描件.png"].startswith("没有读出：“扫描件.png”是图片")
    assert [each for each in why.values() if each == "名单里没有这个单位"] == ["名单里没有这个单位"]


def test_one_report_in_two_containers_counts_once_and_in_the_one_without_errors(
    results: BatchResults, units: UnitList
) -> None:
    word = next(row for row in results.rows.values() if row.organ == "恩平市民政局")
    page = replace(word, number=9001, name="上报/民政局.html", digest="another")
    right = select([word, page], COUNTY, YEAR, units)
    assert [each.number for each in right.taken] == [word.number]
    assert [each.why for each in right.left_out] == [f"各格的数与“{word.name}”完全相同，只算一份"]
    wrong = select([replace(word, errors=1, remark="正文有错"), page], COUNTY, YEAR, units)
    assert [each.number for each in wrong.taken] == [9001]
    other = select([word, replace(page, figures_digest="others")], COUNTY, YEAR, units)
    assert not other.taken


def test_missing_double_and_unknown_units_are_named(
    selection: Selection, sources: list[Source], county: County
) -> None:
    # the report on another year does not make the unit's report of this year unnecessary
    assert {unit.name for unit in selection.missing} == county.missing | {"恩平市审计局"}
    assert set(selection.doubles) == county.doubles
    assert {sources[number].name.partition("-")[2] for number in selection.unknown} == {"江门市税务局.json"}
    assert not selection.lacks_own_report


def test_the_users_choices_take_in_what_is_left_out_otherwise(
    results: BatchResults, units: UnitList, sources: list[Source], county: County
) -> None:
    number_of = {each.unit: n for n, source in enumerate(sources) if (each := county.files[source.name]).unit}
    later = number_of["恩平市司法局"]
    choices = Choices(with_errors=True, with_old_form=True, with_unknown=True, kept={"恩平市司法局": later})
    chosen = select(results.rows.values(), COUNTY, YEAR, units, choices)
    taken = {each.number: each for each in chosen.taken}
    assert number_of["恩平市教育局"] in taken and number_of["恩平市水利局"] in taken
    assert taken[number_of["恩平市教育局"]].doubt.endswith("处必改，照原数计入")
    assert later in taken and [each.why for each in chosen.left_out if "另一份" in each.why]
    assert set(chosen.unknown) <= set(taken)


def test_units_out_of_scope_are_neither_summed_nor_missing(results: BatchResults, units: UnitList) -> None:
    scoped = [replace(u, scope="垂管") if u.name in ("恩平市气象局", "恩平市财政局") else u for u in units.units]
    choices = Choices(out_of_scope=frozenset({"垂管"}))
    found = select(results.rows.values(), COUNTY, YEAR, UnitList(tuple(scoped)), choices)
    assert "恩平市财政局" not in {unit.name for unit in found.missing}
    assert [each.why for each in found.left_out if each.unit == "恩平市气象局"] == ["垂管单位，按设置不在汇总范围"]


def test_no_file_is_compared_with_all_others_to_find_its_doubles(
    results: BatchResults, units: UnitList, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = list(results.rows.values())
    expected = select(rows, COUNTY, YEAR, units)
    monkeypatch.setattr(FileRow, "__eq__", lambda *_: pytest.fail("compared"))  # ten thousand files took a second
    assert select(rows, COUNTY, YEAR, units) == expected


def test_while_files_are_unread_nobody_is_missing_and_that_is_said(results: BatchResults, units: UnitList) -> None:
    found = select(results.rows.values(), COUNTY, YEAR, units, unread=3)
    assert (found.missing, found.lacks_own_report, found.unread) == ((), False, 3)
    assert found.taken == select(results.rows.values(), COUNTY, YEAR, units).taken


def test_without_a_list_a_unit_is_what_its_file_says_and_doubles_are_seen(results: BatchResults) -> None:
    found = select(results.rows.values(), COUNTY, YEAR)
    assert set(found.doubles) == {"恩平市民政局", "恩平市司法局"} and not found.missing
    assert "江门市税务局" in {each.unit for each in found.taken}


def test_the_offices_own_report_is_missed_and_the_summary_itself_is_no_addend(results: BatchResults) -> None:
    rows = list(results.rows.values())
    own = next(row for row in rows if row.organ == f"{COUNTY}办公室")
    others = [row for row in rows if row is not own]
    assert select(others, COUNTY, YEAR).lacks_own_report
    summary = replace(own, organ=COUNTY)
    found = select([*others, summary], COUNTY, YEAR)
    assert [each.why for each in found.left_out if each.number == own.number] == [
        "是恩平市人民政府的汇总报告，不是加数"
    ]
    assert found.lacks_own_report


def test_a_report_without_an_organ_is_asked_about_by_the_name_of_its_file(results: BatchResults) -> None:
    row = next(row for row in results.rows.values() if row.organ == "恩平市发展和改革局")
    nameless = replace(row, organ="", name="上报/发改局年报.docx")
    units = UnitList((Unit("恩平市发展和改革局"), Unit("恩平市教育局")))
    [left] = select([nameless], COUNTY, YEAR, units).left_out
    assert left.why == "没有读出机关名称，按文件名可能是恩平市发展和改革局"
    said = replace(units, remembered={key_of_file(nameless.name): "恩平市发展和改革局"})
    found = select([nameless], COUNTY, YEAR, said)
    assert [(each.number, each.unit) for each in found.taken] == [(row.number, "恩平市发展和改革局")]
    assert [unit.name for unit in found.missing] == ["恩平市教育局"]


def test_units_with_the_same_figures_are_named(results: BatchResults) -> None:
    rows = list(results.rows.values())
    clean = [row for row in rows if row.verdict.value == "agrees" and row.year == YEAR][:2]
    twin = replace(clean[1], figures_digest=clean[0].figures_digest)
    found = select([clean[0], twin], COUNTY, YEAR)
    assert found.same_figures == ((clean[0].number, twin.number),)
