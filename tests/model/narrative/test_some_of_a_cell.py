"""Counts that are perhaps only some of what their cell counts."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, Hedge


def claim_of(text: str, number: str) -> Claim:
    (claim,) = [each for each in claims_in(text, "requests") if each.text == number]
    return claim


def test_two_kinds_of_one_row_are_each_some_of_it() -> None:
    assert Hedge.AMBIGUOUS in claim_of("不掌握3件，信息不存在1件。", "3").hedges
    assert Hedge.AMBIGUOUS not in claim_of("不掌握3件，过程性信息1件。", "3").hedges


def test_the_smaller_of_two_counts_of_the_same_is_a_part() -> None:
    text = "收到申请20件，登记12件，收到申请8件。"
    assert Hedge.AMBIGUOUS in claim_of(text, "8").hedges
    assert Hedge.AMBIGUOUS not in claim_of(text, "20").hedges


@pytest.mark.parametrize(("text", "added"), [("上年结转3件。", True), ("受理20件，其中上年结转3件。", False)])
def test_what_came_from_last_year_is_added_unless_it_is_a_part(text: str, added: bool) -> None:
    assert claim_of(text, "3").added is added


def test_sorts_of_documents_are_no_answers() -> None:
    assert claims_in("主动公开的文件5件，依申请公开的文件3件。") == ()
    assert claims_in("依申请公开3件，提出后不予公开1件。")
