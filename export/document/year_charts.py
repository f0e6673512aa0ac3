"""Charts of the figures of many units and years, free of file formats: what is drawn, and the table of its figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from model.form.figures import Figure, show_figure
from model.years.year_grid import UnitYears, YearGrid

NONE = "—"
"""In the table: nothing is known, which is not zero."""
SOME = "＊"
"""After a sum of some units only."""
ALL = "全部单位"
_FEW = 8


class ChartForm(StrEnum):
    """How the figures are drawn."""

    LINES = "lines"
    COLUMNS = "columns"
    BARS = "bars"
    """A line a unit; several series lie below each other."""
    STACKED = "stacked"
    """A line a unit; the series are parts of one bar."""


@dataclass(frozen=True)
class ChartSeries:
    """The figures of one measure or year, one for each head."""

    name: str
    figures: tuple[Figure | None, ...]
    """``None``: a gap."""
    of_some: frozenset[int] = frozenset()
    """The places of sums that lack the figure of a unit that handed in."""


@dataclass(frozen=True)
class YearChart:
    """One chart."""

    title: str
    form: ChartForm
    of: str
    """What the heads are: 年度 or 单位."""
    heads: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    notes: tuple[str, ...] = ()
    """What the figures are made of and what is missing, a sentence each."""
    gaps: Mapping[int, str] = field(default_factory=dict)
    """The place of a head without any figure -> why, in a word or two."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure at all."""
        return all(figure is None for each in self.series for figure in each.figures)

    @property
    def most(self) -> Figure:
        """The largest figure, or sum of a stacked bar; 0 without any."""
        if self.form is ChartForm.STACKED:
            return max((self.stack(place) or 0 for place in range(len(self.heads))), default=0)
        return max((figure for each in self.series for figure in each.figures if figure is not None), default=0)

    def stack(self, place: int) -> Figure | None:
        """The sum of all series; ``None`` where one of them has no figure, as part of a bar is no bar."""
        figures = [each.figures[place] for each in self.series]
        return sum(each for each in figures if each is not None) if None not in figures else None

    def for_page(self, most: int) -> "YearChart":
        """What is drawn above the table of figures and the notes: at most so many heads, and no notes but that."""
        return replace(self, notes=()).first(most)

    def first(self, most: int) -> "YearChart":
        """Only the first ``most`` heads; a note says so."""
        if len(self.heads) <= most:
            return self
        cut = tuple(
            ChartSeries(each.name, each.figures[:most], frozenset(at for at in each.of_some if at < most))
            for each in self.series
        )
        note = f"图中为前 {most} 个，其余见表"
        gaps = {at: why for at, why in self.gaps.items() if at < most}
        return YearChart(self.title, self.form, self.of, self.heads[:most], cut, (*self.notes, note), gaps)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The figures as rows of text, heads first."""
        rows = [(self.of, *(each.name for each in self.series))]
        rows += [(head, *(cell(each, place) for each in self.series)) for place, head in enumerate(self.heads)]
        return tuple(rows)

    @property
    def description(self) -> str:
        """The alternative text."""
        parts = (
            f"{head}：" + "，".join(f"{each.name} {cell(each, place)}" for each in self.series)
            for place, head in enumerate(self.heads[:30])
        )
        return f"{self.title}。{'；'.join(parts)}。"


def cell(series: ChartSeries, place: int) -> str:
    """The figure as the table has it."""
    figure = series.figures[place]
    shown = NONE if figure is None else show_figure(figure)
    return f"{shown}{SOME}" if place in series.of_some else shown


def by_year(
    grid: YearGrid, measures: Sequence[str], unit: UnitYears | None = None, form: ChartForm = ChartForm.COLUMNS
) -> YearChart:
    """The measures over the years, of one unit or of all units added up."""
    heads = tuple(f"{year} 年" for year in grid.years)
    if unit is None:
        series = tuple(_totals(grid, measure) for measure in measures)
        notes = tuple(_about_totals(grid, series))
    else:
        series = tuple(ChartSeries(measure, grid.series(unit, measure)) for measure in measures)
        notes = tuple(_about_unit(grid, unit))
    whose = unit.unit if unit is not None else f"{grid.organ}{ALL}合计"
    gaps = {at: "没有留存" for at, year in enumerate(grid.years) if year not in grid.kept}
    if unit is not None:
        gaps |= {
            at: unit.at(year).attendance.label
            for at, year in enumerate(grid.years)
            if year in grid.kept and not unit.at(year).files
        }
    return YearChart(f"{whose}历年{_named(measures)}（件）", form, "年度", heads, series, notes, gaps)


def _named(measures: Sequence[str]) -> str:
    return "、".join(measures) if len(measures) <= 3 else "办理结果"


def _totals(grid: YearGrid, measure: str) -> ChartSeries:
    sums = [grid.total(measure, year) for year in grid.years]
    of_some = frozenset(at for at, each in enumerate(sums) if each.figure is not None and not each.is_whole)
    return ChartSeries(measure, tuple(each.figure for each in sums), of_some)


def _about_totals(grid: YearGrid, series: Sequence[ChartSeries]) -> Iterator[str]:
    counts = [f"{year} 年 {grid.handed_in(year)} 个" for year in grid.years if year in grid.kept]
    yield f"各年相加的单位：{'，'.join(counts)}"
    strangers = [(year, grid.strangers(year)) for year in grid.years]
    if told := [f"{year} 年{_listed(names)}" for year, names in strangers if names]:
        yield f"名单以外、没有计入汇总的不在内：{'；'.join(told)}"
    if any(each.of_some for each in series):
        yield f"{SOME}有单位没有填这一项，是其余单位之和"
    yield from _about_gaps(grid)


def _about_gaps(grid: YearGrid) -> Iterator[str]:
    if gaps := [f"{year}" for year in grid.years if year not in grid.kept]:
        yield f"{'、'.join(gaps)} 年没有留存"


def _about_unit(grid: YearGrid, unit: UnitYears) -> Iterator[str]:
    for year in grid.years:
        if len(files := unit.at(year).files) > 1:
            yield f"{year} 年为{'、'.join(each.unit for each in files)}之和"
    if unit.former:
        yield f"曾用名：{'、'.join(unit.former)}"
    yield from _about_gaps(grid)


def by_unit(grid: YearGrid, measures: Sequence[str], year: int, most: int | None = None) -> YearChart:
    """The units of one year, largest first: one measure beside that of the year before, or several as parts."""
    units = [each for each in grid.units if each.at(year).files]
    known = [each for each in units if all(measure in each.at(year).figures for measure in measures)]
    known.sort(key=lambda each: -sum(each.at(year).figures[measure] for measure in measures))
    shown = known[:most] if most else known
    heads = tuple(each.unit for each in shown)
    if len(measures) == 1:
        [measure] = measures
        years = [year, *(each for each in (year - 1,) if each in grid.kept)]
        series = tuple(
            ChartSeries(f"{each} 年", tuple(unit.at(each).figures.get(measure) for unit in shown)) for each in years
        )
        form = ChartForm.BARS
    else:
        series = tuple(
            ChartSeries(measure, tuple(unit.at(year).figures[measure] for unit in shown)) for measure in measures
        )
        form = ChartForm.STACKED
    title = f"{grid.organ} {year} 年度各单位{_named(measures)}（件）".strip()
    return YearChart(title, form, "单位", heads, series, tuple(_about_units(grid, year, units, known, shown)))


def _about_units(
    grid: YearGrid,
    year: int,
    units: Sequence[UnitYears],
    known: Sequence[UnitYears],
    shown: Sequence[UnitYears],
) -> Iterator[str]:
    if len(shown) < len(known):
        yield f"{len(known)} 个单位中的前 {len(shown)} 个"
    if unknown := [each.unit for each in units if each not in known]:
        yield f"没有填的 {len(unknown)} 个单位不在内：{_listed(unknown)}"
    if missing := [each.unit for each in grid.units if each.is_listed and not each.at(year).files]:
        yield f"没有年报的 {len(missing)} 个单位不在内：{_listed(missing)}"


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_FEW]) + (f"等 {len(names)} 个" if len(names) > _FEW else "")
