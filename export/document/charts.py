"""图解: bar charts of this year and last year, for an optional page after the report.

Drawn with the shapes of each format, without a library: the bars stay vector graphics and the numbers text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.form.edition import BarEntry, Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.report.derived_totals import shown
from model.report.report import Report

HEADING = "数据图解（附页，不属于年度报告格式内容）"
"""The importer ignores everything from this heading on."""
STEPS = 60
"""Units of a bar's full length in Word, where bars are table cells."""
LABEL_MM, BARS_MM = 38.0, 84.0
SOLID, LIGHT = "404040", "D9D9D9"
"""Distinguishable in black and white print."""


@dataclass(frozen=True)
class Bar:
    """``None`` is a blank figure."""

    label: str
    this_year: Figure | None
    last_year: Figure | None


@dataclass(frozen=True)
class Chart:
    """One bar chart: its bars, each with this year's and last year's figure."""

    title: str
    bars: tuple[Bar, ...]
    years: tuple[str, str]
    """This year's and last year's name."""

    @property
    def most(self) -> Figure:
        """The largest figure, to which all bars are scaled; 1 when there is none above zero."""
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
        """Whether any bar has a figure of last year; otherwise only this year is drawn."""
        return any(bar.last_year is not None for bar in self.bars)

    def lines(self) -> Iterator[tuple[str, str, Figure | None, bool]]:
        """(label, the year's name, figure, whether it is this year's), from top to bottom."""
        for bar in self.bars:
            yield bar.label, self.years[0], bar.this_year, True
            if self.has_last_year:
                yield "", self.years[1], bar.last_year, False

    def share(self, figure: Figure | None) -> float:
        """The length of the bar as a share of the full length, 0 to 1."""
        return float(figure / self.most) if figure and figure > 0 else 0.0


def compose_charts(report: Report, edition: Edition, last_figures: Mapping[Cell, Figure] | None) -> tuple[Chart, ...]:
    """The charts defined by the edition. ``last_figures`` are last year's figures of the same cells."""
    figures, last = shown(report, edition).figures, last_figures or {}
    years = (f"{report.year}年" if report.year else "本年", f"{report.year - 1}年" if report.year else "上年")

    def bar(entry: BarEntry) -> Bar:
        cells = entry.matching(edition.cells)
        return Bar(entry.label, _sum(figures, cells), _sum(last, cells))

    return tuple(Chart(chart.title, tuple(map(bar, chart.bars)), years) for chart in edition.charts)


def _sum(figures: Mapping[Cell, Figure], cells: Sequence[Cell]) -> Figure | None:
    """``None`` while one of the cells is blank: a partial sum is not a figure."""
    return sum(figures[cell] for cell in cells) if all(cell in figures for cell in cells) else None


def _number(figure: Figure | None) -> str:
    return show_figure(figure) or "未填"
