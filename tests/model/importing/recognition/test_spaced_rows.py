"""Tables that were copied as lines of text with spaces between the cells."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.importing import Imported
from model.importing.content import Grid, SourceParagraph
from model.importing.recognition import spaced_rows
from model.importing.recognition.spaced_rows import SpacedTables
from model.importing.recognition.vocabulary import Vocabulary
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import figures_of, html_page, numbered, rows_of, text_in, text_page, without_row

Texts = Mapping[Cell, str]


def spaced(space: str) -> Callable[[Table, Texts], list[str]]:
    return lambda table, texts: [space.join(text_in(place, texts) for place in row) for row in rows_of(table)]


@pytest.mark.parametrize("space", [" ", "   ", "\xa0", "\u3000", "\xa0 "])
def test_rows_with_spaces_are_read(read_bytes: ImportBytes, edition: Edition, space: str) -> None:
    imported = read_bytes("a.txt", text_page(edition, numbered(edition), spaced(space)).encode())
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


def test_rows_of_preformatted_text_are_read(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(
        edition,
        numbered(edition),
        table=lambda table, texts: "<pre>" + "\n".join(spaced("  ")(table, texts)) + "</pre>",
    )
    assert figures_of(read_bytes("a.html", page.encode())) == numbered(edition)


def test_a_first_figure_that_sticks_to_its_label_is_read(read_bytes: ImportBytes, edition: Edition) -> None:
    def table(of: Table, texts: Texts) -> list[str]:
        lines = []
        for row in rows_of(of):
            labels = "".join(text_in(place, texts) for place in row if not place.cell)
            figures = " ".join(text_in(place, texts) for place in row if place.cell)
            lines.append(labels + figures)
        return lines

    texts = numbered(edition)
    assert figures_of(read_bytes("a.txt", text_page(edition, texts, table).encode())) == texts


def test_a_row_with_a_blank_cell_leaves_no_trace_of_it_and_is_not_read(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    texts = numbered(edition)
    blank = Cell("requests", "received", "welfare")
    imported: Imported = read_bytes("a.txt", text_page(edition, {**texts, blank: ""}, spaced(" ")).encode())
    assert figures_of(imported) == without_row(texts, "received")
    assert [note.what for note in imported.notes] == [
        "表三“一、本年新收”一行的格数与表头对不上（应有 7 格），整行没有读入"
    ]


@pytest.fixture
def tables(edition: Edition) -> SpacedTables:
    return SpacedTables([Vocabulary(table) for table in edition.tables])


def paragraphs(*lines: str) -> tuple[SourceParagraph, ...]:
    return tuple(SourceParagraph(line, f"第{number}段") for number, line in enumerate(lines, 1))


ROWS = ("规章 0 0 0", "行政规范性文件 1 2 3", "1.属于国家秘密 1 2 3 4 5 6 7", "2.重复申请 1 2 3 4 5 6 7")


def test_a_label_that_goes_on_in_the_next_line_is_one(tables: SpacedTables) -> None:
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    (grid,) = tables.collected(paragraphs(*ROWS, label[:20], f"{label[20:]} 1 2 3 4 5 6 7"))
    assert isinstance(grid, Grid)
    assert grid.texts()[-1] == [label, *"1234567"]


def test_words_before_and_behind_stay_paragraphs(tables: SpacedTables) -> None:
    words = paragraphs("本单位没有规章。", *ROWS, "三、收到和处理政府信息公开申请情况", "自然人最多。")
    before, grid, heading, behind = tables.collected(words)
    assert (before, heading, behind) == (words[0], words[-2], words[-1])
    assert isinstance(grid, Grid)
    assert grid.name == "第2段起的表格"


def test_few_lines_and_sentences_are_no_table(tables: SpacedTables) -> None:
    for lines in (ROWS[:2], ("收到 1 2 3 件。", "公开 1 2 3 件。", "其他 1 2 3 件。", "1 2 3 4")):
        content = paragraphs(*lines)
        assert tables.collected(content) == content


@given(st.text(alphabet="规章 \t\u3000\n0123,.（/-", max_size=80))
def test_a_text_has_as_many_figures_side_by_side_as_rows(text: str) -> None:
    """So that a text without any is not searched for rows."""
    assert len(spaced_rows._ROW.findall(text)) <= len(spaced_rows._BESIDE.findall(text))
    in_lines = [len(spaced_rows._ROW.findall(line)) for line in text.split("\n")]
    assert sum(in_lines) == len(spaced_rows._ROW.findall(text))
