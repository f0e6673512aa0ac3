import pytest

from model.importing.content import Grid
from model.importing.readers.pdf.document import read_pdf
from tests.model.importing.readers.pdf.pdfs import frame, pages, text

TABLE = frame((50, 200, 350), (700, 670, 640)) + text("行政许可一二三四", 60, 680) + text("行政处罚一二三四", 60, 650)
TITLE = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 780)
LAYER = {7: b"<< /Type /OCG /Name (L) >>"}
OFF = "1 页有关着的图层，里面的内容不显示，没有读入"


def read(drawn: bytes, state: bytes) -> tuple[str, list[str]]:
    catalogue = b"/OCProperties << /OCGs [7 0 R] /D << /%s [7 0 R] /Order [7 0 R] >> >>" % state
    data = pages([TITLE + TABLE + drawn], more=LAYER, catalogue=catalogue)
    data = data.replace(b"/Resources << /Font", b"/Resources << /Properties << /M0 7 0 R >> /Font")
    content, notes = read_pdf(data, "a.pdf")
    (table,) = (item for item in content if isinstance(item, Grid))
    return table.text_at(0, 1), [note.what for note in notes]


@pytest.mark.parametrize(("state", "figure", "said"), [(b"OFF", "14", [OFF]), (b"ON", "143", [])])
def test_what_stands_on_a_layer_is_read_only_where_the_page_shows_it(
    state: bytes, figure: str, said: list[str]
) -> None:
    on_layer = b"/OC /M0 BDC\n" + text("3", 220, 680) + b"EMC\n"
    assert read(text("14", 210, 680) + on_layer, state) == (figure, said)


def test_the_lines_of_a_layer_that_is_off_divide_no_cells() -> None:
    lines = b"/OC /M0 BDC\n" + frame((50, 275, 350), (700, 685, 640)) + text("3", 300, 680) + b"EMC\n"
    assert read(text("14", 210, 680) + lines, b"OFF") == ("14", [OFF])
