"""The cells that a claim can refer to in one edition: every reading that the form allows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell, Table
from model.narrative.claims import AGAINST_LAST_YEAR, Claim, ClaimKind
from model.narrative.lexicon import Alternatives, the_lexicon

Reading = tuple[Cell, ...]


@dataclass(frozen=True, eq=False)
class EditionClaim:
    """A claim resolved to the cells of one edition, independent of its position in a text."""

    edition: Edition
    claim: Claim
    readings: tuple[Reading, ...]
    loose: tuple[Reading, ...]
    shares: tuple[tuple[Reading, Reading], ...]
    """(part, whole) of each reading of a share; empty for other kinds of claim."""
    all_in: tuple[Reading, ...]
    """The cells that must hold all that was counted, if the words name its only outcome."""
    in_rows: tuple[tuple[Reading, ...], ...]
    """For each alternative of its rows the readings of it; only for a count of columns."""
    within: tuple[tuple[Reading, ...], ...]
    """For each alternative of its rows those of the count whose columns these are; empty without one."""
    beside: tuple[tuple[tuple[Reading, ...], ...], ...]
    """The same of each other number of its list; of a count without columns all readings together."""
    cells: tuple[Cell, ...]
    about: str
    """The phrase, or the kind of claim without one, by which the claims of a section are counted."""
    of_last_year: bool
    """Whether prior-year figures are needed to evaluate the claim."""


def on_cells(edition: Edition, claim: Claim) -> EditionClaim:
    """Resolves ``claim`` to the cells of ``edition``; ``readings`` is empty where the edition has no such cells."""
    tables = {table.id: table for table in edition.tables}
    readings = _readings(tables, claim.table, claim.rows, claim.columns)
    loose = _readings(tables, claim.table, claim.loose, claim.columns)
    shares = _shares(tables, claim) if claim.kind is ClaimKind.SHARE else ()
    shared = [reading for pair in shares for reading in pair]
    all_in = _readings(tables, claim.table, claim.rows, claim.all_in) if claim.all_in else ()
    rows = claim.rows if claim.columns and all(each.rows == claim.rows for each in claim.beside) else ()
    in_rows = _in_rows(tables, claim, rows) if rows and (claim.within or claim.beside) else ()
    within = _in_rows(tables, claim.within, rows) if claim.within and rows else ()
    beside = tuple(_in_rows(tables, each, rows) for each in claim.beside)
    others = [reading for some in (within, *beside) for alike in some for reading in alike]
    cells = dict.fromkeys(cell for reading in (*readings, *loose, *shared, *all_in, *others) for cell in reading)
    about = claim.phrase_ids[-1] if claim.phrase_ids else claim.kind
    of_last_year = claim.last_year or bool(claim.year) or claim.kind in AGAINST_LAST_YEAR
    return EditionClaim(
        edition, claim, readings, loose, shares, all_in, in_rows, within, beside, tuple(cells), about, of_last_year
    )


def _in_rows(tables: Mapping[str, Table], claim: Claim, rows: Alternatives) -> tuple[tuple[Reading, ...], ...]:
    """The readings of ``claim`` for each alternative of ``rows``; without rows all of its own."""
    if not rows:
        return (_readings(tables, claim.table, claim.rows, claim.columns),)
    return tuple(_readings(tables, claim.table, (each,), claim.columns) for each in rows)


def _shares(tables: Mapping[str, Table], claim: Claim) -> tuple[tuple[Reading, Reading], ...]:
    """(part, whole) pairs: a column is a share of the same rows' total, a row a share of another row."""
    if claim.columns:
        pairs = [
            (part, whole)
            for rows in claim.rows
            for part in _readings(tables, claim.table, (rows,), claim.columns)
            for whole in _readings(tables, claim.table, (rows,), ())
        ]
        return tuple(pairs)
    parts = _readings(tables, claim.table, claim.rows, ())
    roles = the_lexicon().roles
    wholes: tuple[Reading, ...] = ()
    if claim.whole is not None:
        wholes = _readings(tables, claim.whole.table, claim.whole.rows, claim.whole.columns)
    if claim.table == roles.requests:  # 新收 90 件，公开占 45%: of what was answered, perhaps
        answered = _readings(tables, claim.table, the_lexicon().phrases[roles.whole_of_shares].rows, ())
        wholes = tuple(dict.fromkeys((*wholes, *answered)))
    elif claim.whole is None:
        every = tuple(row.id for row in tables[claim.table].rows) if claim.table in tables else ()
        wholes = _readings(tables, claim.table, (every,), ())
    return tuple((part, whole) for part in parts for whole in wholes)


def _readings(
    tables: Mapping[str, Table], table_id: str, rows: Alternatives, columns: Alternatives
) -> tuple[Reading, ...]:
    """Every combination of rows and columns; combinations with a cell that the edition lacks are dropped."""
    table = tables.get(table_id)
    if table is None:
        return ()
    there = table.cell_set
    found: dict[Reading, None] = {}
    for some, across in product(rows, columns or the_lexicon().roles.total):
        names = [name for pattern in some for name in _rows(table, pattern)]
        cells = tuple(dict.fromkeys(Cell(table_id, row, column) for row in names for column in across))
        if cells and there.issuperset(cells):
            found[cells] = None
    return tuple(found)


def readings(edition: Edition, table_id: str, rows: Alternatives, columns: Alternatives) -> tuple[Reading, ...]:
    """The cells that the lexicon's alternatives for rows and columns denote, one tuple per reading."""
    return _readings({table.id: table for table in edition.tables}, table_id, rows, columns)


def _rows(table: Table, pattern: str) -> list[str]:
    """Row ids matching ``pattern`` (``results.denied.*``); an unmatched pattern is kept, which drops the reading."""
    if not pattern.endswith("*"):
        return [pattern]
    return [row.id for row in table.rows if row.id.startswith(pattern[:-1])] or [pattern]


def total(reading: Reading, figures: Mapping[Cell, Figure | None]) -> Figure | None:
    """The sum of the reading's figures; ``None`` while one of them is missing."""
    sum_: Figure = 0
    for cell in reading:
        figure = figures.get(cell)
        if figure is None:
            return None
        sum_ += figure
    return sum_


def cells_of(readings: Iterable[Reading]) -> tuple[Cell, ...]:
    """The distinct cells of all ``readings``, in order of first appearance."""
    return tuple(dict.fromkeys(cell for reading in readings for cell in reading))
