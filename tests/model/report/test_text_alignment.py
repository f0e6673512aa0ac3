"""Which passages of two texts match, however long the texts are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.report import text_alignment
from model.report.text_alignment import aligned

units = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=7)


@given(units, units)
def test_units_that_keep_their_order_are_those_with_no_other_crossing(ours: list[str], theirs: list[str]) -> None:
    unique = [(a, theirs.index(each)) for a, each in enumerate(ours) if ours.count(each) == theirs.count(each) == 1]
    uncrossed = [(a, b) for a, b in unique if all((x < a) == (y < b) for x, y in unique if x != a)]
    assert text_alignment._in_same_order(ours, theirs) == uncrossed


def test_tens_of_thousands_of_paragraphs_are_aligned_one_by_one() -> None:
    lines = [f"第{number}段。\n" for number in range(40_000)]
    changed = [*lines[:20_000], "新的一段。\n", *lines[20_000:]]
    found = aligned("".join(lines), "".join(changed))
    assert len(found.gaps) == 1
    assert sum(length for *_, length in found.kept) > len("".join(lines)) - 10
    random.Random(7).shuffle(changed)
    assert aligned("".join(lines), "".join(changed)).gaps


def test_passages_that_repeat_one_character_are_uncertain_instead_of_compared_for_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> float:
        raise AssertionError("compared")

    monkeypatch.setattr(text_alignment, "_likeness", never)
    old = "".join("一" * (1300 + number) + "。" for number in range(19))
    new = "".join("一" * (1200 + number) + "。" for number in range(18))
    assert not aligned(old, new).kept


def test_a_rewritten_sentence_is_matched_to_the_one_that_it_was() -> None:
    old, new = "全年收到申请12件。公开平台更新及时。", "今年全年收到申请15件。公开平台更新及时。另有说明。"
    found = aligned(old, new)
    assert found.place(old.index("公开平台"), len(old)) == new.index("公开平台")
    assert [(gap.start, gap.new_start, gap.paired) for gap in found.gaps_at(0, 4)] == [(0, 0, True)]
