"""Hidden rows and columns are not read, and named."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.readers.hidden_lines import HiddenLines
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import
from tests.model.importing.documents import assert_whole, figures_of, numbered, write_workbook


def _changed(path: Path, edition: Edition, change: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.load_workbook(write_workbook(path, edition, numbered(edition)))
    change(book[edition.tables[1].name])
    book.save(path)
    return path


def _with_last_year(sheet: Worksheet) -> None:
    sheet.insert_rows(5)
    for column in range(1, 11):
        sheet.cell(5, column, 77)
    sheet.row_dimensions[5].hidden = True


def _with_column(sheet: Worksheet) -> None:
    for row in range(1, 29):
        sheet.cell(row, 11, 1234 if row > 3 else "上年总计")
    sheet.column_dimensions["K"].hidden = True


def test_a_hidden_column_beside_the_table_is_not_read(read: Import, edition: Edition, tmp_path: Path) -> None:
    imported = read(_changed(tmp_path / "a.xlsx", edition, _with_column))
    assert figures_of(imported) == numbered(edition)
    assert [note.what for note in imported.notes] == [
        "工作表“表三”有隐藏的行或列（第11列），没有读入；要读入，请先取消隐藏"
    ]


def test_a_hidden_row_of_the_form_is_blank_and_said(read: Import, edition: Edition, tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[6].hidden = True

    imported = read(_changed(tmp_path / "a.xlsx", edition, hide))
    missing = {*edition.cells} - {*imported.report.figures}
    assert missing
    assert len({cell.row for cell in missing}) == 1
    assert any("有隐藏的行或列（第6行）" in note.what for note in imported.notes)


@pytest.mark.parametrize("how", ["zeroHeight", "defaultRowHeight"])
def test_rows_that_are_hidden_unless_they_have_a_height(
    read: Import, edition: Edition, tmp_path: Path, how: str
) -> None:
    def hide(sheet: Worksheet) -> None:
        setattr(sheet.sheet_format, how, True if how == "zeroHeight" else 0)
        for row in range(1, 29):
            sheet.row_dimensions[row].height = None if row == 6 else 15

    imported = read(_changed(tmp_path / "a.xlsx", edition, hide))
    missing = {*edition.cells} - {*imported.report.figures}
    assert len({cell.row for cell in missing}) == 1
    assert any("有隐藏的行或列（第6行）" in note.what for note in imported.notes)


def test_a_hidden_blank_row_is_nothing_to_say(read: Import, edition: Edition, tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[40].hidden = True
        sheet.column_dimensions["P"].hidden = True

    assert_whole(read(_changed(tmp_path / "a.xlsx", edition, hide)), edition)


@pytest.mark.parametrize(
    ("merged", "shown"),
    [([(0, 0, 2, 1)], "甲"), ([(0, 0, 1, 2)], ""), ([], "")],
)
def test_a_merged_cell_is_shown_where_any_row_of_it_is(merged: list[tuple[int, int, int, int]], shown: str) -> None:
    hidden = HiddenLines(rows=frozenset({0}))
    values, notes = hidden.without("工作表“一”", [["甲", ""], ["", "乙"]], merged)
    assert (values[0][0] or "") == shown
    assert values[1][1] == "乙"
    assert bool(notes) is not bool(shown)


@pytest.mark.parametrize("where", ["row", "column"])
def test_hidden_rows_and_columns_of_a_table_in_an_open_text_are_not_read(
    read: Import, edition: Edition, tmp_path: Path, where: str
) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(SAMPLES / "filled-libreoffice.odt") as package, zipfile.ZipFile(path, "w") as changed:
        for name in package.namelist():
            text = package.read(name)
            if name == "content.xml":
                at = text.rindex(f"<table:table-{where}".encode(), 0, text.index("行政许可".encode()))
                at += len(f"<table:table-{where}")
                text = text[:at] + b' table:visibility="collapse"' + text[at:]
            changed.writestr(name, text)
    imported = read(path)
    lost = {cell for cell in numbered(edition) if cell not in figures_of(imported)}
    assert any("有隐藏的行或列" in note.what for note in imported.notes)
    if where == "row":
        assert lost == {Cell("disclosure", "licences", "decisions")}
