"""Columns by label and by content."""

import pytest

from model.register.columns import ColumnFinder, Columns
from model.register.mapping import Decisions
from model.register.meanings import Meaning
from model.register.sheets import Line, Sheet
from tests.model.register.registers import WORDS

DAY = "2024年3月5日"
GOOD = {"收到日期": DAY, "申请人类型": "个人", "答复日期": DAY, "答复结果": "公开"}


def find(columns: dict[str, str], decisions: Decisions | None = None) -> tuple[Columns, dict[Meaning, str]]:
    labels = tuple(columns)
    sheet = Sheet("台账", labels, tuple(Line(row, tuple(columns.values())) for row in (2, 3)))
    found = ColumnFinder(WORDS, decisions or Decisions()).find(sheet)
    return found, {meaning: labels[column] for meaning, column in found.at.items()}


@pytest.mark.parametrize("column", WORDS.columns, ids=lambda each: each.id)
def test_each_label_of_the_file_is_known(column: object) -> None:
    for label in (*column.is_, *column.practice):  # type: ignore[attr-defined]
        _, labels = find({label: ""})
        if column.id != Meaning.IGNORED:  # type: ignore[attr-defined]
            assert labels == {Meaning(column.id): label}  # type: ignore[attr-defined]


def test_of_two_columns_the_one_that_says_it_better_is_taken_and_the_other_told() -> None:
    found, labels = find({"申请日期": DAY, "登记日期": DAY, **GOOD})
    assert labels[Meaning.RECEIVED] == "收到日期"
    assert [("申请日期" in note, "登记日期" in note) for note in found.notes] == [(False, True), (True, False)]


def test_a_label_by_custom_is_told() -> None:
    found, labels = find({"申请日期": DAY, "申请人类型": "个人", "答复日期": DAY, "答复结果": "公开"})
    assert labels[Meaning.RECEIVED] == "申请日期"
    assert any("“申请日期”一列当作收到日期" in note for note in found.notes)


def test_a_vague_label_must_be_borne_out() -> None:
    _, labels = find({**GOOD, "类别": "土地"})
    assert labels[Meaning.APPLICANT_KIND] == "申请人类型"
    found, labels = find({**{k: v for k, v in GOOD.items() if k != "申请人类型"}, "类别": "土地"})
    assert Meaning.APPLICANT_KIND not in labels
    assert found.missing == (Meaning.APPLICANT_KIND,)
    _, labels = find({**{k: v for k, v in GOOD.items() if k != "申请人类型"}, "类别": "企业"})
    assert labels[Meaning.APPLICANT_KIND] == "类别"


def test_an_unknown_column_is_asked_by_its_content() -> None:
    found, _ = find({**{k: v for k, v in GOOD.items() if k != "答复日期"}, "发出": DAY})
    assert found.missing == (Meaning.ANSWERED,)
    (question,) = found.questions
    assert (question.label, question.proposed, question.filled, question.examples) == (
        "发出",
        Meaning.ANSWERED,
        2,
        (DAY,),
    )
    decided = Decisions(columns={"发出": Meaning.ANSWERED.value})
    found, labels = find({**{k: v for k, v in GOOD.items() if k != "答复日期"}, "发出": DAY}, decided)
    assert labels[Meaning.ANSWERED] == "发出"
    assert not found.missing


def test_a_decision_comes_before_the_label() -> None:
    decided = Decisions(columns={"收到日期": Meaning.IGNORED.value, "登记日期": Meaning.RECEIVED.value})
    _, labels = find({**GOOD, "登记日期": DAY}, decided)
    assert labels[Meaning.RECEIVED] == "登记日期"


def test_unused_columns_are_told() -> None:
    found, _ = find({**GOOD, "天气": "晴"})
    assert "没有用到的列：天气" in found.notes


def test_what_only_the_ground_tells_is_no_missing_result() -> None:
    found, _ = find({**{k: v for k, v in GOOD.items() if k != "答复结果"}, "答复依据": "第三十六条第（四）项"})
    assert found.missing == ()
