"""What a register says about an application, and where it contradicts itself: named, and not counted."""

from datetime import date
from pathlib import Path

import pytest

from model.register.applications import Consultation
from model.register.mapping import Decisions, is_checksum
from model.register.register import Counted
from tests.model.register.registers import EDITION, HEAD, LABELS, counted, in_excel, nonzero

DAY, LATER = date(2024, 3, 5), date(2024, 3, 20)
Values = dict[str, object]
GOOD: Values = {
    "登记编号": "1号",
    "收到日期": DAY,
    "申请人": "张三",
    "申请人类型": "个人",
    "答复日期": LATER,
    "答复结果": "公开",
}


def register(folder: Path, *rows: Values, head: list[str] | None = None, merged: tuple[str, ...] = ()) -> Path:
    names = head or [*LABELS, "理由", "办理状态", "是否延期", "行政诉讼"]
    lines: list[list[object]] = [[*names], *([row.get(name, "") for name in names] for row in rows)]
    return in_excel(folder / "台账.xlsx", {"台账": lines}, merged)


def count(folder: Path, *rows: Values, settings: dict[str, str] | None = None, **kwargs: object) -> Counted:
    decisions = Decisions(settings=settings or {}, **kwargs)  # type: ignore[arg-type]
    return counted(register(folder, *rows), decisions=decisions)


def uncounted(found: Counted) -> list[str]:
    return [odd.reason for odd in found.count.odd if not odd.counted]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"答复日期": date(2024, 3, 1)}, "早于收到日期"),
        ({"答复日期": ""}, "没有答复日期"),
        ({"答复结果": ""}, "没有答复结果"),
        ({"收到日期": ""}, "没有写收到日期"),
        ({"收到日期": "3月5日"}, "“3月5日”没有年份"),
        ({"收到日期": "2024-2-30"}, "“2024-2-30”不是能确定的日期"),
        ({"收到日期": "见附件"}, "不是日期"),
        ({"收到日期": date(2014, 3, 5)}, "年份多半写错了"),
        ({"收到日期": date(2042, 3, 5), "答复日期": date(2042, 3, 9)}, "年份多半写错了"),
        ({"答复日期": date(2042, 3, 5)}, "年份多半写错了"),
        ({"办理状态": "办理中"}, "却有答复日期"),
        ({"答复结果": "办理中"}, "却有答复日期"),
        ({"答复日期": "", "答复结果": "", "办理状态": "已办结"}, "没有答复日期和结果"),
        ({"申请人类型": ""}, "没有写申请人类型"),
        ({"申请人类型": "外星人"}, "还没有决定"),
        ({"答复结果": "酌情"}, "还没有决定"),
        ({"答复结果": "不予公开"}, "还没有决定"),
    ],
)
def test_a_contradiction_is_named_and_not_counted(changes: Values, reason: str, tmp_path: Path) -> None:
    found = count(tmp_path, {**GOOD, **changes}, {**GOOD, "登记编号": "2号"})
    assert uncounted(found)
    assert all(reason in each for each in uncounted(found))
    assert found.count.counted == 1
    assert found.count.uncounted == 1
    assert found.count.withheld
    assert not found.is_whole


def test_only_the_cells_that_it_may_belong_to_are_left_blank(tmp_path: Path) -> None:
    found = count(tmp_path, {**GOOD, "答复结果": "不予公开"})
    rows = {cell.row for cell in found.count.withheld}
    assert {cell.column for cell in found.count.withheld} == {"person"}
    assert rows == {"received"} | {
        row.id for row in EDITION.table("requests").rows if row.id.startswith("results.denied.")
    }
    assert found.count.figures[EDITION.cell("requests.results.granted.person")] == 0
    assert EDITION.cell("requests.received.person") not in found.count.figures


def test_rows_of_other_years_disturb_nothing(tmp_path: Path) -> None:
    old = {**GOOD, "登记编号": "0号", "收到日期": date(2022, 1, 3), "答复日期": date(2022, 2, 1), "答复结果": "酌情"}
    new = {**GOOD, "登记编号": "9号", "收到日期": date(2025, 1, 3), "答复日期": "", "答复结果": "", "申请人类型": "？"}
    found = count(tmp_path, old, GOOD, new)
    assert found.count.counted == 1
    assert not found.count.withheld


def test_the_same_number_twice(tmp_path: Path) -> None:
    rows = GOOD, {**GOOD, "收到日期": date(2024, 3, 6)}
    listed = count(tmp_path, *rows)
    assert all("编号与" in each for each in uncounted(listed))
    assert listed.count.uncounted == 2
    assert count(tmp_path, *rows, settings={"same_number": "each"}).count.counted == 2
    one = count(tmp_path, *rows, settings={"same_number": "one"})
    assert one.count.counted == 1
    assert any("看作同一件" in rule for rule in one.rules)


def test_several_answers_to_one_application(tmp_path: Path) -> None:
    rows = GOOD, {**GOOD, "答复日期": date(2024, 4, 8), "答复结果": "信息不存在"}
    last = count(tmp_path, *rows)
    assert last.count.counted == 1
    assert last.count.figures[EDITION.cell("requests.results.unavailable.not_held.person")] == 1
    assert any("最后一次答复" in rule for rule in last.rules)
    first = count(tmp_path, *rows, settings={"several_answers": "first"})
    assert first.count.figures[EDITION.cell("requests.results.granted.person")] == 1
    assert count(tmp_path, *rows, settings={"several_answers": "each"}).count.counted == 2


def test_two_results_of_the_same_day_contradict_each_other(tmp_path: Path) -> None:
    found = count(tmp_path, GOOD, {**GOOD, "答复结果": "信息不存在"})
    assert uncounted(found) == ["同一天有几种答复结果，看不出按哪一种计"]


def test_cells_merged_over_several_answers_are_one_application(tmp_path: Path) -> None:
    second = {"答复日期": date(2024, 4, 8), "答复结果": "部分公开"}
    path = register(tmp_path, GOOD, second, merged=("B2:B3", "C2:C3", "D2:D3", "E2:E3"))
    found = counted(path)
    assert found.count.counted == 1
    assert found.count.figures[EDITION.cell("requests.results.granted_in_part.person")] == 1


def test_numbers_that_each_sheet_begins_anew_are_no_duplicates(tmp_path: Path) -> None:
    rows = [[row.get(name, "") for name in LABELS] for row in ({**GOOD, "登记编号": "1"}, {**GOOD, "登记编号": "2"})]
    path = in_excel(tmp_path / "台账.xlsx", {"3月": [HEAD, *rows], "4月": [HEAD, *rows]})
    assert counted(path).count.counted == 4


def test_result_without_date_by_the_rule_that_was_chosen(tmp_path: Path) -> None:
    found = count(tmp_path, {**GOOD, "答复日期": ""}, settings={"result_without_date": "same_year"})
    assert found.is_whole
    assert [odd.counted for odd in found.count.odd] == [True]
    assert found.count.figures[EDITION.cell("requests.results.granted.person")] == 1


def test_decisions_are_followed(tmp_path: Path) -> None:
    row = {**GOOD, "答复结果": "酌情", "申请人类型": "外星人"}
    decided = {"results": {"酌情": "results.otherwise.other"}, "applicants": {"外星人": "other"}}
    found = count(tmp_path, row, **decided)
    assert found.is_whole
    assert found.count.figures[EDITION.cell("requests.results.otherwise.other.other")] == 1
    ignored = count(tmp_path, row, applicants={"外星人": ""}, results={"酌情": "results.granted"})
    assert ignored.is_whole
    assert ignored.count.counted == 0


def test_disputes(tmp_path: Path) -> None:
    rows = (
        {**GOOD, "行政复议": "维持"},
        {**GOOD, "登记编号": "2号", "行政诉讼": "部分驳回"},
        {**GOOD, "登记编号": "3号", "行政复议": "撤销", "行政诉讼": "审理中"},
        {**GOOD, "登记编号": "4号", "行政复议": "否", "行政诉讼": "无"},
    )
    found = count(tmp_path, *rows)
    placed = {str(cell) for cell, figure in found.count.figures.items() if figure and cell.table == "disputes"}
    assert placed == {
        "disputes.reconsideration.upheld",
        "disputes.reconsideration.corrected",
        "disputes.suit_after_reconsideration.pending",
    }
    # 部分驳回 says more than 驳回, so it is asked; until then no figure of its row is known
    assert {cell.row for cell in found.count.withheld} == {"suit_direct"}


def test_a_long_entry_is_not_kept(tmp_path: Path) -> None:
    text = "经办人反映，该申请人张三曾经多次来电询问征地补偿的有关情况，已经当面作了解释说明并且取得了谅解"
    found = count(tmp_path, {**GOOD, "答复结果": text})
    assert [question.key[0] for question in found.value_questions] == ["#"]
    assert "张三" not in repr((found.count, found.value_questions, found.notes))


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"答复结果": "已电话答复张三"}, "results"),
        ({"申请人类型": "张三本人"}, "applicants"),
        ({"行政复议": "张三已申请"}, "outcomes"),
        ({"申请人": "张三、李四等", "答复结果": "李四领取"}, "results"),
    ],
)
def test_of_an_entry_that_names_the_applicant_only_a_checksum_is_kept(
    changes: Values, part: str, tmp_path: Path
) -> None:
    row = {**GOOD, **changes}
    found = count(tmp_path, row)
    (asked,) = found.value_questions
    assert (asked.part, is_checksum(asked.key)) == (part, True)
    said = repr((found.value_questions, found.count, found.notes, found.rules, found.applications))
    assert "张三" not in said and "李四" not in said
    target = {"results": "results.granted", "applicants": "person", "outcomes": "upheld"}[part]
    assert count(tmp_path, row, **{part: {asked.key: target}}).is_whole


def test_an_outcome_that_is_counted_by_custom_is_told(tmp_path: Path) -> None:
    found = count(tmp_path, {**GOOD, "行政诉讼": "驳回诉讼请求"}, {**GOOD, "登记编号": "2号", "行政诉讼": "驳回起诉"})
    assert {str(cell) for cell in found.count.places if cell.table == "disputes"} == {
        "disputes.suit_direct.upheld",
        "disputes.suit_direct.other",
    }
    assert "“驳回诉讼请求”1 件按实践做法计入表四的结果维持" in found.notes


def test_a_dispute_that_is_only_said_to_be_is_asked_and_not_passed_over(tmp_path: Path) -> None:
    """A column for the outcome beside one for yes and no: 是 without an outcome."""
    labels = ["登记编号", "收到日期", "申请人类型", "答复日期", "答复结果", "是否复议", "复议结果"]
    rows = [
        [f"{n}号", DAY, "个人", DAY, "公开", *said] for n, said in enumerate([("是", "维持"), ("是", ""), ("否", "")])
    ]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert [(each.part, each.key, len(each.places)) for each in found.value_questions] == [("outcomes", "是", 1)]
    assert [odd.place.row for odd in found.count.odd] == [3]
    decided = counted(tmp_path / "台账.xlsx", decisions=Decisions(outcomes={"是": "pending"}))
    assert {str(cell): figure for cell, figure in nonzero(decided).items() if cell.table == "disputes"} == {
        "disputes.reconsideration.upheld": 1,
        "disputes.reconsideration.pending": 1,
    }


SEVERAL = ["编号", "收到日期", "申请人类型", "首次答复日期", "首次答复结果", "最终答复日期", "最终答复结果"]


@pytest.mark.parametrize("labels", [SEVERAL, [*SEVERAL[:3], "答复日期", "答复结果", "答复日期", "答复结果"]])
@pytest.mark.parametrize(("choice", "row"), [("last", "results.granted"), ("first", "results.unavailable.not_held")])
def test_columns_for_several_answers_are_several_answers(
    labels: list[str], choice: str, row: str, tmp_path: Path
) -> None:
    rows = [
        ["1号", DAY, "个人", DAY, "信息不存在", "2024-06-03", "予以公开"],
        ["2号", DAY, "企业", DAY, "公开", "", ""],
    ]
    path = in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]})
    found = counted(path, decisions=Decisions(settings={"several_answers": choice}))
    assert found.is_whole
    assert found.count.counted == 2
    assert found.count.figures[EDITION.cell(f"requests.{row}.person")] == 1
    assert any("几次答复" in rule for rule in found.rules)
    assert not any("没有用" in note for note in found.notes)


def test_an_answer_that_shares_the_result_with_another_one_is_none_where_its_date_is_blank(tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "答复日期", "答复结果", "重新答复日期"]
    rows = [[DAY, "个人", DAY, "公开", ""], [DAY, "个人", DAY, "公开", "2025-01-05"]]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert found.is_whole
    assert {str(cell): figure for cell, figure in nonzero(found).items()} == {
        "requests.received.person": 2,
        "requests.results.granted.person": 1,
        "requests.carried_out.person": 1,
    }


@pytest.mark.parametrize("label", ["最后答复日期", "最迟答复日期", "答复日期"])
def test_a_deadline_and_a_head_over_two_columns_are_no_second_answer(label: str, tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "答复日期", label, "答复结果"]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, [DAY, "个人", DAY, "2025-01-05", "公开"]]}))
    assert found.is_whole
    assert found.count.figures[EDITION.cell("requests.results.granted.person")] == 1


def test_the_same_date_under_two_names_is_one_answer(tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "答复日期", "办结日期", "答复结果"]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, [DAY, "个人", DAY, "2025-01-05", "公开"]]}))
    assert found.count.figures[EDITION.cell("requests.results.granted.person")] == 1
    assert any("“办结日期”一列没有用" in note for note in found.notes)


def test_an_answer_of_the_next_year_is_dated_from_the_receipt(tmp_path: Path) -> None:
    rows = [["2024年12月27日", "个人", "次年1月10日", "公开"], ["2023年12月27日", "企业", "次年1月10日", "公开"]]
    labels = ["收到日期", "申请人类型", "答复日期", "答复结果"]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"2024年": [labels, *rows]}))
    assert {str(cell) for cell in nonzero(found)} == {
        *("requests.received.person", "requests.carried_out.person"),
        *("requests.carried_in.business", "requests.results.granted.business"),
    }


def test_a_carry_over_without_a_date_is_of_the_year_before_and_told(tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "答复日期", "答复结果"]
    rows = [["上年结转", "个人", "2024-01-10", "公开"], ["", "企业", "2024-01-10", "公开"]]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"2024年": [labels, *rows]}))
    assert found.count.figures[EDITION.cell("requests.carried_in.person")] == 1
    assert [(odd.place.row, odd.counted) for odd in found.count.odd] == [(2, True), (3, False)]


def test_an_extension_is_one_in_whichever_column_it_stands(tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "是否延期", "延期告知日期", "答复日期", "答复结果"]
    rows = [
        [DAY, "个人", "", DAY, DAY, "公开"],
        [DAY, "个人", "是", "", DAY, "公开"],
        [DAY, "个人", "否", "", DAY, "公开"],
    ]
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]}))
    assert [each.extended for each in found.applications.found] == [True, True, False]


def test_when_others_were_asked_for_their_opinion_is_read(tmp_path: Path) -> None:
    labels = ["收到日期", "申请人类型", "征求第三方意见日期", "第三方反馈日期", "补正告知日期", "答复日期", "答复结果"]
    rows = [[DAY, "个人", *said, DAY, "公开"] for said in (("2024-03-06", "2024-03-09", ""), ("是", "", "2024-03-06"))]
    rows.append([DAY, "个人", "否", "", "", DAY, "公开"])
    first, second, third = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [labels, *rows]})).applications.found
    assert first.consultation == Consultation(date(2024, 3, 6), date(2024, 3, 9))
    assert (second.consultation, second.is_correction_asked) == (Consultation(None, None), True)
    assert (third.consultation, third.is_correction_asked) == (None, False)
