"""Which disputes a number counts, and as what, beside the examples of ``DOUBTS``."""

import pytest

from model.narrative.claims import Hedge
from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("doubtful", "certain"),
    [
        ("⟦2⟧件查阅行政诉讼判决情况。", "⟦2⟧件行政诉讼。"),
        ("信息公开被纠正案件共7件，其中复议⟦4⟧件。", "信息公开案件共7件，其中复议被纠正⟦4⟧件。"),
        ("诉讼案件中，一审⟦6⟧件、二审3件。", "信息公开行政诉讼一审⟦8⟧件，二审2件。"),
        ("因信息公开复议提交证据材料⟦9⟧份。", "因信息公开复议⟦9⟧件。"),
    ],
)
def test_parts_of_disputes_and_what_is_none_leave_a_doubt(doubtful: str, certain: str) -> None:
    assert claim_at(doubtful).hedges
    assert not claim_at(certain).hedges


def test_what_is_filed_is_said_to_be_so() -> None:
    assert Hedge.FILED in claim_at("收到行政诉讼⟦2⟧件。").hedges
