import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from tests.model.importing.conftest import Import
from tests.model.importing.documents import figures_of, numbered, word_body, write_word

CELL = Cell("requests", "received", "person")
Shown = Callable[..., tuple[str, list[str]]]


@pytest.fixture
def shown(read: Import, edition: Edition, tmp_path: Path) -> Shown:
    """What is read from the cell when this stands in it, and what the notes say; every other cell is read as it is."""

    def reading(
        inside: str, cell: str = "", more: dict[str, str] | None = None, table: str = ""
    ) -> tuple[str, list[str]]:
        texts = numbered(edition)
        mark = f'<w:t xml:space="preserve">{texts[CELL]}</w:t>'
        body = word_body(edition, texts)
        paragraph = f"<w:p><w:r>{mark}</w:r></w:p>"
        assert body.count(paragraph) == 1
        body = body.replace(paragraph, inside)
        if cell:
            before, _, rest = body.partition(inside)
            at = before.rindex("<w:tcPr>") + len("<w:tcPr>")
            body = before[:at] + cell + before[at:] + inside + rest
        body = body.replace("<w:tbl>", f"<w:tbl>{table}")
        imported = read(write_word(tmp_path / "年报.docx", body, more))
        assert {c: f for c, f in figures_of(imported).items() if c != CELL} == {
            c: f for c, f in texts.items() if c != CELL
        }
        found = imported.report.unread.get(CELL) or figures_of(imported).get(CELL, "")
        return found, [note.what for note in imported.notes]

    return reading


def run(text: str, properties: str = "", more: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{more}<w:t>{text}</w:t></w:r>"


WHITE, TINY = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
DARK = '<w:shd w:val="clear" w:fill="003366"/>'


def filled(fill: str) -> str:
    return f'<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{fill}</w14:textFill>'


@pytest.mark.parametrize(
    ("properties", "cell", "text"),
    [
        (WHITE, "", "14（看不见3）"),
        ('<w:color w:val="FFFFFF" w:themeColor="background1"/>', "", "14（看不见3）"),
        (TINY, "", "14（看不见3）"),
        (WHITE, '<w:shd w:val="clear" w:fill="FFFFFF"/>', "14（看不见3）"),
        (WHITE, DARK, "143"),
        ('<w:color w:val="003366"/>', DARK, "14（看不见3）"),
        ('<w:color w:val="003366"/>' + DARK, "", "14（看不见3）"),
        ('<w:color w:val="FCFCFC"/>', "", "14（看不见3）"),
        ('<w:color w:val="003366"/>', "", "143"),
        (WHITE + DARK, "", "143"),
        (WHITE + '<w:highlight w:val="black"/>', "", "143"),
        ('<w:color w:val="000000"/><w:sz w:val="24"/>', "", "143"),
        ('<w:color w:val="00FF00"/><w:highlight w:val="green"/>', "", "14（看不见3）"),
        (WHITE + '<w:highlight w:val="none"/>', "", "14（看不见3）"),
        ('<w:w w:val="1"/>', "", "14（看不见3）"),
        ('<w:w w:val="66%"/><w:spacing w:val="-10"/>', "", "143"),
        ('<w:spacing w:val="-200"/>', "", "14（看不见3）"),
        (filled("<w14:noFill/>"), "", "14（看不见3）"),
        (filled('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'), "", "14（看不见3）"),
        (filled('<w14:solidFill><w14:srgbClr w14:val="ffffff"/></w14:solidFill>'), "", "14（看不见3）"),
        (
            filled(
                '<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
                "</w14:solidFill>"
            ),
            "",
            "14（看不见3）",
        ),
        (WHITE + filled('<w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill>'), "", "143"),
    ],
    ids=[
        "white",
        "theme",
        "one point",
        "white ground",
        "dark cell",
        "in the colour of the cell",
        "of the text",
        "nearly white",
        "coloured",
        "dark text",
        "highlighted",
        "black",
        "in the colour of its highlight",
        "without highlight",
        "squeezed",
        "somewhat narrow",
        "put together",
        "without fill",
        "filled with the theme's white",
        "filled with white",
        "seen through",
        "white, filled with black",
    ],
)
def test_digits_that_nobody_can_see_are_asked_for(shown: Shown, properties: str, cell: str, text: str) -> None:
    assert shown(f"<w:p>{run('14')}{run('3', properties)}</w:p>", cell)[0] == text


INK = '<w:rPr><w:color w:val="003366"/></w:rPr>'
STYLED = '<w:tblPr><w:tblStyle w:val="t"/><w:tblLook w:firstColumn="1"/></w:tblPr>'
LAST = '<w:tblPr><w:tblStyle w:val="t"/><w:tblLook w:firstRow="0" w:lastRow="1"/></w:tblPr>'


def styles(*written: tuple[str, str, str]) -> dict[str, str]:
    """A part of styles, each of a kind, with a name, and what it holds."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    listed = "".join(f'<w:style w:type="{kind}" w:styleId="{name}">{held}</w:style>' for kind, name, held in written)
    return {"word/styles.xml": f'<w:styles xmlns:w="{w}">{listed}</w:styles>'}


BY_STYLE = '<w:rStyle w:val="c"/>'
OWN_INK = INK.removeprefix("<w:rPr>").removesuffix("</w:rPr>")


@pytest.mark.parametrize(
    ("properties", "cell", "table", "written", "text"),
    [
        (BY_STYLE, DARK, "", [("character", "c", INK)], "14（看不见3）"),
        (BY_STYLE, "", "", [("character", "c", INK)], "143"),
        (BY_STYLE, "", "", [("character", "c", f"<w:rPr>{WHITE}</w:rPr>")], "14（看不见3）"),
        (BY_STYLE, "", "", [("character", "c", f"<w:rPr>{TINY}</w:rPr>")], "14（看不见3）"),
        (BY_STYLE + '<w:color w:val="auto"/>', "", "", [("character", "c", f"<w:rPr>{WHITE}</w:rPr>")], "143"),
        (BY_STYLE, "", "", [("character", "c", f"<w:rPr>{WHITE}{DARK}</w:rPr>")], "143"),
        (OWN_INK, "", STYLED, [("table", "t", f"<w:tcPr>{DARK}</w:tcPr>")], "14（看不见3）"),
        (OWN_INK, "", STYLED, [("table", "t", f"<w:tblPr>{DARK}</w:tblPr>")], "14（看不见3）"),
        (
            OWN_INK,
            "",
            STYLED,
            [("table", "t", '<w:basedOn w:val="b"/>'), ("table", "b", f"<w:tcPr>{DARK}</w:tcPr>")],
            "14（看不见3）",
        ),
        (
            OWN_INK,
            "",
            LAST,
            [("table", "t", f'<w:tblStylePr w:type="lastRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr>')],
            "143",
        ),
        (WHITE, "", STYLED, [("table", "t", "")], "14（看不见3）"),
        (WHITE, "", STYLED, [("table", "t", f"<w:tcPr>{DARK}</w:tcPr>")], "143"),
        (
            WHITE,
            '<w:shd w:val="clear" w:fill="auto"/>',
            STYLED,
            [("table", "t", f"<w:tcPr>{DARK}</w:tcPr>")],
            "14（看不见3）",
        ),
    ],
)
def test_colours_of_styles_count(
    shown: Shown, properties: str, cell: str, table: str, written: list[tuple[str, str, str]], text: str
) -> None:
    inside = f"<w:p>{run('14')}{run('3', properties)}</w:p>"
    assert shown(inside, cell, styles(*written), table)[0] == text


def test_colours_of_paragraph_styles_count(shown: Shown) -> None:
    written = styles(("paragraph", "p", f"{INK}<w:pPr>{DARK}</w:pPr>"))
    black = '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="FFFFFF"/>'
    inside = f'<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr>{run("14", black)}{run("3")}</w:p>'
    assert shown(inside, "", written)[0] == "14（看不见3）"


def test_the_mark_of_a_note_is_no_digit(shown: Shown) -> None:
    own = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/>'
    assert shown(f"<w:p>{run('14')}{run('1', more=own)}</w:p>")[0] == "14（注号1）"


def test_digits_written_backwards_are_asked_for(shown: Shown) -> None:
    assert shown(f'<w:p><w:bdo w:val="rtl">{run("41")}</w:bdo></w:p>')[0] == "（倒写41）"
    override = "\u202e41"
    assert shown(f"<w:p>{run(override)}</w:p>")[0] == override


def test_the_entry_that_a_drop_down_field_shows_is_read(shown: Shown) -> None:
    listed = '<w:result w:val="1"/><w:listEntry w:val="0"/><w:listEntry w:val="14"/>'
    entries = f"<w:ffData><w:ddList>{listed}</w:ddList></w:ffData>"
    field = f'<w:p><w:r><w:fldChar w:fldCharType="begin">{entries}</w:fldChar></w:r></w:p>'
    assert shown(field)[0] == "14"


def test_a_tab_to_a_place_parts_two_numbers(shown: Shown) -> None:
    assert shown(f"<w:p>{run('1')}<w:r><w:ptab/></w:r>{run('4')}</w:p>")[0] == "1\t4"


def test_the_number_of_a_list_is_asked_for_where_nothing_else_stands_in_the_cell(shown: Shown) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    numbering = (
        f'<w:numbering xmlns:w="{w}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    more = {"word/numbering.xml": numbering}
    assert shown(f"<w:p>{listed}</w:p>", more=more)[0] == "（5）"
    assert shown(f"<w:p>{listed}{run('14')}</w:p>", more=more)[0] == "14"


def test_a_deleted_cell_shifts_no_figures(shown: Shown) -> None:
    deleted = '<w:tc><w:tcPr><w:cellDel w:id="5"/></w:tcPr><w:p><w:r><w:t>88</w:t></w:r></w:p></w:tc>'
    text, notes = shown(f"<w:p>{run('14')}</w:p></w:tc>{deleted}<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p/>")
    assert text == "14"
    assert any("修订标记" in what for what in notes)


def test_hidden_digits_in_a_cell_are_not_read_and_that_is_said(shown: Shown) -> None:
    text, notes = shown(f"<w:p>{run('14')}{run('3', '<w:vanish/>')}</w:p>")
    assert text == "14"
    assert notes == ["表格里有隐藏的数字（“3”），没有读入，请在 Word 里核对"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_digit_too_small_to_see_is_asked_whatever_the_encoding_of_the_document(
    read: Import, edition: Edition, tmp_path: Path, encoding: str
) -> None:
    texts = numbered(edition)
    paragraph = f'<w:p><w:r><w:t xml:space="preserve">{texts[CELL]}</w:t></w:r></w:p>'
    body = word_body(edition, texts).replace(paragraph, f"<w:p>{run('14')}{run('3', TINY)}</w:p>")
    path = write_word(tmp_path / "年报.docx", body)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode().replace('encoding="UTF-8"', f'encoding="{encoding[:6]}"')
    parts["word/document.xml"] = document.encode(encoding)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert read(path).report.unread[CELL] == "14（看不见3）"
