"""Cells that a Word document states again and again, to the last byte or but for their text: the XML parser sees each
of them once.

Most cells of a report hold the same 0 in the same format, or another figure in it, and parsing their XML is what an
import spends most of its time on. Cells that were already there are replaced by a reference to the first ones, and a
cell that differs from an earlier one by its text alone by a reference that holds this text. What is parsed then stands
for the same document exactly, if

- the bytes ``<w:tc>`` are a start tag wherever they stand: no comment, no CDATA section, no processing instruction, in
  an encoding in which they cannot be a part of other characters;
- a prefix means the same everywhere: the root alone declares any;
- what is replaced is one whole cell: its end tag is its only one, and no other cell begins in it. The former is tested
  here, the latter follows where the parsed document has no more cells than ``<w:tc>``
  (:meth:`ShortDocument.is_sound`);
- a cell that is repeated with another text ends with its text, so that this is what is read of it last, and all that is
  read before is the same.

A whole element can take the place of another one in well-formed XML, and the other way round. So can a text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from model.importing.readers.docx_names import REPEATED_CELL

_BEGIN, _END = b"<w:tc>", b"</w:tc>"
_TEXT = (b"<w:t", b'<w:t xml:space="preserve"')
"""What an element with text begins with, up to the bracket."""
_BEHIND_TEXT = b"</w:t></w:r></w:p></w:tc>"
"""What follows the text of most cells: a run, a paragraph and the cell end."""
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^<>]*?encoding=[\"'](?i:utf-8)[\"'][^<>]*\?>)?\s*<w:document\s[^<>]*>"
)
_PARAGRAPH_IDS = b"xmlns:w14="
_PARAGRAPH_ID = re.compile(rb"(<w:p w14:paraId=\")[0-9A-Fa-f]{8}(?=\")")
"""Word and WPS give each paragraph a number of its own, which nothing here reads."""
_REFERENCE = f"<w:{REPEATED_CELL}/>".encode()
_REFERENCE_BEGINS, _REFERENCE_ENDS = f"<w:{REPEATED_CELL}>".encode(), f"</w:{REPEATED_CELL}>".encode()


class ShortDocument(NamedTuple):
    """A document with references in place of repeated cells: elements of the name :data:`REPEATED_CELL`. One that has
    a text is a cell like an earlier one with this text instead."""

    xml: bytes
    kept: int
    """Cells in it."""
    different: int
    """Those, and the ones that differ from one of them by their text."""
    repeated: Sequence[Sequence[int]]
    """Which of the different cells each reference stands for, side by side, counted from 0."""

    def is_sound(self, found: int) -> bool:
        """Whether it stands for the document exactly, with so many cells and references once it is parsed: never fewer
        than are counted here, and more where the document itself has some that are written otherwise."""
        return found == self.kept + len(self.repeated)


def shortened(document: bytes) -> ShortDocument | None:
    """``document`` with references in place of repeated cells; ``None`` where it has none, or may have anything that
    would make them another document."""
    root = _ROOT.match(document)
    if root is None or not _is_plain(document, root.end()):
        return None
    if _PARAGRAPH_IDS in root[0]:
        document = _PARAGRAPH_ID.sub(rb"\1", document)
    first, *pieces = document.split(_BEGIN)
    parts = [first]
    numbers: dict[bytes, int] = {}
    """Of each cell's first occurrence, among those that are different."""
    with_text: dict[bytes, int] = {}
    """The number of the first cell that is the same but for its text, by what stands before this."""
    repeated: list[list[int]] = []
    latest: list[int] | None = None
    """The last of them, where the next cell follows right behind it."""
    kept = different = 0
    for piece in pieces:
        cell = piece if piece.endswith(_END) else piece[: piece.find(_END) + len(_END)]
        number = numbers.setdefault(cell, different)
        if number < different:
            if latest is None:
                latest = []
                repeated.append(latest)
                parts.append(_REFERENCE)
            latest.append(number)
        else:
            different += 1
            latest = None
            before, _, text = cell.removesuffix(_BEHIND_TEXT).rpartition(b">")
            alike = with_text.setdefault(before, number) if text and before.endswith(_TEXT) else number
            if alike == number:
                if cell.find(_END) != len(cell) - len(_END):
                    return None
                kept += 1
                parts.append(_BEGIN)
                parts.append(piece)
                continue
            repeated.append([alike])
            parts += (_REFERENCE_BEGINS, text, _REFERENCE_ENDS)
        if piece is not cell:
            parts.append(piece[len(cell) :])
            latest = None
    xml = b"".join(parts)
    has_more_prefixes = xml.rfind(b"xmlns") > root.end()
    return ShortDocument(xml, kept, different, repeated) if repeated and not has_more_prefixes else None


def _is_plain(document: bytes, root_ends: int) -> bool:
    """Whether it has no comments, CDATA sections, document type or processing instructions. Most documents have none of
    the marks either, which is found many times faster than two characters."""
    has_sections = b"!" in document and b"<!" in document
    return not has_sections and (document.find(b"?", root_ends) < 0 or document.find(b"<?", root_ends) < 0)
