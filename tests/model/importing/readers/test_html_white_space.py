"""White space of a page's source is not that of the page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.importing.readers.html_parsing import LINE_BREAK
from model.importing.readers.html_white_space import shown_lines, white_space_as_shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""),
        ("1", "1"),
        (" \r\n\t1\t\t2\n", " 1 2 "),
        ("政府\n\t\t信息", "政府信息"),
        ("政府 \r\n 信息\n公开", "政府信息公开"),
        ("政府 信息", "政府 信息"),
        ("政府\n2024", "政府 2024"),
        ("1\n\n\n2", "1 2"),
        ("政\u3000\u3000府\xa0\xa0信", "政\u3000\u3000府\xa0\xa0信"),
    ],
)
def test_white_space_is_shown_as_a_browser_does(written: str, shown: str) -> None:
    assert white_space_as_shown(written) == shown


@given(st.text("a1政（ \t\r\n", max_size=40))
def test_white_space_is_one_space_or_none_between_chinese_characters(text: str) -> None:
    without = re.sub(r"(?<=[政（])[ \t]*[\r\n][ \t\r\n]*(?=[政（])", "", text)
    assert white_space_as_shown(text) == re.sub(r"[ \t\r\n]+", " ", without)


def test_lines_are_stripped_and_blank_ones_left_out() -> None:
    assert shown_lines(f" {LINE_BREAK} 一 {LINE_BREAK}{LINE_BREAK} 二{LINE_BREAK} ") == "一\n二"
    assert shown_lines(" 一 ") == "一"
    assert shown_lines(f" {LINE_BREAK} ") == ""
