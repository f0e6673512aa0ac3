"""Doubts whether a count is of what its cell counts, beside the examples of ``DOUBTS``."""

import pytest

from model.narrative.claims import Hedge
from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("公示行政处罚⟦8⟧件。", "作出行政处罚⟦8⟧件。"),
        ("取消行政许可⟦6⟧项。", "作出行政许可⟦6⟧项。"),
        ("抽查行政处罚案卷⟦12⟧件。", "作出行政处罚决定⟦12⟧件。"),
        ("力争全年办结申请⟦30⟧件。", "全年办结申请⟦30⟧件。"),
        ("当日答复⟦14⟧件。", "共答复⟦14⟧件。"),
        ("热线转办单受理90件、在办⟦2⟧件。", "申请受理90件、在办⟦2⟧件。"),
        ("收到申请后组织研究⟦7⟧件。", "收到申请⟦7⟧件。"),
    ],
)
def test_what_the_form_does_not_count_leaves_a_doubt(other: str, own: str) -> None:
    assert claim_at(other).hedges
    assert not claim_at(own).hedges


def test_what_is_published_is_said_to_be_so() -> None:
    assert Hedge.PUBLISHED in claim_at("网站公开行政强制⟦4⟧件。").hedges
