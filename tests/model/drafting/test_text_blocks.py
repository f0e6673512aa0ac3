"""Blocks of texts as spreadsheets copy and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.drafting.text_blocks import TextBlock, block_around, block_of_text, placed, text_of_block
from model.form.edition import Edition
from model.form.tables import Cell, Table


@pytest.fixture
def table(edition: Edition) -> Table:
    return edition.table("requests")


def laid(table: Table, block: TextBlock, row: str, column: str) -> tuple[dict[str, str], int]:
    found = placed(table, block, table.place_of[Cell("requests", row, column)], [])
    return {f"{cell.row}.{cell.column}": text for cell, text in found.texts.items()}, found.outside


def test_a_block_is_laid_over_the_table_from_the_current_cell_on(table: Table) -> None:
    assert laid(table, [["1", "2"], ["3", "4"]], "received", "person") == (
        {"received.person": "1", "received.business": "2", "carried_in.person": "3", "carried_in.business": "4"},
        0,
    )


def test_blank_texts_blank_their_cells(table: Table) -> None:
    assert laid(table, [["1", ""]], "received", "person") == ({"received.person": "1", "received.business": ""}, 0)


def test_texts_off_the_table_are_counted_unless_they_are_blank(table: Table) -> None:
    assert laid(table, [["1", "2", "3", " "]], "received", "other") == (
        {"received.other": "1", "received.total": "2"},
        1,
    )


def test_a_text_on_a_label_has_no_cell(edition: Edition) -> None:
    table = edition.table("disclosure")
    start = table.place_of[edition.cell("disclosure.normative_documents.issued")]
    found = placed(table, [["1"], ["2"]], start, [])
    assert ({str(cell): text for cell, text in found.texts.items()}, found.outside) == (
        {"disclosure.normative_documents.issued": "1"},
        1,
    )


def test_a_place_that_a_merged_cell_covers_is_neither_text_nor_blank(table: Table) -> None:
    assert laid(table, [["1", None, "3"]], "received", "person") == (
        {"received.person": "1", "received.research": "3"},
        0,
    )


def test_one_text_goes_into_every_selected_cell(table: Table) -> None:
    selected = list(table.cells[:5])
    found = placed(table, [["0"]], table.place_of[selected[0]], selected)
    assert (found.texts, found.outside) == (dict.fromkeys(selected, "0"), 0)


def test_lines_of_a_spreadsheet_are_read_with_their_quotes_and_last_line_break() -> None:
    assert block_of_text('1\t"2\n3"\r\n4\t\r\n') == [["1", "2\n3"], ["4", ""]]
    assert block_of_text("\r\n") == []
    assert block_of_text("1\t" + "2" * 200_000) == []


def test_a_block_around_cells_is_blank_where_a_cell_is_not_among_them(table: Table) -> None:
    cells = [Cell("requests", "received", "person"), Cell("requests", "carried_in", "business")]
    block = block_around(table, cells, lambda place: str(place.cell and place.cell.column))
    assert block == [["person", ""], ["", "business"]]
    assert text_of_block(block) == "person\t\n\tbusiness"


@given(st.lists(st.lists(st.integers(0, 10**6).map(str), min_size=3, max_size=3), min_size=1, max_size=6))
def test_figures_written_as_text_are_read_back(block: list[list[str]]) -> None:
    assert block_of_text(text_of_block(block)) == block
