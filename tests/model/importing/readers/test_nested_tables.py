"""Small tables within a cell of a table: asked, never joined, and the table around stays one."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.content import Content, Grid
from model.importing.readers.docx import read_word
from model.importing.readers.html import read_web
from model.importing.readers.nested_tables import text_of_small_table
from model.importing.readers.rtf import read_rtf
from model.importing.readers.zip_package import opened
from tests.model.importing.conftest import Import
from tests.model.importing.documents import numbered, word_body, write_word
from tests.model.importing.readers.opendocument_files import cell, read_odt, table

Rows = Sequence[Sequence[str]]


def docx(tmp_path: Path, inner: Rows, other: str) -> Content:
    def table(rows: Sequence[Sequence[str]]) -> str:
        return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"

    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    held = table([[cell(text) for text in row] for row in inner])
    outer = table([[cell("甲"), f"<w:tc>{held}<w:p><w:r><w:t>{other}</w:t></w:r></w:p></w:tc>", cell("9")]])
    return read_word(opened(write_word(tmp_path / "a.docx", outer).read_bytes(), "a.docx"))[0]


def html(_: Path, inner: Rows, other: str) -> Content:
    held = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in inner)
    return read_web(f"<table><tr><td>甲</td><td><table>{held}</table>{other}</td><td>9</td></tr></table>")


def odt(_: Path, inner: Rows, other: str) -> Content:
    held = table(*("".join(map(cell, row)) for row in inner))
    middle = f"<table:table-cell>{held}<text:p>{other}</text:p></table:table-cell>"
    return read_odt(table(cell("甲") + middle + cell("9")))


def rtf(_: Path, inner: Rows, other: str) -> Content:
    def written(text: str) -> str:
        return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)

    edges = "".join(f"\\cellx{300 * (number + 1)}" for number in range(max(map(len, inner))))
    held = "".join(
        "\\itap2 "
        + "".join(f"{written(text)}\\nestcell " for text in row)
        + f"{{\\*\\nesttableprops\\trowd{edges}\\nestrow}}"
        for row in inner
    )
    cells = f"{written('甲')}\\cell {held}\\itap1 {written(other)}\\cell 9\\cell"
    row = f"\\trowd\\cellx900\\cellx1800\\cellx2700\\intbl {cells}\\row"
    return read_rtf(f"{{\\rtf1\\ansi {row}\\pard \\par}}".encode())


READERS: tuple[Callable[[Path, Rows, str], Content], ...] = (docx, html, odt, rtf)
CASES: tuple[tuple[Rows, str], ...] = (
    ([["1", "2"]], "（套着的表：1 | 2）"),
    ([["1"], ["2"]], "（套着的表：1 | 2）"),
    ([["12", ""]], "（套着的表：12）"),
    ([["自然", "人"]], "自然人"),
    ([["12"]], "12"),
)


@pytest.mark.parametrize("made", READERS, ids=lambda made: made.__name__)
@pytest.mark.parametrize(("inner", "shown"), CASES, ids=["across", "down", "one blank", "words", "one cell"])
def test_a_small_table_is_the_text_of_its_cell(
    tmp_path: Path, made: Callable[[Path, Rows, str], Content], inner: Rows, shown: str
) -> None:
    (grid,) = [item for item in made(tmp_path, inner, "") if isinstance(item, Grid)]
    assert grid.texts() == [["甲", shown, "9"]]


@pytest.mark.parametrize("made", READERS, ids=lambda made: made.__name__)
def test_a_table_beside_other_text_makes_a_frame_of_the_table_around(
    tmp_path: Path, made: Callable[[Path, Rows, str], Content]
) -> None:
    grids = [item.texts() for item in made(tmp_path, [["1", "2"]], "另外的文字") if isinstance(item, Grid)]
    assert grids == [[["1", "2"]]]


def test_long_tables_many_cells_and_few_cells_around_are_no_text_of_a_cell() -> None:
    assert text_of_small_table([["1", "2"]], 2) is None
    assert text_of_small_table([["一" * 21, "二" * 21]], 3) is None
    assert text_of_small_table([["1"] * 13], 3) is None
    assert text_of_small_table([["1"]], 3) is None


def test_the_other_figures_of_a_report_are_read(read: Import, edition: Edition, tmp_path: Path) -> None:
    place = Cell("requests", "received", "person")
    texts = numbered(edition)
    old = f'<w:p><w:r><w:t xml:space="preserve">{texts[place]}</w:t></w:r></w:p>'
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{number}</w:t></w:r></w:p></w:tc>" for number in (1, 2))
    body = word_body(edition, texts).replace(old, f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>", 1)
    report = read(write_word(tmp_path / "a.docx", body)).report
    assert report.unread == {place: "（套着的表：1 | 2）"}
    assert len(report.figures) == 199
