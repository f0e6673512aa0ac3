"""Parsing, formatting and rounding-aware comparison of numbers as written in the text."""

import re
from decimal import Decimal

from model.form.figures import Figure, show_figure
from model.narrative.claims import Claim, ClaimKind
from model.narrative.numbers import read_han, write_han


def as_written(claim: Claim, figure: Figure | None) -> str:
    """The figure in the style of the claim's number; empty if that is not a plain number."""
    if figure is not None and claim.kind is ClaimKind.AMOUNT and value_of(claim.text) == claim.value * 10000:
        figure = Decimal(figure) * 10000  # the words say it in 元
    return written_like(claim.text, figure)


_PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

_IN_THOUSANDS = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:[ \u2009\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?"
)
_SPACE = re.compile(r"\s")


def value_of(text: str) -> Decimal | None:
    """The value of a number in the text; ``None`` if it is not a plain number (20.4万)."""
    if _PLAIN_NUMBER.fullmatch(text) or _IN_THOUSANDS.fullmatch(text):
        return Decimal(_SPACE.sub("", text.replace(",", "")))
    by_words = None if any(character.isdigit() for character in text) else read_han(text)
    return None if by_words is None else Decimal(by_words)


def written_like(text: str, figure: Figure | None) -> str:
    """The figure in the style of ``text`` (Chinese numeral, separators); empty if that is not a plain number."""
    if figure is None or value_of(text) is None:
        return ""
    if not any(map(str.isdigit, text)):
        return write_han(int(figure)) if figure == int(figure) else ""
    short = without_fraction(figure)
    if space := _SPACE.search(text):
        return f"{short:,}".replace(",", space[0])
    return f"{short:,}" if "," in text else show_figure(short)


def printed_alike(claim: Claim, exact: Decimal) -> bool:
    """Whether ``exact``, rounded or truncated to the printed places, gives the claim's value."""
    step = Decimal(1).scaleb(-decimal_places(claim.text))
    return abs(exact - claim.value) <= step / 2 or 0 <= exact - claim.value < step


def amount_printed_alike(claim: Claim, exact: Decimal) -> bool:
    """Whether ``exact`` (万元), rounded or cut off as 243.6亿元 and 1284万元 are printed, gives the claim's value."""
    written = value_of(claim.text)
    if not written or (claim.value > written and "." not in claim.text):
        return False  # 2亿元
    step = claim.value / written * Decimal(1).scaleb(-decimal_places(claim.text))
    if abs(exact - claim.value) * 100 > exact:
        return False  # 1万元 of 1.9
    return abs(exact - claim.value) <= step / 2 or 0 <= exact - claim.value < step


def within_a_step(claim: Claim, exact: Decimal) -> bool:
    """Whether ``exact``, rounded to the printed places either way, gives the claim's value."""
    return abs(exact - claim.value) < Decimal(1).scaleb(-decimal_places(claim.text))


FEWEST_DIGITS = 3
"""Shorter numbers are too often alike by chance."""


def is_slip_of(value: Decimal, figure: Figure, fewest_digits: int = FEWEST_DIGITS) -> bool:
    """Whether two numbers of so many and more digits differ in one digit, or in two that changed places."""
    one, other = f"{value.normalize():f}", f"{Decimal(figure).normalize():f}"
    if len(one) != len(other) or len(one) < fewest_digits or one == other:
        return False
    different = [index for index in range(len(one)) if one[index] != other[index]]
    first, last = different[0], different[-1]
    return len(different) == 1 or (len(different) == 2 and (one[first], one[last]) == (other[last], other[first]))


def percent_of(part: Decimal, whole: Decimal, places: int = 1) -> str:
    """The percentage without a sign, rounded to ``places``; ``whole`` must not be 0."""
    return f"{part * 100 / whole:.{places}f}"


def decimal_places(text: str) -> int:
    """The number of digits after the decimal point."""
    return len(text.partition(".")[2])


def without_fraction(figure: Figure) -> Figure:
    """As ``int`` if it is a whole number."""
    return int(figure) if figure == int(figure) else figure
