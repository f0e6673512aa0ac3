"""Sheets on which the tables of the form stand below each other."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from model.form.edition import Edition
from model.form.tables import Table
from model.importing.content import Box, Grid
from model.importing.recognition.stacked_tables import parted_at_blank_rows
from tests.model.importing.conftest import Import
from tests.model.importing.documents import TITLE, Texts, figures_of, numbered, text_in


def put(sheet: Worksheet, table: Table, texts: Texts, top: int, rows: range | None = None) -> None:
    """The table, or some rows of it, from this row of the sheet on."""
    first = rows.start if rows else 0
    for place in table.places:
        if rows is None or place.top in rows:
            sheet.cell(top + place.top - first, place.left + 1, text_in(place, texts) or None)


@pytest.mark.parametrize("between", [1, 3])
def test_tables_with_nothing_but_blank_rows_between_them_are_read(
    read: Import, edition: Edition, tmp_path: Path, between: int
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([TITLE])
    top = 3
    for table in edition.tables:
        put(sheet, table, numbered(edition), top)
        top += table.height + between
    book.save(tmp_path / "a.xlsx")
    assert figures_of(read(tmp_path / "a.xlsx")) == numbered(edition)


def test_a_table_may_go_on_above_another_one_on_the_next_sheet(read: Import, edition: Edition, tmp_path: Path) -> None:
    disclosure, requests, disputes = edition.tables
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    second = book.create_sheet("续")
    first.append([TITLE])
    put(first, disclosure, numbered(edition), 3)
    put(first, requests, numbered(edition), 20, range(15))
    put(second, requests, numbered(edition), 1, range(15, requests.height))
    put(second, disputes, numbered(edition), 17)
    book.save(tmp_path / "a.xlsx")
    assert figures_of(read(tmp_path / "a.xlsx")) == numbered(edition)


def grid(*rows: str) -> Grid:
    boxes = [Box(text, top, left) for top, row in enumerate(rows) for left, text in enumerate(row.split("|"))]
    return Grid("表", tuple(boxes))


def first_letter(of: Grid) -> str:
    """甲 and 乙 are tables, other letters are not known."""
    text = next(box.text for box in of.boxes if not box.blank)
    return text[0] if text[0] in "甲乙" else ""


def parts(*rows: str) -> list[list[list[str]]]:
    return [part.texts() for part in parted_at_blank_rows(grid(*rows), first_letter)]


def test_blank_rows_within_one_table_part_nothing() -> None:
    assert parts("甲|1|2", "||", "甲|3|4") == [[["甲", "1", "2"], ["", "", ""], ["甲", "3", "4"]]]
    assert parts("甲|1", "|", "丙|2") == [[["甲", "1"], ["", ""], ["丙", "2"]]]


def test_a_grid_without_blank_rows_between_others_is_one_part_whatever_table_it_is_of() -> None:
    one = grid("||", "甲|1|2", "乙|3|4", "||")

    def not_asked(_: Grid) -> str:
        raise AssertionError("asked for the table of a grid that is not parted")

    assert list(parted_at_blank_rows(one, not_asked)) == [one]


def test_a_part_of_no_table_stays_with_what_stands_above_it() -> None:
    assert parts("丙|0|0", "||", "甲|1|", "||", "丙|2|", "||", "乙|3|4") == [
        [["丙", "0", "0"], ["", "", ""], ["甲", "1", ""], ["", "", ""], ["丙", "2", ""], ["", "", ""]],
        [["乙", "3", "4"]],
    ]


def test_a_part_is_as_wide_as_its_own_table() -> None:
    assert parts("甲|1|", "||", "乙|3|4") == [[["甲", "1"], ["", ""]], [["乙", "3", "4"]]]
