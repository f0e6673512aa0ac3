"""Word 97–2003 documents (``.doc``, and ``.wps`` of WPS Office): the binary format before ``.docx``.

The text lies in pieces of the stream ``WordDocument``; marks end paragraphs and cells; the kind
of mark and the layout of a row are stored in the properties of the paragraph that ends there. Names in capitals
and offsets are those of [MS-DOC]. A text box comes before the paragraph that it is anchored in; headers, footnotes and
comments are not read.
"""

import bisect
import itertools
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from model.importing.content import Grid, SourceParagraph
from model.importing.notes import PICTURE, ImportedDocumentError, apart, is_beside_figures
from model.importing.readers.cell_marks import Flow
from model.importing.readers.doc_lists import Lists
from model.importing.readers.doc_looks import CharacterLooks, TextPiece
from model.importing.readers.doc_paragraphs import ParagraphProperties, PropertiesElsewhere
from model.importing.readers.doc_properties import IN_WHITE, UNSEEN, Properties, is_left_out, more_properties
from model.importing.readers.doc_styles import StyleLooks
from model.importing.readers.eq_fields import eq_field
from model.importing.readers.ole_streams import Streams

MOST_CHARACTERS = 2_000_000
"""A report has some ten thousand."""
MOST_PAGES = 5000
"""Of formatting; one describes up to 29 paragraphs. Of pieces as many."""
_DEEPEST_FIELD = 50

_PAGE = 512
_MARKS = re.compile(r"[\r\x07\x0c]")
_DIGIT = re.compile(r"\d")
_READING = "注音"
_FIELD_MARKS = re.compile(r"[\x13\x14\x15]")
_NOT_A_MARK = re.compile(r"[^\r\x07\x0c]")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_HALVES = re.compile(r"[\ud800-\udfff]")
_PICTURE_MARK = "\x01"
_LEFT_OUT = "\ufdd0"
"""Stands for a character that is not read (deleted, hidden, a field's code), so that places keep their numbers."""
_SHOWN: dict[int, str | None] = {
    **dict.fromkeys(
        range(32), "\ufffd"
    ),  # characters that Word never writes must not be dropped silently: that could change a number
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


def read_word97(data: bytes, name: str) -> list[SourceParagraph | Grid]:
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
        # of the main text, footnotes, headers, (macros,) comments, endnotes, text boxes
        self._lengths: Sequence[int] = struct.unpack_from("<7I", self._main, 0x4C)
        self._length = self._lengths[0]
        if not 0 < self._length <= MOST_CHARACTERS or sum(self._lengths) > 2 * MOST_CHARACTERS:
            raise ValueError("length of the text")
        self._pieces = self._read_pieces()
        self._looks = StyleLooks(self._part(1))
        self._lists = Lists(self._part(73), self._table_behind(73), self._part(74), self._part(1))
        self._properties = ParagraphProperties(self._looks, self._lists, PropertiesElsewhere(self._streams))

    def content(self) -> list[SourceParagraph | Grid]:
        whole = "".join(self._text_of(piece) for piece in self._pieces)
        if len(whole) < self._length or whole[self._length - 1] not in "\r\x07\x0c":
            raise ValueError("text ends within a paragraph")
        paragraphs = list(self._paragraphs(whole[: self._length]))
        ranges, raised = self._look_through_characters(paragraphs)
        left_out = _united(ranges)
        codes = list(_field_codes(whole, raised))
        raised.sort()
        whole = _without(_united(codes), _without(left_out, whole))
        boxes = self._text_boxes(whole)
        text = whole[: self._length]
        flow = Flow()
        begin = 0
        raised_on_dark = [each for each in raised if each[2] != IN_WHITE]
        dark = _on_dark_ground(text, paragraphs) if len(raised_on_dark) < len(raised) else set()
        for end, properties in paragraphs:
            depth, ends_cell, ends_row = properties.end_with(text[end])
            while boxes and boxes[-1][0] <= end:
                for line in boxes.pop()[1]:
                    flow.paragraph(_shown(line), depth)
            if not ends_row:
                written = text[begin:end]
                if raised:
                    written = _marked(written, begin, raised_on_dark if end in dark else raised, in_cell=depth > 0)
                flow.paragraph(self._labelled(written, depth, properties), depth)
                if ends_cell:
                    flow.end_cell(depth)
            elif _holds(left_out, end):
                flow.drop_row(depth)
            else:
                flow.end_row(depth, properties.layout)
            begin = end + 1
        return flow.content()

    def _labelled(self, text: str, depth: int, properties: Properties) -> str:
        """The text of a paragraph as it is shown, with its number in a list."""
        shown = _shown(text)
        if depth and _PICTURE_MARK in text and is_beside_figures(shown):
            shown += PICTURE
        number = self._lists.label(properties.list_, properties.level) if properties.list_ else ""
        # no list number before a plain number: "5" must not become "1.5"
        if number and shown.strip() and not (depth and shown.strip().isdigit()):
            shown = number + shown
        return shown

    def _text_boxes(self, whole: str) -> list[tuple[int, list[str]]]:
        """(place in the main text, lines) of the text boxes, the last one first."""
        # shape -> its anchor, from places (CP) and 26 bytes each (Spa), the first of which are the shape's number
        anchors = {struct.unpack_from("<I", spa)[0]: place for place, _, spa in _ranges(self._part(40), 26)}
        first = sum(self._lengths[:6])
        return sorted(
            (
                anchors.get(struct.unpack_from("<I", about, 14)[0], 0),
                _MARKS.split(whole[first + begin : first + end])[:-1],
            )
            for begin, end, about in _ranges(self._part(56), 22)
            if end <= self._lengths[6] and any(about[14:18])
        )[::-1]

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

    def _table_behind(self, index: int) -> bytes:
        """The bytes directly after the part."""
        offset, size = struct.unpack_from("<II", self._main, 154 + 8 * index)
        return self._table[offset + size :]

    # ---- text

    def _read_pieces(self) -> list[TextPiece]:
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
        if not 0 < count <= MOST_PAGES:
            raise ValueError("number of pieces")
        starts = struct.unpack_from(f"<{count + 1}I", table)
        pieces = []
        for number in range(count):
            _, where, more = struct.unpack_from("<HIH", table, 4 * (count + 1) + 8 * number)
            width = 1 if where & 0x40000000 else 2
            offset = (where & 0x3FFFFFFF) // (3 - width)
            piece = TextPiece(starts[number], starts[number + 1], offset, width, more_properties(more, listed))
            if piece.start >= piece.end or offset + width * (piece.end - piece.start) > len(self._main):
                raise ValueError("piece outside of the text")
            pieces.append(piece)
        if starts[0] != 0 or starts[-1] < self._length:
            raise ValueError("pieces do not make up the text")
        return pieces

    def _text_of(self, piece: TextPiece) -> str:
        """One character per position of the piece: UTF-16 surrogate pairs stay two characters."""
        data = self._main[piece.offset : piece.offset + piece.width * (piece.end - piece.start)]
        if piece.width == 1:
            return data.decode("latin-1").translate(_cp1252())
        text = data.decode("utf-16-le", "surrogatepass")
        return text if len(text) * 2 == len(data) else _ASTRAL.sub(_two_halves, text)

    def _look_through_characters(
        self, paragraphs: Sequence[tuple[int, Properties]]
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int, str]]]:
        """Ranges of deleted or hidden text; and ranges that are not part of the text around them, with the reason."""
        runs = [run for page in self._pages(12) for run in _character_runs(page)]
        ends = [-1, *(end for end, _ in paragraphs)]
        styled = ((each.style, begin + 1, end) for begin, (end, each) in zip(ends, paragraphs, strict=False))
        looks = CharacterLooks(runs, self._pieces, self._looks, styled)
        hidden_pieces = [(piece.start, piece.end) for piece in self._pieces if piece.more and is_left_out(piece.more)]
        return hidden_pieces + looks.left_out, looks.apart

    # ---- paragraphs

    def _pages(self, index: int) -> Iterator[bytes]:
        """The pages of formatting (FKP) that a part of the table stream lists. Each states its own range."""
        part = self._part(index)
        count = (len(part) - 4) // 8
        if count > MOST_PAGES:
            raise ValueError("pages of formatting")
        places = struct.unpack_from(f"<{count}I", part) if count > 0 else ()
        for number, place in enumerate(places):
            begin = (struct.unpack_from("<I", part, 4 * (count + 1 + number))[0] & 0x3FFFFF) * _PAGE
            page = self._main[begin : begin + _PAGE]
            first = struct.unpack_from("<I", page)[0]
            last = struct.unpack_from("<I", page, 4 * page[_PAGE - 1])[0]
            if not first <= place < last:
                raise ValueError("page of formatting of another place")
            yield page

    def _paragraphs(self, text: str) -> Iterator[tuple[int, Properties]]:
        """The position of each mark that ends a paragraph or a cell, and the paragraph's properties."""
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
            yield mark, self._properties.of(found[run], piece.more)

    def _paragraph_runs(self) -> tuple[list[int], list[bytes]]:
        """Ends of the runs in the stream, ascending, and the properties of each."""
        runs = sorted((end, own) for page in self._pages(13) for end, own in _paragraph_runs(page))
        return [end for end, _ in runs], [own for _, own in runs]

    def _check_that_runs_end_at_marks(self, text: str, ends: Sequence[int]) -> None:
        """Checks that paragraph properties end at paragraph marks. Otherwise the streams of a damaged file are
        inconsistent, and cells could be read from wrong positions."""
        checked = 0
        for piece in self._pieces:
            first = bisect.bisect_right(ends, piece.offset)
            last = bisect.bisect_left(ends, piece.offset + (min(piece.end, self._length) - piece.start) * piece.width)
            checked += max(last - first, 0)
            if checked > MOST_CHARACTERS:
                raise ValueError("pieces overlap")
            for end in ends[first:last]:
                place, rest = divmod(end - piece.offset, piece.width)
                if rest or text[piece.start + place - 1] not in "\r\x07\x0c":
                    raise ValueError("text and formatting do not fit")


@lru_cache(maxsize=1)
def _cp1252() -> dict[int, str]:
    return {code: char for code, char in enumerate(_HIGH_ASCII) if ord(char) != code and char != "\ufffd"}


def _two_halves(match: re.Match[str]) -> str:
    high, low = divmod(ord(match[0]) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)


def _ranges(plc: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """(begin, end, item) from a PLC: n + 1 positions followed by n items."""
    count = (len(plc) - 4) // (4 + size)
    if count > 0:
        places = struct.unpack_from(f"<{count + 1}I", plc)
        if list(places) != sorted(places):
            return  # damaged, but not needed for tables
        for number, (begin, end) in enumerate(itertools.pairwise(places)):
            at = 4 * (count + 1) + size * number
            yield begin, end, plc[at : at + size]


def _shown(text: str) -> str:
    if text.isprintable():  # then it has none of these, and nearly all have not
        return text
    shown = text.translate(_SHOWN)
    if _HALVES.search(shown):
        shown = shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return shown


def _on_dark_ground(text: str, paragraphs: Iterable[tuple[int, Properties]]) -> set[int]:
    """The ends of the paragraphs with a ground that white characters are seen on: their own, or that of their cell,
    which the end of the row states."""
    found: set[int] = set()
    rows: dict[int, list[list[int]]] = {}
    """Depth -> the cells of the row so far, each with the ends of its paragraphs."""
    for end, properties in paragraphs:
        depth, ends_cell, ends_row = properties.end_with(text[end])
        cells = rows.setdefault(depth, [[]])
        if properties.is_dark:
            found.add(end)
        if ends_row:
            found.update(each for number, cell in enumerate(cells) if number in properties.dark_cells for each in cell)
            rows[depth] = [[]]
            continue
        cells[-1].append(end)
        if ends_cell:
            cells.append([])
    return found


def _united(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, with overlapping and adjacent ranges merged."""
    united: list[tuple[int, int]] = []
    for begin, end in sorted(ranges):
        if united and begin <= united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((begin, end))
    return united


def _holds(united: Sequence[tuple[int, int]], place: int) -> bool:
    index = bisect.bisect_right(united, (place, MOST_CHARACTERS * 4)) - 1
    return index >= 0 and place < united[index][1]


def _without(united: Sequence[tuple[int, int]], text: str) -> str:
    """``text`` without the ranges, except for the paragraph and cell marks in them, which tables depend on."""
    parts: list[str] = []
    done = 0
    for begin, end in united:
        parts += text[done:begin], _NOT_A_MARK.sub(_LEFT_OUT, text[begin:end])
        done = end
    return "".join((*parts, text[done:])) if united else text


def _marked(text: str, begin: int, ranges: Sequence[tuple[int, int, str]], *, in_cell: bool) -> str:
    """The paragraph at the position, in a cell with text that is not part of its surroundings marked; outside of
    cells, readings above characters are left out."""
    at = bisect.bisect_left(ranges, (begin + len(text),))
    for first, last, why in reversed(ranges[:at]):
        if last <= begin:
            break
        here = max(first - begin, 0)
        before, inner, after = text[:here], text[here : last - begin], text[last - begin :]
        if in_cell and (why not in (UNSEEN, IN_WHITE) or _DIGIT.search(inner)):
            inner = apart(UNSEEN if why == IN_WHITE else why, inner.replace(_LEFT_OUT, ""))
        elif why == _READING:
            inner = ""
        text = before + inner + after
    return text


def _field_codes(text: str, raised: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Of each field ``{ code | result }`` the places of its marks and its code, except what an ``EQ`` field shows; what
    of that is no part of the text around it is added to ``raised``, with the reason.

    Unpaired marks are kept: they show that the file is damaged.
    """
    open_: list[tuple[int, int]] = []
    """(begin, separator or -1) of the fields around."""
    for match in _FIELD_MARKS.finditer(text):
        mark, place = match[0], match.start()
        if mark == "\x13":
            if len(open_) > _DEEPEST_FIELD:
                raise ValueError("fields nested too deeply")
            open_.append((place, -1))
        elif open_ and mark == "\x14" and open_[-1][1] < 0:
            open_[-1] = (open_[-1][0], place)
        elif open_ and mark == "\x15":
            begin, separator = open_.pop()
            code_end = separator if separator >= 0 else place
            if not _MARKS.search(text, begin, code_end):
                yield from _not_shown(text[begin + 1 : code_end], begin + 1, raised)
                yield begin, begin + 1
                yield code_end, code_end + 1
                yield place, place + 1


def _not_shown(code: str, begin: int, raised: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """The places of a field's code, which begins at ``begin``, that show nothing."""
    field = eq_field(code)
    end = 0
    for part in field.texts if field else ():
        is_shown = not part.is_above or not field or not field.is_reading or _DIGIT.search(field.above)
        if not is_shown:
            continue
        yield begin + end, begin + part.start
        end = part.end
        if field and (part.is_above or not field.is_reading):
            raised.append((begin + part.start, begin + part.end, _READING if field.is_reading else "公式"))
    yield begin + end, begin + len(code)


def _paragraph_runs(page: bytes) -> Iterator[tuple[int, bytes]]:
    """(end in the stream, number of the style and properties) of the paragraphs on a page (PapxFkp)."""
    count = page[511]
    ends = struct.unpack_from(f"<{count + 1}I", page)
    if list(ends) != sorted(ends):
        raise ValueError("paragraphs out of order")
    begins = page[4 * (count + 1) :][: 13 * count : 13]
    for end, half in zip(ends[1:], begins, strict=True):
        if not half:
            yield end, b"\0\0"
            continue
        begin = 2 * half
        size = 2 * page[begin] - 1
        if size < 0:
            begin += 1
            size = 2 * page[begin]
        yield end, page[begin + 1 : begin + 1 + size if size > 2 else begin + 3]


def _character_runs(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(begin, end, properties) of the runs of characters on a page (ChpxFkp)."""
    count = page[511]
    ends = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        begin = 2 * page[4 * (count + 1) + number]
        if begin:
            yield ends[number], ends[number + 1], page[begin + 1 : begin + 1 + page[begin]]
