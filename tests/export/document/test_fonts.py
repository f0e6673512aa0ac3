"""Every font of the official layout has substitutes that office computers and Linux have."""

from export.document.fonts import SUBSTITUTE_FONTS, font_names
from export.document.layout import Layout


def test_every_font_of_the_layout_has_substitutes_on_windows_and_linux(layout: Layout) -> None:
    used = {layout.title.font, layout.body.font, *layout.headings.fonts, layout.page_number.font, layout.tables.font}
    for font in used:
        names = font_names(font)
        assert names[0] == font
        assert {"FangSong", "SimSun", "SimHei", "KaiTi"} & set(names)
        assert {"Noto Serif CJK SC", "Noto Sans CJK SC"} & set(names)
    assert layout.latin.font in SUBSTITUTE_FONTS


def test_a_font_without_substitutes_stands_for_itself() -> None:
    assert font_names("某体") == ("某体",)
