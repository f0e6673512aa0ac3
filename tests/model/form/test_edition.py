"""Edition files: the real one says what the form says, and a wrong one is refused, naming file and entry."""

import dataclasses
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from model.form.edition import Edition, edition_for, load_edition, load_editions
from model.form.schema import EditionError
from model.form.tables import Cell
from tests.conftest import EDITIONS_FOLDER, SAMPLES, every_edition

FORMS = {name: json.loads((SAMPLES / f"form-{name}.json").read_text(encoding="utf-8")) for name in ("2021", "2019")}
REAL = (EDITIONS_FOLDER / "2021.toml").read_text(encoding="utf-8")
ROLES = {"block_title": "block", "header": "head", "row_header": "label", "note": "note", "value": "figure"}


# What the form says


@pytest.mark.parametrize(
    ("name", "table"),
    [(name, table) for name, form in FORMS.items() for table in form["tables"]],
    ids=lambda each: each if isinstance(each, str) else each["id"],
)
def test_every_printed_cell_of_the_form_stands_where_the_notice_prints_it(
    editions: Mapping[str, Edition], name: str, table: dict[str, Any]
) -> None:
    ours = editions[name].table(table["id"])
    assert (ours.height, ours.width) == (table["grid_size"]["rows"], table["grid_size"]["cols"])
    printed = {
        (each["r"], each["c"], each["rs"], each["cs"], ROLES[each["role"]], each.get("text", ""), each.get("address"))
        for each in table["grid"]
    }
    assert printed == {
        (place.top, place.left, place.high, place.wide, place.role, place.text, place.cell and str(place.cell))
        for place in ours.places
    }
    assert ours.section == str(table["section"])


@pytest.mark.parametrize("name", FORMS)
def test_the_sections_and_topics_are_those_of_the_form(editions: Mapping[str, Edition], name: str) -> None:
    edition, form = editions[name], FORMS[name]
    assert [(each.key, each.title, each.kind) for each in edition.sections] == [
        (str(each["no"]), each["title"], each["kind"]) for each in form["sections"]
    ]
    assert [(each.key, each.label) for each in edition.topics] == [
        (each["key"], each["label"]) for each in form["section1_topics"]
    ]
    for ours, topic in zip(edition.topics, form["section1_topics"], strict=True):
        assert set(topic["variants_seen"]) <= set(ours.also)
    for section, printed in zip(edition.sections, form["sections"], strict=True):
        assert set(printed["title_variants_seen"]) <= {section.bare_title, *section.also}


@pytest.mark.parametrize("name", FORMS)
def test_the_years_of_an_edition_are_those_of_the_notice(editions: Mapping[str, Edition], name: str) -> None:
    years = FORMS[name]["report_years"]
    assert (editions[name].first_year, editions[name].last_year) == (years["from"], years["to"])


def test_the_form_of_2019_has_198_cells_and_that_of_2021_has_200(editions: Mapping[str, Edition]) -> None:
    assert {name: len(edition.cells) for name, edition in editions.items()} == {"2021": 200, "2019": 198}


def test_cells_of_two_editions_that_have_one_address_have_one_meaning(editions: Mapping[str, Edition]) -> None:
    """The same printed label, or a short form that the other edition knows: 规范性文件."""
    new, old = editions["2021"], editions["2019"]
    shared = new.cell_set & old.cell_set
    assert len(shared) == 172
    for cell in shared:
        now, then = new.table(cell.table), old.table(cell.table)
        assert now.row(cell.row).name == then.row(cell.row).name
        assert (old.cell(cell).row, old.cell(cell).column) == (cell.row, cell.column)


@pytest.mark.parametrize("edition", every_edition(), ids=lambda edition: edition.id)
def test_every_equation_speaks_of_cells_that_are_there(edition: Edition) -> None:
    for equation in edition.equations:
        assert {*equation.cells, *equation.last_year_cells} <= edition.cell_set
        assert all(equation in edition.equations_at[cell] for cell in equation.cells)


@pytest.mark.parametrize("edition", every_edition(), ids=lambda edition: edition.id)
def test_every_addend_of_a_total_that_is_a_total_itself_comes_before_it(edition: Edition) -> None:
    placed: set[Cell] = set()
    for each in edition.sums:
        assert set(each.addends) & edition.totals <= placed
        placed.add(each.total)


def test_each_edition_has_one_amount(editions: Mapping[str, Edition]) -> None:
    assert editions["2021"].amounts == {Cell("disclosure", "fees", "amount")}
    assert editions["2019"].amounts == {Cell("disclosure", "procurement", "amount")}


def test_only_increase_and_decrease_may_be_below_zero(editions: Mapping[str, Edition]) -> None:
    rows = ("licences", "other_services", "penalties", "coercive_measures", "fees")
    assert editions["2019"].signed == {Cell("disclosure", row, "delta") for row in rows}
    assert editions["2021"].signed == frozenset()


def test_the_title_is_made_of_organ_and_year_and_blank_while_one_is(edition: Edition) -> None:
    assert edition.printed_title("某某县水利局", 2025) == "某某县水利局2025年政府信息公开工作年度报告"
    assert edition.printed_title("", 2025) == edition.printed_title("某某县水利局", None) == ""


def test_each_year_has_its_edition_and_a_year_to_come_has_the_newest(editions: Mapping[str, Edition]) -> None:
    for year in (2021, 2024, 2025, 2099):
        assert edition_for(year, editions).id == "2021"
    for year in (2019, 2020):
        assert edition_for(year, editions).id == "2019"
    assert edition_for(1949, editions) in editions.values()


def test_an_edition_does_not_change(edition: Edition) -> None:
    for frozen in (edition, edition.tables[0], edition.rules[0], edition.sections[0], edition.tables[0].places[0]):
        name = dataclasses.fields(frozen)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(frozen, name, "x")


# What a wrong file is told

WRONG = {
    "no TOML": ("format = 1\n", "format = = 1\n", ["不是有效的 TOML"]),
    "a format to come": ("format = 1\n", "format = 2\n", ["format 应为 1"]),
    "no format": ("format = 1\n", "", ["format 应为 1"]),
    "unknown key": ('name = "2021 版格式"', 'name = "2021 版格式"\ncolour = "red"', ["不认识的键 colour"]),
    "missing key": ('name = "2021 版格式"\n', "", ["缺少 name"]),
    "wrong type": ('name = "2021 版格式"', "name = 2021", ["name 类型不对：2021"]),
    "years without a beginning": ("years = { from = 2021 }", "years = { to = 2021 }", ["years", "缺少 from"]),
    "a year that is a text": ("years = { from = 2021 }", 'years = { from = "2021" }', ["years：from 类型不对"]),
    "a year that is a truth": ("years = { from = 2021 }", "years = { from = true }", ["应为整数，实为 True"]),
    "a title with another place": ("{organ}{year}年", "{organ}{month}年", ["title 只能含"]),
    "a title with an open brace": ("{organ}{year}年", "{organ}{year年", ["title 只能含"]),
    "a list that is none": ('only_for = ["government"]', 'only_for = "government"', ["only_for 应为列表"]),
    "a list of the wrong things": (
        'also = ["平台建设", ',
        "also = [3, ",
        ["topics platform：also 第 1 项 类型不对：3"],
    ),
    "section twice": ('key = "2"', 'key = "1"', ["sections", "重复的 1"]),
    "section of another kind": ('kind = "text"', 'kind = "prose"', ["sections 1", "'prose'"]),
    "topic twice": ('key = "platform"', 'key = "active"', ["topics", "重复的 active"]),
    "table twice": ('id = "disputes"', 'id = "requests"', ["tables", "重复的 requests"]),
    "table of no section": ('section = "4"', 'section = "7"', ["每个表格部分应有且只有一张表"]),
    "two tables in a section": ('section = "4"', 'section = "3"', ["每个表格部分应有且只有一张表"]),
    "row twice": ('id = "penalties"', 'id = "licences"', ["表 disclosure", "rows", "重复的 licences"]),
    "column twice": ('id = "research"', 'id = "welfare"', ["表 requests", "columns", "重复的 welfare"]),
    "row without name": (
        ', name = "三（六）3.其他" }',
        " }",
        ["tables requests：rows results.otherwise.other：缺少 name"],
    ),
    "row that the grid does not have": (
        '{ figures = "results.otherwise.other" }',
        '{ figures = "results.otherwise.others" }',
        ["表 requests", "rows", "results.otherwise.other、results.otherwise.others"],
    ),
    "cell twice": (
        '{ figure = "suit_direct.other" }',
        '{ figure = "suit_direct.upheld" }',
        ["表 disputes", "重复的 disputes.suit_direct.upheld"],
    ),
    "column that is unknown": (
        '{ figure = "suit_direct.other" }',
        '{ figure = "suit_direct.others" }',
        ["表 disputes", "columns", "others"],
    ),
    "amount of no cell": (
        'amounts = ["fees.amount"]',
        'amounts = ["fees.total"]',
        ["表 disclosure", "amounts", "disclosure.fees.total"],
    ),
    "signed column that is unknown": (
        'amounts = ["fees.amount"]',
        'amounts = ["fees.amount"]\nsigned = ["delta"]',
        ["表 disclosure", "signed", "delta"],
    ),
    "signed amounts": (
        'amounts = ["fees.amount"]',
        'amounts = ["fees.amount"]\nsigned = ["amount"]',
        ["表 disclosure", "既是 amounts 又是 signed", "disclosure.fees.amount"],
    ),
    "column with a dot": ('id = "legal_service"', 'id = "legal.service"', ["表 requests", "legal.service"]),
    "amount that is no address": (
        'amounts = ["fees.amount"]',
        'amounts = ["fees"]',
        ["表 disclosure", "amounts", "fees"],
    ),
    "grid overlap": (
        '{ label = "（三）不予公开", high = 8 }',
        '{ label = "（三）不予公开", high = 9 }',
        ["表 requests", "grid 第 16 行第 11 列", "超出表外"],
    ),
    "grid overlap from above": (
        '{ head = "未经复议直接起诉", wide = 5 }',
        '{ head = "未经复议直接起诉", wide = 5, high = 2 }',
        ["表 disputes", "grid 第 3 行"],
    ),
    "wide cell over one from above": (
        '{ head = "行政复议", wide = 5 }, { head = "行政诉讼", wide = 10 }',
        '{ head = "行政复议", wide = 5 }, { head = "x", high = 2 }, { head = "行政诉讼", wide = 9 }',
        ["表 disputes", "grid 第 2 行"],
    ),
    "grid hole": (
        '{ label = "行政许可" }, { figure = "licences.decisions", wide = 3 }',
        '{ label = "行政许可" }, { figure = "licences.decisions", wide = 2 }',
        ["表 disclosure", "grid 第 7 行第 4 列没有铺满"],
    ),
    "grid beyond its foot": (
        '{ label = "四、结转下年度继续办理", wide = 3 }',
        '{ label = "四、结转下年度继续办理", wide = 3, high = 2 }',
        ["表 requests", "grid 第 29 行"],
    ),
    "place of an unknown role": (
        '{ label = "行政许可" }',
        '{ title = "行政许可" }',
        ["grid 第 7 行", "不认识的格子 'title'"],
    ),
    "place without text": ('{ label = "行政许可" }', '{ label = "" }', ["grid 第 7 行", "label 应为文字"]),
    "place with a text that is none": ('{ label = "行政许可" }', "{ label = 3 }", ["grid 第 7 行", "label 应为文字"]),
    "place of two roles": (
        '{ label = "行政许可" }',
        '{ label = "行政许可", head = "行政许可" }',
        ["grid 第 7 行", "格子写法不对"],
    ),
    "place of no width": ("wide = 3, high = 3", "wide = 0, high = 3", ["grid 第 1 行", "格子写法不对"]),
    "place of a width in words": ("wide = 3, high = 3", 'wide = "3", high = 3', ["grid 第 1 行", "格子写法不对"]),
    "a total that depends on itself": (
        'left = ["upheld", "corrected", "other", "pending"]',
        'left = ["upheld", "corrected", "other", "total"]',
        ["合计 disputes.reconsideration.total 依赖它自己"],
    ),
    "a total that takes something off": (
        'left = ["upheld", "corrected", "other", "pending"]',
        'left = ["upheld", "corrected", "other", "-pending"]',
        ["规则 disputes.total", "只能是相加"],
    ),
    "a chart of cells that are not there": (
        'cells = ["requests.results.denied.*.total"]',
        'cells = ["requests.results.refused.*.total"]',
        ["charts 办理结果（件）", "不予公开", "requests.results.refused.*.total"],
    ),
    "a measure of cells that are not there": (
        'cells = ["disputes.suit_*.total"]',
        'cells = ["disputes.suits_*.total"]',
        ["measures", "诉讼", "disputes.suits_*.total"],
    ),
    "a measure twice": ('label = "复议"', 'label = "诉讼"', ["measures", "诉讼"]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_naming_file_and_entry(tmp_path: Path, wrong: str) -> None:
    right, left, message = WRONG[wrong]
    assert right in REAL, "the edition file has changed: change this test too"
    path = tmp_path / "2021.toml"
    path.write_text(REAL.replace(right, left, 1), encoding="utf-8")
    with pytest.raises(EditionError) as refused:
        load_edition(path)
    assert str(refused.value).startswith("2021.toml：")
    for words in message:
        assert words in str(refused.value)


def test_totals_that_depend_on_each_other_are_refused(tmp_path: Path) -> None:
    """Each total of a row is an addend of a total of its column, and the other way round."""
    ring = """
[[rules]]
id = "ring"
kind = "equal_sums"
severity = "error"
table = "requests"
along = "row"
left = ["total"]
right = ["person"]
sets = "person"
says = "绕圈"
source = "试验"
"""
    path = tmp_path / "2021.toml"
    path.write_text(REAL + ring, encoding="utf-8")
    with pytest.raises(EditionError, match=r"2021\.toml.*依赖它自己"):
        load_edition(path)


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"2031\.toml：打不开"):
        load_edition(tmp_path / "2031.toml")


def test_a_file_in_another_encoding_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "2021.toml"
    path.write_text(REAL.replace("—", ""), encoding="gb18030")
    with pytest.raises(EditionError, match=r"2021\.toml：不是有效的 TOML"):
        load_edition(path)


def test_a_folder_without_editions_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"没有版本文件.*重新运行安装程序"):
        load_editions(tmp_path)


def test_two_files_of_one_edition_are_reported(tmp_path: Path) -> None:
    for name in ("2021.toml", "2021-copy.toml"):
        shutil.copy(EDITIONS_FOLDER / "2021.toml", tmp_path / name)
    with pytest.raises(EditionError, match=r"重复的 2021"):
        load_editions(tmp_path)


def test_every_edition_measures_the_same_things(editions: dict[str, Edition]) -> None:
    first, *others = ([(each.label, each.trend) for each in edition.measures] for edition in editions.values())
    assert first[:5] == [(label, True) for label in ("新收", "结转", "办结", "复议", "诉讼")]
    assert all(each == first for each in others)
