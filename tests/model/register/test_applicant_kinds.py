"""Columns of table 三 by kinds and names of applicants."""

from pathlib import Path

import pytest

from model.register.mapping import Decisions
from tests.model.register.registers import LABELS, counted, in_excel, nonzero
from tests.model.register.test_applications import GOOD, register, uncounted


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("某某有限公司", "business"),
        ("某某律师事务所、张三", "legal_service"),
        ("张三", ""),
        ("李四等三人", ""),
        ("某某中心", ""),
    ],
)
def test_without_a_column_for_the_kind_the_name_decides_or_nothing_does(name: str, column: str, tmp_path: Path) -> None:
    head = [name for name in LABELS if name != "申请人类型"]
    path = register(tmp_path, {**GOOD, "申请人": name}, head=head)
    found = counted(path)
    placed = [cell.column for cell, figure in found.count.figures.items() if figure]
    assert placed == [column, column] * bool(column)
    if name == "张三":
        assert counted(path, decisions=Decisions(settings={"names": "natural"})).count.counted == 1
    # nothing that is said about it quotes the name
    assert not any(name in text for text in (*uncounted(found), *found.notes, *found.rules))


@pytest.mark.parametrize(
    ("kind", "choice", "column"),
    [
        ("企业、公民", "first", "business"),
        ("公民\n企业", "first", "person"),
        ("公民、个人", "list", "person"),
        ("企业、公民", "list", ""),
        ("公民/企业", "first", ""),
        ("企业、什么", "first", ""),
    ],
)
def test_several_kinds_are_those_of_several_applicants(kind: str, choice: str, column: str, tmp_path: Path) -> None:
    path = register(tmp_path, {**GOOD, "申请人类型": kind})
    found = counted(path, decisions=Decisions(settings={"joint": choice}))
    assert {cell.column for cell in nonzero(found)} == ({column} if column else set())
    assert bool(found.value_questions) is not bool(column)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("某某有限公司", "business"),
        ("某某律师事务所", "legal_service"),
        ("张三", ""),
        ("某某中心", ""),
        ("甲有限公司、乙律师事务所", ""),
    ],
)
def test_a_kind_that_says_only_no_person_is_found_by_the_name(name: str, column: str, tmp_path: Path) -> None:
    path = register(tmp_path, {**GOOD, "申请人类型": "法人/其他组织", "申请人": name})
    found = counted(path)
    assert {cell.column for cell in nonzero(found)} == ({column} if column else set())
    assert any("按申请人的名称归类" in rule for rule in found.rules) is bool(column)
    assert not any(name in text for text in (*uncounted(found), *found.notes, *found.rules))
    decided = counted(path, decisions=Decisions(applicants={"法人/其他组织": "other"}))
    assert {cell.column for cell in nonzero(decided)} == {"other"}


def test_the_name_may_stand_in_the_column_for_organisations(tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "姓名", "法人名称", "答复日期", "答复结果"]
    rows = [["2024-03-05", "法人", "", "某某有限公司", "2024-03-09", "公开"]]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert {cell.column for cell in nonzero(found)} == {"business"}


@pytest.mark.parametrize(
    ("number", "column"),
    [("440785198001011234", "person"), ("44078519800101123x", "person"), ("914407850123456789", ""), ("4407", "")],
)
def test_who_has_the_number_of_an_identity_card_is_a_person(number: str, column: str, tmp_path: Path) -> None:
    labels = ["收到日期", "申请人", "身份证号/统一社会信用代码", "答复日期", "答复结果"]
    rows = [["2024-03-05", "张某某", number, "2024-03-09", "公开"]]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert {cell.column for cell in nonzero(found)} == ({column} if column else set())
    assert not any(number in text for text in (*uncounted(found), *found.notes, *found.rules))
