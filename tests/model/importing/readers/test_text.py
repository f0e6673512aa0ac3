"""Plain text: its encodings, tables by pipes, sheets saved as text, Markdown."""

import csv
import io
import re
from collections.abc import Callable, Mapping

import pytest

from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.importing import ImportedDocumentError
from model.importing.content import Grid
from model.importing.readers.text import decoded_with_utf8
from model.importing.readers.text import read_text as read_text_of
from tests.conftest import SAMPLES
from tests.model.importing.conftest import ImportBytes, ReadText
from tests.model.importing.documents import (
    TITLE,
    WORDS,
    Texts,
    assert_whole,
    figures_of,
    lines_of,
    numbered,
    rows_of,
    text_in,
    text_page,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_with_pipes_is_read_whole_in_any_encoding(
    read_bytes: ImportBytes, edition: Edition, encoding: str
) -> None:
    imported = read_bytes("年报.txt", text_page(edition, numbered(edition)).encode(encoding))
    assert_whole(imported, edition)
    assert imported.container == "txt"


def test_pipes_around_every_row_are_borders(read_bytes: ImportBytes, edition: Edition) -> None:
    lines = [
        f"| {line.rstrip(' |')} |" if "|" in line else line
        for line in text_page(edition, numbered(edition)).splitlines()
    ]
    assert_whole(read_bytes("年报.txt", "\n".join(lines).encode()), edition)


def flat(edition: Edition, texts: Texts, separator: str) -> str:
    """All of the report as one sheet, as a spreadsheet program writes it: every place is there."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    width = max(table.width for table in edition.tables)

    def write(*cells: str) -> None:
        writer.writerow([*cells, *[""] * (width - len(cells))])

    write(TITLE)
    for section in edition.sections:
        write(section.title)
        for words in WORDS.get(section.key, ()):
            write(words)
        table = edition.table_of_section(section.key)
        for top in range(table.height if table else 0):
            assert table
            row = [""] * table.width
            for place in table.places:
                if place.top == top:
                    row[place.left] = text_in(place, texts)
            write(*row)
    return out.getvalue()


def tables_of_their_own_width(edition: Edition, texts: Texts, separator: str) -> str:
    """All of the report as a program writes it that puts no commas behind a line of text, only behind the cells of a
    table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([TITLE])
    for section in edition.sections:
        writer.writerows([words] for words in (section.title, *WORDS.get(section.key, ())))
        table = edition.table_of_section(section.key)
        rows = [[""] * table.width for _ in range(table.height)] if table else []
        for place in table.places if table else ():
            rows[place.top][place.left] = text_in(place, texts)
        writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize("step", [1, 3])
def test_a_sheet_whose_tables_have_a_width_each_is_read_whole(
    read_bytes: ImportBytes, editions: Mapping[str, Edition], name: str, separator: str, step: int
) -> None:
    edition = editions[name]
    texts = {cell: text for number, (cell, text) in enumerate(numbered(edition).items()) if step == 1 or number % step}
    imported = read_bytes("a.csv", tables_of_their_own_width(edition, texts, separator).encode())
    assert figures_of(imported) == texts
    assert imported.notes == ()


def without_trailing(sheet: str, separator: str) -> str:
    return "\n".join(line.rstrip(separator) for line in sheet.splitlines())


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_sheet_without_any_trailing_separators_is_read_whole(
    read_bytes: ImportBytes, edition: Edition, separator: str
) -> None:
    sheet = without_trailing(flat(edition, numbered(edition), separator), separator)
    assert f"{separator}\n" not in sheet
    imported = read_bytes("a.csv", sheet.encode())
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


def test_rows_whose_merged_labels_take_one_place_are_not_filled_up(read_bytes: ImportBytes, edition: Edition) -> None:
    """Their figures would move to the left."""
    sheet = without_trailing(flat(edition, numbered(edition), "\t"), "\t")
    lines = [
        line.replace("\t\t\t", "\t") if line.startswith(("一、本年新收", "二、上年结转")) else line
        for line in sheet.splitlines()
    ]
    assert "\n".join(lines) != sheet
    assert figures_of(read_bytes("a.tsv", "\n".join(lines).encode())).items() <= numbered(edition).items()


def test_a_sheet_of_which_a_row_has_a_cell_less_is_not_read_by_its_places(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    whole = tables_of_their_own_width(edition, numbered(edition), ",")
    (row,) = [line for line in whole.splitlines() if "结转下年度" in line]
    imported = read_bytes("a.csv", whole.replace(row, row.replace(",,", ",")).encode())
    assert figures_of(imported).items() <= numbered(edition).items()


def test_a_field_longer_than_any_cell_does_not_end_the_reading(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match="没有找到政府信息公开工作年度报告的表格"):
        read_bytes("a.csv", b'a,b,c,"' + b"x" * (csv.field_size_limit() + 1) + b'"\n' + b"1,2,3,4\n" * 3)


@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize(("suffix", "separator"), [("csv", ","), ("tsv", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_sheet_as_text_is_read_whole(
    read_bytes: ImportBytes, editions: Mapping[str, Edition], name: str, suffix: str, separator: str, encoding: str
) -> None:
    edition = editions[name]
    imported = read_bytes(f"a.{suffix}", flat(edition, numbered(edition), separator).encode(encoding))
    assert (imported.container, imported.report.edition) == ("txt", name)
    assert figures_of(imported) == numbered(edition)
    assert imported.report.texts["1"] == lines_of("1")
    assert imported.notes == ()


def test_a_sheet_as_text_whose_places_were_lost_is_not_read_by_its_columns(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    """Every row without its blanks: a figure would stand under another head."""
    lines = flat(edition, numbered(edition), ",").splitlines()
    short = "\n".join(",".join(cell for cell in line.split(",") if cell) for line in lines)
    for cell, figure in figures_of(read_bytes("a.csv", short.encode())).items():
        assert figure == numbered(edition)[cell]


def test_a_table_of_markdown_is_read_whole(read_bytes: ImportBytes, edition: Edition) -> None:
    from tests.model.importing.documents import text_page

    lines: list[str] = []
    for line in text_page(edition, numbered(edition)).splitlines():
        row = f"| {line.rstrip(' |')} |" if "|" in line else line
        lines.append(row)
        if "|" in line and not ("|" in lines[-2] if len(lines) > 1 else False):
            lines.append("| --- | :---: | ---: |")
    assert figures_of(read_bytes("a.md", "\n".join(lines).encode())) == numbered(edition)


def _tight(table: Table, texts: Texts) -> list[str]:
    """Each row has its own cells and no more."""
    return [" | ".join(text_in(place, texts) for place in row) + " |" for row in rows_of(table)]


def test_a_blank_last_cell_of_a_row_with_pipes_is_one_of_its_cells(read_text: ReadText, edition: Edition) -> None:
    blank = Cell("requests", edition.cells[60].row, "total")
    texts = numbered(edition) | {blank: ""}
    imported = read_text(text_page(edition, texts, _tight))
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if text}


def test_a_row_with_pipes_that_lacks_a_cell_is_still_not_read(read_text: ReadText, edition: Edition) -> None:
    texts = numbered(edition)
    lost = edition.cells[60]
    page = text_page(edition, texts, _tight).replace(f" | {texts[lost]} |", " |")
    read = figures_of(read_text(page))
    assert read == {cell: text for cell, text in texts.items() if (cell.table, cell.row) != (lost.table, lost.row)}


def in_place(table: Table, texts: Texts) -> list[list[str]]:
    rows = [[""] * table.width for _ in range(table.height)]
    for place in table.places:
        rows[place.top][place.left] = text_in(place, texts)
    return rows


def test_cells_with_pipes_that_stand_in_their_columns_are_read_by_those(read_text: ReadText, edition: Edition) -> None:
    def markdown(table: Table, texts: Texts) -> list[str]:
        first, *rest = [f"| {' | '.join(row)} |" for row in in_place(table, texts)]
        return [first, "|" + "---|" * table.width, *rest]

    assert_whole(read_text(text_page(edition, numbered(edition), markdown)), edition)


@pytest.mark.parametrize(("ends", "joins", "line"), [("│", "┼", "─"), ("|", "+", "-"), ("║", "╬", "═")])
def test_tables_drawn_with_characters_are_read(
    read_text: ReadText, edition: Edition, ends: str, joins: str, line: str
) -> None:
    def drawn(table: Table, texts: Texts) -> list[str]:
        rule = joins + joins.join([line * 4] * table.width) + joins
        return [rule, *(each for row in in_place(table, texts) for each in (ends + ends.join(row) + ends, rule))]

    assert_whole(read_text(text_page(edition, numbered(edition), drawn)), edition)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", ";"),
        lambda text: "sep=,\r\n" + text,
        lambda text: "sep=;\r\n" + text.replace(",", ";"),
        lambda text: re.sub(r"(?<=,)(\d+)(?=,|\r?$)", r'="\1"', text, flags=re.MULTILINE),
        lambda text: re.sub(r"(?<=,)(\d+)(?=,|\r?$)", r"'\1", text, flags=re.MULTILINE),
    ],
    ids=["semicolons", "sep=,", "sep=;", "formulas", "apostrophes"],
)
def test_a_sheet_saved_as_text_is_read_however_its_cells_are_written(
    read_bytes: ImportBytes, edition: Edition, change: Callable[[str], str]
) -> None:
    data = change(flat(edition, numbered(edition), ",")).encode("gb18030")
    assert figures_of(read_bytes("a.csv", data)) == numbered(edition)


def test_an_apostrophe_before_one_number_among_others_stays(read_bytes: ImportBytes, edition: Edition) -> None:
    cell = Cell("requests", "received", "person")
    text = flat(edition, numbered(edition), ",").replace(
        f",{numbered(edition)[cell]},", f",'{numbered(edition)[cell]},"
    )
    assert read_bytes("a.csv", text.encode()).report.unread[cell].startswith("'")


@pytest.mark.parametrize("width", [12, 16, 22, 30])
def test_rows_that_are_broken_at_a_fixed_width_give_no_other_figures(
    read_text: ReadText, edition: Edition, width: int
) -> None:
    texts = numbered(edition)
    page = text_page(edition, texts)
    broken = "\n".join(line[at : at + width] for line in page.splitlines() for at in range(0, max(len(line), 1), width))
    try:
        assert figures_of(read_text(broken)).items() <= texts.items()
    except ImportedDocumentError as error:
        assert "没有找到" in str(error) or "连成了一串" in str(error)


def test_a_row_that_is_broken_within_its_figure_is_whole_again() -> None:
    lines = ["行政许可 | 48217 |", "行政处罚 | 3652 |", "行政事业性收费 | 2007.8", "1 |", "行政强制 | 4 |"]
    (grid,) = read_text_of("\n".join(lines))
    assert isinstance(grid, Grid)
    assert grid.texts()[2] == ["行政事业性收费", "2007.81"]


def test_a_text_that_is_cut_off_within_a_figure_gives_no_other_figure(read_text: ReadText, edition: Edition) -> None:
    texts = numbered(edition)
    page = text_page(edition, texts).rstrip()
    cuts = [
        match.start() + 1
        for match in re.finditer(r"(?<=[|｜] )\d{2,}", page)
        if page.count("|", page.rfind("\n", 0, match.start()), match.start()) >= 1
    ]
    assert len(cuts) > 20
    for cut in cuts:
        try:
            read = figures_of(read_text(page[:cut]))
        except ImportedDocumentError:
            continue  # nothing of a table is there yet
        assert read.items() <= texts.items(), page[:cut][-40:]


def test_a_figure_that_may_be_cut_off_is_asked_for(read_text: ReadText, edition: Edition) -> None:
    page = text_page(edition, numbered(edition))
    label = "行政事业性收费"
    cut = page[: page.index(label) + len(label)] + " | 2"
    read = read_text(cut).report
    assert "可能没有写完：2" in read.unread[Cell("disclosure", "fees", "amount")]


def test_a_figure_at_the_end_of_a_sheet_that_may_be_cut_off_is_asked_for(read_bytes: ImportBytes) -> None:
    data = (SAMPLES / "excel-csv-trailing-commas-missing.csv").read_bytes()
    fee = Cell("disclosure", "fees", "amount")
    end = data.index(b"2315.46")
    for cut in (3, 6):
        read = read_bytes("a.csv", data[: end + cut]).report
        assert fee not in read.figures
        assert f"可能没有写完：{data[end : end + cut].decode()}" in read.unread[fee]
    assert str(read_bytes("a.csv", data[: end + 7] + b"\r\n").report.figures[fee]) == "2315.46"


@pytest.mark.parametrize("damaged", ["\x01", "\x13", "\x1e", "\x7f"])
def test_a_figure_beside_what_is_no_character_is_asked_for(read_bytes: ImportBytes, damaged: str) -> None:
    data = (SAMPLES / "excel-csv-trailing-commas-missing.csv").read_bytes()
    penalties = Cell("disclosure", "penalties", "decisions")
    assert read_bytes("a.csv", data).report.figures[penalties] == 3652
    read = read_bytes("a.csv", data.replace(b",3652", f",{damaged}652".encode())).report
    assert penalties not in read.figures
    assert read.unread[penalties] == "\ufffd652"


def test_the_end_that_old_programs_write_is_no_damage(read_text: ReadText, edition: Edition) -> None:
    page = text_page(edition, numbered(edition))
    assert figures_of(read_text(page + "\x1a")) == figures_of(read_text(page))


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
def test_lines_that_a_mail_quotes_are_read_without_its_mark(read_text: ReadText, edition: Edition, mark: str) -> None:
    page = text_page(edition, numbered(edition))
    quoted = read_text("\n".join(mark + line for line in page.splitlines()))
    assert figures_of(quoted) == numbered(edition)
    assert quoted.report.texts == read_text(page).report.texts


def test_a_few_lines_with_such_a_mark_keep_it() -> None:
    lines = ["一、总体情况", "> 主动公开", "收到 3 件"]
    assert [getattr(item, "text", "") for item in read_text_of("\n".join(lines))] == lines


@pytest.mark.parametrize(
    ("encoding", "is_utf8"), [("utf-8", True), ("utf-8-sig", False), ("gb18030", False), ("utf-16", False)]
)
def test_the_bytes_are_those_of_the_text_only_in_plain_utf8(encoding: str, is_utf8: bool) -> None:
    data = "年报 2024".encode(encoding)
    assert decoded_with_utf8(data) == ("年报 2024", data if is_utf8 else b"")


def test_damaged_utf8_is_not_that_of_its_text() -> None:
    data = "年度报告".encode() * 20 + b"\xff"
    assert decoded_with_utf8(data) == ("年度报告" * 20 + "\ufffd", b"")
