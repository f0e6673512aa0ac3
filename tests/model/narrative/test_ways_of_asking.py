"""Lists of ways of asking, and what is said of one way only."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import ClaimKind, Hedge


def _counts(text: str) -> list[tuple[str, str, bool]]:
    """(number, phrase, whether it is certain) of each count."""
    return [
        (each.text, each.phrase_ids[-1], not each.hedges) for each in claims_in(text) if each.kind is ClaimKind.COUNT
    ]


@pytest.mark.parametrize("ways", ["网站20件、来信14件", "门户网站20件，邮箱9件，其他方式5件", "（平台30件、现场4件）"])
def test_what_follows_a_list_that_adds_up_is_still_of_requests(ways: str) -> None:
    text = f"收到申请34件，{ways}；办结31件，结转下年3件。"
    assert _counts(text) == [("34", "received", True), ("31", "handled", True), ("3", "carried_out", True)]


def test_a_list_may_add_up_to_what_was_told_before() -> None:
    found = _counts("收到申请34件。其中网站20件、来信14件；自然人34件。")
    assert found == [("34", "received", True), ("34", "person", True)]


@pytest.mark.parametrize("others", ["网站20件、来信15件", "回应来信34件", "书记信箱来信20件、建议14件"])
def test_numbers_that_do_not_add_up_begin_another_matter(others: str) -> None:
    assert "31" not in [number for number, _, _ in _counts(f"收到申请34件，{others}；办结31件。")]


@pytest.mark.parametrize("text", ["网上来件28件，办结27件。", "网络渠道收到申请28件，答复27件。"])
def test_what_became_of_those_that_came_one_way_is_not_certain(text: str) -> None:
    found = [each for each in claims_in(f"依申请公开情况。{text}") if each.text == "27"]
    assert all(Hedge.AMBIGUOUS in each.hedges for each in found)


def test_all_of_one_way_being_done_says_nothing_of_the_others() -> None:
    text = "收到申请34件。网上来件28件，尚有1件在办；窗口来件6件，当年都已办完。"
    assert [each for each in claims_in(text) if each.kind is ClaimKind.DONE] == []
    done = claims_in("收到申请34件，网上来件28件、窗口来件6件，当年都已办完。")
    assert [each.text for each in done if each.kind is ClaimKind.DONE] == ["当年都已办完"]
