"""How the cells of a row lie, as the properties of its paragraphs say."""

import struct

import pytest

from model.importing.content import Box
from tests.model.importing.readers.doc_files import (
    BEGINS_DOWN,
    END,
    GOES_ON_DOWN,
    IN_TABLE,
    ROW_END,
    P,
    defined,
    elsewhere,
    grid,
    read,
    row,
)


def test_cells_lie_in_the_columns_that_their_edges_make() -> None:
    found = grid(read([*row(["甲", "乙"], [-100, 900, 2900]), *row(["a", "b", "c"], [-90, 910, 1900, 2890]), END]))
    assert found.aligned
    assert found.boxes == (
        Box("甲", 0, 0),
        Box("乙", 0, 1, 1, 2),
        Box("a", 1, 0),
        Box("b", 1, 1),
        Box("c", 1, 2),
    )


def test_merged_cells_are_one_box() -> None:
    edges = [0, 1000, 2000, 3000]
    found = grid(
        read(
            [
                *row(["头", "", "尾"], edges, [1, 2, BEGINS_DOWN]),
                *row(["a", "b", ""], edges, [2, 1, GOES_ON_DOWN]),
                *row(["c", "d", "e"], edges, [0, 0, 0]),
                END,
            ]
        )
    )
    assert found.boxes == (
        Box("头", 0, 0, 1, 2),
        Box("尾", 0, 2, 2, 1),
        Box("a\nb", 1, 0, 1, 2),
        Box("c", 2, 0),
        Box("d", 2, 1),
        Box("e", 2, 2),
    )


def test_a_layout_changed_after_it_was_defined_is_the_changed_one() -> None:
    edges = [0, 1000, 2000, 3000]
    joined = struct.pack("<HBB", 0x5624, 0, 2)
    down = struct.pack("<HBBB", 0xD62B, 2, 2, 3)
    found = grid(read([*row(["甲", "", "乙"], edges, after=joined + down), *row(["", "", ""], edges), END]))
    assert found.boxes[:2] == (Box("甲", 0, 0, 1, 2), Box("乙", 0, 2))
    removed = struct.pack("<HBB", 0x5622, 0, 1)
    assert grid(read([*row(["甲", "乙"], edges, after=removed), END])).aligned


@pytest.mark.parametrize(
    ("cells", "edges", "flags", "after"),
    [
        (["甲", "乙"], [0, 1000, 2000, 3000], [], b""),  # fewer cells than the row says
        (["甲", "乙", "丙"], [0, 1000, 900, 2000], [], b""),  # edges that go back
        (["甲", "乙", "丙"], [0, 1000, 1010, 2000], [], b""),  # no room for a cell
        (["甲", "乙", "丙"], [0, 1000, 2000, 3000], [1, 1, 3], b""),  # merged, but with which?
        (["甲", "乙", "丙"], [0, 1000, 2000], [], struct.pack("<HBBh", 0x7621, 0, 1, 500)),  # cells put in later
    ],
)
def test_a_row_that_contradicts_itself_costs_the_table_its_geometry(
    cells: list[str], edges: list[int], flags: list[int], after: bytes
) -> None:
    found = grid(read([*row(cells, edges, flags, after), *row(["a", "b", "c"], [0, 1000, 2000, 3000]), END]))
    assert not found.aligned
    assert [[box.text for box in boxes] for boxes in found.rows] == [cells, ["a", "b", "c"]]


def test_properties_may_lie_in_another_stream() -> None:
    own, data = elsewhere(IN_TABLE + ROW_END + defined([0, 1000, 2000]))
    found = grid(read([P("甲\x07", IN_TABLE), P("乙\x07", IN_TABLE), P("\x07", own), END], data=data))
    assert found.boxes == (Box("甲", 0, 0), Box("乙", 0, 1))
