"""Whole numbers and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.narrative.text_diff import widened, word_changes
from model.narrative.tokens import bounds, next_bound, previous_bound, token_at, tokens

texts = st.text("结果维持政府信息公开申请13,.%件，。\nab 　", max_size=24)


@pytest.mark.parametrize(
    ("text", "clicked", "word"),
    [
        ("其中结果维持25件，结果纠正5件", "25", "25"),
        ("共收到1,204件", "20", "1,204"),
        ("增长25.5%。", ".5", "25.5%"),
        ("收取12.50万元", "12", "12.50"),
        ("共收到１４３件", "４", "１４３"),
        ("2025年", "02", "2025"),
        ("11,12,13号", "12", "12"),
        ("受理十二件", "十", "十二"),
        ("其中结果维持25件", "维", "结果维持"),
        ("推进政府信息公开工作", "公开", "政府信息公开"),
        ("使用iPhone手机", "Ph", "iPhone"),
        ("骎骎日上", "骎", "骎"),
    ],
)
def test_a_place_belongs_to_a_whole_number_or_word(text: str, clicked: str, word: str) -> None:
    start, end = token_at(text, text.index(clicked))
    assert text[start:end] == word


def test_the_end_of_a_paragraph_belongs_to_its_last_word() -> None:
    assert token_at("受理11\n答复", 4) == (2, 4)
    assert token_at("", 0) == (0, 0) and token_at("甲\n", 2) == (2, 2)


@given(texts)
def test_nothing_is_lost_or_out_of_order(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert bounds(text)[-1] == len(text)


@given(texts)
def test_steps_by_words_go_through_all_of_a_text_and_end(text: str) -> None:
    at = steps = 0
    while at < len(text):
        assert at < next_bound(text, at) <= len(text)
        at, steps = next_bound(text, at), steps + 1
    while at:
        assert 0 <= previous_bound(text, at) < at
        at, steps = previous_bound(text, at), steps + 1
    assert next_bound(text, len(text)) == len(text) and previous_bound(text, 0) == 0


@given(texts, texts)
def test_what_differs_makes_one_text_of_the_other_without_parting_a_word(one: str, other: str) -> None:
    made = ""
    for tag, a, b, c, d in word_changes(one, other):
        assert {a, b} <= set(bounds(one)) and {c, d} <= set(bounds(other))
        assert (tag == "equal") == (one[a:b] == other[c:d])
        made += other[c:d]
    assert made == other


@given(texts, st.integers(0, 24), st.integers(0, 24))
def test_a_stretch_is_widened_to_whole_words(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    wide = widened(text, start, end)
    assert wide[0] <= start and end <= wide[1]


def test_a_changed_number_is_marked_whole() -> None:
    reported = [
        ("申请143件"[a:b], "申请145件"[c:d])
        for tag, a, b, c, d in word_changes("申请143件", "申请145件")
        if tag != "equal"
    ]
    assert reported == [("143", "145")]
