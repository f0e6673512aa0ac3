"""Automatic numbers of paragraphs in Word 97–2003: lists (LSTF, LVL, LFO) and the styles that use them
([MS-DOC] names in capitals). Damage here loses only the numbers."""

import struct
from collections.abc import Iterator, Mapping

from model.importing.readers.doc_properties import LEVEL, LIST, modifiers
from model.importing.readers.docx_numbering import Counter, Level

_FORMATS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    17: "decimal",
    18: "decimalEnclosedCircle",
    22: "decimalZero",
    33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand",
    37: "chineseCounting",
    39: "chineseCountingThousand",
    255: "none",
}
"""MSONFC -> the name that Word 2007 gave to it; all others are bullets or are not known here."""
_DEEPEST_STYLE = 20


class Lists:
    """The numbered lists of a document; labels must be requested in reading order."""

    def __init__(self, lists: bytes, levels: bytes, uses: bytes, styles: bytes) -> None:
        """``lists`` is PlfLst, ``levels`` what follows it, ``uses`` PlfLfo, ``styles`` STSH; each may be blank."""
        try:
            levels_of = dict(_lists(lists, levels))
            of_use = {
                str(number + 1): (str(identity), levels_of.get(identity, {}))
                for number, identity in enumerate(_uses(uses))
            }
        except (struct.error, IndexError, UnicodeDecodeError):
            of_use = {}
        self._counter = Counter(of_use)
        self._styles = _styles(styles) if of_use else {}
        self._of_style: dict[int, tuple[int, int]] = {}

    def label(self, list_: int, level: int) -> str:
        """The number before the next paragraph of the list at ``level``; blank for bullets and unknown lists."""
        return self._counter.label(str(list_), level)

    def of_style(self, style: int) -> tuple[int, int]:
        """(list, level) of the style's paragraphs; (0, 0) for most."""
        if style not in self._of_style:
            self._of_style[style] = self._found_of_style(style)
        return self._of_style[style]

    def _found_of_style(self, style: int) -> tuple[int, int]:
        list_ = level = None
        for _ in range(_DEEPEST_STYLE):
            based_on, own_list, own_level = self._styles.get(style, (0xFFF, None, None))
            list_ = own_list if list_ is None else list_
            level = own_level if level is None else level
            style = based_on
        return list_ or 0, level or 0


def _lists(lists: bytes, levels: bytes) -> Iterator[tuple[int, Mapping[int, Level]]]:
    """(identity, levels) of each list."""
    count = struct.unpack_from("<H", lists)[0] if lists else 0
    place = 0
    for number in range(count):
        about = 2 + 28 * number
        is_simple = lists[about + 26] & 1
        found = {}
        for each in range(1 if is_simple else 9):
            found[each], place = _level(levels, place)
        yield struct.unpack_from("<I", lists, about)[0], found


def _level(levels: bytes, place: int) -> tuple[Level, int]:
    """The level (LVL) at ``place``, and where the next begins."""
    start, kind = struct.unpack_from("<iB", levels, place)
    place += 28 + levels[place + 24] + levels[place + 25]
    length = struct.unpack_from("<H", levels, place)[0]
    place += 2
    text = levels[place : place + 2 * length].decode("utf-16-le")
    shown = "".join(f"%{ord(char) + 1}" if char < "\x09" else char.replace("%", "") for char in text)
    return Level(_FORMATS.get(kind, "bullet"), shown, start), place + 2 * length


def _uses(uses: bytes) -> Iterator[int]:
    """The identity of the list that each use of one is of; paragraphs name the use."""
    count = struct.unpack_from("<I", uses)[0] if uses else 0
    for number in range(min(count, len(uses) // 16)):
        yield struct.unpack_from("<I", uses, 4 + 16 * number)[0]


def _styles(styles: bytes) -> Mapping[int, tuple[int, int | None, int | None]]:
    """Style -> (the one it is based on, list, level) for paragraph styles."""
    found: dict[int, tuple[int, int | None, int | None]] = {}
    try:
        head = struct.unpack_from("<H", styles)[0]
        count, base = struct.unpack_from("<HH", styles, 2)
        place = 2 + head
        for number in range(count):
            size = struct.unpack_from("<H", styles, place)[0]
            style = styles[place + 2 : place + 2 + size]
            place += 2 + size
            if size > base and style[2] & 0xF == 1:
                name = struct.unpack_from("<H", style, base)[0]
                begin = base + 2 + 2 * (name + 1)
                own = style[begin + 4 : begin + 2 + struct.unpack_from("<H", style, begin)[0]]
                found[number] = (style[2] | style[3] << 8) >> 4, _operand(own, LIST), _operand(own, LEVEL)
    except (struct.error, IndexError):
        return {}
    return found


def _operand(own: bytes, code: int) -> int | None:
    try:
        return next((int.from_bytes(operand, "little") for each, operand in modifiers(own) if each == code), None)
    except (ValueError, IndexError):
        return None
