"""Figures: parsing and formatting of the numbers in cells. Blank is not zero."""

import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from model.errors import UserFacingError

Figure = int | Decimal
"""A count (``int``) or an amount in 万元 (``Decimal``)."""

_SIGNS = (("增加", ""), ("减少", "-"), ("增", ""), ("减", "-"), ("+", ""), ("-", "-"), ("−", "-"))

MOST_DIGITS = 12
"""Before the decimal point; no organ reaches 10^12 of anything."""
MOST_DECIMALS = 6
"""An amount in 万元 exact to 分 needs six decimals."""


_BACKWARDS = "\u202e"
"""From here on, what is written from left to right is shown from right to left."""


class FigureError(UserFacingError):
    """The text is not a figure of the required kind."""


def plain(text: str) -> str:
    """``text`` with full-width characters made half-width, and without white space or invisible characters. Control
    characters stay: in a damaged file one may stand for a digit."""
    if text.isascii() and text.isalnum():
        return text
    if "\n" in text:
        return _plain_lines(text)
    return _plain(text)


class _Seen(dict[int, int | None]):
    """A ``str.translate`` table that maps invisible characters to ``None``, filled on first use of each character."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        unseen = character.isspace() or unicodedata.category(character) == "Cf"
        self[code] = found = None if unseen else code
        return found


_SEEN = _Seen()


@lru_cache(maxsize=2048)
def _plain(text: str) -> str:
    """Cached because the same labels, marks and paragraphs recur."""
    return unicodedata.normalize("NFKC", text).translate(_SEEN)


@lru_cache(maxsize=64)
def _plain_lines(text: str) -> str:
    """Cached because several rules read the same section."""
    return "".join(map(_plain, text.split("\n")))


@lru_cache(maxsize=1024)
def read_unsigned(text: str) -> Decimal | None:
    """A number of zero or more, with or without decimals; ``None`` for blank text. Commas must separate thousands.

    Raises:
        FigureError: ``text`` is not such a number.
    """
    _refuse_marks(text)
    digits = plain(text).replace("，", ",").replace("﹐", ",")
    if not digits:
        return None
    if "," in digits:
        whole, _, rest = digits.partition(".")
        first, *groups = whole.split(",")
        if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups) or "," in rest:
            raise FigureError(f"“{text.strip()}”不是一个数：逗号不在千位上")
        digits = digits.replace(",", "")
    if not digits.isascii() or not all(ch.isdigit() or ch in ".-+" for ch in digits):
        raise FigureError(f"“{_short(text)}”不是数字")
    try:
        number = Decimal(digits)
    except InvalidOperation as error:
        raise FigureError(f"“{_short(text)}”不是数字") from error
    if digits[0] in "+-":
        raise FigureError(f"“{_short(text)}”带有正负号：应为不小于 0 的数")
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        # "000" or "012" is more often three cells run together, or a code, than a number
        raise FigureError(f"“{_short(text)}”以 0 开头，不能确定是哪个数")
    if number.adjusted() >= MOST_DIGITS:
        raise FigureError(f"“{_short(text)}”超出范围：最多 {MOST_DIGITS} 位整数，请核实")
    return number


def _refuse_marks(text: str) -> None:
    """
    Raises:
        FigureError: there is a footnote mark or an exponent, which NFKC would turn into one more digit.
    """
    if _BACKWARDS in text:
        raise FigureError(f"“{_short(text.replace(_BACKWARDS, ''))}”是倒着显示的，不能确定是哪个数")
    if any(unicodedata.category(ch) == "No" for ch in text):
        raise FigureError(f"“{_short(text)}”不是数字：里面有上标、下标或带圈的数字")


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 24 else text[:23] + "…"


@lru_cache(maxsize=1024)
def count_in_digits(text: str) -> int | None:
    """The count that ``text`` is, where it is nothing but its digits, as nearly all are; ``None`` for any other text,
    which may be a count all the same. Cached because a report repeats few small counts, 0 above all."""
    is_plain = len(text) <= MOST_DIGITS and text.isascii() and text.isdigit() and (text[0] != "0" or len(text) == 1)
    return int(text) if is_plain else None


def read_count(text: str) -> int | None:
    """A count of things; ``None`` for blank text.

    Raises:
        FigureError: ``text`` is not a whole number of zero or more, e.g. ``"2.5"`` or ``"约3"``.
    """
    count = count_in_digits(text)
    if count is not None:
        return count
    number = read_unsigned(text)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise FigureError(f"“{_short(text)}”不是整数：件数应为不小于 0 的整数")
    return int(number)


def read_signed(text: str) -> int | None:
    """A change of a count: ``+123``, ``123``, ``-4``, ``减4``; ``None`` for blank text.

    Source: 2019 edition, table 2, 本年增/减.

    Raises:
        FigureError: ``text`` is not a whole number with at most one sign.
    """
    _refuse_marks(text)
    rest = plain(text)
    sign = ""
    for written, means in _SIGNS:
        if rest.startswith(written) and len(rest) > len(written):
            rest, sign = rest.removeprefix(written), means
            break
    try:
        count = read_count(rest)
    except FigureError as error:
        raise FigureError(f"“{_short(text)}”不是增减的件数：应为整数，增加写 12，减少写 -4") from error
    return -count if count and sign else count


def read_amount(text: str) -> Decimal | None:
    """An amount in 万元, to six decimals; ``None`` for blank text.

    Source: 2021 edition, table 2, 第二十条第（八）项; the heading prints the unit.

    Raises:
        FigureError: ``text`` is not a number of zero or more, e.g. ``"约3万"``.
    """
    number = read_unsigned(text)
    if number is None:
        return None
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS:
        raise FigureError(f"“{_short(text)}”小数过长：金额以万元为单位，最多 {MOST_DECIMALS} 位小数")
    return number


def show_figure(figure: Figure | None) -> str:
    """The figure as printed: plain digits without exponent or separators; empty for ``None``."""
    if figure is None:
        return ""
    return format(figure, "f") if isinstance(figure, Decimal) else str(figure)
