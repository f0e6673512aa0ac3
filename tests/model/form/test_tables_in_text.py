"""Tables in the text of a section: what begins and ends one, and that words around them stay where they are."""

import pytest

from model.form.tables_in_text import (
    cells_of,
    figure_columns,
    line_of,
    lines_of,
    masked,
    tables_in,
    with_table,
    without_tables,
)

TABLE = "｜单位｜新收｜结转｜\n｜甲局｜3｜｜\n｜乙局｜｜0｜"
ROWS = (("单位", "新收", "结转"), ("甲局", "3", ""), ("乙局", "", "0"))


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("｜甲局｜3｜", ("甲局", "3")),
        (" ｜ 甲局 ｜｜ ", ("甲局", "")),
        ("｜甲局｜", None),
        ("甲局｜3", None),
        ("｜", None),
        ("", None),
        ("全年收到申请3件。", None),
    ],
)
def test_a_line_between_bars_is_a_row(line: str, cells: tuple[str, ...] | None) -> None:
    assert cells_of(line) == cells


def test_a_cell_holds_neither_bars_nor_lines_and_a_blank_is_not_zero() -> None:
    assert line_of(("甲｜局\n办", 0, None)) == "｜甲|局 办｜0｜｜"
    assert lines_of(ROWS) == TABLE


def test_a_table_ends_with_its_last_row_of_as_many_cells() -> None:
    text = f"情况如下：\n{TABLE}\n｜丙局｜4｜\n以上。\n{TABLE}\n｜单位｜金额｜\n｜甲局｜2｜"
    assert [(each.first, each.rows) for each in tables_in(text)] == [
        (1, ROWS),
        (6, ROWS),
        (9, (("单位", "金额"), ("甲局", "2"))),
    ]


@pytest.mark.parametrize(
    "text", ["", "单位。", "｜单位｜新收｜", "｜事项｜数量｜\n｜甲｜3｜", "｜单位｜｜\n｜甲局｜3｜"]
)
def test_a_head_alone_or_of_something_else_is_no_table(text: str) -> None:
    assert tables_in(text) == ()
    assert masked(text) == without_tables(text) == text


def test_words_keep_their_places_when_tables_are_masked() -> None:
    text = f"开头。\n{TABLE}\n末尾3件。"
    blank = masked(text)
    assert len(blank) == len(text) and blank.split() == ["开头。", "末尾3件。"]
    assert blank.index("末尾") == text.index("末尾")
    assert without_tables(text) == "开头。\n末尾3件。"


def test_a_table_is_added_at_the_end_or_replaces_the_one_with_its_head() -> None:
    assert with_table("", ROWS) == TABLE
    text = with_table("开头。", ROWS)
    assert text == f"开头。\n{TABLE}"
    assert with_table(f"{text}\n末尾。", [ROWS[0], ("丙局", 5, None)]) == (
        "开头。\n｜单位｜新收｜结转｜\n｜丙局｜5｜｜\n末尾。"
    )


def test_columns_of_figures_and_blanks_are_told_from_words() -> None:
    rows = (("单位", "件", "元", "说明", "空"), ("甲", "3", "0.5", "无", ""), ("乙", "", "1,200", "2", ""))
    assert figure_columns(rows) == {1, 2}
