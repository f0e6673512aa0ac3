"""Results and their grounds, dates of answers."""

from pathlib import Path

import pytest

from tests.model.register.registers import EDITION, counted, in_excel, nonzero
from tests.model.register.test_applications import GOOD, count


@pytest.mark.parametrize(
    ("result", "ground", "row"),
    [
        ("不予公开", "属于国家秘密", "results.denied.state_secret"),
        ("无法提供", "本机关不掌握", "results.unavailable.not_held"),
        ("部分公开", "部分内容涉及个人隐私", "results.granted_in_part"),
        ("公开", "申请人可以到现场领取", "results.granted"),
        ("不予公开", "信息不存在", ""),
        ("公开", "属于国家秘密", ""),
        ("不予公开", "领导不同意", ""),
    ],
)
def test_result_and_ground_are_read_together(result: str, ground: str, row: str, tmp_path: Path) -> None:
    found = count(tmp_path, {**GOOD, "答复结果": result, "理由": ground})
    placed = [cell.row for cell, figure in found.count.figures.items() if figure and cell.row.startswith("results.")]
    assert placed == [row] * bool(row)
    assert bool(found.value_questions) == (not row)


@pytest.mark.parametrize(("text", "row"), [("在办", "carried_out"), ("未答复", "carried_out"), ("/", "carried_out")])
def test_words_for_no_answer_yet(text: str, row: str, tmp_path: Path) -> None:
    for name in ("答复日期", "答复结果"):
        found = count(tmp_path, {**GOOD, "答复日期": "", "答复结果": "", name: text})
        assert found.count.figures[EDITION.cell(f"requests.{row}.person")] == 1


def test_several_dates_in_one_cell_are_taken_by_the_rule_for_several_answers(tmp_path: Path) -> None:
    row = {**GOOD, "收到日期": "2023-12-20", "答复日期": "2023年12月29日、2024年1月9日"}
    assert count(tmp_path, row).count.counted == 1
    assert count(tmp_path, row, settings={"several_answers": "first"}).count.earlier == 1


@pytest.mark.parametrize("result", ["予以公开", "不予公开（第三方合法权益）", "酌情"])
def test_what_was_treated_apart_is_granted_in_part_whatever_else_is_said(result: str, tmp_path: Path) -> None:
    """The form: 区分处理的，只计这一情形，不计其他情形."""
    labels = ["收到日期", "申请人类型", "答复日期", "答复结果", "是否区分处理"]
    rows = [["2024-03-05", "个人", "2024-03-09", result, "是"], ["2024-03-05", "企业", "2024-03-09", "公开", "否"]]
    rows.append(["2024-03-05", "个人", "", "", "是"])
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert {str(cell): figure for cell, figure in nonzero(found).items() if "received" not in cell.row} == {
        "requests.results.granted_in_part.person": 1,
        "requests.results.granted.business": 1,
        "requests.carried_out.person": 1,
    }
