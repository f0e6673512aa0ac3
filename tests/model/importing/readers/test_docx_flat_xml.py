"""Word documents saved as one XML file, as a flat package or in the XML of Word 2003."""

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.readers.docx_flat_xml import package_of
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import W, numbered, word_body

PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
NAMES = (
    f'xmlns:w="{OLD}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    ' xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
)
PERSON = Cell("requests", "received", "person")


def flat_package(body: str) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    part = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document}</pkg:xmlData></pkg:part>'
    binary = '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>AA==</pkg:binaryData></pkg:part>'
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{PACKAGE}">{part}{binary}</pkg:package>'.encode()


def word_2003(body: str) -> bytes:
    text = body.replace("w:vMerge", "w:vmerge")
    return f'<?xml version="1.0"?><w:wordDocument {NAMES}><w:body>{text}</w:body></w:wordDocument>'.encode()


@pytest.mark.parametrize("made", [flat_package, word_2003])
def test_a_report_in_one_xml_file_is_read_whole(made, read_bytes: ImportBytes, edition: Edition) -> None:  # type: ignore[no-untyped-def]
    imported = read_bytes("年报.xml", made(word_body(edition, numbered(edition))))
    assert [note for note in imported.notes if "后缀" not in note.what] == []
    assert len(imported.report.figures) == 200


def body_of(data: bytes) -> str:
    return package_of(data).read("word/document.xml").decode()


def test_what_word_2003_calls_deleted_is_deleted_and_what_is_inserted_stays() -> None:
    def change(kind: str, text: str) -> str:
        run = f"<w:r><w:t>{text}</w:t></w:r>"
        return f'<aml:annotation w:type="Word.{kind}"><aml:content>{run}</aml:content></aml:annotation>'

    read = body_of(word_2003(f"<w:p>{change('Deletion', '旧')}{change('Insertion', '新')}</w:p>"))
    assert "del>" in read and read.index("旧") < read.index("</") < read.index("新")


def test_a_number_of_a_list_is_written_before_its_paragraph_but_not_into_a_cell() -> None:
    number = '<w:pPr><w:listPr><wx:t wx:val="一、"/></w:listPr></w:pPr>'
    bullet = number.replace("一、", "·")
    listed, in_bullets = (f"<w:p>{each}<w:r><w:t>概述</w:t></w:r></w:p>" for each in (number, bullet))
    cell = f"<w:tbl><w:tr><w:tc>{listed}</w:tc></w:tr></w:tbl>"
    assert body_of(word_2003(listed)).count("一、") == 2  # as Word noted it, and as text
    assert body_of(word_2003(cell)).count("一、") == 1
    assert body_of(word_2003(in_bullets)).count("·") == 1


@pytest.mark.parametrize(
    "data", [b"<a/>", f"<w:wordDocument xmlns:w='{OLD}'/>".encode(), b"<?xml version='1.0'?><pkg/>"]
)
def test_other_xml_is_no_word_document(data: bytes) -> None:
    with pytest.raises(ValueError, match="no "):
        package_of(data)
