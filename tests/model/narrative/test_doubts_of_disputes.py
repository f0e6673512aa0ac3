"""Doubts whether disputes are those that the form counts, beside the examples of ``DOUBTS``."""

import pytest

from model.narrative.claims import Hedge
from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("因征收引起的行政复议⟦5⟧件。", "因政府信息公开引起的行政复议⟦5⟧件。"),
        ("因信息公开被诉1件；全年行政应诉案件⟦22⟧件。", "因信息公开被复议1件；行政诉讼⟦2⟧件。"),
        ("行政诉讼6件。全厅行政应诉案件⟦74⟧件。", "行政复议6件。行政诉讼⟦7⟧件。"),
        ("因工伤认定引发的复议、诉讼分别为38件、⟦29⟧件。", "因信息公开引发的复议、诉讼分别为3件、⟦2⟧件。"),
        ("其他类型行政诉讼⟦19⟧件。", "行政诉讼⟦19⟧件。"),
        ("全年涉诉⟦31⟧件。", "因信息公开涉诉⟦3⟧件。"),
        ("行政处罚264件，被复议⟦4⟧件。", "答复申请26件，被复议⟦4⟧件。"),
    ],
)
def test_disputes_about_something_else_leave_a_doubt(other: str, own: str) -> None:
    assert claim_at(other).hedges
    assert not claim_at(own).hedges


def test_what_is_filed_is_said_to_be_so() -> None:
    assert Hedge.FILED in claim_at("收到行政诉讼⟦2⟧件。").hedges
