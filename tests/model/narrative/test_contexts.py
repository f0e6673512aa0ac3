"""The contexts of numbers and phrases: every example and counter-example of the lexicon is tried."""

import dataclasses
from pathlib import Path

import pytest

from model.form.schema import EditionError
from model.narrative.contexts import Context, Contexts
from model.narrative.lexicon import PATH, load_lexicon, the_lexicon

CONTEXTS = {each.name: getattr(the_lexicon().contexts, each.name) for each in dataclasses.fields(Contexts)}


def applies(context: Context, marked: str) -> bool:
    """Whether the pattern is found in the marked stretch, or at the place where that begins or ends."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    places = {"between": (start, end), "within": (start, end), "behind": (start,), "before": (0, end)}
    return context.found(text, *places[context.where]) is not None


@pytest.mark.parametrize("name", CONTEXTS)
def test_every_context_applies_to_its_example_and_not_to_its_counter_example(name: str) -> None:
    context = CONTEXTS[name]
    assert applies(context, context.example)
    assert not applies(context, context.counter_example)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('where = "between"', 'where = "beside"', "where 应为 between、behind、before、within 之一"),
        ("(?:度\\s*+)?(?:结转", "(?:度\\s*+(?:结转", "contexts carried_from：.*不是有效的写法"),
        ("[较比与同]$", "[较比与同]", "contexts compared_with：before 的写法应以 \\$ 结尾"),
        ('"申请⟦总数共计⟧12件"', '"申请总数共计12件"', "contexts counting_words：.*应有一处 ⟦⟧"),
        ("[contexts.place]", "[contexts.nowhere]", "不认识的键 nowhere"),
    ],
)
def test_a_context_that_is_wrong_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "lexicon.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(EditionError, match=named):
        load_lexicon(path)
