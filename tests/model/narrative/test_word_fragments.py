"""A word of the lexicon may be put together from parts that have names."""

import pytest

from model.form.schema import EditionError
from model.narrative.word_fragments import spelled_out

FRAGMENTS = {"year": ("上年", "去年"), "kept": ("结转", "留")}


def test_a_word_without_fragments_is_left_as_it_is() -> None:
    assert spelled_out(("结转", r"上年{2}\d"), FRAGMENTS, "x") == ("结转", r"上年{2}\d")


def test_a_fragment_at_the_beginning_gives_a_word_for_each_alternative_and_others_a_choice() -> None:
    assert spelled_out(("{year}{kept}的",), FRAGMENTS, "x") == ("上年(?:结转|留)的", "去年(?:结转|留)的")


def test_a_word_that_comes_out_twice_is_one() -> None:
    assert spelled_out(("{year}", "上年"), FRAGMENTS, "x") == ("上年", "去年")


def test_an_unknown_fragment_is_named() -> None:
    with pytest.raises(EditionError, match=r"phrases y：.*month"):
        spelled_out(("{month}结转",), FRAGMENTS, "phrases y")
