"""Figures of old workbooks that conditional formats show in the colour of their ground."""

import struct

import pytest

from model.importing.content import Grid
from model.importing.readers.xls import read_old_spreadsheet
from model.importing.readers.xls_conditions import Rule, areas_of, rule_of
from tests.conftest import SAMPLES

WINDOW, WHITE, BLUE = 65, 9, 12
INTEGER, NUMBER = "<BH", "<Bd"


def condition(
    compares: int,
    *formulas: bytes,
    kind: int = 1,
    ink: int = WHITE,
    ground: int | None = None,
    own_format: bool = False,
) -> bytes:
    """The record CF."""
    first, second = (*formulas, b"", b"")[:2]
    flags = 1 << 26 | (1 << 29 if ground is not None else 0) | (1 << 25 if own_format else 0)
    font = bytes(80) + struct.pack("<I", ink) + bytes(34)
    number_format = struct.pack("<H8x", 10) if own_format else b""
    fill = struct.pack("<I", ground << 23) if ground is not None else b""
    head = struct.pack("<BBHHIH", kind, compares, len(first), len(second), flags, int(own_format))
    return head + number_format + font + fill + first + second


def integer(value: int) -> bytes:
    return struct.pack(INTEGER, 0x1E, value)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (condition(3, integer(5)), Rule("=", (5.0,), WHITE, WINDOW)),
        (condition(6, struct.pack(NUMBER, 0x1F, 2.5)), Rule("<", (2.5,), WHITE, WINDOW)),
        (condition(2, integer(1), integer(9)), Rule("notBetween", (1.0, 9.0), WHITE, WINDOW)),
        (condition(3, integer(5), ground=BLUE), Rule("=", (5.0,), WHITE, BLUE)),
        (condition(3, integer(5), ink=BLUE, ground=BLUE, own_format=True), Rule("=", (5.0,), BLUE, BLUE)),
        (condition(3, integer(5), ink=0xFFFFFFFF), Rule("=", (5.0,), None, WINDOW)),
        (condition(0, b"\x4c\0\0\0\xc0\x1e\x03\0\x0d", kind=2), Rule("", (), WHITE, WINDOW)),
        (condition(3, b"\x44\0\0\0\xc0"), Rule("", (), WHITE, WINDOW)),
        (condition(1, integer(1)), Rule("", (), WHITE, WINDOW)),
        (condition(99, integer(1)), Rule("", (), WHITE, WINDOW)),
    ],
)
def test_a_condition_tells_when_and_how_figures_look_otherwise(body: bytes, rule: Rule) -> None:
    assert rule_of(body) == rule


def test_areas_are_those_that_the_record_lists() -> None:
    body = struct.pack("<HH8xH", 1, 0, 2) + struct.pack("<8H", 0, 2, 1, 1, 5, 5, 0, 255)
    assert areas_of(body) == [(0, 1, 3, 2), (5, 0, 6, 200)]
    with pytest.raises(struct.error):
        areas_of(body[:-1])


@pytest.mark.parametrize(
    "body", [b"\1\3", condition(3, integer(5))[:20], struct.pack("<BBHHIH", 1, 3, 9000, 0, 1 << 26, 0) + bytes(200)]
)
def test_a_condition_that_is_cut_short_is_damaged(body: bytes) -> None:
    with pytest.raises(struct.error):
        rule_of(body)


def with_second_condition_damaged(data: bytes) -> bytes:
    """The workbook of LibreOffice, whose second record CF says that it has a longer formula than it holds."""
    places = [
        place for place in range(len(data)) if data[place : place + 2] == b"\xb1\x01" and data[place + 4] in (1, 2)
    ]
    return data[: places[1] + 6] + b"\xff\x7f" + data[places[1] + 8 :]


def test_a_damaged_condition_leaves_the_others_as_they_are_and_its_cells_are_named() -> None:
    data = (SAMPLES / "spreadsheets" / "conditions.xls").read_bytes()
    (grid,), notes = read_old_spreadsheet(with_second_condition_damaged(data), "a.xls")
    assert isinstance(grid, Grid)
    assert [grid.text_at(row, 1) for row in range(6)] == ["1", "（看不见2）", "3", "4", "5", "6"]
    said = [note.what for note in notes]
    assert "里记录条件格式的地方有损坏" in said[0]
    assert ["按条件可能变成看不见的白字" in each for each in said] == [False, True]
    assert "第4行第2列、第5行第2列" in said[1]


def test_figures_that_conditions_hide_are_asked_for_and_those_that_they_may_hide_are_named() -> None:
    """A workbook of LibreOffice: white if equal to 2, white between 1 and 9, and white by a formula."""
    data = (SAMPLES / "spreadsheets" / "conditions.xls").read_bytes()
    (grid,), notes = read_old_spreadsheet(data, "a.xls")
    assert isinstance(grid, Grid)
    assert [grid.text_at(row, 1) for row in range(6)] == ["1", "（看不见2）", "3", "（看不见4）", "（看不见5）", "6"]
    assert ["第6行第2列按条件可能变成看不见的白字" in note.what for note in notes] == [True]
