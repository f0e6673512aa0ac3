"""One table of the form out of the grids of a document: cut in pieces, written twice, or with a cell too few."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.importing import Imported, Note
from model.importing.content import Box, Grid, ragged
from model.importing.readers.html import grids_of_html
from model.importing.recognition.cell_matching import TableReading
from model.importing.recognition.vocabulary import Vocabulary
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import (
    Texts,
    figures_of,
    html_table,
    numbered,
    piped_table,
    text_page,
    without_row,
    word_paragraph,
    word_table,
    write_word,
)

OPEN = Cell("requests", "received", "person")


def of_table(edition: Edition, table: str) -> dict[Cell, str]:
    return {cell: text for cell, text in numbered(edition).items() if cell.table == table}


def of_three(imported: Imported) -> list[Note]:
    return [note for note in imported.notes if "表三" in note.what]


def page(edition: Edition, *tables: Mapping[Cell, str]) -> bytes:
    return "<p>注</p>".join(html_table(edition.table("requests"), texts) for texts in tables).encode()


@pytest.mark.parametrize("blank_first", [True, False])
def test_a_blank_is_not_filled_from_a_second_table(
    read_bytes: ImportBytes, edition: Edition, blank_first: bool
) -> None:
    texts = of_table(edition, "requests")
    tables = [{**texts, OPEN: ""}, texts]
    imported = read_bytes("a.html", page(edition, *(tables if blank_first else tables[::-1])))
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if cell != OPEN}
    both, one = of_three(imported)
    assert "文件里有 2 张表三" in both.what
    assert (one.cell, "（空白）" in one.raw) == (OPEN, True)


def test_a_row_that_is_refused_in_one_place_is_not_read_in_another(read_bytes: ImportBytes, edition: Edition) -> None:
    """A second row of the same label, or a second report: nobody knows which of the two is meant."""
    texts = of_table(edition, "requests")
    html = page(edition, texts).decode()
    label = "（一）予以公开"
    more = "".join(f"<td>{text}</td>" for text in ("8", "9"))
    html = html.replace("</tbody>", f"<tr><td colspan=3>{label}</td>{more}</tr></tbody>")
    imported = read_bytes("a.html", html.encode())
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if cell.row != "results.granted"}
    (note,) = of_three(imported)
    assert note.cell is not None
    assert (note.cell.row, "整行没有读入" in note.what) == ("results.granted", True)


def test_two_reports_as_text_never_make_up_one(read_bytes: ImportBytes, edition: Edition) -> None:
    """The row of the first has a blank total and is refused; that of the second is not taken in its place."""
    texts = of_table(edition, "requests")
    total = Cell("requests", "received", "total")
    report = text_page(edition, {**texts, total: ""})
    imported = read_bytes("a.txt", f"{report}\n{text_page(edition, texts)}".encode())
    assert not [cell for cell in figures_of(imported) if cell.row == "received"]


def test_of_two_whole_tables_only_what_agrees_is_read(read_bytes: ImportBytes, edition: Edition) -> None:
    texts = of_table(edition, "requests")
    other = {cell: text if cell.column == "person" else f"9{text}" for cell, text in texts.items()}
    imported = read_bytes("a.html", page(edition, texts, other))
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if cell.column == "person"}
    assert len([note for note in imported.notes if "张表三" in note.what]) == 1
    raw = "\n".join(note.raw for note in imported.notes)
    assert all(text in raw for cell, text in other.items() if cell.column != "person")


def test_the_same_table_twice_is_reported_and_read(read_bytes: ImportBytes, edition: Edition) -> None:
    texts = of_table(edition, "requests")
    imported = read_bytes("a.html", page(edition, texts, texts))
    assert figures_of(imported) == texts
    assert [note.what[:10] for note in of_three(imported)] == ["文件里有 2 张表三"]


@pytest.mark.parametrize("blank_first", [True, False])
def test_a_blank_form_beside_the_table_takes_nothing_away(
    read_bytes: ImportBytes, edition: Edition, blank_first: bool
) -> None:
    texts = of_table(edition, "requests")
    tables: list[dict[Cell, str]] = [{}, texts]
    imported = read_bytes("a.html", page(edition, *(tables if blank_first else tables[::-1])))
    assert figures_of(imported) == texts
    assert len(of_three(imported)) == 1


def test_a_row_that_one_table_lacks_is_not_taken_from_another(read: Import, edition: Edition, tmp_path: Path) -> None:
    texts = of_table(edition, "requests")
    whole = word_table(edition.table("requests"), texts)
    rows = whole.removesuffix("</w:tbl>").split("<w:tr>")
    body = f"{whole}{word_paragraph('')}{'<w:tr>'.join([*rows[:12], rows[-1]])}</w:tbl>"
    without_last = "<w:tr>".join(rows[:-1]) + "</w:tbl>"
    imported = read(write_word(tmp_path / "a.docx", body.replace(whole, without_last, 1)))
    assert not [cell for cell in imported.report.figures if cell.row == "carried_out"]
    assert "表三没有读到“四、结转下年度”，留空" in [note.what for note in imported.notes]


def test_the_last_row_may_be_repeated_where_a_table_is_cut(read_bytes: ImportBytes, edition: Edition) -> None:
    texts = of_table(edition, "disclosure")
    table = html_table(edition.table("disclosure"), texts)
    rows = table.split("\n")
    cut = next(number for number, row in enumerate(rows) if "行政强制" in row)
    first = "\n".join(rows[: cut + 1]) + "</tbody></table>"
    second = "<table><tbody>" + "\n".join([*rows[cut - 2 : cut + 1], *rows[cut + 1 :]])
    imported = read_bytes("a.html", f"{first}<p>续</p>{second}".encode())
    assert {cell: text for cell, text in texts.items() if cell in imported.report.figures} == figures_of(imported)


def padded(line: str, cells: int) -> str:
    """The row of a table whose rows all have as many cells."""
    parts = [part.strip() for part in line.rstrip(" |").split("|")]
    return " | ".join([*parts, *[""] * (cells - len(parts))]) + " |"


@pytest.mark.parametrize("place", range(1, 8))
def test_a_cell_too_few_that_padding_hides_is_doubtful(read_bytes: ImportBytes, edition: Edition, place: int) -> None:
    texts = numbered(edition)

    def without_one(table: Table, held: Texts) -> list[str]:
        lines = piped_table(table, held)
        if table.id != "requests":
            return lines
        row = next(number for number, line in enumerate(lines) if "二、上年结转" in line)
        cells = lines[row].split(" | ")
        lines[row] = padded(" | ".join([*cells[:place], *cells[place + 1 :]]), 10)
        return lines

    imported = read_bytes("a.txt", text_page(edition, texts, without_one).encode())
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if cell.row != "carried_in"}
    assert [note.what[:10] for note in imported.notes] == ["表三“二、上年结转”"]


def test_a_label_as_wide_as_three_cells_shifts_nothing(read_bytes: ImportBytes, edition: Edition) -> None:
    texts = numbered(edition)

    def wide(table: Table, held: Texts) -> list[str]:
        lines = piped_table(table, held)
        if table.id == "requests":
            row = next(number for number, line in enumerate(lines) if "二、上年结转" in line)
            label, *figures = lines[row].split(" | ")[:8]
            lines[row] = " | ".join([label, "", "", *figures[:5], "", ""]) + " |"
        return lines

    imported = read_bytes("a.txt", text_page(edition, texts, wide).encode())
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if cell.row != "carried_in"}


@pytest.mark.parametrize("last", [True, False])
def test_a_table_without_labels_and_a_blank_column_before_it(
    read_bytes: ImportBytes, edition: Edition, last: bool
) -> None:
    texts = numbered(edition)
    if not last:
        del texts[list(texts)[-1]]

    def with_blank(table: Table, held: Texts) -> list[str]:
        lines = piped_table(table, held)
        return [*lines[:-1], " | " + lines[-1]] if table.id == "disputes" else lines

    imported = read_bytes("a.txt", text_page(edition, texts, with_blank).encode())
    read = figures_of(imported)
    assert all(texts.get(cell) == text for cell, text in read.items())
    missing = {cell for cell in texts if cell not in read}
    assert not missing or ({cell.table for cell in missing} == {"disputes"} and imported.notes)


@pytest.mark.parametrize(("group", "is_read"), [("（六）其他处理", True), ("另有", False)])
def test_a_short_label_without_its_numeral_is_known_under_its_group_alone(
    read_bytes: ImportBytes, edition: Edition, group: str, is_read: bool
) -> None:
    """The group's label stands in an earlier row, where merged cells were lost."""
    texts = numbered(edition)
    page = text_page(edition, texts)
    assert "3.其他 |" in page and "（六）其他处理 |" in page
    page = page.replace("3.其他 |", "其他 |").replace("（六）其他处理 |", f"{group} |")
    read = figures_of(read_bytes("a.txt", page.encode()))
    others = {cell for cell in texts if (cell.table, cell.row) == ("requests", "results.otherwise.other")}
    assert others <= read.keys() if is_read else others.isdisjoint(read)
    assert all(texts[cell] == text for cell, text in read.items())


def test_a_column_of_an_unknown_name_is_left_out_and_reported_and_the_others_are_read(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    texts = of_table(edition, "requests")
    imported = read_bytes("a.html", page(edition, texts).replace("科研机构".encode(), "某某单位".encode()))
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if cell.column != "research"}
    column = next(note for note in of_three(imported) if "没有认出列名“某某单位”" in note.what)
    assert column.raw.split(" | ") == [text for cell, text in texts.items() if cell.column == "research"]


def test_two_columns_of_one_name_are_doubtful_even_where_one_is_blank(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    """Which of the two is which nobody can tell, and one column of the form has no name at all."""
    texts = {cell: "" if cell.column == "business" else text for cell, text in of_table(edition, "requests").items()}
    imported = read_bytes("a.html", page(edition, texts).replace("商业企业".encode(), "科研机构".encode()))
    assert figures_of(imported) == {}
    assert any("整行没有读入" in note.what for note in of_three(imported))


# The reading of one table, without a document around it


def reading_of(edition: Edition, table: str, *grids: Grid) -> TableReading:
    equations = [each for each in edition.equations if each.cells[0].table == table]
    reading = TableReading(Vocabulary(edition.table(table)), equations)
    for grid in grids:
        reading.read(grid)
    reading.settle()
    return reading


def grid_of(edition: Edition, table: str, texts: Texts) -> Grid:
    (grid,) = grids_of_html(html_table(edition.table(table), texts))
    return grid


def messages(reading: TableReading) -> list[str]:
    return [note.what for note in (*reading.notes, *reading.missing())]


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_a_table_as_printed_leaves_nothing_to_report(edition: Edition, table: str) -> None:
    reading = reading_of(edition, table, grid_of(edition, table, numbered(edition)))
    assert {cell: found.text for cell, found in reading.found.items()} == of_table(edition, table)
    assert (messages(reading), reading.strange, reading.is_repeated) == ([], [], False)


def test_a_table_that_no_grid_holds_is_one_note(edition: Edition) -> None:
    assert messages(reading_of(edition, "disputes")) == ["没有找到表四的表格，各格留空"]


@pytest.mark.parametrize("row", [["1", "2"], ["1", "2", "3"]])
def test_a_table_of_which_no_row_fits_is_not_called_missing(edition: Edition, row: list[str]) -> None:
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    reading = reading_of(edition, "disputes", ragged("表", [heads, row]))
    assert reading.found == {}
    assert messages(reading) == ["表四有一行的格数与表头对不上，整行没有读入"]


def test_cells_under_an_unknown_head_are_named_row_by_row(edition: Edition) -> None:
    (grid,) = grids_of_html(html_table(edition.table("requests"), numbered(edition)).replace("科研机构", "某某单位"))
    reading = reading_of(edition, "requests", grid)
    assert set(reading.strange) == {"某某单位"}
    what = messages(reading)
    assert what[0] == "表三没有认出列名“某某单位”，这一列没有读入"
    assert what[1] == "表三没有读到“一、本年新收的科研机构”，留空"
    assert len(what) == 1 + len(edition.table("requests").rows)


def test_a_row_of_a_groups_label_is_left_out_and_its_label_kept_as_strange(edition: Edition) -> None:
    group = ragged("第1张表", [["（三）不予公开", "1", "2", "3", "4", "5", "6", "7"]])
    reading = reading_of(edition, "requests", grid_of(edition, "requests", numbered(edition)), group)
    assert reading.strange == ["（三）不予公开"]
    assert messages(reading) == ["表三没有认出“（三）不予公开”是哪一行，没有读入"]


def test_an_unknown_row_is_left_out_and_the_row_of_the_form_is_missed(edition: Edition) -> None:
    page = html_table(edition.table("disclosure"), numbered(edition))
    (grid,) = grids_of_html(page.replace("行政强制", "某某事项"))
    reading = reading_of(edition, "disclosure", grid)
    assert "某某事项" in reading.strange
    assert messages(reading) == [
        "表二有一行没有认出行名，没有读入",
        "表二没有读到“行政强制”，留空；相邻的“行政处罚”“行政事业性收费”请对照原件核对",
    ]


def test_a_missing_row_names_those_beside_it_which_no_equation_checks(edition: Edition) -> None:
    """What is left of two rows of a damaged file may read as one."""
    texts = of_table(edition, "disclosure") | {Cell("disclosure", "licences", "decisions"): "10422001049"}
    page = html_table(edition.table("disclosure"), without_row(texts, "penalties")).replace("行政处罚", "")
    (grid,) = grids_of_html(page)
    assert messages(reading_of(edition, "disclosure", grid)) == [
        "表二没有读到“行政处罚”，留空；相邻的“行政许可”“行政强制”请对照原件核对",
    ]


def test_a_row_without_any_label_is_left_out_with_its_texts(edition: Edition) -> None:
    page = html_table(edition.table("disclosure"), numbered(edition)).replace("规章", "", 1)
    (grid,) = grids_of_html(page)
    reading = reading_of(edition, "disclosure", grid)
    assert "government_rules" not in {cell.row for cell in reading.found}
    assert any("没有认出行名" in what or "没有读到“规章" in what for what in messages(reading))


def test_a_single_figure_beside_a_table_without_row_labels_takes_nothing_away(edition: Edition) -> None:
    whole = grid_of(edition, "disputes", numbered(edition))
    alone = ragged("另一张表", [["5"]])
    reading = reading_of(edition, "disputes", whole, alone)
    assert {cell: found.text for cell, found in reading.found.items()} == of_table(edition, "disputes")
    assert messages(reading) == ["表四有一行没有认出行名，没有读入"]


def test_heads_that_come_again_begin_a_second_table_in_the_same_grid(edition: Edition) -> None:
    texts = of_table(edition, "requests")
    first, second = (html_table(edition.table("requests"), each) for each in (texts, {**texts, OPEN: "7"}))
    (grid,) = grids_of_html(first.removesuffix("</tbody></table>") + second.removeprefix('<table border="1"><tbody>'))
    reading = reading_of(edition, "requests", grid)
    assert reading.is_repeated
    assert {cell: found.text for cell, found in reading.found.items()} == {
        cell: text for cell, text in texts.items() if cell != OPEN
    }
    height = edition.table("requests").height
    assert any(f"第{height + 1}行" in note.what + note.where + note.raw for note in reading.notes)


@pytest.mark.parametrize("table", ["disclosure", "disputes"])
def test_cells_one_a_line_are_read_by_their_count_and_other_narrow_tables_are_not(edition: Edition, table: str) -> None:
    texts = numbered(edition)
    boxes = sorted(edition.table(table).places, key=lambda place: (place.top, place.left))
    lines = [[text] for place in boxes if (text := texts.get(place.cell, "") if place.cell else place.text)]
    stream = reading_of(edition, table, ragged("文中的表", lines))
    assert {cell: found.text for cell, found in stream.found.items()} == of_table(edition, table)
    aligned = Grid("第1张表", ragged("", lines).boxes)
    assert reading_of(edition, table, aligned).found == {}


@pytest.mark.parametrize("figures", [[], ["", "", "", "", ""]])
def test_a_blank_row_under_the_heads_of_a_table_without_labels_is_its_blank_row(
    edition: Edition, figures: list[str]
) -> None:
    blank = grid_of(edition, "disputes", {})
    reading = reading_of(edition, "disputes", blank)
    assert {cell: found.text for cell, found in reading.found.items()} == dict.fromkeys(
        of_table(edition, "disputes"), ""
    )
    assert messages(reading) == []
    again = Grid(blank.name, (*blank.boxes, *(type(blank.boxes[0])(t, blank.height, n) for n, t in enumerate(figures))))
    assert messages(reading_of(edition, "disputes", again)) == []


def test_a_blank_row_below_the_figures_of_a_table_without_labels_takes_none_away(edition: Edition) -> None:
    whole = grid_of(edition, "disputes", numbered(edition))
    blank = [Box("", whole.height, column) for column in range(whole.width)]
    reading = reading_of(edition, "disputes", Grid(whole.name, (*whole.boxes, *blank)))
    assert {cell: found.text for cell, found in reading.found.items()} == of_table(edition, "disputes")
    assert messages(reading) == []


@pytest.mark.parametrize("kept", [3, 6])
def test_the_rest_of_a_row_that_was_cut_in_two_is_told_with_its_row(edition: Edition, kept: int) -> None:
    whole = grid_of(edition, "requests", numbered(edition))
    at = next(box.top for box in whole.boxes if box.text == "（一）予以公开")
    boxes: list[Box] = []
    for box in whole.boxes:
        if box.top == at and box.high == 1:
            is_behind = box.left >= 3 + kept
            boxes += [box._replace(text="" if is_behind else box.text)]
            boxes += [box._replace(text=box.text if is_behind else "", top=at + 1)]
        else:
            boxes.append(box._replace(top=box.top + (box.top > at), high=box.high + (box.top <= at < box.bottom)))
    reading = reading_of(edition, "requests", Grid("第1张表", tuple(boxes)))
    [note] = [note for note in reading.notes if "没有认出行名" in note.what]
    columns = [column.id for column in edition.table("requests").columns]
    assert note.what == "表三有一行没有认出行名，没有读入，像是上一行“三（一）予以公开”的后半，请对照原件核对"
    assert note.cell == Cell("requests", "results.granted", columns[kept])


def test_of_a_table_without_row_labels_that_stands_twice_none_is_read_if_one_cannot_be(edition: Edition) -> None:
    whole = grid_of(edition, "disputes", numbered(edition))
    cut = [["908", "0", "0", "0", "0"] if row == whole.texts()[-1] else row for row in whole.texts()]
    reading = reading_of(edition, "disputes", whole, ragged("第2张表", cut))
    assert reading.found == {}
    assert messages(reading) == [
        "表四有一行的格数与表头对不上，整行没有读入",
        "文件里有 2 张表四，其中一张没有读全，都没有读入，请核实用哪一张",
    ]


def test_a_row_that_does_not_fit_beside_a_table_with_other_heads_takes_nothing_away(edition: Edition) -> None:
    whole = grid_of(edition, "disputes", numbered(edition))
    other = ragged("第2张表", [["结果维持", "结果纠正", "总计"], ["5", "6"]])
    reading = reading_of(edition, "disputes", whole, other)
    assert {cell: found.text for cell, found in reading.found.items()} == of_table(edition, "disputes")


@pytest.mark.parametrize(
    ("figures", "is_read"), [(["0", "2", "", "", "79946", ""], False), (["0", "2", "", "", "2", ""], True)]
)
def test_of_two_cells_under_the_last_head_the_one_with_a_figure_may_be_of_another_column(
    edition: Edition, figures: list[str], is_read: bool
) -> None:
    """The head of the last column reaches over one that the form does not have, and the total is blank."""
    whole = grid_of(edition, "disputes", dict.fromkeys(numbered(edition), "0"))
    reaching = {box for box in whole.boxes if box.right == 15 and not box.text.isdigit()}
    boxes = [
        box._replace(wide=box.wide + 1) if box in reaching else box
        for box in whole.boxes
        if box.top < 3 or box.left < 10
    ]
    boxes += [Box(text, 3, 10 + place) for place, text in enumerate(figures)]
    reading = reading_of(edition, "disputes", Grid("第1张表", tuple(boxes)))
    assert bool(reading.found) == is_read
    assert bool(messages(reading)) != is_read
