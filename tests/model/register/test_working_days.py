"""Working days."""

from datetime import date
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


def test_every_year_has_the_days_off_that_the_law_gives() -> None:
    for year in DAYS.years:
        off = [day for day in DAYS.off if day.year == year]
        weekdays = sum(day.weekday() < 5 for day in off)
        worked = sum(day.year == year for day in DAYS.worked)
        assert 11 <= weekdays - worked + sum(day.weekday() >= 5 for day in off) <= 36, year
        assert date(year, 10, 1) in DAYS.off
        assert date(year, 5, 1) in DAYS.off


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
