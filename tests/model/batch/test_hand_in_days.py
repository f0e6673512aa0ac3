"""When a unit handed in: what the office recorded counts before the day of its file."""

from datetime import date

from model.batch.hand_in_days import hand_in_days
from model.batch.unit_list import Unit, UnitList

UNITS = UnitList((Unit("甲局", received=date(2025, 1, 10)), Unit("乙局"), Unit("丙局", received=date(2025, 1, 12))))


def test_the_recorded_day_counts_and_what_a_day_is_can_be_said() -> None:
    units = {0: "甲局", 1: "乙局", 2: "丙局", 4: "丁局"}
    files = {0: date(2025, 3, 1), 1: date(2025, 1, 20), 3: date(2025, 1, 21)}
    found = hand_in_days(UNITS, units, files)
    assert {number: (each.day.day, each.basis) for number, each in found.items()} == {
        0: (10, "登记的收到日期"),
        1: (20, "文件日期"),
        2: (12, "登记的收到日期"),
        3: (21, "文件日期"),
    }
