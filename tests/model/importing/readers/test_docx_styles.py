"""Characters that a style of a Word document hides, strikes out or raises."""

from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from tests.model.importing.conftest import Import
from tests.model.importing.documents import W, numbered, word_body, write_word

PLACE = Cell("requests", "received", "research")


def style(name: str, kind: str, properties: str, based_on: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}>{base}<w:rPr>{properties}</w:rPr></w:style>'


UP = '<w:vertAlign w:val="superscript"/>'
BY_CHARACTER_STYLE = "<w:r><w:t>22</w:t></w:r><w:r><w:rPr><w:rStyle w:val='x'/></w:rPr><w:t>9</w:t></w:r>"
BY_PARAGRAPH_STYLE = "<w:pPr><w:pStyle w:val='p'/></w:pPr><w:r><w:rPr>{}</w:rPr><w:t>229</w:t></w:r>"


@pytest.mark.parametrize(
    ("styles", "paragraph", "shown"),
    [
        (style("x", "character", UP), BY_CHARACTER_STYLE, "22（上标9）"),
        (style("x", "character", "<w:strike/>"), BY_CHARACTER_STYLE, "22（划去9）"),
        (style("x", "character", "<w:dstrike/>"), BY_CHARACTER_STYLE, "22（划去9）"),
        (style("x", "character", '<w:position w:val="12"/>'), BY_CHARACTER_STYLE, "22（上标9）"),
        (style("x", "character", '<w:position w:val="-12"/>'), BY_CHARACTER_STYLE, "22（下标9）"),
        (style("y", "character", UP) + style("x", "character", "", "y"), BY_CHARACTER_STYLE, "22（上标9）"),
        (style("x", "character", "<w:vanish/>"), BY_CHARACTER_STYLE, 22),
        (style("x", "character", '<w:vanish w:val="0"/>'), BY_CHARACTER_STYLE, 229),
        (style("p", "paragraph", UP), BY_PARAGRAPH_STYLE.format(""), "（上标229）"),
        (style("p", "paragraph", UP), BY_PARAGRAPH_STYLE.format('<w:vertAlign w:val="baseline"/>'), 229),
        (style("p", "paragraph", "<w:strike/>"), BY_PARAGRAPH_STYLE.format('<w:strike w:val="0"/>'), 229),
        (style("p", "paragraph", "<w:strike/>"), BY_PARAGRAPH_STYLE.format("<w:strike/>"), "（划去229）"),
        (
            style("p", "paragraph", "<w:strike/>") + style("x", "character", "<w:strike/>"),
            BY_PARAGRAPH_STYLE.format("<w:rStyle w:val='x'/>"),
            229,
        ),
        ("", "<w:r><w:t>22</w:t></w:r><w:r><w:rPr><w:position w:val='9'/></w:rPr><w:t>9</w:t></w:r>", "22（上标9）"),
        ("", "<w:r><w:rPr><w:position w:val='2'/></w:rPr><w:t>229</w:t></w:r>", 229),
    ],
)
def test_styles_tell_what_is_part_of_a_figure(
    read: Import, edition: Edition, tmp_path: Path, styles: str, paragraph: str, shown: int | str
) -> None:
    old = f'<w:p><w:r><w:t xml:space="preserve">{numbered(edition)[PLACE]}</w:t></w:r></w:p>'
    body = word_body(edition, numbered(edition)).replace(old, f"<w:p>{paragraph}</w:p>", 1)
    xml = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    report = read(write_word(tmp_path / "a.docx", body, {"word/styles.xml": xml})).report
    assert report.figures.get(PLACE, report.unread.get(PLACE)) == shown


def test_what_the_table_style_strikes_out_is_no_figure(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition)).replace(
        "<w:tbl>", "<w:tbl><w:tblPr><w:tblStyle w:val='t'/></w:tblPr>", 1
    )
    xml = f'<w:styles xmlns:w="{W}">{style("t", "table", "<w:strike/>")}</w:styles>'
    report = read(write_word(tmp_path / "a.docx", body, {"word/styles.xml": xml})).report
    assert not [cell for cell in report.figures if cell.table == "disclosure"]
    assert [cell for cell in report.figures if cell.table == "requests"]
