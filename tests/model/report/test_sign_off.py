"""草稿 → 送签 → 定稿, and a final report that stays as it is."""

from datetime import date

import pytest
from hypothesis import assume, given

from model.report.edits import Edit, apply
from model.report.report import Report, SignOffField
from model.report.sign_off import (
    SignOffError,
    Stage,
    allows,
    content_of,
    finishing,
    reopening,
    sending,
    sign_off_state,
    taking_back,
    without_progress,
)
from tests.model import strategies

ON = date(2026, 1, 8)


def test_a_report_goes_from_draft_to_sent_to_final_with_the_day() -> None:
    report = Report("2021")
    assert (sign_off_state(report).stage, sign_off_state(report).description) == (Stage.DRAFT, "草稿")
    report, _ = apply(report, sending(ON))
    assert (sign_off_state(report).stage, sign_off_state(report).description) == (Stage.SENT, "已送签（2026年1月8日）")
    report, _ = apply(report, finishing(ON))
    assert (sign_off_state(report).stage, sign_off_state(report).description) == (Stage.FINAL, "已定稿（2026年1月8日）")


def test_a_final_report_opens_with_a_reason_that_stays() -> None:
    final, _ = apply(Report("2021"), finishing(ON))
    edit = reopening(ON, " 领导要求补充\n数据 ")
    assert edit.label == "重新打开定稿：领导要求补充 数据"
    assert allows(final, edit)
    opened, _ = apply(final, edit)
    assert (sign_off_state(opened).stage, sign_off_state(opened).description) == (
        Stage.DRAFT,
        "2026年1月8日 重新打开：领导要求补充 数据",
    )
    assert sign_off_state(apply(opened, sending(ON))[0]).reason == ""


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_without_a_reason_it_stays_final(reason: str) -> None:
    with pytest.raises(SignOffError, match="原因"):
        reopening(ON, reason)
    final, _ = apply(Report("2021"), finishing(ON))
    assert not allows(final, taking_back(ON))


@pytest.mark.parametrize(
    "changed",
    [
        {SignOffField.REASON: "补数"},
        {SignOffField.REASON: "补数", SignOffField.STAGE: "final"},
        {SignOffField.REASON: " ", SignOffField.STAGE: None},
        {SignOffField.REASON: "补数", SignOffField.STAGE: None, SignOffField.LEADER: "张三"},
    ],
    ids=["no stage", "final again", "no reason", "a name too"],
)
def test_what_only_looks_like_reopening_is_refused(changed: dict[SignOffField, str | None]) -> None:
    final, _ = apply(Report("2021"), finishing(ON))
    assert not allows(final, Edit("改写", sign_off=changed))


@given(edit=strategies.edits)
def test_a_final_report_takes_no_other_edit(edit: Edit) -> None:
    assume(not (edit.sign_off.get(SignOffField.STAGE, "") is None and edit.sign_off.get(SignOffField.REASON)))
    final, _ = apply(Report("2021"), finishing(ON))
    assert not allows(final, edit)
    assert allows(Report("2021"), edit)


def test_what_was_sent_may_still_be_changed() -> None:
    sent, _ = apply(Report("2021"), sending(ON))
    assert allows(sent, Edit("改写", texts={"1": "改。"}))
    assert not allows(apply(sent, finishing(ON))[0], Edit("改写", texts={"1": "改。"}))


def test_how_far_a_report_has_come_is_no_part_of_its_content() -> None:
    report = Report("2021", texts={"1": "总体情况。"}, sign_off={SignOffField.DRAFTER: "张三"})
    sent, _ = apply(report, sending(ON))
    assert sent.texts == report.texts
    assert content_of(sent) == content_of(report) == report
    assert without_progress(sending(ON)) == Edit("送签")
    assert without_progress(Edit("恢复", sign_off={SignOffField.DRAFTER: "李四", SignOffField.STAGE: None})) == Edit(
        "恢复", sign_off={SignOffField.DRAFTER: "李四"}
    )
