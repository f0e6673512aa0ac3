"""Web pages: encodings, merged cells, frames and what browsers leave in them."""

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Table
from model.importing.notes import ImportedDocumentError
from model.importing.readers.html import grids_of_html
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import (
    Texts,
    assert_whole,
    html_page,
    html_table,
    lines_of,
    numbered,
)


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


@pytest.mark.parametrize("depth", [150, 300, 1500])
@pytest.mark.parametrize("tag", ["div", "span", "font", "ul"])
def test_a_page_nested_deeply_is_read(read_bytes: ImportBytes, edition: Edition, tag: str, depth: int) -> None:
    page = html_page(edition, numbered(edition)).replace("<body>", "<body>" + f"<{tag}>" * depth)
    assert len(read_bytes("a.html", page.encode()).report.figures) == 200


def test_a_page_nested_too_deeply_is_reported(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(edition, numbered(edition)).replace("<body>", "<body>" + "<div>" * 50_000)
    with pytest.raises(ImportedDocumentError, match="标签套得太深"):
        read_bytes("a.html", page.encode())


def test_the_foot_of_a_table_is_read_at_its_bottom_wherever_it_stands_in_the_page(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    """Pages after HTML 4 have ``tfoot`` before ``tbody``; browsers show it last, and ``thead`` first."""

    def with_foot_first(table: Table, texts: Texts) -> str:
        whole = html_table(table, texts)
        rows = whole[whole.index("<tr>") : whole.index("</tbody>")].split("\n")
        head, last = (rows[:3], rows[-1:]) if table.id == "requests" else ([], [])
        body = rows[len(head) : len(rows) - len(last)]
        parts = f"<tfoot>{''.join(last)}</tfoot><tbody>{''.join(body)}</tbody><thead>{''.join(head)}</thead>"
        return f"<table>{parts}</table>"

    assert_whole(read_bytes("a.html", html_page(edition, numbered(edition), table=with_foot_first).encode()), edition)


def test_pinyin_above_the_name_is_no_part_of_it(read_bytes: ImportBytes, edition: Edition) -> None:
    ruby = "<ruby>某市<rp>(</rp><rt>mǒu shì</rt><rp>)</rp></ruby>水务局2024年政府信息公开工作年度报告"
    page = html_page(edition, numbered(edition), title=ruby)
    label = "自<ruby>然<rt>rán</rt></ruby>人"
    assert_whole(read_bytes("a.html", page.replace("自然人", label).encode()), edition)


@pytest.mark.parametrize("char", ["\x01", "\x1f", "\ufffe"])
def test_a_control_character_in_a_table_does_not_end_the_reading(char: str) -> None:
    (grid,) = grids_of_html(
        f"<table><tr><td>a</td><td><p>1{char}2</p><p>3</p></td></tr><tr><td>b</td><td>4</td></tr></table>"
    )
    assert [row[0] for row in grid.texts()] == ["a", "b"]
    assert grid.texts()[1][1] == "4"
    assert grid.texts()[0][1] not in ("12\n3", "123")


@pytest.mark.parametrize(
    "row",
    [
        "x<td>规章</td>x<td>1</td>x",
        "<td>规章</td><span>x</span><td>1</td>",
        "<td><p>规\n章</p></td>\n<td>\t<p>1</p></td>\n",
        "<td><div>x</div></td><td>1</td>",
    ],
)
def test_a_cell_has_its_own_text_alone(row: str) -> None:
    """And the same where something hidden in the table makes each cell be looked at by itself."""
    first, second = (
        grids_of_html(f"<table>x<tr>x<td>a</td></tr>x<tr>{row}</tr><tr><td {more}>b</td><td>2</td></tr></table>")[0]
        for more in ("", "hidden")
    )
    assert first.texts()[0][0] == second.texts()[0][0] == "a"
    assert first.texts()[1] == second.texts()[1]
    assert first.texts()[1][1] == "1"


def test_a_page_that_is_hidden_whole_has_no_tables() -> None:
    page = "<table><tr><td>a</td><td>1</td></tr></table>"
    assert len(grids_of_html(f"<html><body>{page}</body></html>")) == 1
    assert grids_of_html(f"<html hidden><body>{page}</body></html>") == []


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>规章<div><td>1</td></div></td></tr>",
        "<tr><td>规章</td></tr><div><td>1</td></div>",
        "<form><tr><td>规章</td><td>1</td></tr></form>",
        "<form><div><tr><td>规章</td><td>1</td></tr></div></form>",
    ],
)
def test_cells_and_rows_in_unusual_places_are_read_as_in_any_table(rows: str) -> None:
    first, second = (
        grids_of_html(f"<table><tr><td>a</td><td>b</td></tr>{rows}<tr><td {more}>c</td><td>2</td></tr></table>")[0]
        for more in ("", "hidden")
    )
    assert first.texts()[:-1] == second.texts()[:-1]
    assert first.text_at(1, 0).startswith("规章")
