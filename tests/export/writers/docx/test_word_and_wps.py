"""What breaks generated tables and Chinese text in Word and WPS, by the reports of users and by ECMA-376 part 1."""

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.export.writers.docx.rendered_pages import write_all

ALL = ("options", "long", "edition-2019", "blank", "check-list", "own")


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return write_all(tmp_path_factory.mktemp("written"))


@pytest.fixture(scope="module")
def written(paths: Mapping[str, Path]) -> dict[str, Document]:
    return {name: docx.Document(str(path)) for name, path in paths.items()}


def test_every_kind_of_file_has_the_same_bytes_when_it_is_written_again(
    paths: Mapping[str, Path], tmp_path: Path
) -> None:
    for name, path in write_all(tmp_path).items():
        assert path.read_bytes() == paths[name].read_bytes(), name


def _find(document: Document, query: str) -> list[Any]:
    return list(document.element.xpath(query))


def _number(element: Any, query: str) -> int:
    (found,) = element.xpath(query)
    return int(found)


@pytest.mark.parametrize("name", ALL)
def test_widths_are_in_the_grid_and_in_every_cell_and_agree(written: dict[str, Document], name: str) -> None:
    """WPS and LibreOffice take widths from ``w:gridCol``, Word from ``w:tcW``, where each is missing the other's table
    collapses: dolanmiu/docx issues 272 and 528, python-docx issues 161 and 360; ECMA-376 17.4.16, 17.4.71."""
    tables = _find(written[name], "//w:tbl")
    assert tables
    for table in tables:
        columns = [int(each) for each in table.xpath("w:tblGrid/w:gridCol/@w:w")]
        assert _number(table, "w:tblPr/w:tblW/@w:w") == sum(columns)
        for row in table.xpath("w:tr"):
            left = 0
            for cell in row.xpath("w:tc"):
                span = int((cell.xpath("w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
                assert _number(cell, "w:tcPr/w:tcW/@w:w") == sum(columns[left : left + span])
                left += span
            assert left == len(columns)


@pytest.mark.parametrize("name", ALL)
def test_tables_are_fixed_and_their_widths_are_lengths(written: dict[str, Document], name: str) -> None:
    """WPS does not fit columns to their content (Sayi/poi-tl issue 36), and Word refits them without ``fixed``
    (amedama41/docxbuilder issue 25); percentages are read differently (MohtashamMurshid/md-to-docx pull request 65)."""
    for table in _find(written[name], "//w:tbl"):
        assert table.xpath("string(w:tblPr/w:tblLayout/@w:type)") == "fixed"
        assert {str(each) for each in table.xpath(".//w:tblW/@w:type | .//w:tcW/@w:type")} == {"dxa"}


@pytest.mark.parametrize("name", ALL)
def test_every_cell_that_goes_on_stands_below_one_of_its_width_that_began(
    written: dict[str, Document], name: str
) -> None:
    """ECMA-376 17.4.84: a ``continue`` without a ``restart`` above it in the same columns is a cell of its own in some
    programs; Word 2013 loses text in cells that go on (PHPOffice/PHPWord issue 368)."""
    for table in _find(written[name], "//w:tbl"):
        above: dict[tuple[int, int], str] = {}
        for row in table.xpath("w:tr"):
            here: dict[tuple[int, int], str] = {}
            left = 0
            for cell in row.xpath("w:tc"):
                span = int((cell.xpath("w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
                merges = cell.xpath("w:tcPr/w:vMerge")
                kind = merges[0].get(qn("w:val"), "continue") if merges else ""
                if kind == "continue":
                    assert above.get((left, span)) in ("restart", "continue")
                    assert "".join(cell.xpath(".//w:t/text()")) == ""
                here[left, span] = kind
                left += span
            above = here


@pytest.mark.parametrize("name", ALL)
def test_every_cell_ends_with_a_paragraph(written: dict[str, Document], name: str) -> None:
    """ECMA-376 17.4.65: otherwise the document is corrupt."""
    assert all(cell[-1].tag == qn("w:p") for cell in _find(written[name], "//w:tc"))


@pytest.mark.parametrize("name", ALL)
def test_no_two_tables_touch_and_a_paragraph_follows_the_last(written: dict[str, Document], name: str) -> None:
    """Word joins tables without a paragraph between them (python-docx issue 1072), and puts an empty one of the body's
    height after a table that ends a document or section."""
    body = list(written[name].element.body)
    for element, following in itertools.pairwise(body):
        if element.tag == qn("w:tbl"):
            assert following.tag in (qn("w:p"), qn("w:sectPr"))
            # a report without text and signature ends with its last table; its last line is Word's to add
            assert following.tag == qn("w:p") or name == "blank"


@pytest.mark.parametrize("name", ["options", "long", "edition-2019", "blank", "own"])
def test_no_paragraph_of_a_report_is_empty(written: dict[str, Document], name: str) -> None:
    """GB/T 9704 knows spacing, no empty lines; they make a blank page after a table that fills one."""
    assert all(paragraph.text.strip() for paragraph in written[name].paragraphs)


@pytest.mark.parametrize("name", ALL)
def test_no_conditional_format_of_a_table_style_applies(written: dict[str, Document], name: str) -> None:
    """ECMA-376 17.4.55: the bits of ``w:val`` and the attributes say the same. python-docx writes 04A0, first row and
    first column, which makes them bold with the table style of an office."""
    for look in _find(written[name], "//w:tblLook"):
        bits = int(look.get(qn("w:val")), 16)
        for key, bit in (("firstRow", 0x20), ("lastRow", 0x40), ("firstColumn", 0x80), ("lastColumn", 0x100)):
            assert look.get(qn(f"w:{key}")) == "0"
            assert not bits & bit
    assert len(_find(written[name], "//w:tblLook")) == len(_find(written[name], "//w:tbl"))


@pytest.mark.parametrize("name", ALL)
def test_every_font_is_named_for_chinese_too(written: dict[str, Document], name: str) -> None:
    """``Font.name`` changes digits and letters only: python-docx issues 154 and 1396."""
    for root in (written[name].element, written[name].styles.element):
        assert all(fonts.get(qn("w:eastAsia")) for fonts in root.xpath("//w:rFonts"))


@pytest.mark.parametrize("name", ALL)
def test_word_does_not_open_it_in_compatibility_mode(written: dict[str, Document], name: str) -> None:
    """Without the setting Word lays out as Word 2007 did: python-docx issue 1543, MS-DOCX 2.3.5."""
    settings = written[name].settings.element
    assert settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]


def test_labels_of_one_character_a_line_break_anywhere_and_the_text_by_the_rules(written: dict[str, Document]) -> None:
    """ECMA-376 17.3.1.16 (``kinsoku``): two characters would be pushed into a column that is as wide as one, because a
    closing bracket may not begin a line. Everywhere else the rules of Chinese line breaking hold, and marks may hang
    (17.3.1.21)."""
    document = written["blank"]
    styles = document.styles
    off = [style.name for style in styles if style.element.xpath("w:pPr/w:kinsoku[@w:val='0']")]
    assert off == ["表格竖排项目"]
    upright: Any = styles["表格竖排项目"]
    texts = _find(document, f"//w:p[w:pPr/w:pStyle/@w:val='{upright.style_id}']")
    assert "三、本年度办理结果" in {"".join(each.xpath(".//w:t/text()")) for each in texts}
    assert _find(document, "//w:p[w:pPr/w:kinsoku]") == []


def test_page_numbers_are_fields_of_three_marks(written: dict[str, Document]) -> None:
    """WPS shows ``w:fldSimple`` without its type size."""
    for footer in (written["options"].sections[-1].footer, written["options"].sections[-1].even_page_footer):
        kinds = footer._element.xpath("//w:fldChar/@w:fldCharType")
        assert kinds == ["begin", "separate", "end"]
        assert footer._element.xpath("//w:fldSimple") == []
