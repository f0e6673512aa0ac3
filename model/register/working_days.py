"""Working days: weekends, holidays and worked weekends of each year, from a data file that an office can replace."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from model.form.schema import EditionError, built, entries_of, require_unique

FORMAT = 1
FILE = "holidays.toml"
_MOST_DAYS = 60
_SATURDAY = 5
_MOST_OFF = 9
"""Days from Monday to Friday that an arrangement of holidays takes from 40 working days in a row."""
_MOST_WORKED = 4
"""Saturdays and Sundays that it adds to them."""


@dataclass(frozen=True)
class _Year:
    year: int
    source: str
    off: tuple[str, ...]
    work: tuple[str, ...] = ()


@dataclass(frozen=True)
class _File:
    format: int
    years: tuple[_Year, ...]


@dataclass(frozen=True)
class WorkingDays:
    """``years`` are those whose holidays are known; of others only weekends are off."""

    years: frozenset[int] = frozenset()
    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, day: date, count: int, pause: tuple[date, date] | None = None) -> date:
        """The last of ``count`` working days that begin on the day after ``day``. Those of ``pause`` do not count: from
        the day after its first one to its last one."""
        found = day
        while count:
            found += timedelta(1)
            count -= self.is_working(found) and not _is_in(found, pause)
        return found

    def range_after(self, day: date, count: int, pause: tuple[date, date] | None = None) -> tuple[date, date]:
        """The earliest and the latest day that :meth:`after` gives, whatever is off in years that are not known; of
        known years both are the same."""
        due = self.after(day, count, pause)
        if not self.unknown(day, due):
            return due, due
        return self._after(day, count, pause, 0, _MOST_WORKED), self._after(day, count, pause, _MOST_OFF, 0)

    def unknown(self, first: date, last: date) -> frozenset[int]:
        """The years of the days from ``first`` to ``last`` that are not known."""
        return frozenset(range(first.year, last.year + 1)) - self.years

    def _after(self, day: date, count: int, pause: tuple[date, date] | None, off: int, worked: int) -> date:
        """In unknown years, the first ``off`` days to be worked are not, the first ``worked`` of weekends are."""
        found = day
        while count:
            found += timedelta(1)
            if _is_in(found, pause):
                continue
            is_working = self.is_working(found)
            if found.year not in self.years:
                if is_working and off:
                    off, is_working = off - 1, False
                elif not is_working and worked:
                    worked, is_working = worked - 1, True
            count -= is_working
        return found


def _is_in(day: date, pause: tuple[date, date] | None) -> bool:
    return pause is not None and pause[0] < day <= pause[1]


def load_working_days(path: Path) -> WorkingDays:
    """
    Raises:
        EditionError: the file is wrong; the text names the year.
    """
    read = built(_File, entries_of(path, FORMAT), path.name)
    require_unique(path.name, "years", [str(each.year) for each in read.years])
    off: set[date] = set()
    worked: set[date] = set()
    for year in read.years:
        where = f"{path.name}：years {year.year}"
        holidays = {day for text in year.off for day in _days(text, where)}
        made_up = {day for text in year.work for day in _days(text, where)}
        if wrong := sorted(day for day in made_up if day.weekday() < _SATURDAY):
            raise EditionError(f"{where}：work 里的 {wrong[0]} 不是星期六、星期日")
        if wrong := sorted(holidays & made_up):
            raise EditionError(f"{where}：{wrong[0]} 既在 off 里又在 work 里")
        if wrong := sorted(day for day in holidays | made_up if day.year != year.year):
            raise EditionError(f"{where}：{wrong[0]} 不是这一年的")
        off |= holidays
        worked |= made_up
    return WorkingDays(frozenset(each.year for each in read.years), frozenset(off), frozenset(worked))


def _days(text: str, where: str) -> Iterator[date]:
    first, _, last = text.partition("/")
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise EditionError(f"{where}：“{text}”不是日期，应写成 2025-10-01 或 2025-10-01/2025-10-08") from error
    if not 0 <= (end - begin).days < _MOST_DAYS:
        raise EditionError(f"{where}：“{text}”的先后不对，或者太长")
    yield from (begin + timedelta(number) for number in range((end - begin).days + 1))


def working_days_of(resources: Path, folder: Path | None) -> WorkingDays:
    """Those of the office's own file in the folder of the drafts, else those that come with the program.

    Raises:
        EditionError: the file is wrong.
    """
    own = folder / FILE if folder is not None else None
    return load_working_days(own if own is not None and own.is_file() else resources / FILE)
