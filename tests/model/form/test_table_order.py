"""The order in which the figures of a printed table follow each other."""

import pytest

from model.form.edition import Edition, load_edition
from model.form.table_order import cells_beside, neighbour, place_after
from model.form.tables import Cell, Place, Table
from tests.conftest import EDITIONS_FOLDER

TABLES = [table for path in sorted(EDITIONS_FOLDER.glob("*.toml")) for table in load_edition(path).tables]
DIRECTIONS = [(1, 0), (-1, 0), (0, 1), (0, -1)]


def labelled(table: Table, text: str) -> Place:
    return next(each for each in table.places if each.text == text)


def addresses(cells: tuple[Cell, ...]) -> set[str]:
    return {str(cell) for cell in cells}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("along_rows", [False, True], ids=["down", "right"])
def test_every_figure_comes_once_and_back_the_same_way(table: Table, along_rows: bool) -> None:
    places = [place for place in table.places if place.cell]
    (first,) = (each for each in places if place_after(table, each, back=True, along_rows=along_rows) is None)
    order, at = [first], place_after(table, first, along_rows=along_rows)
    while at is not None:
        order.append(at)
        assert place_after(table, at, back=True, along_rows=along_rows) is order[-2]
        at = place_after(table, at, along_rows=along_rows)
    assert len(order) == len(places)
    assert {id(each) for each in order} == {id(each) for each in places}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("direction", DIRECTIONS, ids=["down", "up", "right", "left"])
def test_a_neighbour_is_a_figure_in_that_direction_in_the_same_line(table: Table, direction: tuple[int, int]) -> None:
    down, right = direction
    for place in (each for each in table.places if each.cell):
        found = neighbour(table, place, down, right)
        if found is None:
            continue
        assert found.cell
        assert (found.top - place.top) * down > 0 if down else found.top <= place.top < found.bottom
        assert (found.left - place.left) * right > 0 if right else found.left <= place.left < found.right


def test_labels_between_two_figures_are_passed(edition: Edition) -> None:
    table = edition.table("requests")
    below = neighbour(table, table.place_of[edition.cell("requests.carried_in.person")], 1, 0)
    assert below is not None and str(below.cell) == "requests.results.granted.person"


def test_there_is_no_neighbour_beyond_the_edge(edition: Edition) -> None:
    table = edition.table("requests")
    first, last = table.place_of[table.cells[0]], table.place_of[table.cells[-1]]
    assert [neighbour(table, first, -1, 0), neighbour(table, first, 0, -1)] == [None, None]
    assert [neighbour(table, last, 1, 0), neighbour(table, last, 0, 1)] == [None, None]


def test_a_label_stands_for_its_rows_and_a_head_for_its_columns(edition: Edition) -> None:
    table = edition.table("requests")
    assert {cell.row for cell in cells_beside(table, labelled(table, "（四）无法提供"))} == {
        "results.unavailable.not_held",
        "results.unavailable.needs_creating",
        "results.unavailable.still_unclear",
    }
    assert {cell.column for cell in cells_beside(table, labelled(table, "商业企业"))} == {"business"}
    assert len(cells_beside(table, labelled(table, "法人或其他组织"))) == 125


def test_a_head_stands_for_the_cells_of_its_block_only(edition: Edition) -> None:
    table = edition.table("disclosure")
    assert addresses(cells_beside(table, labelled(table, "本年制发件数"))) == {
        "disclosure.government_rules.issued",
        "disclosure.normative_documents.issued",
    }
