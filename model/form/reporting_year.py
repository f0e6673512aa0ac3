"""The reporting year: which one is due, its deadline, and parsing of a typed year."""

import re
from datetime import date

from model.errors import UserFacingError
from model.form.figures import plain

DUE = (1, 31)
"""Month and day of the following year. Source: 《政府信息公开条例》第四十九条."""
PUBLISHED = (3, 31)
"""Month and day by which the government's own report is published; after that the next report is the current one."""


class YearError(UserFacingError):
    """The text is not a reporting year."""


def reporting_year(today: date) -> int:
    """The year that is reported on at ``today``: last year until the end of March, then this year."""
    return today.year - 1 if (today.month, today.day) <= PUBLISHED else today.year


def due(year: int) -> date:
    """The deadline of the report on ``year``."""
    return date(year + 1, *DUE)


def read_year(text: str) -> int:
    """The year in ``2025``, ``２０２５``, ``2025年`` or ``2025年度``.

    Raises:
        YearError: anything else.
    """
    match = re.fullmatch(r"((?:19|20)\d\d)年?度?", plain(text))
    if match is None:
        problem = f"“{text.strip()[:12]}”不是年度，" if text.strip() else ""
        raise YearError(f"{problem}请填写四位年份，如 2025")
    return int(match[1])


def is_year(text: str) -> bool:
    """Whether :func:`read_year` accepts ``text``."""
    try:
        read_year(text)
    except YearError:
        return False
    return True
