"""What a page's style sheets hide or raise in its tables is no part of a figure."""

import pytest

from model.importing.content import Grid
from model.importing.readers.html import read_web


def cell(sheet: str, inner: str, table: str = "") -> str:
    page = (
        f"<html><head><style>{sheet}</style></head><body><table {table}><tr><td>规章</td><td>{inner}</td></tr>"
        "<tr><td>a</td><td>b</td></tr></table></body></html>"
    )
    grid = next(item for item in read_web(page) if isinstance(item, Grid))
    return grid.text_at(0, 1)


MARKED = '22<span class="x">9</span>'


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".x{display:none}", "22"),
        (".x { visibility : hidden }", "22"),
        (".x{font-size:0}", "22"),
        (".x{font-size:0px;color:red}", "22"),
        ("span.x{DISPLAY:NONE}", "22"),
        ("table td .x{display:none}", "22"),
        ("td > .x, .y {display:none}", "22"),
        ("/* a */ .y{color:red} .x{display:none !important}", "22"),
        ("/* .x{display:none}", "229"),
        ("/* a </style><style>.x{display:none}", "22"),
        ("@media screen{.x{display:none}}", "22"),
        ("@media print{.x{display:none}}", "229"),
        ("@media print{.y{color:red}} .x{display:none}", "22"),
        (".x{display:none} .x{display:inline}", "229"),
        ("td .x{display:inline} .x{display:none}", "229"),
        (".y .x{display:none}", "229"),
        (".x{font-size:0.9em}", "229"),
        (".x:hover{display:none}", "229"),
        (".x{vertical-align:super}", "22（上标9）"),
        (".x{text-decoration:line-through}", "22（划去9）"),
        ("", "229"),
    ],
)
def test_style_sheets_tell_what_is_shown(sheet: str, shown: str) -> None:
    assert cell(sheet, MARKED) == shown


def test_the_elements_own_style_outdoes_the_sheet() -> None:
    assert cell(".x{display:none}", '22<span class="x" style="display:inline">9</span>') == "229"


def test_a_style_sheet_hides_nothing_outside_of_tables() -> None:
    page = '<style>.x{display:none}</style><div class="x"><p>一、总体情况</p></div>'
    assert [str(getattr(item, "text", "")) for item in read_web(page)] == ["一、总体情况"]
