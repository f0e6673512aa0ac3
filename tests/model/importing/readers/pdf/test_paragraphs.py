"""Lines of text become paragraphs; page numbers and running heads are left out."""

from model.importing.content import SourceParagraph
from model.importing.readers.pdf.document import read_pdf
from tests.model.importing.readers.pdf.pdfs import frame, pages, paragraphs, text

BODY = [
    text("　　" + "一" * 26, 90, 700, 16),
    text("二" * 28, 90, 670, 16),
    text("三" * 10 + "。", 90, 640, 16),
    text("四" * 26, 122, 610, 16),
    text("五" * 28, 90, 580, 16),
]


def test_wrapped_lines_are_one_paragraph_also_over_the_end_of_a_page() -> None:
    table = frame([90, 300, 538], [300, 270, 240])
    first = b"".join(BODY) + text("- 1 -", 290, 50, 12)
    second = text("六" * 28, 90, 780, 16) + text("七七。", 90, 750, 16) + text("八" * 20, 122, 720, 16) + table
    second += text("规章", 100, 280) + text("- 2 -", 290, 50, 12)
    assert paragraphs([first, second]) == [
        "一" * 26 + "二" * 28 + "三" * 10 + "。",
        "四" * 26 + "五" * 28 + "六" * 28 + "七七。",
        "八" * 20,
    ]


def test_page_numbers_are_dropped_and_what_every_page_repeats_is_reported_once() -> None:
    table = frame([90, 300, 538], [300, 270, 240])
    drawn = [
        text("某某局年报", 250, 810) + BODY[3] + table + text("规章", 100, 280) + text(f"第{n}页 共3页", 280, 40)
        for n in (1, 2, 3)
    ]
    content, notes = read_pdf(pages(drawn), "a.pdf")
    assert [item.text for item in content if isinstance(item, SourceParagraph)] == ["四" * 26] * 3
    assert [note.raw for note in notes] == ["某某局年报"]
