"""Each container with the ways in which it merges cells, breaks lines, changes and encodes."""

import json
import quopri
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell
from model.importing import Imported
from model.importing.readers.html import grids_of_html
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import (
    TITLE,
    W,
    html_page,
    html_table,
    lines_of,
    numbered,
    text_page,
    word_body,
    word_paragraph,
    word_table,
    write_word,
    write_workbook,
)


def assert_whole(imported: Imported, edition: Edition) -> None:
    figures = {cell: show_figure(figure) for cell, figure in imported.report.figures.items()}
    assert figures == numbered(edition)
    assert imported.notes == ()
    assert {key: imported.report.texts[key] for key in ("preface", "1", "5", "6")} == {
        key: lines_of(key) for key in ("preface", "1", "5", "6")
    }
    assert (imported.report.organ, imported.report.year) == ("某市水务局", 2024)


# ---- Word


def test_a_word_document_with_merged_cells_is_read_whole(read: Import, edition: Edition, tmp_path: Path) -> None:
    imported = read(write_word(tmp_path / "a.docx", word_body(edition, numbered(edition))))
    assert_whole(imported, edition)
    assert imported.container == "docx"


def test_a_document_of_python_docx_is_read_whole(read: Import, edition: Edition, tmp_path: Path) -> None:
    import docx

    texts = numbered(edition)
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(lines_of("preface"))
    for section in edition.sections:
        document.add_paragraph(section.title)
        if section.kind == "text":
            for line in lines_of(section.key).splitlines():
                document.add_paragraph(line)
        form = edition.table_of_section(section.key)
        if form:
            table = document.add_table(form.height, form.width)
            for place in form.places:
                cell = table.cell(place.top, place.left)
                if place.high > 1 or place.wide > 1:
                    cell = cell.merge(table.cell(place.bottom - 1, place.right - 1))
                cell.text = texts[place.cell] if place.cell else place.text
    path = tmp_path / "python-docx.docx"
    document.save(str(path))
    assert_whole(read(path), edition)


def test_cells_left_out_before_a_row_count_as_its_columns(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition))
    continued = f'<w:tc><w:tcPr><w:gridSpan w:val="1"/><w:vMerge/></w:tcPr>{word_paragraph("")}</w:tc>'
    first, second = continued * 2 + "<w:tc>", continued + "<w:tc>"
    assert first in body
    body = body.replace("<w:tr>" + first, '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc>').replace(
        "<w:tr>" + second, '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>'
    )
    imported = read(write_word(tmp_path / "a.docx", body))
    # such rows are narrower than the rest of the table: every figure of them must come from a full count
    assert_whole(imported, edition)


def test_tracked_insertions_are_read_and_deletions_are_not(read: Import, edition: Edition, tmp_path: Path) -> None:
    changed = Cell("requests", "received", "person")
    texts = {**numbered(edition), changed: "OLD"}
    run = '<w:r><w:t xml:space="preserve">OLD</w:t></w:r>'
    body = word_body(edition, texts).replace(
        run,
        '<w:del w:id="1"><w:r><w:delText>5</w:delText><w:tab/></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t>9</w:t></w:r></w:moveFrom>',
    )
    deleted_row = (
        "<w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc><w:p><w:r><w:delText>规章</w:delText></w:r></w:p></w:tc></w:tr>"
    )
    body = body.replace("</w:tbl>", deleted_row + "</w:tbl>", 1)
    imported = read(write_word(tmp_path / "a.docx", body))
    assert imported.report.figure(changed) == 12
    assert ["修订" in note.what for note in imported.notes] == [True]


def test_content_controls_around_anything_are_looked_through(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition))
    for tag in ("tbl", "tr", "tc", "p", "r"):
        body = body.replace(f"<w:{tag}>", f"<w:sdt><w:sdtPr/><w:sdtContent><w:{tag}>").replace(
            f"</w:{tag}>", f"</w:{tag}></w:sdtContent></w:sdt>"
        )
    assert_whole(read(write_word(tmp_path / "a.docx", body)), edition)


def test_the_strict_namespace_of_word_is_read_too(read: Import, edition: Edition, tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    path = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition)), namespace=strict)
    assert_whole(read(path), edition)


def test_a_table_that_frames_the_whole_document_is_no_table(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = f"<w:tbl><w:tr><w:tc>{word_body(edition, numbered(edition))}</w:tc></w:tr></w:tbl>"
    assert_whole(read(write_word(tmp_path / "a.docx", body)), edition)


def test_a_title_in_a_text_box_is_found(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition))
    box = f"<w:p><w:r><w:pict><w:txbxContent>{word_paragraph(TITLE)}</w:txbxContent></w:pict></w:r></w:p>"
    assert_whole(read(write_word(tmp_path / "a.docx", body.replace(word_paragraph(TITLE), box))), edition)


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def test_numbers_that_word_writes_by_itself_are_read_as_they_are_seen(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    def numbered_paragraph(text: str, level: int) -> str:
        number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
        return f"<w:p>{number}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    body = word_body(edition, numbered(edition))
    for section in edition.sections:
        body = body.replace(word_paragraph(section.title), numbered_paragraph(section.bare_title, 0))
    body = body.replace(word_paragraph("（一）主动公开情况。"), numbered_paragraph("主动公开情况。", 1))
    imported = read(write_word(tmp_path / "a.docx", body, {"word/numbering.xml": NUMBERING}))
    assert_whole(imported, edition)
    assert imported.report.headings == tuple(section.title for section in edition.sections)


def test_a_line_break_inside_a_paragraph_parts_two_lines(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, {}).replace("2024年无收取信息处理费。", "甲</w:t><w:br/><w:t>乙")
    assert read(write_word(tmp_path / "a.docx", body)).report.texts["6"] == "甲\n乙"


# ---- web pages


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("", "utf-8"), ("gb2312", "gb18030"), ("", "gb18030"), ("gb2312", "utf-8"), ("", "utf-16")],
)
def test_a_web_page_is_read_whole_whatever_it_says_of_its_encoding(
    read_bytes: ImportBytes, edition: Edition, declared: str, encoding: str
) -> None:
    imported = read_bytes("年报.html", html_page(edition, numbered(edition), declared).encode(encoding))
    assert_whole(imported, edition)
    assert imported.container == "html"


def test_merged_cells_that_lost_their_spans_are_read_by_their_order(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(edition, numbered(edition), table=lambda table, texts: html_table(table, texts, spans=False))
    assert_whole(read_bytes("年报.html", page.encode()), edition)


def test_the_frame_and_the_furniture_of_a_page_are_kept_apart(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(edition, numbered(edition))
    page = page.replace(
        "<body>", "<body><script>var 一 = 2;</script><table><tr><td>首页 &gt; 政府信息公开年报</td><td>"
    )
    page = page.replace("</h1>", "</h1><p>发布时间：2025-01-20　来源：本站　字体：大 中 小</p>").replace(
        "</body>", "</td></tr></table></body>"
    )
    imported = read_bytes("年报.html", page.encode())
    assert imported.report.texts["preface"] == lines_of("preface")
    assert {show_figure(figure) for figure in imported.report.figures.values()} == set(numbered(edition).values())
    assert [note.raw for note in imported.notes] == [
        "首页 > 政府信息公开年报",
        "发布时间：2025-01-20　来源：本站　字体：大 中 小",
    ]


def test_pasted_html_comes_as_grids_that_know_their_merged_cells() -> None:
    (grid,) = grids_of_html(
        "<p>前</p><table><tr><td rowspan=2>甲</td><td colspan=2>1</td></tr><tr><td>2</td><td>3</td></tr></table>"
    )
    assert grid.texts() == [["甲", "1", "1"], ["甲", "2", "3"]]
    assert [[grid.is_origin(row, column) for column in range(3)] for row in range(2)] == [
        [True, True, False],
        [False, True, True],
    ]


@pytest.mark.parametrize(
    "html", ["", "   ", "<", "<table>", "<table><tr></table>", "<td>1", "\0<p>", "<?xml version='1.0'?>"]
)
def test_broken_html_has_no_tables(html: str) -> None:
    assert grids_of_html(html) == []


def test_absurd_spans_do_not_grow_a_table() -> None:
    (grid,) = grids_of_html("<table><tr><td colspan=99999999 rowspan=99999999>1</td><td>2</td></tr></table>")
    assert (grid.height, grid.width <= 200) == (1, True)


# ---- workbooks


def test_a_workbook_is_read_whole(read: Import, edition: Edition, tmp_path: Path) -> None:
    imported = read(write_workbook(tmp_path / "a.xlsx", edition, numbered(edition)))
    assert_whole(imported, edition)
    assert imported.report.texts["signature"] == "某市水务局"
    assert imported.report.texts["date"] == "2025年1月20日"
    place = imported.report.origins[Cell("disclosure", "government_rules", "repealed")].place
    assert (imported.container, place) == ("xlsx", "工作表“表二”C3")


def test_values_of_a_workbook_that_are_no_figures_are_said(read: Import, edition: Edition, tmp_path: Path) -> None:
    import datetime

    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, {})
    book = openpyxl.load_workbook(path)
    values: dict[str, float | str | datetime.datetime] = {
        "D4": 3.0,
        "E4": 2.5,
        "F4": True,
        "G4": datetime.datetime(2024, 5, 1),
        "H4": "=1+1",
        "I4": "/",
        "D5": 1e30,
        "E5": "１２",
        "F5": 1003,
    }
    for at, value in values.items():
        book["表三"][at] = value
    book["表二"]["B14"] = 43.788
    book.save(path)
    report = read(path).report
    assert {cell.row + "." + cell.column: show_figure(figure) for cell, figure in report.figures.items()} == {
        "received.person": "3",
        "carried_in.business": "12",
        "carried_in.research": "1003",
        "fees.amount": "43.788",
    }
    assert {cell.row + "." + cell.column: raw for cell, raw in report.unread.items()} == {
        "received.business": "2.5",
        "received.research": "是（TRUE）",
        "received.welfare": "2024年5月1日",
        "received.other": "/",
        "carried_in.person": "1e+30",
    }


def test_a_hidden_sheet_is_not_read_and_said(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表四"].sheet_state = "hidden"
    book.save(path)
    imported = read(path)
    assert [note.what for note in imported.notes] == ["工作表“表四”是隐藏的，没有读入", "没有找到表四的表格，各格留空"]


def test_a_value_far_outside_does_not_make_a_sheet_huge(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表四"]["XFD1048576"] = 1
    book.save(path)
    imported = read(path)
    assert len(imported.report.figures) == 200
    assert [note.what for note in imported.notes] == ["工作表“表四”太大，只读了前 2000 行、前 200 列"]


# ---- text, and this program's own file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_with_pipes_is_read_whole_in_any_encoding(
    read_bytes: ImportBytes, edition: Edition, encoding: str
) -> None:
    imported = read_bytes("年报.txt", text_page(edition, numbered(edition)).encode(encoding))
    assert_whole(imported, edition)
    assert imported.container == "txt"


def test_pipes_around_every_row_are_borders(read_bytes: ImportBytes, edition: Edition) -> None:
    lines = [
        f"| {line.rstrip(' |')} |" if "|" in line else line
        for line in text_page(edition, numbered(edition)).splitlines()
    ]
    assert_whole(read_bytes("年报.txt", "\n".join(lines).encode()), edition)


def test_this_programs_own_file_is_read(read_bytes: ImportBytes, edition: Edition) -> None:
    held = {
        "edition": "2021",
        "organ": "某市水务局",
        "year": 2024,
        "title": "",
        "cells": {str(cell): None for cell in edition.cells} | {"requests.received.person": 6},
        "sections": {"1": "甲"},
    }
    held["last_year"] = {**held, "year": 2023}
    imported = read_bytes("年报.json", json.dumps(held).encode())
    assert imported.container == "json"
    assert imported.report.figures == {Cell("requests", "received", "person"): 6}
    assert imported.last_year is not None
    assert imported.last_year.year == 2023
    del held["organ"]
    assert [note.what for note in read_bytes("年报.json", json.dumps(held).encode()).notes] == ["缺少 organ"]


def test_a_file_with_the_wrong_suffix_is_read_for_what_it_is_and_said(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    imported = read(write_word(tmp_path / "年报.doc", word_body(edition, numbered(edition))))
    assert len(imported.report.figures) == 200
    assert [note.what for note in imported.notes] == ["文件名的后缀是“.doc”，内容其实是 .docx，已按 .docx 读取"]


def test_a_document_never_changes_by_being_read(read: Import, edition: Edition, tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition)))
    before = path.read_bytes()
    assert read(path) == read(path)
    assert path.read_bytes() == before


def test_a_section_of_word_tables_alone_is_enough(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = "".join(word_table(table, numbered(edition)) for table in edition.tables)
    assert len(read(write_word(tmp_path / "a.docx", body)).report.figures) == 200


def test_parts_of_a_package_that_do_not_concern_us_may_be_anything(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    more: Mapping[str, str] = {"word/numbering.xml": "<broken", "customXml/item1.xml": "\x00"}
    path = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition)), more)
    with zipfile.ZipFile(path) as package:
        assert "customXml/item1.xml" in package.namelist()
    assert_whole(read(path), edition)


@pytest.mark.parametrize("more", [b"", b"X-Long: " + b"=?utf-8?Q?=E5=B9=B4?=\r\n\t" * 900 + b"end\r\n"])
@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_a_page_that_chrome_saved_as_one_file_is_read(
    read_bytes: ImportBytes, edition: Edition, more: bytes, ending: bytes
) -> None:
    boundary = b"----MultipartBoundary--abcDEF123----"
    held = quopri.encodestring(html_page(edition, numbered(edition)).encode()).replace(b"\n", b"\r\n")
    parts = [
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/\r\n"
        + more
        + b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="'
        + boundary
        + b'"\r\n\r\n',
        b"Content-Type: text/html\r\nContent-ID: <frame-A@mhtml.blink>\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + held,
        b"Content-Type: text/css\r\n\r\np { }",
    ]
    data = (b"\r\n--" + boundary + b"\r\n").join(parts) + b"\r\n--" + boundary + b"--\r\n"
    imported = read_bytes("a.mhtml", data.replace(b"\r\n", ending))
    assert (imported.container, len(imported.report.figures), imported.notes) == ("mht", 200, ())
