"""The second corpus is sound in itself: its marks parse, its cells exist, its figures agree with the form and the words."""

import pytest

from model.form.edition import Edition
from tests.benchmarks.narratives import Narrative, addresses, narratives, value


def test_there_are_at_least_120_narratives_no_two_of_the_same_words() -> None:
    assert len(narratives()) >= 120
    assert len({each.texts["1"] for each in narratives()}) == len(narratives())


@pytest.mark.parametrize("each", narratives(), ids=lambda each: each.organ)
def test_the_narrative_agrees_with_its_figures(each: Narrative, current: Edition) -> None:
    known = {str(cell) for cell in current.cells}
    assert set(each.figures) <= known
    wrong = []
    for equation in current.equations:
        sides = [sum(each.figures.get(str(term.cell), 0) for term in side) for side in (equation.left, equation.right)]
        if equation.rule.startswith(("requests.", "disputes.")) and sides[0] != sides[1]:
            wrong.append(f"{equation.rule}: {sides[0]} {sides[1]}")
    for mark in each.marks:
        if mark.counted:
            assert {cell for term in mark.terms for cell in addresses(term)} <= known
            figure = sum(value(each.figures, term) for term in mark.terms)
            if figure != (mark.number if mark.is_number else 0):
                wrong.append(f"{mark.words} | {mark.truth}: {figure}")
    assert not any("[[" in text or "]]" in text for text in each.texts.values())
    assert not wrong
