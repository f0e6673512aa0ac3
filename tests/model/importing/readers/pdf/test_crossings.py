import pytest

from model.importing.content import Grid
from model.importing.readers.pdf.document import read_pdf
from tests.model.importing.readers.pdf.pdfs import frame, line, pages, text

TABLE = frame((50, 200, 350), (700, 670, 640)) + text("行政许可一二三四", 60, 680) + text("行政处罚一二三四", 60, 650)
TITLE = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 780)


def table(drawn: bytes, annotation: bytes = b"") -> list[list[str]]:
    about = b"/Annots [50 0 R]" if annotation else b""
    more = {50: b"<< /Type /Annot %s >>" % annotation} if annotation else None
    content, _ = read_pdf(pages([TITLE + TABLE + text("0", 210, 650) + drawn], about, more), "a.pdf")
    (found,) = (item.texts() for item in content if isinstance(item, Grid))
    return found


def figure(drawn: bytes, annotation: bytes = b"") -> str:
    return table(drawn, annotation)[0][1]


THIN = b"q 0 g %f %f %f 0.6 re f Q\n"
"""How Word prints text that is struck out."""


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        (text("14", 210, 680) + THIN % (209, 683.5, 12), "（划去14）"),
        (text("14", 210, 680) + line(209, 683.5, 221, 683.5), "（划去14）"),
        (text("314", 210, 680) + THIN % (209.8, 683.5, 5), "（划去3）14"),
        (text("3", 210, 680) + THIN % (209.8, 683.5, 5) + text("14", 215, 680), "（划去3）14"),
        (text("14", 210, 680) + line(208, 679, 222, 689) + line(208, 689, 222, 679), "（划去14）"),
        (text("14", 210, 680) + line(200, 670, 350, 700), "14"),
        (text("14", 260, 680) + line(200, 670, 350, 700), "（划去14）"),
    ],
    ids=["thin area", "line", "one digit", "drawn apart", "crossed out", "diagonal beside it", "diagonal of the cell"],
)
def test_a_figure_that_a_line_strikes_out_is_asked_for(drawn: bytes, shown: str) -> None:
    assert table(drawn) == [["行政许可一二三四", shown], ["行政处罚一二三四", "0"]]


def test_a_line_under_a_figure_neither_strikes_it_out_nor_divides_its_row() -> None:
    underlined = text("14", 210, 680) + line(209, 678.8, 221, 678.8)
    assert table(underlined) == [["行政许可一二三四", "14"], ["行政处罚一二三四", "0"]]


IN_FIRST = b" /Rect [205 675 230 692]"
QUADS = b" /QuadPoints [205 692 230 692 205 675 230 675]"


@pytest.mark.parametrize(
    ("annotation", "shown"),
    [
        (b"/Subtype /StrikeOut /C [1 0 0]" + QUADS, "（划去14）"),
        (b"/Subtype /Redact /IC [0 0 0]" + QUADS, "（盖住14）"),
        (b"/Subtype /Square /IC [1 1 1]", "（盖住14）"),
        (b"/Subtype /Line /L [205 675 230 692]", "（划去14）"),
        (b"/Subtype /Ink /InkList [[205 675 230 692]]", "（划去14）"),
        (b"/Subtype /Square /C [1 0 0]", "14"),
        (b"/Subtype /Highlight /C [1 1 0]" + QUADS, "14"),
        (b"/Subtype /Underline" + QUADS, "14"),
        (b"/Subtype /StrikeOut /F 2" + QUADS, "14"),
    ],
    ids=["struck out", "redacted", "covered", "line", "by hand", "framed", "highlighted", "underlined", "hidden"],
)
def test_a_figure_that_a_comment_strikes_out_or_covers_is_asked_for(annotation: bytes, shown: str) -> None:
    assert figure(text("14", 210, 680), annotation + IN_FIRST) == shown


def test_a_figure_under_a_stamp_is_read_and_that_is_said() -> None:
    more = {50: b"<< /Type /Annot /Subtype /Stamp /Contents (8) %s >>" % IN_FIRST}
    data = pages([TITLE + TABLE + text("14", 210, 680)], b"/Annots [50 0 R]", more)
    content, notes = read_pdf(data, "a.pdf")
    assert next(item for item in content if isinstance(item, Grid)).text_at(0, 1) == "14"
    assert [note.what for note in notes] == ["1 页有图章盖在数字上，读入的是图章下面的数，请对照原件核对"]
