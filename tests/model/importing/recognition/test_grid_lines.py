"""Rows of a document's table by what they are: figures, heads, the title of a block, a blank row."""

from collections.abc import Sequence

import pytest

from model.form.edition import Edition
from model.importing.content import Grid, ragged
from model.importing.recognition.grid_lines import read_lines, rows_of_stream, usual_extent
from model.importing.recognition.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def requests(edition: Edition) -> Vocabulary:
    return Vocabulary(edition.table("requests"))


@pytest.fixture(scope="module")
def disclosure(edition: Edition) -> Vocabulary:
    return Vocabulary(edition.table("disclosure"))


def grid(*rows: Sequence[str]) -> Grid:
    return ragged("第1张表", rows)


@pytest.mark.parametrize(
    ("row", "kind", "named"),
    [
        (["一、本年新收政府信息公开申请数量", "1", "2"], "figures", "received"),
        (["三、本年度办理结果", "（一）予以公开", "1"], "figures", "results.granted"),
        (["三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息", "1"], "figures", ""),
        (["自然人", "商业企业", "科研机构"], "heads", ""),
        (["某某事项", "1", "2"], "other", ""),
        (["", " ", ""], "blank", ""),
        (["三、本年度办理结果", "", ""], "blank", ""),
    ],
)
def test_a_row_is_what_its_labels_say(requests: Vocabulary, row: list[str], kind: str, named: str) -> None:
    (line,) = read_lines(grid(row), requests)
    assert line.kind == kind
    if named:
        assert line.row == named


def test_the_values_are_what_stands_right_of_the_label(requests: Vocabulary) -> None:
    (line,) = read_lines(grid(["三、本年度办理结果", "（一）予以公开", "7", "", "8"]), requests)
    assert line.label is not None
    assert line.label.text == "（一）予以公开"
    assert [box.text for box in line.values] == ["7", "", "8"]
    assert [box.text for box in line.filled] == ["7", "8"]


def test_a_row_under_the_group_of_another_one_is_not_known(requests: Vocabulary) -> None:
    (right,) = read_lines(grid(["（三）不予公开", "1.属于国家秘密", "1"]), requests)
    (wrong,) = read_lines(grid(["（五）不予处理", "1.属于国家秘密", "1"]), requests)
    assert (right.kind, right.row) == ("figures", "results.denied.state_secret")
    assert (wrong.kind, wrong.row) == ("other", "")


def test_a_short_label_needs_the_group_read_in_a_row_above(requests: Vocabulary) -> None:
    lines = read_lines(grid(["三、本年度办理结果", "（六）其他处理"], ["其他", "1"]), requests)
    assert lines[1].row == "results.otherwise.other"
    (alone,) = read_lines(grid(["其他", "1"]), requests)
    assert (alone.kind, alone.row) == ("other", "")


def test_the_title_of_a_block_is_no_row_of_figures(disclosure: Vocabulary) -> None:
    (line,) = read_lines(grid(["第二十条第（一）项"]), disclosure)
    assert line.kind == "block"


def test_the_usual_extent_is_that_of_most_rows(requests: Vocabulary) -> None:
    rows = [["一、本年新收政府信息公开申请数量", *"1234567"]] * 3 + [["二、上年结转政府信息公开申请数量", "1"]]
    usual = usual_extent(read_lines(grid(*rows), requests))
    assert (usual.width, usual.own) == (8, 8)
    differing = usual_extent(read_lines(grid(rows[0], rows[-1]), requests))
    assert (differing.width, differing.own) == (8, 0)


def test_a_table_with_one_cell_on_each_line_has_rows_again(requests: Vocabulary) -> None:
    cells = ["自然人", "商业企业", "一、本年新收政府信息公开申请数量", "1", "2", "（一）予以公开", "3", "4"]
    stream = grid(*([cell] for cell in cells))
    assert rows_of_stream(stream, requests) == [cells[:2], cells[2:5], cells[5:]]
