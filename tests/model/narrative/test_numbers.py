"""Words folded to half-width, and the numbers in them."""

import pytest

from model.narrative.numbers import countable, folded, folded_sentences, numbers_in, read_han, write_han
from model.narrative.paragraphs import BLOT


def read(text: str) -> list[tuple[str, str]]:
    """(value, measure word) of each number."""
    words = folded(text)
    return [(str(number.value), number.unit) for number in numbers_in(words, 0, len(words))]


@pytest.mark.parametrize("value", range(100))
def test_chinese_numerals_both_ways(value: int) -> None:
    assert read_han(write_han(value)) == value


def test_each_character_keeps_its_place() -> None:
    text = "收到１２件（按《办法（2023）》第３条）。办结１１件。"
    assert len(folded(text)) == len(text)
    assert [start for start, _ in folded_sentences(text)] == [0, text.index("办结")]
    assert BLOT * len("《办法（2023）》") in folded(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("收到1 204件、1\u2009204 件", [("1204", "件"), ("1204", "件")]),
        ("公开 120 100.5%", [("120", ""), ("100.5", "%")]),
        ("电话：336 920", [("336", ""), ("920", "")]),
        ("收到120 120件", [("120", ""), ("120", "件")]),
        ("见表 1 204件", [("1", ""), ("204", "件")]),
        ("分别为12 300件", []),
        ("收到１,204 件，办结四十二件", [("1204", "件"), ("42", "件")]),
        ("占比95.5％", [("95.5", "%")]),
        ("收费20.4万元", [("204000.0", "元")]),
        ("复议均为零。", [("0", "零")]),
        ("国办函〔2021〕30号第三十条，8月15日", []),
        ("第一百零三件，第二百两十条，一百零三件", [("103", "件")]),
        ("两项行政许可", []),
    ],
)
def test_what_is_a_number(text: str, numbers: list[tuple[str, str]]) -> None:
    assert read(text) == numbers


def test_only_some_measure_words_count_what_the_tables_count() -> None:
    words = folded("申请3件、会议2场、公开5条")
    assert [countable(number) for number in numbers_in(words, 0, len(words))] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "value"),
    [("3.1件申请被延期。", "1"), ("诉讼2件。3.1件被延期。", "1"), ("平均3.1件。", "3.1"), ("收费3.1万元。", "31000.0")],
)
def test_the_label_of_an_item_is_no_part_of_its_first_number(text: str, value: str) -> None:
    assert read(text)[-1][0] == value
