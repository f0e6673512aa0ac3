"""The reporting year: which one is due, its deadline, and parsing of a typed year."""

import re
from dataclasses import dataclass
from datetime import date

from model.errors import UserFacingError
from model.form.figures import plain


@dataclass(frozen=True)
class Deadlines:
    """Month and day of the following year; counties set their own. Source: 《政府信息公开条例》第四十九条."""

    due: tuple[int, int] = (1, 31)
    published: tuple[int, int] = (3, 31)
    """When the government's own report is published; after that the next report is the current one."""


USUAL = Deadlines()


class YearError(UserFacingError):
    """The text is not a reporting year."""


def reporting_year(today: date, deadlines: Deadlines = USUAL) -> int:
    """The year that is reported on at ``today``: last year until reports are published, then this year."""
    return today.year - 1 if (today.month, today.day) <= deadlines.published else today.year


def due(year: int, deadlines: Deadlines = USUAL) -> date:
    """The deadline of the report on ``year``."""
    return date(year + 1, *deadlines.due)


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
