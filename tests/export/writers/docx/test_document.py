import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from export.document.document import Document, Heading, compose
from export.document.layout import Layout
from export.document.title_lines import fitting_size
from export.writers.docx.document import write_word
from export.writers.docx.statutory_table import twips
from model.form.edition import Edition
from model.form.tables import Place
from model.report.report import Fact, Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}


@pytest.fixture
def path(document: Document, layout: Layout, template: Path, tmp_path: Path) -> Path:
    write_word(document, layout, template, tmp_path / "report.docx")
    return tmp_path / "report.docx"


def _part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def _parts(path: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(path) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def _find(element: etree._Element, query: str) -> list[Any]:
    found = element.xpath(query, namespaces=NS)
    assert isinstance(found, list)
    return found


def _value(element: etree._Element, query: str) -> str:
    (found,) = _find(element, query)
    return str(found)


def _style(path: Path, style_id: str) -> etree._Element:
    found: list[etree._Element] = _find(_part(path, "word/styles.xml"), f"//w:style[@w:styleId='{style_id}']")
    return found[0]


def _grid(table: etree._Element) -> Iterator[Place]:
    """The places of a Word table, by gridSpan and vMerge alone."""
    begun: dict[int, Place] = {}
    for top, row in enumerate(_find(table, "w:tr")):
        left = 0
        for cell in _find(row, "w:tc"):
            wide = int((_find(cell, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
            merge = _find(cell, "w:tcPr/w:vMerge")
            text = "".join(str(each) for each in _find(cell, ".//w:t/text()"))
            if merge and merge[0].get(f"{W}val") != "restart":
                assert text == ""
                begun[left] = replace(begun[left], high=begun[left].high + 1)
            else:
                if left in begun:
                    yield begun[left]
                begun[left] = Place(top, left, 1, wide, "", text)
            left += wide
    yield from begun.values()


def test_the_merged_grid_is_the_forms(path: Path, document: Document) -> None:
    tables = _find(_part(path, "word/document.xml"), "//w:tbl")
    for element, printed in zip(tables, document.tables(), strict=True):
        wanted = {(p.top, p.left, p.high, p.wide, printed.text_at(p)) for p in printed.table.places}
        assert {(p.top, p.left, p.high, p.wide, p.text) for p in _grid(element)} == wanted


def test_the_page_is_a4_with_the_official_margins_and_grid(path: Path) -> None:
    (section,) = _find(_part(path, "word/document.xml"), "//w:sectPr")
    size, margins, grid = (_find(section, f"w:{name}")[0] for name in ("pgSz", "pgMar", "docGrid"))
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert {side: margins.get(f"{W}{side}") for side in ("top", "left", "right", "bottom")} == {
        "top": str(twips(37)),
        "left": str(twips(28)),
        "right": str(twips(26)),
        "bottom": str(twips(35)),
    }
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("Normal", "仿宋_GB2312", "32"),
        ("Heading1", "黑体", None),
        ("Heading2", "楷体_GB2312", None),
        ("Heading3", "仿宋_GB2312", None),
        ("Heading4", "仿宋_GB2312", None),
        ("FooterOdd", "宋体", "28"),
        ("TableFigure", "宋体", "18"),
    ],
)
def test_styles_name_the_official_fonts(path: Path, style: str, font: str, half_points: str | None) -> None:
    element = _style(path, style)
    assert _value(element, "w:rPr/w:rFonts/@w:eastAsia") == font
    assert _value(element, "w:rPr/w:rFonts/@w:ascii") == ("宋体" if style == "FooterOdd" else "Times New Roman")
    assert [str(each) for each in _find(element, "w:rPr/w:sz/@w:val")] == ([half_points] if half_points else [])


def test_no_theme_overrides_the_fonts(path: Path) -> None:
    for part in _parts(path).values():
        assert not _find(part, "//w:rFonts[@*[contains(name(), 'Theme')]]")
        for fonts in _find(part, "//w:rFonts"):
            assert fonts.get(f"{W}eastAsia")


def test_headings_have_outline_levels_and_are_black_and_not_bold(path: Path) -> None:
    for level in range(1, 5):
        style = _style(path, f"Heading{level}")
        assert _value(style, "w:name/@w:val") == f"heading {level}"
        assert _value(style, "w:pPr/w:outlineLvl/@w:val") == str(level - 1)
        assert _value(style, "w:rPr/w:b/@w:val") == "0"
    colours = {str(each) for each in _find(_part(path, "word/styles.xml"), "//w:rPr/w:color/@w:val")}
    assert colours == {"000000"}


def test_the_body_is_justified_with_a_first_line_of_two_characters(path: Path) -> None:
    style = _style(path, "Normal")
    assert _value(style, "w:pPr/w:ind/@w:firstLineChars") == "200"
    assert _value(style, "w:pPr/w:spacing/@w:line") == "579"
    assert _value(style, "w:pPr/w:spacing/@w:lineRule") == "exact"
    assert _value(style, "w:pPr/w:jc/@w:val") == "both"


def test_every_paragraph_has_its_style_and_its_text(path: Path) -> None:
    body = _part(path, "word/document.xml")
    found = [
        (
            "".join(str(each) for each in _find(p, "w:pPr/w:pStyle/@w:val")),
            "".join(str(each) for each in _find(p, ".//w:t/text()")),
        )
        for p in _find(body, "/w:document/w:body/w:p")
    ]
    assert found[:9] == [
        ("Title", "恩平市人民政府办公室2024年政府信息公开工作年度报告"),
        ("", "根据《中华人民共和国政府信息公开条例》，编制本报告。"),
        ("Heading1", "一、总体情况"),
        ("", "2024年工作如下。"),
        ("Heading2", "（一）主动公开情况"),
        ("", "（二）依申请公开情况。全年收到申请9件。"),
        ("Heading3", "1.完善制度。"),
        ("", "（1）明确责任。落实专人负责。"),
        ("Heading1", "二、主动公开政府信息情况"),
    ]
    assert found[-2:] == [("Signature", "恩平市人民政府办公室"), ("Date", "2025年1月8日")]
    assert all(text for _, text in found)


def test_a_first_sentence_that_is_a_heading_has_its_font_and_the_rest_the_bodys(path: Path) -> None:
    (paragraph,) = _find(_part(path, "word/document.xml"), "//w:p[w:r/w:rPr/w:rStyle/@w:val='Lead2']")
    runs = _find(paragraph, "w:r")
    assert [r.findtext(f"{W}t") for r in runs] == ["（二）依申请公开情况。", "全年收到申请9件。"]
    assert [bool(_find(r, "w:rPr")) for r in runs] == [True, False]


def test_a_long_title_breaks_after_the_organ(path: Path) -> None:
    (title,) = _find(_part(path, "word/document.xml"), "//w:p[w:pPr/w:pStyle/@w:val='Title']/w:r")
    assert [child.tag.removeprefix(W) for child in title] == ["t", "br", "t"]
    assert title[0].text == "恩平市人民政府办公室"


def test_page_numbers_are_at_the_outer_edge_with_a_dash_on_each_side(path: Path) -> None:
    body, settings = _part(path, "word/document.xml"), _part(path, "word/settings.xml")
    assert _find(settings, "w:evenAndOddHeaders")
    kinds = [str(each) for each in _find(body, "//w:footerReference/@w:type")]
    assert kinds == ["default", "even"]
    for part, style, side in (("footer1", "FooterOdd", "right"), ("footer2", "FooterEven", "left")):
        footer = _part(path, f"word/{part}.xml")
        assert "".join(str(each) for each in _find(footer, "//w:t/text()")) == "— 1 —"
        assert _find(footer, "//w:instrText")[0].text == " PAGE "
        assert _value(footer, "//w:pStyle/@w:val") == style
        assert _value(_style(path, style), "w:pPr/w:jc/@w:val") == side
        assert _value(_style(path, style), f"w:pPr/w:ind/@w:{side}Chars") == "100"


def test_the_signature_is_indented_four_characters_from_the_right(path: Path) -> None:
    for style in ("Signature", "Date"):
        assert _value(_style(path, style), "w:pPr/w:ind/@w:rightChars") == "400"
        assert _value(_style(path, style), "w:pPr/w:jc/@w:val") == "right"


def test_a_name_of_two_lines_breaks_by_meaning_and_stays_one_paragraph(
    report: Report, edition: Edition, layout: Layout, template: Path, tmp_path: Path
) -> None:
    name = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县住房和城乡建设管理局"
    named = report.with_(facts={**report.facts, Fact.SIGNATURE: name})
    write_word(compose(named, edition), layout, template, tmp_path / "long.docx")
    body = _part(tmp_path / "long.docx", "word/document.xml")
    (signature,) = _find(body, "//w:p[w:pPr/w:pStyle/@w:val='Signature']")
    first_line = int(_value(signature, "w:pPr/w:ind/@w:firstLine"))
    held = (twips(156) - 4 * 320 - first_line) / 320
    assert name[: int(held)] == "新疆维吾尔自治区伊犁哈萨克自治州"
    assert "".join(map(str, _find(signature, ".//text()"))) == name


def test_column_widths_stand_in_the_grid_and_in_every_cell(path: Path, layout: Layout, edition: Edition) -> None:
    tables = _find(_part(path, "word/document.xml"), "//w:tbl")
    for element, table in zip(tables, edition.tables, strict=True):
        columns = [int(each) for each in _find(element, "w:tblGrid/w:gridCol/@w:w")]
        assert sum(columns) == twips(156)
        for column, width_mm in zip(columns, layout.grid(table).widths_mm, strict=True):
            assert abs(column - twips(width_mm)) <= 1
        for row in _find(element, "w:tr"):
            left = 0
            for cell in _find(row, "w:tc"):
                span = int((_find(cell, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
                assert int(_value(cell, "w:tcPr/w:tcW/@w:w")) == sum(columns[left : left + span])
                left += span
            assert left == table.width


def test_head_rows_repeat_and_no_row_splits(path: Path) -> None:
    tables = _find(_part(path, "word/document.xml"), "//w:tbl")
    for table, heads in zip(tables, (0, 3, 3), strict=True):
        rows = _find(table, "w:tr")
        assert [bool(_find(row, "w:trPr/w:tblHeader")) for row in rows] == [at < heads for at in range(len(rows))]
        assert all(_find(row, "w:trPr/w:cantSplit") for row in rows)


def test_the_last_rows_of_a_table_stay_together(
    document: Document, layout: Layout, template: Path, tmp_path: Path
) -> None:
    parted = replace(
        layout,
        tables=replace(layout.tables, grids=tuple(replace(grid, one_page=False) for grid in layout.tables.grids)),
    )
    write_word(document, parted, template, tmp_path / "parted.docx")
    rows = _find(_part(tmp_path / "parted.docx", "word/document.xml"), "//w:tbl[2]/w:tr")
    kept = [bool(_find(row, ".//w:keepNext")) for row in rows]
    assert kept == [False] * 26 + [True, False]
    assert len(_find(rows[-2], ".//w:keepNext")) == len(_find(rows[-2], ".//w:p"))


def test_a_table_for_one_page_is_kept_together_but_not_with_what_follows(path: Path) -> None:
    rows = _find(_part(path, "word/document.xml"), "//w:tbl[2]/w:tr")
    assert [bool(_find(row, ".//w:keepNext")) for row in rows] == [True] * 27 + [False]


def test_block_titles_are_shaded_unless_the_layout_says_not(
    document: Document, layout: Layout, template: Path, tmp_path: Path
) -> None:
    plain = replace(layout, tables=replace(layout.tables, block_colour=""))
    for each, fills in ((layout, ["C6D9F1"] * 4), (plain, [])):
        write_word(document, each, template, tmp_path / "report.docx")
        body = _part(tmp_path / "report.docx", "word/document.xml")
        assert [str(fill) for fill in _find(body, "//w:shd/@w:fill")] == fills


def test_blank_cells_have_no_run_at_all(
    blank: Report, edition: Edition, layout: Layout, template: Path, tmp_path: Path
) -> None:
    write_word(compose(blank, edition), layout, template, tmp_path / "blank.docx")
    body = _part(tmp_path / "blank.docx", "word/document.xml")
    cells = [cell for cell in _find(body, "//w:tc") if not _find(cell, ".//w:t")]
    continued = _find(body, "//w:vMerge[@w:val='continue']")
    assert len(cells) == 200 + len(continued)


def test_the_package_opens_in_python_docx_and_has_its_properties(path: Path) -> None:
    document = docx.Document(str(path))
    assert document.paragraphs[2].style is not None
    assert document.paragraphs[2].style.name == "Heading 1"
    properties = document.core_properties
    assert (properties.title, properties.author) == (
        "恩平市人民政府办公室2024年政府信息公开工作年度报告",
        "恩平市人民政府办公室",
    )
    assert (properties.subject, properties.keywords, properties.language) == (
        "政府信息公开工作年度报告",
        "2024",
        "zh-CN",
    )


def test_every_part_has_a_content_type_and_every_link_a_part(path: Path) -> None:
    parts = _parts(path)
    types = parts["[Content_Types].xml"]
    named = {each.get("PartName", "")[1:] for each in types if each.get("PartName")}
    assert named == {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    linked = {each.get("Target") for each in parts["word/_rels/document.xml.rels"]}
    assert linked <= {name.removeprefix("word/") for name in parts}


def test_the_same_document_gives_the_same_bytes_at_any_time(
    document: Document, layout: Layout, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_word(document, layout, template, tmp_path / "a.docx")
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda: 2_000_000_000.0)
        write_word(document, layout, template, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None


def test_special_characters_are_written_correctly(
    awkward: Report, edition: Edition, layout: Layout, template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "awkward.docx"
    write_word(compose(awkward, edition), layout, template, path)
    texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert "<script>alert('1')</script>&amp;" in texts
    assert "控制符" in texts


def test_a_heads_text_stays_whole_where_it_is_stacked(path: Path) -> None:
    body = _part(path, "word/document.xml")
    heads = _find(body, "//w:tbl[3]//w:p[w:r/w:t='结果维持']")
    assert len(heads) == 3
    for head in heads:
        assert int(_value(head, "w:pPr/w:ind/@w:left")) > 0


def test_a_long_figure_is_set_smaller_to_stay_on_one_line() -> None:
    assert fitting_size("1234", 9, 27.5) == 9
    assert fitting_size("12345678", 9, 27.5) == 6.5
    assert fitting_size("123456789012", 9, 27.5) == 5
    assert fitting_size("", 9, 27.5) == 9


def test_level_five_is_no_heading_style(document: Document) -> None:
    assert {block.level for block in document.blocks() if isinstance(block, Heading)} <= {1, 2, 3, 4}
