"""The recognisers of numbers: every example is decided by its own entry of the table, no counter-example is."""

import re

import pytest

from model.narrative import sentence_reading
from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim
from model.narrative.number_claims import RECOGNISERS, NumberContext, Recogniser
from model.narrative.sentence_state import ReadingContext, Sentence

MARKED = re.compile("⟦([^⟧]+)⟧")


def unmarked(example: str) -> tuple[str, int]:
    """(the sentence, where its marked number begins)"""
    (match,) = MARKED.finditer(example)
    return MARKED.sub(r"\1", example), match.start()


def name(value: object) -> str:
    return str(getattr(value, "name", value))


def decided(example: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the recogniser that decides what the marked number claims."""
    text, place = unmarked(example)
    found: dict[int, str] = {}

    def noting(number: NumberContext) -> Claim | None:
        recogniser = next(each for each in RECOGNISERS if each.applies(number))
        found[number.number.start] = recogniser.name
        return recogniser.claim(number)

    monkeypatch.setattr(sentence_reading, "claim_of", noting)
    sentence = text.rstrip("。")
    assert sentence.count("。") == 0, "one sentence each"
    sentence_reading.read_sentence(Sentence(sentence, (0, len(sentence)), ReadingContext("requests", {}, None, "")))
    return found[place]


@pytest.mark.parametrize("recogniser", RECOGNISERS, ids=name)
def test_every_example_is_decided_by_its_recogniser(recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decided(recogniser.example, monkeypatch) == recogniser.name


@pytest.mark.parametrize("recogniser", RECOGNISERS, ids=name)
def test_no_counter_example_is(recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decided(recogniser.counter_example, monkeypatch) != recogniser.name


def claim_at(example: str) -> Claim:
    text, place = unmarked(example)
    (claim,) = [each for each in claims_in(text, "requests") if each.start == place]
    return claim


def test_the_last_recogniser_applies_to_every_number() -> None:
    *others, last = RECOGNISERS
    assert last.name == "count"
    assert len({each.name for each in RECOGNISERS}) == len(others) + 1


@pytest.mark.parametrize(
    ("example", "kind", "value", "last_year"),
    [
        ("收到申请12件，比上年增加⟦3⟧件。", "change", "3", False),
        ("收到申请12件，同比增长⟦20⟧%。", "growth", "20", False),
        ("收到申请12件，其中自然人申请9件，占⟦75⟧%。", "share", "75", False),
        ("收到申请12件，去年同期为⟦9⟧件。", "count", "9", True),
        ("收到申请由⟦9⟧件增加到15件。", "count", "9", True),
        ("收到申请由9件增加到⟦15⟧件。", "count", "15", False),
        ("收取行政事业性收费⟦3⟧万元。", "amount", "3", False),
    ],
)
def test_what_a_number_claims(example: str, kind: str, value: str, last_year: bool) -> None:
    claim = claim_at(example)
    assert (claim.kind, str(claim.value), claim.last_year) == (kind, value, last_year)
