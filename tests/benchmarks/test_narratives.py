"""The second corpus is sound: its marks parse, its cells exist, its figures agree with the form and the words."""

from model.form.edition import Edition
from tests.benchmarks.narratives import Narrative, addresses, narratives, value


def test_there_are_at_least_120_narratives_no_two_of_the_same_words() -> None:
    assert len(narratives()) >= 120
    assert len({each.texts["1"] for each in narratives()}) == len(narratives())


def test_every_mark_and_figure_names_cells_of_the_form(edition: Edition) -> None:
    known = {str(cell) for cell in edition.cells}
    for narrative in narratives():
        assert set(narrative.figures) <= known
        for mark in narrative.marks:
            if mark.counted:
                assert {cell for term in mark.terms for cell in addresses(term)} <= known
        assert not any("[[" in text or "]]" in text for text in narrative.texts.values())


def test_the_figures_satisfy_the_equations_of_the_form(edition: Edition) -> None:
    assert [f"{each.organ}: {rule}" for each in narratives() for rule in _broken(each, edition)] == []


def test_the_marked_numbers_and_phrases_are_what_the_figures_say() -> None:
    assert [f"{each.organ}: {words}" for each in narratives() for words in _contradicted(each)] == []


def _broken(narrative: Narrative, edition: Edition) -> list[str]:
    return [
        equation.rule
        for equation in edition.equations
        if equation.rule.startswith(("requests.", "disputes."))
        and len(
            {sum(narrative.figures.get(str(term.cell), 0) for term in side) for side in (equation.left, equation.right)}
        )
        > 1
    ]


def _contradicted(narrative: Narrative) -> list[str]:
    return [
        f"{mark.words} | {mark.truth}"
        for mark in narrative.marks
        if mark.counted
        and sum(value(narrative.figures, term) for term in mark.terms) != (mark.number if mark.is_number else 0)
    ]
