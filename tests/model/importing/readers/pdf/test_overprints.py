"""Level, dark watermarks of the size of the text: left out where it is certain, otherwise asked for."""

import pytest

from model.importing.content import Grid
from model.importing.readers.pdf.document import read_pdf
from tests.model.importing.readers.pdf.pdfs import HUAIAN, frame, grids, pages, paragraphs, text
from tests.model.importing.readers.pdf.test_page_texts import ROWS, TABLE, WORDS, drawn

SENTENCE = "政府信息公开工作年度报告一二三四五六七八九十"


def mark(x: float, y: float, words: str = "内部资料2024") -> bytes:
    return drawn(words, x, y, 0, 10)


def by_character(x: float, y: float) -> bytes:
    """As some programs draw: each character is an object of its own. The test's font has no glyphs of Han ones."""
    return b"".join(drawn(char, x + 5 * place, y, 0, 10) for place, char in enumerate("Draft2024"))


def what_of(*contents: bytes) -> list[str]:
    return [note.what for note in read_pdf(pages(contents), "a.pdf")[1]]


def by_font(x: float, y: float) -> bytes:
    """Han characters and digits in objects of their own, as Word writes them."""
    return drawn("内部资料", x, y, 0, 10) + drawn("2024", x + 40, y, 0, 10)


@pytest.mark.parametrize("one", [mark, by_character, by_font], ids=["words", "characters", "fonts"])
@pytest.mark.parametrize("behind", [True, False], ids=["behind", "over"])
def test_words_that_stand_over_others_three_times_are_a_watermark(one: object, behind: bool) -> None:
    assert callable(one)
    tiles = b"".join(one(x, y) for x, y in ((150, 690), (180, 662), (150, 602)))
    page = tiles + TABLE + WORDS if behind else TABLE + WORDS + tiles
    assert grids([page]) == [ROWS]
    assert paragraphs([page]) == [SENTENCE]
    assert what_of(page) == ["1 页上有水印，水印的字没有读入"]


@pytest.mark.parametrize("x", [150, 165, 190], ids=["over the line", "over a figure", "over both"])
def test_words_at_the_same_place_of_two_pages_are_a_watermark(x: float) -> None:
    page = TABLE + WORDS + mark(x, 690)
    assert grids([page, page]) == [ROWS, ROWS]
    assert what_of(page, page) == ["2 页上有水印，水印的字没有读入"]


@pytest.mark.parametrize("x", [150, 165, 190], ids=["over the line", "over a figure", "over both"])
def test_words_that_stand_over_others_once_leave_the_figure_open_and_are_said(x: float) -> None:
    page = TABLE + WORDS + mark(x, 690)
    (label, figure), other = grids([page])[0]
    assert "叠印" in figure
    assert not figure.isdigit()
    assert (label, other) == (ROWS[0][0], ROWS[1])
    (said,) = what_of(page)
    assert said == "“内部资料2024”和别的字印在了一起，分不开，那里的数没有读入，请对照原件核对"


def test_print_that_is_drawn_twice_to_look_bold_is_read_once() -> None:
    page = TABLE + WORDS + text("政府信息公开工作年度报告一二三四五六七八九十", 50.3, 600)
    content, notes = read_pdf(pages([page]), "a.pdf")
    assert [item.texts() for item in content if isinstance(item, Grid)] == [ROWS]
    assert notes == []


def test_cells_without_room_at_their_lines_are_read() -> None:
    page = frame([50, 100, 150], [710, 680]) + text("行政许可一", 50, 690) + text("143", 100, 690) + WORDS
    assert grids([page]) == [[["行政许可一", "143"]]]
    assert what_of(page) == []


def test_a_single_digit_under_words_is_asked_for() -> None:
    page = TABLE + WORDS + mark(205, 661, "草稿")
    assert not grids([page])[0][1][1].isdigit()
    assert what_of(page) == ["“草稿”和别的字印在了一起，分不开，那里的数没有读入，请对照原件核对"]


def test_a_published_report_has_nothing_printed_over_its_text() -> None:
    _, notes = read_pdf(HUAIAN.read_bytes(), "a.pdf")
    assert [note.what for note in notes if "印在了一起" in note.what or "水印" in note.what] == []


def test_the_same_labels_in_many_rows_are_no_watermark() -> None:
    rows = [710, 695, 680, 665, 650]
    cells = b"".join(text("小计", 60, y + 4) + text("12", 210, y + 4) for y in rows[1:])
    page = frame([50, 200, 300], rows) + cells + WORDS
    assert grids([page]) == [[["小计", "12"]] * 4]
    assert what_of(page) == []


def test_of_two_repeated_texts_over_each_other_the_more_frequent_one_is_the_mark() -> None:
    columns = (50, 150, 250, 350)
    heads = b"".join(text("结果维持", x + 5, 680) for x in columns[:3]) + text("1", 60, 650)
    table = frame(columns, (700, 670, 640)) + heads
    marks = b"".join(mark(x, y) for x, y in ((60, 682), (160, 682), (260, 682), (60, 602), (200, 602)))
    assert grids([table + marks + WORDS]) == [[["结果维持"] * 3, ["1", "", ""]]]
