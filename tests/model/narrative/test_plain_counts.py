"""A count by the phrases around its number alone."""

import pytest

from model.narrative.claim_extraction import claims_in


def phrases_of(text: str, topic: str = "requests") -> list[str]:
    return [claim.phrase_ids[-1] for claim in claims_in(text, topic)]


@pytest.mark.parametrize("text", ["留言答复45件，未答复2件。", "收到来信12封，未办结1件。"])
def test_what_is_left_of_something_else_is_nothing_of_requests(text: str) -> None:
    assert "carried_out" not in phrases_of(text, "")


@pytest.mark.parametrize("text", ["收到申请45件，未答复2件。", "答复申请12件，未办结1件。"])
def test_what_is_left_of_requests_is(text: str) -> None:
    assert phrases_of(text, "")[-1] == "carried_out"


def test_what_is_counted_as_published_is_the_decision_before_it() -> None:
    assert phrases_of("行政处罚公示12件。", "disclosure") == ["penalties"]
    assert phrases_of("财务公示12件。", "") == []


def test_a_year_in_the_words_for_what_was_carried_in_is_the_one_before() -> None:
    (claim,) = claims_in("2023年结转2件。", "requests")
    assert (claim.phrase_ids[-1], claim.year) == ("carried_in", 2024)
    (claim,) = claims_in("上年结转2件。", "requests")
    assert claim.year == 0
