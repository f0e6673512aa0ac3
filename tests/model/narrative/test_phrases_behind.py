"""Phrases in the clauses behind a number that say what it counts."""

import pytest

from model.narrative.claim_extraction import claims_in


def phrases_of(text: str, number: str) -> tuple[str, ...]:
    """Those that the number was read with; empty: with none."""
    return next((each.phrase_ids for each in claims_in(text, "requests") if each.text == number), ())


@pytest.mark.parametrize(
    ("text", "number", "meant"),
    [
        ("收到申请9件，另有1件按规定延期，转下年度办理。", "1", "carried_out"),
        ("收到申请9件，其中1件为企业的申请，转下年度办理。", "1", "carried_out"),
        ("收到申请2件，一件查阅补偿明细，予以公开。", "一", "granted"),
        ("行政复议4件，1件因告知不全，被复议机关纠正。", "1", "corrected_in_reconsideration"),
        ("收到申请9件，有1件答复被申请人向区政府提起行政复议。", "1", "reconsideration"),
    ],
)
def test_a_clause_behind_a_number_says_what_it_counts(text: str, number: str, meant: str) -> None:
    assert meant in phrases_of(text, number)


def test_who_asked_is_kept_of_what_was_carried_over() -> None:
    assert phrases_of("收到申请9件，1件企业的申请，转下年度办理。", "1") == ("companies", "carried_out")


@pytest.mark.parametrize(
    ("text", "number", "meant"),
    [
        ("收到申请12件，结转下年度3件。", "12", "carried_out"),
        ("申请总计1307件，结转下年度75件。", "1307", "carried_out"),
        ("申请两件均已答复，没有延期至下年的。", "两", "carried_out"),
        ("收到申请9件，予以公开2件。", "9", "granted"),
        ("行政复议1件，2件被纠正。", "1", "corrected_in_reconsideration"),
    ],
)
def test_what_has_a_number_of_its_own_or_was_denied_is_not_said_of_the_one_before(
    text: str, number: str, meant: str
) -> None:
    assert meant not in phrases_of(text, number)
