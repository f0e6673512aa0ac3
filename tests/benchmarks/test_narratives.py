"""The whole narratives are sound: marks parse, cells exist, figures agree with the form and with the words."""

import itertools
from collections.abc import Mapping
from decimal import Decimal

import pytest

from model.form.edition import Edition
from tests.benchmarks.narratives import CORPORA, Figures, Mark, Narrative, addresses, narratives, value

each_corpus = pytest.mark.parametrize("corpus", CORPORA)


LEAST = {
    "second": 120,
    "third": 120,
    "fourth": 160,
    "fifth": 160,
    "sixth": 160,
    "seventh": 200,
    "eighth": 200,
    "ninth": 3960,
}


@each_corpus
def test_there_are_enough_narratives_no_two_of_the_same_words(corpus: str) -> None:
    assert len(narratives(corpus)) >= LEAST[corpus]
    assert len({each.texts["1"] for each in narratives(corpus)}) == len(narratives(corpus))


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(CORPORA, 2)])
def test_no_organ_of_one_corpus_is_one_of_another(one: str, other: str) -> None:
    assert not {each.organ for each in narratives(one)} & {each.organ for each in narratives(other)}


@each_corpus
def test_every_mark_and_figure_names_cells_of_the_form(corpus: str, edition: Edition) -> None:
    known = {str(cell) for cell in edition.cells}
    for narrative in narratives(corpus):
        assert set(narrative.planted) <= known
        for mark in narrative.marks:
            if mark.counted:
                assert {cell for term in mark.terms for cell in addresses(term)} <= known
        assert not any("[[" in text or "]]" in text for text in narrative.texts.values())


@each_corpus
def test_the_figures_satisfy_the_equations_of_the_form(corpus: str, edition: Edition) -> None:
    assert [
        f"{each.organ}: {rule}"
        for each in narratives(corpus)
        for figures in (each.figures, each.planted)
        for rule in _broken(figures, edition)
    ] == []


@each_corpus
def test_the_marked_numbers_and_phrases_are_what_the_figures_say(corpus: str) -> None:
    assert [f"{each.organ}: {words}" for each in narratives(corpus) for words in _contradicted(each)] == []


def test_two_thirds_of_the_third_corpus_have_one_to_three_errors_and_the_second_has_none() -> None:
    assert not any(_errors(each) for each in narratives("second"))
    counts = [_errors(each) for each in narratives("third")]
    assert max(counts) <= 3
    assert 0.6 < sum(each > 0 for each in counts) / len(counts) < 0.7


def test_each_planted_error_contradicts_the_tables_and_nothing_else_does() -> None:
    for narrative in narratives("third"):
        for mark in narrative.wrong_numbers:
            wrong = Mark(mark.section, mark.start, mark.end, mark.wrong or "", mark.truth)
            assert wrong.number != _sum(narrative.planted, mark), narrative.organ
        for mark in narrative.marks:
            if mark.is_number:
                assert _sum(narrative.planted, mark) == mark.number, narrative.organ
        if narrative.planted != narrative.figures:
            assert narrative.wrong_phrases, narrative.organ
            assert min(narrative.planted.values()) >= 0, narrative.organ


def test_the_report_as_written_has_its_wrong_numbers_and_else_the_same_words() -> None:
    for narrative in narratives("third"):
        written = narrative.written(narrative.wrong_numbers)
        assert _lengths(written) - _lengths(narrative.texts) == sum(
            len(each.wrong or "") - len(each.words) for each in narrative.wrong_numbers
        )
        assert (written == narrative.texts) == (not narrative.wrong_numbers)


def _errors(narrative: Narrative) -> int:
    return len(narrative.wrong_numbers) + len(narrative.wrong_phrases)


def _lengths(texts: Mapping[str, str]) -> int:
    return sum(len(each) for each in texts.values())


def _sum(figures: Figures, mark: Mark) -> Decimal:
    return sum((value(figures, term) for term in mark.terms), Decimal(0))


def _broken(figures: Figures, edition: Edition) -> list[str]:
    return [
        equation.rule
        for equation in edition.equations
        if equation.rule.startswith(("requests.", "disputes."))
        and len({sum(figures.get(str(term.cell), 0) for term in side) for side in (equation.left, equation.right)}) > 1
    ]


def _contradicted(narrative: Narrative) -> list[str]:
    return [
        f"{mark.words} | {mark.truth}"
        for mark in narrative.marks
        if mark.counted and _sum(narrative.figures, mark) != (mark.number if mark.is_number else 0)
    ]
