"""What was counted, brought into a draft: figures with 台账 as their origin, taken over as one edit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.form.figures import Figure
from model.form.tables import Cell
from model.register.register import Counted
from model.register.sheets import Place, rows_text
from model.report.derived_totals import shown
from model.report.edits import Edit
from model.report.prior_year import decide_prior_year
from model.report.report import Fact, Origin, Report

LABEL = "台账统计"
ORIGIN = "台账："
"""Beginning of the source of figures that were counted; the file's name follows."""
_MOST_ROWS = 400
"""Pieces of rows that an origin names; more than a person opens one by one."""


@dataclass(frozen=True)
class CellComparison:
    """A cell before the figures are taken over. ``None`` is a blank, for ``counted`` a cell that is withheld."""

    cell: Cell
    counted: int | None
    drafted: Figure | None
    last_year: Figure | None
    places: tuple[Place, ...]
    """Its applications; where it is withheld, those that keep it from being counted."""

    @property
    def differs(self) -> bool:
        """Whether taking the figure over changes the draft."""
        return self.counted is not None and self.counted != self.drafted


def comparisons(counted: Counted, report: Report, last_year: Report | None = None) -> tuple[CellComparison, ...]:
    """Every cell that the register says something about, in the order of the form."""
    then = _figures_of_last_year(counted, last_year) if last_year else {}
    count = counted.count
    return tuple(
        CellComparison(
            cell,
            count.figures.get(cell),
            report.figures.get(cell),
            then.get(cell),
            count.places.get(cell) or count.withheld.get(cell, ()),
        )
        for cell in counted.edition.cells
        if cell in count.figures or cell in count.withheld
    )


def register_edit(counted: Counted, report: Report, cells: Iterable[Cell] | None = None) -> Edit:
    """The edit that takes the counted figures over; ``cells``: only these. Cells that are withheld stay as they are."""
    figures = counted.count.figures
    chosen = [cell for cell in (counted.edition.cells if cells is None else cells) if cell in figures]
    return Edit(
        f"{LABEL} {len(chosen)} 格",
        figures={cell: figures[cell] for cell in chosen},
        unread={cell: None for cell in chosen if cell in report.unread},
        origins={cell: origin_of(counted, cell) for cell in chosen},
    )


def origin_of(counted: Counted, cell: Cell) -> Origin:
    """Where the figure was counted: the rows of the file, no names."""
    places = counted.count.places.get(cell, ())
    return Origin(f"{ORIGIN}{counted.file}", places_text(places) or "没有这样的申请", str(len(places)))


def is_counted(origin: Origin | None) -> bool:
    """Whether a figure was counted from a register."""
    return origin is not None and origin.source.startswith(ORIGIN)


def places_text(places: Iterable[Place], most: int = _MOST_ROWS) -> str:
    """``工作表“3月”第3–5、9行；工作表“4月”第2行``; empty for none."""
    by_sheet: dict[str, list[int]] = {}
    for sheet, row in places:
        by_sheet.setdefault(sheet, []).append(row)
    return "；".join(f"{sheet}{rows_text(rows, most)}" for sheet, rows in by_sheet.items())


def counted_report(counted: Counted) -> Report:
    """A report that holds nothing but what was counted."""
    figures: dict[Cell, Figure] = dict(counted.count.figures)
    origins = {cell: origin_of(counted, cell) for cell in figures}
    return Report(counted.edition.id, figures, origins=origins, facts={Fact.YEAR: str(counted.count.year)})


def carried_in_differences(counted: Counted, last_year: Report) -> tuple[tuple[Cell, int, Figure], ...]:
    """(cell, counted, last year's 结转下年度) where the two are not equal."""
    then = _figures_of_last_year(counted, last_year)
    return tuple(
        (cell, counted.count.figures[cell], then[carried])
        for cell, carried in counted.edition.carried_from.items()
        if cell in counted.count.figures and carried in then and then[carried] != counted.count.figures[cell]
    )


def last_year_problem(counted: Counted, last_year: Report) -> str:
    """Why a report is not that of the year before the register's; empty where it is."""
    return decide_prior_year(counted_report(counted), last_year).problem


def _figures_of_last_year(counted: Counted, last_year: Report) -> Mapping[Cell, Figure]:
    """None where the report is of another form, or not of the year before."""
    if last_year.edition != counted.edition.id or last_year_problem(counted, last_year):
        return {}
    return shown(last_year, counted.edition).figures
