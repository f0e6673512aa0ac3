"""Whether all that were answered so are counted, beside the examples of ``DOUBTS``."""

import pytest

from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("some", "all_of_them"),
    [
        ("收到申请20件，其中⟦3⟧件即时答复。", "收到申请20件，其中⟦3⟧件已答复。"),
        ("收到的⟦10⟧件申请已经办结。", "收到⟦10⟧件申请，已经办结。"),
        ("收到申请9件，对⟦2⟧件不清楚的申请告知补正。", "收到申请9件，⟦2⟧件补正后仍不明确。"),
        ("收到申请15件，剩余⟦1⟧件所涉内容已公开。", "收到申请15件，剩余⟦1⟧件尚未办结。"),
        ("3月收到⟦5⟧件，6月收到4件。", "全年收到⟦5⟧件，上年结转4件。"),
    ],
)
def test_some_of_the_answers_leave_a_doubt(some: str, all_of_them: str) -> None:
    assert claim_at(some).hedges
    assert not claim_at(all_of_them).hedges
