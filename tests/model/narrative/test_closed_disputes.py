"""Disputes that were counted and all decided."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import ClaimKind


def _none_pending(text: str) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    return [
        (each.text, each.rows)
        for each in claims_in(text)
        if each.kind is ClaimKind.NONE and each.columns == (("pending",),)
    ]


@pytest.mark.parametrize("said", ["均已审结", "全部结案", "都已审理完毕"])
def test_disputes_that_are_all_decided_leave_none_pending(said: str) -> None:
    assert _none_pending(f"信息公开行政复议3件，{said}，其中维持2件。") == [(said, (("reconsideration",),))]


def test_both_kinds_are_meant_where_they_are_counted_together() -> None:
    both = ("reconsideration", "suit_direct", "suit_after_reconsideration")
    assert _none_pending("信息公开行政复议3件、行政诉讼2件，均已审结。") == [("均已审结", (both,))]


@pytest.mark.parametrize(
    "text",
    [
        "信息公开行政复议3件，一审均已审结。",
        "信息公开行政复议3件，其中2件均已审结。",
        "信息公开行政复议3件，结果维持2件，均已审结。",
        "上年信息公开行政复议3件，均已审结。",
        "因征地引发的行政复议3件，均已审结。",
        "收到申请3件，均已审结。",
    ],
)
def test_other_words_say_nothing_of_what_is_pending(text: str) -> None:
    assert _none_pending(text) == []
