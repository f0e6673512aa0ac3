"""Formulas typed into a cell, ``=3+5``: evaluated exactly, by a parser of their own and never by ``eval``.

Grammar: ``= sum``; sum: product {(+|-) product}; product: factor {(*|/) factor}; factor: [+|-] (number | ( sum )).
``×``, ``÷`` and full-width characters mean the same. Cells cannot be referred to.
"""

import re
import unicodedata
from fractions import Fraction

from model.form.figures import FigureError, plain, read_unsigned

LONGEST = 200
"""Characters; also bounds how deep the parser recurses."""
_DEEPEST = 40
_TOKEN = re.compile(r"[\d.,]+|[-+*/()]")
_OPERATORS = str.maketrans({"×": "*", "✕": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "，": ","})


def is_formula(text: str) -> bool:
    """Whether ``text`` begins with ``=``, valid or not."""
    return plain(text).startswith("=")


def evaluate(text: str) -> Fraction:
    """The exact value of a formula.

    Raises:
        FigureError: it is not a formula, is incomplete, or divides by zero.
    """
    if any(unicodedata.category(character) == "No" for character in text):
        raise FigureError(f"“{text.strip()[:24]}”不是完整的算式：里面有上标、下标或带圈的数字")
    body = plain(text).translate(_OPERATORS)[1:]
    if len(body) > LONGEST:
        raise FigureError(f"算式过长：最多 {LONGEST} 个字符")
    tokens = _TOKEN.findall(body)
    if "".join(tokens) != body:
        raise _no_formula(text)
    return _FormulaParser(text, tokens).value()


def as_decimal_text(text: str) -> str:
    """The value of a formula in plain digits, to be parsed like typed text.

    Raises:
        FigureError: as :func:`evaluate`; or the value has no finite decimal expansion, e.g. ``=1/3``.
    """
    value = evaluate(text)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise FigureError(f"“{text.strip()}”除不尽，没有填入")
    places = max(twos, fives)
    digits = str(abs(value.numerator) * (10**places // value.denominator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _no_formula(text: str) -> FigureError:
    return FigureError(f"“{text.strip()}”不是完整的算式：只能用数字、＋－×÷ 和括号，如 =3+5")


class _FormulaParser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def value(self) -> Fraction:
        found = self._sum()
        if self._at < len(self._tokens):
            raise _no_formula(self._text)
        return found

    def _next_of(self, wanted: str) -> str:
        """Consumes and returns the next token if it is one of ``wanted``; otherwise the empty string."""
        if self._at < len(self._tokens) and (token := self._tokens[self._at]) in wanted:
            self._at += 1
            return token
        return ""

    def _sum(self) -> Fraction:
        found = self._product()
        while operator := self._next_of("+-"):
            other = self._product()
            found = found + other if operator == "+" else found - other
        return found

    def _product(self) -> Fraction:
        found = self._factor()
        while operator := self._next_of("*/"):
            other = self._factor()
            if operator == "*":
                found *= other
            elif other:
                found /= other
            else:
                raise FigureError(f"“{self._text.strip()}”的除数是 0")
        return found

    def _factor(self) -> Fraction:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FigureError(f"“{self._text.strip()[:12]}…”括号或正负号太多")
        if sign := self._next_of("+-"):
            found = self._factor()
            found = -found if sign == "-" else found
        elif self._next_of("("):
            found = self._sum()
            if not self._next_of(")"):
                raise _no_formula(self._text)
        else:
            found = self._number()
        self._depth -= 1
        return found

    def _number(self) -> Fraction:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        if not token[:1].isdigit():
            raise _no_formula(self._text)
        self._at += 1
        number = read_unsigned(token)
        assert number is not None
        return Fraction(number)
