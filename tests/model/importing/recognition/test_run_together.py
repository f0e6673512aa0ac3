"""Text of which only the characters are left: the words are kept, and the tables said to be run together."""

import pytest

from model.form.edition import Edition
from model.importing.content import SourceParagraph
from model.importing.recognition.run_together import has_cells_run_together, parted_at_headings
from tests.model.importing.conftest import ReadText
from tests.model.importing.documents import TITLE, Texts, numbered, text_page


def _in_one_line(edition: Edition, texts: Texts) -> str:
    page = text_page(edition, {cell: texts[cell] for cell in edition.cells})
    return page.replace(" | ", "").replace(" |", "").replace("\n", "")


def test_a_report_in_one_line_keeps_its_words_organ_and_year(read_text: ReadText, edition: Edition) -> None:
    imported = read_text(_in_one_line(edition, numbered(edition)))
    report = imported.report
    assert (report.organ, report.year, report.figures) == ("某市水务局", 2024, {})
    assert report.texts["1"] == "2024年，我局主动公开信息128条。\n（一）主动公开情况。"
    assert report.texts["6"] == "2024年无收取信息处理费。"
    assert "有表格的格子连成了一串，分不开" in imported.notes[-1].what
    assert not any("图片" in note.what for note in imported.notes)


@pytest.mark.parametrize(
    "text",
    [
        "予以公开12件，部分公开3件，无法提供5件，不予处理1件，其他处理2件。",
        "规章行政规范性文件行政许可行政处罚行政强制",
    ],
)
def test_a_sentence_about_figures_and_labels_without_any_are_no_table(edition: Edition, text: str) -> None:
    assert not has_cells_run_together((SourceParagraph(text, "第1段"),), edition.tables)


def test_a_paragraph_that_names_sections_in_passing_is_left_whole(edition: Edition) -> None:
    text = SourceParagraph(
        f"{TITLE}由一、总体情况、六、其他需要报告的事项等部分组成。" + "本年平台运行平稳。" * 20, "第1段"
    )
    assert list(parted_at_headings((text,), edition)) == [text]
