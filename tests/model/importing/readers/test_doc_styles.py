"""Styles of Word 97–2003 that hide, strike out or raise characters."""

import struct

import pytest

from model.importing.readers.doc_properties import apart_of, is_left_out, look_of
from model.importing.readers.doc_styles import StyleLooks
from tests.model.importing.readers.doc_files import NO_STYLE, style, style_sheet

STRUCK, HIDDEN, RAISED, HIGHER = b"\x37\x08\x01", b"\x3c\x08\x01", b"\x48\x2a\x01", b"\x45\x48\x0c\x00"
NOT_STRUCK, AS_STYLE, UNLIKE_STYLE = b"\x37\x08\x00", b"\x37\x08\x80", b"\x37\x08\x81"
SHADE = b"\x4d\xc6\x0a" + bytes(4) + b"\x00\x33\x66\x00" + bytes(2)


def in_style(number: int) -> bytes:
    return struct.pack("<HH", 0x4A30, number)


def of_characters(own: bytes, based_on: int = NO_STYLE) -> bytes:
    return style(own, based_on, of_paragraphs=False)


def sheet(*styles: bytes) -> StyleLooks:
    return StyleLooks(style_sheet(*styles))


@pytest.mark.parametrize(
    ("own", "why"),
    [(STRUCK, "划去"), (RAISED, "上标"), (HIGHER, "上标"), (b"\x45\x48\xf4\xff", "下标"), (b"\x45\x48\x02\x00", "")],
)
def test_a_character_style_sets_its_characters_apart(own: bytes, why: str) -> None:
    looks = sheet(of_characters(own))
    assert apart_of(looks.with_style(in_style(0))) == why


def test_a_style_has_what_it_is_based_on() -> None:
    looks = sheet(of_characters(STRUCK), of_characters(b"", 0), of_characters(NOT_STRUCK, 0))
    assert apart_of(looks.with_style(in_style(1))) == "划去"
    assert apart_of(looks.with_style(in_style(2))) == ""


@pytest.mark.parametrize(("own", "why"), [(NOT_STRUCK, ""), (AS_STYLE, "划去"), (UNLIKE_STYLE, "")])
def test_what_the_characters_say_themselves_comes_last(own: bytes, why: str) -> None:
    assert apart_of(sheet(of_characters(STRUCK)).with_style(in_style(0) + own)) == why


def test_a_style_may_hide_characters() -> None:
    assert is_left_out(sheet(of_characters(HIDDEN)).with_style(in_style(0)))


def test_a_paragraph_style_is_for_all_characters_of_its_paragraphs() -> None:
    looks = sheet(style(STRUCK), style(HIDDEN, 0), style(b"\x35\x08\x01"))
    assert looks.of_paragraph(0) == STRUCK
    assert looks.of_paragraph(1) == STRUCK + HIDDEN
    assert looks.of_paragraph(2) == looks.of_paragraph(77) == b""


def test_a_paragraph_style_may_colour_the_ground() -> None:
    looks = sheet(style(STRUCK, paragraph=SHADE), style(b"", 0), style(b"", paragraph=b"\x16\x24\x01"))
    assert list(looks.grounds_of(0)) == list(looks.grounds_of(1)) == [(0xC64D, SHADE[2:])]
    assert list(looks.grounds_of(2)) == []


def test_styles_that_are_based_on_each_other_end() -> None:
    looks = sheet(of_characters(b"", 1), of_characters(STRUCK, 0))
    assert apart_of(looks.with_style(in_style(0))) == "划去"


def test_the_styles_before_the_damage_are_known() -> None:
    looks = StyleLooks(style_sheet(of_characters(STRUCK), of_characters(RAISED))[:-1])
    assert apart_of(looks.with_style(in_style(0))) == "划去"
    assert apart_of(looks.with_style(in_style(1))) == ""


@pytest.mark.parametrize("data", [b"", b"\x04", struct.pack("<HHH", 4, 9, 10) + b"\xff" * 30])
def test_damaged_styles_say_nothing(data: bytes) -> None:
    looks = StyleLooks(data)
    assert not looks.matter
    assert looks.with_style(in_style(0) + STRUCK) == in_style(0) + STRUCK


def test_the_last_of_each_kind_counts() -> None:
    assert look_of(STRUCK + NOT_STRUCK + RAISED) == (False, "上标")
