"""Pieces of one table: cut at a page's end, repeated, or two tables that contradict each other."""

from collections.abc import Mapping

import pytest

from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.importing.notes import Note
from model.importing.recognition.table_pieces import Found, TablePieces


@pytest.fixture(scope="module")
def requests(edition: Edition) -> Table:
    return edition.table("requests")


def row(name: str, text: str) -> dict[Cell, Found]:
    return {Cell("requests", name, column): Found(text, name) for column in ("person", "business")}


def settled(table: Table, *pieces: Mapping[Cell, Found]) -> tuple[dict[Cell, str], list[Note], TablePieces]:
    all_pieces = TablePieces(table)
    for number, piece in enumerate(pieces, 1):
        all_pieces.begin(f"第{number}张表")
        all_pieces.take(piece)
    found, notes = all_pieces.settle()
    return {cell: each.text for cell, each in found.items()}, notes, all_pieces


def texts(*rows: Mapping[Cell, Found]) -> dict[Cell, str]:
    return {cell: found.text for each in rows for cell, found in each.items()}


def test_nothing_taken_is_nothing_found(requests: Table) -> None:
    found, notes, pieces = settled(requests)
    assert (found, notes, pieces.is_repeated) == ({}, [], False)


def test_pieces_without_a_common_cell_are_one_table(requests: Table) -> None:
    found, notes, pieces = settled(requests, row("received", "1"), row("carried_in", "2"))
    assert found == texts(row("received", "1"), row("carried_in", "2"))
    assert (notes, pieces.is_repeated) == ([], False)


def test_the_last_row_repeated_at_a_page_break_is_the_same_table(requests: Table) -> None:
    whole = row("received", "1") | row("carried_in", "2")
    found, notes, _ = settled(requests, whole, row("carried_in", "2") | row("carried_out", "3"))
    assert found == texts(whole, row("carried_out", "3"))
    assert not notes


def test_of_two_tables_the_one_with_more_cells_is_read_and_only_where_they_agree(requests: Table) -> None:
    first = row("received", "1") | row("carried_in", "2")
    second = row("received", "1") | row("carried_in", "9") | row("carried_out", "3")
    found, notes, pieces = settled(requests, first, second)
    assert found == texts(row("received", "1"), row("carried_out", "3"))
    assert pieces.is_repeated
    assert pieces.conflicting == set(row("carried_in", ""))
    assert [note.what[:8] for note in notes] == ["文件里有 2 张", *(["表三“二、上年结"] * 2)]
    assert notes[1].raw == "9；2"


def test_a_blank_form_does_not_contradict_the_filled_table(requests: Table) -> None:
    filled = row("received", "1")
    found, notes, _ = settled(requests, row("received", "") | row("carried_in", ""), filled)
    assert found == texts(filled)
    assert len(notes) == 1


def test_a_cell_twice_in_one_piece_is_read_only_when_both_agree(requests: Table) -> None:
    pieces = TablePieces(requests)
    pieces.begin("第1张表")
    pieces.take(row("received", "1") | row("carried_in", "2"))
    pieces.take(row("received", " 1 "))
    pieces.take(row("carried_in", "3"))
    found, notes = pieces.settle()
    assert {cell.row for cell in found} == {"received"}
    assert {note.cell for note in notes} == set(row("carried_in", ""))


def test_many_conflicts_are_one_note_with_every_text(requests: Table) -> None:
    cells = requests.cells[:13]
    one = {cell: Found("1", "甲") for cell in cells}
    other = {cell: Found("", "乙") for cell in cells[:-1]} | {cells[-1]: Found("2", "乙")}
    found, notes, _ = settled(requests, one, other)
    assert found == {}
    _, conflicts = notes
    assert conflicts.what.startswith("表三有 13 格在文件里有两个数")
    assert conflicts.raw.splitlines()[0].endswith("：1；（空白）")
    assert len(conflicts.raw.splitlines()) == 13


def test_a_new_piece_has_no_cells(requests: Table) -> None:
    pieces = TablePieces(requests)
    pieces.begin("第1张表")
    assert not pieces.has_cells
    pieces.take(row("received", "1"))
    assert pieces.has_cells
    pieces.begin("第2张表")
    assert not pieces.has_cells
