"""Styles of Word 97–2003 (STSH), as far as they hide, strike out, raise or lower characters ([MS-DOC] names in
capitals), and as far as they colour the ground of paragraphs. Damage here loses only what the styles say."""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from model.importing.readers.doc_properties import PARAGRAPH_SHADE, changes_look, modifiers

_PARAGRAPH, _CHARACTER = 1, 2
_DEEPEST = 20
_LEAST = 4
"""Bytes of a style that tell what it is."""
_STYLE_OF_CHARACTERS = 0x4A30


class _Style(NamedTuple):
    based_on: int
    paragraph: bytes
    """Modifiers of its paragraphs."""
    characters: bytes


class StyleLooks:
    """What the styles of a document say about characters."""

    def __init__(self, styles: bytes) -> None:
        self._styles: dict[int, _Style] = {}
        try:
            for number, style in _styles(styles):
                self._styles[number] = style
        except struct.error:
            pass  # those that come before the damage are whole
        self.matter = any(changes_look(style.characters) for style in self._styles.values())
        """Whether any style changes how characters look."""
        shade = PARAGRAPH_SHADE.to_bytes(2, "little")
        self._have_grounds = any(shade in style.paragraph for style in self._styles.values())
        self._known: dict[int, bytes] = {}

    def with_style(self, own: bytes) -> bytes:
        """The modifiers of a run, those of the character style that it names before them."""
        if not self.matter or _STYLE_OF_CHARACTERS.to_bytes(2, "little") not in own:
            return own
        named = [operand for code, operand in modifiers(own) if code == _STYLE_OF_CHARACTERS]
        return self._of(int.from_bytes(named[-1], "little")) + own if named else own

    def of_paragraph(self, style: int) -> bytes:
        """The modifiers that a paragraph style has for the characters of its paragraphs; empty where they change
        nothing in how those look."""
        if not self.matter:
            return b""
        if style not in self._known:
            own = self._of(style)
            self._known[style] = own if changes_look(own) else b""
        return self._known[style]

    def grounds_of(self, style: int) -> Iterator[tuple[int, bytes]]:
        """The modifiers of a paragraph style for the ground of its paragraphs."""
        if self._have_grounds:
            for own in self._chain(style):
                yield from (each for each in modifiers(own.paragraph) if each[0] == PARAGRAPH_SHADE)

    def _of(self, style: int) -> bytes:
        return b"".join(own.characters for own in self._chain(style))

    def _chain(self, style: int) -> Iterable[_Style]:
        """The style and those that it is based on, itself last."""
        chain: list[_Style] = []
        while style in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[style])
            style = chain[-1].based_on
        return reversed(chain)


def _styles(styles: bytes) -> Iterator[tuple[int, _Style]]:
    """
    Raises:
        struct.error: the sheet ends within a style.
    """
    if not styles:
        return
    head, count, base = struct.unpack_from("<HHH", styles)
    place = 2 + head
    for number in range(count):
        size = struct.unpack_from("<H", styles, place)[0]
        style = styles[place + 2 : place + 2 + size]
        if len(style) < size:
            return
        place += 2 + size
        if size > base and size > _LEAST and style[2] & 0xF in (_PARAGRAPH, _CHARACTER):
            yield number, _style(style, base)


def _style(style: bytes, base: int) -> _Style:
    begin = base + 2 + 2 * (struct.unpack_from("<H", style, base)[0] + 1)
    paragraph, characters = b"", b""
    if style[2] & 0xF == _PARAGRAPH:
        size = struct.unpack_from("<H", style, begin)[0]
        paragraph = style[begin + 4 : begin + 2 + size]  # the number of the style itself comes first
        begin += 2 + size
        begin += begin % 2
    if begin + 2 <= len(style):
        characters = style[begin + 2 : begin + 2 + struct.unpack_from("<H", style, begin)[0]]
    return _Style((style[2] | style[3] << 8) >> 4, paragraph, characters)
