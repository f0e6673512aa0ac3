"""Boxes of a row and cells of the form: by heads, by order, by the heads of one group, or not at all."""

import pytest

from model.form.edition import Edition
from model.importing.content import Box, Grid, ragged
from model.importing.recognition.cell_placement import Placed, place
from model.importing.recognition.column_heads import ColumnHeads
from model.importing.recognition.extra_columns import ExtraColumns
from model.importing.recognition.grid_lines import Line, read_lines, usual_extent
from model.importing.recognition.vocabulary import Vocabulary

LABELS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


@pytest.fixture(scope="module")
def disclosure(edition: Edition) -> Vocabulary:
    return Vocabulary(edition.table("disclosure"))


def placed(vocabulary: Vocabulary, grid: Grid, *, aligned: bool = True) -> Placed | None:
    """The last row of the grid; the rows before it are heads."""
    lines: list[Line] = read_lines(grid, vocabulary)
    heads = ColumnHeads(vocabulary, grid.width)
    for line in lines[:-1]:
        heads.take(line, usual_extent(lines), goes_on=line.index > 0)
    return place(lines[-1], heads, usual_extent(lines), ExtraColumns.of(lines), aligned=aligned)


def texts(found: Placed | None) -> dict[str, str] | None:
    return None if found is None else {cell.column: box.text for cell, box in found.cells.items()}


@pytest.mark.parametrize("aligned", [True, False])
def test_a_row_as_printed_is_read_by_heads_and_by_order(disclosure: Vocabulary, aligned: bool) -> None:
    grid = ragged("第1张表", [LABELS, ["规章", "1", "2", "3"]])
    assert texts(placed(disclosure, grid, aligned=aligned)) == {"issued": "1", "repealed": "2", "in_force": "3"}


def test_columns_in_another_order_are_read_by_their_heads_alone(disclosure: Vocabulary) -> None:
    grid = ragged("第1张表", [[LABELS[0], *LABELS[:0:-1]], ["规章", "3", "2", "1"]])
    assert texts(placed(disclosure, grid)) == {"issued": "1", "repealed": "2", "in_force": "3"}
    assert placed(disclosure, grid, aligned=False) is None


def test_an_unknown_head_leaves_its_box_out(disclosure: Vocabulary) -> None:
    grid = ragged("第1张表", [[*LABELS[:2], "某某件数", LABELS[3]], ["规章", "1", "2", "3"]])
    found = placed(disclosure, grid)
    assert found is not None
    assert texts(found) == {"issued": "1", "in_force": "3"}
    assert found.under_unknown_heads == (Box("2", 1, 2),)


@pytest.mark.parametrize(
    "row",
    [["规章", "1", "2"], ["规章", "1", "2", ""], ["规章", "", "1", "2", "3"], ["规章", "1", "2", "3", "4"]],
    ids=" ".join,
)
def test_by_order_a_cell_too_few_or_too_many_is_doubtful(disclosure: Vocabulary, row: list[str]) -> None:
    assert placed(disclosure, ragged("第1张表", [LABELS, row]), aligned=False) is None


def test_a_blank_row_is_blank_cells_whatever_their_number(disclosure: Vocabulary) -> None:
    grid = ragged("第1张表", [LABELS, ["规章", "", "", "", ""]])
    assert texts(placed(disclosure, grid, aligned=False)) == {"issued": "", "repealed": "", "in_force": ""}


def test_a_figure_that_covers_two_rows_is_of_neither(disclosure: Vocabulary) -> None:
    boxes = [Box(text, 0, left) for left, text in enumerate(LABELS)]
    boxes += [Box("规章", 1, 0), Box("1", 1, 1, high=2), Box("2", 1, 2), Box("3", 1, 3)]
    assert placed(disclosure, Grid("第1张表", tuple(boxes))) is None


def test_of_a_table_without_labels_a_piece_is_known_by_the_heads_of_its_group(edition: Edition) -> None:
    disputes = Vocabulary(edition.table("disputes"))
    heads = [["行政复议", "", "", "", ""], ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]]
    found = placed(disputes, ragged("第1张表", [*heads, list("12345")]), aligned=False)
    assert found is not None
    assert {(cell.row, box.text) for cell, box in found.cells.items()} == {
        ("reconsideration", each) for each in "12345"
    }
    assert placed(disputes, ragged("第1张表", [*heads, list("1234")]), aligned=False) is None


@pytest.mark.parametrize("blank", [0, 7, 14])
def test_a_row_under_the_lowest_heads_of_its_own_may_have_a_blank_cell_anywhere(edition: Edition, blank: int) -> None:
    """As in CSV, where the cells of a merged head came apart."""
    table = edition.table("disputes")
    rows = [[""] * table.width for _ in range(table.height)]
    for number, place_ in enumerate(table.places):
        rows[place_.top][place_.left] = str(number) if place_.cell else place_.text
    rows[-1][blank] = ""
    grid = Grid("第1张表", ragged("", rows).boxes)
    found = placed(Vocabulary(table), grid)
    assert found is not None
    assert [found.cells[cell].text for cell in table.cells] == rows[-1]
    rows[-2][8] = "另一栏"
    assert placed(Vocabulary(table), Grid("第1张表", ragged("", rows).boxes)) is None
