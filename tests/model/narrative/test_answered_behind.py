"""The answer in the clause behind what a request was about: 一件查阅补偿明细，予以公开."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Hedge


def read(text: str) -> list[tuple[str, str, bool]]:
    """(number, its last phrase, whether it is certain)."""
    return [(claim.text, claim.phrase_ids[-1], Hedge.AMBIGUOUS not in claim.hedges) for claim in claims_in(text)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "收到申请2件：一件要求提供花名册，予以公开；一件反映水渠被占，作信访件不予处理。",
            [("2", "requests", True), ("一", "granted", True), ("一", "petition", True)],
        ),
        (
            "收到申请3件，1件索要会议纪要，依法公开；2件索要林权底图，经检索本机关不掌握。",
            [("3", "requests", True), ("1", "granted", True), ("2", "not_held", True)],
        ),
        ("收到申请11件，其中1件涉及邻镇，予以公开。", [("11", "requests", True), ("1", "granted", False)]),
        (
            "收到申请3件，1件索要底图，予以公开2件。",
            [("3", "requests", True), ("2", "granted", True)],
        ),
    ],
)
def test_the_next_clause_tells_the_answer(text: str, meant: list[tuple[str, str, bool]]) -> None:
    found = [
        (number, "requests" if phrase in ("received", "requests") else phrase, sure)
        for number, phrase, sure in read(text)
    ]

    assert found == meant


def test_what_a_request_was_about_does_not_change_the_topic() -> None:
    assert ("3", "not_held", True) in read("收到申请4件，1件索要会议纪要，予以公开；3件不掌握。")
