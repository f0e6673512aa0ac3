"""Small files that would be large once laid out, or are slow to search: refused soon, in this process too."""

import io
import json
import time
import zipfile
from collections.abc import Callable

import pytest

from model.importing import ImportedDocumentError
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.readers.pdf.pdfs import SOON_S

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def package(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return written.getvalue()


def workbook(sheet: str, sheets: int = 1, *, shared: bool = False) -> bytes:
    """A workbook with the given sheet several times, as one part or as many."""
    numbers = range(1, sheets + 1)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        + "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{1 if shared else n}"/>' for n in numbers)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        + "</Relationships>",
    }
    for number in (1,) if shared else numbers:
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    return package(parts)


def sheet(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1900"><c r="GA1900"><v>1</v></c></row>'


def spreadsheet(tables: str) -> bytes:
    namespaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f"<office:document-content {namespaces}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="2000"><table:table-cell '
    'table:number-columns-repeated="200"><text:p>{}</text:p></table:table-cell></table:table-row></table:table>'
)


def forms(form: Callable[[int], str], count: int) -> bytes:
    begin = (
        "%PDF-1.7\n1 0 obj<</Type /Catalog /Pages 2 0 R>>endobj\n2 0 obj<</Type /Pages /Count 1 /Kids [3 0 R]>>endobj\n"
    )
    page = "3 0 obj<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>endobj\n"
    return (begin + page + "".join(form(number) for number in range(10, count)) + "trailer<</Root 1 0 R>>").encode()


CASES = {
    "one part as many sheets.xlsx": workbook(sheet(FAR), 900, shared=True),
    "far cells on many sheets.xlsx": workbook(sheet(FAR), 8),
    "cells in a comment.xlsx": workbook(sheet("", "<!-- " + 40_000 * '<c a="1"><f ' + "-->")),
    "merged cells without end.xlsx": workbook(sheet("", "<!-- " + 40_000 * "<mergeCell " + "-->")),
    "repeated figures.ods": spreadsheet(REPEATED.format("1") * 20),
    "repeated text.ods": spreadsheet(REPEATED.format("长" * 500)),
    "a chain of forms.pdf": forms(
        lambda n: f"{n} 0 obj<</Subtype /Form /A {n + 1} 0 R>>stream\n/X Do\nendstream endobj\n", 6000
    ),
    "forms that name all forms.pdf": forms(
        lambda n: f"{n} 0 obj<</Subtype /Form /X {n + 1} 0 R>>stream\n/X Do\nendstream endobj\n", 3000
    ),
    "objects without end.pdf": forms(lambda n: f"{n} 0 obj<</Subtype /Form ", 20_000),
}


@pytest.mark.parametrize("name", CASES)
def test_a_small_file_does_not_become_a_large_one(read_bytes: ImportBytes, name: str) -> None:
    began = time.process_time()
    with pytest.raises(ImportedDocumentError, match=name):
        read_bytes(name, CASES[name])
    assert time.process_time() - began < SOON_S


def test_texts_far_longer_than_any_report_are_refused(read_bytes: ImportBytes) -> None:
    held = {"edition": "2021", "cells": {}, "organ": "某局", "year": 2024, "title": "", "sections": {}}
    assert read_bytes("年报.json", json.dumps(held | {"sections": {"1": "公开。" * 1000}}).encode())
    with pytest.raises(ImportedDocumentError, match="30 万字"):
        read_bytes("年报.json", json.dumps(held | {"sections": {"1": "公开。" * 101_000}}).encode())
