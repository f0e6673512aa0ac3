"""Grids: boxes, the places they cover, and how these are called."""

import pytest

from model.importing.content import (
    MOST_COLUMNS,
    MOST_ROWS,
    Box,
    Grid,
    SourceParagraph,
    laid_out,
    ragged,
)

MERGED = Grid(
    "第1张表",
    (Box("甲", 0, 0, 2, 1), Box("乙", 0, 1, 1, 2), Box("1", 1, 1), Box(" ", 1, 2)),
    offset=3,
    seams=(1,),
)
"""甲 goes down two rows, 乙 across two columns."""


def test_every_place_has_the_text_of_the_box_that_covers_it() -> None:
    assert (MERGED.height, MERGED.width) == (2, 3)
    assert MERGED.texts() == [["甲", "乙", "乙"], ["甲", "1", " "]]
    assert [[MERGED.is_origin(row, column) for column in range(3)] for row in range(2)] == [
        [True, True, False],
        [False, True, True],
    ]
    assert MERGED.box_at(5, 5) is None and MERGED.text_at(5, 5) == "" and not MERGED.is_origin(5, 5)


def test_a_row_holds_the_boxes_from_left_to_right_those_from_above_too() -> None:
    assert [[box.text for box in row] for row in MERGED.rows] == [["甲", "乙"], ["甲", "1", " "]]
    mixed = Grid("", (Box("右", 0, 1, 2), Box("左", 0, 0), Box("下", 1, 0)))
    assert [[box.text for box in row] for row in mixed.rows] == [["左", "右"], ["下", "右"]]


def test_what_is_no_plain_number_is_a_word() -> None:
    assert MERGED.words == {"甲", "乙", " "}


def test_a_grid_without_boxes_has_no_size() -> None:
    empty = Grid("", ())
    assert (empty.height, empty.width, empty.texts(), empty.rows) == (0, 0, [], ())


@pytest.mark.parametrize(("text", "blank"), [("", True), (" \u3000\n", True), ("0", False)])
def test_white_space_is_blank(text: str, blank: bool) -> None:
    assert Box(text, 0, 0).blank is blank


def test_places_are_called_as_people_see_them() -> None:
    assert MERGED.place_of(MERGED.boxes[1]) == "第1张表第4行第2列"
    assert MERGED.place_of_row(1) == "第1张表第5行"
    sheet = Grid("工作表“表二”", (), is_sheet=True)
    letters = [sheet.place_of(Box("", 8, column)) for column in (0, 25, 26, 51, 52, 701, 702)]
    assert letters == [f"工作表“表二”{each}9" for each in ("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")]


def test_a_part_of_a_grid_cuts_what_reaches_beyond_and_keeps_the_places() -> None:
    tall = Grid("第1张表", (Box("甲", 0, 0, 3), Box("1", 0, 1), Box("2", 1, 1), Box("3", 2, 1)), seams=(1, 2))
    part = tall.part(1, 3)
    assert part.boxes == (Box("甲", 0, 0, 2), Box("2", 0, 1), Box("3", 1, 1))
    assert (part.seams, part.place_of(part.boxes[1])) == ((1,), "第1张表第2行第2列")
    assert tall.part(0, 1).boxes == (Box("甲", 0, 0, 1), Box("1", 0, 1))


def test_a_ragged_table_knows_the_order_of_its_cells_alone() -> None:
    grid = ragged("表", [["甲", "1"], ["乙"]])
    assert not grid.aligned
    assert grid.texts() == [["甲", "1"], ["乙", ""]]


def test_cells_are_put_where_the_next_place_is_free() -> None:
    boxes = list(laid_out([[("甲", 1, 2), ("乙", 2, 1)], [("1", 1, 1), ("2", 1, 1)], [("3", 3, 9)]]))
    assert boxes == [Box("甲", 0, 0, 2), Box("乙", 0, 1, 1, 2), Box("1", 1, 1), Box("2", 1, 2), Box("3", 2, 0, 1, 3)]


def test_a_cell_that_runs_into_one_from_above_is_as_wide_as_the_room() -> None:
    boxes = list(laid_out([[("甲", 1, 1), ("乙", 1, 2)], [("1", 3, 1), ("2", 1, 1)]]))
    assert boxes[2:] == [Box("1", 1, 0, 1, 1), Box("2", 1, 2)]


def test_absurd_spans_and_endless_rows_are_cut() -> None:
    (box,) = laid_out([[("甲", 10**9, 10**9)]])
    assert box == Box("甲", 0, 0, 1, MOST_COLUMNS)
    assert len(list(laid_out([[("", 0, 0)]] * (MOST_ROWS + 5)))) == MOST_ROWS
    assert len(list(laid_out([[("", 1, 1)] * (MOST_COLUMNS + 5)]))) == MOST_COLUMNS


def test_a_paragraph_has_the_lines_that_hold_something() -> None:
    assert SourceParagraph(" 甲 \n\n\u3000\n乙", "第1段").lines == ("甲", "乙")
