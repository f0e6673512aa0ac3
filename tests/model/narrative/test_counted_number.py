"""What several doubts ask of the words around a count."""

import pytest

from model.narrative.claims import Hedge
from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize("verb", ["废止", "制发", "清理废止"])
def test_a_verb_that_says_what_became_of_documents_leaves_no_publishing(verb: str) -> None:
    assert Hedge.PUBLISHED not in claim_at(f"{verb}规范性文件⟦4⟧件，均已公开。").hedges


def test_whoever_decides_disputes_is_not_the_one_who_is_sued() -> None:
    assert Hedge.DECIDED in claim_at("办理行政复议⟦22⟧件。").hedges
    assert Hedge.DECIDED not in claim_at("作为被申请人办理行政复议⟦22⟧件。").hedges


def test_a_statement_begins_behind_a_semicolon() -> None:
    assert claim_at("抽查许可案卷；作出行政许可⟦20⟧件。").hedges == frozenset()
    assert claim_at("抽查行政许可案卷⟦20⟧件。").hedges
