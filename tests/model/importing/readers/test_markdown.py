"""Markdown marks are no part of the words."""

from collections.abc import Mapping

import pytest

from model.form.edition import Edition
from model.importing import import_report
from model.importing.readers.markdown import without_marks
from tests.conftest import SAMPLES
from tests.model.importing.conftest import ReadText
from tests.model.importing.documents import assert_whole, numbered, text_page


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## 二、主动公开", "二、主动公开"),
        ("#二、主动公开 ##", "二、主动公开"),
        ("**（一）主动公开。**共**12**件", "（一）主动公开。共12件"),
        ("- 开展培训", "开展培训"),
        ("> 说明", "说明"),
        ("[专栏](http://example.org/a)发布", "专栏发布"),
        ("![表三](a.png)", ""),
        ("---", ""),
        ("合计 | ~~12~~ | `3` |", "合计 | （划去12） | 3 |"),
        (r"2024\. 不变", "2024. 不变"),
        (r"废止 | \ | 0 |", r"废止 | \ | 0 |"),
    ],
)
def test_marks_are_taken_off(written: str, shown: str) -> None:
    lines = without_marks(["# 标题", written])
    assert lines == ["标题", shown]


@pytest.mark.parametrize("line", ["- 开展培训", "*注：含区县", "#", "1*2", "编号#3", r"\ "])
def test_text_without_headings_or_bold_words_is_left_as_it_is(line: str) -> None:
    assert without_marks(["某市水务局2024年年报", line]) == ["某市水务局2024年年报", line]


def test_organ_and_text_have_no_marks(editions: Mapping[str, Edition]) -> None:
    report = import_report(SAMPLES / "markdown-headings.md", editions).report
    assert (report.organ, report.year) == ("青河县人民政府", 2024)
    assert not any("#" in text for text in report.texts.values())


def test_a_page_in_markdown_is_read_whole(read_text: ReadText, edition: Edition) -> None:
    lines = text_page(edition, numbered(edition)).splitlines()
    marked = [f"## **{line}**" if line in {section.title for section in edition.sections} else line for line in lines]
    assert_whole(read_text("\n".join([f"# {marked[0]}", *marked[1:]])), edition)
