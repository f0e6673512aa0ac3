"""Form fields and comments written on a page are read where they stand; buttons, stamps and hidden ones are not."""

import pytest

from model.importing.content import Grid, SourceParagraph
from model.importing.readers.pdf.document import read_pdf
from tests.model.importing.readers.pdf.pdfs import frame, pages, stream, text

TABLE = frame([50, 200, 300], [710, 680, 650]) + b"".join(
    text(label, 60, y) for label, y in (("行政许可一二三四", 690), ("行政处罚一二三四", 660))
)
WORDS = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 600)
FIELD = b"/Subtype /Widget /FT /Tx /T (a) /V (%s) /DA (/Helv 10 Tf 0 g)"
COMMENT = b"/Subtype /FreeText /Contents (%s) /DA (/Helv 10 Tf 0 g)"
IN_FIRST, IN_SECOND = b"/Rect [205 685 295 705]", b"/Rect [205 655 295 675]"


def appearance(words: str) -> bytes:
    return stream(
        text(words, 3, 5), b" /Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F1 3 0 R >> >>"
    )


def read(*annotations: bytes, shown: str = "143", drawn: bytes = b"") -> tuple[list[list[str]], list[str]]:
    """The table and the paragraphs of a page with these annotations; object 20 is an appearance."""
    apart = b"".join(text(char, 3 + 30 * n, 5) for n, char in enumerate(shown))
    in_boxes = stream(apart, b" /Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F1 3 0 R >> >>")
    more = {20: appearance(shown), 23: in_boxes, 21: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
    more |= {30 + n: b"<< /Type /Annot %s >>" % about for n, about in enumerate(annotations)}
    listed = b" ".join(b"%d 0 R" % (30 + n) for n in range(len(annotations)))
    form = b"/AcroForm << /Fields [%s] /DA (/Helv 10 Tf 0 g) /DR << /Font << /Helv 21 0 R >> >> >>" % listed
    data = pages([TABLE + WORDS + drawn], b"/Annots [%s]" % listed, more, form)
    content, _ = read_pdf(data, "a.pdf")
    (table,) = (item.texts() for item in content if isinstance(item, Grid))
    return table, [item.text for item in content if isinstance(item, SourceParagraph)]


@pytest.mark.parametrize(
    "annotation",
    [
        FIELD % b"143" + IN_FIRST + b"/F 4 /AP << /N 20 0 R >>",
        FIELD % b"143" + IN_FIRST + b"/F 4",
        FIELD % b"143" + b"/Ff 16777216 /MaxLen 3" + IN_FIRST + b"/F 4 /AP << /N 23 0 R >>",
        COMMENT % b"143" + IN_FIRST + b"/F 4 /AP << /N 20 0 R >>",
        COMMENT % b"143" + IN_FIRST + b"/F 4",
        b"/Subtype /FreeText" + IN_FIRST + b"/F 4 /AP << /N 20 0 R >>",
        COMMENT.replace(b"/Contents", b"/RC") % b"<body><p>14<b>3</b></p></body>" + IN_FIRST + b"/F 4",
        b"/Subtype /Widget /FT /Ch /Ff 131072 /Opt [(143) (8)] /T (a) /V (143)" + IN_FIRST + b"/AP << /N 20 0 R >>",
    ],
    ids=[
        "field",
        "field without appearance",
        "field of boxes",
        "comment",
        "comment without appearance",
        "comment that is drawn only",
        "rich text",
        "choice",
    ],
)
def test_what_is_filled_in_is_read_at_its_place(annotation: bytes) -> None:
    table, paragraphs = read(annotation)
    assert table == [["行政许可一二三四", "143"], ["行政处罚一二三四", ""]]
    assert paragraphs == ["政府信息公开工作年度报告一二三四五六七八九十"]


@pytest.mark.parametrize(
    "annotation",
    [
        FIELD % b"143" + IN_FIRST + b"/F 2 /AP << /N 20 0 R >>",
        FIELD % b"143" + IN_FIRST + b"/F 32 /AP << /N 20 0 R >>",
        b"/Subtype /Widget /FT /Btn /T (a) /V /Yes /AS /Yes /AP << /N << /Yes 20 0 R >> >>" + IN_FIRST,
        b"/Subtype /Stamp /Contents (8) /AP << /N 20 0 R >>" + IN_FIRST,
        b"/Subtype /Watermark /AP << /N 20 0 R >>" + IN_FIRST,
        b"/Subtype /Text /Contents (8) /AP << /N 20 0 R >>" + IN_FIRST,
        FIELD % b"" + IN_FIRST,
    ],
    ids=["hidden", "not viewed", "check box", "stamp", "watermark", "note", "empty"],
)
def test_what_is_not_filled_in_is_not_read(annotation: bytes) -> None:
    assert read(annotation, drawn=text("0", 210, 690))[0] == [["行政许可一二三四", "0"], ["行政处罚一二三四", ""]]


@pytest.mark.parametrize(("flags", "is_said"), [(b"2", True), (b"32", True), (b"4", False)])
def test_figures_in_fields_that_are_not_shown_are_reported(flags: bytes, is_said: bool) -> None:
    more = {30: b"<< /Type /Annot %s >>" % (FIELD % b"143" + IN_FIRST + b"/F " + flags)}
    form = b"/AcroForm << /Fields [30 0 R] /DA (/Helv 10 Tf 0 g) >>"
    _, notes = read_pdf(pages([TABLE + WORDS], b"/Annots [30 0 R]", more, form), "a.pdf")
    assert [note.what for note in notes] == ["1 页有隐藏的表单域或注释，里面的数没有读入"] * is_said


def test_a_comment_in_letters_as_large_as_no_figure_is_a_mark_on_the_page() -> None:
    large = stream(
        text("2025 38", 0, 5, 40),
        b" /Type /XObject /Subtype /Form /BBox [0 0 300 60] /Resources << /Font << /F1 3 0 R >> >>",
    )
    comment = COMMENT % b"2025 38" + b"/Rect [180 650 480 710] /F 4 /AP << /N 22 0 R >>"
    more = {22: large, 30: b"<< /Type /Annot %s >>" % comment}
    content, notes = read_pdf(pages([TABLE + WORDS + text("143", 210, 690)], b"/Annots [30 0 R]", more), "a.pdf")
    assert next(item for item in content if isinstance(item, Grid)).text_at(0, 1) == "143"
    assert [note.what for note in notes] == ["1 页上有水印，水印的字没有读入"]


def test_blanks_in_a_comment_beside_a_figure_change_nothing() -> None:
    assert read(COMMENT % b" " + IN_FIRST + b"/F 4 /AP << /N 20 0 R >>", shown=" ", drawn=text("143", 210, 690))[0][
        0
    ] == [
        "行政许可一二三四",
        "143",
    ]


def test_several_fields_stay_apart() -> None:
    table, _ = read(FIELD % b"143" + IN_FIRST, FIELD.replace(b"(a)", b"(b)") % b"0" + IN_SECOND)
    assert table == [["行政许可一二三四", "143"], ["行政处罚一二三四", "0"]]


def test_a_comment_over_a_figure_is_asked_for() -> None:
    """Nobody knows whether it replaces the figure or comes to it."""
    assert not read(COMMENT % b"8" + IN_FIRST, drawn=text("143", 210, 690))[0][0][1].isdigit()
