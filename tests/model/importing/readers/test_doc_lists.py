"""Numbers of paragraphs in Word 97, counted as Word counts them; damage loses the numbers alone."""

import struct
from collections.abc import Sequence

import pytest

from model.importing.readers.doc_lists import Lists

DECIMAL, CHINESE, BULLET = 0, 39, 23


def level(kind: int, text: str, start: int = 1) -> bytes:
    """LVL: where it starts, which numerals, and the text around them; ``\x00`` stands for the number of level 0."""
    head = struct.pack("<iB", start, kind).ljust(28, b"\0")
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(*identities: int, simple: bool = True) -> bytes:
    """PlfLst: an entry of 28 bytes for each list."""
    entries = (struct.pack("<I", each).ljust(26, b"\0") + bytes([simple, 0]) for each in identities)
    return struct.pack("<H", len(identities)) + b"".join(entries)


def uses(*identities: int) -> bytes:
    """PlfLfo: paragraphs name the use of a list by its number, from 1 on."""
    return struct.pack("<I", len(identities)) + b"".join(
        struct.pack("<I", each).ljust(16, b"\0") for each in identities
    )


def labels(made: Lists, *wanted: tuple[int, int]) -> Sequence[str]:
    return [made.label(*each) for each in wanted]


def test_each_use_of_a_list_goes_on_counting() -> None:
    made = Lists(lists(7, 8), level(DECIMAL, "\x00.") + level(CHINESE, "\x00、", start=3), uses(8, 7), b"")
    assert labels(made, (1, 0), (2, 0), (2, 0), (1, 0)) == ["三、", "1.", "2.", "四、"]


def test_a_list_of_levels_begins_the_inner_ones_anew() -> None:
    levels = level(CHINESE, "\x00、") + level(DECIMAL, "\x00.\x01") + level(BULLET, "·") * 7
    made = Lists(lists(7, simple=False), levels, uses(7), b"")
    assert labels(made, (1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)) == ["一、", "一.1", "一.2", "二、", "二.1", ""]


def test_a_list_that_is_not_there_has_no_numbers() -> None:
    made = Lists(lists(7), level(DECIMAL, "\x00."), uses(7), b"")
    assert labels(made, (0, 0), (5, 0)) == ["", ""]
    assert made.of_style(3) == (0, 0)
    assert labels(Lists(b"", b"", b"", b""), (1, 0)) == [""]


@pytest.mark.parametrize("cut", range(1, 30, 4))
def test_damage_loses_the_numbers_and_nothing_else(cut: int) -> None:
    whole = level(DECIMAL, "\x00.")
    assert Lists(lists(7), whole[:-cut], uses(7), b"").label(1, 0) == ""
    assert Lists(lists(7)[:-cut], whole, uses(7), b"\xff" * cut).label(1, 0) in ("", "1.")
