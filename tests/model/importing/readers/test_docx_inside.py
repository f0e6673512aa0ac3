"""Pieces of web pages and workbooks within a Word document are read in their places."""

import zipfile
from html import escape
from pathlib import Path

import pytest

from model.form.edition import Edition
from tests.model.importing.conftest import Import
from tests.model.importing.documents import (
    W,
    assert_whole,
    figures_of,
    html_page,
    html_table,
    numbered,
    word_body,
    word_paragraph,
    word_table,
    write_workbook,
)

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = {"altChunk": "aFChunk", "OLEObject": "package"}


def _write(path: Path, body: str, kind: str, target: str, data: bytes) -> Path:
    relation = f'<Relationship Id="r1" Type="{R}/{_TYPES[kind]}" Target="{target}"/>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:o="urn:schemas-microsoft-com:office:office">'
            f"<w:body>{body}</w:body></w:document>",
        )
        package.writestr("word/_rels/document.xml.rels", f"<Relationships>{relation}</Relationships>")
        if data:
            package.writestr(f"word/{target}", data)
    return path


def _object(program: str = "Excel.Sheet.12") -> str:
    return f'<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="{program}" r:id="r1"/></w:object></w:r></w:p>'


def _mht(html: str) -> bytes:
    return f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()


@pytest.mark.parametrize("kind", ["html", "mht", "docx"])
def test_a_table_in_a_piece_is_read_in_its_place(read: Import, edition: Edition, tmp_path: Path, kind: str) -> None:
    texts = numbered(edition)
    table = edition.tables[1]
    page = f"<html><body>{html_table(table, texts)}</body></html>"
    piece = page.encode() if kind == "html" else _mht(page)
    if kind == "docx":
        piece = _write(tmp_path / "b.docx", word_table(table, texts), "altChunk", "none", b"").read_bytes()
    body = word_body(edition, texts).replace(word_table(table, texts), '<w:altChunk r:id="r1"/>')
    assert_whole(read(_write(tmp_path / "a.docx", body, "altChunk", f"chunk.{kind}", piece)), edition)


def test_a_workbook_in_the_place_of_a_table_is_read(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    texts = numbered(edition)
    table = edition.tables[1]
    book = openpyxl.load_workbook(write_workbook(tmp_path / "b.xlsx", edition, texts))
    for name in book.sheetnames:
        if name != table.name:
            del book[name]
    book.save(tmp_path / "b.xlsx")
    body = word_body(edition, texts).replace(word_table(table, texts), _object())
    imported = read(
        _write(tmp_path / "a.docx", body, "OLEObject", "embeddings/a.xlsx", (tmp_path / "b.xlsx").read_bytes())
    )
    assert_whole(imported, edition)
    assert "嵌入的对象（Excel）" in imported.report.origins[edition.cells[60]].place


def test_sheets_that_word_does_not_show_are_named(read: Import, edition: Edition, tmp_path: Path) -> None:
    texts = numbered(edition)
    workbook = write_workbook(tmp_path / "b.xlsx", edition, texts).read_bytes()
    body = word_paragraph("年报") + _object()
    imported = read(_write(tmp_path / "a.docx", body, "OLEObject", "embeddings/a.xlsx", workbook))
    assert figures_of(imported) == texts
    assert any("在 Word 里只显示工作表“封面”" in note.what for note in imported.notes)


@pytest.mark.parametrize(
    ("kind", "place", "target", "data", "said"),
    [
        (
            "OLEObject",
            _object(),
            "a.xlsx",
            b"PK\x03\x04damaged",
            "嵌入的对象（Excel）没有读入，请在 Word 或 WPS 里双击打开它",
        ),
        ("OLEObject", _object("Word.Document.8"), "a.bin", b"", "嵌入的对象（Word）没有读入"),
        ("altChunk", '<w:altChunk r:id="r1"/>', "a.html", b"", "没有读入，请在 Word 里打开另存后再导入"),
        ("altChunk", '<w:altChunk r:id="r9"/>', "a.html", b"x", "没有读入，请在 Word 里打开另存后再导入"),
    ],
)
def test_what_cannot_be_read_is_said(
    read: Import, edition: Edition, tmp_path: Path, kind: str, place: str, target: str, data: bytes, said: str
) -> None:
    texts = numbered(edition)
    body = word_body(edition, texts) + place
    imported = read(_write(tmp_path / "a.docx", body, kind, target, data))
    assert figures_of(imported) == texts
    assert any(said in note.what for note in imported.notes)


def test_a_formula_is_no_lost_table(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition)) + _object("Equation.3")
    assert_whole(read(_write(tmp_path / "a.docx", body, "OLEObject", "embeddings/a.bin", b"\0")), edition)


def test_documents_inside_are_not_read_without_end(read: Import, edition: Edition, tmp_path: Path) -> None:
    """A piece that holds itself is a document of one level."""
    inner = _write(tmp_path / "b.docx", word_paragraph("甲") + '<w:altChunk r:id="r1"/>', "altChunk", "b.docx", b"x")
    body = word_body(edition, numbered(edition)) + '<w:altChunk r:id="r1"/>' * 40
    imported = read(_write(tmp_path / "a.docx", body, "altChunk", "b.docx", inner.read_bytes()))
    assert sum("没有读入，请在 Word 里打开" in note.what for note in imported.notes) == 28
    assert figures_of(imported) == numbered(edition)


def test_a_whole_report_may_be_one_piece(read: Import, edition: Edition, tmp_path: Path) -> None:
    page = html_page(edition, numbered(edition)).replace("<title>年报</title>", escape(""))
    assert_whole(
        read(_write(tmp_path / "a.docx", '<w:altChunk r:id="r1"/>', "altChunk", "a.htm", page.encode())), edition
    )
