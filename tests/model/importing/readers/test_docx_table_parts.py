"""Parts of a table that its style strikes out, hides or raises: the first row, the last column, every other row …"""

from pathlib import Path

import pytest

from model.importing.content import Grid
from model.importing.readers.docx import read_word
from model.importing.readers.zip_package import opened
from tests.model.importing.documents import W, write_word

TEXTS = [["11", "12", "13"], ["21", "22", "23"], ["31", "32", "33"]]


def texts_with(tmp_path: Path, parts: str, look: str, based: str = "") -> list[list[str]]:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) + "</w:tr>"
        for row in TEXTS
    )
    table = f"<w:tbl><w:tblPr><w:tblStyle w:val='t'/>{look}</w:tblPr>{rows}</w:tbl>"
    styles = f"<w:style w:type='table' w:styleId='t'>{parts}</w:style>{based}"
    path = write_word(tmp_path / "a.docx", table, {"word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'})
    content, _ = read_word(opened(path.read_bytes(), "a.docx"))
    return next(item.texts() for item in content if isinstance(item, Grid))


def part(name: str, properties: str) -> str:
    return f"<w:tblStylePr w:type='{name}'><w:rPr>{properties}</w:rPr></w:tblStylePr>"


def marked(*places: tuple[int, int], why: str = "划去") -> list[list[str]]:
    return [
        [f"（{why}{text}）" if (row, column) in places else text for column, text in enumerate(texts)]
        for row, texts in enumerate(TEXTS)
    ]


ROWS = [[(row, column) for column in range(3)] for row in range(3)]
COLUMNS = [[(row, column) for row in range(3)] for column in range(3)]
STRIKE = "<w:strike/>"


@pytest.mark.parametrize(
    ("name", "look", "places"),
    [
        ("firstRow", 'w:val="0620"', ROWS[0]),
        ("firstRow", 'w:val="0600"', []),
        ("firstRow", 'w:val="0620" w:firstRow="0"', []),
        ("firstRow", 'w:firstRow="1" w:noHBand="1"', ROWS[0]),
        ("lastRow", 'w:val="0640"', ROWS[2]),
        ("firstCol", 'w:val="0680"', COLUMNS[0]),
        ("lastCol", 'w:val="0700"', COLUMNS[2]),
        ("band1Horz", 'w:val="0400"', [*ROWS[0], *ROWS[2]]),
        ("band1Horz", 'w:val="0420"', ROWS[1]),
        ("band2Horz", 'w:val="0400"', ROWS[1]),
        ("band2Horz", 'w:val="0600"', []),
        ("band2Vert", 'w:val="0200"', COLUMNS[1]),
        ("neCell", 'w:val="0720"', [(0, 2)]),
        ("swCell", 'w:val="06C0"', [(2, 0)]),
        ("wholeTable", 'w:val="0600"', [place for row in ROWS for place in row]),
    ],
)
def test_what_the_style_strikes_out_in_a_part_of_the_table_stands_apart(
    tmp_path: Path, name: str, look: str, places: list[tuple[int, int]]
) -> None:
    assert texts_with(tmp_path, part(name, STRIKE), f"<w:tblLook {look}/>") == marked(*places)


def test_a_raised_or_hidden_row(tmp_path: Path) -> None:
    look = '<w:tblLook w:val="0640"/>'
    assert texts_with(tmp_path, part("lastRow", '<w:vertAlign w:val="superscript"/>'), look) == marked(
        *ROWS[2], why="上标"
    )
    assert texts_with(tmp_path, part("lastRow", "<w:vanish/>"), look) == [*TEXTS[:2], ["", "", ""]]


def test_a_later_part_wins_over_an_earlier_one(tmp_path: Path) -> None:
    parts = part("firstCol", STRIKE) + part("firstRow", '<w:strike w:val="0"/>')
    assert texts_with(tmp_path, parts, '<w:tblLook w:val="06A0"/>') == marked((1, 0), (2, 0))


def test_parts_of_the_style_that_a_style_is_based_on(tmp_path: Path) -> None:
    base = f"<w:style w:type='table' w:styleId='b'>{part('firstRow', STRIKE)}</w:style>"
    found = texts_with(tmp_path, "<w:basedOn w:val='b'/>", '<w:tblLook w:val="0620"/>', base)
    assert found == marked(*ROWS[0])


def test_bands_of_two_rows(tmp_path: Path) -> None:
    style = f"<w:tblPr><w:tblStyleRowBandSize w:val='2'/></w:tblPr>{part('band1Horz', STRIKE)}"
    assert texts_with(tmp_path, style, '<w:tblLook w:val="0400"/>') == marked(*ROWS[0], *ROWS[1])
