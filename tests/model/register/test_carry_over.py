"""What was carried over the turn of the year, compared application by application."""

from datetime import date
from pathlib import Path

import pytest

from model.register.carry_over import (
    about_carry_over,
    answered_shortly_before,
    carried_out_differences,
    carry_differences,
)
from model.register.mapping import Decisions
from model.register.register import Counted
from model.report.report import Fact, Report
from tests.model.register.registers import EDITION, YEAR, counted
from tests.model.register.test_applications import GOOD, Values, register

OPEN: Values = {
    **GOOD,
    "登记编号": "依申〔2023〕1号",
    "收到日期": date(YEAR - 1, 12, 20),
    "答复日期": "",
    "答复结果": "",
}
SINCE: Values = {**OPEN, "答复日期": date(YEAR, 1, 9), "答复结果": "公开"}
CARRIED_OUT = EDITION.cell("requests.carried_out.person")


def both(folder: Path, last: list[Values], this: list[Values]) -> tuple[Counted, Counted]:
    decisions = Decisions()
    then = counted(register(folder, *last), YEAR - 1, decisions)
    return then, counted(register(folder, *this), YEAR, decisions)


def told(folder: Path, last: list[Values], this: list[Values]) -> list[str]:
    return [str(each) for each in carry_differences(*both(folder, last, this))]


@pytest.mark.parametrize(
    "changes",
    [{}, {"登记编号": "x"}, {"登记编号": ""}, {"申请人": ""}, {"收到日期": date(YEAR - 1, 12, 21)}],
    ids=str,
)
def test_the_same_application_is_found_however_one_of_its_entries_is_written(changes: Values, tmp_path: Path) -> None:
    assert told(tmp_path, [OPEN], [{**SINCE, **changes}, {**GOOD, "登记编号": "2号"}]) == []


@pytest.mark.parametrize(
    ("this", "said"),
    [
        ({**SINCE, "登记编号": "7号", "收到日期": date(YEAR - 1, 12, 1), "申请人": "李四"}, "本年台账里没有"),
        (
            {**SINCE, "答复日期": date(YEAR - 1, 12, 28)},
            "本年台账工作表“台账”第2行的答复日期是2023年12月28日，上年已经",
        ),
        ({**SINCE, "收到日期": date(YEAR, 1, 2)}, "本年台账工作表“台账”第2行的收到日期是2024年1月2日，算新收"),
        ({**SINCE, "答复结果": "转办"}, "没有计入：答复结果“转办”算哪一种还没有决定"),
    ],
)
def test_what_this_year_does_not_take_over_is_named(this: Values, said: str, tmp_path: Path) -> None:
    found = told(tmp_path, [OPEN], [this])
    assert found[0].startswith("上年台账工作表“台账”第2行：")
    assert said in found[0]


def test_what_last_year_did_not_leave_open_is_named(tmp_path: Path) -> None:
    answered = {**SINCE, "答复日期": date(YEAR - 1, 12, 30)}
    assert told(tmp_path, [answered], [SINCE]) == [
        "本年台账工作表“台账”第2行：上年台账工作表“台账”第2行的答复日期是2023年12月30日，上年已经答复"
    ]
    assert told(tmp_path, [], [SINCE]) == [
        "本年台账工作表“台账”第2行：上年台账里没有（按编号、收到日期、申请人都没有对上）"
    ]


def test_another_column_is_named_once(tmp_path: Path) -> None:
    assert told(tmp_path, [{**OPEN, "申请人类型": "企业"}], [SINCE]) == [
        "本年台账工作表“台账”第2行：算自然人，上年台账工作表“台账”第2行算商业企业"
    ]


def test_several_of_one_applicant_on_one_day_are_paired_one_by_one(tmp_path: Path) -> None:
    three = [{**OPEN, "登记编号": f"{number}号"} for number in (1, 2, 3)]
    renumbered = [{**SINCE, "登记编号": f"结转{number}号"} for number in (1, 2)]
    assert len(told(tmp_path, three, renumbered)) == 1


def test_a_number_that_begins_anew_each_year_is_not_the_same_application(tmp_path: Path) -> None:
    first = {"登记编号": "1号"}
    assert told(tmp_path, [{**OPEN, **first}], [{**GOOD, **first}]) == [
        "上年台账工作表“台账”第2行：本年台账里没有（按编号、收到日期、申请人都没有对上）"
    ]


def test_names_are_not_told(tmp_path: Path) -> None:
    assert "张三" not in "".join(told(tmp_path, [OPEN], [])) + repr(both(tmp_path, [OPEN], []))


def test_last_years_register_is_compared_with_last_years_report(tmp_path: Path) -> None:
    then, _ = both(tmp_path, [OPEN], [])
    assert carried_out_differences(then, Report(EDITION.id, {CARRIED_OUT: 2})) == ((CARRIED_OUT, 1, 2),)
    assert carried_out_differences(then, Report(EDITION.id, {CARRIED_OUT: 1})) == ()
    assert carried_out_differences(then, Report("2019", {CARRIED_OUT: 1})) == ()


def test_answers_of_the_last_month_before_the_year_are_found_in_a_register_of_several_years(tmp_path: Path) -> None:
    answered = {**SINCE, "答复日期": date(YEAR - 1, 12, 30)}
    earlier = {**answered, "登记编号": "2号", "收到日期": date(YEAR - 1, 11, 1), "答复日期": date(YEAR - 1, 11, 30)}
    found = counted(register(tmp_path, answered, earlier, GOOD | {"登记编号": "3号"}))
    assert list(map(str, answered_shortly_before(found, "person"))) == ["工作表“台账”第2行"]
    assert answered_shortly_before(found, "business") == ()


def test_without_last_years_register_only_the_numbers_are_told_and_that_it_is_so(tmp_path: Path) -> None:
    answered = {**SINCE, "答复日期": date(YEAR - 1, 12, 30)}
    this = counted(register(tmp_path, answered, {**GOOD, "登记编号": "2号"}))
    said = about_carry_over(this, Report(EDITION.id, {CARRIED_OUT: 1}), None)
    assert len(said) == 2
    assert "台账 0 件、上年年报结转 1 件（台账：没有这样的申请）" in said[0]
    assert "上年 12 月答复的有工作表“台账”第2行，请看答复日期" in said[0]
    assert said[1] == "上年年报只有件数，看不出差的是哪几件；有上年台账的，可以取来逐件对照"
    assert about_carry_over(this, Report(EDITION.id, {CARRIED_OUT: 0}), None) == ()
    assert about_carry_over(this, None, None) == ()


def test_with_it_the_applications_are_named_and_whether_the_report_agrees_with_it(tmp_path: Path) -> None:
    last, this = both(tmp_path, [OPEN], [])
    said = about_carry_over(this, Report(EDITION.id, {CARRIED_OUT: 2}), last)
    assert [line.partition("，")[0] for line in said] == [
        "二、上年结转 · 自然人",
        "四、结转下年度 · 自然人：上年台账 1 件",
        "上年台账工作表“台账”第2行：本年台账里没有（按编号、收到日期、申请人都没有对上）",
    ]


def test_a_report_of_another_year_is_not_compared(tmp_path: Path) -> None:
    _, this = both(tmp_path, [], [SINCE])
    report = Report(EDITION.id, {CARRIED_OUT: 5}, facts={Fact.YEAR: str(YEAR - 2)})
    assert about_carry_over(this, report, None) == ("上年年报是 2022 年度的，不是 2023 年度的，没有用它对照",)


def test_a_register_of_last_year_that_is_not_read_whole_is_not_compared(tmp_path: Path) -> None:
    last = counted(register(tmp_path, OPEN, head=["登记编号", "收到日期", "申请人", "申请人类型"]), YEAR - 1)
    _, this = both(tmp_path, [], [])
    (said,) = about_carry_over(this, None, last)
    assert "没有全部读出" in said
    assert "答复日期" in said
