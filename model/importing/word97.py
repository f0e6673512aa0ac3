"""Word 97–2003 documents (``.doc``, and ``.wps`` of WPS Office): the binary that old offices have most of.

The text lies in pieces of the stream ``WordDocument``; where a paragraph or a cell ends there is a mark, and what
kind of mark it is, and how a row's cells lie, say the properties of the paragraph that ends there. Names in capitals
and offsets are those of [MS-DOC]. Text boxes come where they are anchored; headers, footnotes and comments are left.
"""

import bisect
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from model.importing.grid import Grid, Paragraph
from model.importing.notes import ImportedDocumentError
from model.importing.rows import CellLayout, Down, Flow, RowLayout
from model.importing.streams import Streams

MOST_CHARACTERS = 2_000_000
"""A report has some ten thousand."""

_PAGE = 512
_MARKS = re.compile(r"[\r\x07\x0c]")
_FIELD_MARKS = re.compile(r"[\x13\x14\x15]")
_NOT_A_MARK = re.compile(r"[^\r\x07\x0c]")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_HALVES = re.compile(r"[\ud800-\udfff]")
_LEFT_OUT = "\ufdd0"
"""Stands for a character that is not read (deleted, hidden, a field's code), so that places keep their numbers."""
_SHOWN: dict[int, str | None] = {
    **dict.fromkeys(range(32), "\ufffd"),  # what Word never writes must not vanish from within a number
    **dict.fromkeys(range(1, 9)),  # pictures, marks of footnotes and comments
    0x09: "\t",
    0x0B: "\n",
    0x0E: "\n",
    0x1E: "-",
    0x1F: None,
    0x7F: "\ufffd",
    ord(_LEFT_OUT): None,
}
_HIGH_ASCII = bytes(range(256)).decode("cp1252", "replace")

_IN_TABLE, _ROW_END, _DEPTH, _DEEPER = 0x2416, 0x2417, 0x6649, 0x664A
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_ELSEWHERE = (0x6645, 0x6646, 0x646B)
"""The properties go on in the stream ``Data``."""
_TABLE_DEFINITION, _OLD_TABLE_DEFINITION, _TAB_STOPS = 0xD608, 0xD606, 0xC615
_INSERTED, _REMOVED, _WIDENED, _MERGED, _SPLIT, _MERGED_DOWN = 0x7621, 0x5622, 0x7623, 0x5624, 0x5625, 0xD62B
_DELETED, _HIDDEN = 0x0800, 0x083C
_SHORT_FORMS = {0x18: _IN_TABLE, 0x19: _ROW_END, 0x41: _DELETED, 0x5C: _HIDDEN}
"""The properties of ours that a piece may carry in one byte (Prm0)."""
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)


class _Piece(NamedTuple):
    start: int
    """Of its text among the characters of the document (CP)."""
    end: int
    offset: int
    """Of its bytes in the stream (FC)."""
    width: int
    """Bytes a character: 1 or 2."""
    more: bytes
    """Properties that its paragraphs and characters have besides."""


class _Properties(NamedTuple):
    """Of a paragraph, as far as tables are concerned."""

    depth: int = 0
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    layout: RowLayout | None = None


def read_word97(data: bytes, name: str) -> list[Paragraph | Grid]:
    """Paragraphs and tables of the main text in reading order.

    Raises:
        ImportedDocumentError: a password is needed, or it is older than Word 97.
        ValueError: damaged.
    """
    try:
        return _Document(data, name).content()
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


class _Document:
    def __init__(self, data: bytes, name: str) -> None:
        self._streams = Streams(data)
        self._main = self._streams.read("WordDocument")
        self._refuse_what_is_no_word97(name)
        which = "1Table" if self._u16(10) & 0x0200 else "0Table"
        self._table = self._streams.read(which)
        self._data: bytes | None = None
        self._length = struct.unpack_from("<I", self._main, 0x4C)[0]
        if not 0 < self._length <= MOST_CHARACTERS:
            raise ValueError("length of the text")
        self._pieces = self._read_pieces()
        self._known: dict[bytes, _Properties] = {b"": _Properties()}

    def content(self) -> list[Paragraph | Grid]:
        text = "".join(self._text_of(piece) for piece in self._pieces)[: self._length]
        if len(text) < self._length or text[-1] not in "\r\x0c":
            raise ValueError("text ends within a paragraph")
        text = _without(_field_codes(text), _without(self._left_out(), text))
        flow = Flow()
        begin = 0
        for end, properties in self._paragraphs(text):
            _put(flow, text[begin:end], text[end], properties)
            begin = end + 1
        return flow.content()

    # ---- streams and the table of their parts

    def _u16(self, offset: int) -> int:
        return int(struct.unpack_from("<H", self._main, offset)[0])

    def _refuse_what_is_no_word97(self, name: str) -> None:
        if self._u16(0) not in (0xA5EC, 0xA5DC) or self._u16(2) < 101:
            raise ValueError("no Word document")
        if self._u16(10) & 0x0100:
            raise ImportedDocumentError(
                f"“{name}”设有打开密码，不能读取。请在 Word 或 WPS 里输入密码打开，去掉密码后保存，再导入"
            )
        if self._u16(2) < 0xC1:
            raise ImportedDocumentError(
                f"“{name}”是 Word 95 或更早的文档，不能直接读取。请在 Word 或 WPS 里打开，另存为 .docx 后再导入"
            )

    def _part(self, index: int) -> bytes:
        """The part of the table stream that the FIB lists at ``index``; blank when there is none."""
        offset, size = struct.unpack_from("<II", self._main, 154 + 8 * index)
        if offset + size > len(self._table):
            raise ValueError("part outside of the table stream")
        return self._table[offset : offset + size]

    def _properties_elsewhere(self, offset: int) -> bytes:
        if self._data is None:
            self._data = self._streams.read("Data")
        size = struct.unpack_from("<H", self._data, offset)[0]
        return self._data[offset + 2 : offset + 2 + size]

    # ---- text

    def _read_pieces(self) -> list[_Piece]:
        clx = self._part(33)
        place, listed = 0, []
        while clx[place] == 1:
            size = struct.unpack_from("<H", clx, place + 1)[0]
            listed.append(clx[place + 3 : place + 3 + size])
            place += 3 + size
        if clx[place] != 2:
            raise ValueError("piece table")
        table = clx[place + 5 :][: struct.unpack_from("<I", clx, place + 1)[0]]
        count = (len(table) - 4) // 12
        starts = struct.unpack_from(f"<{count + 1}I", table)
        pieces = []
        for number in range(count):
            _, where, more = struct.unpack_from("<HIH", table, 4 * (count + 1) + 8 * number)
            width = 1 if where & 0x40000000 else 2
            offset = (where & 0x3FFFFFFF) // (3 - width)
            piece = _Piece(starts[number], starts[number + 1], offset, width, _more_properties(more, listed))
            if piece.start >= piece.end or offset + width * (piece.end - piece.start) > len(self._main):
                raise ValueError("piece outside of the text")
            pieces.append(piece)
        if not pieces or starts[0] != 0 or starts[-1] < self._length:
            raise ValueError("pieces do not make up the text")
        return pieces

    def _text_of(self, piece: _Piece) -> str:
        """As many characters as the piece has places: what UTF-16 writes as two stays two."""
        data = self._main[piece.offset : piece.offset + piece.width * (piece.end - piece.start)]
        if piece.width == 1:
            return data.decode("latin-1").translate(_cp1252())
        text = data.decode("utf-16-le", "surrogatepass")
        return text if len(text) * 2 == len(data) else _ASTRAL.sub(_two_halves, text)

    def _left_out(self) -> Iterator[tuple[int, int]]:
        """Where text was deleted while changes were tracked, or is hidden."""
        runs = [
            (begin, end) for page in self._pages(12) for begin, end, own in _character_runs(page) if _is_left_out(own)
        ]
        for piece in self._pieces:
            if piece.more and _is_left_out(piece.more):
                yield piece.start, piece.end
            for begin, end in runs:
                first = piece.start + max(begin - piece.offset, 0) // piece.width
                last = min(piece.start + (end - piece.offset) // piece.width, piece.end)
                if first < last:
                    yield first, last

    # ---- paragraphs

    def _pages(self, index: int) -> Iterator[bytes]:
        """The pages of formatting (FKP) that a part of the table stream lists."""
        part = self._part(index)
        count = (len(part) - 4) // 8
        for number in struct.unpack_from(f"<{count}I", part, 4 * (count + 1)) if count > 0 else ():
            begin = (number & 0x3FFFFF) * _PAGE
            page = self._main[begin : begin + _PAGE]
            if len(page) < _PAGE:
                raise ValueError("page of formatting outside of the document")
            yield page

    def _paragraphs(self, text: str) -> Iterator[tuple[int, _Properties]]:
        """The place of each mark that ends a paragraph or a cell, and what the paragraph is like."""
        ends, found = self._paragraph_runs()
        self._check_that_runs_end_at_marks(text, ends)
        marks = (match.start() for match in _MARKS.finditer(text))
        pieces = iter(self._pieces)
        piece = next(pieces)
        for mark in marks:
            while mark >= piece.end:
                piece = next(pieces)
            run = bisect.bisect_right(ends, piece.offset + (mark - piece.start) * piece.width)
            if run == len(found):
                raise ValueError("paragraph without properties")
            yield mark, self._properties(found[run] + piece.more)

    def _paragraph_runs(self) -> tuple[list[int], list[bytes]]:
        """Ends of the runs in the stream, ascending, and the properties of each."""
        runs = sorted((end, own) for page in self._pages(13) for end, own in _paragraph_runs(page))
        return [end for end, _ in runs], [own for _, own in runs]

    def _check_that_runs_end_at_marks(self, text: str, ends: Sequence[int]) -> None:
        """Properties of a paragraph end where the paragraph does; else the streams of a damaged file were put
        together wrongly, and its cells may be anywhere."""
        for piece in self._pieces:
            first = bisect.bisect_right(ends, piece.offset)
            last = bisect.bisect_left(ends, piece.offset + (min(piece.end, self._length) - piece.start) * piece.width)
            for end in ends[first:last]:
                place, rest = divmod(end - piece.offset, piece.width)
                if rest or text[piece.start + place - 1] not in "\r\x07\x0c":
                    raise ValueError("text and formatting do not fit")

    def _properties(self, own: bytes) -> _Properties:
        known = self._known.get(own)
        if known is None:
            known = self._known[own] = _properties(self._in_full(own))
        return known

    def _in_full(self, own: bytes, nested: int = 0) -> Iterator[tuple[int, bytes]]:
        for code, operand in _modifiers(own):
            if code in _ELSEWHERE and nested < 4:
                yield from self._in_full(self._properties_elsewhere(struct.unpack("<I", operand)[0]), nested + 1)
            else:
                yield code, operand


@lru_cache(maxsize=1)
def _cp1252() -> dict[int, str]:
    return {code: char for code, char in enumerate(_HIGH_ASCII) if ord(char) != code and char != "\ufffd"}


def _two_halves(match: re.Match[str]) -> str:
    high, low = divmod(ord(match[0]) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)


def _put(flow: Flow, text: str, mark: str, properties: _Properties) -> None:
    """One paragraph with the mark behind it."""
    depth = properties.depth
    is_cell_mark = mark == "\x07"
    if is_cell_mark:
        depth = 1  # deeper cells end with an ordinary paragraph mark
    elif mark == _LEFT_OUT:
        return
    ends_row = properties.ends_row if is_cell_mark else depth > 0 and properties.ends_inner_row
    if ends_row:
        flow.end_row(depth, properties.layout)
        return
    flow.paragraph(_shown(text), depth)
    if is_cell_mark or (depth > 1 and properties.ends_inner_cell):
        flow.end_cell(depth)


def _shown(text: str) -> str:
    shown = text.translate(_SHOWN)
    if _HALVES.search(shown):
        shown = shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return shown


def _without(ranges: Iterable[tuple[int, int]], text: str) -> str:
    """``text`` with the characters in ``ranges`` left out but for the marks, which hold tables together."""
    for begin, end in ranges:
        text = text[:begin] + _NOT_A_MARK.sub(_LEFT_OUT, text[begin:end]) + text[end:]
    return text


def _field_codes(text: str) -> Iterator[tuple[int, int]]:
    """Of each field ``{ code | result }`` the places of its marks and its code.

    Marks that make up no field within one paragraph's code stay: they show that something is wrong.
    """
    open_: list[tuple[int, int]] = []
    """(begin, separator or -1) of the fields around."""
    for match in _FIELD_MARKS.finditer(text):
        mark, place = match[0], match.start()
        if mark == "\x13":
            open_.append((place, -1))
        elif open_ and mark == "\x14" and open_[-1][1] < 0:
            open_[-1] = (open_[-1][0], place)
        elif open_ and mark == "\x15":
            begin, separator = open_.pop()
            code_end = separator if separator >= 0 else place
            if not _MARKS.search(text, begin, code_end):
                yield begin, code_end + 1
                yield place, place + 1


def _more_properties(more: int, listed: Sequence[bytes]) -> bytes:
    if more & 1:
        return listed[more >> 1] if more >> 1 < len(listed) else b""
    code = _SHORT_FORMS.get((more >> 1) & 0x7F)
    return struct.pack("<HB", code, more >> 8) if code else b""


def _modifiers(own: bytes) -> Iterator[tuple[int, bytes]]:
    """(code, operand) of each modifier (Prl). What is left at the end and too short for one is filling."""
    place = 0
    while place + 3 <= len(own):
        code = own[place] | own[place + 1] << 8
        place += 2
        size = _OPERAND_SIZES[code >> 13]
        if code in (_TABLE_DEFINITION, _OLD_TABLE_DEFINITION):
            size = (own[place] | own[place + 1] << 8) + 1
        elif code == _TAB_STOPS and own[place] == 255:
            deleted = own[place + 1]
            size = 3 + 4 * deleted + 3 * own[place + 2 + 4 * deleted]
        elif size == 0:
            size = own[place] + 1
        operand = own[place : place + size]
        if len(operand) < size:
            raise ValueError("properties cut short")
        yield code, operand
        place += size


def _paragraph_runs(page: bytes) -> Iterator[tuple[int, bytes]]:
    """(end in the stream, properties) of the paragraphs on a page (PapxFkp)."""
    count = page[511]
    ends = struct.unpack_from(f"<{count + 1}I", page)
    if list(ends) != sorted(ends):
        raise ValueError("paragraphs out of order")
    for number, end in enumerate(ends[1:]):
        begin = 2 * page[4 * (count + 1) + 13 * number]
        if not begin:
            yield end, b""
            continue
        size = 2 * page[begin] - 1
        if size < 0:
            begin += 1
            size = 2 * page[begin]
        yield end, page[begin + 3 : begin + 1 + size]  # behind the number of its style


def _character_runs(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(begin, end, properties) of the runs of characters on a page (ChpxFkp)."""
    count = page[511]
    ends = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        begin = 2 * page[4 * (count + 1) + number]
        if begin:
            yield ends[number], ends[number + 1], page[begin + 1 : begin + 1 + page[begin]]


def _is_left_out(own: bytes) -> bool:
    if b"\x00\x08" not in own and b"\x3c\x08" not in own:
        return False  # nearly all
    # 0x81: the opposite of what its style says, and no style hides
    return any(code in (_DELETED, _HIDDEN) and operand in (b"\x01", b"\x81") for code, operand in _modifiers(own))


def _properties(modifiers: Iterable[tuple[int, bytes]]) -> _Properties:
    flags: dict[int, bool] = {}
    depth = 0
    layout: _Layout | None = None
    for code, operand in modifiers:
        if code in (_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END):
            flags[code] = operand == b"\x01"
        elif code in (_DEPTH, _DEEPER):
            depth = struct.unpack("<i", operand)[0] + (depth if code == _DEEPER else 0)
        elif code == _TABLE_DEFINITION:
            layout = _Layout(operand)
        elif layout and code in _CHANGES:
            layout.change(code, operand)
    if not 0 <= depth < 0x7FFF:
        raise ValueError("depth of a table")
    return _Properties(
        max(depth, 1) if flags.get(_IN_TABLE) else 0,
        flags.get(_ROW_END, False),
        flags.get(_INNER_CELL, False),
        flags.get(_INNER_ROW_END, False),
        layout.row() if layout else None,
    )


_CHANGES = frozenset((_INSERTED, _REMOVED, _WIDENED, _MERGED, _SPLIT, _MERGED_DOWN))


class _Layout:
    """A row's cells while the modifiers of its end are applied one after another."""

    def __init__(self, operand: bytes) -> None:
        count = operand[2]
        self._edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
        kinds = operand[3 + 2 * (count + 1) :]
        self._flags = [
            struct.unpack_from("<H", kinds, 20 * cell)[0] if 20 * cell + 2 <= len(kinds) else 0 for cell in range(count)
        ]
        self._is_known = True

    def change(self, code: int, operand: bytes) -> None:
        edges, flags = self._edges, self._flags
        first, second = operand[0], operand[1]
        if code == _MERGED_DOWN:
            flags[operand[1]] = flags[operand[1]] & ~0x60 | (operand[2] & 3) << 5
        elif code == _MERGED:
            flags[first:second] = [flag & ~3 | (1 if n == 0 else 2) for n, flag in enumerate(flags[first:second])]
        elif code == _REMOVED:
            gone = edges[min(second, len(flags))] - edges[first]
            edges[first:] = [edge - gone for edge in edges[second:]]
            del flags[first:second]
        else:
            self._is_known = False  # inserted, widened and split cells are what Word itself never saves

    def row(self) -> RowLayout | None:
        joined = _joined(self._flags)
        if not self._is_known or joined is None or not self._flags:
            return None
        cells = (
            CellLayout(right, joins, _DOWN[flags >> 5 & 3])
            for right, joins, flags in zip(self._edges[1:], joined, self._flags, strict=True)
        )
        return RowLayout(self._edges[0], tuple(cells))


_DOWN = (Down.ALONE, Down.GOES_ON, Down.ALONE, Down.BEGINS)


def _joined(flags: Sequence[int]) -> list[bool] | None:
    """Which cells go on from their left; ``None`` when that is doubtful.

    Programs disagree whether 1 or 2 marks the first of merged cells, but the first of them is the first.
    """
    joined: list[bool] = []
    first = 0
    for flag in flags:
        kind = flag & 3
        if kind and not first:
            first = kind
        elif kind == 3 or (kind and kind == first and joined[-1:] != [True]):
            return None
        joined.append(kind not in (0, first))
        if not kind:
            first = 0
    return joined
