"""What of a Word 97 document is hidden, struck out, white or tiny: by characters, and by the styles of either."""

import struct

import pytest

from tests.model.importing.readers.doc_files import IN_TABLE, P, grid, read, row, style, style_sheet

WHITE, WHITE_NUMBER, BLACK, TINY, READABLE = (
    b"\x70\x68\xff\xff\xff\x00",
    b"\x42\x2a\x08",
    b"\x42\x2a\x01",
    b"\x43\x4a\x02\x00",
    b"\x43\x4a\x15\x00",
)
HIDDEN, SHOWN, STRUCK, NOT_STRUCK = b"\x3c\x08\x01", b"\x3c\x08\x00", b"\x37\x08\x01", b"\x37\x08\x00"
DARK = b"\x4d\xc6\x0a" + bytes(4) + b"\x00\x33\x66\x00" + bytes(2)
PALE = b"\x4d\xc6\x0a" + bytes(4) + b"\xff\xff\xff\x00" + bytes(2)
EDGES = [0, 1000, 2000]
END = P("完\r")


def in_style(number: int) -> bytes:
    return struct.pack("<HH", 0x4A30, number)


def cell_in(styles: bytes, *parts: P, **how: object) -> str:
    """The second cell of a row with these parts."""
    cells = [P("甲\x07", IN_TABLE), *parts]
    return grid(read([*cells, *row([], EDGES), END], styles=styles, **how)).texts()[0][1]


@pytest.mark.parametrize(
    ("of_style", "text"),
    [
        (WHITE, "（看不见512）"),
        (WHITE_NUMBER, "（看不见512）"),
        (TINY, "（看不见512）"),
        (STRUCK, "（划去512）"),
        (HIDDEN, ""),
        (BLACK, "512"),
        (READABLE, "512"),
    ],
)
def test_a_paragraph_style_changes_how_its_characters_look(of_style: bytes, text: str) -> None:
    styles = style_sheet(style(b""), style(of_style), style(b"", 1))
    assert cell_in(styles, P("512\x07", IN_TABLE, style=1)) == text
    assert cell_in(styles, P("512\x07", IN_TABLE, style=2)) == text
    assert cell_in(styles, P("512\x07", IN_TABLE)) == "512"


@pytest.mark.parametrize(
    ("of_style", "own", "text"),
    [
        (WHITE, BLACK, "（看不见5）1（看不见2）"),
        (TINY, READABLE, "（看不见5）1（看不见2）"),
        (STRUCK, NOT_STRUCK, "（划去5）1（划去2）"),
        (HIDDEN, SHOWN, "1"),
        (WHITE, STRUCK, "（看不见5）（划去1）（看不见2）"),
    ],
)
def test_what_characters_say_themselves_comes_after_the_style_of_their_paragraph(
    of_style: bytes, own: bytes, text: str
) -> None:
    styles = style_sheet(style(b""), style(of_style))
    parts = [P("5"), P("1", characters=own), P("2\x07", IN_TABLE, style=1)]
    assert cell_in(styles, *parts) == text


def test_a_style_of_characters_comes_after_that_of_their_paragraph() -> None:
    styles = style_sheet(style(b""), style(WHITE), style(BLACK, of_paragraphs=False), style(TINY, of_paragraphs=False))
    parts = [P("5", characters=in_style(2)), P("1", characters=in_style(3)), P("2\x07", IN_TABLE, style=1)]
    assert cell_in(styles, *parts) == "5（看不见1）（看不见2）"
    parts = [P("5", characters=in_style(2)), P("1", characters=in_style(3)), P("2\x07", IN_TABLE)]
    assert cell_in(styles, *parts) == "5（看不见1）2"


def test_white_letters_of_a_style_are_seen_on_its_dark_ground() -> None:
    styles = style_sheet(style(b""), style(WHITE, paragraph=DARK), style(b"", 1))
    assert cell_in(styles, P("512\x07", IN_TABLE, style=1)) == "512"
    assert cell_in(styles, P("512\x07", IN_TABLE, style=2)) == "512"
    assert cell_in(styles, P("512\x07", IN_TABLE + PALE, style=1)) == "（看不见512）"


@pytest.mark.parametrize("cut", [*range(1, 7)])
def test_a_style_is_for_all_pieces_of_its_paragraph(cut: int) -> None:
    """The text is 甲, mark, 5, 1, 2, mark, mark, 完, mark."""
    styles = style_sheet(style(b""), style(WHITE))
    parts = [P("5"), P("1", characters=BLACK), P("2\x07", IN_TABLE, style=1)]
    assert cell_in(styles, *parts, cuts=[cut], backwards=True) == "（看不见5）1（看不见2）"


def test_a_hidden_row_mark_by_style_leaves_the_table_as_it_is() -> None:
    styles = style_sheet(style(b""), style(HIDDEN))
    rows = [*row(["甲", "1"], EDGES), *(each._replace(style=1) for each in row(["乙", "2"], EDGES))]
    assert grid(read([*rows, END], styles=styles)).texts() == [["甲", "1"], ["", ""]]
