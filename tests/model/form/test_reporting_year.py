from datetime import date

import pytest

from model.form.reporting_year import Deadlines, YearError, due, read_year, reporting_year


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 1, 1), 2025),
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2026, 12, 31), 2026),
    ],
)
def test_until_the_end_of_march_people_report_on_last_year(today: date, year: int) -> None:
    assert reporting_year(today) == year


def test_a_report_is_due_on_the_last_of_january_of_the_next_year() -> None:
    assert due(2025) == date(2026, 1, 31)


@pytest.mark.parametrize("text", ["2025", " ２０２５ ", "2025年", "2025 年度", "2025度"])
def test_a_year_may_be_written_as_people_write_it(text: str) -> None:
    assert read_year(text) == 2025


@pytest.mark.parametrize("text", ["", "25", "20255", "二〇二五", "2025-2026", "1825", "+2025"])
def test_anything_else_is_no_year(text: str) -> None:
    with pytest.raises(YearError, match="四位年份"):
        read_year(text)


def test_a_county_sets_its_own_deadlines() -> None:
    own = Deadlines((1, 20), (12, 31))
    assert due(2025, own) == date(2026, 1, 20)
    assert reporting_year(date(2026, 12, 31), own) == 2025
    assert reporting_year(date(2026, 4, 1), Deadlines(published=(2, 28))) == 2026
