"""Positions in Python's text and in Qt's, which counts characters outside the basic plane twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from gui.narrative.cursor_positions import characters, cursor_over, units

texts = st.text(alphabet="公开5𠮷😀", max_size=12)


@settings(max_examples=50)
@given(texts, st.integers(0, 12))
def test_there_and_back_is_the_same_position(text: str, at: int) -> None:
    at = min(at, len(text))
    assert characters(text, units(text[:at])) == at


@settings(max_examples=50)
@given(texts)
def test_the_length_is_that_in_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2


def test_a_position_beyond_the_end_is_the_end() -> None:
    assert characters("𠮷", 9) == 1


@pytest.mark.parametrize(("text", "start", "length"), [("𠮷受理12件", 3, 2), ("受理12件", 2, 2), ("12", 0, 2)])
def test_a_cursor_selects_the_stretch(text: str, start: int, length: int, qapp: object) -> None:
    document = QTextDocument(text)
    assert cursor_over(document, text, start, length).selectedText() == text[start : start + length]
