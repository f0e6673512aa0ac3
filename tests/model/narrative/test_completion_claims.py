"""Claims without a number: all answered, some carried out."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind, Hedge


def implied(text: str, topic: str = "requests") -> list[Claim]:
    return [each for each in claims_in(text, topic) if each.kind in (ClaimKind.DONE, ClaimKind.LEFT)]


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


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件，悉数按期答复。",
        "收到申请12件，100%办结。",
        "收到申请12件，做到件件有答复。",
        "收到申请12件，按时办结率继续保持100%。",
        "收到申请12件，已在规定期限内答复申请人。",
        "收到申请12件，12件均已答复。",
    ],
)
def test_a_word_for_all_and_a_verb_or_a_rate(text: str) -> None:
    assert [each.kind for each in implied(text)] == [ClaimKind.DONE]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件，网民留言办结率100%。",  # of something else
        "收到申请12件，不动产登记申请全部办结。",
        "收到申请12件，上年申请已全部办结。",  # of another year
        "收到申请12件，自然人申请均已答复。",  # of some
        "收到申请12件，除1件正在征求意见外全部办结。",
        "收到申请12件，要求全部按时办结。",  # wanted
        "建立台账，做到依申请公开件件有登记、件件有答复。",
    ],
)
def test_all_of_what_is_not_every_request_is_no_claim(text: str) -> None:
    assert implied(text) == []
