"""A doubt of disputes is none of anything else."""

from model.narrative.certainty import DOUBTS
from tests.model.narrative.test_certainty import claim_at


def test_only_disputes_have_the_doubts_of_disputes() -> None:
    of_disputes = [each for each in DOUBTS if each.name.startswith("disputes: ")]
    assert len(of_disputes) > 20
    assert claim_at("市政府作为被申请人的行政复议⟦3⟧件。").hedges
    assert not claim_at("市政府作为申请人的申请⟦3⟧件。").hedges


def test_each_doubt_has_its_own_name_and_example() -> None:
    assert len({each.name for each in DOUBTS}) == len({each.example for each in DOUBTS}) == len(DOUBTS)
