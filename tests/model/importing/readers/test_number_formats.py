"""Whether the number that a spreadsheet shows is the one that is stored."""

from pathlib import Path

import openpyxl
import openpyxl.styles
import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.readers.number_formats import shown_otherwise, shown_otherwise_as_text, unless_equal
from tests.model.importing.conftest import Import
from tests.model.importing.documents import numbered, write_workbook

ACCOUNTING = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (5, "General"),
        (5, "0"),
        (1234, "#,##0"),
        (1234, ACCOUNTING),
        (0, ACCOUNTING),
        (0, "0;-0;;@"),
        (0, "#"),
        (12.34, "0.00"),
        (12.3, "0.00"),
        (0.1 + 0.2, "0.0"),
        (5, "00"),
        (5, '0"件"'),
        (5, "[Red]0_ "),
        (5, "[DBNum1][$-804]General"),
        (5, "[$-F800]0"),
        (96171.6, "#,##0.00_);(#,##0.00)"),
    ],
)
def test_the_number_shown_is_the_number(value: float, number_format: str) -> None:
    assert shown_otherwise(value, number_format) == ""


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (251000, "0!.0,", "25.1（存的是 251000）"),
        (251000, "0,", "251（存的是 251000）"),
        (251000, '0!.0,"万"', "25.1万（存的是 251000）"),
        (5, '"1"0', "15（存的是 5）"),
        (5, "0!5", "55（存的是 5）"),
        (5, ";;;", "（不显示）（存的是 5）"),
        (5, "-0", "-5（存的是 5）"),
        (5, "(0)", "(5)（存的是 5）"),
        (-5, "0;0", "5（存的是 -5）"),
        (12.34, "0.0", "12.3（存的是 12.34）"),
        (3.7, "0", "4（存的是 3.7）"),
        (5, "yyyy", "格式 yyyy（存的是 5）"),
        (5, '[>100]0;"少"', "少（存的是 5）"),
        (5, "0.00E+00", "格式 0.00E+00（存的是 5）"),
        (23154600, '#,##0.00"元"', "23154600.00元"),
        (23154600, "[$¥-804]#,##0.00", "¥23154600.00（存的是 23154600）"),
        (23154600, "#,##0.00[$元]", "23154600.00元"),
    ],
)
def test_another_number_is_reported_with_the_stored_one(value: float, number_format: str, shown: str) -> None:
    assert shown_otherwise(value, number_format) == shown


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [("@", ""), ("0;0;0;@", ""), (";;;", "（不显示）（存的是 5）"), ('0;0;0;"无"', "无（存的是 5）")],
)
def test_text_may_be_shown_otherwise_too(number_format: str, shown: str) -> None:
    assert shown_otherwise_as_text("5", number_format) == shown


def test_what_is_shown_is_compared_with_what_is_stored() -> None:
    assert unless_equal(1234.0, "1,234") == ""
    assert unless_equal(251000.0, "25.1") == "25.1（存的是 251000）"


def test_a_cell_that_shows_another_number_is_not_read(read: Import, edition: Edition, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表三"]["D4"].number_format = "0!.0,"
    book["表三"]["E4"].number_format = ";;;"
    book["表三"]["F4"].font = openpyxl.styles.Font(strike=True)
    book["表三"]["G4"].number_format = "#,##0"
    book.save(path)
    report = read(path).report
    cells = [Cell("requests", "received", column) for column in ("person", "business", "research", "welfare")]
    assert [report.unread.get(cell) for cell in cells[:3]] == [
        "0.1（存的是 1070）",
        "（不显示）（存的是 1077）",
        "（划去1084）",
    ]
    assert report.figures[cells[3]] == 1091
