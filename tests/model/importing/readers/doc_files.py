"""Word 97 documents as Word itself leaves them and LibreOffice does not: text in several pieces and one byte a
character, properties of pieces, tables within tables, layouts changed after they were defined."""

import itertools
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from model.importing.content import Grid, SourceParagraph
from model.importing.readers.doc import read_word97

SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"
INNER_CELL, INNER_ROW_END = b"\x4b\x24\x01", b"\x4c\x24\x01"
DELETED, HIDDEN = b"\x00\x08\x01", b"\x3c\x08\x01"


class P(NamedTuple):
    """A paragraph or a cell: text with its mark at the end, and modifiers of it or of all its characters. Without a
    mark it is the beginning of the next one, whose characters look different."""

    text: str
    own: bytes = b""
    characters: bytes = b""
    style: int = 0


def depth(number: int) -> bytes:
    return IN_TABLE + struct.pack("<Hi", 0x6649, number)


def defined(edges: Sequence[int], flags: Iterable[int] = (), after: bytes = b"") -> bytes:
    """sprmTDefTable, and modifiers of the table behind it."""
    kinds = b"".join(struct.pack("<H18x", flag) for flag in flags)
    operand = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + kinds
    return struct.pack("<HH", 0xD608, len(operand) + 1) + operand + after


def row(texts: Sequence[str], edges: Sequence[int], flags: Iterable[int] = (), after: bytes = b"") -> list[P]:
    return [
        *(P(f"{text}\x07", IN_TABLE) for text in texts),
        P("\x07", IN_TABLE + ROW_END + defined(edges, flags, after)),
    ]


_BASE = 10
"""Bytes at the beginning of a style."""
NO_STYLE = 0xFFF


def style(characters: bytes, based_on: int = NO_STYLE, *, of_paragraphs: bool = True, paragraph: bytes = b"") -> bytes:
    """One style (STD) called x, of paragraphs or else of characters, with its modifiers of either."""
    written = struct.pack("<HH6x", 0, (1 if of_paragraphs else 2) | based_on << 4)
    written += struct.pack("<H", 1) + "x\0".encode("utf-16-le")
    if of_paragraphs:
        written += struct.pack("<HH", 2 + len(paragraph), 0) + paragraph
        written += bytes(len(written) % 2)
    return written + struct.pack("<H", len(characters)) + characters


def style_sheet(*styles: bytes) -> bytes:
    """The styles of a document (STSH)."""
    head = struct.pack("<HHH", 4, len(styles), _BASE)
    return head + b"".join(struct.pack("<H", len(each)) + each for each in styles)


def elsewhere(own: bytes) -> tuple[bytes, bytes]:
    """(modifier that refers to the stream ``Data``, that stream)."""
    return struct.pack("<HI", 0x6646, 16), bytes(16) + struct.pack("<H", len(own)) + own


def _units(text: str) -> str:
    """``text`` as Word counts it: characters beyond 16 bits are two."""
    return "".join(chr(unit) for (unit,) in struct.iter_unpack("<H", text.encode("utf-16-le")))


def word97_file(
    paragraphs: Sequence[P],
    *,
    cuts: Sequence[int] = (),
    narrow: Iterable[int] = (),
    more: Mapping[int, int] | None = None,
    listed: Sequence[bytes] = (),
    data: bytes = b"",
    styles: bytes = b"",
    backwards: bool = False,
    flags: int = 0,
    version: int = 0xC1,
) -> bytes:
    """``cuts`` are the characters where a new piece begins, ``narrow`` the pieces with one byte a character, ``more``
    the properties (Prm) of pieces, ``listed`` those that they may refer to. ``backwards``: the last piece comes first
    in the stream."""
    paragraphs = [paragraph._replace(text=_units(paragraph.text)) for paragraph in paragraphs]
    text = "".join(paragraph.text for paragraph in paragraphs)
    bounds = [0, *cuts, len(text)]
    narrow = set(narrow)
    pieces = list(itertools.pairwise(bounds))
    body = bytearray(0x800)
    offsets: dict[int, int] = {}
    for number in sorted(range(len(pieces)), reverse=backwards):
        begin, end = pieces[number]
        offsets[number] = len(body)
        body += text[begin:end].encode("cp1252" if number in narrow else "utf-16-le", "surrogatepass")
        body += bytes(len(body) % 2)

    def widths(number: int) -> int:
        return 1 if number in narrow else 2

    def places(begin: int, end: int) -> Iterable[tuple[int, int]]:
        """Where the characters lie in the stream, piece by piece."""
        for number, (first, last) in enumerate(pieces):
            if max(begin, first) < min(end, last):
                start = offsets[number] + widths(number) * (max(begin, first) - first)
                yield start, start + widths(number) * (min(end, last) - max(begin, first))

    of_paragraphs, of_characters, place, begins = [], [], 0, 0
    for paragraph in paragraphs:
        ranges = list(places(place, place + len(paragraph.text)))
        of_characters += [(begin, end, paragraph.characters) for begin, end in ranges]
        place += len(paragraph.text)
        if paragraph.text[-1] in "\r\x07\x0c":
            own = struct.pack("<H", paragraph.style) + paragraph.own
            of_paragraphs += [(begin, end, own) for begin, end in places(begins, place)]
            begins = place
    body += bytes(-len(body) % SECTOR)
    character_pages, paragraph_pages = _pages(of_characters, 1), _pages(of_paragraphs, 13)
    table = bytearray()
    fib = bytearray(154 + 8 * 93)
    struct.pack_into("<HH", fib, 0, 0xA5EC, version)
    struct.pack_into("<H", fib, 10, 0x0200 | flags)
    struct.pack_into("<I", fib, 0x4C, len(text))

    def add(index: int, part: bytes) -> None:
        struct.pack_into("<II", fib, 154 + 8 * index, len(table), len(part))
        table.extend(part)

    add(1, styles)
    add(12, _listed_pages(character_pages, len(body) // SECTOR))
    add(13, _listed_pages(paragraph_pages, len(body) // SECTOR + len(character_pages)))
    descriptors = b"".join(
        struct.pack("<HIH", 0, offsets[n] * 2 | 0x40000000 if n in narrow else offsets[n], (more or {}).get(n, 0))
        for n in range(len(pieces))
    )
    list_ = struct.pack(f"<{len(bounds)}I", *bounds) + descriptors
    clx = b"".join(struct.pack("<BH", 1, len(each)) + each for each in listed)
    add(33, clx + struct.pack("<BI", 2, len(list_)) + list_)
    body += b"".join(page for _, _, page in (*character_pages, *paragraph_pages))
    body[: len(fib)] = fib
    return compound({"WordDocument": bytes(body), "1Table": bytes(table), "Data": data})


Page = tuple[int, int, bytes]
"""Begin and end of the text that it is about, and the page (FKP)."""


def _pages(runs: Iterable[tuple[int, int, bytes]], size: int) -> list[Page]:
    """``size`` 13: of paragraphs (PapxFkp), 1: of characters (ChpxFkp)."""
    pages: list[Page] = []
    held: list[tuple[int, int, bytes]] = []
    for run in sorted(runs):
        if sum((4 + size) + 4 + len(own) for _, _, own in (*held, run)) > SECTOR - 16:
            pages.append(_page(held, size))
            held = []
        held.append(run)
    return [*pages, _page(held, size)]


def _page(runs: Sequence[tuple[int, int, bytes]], size: int) -> Page:
    page = bytearray(SECTOR)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *(begin for begin, _, _ in runs), runs[-1][1])
    free = SECTOR - 2
    for number, (_, _, own) in enumerate(runs):
        if not own:
            continue
        if size == 13:
            written = (bytes((len(own) // 2 + 1,)) if len(own) % 2 else bytes((0, len(own) // 2))) + own
        else:
            written = bytes((len(own),)) + own
        free = (free - len(written)) // 2 * 2
        page[free : free + len(written)] = written
        page[4 * (len(runs) + 1) + size * number] = free // 2
    page[-1] = len(runs)
    return runs[0][0], runs[-1][1], bytes(page)


def _listed_pages(pages: Sequence[Page], first: int) -> bytes:
    numbers = range(first, first + len(pages))
    return struct.pack(f"<{2 * len(pages) + 1}I", *(begin for begin, _, _ in pages), pages[-1][1], *numbers)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE2 file with these streams in its root."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def add(data: bytes) -> int:
        first = len(sectors)
        parts = [data[n : n + SECTOR].ljust(SECTOR, b"\0") for n in range(0, len(data), SECTOR)]
        sectors.extend(parts)
        chain.extend([*range(first + 1, first + len(parts)), _END])
        return first

    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    for number, (name, data) in enumerate(streams.items(), 1):
        whole = data.ljust(4096, b"\0")  # smaller ones would have to lie in small sectors
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, right=right, start=add(whole), size=len(whole)))
    directory = add(b"".join(entries))
    tables = next(n for n in range(1, 100) if n * 128 >= len(sectors) + n)
    first_table = len(sectors)
    whole_chain = [*chain, *[_FAT] * tables]
    whole_chain += [_FREE] * (tables * 128 - len(whole_chain))
    sectors.append(struct.pack(f"<{len(whole_chain)}I", *whole_chain))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, directory, 0, 4096, _END, 0, _END, 0),
        first_table,
    )
    listed = struct.pack("<108I", *range(first_table + 1, first_table + tables), *[_FREE] * (109 - tables))
    return header + listed + b"".join(sectors)


def _entry(name: str, kind: int, *, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    wide = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII16x4x16xIII", wide, len(wide) + 2, kind, 1, _FREE, right, child, start, size, 0)


END = P("完\r")
BEGINS_DOWN, GOES_ON_DOWN = 0x60, 0x20


def read(paragraphs: Sequence[P], **how: object) -> list[SourceParagraph | Grid]:
    return read_word97(word97_file(paragraphs, **how), "a.doc")  # type: ignore[arg-type]


def texts(content: Sequence[SourceParagraph | Grid]) -> list[str]:
    return [item.text for item in content if isinstance(item, SourceParagraph)]


def grid(content: Sequence[SourceParagraph | Grid]) -> Grid:
    (found,) = (item for item in content if isinstance(item, Grid))
    return found
