"""Watermarks, pale, invisible, raised and vertical texts: neither joined to figures nor to words."""

import json
import math

import pytest

from model.form.edition import Edition
from model.importing.content import Grid
from model.importing.readers.pdf.document import read_pdf
from model.report.derived_totals import shown
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import figures_of, numbered
from tests.model.importing.readers.pdf.pdfs import frame, grids, pages, paragraphs, stream, text

ROWS = [["行政许可一二三四", "143"], ["行政处罚一二三四", "0"]]
CELLS = b"".join(
    text(word, x, y)
    for (label, figure), y in zip(ROWS, (690, 660), strict=True)
    for word, x in ((label, 60), (figure, 210))
)
TABLE = frame([50, 200, 300], [710, 680, 650]) + CELLS
WORDS = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 600)


def drawn(words: str, x: float, y: float, degrees: float = 0, size: float = 10, before: str = "") -> bytes:
    """A text with this direction, counter-clockwise, and these operators before it."""
    codes = "".join(f"{ord(char):04x}" for char in words)
    turn = math.radians(degrees)
    a, b = math.cos(turn), math.sin(turn)
    return f"q {before} BT /F1 {size} Tf {a:.4f} {b:.4f} {-b:.4f} {a:.4f} {x} {y} Tm <{codes}> Tj ET Q\n".encode()


def notes_of(*contents: bytes) -> list[str]:
    _, notes = read_pdf(pages(contents), "a.pdf")
    return [note.what for note in notes]


WATERMARKS = {
    "slanted": drawn("2024", 200, 655, 30, 60, "0.8 g"),
    "slanted downwards": drawn("内部资料8", 180, 710, -45, 20),
    "slightly slanted, dark": drawn("8", 226, 690, 5),
    "upside down slant": drawn("20 24", 260, 700, 200, 30),
    "level, large, pale": drawn("内部资料 2024", 150, 650, 0, 40, "0.85 g"),
    "level, large, dark over the text": drawn("8 9", 190, 655, 0, 60, "1 0 0 rg"),
    "level, tiled, pale": b"".join(
        drawn("办公室 0917", x, y, 0, 8, "0.8 g") for x in (55, 140, 222) for y in (660, 672, 690)
    ),
    "level, tiled, pale digits": b"".join(
        drawn("0917", x, y, 0, 8, "0.8 g") for x in (55, 140, 222) for y in (660, 672, 690)
    ),
    "level, tiled, digits of the text": b"".join(
        drawn("0917", x, y, 0, 8) for x in (55, 140, 222) for y in (660, 672, 690)
    ),
    "hardly slanted, tiled": b"".join(drawn("86 42", x, y, 2, 9) for x in (55, 222) for y in (660, 690)),
    "upright, large, pale": drawn("2024 06", 240, 640, 90, 40, "0.85 g"),
    "upright, large, dark": drawn("2024 06", 240, 640, 90, 40),
    "upright, tiled, pale": b"".join(drawn("0917", x, 655, 90, 9, "0.8 g") for x in (70, 150, 230)),
    "pale words over a figure": drawn("草稿", 212, 690, 0, 10, "0.8 g"),
}


@pytest.mark.parametrize("behind", [True, False], ids=["behind", "over"])
@pytest.mark.parametrize("mark", WATERMARKS.values(), ids=WATERMARKS.keys())
def test_a_watermark_is_left_out_and_said(mark: bytes, behind: bool) -> None:
    page = (mark + TABLE if behind else TABLE + mark) + WORDS
    assert grids([page, page]) == [ROWS, ROWS]
    assert paragraphs([page]) == ["政府信息公开工作年度报告一二三四五六七八九十"]
    assert notes_of(page, TABLE + text("无关", 60, 500) + mark) == ["2 页上有水印，水印的字没有读入"]


def test_a_page_that_lies_askew_as_a_whole_is_no_watermark() -> None:
    lines = [drawn(f"政府信息公开工作年度报告一二三四{n}", 50, 700 - 20 * n, 1.5) for n in range(8)]
    assert "水印" not in "".join(notes_of(b"".join(lines)))


def test_a_watermark_in_a_form_is_left_out() -> None:
    form = stream(
        drawn("2024", 0, 0, 0, 60),
        b" /Type /XObject /Subtype /Form /BBox [0 -100 600 900] /Matrix [0.87 0.5 -0.5 0.87 190 650]"
        b" /Resources << /Font << /F1 3 0 R >> >>",
    )
    content, notes = read_pdf(pages([TABLE + WORDS + b"/X1 Do\n"], more={6: form}), "a.pdf")
    assert [item.texts() for item in content if isinstance(item, Grid)] == [ROWS]
    assert [note.what for note in notes] == ["1 页上有水印，水印的字没有读入"]


@pytest.mark.parametrize(
    ("digits", "read"),
    [
        (drawn("8", 226, 690, 0, 10, "0.8 g"), "143（浅色8）"),
        (drawn("8", 226, 690, 0, 10, "1 g"), "143（看不见8）"),
        (drawn("8", 226, 690, 0, 10, "3 Tr"), "143（看不见8）"),
        (drawn("8", 226, 690, 0, 1), "143（看不见8）"),
        (drawn("8", 226, 694, 0, 6), "143（上标8）"),
        (drawn("8", 226, 694), "143（上标8）"),
        (drawn("8", 226, 686), "143（下标8）"),
    ],
    ids=["pale", "white", "not drawn", "tiny", "small and raised", "raised", "lowered"],
)
def test_digits_that_may_not_belong_to_a_figure_stand_apart(digits: bytes, read: str) -> None:
    page = TABLE + digits + WORDS
    assert grids([page]) == [[["行政许可一二三四", read], ["行政处罚一二三四", "0"]]]


def test_a_figure_printed_over_another_is_asked_for() -> None:
    page = TABLE + text("986", 211, 690) + WORDS
    assert not grids([page])[0][0][1].isdigit()


def test_texts_outside_of_the_page_are_left_out_and_said() -> None:
    page = TABLE + WORDS + text("看不见的字", 700, 600)
    assert paragraphs([page]) == ["政府信息公开工作年度报告一二三四五六七八九十"]
    assert notes_of(page) == ["1 页有页面范围以外、看不见的文字，没有读入"]


@pytest.mark.parametrize(
    "unseen",
    [
        drawn("8", 226, 690, 0, 0),
        drawn("8", 226, 690).replace(b"Tf", b"Tf 0 Tz"),
        b"q 0 0 0 0 226 690 cm BT /F1 10 Tf <0038> Tj ET Q\n",
    ],
    ids=["font size", "width", "scale"],
)
def test_texts_of_no_size_are_left_out_and_said(unseen: bytes) -> None:
    page = TABLE + unseen + WORDS
    assert grids([page]) == [ROWS]
    assert notes_of(page) == ["1 页有字号为 0、看不见的文字，没有读入"]


def test_a_document_all_in_grey_is_read() -> None:
    page = frame([50, 200, 300], [710, 680, 650]) + b"0.65 g\n" + CELLS + WORDS
    assert grids([page]) == [ROWS]
    assert notes_of(page) == []


@pytest.mark.parametrize(
    "label",
    [
        drawn("GROUP", 66, 650, 90),
        b"".join(drawn(char, 66, 650 + 10 * n, 90) for n, char in enumerate("GROUP")),
        b"".join(drawn(char, 57, 708 - 10 * n, -90) for n, char in enumerate("GROUP")),
    ],
    ids=["one text", "upwards", "downwards"],
)
def test_a_turned_label_is_read_in_its_direction(label: bytes) -> None:
    page = frame([50, 80, 200], [715, 645]) + label + text("143", 100, 680) + WORDS
    assert grids([page]) == [[["GROUP", "143"]]]


@pytest.mark.parametrize("name", ["group-label-bottom-to-top", "vertical-font-scaled", "slanted-watermark-name-tiled"])
def test_a_report_with_a_vertical_label_or_a_watermark_is_read_to_the_last_cell(
    read: Import, edition: Edition, name: str
) -> None:
    """The label of a group written upwards; in a vertical font whose size is scaled; under tiles of a name."""
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))["cells"]
    figures = shown(read(SAMPLES / f"{name}.pdf").report, edition).figures
    assert {cell: str(figures.get(cell)) for cell in edition.cells} == {c: str(v) for c, v in expected.items()}


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_report_that_is_printed_across_its_pages_is_read_as_if_it_lay_the_right_way(
    read_bytes: ImportBytes, edition: Edition, degrees: int
) -> None:
    data = (SAMPLES / "filled-libreoffice.pdf").read_bytes()
    of_page = b"595.303937007874 841.889763779528]"
    assert data.count(of_page) > 1
    turned = data.replace(of_page, (b"595.304 841.89]/Rotate %d" % degrees).ljust(len(of_page)))
    assert figures_of(read_bytes("a.pdf", turned)) == numbered(edition)
    assert read_bytes("a.pdf", turned).report.texts == read_bytes("b.pdf", data).report.texts
