"""Tables of units among the words become lines of the text; any other grid stays a grid."""

import pytest

from model.importing.content import Box, Grid, SourceParagraph
from model.importing.recognition.unit_tables import with_unit_tables_as_text


def grid(*rows: tuple[str, ...], is_sheet: bool = False) -> Grid:
    boxes = tuple(Box(text, top, left) for top, row in enumerate(rows) for left, text in enumerate(row))
    return Grid("第1张表", boxes, is_sheet=is_sheet)


HEAD = ("单位", "新收")


def test_a_table_on_two_pages_is_one() -> None:
    above, below = SourceParagraph("如下：", "第1段"), SourceParagraph("以上。", "第2段")
    pages = (grid(HEAD, ("甲\n局", "3")), grid(HEAD, ("乙局", " "), HEAD, ("丙局", "0")))
    assert tuple(with_unit_tables_as_text((above, *pages, below))) == (
        above,
        SourceParagraph("｜单位｜新收｜\n｜甲 局｜3｜\n｜乙局｜｜\n｜丙局｜0｜", "第1张表"),
        below,
    )
    other = grid(("单位", "金额"), ("甲局", "3"))
    assert len(tuple(with_unit_tables_as_text((*pages, other)))) == 2


@pytest.mark.parametrize(
    "other",
    [
        grid(("事项", "新收"), ("甲局", "3")),
        grid(HEAD),
        grid(HEAD, ("甲局", "3", "4")),
        grid(HEAD, ("甲局", "3"), is_sheet=True),
        Grid("第1张表", (Box("单位", 0, 0), Box("新收", 0, 1), Box("甲局", 1, 0, 1, 2))),
    ],
)
def test_any_other_grid_stays(other: Grid) -> None:
    assert tuple(with_unit_tables_as_text((other,))) == (other,)
