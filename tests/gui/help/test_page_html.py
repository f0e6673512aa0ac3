"""The small subset of Markdown that pages of the help are written in."""

import pytest

from gui.help.page_html import page_html


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲\n\n乙", "<p>甲</p><p>乙</p>"),
        ("甲\n乙", "<p>甲</p><p>乙</p>"),
        ("- 甲\n- **乙** 丙", "<ul><li>甲</li><li><b>乙</b> 丙</li></ul>"),
        ("1. 甲\n2. 乙\n末", "<ol><li>甲</li><li>乙</li></ol><p>末</p>"),
        ("见[甲](topic:rule:a.b)", '<p>见<a href="topic:rule:a.b">甲</a></p>'),
        ("![图](a-b.png)", '<p><img src="a-b.png" alt="图" width="300"><br><span class="caption">图</span></p>'),
    ],
)
def test_the_blocks(text: str, wanted: str) -> None:
    assert page_html("题", text, 300) == f"<h1>题</h1>{wanted}"


@pytest.mark.parametrize("text", ["<b>甲</b>", "[甲](http://x)", "![图](../a.png)", "[甲](file:///etc)", "a & b < c"])
def test_anything_else_is_plain_text(text: str) -> None:
    made = page_html("<i>", text, 300)
    assert made.startswith("<h1>&lt;i&gt;</h1><p>")
    assert "<b>" not in made.partition("</h1>")[2] and "<a" not in made and "<img" not in made
