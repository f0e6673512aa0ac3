import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from export.document.document import compose
from export.document.layout import Layout
from export.writers.xlsx.workbook import pieces, write_excel
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.derived_totals import shown
from model.report.report import Report
from tests.export.writers.xlsx.workbooks import COVER, values_of, written_workbook


def _at(sheet: Any, edition: Edition, cell: Cell) -> Any:
    place = edition.table(cell.table).place_of[cell]
    return sheet.cell(place.top + 1, place.left + 1)


def _each(book: Any, edition: Edition) -> list[tuple[Cell, Any]]:
    return [(c, _at(book[edition.table(c.table).name], edition, c)) for c in edition.cells]


def test_there_is_a_cover_a_sheet_for_each_table_and_one_for_the_text(path: Path) -> None:
    assert openpyxl.load_workbook(path).sheetnames == ["封面", "表二", "表三", "表四", "勾稽", "文字"]


def test_the_cover_names_the_organ_and_the_open_matters(path: Path, edition: Edition) -> None:
    cover = {row[0].value: row[1].value for row in openpyxl.load_workbook(path)["封面"].iter_rows()}
    assert cover == {
        "机关名称": "恩平市人民政府办公室",
        "年度": 2024,
        "标题": "恩平市人民政府办公室2024年政府信息公开工作年度报告",
        "机关类别": None,
        "机关层级": None,
        "落款": "恩平市人民政府办公室",
        "成文日期": "2025年1月8日",
        "格式版本": edition.name,
        "导出时间": "2025-01-08 09:30",
        "未解决的必改": 1,
        "未解决的须核实": 2,
    }


def test_each_sheet_has_the_grid_of_the_form(path: Path, edition: Edition) -> None:
    book = openpyxl.load_workbook(path)
    for table in edition.tables:
        sheet = book[table.name]
        merged = {(r.min_row - 1, r.min_col - 1, r.max_row, r.max_col) for r in sheet.merged_cells.ranges}
        assert merged == {(p.top, p.left, p.bottom, p.right) for p in table.places if p.wide * p.high > 1}
        for place in table.places:
            if place.cell is None:
                assert sheet.cell(place.top + 1, place.left + 1).value == place.text


def test_figures_are_numbers_and_blanks_are_empty(path: Path, report: Report, edition: Edition) -> None:
    figures = shown(report, edition).figures
    for cell, written in _each(values_of(path), edition):
        assert written.value == (float(figures[cell]) if cell in figures else None), cell
        assert cell not in figures or isinstance(written.value, int | float)


def test_totals_that_follow_are_formulas_with_the_value_of_their_sum(
    path: Path, report: Report, edition: Edition
) -> None:
    formulas, values = openpyxl.load_workbook(path), values_of(path)
    figures = shown(report, edition).figures
    for cell, written in _each(formulas, edition):
        is_formula = isinstance(written.value, str) and written.value.startswith("=")
        assert is_formula == (cell in edition.totals), cell
    total = Cell("requests", "received", "total")
    assert _at(formulas["表三"], edition, total).value == '=IF(COUNT($D$4:$I$4)=6,SUM($D$4:$I$4),"")'
    assert _at(values["表三"], edition, total).value == figures[total] == 9
    results = Cell("requests", "results.total", "person")
    assert "SUM($D$6:$D$26)" in _at(formulas["表三"], edition, results).value


def test_a_total_typed_over_is_a_plain_number(report: Report, edition: Edition, layout: Layout, tmp_path: Path) -> None:
    total = Cell("requests", "received", "total")
    typed = report.with_(figures={**report.figures, total: 11})
    book = openpyxl.load_workbook(written_workbook(typed, edition, layout, tmp_path))
    assert _at(book["表三"], edition, total).value == 11


def test_a_blank_form_has_no_number_at_all(blank: Report, edition: Edition, layout: Layout, tmp_path: Path) -> None:
    path = written_workbook(blank, edition, layout, tmp_path)
    assert all(written.value is None for _, written in _each(values_of(path), edition))
    formulas = [w.value for _, w in _each(openpyxl.load_workbook(path), edition) if w.value is not None]
    assert len(formulas) == len(edition.totals)


def test_text_never_becomes_a_formula_a_link_or_a_number(
    awkward: Report, edition: Edition, layout: Layout, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(written_workbook(awkward, edition, layout, tmp_path))
    words = [row[1] for row in book["文字"].iter_rows() if row[1].value]
    assert [w.value for w in words][1:7] == [
        "=1+1",
        "+2",
        "-3",
        "@SUM(1)",
        "<script>alert('1')</script>&amp;",
        "控制符",
    ]
    assert {w.data_type for w in words} == {"s"}
    assert book["封面"]["B1"].value == '=HYPERLINK("x")<&>局'
    assert book["封面"]["B1"].data_type == "s"
    raw = _at(book["表三"], edition, Cell("requests", "carried_out", "other"))
    assert (raw.value, raw.data_type) == ("=SUM(A1)", "s")


def test_an_amount_keeps_its_decimals_or_is_text(
    report: Report, edition: Edition, layout: Layout, tmp_path: Path
) -> None:
    from decimal import Decimal

    fee = Cell("disclosure", "fees", "amount")
    for amount, value, look in (
        (Decimal("3.50"), 3.5, "0.00"),
        (Decimal("43.788001"), 43.788001, "0.000000"),
        (Decimal("123456789012.123456"), "123456789012.123456", None),
        (7, 7, "General"),
    ):
        book = openpyxl.load_workbook(written_workbook(report.with_(figures={fee: amount}), edition, layout, tmp_path))
        written = _at(book["表二"], edition, fee)
        assert written.value == value
        assert look is None or written.number_format == look


def test_labels_are_locked_and_figures_are_not(path: Path, edition: Edition) -> None:
    book = openpyxl.load_workbook(path)
    for table in edition.tables:
        sheet = book[table.name]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        for place in table.places:
            assert sheet.cell(place.top + 1, place.left + 1).protection.locked == (place.cell is None)


def test_each_table_prints_on_one_a4_page_with_its_heads_repeated(path: Path, edition: Edition) -> None:
    book = openpyxl.load_workbook(path)
    for name, area, heads, orientation in (
        ("表二", "'表二'!$A$1:$D$14", None, "portrait"),
        ("表三", "'表三'!$A$1:$J$28", "$1:$3", "portrait"),
        ("表四", "'表四'!$A$1:$O$4", "$1:$3", "landscape"),
    ):
        sheet = book[name]
        assert sheet.print_area == area
        assert sheet.print_title_rows == heads
        fit = sheet.sheet_properties.pageSetUpPr
        assert fit is not None
        assert fit.fitToPage
        # one page each way is the default, and XlsxWriter does not write it
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            9,
            None,
            None,
        )
        assert sheet.page_setup.orientation == orientation


def test_input_is_vetted_with_chinese_sentences(path: Path, edition: Edition) -> None:
    book = openpyxl.load_workbook(path)
    vetted: dict[str, set[str]] = {}
    for table in edition.tables:
        for validation in book[table.name].data_validations.dataValidation:
            assert validation.operator == "greaterThanOrEqual"
            assert validation.formula1 == "0"
            assert "不小于 0" in validation.error
            for cell in table.cells:
                place = table.place_of[cell]
                if any((place.top + 1, place.left + 1) in _covered(each) for each in validation.sqref.ranges):
                    vetted.setdefault(validation.type, set()).add(cell)
    assert vetted["decimal"] == set(edition.amounts)
    assert vetted["whole"] == edition.cell_set - edition.amounts


def _covered(area: Any) -> set[tuple[int, int]]:
    return {(r, c) for r in range(area.min_row, area.max_row + 1) for c in range(area.min_col, area.max_col + 1)}


def test_every_equation_of_the_year_turns_its_cells_red(path: Path, edition: Edition) -> None:
    book = openpyxl.load_workbook(path)
    rules = {
        rule.formula[0]: area.sqref
        for table in edition.tables
        for area in book[table.name].conditional_formatting
        for rule in area.rules
    }
    equations = [each for each in edition.equations if each.equal and not each.last_year_cells]
    assert len(rules) == len(equations)
    balance = "AND(COUNT($D$4:$D$5,$D$27:$D$28)=4,SUM($D$4:$D$5)<>SUM($D$27:$D$28))"
    assert str(rules[balance]) == "D4:D5 D27:D28"


def test_the_text_has_one_row_per_paragraph_beside_its_heading(path: Path) -> None:
    rows = [(row[0].value, row[1].value) for row in openpyxl.load_workbook(path)["文字"].iter_rows()]
    assert rows == [
        ("前言", "根据《中华人民共和国政府信息公开条例》，编制本报告。"),
        ("一、总体情况", "2024年工作如下。"),
        (None, "（一）主动公开情况"),
        (None, "（二）依申请公开情况。全年收到申请9件。"),
        (None, "1.完善制度。"),
        (None, "（1）明确责任。落实专人负责。"),
        ("五、存在的主要问题及改进情况", "存在的问题：公开不够及时。"),
        (None, "改进措施：加强培训。"),
        ("六、其他需要报告的事项", "2024年没有收取信息处理费。"),
    ]


def test_a_paragraph_longer_than_a_cell_goes_on_in_the_next_row(
    report: Report, edition: Edition, layout: Layout, tmp_path: Path
) -> None:
    long = "长" * 70_000
    path = written_workbook(report.with_(texts={"1": long}), edition, layout, tmp_path)
    found = [str(row[1].value) for row in openpyxl.load_workbook(path)["文字"].iter_rows() if row[1].value]
    assert found == pieces(long)
    assert "".join(found) == long


def test_the_same_report_gives_the_same_bytes(report: Report, edition: Edition, layout: Layout, tmp_path: Path) -> None:
    first = written_workbook(report, edition, layout, tmp_path).read_bytes()
    assert written_workbook(report, edition, layout, tmp_path).read_bytes() == first


def test_a_workbook_holds_no_outside_link(path: Path) -> None:
    with ZipFile(path) as package:
        assert not [name for name in package.namelist() if "external" in name.lower()]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_formula_recalculated_by_libreoffice_gives_its_cached_value(
    report: Report, edition: Edition, layout: Layout, tmp_path: Path
) -> None:
    filled = report.with_(figures={**dict.fromkeys(edition.cell_set - edition.totals, 1), **report.figures})
    written, bare, again = tmp_path / "report.xlsx", tmp_path / "bare.xlsx", tmp_path / "again"
    last = {cell: 2 for cell in edition.cells if cell.row == "carried_out"}
    write_excel(filled, edition, compose(filled, edition), layout, COVER, written, last)
    _without_cached_values(written, bare)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again), str(bare)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    formulas, cached, counted = openpyxl.load_workbook(written), values_of(written), values_of(again / "bare.xlsx")
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    compared += 1
                    values = [book[sheet.title][cell.coordinate].value for book in (cached, counted)]
                    # an empty text reads as nothing from some writers
                    assert ("" if values[0] is None else values[0]) == ("" if values[1] is None else values[1]), cell
    assert compared > len(edition.totals) + 3 * 40


def _without_cached_values(written: Path, bare: Path) -> None:
    """A workbook whose formulas have to be calculated before they can be shown."""
    with ZipFile(written) as before, ZipFile(bare, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
                assert count or b"<f>" not in data
            after.writestr(name, data)
