"""The heads above a column: which cell of the form they mean, and when they mean none for certain."""

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.content import Box, Grid, ragged
from model.importing.recognition.column_heads import ColumnHeads
from model.importing.recognition.grid_lines import Extent, read_lines
from model.importing.recognition.vocabulary import Vocabulary

CREATED, REPEALED, IN_FORCE = "本年制发件数", "本年废止件数", "现行有效件数"
RULES = "government_rules"


@pytest.fixture(scope="module")
def disclosure(edition: Edition) -> Vocabulary:
    return Vocabulary(edition.table("disclosure"))


def heads_of(vocabulary: Vocabulary, *rows: list[str], width: int | None = None) -> ColumnHeads:
    grid = ragged("第1张表", rows)
    heads = ColumnHeads(vocabulary, grid.width)
    for line in read_lines(grid, vocabulary):
        assert line.kind == "heads"
        heads.take(line, Extent(width or grid.width, grid.width), goes_on=line.index > 0)
    return heads


def test_a_column_means_the_cell_of_each_row_that_has_its_head(disclosure: Vocabulary) -> None:
    heads = heads_of(disclosure, ["信息内容", CREATED, REPEALED, IN_FORCE])
    cell, known = heads.cell_of(Box("5", 1, 3), RULES)
    assert known
    assert cell is not None
    assert disclosure.heads_of[cell] == (IN_FORCE,)
    assert heads.cell_of(Box("5", 1, 2, wide=2), RULES) == (None, True)


def test_a_box_under_two_columns_of_one_head_has_one_cell(disclosure: Vocabulary) -> None:
    heads = heads_of(disclosure, ["信息内容", CREATED, CREATED, IN_FORCE])
    cell, known = heads.cell_of(Box("5", 1, 1, wide=2), RULES)
    assert known
    assert cell is not None
    assert disclosure.heads_of[cell] == (CREATED,)


def test_an_unknown_head_is_no_cell_and_is_named(disclosure: Vocabulary) -> None:
    heads = heads_of(disclosure, ["信息内容", CREATED, "某某件数", IN_FORCE])
    assert heads.cell_of(Box("5", 1, 2), RULES) == (None, False)
    assert heads.lowest_at(2) == "某某件数"


def test_the_heads_read_as_printed_only_when_none_is_missing(disclosure: Vocabulary) -> None:
    assert heads_of(disclosure, ["信息内容", CREATED, REPEALED, IN_FORCE]).read_as_printed(RULES)
    assert not heads_of(disclosure, ["信息内容", CREATED, IN_FORCE, ""]).read_as_printed(RULES)
    assert not heads_of(disclosure, ["信息内容", REPEALED, CREATED, IN_FORCE]).read_as_printed(RULES)


def test_a_row_of_heads_with_a_cell_too_few_makes_their_positions_doubtful(disclosure: Vocabulary) -> None:
    assert heads_of(disclosure, ["信息内容", CREATED, REPEALED, IN_FORCE]).are_whole
    assert not heads_of(disclosure, ["信息内容", CREATED, IN_FORCE], width=4).are_whole


def test_in_another_grid_the_texts_of_the_heads_still_apply_and_their_positions_do_not(disclosure: Vocabulary) -> None:
    heads = heads_of(disclosure, ["信息内容", CREATED, REPEALED, IN_FORCE])
    assert heads.of_width(4) is heads
    other = heads.of_width(5)
    assert other.read_as_printed(RULES)
    assert other.cell_of(Box("5", 1, 1), RULES) != heads.cell_of(Box("5", 1, 1), RULES)


def test_a_piece_with_the_heads_of_one_group_is_of_that_group_alone(edition: Edition) -> None:
    disputes = Vocabulary(edition.table("disputes"))
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = heads_of(disputes, ["行政复议", "", "", "", ""], results)
    assert [row for row in disputes.cells_by_row if heads.are_of(row)] == ["reconsideration"]
    assert not any(heads_of(disputes, results).are_of(row) for row in disputes.cells_by_row)


def test_a_head_of_a_second_row_is_read_under_the_first(edition: Edition) -> None:
    requests = Vocabulary(edition.table("requests"))
    grid: Grid = ragged("第1张表", [["自然人", "法人或其他组织"], ["", "商业企业"]])
    heads = ColumnHeads(requests, grid.width)
    for line in read_lines(grid, requests):
        heads.take(line, Extent(2, 2), goes_on=line.index > 0)
    assert heads.cell_of(Box("5", 2, 1), "received") == (Cell("requests", "received", "business"), True)
