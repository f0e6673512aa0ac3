"""Ticks under the labels of kinds and results, and sheets by kind."""

from pathlib import Path

import pytest

from tests.model.register.registers import counted, in_excel, nonzero

DAY, LATER = "2024-03-05", "2024-03-20"


def placed(path: Path) -> dict[str, int]:
    return {str(cell): figure for cell, figure in nonzero(counted(path)).items()}


@pytest.mark.parametrize("tick", ["√", "1", "是"])
def test_a_tick_under_the_label_of_a_kind_is_that_kind(tick: str, tmp_path: Path) -> None:
    labels = ["收到日期", "自然人", "商业企业", "科研机构", "答复日期", "答复结果"]
    rows = [[DAY, tick, "", "", LATER, "公开"], [DAY, "", tick, "", LATER, "公开"]]
    found = placed(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert found == {
        "requests.received.person": 1,
        "requests.received.business": 1,
        "requests.results.granted.person": 1,
        "requests.results.granted.business": 1,
    }


def test_ticks_under_a_head_of_two_rows(tmp_path: Path) -> None:
    upper = ["收到日期", "申请人类型", "", "答复日期", "答复结果", "", ""]
    lower = ["", "公民", "企业", "", "予以公开", "部分公开", "信息不存在"]
    rows = [[DAY, "√", "", LATER, "", "√", ""], [DAY, "", "√", LATER, "", "", "√"], [DAY, "√", "", "", "", "", ""]]
    merged = ["A1:A2", "B1:C1", "D1:D2", "E1:G1"]
    path = in_excel(tmp_path / "台账.xlsx", {"台账": [upper, lower, *rows]}, merged)
    assert placed(path) == {
        "requests.received.person": 2,
        "requests.received.business": 1,
        "requests.results.granted_in_part.person": 1,
        "requests.results.unavailable.not_held.business": 1,
        "requests.carried_out.person": 1,
    }
    assert any("下面打勾的，读作答复结果" in note for note in counted(path).notes)


def test_a_row_without_a_tick_is_told_and_not_counted(tmp_path: Path) -> None:
    labels = ["收到日期", "自然人", "商业企业", "答复日期", "答复结果"]
    rows = [[DAY, "√", "", LATER, "公开"], [DAY, "", "", LATER, "公开"]]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert [(odd.place.row, odd.reason) for odd in found.count.odd] == [(3, "没有写申请人类型")]


def test_a_column_with_anything_else_is_none_of_ticks(tmp_path: Path) -> None:
    labels = ["收到日期", "自然人", "商业企业", "答复日期", "答复结果"]
    rows = [[DAY, "张三", "", LATER, "公开"], [DAY, "", "√", LATER, "公开"]]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert (found.is_whole, found.count.figures) == (False, {})


def test_a_column_of_its_own_is_read_before_ticks(tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "自然人", "商业企业", "答复日期", "答复结果"]
    found = placed(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, [DAY, "企业", "1", "", LATER, "公开"]]}))
    assert found == {"requests.received.business": 1, "requests.results.granted.business": 1}


def test_a_sheet_a_kind(tmp_path: Path) -> None:
    labels = ["收到日期", "答复日期", "答复结果"]
    rows = [[DAY, LATER, "公开"]]
    sheets = {"自然人": [labels, *rows], "商业企业": [labels, *rows]}
    path = in_excel(tmp_path / "台账.xlsx", sheets)
    assert placed(path) == {
        "requests.received.person": 1,
        "requests.received.business": 1,
        "requests.results.granted.person": 1,
        "requests.results.granted.business": 1,
    }
    assert "工作表“自然人”没有“申请人类型”一列，按表名算作自然人" in counted(path).notes


def test_ticks_alone_make_a_head(tmp_path: Path) -> None:
    labels = ["收到日期", "自然人", "企业", "答复日期", "予以公开", "部分公开", "信息不存在"]
    rows = [[DAY, "√", "", LATER, "", "√", ""], [DAY, "", "√", "", "", "", ""]]
    assert placed(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]})) == {
        "requests.received.person": 1,
        "requests.received.business": 1,
        "requests.results.granted_in_part.person": 1,
        "requests.carried_out.business": 1,
    }


def test_columns_with_yes_and_no_are_none_of_ticks(tmp_path: Path) -> None:
    """信访 and 重复申请 say something of an application whose result stands elsewhere, here under an unknown label."""
    labels = ["收到日期", "申请人类型", "信访", "重复申请", "答复日期", "处置"]
    rows = [[DAY, "公民", "否", "否", LATER, "公开"], [DAY, "公民", "是", "否", LATER, "信息不存在"]]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert "处置" in [question.label for question in found.column_questions]
    assert not found.count.figures
