"""Digits that a file states for a text, other than those of its font, are asked for."""

import pytest

from tests.model.importing.readers.pdf.pdfs import frame, grids, text

TABLE = frame((50, 200, 350), (700, 670, 640)) + text("行政许可一二三四", 60, 680) + text("行政处罚一二三四", 60, 650)
TITLE = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 780)


def stated(words: str, drawn: bytes) -> bytes:
    return b"/Span << /ActualText <feff%s> >> BDC\n%sEMC\n" % (words.encode("utf-16-be").hex().encode(), drawn)


@pytest.mark.parametrize(
    ("drawn", "figure"),
    [
        (stated("143", text("143", 210, 680)), "143"),
        (stated("145", text("143", 210, 680)), "（另有所写143）"),
        (text("14", 210, 680) + stated("3", text("8", 220, 680)), "14（另有所写8）"),
        (stated("143", text("14", 210, 680) + text("3", 220, 680)), "（另有所写14）3"),
        (text("143", 210, 680) + stated("\u00ad", text("", 230, 680)), "143"),
    ],
    ids=["the same", "others", "one of them", "of several texts", "no digits"],
)
def test_digits_that_are_stated_otherwise_are_asked_for(drawn: bytes, figure: str) -> None:
    assert grids([TITLE + TABLE + drawn]) == [[["行政许可一二三四", figure], ["行政处罚一二三四", ""]]]
