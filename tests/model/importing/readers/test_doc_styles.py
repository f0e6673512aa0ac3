"""Styles of Word 97–2003 that hide, strike out or raise characters."""

import struct

import pytest

from model.importing.readers.doc_properties import apart_of, is_left_out, look_of
from model.importing.readers.doc_styles import StyleLooks

STRUCK, HIDDEN, RAISED, HIGHER = b"\x37\x08\x01", b"\x3c\x08\x01", b"\x48\x2a\x01", b"\x45\x48\x0c\x00"
NOT_STRUCK, AS_STYLE, UNLIKE_STYLE = b"\x37\x08\x00", b"\x37\x08\x80", b"\x37\x08\x81"
BASE = 10


def in_style(number: int) -> bytes:
    return struct.pack("<HH", 0x4A30, number)


def style(kind: int, based_on: int, own: bytes) -> bytes:
    """One style (STD) called x."""
    written = struct.pack("<HH6x", 0, kind | based_on << 4) + struct.pack("<H", 1) + "x\0".encode("utf-16-le")
    if kind == 1:
        written += struct.pack("<HH", 2, 0)
    return written + struct.pack("<H", len(own)) + own


def sheet(*styles: bytes) -> StyleLooks:
    head = struct.pack("<HHH", 4, len(styles), BASE)
    return StyleLooks(head + b"".join(struct.pack("<H", len(each)) + each for each in styles))


@pytest.mark.parametrize(
    ("own", "why"),
    [(STRUCK, "划去"), (RAISED, "上标"), (HIGHER, "上标"), (b"\x45\x48\xf4\xff", "下标"), (b"\x45\x48\x02\x00", "")],
)
def test_a_character_style_sets_its_characters_apart(own: bytes, why: str) -> None:
    looks = sheet(style(2, 0xFFF, own))
    assert apart_of(looks.with_style(in_style(0))) == why


def test_a_style_has_what_it_is_based_on() -> None:
    looks = sheet(style(2, 0xFFF, STRUCK), style(2, 0, b""), style(2, 0, NOT_STRUCK))
    assert apart_of(looks.with_style(in_style(1))) == "划去"
    assert apart_of(looks.with_style(in_style(2))) == ""


@pytest.mark.parametrize(("own", "why"), [(NOT_STRUCK, ""), (AS_STYLE, "划去"), (UNLIKE_STYLE, "")])
def test_what_the_characters_say_themselves_comes_last(own: bytes, why: str) -> None:
    assert apart_of(sheet(style(2, 0xFFF, STRUCK)).with_style(in_style(0) + own)) == why


def test_a_style_may_hide_characters() -> None:
    assert is_left_out(sheet(style(2, 0xFFF, HIDDEN)).with_style(in_style(0)))


def test_a_paragraph_style_is_for_all_characters_of_its_paragraphs() -> None:
    looks = sheet(style(1, 0xFFF, STRUCK), style(1, 0, HIDDEN), style(1, 0xFFF, b""))
    assert looks.of_paragraph(0) == (False, "划去")
    assert looks.of_paragraph(1) == (True, "划去")
    assert looks.of_paragraph(2) == looks.of_paragraph(77) == (False, "")


def test_styles_that_are_based_on_each_other_end() -> None:
    assert sheet(style(2, 1, b""), style(2, 0, STRUCK)).of_paragraph(0)[1] == "划去"


@pytest.mark.parametrize("data", [b"", b"\x04", struct.pack("<HHH", 4, 9, BASE) + b"\xff" * 30])
def test_damaged_styles_say_nothing(data: bytes) -> None:
    looks = StyleLooks(data)
    assert not looks.matter
    assert looks.with_style(in_style(0) + STRUCK) == in_style(0) + STRUCK


def test_the_last_of_each_kind_counts() -> None:
    assert look_of(STRUCK + NOT_STRUCK + RAISED) == (False, "上标")
