"""Units × years: who handed in, with which verdict, and the figures that are compared, as exact as they were read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from model.batch.file_rows import Verdict
from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.form.figures import Figure
from model.report.derived_totals import shown
from model.report.report import Report
from model.store.kept_batch import KeptBatch, KeptFile
from model.years.unit_matching import UnitMatcher, former_names, list_of

MOST_YEARS = 20
"""From the first year to the last; where there are more, only those of which something is kept."""


class Attendance(StrEnum):
    """Whether a unit handed in for a year."""

    ON_TIME = "on_time"
    LATE = "late"
    HANDED_IN = "handed_in"
    """On an unknown day."""
    MISSING = "missing"
    """It was on the list of that year."""
    NOT_EXPECTED = "not_expected"
    """Nothing is kept of that year, or the unit was not on its list, or there was none."""

    @property
    def label(self) -> str:
        """As the user reads it."""
        return _LABELS[self]


_LABELS = {
    Attendance.ON_TIME: "按时",
    Attendance.LATE: "逾期",
    Attendance.HANDED_IN: "已交",
    Attendance.MISSING: "未交",
    Attendance.NOT_EXPECTED: "—",
}
_WORST_FIRST = tuple(reversed(Verdict))


@dataclass(frozen=True)
class UnitYear:
    """What one unit handed in for one year; several files where units were merged into it later."""

    attendance: Attendance
    files: tuple[KeptFile, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """By the label of the measure, of several files their sum; absent where one of them left a cell blank."""
    is_stranger: bool = False
    """It was not on the list of that year, and the office did not count it either: no part of the whole."""

    @property
    def verdict(self) -> Verdict | None:
        """The worst of its files; ``None`` without any."""
        verdicts = {each.verdict for each in self.files}
        return next((each for each in _WORST_FIRST if each.value in verdicts), None)


NOTHING = UnitYear(Attendance.NOT_EXPECTED, (), {})


@dataclass(frozen=True)
class UnitYears:
    """One row of the grid."""

    unit: str
    years: Mapping[int, UnitYear]
    """Absent: nothing is known of that year."""
    is_listed: bool
    """On the list of today, or of the newest year."""
    former: tuple[str, ...] = ()
    """Other names under which it handed in, oldest first."""

    def at(self, year: int) -> UnitYear:
        """What is known of that year."""
        return self.years.get(year, NOTHING)


@dataclass(frozen=True)
class YearGrid:
    """Everything that is kept of one office."""

    organ: str
    years: tuple[int, ...] = ()
    """Oldest first; also years between of which nothing is kept."""
    kept: Mapping[int, str] = field(default_factory=dict)
    """Year -> the id of its batch; absent where nothing is kept."""
    units: tuple[UnitYears, ...] = ()
    """In the order of the list, then those that it does not have, by name."""
    measures: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()
    """The measures that are drawn as lines."""

    def series(self, unit: UnitYears, measure: str) -> tuple[Figure | None, ...]:
        """The figures of the unit by year; ``None``: nothing is known, which is not zero."""
        return tuple(unit.at(year).figures.get(measure) for year in self.years)

    def handed_in(self, year: int) -> int:
        """How many units did, strangers apart."""
        return sum(bool(each.files) and not each.is_stranger for unit in self.units for each in (unit.at(year),))

    def strangers(self, year: int) -> tuple[str, ...]:
        """The units that handed in, but are no part of the whole."""
        return tuple(unit.unit for unit in self.units if unit.at(year).is_stranger)

    def total(self, measure: str, year: int) -> "PartialSum":
        """The figures of all units of that year, strangers apart."""
        if (measure, year) not in self._totals:
            self._totals[measure, year] = self._total(measure, year)
        return self._totals[measure, year]

    @cached_property
    def _totals(self) -> dict[tuple[str, int], "PartialSum"]:
        """Those that were asked for: a table asks for them with every paint."""
        return {}

    def _total(self, measure: str, year: int) -> "PartialSum":
        parts = [each for unit in self.units if not (each := unit.at(year)).is_stranger]
        figures = [each.figures[measure] for each in parts if measure in each.figures]
        return PartialSum(sum(figures) if figures else None, len(figures), self.handed_in(year))


@dataclass(frozen=True)
class PartialSum:
    """A sum, and of how many units it is."""

    figure: Figure | None
    units: int
    """Units whose figure is in it."""
    of: int
    """Units that handed in."""

    @property
    def is_whole(self) -> bool:
        """Whether the figure of every unit that handed in is in it."""
        return self.figure is not None and self.units == self.of


def year_grid(
    organ: str, batches: Mapping[str, KeptBatch], editions: Mapping[str, Edition], units: UnitList
) -> YearGrid:
    """``batches`` by id, one a year; ``units``: the list of today, which may be empty."""
    if not batches:
        return YearGrid(organ, (), {})
    by_year = {batch.year: (key, batch) for key, batch in batches.items()}
    listed = list_of(batches.values(), units)
    matcher = UnitMatcher(listed)
    found: dict[str, dict[int, list[KeptFile]]] = {each.name: {} for each in listed.units}
    missing: dict[str, set[int]] = {}
    for year, (_, batch) in sorted(by_year.items()):
        for file in batch.files:
            if unit := matcher.unit_of(file, batch):
                found.setdefault(unit, {}).setdefault(year, []).append(file)
        for kept in batch.units:
            missing.setdefault(matcher.unit_named(kept), set()).add(year)
    with_list = {year for year, (_, batch) in by_year.items() if batch.units}
    names = [each.name for each in listed.units]
    names += sorted((found.keys() | missing.keys()) - set(names))
    measuring = _Measuring(editions)
    rows = tuple(
        UnitYears(
            name,
            _years(found.get(name, {}), missing.get(name, set()), with_list, measuring),
            name in {each.name for each in listed.units},
            former_names(name, found.get(name, {})),
        )
        for name in names
    )
    entries = next((each.measures for each in editions.values()), ())
    return YearGrid(
        organ,
        _span(by_year),
        {year: key for year, (key, _) in by_year.items()},
        rows,
        tuple(each.label for each in entries),
        tuple(each.label for each in entries if each.trend),
    )


def _span(years: Iterable[int]) -> tuple[int, ...]:
    first, last = min(years), max(years)
    return tuple(range(first, last + 1)) if last - first < MOST_YEARS else tuple(sorted(years))


def _years(
    files: Mapping[int, list[KeptFile]], expected: Collection[int], with_list: Collection[int], measuring: "_Measuring"
) -> dict[int, UnitYear]:
    made = {year: UnitYear(Attendance.MISSING, (), {}) for year in expected}
    for year, handed_in in files.items():
        is_stranger = year in with_list and year not in expected and not any(each.is_counted for each in handed_in)
        made[year] = UnitYear(_attendance(handed_in), tuple(handed_in), measuring.sums(handed_in), is_stranger)
    return made


def _attendance(files: Iterable[KeptFile]) -> Attendance:
    """Of several files the latest counts."""
    days = [each.on_time for each in files]
    if False in days:
        return Attendance.LATE
    return Attendance.HANDED_IN if None in days else Attendance.ON_TIME


class _Measuring:
    def __init__(self, editions: Mapping[str, Edition]) -> None:
        self._editions = editions
        self._cells = {
            key: {each.label: each.matching(edition.cells) for each in edition.measures}
            for key, edition in editions.items()
        }

    def sums(self, files: Iterable[KeptFile]) -> dict[str, Figure]:
        of_each = [self._of(each.report) for each in files]
        labels = of_each[0].keys() if of_each else ()
        return {label: sum(each[label] for each in of_each) for label in labels if all(label in e for e in of_each)}

    def _of(self, report: Report | None) -> dict[str, Figure]:
        edition = self._editions.get(report.edition) if report is not None else None
        if report is None or edition is None:
            return {}
        figures = shown(report, edition).figures
        return {
            label: sum(figures[cell] for cell in cells)
            for label, cells in self._cells[edition.id].items()
            if cells and all(cell in figures for cell in cells)
        }
