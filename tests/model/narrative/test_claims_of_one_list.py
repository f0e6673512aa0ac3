"""Each count with the other numbers of its list."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim
from model.narrative.claims_of_one_list import MOST_LISTED


def claim_of(text: str, number: str) -> Claim:
    (claim,) = [each for each in claims_in(text, "requests") if each.text == number]
    return claim


def test_the_numbers_of_a_list_stand_beside_each_other() -> None:
    assert [each.text for each in claim_of("申请人：自然人8件、企业5件、律所1件。", "5").beside] == ["8", "1"]
    assert not claim_of("收到申请14件，结转下年3件。", "14").beside


def test_what_another_number_is_about_is_no_part_of_a_wide_word() -> None:
    assert claim_of("自然人8件、企业5件、律所1件。", "5").columns == (("business",),)
    assert claim_of("自然人8件、企业5件、其他组织1件。", "5").columns == (("business",),)


@pytest.mark.parametrize("text", ["自然人8件、企业5件。", "自然人8件、企业5件，其中律所1件。"])
def test_what_no_other_number_is_about_may_be_part_of_it(text: str) -> None:
    assert len(claim_of(text, "5").columns) > 1


@pytest.mark.parametrize(("numbers", "are_compared"), [(MOST_LISTED, True), (MOST_LISTED + 1, False)])
def test_a_list_longer_than_any_of_the_form_is_not_compared(numbers: int, are_compared: bool) -> None:
    listed = "、".join(f"{('自然人', '企业', '律所')[each % 3]}{each + 1}件" for each in range(numbers))
    claims = claims_in(f"收到申请9件，其中{listed}。")
    assert any(each.beside for each in claims) is are_compared
