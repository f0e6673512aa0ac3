from pathlib import Path

import pytest

from export.document.layout import Choices, Layout, load_layout
from model.form.edition import Edition
from model.form.schema import EditionError
from model.form.tables import Table


def _changed(resources: Path, folder: Path, old: str, new: str) -> Path:
    text = (resources / "layout.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "layout.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_page_is_that_of_gb_t_9704(layout: Layout) -> None:
    page = layout.page
    assert (page.width_mm, page.height_mm) == (210, 297)
    assert (page.top_mm, page.left_mm, page.right_mm, page.bottom_mm) == (37, 28, 26, 35)
    assert (page.text_width_mm, page.height_mm - page.top_mm - page.bottom_mm) == (156, 225)
    assert (page.lines, page.line_characters) == (22, 28)
    assert page.lines * layout.body.line_pt <= 225 / 25.4 * 72
    assert (layout.title.size_pt, layout.body.size_pt, layout.page_number.size_pt) == (22, 16, 14)


def test_line_pitch_font_of_digits_and_shading_can_be_chosen(layout: Layout, resources: Path) -> None:
    chosen = load_layout(resources / "layout.toml", Choices(28.0, latin_as_body=True, shaded=False))
    assert (chosen.body.line_pt, chosen.latin.font, chosen.tables.block_colour) == (28.0, layout.body.font, "")
    assert chosen.title.after_pt == pytest.approx(28.0)  # still one line
    assert chosen.page == layout.page
    assert load_layout(resources / "layout.toml", Choices()) == layout


def test_every_table_of_every_edition_fits_the_text_block(layout: Layout, editions: dict[str, Edition]) -> None:
    for edition in editions.values():
        for table in edition.tables:
            grid = layout.grid(table)
            assert len(grid.widths_mm) == table.width
            assert sum(grid.widths_mm) <= layout.page.text_width_mm + 0.01


def test_a_table_that_the_file_does_not_know_gets_widths_by_its_wording(layout: Layout, edition: Edition) -> None:
    old = edition.table("requests")
    new = Table("new", old.section, old.name, old.rows, old.columns, old.places, frozenset())
    widths = layout.grid(new).widths_mm
    assert len(widths) == 10
    assert sum(widths) == pytest.approx(156)
    assert widths[2] == max(widths)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("top_mm = 37", "top_cm = 3.7", "page：不认识的键 top_cm"),
        ("lines = 22\n", "", "page：缺少 lines"),
        ("size_pt = 22", 'size_pt = "2号"', "title：size_pt 类型不对"),
        ('"C6D9F1"  ', '"blue"', "block_colour 应为 RRGGBB"),
        ("widths_mm = [48,", "widths_mm = [148,", "grids disclosure：widths_mm 之和应在版心 156 mm 内"),
        ("left_mm = 28", "left_mm = 280", "页边距比纸还大"),
        ("format = 1", "format = 9", "format 应为 1"),
        ("[page]", "[page", "不是有效的 TOML"),
        ('"楷体_GB2312", ', "", "四级标题的四个字体"),
        ("size_pt = 16", "size_pt = 0", "字号和行距应大于 0"),
    ],
)
def test_a_wrong_layout_file_is_reported_with_file_and_entry(
    resources: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(EditionError, match=r"layout\.toml") as error:
        load_layout(_changed(resources, tmp_path, old, new))
    assert message in str(error.value)


def test_a_missing_layout_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="打不开"):
        load_layout(tmp_path / "layout.toml")


def test_whole_numbers_are_lengths_too(resources: Path, tmp_path: Path) -> None:
    assert load_layout(_changed(resources, tmp_path, "line_pt = 28.95", "line_pt = 29")).body.line_pt == 29.0


def test_an_office_s_own_fonts_replace_those_of_the_file(resources: Path, layout: Layout) -> None:
    own = Choices(
        title_font="华文中宋", body_font="仿宋", heading_font="宋体", subheading_font="楷体", latin_as_body=True
    )
    chosen = load_layout(resources / "layout.toml", own)
    assert (chosen.title.font, chosen.body.font, chosen.latin.font) == ("华文中宋", "仿宋", "仿宋")
    assert chosen.headings.fonts == ("宋体", "楷体", "仿宋", "仿宋")
    assert load_layout(resources / "layout.toml", Choices()) == layout
