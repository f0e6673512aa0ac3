"""Cells that a Word document states again and again, to the last byte: the XML parser sees each of them once.

Most cells of a report hold the same 0 in the same format, and parsing their XML is what an import spends most of its
time on. Each cell that was already there is replaced by a reference to the first one. What is parsed then stands for
the same document exactly, if

- the bytes ``<w:tc>`` are a start tag wherever they stand: no comment, no CDATA section, no processing instruction, in
  an encoding in which they cannot be a part of other characters;
- a prefix means the same everywhere: the root alone declares any;
- what is replaced is one whole cell: its end tag is its only one, and no other cell begins in it. The former is tested
  here, the latter follows where the parsed document has no more cells than ``<w:tc>`` (:meth:`ShortDocument.is_sound`).

A whole element can take the place of another one in well-formed XML, and the other way round.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from model.importing.readers.docx_names import REPEATED_CELL

_BEGIN, _END = b"<w:tc>", b"</w:tc>"
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^<>]*?encoding=[\"'](?i:utf-8)[\"'][^<>]*\?>)?\s*<w:document\s[^<>]*>"
)
_PARAGRAPH_IDS = b"xmlns:w14="
_PARAGRAPH_ID = re.compile(rb"(<w:p w14:paraId=\")[0-9A-Fa-f]{8}(?=\")")
"""Word and WPS give each paragraph a number of its own, which nothing here reads."""
_REFERENCE = f"<w:{REPEATED_CELL}/>".encode()


class ShortDocument(NamedTuple):
    """A document with references in place of repeated cells: elements of the name :data:`REPEATED_CELL`."""

    xml: bytes
    kept: int
    """Cells in it."""
    repeated: Sequence[int]
    """Which of the kept cells each reference stands for, counted from 0."""

    def is_sound(self, kept: int, repeated: int) -> bool:
        """Whether it stands for the document exactly, with so many cells and references once it is parsed."""
        return (kept, repeated) == (self.kept, len(self.repeated))


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
    """Of each cell's first occurrence, among those that are kept."""
    whole: set[bytes] = set()
    repeated: list[int] = []
    kept = 0
    for piece in pieces:
        cell = piece if piece.endswith(_END) else piece[: piece.find(_END) + len(_END)]
        number = numbers.setdefault(cell, kept)
        if number == kept or not (cell in whole or _is_whole(cell)):
            parts.append(_BEGIN)
            parts.append(piece)
            kept += 1
            continue
        whole.add(cell)
        repeated.append(number)
        parts.append(_REFERENCE)
        if piece is not cell:
            parts.append(piece[len(cell) :])
    xml = b"".join(parts)
    has_more_prefixes = xml.rfind(b"xmlns") > root.end()
    return ShortDocument(xml, kept, repeated) if repeated and not has_more_prefixes else None


def _is_plain(document: bytes, root_ends: int) -> bool:
    """Whether it has no comments, CDATA sections, document type or processing instructions. Most documents have none of
    the marks either, which is found many times faster than two characters."""
    has_sections = b"!" in document and b"<!" in document
    return not has_sections and (document.find(b"?", root_ends) < 0 or document.find(b"<?", root_ends) < 0)


def _is_whole(cell: bytes) -> bool:
    """Whether its end tag is the only one of a cell in it."""
    return cell.endswith(_END) and cell.count(_END) == 1
