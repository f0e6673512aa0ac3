"""Whether all applicants of a kind are counted, beside the examples of ``DOUBTS``."""

import pytest

from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("some", "all_of_them"),
    [
        ("行政处罚2件，食品许可⟦3⟧件。", "行政处罚2件，许可⟦3⟧件。"),
        ("收到外地企业申请⟦5⟧件。", "收到商业企业申请⟦5⟧件。"),
        ("收到两个村的申请各⟦4⟧件。", "收到两个村的申请⟦4⟧件。"),
        ("申请人包括自然人⟦9⟧人、企业4家。", "申请人包括自然人⟦9⟧件、企业4件。"),
    ],
)
def test_some_of_a_kind_leaves_a_doubt_and_all_of_it_none(some: str, all_of_them: str) -> None:
    assert claim_at(some).hedges
    assert not claim_at(all_of_them).hedges
