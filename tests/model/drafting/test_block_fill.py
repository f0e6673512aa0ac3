"""Which cells of a block get which figures when it is filled from its edge or by dragging."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.drafting.block_fill import dragged_over, filled_by_dragging, filled_from_edge
from model.form.edition import Edition, load_edition
from model.form.figures import Figure
from model.form.tables import Cell, Table
from tests.conftest import EDITIONS_FOLDER

TABLES = [table for path in sorted(EDITIONS_FOLDER.glob("*.toml")) for table in load_edition(path).tables]
ROWS = ("received", "carried_in", "results.granted", "results.granted_in_part")
COLUMNS = ("person", "business", "research", "welfare")


@pytest.fixture
def table(edition: Edition) -> Table:
    return edition.table("requests")


def block(rows: Sequence[str], columns: Sequence[str]) -> list[Cell]:
    """In reading order."""
    return [Cell("requests", row, column) for row in rows for column in columns]


def numbered(cell: Cell) -> Figure | None:
    """Another figure for each cell of the first rows: 11 12 13 14, 21 22 23 24 …; blank elsewhere."""
    if cell.row in ROWS and cell.column in COLUMNS:
        return 10 * (ROWS.index(cell.row) + 1) + COLUMNS.index(cell.column) + 1
    return None


def shown(filled: dict[Cell, Figure | None]) -> dict[str, Figure | None]:
    return {f"{cell.row}.{cell.column}": figure for cell, figure in filled.items()}


# ---------------------------------------------------------------- from the edge


def test_down_gives_each_column_the_figure_at_its_top(table: Table) -> None:
    filled = filled_from_edge(table, block(ROWS[:3], COLUMNS[:2]), numbered, down=True)
    assert shown(filled) == {
        "carried_in.person": 11,
        "carried_in.business": 12,
        "results.granted.person": 11,
        "results.granted.business": 12,
    }


def test_right_gives_each_row_the_figure_at_its_left(table: Table) -> None:
    filled = filled_from_edge(table, block(ROWS[:2], COLUMNS[:3]), numbered, down=False)
    assert shown(filled) == {
        "received.business": 11,
        "received.research": 11,
        "carried_in.business": 21,
        "carried_in.research": 21,
    }


@pytest.mark.parametrize(("down", "figure"), [(True, 12), (False, 21)])
def test_a_single_cell_gets_the_figure_of_its_neighbour(table: Table, down: bool, figure: int) -> None:
    assert shown(filled_from_edge(table, block(ROWS[1:2], COLUMNS[1:2]), numbered, down=down)) == {
        "carried_in.business": figure
    }


def test_a_single_cell_past_labels_gets_the_figure_above_them(table: Table) -> None:
    assert shown(filled_from_edge(table, block(("results.granted",), ("person",)), numbered, down=True)) == {
        "results.granted.person": 21
    }


@pytest.mark.parametrize("down", [True, False])
def test_a_single_cell_at_the_edge_gets_nothing(table: Table, down: bool) -> None:
    assert filled_from_edge(table, block(("received",), ("person",)), numbered, down=down) == {}


def test_nothing_selected_fills_nothing(table: Table) -> None:
    assert filled_from_edge(table, [], numbered, down=True) == {}


def test_a_blank_at_the_edge_blanks_the_rest(table: Table) -> None:
    filled = filled_from_edge(table, block(("carried_out",), ("person", "business")), numbered, down=False)
    assert shown(filled) == {"carried_out.business": None}


def test_a_count_is_not_filled_into_an_amount(edition: Edition) -> None:
    disclosure = edition.table("disclosure")
    amount = edition.cell("disclosure.fees.amount")
    assert amount in disclosure.amounts
    assert filled_from_edge(disclosure, [amount], lambda _: 5, down=True) == {}


# ---------------------------------------------------------------- by dragging


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        (("results.granted", "business"), {"results.granted.business"}),
        (("received", "business"), {"received.business"}),
        (("carried_in", "welfare"), {"carried_in.research", "carried_in.welfare"}),
        (("carried_in", "person"), {"carried_in.person"}),
        (("carried_in", "business"), set()),
    ],
    ids=["down", "up", "right", "left", "within"],
)
def test_a_drag_covers_the_cells_between_the_selection_and_the_place_reached(
    table: Table, reached: tuple[str, str], expected: set[str]
) -> None:
    place = table.place_of[Cell("requests", *reached)]
    cells = dragged_over(table, block(("carried_in",), ("business",)), place)
    assert {f"{cell.row}.{cell.column}" for cell in cells} == expected


def test_of_two_directions_the_further_one_counts(table: Table) -> None:
    place = table.place_of[Cell("requests", "carried_in", "welfare")]
    cells = dragged_over(table, block(("received",), ("person",)), place)
    assert cells == tuple(block(("received",), ("business", "research", "welfare")))


def test_a_drag_without_a_selection_covers_nothing(table: Table) -> None:
    assert dragged_over(table, [], table.places[0]) == ()
    assert filled_by_dragging(table, [], block(("received",), ("person",)), numbered) == {}
    assert filled_by_dragging(table, block(("received",), ("person",)), [], numbered) == {}


def test_dragged_down_the_selected_rows_are_repeated(table: Table) -> None:
    goal = block(("results.granted", "results.granted_in_part", *RESTRICTED), ("person", "business"))
    filled = filled_by_dragging(table, block(ROWS[:2], COLUMNS[:2]), goal, numbered)
    assert shown(filled) == {
        "results.granted.person": 11,
        "results.granted.business": 12,
        "results.granted_in_part.person": 21,
        "results.granted_in_part.business": 22,
        f"{RESTRICTED[0]}.person": 11,
        f"{RESTRICTED[0]}.business": 12,
    }


RESTRICTED = ("results.denied.state_secret",)


def test_dragged_up_the_selected_rows_are_repeated_from_their_end(table: Table) -> None:
    filled = filled_by_dragging(table, block(ROWS[1:3], COLUMNS[:1]), block(ROWS[:1], COLUMNS[:1]), numbered)
    assert shown(filled) == {"received.person": 31}


def test_dragged_right_the_selected_columns_are_repeated(table: Table) -> None:
    goal = block(("received",), ("research", "welfare", "legal_service"))
    filled = filled_by_dragging(table, block(("received",), COLUMNS[:2]), goal, numbered)
    assert shown(filled) == {"received.research": 11, "received.welfare": 12, "received.legal_service": 11}


def test_dragged_left_the_selected_columns_are_repeated_from_their_end(table: Table) -> None:
    goal = block(("received",), ("person",))
    filled = filled_by_dragging(table, block(("received",), ("business", "research")), goal, numbered)
    assert shown(filled) == {"received.person": 13}


@given(st.data())
def test_a_drag_never_fills_the_selection_and_takes_every_figure_from_it(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    start = table.place_of[data.draw(st.sampled_from(table.cells))]
    reached = data.draw(st.sampled_from(table.places))
    selected = (start.cell,)
    assert start.cell is not None
    goal = dragged_over(table, (start.cell,), reached)
    filled = filled_by_dragging(table, (start.cell,), goal, lambda cell: 7 if cell == start.cell else None)
    assert not set(selected) & set(goal)
    assert filled.keys() <= set(goal)
    assert set(filled.values()) <= {7}
    assert {cell in table.amounts for cell in filled} <= {start.cell in table.amounts}
