"""Tables of the 2019 form, whatever year the report is of."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.importing import Imported
from tests.model.importing.conftest import Import, ImportBytes, ReadText
from tests.model.importing.documents import (
    Texts,
    figures_of,
    html_page,
    html_table,
    numbered,
    piped_table,
    text_page,
    word_body,
    write_word,
    write_workbook,
)


def assert_whole(imported: Imported, old: Edition) -> None:
    assert imported.report.edition == "2019"
    assert figures_of(imported) == numbered(old)
    assert imported.notes == ()


def test_a_word_document_of_the_old_form_is_read_whole(read: Import, old: Edition, tmp_path: Path) -> None:
    assert_whole(read(write_word(tmp_path / "a.docx", word_body(old, numbered(old)))), old)


def test_a_workbook_of_the_old_form_is_read_whole(read: Import, old: Edition, tmp_path: Path) -> None:
    assert_whole(read(write_workbook(tmp_path / "a.xlsx", old, numbered(old))), old)


@pytest.mark.parametrize("spans", [True, False])
def test_a_web_page_of_the_old_form_is_read_whole(read_bytes: ImportBytes, old: Edition, spans: bool) -> None:
    page = html_page(old, numbered(old), table=lambda table, texts: html_table(table, texts, spans=spans))
    assert_whole(read_bytes("a.html", page.encode()), old)


def test_a_text_of_the_old_form_is_read_whole(read_text: ReadText, old: Edition) -> None:
    assert_whole(read_text(text_page(old, numbered(old))), old)


def test_the_third_table_alone_tells_the_form_by_its_undivided_row(
    read_bytes: ImportBytes, editions: Mapping[str, Edition]
) -> None:
    for edition in editions.values():
        texts = {cell: text for cell, text in numbered(edition).items() if cell.table == "requests"}
        imported = read_bytes("a.html", html_table(edition.table("requests"), texts).encode())
        assert imported.report.edition == edition.id
        assert figures_of(imported) == texts


@pytest.mark.parametrize(("written", "change"), [("+123", 123), ("减4", -4), ("－4", -4), ("增加5", 5), ("0", 0)])
def test_increase_and_decrease_are_read_with_their_sign(
    read_text: ReadText, old: Edition, written: str, change: int
) -> None:
    cell = Cell("disclosure", "licences", "delta")
    imported = read_text(text_page(old, {**numbered(old), cell: written}))
    assert imported.report.figure(cell) == change
    assert imported.notes == ()


@pytest.mark.parametrize("written", ["-", "/", "增减", "增12减3", "约5"])
def test_an_increase_that_is_no_number_is_left_blank_and_reported(
    read_text: ReadText, old: Edition, written: str
) -> None:
    cell = Cell("disclosure", "licences", "delta")
    imported = read_text(text_page(old, {**numbered(old), cell: written}))
    assert imported.report.figure(cell) is None
    assert imported.report.unread == {cell: written}
    assert [note.cell for note in imported.notes] == [cell]


def undivided(table: Table, texts: Texts) -> list[str]:
    """The third table of the new form with the row （六）其他处理 of the old one."""
    lines = [line for line in piped_table(table, texts) if "2.申请人逾期" not in line and "3.其他" not in line]
    return [line.replace("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | ", "") for line in lines]


def test_an_undivided_row_in_a_report_of_the_new_form_is_kept_in_a_note_and_found(
    read_text: ReadText, edition: Edition
) -> None:
    imported = read_text(text_page(edition, numbered(edition), undivided))
    rows = {"results.otherwise.not_corrected", "results.otherwise.fee_unpaid", "results.otherwise.other"}
    assert imported.report.edition == "2021"
    assert figures_of(imported) == {cell: text for cell, text in numbered(edition).items() if cell.row not in rows}
    (undivided_texts,) = [
        note.raw for note in imported.notes if note.what.startswith("表三没有认出“（六）其他处理”是哪一行")
    ]
    assert all(
        text in undivided_texts
        for cell, text in numbered(edition).items()
        if cell.row == "results.otherwise.not_corrected"
    )
    assert imported.report.foreign_labels == {"requests": "“（六）其他处理”"}
    (finding,) = [each for each in check(imported.report, edition).findings if each.rule == "report.form.requests"]
    assert {cell.row for cell in finding.cells} == rows
