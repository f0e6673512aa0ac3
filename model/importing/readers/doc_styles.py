"""Styles of Word 97–2003 (STSH), as far as they hide, strike out, raise or lower characters ([MS-DOC] names in
capitals). Damage here loses only what the styles say."""

import struct
from collections.abc import Mapping

from model.importing.readers.doc_properties import changes_look, look_of, modifiers

_PARAGRAPH, _CHARACTER = 1, 2
_NO_BASE = 0xFFF
_DEEPEST = 20
_STYLE_OF_CHARACTERS = 0x4A30


class StyleLooks:
    """What the styles of a document say about characters."""

    def __init__(self, styles: bytes) -> None:
        try:
            self._styles = _styles(styles)
        except (struct.error, IndexError):
            self._styles = {}
        self.matter = any(changes_look(own) for _, own in self._styles.values())
        """Whether any style changes how characters look."""

    def with_style(self, own: bytes) -> bytes:
        """The modifiers of a run, those of the character style that it names before them."""
        if not self.matter or _STYLE_OF_CHARACTERS.to_bytes(2, "little") not in own:
            return own
        named = [operand for code, operand in modifiers(own) if code == _STYLE_OF_CHARACTERS]
        return self._of(int.from_bytes(named[-1], "little")) + own if named else own

    def of_paragraph(self, style: int) -> tuple[bool, str]:
        """Whether the characters of a paragraph style are hidden, and why they are no part of a figure."""
        return look_of(self._of(style)) if self.matter else (False, "")

    def _of(self, style: int) -> bytes:
        found = b""
        for _ in range(_DEEPEST):
            based_on, own = self._styles.get(style, (_NO_BASE, b""))
            found = own + found
            style = based_on
        return found


def _styles(styles: bytes) -> Mapping[int, tuple[int, bytes]]:
    """Style -> (the one it is based on, modifiers of its characters)."""
    found: dict[int, tuple[int, bytes]] = {}
    if not styles:
        return found
    head, count, base = struct.unpack_from("<HHH", styles)
    place = 2 + head
    for number in range(count):
        size = struct.unpack_from("<H", styles, place)[0]
        style = styles[place + 2 : place + 2 + size]
        place += 2 + size
        if size <= base or style[2] & 0xF not in (_PARAGRAPH, _CHARACTER):
            continue
        begin = base + 2 + 2 * (struct.unpack_from("<H", style, base)[0] + 1)
        if style[2] & 0xF == _PARAGRAPH:
            begin += 2 + struct.unpack_from("<H", style, begin)[0]
            begin += begin % 2
        own = b""
        if begin + 2 <= size:
            own = style[begin + 2 : begin + 2 + struct.unpack_from("<H", style, begin)[0]]
        found[number] = (style[2] | style[3] << 8) >> 4, own
    return found
