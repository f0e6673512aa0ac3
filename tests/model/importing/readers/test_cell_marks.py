"""Cells that end with marks, and rows that say how they lie."""

from tests.model.importing.readers.doc_files import (
    BEGINS_DOWN,
    END,
    GOES_ON_DOWN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    ROW_END,
    P,
    defined,
    depth,
    grid,
    read,
    row,
    texts,
)


def test_a_cell_said_to_go_on_from_above_keeps_its_own_text() -> None:
    edges = [0, 1000, 2000]
    rows = [*row(["甲", "1"], edges, [BEGINS_DOWN, 0]), *row(["乙", "2"], edges, [GOES_ON_DOWN, GOES_ON_DOWN])]
    assert grid(read([*rows, END])).texts() == [["甲", "1"], ["乙", "2"]]


def test_a_row_whose_end_is_missing_costs_the_table_its_geometry() -> None:
    found = grid(read([*row(["甲", "乙"], [0, 1000, 2000]), P("丙\x07", IN_TABLE), END]))
    assert not found.aligned
    assert [box.text for box in found.boxes] == ["甲", "乙", "丙"]


def test_a_cell_may_hold_several_paragraphs() -> None:
    found = grid(read([P("甲\r", IN_TABLE), *row(["乙", "1"], [0, 1000, 2000]), END]))
    assert found.texts() == [["甲\n乙", "1"]]


def test_a_table_around_tables_is_a_frame() -> None:
    inner = [
        P("甲\r", depth(2) + INNER_CELL),
        P("1\r", depth(2) + INNER_CELL),
        P("\r", depth(2) + INNER_CELL + INNER_ROW_END + defined([0, 500, 1000])),
    ]
    content = read([P("标题\r", IN_TABLE), *inner, P("落款\x07", IN_TABLE), P("\x07", IN_TABLE + ROW_END), END])
    assert texts(content) == ["标题", "落款", "完"]
    assert grid(content).texts() == [["甲", "1"]]
    assert grid(content).aligned
