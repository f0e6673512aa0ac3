"""Disputes of another cause, beside the examples of ``DOUBTS``: each way to name it, and the same about disclosure."""

import pytest

from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("因征收引起的行政复议⟦5⟧件。", "因政府信息公开引起的行政复议⟦5⟧件。"),
        ("因信息公开被诉1件；全年行政应诉案件⟦22⟧件。", "因信息公开被复议1件；行政诉讼⟦2⟧件。"),
        ("行政诉讼6件。全厅行政应诉案件⟦74⟧件。", "行政复议6件。行政诉讼⟦7⟧件。"),
        ("其他类型行政诉讼⟦19⟧件。", "行政诉讼⟦19⟧件。"),
        ("行政处罚264件，被复议⟦4⟧件。", "答复申请26件，被复议⟦4⟧件。"),
        ("信息公开复议9件。我局另有行政复议案件⟦86⟧件。", "信息公开复议9件。我局另有行政诉讼⟦8⟧件。"),
        ("行政复议19件，其余6件系不服归类决定，维持⟦4⟧件。", "行政复议19件，其余6件均为维持，撤回⟦4⟧件。"),
        ("强制拆除类行政诉讼14件，败诉⟦2⟧件。", "行政诉讼14件，败诉⟦2⟧件。"),
    ],
)
def test_disputes_about_something_else_leave_a_doubt(other: str, own: str) -> None:
    assert claim_at(other).hedges
    assert not claim_at(own).hedges


def test_whoever_brought_them_and_what_is_said_of_all_disputes_is_no_cause() -> None:
    assert not claim_at("一名货车司机申请行政复议⟦1⟧件。").hedges
    assert not claim_at("以我局为被申请人的行政复议⟦1⟧件。").hedges
    assert claim_at("货运行政复议⟦1⟧件。").hedges
