from collections.abc import Mapping

import pytest

from model.importing.content import Grid, SourceParagraph
from model.importing.readers.pdf.document import read_pdf
from tests.model.importing.readers.pdf.pdfs import SOME_WORDS, frame, pages, text

TABLE = frame((50, 200, 350), (700, 670, 640)) + text("行政许可一二三四", 60, 680) + text("行政处罚一二三四", 60, 650)
TITLE = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 780)
PICTURE = {
    6: b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    b" /Length 1 >>\nstream\n\xff\nendstream"
}
PICTURE_OVER = b"q %d 0 0 %d %d %d cm /X1 Do Q\n"


def read(drawn: bytes, more: Mapping[int, bytes] | None = None) -> tuple[str, list[str], list[str]]:
    """The first figure, the paragraphs, and what the notes say."""
    content, notes = read_pdf(pages([TITLE + TABLE + text("0", 210, 650) + drawn], more=more), "a.pdf")
    (table,) = (item.texts() for item in content if isinstance(item, Grid))
    assert table[1] == ["行政处罚一二三四", "0"]
    return table[0][1], [i.text for i in content if isinstance(i, SourceParagraph)], [note.what for note in notes]


CLIP = b"q %d %d %d %d re W n\n"


@pytest.mark.parametrize(
    ("drawn", "figure"),
    [
        (text("14", 210, 680) + CLIP % (300, 600, 5, 5) + text("3", 220, 680) + b"Q\n", "14（裁去3）"),
        (CLIP % (0, 0, 1, 1) + text("14", 210, 680) + b"Q\n", "（裁去14）"),
        (text("14", 210, 680) + CLIP % (0, 0, 0, 0) + text("3", 220, 680) + b"Q\n", "14（裁去3）"),
        (CLIP % (205, 670, 10, 30) + text("14", 210, 680) + b"Q\n", "（裁去14）"),
        (CLIP % (205, 670, 100, 30) + text("14", 210, 680) + b"Q\n", "14"),
        (CLIP % (205, 670, 100, 30) + CLIP % (205, 670, 10, 30) + text("14", 210, 680) + b"Q Q\n", "（裁去14）"),
    ],
    ids=["a digit", "all", "by nothing", "half", "not", "by two"],
)
def test_a_figure_that_a_clip_path_cuts_off_is_asked_for(drawn: bytes, figure: str) -> None:
    assert read(drawn)[0] == figure


def test_words_that_a_cell_is_too_narrow_for_are_read_all_the_same() -> None:
    assert read(CLIP % (205, 670, 20, 30) + text("本单位无此项", 210, 680) + b"Q\n")[0] == "本单位无此项"


@pytest.mark.parametrize("colour", [b"1 1 1 rg", b"0 0 0 rg", b"1 0 0 rg"], ids=["white", "black", "red"])
def test_a_figure_under_an_area_is_asked_for(colour: bytes) -> None:
    assert read(text("14", 210, 680) + b"q %s 205 672 30 25 re f Q\n" % colour)[0] == "（盖住14）"
    assert (
        read(text("14", 210, 680) + text("3", 220.3, 680) + b"q %s 220 672 6 25 re f Q\n" % colour)[0] == "14（盖住3）"
    )


def test_the_ground_under_a_figure_does_not_cover_it() -> None:
    assert read(b"q 0.8 0.9 1 rg 201 671 148 28 re f Q\n" + text("14", 210, 680))[0] == "14"


def test_an_area_that_something_shines_through_covers_nothing() -> None:
    """Highlighted figures, and the ring of a frame around them."""
    shining = {
        6: b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /ExtGState << /G 7 0 R >> >>"
        b" /Length 47 >>\nstream\nq /G gs 1 1 0 rg 205 672 30 25 re f Q           \nendstream",
        7: b"<< /ca 0.4 >>",
    }
    assert read(text("14", 210, 680) + b"/X1 Do\n", shining)[0] == "14"
    ring = b"q 205 672 m 240 672 l 240 697 l 205 697 l h 206 673 m 239 673 l 239 696 l 206 696 l h f* Q\n"
    assert read(text("14", 210, 680) + ring)[0] == "14"


def test_a_picture_over_a_figure_covers_it_and_one_beneath_does_not() -> None:
    over = PICTURE_OVER % (30, 25, 205, 672)
    assert read(text("14", 210, 680) + over, PICTURE)[0] == "（盖住14）"
    assert read(over + text("14", 210, 680), PICTURE)[0] == "14"


def test_words_outside_of_tables_that_something_covers_are_left_out_and_that_is_said() -> None:
    figure, paragraphs, notes = read(
        text("14", 210, 680) + text("张三的电话", 50, 600) + b"q 0 g 45 590 90 25 re f Q\n"
    )
    assert figure == "14"
    assert not any("张三" in each for each in paragraphs)
    assert "1 页有被盖住或裁去、看不见的文字，没有读入" in notes


def test_the_text_under_a_scanned_page_is_that_of_text_recognition() -> None:
    scan = PICTURE_OVER % (595, 842, 0, 0)
    content, notes = read_pdf(pages([SOME_WORDS + scan], more=PICTURE), "a.pdf")
    assert [item.text for item in content if isinstance(item, SourceParagraph)]
    assert any("扫描图片识别" in note.what for note in notes)
