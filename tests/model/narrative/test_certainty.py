"""What makes a count certain: every doubt has an example, and a counter-example that is certain in this respect."""

import re

import pytest

from model.form.edition import PROBLEMS
from model.narrative.certainty import DOUBTS
from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim
from model.narrative.doubt import Doubt

MARKED = re.compile("⟦([^⟧]+)⟧")


def claim_at(example: str, subject: str = "") -> Claim:
    (match,) = MARKED.finditer(example)
    text = MARKED.sub(r"\1", example)
    (claim,) = [each for each in claims_in(text, "requests", subject) if each.start == match.start()]
    return claim


def name(doubt: object) -> str:
    return str(getattr(doubt, "name", doubt))


@pytest.mark.parametrize("doubt", DOUBTS, ids=name)
def test_a_count_is_in_doubt_in_every_example_and_certain_in_the_counter_example(doubt: Doubt) -> None:
    assert doubt.hedge in claim_at(doubt.example).hedges
    assert doubt.hedge not in claim_at(doubt.counter_example).hedges


@pytest.mark.parametrize(
    "example",
    [
        "抽查发现⟦5⟧件答复说理不充分。",
        "有⟦3⟧件申请因内容不清需要补正。",
        "全年有⟦8⟧件申请由市局转来。",
        "景区门票相关申请有⟦5⟧件。",
    ],
)
def test_a_number_among_problems_is_an_example(example: str) -> None:
    assert claim_at(example, PROBLEMS).hedges


@pytest.mark.parametrize(
    "example",
    [
        "被复议机关纠正的⟦2⟧宗均为超期答复。",
        "个别答复说理不充分，复议被纠正⟦4⟧件。",
        "全年收到申请⟦48⟧件，力量不足。",
        "全年逾期不补正⟦54⟧件，补正指导不够。",
    ],
)
def test_an_outcome_of_disputes_and_the_whole_of_a_year_are_certain_among_problems(example: str) -> None:
    assert not claim_at(example, PROBLEMS).hedges
