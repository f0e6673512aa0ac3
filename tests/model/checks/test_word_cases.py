"""Sentences whose findings are known: those from outside the project, and variations of our own."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from model.checks.findings import Finding
from model.form.edition import Edition
from tests.benchmarks.narratives import Mark, Narrative
from tests.benchmarks.second_corpus import about_words, answer_of, checked_narrative, kind_of, plants
from tests.model.narrative.words.cases import Case, given_cases, passes
from tests.model.narrative.words.listed import KINDS, listed
from tests.model.narrative.words.own_cases import OWN
from tests.model.narrative.words.shapes import KINDS as SHAPES
from tests.model.narrative.words.shapes import all_filled
from tests.model.narrative.words.variations import VARIATIONS, planted

CASES = (*given_cases(), *OWN)
TIMES = 2
"""How often each shape is filled with other figures."""
SECTIONS, LEAST_TOLD, LEAST_OF_A_KIND = ("w6a", "w7a"), 0.97, 0.9
"""Whole sections of ordinary reports, and the least share of their wrong numbers that is 须核实: of all, and of the
numbers of each kind."""


@pytest.mark.parametrize("kind", sorted({each.kind for each in CASES}))
def test_the_check_says_what_a_careful_reader_says(edition: Edition, kind: str) -> None:
    cases: list[Case] = [each for each in CASES if each.kind == kind]
    assert [f"{each.expect}: {each.text}" for each in cases if not passes(each, edition)] == []


@pytest.mark.parametrize("kind", sorted({each.kind for each in VARIATIONS}))
def test_a_variation_is_left_alone_and_each_number_of_it_made_wrong_is_told(edition: Edition, kind: str) -> None:
    found = [each for variation in VARIATIONS if variation.kind == kind for each in planted(variation, edition)]
    assert [f"{words}: {says}" for words, says in found if says] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_of_many_ways_to_say_it_is_read_and_near_misses_are_left_alone(edition: Edition, kind: str) -> None:
    found = [each for variation in listed(kind) for each in planted(variation, edition)]
    assert [f"{words}: {says}" for words, says in found if says] == []


@pytest.mark.parametrize("kind", SHAPES)
def test_a_right_sentence_has_no_finding_whatever_the_figures_are(edition: Edition, kind: str) -> None:
    wrong = []
    for shape, text in all_filled(kind, TIMES):
        assert text is not None, f"no figures meet the conditions of {shape.text}"
        found = about_words(checked_narrative(text, text.texts, text.figures, edition))
        wrong += [f"{text.texts['1']}: {each.message}" for each in found if "half_width" not in each.rule]
    assert wrong == []


def test_wrong_numbers_of_whole_sections_are_told(edition: Edition) -> None:
    answers: dict[str, list[str]] = defaultdict(list)
    for text in (text for kind in SECTIONS for _, text in list(all_filled(kind, 1))[::3]):
        assert text is not None
        before = {(each.rule, each.message) for each in _found(text, text.texts, edition)}
        for mark, texts in _with_a_wrong_number(text):
            new = [each for each in _found(text, texts, edition) if (each.rule, each.message) not in before]
            answers[kind_of(mark)].append(answer_of(new))
    every = list(itertools.chain(*answers.values()))
    assert every.count("told") / len(every) >= LEAST_TOLD
    few = {kind: found for kind, found in answers.items() if found.count("told") < LEAST_OF_A_KIND * len(found)}
    assert few == {}


def _with_a_wrong_number(text: Narrative) -> Iterator[tuple[Mark, Mapping[str, str]]]:
    """Each number one more, with a slip of the hand, and as another number of the text, as after a shifted row."""
    numbers = [mark for mark in text.marks if mark.is_number]
    for at, mark in enumerate(numbers):
        for plant in plants(text, mark):
            yield mark, plant.texts
        others = (each for each in (*numbers[at + 1 :], *numbers[:at][::-1]) if each.number != mark.number)
        if (other := next(others, None)) is not None:
            words = text.texts[mark.section]
            yield mark, {mark.section: f"{words[: mark.start]}{other.number}{words[mark.end :]}"}


def _found(text: Narrative, texts: Mapping[str, str], edition: Edition) -> list[Finding]:
    return about_words(checked_narrative(text, texts, text.figures, edition))
