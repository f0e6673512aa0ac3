"""Conditional formats of an old workbook (CondFmt, CF) that make figures invisible ([MS-XLS] names in capitals)."""

import struct
from collections.abc import Sequence
from typing import NamedTuple

from model.importing.content import MOST_COLUMNS
from model.importing.readers.xlsx_conditions import MOST_AREAS, Area

_COMPARES = 1
_SIGNS = {1: "between", 2: "notBetween", 3: "=", 4: "<>", 5: ">", 6: "<", 7: ">=", 8: "<="}
_INTEGER, _NUMBER = 0x1E, 0x1F
"""The tokens of formulas that are nothing but a number (PtgInt, PtgNum)."""
_FLAGS, _BLOCKS = 6, 12
"""Where the flags of the format (DXFN) begin, and what they tell of."""
_NUMBER_FORMAT, _FONT, _ALIGNMENT, _BORDER, _PATTERN = (1 << bit for bit in (25, 26, 27, 28, 29))
_OWN_NUMBER_FORMAT = 1
_LIST = 14
"""Where the areas begin."""
_FONT_SIZE, _COLOUR_IN_FONT = 118, 80
_NO_COLOUR = 0xFFFFFFFF
WINDOW = 65
"""The number of the colour of a window, white."""


class Rule(NamedTuple):
    """One condition, and how figures look that meet it: the numbers of the colours of letters and ground, ``None`` for
    letters as they are. ``sign`` and ``limits`` as in :class:`~.xlsx_conditions.Condition`."""

    sign: str
    limits: tuple[float, ...]
    ink: int | None
    ground: int


UNKNOWN = Rule("", (), WINDOW, WINDOW)
"""A condition that cannot be read: it may hide any figure."""


def areas_of(body: bytes) -> Sequence[Area]:
    """The areas of the conditions that follow this record.

    Raises:
        struct.error: it is cut short.
    """
    count = min(struct.unpack_from("<H", body, 12)[0], MOST_AREAS)
    if len(body) < _LIST + 8 * count:
        raise struct.error("areas of a condition cut short")
    edges = struct.iter_unpack("<4H", body[_LIST : _LIST + 8 * count])
    return [(top, left, bottom + 1, min(right + 1, MOST_COLUMNS)) for top, bottom, left, right in edges]


def rule_of(body: bytes) -> Rule:
    """
    Raises:
        struct.error: the record is cut short.
    """
    kind, compares, first, second = struct.unpack_from("<BBHH", body)
    if _BLOCKS + first + second > len(body):
        raise struct.error("formulas of a condition cut short")
    ink, ground = _colours(body)
    sign = _SIGNS.get(compares, "") if kind == _COMPARES else ""
    if not sign:
        return Rule("", (), ink, ground)
    formulas = (body[len(body) - second - first : len(body) - second], body[len(body) - second :])
    numbers = [_number(formula) for formula in formulas if formula]
    expected = 2 if compares < 3 else 1
    known = tuple(number for number in numbers if number is not None)
    is_known = len(known) == len(numbers) == expected
    return Rule(sign if is_known else "", known if is_known else (), ink, ground)


def _number(formula: bytes) -> float | None:
    """``None`` for a formula that is more than a number."""
    if len(formula) == 3 and formula[0] == _INTEGER:
        return float(struct.unpack_from("<H", formula, 1)[0])
    if len(formula) == 9 and formula[0] == _NUMBER:
        return float(struct.unpack_from("<d", formula, 1)[0])
    return None


def _colours(body: bytes) -> tuple[int | None, int]:
    (flags, more) = struct.unpack_from("<IH", body, _FLAGS)
    place = _BLOCKS
    ink, ground = None, WINDOW
    if flags & _NUMBER_FORMAT:
        place += struct.unpack_from("<H", body, place)[0] if more & _OWN_NUMBER_FORMAT else 2
    if flags & _FONT:
        colour = struct.unpack_from("<I", body, place + _COLOUR_IN_FONT)[0]
        ink = None if colour == _NO_COLOUR else colour
        place += _FONT_SIZE
    place += 8 * (bool(flags & _ALIGNMENT) + bool(flags & _BORDER))
    if flags & _PATTERN:
        ground = struct.unpack_from("<I", body, place)[0] >> 23 & 0x7F
    return ink, ground
