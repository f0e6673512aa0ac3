"""RTF: the same cells and marks as in the other containers."""

import pytest

from model.importing.content import Grid, Paragraph
from model.importing.readers.rtf import read_rtf


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        (r"5{\super 1}", ["5（上标1）", "5（上标1）"]),
        (r"5\super 1\nosupersub 2", ["5（上标1）2", "5（上标1）2"]),
        (r"5{\sub 1}", ["5（下标1）"] * 2),
        (r"{\strike 5}6", ["（划去5）6"] * 2),
        (r"{\striked1 5}6", ["（划去5）6"] * 2),
        (r"{\strike0 5}6", ["56"] * 2),
    ],
)
def test_what_stands_apart_in_an_rtf_cell_is_no_digit(written: str, texts: list[str]) -> None:
    row = rf"\trowd\cellx1000\cellx2000\intbl {written}\cell {written}\cell\row"
    grid, paragraph = read_rtf(rf"{{\rtf1\ansi {row}\pard {written}\par}}".encode())
    assert isinstance(grid, Grid) and grid.texts() == [texts]
    assert isinstance(paragraph, Paragraph) and "（" not in paragraph.text
