"""The workbooks that the office hands out (下发填报模板) come back filled in, through the page."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from export.report_writer import export_blank_workbook
from gui.batch.batch_page import BatchPage
from model.form.edition import Edition
from model.report.derived_totals import shown
from model.report.report import Report
from tests.gui.batch.conftest import settled
from tests.model.batch.county import COUNTY, RESOURCES, UNITS, YEAR, correct_report, sums_of, unbalanced


@pytest.fixture
def fill(tmp_path: Path, edition: Edition) -> Callable[[Report], Path]:
    """Fills a report in as a unit does: name, cells, texts; totals are there as a spreadsheet program computes them."""
    blank = tmp_path / "年报填报模板.xlsx"
    export_blank_workbook(edition, YEAR, blank, RESOURCES)
    folder = tmp_path / "交回"
    folder.mkdir()

    def fill_(report: Report) -> Path:
        book = openpyxl.load_workbook(blank)
        book["封面"]["B1"] = report.organ
        for cell, figure in shown(report, edition).figures.items():
            table = edition.table(cell.table)
            place = table.place_of[cell]
            book[table.name].cell(place.top + 1, place.left + 1, figure)
        titles = {edition.section(key).title: text for key, text in report.texts.items() if key != "preface"}
        for row in book["文字"].iter_rows():
            if (title := str(row[0].value)) in titles:
                row[1].value = titles[title]
        path = folder / f"{report.organ}.xlsx"
        book.save(path)
        return path

    return fill_


def test_filled_workbooks_are_checked_and_summed_like_any_file(
    page: BatchPage, fill: Callable[[Report], Path], edition: Edition, qtbot: QtBot
) -> None:
    right = [correct_report(unit, edition) for unit in UNITS[:3]]
    wrong = unbalanced(correct_report(UNITS[3], edition))
    [folder] = {fill(report).parent for report in (*right, wrong)}
    page.organ.setText(COUNTY)
    page.organ.editingFinished.emit()
    page.add([folder])
    qtbot.waitUntil(lambda: not page.run.is_running and page.files.rowCount() == 4, timeout=30_000)
    settled(page, qtbot)
    rows = {row.organ: row for row in page.files.all_rows}
    assert [rows[report.organ].verdict for report in (*right, wrong)] == ["agrees"] * 3 + ["wrong"]
    assert "requests.balance" in rows[wrong.organ].rules
    current = page.summer.current
    assert current is not None and current.summary is not None
    assert {str(cell): figure for cell, figure in current.summary.figures.items()} == sums_of(right)


def test_one_that_comes_back_empty_counts_as_blank_and_not_as_zero(
    page: BatchPage, fill: Callable[[Report], Path], edition: Edition, qtbot: QtBot
) -> None:
    path = fill(Report(edition.id, {}).with_(facts=correct_report(UNITS[1], edition).facts))
    page.add([path])
    qtbot.waitUntil(lambda: not page.run.is_running and page.files.rowCount() == 1, timeout=30_000)
    row = page.files.row_at(0)
    assert row is not None and (row.filled, row.all_zero) == (0, False)
    assert row.blanks == len(edition.cells) - len(edition.totals)
