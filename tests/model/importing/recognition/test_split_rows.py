"""Rows that the end of a page cuts in two."""

import pytest

from model.form.edition import Edition
from model.importing.content import Box, Grid
from model.importing.recognition.split_rows import joined_split_rows
from model.importing.recognition.vocabulary import Vocabulary

HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def cut(*rows: list[str], seam: int) -> Grid:
    boxes = [Box(text, top, left) for top, row in enumerate(rows) for left, text in enumerate(row)]
    return Grid("第1张表", tuple(boxes), seams=(seam,))


@pytest.fixture
def disclosure(edition: Edition) -> list[Vocabulary]:
    return [Vocabulary(edition.table("disclosure"))]


def test_figures_cut_together_with_their_label_are_not_certain(disclosure: list[Vocabulary]) -> None:
    grid = cut(HEADS, ["行政规范", "11", "2", ""], ["性文件", "19", "", "7"], seam=2)
    assert joined_split_rows(grid, disclosure).texts() == [HEADS, ["行政规范性文件", "11\n19", "2", "7"]]


def test_figures_that_go_on_without_a_label_are_not_certain(disclosure: list[Vocabulary]) -> None:
    grid = cut(HEADS, ["规章", "11", "2", "3"], ["", "19", "", ""], seam=2)
    assert joined_split_rows(grid, disclosure).texts() == [HEADS, ["规章", "11\n19", "2", "3"]]


def test_a_row_with_its_own_label_is_a_row_of_its_own(disclosure: list[Vocabulary]) -> None:
    rows = HEADS, ["规章", "11", "2", "3"], ["行政规范性文件", "19", "", "7"]
    assert joined_split_rows(cut(*rows, seam=2), disclosure).texts() == [*map(list, rows)]


def test_figures_below_heads_are_no_rest_of_the_heads(edition: Edition) -> None:
    rows = ["结果维持", "结果纠正", "其他结果"], ["5", "6", "7"]
    grid = cut(*rows, seam=1)
    assert joined_split_rows(grid, [Vocabulary(edition.table("disputes"))]).texts() == [*map(list, rows)]


def test_a_label_that_begins_with_its_number_is_no_figure(edition: Edition) -> None:
    """Beside it the groups are blank: their labels stand on the page before."""
    rows = (
        ["三、本年度办理结果", "（三）不予公开", "4.保护第三方合法权益", "30", "2", "35"],
        ["", "", "5.属于三类内部事务信息", "60", "3", "66"],
    )
    grid = cut(*rows, seam=1)
    assert joined_split_rows(grid, [Vocabulary(edition.table("requests"))]).texts() == [*map(list, rows)]


@pytest.mark.parametrize("below", [["", "5.属于三类内部", "60", "3", "66"], ["", "5.属于三类", "60", "3", "66"]])
def test_heads_that_are_printed_again_between_the_halves_of_a_row_are_no_row(
    edition: Edition, below: list[str]
) -> None:
    """The label is cut within its first line or behind it."""
    vocabularies = [Vocabulary(edition.table("requests"))]
    heads = ["", "", "自然人", "商业企业", "总计"]
    rest = "5.属于三类内部事务信息".removeprefix(below[1])
    rows = (
        heads,
        ["（三）不予公开", *below[1:]],
        heads,
        ["", rest, "", "", ""],
        ["", "8.属于行政查询事项", "1", "2", "3"],
    )
    assert joined_split_rows(cut(*rows, seam=2), vocabularies).texts() == [
        heads,
        ["（三）不予公开", "5.属于三类内部事务信息", "60", "3", "66"],
        ["", "8.属于行政查询事项", "1", "2", "3"],
    ]


def test_a_row_that_is_the_same_as_one_before_is_no_head(disclosure: list[Vocabulary]) -> None:
    rows = HEADS, ["规章", "0", "0", "0"], ["规章", "0", "0", "0"]
    assert joined_split_rows(cut(*rows, seam=2), disclosure).texts() == [*map(list, rows)]


def test_heads_of_several_rows_are_left_out_as_far_as_they_are_the_same(edition: Edition) -> None:
    vocabularies = [Vocabulary(edition.table("disputes"))]
    rows = ["行政复议", ""], ["结果维持", "结果纠正"], ["行政复议", ""], ["结果维持", "结果纠正"], ["5", "6"]
    assert joined_split_rows(cut(*rows, seam=2), vocabularies).texts() == [rows[0], rows[1], ["5", "6"]]


@pytest.mark.parametrize("seam", [1, 2])
def test_a_row_of_figures_may_have_the_rims_of_its_cells_on_the_page_before_or_above_it(
    edition: Edition, seam: int
) -> None:
    vocabularies = [Vocabulary(edition.table("disputes"))]
    heads = ["结果维持", "结果纠正", "其他结果"]
    rows = heads, ["", "", ""], ["5", "", "7"]
    assert joined_split_rows(cut(*rows, seam=seam), vocabularies).texts() == [heads, ["5", "", "7"]]
    rows = heads, ["", "", ""], ["一", "", "7"]
    assert joined_split_rows(cut(*rows, seam=seam), vocabularies).texts() == [*rows]
