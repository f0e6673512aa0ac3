"""Tables that were copied as text, every cell on a line of its own."""

from collections.abc import Callable

import pytest

from model.form.edition import Edition
from model.form.tables import Table
from tests.model.importing.conftest import ReadText
from tests.model.importing.documents import Texts, figures_of, numbered, rows_of, text_in, text_page, without_row


def lines(table: Table, texts: Texts) -> list[str]:
    return [text_in(place, texts) for row in rows_of(table) for place in row]


def apart(table: Table, texts: Texts) -> list[str]:
    return [line for text in lines(table, texts) for line in (text, "")]


def in_narrow_columns(table: Table, texts: Texts) -> list[str]:
    """Heads of four characters broken in two, as they are printed."""
    broken = {"商业企业", "科研机构", "结果维持", "结果纠正", "其他结果", "尚未审结"}
    parts = {text: [text[:2], text[2:]] for text in broken} | {"自然人": ["自", "然", "人"]}
    return [line for text in lines(table, texts) for line in parts.get(text, [text])]


@pytest.mark.parametrize("written", [lines, apart, in_narrow_columns])
def test_every_figure_is_read_by_the_count_behind_its_label(
    read_text: ReadText, edition: Edition, written: Callable[[Table, Texts], list[str]]
) -> None:
    imported = read_text(text_page(edition, numbered(edition), written))
    assert figures_of(imported) == numbered(edition)
    assert imported.report.texts["1"].startswith("2024年，我局主动公开信息128条。")
    assert imported.notes == ()


def with_broken_heads(table: Table, texts: Texts) -> list[str]:
    """As pipes part the cells of a page whose narrow heads stand in two lines; blank cells stay, merged ones do not."""
    rows = [[text_in(place, texts) for place in row] for row in rows_of(table)]
    written = []
    for row in rows:
        broken = [text for text in row if text in ("商业企业", "科研机构")]
        written.append([text[:2] if text in broken else text for text in row])
        if broken:
            written.append([text[2:] for text in broken])
    return [" | ".join(row) + " |" for row in written]


def test_heads_broken_in_two_rows_are_whole_again(read_text: ReadText, edition: Edition) -> None:
    imported = read_text(text_page(edition, numbered(edition), with_broken_heads))
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


def test_a_cell_that_goes_on_in_the_next_line_is_one(read_text: ReadText, edition: Edition) -> None:
    def written(table: Table, texts: Texts) -> list[str]:
        return [f"{text} |" for text in lines(table, texts)]

    page = text_page(edition, numbered(edition), written)
    for whole, broken in (("商业企业", "商业\n企业"), ("科研机构", "科研\n机构"), ("自然人", "自\n然\n人")):
        page = page.replace(f"\n{whole} |", f"\n{broken} |")
    imported = read_text(page)
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


def test_a_last_line_that_is_cut_leaves_the_others_as_they_are(read_text: ReadText, edition: Edition) -> None:
    blank = edition.cell("requests.carried_in.person")
    page = text_page(edition, {**numbered(edition), blank: ""}, with_broken_heads)
    imported = read_text(page[: page.index("（四）无法提供") + 3])
    read = figures_of(imported)
    assert blank not in read
    assert {cell for cell in edition.cells if cell.row == "carried_in"} - {blank} <= read.keys()
    assert any("没有认出" in note.what or "没有读到" in note.what for note in imported.notes)


def test_a_row_that_lost_a_cell_is_reported_not_guessed(read_text: ReadText, edition: Edition) -> None:
    lost = numbered(edition)[edition.cell("requests.received.research")]
    page = text_page(edition, numbered(edition), lines).replace(f"\n{lost}\n", "\n")
    imported = read_text(page)
    assert figures_of(imported) == without_row(numbered(edition), "received")
    (note,) = imported.notes
    assert "一、本年新收" in note.what
    assert numbered(edition)[edition.cell("requests.received.person")] in note.raw


def test_what_is_cut_off_is_reported(read_text: ReadText, edition: Edition) -> None:
    page = text_page(edition, numbered(edition), lines)
    imported = read_text(page[: page.index("（四）无法提供")])
    read = {cell.row for cell in imported.report.figures if cell.table == "requests"}
    assert "results.denied.inquiry_matter" in read
    assert not any(row.startswith("results.unavailable") for row in read)
    assert any("没有读到“三（四）1.本机关不掌握相关政府信息”" in note.what for note in imported.notes)


def test_figures_in_the_text_make_no_table(read_text: ReadText, edition: Edition) -> None:
    page = text_page(edition, numbered(edition)).replace("（一）主动公开情况。", "规章\n3\n行政许可\n12")
    assert "规章\n3\n行政许可\n12" in read_text(page).report.texts["1"]


def test_counts_a_line_each_in_a_section_of_words_are_its_words(read_text: ReadText, edition: Edition) -> None:
    page = text_page(edition, numbered(edition), lines)
    first = "2024年，我局主动公开信息128条。"
    listed = ["主动公开分类如下", "规章", "12", "行政规范性文件", "3", "行政许可", "45", "行政处罚", "6"]
    imported = read_text(page.replace(first, "\n".join([first, *listed]), 1))
    assert "\n".join(listed) in imported.report.texts["1"]
    assert figures_of(imported) == numbered(edition)
