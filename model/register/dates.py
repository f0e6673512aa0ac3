"""Dates as registers write them. What is not certainly one date is none."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

_WEEKDAY = r"(?:\s?\(?(?:星期|周)[一二三四五六日天]\)?)?"
_TIME = r"\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d{1,6})?)?|[时点](?:\d{1,2}分?|半|整)?)"
_CLOCK = _WEEKDAY + rf"(?:\s?(?:上午|中午|下午|晚上)(?:[T ]*{_TIME})?|[T ]+{_TIME})?"
_WHOLE = (
    re.compile(r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]?" + _CLOCK),
    re.compile(r"(?P<year>\d{4})([-/.、])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _CLOCK),
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<year>\d{2})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]?"),
)
_WITHOUT_YEAR = (
    re.compile(r"(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]?"),
    re.compile(r"(?P<month>\d{1,2})([-/])(?P<day>\d{1,2})"),
)
_SHORT_YEAR = re.compile(r"(?P<year>\d\d)([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
"""``24.3.5`` in the register of 2024 or a year beside it; elsewhere any of the three may be the year."""
_NEXT_YEAR = re.compile(r"\s?(?:次年|翌年|第二年|下年|转年)(?:的|度)?\s?")
_AROUND = " .'‘’`。,，"
"""Typed beside dates by mistake, or to keep a spreadsheet from changing them."""
_SERIAL = re.compile(r"(\d{5})(?:\.\d{1,15})?")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""2000-01-01 and 2099-12-31: outside, a number is not taken for a day."""
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets that count from 1900."""
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WRITTEN = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LONGEST = 60


@lru_cache(maxsize=20_000)
def read_date(text: str, year: int | None = None) -> date | None:
    """The date that ``text`` certainly is, else ``None``. ``year`` completes one that is written without: that of the
    sheet. A number of five digits is a day as spreadsheets count them."""
    if not text or len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip().strip(_AROUND)
    if match := _WRITTEN.fullmatch(plain):
        return _day(int(match[1].translate(_DIGITS)), _number(match[2]), _number(match[3]))
    for pattern in _WHOLE:
        if match := pattern.fullmatch(plain):
            found = int(match["year"])
            return _day(found + 2000 if found < 100 else found, int(match["month"]), int(match["day"]))
    if year is not None:
        if (match := _SHORT_YEAR.fullmatch(plain)) and abs(int(match["year"]) + 2000 - year) <= 1:
            return _day(int(match["year"]) + 2000, int(match["month"]), int(match["day"]))
        if match := _NEXT_YEAR.match(plain):
            plain, year = plain[match.end() :], year + 1
        for pattern in _WITHOUT_YEAR:
            if match := pattern.fullmatch(plain):
                return _day(year, int(match["month"]), int(match["day"]))
    if is_serial(plain):
        return _EPOCH + timedelta(days=int(plain.partition(".")[0]))
    return None


def shown_date(day: date) -> str:
    """``2024年3月5日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def is_serial(text: str) -> bool:
    """Whether ``text`` is a day as spreadsheets count them, of this century."""
    match = _SERIAL.fullmatch(text.strip())
    return match is not None and _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL


def lacks_year(text: str) -> bool:
    """Whether ``text`` is a date without a year."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    return any(pattern.fullmatch(plain) for pattern in _WITHOUT_YEAR)


def is_of_next_year(text: str) -> bool:
    """Whether ``text`` names a day of the year after another one, as in 次年1月10日."""
    return _NEXT_YEAR.match(unicodedata.normalize("NFKC", text[:_LONGEST]).strip()) is not None


def years_in(text: str) -> set[int]:
    """The years that a title or the name of a sheet or file names."""
    plain = unicodedata.normalize("NFKC", text[:200])
    return {int(year) for year in _YEAR.findall(plain)} or {int(year) for year in _BARE_YEAR.findall(plain)}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(written: str) -> int:
    """``二十三`` is 23; 0 for what is no number up to 99."""
    tens, ten, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    first = int(tens.translate(_DIGITS)) if tens else 1
    return first * 10 + (int(ones.translate(_DIGITS)) if ones else 0) if ten else first
