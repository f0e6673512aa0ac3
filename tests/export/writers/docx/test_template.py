"""``report.docx`` is the official layout, GB/T 9704—2012 (党政机关公文格式), as an office opens it in Word."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from export.document.layout import Layout
from export.writers.docx.package import opened_template
from export.writers.docx.styles import HEADINGS, IN_TABLES, LEADS, USED
from tests.export.writers.docx.make_template import make

CENTRE, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
TWIP = Pt(1) / 20


@pytest.fixture
def word(template: Path) -> Document:
    return docx.Document(str(template))


def _value(style: Any, query: str) -> str | None:
    found = style.element.xpath(query)
    return str(found[0]) if found else None


def _fonts(style: Any) -> tuple[str | None, str | None]:
    return _value(style, "w:rPr/w:rFonts/@w:eastAsia"), style.font.name


def test_it_is_what_its_maker_makes(template: Path, layout: Layout, tmp_path: Path) -> None:
    make(tmp_path / "report.docx", layout)
    assert (tmp_path / "report.docx").read_bytes() == template.read_bytes()


def test_the_page_is_a4_with_a_text_block_of_156_by_225_mm(word: Document) -> None:
    (section,) = word.sections
    for found, wanted in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.left_margin, 28),
        (section.right_margin, 26),
        (section.bottom_margin, 35),
    ):
        assert found == pytest.approx(Mm(wanted), abs=TWIP)


def test_22_lines_of_28_characters_stand_on_a_page(word: Document) -> None:
    body: Any = word.styles["Normal"]
    assert body.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert body.paragraph_format.line_spacing == Pt(28.95)
    assert word.sections[0]._sectPr.xpath("string(w:docGrid/@w:type)") == "lines"
    assert word.sections[0]._sectPr.xpath("string(w:docGrid/@w:linePitch)") == "579"
    assert 22 * 579 <= Mm(225) / TWIP < 23 * 579
    tracking = int(_value(body, "w:rPr/w:spacing/@w:val") or 0)
    assert 28 <= Mm(156) / TWIP / (20 * 16 + tracking) < 28.2
    assert body.paragraph_format.widow_control is False  # a page holds its lines (撑满版心)


def test_the_title_is_no_2_xiaobiaosong_centred_and_not_bold(word: Document) -> None:
    title: Any = word.styles["Title"]
    assert _fonts(title) == ("方正小标宋简体", "Times New Roman")
    assert (title.font.size, title.font.bold, title.paragraph_format.alignment) == (Pt(22), False, CENTRE)
    assert title.paragraph_format.space_after == Pt(28.95)  # one line is left free


def test_the_body_is_no_3_fangsong_with_an_indent_of_two_characters_and_justified(word: Document) -> None:
    body: Any = word.styles["Normal"]
    assert _fonts(body) == ("仿宋_GB2312", "Times New Roman")
    assert (body.font.size, body.paragraph_format.alignment) == (Pt(16), BOTH)
    assert _value(body, "w:pPr/w:ind/@w:firstLineChars") == "200"
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert _value(body, "w:pPr/w:overflowPunct/@w:val") == "1"


@pytest.mark.parametrize(("level", "font"), [(1, "黑体"), (2, "楷体_GB2312"), (3, "仿宋_GB2312"), (4, "仿宋_GB2312")])
def test_a_heading_has_the_font_of_its_level_and_the_size_of_the_body(word: Document, level: int, font: str) -> None:
    heading: Any = word.styles[HEADINGS[level - 1]]
    assert _fonts(heading) == (font, "Times New Roman")
    assert (heading.base_style.name, heading.font.size, heading.font.bold) == ("Normal", None, False)
    assert heading.paragraph_format.keep_with_next
    assert _value(heading, "w:pPr/w:outlineLvl/@w:val") == str(level - 1)  # the navigation panes of Word and WPS
    lead: Any = word.styles[LEADS[level - 1]]
    assert (lead.type, _fonts(lead), lead.font.bold) == (WD_STYLE_TYPE.CHARACTER, (font, "Times New Roman"), False)


def test_page_numbers_are_no_4_songti_with_a_dash_on_each_side_odd_ones_right_even_ones_left(word: Document) -> None:
    (section,) = word.sections
    assert word.settings.odd_and_even_pages_header_footer
    for footer, name, side, key in (
        (section.footer, "页码（单页）", RIGHT, "right"),
        (section.even_page_footer, "页码（双页）", LEFT, "left"),
    ):
        (paragraph,) = footer.paragraphs
        style: Any = paragraph.style
        assert (style.name, paragraph.text) == (name, "— 1 —")
        assert paragraph._p.xpath("string(w:r/w:instrText)") == " PAGE "
        assert (_fonts(style), style.font.size) == (("宋体", "宋体"), Pt(14))
        assert style.paragraph_format.alignment == side
        assert _value(style, f"w:pPr/w:ind/@w:{key}Chars") == "100"  # one character in
    # the dash is 7 mm below the text block
    assert section.footer_distance == pytest.approx(Mm(25), abs=TWIP)


def test_signature_and_date_stand_four_characters_in_from_the_right(word: Document) -> None:
    for name in ("Signature", "Date"):
        style: Any = word.styles[name]
        assert style.paragraph_format.alignment == RIGHT
        assert _value(style, "w:pPr/w:ind/@w:rightChars") == "400"
    signature: Any = word.styles["Signature"]
    assert signature.paragraph_format.keep_with_next  # never on another page than its date
    assert signature.paragraph_format.space_before == Pt(28.95)


def test_everything_is_black_and_no_theme_gives_a_font(word: Document) -> None:
    styles = word.styles.element
    assert styles.xpath("//w:color/@w:val") == ["000000"]
    assert styles.xpath("//w:rFonts/@*[contains(name(), 'Theme')]") == []
    assert all(fonts.get(qn("w:eastAsia")) for fonts in styles.xpath("//w:rFonts"))
    assert RGBColor(0, 0, 0) == RGBColor.from_string(styles.xpath("string(w:docDefaults//w:color/@w:val)"))


def test_text_in_tables_is_small_songti_heads_and_figures_centred_labels_left(word: Document) -> None:
    for name, side in zip(IN_TABLES, (CENTRE, LEFT, CENTRE, CENTRE), strict=True):
        style: Any = word.styles[name]
        assert _fonts(style) == ("宋体", "Times New Roman")
        assert Pt(9) <= style.font.size <= Pt(10.5)
        assert style.paragraph_format.alignment == side
        assert (style.paragraph_format.line_spacing, style.paragraph_format.space_after) == (1.0, 0)
        assert _value(style, "w:pPr/w:snapToGrid/@w:val") == "0"  # else a line is as high as the body's


def test_tables_have_single_black_lines(word: Document) -> None:
    table = word.styles["年报表格"].element
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        (line,) = table.xpath(f"w:tblPr/w:tblBorders/w:{side}")
        assert {key: line.get(qn(f"w:{key}")) for key in ("val", "sz", "color")} == {
            "val": "single",
            "sz": "4",
            "color": "000000",
        }


def test_it_is_a_document_of_word_2013_and_later_in_chinese(word: Document) -> None:
    settings = word.settings.element
    (mode,) = settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']")
    assert mode.get(qn("w:val")) == "15"
    assert settings.xpath("string(w:characterSpacingControl/@w:val)") == "compressPunctuation"
    assert settings.xpath("string(w:themeFontLang/@w:eastAsia)") == "zh-CN"
    assert word.styles.element.xpath("string(w:docDefaults//w:lang/@w:eastAsia)") == "zh-CN"


def test_it_shows_its_styles_and_a_report_begins_without_them(template: Path, word: Document) -> None:
    shown = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Title", "Normal", *HEADINGS, "Signature", "Date"} == shown
    assert {style.name for style in word.styles} >= set(USED)
    begun = opened_template(template)
    assert [*begun.element.body] == [begun.element.body.sectPr]
    assert begun.sections[0].footer.paragraphs[0].text == "— 1 —"
