"""Claims without a number: none, all answered, some carried out."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind, Hedge

WITHOUT_NUMBERS = (ClaimKind.NONE, ClaimKind.DONE, ClaimKind.LEFT)


def implied(text: str, topic: str = "requests") -> list[Claim]:
    return [each for each in claims_in(text, topic) if each.kind in WITHOUT_NUMBERS]


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


@pytest.mark.parametrize("text", ["收到申请12件，全部办结。", "收到申请12件，均已答复。", "申请办结率100%。"])
def test_all_answered_means_that_nothing_was_carried_out(text: str) -> None:
    (claim,) = implied(text)
    assert (claim.kind, claim.rows) == (ClaimKind.DONE, (("carried_out",),))


def test_all_answered_in_time_may_be_true_although_cases_are_carried_out() -> None:
    (claim,) = implied("收到申请12件，全部按期办结。")
    assert Hedge.LENIENT in claim.hedges
    (claim,) = implied("收到申请12件，全部办结。")
    assert Hedge.LENIENT not in claim.hedges


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件，答复9件，均按期答复。",  # those that were answered
        "收到申请133件，121件均已答复。",  # those that are counted right before
    ],
)
def test_all_of_some_is_not_all(text: str) -> None:
    assert implied(text) == []


def test_what_is_left_is_carried_out_unless_a_number_says_how_many() -> None:
    (claim,) = implied("收到申请12件，办结9件，其余结转下年度继续办理。")
    assert (claim.kind, claim.rows) == (ClaimKind.LEFT, (("carried_out",),))
    assert implied("收到申请12件，办结9件，结转下年度3件。") == []
    assert implied("未办结的申请按规定结转下年度的有关要求执行。") == []
