"""Columns and rows that the form does not have: they never move a figure into another cell without a word."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell, Table
from model.importing.content import Box, Content, Grid, SourceParagraph, ragged
from model.importing.readers.text import read_text
from model.importing.recognition.extra_columns import ExtraColumns
from model.importing.recognition.grid_lines import read_lines
from model.importing.recognition.recognition import Recognised, recognise
from model.importing.recognition.vocabulary import Vocabulary
from tests.model.importing.documents import TITLE, WORDS, Texts, numbered, rows_of, text_in, text_page

Table_ = list[list[tuple[str, int, int, int]]]
"""Rows of (text, left, high, wide)."""

HEADS = ["", "行次", "序号", "上年", "总计（上年）", "总计（2023年）", "同比", "核对", "备注", "自然人（上年）"]
FILLINGS = {
    "numbers of the rows": lambda row: str(row + 1),
    "circled numbers": lambda row: chr(0x2460 + row if row < 20 else 0x3251 + row - 20),
    "figures": lambda row: str(77000 + 13 * row),
    "some figures": lambda row: str(77000 + 13 * row) if row % 3 else "",
    "words": lambda row: "已核" if row % 2 else "无误",
    "marks": lambda _: "√",
    "zeros": lambda _: "0",
    "nothing": lambda _: "",
}


def with_column(table: Table, texts: Texts, at: int, head: str, filling: str) -> Grid:
    """The table with a further column before the place ``at``, which the labels and heads that lie across it cover."""
    first_row = min(place.top for place in table.places if place.cell)
    boxes = []
    for place in table.places:
        text = texts.get(place.cell, "") if place.cell else place.text
        left, wide = place.left, place.wide
        if left >= at:
            left += 1
        elif place.right > at:
            wide += 1
        boxes.append(Box(text, place.top, left, place.high, wide))
    covered = {
        (row, column) for box in boxes for row in range(box.top, box.bottom) for column in range(box.left, box.right)
    }
    height = max(box.bottom for box in boxes)
    free = [row for row in range(height) if (row, at) not in covered]
    heads = [row for row in free if row < first_row]
    if heads:
        boxes.append(Box(head, heads[0], at, len(heads), 1))
    boxes += [Box(FILLINGS[filling](row - first_row), row, at) for row in free if row >= first_row]
    return Grid("第1张表", tuple(sorted(boxes, key=lambda box: (box.top, box.left))))


def report_of(edition: Edition, table: Table, grid: Grid) -> Content:
    section = next(each for each in edition.sections if edition.table_of_section(each.key) is table)
    return [SourceParagraph(text, "") for text in (TITLE, *WORDS["preface"], section.title)] + [grid]


def misread(recognised: Recognised, texts: Texts) -> dict[Cell, str]:
    """Figures that are not what the document holds."""
    read = {cell: show_figure(figure) for cell, figure in recognised.report.figures.items()}
    return {cell: figure for cell, figure in read.items() if figure != texts.get(cell)}


def unnamed(recognised: Recognised, table: Table, texts: Texts) -> list[Cell]:
    """Figures of the document that were neither read nor named."""
    notes = "\n".join(note.what for note in recognised.notes)
    whole = "没有找到" in notes or "没有认出是哪张表" in notes
    return [
        cell
        for cell in table.cells
        if texts.get(cell)
        and cell not in recognised.report.figures
        and cell not in recognised.report.unread
        and recognised.stated.cells.get(cell) != texts[cell]
        and not (whole or table.row(cell.row).name in notes)
    ]


def cases(edition: Edition) -> Iterator[tuple[Table, int, str, str, Texts]]:
    everything = numbered(edition)
    last = {table.id: table.columns[-1].id for table in edition.tables}
    without_last = {cell: text for cell, text in everything.items() if cell.column != last[cell.table]}
    chance = random.Random(7)
    some = {cell: text for cell, text in everything.items() if chance.random() < 0.6}
    for table in edition.tables:
        for at in range(table.width + 1):
            for head in HEADS:
                for filling in FILLINGS:
                    for texts in (everything, without_last, some):
                        yield table, at, head, filling, texts


def test_a_column_more_moves_no_figure(edition: Edition, editions: Mapping[str, Edition]) -> None:
    every = list(cases(edition))
    for table, at, head, filling, texts in random.Random(11).sample(every, 150):
        recognised = recognise(report_of(edition, table, with_column(table, texts, at, head, filling)), "a", editions)
        case = (table.id, at, head, filling)
        assert not misread(recognised, texts), case
        assert not unnamed(recognised, table, texts), case


@pytest.mark.parametrize("filling", ["numbers of the rows", "circled numbers"])
def test_numbers_of_the_rows_without_a_head_are_put_aside(
    edition: Edition, editions: Mapping[str, Edition], filling: str
) -> None:
    texts = {cell: text for cell, text in numbered(edition).items() if cell.column != "total"}
    table = edition.table("requests")
    recognised = recognise(report_of(edition, table, with_column(table, texts, 3, "", filling)), "a", editions)
    own = {cell: text for cell, text in texts.items() if cell.table == "requests"}
    assert {cell: show_figure(figure) for cell, figure in recognised.report.figures.items()} == own
    assert "表三有一列没有列名，像是各行的序号或核对栏，这一列没有读入" in [note.what for note in recognised.notes]


@pytest.mark.parametrize("filling", ["marks", "words", "zeros"])
def test_a_column_behind_the_table_that_checks_its_rows_is_left_out(
    edition: Edition, editions: Mapping[str, Edition], filling: str
) -> None:
    texts = numbered(edition)
    table = edition.table("requests")
    recognised = recognise(report_of(edition, table, with_column(table, texts, 10, "", filling)), "a", editions)
    own = {cell: text for cell, text in texts.items() if cell.table == "requests"}
    assert {cell: show_figure(figure) for cell, figure in recognised.report.figures.items()} == own
    assert [note.what for note in recognised.notes if note.where == "表三"] == [
        "表三有一列没有列名，像是各行的序号或核对栏，这一列没有读入"
    ]


def test_columns_under_a_head_of_another_year_are_left_out(edition: Edition, editions: Mapping[str, Edition]) -> None:
    """上年同期 over two columns, whose own heads are those of this year's."""
    texts = numbered(edition)
    table = edition.table("requests")
    grid = with_column(table, texts, 10, "上年同期", "figures")
    beside = [box for box in grid.boxes if box.left == 10]
    heads = [Box("上年同期", 0, 10, 1, 2), Box("自然人", 1, 10, 2, 1), Box("总计", 1, 11, 2, 1)]
    more = [Box(str(9000 + box.top), box.top, left) for box in beside if box.top > 2 for left in (10, 11)]
    kept = [box for box in grid.boxes if box.left < 10]
    whole = Grid(grid.name, tuple(sorted([*kept, *heads, *more], key=lambda box: (box.top, box.left))))
    recognised = recognise(report_of(edition, table, whole), "a", editions)
    own = {cell: text for cell, text in texts.items() if cell.table == "requests"}
    assert {cell: show_figure(figure) for cell, figure in recognised.report.figures.items()} == own
    assert not misread(recognised, texts)


def test_the_column_of_another_year_is_not_the_column_of_this_year(
    edition: Edition, editions: Mapping[str, Edition]
) -> None:
    texts = {cell: text for cell, text in numbered(edition).items() if cell.column != "total"}
    table = edition.table("requests")
    grid = with_column(table, texts, 9, "总计（上年）", "figures")
    recognised = recognise(report_of(edition, table, grid), "a", editions)
    own = {cell: text for cell, text in texts.items() if cell.table == "requests"}
    assert {cell: show_figure(figure) for cell, figure in recognised.report.figures.items()} == own
    assert any("总计（上年）" in note.what for note in recognised.notes)


def test_numbered_lines_with_a_blank_are_not_moved(edition: Edition, editions: Mapping[str, Edition]) -> None:
    """One cell a line, each row with its number, and a blank that left no trace."""
    texts = numbered(edition)
    table = edition.table("requests")
    lines = [place.text for place in table.places if place.role in ("head", "note")]
    vocabulary = Vocabulary(table)
    for number, (row, cells) in enumerate(vocabulary.cells_by_row.items(), 1):
        figures = [texts[cell] for cell in cells]
        if number % 2:
            del figures[number % 7]
        lines += [*table.row_labels(cells[0])[-1:], str(number), *figures]
        assert row
    recognised = recognise(report_of(edition, table, ragged("第1张表", [[line] for line in lines])), "a", editions)
    assert not misread(recognised, texts)
    assert not unnamed(recognised, table, texts)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (["1", "2", "3"], "numbers"),
        (["①", "②", "③"], "numbers"),
        (["(01)", "(02)", "(03)"], "numbers"),
        (["7", "8", "9", "10", "11"], "numbers"),
        (["7", "8", "9"], ""),
        (["1", "2", "3", "4", "5", "60"], "doubtful"),
        (["甲", "乙", "丙", "丁", "戊"], "doubtful"),
        (["件", "件", "件"], "doubtful"),
        (["件", "5", "件"], ""),
        (["10", "17", "24"], ""),
        (["/", "/", "/", "/", "/"], ""),
    ],
)
def test_numbers_of_rows_are_reported_from_figures(edition: Edition, rows: Sequence[str], kind: str) -> None:
    vocabulary = Vocabulary(edition.table("requests"))
    labels = [vocabulary.table.row_labels(cells[0])[-1] for cells in vocabulary.cells_by_row.values()]
    boxes = [
        Box(text, row, left)
        for row, texts in enumerate(zip(labels, rows, strict=False))
        for left, text in enumerate(texts)
    ]
    assert ExtraColumns.of(read_lines(Grid("", tuple(boxes)), vocabulary)).first_values == kind


@pytest.mark.parametrize(
    "mark", [str, lambda number: f"{number:02d}", lambda _: "件", lambda _: ""], ids=["1", "01", "件", "blank"]
)
@pytest.mark.parametrize("spare", [True, False])
def test_a_column_more_in_text_with_pipes_moves_nothing(
    edition: Edition, editions: Mapping[str, Edition], mark: Callable[[int], str], spare: bool
) -> None:
    """The totals are blank, so that every row has as many figures as it would have without them."""
    texts = {cell: text for cell, text in numbered(edition).items() if cell.column != "total"}

    def with_mark(table: Table, held: Texts) -> list[str]:
        lines = []
        number = 0
        for row in rows_of(table):
            cells = [text_in(place, held) for place in row]
            first = next((at for at, place in enumerate(row) if place.cell), None)
            if first is not None and table.id == "requests":
                number += 1
                cells.insert(first, mark(number))
            while not spare and cells and not cells[-1]:
                cells.pop()
            lines.append(" | ".join(cells) + " |")
        return lines

    recognised = recognise(read_text(text_page(edition, texts, with_mark)), "a", editions)
    assert not misread(recognised, texts)
    assert not unnamed(recognised, edition.table("requests"), texts)


@pytest.mark.parametrize("filling", ["", "77013"], ids=["blank", "figures"])
@pytest.mark.parametrize(
    ("has_head", "blank_totals"), [(True, "all"), (True, "some"), (False, "some")]
)  # without a head and with every total blank, the table reads as one that has no column more
def test_text_with_pipes_and_a_column_more_moves_no_figure(
    edition: Edition, editions: Mapping[str, Edition], has_head: bool, filling: str, blank_totals: str
) -> None:
    """Where the total of a row is blank, it looks like the end of the row."""
    texts = numbered(edition)
    for number, row in enumerate(dict.fromkeys(cell.row for cell in texts if cell.table == "requests")):
        if blank_totals == "all" or number % 2:
            texts[Cell("requests", row, "total")] = ""

    def with_column(table: Table, texts: Texts) -> list[str]:
        rows = []
        for places in rows_of(table):
            row = [text_in(place, texts) for place in places]
            figures = [number for number, place in enumerate(places) if place.cell]
            if figures:
                row.insert(figures[2 % len(figures)], filling)
            elif has_head and places[0].role == "head":
                row.insert(1, "")
            rows.append(" | ".join([*row, *[""] * (table.width + 1 - len(row))]) + " |")
        return rows

    content = read_text(text_page(edition, texts, with_column))
    recognised = recognise(content, "a", editions)
    table = edition.table("requests")
    own = {cell: text for cell, text in misread(recognised, texts).items() if cell.table == "requests"}
    assert not own
    assert not unnamed(recognised, table, texts)
