"""Tables of Word documents as boxes: merged cells, skipped columns, numbers of lists, repeated cells."""

from collections.abc import Sequence

import pytest
from lxml import etree

from model.importing.content import REPORT, Box, Grid
from model.importing.readers.docx_names import names_of
from model.importing.readers.docx_tables import WordTables

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = names_of(W)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def grid_of(*rows: str, repeated: Sequence[Sequence[int]] = ()) -> Grid:
    table = etree.fromstring(f'<w:tbl xmlns:w="{W}">{"".join(f"<w:tr>{row}</w:tr>" for row in rows)}</w:tbl>')
    there = {str(element.tag) for element in table.iter()}
    return WordTables(NAMES, NAMES.of_table(there), REPORT, repeated=repeated).grid_of(table)


def test_cells_that_go_on_below_are_one_box() -> None:
    grid = grid_of(
        cell("甲", '<w:vMerge w:val="restart"/>') + cell(" 1 "),
        cell("", "<w:vMerge/>") + cell("2"),
        cell("", "<w:vMerge/>") + cell("3"),
    )
    assert grid.boxes == (Box("甲", 0, 0, 3, 1), Box("1", 0, 1), Box("2", 1, 1), Box("3", 2, 1))


def test_a_cell_goes_on_only_below_one_as_wide() -> None:
    grid = grid_of(cell("甲", '<w:gridSpan w:val="2"/>'), cell("", "<w:vMerge/>") + cell("2"))
    assert grid.boxes == (Box("甲", 0, 0, 1, 2), Box("", 1, 0), Box("2", 1, 1))


def test_blank_cells_joined_to_the_one_before_widen_it() -> None:
    joined = '<w:hMerge w:val="continue"/>'
    grid = grid_of(cell("甲", '<w:hMerge w:val="restart"/>') + cell("", joined) + cell("1"), cell("乙") * 3)
    assert grid.boxes[:2] == (Box("甲", 0, 0, 1, 2), Box("1", 0, 2))


def test_skipped_columns_stand_before_the_first_cell() -> None:
    grid = grid_of('<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("1"))
    assert grid.boxes == (Box("1", 0, 2),)


def test_columns_that_no_row_skips_are_not_looked_at() -> None:
    assert grid_of().boxes == ()
    table = etree.fromstring(f'<w:tbl xmlns:w="{W}"><w:trPr><w:gridBefore w:val="2"/></w:trPr></w:tbl>')
    read = NAMES.of_table({str(element.tag) for element in table.iter()})
    assert WordTables(NAMES, read, REPORT).grid_of(table).boxes == ()


def test_a_repeated_cell_is_the_one_that_it_refers_to() -> None:
    again = "<w:repeatedCell/>"
    grid = grid_of(cell("甲") + cell("0") + again, cell("乙") + again + again, repeated=((1,), (1,), (0,)))
    assert grid.texts() == [["甲", "0", "0"], ["乙", "0", "甲"]]


def test_a_reference_may_stand_for_several_cells_side_by_side() -> None:
    grid = grid_of(cell("甲") + cell("0") + "<w:repeatedCell/>", repeated=((1, 0, 1),))
    assert grid.texts() == [["甲", "0", "0", "甲", "0"]]


def test_a_repeated_cell_with_another_text_is_as_wide_and_high_as_the_one_that_it_refers_to() -> None:
    wide, goes_on = cell("1", '<w:gridSpan w:val="2"/>'), cell("0", "<w:vMerge/>")
    again = "<w:repeatedCell>{}</w:repeatedCell>".format
    grid = grid_of(wide + cell("0"), again(" 5 ") + goes_on, again("6") + again("7"), repeated=((0,), (0,), (3,)))
    assert grid.boxes == (Box("1", 0, 0, 1, 2), Box("0", 0, 2, 3, 1), Box("5", 1, 0, 1, 2), Box("6", 2, 0, 1, 2))


def test_a_repeated_cell_with_another_text_may_itself_be_repeated() -> None:
    again = "<w:repeatedCell>5</w:repeatedCell><w:repeatedCell/>"
    assert grid_of(cell("0") + again, repeated=((0,), (1, 0))).texts() == [["0", "5", "5", "0"]]


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("<w:p/>", ""),
        ("<w:p><w:r><w:t>1</w:t></w:r></w:p>", "1\n"),
        ("<w:p><w:r><w:t>1.</w:t><w:br/></w:r></w:p>", "1.\n\n"),
    ],
)
def test_what_stands_before_the_text_of_a_cell_stands_before_that_of_a_repeated_one(before: str, shown: str) -> None:
    first = f"<w:tc>{before}<w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>"
    grid = grid_of(first + "<w:repeatedCell>7</w:repeatedCell>", repeated=((0,),))
    assert grid.texts() == [[shown + "0", shown + "7"]]


@pytest.mark.parametrize("repeated", [(), ((1,),), ((0, 1),)])
def test_a_reference_to_no_earlier_cell_is_an_error(repeated: Sequence[Sequence[int]]) -> None:
    with pytest.raises(IndexError):
        grid_of(cell("0") + "<w:repeatedCell/>", repeated=repeated)
