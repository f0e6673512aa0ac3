"""The groups that the grammar names are those of the lexicon."""

import pytest

from model.narrative import phrase_groups
from model.narrative.lexicon import the_lexicon

NAMED = {name: value for name, value in vars(phrase_groups).items() if name.isupper() and isinstance(value, str)}


@pytest.mark.parametrize("name", NAMED)
def test_some_phrase_of_the_lexicon_is_in_each_group_that_the_grammar_names(name: str) -> None:
    assert any(phrase.group == NAMED[name] for phrase in the_lexicon().phrases.values())


def test_no_group_has_two_names() -> None:
    assert len(set(NAMED.values())) == len(NAMED)
