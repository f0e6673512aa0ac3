"""Applications for licences and what became of them."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Hedge
from tests.model.narrative.test_certainty import claim_at


@pytest.mark.parametrize(
    "text",
    [
        "受理行政许可申请902件，办结⟦860⟧件。",
        "本局全年共受理各类许可申请1,902件，已办结⟦860⟧件。",
        "登记许可事项申请902宗、当年办理完毕⟦860⟧宗。",
    ],
)
def test_applications_for_licences_that_were_dealt_with_are_decisions(text: str) -> None:
    claim = claim_at(text)
    assert (claim.phrase_ids, claim.hedges) == (("licences",), frozenset())


def test_only_what_became_of_the_applications_is_read() -> None:
    (claim,) = claims_in("受理行政许可申请902件，办结860件。")
    assert claim.text == "860"


@pytest.mark.parametrize(
    "text",
    [
        "窗口受理行政许可申请902件，办结860件。",
        "受理行政审批申请902件，办结860件。",
        "受理行政许可申请902件，开展培训860件。",
        "许可申请办结860人。",
    ],
)
def test_what_others_dealt_with_or_what_was_not_a_licence_is_left_alone(text: str) -> None:
    assert claims_in(text) == ()


def test_some_that_ended_otherwise_leave_a_doubt() -> None:
    assert Hedge.AMBIGUOUS in claim_at("受理许可申请902件，办结⟦860⟧件，退件42件。").hedges
    assert Hedge.AMBIGUOUS not in claim_at("受理许可申请902件，办结⟦860⟧件，其余正在办理。").hedges


def test_what_came_in_is_in_doubt_where_the_next_number_counts_those_decided() -> None:
    assert Hedge.AMBIGUOUS in claim_at("行政许可受理⟦902⟧件，办结860件。").hedges
    assert Hedge.AMBIGUOUS not in claim_at("行政许可受理⟦902⟧件，均已办结。").hedges
