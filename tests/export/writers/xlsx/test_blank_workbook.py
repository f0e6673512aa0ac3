"""下发填报模板: empty when it goes out, and read whatever people did to it when it comes back."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange

from export.document.layout import Layout
from export.report_writer import ExportError, export_blank_workbook
from export.writers.xlsx.workbook import write_blank_workbook
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report

RECEIVED = Cell("requests", "received", "person")
IN_FORCE = Cell("disclosure", "normative_documents", "in_force")
UPHELD = Cell("disputes", "reconsideration", "upheld")


@pytest.fixture
def path(edition: Edition, layout: Layout, tmp_path: Path) -> Path:
    write_blank_workbook(edition, 2025, datetime(2026, 1, 5), layout, tmp_path / "模板.xlsx")
    return tmp_path / "模板.xlsx"


def _fill(book: Any, edition: Edition) -> None:
    """As a unit does, each sheet still in its place and shape."""
    book["封面"]["B1"] = "恩平市财政局"
    for cell, figure in ((RECEIVED, 3), (IN_FORCE, 8), (UPHELD, 1)):
        table = edition.table(cell.table)
        place = table.place_of[cell]
        book[table.name].cell(place.top + 1, place.left + 1, figure)
    for row in book["文字"].iter_rows():
        if row[0].value == edition.section("1").title:
            row[1].value = "全年收到申请3件。"


def test_a_blank_workbook_has_the_same_sheets_and_no_figure(path: Path, edition: Edition) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == ["封面", "表二", "表三", "表四", "勾稽", "文字"]
    imported = import_report(path, {edition.id: edition})
    assert (dict(imported.report.figures), dict(imported.report.unread)) == ({}, {})
    assert (imported.report.organ, imported.report.year) == ("", 2025)


def test_it_contains_edition_and_year_in_hidden_cells(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    marks = book.custom_doc_props.props  # type: ignore[attr-defined]
    assert {each.name: each.value for each in marks} == {
        "年报填报模板": "1",
        "年报格式版本": "2021",
        "年报年度": "2025",
    }
    assert all(sheet.sheet_state == "visible" for sheet in book)


def test_units_can_change_only_input_cells(path: Path, edition: Edition) -> None:
    book = openpyxl.load_workbook(path)
    cover = {row[0].value: row[1].protection.locked for row in book["封面"].iter_rows()}
    assert [name for name, locked in cover.items() if locked] == ["年度", "格式版本", "填报说明"]
    for table in edition.tables:
        sheet = book[table.name]
        assert sheet.protection.sheet
        for place in table.places:
            assert sheet.cell(place.top + 1, place.left + 1).protection.locked == (place.cell is None)


def _renamed(book: Any) -> None:
    for number, sheet in enumerate(book, start=1):
        sheet.title = f"Sheet{number}"


def _moved(book: Any) -> None:
    book.move_sheet("表四", -3)
    book.move_sheet("封面", 5)


def _without_sheets(book: Any) -> None:
    del book["勾稽"]


def _with_rows_above(book: Any) -> None:
    """openpyxl moves cells and not what is merged; Excel moves both."""
    for name in ("表二", "表三", "表四"):
        sheet = book[name]
        merged = [each.coord for each in sheet.merged_cells.ranges]
        for coord in merged:
            sheet.unmerge_cells(coord)
        sheet.insert_rows(1, 2)
        for coord in merged:
            area = CellRange(coord)
            area.shift(row_shift=2)
            sheet.merge_cells(area.coord)
        sheet["A1"] = "恩平市财政局填报"


def _with_rows_below(book: Any) -> None:
    for name in ("表二", "表三", "表四"):
        sheet = book[name]
        sheet.cell(sheet.max_row + 2, 1, "填表人：张三")


@pytest.mark.parametrize(
    "change",
    [None, _renamed, _moved, _without_sheets, _with_rows_above, _with_rows_below],
    ids=lambda change: change.__name__ if change else "as it is",
)
def test_it_is_imported_whatever_was_done_to_its_sheets(path: Path, edition: Edition, change: Any) -> None:
    book = openpyxl.load_workbook(path)
    _fill(book, edition)
    if change:
        change(book)
    book.save(path)
    report = import_report(path, {edition.id: edition}).report
    assert {RECEIVED: 3, IN_FORCE: 8, UPHELD: 1}.items() <= report.figures.items()
    assert (report.edition, report.organ, report.year) == ("2021", "恩平市财政局", 2025)
    assert report.texts["1"] == "全年收到申请3件。"


def test_every_edition_has_its_blank_workbook(editions: Mapping[str, Edition], resources: Path, tmp_path: Path) -> None:
    for key, edition in editions.items():
        target = tmp_path / f"{key}.xlsx"
        export_blank_workbook(edition, edition.last_year or 2025, target, resources)
        assert import_report(target, editions).report.edition == key


def test_it_is_a_workbook_and_nothing_else(edition: Edition, resources: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.xlsx"):
        export_blank_workbook(edition, 2025, tmp_path / "模板.docx", resources)
    assert list(tmp_path.iterdir()) == []
