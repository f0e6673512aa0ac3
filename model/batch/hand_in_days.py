"""The day on which a unit handed in: as the office has recorded it, else the day of its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from model.batch.unit_list import UnitList

RECORDED, OF_FILE = "登记的收到日期", "文件日期"
"""What a day is, as it is said beside 按时 and 逾期."""


@dataclass(frozen=True)
class HandInDay:
    """A day, and whether the office recorded it."""

    day: date
    is_recorded: bool
    """``False``: the file's last change. A copy or a correction made here may be later than the hand-in."""

    @property
    def basis(self) -> str:
        """What the day is, in words."""
        return RECORDED if self.is_recorded else OF_FILE


def hand_in_days(units: UnitList, unit_of: Mapping[int, str], file_days: Mapping[int, date]) -> dict[int, HandInDay]:
    """By the number of the file; one whose day is not known is absent. ``unit_of``: the unit of each file, where known;
    ``file_days``: the day of each file, where known."""
    recorded = {each.name: each.received for each in units.units if each.received is not None}
    found = {number: HandInDay(day, is_recorded=False) for number, day in file_days.items()}
    for number, unit in unit_of.items():
        if (day := recorded.get(unit)) is not None:
            found[number] = HandInDay(day, is_recorded=True)
    return found
