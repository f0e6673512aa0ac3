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
        ("td span[class=x]{display:none}", "22"),
        ("tr:first-child td:nth-child(2) span{display:none}", "22"),
        ("tr:nth-child(2) span{display:none}", "229"),
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


@pytest.mark.parametrize(
    "columns",
    [
        "<col><col style='display:none'>",
        "<col><col width=0>",
        "<colgroup><col><col style='width:0;mso-width-source:userset'></colgroup>",
        "<colgroup></colgroup><colgroup style='visibility:collapse'></colgroup>",
        "<colgroup></colgroup><colgroup hidden span=1><col></colgroup>",
    ],
)
def test_what_stands_in_a_hidden_column_is_asked(columns: str) -> None:
    page = f"<table>{columns}<tr><td>规章<td>22<tr><td>规范性文件<td>3<tr><td colspan=2>4</table>"
    grid = next(item for item in read_web(page) if isinstance(item, Grid))
    assert grid.texts() == [["规章", "（隐藏22）"], ["规范性文件", "（隐藏3）"], ["4", "4"]]


@pytest.mark.parametrize(
    "columns", ["<col><col width=10>", "<col span=2 style='width:0.5em'>", "<col style='min-width:0'>"]
)
def test_a_column_with_a_width_is_read(columns: str) -> None:
    page = f"<table>{columns}<tr><td>规章<td>22<tr><td>a<td>b</table>"
    grid = next(item for item in read_web(page) if isinstance(item, Grid))
    assert grid.text_at(0, 1) == "22"


def test_one_sheet_is_read_alike_in_every_page() -> None:
    sheet = ".x{color:#D9E2F3} .y{display:none}"
    blue = 'style="background:#D9E2F3"'
    for _ in range(2):
        assert cell(sheet, MARKED) == "229"
        assert cell(sheet, MARKED, blue) == "22（看不见9）"
        assert cell(sheet, '22<span class="y">9</span>') == "22"
