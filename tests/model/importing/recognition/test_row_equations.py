"""Whether rows that were placed by their order alone are shifted, by the totals in them."""

from collections.abc import Mapping

import pytest

from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.importing.recognition.row_equations import are_shifted, within_rows
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import figures_of, rows_of, text_in, text_page

COLUMNS = ("person", "business", "research", "welfare", "legal_service", "other")


def of_requests(edition: Edition, total: int | None, blank: bool = False) -> dict[Cell, int | None]:
    """The same figures in each row, and this total."""
    found: dict[Cell, int | None] = {}
    for row in edition.table("requests").rows:
        found |= {Cell("requests", row.id, column): 5 for column in COLUMNS}
        found[Cell("requests", row.id, "total")] = total
        if blank:
            found[Cell("requests", row.id, "welfare")] = None
    return found


@pytest.mark.parametrize(
    ("total", "blank", "shifted"),
    [
        (30, False, False),
        (5, False, True),
        (31, False, True),
        (None, False, False),
        (5, True, True),
        (40, True, False),
        (25, True, False),
    ],
)
def test_most_totals_must_differ_from_what_stands_beside_them(
    edition: Edition, total: int | None, blank: bool, shifted: bool
) -> None:
    equations = [each for each in within_rows(edition.equations) if each.cells[0].table == "requests"]
    assert len(equations) > 20
    assert are_shifted(equations, of_requests(edition, total, blank).get) is shifted


def test_two_wrong_totals_or_zeros_do_not_make_rows_shifted(edition: Edition) -> None:
    equations = [each for each in within_rows(edition.equations) if each.cells[0].table == "requests"]
    figures = dict.fromkeys(of_requests(edition, 0), 0) | {
        Cell("requests", row, "total"): 3 for row in ("received", "carried_in")
    }
    assert not are_shifted(equations, figures.get)
    figures |= {Cell("requests", row, "person"): 1 for row in ("received", "carried_in")}
    assert not are_shifted(equations, figures.get)


def with_foreign_column(table: Table, texts: Mapping[Cell, str]) -> list[str]:
    """A column of last year's figures behind the first one, without any cell above it; no total is filled in."""
    rows = []
    for printed in rows_of(table):
        row = [text_in(place, texts) for place in printed]
        figures = [number for number, place in enumerate(printed) if place.cell]
        if len(figures) > 6:
            row[figures[-1]] = ""
            row.insert(figures[1], "70000")
        rows.append(row)
    return [" | ".join([*row, *[""] * (table.width + 1 - len(row))]) + " |" for row in rows]


def test_a_foreign_column_without_a_head_beside_blank_totals_shifts_no_row(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    texts = dict.fromkeys(edition.cells, "4")
    imported = read_bytes("a.txt", text_page(edition, texts, with_foreign_column).encode())
    assert set(figures_of(imported).values()) == {"4"}
    rows = {cell.row for cell in edition.table("requests").cells}
    named = {note.cell.row for note in imported.notes if note.cell and note.cell.table == "requests"}
    assert named == rows


def test_rows_with_blanks_behind_are_read_where_the_totals_hold(read_bytes: ImportBytes, edition: Edition) -> None:
    """Some published reports have a column too many that is blank everywhere."""

    def padded(table: Table, texts: Mapping[Cell, str]) -> list[str]:
        rows = [[text_in(place, texts) for place in row] for row in rows_of(table)]
        return [" | ".join([*row, *[""] * (table.width + 2 - len(row))]) + " |" for row in rows]

    totals = {each.total: str(4 * len(each.addends)) for each in edition.sums if each.total.column == "total"}
    texts = {**dict.fromkeys(edition.cells, "4"), **totals}
    imported = read_bytes("a.txt", text_page(edition, texts, padded).encode())
    assert not [note for note in imported.notes if "整行没有读入" in note.what]
