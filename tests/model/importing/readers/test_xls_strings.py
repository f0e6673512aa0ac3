"""Texts of old workbooks of which parts have fonts of their own."""

import struct
from collections.abc import Sequence

import pytest

from model.importing.readers.xls_strings import RichText, rich_texts


def text(written: str, runs: Sequence[tuple[int, int]] = (), more: bytes = b"") -> bytes:
    """One text (XLUnicodeRichExtendedString), of two bytes a character where it needs them."""
    is_wide = not written.isascii()
    flags = is_wide | (4 if more else 0) | (8 if runs else 0)
    head = struct.pack("<HB", len(written), flags)
    head += struct.pack("<H", len(runs)) if runs else b""
    head += struct.pack("<I", len(more)) if more else b""
    characters = written.encode("utf-16-le" if is_wide else "ascii")
    return head + characters + b"".join(struct.pack("<HH", *run) for run in runs) + more


def table(*texts: bytes) -> bytes:
    return struct.pack("<II", len(texts), len(texts)) + b"".join(texts)


def test_only_texts_with_fonts_of_their_own_are_told() -> None:
    record = table(text("规章"), text("12", [(1, 5)]), text("甲", more=b"pinyin"), text("乙3", [(0, 6), (1, 0)], b"x"))
    assert rich_texts([record]) == {1: RichText("12", [(1, 5)]), 3: RichText("乙3", [(0, 6), (1, 0)])}


def test_parts_are_told_with_their_font() -> None:
    assert list(RichText("99143", [(2, 5)]).parts()) == [("99", None), ("143", 5)]
    assert list(RichText("12", [(0, 5), (1, 6)]).parts()) == [("", None), ("1", 5), ("2", 6)]


@pytest.mark.parametrize("cut", range(9, 24))
def test_texts_go_on_in_the_next_record(cut: int) -> None:
    """Where the characters of a text are parted, their width is stated once more."""
    first, second = text("12345", [(1, 5)]), text("甲乙丙", [(2, 7)])
    whole = table(first, second)
    in_first = 8 + 5 < cut < 8 + 5 + 5
    pieces = [whole[:cut], (b"\0" if in_first else b"") + whole[cut:]]
    assert rich_texts(pieces) == {0: RichText("12345", [(1, 5)]), 1: RichText("甲乙丙", [(2, 7)])}


def test_a_text_may_go_on_with_wider_characters() -> None:
    head = struct.pack("<IIHBH", 1, 1, 4, 8, 1)
    assert rich_texts([head + b"12", b"\1" + "甲乙".encode("utf-16-le") + struct.pack("<HH", 2, 5)]) == {
        0: RichText("12甲乙", [(2, 5)])
    }


@pytest.mark.parametrize("size", [0, 7, 9, 12, 16])
def test_a_table_that_is_cut_short_is_damaged(size: int) -> None:
    with pytest.raises(struct.error):
        rich_texts([table(text("12345", [(1, 5)]))[:size]])
