"""The register to hand out: read with certainty, and its formulas agree with the program."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from export.writers.xlsx.blank_register import COUNT, LABELS, REGISTER, write_blank_register
from model.form.tables import Cell
from model.register.standard_entries import applicant_entries, counted_cells, result_entries
from tests.model.register.registers import (
    EDITION,
    EDITIONS,
    WORDS,
    YEAR,
    Made,
    counted,
    directly_counted,
    nonzero,
    random_applications,
)

RESULTS, APPLICANTS = result_entries(WORDS, EDITION), applicant_entries(WORDS, EDITION)


def rows_of(made: list[Made]) -> list[dict[str, object]]:
    return [
        {
            "登记编号": each.number,
            "收到日期": each.received,
            "申请人": "张三",
            "申请人类型": APPLICANTS[each.column],
            "答复日期": each.answered or "",
            "答复结果": RESULTS[each.row] if each.row else "",
        }
        for each in made
    ]


def test_what_it_is_filled_with_is_counted(tmp_path: Path) -> None:
    made = random_applications(3, 60)
    path = tmp_path / "台账.xlsx"
    write_blank_register(WORDS, EDITION, YEAR, path, rows_of(made))
    found = counted(path)
    assert found.is_whole, (found.value_questions, found.count.odd, found.left_out)
    assert nonzero(found) == directly_counted(made, disputes=False)
    assert not any("没有用到的列" in note for note in found.notes)


def test_a_blank_one_counts_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_blank_register(WORDS, EDITION, YEAR, path)
    found = counted(path)
    assert found.is_whole
    assert not nonzero(found)


def test_every_result_of_the_form_is_offered(tmp_path: Path) -> None:
    made = [
        Made(f"{number}号", date(YEAR, 3, 1), "person", "", date(YEAR, 3, 9), row, "")
        for number, row in enumerate(WORDS.result_rows(EDITION))
    ]
    path = tmp_path / "台账.xlsx"
    write_blank_register(WORDS, EDITION, YEAR, path, rows_of(made))
    assert nonzero(counted(path)) == directly_counted(made, disputes=False)


def test_lists_and_checks_of_dates(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_blank_register(WORDS, EDITION, YEAR, path)
    sheet = openpyxl.load_workbook(path)[REGISTER]
    rules = {str(rule.sqref)[0]: rule.type for rule in sheet.data_validations.dataValidation}
    letters = {label: chr(ord("A") + column) for column, (label, _) in enumerate(LABELS)}
    assert {rules[letters[label]] for label in ("收到日期", "答复日期")} == {"date"}
    assert {rules[letters[label]] for label in ("申请人类型", "答复结果", "是否延期")} == {"list"}


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_blank_register(WORDS, EDITION, YEAR, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda each: each.id)
def test_it_can_be_made_for_each_edition(edition: object, tmp_path: Path) -> None:
    write_blank_register(WORDS, edition, YEAR, tmp_path / "a.xlsx")  # type: ignore[arg-type]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[:2] == [REGISTER, COUNT]


def test_the_formulas_agree_with_the_program(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("no LibreOffice here")
    made = random_applications(4, 80)
    path = tmp_path / "r.xlsx"
    write_blank_register(WORDS, EDITION, YEAR, path, rows_of(made))
    bare, out = tmp_path / "bare" / "r.xlsx", tmp_path / "calculated"
    bare.parent.mkdir()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(bare, "w") as without_values:
        for part in package.namelist():  # a program that finds values does not calculate
            without_values.writestr(part, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", package.read(part)))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(out / "r.xlsx", data_only=True)[COUNT]
    cells = counted_cells(WORDS, EDITION)
    rows = list(dict.fromkeys(cell.row for cell in cells))
    calculated = {
        Cell(cells[0].table, row, column): sheet.cell(at, number).value
        for at, row in enumerate(rows, start=3)
        for number, column in enumerate(APPLICANTS, start=2)
    }
    assert {cell: value for cell, value in calculated.items() if value} == directly_counted(made, disputes=False)
    assert {sheet.cell(len(rows) + 3, number).value for number in range(2, 9)} == {0}
