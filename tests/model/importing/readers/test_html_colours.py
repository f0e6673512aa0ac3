"""Letters in the colour of their ground, and what rows and tables hand down to their cells."""

import pytest

from model.importing.content import Grid
from model.importing.readers.html import read_page


def texts(row: str, table: str = "", section: str = "") -> list[str]:
    """The row 规章 of a page."""
    page = f"<table {table}><tbody {section}><tr><td>甲</td><td>1</td></tr>{row}</tbody></table>"
    return next(item for item in read_page(page)[0] if isinstance(item, Grid)).texts()[1]


def cell(inside: str, about: str = "") -> str:
    return texts(f"<tr><td>规章</td><td {about}>{inside}</td></tr>")[1]


BLUE = 'style="background:#D9E2F3"'


@pytest.mark.parametrize(
    ("inside", "about", "text"),
    [
        ('14<span style="color:#D9E2F3">3</span>', BLUE, "14（看不见3）"),
        ('14<span style="color:#d8e1f2">3</span>', BLUE, "14（看不见3）"),
        ('14<span style="color:rgb(217, 226, 243)">3</span>', 'bgcolor="#D9E2F3"', "14（看不见3）"),
        ('14<font color="#D9E2F3">3</font>', BLUE, "14（看不见3）"),
        ('14<font color="white">3</font>', "", "14（看不见3）"),
        ('14<font color="white">3</font>', 'bgcolor="#003366"', "143"),
        ('14<font color="red">3</font>', BLUE, "143"),
        ('14<span style="color:#D9E2F3">3</span>', "", "143"),
        ('14<span style="-webkit-text-fill-color:transparent">3</span>', "", "14（看不见3）"),
        ('14<span style="filter:opacity(0)">3</span>', "", "14（看不见3）"),
        ('14<span style="letter-spacing:-20px">3</span>', "", "14（看不见3）"),
        ('14<span style="letter-spacing:-0.5px">3</span>', "", "143"),
    ],
)
def test_digits_in_the_colour_of_their_ground_are_asked_for(inside: str, about: str, text: str) -> None:
    assert cell(inside, about) == text


@pytest.mark.parametrize("where", ["row", "section", "table"])
@pytest.mark.parametrize(
    ("style", "own", "text"),
    [
        ("color:#fff", "", "（看不见143）"),
        ("color:#fff", "color:#000", "143"),
        ("color:#fff", "background:#003366", "143"),
        ("text-decoration:line-through", "", "（划去143）"),
        ("text-align:center", "", "143"),
    ],
)
def test_cells_have_what_their_row_and_table_have(where: str, style: str, own: str, text: str) -> None:
    styles = {name: f'style="{style}"' if name == where else "" for name in ("row", "section", "table")}
    row = f'<tr {styles["row"]}><td>规章</td><td style="{own}">143</td></tr>'
    found = texts(row, styles["table"], styles["section"])
    assert "".join(found[1].split()) == text
    assert found[0] == "规章" or "line-through" in style


def test_the_row_comes_before_the_table() -> None:
    row = '<tr style="color:#000"><td>规章</td><td>143</td></tr>'
    assert texts(row, 'style="color:#fff"') == ["规章", "143"]


@pytest.mark.parametrize(
    ("sheet", "inside", "about", "text"),
    [
        (".a{background:#D9E2F3} .b{color:#D9E2F3}", "14<i class=b>3</i>", "class=a", "14（看不见3）"),
        (".a{background-color:#d9e2f3}", '14<i style="color:#D9E2F3">3</i>', "class=a", "14（看不见3）"),
        (".a{background:#D9E2F3}", '14<font color="#D9E2F3">3</font>', "class=a", "14（看不见3）"),
        (".b{color:#D9E2F3}", "14<i class=b>3</i>", BLUE, "14（看不见3）"),
        (".b{color:#D9E2F3}", "14<i class=b>3</i>", 'bgcolor="#D9E2F3"', "14（看不见3）"),
        ("tr{background:#D9E2F3} .b{color:#d9e2f3}", "14<i class=b>3</i>", "", "14（看不见3）"),
        ("tr{background:#D9E2F3} td{background:#fff} .b{color:#d9e2f3}", "14<i class=b>3</i>", "", "143"),
        (".a{background:#D9E2F3} .b{color:#036}", "14<i class=b>3</i>", "class=a", "143"),
        (".a{background:#036} .b{color:#036} td .b{color:#000}", "14<i class=b>3</i>", "class=a", "143"),
    ],
)
def test_colours_of_style_sheets_count(sheet: str, inside: str, about: str, text: str) -> None:
    row = f"<style>{sheet}</style><tr><td>规章</td><td {about}>{inside}</td></tr>"
    assert texts(row)[1] == text
