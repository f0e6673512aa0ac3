"""Characters that a page shows without saying which they are."""

import re
import zlib
from collections.abc import Sequence

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.importing.content import UNREADABLE, Grid
from model.importing.notes import ImportedDocumentError
from model.importing.readers.pdf.document import read_pdf
from model.report.derived_totals import shown
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.readers.pdf.pdfs import HUAIAN, frame, grids, line, pages, stream, text, to_unicode

ALL_BUT_1 = (0x20, 0x30, 0x20), (0x32, 0xFFFF, 0x32)


@pytest.mark.parametrize(
    ("more", "alone"),
    [((), "〓"), (((0x31, 0x31, 0),), "〓"), (((0x31, 0x31, 0xFFFD),), "")],
    ids=["no code", "code 0", "replacement character, which no other font draws alone"],
)
def test_a_glyph_without_a_character_stays_in_its_place(more: tuple[tuple[int, int, int], ...], alone: str) -> None:
    cells = text("3001", 105, 705) + text("1", 205, 705) + text("20", 105, 675) + text("0", 205, 675)
    table = stream(to_unicode(*ALL_BUT_1, *more))
    content, _ = read_pdf(pages([_ruled([100, 200, 300], [720, 700, 670]) + cells + _WORDS], more={5: table}), "a.pdf")
    grid = next(item for item in content if isinstance(item, Grid))
    assert grid.texts() == [["300〓", alone], ["20", "0"]]


def _ruled(columns: Sequence[float], rows: Sequence[float]) -> bytes:
    across = (line(columns[0], y, columns[-1], y) for y in rows)
    return b"".join((*across, *(line(x, rows[0], x, rows[-1]) for x in columns)))


_WORDS = text("没有编码的字不是空白也不能当作没有写这几个字所在的格要留给人看", 100, 600)


def _without_code(data: bytes) -> bytes:
    """The file with fonts that do not say what their glyph 0014 is, which is the digit 1."""
    for match in list(re.finditer(rb"stream\r?\n", data)):
        inflate = zlib.decompressobj()
        try:
            table = inflate.decompress(data[match.end() :])
        except zlib.error:
            continue
        if b"<0014> <0031>" in table:
            packed = zlib.compress(table.replace(b"<0014> <0031>", b"<ffff> <0031>"), 9)
            end = len(data) - len(inflate.unused_data)
            assert len(packed) <= end - match.end() + 2
            data = data[: match.end()] + packed.ljust(end - match.end()) + data[end:]
    return data


def test_a_published_pdf_whose_digit_has_no_code(read: Import, read_bytes: ImportBytes, edition: Edition) -> None:
    whole = shown(read(HUAIAN).report, edition).figures
    imported = read_bytes("a.pdf", _without_code(HUAIAN.read_bytes()))
    unread = imported.report.unread.keys()
    assert unread == {note.cell for note in imported.notes if note.cell}
    # fonts of other pages know the digit by another number
    assert unread < {cell for cell, figure in whole.items() if "1" in show_figure(figure)}
    figures = shown(imported.report, edition).figures
    assert figures.items() <= whole.items()
    assert figures.keys() | unread == whole.keys()


@pytest.mark.parametrize("on", [30, -600], ids=["bytes lost", "bytes doubled: longer than its directory says"])
def test_a_published_pdf_whose_embedded_font_is_damaged(
    read: Import, read_bytes: ImportBytes, edition: Edition, on: int
) -> None:
    whole = shown(read(HUAIAN).report, edition).figures
    data = HUAIAN.read_bytes()
    inside_of_font = data.index(b"42 0 obj") + 5000
    imported = read_bytes("a.pdf", data[:inside_of_font] + data[inside_of_font + on :])
    assert len(imported.report.unread) == len({note.cell for note in imported.notes if note.cell}) == 175
    figures = shown(imported.report, edition).figures
    assert figures.items() <= whole.items()
    assert figures.keys() | imported.report.unread.keys() == whole.keys()


def test_a_pdf_whose_embedded_font_is_missing(read: Import, read_bytes: ImportBytes, edition: Edition) -> None:
    path = SAMPLES / "vertical-font-scaled.pdf"
    whole = shown(read(path).report, edition).figures
    data = path.read_bytes().replace(b"/FontFile 43 0 R", b"/FontFile 99 0 R")
    imported = read_bytes("a.pdf", data)
    figures = shown(imported.report, edition).figures
    unread = imported.report.unread.keys()
    assert unread == {note.cell for note in imported.notes if note.cell}
    assert len(unread) > 100
    assert figures.items() <= whole.items()
    assert figures.keys() | unread == whole.keys()


def test_texts_of_nothing_but_spaces_are_blank() -> None:
    spaces = b"".join(text(" " * count, 205, 705 - 30 * row) for count, row in ((1, 0), (3, 1)))
    content, _ = read_pdf(
        pages([_ruled([100, 200, 300], [720, 700, 670]) + text("5", 105, 705) + spaces + _WORDS]), "a.pdf"
    )
    assert next(item for item in content if isinstance(item, Grid)).texts() == [["5", ""], ["", ""]]


def test_a_text_of_glyphs_without_codes_is_refused() -> None:
    with pytest.raises(ImportedDocumentError, match="没有编码"):
        read_pdf(pages([_WORDS + _WORDS], more={5: stream(to_unicode((0x20, 0x39, 0x20)))}), "a.pdf")


def test_characters_of_private_use_have_no_code(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match="没有编码"):
        read_bytes("a.pdf", pages([text("\ue2b5\ue101" * 20, 50, 700)]))
    table = frame([50, 200, 350], [710, 690, 670]) + text("规章", 60, 697) + text("1\ue013", 210, 697)
    assert grids([table + _WORDS])[0][0] == ["规章", f"1{UNREADABLE}"]
