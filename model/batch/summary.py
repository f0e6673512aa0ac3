"""汇总: the figures of many units added cell by cell, exactly, each sum with the units that it is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cached_property
from itertools import islice

from model.batch.results import BatchResults, FileFigures
from model.batch.selection import Selection, Taken
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.derived_totals import with_derived_totals
from model.report.report import Fact, Origin, Report

SOURCE = "汇总"
_PIECE = 500
"""Files that are added at once, cell by cell."""
_DIGITS = 60
"""Of a sum: twenty thousand amounts of at most 12 digits and 6 decimals fit exactly."""


@dataclass(frozen=True)
class Contribution:
    """What one unit adds to a cell."""

    number: int
    """Of its file."""
    unit: str
    figure: Figure | None
    """``None``: it left the cell blank, or its form has no such cell."""
    last_year: Figure | None = None
    """Its figure of the year before; ``None`` where it is not known."""


@dataclass(frozen=True)
class Summary:
    """The sums of the files taken in."""

    edition: Edition
    taken: tuple[Taken, ...]
    sums: Mapping[Cell, Figure]
    """Of the units that filled the cell; a cell that none filled is absent."""
    blank_in: Mapping[Cell, tuple[str, ...]]
    """Cell -> the units that left it blank; absent where all filled it."""
    sums_of_some: bool
    """Sums of cells that a unit left blank count as figures; otherwise such a cell is blank."""

    @property
    def figures(self) -> Mapping[Cell, Figure]:
        """The figures of the summary; a sum of some units is none unless the user chose so."""
        if self.sums_of_some:
            return self.sums
        return {cell: figure for cell, figure in self.sums.items() if cell not in self.blank_in}

    @cached_property
    def partial(self) -> tuple[Cell, ...]:
        """Cells that some units filled and others left blank, in printed order."""
        return tuple(cell for cell in self.edition.cells if cell in self.sums and cell in self.blank_in)

    @property
    def partial_sentence(self) -> str:
        """What is said about cells that units left blank; empty where all are filled."""
        cells = [cell for cell in self.edition.cells if cell in self.blank_in]
        if not cells:
            return ""
        units = tuple(dict.fromkeys(unit for cell in cells for unit in self.blank_in[cell]))
        named = "、".join(units[:6]) + (f"等 {len(units)} 个单位" if len(units) > 6 else "")
        first = f"{self.edition.table(cells[0].table).name} {self.edition.name_of(cells[0])}"
        what = "只加了已填的单位" if self.sums_of_some else "汇总里也空着，没有用部分单位之和代替"
        return f"{len(cells)} 格有单位没有填（如 {first}；没有填的是{named}），{what}"

    def report(self, organ: str, year: int) -> Report:
        """The summary as a report without words; totals that equal their sums are derived."""
        figures = dict(self.figures)
        place = f"{len(self.taken)} 个单位之和"
        return with_derived_totals(
            Report(
                self.edition.id,
                figures,
                facts={Fact.ORGAN: organ, Fact.YEAR: str(year)},
                origins={cell: Origin(SOURCE, place, str(figure)) for cell, figure in figures.items()},
            ),
            self.edition,
        )


def summed(
    results: BatchResults,
    selection: Selection,
    edition: Edition,
    editions: Mapping[str, Edition],
    *,
    sums_of_some: bool = False,
) -> Summary:
    """The sum of exactly the files that the selection takes in; of another edition's files the cells that both forms
    have."""
    sums: dict[Cell, Figure] = {}
    blank_in: dict[Cell, list[str]] = {}
    units = {each.number: each.unit for each in selection.taken}
    with localcontext() as context:
        context.prec = _DIGITS
        for pieces in _in_pieces(results.figures(list(units))):
            columns = zip(*(_in_order(file, edition, editions) for file in pieces), strict=True)
            for cell, column in zip(edition.cells, columns, strict=True):
                filled = column
                if None in column:
                    blank_in.setdefault(cell, []).extend(
                        units[file.number] for file, figure in zip(pieces, column, strict=True) if figure is None
                    )
                    filled = tuple(figure for figure in column if figure is not None)
                if filled:
                    sums[cell] = sum(filled, sums.get(cell, 0))
    return Summary(
        edition,
        selection.taken,
        {cell: _exact(sums[cell], cell, edition) for cell in edition.cells if cell in sums},
        {cell: tuple(names) for cell, names in blank_in.items()},
        sums_of_some,
    )


def _exact(figure: Figure, cell: Cell, edition: Edition) -> Figure:
    """An amount stays an amount where all addends were whole."""
    return Decimal(figure) if cell in edition.amounts else figure


def _in_pieces(files: Iterator[FileFigures]) -> Iterator[list[FileFigures]]:
    while piece := list(islice(files, _PIECE)):
        yield piece


def _in_order(file: FileFigures, edition: Edition, editions: Mapping[str, Edition]) -> Sequence[Figure | None]:
    """The file's figures in the order of the edition's cells; ``None`` too where its own edition has no such cell."""
    if file.edition == edition.id:
        return file.figures
    known = dict(zip(editions[file.edition].cells, file.figures, strict=True))
    return [known.get(cell) for cell in edition.cells]


def headline(edition: Edition) -> list[tuple[str, Cell]]:
    """(name, cell) of the sums that stand for the whole: the bars of the edition's first chart that are one cell
    each."""
    if not edition.charts:
        return []
    found = [(bar.label, bar.matching(edition.cells)) for bar in edition.charts[0].bars]
    return [(name, cells[0]) for name, cells in found if len(cells) == 1]


def contributions(
    cell: Cell, results: BatchResults, taken: Sequence[Taken], editions: Mapping[str, Edition]
) -> tuple[Contribution, ...]:
    """What each unit adds to the cell, largest first, with what it added the year before; units that left it blank
    last."""
    units = {each.number: each.unit for each in taken}
    at = {key: {each: place for place, each in enumerate(edition.cells)} for key, edition in editions.items()}
    found = []
    for file in results.figures(list(units)):
        place = at[file.edition].get(cell)
        figure = None if place is None else file.figures[place]
        before = None if place is None or file.last_year is None else file.last_year[place]
        found.append(Contribution(file.number, units[file.number], figure, before))
    return tuple(sorted(found, key=lambda each: (each.figure is None, -(each.figure or 0), each.number)))


def share(figure: Figure | None, total: Figure | None) -> Decimal | None:
    """The part of the total, from 0 to 1; ``None`` where there is none."""
    return Decimal(figure) / Decimal(total) if figure is not None and total else None
