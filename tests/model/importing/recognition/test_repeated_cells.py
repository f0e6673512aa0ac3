from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.report.derived_totals import shown
from tests.model.importing.conftest import ImportBytes, ReadText
from tests.model.importing.documents import Texts, assert_whole, figures_of, html_page, numbered, text_in, text_page


def repeated(table: Table, texts: Texts) -> list[list[str]]:
    """Each place of the table with the text of the cell that covers it."""
    return [[text_in(table.place_at[(top, left)], texts) for left in range(table.width)] for top in range(table.height)]


def html_table(table: Table, texts: Texts) -> str:
    rows = ("".join(f"<td>{text or '&nbsp;'}</td>" for text in row) for row in repeated(table, texts))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def piped(table: Table, texts: Texts) -> list[str]:
    first, *rest = ["| " + " | ".join(row) + " |" for row in repeated(table, texts)]
    return [first, "|" + "---|" * table.width, *rest]


def test_merged_cells_whose_text_is_repeated_are_one_again(
    read_bytes: ImportBytes, read_text: ReadText, edition: Edition
) -> None:
    page = html_page(edition, numbered(edition), table=html_table)
    assert_whole(read_bytes("a.html", page.encode()), edition)
    assert_whole(read_text(text_page(edition, numbered(edition), piped)), edition)


def test_equal_figures_side_by_side_stay_figures_of_their_own(read_bytes: ImportBytes, edition: Edition) -> None:
    zeros = dict.fromkeys(edition.cells, "0")
    imported = read_bytes("a.html", html_page(edition, zeros, table=html_table).encode())
    assert shown(imported.report, edition).figures == dict.fromkeys(edition.cells, 0)


def test_different_figures_under_one_head_are_not_read(read_bytes: ImportBytes, edition: Edition) -> None:
    texts = numbered(edition)
    licences = Cell("disclosure", "licences", "decisions")
    page = html_page(edition, texts, table=html_table)
    page = page.replace(f"<td>{texts[licences]}</td>", "<td>5</td>", 1)
    figures = figures_of(read_bytes("a.html", page.encode()))
    assert figures == {cell: text for cell, text in texts.items() if cell != licences}
