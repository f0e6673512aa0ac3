"""Number formats and fonts of the cells of an old workbook."""

import struct

import pytest

from model.importing.readers.hidden_lines import HiddenLines
from model.importing.readers.xls_formats import CellFormats


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def font(flags: int = 0, raised: int = 0, colour: int = 0x7FFF, height: int = 200) -> bytes:
    return record(0x0031, struct.pack("<HHHHH", height, flags, colour, 400, raised) + bytes(6))


def look(of_font: int, number_format: int, ground: int | None = None) -> bytes:
    fill = bytes(6) if ground is None else struct.pack("<IH", 1 << 26, ground | 64 << 7)
    return record(0x00E0, struct.pack("<HH", of_font, number_format) + bytes(10) + fill)


def number_format(number: int, text: str, wide: bool = False) -> bytes:
    written = text.encode("utf-16-le" if wide else "latin-1")
    return record(0x041E, struct.pack("<HHB", number, len(text), wide) + written)


def workbook(*looks: bytes, cells: bytes) -> CellFormats:
    begin = record(0x0809, struct.pack("<HH", 0x0600, 5) + bytes(12))
    sheet = record(0x0809, struct.pack("<HH", 0x0600, 0x10) + bytes(12)) + cells
    offset = len(begin) + len(b"".join(looks)) + 4 + 8
    listed = record(0x0085, struct.pack("<IHBB", offset, 0, 0, 0))
    return CellFormats.of(begin + b"".join(looks) + listed + sheet)


def number(column: int, of_look: int) -> bytes:
    return record(0x0203, struct.pack("<HHHd", 0, column, of_look, 5.0))


@pytest.mark.parametrize("wide", [False, True])
def test_a_number_shown_otherwise_is_told(wide: bool) -> None:
    formats = workbook(font(), look(0, 164), number_format(164, "0!.0,", wide), cells=number(2, 0))
    assert formats.shown(0, 0, 2, 251000.0) == "25.1（存的是 251000）"
    assert formats.shown(0, 0, 3, 251000.0) == 251000.0
    assert formats.shown(1, 0, 2, 251000.0) == 251000.0


@pytest.mark.parametrize(("built_in", "shown"), [(0, 5.0), (1, 5.0), (3, 5.0), (41, 5.0), (9, "500%（存的是 5）")])
def test_formats_that_every_workbook_has(built_in: int, shown: object) -> None:
    assert workbook(font(), look(0, built_in), cells=number(0, 0)).shown(0, 0, 0, 5.0) == shown


@pytest.mark.parametrize(
    ("of_font", "shown"), [(0, 5.0), (1, "（划去5）"), (2, "（上标5）"), (3, "（下标5）"), (5, "（划去5）")]
)
def test_a_font_may_strike_out_or_raise_the_whole_cell(of_font: int, shown: object) -> None:
    fonts = font(), font(flags=8), font(raised=1), font(raised=2), font(flags=8)
    assert workbook(*fonts, look(of_font, 0), cells=number(0, 0)).shown(0, 0, 0, 5.0) == shown


def test_many_numbers_of_one_record_have_their_own_formats() -> None:
    many = record(0x00BD, struct.pack("<HHHIHIH", 0, 4, 0, 0, 1, 0, 5))
    formats = workbook(font(), look(0, 0), look(0, 9), cells=many)
    assert [formats.shown(0, 0, column, 1.0) for column in (4, 5)] == [1.0, "100%（存的是 1）"]


@pytest.mark.parametrize("data", [b"", b"\x09\x08", record(0x0809, b"")])
def test_a_workbook_without_formats_says_nothing(data: bytes) -> None:
    assert CellFormats.of(data).shown(0, 0, 0, 5) == 5
    assert CellFormats.of(data).damage(None) == ()


@pytest.mark.parametrize(
    ("damaged", "called", "struck"),
    [
        (record(0x041E, b"\xa5"), "数字格式", 1),
        (record(0x041E, struct.pack("<HHB", 165, 5, 0) + b"0.00"), "数字格式", 1),
        (record(0x0092, b"\x38"), "颜色", 1),
        (record(0x0031, bytes(5)), "字体", 2),
        (record(0x00E0, bytes(3)), "单元格格式", 2),
    ],
)
def test_a_damaged_record_of_the_workbook_is_told_and_the_others_are_kept(
    damaged: bytes, called: str, struck: int
) -> None:
    """Those behind it keep their numbers: ``struck`` is the format with the second whole font."""
    looks = (font(), damaged, font(flags=8), look(0, 0), look(1, 0), look(2, 0))
    formats = workbook(*looks, cells=b"".join(number(each, each) for each in range(4)))
    assert formats.damage(None) == (called,)
    assert formats.shown(0, 0, struck, 5.0) == "（划去5）"
    assert formats.shown(0, 0, 0, 5.0) == 5.0


def test_the_sheet_behind_one_that_is_listed_in_a_damaged_record_keeps_its_number() -> None:
    listed = record(0x0085, bytes(2))
    formats = workbook(font(flags=8), look(0, 0), listed, cells=number(0, 0))
    assert formats.damage(None) == ("单元格格式",)
    assert formats.shown(1, 0, 0, 5.0) == "（划去5）"


@pytest.mark.parametrize(
    ("damaged", "called"),
    [
        (record(0x01B0, bytes(7)), "条件格式"),
        (record(0x01B1, bytes(7)), "条件格式"),
        (record(0x0208, bytes(7)), "隐藏的行和列"),
        (record(0x007D, bytes(3)), "隐藏的行和列"),
    ],
)
def test_a_damaged_record_of_a_sheet_is_told_and_the_others_are_kept(damaged: bytes, called: str) -> None:
    hidden = record(0x007D, struct.pack("<HHHHHH", 7, 7, 2048, 15, 1, 0))
    formats = workbook(font(flags=8), look(0, 0), cells=damaged + number(0, 0) + hidden)
    assert (formats.damage(None), formats.damage(0)) == ((), (called,))
    assert formats.shown(0, 0, 0, 5.0) == "（划去5）"
    assert formats.hidden_lines(0).columns == {7}


def test_what_stands_behind_a_chart_is_still_of_the_sheet() -> None:
    chart = record(0x0809, struct.pack("<HH", 0x0600, 0x20) + bytes(12)) + font(flags=8) + record(0x000A, b"")
    formats = workbook(font(), look(0, 0), cells=chart + record(0x007D, struct.pack("<HHHHHH", 7, 7, 0, 15, 1, 0)))
    assert formats.hidden_lines(0).columns == {7}


@pytest.mark.parametrize(
    ("kind", "body", "hidden"),
    [
        (0x0208, struct.pack("<HHHHHHHH", 3, 0, 8, 255, 0, 0, 0x0120, 15), HiddenLines(rows=frozenset({3}))),
        (0x0208, struct.pack("<HHHHHHHH", 3, 0, 8, 0, 0, 0, 0x0100, 15), HiddenLines(rows=frozenset({3}))),
        (0x0208, struct.pack("<HHHHHHHH", 3, 0, 8, 255, 0, 0, 0x0100, 15), HiddenLines()),
        (0x007D, struct.pack("<HHHHHH", 1, 2, 2048, 15, 1, 0), HiddenLines(columns=frozenset({1, 2}))),
        (0x007D, struct.pack("<HHHHHH", 1, 2, 2048, 15, 0, 0), HiddenLines()),
    ],
)
def test_rows_and_columns_may_be_hidden(kind: int, body: bytes, hidden: HiddenLines) -> None:
    assert workbook(look(0, 0), cells=record(kind, body)).hidden_lines(0) == hidden


def test_rows_of_a_sheet_whose_rows_are_hidden_unless_stated() -> None:
    cells = b"".join(
        (
            record(0x0225, struct.pack("<HH", 2, 0)),
            record(0x0208, struct.pack("<HHHHHHHH", 3, 0, 8, 255, 0, 0, 0x0100, 15)),
            *(record(0x0203, struct.pack("<HHHd", row, 0, 0, 5.0)) for row in (3, 4)),
        )
    )
    assert workbook(look(0, 0), cells=cells).hidden_lines(0) == HiddenLines(rows=frozenset({4}))


@pytest.mark.parametrize(
    ("of_font", "ground", "palette", "is_seen"),
    [
        (font(colour=9), None, b"", False),
        (font(colour=9), 9, b"", False),
        (font(colour=9), 18, b"", True),
        (font(colour=18), 18, b"", False),
        (font(colour=18), None, b"", True),
        (font(), None, b"", True),
        (font(height=20), None, b"", False),
        (font(colour=8), None, b"\xff\xff\xff\x00", False),
        (font(colour=9), None, bytes(8), True),
    ],
    ids=[
        *("white", "white on white", "white on dark", "the colour of its ground", "dark", "as usual", "one point"),
        *("white of its own palette", "another colour of its own palette"),
    ],
)
def test_a_figure_that_nobody_can_see_is_asked_for(
    of_font: bytes, ground: int | None, palette: bytes, is_seen: bool
) -> None:
    colours = record(0x0092, struct.pack("<H", len(palette) // 4) + palette)
    formats = workbook(of_font, look(0, 0, ground), colours, cells=number(0, 0))
    assert formats.shown(0, 0, 0, 5.0) == (5.0 if is_seen else "（看不见5）")
    assert formats.shown(0, 0, 0, "规章") == "规章"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ([(2, 1)], "51（划去2）"),
        ([(0, 1), (2, 0)], "（划去51）2"),
        ([(1, 2)], "5（上标12）"),
        ([(1, 3)], "5（看不见12）"),
        ([(1, 0)], "512"),
    ],
)
def test_a_part_of_a_text_may_have_a_font_of_its_own(runs: list[tuple[int, int]], shown: str) -> None:
    written = b"".join(struct.pack("<HH", *run) for run in runs)
    texts = record(0x00FC, struct.pack("<IIHBH", 1, 1, 3, 8, len(runs)) + b"512" + written)
    cell = record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0))
    fonts = font(), font(flags=8), font(raised=1), font(colour=9)
    formats = workbook(*fonts, look(0, 0), texts, cells=cell)
    assert formats.shown(0, 0, 0, "512") == shown
    assert formats.shown(0, 0, 0, "513") == "513"


def test_texts_that_are_cut_short_are_told() -> None:
    formats = workbook(font(), font(flags=8), look(0, 0), record(0x00FC, bytes(3)), cells=number(0, 0))
    assert formats.damage(None) == ("字体",)


def test_the_values_of_a_sheet_are_shown_as_each_of_its_cells_is() -> None:
    runs = struct.pack("<IIHBH", 1, 1, 3, 8, 1) + b"512" + struct.pack("<HH", 2, 1)
    cells = (number(0, 1), number(1, 0), record(0x00FD, struct.pack("<HHHI", 0, 2, 0, 0)), number(9, 1))
    looks = (font(), font(flags=8), look(0, 0), look(1, 0), record(0x00FC, runs))
    formats = workbook(*looks, cells=b"".join(cells))
    rows: list[list[object]] = [[5, 5, "512", 5], [5, 5]]
    formats.show(0, rows)
    formats.show(1, [[5]])
    assert rows == [["（划去5）", 5, "51（划去2）", 5], [5, 5]]
