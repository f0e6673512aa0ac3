import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.content import Grid
from model.importing.readers.html import read_page
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import figures_of, html_page, numbered


def cell(inside: str, style: str = "", around: str = "") -> str:
    """The text of a cell with this in it; ``style`` is a style sheet."""
    page = f"<style>{style}</style><table {around}><tr><td>规章</td><td>{inside}</td></tr></table>"
    content, _ = read_page(page)
    return next(item for item in content if isinstance(item, Grid)).text_at(0, 1)


def said(page: str) -> list[str]:
    return [note.what for note in read_page(page)[1]]


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-9999px",
        "text-indent:-999em",
        "position:absolute;clip:rect(0,0,0,0)",
        "clip-path:inset(50%)",
        "display:inline-block;width:0;overflow:hidden",
        "position:absolute;width:1px;height:1px;overflow:hidden",
        "transform:scale(0)",
        "font-size:1px",
        "color:transparent",
        "color:rgba(0,0,0,0)",
        "color:#fff",
        "color: white",
        "color:rgb(255, 255, 255);background:#fff",
        "color:rgb(255 255 255)",
        "color:hsl(0 0% 100%)",
        "color:snow",
        "color:#f5f5f5",
        "color:#fff;background:#f5f5f5",
        "color:rgb(0 0 0 / 0)",
    ],
)
def test_digits_out_of_sight_are_asked_for_and_words_there_are_left_out(style: str) -> None:
    assert cell(f'14<span style="{style}">3</span>') == "14（看不见3）"
    assert cell("14<i class=a>3</i>", f".a{{{style}}}") == "14（看不见3）"
    assert cell(f'<span style="{style}">自然人：</span>14') in ("14", "自然人：14")


@pytest.mark.parametrize(
    ("inside", "style", "around"),
    [
        ('<b style="background:#036;color:#fff">14</b>', "", ""),
        ('<b style="color:#fff">14</b>', "", 'bgcolor="#003366"'),
        ("<b>14</b>", "table{background-color:#036} td b{color:#fff}", ""),
        ("<b>14</b>", "b{color:#fff} td b{color:#000}", ""),
        ("<b class=a>14</b>", ".a{color:#000!important} td b.a{color:#fff}", ""),
        ("<b class=a>14</b>", "@media (max-width:768px){.a{display:none}}", ""),
        ("<b class=a>14</b>", "@media (prefers-color-scheme: dark){.a{color:#fff}}", ""),
    ],
)
def test_digits_that_the_screen_shows_are_read(inside: str, style: str, around: str) -> None:
    assert cell(inside, style, around) == "14"


@pytest.mark.parametrize(
    ("style", "is_asked"),
    [
        ("position:relative;top:-5px", True),
        ("position: relative; bottom: 4pt; font-size: 6pt", True),
        ("mso-text-raise:4.0pt", True),
        ("vertical-align:.4em", True),
        ("display:inline-block;transform:translateY(-4px)", True),
        ("position:relative;top:0px", False),
        ("top:-5px", False),
        ("vertical-align:middle", False),
        ("mso-text-raise:0pt", False),
    ],
)
def test_digits_beside_others_that_are_shifted_off_the_line_are_asked_for(style: str, is_asked: bool) -> None:
    wanted = "14（移位3）" if is_asked else "143"
    assert cell(f'14<span style="{style}">3</span>') == wanted
    assert cell("14<i class=a>3</i>", f".a{{{style}}}") == wanted
    assert cell(f'<span style="{style}">143</span>') == "143"  # the whole text is: its line itself


@pytest.mark.parametrize("style", ["float:right", "position:absolute", "font-size:8px;position: fixed"])
def test_digits_beside_others_that_are_put_aside_are_asked_for(style: str) -> None:
    assert cell(f'14<span style="{style}">3</span>') == "14（移位3）"
    assert cell(f'<span style="{style}">143</span>') == "143"
    assert cell(f'<span style="{style}">3.</span>其他') == "3.其他"


@pytest.mark.parametrize("how", ["hidden", 'style="display:none"', 'style="mso-hide:all"'])
def test_a_cell_that_is_not_displayed_moves_no_other(read_bytes: ImportBytes, edition: Edition, how: str) -> None:
    page = html_page(edition, numbered(edition))
    begin = page.index("</td>", page.index("行政许可")) + 5
    imported = read_bytes("a.html", (page[:begin] + f"<td {how}>7</td>" + page[begin:]).encode())
    assert figures_of(imported) == numbered(edition)
    assert any("隐藏、不显示的数字（“7”）" in note.what for note in imported.notes)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<bdo dir=rtl>41</bdo>", "（倒写41）"),
        ('<span style="unicode-bidi:bidi-override;direction:rtl">41</span>', "（倒写41）"),
        ("14<details><summary></summary>3</details>", "14（折叠3）"),
        ("14<details open>3</details>", "143"),
        ("14<dialog>3</dialog>", "14（折叠3）"),
        ("14<math><mn>3</mn></math>", "14（公式3）"),
        ("14<svg><text>3</text></svg>", "14（图形3）"),
        ("14<canvas>3</canvas><audio>3</audio><progress>3</progress>", "14"),
        ("14<span class=b></span>", "14（样式所加3）"),
        ("14<span class=c data-n=3></span>", "14（样式所加3）"),
        ("14<span class=d></span>", "14"),
    ],
)
def test_what_a_browser_shows_otherwise_than_it_stands_in_the_page(inside: str, text: str) -> None:
    style = ".b:after{content:'3'} .c::before{content:attr(data-n)} .d::before{content:'件'}"
    assert "".join(cell(inside, style).split()) == text


def test_a_number_that_excel_saved_beside_another_text_is_asked_for() -> None:
    page = "<table><tr><td>规章</td><td x:num='1234.56'>1,235</td><td x:num='14'>14</td><td x:num>8</td></tr></table>"
    grid = next(item for item in read_page(page)[0] if isinstance(item, Grid))
    assert grid.texts() == [["规章", "1,235（存的是 1234.56）", "14", "8"]]


@pytest.mark.parametrize(
    "how", ["display:none", "visibility:hidden", "opacity:0", "font-size:0", "font:0/0 a", "content-visibility:hidden"]
)
def test_hidden_digits_in_a_cell_are_not_read_and_that_is_said(how: str) -> None:
    page = f'<table><tr><td>规章</td><td>14<span style="{how}">3</span></td></tr></table>'
    assert cell(f'14<span style="{how}">3</span>') == "14"
    assert said(page) == ["第1张表的格里有隐藏、不显示的数字（“3”），没有读入，请对照网页核对"]
    assert said("<table><tr><td>规章</td><td>14<input type=hidden value=3></td></tr></table>")
    assert said("<table><tr><td>规章</td><td>14<span hidden>件</span></td></tr></table>") == []


HIDDEN_ROW = "第2张表有隐藏的行（第9行），没有读入；要读入，请先在网页里显示出来"


@pytest.mark.parametrize("attribute", ["hidden", 'style="display:none"', 'style="visibility:collapse"', 'class="x"'])
def test_a_hidden_row_is_not_read_and_shifts_no_other(
    read_bytes: ImportBytes, edition: Edition, attribute: str
) -> None:
    """Merged cells count it."""
    page = html_page(edition, numbered(edition)).replace("<head>", "<head><style>.x{display:none}</style>")
    label = "2.其他法律行政法规禁止公开"
    begin = page.rindex("<tr>", 0, page.index(label))
    imported = read_bytes("a.html", (page[:begin] + f"<tr {attribute}>" + page[begin + 4 :]).encode())
    wanted = {c: text for c, text in numbered(edition).items() if c.row != "results.denied.prohibited_by_law"}
    assert figures_of(imported) == wanted
    assert HIDDEN_ROW in [note.what for note in imported.notes]


def test_a_hidden_row_that_no_merged_cell_counts_is_left_out(read_bytes: ImportBytes, edition: Edition) -> None:
    row = "<tr hidden><td>行政许可</td><td colspan=3>9</td></tr>"
    page = html_page(edition, numbered(edition)).replace("</tbody>", row + "</tbody>", 1)
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == numbered(edition)
    assert any("第1张表有隐藏的行（第15行）" in note.what for note in imported.notes)


def test_hidden_tables_are_reported_and_calendars_are_not(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(edition, numbered(edition))
    hidden = page.replace("<table", '<table style="display:none"')
    notes = [note.what for note in read_bytes("a.html", hidden.encode()).notes]
    assert any(what.startswith("网页里有隐藏的表格（3 张）") for what in notes)
    assert any("三张表都没有找到（网页里的表格是隐藏的，请在浏览器里显示出来" in what for what in notes)
    assert read_bytes("a.html", hidden.encode()).report.figures.get(Cell("requests", "received", "person")) is None
    days = "".join(f"<tr>{''.join(f'<td>{7 * week + day}</td>' for day in range(1, 8))}</tr>" for week in range(4))
    calendar = f'<div style="display:none"><table><tr><th>日</th><th>一</th><th>二</th></tr>{days}</table></div>'
    assert read_bytes("a.html", page.replace("</body>", calendar + "</body>").encode()).notes == ()
