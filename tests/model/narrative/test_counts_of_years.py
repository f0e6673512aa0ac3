"""Of which year a count is, as the years and counts before it in the sentence say."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind


def claim_of(text: str, number: str) -> Claim:
    (claim,) = [each for each in claims_in(text, "requests") if each.text == number]
    return claim


def test_what_a_change_comes_to_is_counted() -> None:
    assert claim_of("今年的申请比去年多5件，达到43件。", "43").kind is ClaimKind.COUNT
    assert not [each for each in claims_in("今年的申请比去年多5件，培训43场。", "requests") if each.text == "43"]


def test_what_a_round_number_comes_to_is_counted() -> None:
    claim = claim_of("收到申请突破100件，达到106件。", "106")
    assert (claim.kind, claim.last_year) == (ClaimKind.COUNT, False)


@pytest.mark.parametrize("text", ["今年申请41件、上年2件，共43件。", "答复申请43件（含上年2件）。"])
def test_what_is_added_of_last_year_was_carried_in(text: str) -> None:
    claim = claim_of(text, "2")
    assert (claim.phrase_ids, claim.last_year) == (("carried_in",), False)


def test_what_is_nearly_as_much_came_last_year() -> None:
    assert claim_of("今年申请41件、去年38件。", "38").last_year


def test_what_came_the_year_before_and_was_answered_now_was_carried_over() -> None:
    claim = claim_of("去年12月收到、今年1月答复的申请2件。", "2")
    assert claim.phrase_ids == ("carried_in",)


def test_a_list_of_last_year_s_numbers_goes_on() -> None:
    assert claim_of("去年收到申请31件，其中自然人27件。", "27").last_year
    assert claim_of("今年收到申请40件；去年收到申请31件，其中自然人27件。", "27").last_year
    assert claim_of("今年收到申请24件，去年收到31件，其中自然人27件。", "27").last_year
    assert not claim_of("收到申请40件；较去年的31件增加9件，其中自然人36件。", "36").last_year
    assert not claim_of("去年收到申请31件，今年收到申请40件，其中自然人27件。", "27").last_year


def test_several_years_each_have_their_number() -> None:
    text = "申请逐年增加：2021年6件，2022年12件，2023年24件。"
    assert [(each.text, each.year) for each in claims_in(text, "requests") if each.text in ("12", "24")] == [
        ("12", 2022),
        ("24", 2023),
    ]
