"""Whether rows that were placed by their order alone are shifted, by the totals in them."""

from collections.abc import Mapping

import pytest

from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.importing.recognition.row_equations import are_shifted, hold_to_the_end, within_rows
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


OUTCOMES = ("upheld", "corrected", "other", "pending", "total")


@pytest.mark.parametrize(
    ("direct", "after", "holds"),
    [
        ((2, 1, 0, 0, 3), (1, 0, 0, 1, 2), True),
        ((2, 1, 0, 0, 3), (None, 0, 0, 2, 2), True),
        ((2, 1, 0, 0, 3), (1, 0, 0, 1, None), False),  # nothing says where the last figures belong
        ((2, 1, 0, 0, 3), (None, 1, 0, 0, 1), True),
        ((2, 1, 0, 0, 3), (7, 1, 0, 0, 1), False),
        ((7, 2, 1, 0, 0), (1, 0, 0, 1, 2), False),
        ((2, 1, 0, 0, 3), (None, None, None, None, None), True),
        ((2, 1, 0, 0, 3), (0, 0, 0, 0, 0), False),
        ((None, None, None, None, None), (None, None, None, None, None), False),
    ],
)
def test_groups_side_by_side_hold_if_the_last_total_is_the_sum_before_it(
    edition: Edition, direct: tuple[int | None, ...], after: tuple[int | None, ...], holds: bool
) -> None:
    equations = [each for each in within_rows(edition.equations) if each.cells[0].table == "disputes"]
    figures = {
        Cell("disputes", row, column): figure
        for row, group in (("suit_direct", direct), ("suit_after_reconsideration", after))
        for column, figure in zip(OUTCOMES, group, strict=True)
    }
    assert hold_to_the_end(equations, figures.get) is holds


def test_a_foreign_figure_between_the_groups_of_table_four_shifts_none_of_them(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    def with_one_more(table: Table, texts: Mapping[Cell, str]) -> list[str]:
        rows = [[text_in(place, texts) for place in row] for row in rows_of(table)]
        if table.id == "disputes":
            rows[-1] = [*rows[-1][:9], "25644", *rows[-1][9:-1], ""]
        return [" | ".join([*row, *[""] * (table.width + 1 - len(row))]) + " |" for row in rows]

    imported = read_bytes("a.txt", text_page(edition, dict.fromkeys(edition.cells, "4"), with_one_more).encode())
    assert not [cell for cell in imported.report.figures if cell.table == "disputes"]
    assert [note for note in imported.notes if "表四" in note.what and "没有读入" in note.what]
