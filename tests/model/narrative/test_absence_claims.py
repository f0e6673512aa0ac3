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
    ("text", "rows", "columns"),
    [
        (
            "行政复议、行政诉讼方面，本年度均未发生。",
            ("reconsideration", "suit_direct", "suit_after_reconsideration"),
            (),
        ),
        ("行政复议和行政诉讼情况。无。", ("reconsideration", "suit_direct", "suit_after_reconsideration"), ()),
        ("依申请公开情况：无。", ("received",), ()),
        ("规范性文件未新增。", ("normative_documents",), (("issued",), ("made",))),
        ("没有企业提出申请。", ("received",), (("business",),)),
        ("没有被纠正的复议案件。", ("reconsideration",), (("corrected",),)),
        ("没有新收和结转的政府信息公开申请。", ("received", "carried_in"), ()),
        ("上年没有结转申请。", ("carried_in",), ()),
    ],
)
def test_none_of_what_is_named_before_in_a_heading_or_in_parts(
    text: str, rows: tuple[str, ...], columns: tuple[tuple[str, ...], ...]
) -> None:
    claims = implied(text)
    assert [(each.rows, each.columns[: len(columns)]) for each in claims] == [((rows,), columns)]


def test_each_table_has_a_claim_of_its_own() -> None:
    claims = implied("未收到政府信息公开申请、行政复议和行政诉讼。")
    assert [each.table for each in claims] == ["requests", "disputes"]


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


def test_no_fee_for_requests_is_not_no_fee_at_all() -> None:
    assert claims_in("本年度信息公开申请未涉及收费。") == ()
    assert [claim.phrase_ids for claim in claims_in("本年度未收取行政事业性收费。")] == [("fees",)]


def test_who_asked_for_nothing_is_named_before_it() -> None:
    *_, claim = claims_in("收到申请5件，社会公益组织未提出申请。")
    assert claim.columns == (("welfare",),)
