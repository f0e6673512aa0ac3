"""Form objects that hold themselves or double are refused; plain nesting is read."""

from collections.abc import Mapping

import pytest

from model.importing.content import SourceParagraph
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.readers.pdf.pdfs import SOME_WORDS, pages, soon, stream, text


def form(content: bytes, resources: bytes, more: bytes = b"") -> bytes:
    about = b" /Type /XObject /Subtype /Form /BBox [0 0 600 900]"
    return stream(content, about + (b" /Resources " + resources if resources else b"") + more)


FONTS = b"/Font << /F1 3 0 R >>"


X1 = b"<< " + FONTS + b" /XObject << /X1 6 0 R >> >>"


@pytest.mark.parametrize(
    "forms",
    [
        {6: form(b"/X1 Do /X1 Do\n" + SOME_WORDS, X1)},
        {6: form(b"/X1 Do\n" + SOME_WORDS, X1)},
        {6: form(b"/X1 Do /X1 Do\n" + SOME_WORDS, b"8 0 R"), 8: X1},
        {6: form(b"/X1 Do /X1 Do\n" + SOME_WORDS, b"")},
        {
            6: form(b"/X2 Do /X2 Do\n", b"<< /XObject << /X2 7 0 R >> >>"),
            7: form(b"/X1 Do /X1 Do\n", b"<< /XObject << /X1 6 0 R >> >>"),
        },
        {
            number: form(b"/X Do /X Do\n" + SOME_WORDS, b"<< " + FONTS + b" /XObject << /X %d 0 R >> >>" % (number + 1))
            for number in range(6, 46)
        },
        {
            6: form(b"/X1 Do /X1 Do\n" + SOME_WORDS, b"8 0 R"),
            9: stream(b"8 0 " + X1, b" /Type /ObjStm /N 1 /First 4"),
        },
    ],
)
def test_drawings_that_hold_themselves_or_double_are_refused(
    read_bytes: ImportBytes, forms: Mapping[int, bytes]
) -> None:
    assert "互相套着" in soon(read_bytes, pages([b"/X1 Do\n" + SOME_WORDS], more=forms))


def test_drawings_within_drawings_are_read() -> None:
    from model.importing.readers.pdf.document import read_pdf

    inner = form(text("内层的文字", 50, 600), b"<< " + FONTS + b" /XObject << /X1 7 0 R >> >>")
    outer = form(b"/X1 Do /X1 Do\n", b"<< /XObject << /X1 7 0 R >> >>")
    content, _ = read_pdf(pages([b"/X1 Do\n" + SOME_WORDS], more={6: outer, 7: inner}), "a.pdf")
    assert any("内层的文字" in item.text for item in content if isinstance(item, SourceParagraph))
