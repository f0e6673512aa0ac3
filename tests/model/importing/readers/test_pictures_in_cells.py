"""A picture in a cell, which may show a figure, is asked for: the cell is neither blank nor what stands beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from model.importing.content import Content, Grid
from model.importing.readers.docx import read_word
from model.importing.readers.html import read_web
from model.importing.readers.zip_package import opened
from tests.model.importing.documents import W, write_word
from tests.model.importing.readers.doc_files import IN_TABLE, P, read, row
from tests.model.importing.readers.opendocument_files import cell, read_odt, table

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
V = "urn:schemas-microsoft-com:vml"


def html(_: Path, text: str) -> Content:
    return read_web(f"<table><tr><td>甲</td><td>{text}<img src=a.png></td></tr></table>")


def docx(tmp_path: Path, text: str, picture: str = f'<w:drawing><a:blip xmlns:a="{A}"/></w:drawing>') -> Content:
    def cell(inside: str) -> str:
        return f"<w:tc><w:p>{inside}</w:p></w:tc>"

    held = f"<w:r><w:t>{text}</w:t></w:r><w:r>{picture}</w:r>"
    body = f"<w:tbl><w:tr>{cell('<w:r><w:t>甲</w:t></w:r>')}{cell(held)}</w:tr></w:tbl>"
    return read_word(opened(write_word(tmp_path / "a.docx", body, namespace=W).read_bytes(), "a.docx"))[0]


def docx_of_word_2003(tmp_path: Path, text: str) -> Content:
    return docx(tmp_path, text, f'<w:pict><v:imagedata xmlns:v="{V}"/></w:pict>')


def odt(_: Path, text: str) -> Content:
    return read_odt(table(cell("甲") + cell(f"{text}<draw:frame><draw:image/></draw:frame>")))


def doc(_: Path, text: str) -> Content:
    cells = [P("甲\x07", IN_TABLE), P(f"{text}\x01\x07", IN_TABLE)]
    return read([*cells, *row([], [0, 1000, 2000]), P("完\r")])


READERS: tuple[Callable[[Path, str], Content], ...] = (html, docx, docx_of_word_2003, odt, doc)


@pytest.mark.parametrize("made", READERS, ids=lambda made: made.__name__)
@pytest.mark.parametrize(("text", "shown"), [("", "（图片）"), ("14", "14（图片）"), ("规章", "规章")])
def test_a_picture_beside_words_is_nothing_and_any_other_may_be_a_figure(
    tmp_path: Path, made: Callable[[Path, str], Content], text: str, shown: str
) -> None:
    (grid,) = [item for item in made(tmp_path, text) if isinstance(item, Grid)]
    assert grid.texts() == [["甲", shown]]


@pytest.mark.parametrize("size", ["width=1", 'height="1px"', "width=0"])
def test_a_picture_that_only_keeps_lines_apart_is_nothing(size: str) -> None:
    (grid,) = read_web(f"<table><tr><td>甲</td><td><img {size}></td></tr></table>")
    assert isinstance(grid, Grid)
    assert grid.texts() == [["甲", ""]]
