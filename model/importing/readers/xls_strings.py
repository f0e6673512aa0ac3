"""Texts of an old workbook of which parts have fonts of their own (SST), which calamine gives without them ([MS-XLS]
names in capitals)."""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

_HIGH, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_MOST_TEXTS = 50_000
"""A report has some hundred."""


class RichText(NamedTuple):
    """A text, and the parts that have a font of their own."""

    text: str
    runs: Sequence[tuple[int, int]]
    """(first character, number of the font), in order; what comes before the first has the font of the cell."""

    def parts(self) -> Iterator[tuple[str, int | None]]:
        """The text by fonts; ``None`` for that of the cell."""
        ends = [*(begin for begin, _ in self.runs), len(self.text)]
        yield self.text[: ends[0]], None
        for (begin, font), end in zip(self.runs, ends[1:], strict=True):
            yield self.text[begin:end], font


def rich_texts(pieces: Iterable[bytes]) -> Mapping[int, RichText]:
    """Number of a text -> the text, of those that have such parts. ``pieces``: the record SST and those that continue
    it.

    Raises:
        struct.error: cut short.
    """
    table = _Pieces(list(pieces))
    _, count = struct.unpack("<II", table.take(8))
    found: dict[int, RichText] = {}
    for number in range(count if count < _MOST_TEXTS else 0):
        length, flags = struct.unpack("<HB", table.take(3))
        runs = struct.unpack("<H", table.take(2))[0] if flags & _RICH else 0
        extended = struct.unpack("<I", table.take(4))[0] if flags & _EXTENDED else 0
        text = table.text(length, is_wide=bool(flags & _HIGH))
        if runs:
            written = struct.iter_unpack("<HH", table.take(4 * runs))
            found[number] = RichText(text, [(begin, font) for begin, font in written if begin <= length])
        table.take(extended)
    return found


class _Pieces:
    """The bytes of a record and of those that continue it."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = self._place = 0

    def take(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self._here()[: size - len(found)]
            self._place += len(part)
            found += part
        return found

    def text(self, length: int, *, is_wide: bool) -> str:
        """A text that goes on in another piece states there again how wide its characters are."""
        found = ""
        while len(found) < length:
            if found and self._place >= len(self._pieces[self._piece]):
                is_wide = bool(self.take(1)[0] & _HIGH)
            width = 2 if is_wide else 1
            part = self._here()[: width * (length - len(found))]
            part = part[: len(part) // width * width]
            if not part:
                raise struct.error("character cut in two")
            self._place += len(part)
            found += (
                "".join(map(chr, struct.unpack(f"<{len(part) // 2}H", part))) if is_wide else part.decode("latin-1")
            )
        return found

    def _here(self) -> bytes:
        """What is left of the piece, or the next one."""
        while self._piece < len(self._pieces) and self._place >= len(self._pieces[self._piece]):
            self._piece, self._place = self._piece + 1, 0
        if self._piece >= len(self._pieces):
            raise struct.error("texts cut short")
        return self._pieces[self._piece][self._place :]
