"""The properties of paragraphs, which may lie in another stream."""

import struct

import pytest

from model.importing.readers import doc_paragraphs
from model.importing.readers.cell_marks import CellLayout, RowLayout
from model.importing.readers.doc_lists import Lists
from model.importing.readers.doc_paragraphs import ParagraphProperties, PropertiesElsewhere
from model.importing.readers.doc_properties import CELL_MARK, End
from model.importing.readers.doc_styles import StyleLooks
from model.importing.readers.ole_streams import Streams
from tests.model.importing.readers.doc_files import IN_TABLE, ROW_END, compound, defined, depth, style, style_sheet

NO_STYLE = b"\0\0"
DARK = b"\x4d\xc6\x0a" + bytes(4) + b"\x00\x33\x66\x00" + bytes(2)
PALE = b"\x4d\xc6\x0a" + bytes(4) + b"\xff\xff\xff\x00" + bytes(2)
OF_ROW = IN_TABLE + ROW_END + defined([0, 1000, 2000])


def properties(data: bytes = b"", styles: bytes = b"") -> ParagraphProperties:
    streams = Streams(compound({"WordDocument": bytes(10), "1Table": bytes(10), "Data": data}))
    return ParagraphProperties(StyleLooks(styles), Lists(b"", b"", b"", styles), PropertiesElsewhere(streams))


def at(place: int) -> bytes:
    """The modifier that refers to that place of ``Data``."""
    return struct.pack("<HI", 0x6646, place)


def stored(own: bytes) -> bytes:
    return struct.pack("<H", len(own)) + own


def test_rows_that_say_the_same_in_different_places_have_the_same_properties() -> None:
    of = properties(data=bytes(16) + stored(OF_ROW) + stored(OF_ROW))
    first, second = (of.of(NO_STYLE + at(16 + place), b"") for place in (0, 2 + len(OF_ROW)))
    assert first is second
    assert first.layout == RowLayout(0, (CellLayout(1000), CellLayout(2000)))
    assert first.ends_row


def test_what_lies_elsewhere_comes_in_the_place_of_its_modifier() -> None:
    of = properties(data=bytes(16) + stored(depth(3)))
    assert of.of(NO_STYLE + depth(2) + at(16), b"").depth == 3
    assert of.of(NO_STYLE + at(16) + depth(2), b"").depth == 2
    assert of.of(NO_STYLE + at(16), depth(4)).depth == 4


def test_one_stated_in_another_that_lies_elsewhere_is_found_too() -> None:
    inner = stored(depth(3))
    of = properties(data=bytes(16) + inner + stored(at(16)))
    assert of.of(NO_STYLE + at(16 + len(inner)), b"").depth == 3


def test_one_that_refers_to_itself_ends() -> None:
    of = properties(data=bytes(16) + stored(depth(2) + at(16)))
    assert of.of(NO_STYLE + at(16), b"").depth == 2


@pytest.mark.parametrize("own", [at(1_000_000), b"\x08\xd6\xff\x00\x01", b"\x49\x66\xff\xff\xff\x7f"])
def test_a_damaged_one_is_an_error(own: bytes) -> None:
    with pytest.raises((ValueError, IndexError, struct.error)):
        properties(data=bytes(16) + stored(depth(2))).of(NO_STYLE + own + IN_TABLE, b"")


def test_far_more_of_them_than_any_document_has_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_paragraphs, "MOST_ELSEWHERE", 2 * len(OF_ROW))
    of = properties(data=bytes(16) + stored(OF_ROW))
    for more in (b"", IN_TABLE):
        of.of(NO_STYLE + at(16), more)
    with pytest.raises(ValueError, match="without end"):
        of.of(NO_STYLE + at(16), ROW_END)


def test_a_cell_mark_ends_the_outermost_table_only() -> None:
    inner = properties().of(NO_STYLE + depth(2) + b"\x4b\x24\x01", b"")
    assert inner.end_with("\r") == End(2, of_cell=True, of_row=False)
    assert inner.end_with(CELL_MARK) == End(1, of_cell=True, of_row=False)
    row = properties().of(NO_STYLE + OF_ROW, b"")
    assert row.end_with(CELL_MARK) == End(1, of_cell=False, of_row=True)
    inner_row = properties().of(NO_STYLE + depth(2) + b"\x4b\x24\x01\x4c\x24\x01", b"")
    assert inner_row.end_with("\r") == End(2, of_cell=False, of_row=True)
    assert properties().of(NO_STYLE, b"").end_with("\r") == End(0, of_cell=False, of_row=False)


@pytest.mark.parametrize(("own", "is_dark"), [(b"", True), (PALE, False), (PALE + DARK, True), (DARK + PALE, False)])
def test_the_last_ground_counts_and_that_of_the_style_comes_first(own: bytes, is_dark: bool) -> None:
    styles = style_sheet(style(b"", paragraph=DARK))
    assert properties(styles=styles).of(NO_STYLE + own, b"").is_dark is is_dark


def test_cells_with_a_dark_ground_are_told_by_the_end_of_their_row() -> None:
    shades = b"".join(bytes(4) + colour + bytes(2) for colour in (b"\xff\xff\xff\x00", b"\x00\x33\x66\x00"))
    of_cells = b"\x12\xd6" + bytes((len(shades),)) + shades
    found = properties().of(NO_STYLE + OF_ROW + of_cells + DARK, b"")
    assert found.is_dark
    assert found.dark_cells == {1}
