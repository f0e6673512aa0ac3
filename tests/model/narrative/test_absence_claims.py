"""Claims without a number that there was none of something."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind


def implied(text: str, topic: str = "requests") -> list[Claim]:
    return [each for each in claims_in(text, topic) if each.kind is ClaimKind.NONE]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("全年未收到政府信息公开申请。", ("received",)),
        ("未发生行政复议。", ("reconsideration",)),
        (
            "未发生因政府信息公开引起的行政复议、行政诉讼。",
            ("reconsideration", "suit_direct", "suit_after_reconsideration"),
        ),
        ("未发生举报、投诉、行政复议。", ("reconsideration",)),
    ],
)
def test_none_of_what_is_named_behind_the_negation(text: str, rows: tuple[str, ...]) -> None:
    (claim,) = implied(text, "")
    assert (claim.kind, claim.rows, int(claim.value)) == (ClaimKind.NONE, (rows,), 0)


@pytest.mark.parametrize(
    "text",
    [
        "未涉及国家秘密。",  # perhaps of what was published
        "未收到。",  # the verb alone
        "未收到信息处理费。",
        "未发生重大舆情，行政复议2件。",  # the object is another
    ],
)
def test_what_is_not_there_is_no_claim_without_its_object(text: str) -> None:
    assert implied(text) == []


def test_the_place_and_the_year_of_what_is_not_there_are_kept() -> None:
    (claim,) = implied("去年未发生行政复议。", "")
    assert claim.last_year
    (claim,) = implied("全市未发生行政复议。", "")
    assert claim.scope == "全市"


@pytest.mark.parametrize(
    "text",
    [
        "未收到通过网络提交的申请。",  # perhaps others came otherwise
        "未收到不符合要求的申请。",
        "没有行政许可被复议。",
        "12个部门未收到政府信息公开申请。",
        "力争做到零复议。",
        "对未制发规范性文件的单位进行提醒。",
        "未公开规范性文件。",
        "如未收到申请，应当说明。",
    ],
)
def test_none_of_some_or_what_is_wanted_is_no_claim(text: str) -> None:
    assert implied(text) == []
