"""Working days."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.form.schema import EditionError
from model.register.working_days import WorkingDays, load_working_days
from tests.model.register.registers import RESOURCES

DAYS = load_working_days(RESOURCES / "holidays.toml")


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        ("2024-02-09", True),
        ("2024-02-12", False),
        ("2024-02-18", True),
        ("2024-10-12", True),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-02-28", True),
        ("2026-02-16", False),
        ("2030-10-01", True),
        ("2030-10-05", False),
    ],
)
def test_days(day: str, is_working: bool) -> None:
    assert DAYS.is_working(date.fromisoformat(day)) == is_working


def test_every_year_has_exactly_the_days_off_that_the_law_gives() -> None:
    """A holiday on a weekend is made up for, and each other day off is a weekend day that is worked: one day wrong
    anywhere changes the sum. 《全国年节及纪念日放假办法》: 11 days, 13 since 2025."""
    for year in DAYS.years:
        off = [day for day in DAYS.off if day.year == year and day.weekday() < 5]
        worked = [day for day in DAYS.worked if day.year == year]
        assert len(off) - len(worked) == (13 if year >= 2025 else 11), year


NEW_YEARS = {2021: "02-12", 2022: "02-01", 2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17"}
"""春节, as the almanac has it."""


def test_the_days_that_the_law_names_are_off_and_are_not_made_up_for_far_away() -> None:
    assert NEW_YEARS.keys() == DAYS.years
    for year in DAYS.years:
        named = [f"{year}-{day}" for day in ("01-01", "05-01", "10-01", "10-02", "10-03", NEW_YEARS[year])]
        assert {date.fromisoformat(day) for day in named} <= DAYS.off
    for day in DAYS.worked:
        assert day.weekday() >= 5
        assert any(abs((day - off).days) <= 11 for off in DAYS.off), day


def test_every_year_names_its_notice() -> None:
    text = (RESOURCES / "holidays.toml").read_text(encoding="utf-8")
    for each in tomllib.loads(text)["years"]:
        assert re.match(rf"国办发明电〔{each['year'] - 1}〕\d{{1,2}}号", each["source"]), each["source"]


def test_without_the_holidays_of_a_year_a_term_has_bounds_that_hold_for_every_year_that_is_known() -> None:
    unknown = WorkingDays()
    for number in range((date(2026, 11, 1) - date(2021, 1, 1)).days):
        day = date(2021, 1, 1) + timedelta(number)
        for count in (20, 40):
            earliest, latest = unknown.range_after(day, count)
            assert earliest <= DAYS.after(day, count) <= latest, (day, count)
    assert DAYS.range_after(date(2025, 9, 22), 20) == (date(2025, 10, 24), date(2025, 10, 24))


def test_a_term_that_only_ends_in_an_unknown_year_is_open_by_the_days_there() -> None:
    earliest, latest = DAYS.range_after(date(2026, 12, 3), 20)
    assert (DAYS.after(date(2026, 12, 3), 20), earliest) == (date(2026, 12, 31), date(2026, 12, 31))
    assert latest == date(2026, 12, 31)
    earliest, latest = DAYS.range_after(date(2026, 12, 7), 20)
    assert earliest == date(2027, 1, 2)  # a Saturday that may be worked
    assert latest > date(2027, 1, 4)
    assert DAYS.unknown(date(2026, 12, 7), latest) == {2027}


def test_twenty_working_days_begin_on_the_day_after() -> None:
    assert WorkingDays().after(date(2030, 3, 1), 20) == date(2030, 3, 29)
    assert DAYS.after(date(2025, 9, 22), 20) == date(2025, 10, 24)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024-02-04", "2024-02-05"),
        ("2024-10-01/2024-10-07", "2024-10-07/2024-10-01"),
        ("2024-10-01/2024-10-07", "国庆"),
        ("2024-10-12", "2024-10-06"),
        ("year = 2024", "year = 2023"),
        ("2022-01-29", "2021-01-30"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    text = (RESOURCES / "holidays.toml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(EditionError, match="holidays"):
        load_working_days(path)
