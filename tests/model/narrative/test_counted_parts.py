"""How a number relates to those before it."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind, Hedge


def claim_of(text: str, number: str) -> Claim:
    (claim,) = [each for each in claims_in(text, "requests") if each.text == number]
    return claim


def test_kinds_of_applicants_are_those_of_what_was_counted_before() -> None:
    whole = claim_of("收到申请12件，自然人8件、企业4件。", "8").within
    assert whole is not None and whole.value == 12
    assert claim_of("收到申请12件；自然人8件。", "8").within is None


def test_kinds_of_applicants_are_those_of_what_an_earlier_sentence_counted() -> None:
    whole = claim_of("收到申请24件，均已答复。内容涉及征地、规划等。其中自然人申请20件。", "20").within
    assert whole is not None and whole.value == 24
    whole = claim_of("收到申请24件。申请主体：自然人20件、企业4件。", "4").within
    assert whole is not None and whole.value == 24


@pytest.mark.parametrize(
    "text",
    [
        "收到申请24件，上年结转2件。其中自然人申请22件。",
        "收到申请24件，办结26件。其中自然人申请22件。",
        "收到申请24件，上年结转2件，共计26件。其中自然人申请22件。",
        "收到申请26件（含上年结转2件）。其中自然人申请22件。",
        "上年结转申请26件。其中自然人申请22件。",
    ],
)
def test_kinds_of_applicants_may_be_of_other_requests_that_were_counted_since(text: str) -> None:
    assert claim_of(text, "22").within is None


def test_applicants_whose_requests_are_said_to_have_come_in_are_of_those_that_did() -> None:
    whole = claim_of("收到申请24件，收到自然人申请20件。", "20").within
    assert whole is not None and whole.value == 24


def test_what_became_of_those_from_last_year_is_some_of_it() -> None:
    assert Hedge.AMBIGUOUS in claim_of("上年结转5件，其中同意公开4件。", "4").hedges
    assert Hedge.AMBIGUOUS not in claim_of("收到申请5件，同意公开4件。", "4").hedges


def test_what_was_answered_of_this_year_s_is_some_of_them() -> None:
    assert Hedge.AMBIGUOUS in claim_of("答复申请64件（其中上年结转4件、本年新收60件）。", "60").hedges
    assert Hedge.AMBIGUOUS not in claim_of("本年新收60件，答复申请64件。", "60").hedges


def test_what_a_change_comes_to_is_counted() -> None:
    assert claim_of("今年的申请比去年多5件，达到43件。", "43").kind is ClaimKind.COUNT
    assert not [each for each in claims_in("今年的申请比去年多5件，培训43场。", "requests") if each.text == "43"]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件。12件中，网络提交8件。",
        "收到申请12件。12件申请内容涉及征地8件。",
        "收到申请12件，12件中涉及职称评审5件。",
    ],
)
def test_all_that_came_may_be_counted_again_which_settles_nothing(text: str) -> None:
    first, again = [each for each in claims_in(text, "requests") if each.text == "12"]
    assert first.rows[0] == again.rows[0]
    assert Hedge.AMBIGUOUS in again.hedges
