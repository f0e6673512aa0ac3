"""What the words around a number say of whose it is."""

import pytest

from model.checks.placed_claims import PlacedClaim, section_claims
from model.checks.words_around import WordsAround
from model.narrative.paragraphs import Paragraphs
from tests.benchmarks.sample import editions


def around(text: str, number: str) -> WordsAround:
    return claim_at(text, number).around


def claim_at(text: str, number: str) -> PlacedClaim:
    claims = section_claims(editions()["2021"], "one", Paragraphs(text), None).claims
    (found,) = (each for each in claims if each.start == text.index(number))
    return found


@pytest.mark.parametrize(
    ("text", "number", "says"),
    [
        ("涉及政府信息公开的行政复议6件。", "6", True),
        ("信息公开类行政复议6件，行政诉讼2件。", "6", True),
        ("全年办理行政复议6件。", "6", False),
        ("政府信息公开工作有序。行政复议6件。", "6", False),
        ("收到政府信息公开申请6件。", "6", False),
    ],
)
def test_only_a_number_of_disputes_says_that_it_is_about_disclosure(text: str, number: str, says: bool) -> None:
    assert around(text, number).says_ours is says


@pytest.mark.parametrize(
    ("text", "number", "is_"),
    [
        ("2024年共收到政府信息公开申请31件。", "31", True),
        ("2024年，我局共作出行政处罚决定31件。", "31", True),
        ("2024年，工作有序，收到政府信息公开申请31件。", "31", False),
    ],
)
def test_the_whole_year_is_named_in_the_clause_of_the_number(text: str, number: str, is_: bool) -> None:
    assert around(text, number).is_of_the_year is is_


def test_an_outcome_counts_how_disputes_ended() -> None:
    text = "行政复议9件，结果纠正4件。"
    assert around(text, "4").is_outcome
    assert not around(text, "9").is_outcome


@pytest.mark.parametrize(("text", "is_"), [("收到申请31件。", True), ("收到企业申请31件。", False)])
def test_requests_as_a_whole_have_no_applicant(text: str, is_: bool) -> None:
    assert around(text, "31").is_of_all is is_


def test_a_part_of_those_counted_follows_at_once() -> None:
    assert around("不予公开6件中，2件涉及国家秘密。", "6").is_of_those
    assert not around("不予公开6件，其中2件涉及国家秘密。", "6").is_of_those
