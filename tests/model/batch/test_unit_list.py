"""名单: from a workbook or a text, and which unit a file is of."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from model.batch.unit_list import Unit, UnitList, UnitListError, key_of_file, read_unit_list
from tests.model.batch.conftest import written


def test_a_line_a_unit_with_other_names_after_it(tmp_path: Path) -> None:
    text = (
        "单位名称\n1. 恩平市教育局\n（2）恩平市科工商务局|经信局、经济和信息化局\n"
        "恩平市税务局|垂管\n\n# 注\n恩平市林业局（原林业和园林局）\n"
    )
    found = read_unit_list(written(tmp_path / "名单.txt", text))
    assert found.units == (
        Unit("恩平市教育局"),
        Unit("恩平市科工商务局", ("经信局", "经济和信息化局")),
        Unit("恩平市税务局", (), "垂管"),
        Unit("恩平市林业局", ("林业和园林局",)),
    )


def test_what_stands_around_and_between_the_units_is_no_unit(tmp_path: Path) -> None:
    text = (
        "2024年度政府信息公开年报报送名单\n"
        "一、县直部门（3个）\n1.恩平市教育局\n2.恩平市民政局 已交\n3、恩平市发展和改革局　张三 0750-7812345\n"
        "二、镇（街道）\n（一）恩平市恩城街道办事处\n（二）大槐镇\n各垂管单位：\n国家税务总局恩平市税务局\n"
        "教 育 局 二\n"
        "合计：6个单位\n备注：请于1月底前报送\n联系人：李四 电话：7812345\n附件2：填报说明\n"
    )
    assert [unit.name for unit in read_unit_list(written(tmp_path / "名单.txt", text)).units] == [
        *("恩平市教育局", "恩平市民政局", "恩平市发展和改革局", "恩平市恩城街道办事处", "大槐镇"),
        *("国家税务总局恩平市税务局", "教 育 局 二"),
    ]


def test_a_remark_may_give_the_name_before_a_reform_and_nothing_else(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "名单.xlsx",
        ("2024年度名单",),
        ("序号", "单位名称", "联系人", "备注"),
        (1, "恩平市科工商务局", "张三", "原经济和信息化局"),
        (2, "恩平市民政局（本级）", "李四", "原件已退，已电话催报"),
        (3, "恩平市气象局", "王五", "垂直管理"),
        ("合计", "3"),
        ("填表人：赵六",),
    )
    found = read_unit_list(path).units
    assert [(unit.name, unit.aliases, unit.scope) for unit in found] == [
        ("恩平市科工商务局", ("经济和信息化局",), ""),
        ("恩平市民政局（本级）", (), ""),
        ("恩平市气象局", (), "垂管"),
    ]


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_a_list_that_goes_on_beside_itself_is_read_whole(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "名单.xlsx",
        ("2024年度名单",),
        ("序号", "单位名称", "备注", "序号", "单位名称", "备注"),
        (1, "恩平市教育局", "", 3, "恩平市科工商务局", "原经济和信息化局"),
        (2, "恩平市气象局", "垂管", 4, "大槐镇人民政府", ""),
    )
    assert {unit.name: (unit.aliases, unit.scope) for unit in read_unit_list(path).units} == {
        "恩平市教育局": ((), ""),
        "恩平市气象局": ((), "垂管"),
        "恩平市科工商务局": (("经济和信息化局",), ""),
        "大槐镇人民政府": ((), ""),
    }


def test_two_organs_in_a_line_without_headings_are_not_taken_for_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsx", ("恩平市教育局", "恩平市民政局"), ("恩平市公安局", "恩平市司法局"))
    with pytest.raises(UnitListError, match="“恩平市教育局”和“恩平市民政局”在同一行"):
        read_unit_list(path)
    path = workbook(tmp_path / "名单2.xlsx", (1, "恩平市教育局", "市教育局"), (2, "恩平市公安局", "垂管"))
    assert [(unit.aliases, unit.scope) for unit in read_unit_list(path).units] == [(("市教育局",), ""), ((), "垂管")]


def test_the_name_of_a_file_only_says_which_unit_it_may_be() -> None:
    units = UnitList((Unit("恩平市民政局"), Unit("恩平市市场监督管理局"), Unit("恩平市大槐镇人民政府")))
    for name, unit in (
        ("上报/5.民政局2024年年报（定稿）.xlsx", "恩平市民政局"),
        ("上报.zip!市场监管局年报.docx", "恩平市市场监督管理局"),
        ("大槐镇2024年度报告.pdf", "恩平市大槐镇人民政府"),
    ):
        found = units.match_file(name)
        assert found.unit is None and [each.name for each in found.candidates] == [unit]
    assert units.match_file("年报.docx").candidates == ()
    said = UnitList(units.units, remembered={key_of_file("年报.docx"): "恩平市民政局"})
    assert said.match_file("年报.docx").unit == units.units[0] and said.match_file("乙/年报.docx").unit is None


def test_a_text_of_windows_is_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_bytes("恩平市教育局\r\n恩平市民政局\r\n".encode("gbk"))
    assert [each.name for each in read_unit_list(path).units] == ["恩平市教育局", "恩平市民政局"]


def test_a_workbook_has_its_names_in_the_column_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("名单")
    rows = [
        ["2024年度应交单位"],
        ["序号", "联系人", "单位名称", "曾用名", "管理体制", "收到日期"],
        [1, "张三", "恩平市教育局", "", "", "2025.1.20 上午"],
        [2, "李四", "恩平市科工商务局", "经信局；科技局", "", "已交"],
        [3, "王五", "恩平市税务局", "", "垂直管理", "2025年2月30日"],
    ]
    for row, values in enumerate(rows):
        sheet.write_row(row, 0, values)
    sheet.write_row(5, 0, [4, "", "恩平市水利局", "", ""])
    sheet.write_datetime(5, 5, datetime(2025, 1, 8), workbook.add_format({"num_format": "yyyy/m/d"}))
    workbook.close()
    assert read_unit_list(path).units == (
        Unit("恩平市教育局", received=date(2025, 1, 20)),
        Unit("恩平市科工商务局", ("经信局", "科技局")),
        Unit("恩平市税务局", (), "垂管"),
        Unit("恩平市水利局", received=date(2025, 1, 8)),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\n\n# 注", "没有找到单位"),
        ("恩平市教育局\n恩平市教育局", "写了两次"),
        ("恩平市教育局|教体局\n恩平市体育局|教体局", "“教体局”写了两次（恩平市教育局、恩平市体育局）"),
    ],
)
def test_a_list_that_is_none_is_refused_with_a_sentence(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(UnitListError) as raised:
        read_unit_list(written(tmp_path / "名单.txt", text))
    assert why in str(raised.value)


UNITS = UnitList(
    (Unit("恩平市教育局"), Unit("恩平市科工商务局", ("经信局",)), Unit("恩平市体育局"), Unit("恩平市科学技术局"))
)


@pytest.mark.parametrize(
    ("organ", "unit"),
    [
        ("恩平市教育局", "恩平市教育局"),
        ("恩平市　教 育 局", "恩平市教育局"),
        ("市经信局", "恩平市科工商务局"),
        ("科技局", "恩平市科学技术局"),
        ("恩平市民政局", None),
        ("", None),
    ],
)
def test_the_unit_of_a_name(organ: str, unit: str | None) -> None:
    found = UNITS.match(organ)
    assert (found.unit.name if found.unit else None, found.candidates) == (unit, ())


def test_a_usual_short_name_is_its_unit_where_exactly_one_fits_else_it_is_asked() -> None:
    markets, executives = Unit("恩平市市场监督管理局"), Unit("恩平市城市管理和综合执法局")
    units = UnitList((markets, executives, Unit("恩平市教育局")))
    assert units.match("恩平市市场监管局").unit == markets and units.match("综合执法局").unit == executives
    assert UnitList((Unit("市场监管局"),)).match("恩平市市场监督管理局").unit == Unit("市场监管局")
    both = UnitList((executives, Unit("恩平市综合行政执法局")))
    found = both.match("综合执法局")
    assert found.unit is None and found.candidates == both.units


def test_a_name_that_may_be_two_units_is_asked_and_the_answer_remembered() -> None:
    units = UnitList((Unit("恩平市农业农村局"), Unit("恩平市农业机械局")))
    found = units.match("农机局") if units.match("农业局").unit else units.match("农业局")
    assert found.unit is None and [each.name for each in found.candidates] == ["恩平市农业农村局", "恩平市农业机械局"]
    remembered = UnitList(units.units, remembered={"农业局": "恩平市农业农村局", "农机站": ""})
    assert remembered.match("农业局").unit == units.units[0]
    none = remembered.match("农机站")
    assert none.unit is None and none.is_settled
