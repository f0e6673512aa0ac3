"""图解: bars that set this year beside last year, for the page that may go after the report.

Drawn by hand, as shapes of each format: three charts of bars need no library, stay vectors everywhere, and their
numbers stay text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell, Table
from model.report.derived_totals import shown
from model.report.report import Report

HEADING = "数据图解（附页，不属于年度报告格式内容）"
"""What stands from here on the importer does not read."""
TABLE = "requests"
FLOW = (
    ("本年新收", "received"),
    ("上年结转", "carried_in"),
    ("办理结果总计", "results.total"),
    ("结转下年度", "carried_out"),
)
STEPS = 60
"""Of a bar's full length in Word, where bars are cells."""
LABEL_MM, BARS_MM = 38.0, 84.0
SOLID, LIGHT = "404040", "D9D9D9"
"""Told apart in black and white too."""


@dataclass(frozen=True)
class Bar:
    """``None`` is a blank."""

    label: str
    this_year: Figure | None
    last_year: Figure | None


@dataclass(frozen=True)
class Chart:
    title: str
    bars: tuple[Bar, ...]
    years: tuple[str, str]
    """This year's and last year's name."""

    @property
    def most(self) -> Figure:
        return max((figure for bar in self.bars for figure in (bar.this_year, bar.last_year) if figure), default=1)

    @property
    def description(self) -> str:
        """The alternative text."""
        bars = "；".join(
            f"{bar.label} {self.years[0]} {_number(bar.this_year)}"
            + (f"，{self.years[1]} {_number(bar.last_year)}" if self.has_last_year else "")
            for bar in self.bars
        )
        return f"{self.title}：{bars}。"

    @property
    def has_last_year(self) -> bool:
        return any(bar.last_year is not None for bar in self.bars)

    def lines(self) -> Iterator[tuple[str, str, Figure | None, bool]]:
        """(label, the year's name, figure, whether it is this year's), from top to bottom."""
        for bar in self.bars:
            yield bar.label, self.years[0], bar.this_year, True
            if self.has_last_year:
                yield "", self.years[1], bar.last_year, False

    def share(self, figure: Figure | None) -> float:
        """How much of the full length the bar takes."""
        return float(figure / self.most) if figure and figure > 0 else 0.0


def compose_charts(report: Report, edition: Edition, last_figures: Mapping[Cell, Figure] | None) -> tuple[Chart, ...]:
    """新收、办结、结转; results; applicants. ``last_figures`` is what stood in the same cells last year."""
    figures, last, table = shown(report, edition).figures, last_figures or {}, edition.table(TABLE)
    years = (f"{report.year}年" if report.year else "本年", f"{report.year - 1}年" if report.year else "上年")

    def bar(label: str, cells: Sequence[Cell]) -> Bar:
        return Bar(label, _sum(figures, cells), _sum(last, cells))

    flow = [bar(label, (Cell(TABLE, row, "total"),)) for label, row in FLOW]
    results = [bar(label, [Cell(TABLE, row, "total") for row in rows]) for label, rows in _groups(table)]
    applicants = [
        bar(column.name, (Cell(TABLE, "received", column.id),)) for column in table.columns if column.id != "total"
    ]
    return (
        Chart("申请收到和办理（件）", tuple(flow), years),
        Chart("办理结果（件）", tuple(results), years),
        Chart("本年新收按申请人（件）", tuple(applicants), years),
    )


def _sum(figures: Mapping[Cell, Figure], cells: Sequence[Cell]) -> Figure | None:
    """``None`` while one of them is blank: the sum of some is no figure."""
    return sum(figures[cell] for cell in cells) if all(cell in figures for cell in cells) else None


def _groups(table: Table) -> list[tuple[str, list[str]]]:
    """The kinds of result with their rows, under the names that the form prints."""
    groups: dict[str, list[str]] = {}
    for row in table.rows:
        if row.id.startswith("results.") and row.id != "results.total":
            groups.setdefault(row.id.split(".")[1], []).append(row.id)
    return [(_printed_name(table, rows), rows) for rows in groups.values()]


def _printed_name(table: Table, rows: Sequence[str]) -> str:
    """``予以公开``: the label that stands beside just these rows, without its number and remarks."""
    tops = [table.place_of[Cell(table.id, row, "total")].top for row in rows]
    labels = [
        place
        for place in table.places
        if place.role == "label" and (place.top, place.bottom) == (min(tops), max(tops) + 1)
    ]
    name = min(labels, key=lambda place: place.left).text if labels else rows[0]
    return name.partition("）")[2].partition("（")[0] or name


def _number(figure: Figure | None) -> str:
    return show_figure(figure) or "未填"
