"""``EQ`` fields of Word: characters with their reading above them (拼音指南), circled numbers, fractions.

Their text stands in the field's code, not in a result. ``EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(zhèng),政)`` shows 政
with its reading above it; everything else is taken for a formula.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from model.importing.notes import apart

_EQ = re.compile(r"\s*EQ(?=[\s\\])", re.IGNORECASE)
_TOKEN = re.compile(
    r"""(?P<format>\\\*\s*(?:"[^"]*"|[^\s\\(),;]+))|(?P<switch>\\[a-z]+)(?:\s*\d+(?=\s*[(\\]))?|(?P<bracket>[()])"""
    r"""|(?P<text>\\?[^\\(),;]+|\\.)""",
    re.IGNORECASE,
)
_RAISING = ("\\up", "\\do")


class EqText(NamedTuple):
    """Text from ``start`` to ``end`` of the code; ``is_above`` where it is raised or lowered."""

    start: int
    end: int
    is_above: bool


class EqField(NamedTuple):
    """What one field shows."""

    texts: tuple[EqText, ...]
    code: str

    @property
    def is_reading(self) -> bool:
        """Whether it is a text with its reading above it."""
        return any(text.is_above for text in self.texts) and not all(text.is_above for text in self.texts)

    @property
    def base(self) -> str:
        """The text on the line."""
        return "".join(self.code[text.start : text.end] for text in self.texts if not text.is_above)

    @property
    def above(self) -> str:
        """The text above or below it."""
        return "".join(self.code[text.start : text.end] for text in self.texts if text.is_above)

    def shown(self, *, in_cell: bool) -> str:
        """Its text; in a cell, digits of which nobody knows whether they are the cell's figure stand apart."""
        if not in_cell:
            return self.base if self.is_reading else self.base + self.above
        if not self.is_reading:
            return apart("公式", self.base + self.above)
        has_digits = any(map(str.isdigit, self.above))
        return self.base + (apart("注音", self.above) if has_digits else "")


def eq_field(code: str) -> EqField | None:
    """``None`` for the code of another field."""
    begin = _EQ.match(code)
    return EqField(tuple(_texts(code, begin.end())), code) if begin else None


def _texts(code: str, begin: int) -> Iterator[EqText]:
    above = [False]
    is_raising = False
    for token in _TOKEN.finditer(code, begin):
        if token["switch"]:
            is_raising = is_raising or token["switch"].lower() in _RAISING
        elif token["bracket"] == "(":
            above.append(above[-1] or is_raising)
            is_raising = False
        elif token["bracket"] == ")":
            if len(above) > 1:
                above.pop()
        elif token["text"] and len(above) > 1 and token["text"].strip():
            stripped = token["text"].strip()
            start = token.start() + token["text"].index(stripped)
            yield EqText(start, start + len(stripped), above[-1])
