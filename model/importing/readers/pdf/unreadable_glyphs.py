"""Glyphs that a page shows although the file does not say which characters they are.

Each is read as ``UNREADABLE``, so that a figure is never read without one of its digits. There are two kinds: a
character of the page's text without a known code, and a text of which pdfium knows no glyph because the embedded font
is damaged. The latter is missing from the page's text altogether, as are texts of nothing but spaces.
"""

import ctypes
import itertools
import operator
import re
import zlib
from functools import cached_property
from typing import Any

from model.importing.readers.pdf.pdfium_calls import (
    Numbers,
    address_of,
    answers,
    arguments_of,
    object_handle,
    pdfium_calls,
)

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FONT = re.compile(rb"/(?:Length[12]\b|Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b)")
_SUBSET = re.compile(rb"[A-Z]{6}\+")
"""A font of such a name is a subset, which is always embedded (ISO 32000-1, 9.6.4): if pdfium finds no font program,
that is lost."""
_LONGEST_NAME = 200
_MOST_UNPACKED = 60_000_000
"""Bytes of all embedded fonts together; fonts beyond are not checked."""
_BEGINNING = 256
"""Number of leading bytes that identify the data of a font."""
_FIRST_CHUNK, _CHUNK = 64, 32768
"""Packed bytes."""
_BLANKS = " \xa0\u3000\ufeff\u2000-\u200f"
_NO_CHARACTERS = "\x00-\x09\x0b\x0c\x0e-\x1f\ufffe\uffff"
"""Without the ends of lines."""
_IS_BLANK = re.compile(f"[{_BLANKS}]")
_BLANK_OR_NONE = re.compile(f"[{_BLANKS}{_NO_CHARACTERS}]")
_REPLACEMENT = "\ufffd"
_SPACE_GLYPH = 3
"""The glyph index of the space in most TrueType fonts, used if its character code is unknown."""
_INK = 0.2
"""Points. A glyph whose box is higher and wider draws something."""


def unreadable_indices(text_page: Any, codes: str) -> list[int]:
    """The characters of the page's text, ``codes``, that have no code of their own, or that of a blank in spite of
    what they draw."""
    calls = pdfium_calls()
    page = address_of(text_page)
    pages = itertools.repeat(*arguments_of([page]))
    without_code = answers(calls.has_no_code, pages, range(len(codes)))  # 1: it has none
    found: set[int] = set()
    if _REPLACEMENT in codes or 1 in without_code:
        found = {
            index
            for index, (char, has_none) in enumerate(zip(codes, without_code, strict=True))
            if (has_none == 1 or char == _REPLACEMENT) and not (_BLANK_OR_NONE.match(char) or char in "\r\n")
        }
    blanks = [match.start() for match in _BLANK_OR_NONE.finditer(codes)]
    are_generated = answers(calls.is_generated, pages, blanks)
    sides = Numbers(ctypes.c_double, 4)
    for index in itertools.compress(blanks, map(operator.not_, are_generated)):
        if calls.is_hyphen(page, index) == 1:
            continue
        calls.ink_of_character(page, index, *sides.at)
        left, right, bottom, top = sides.held[:]
        char = codes[index]
        is_unknown = without_code[index] == 1 and not _IS_BLANK.match(char) and ord(char) != _SPACE_GLYPH
        if is_unknown or (right - left > _INK and top - bottom > _INK):
            found.add(index)
    return sorted(found)


class EmbeddedFonts:
    """Which fonts of a file are damaged: their glyphs may be missing from the text without a trace."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[int, bool] = {}
        """By the address of the font, which lives as long as the document."""

    def is_damaged(self, address: int) -> bool:
        """Whether the font that the text object at ``address`` is set in is embedded and incomplete."""
        from pypdfium2 import raw  # type: ignore[import-untyped]

        font = raw.FPDFTextObj_GetFont(object_handle(address))
        if not font:
            return True
        of_font = address_of(font)
        if of_font not in self._known:
            self._known[of_font] = self._is_incomplete(font)
        return self._known[of_font]

    def _is_incomplete(self, font: Any) -> bool:
        from pypdfium2 import raw

        if raw.FPDFFont_GetIsEmbedded(font) != 1:
            name = ctypes.create_string_buffer(_LONGEST_NAME)
            raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
            return _SUBSET.match(name.value) is not None
        size = ctypes.c_size_t()
        raw.FPDFFont_GetFontData(font, None, 0, size)
        if not 0 < size.value <= _MOST_UNPACKED:
            return True
        buffer = (ctypes.c_ubyte * size.value)()
        raw.FPDFFont_GetFontData(font, buffer, size.value, size)
        held = bytes(buffer)
        return held[:_BEGINNING] in self._broken_off or not _has_its_tables(held)

    @cached_property
    def _broken_off(self) -> frozenset[bytes]:
        """The beginnings of the embedded fonts that do not unpack to their end."""
        found = set()
        left = _MOST_UNPACKED
        for match in _STREAM.finditer(self._data):
            begin = self._data.rfind(b"obj", max(0, match.start() - 4000), match.start())
            about = self._data[max(begin, 0) : match.start()]
            if b"Fl" not in about or not _FONT.search(about):
                continue
            inflate = zlib.decompressobj()
            beginning = b""
            at = match.end()
            try:
                while left > 0 and not inflate.eof and at < len(self._data):
                    # little at first: where an error follows, what was unpacked before it in the same call is lost
                    piece = _CHUNK if len(beginning) == _BEGINNING else _FIRST_CHUNK
                    unpacked = inflate.decompress(self._data[at : at + piece], left)
                    beginning += unpacked[: _BEGINNING - len(beginning)]
                    left -= len(unpacked)
                    at += piece
            except zlib.error:
                found.add(beginning)
        return frozenset(found)


def _has_its_tables(font: bytes) -> bool:
    """Whether the font contains all tables of its directory (TrueType, OpenType); other fonts are not checked."""
    if font[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return True
    count = int.from_bytes(font[4:6], "big")
    for number in range(count):
        entry = font[12 + 16 * number : 28 + 16 * number]
        if len(entry) < 16 or int.from_bytes(entry[8:12], "big") + int.from_bytes(entry[12:16], "big") > len(font) + 3:
            return False
    return True
