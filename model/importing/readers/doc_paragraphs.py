"""The properties of each paragraph of a Word 97–2003 document ([MS-DOC] names in capitals): found once for all
paragraphs that state the same, as most rows of a table and most cells of a column do."""

import re
import struct

from model.importing.readers.doc_lists import Lists
from model.importing.readers.doc_properties import ELSEWHERE, Properties, modifiers, properties_of
from model.importing.readers.doc_styles import StyleLooks
from model.importing.readers.ole_streams import Streams

MOST_ELSEWHERE = 4_000_000
"""Bytes of properties in the stream ``Data``, which many paragraphs may name again and again."""
_DEEPEST = 4
_MAY_BE_ELSEWHERE = re.compile(b"|".join(re.escape(code.to_bytes(2, "little")) for code in ELSEWHERE))


class PropertiesElsewhere:
    """The modifiers in the stream ``Data``, which is read when the first of them is asked for."""

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._data: bytes | None = None
        self._taken = 0

    def at(self, place: int) -> bytes:
        """
        Raises:
            ValueError, struct.error: damaged, or far more than any document has.
        """
        if self._data is None:
            self._data = self._streams.read("Data")
        size = struct.unpack_from("<H", self._data, place)[0]
        self._taken += size
        if self._taken > MOST_ELSEWHERE:
            raise ValueError("properties without end")
        return self._data[place + 2 : place + 2 + size]


class ParagraphProperties:
    """The properties of the paragraphs of one document."""

    def __init__(self, styles: StyleLooks, lists: Lists, elsewhere: PropertiesElsewhere) -> None:
        self._styles = styles
        self._lists = lists
        self._elsewhere = elsewhere
        self._stated: dict[tuple[bytes, bytes], Properties] = {}
        """By what paragraph and piece state."""
        self._written_out: dict[tuple[int, tuple[bytes, ...]], Properties] = {}
        """By the number of the style, and the modifiers, wherever they lie: each row has a place of its own there."""

    def of(self, own: bytes, more: bytes) -> Properties:
        """``own``: the number of the style, and the paragraph's modifiers (PapxInFkp); ``more``: those of its piece.

        Raises:
            ValueError, IndexError, struct.error: damaged.
        """
        known = self._stated.get((own, more))
        if known is None:
            style = own[0] | own[1] << 8
            parts = tuple(self._in_full(own[2:]) + (self._in_full(more) if more else []))
            known = self._written_out.get((style, parts))
            if known is None:
                grounds = self._styles.grounds_of(style)
                known = properties_of(parts, style, *self._lists.of_style(style), grounds)
                self._written_out[style, parts] = known
            self._stated[own, more] = known
        return known

    def _in_full(self, own: bytes, nested: int = 0) -> list[bytes]:
        """The modifiers in parts, those that lie elsewhere in the place of the one that refers to them."""
        if nested == _DEEPEST or not _MAY_BE_ELSEWHERE.search(own):
            return [own]
        parts: list[bytes] = []
        done = end = 0
        for code, operand in modifiers(own):
            begin, end = end, end + 2 + len(operand)
            if code in ELSEWHERE:
                inner = self._elsewhere.at(int.from_bytes(operand, "little"))
                parts += (own[done:begin], *self._in_full(inner, nested + 1))
                done = end
        return [*parts, own[done:]]
