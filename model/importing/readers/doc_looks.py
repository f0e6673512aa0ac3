"""Which characters of a Word 97–2003 document are hidden, and which are no part of the figure beside them: by their own
properties, by their style, and by that of their paragraph ([MS-DOC] names in capitals)."""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from model.importing.readers.doc_properties import apart_of, is_left_out
from model.importing.readers.doc_styles import StyleLooks

MOST_RANGES = 2_000_000
"""Of characters, and of pieces of the text that they may lie in."""


class TextPiece(NamedTuple):
    """A stretch of the text, and where it lies in the stream."""

    start: int
    """Start of its text, as a character position in the document (CP)."""
    end: int
    offset: int
    """Start of its bytes in the stream (FC)."""
    width: int
    """Bytes per character: 1 or 2."""
    more: bytes
    """Additional properties of its paragraphs and characters."""

    def place(self, offset: int) -> int:
        """The character that lies at that place of the stream, or the nearest one of the piece."""
        return self.start + min(max(offset - self.offset, 0) // self.width, self.end - self.start)


Run = tuple[int, int, bytes]
"""Begin and end in the stream, and the modifiers of the characters."""


Styled = tuple[int, int, bytes]
"""Begin and end of the characters of a paragraph, and the modifiers that its style has for them."""


class CharacterLooks:
    """What is found of the characters of a document."""

    def __init__(
        self,
        runs: Sequence[Run],
        pieces: Sequence[TextPiece],
        styles: StyleLooks,
        paragraphs: Iterable[tuple[int, int, int]],
    ) -> None:
        """``paragraphs``: style, begin, and the place of the mark, which belongs to the table rather than to the text.

        Raises:
            ValueError: far more pieces and runs than any document has.
        """
        self.left_out: list[tuple[int, int]] = []
        """Places (CP) of deleted or hidden characters."""
        self.apart: list[tuple[int, int, str]] = []
        """Places of those that are not part of the text around them, with the reason."""
        self._styles = styles
        self._known: dict[tuple[bytes, bytes], tuple[bool, str]] = {}
        """What modifiers say: many runs have the same."""
        self._pieces = pieces
        self._count = 0
        styled = [
            (begin, end, own) for style, begin, end in paragraphs if begin < end and (own := styles.of_paragraph(style))
        ]
        self._look_at_own(runs, styled)
        if styled:
            self._look_at_styled(sorted(runs), styled)
        self.apart.sort()

    def _look_at_own(self, runs: Iterable[Run], styled: Sequence[Styled]) -> None:
        """In paragraphs whose style changes nothing."""
        found = [
            (begin, end, leaves_out, why)
            for begin, end, own in runs
            for leaves_out, why in [self._look(own)]
            if leaves_out or why
        ]
        self._count_up(len(found) * len(self._pieces))
        for piece in self._pieces:
            for begin, end, leaves_out, why in found:
                for first, last in self._outside(piece.place(begin), piece.place(end), styled):
                    if leaves_out:
                        self.left_out.append((first, last))
                    elif why:
                        self.apart.append((first, last, why))

    def _look_at_styled(self, runs: Sequence[Run], styled: Iterable[Styled]) -> None:
        for begin, end, of_style in styled:
            for first, last, own in self._stretches(runs, begin, end):
                leaves_out, why = self._look(own, of_style)
                if leaves_out:
                    self.left_out.append((first, last))
                elif why:
                    joined = self.apart.pop()[0] if self.apart and self.apart[-1][1:] == (first, why) else first
                    self.apart.append((joined, last, why))

    def _look(self, own: bytes, of_style: bytes = b"") -> tuple[bool, str]:
        """Whether characters with these modifiers are deleted or hidden, and why they are no part of the text around
        them; ``of_style``: those of the style of their paragraph."""
        known = self._known.get((of_style, own))
        if known is None:
            whole = of_style + self._styles.with_style(own)
            known = self._known[of_style, own] = is_left_out(whole), apart_of(whole)
        return known

    def _stretches(self, runs: Sequence[Run], begin: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The characters of a paragraph by their modifiers; between runs they have none."""
        for piece in self._pieces:
            place, last = max(begin, piece.start), min(end, piece.end)
            if place >= last:
                continue
            ends = piece.offset + (last - piece.start) * piece.width
            begins = piece.offset + (place - piece.start) * piece.width
            number = max(bisect.bisect_right(runs, begins, key=_begin) - 1, 0)
            while number < len(runs) and runs[number][0] < ends:
                run_first, run_last = max(piece.place(runs[number][0]), place), min(piece.place(runs[number][1]), last)
                self._count_up(1)
                if run_first < run_last:
                    if place < run_first:
                        yield place, run_first, b""
                    yield run_first, run_last, runs[number][2]
                    place = run_last
                number += 1
            if place < last:
                yield place, last, b""

    def _outside(self, first: int, last: int, styled: Sequence[Styled]) -> Iterator[tuple[int, int]]:
        """The parts of a range that do not lie in these paragraphs."""
        number = max(bisect.bisect_right(styled, first, key=_begin) - 1, 0) if styled else 0
        while first < last and number < len(styled) and styled[number][0] < last:
            begin, end, _ = styled[number]
            self._count_up(1)
            if first < begin:
                yield first, begin
            first = max(first, end)
            number += 1
        if first < last:
            yield first, last

    def _count_up(self, more: int) -> None:
        self._count += more
        if self._count > MOST_RANGES:
            raise ValueError("text left out in too many places")


def _begin(part: Run | Styled) -> int:
    return part[0]
