"""The entries of a register that is handed out: for each row and column of the form one that is read with certainty."""

import re

from model.form.edition import Edition
from model.form.tables import Cell
from model.register.words import RegisterWords

_NUMBERING = re.compile(r"^(?:三)?(?:（[一二三四五六七八九十]）)?\d{0,2}[.．、]?")


def result_entries(words: RegisterWords, edition: Edition) -> dict[str, str]:
    """Row of a result -> its entry, e.g. ``不予公开：属于国家秘密``."""
    table = edition.table(words.roles.table)
    found: dict[str, str] = {}
    for row in words.result_rows(edition):
        cell = next(cell for cell in table.cells if cell.row == row)
        group = _group(table.row_labels(cell))
        name = _without_numbering(table.row(row).name)
        found[row] = f"{group}：{name}" if group and group != name else name
    return found


def _group(labels: tuple[str, ...]) -> str:
    """``（三）不予公开`` above a row, without its number; empty for a row that stands by itself."""
    return _without_numbering(labels[-2]) if len(labels) > 2 else ""


def _without_numbering(text: str) -> str:
    return _NUMBERING.sub("", text)


def applicant_entries(words: RegisterWords, edition: Edition) -> dict[str, str]:
    """Column of table 三 -> its entry."""
    table = edition.table(words.roles.table)
    return {column: table.column(column).name for column in words.applicant_columns(edition)}


def outcome_entries(words: RegisterWords, edition: Edition) -> dict[str, str]:
    """Column of table 四 -> its entry."""
    table = edition.table(words.roles.disputes)
    return {column: table.column(column).name for column in words.outcome_columns(edition)}


def counted_cells(words: RegisterWords, edition: Edition) -> tuple[Cell, ...]:
    """The cells of table 三 that are counted, row by row."""
    table = edition.table(words.roles.table)
    columns = words.applicant_columns(edition)
    rows = (words.roles.received, words.roles.carried_in, *words.result_rows(edition), words.roles.carried_out)
    return tuple(Cell(table.id, row, column) for row in rows for column in columns)
