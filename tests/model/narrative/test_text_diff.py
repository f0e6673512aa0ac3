"""Where two texts differ."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.narrative import text_diff
from model.narrative.text_diff import opcodes, shared, word_changes

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


@given(
    st.text("甲乙1 ", max_size=12),
    st.text("甲乙1 ", max_size=12),
    st.sampled_from(["", "MOST_PAIRS", "MOST_COMPARED"]),
)
def test_the_changes_make_one_text_out_of_the_other_however_it_is_compared(one: str, other: str, long: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        if long:
            patched.setattr(text_diff, long, -1)
        changes = word_changes.__wrapped__(one, other)
    assert "".join(one[a:b] for _, a, b, _, _ in changes) == one
    assert "".join(other[c:d] for _, _, _, c, d in changes) == other
    assert all((one[a:b] == other[c:d]) == (tag == "equal") for tag, a, b, c, d in changes)
    assert all(tag != "insert" or a == b for tag, a, b, _, _ in changes)
    assert all(tag != "delete" or c == d for tag, _, _, c, d in changes)


def test_long_texts_that_repeat_one_word_are_compared_at_once() -> None:
    one, other = "甲" + "字" * 100_000, "乙" + "字" * 100_000
    started = time.process_time()
    assert [tag for tag, *_ in word_changes(one, other)] == ["replace", "equal"]
    assert time.process_time() - started < 5


def test_long_lists_in_reverse_are_compared_by_their_ends() -> None:
    lines = [str(number) for number in range(30_000)]
    assert opcodes(["a", *lines, "z"], ["a", *lines[::-1], "z"]) == [
        ("equal", 0, 1, 0, 1),
        ("replace", 1, 30_001, 1, 30_001),
        ("equal", 30_001, 30_002, 30_001, 30_002),
    ]
    assert opcodes(lines[:50], lines[49::-1]) == [
        ("insert", 0, 0, 0, 49),
        ("equal", 0, 1, 49, 50),
        ("delete", 1, 50, 50, 50),
    ]
