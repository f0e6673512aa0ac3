"""The sheet of equations: both sides, the difference, and whether they agree."""

from pathlib import Path

import openpyxl

from export.document.document import compose
from export.document.layout import Layout
from export.writers.xlsx.workbook import write_excel
from model.form.edition import Edition
from model.importing import import_report
from model.report.derived_totals import shown
from model.report.report import Report
from tests.export.writers.xlsx.workbooks import COVER, values_of, written_workbook


def test_the_sheet_of_equations_has_each_with_both_sides_and_its_state(
    report: Report, edition: Edition, layout: Layout, tmp_path: Path
) -> None:
    filled = report.with_(figures={**dict.fromkeys(edition.cell_set - edition.totals, 1), **report.figures})
    path = tmp_path / "report.xlsx"
    last = {cell: 2 for cell in edition.cells if cell.row == "carried_out"}
    write_excel(filled, edition, compose(filled, edition), layout, COVER, path, last)
    rows = list(values_of(path)["勾稽"].iter_rows(min_row=2, values_only=True))
    wanted = [each for each in edition.equations if not each.without_last_year]
    figures = shown(filled, edition).figures
    assert len(rows) == len(wanted)
    for row, equation in zip(rows, wanted, strict=True):
        assert row[1] == f"{edition.table(equation.cells[0].table).name} {equation.line}"
        if not last.keys() >= set(equation.last_year_cells):
            assert row[4:] == (None, row[5], None, row[7], None, "无上年数")
            continue
        left, right = equation.sides(figures, last)
        assert (row[4], row[6], row[8]) == (left, right, left - right)
        assert row[9] == ("一致" if equation.holds(left, right) else "不一致")
    assert {row[9] for row in rows} == {"一致", "不一致", "无上年数"}


def test_an_equation_with_a_blank_says_so(blank: Report, edition: Edition, layout: Layout, tmp_path: Path) -> None:
    rows = values_of(written_workbook(blank, edition, layout, tmp_path))["勾稽"].iter_rows(min_row=2, values_only=True)
    assert {row[9] for row in rows} == {"未填齐", "无上年数"}


def test_the_state_is_coloured_by_the_workbook_itself(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["勾稽"]
    formulas = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    assert sorted(formulas) == ['$J2="一致"', '$J2="不一致"', '$J2="不一致"']
    assert sheet.protection.sheet
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


def test_the_sheet_of_equations_is_nothing_to_import(path: Path, edition: Edition) -> None:
    imported = import_report(path, {edition.id: edition})
    assert [note.what for note in imported.notes] == []
