"""Sentences whose findings are known: those from outside the project, and variations of our own."""

import pytest

from model.form.edition import Edition
from tests.model.narrative.words.cases import Case, given_cases, passes
from tests.model.narrative.words.own_cases import OWN

CASES = (*given_cases(), *OWN)


@pytest.mark.parametrize("kind", sorted({each.kind for each in CASES}))
def test_the_check_says_what_a_careful_reader_says(edition: Edition, kind: str) -> None:
    cases: list[Case] = [each for each in CASES if each.kind == kind]
    assert [f"{each.expect}: {each.text}" for each in cases if not passes(each, edition)] == []
