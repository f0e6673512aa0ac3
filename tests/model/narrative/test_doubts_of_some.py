"""Doubts whether a count is all that its cell counts, beside the examples of ``DOUBTS``."""

import pytest

from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("some", "all_of_them"),
    [
        ("同一申请人提出的申请⟦7⟧件。", "公民提出的申请⟦7⟧件。"),
        ("全年有⟦6⟧件申请因地址不详退回。", "全年有申请⟦6⟧件。"),
        ("对⟦2⟧件申请优先办理。", "收到⟦2⟧件申请。"),
        ("全县共有⟦1⟧件申请达到收费标准，收取120元。", "全县共有申请⟦1⟧件。"),
    ],
)
def test_some_of_a_cell_leaves_a_doubt_and_all_of_it_none(some: str, all_of_them: str) -> None:
    assert claim_at(some).hedges
    assert not claim_at(all_of_them).hedges


@pytest.mark.parametrize("example", ["尚有⟦3⟧件申请正在办理。", "对⟦9⟧件申请予以部分公开。"])
def test_what_is_left_and_how_some_were_answered_is_counted_just_so(example: str) -> None:
    assert not claim_at(example).hedges
