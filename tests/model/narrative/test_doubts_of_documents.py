"""Documents and decisions that are not those the form counts, beside the examples of ``DOUBTS``."""

import pytest

from model.narrative.claims import Hedge
from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("公示行政强制⟦8⟧件。", "实施行政强制⟦8⟧件。"),
        ("发布动态40条、公告12条、行政许可⟦6⟧条、招聘2条。", "行政许可⟦6⟧条、行政处罚2条。"),
        ("清理现行规章和规范性文件⟦61⟧件。", "现行有效规范性文件⟦61⟧件。"),
        ("组织规范性文件评估12件，继续有效⟦10⟧件，拟废止2件。", "制发规范性文件12件，继续有效⟦10⟧件。"),
        ("清理市政府规范性文件48件，保留⟦41⟧件，废止5件，修改2件。", "制发规范性文件3件，废止5件，保留⟦41⟧件。"),
        ("制定规范性文件12件，其中以市政府名义印发⟦9⟧件。", "制定规范性文件⟦12⟧件，其中以市政府名义印发9件。"),
        ("公布规章⟦9⟧件（新制定4件、修改2件、废止3件）。", "制定规章⟦9⟧件，废止3件。"),
    ],
)
def test_documents_of_another_sort_leave_a_doubt(other: str, own: str) -> None:
    assert claim_at(other).hedges
    assert Hedge.AMBIGUOUS not in claim_at(own).hedges
