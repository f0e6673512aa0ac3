"""What the looks of an old workbook's cells make of their values."""

import itertools
import struct

import pytest

from model.importing.readers.xls_looks import BIFF8, FONT, FORMAT, PALETTE, XF, Looks
from model.importing.readers.xls_strings import RichText

AS_STORED = ("", None, "规章", "5", "512件", 5, 0, 2.5, -3.0, True)
PLAIN, STRUCK, WHITE, TINY = (
    struct.pack("<HHHHH", height, flags, colour, 400, 0)
    for height, flags, colour in ((200, 0, 0x7FFF), (200, 8, 0x7FFF), (200, 0, 9), (20, 0, 0x7FFF))
)
FORMATS = ("General", "@", "0", "#,##0", '0"件"', "0.00", ";;;", '0;0;0;"无"')


def look(font: int, number_format: int, ground: int | None) -> bytes:
    fill = bytes(6) if ground is None else struct.pack("<IH", 1 << 26, ground | 64 << 7)
    return struct.pack("<HH", font, number_format) + bytes(10) + fill


def every_look() -> tuple[Looks, int]:
    """All fonts, formats and grounds with one another; and how many looks they are."""
    looks = Looks()
    for each in (PLAIN, STRUCK, WHITE, TINY):
        looks.take(FONT, each, BIFF8)
    for number, written in enumerate(FORMATS, 164):
        text = written.encode("utf-16-le")
        looks.take(FORMAT, struct.pack("<HHB", number, len(written), 1) + text, BIFF8)
    numbers = (0, 1, 9, 49, *range(164, 164 + len(FORMATS)))
    kinds = list(itertools.product(range(4), numbers, (None, 9, 12)))
    for kind in kinds:
        looks.take(XF, look(*kind), BIFF8)
    return looks, len(kinds)


def test_a_look_that_changes_no_value_shows_every_one_as_it_is_stored() -> None:
    looks, count = every_look()
    changing = looks.that_change_values()
    assert 0 < len(changing) < count
    for number in set(range(count)) - changing:
        for value in AS_STORED:
            assert looks.shown(number, value, None) is value


def test_each_look_that_shows_any_value_otherwise_is_one_that_changes_values() -> None:
    looks, count = every_look()
    otherwise = {
        number
        for number in range(count)
        if any(looks.shown(number, value, None) != value for value in AS_STORED if value is not None)
    }
    assert otherwise
    assert otherwise <= looks.that_change_values()


def test_a_cell_whose_look_is_not_listed_is_as_it_is_stored() -> None:
    looks, count = every_look()
    assert looks.shown(count, 5.0, None) == 5.0


@pytest.mark.parametrize(("kind", "body"), [(FONT, STRUCK[:4]), (XF, bytes(3)), (PALETTE, b"\1\0"), (FORMAT, b"\1")])
def test_those_behind_a_damaged_record_keep_their_numbers(kind: int, body: bytes) -> None:
    looks = Looks()
    looks.take(FONT, PLAIN, BIFF8)
    looks.take(XF, look(0, 0, None), BIFF8)
    with pytest.raises((struct.error, IndexError)):
        looks.take(kind, body, BIFF8)
    looks.go_on_without(kind)
    looks.take(FONT, STRUCK, BIFF8)
    looks.take(XF, look(2 if kind == FONT else 1, 0, None), BIFF8)
    assert looks.shown(2 if kind == XF else 1, 5, None) == "（划去5）"


def test_parts_of_a_text_have_the_font_of_the_cell_or_one_of_their_own() -> None:
    looks, _ = every_look()
    assert looks.may_set_apart
    assert looks.shown(0, "512", RichText("512", [(1, 1), (2, 0)])) == "5（划去1）2"
    assert looks.shown(0, "513", RichText("512", [(1, 1)])) == "513"


def test_an_older_workbook_says_nothing_of_the_ground() -> None:
    looks = Looks()
    looks.take(FONT, WHITE, 0x0500)
    looks.take(XF, struct.pack("<HH", 0, 0), 0x0500)
    assert looks.shown(0, 5, None) == 5
