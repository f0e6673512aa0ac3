"""Dates as registers write them; what is not certainly one date is none."""

from datetime import date

import pytest

from model.register.dates import is_of_next_year, is_serial, lacks_year, read_date, years_in

MARCH_5 = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024年3月5日",
            "2024-03-05",
            "2024/3/5",
            "2024.3.5",
            "20240305",
            "２０２４．３．５",
            "24年3月5日",
            "2024年03月05号",
        ),
        *(
            "2024-03-05 14:30:00",
            "2024-03-05T14:30",
            "2024-03-05 上午",
            "2024年3月5日（星期二）",
            "2024/3/5 周二 9:30",
            "二〇二四年三月五日",
            "45356",
            "45356.6",
            " 2024-3-5 ",
        ),
    ],
)
def test_a_whole_date_is_read(text: str) -> None:
    assert read_date(text) == MARCH_5


@pytest.mark.parametrize("text", ["3月5日", "3/5", "3-5", "03月05日"])
def test_a_date_without_a_year_takes_that_of_the_sheet(text: str) -> None:
    assert read_date(text, 2024) == MARCH_5
    assert read_date(text) is None
    assert lacks_year(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "3.5",
            "2024年3月",
            "2024.13.5",
            "2024-02-30",
            "19.3.5",
            "3/5/2024",
            "2024-3/5",
            "约3月",
            "12345",
            "99999",
        ),
        *("2024年3月5日至6日", "二〇二四年三月四十日", "二〇二四年十十月一日", "已答复", "5" * 70),
    ],
)
def test_what_is_not_certainly_one_date_is_none(text: str) -> None:
    assert read_date(text, 2024) is None


def test_numbers_are_days_of_this_century_only() -> None:
    assert is_serial("36526")
    assert not is_serial("36525")
    assert read_date("36526") == date(2000, 1, 1)


def test_years_of_titles_and_sheets() -> None:
    assert years_in("某局2024年依申请公开台账") == {2024}
    assert years_in("2023年、2024年") == {2023, 2024}
    assert years_in("台账2024") == {2024}
    assert years_in("电话 02012345678") == set()


def test_a_year_of_two_digits_is_one_in_a_register_of_that_year() -> None:
    assert read_date("24.3.5", 2024) == read_date("24-3-5", 2025) == date(2024, 3, 5)
    assert read_date("24.3.5") is None
    assert read_date("24.3.5", 2019) is None


@pytest.mark.parametrize(
    "text", ["2024年3月5日下午3时", "2024.3.5.", "'2024-03-05", "2024、3、5", "2024年3月5日上午9:30", "2024年3月5日。"]
)
def test_what_is_typed_beside_a_date_does_not_matter(text: str) -> None:
    assert read_date(text) == date(2024, 3, 5)


def test_a_day_of_the_next_year_needs_the_year_before() -> None:
    assert read_date("次年1月10日", 2024) == date(2025, 1, 10)
    assert read_date("次年1月10日") is None
    assert is_of_next_year("次年1月10日")
    assert not is_of_next_year("1月10日")
