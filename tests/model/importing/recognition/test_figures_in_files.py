"""What stands in a cell: a figure, nothing, a mark for nothing, or something that a person must look at."""

import random
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.checks.engine import check
from model.form.edition import Edition, load_editions
from model.form.figures import plain, show_figure
from model.form.tables import Cell
from model.importing.readers.html import read_web
from model.importing.readers.text import read_text
from model.importing.recognition.recognition import recognise
from model.report.derived_totals import shown
from tests.conftest import EDITIONS_FOLDER
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import (
    html_page,
    html_table,
    numbered,
    text_page,
    word_body,
    write_word,
    write_workbook,
)

PERSON = Cell("requests", "received", "person")
FEES = Cell("disclosure", "fees", "amount")


@pytest.mark.parametrize(
    ("raw", "figure"),
    [("0", 0), ("１２", 12), ("1,003", 1003), ("1，003", 1003), ("\xa07\xa0", 7), (" 8\u3000", 8), ("3.0", 3)],
)
def test_a_count_is_read_however_it_is_typed(read_bytes: ImportBytes, edition: Edition, raw: str, figure: int) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: raw}).encode())
    assert imported.report.figures == {PERSON: figure}
    assert imported.report.origins[PERSON].raw == raw.strip()
    assert imported.notes == ()


@pytest.mark.parametrize(
    "raw",
    [
        "本单位未制作规章",
        "约3",
        "-1",
        "+123",
        "减4",
        "2.5",
        "012",
        "1" + "0" * 30,
        "1,00",
        "3件",
        "1 2",
        "1\n2",
        "5①",
        "3²",
        "7₁",
        "③",
        "2½",
        "2024年5月",
        "2024-05-01",
        "2024.5.1",
        "5月3日",
        "3天",
        "3小时",
        "12:30",
        "5/12",
    ],
)
def test_text_that_is_no_figure_is_kept_as_it_stands_and_reported(
    read_bytes: ImportBytes, edition: Edition, raw: str
) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: raw}).replace("1\n2", "1<br>2").encode())
    assert imported.report.figures == {}
    assert imported.report.unread == {PERSON: raw}
    (note,) = imported.notes
    assert (note.cell, note.raw, note.where) == (PERSON, raw, "第2张表第4行第4列")
    assert "一、本年新收" in note.what


@pytest.mark.parametrize("raw", ["22（其中修订16件）", "22 (其中修订 16 件)"])
def test_a_remark_about_a_part_is_kept_beside_the_figure(read_bytes: ImportBytes, edition: Edition, raw: str) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: raw}).encode())
    assert imported.report.figures == {PERSON: 22}
    assert imported.report.origins[PERSON].raw == raw
    (note,) = imported.notes
    assert (note.cell, note.raw) == (PERSON, raw)
    assert "读作 22" in note.what


@pytest.mark.parametrize("mark", ["/", "-", "—", "——", "无", "不适用", "／"])
def test_a_mark_that_stands_for_nothing_is_blank_and_reported(
    read_bytes: ImportBytes, edition: Edition, mark: str
) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: mark}).encode())
    assert imported.report.figures == {}
    assert imported.report.unread == {PERSON: mark}
    assert [note.cell for note in imported.notes] == [PERSON]


@pytest.mark.parametrize("blank", ["", "&nbsp;", "\u3000", "\u200b"])
def test_blank_is_absent_and_nothing_is_reported(read_bytes: ImportBytes, edition: Edition, blank: str) -> None:
    imported = read_bytes("a.html", html_page(edition, {}).replace("&nbsp;", blank).encode())
    assert (imported.report.figures, imported.report.unread, imported.notes) == ({}, {}, ())


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        ("5<sup>1</sup>", "5（上标1）"),
        ("5<sub>1</sub>", "5（下标1）"),
        ("<s>5</s>6", "（划去5）6"),
        ("<strike>5</strike>6", "（划去5）6"),
        ("<del>5</del>6", "（划去5）6"),
        ('<span style="text-decoration: line-through">5</span>6', "（划去5）6"),
        ('5<span style="vertical-align:super"><b>1</b></span>', "5（上标1）"),
        ("<ruby>5<rp>(</rp><rt>1</rt></ruby>", "5（注音1）"),
        ('<input value="5" disabled>', "（输入框5）"),
        ('<input value="5" style="color:#fff">', "（输入框5）"),
        ('<input value="5"><input value="6">', "（输入框5）（输入框6）"),
        ('<input type="range" value="5">', "（输入框5）"),
        ('<span style="position:absolute;left:-9999px"><input value="5"></span>', "（看不见5）"),
        ('<input type="text" value="5">0', "（输入框5）0"),
        ("<select multiple><option selected>1</option><option selected>2</option></select>", "（输入框12）"),
        ("1<textarea>5</textarea>", "1（输入框5）"),
    ],
)
def test_what_stands_apart_in_a_web_pages_cell_is_no_digit(
    read_bytes: ImportBytes, edition: Edition, written: str, raw: str
) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: "@"}).replace("@", written).encode())
    assert (imported.report.figures, imported.report.unread) == ({}, {PERSON: raw})
    assert [note.cell for note in imported.notes] == [PERSON]


@pytest.mark.parametrize("written", ["5<s></s>", '5<input type="hidden">', "5<input>", "5<del> </del>"])
def test_what_shows_nothing_in_a_cell_is_ignored(read_bytes: ImportBytes, edition: Edition, written: str) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: "@"}).replace("@", written).encode())
    assert (imported.report.figures, imported.notes) == ({PERSON: 5}, ())


def test_a_hidden_field_with_a_number_is_not_read_and_that_is_said(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(edition, {PERSON: "@"}).replace("@", '5<input type="hidden" value="1">')
    imported = read_bytes("a.html", page.encode())
    assert imported.report.figures == {PERSON: 5}
    assert ["隐藏" in note.what for note in imported.notes] == [True]


def test_a_footnotes_mark_on_a_label_is_ignored(read_bytes: ImportBytes, edition: Edition) -> None:
    total = Cell("requests", "results.total", "person")
    html = html_page(edition, {total: "5"}).replace("（七）总计", "（七）总计<sup>1</sup>")
    assert read_bytes("a.html", html.encode()).report.figures == {total: 5}


M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def run(properties: str, text: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RUBY = f"<w:r><w:ruby><w:rt>{run('', '1')}</w:rt><w:rubyBase>{run('', '5')}</w:rubyBase></w:ruby></w:r>"


@pytest.mark.parametrize(
    ("runs", "raw"),
    [
        (run("", "5") + run('<w:vertAlign w:val="superscript"/>', "1"), "5（上标1）"),
        (run("<w:strike/>", "5") + run("", "6"), "（划去5）6"),
        (run("<w:dstrike/>", "5") + run("", "6"), "（划去5）6"),
        (
            f"<w:r><w:ruby><w:rt>{run('', '1')}</w:rt><w:rubyBase>{run('', '5')}</w:rubyBase></w:ruby></w:r>",
            "（注音1）5",
        ),
        (run("", "5") + '<w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r>', "5□"),
        (f'<m:oMath xmlns:m="{M}"><m:r><m:t>5</m:t></m:r></m:oMath>', "（公式5）"),
    ],
)
def test_what_stands_apart_in_a_word_cell_is_no_digit(
    read: Import, edition: Edition, tmp_path: Path, runs: str, raw: str
) -> None:
    body = word_body(edition, {PERSON: "@"}).replace('<w:r><w:t xml:space="preserve">@</w:t></w:r>', runs)
    imported = read(write_word(tmp_path / "a.docx", body))
    assert (imported.report.figures, imported.report.unread) == ({}, {PERSON: raw})
    assert [note.cell for note in imported.notes] == [PERSON]


@pytest.mark.parametrize("mark", ['<w:strike w:val="0"/>', '<w:vertAlign w:val="baseline"/>'])
def test_a_mark_that_is_off_is_ignored(read: Import, edition: Edition, tmp_path: Path, mark: str) -> None:
    body = word_body(edition, {PERSON: "@"}).replace('<w:r><w:t xml:space="preserve">@</w:t></w:r>', run(mark, "5"))
    assert read(write_word(tmp_path / "a.docx", body)).report.figures == {PERSON: 5}


def test_deleted_text_is_left_out_and_reported(read: Import, edition: Edition, tmp_path: Path) -> None:
    runs = f"<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{run('', '6')}</w:ins>"
    body = word_body(edition, {PERSON: "@"}).replace('<w:r><w:t xml:space="preserve">@</w:t></w:r>', runs)
    imported = read(write_word(tmp_path / "a.docx", body))
    assert imported.report.figures == {PERSON: 6}
    assert ["修订" in note.what for note in imported.notes] == [True]


def test_a_raised_digit_in_a_workbook_is_no_digit(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    path = write_workbook(tmp_path / "a.xlsx", edition, {})
    book = openpyxl.load_workbook(path)
    book["表三"]["D4"] = CellRichText("5", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    book["表三"]["E4"] = CellRichText(TextBlock(InlineFont(strike=True), "5"), "6")
    book.save(path)
    imported = read(path)
    assert imported.report.figures == {}
    assert sorted(imported.report.unread.values()) == ["5（上标1）", "（划去5）6"]


@pytest.mark.parametrize(("raw", "amount"), [("43.788", "43.788"), ("0", "0"), ("１.5", "1.5")])
def test_fees_may_have_decimals(read_bytes: ImportBytes, edition: Edition, raw: str, amount: str) -> None:
    imported = read_bytes("a.html", html_page(edition, {FEES: raw}).encode())
    assert imported.report.figures == {FEES: Decimal(amount)}


@pytest.mark.parametrize("raw", ["251000元", "43.788万元"])
def test_fees_with_a_unit_are_not_converted(read_bytes: ImportBytes, edition: Edition, raw: str) -> None:
    imported = read_bytes("a.html", html_page(edition, {FEES: raw}).encode())
    assert imported.report.unread == {FEES: raw}


def test_fees_under_a_head_in_yuan_are_not_read(read_bytes: ImportBytes, edition: Edition) -> None:
    html = html_page(edition, {FEES: "251000"}).replace("（单位：万元）", "（单位：元）")
    imported = read_bytes("a.html", html.encode())
    assert imported.report.figures == {}
    assert "251000" in " ".join(note.raw for note in imported.notes)


def test_a_total_that_differs_from_its_sum_stays_as_it_stands(read_bytes: ImportBytes, edition: Edition) -> None:
    total = Cell("requests", "received", "total")
    imported = read_bytes("a.html", html_page(edition, {PERSON: "3", total: "4"}).encode())
    assert imported.report.figures == {PERSON: 3, total: 4}
    imported = read_bytes("a.html", html_page(edition, {PERSON: "3", total: "3"}).encode())
    assert imported.report.figures == {PERSON: 3, total: 3}, "its sum lacks addends: it is what the file states"
    row = dict.fromkeys(edition.sum_at[total].addends, 0) | {PERSON: 3}
    page = {cell: str(figure) for cell, figure in row.items()}
    imported = read_bytes("a.html", html_page(edition, {**page, total: "3"}).encode())
    assert imported.report.figures == row
    assert shown(imported.report, edition).figures[total] == 3


@pytest.mark.parametrize("raw", ["", "/"])
def test_a_total_that_the_file_leaves_blank_is_blank_and_reported_with_its_sum(
    read_bytes: ImportBytes, edition: Edition, raw: str
) -> None:
    total = Cell("requests", "received", "total")
    page = dict.fromkeys(edition.sum_at[total].addends, "2")
    imported = read_bytes("a.html", html_page(edition, {**page, total: raw}).encode())
    assert total not in shown(imported.report, edition).figures
    found = {each.rule: each for each in check(imported.report, edition).findings}["cell.blank.requests.totals"]
    assert (found.cells, found.repair) == ((total,), ((total, 12),))


EDITION = load_editions(EDITIONS_FOLDER)["2021"]
contents = st.dictionaries(
    st.sampled_from(EDITION.cells),
    st.integers(0, 10**9).map(str) | st.sampled_from(["", "/", "约3", "5（其中修订3件）", "1,003", "１２"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=contents)
@pytest.mark.parametrize("kind", ["html", "html without spans", "text"])
def test_whatever_stands_in_a_table_comes_back_or_is_noted(kind: str, texts: Mapping[Cell, str]) -> None:
    if kind == "text":
        content = read_text(text_page(EDITION, texts))
    else:
        spans = kind == "html"
        content = read_web(html_page(EDITION, texts, table=lambda table, held: html_table(table, held, spans)))
    report, notes, _ = recognise(content, "a", {"2021": EDITION})
    seen = shown(report, EDITION).figures
    noted = " ".join(note.raw for note in notes)
    for cell, text in texts.items():
        if cell in report.figures or cell in report.unread:
            came_back = show_figure(report.figures[cell]) if cell in report.figures else report.unread[cell]
            if "（" in text:
                assert came_back == text.partition("（")[0] and text in noted
            else:
                assert came_back in (text, plain(text).replace(",", ""))
        elif text and not (cell in EDITION.totals and show_figure(seen.get(cell)) == plain(text).replace(",", "")):
            assert text in noted
    assert all(texts.get(cell) for cell in report.figures)


def _without_a_cell(page: str, random_: random.Random) -> str:
    """The page with one cell taken away, doubled, or put in."""
    cell = random_.choice(list(re.finditer(r"<td.*?</td>", page)))
    before, after = page[: cell.start()], page[cell.end() :]
    return before + random_.choice(["", cell[0] * 2, "<td></td>" + cell[0], cell[0] + "<td>9</td>"]) + after


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
@pytest.mark.parametrize("spans", [True, False])
def test_a_cell_too_many_or_too_few_never_shifts_a_figure(spans: bool, seed: int) -> None:
    random_ = random.Random(seed)
    texts = {cell: text if random_.random() < 0.8 else "" for cell, text in numbered(EDITION).items()}
    page = html_page(EDITION, texts, table=lambda table, held: html_table(table, held, spans))
    report, *_ = recognise(read_web(_without_a_cell(page, random_)), "a", {"2021": EDITION})
    for cell, figure in report.figures.items():
        assert show_figure(figure) in (texts[cell], "9"), cell


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
def test_a_pipe_too_many_or_too_few_never_shifts_a_figure(seed: int) -> None:
    random_ = random.Random(seed)
    texts = {cell: text if random_.random() < 0.8 else "" for cell, text in numbered(EDITION).items()}
    page = text_page(EDITION, texts)
    pipe = random_.choice(list(re.finditer(r"[^|\n]*\|", page)))
    page = page[: pipe.start()] + random_.choice(["", pipe[0] * 2, "|" + pipe[0]]) + page[pipe.end() :]
    report, *_ = recognise(read_text(page), "a", {"2021": EDITION})
    for cell, figure in report.figures.items():
        assert show_figure(figure) == texts[cell], cell
