"""Figures that a conditional format makes invisible are asked for."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from model.form.edition import Edition
from model.form.tables import Cell
from tests.model.importing.conftest import Import
from tests.model.importing.documents import figures_of, numbered, write_workbook

WHITE, DARK = Font(color="FFFFFFFF"), PatternFill("solid", bgColor="FF003366")
CELL = Cell("requests", "received", "person")
"""Its figure stands in D4 of its sheet."""


def read_with(read: Import, edition: Edition, path: Path, area: str, rule: Rule) -> tuple[str, bool, list[str]]:
    """What is asked for in D4, whether all other figures are read, and the notes."""
    texts = numbered(edition)
    book = openpyxl.load_workbook(write_workbook(path, edition, texts))
    book["表三"].conditional_formatting.add(area, rule)
    book.save(path)
    imported = read(path)
    others = {cell: text for cell, text in texts.items() if cell != CELL}
    are_read = {cell: text for cell, text in figures_of(imported).items() if cell != CELL} == others
    asked = imported.report.unread.get(CELL, "")
    return asked if CELL not in imported.report.figures else "", are_read, [note.what for note in imported.notes]


def rules(figure: int) -> dict[str, tuple[str, Rule, bool]]:
    hidden = DifferentialStyle(numFmt=NumberFormat(numFmtId=190, formatCode=";;;"))
    more: dict[str, Any] = {"font": WHITE}
    return {
        "equal": ("D4", CellIsRule(operator="equal", formula=[str(figure)], **more), True),
        "in an area": ("A1:J9", CellIsRule(operator="equal", formula=[str(figure)], **more), True),
        "greater": ("D4", CellIsRule(operator="greaterThan", formula=[str(figure)], **more), False),
        "between": ("D4", CellIsRule(operator="between", formula=["0", str(figure)], **more), True),
        "not between": ("D4", CellIsRule(operator="notBetween", formula=["0", str(figure)], **more), False),
        "a formula": ("D4", FormulaRule(formula=[f"D4={figure}"], **more), True),
        "a formula that is not met": ("D4", FormulaRule(formula=[f"D4<>{figure}"], **more), False),
        "white on dark": ("D4", CellIsRule(operator="equal", formula=[str(figure)], fill=DARK, **more), False),
        "red": ("D4", CellIsRule(operator="equal", formula=[str(figure)], font=Font(color="FFFF0000")), False),
        "a format without places": ("D4", Rule("cellIs", operator="equal", formula=[str(figure)], dxf=hidden), True),
    }


@pytest.mark.parametrize("name", rules(0))
def test_a_figure_that_a_condition_hides_is_asked_for(
    read: Import, edition: Edition, tmp_path: Path, name: str
) -> None:
    figure = numbered(edition)[CELL]
    area, rule, is_asked = rules(int(figure))[name]
    asked, others_are_read, notes = read_with(read, edition, tmp_path / "a.xlsx", area, rule)
    assert asked == (f"（看不见{figure}）" if is_asked else "")
    assert others_are_read
    assert is_asked or notes == []


def test_of_a_condition_that_is_not_known_the_figures_are_named(read: Import, edition: Edition, tmp_path: Path) -> None:
    rule = FormulaRule(formula=["ISERROR(D4)"], font=WHITE)
    asked, others_are_read, notes = read_with(read, edition, tmp_path / "a.xlsx", "D4:E4", rule)
    assert (asked, others_are_read) == ("", True)
    assert notes == [
        "工作表“表三”的第4行第4列、第4行第5列按条件可能变成看不见的白字，已照存的数读入，请对照 Excel 里显示的核对"
    ]
