"""Where two texts differ."""

from hypothesis import given
from hypothesis import strategies as st

from model.narrative.text_diff import shared

texts = st.text("甲乙丙", max_size=12)


@given(texts, texts)
def test_what_is_shared_stands_in_both_and_never_overlaps(one: str, other: str) -> None:
    start, end = shared(one, other)
    assert one[:start] == other[:start]
    assert one[len(one) - end :] == other[len(other) - end :]
    assert start + end <= min(len(one), len(other))


@given(texts, texts)
def test_the_shared_beginning_is_the_longest(one: str, other: str) -> None:
    start, _ = shared(one, other)
    assert one[start : start + 1] != other[start : start + 1] or start == len(one) == len(other)
