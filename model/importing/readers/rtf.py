"""Rich Text Format: text with control words, in several byte encodings; tables are marked by control words.

Unknown control words affect only formatting and are ignored. Unknown control symbols and control characters become
``\\ufffd`` instead of being dropped, so that a damaged number is not read as a number.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from copy import copy

from model.importing.content import Grid, Paragraph
from model.importing.notes import apart
from model.importing.readers.cell_marks import CellLayout, Down, Flow, RowLayout

MOST_GROUPS = 500
"""Groups open at a time. Real files need about twenty."""
MOST_TOKENS = 1_500_000
MOST_CHARACTERS = 5_000_000

_TOKEN = re.compile(
    rb"\\([A-Za-z]+)(-?[0-9]+)? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}]+)",
    re.DOTALL,
)
_TOKEN_TO_SKIP = re.compile(rb"\\bin([0-9]+) ?|\\.|([{}])", re.DOTALL)
_HALVES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = {code: "\ufffd" for code in (*range(32), 127) if chr(code) not in "\t\n"}

_NOT_READ = frozenset(
    re.split(
        " ",
        "annotation atnauthor atndate atnid author colortbl comment fldinst footer footerf footerl footerr footnote "
        "ftncn ftnsep ftnsepc aftncn aftnsep aftnsepc header headerf headerl headerr info keywords listtable "
        "nonesttables nonshppict objclass objdata pict pntxta pntxtb private rxe shprslt sp stylesheet subject tc txe "
        "upr xe",
    )
)
"""Groups that are not text of the page, like every group marked as ignorable (``\\*``)."""
_READ_ALL_THE_SAME = frozenset(("nesttableprops", "shpinst", "shptxt"))
_TEXTS = {
    "tab": "\t",
    "line": "\n",
    "softline": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
}
_SYMBOLS = {"~": "\xa0", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
_CODECS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_CODECS |= {161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"}
_CODECS |= {222: "cp874", 238: "cp1250"}
"""By the character set of a font."""
_MANY_BYTES = ("cp932", "cp949", "gb18030", "big5hkscs", "utf-8")


class _Group:
    """The state of one group; the state before it is restored when it ends."""

    __slots__ = (
        "apart",
        "depth",
        "fallback",
        "font",
        "is_deleted",
        "is_hidden",
        "is_in_table",
        "is_nested_row",
        "is_text_box",
        "to",
    )

    def __init__(self) -> None:
        self.to = "text"
        """The destination of text: ``text``, ``number`` (an automatic list number) or ``fonts``."""
        self.font = -1
        self.fallback = 1
        """Number of fallback characters after a Unicode character (``\\uc``), which are skipped."""
        self.apart = ""
        self.is_deleted = self.is_hidden = self.is_in_table = self.is_nested_row = self.is_text_box = False
        self.depth = 0


class _RowDefinition:
    def __init__(self) -> None:
        self.left = 0
        self.cells: list[CellLayout] = []
        self.joins_left = False
        self.down = Down.ALONE

    def add_cell(self, right: int) -> None:
        self.cells.append(CellLayout(right, self.joins_left, self.down))
        self.joins_left, self.down = False, Down.ALONE

    def layout(self) -> RowLayout | None:
        return RowLayout(self.left, tuple(self.cells)) if self.cells else None


def read_rtf(data: bytes) -> list[Paragraph | Grid]:
    """Paragraphs and tables in reading order.

    Raises:
        ValueError: damaged, or cut short.
    """
    return _Reader(data).content()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._source = data
        self._place = 0
        self._flow = Flow()
        self._group = _Group()
        self._outer: list[_Group] = []
        self._is_optional = False
        self._codec = "cp1252"
        self._font_codecs: dict[int, str] = {}
        self._default_font = -1
        self._bytes = bytearray()
        self._to_skip = 0
        self._count = 0
        self._text: list[str] = []
        self._number: list[str] = []
        self._around: list[tuple[list[str], list[str], int]] = []
        """Text and number of the paragraph that a text box is anchored in, and its depth."""
        self._row = _RowDefinition()
        self._nested_row = _RowDefinition()

    def content(self) -> list[Paragraph | Grid]:
        tokens = 0
        match = _TOKEN.match(self._source, self._place)
        while match:
            self._place = match.end()
            tokens += 1
            if tokens > MOST_TOKENS:
                raise ValueError("too long")
            if self._take(*match.groups()):
                self._end_paragraph(self._depth, only_if_text=True)
                return self._flow.content()
            match = _TOKEN.match(self._source, self._place)
        raise ValueError("cut short")

    def _take(
        self,
        word: bytes | None,
        number: bytes | None,
        pair: bytes | None,
        symbol: bytes | None,
        brace: bytes | None,
        text: bytes | None,
    ) -> bool:
        """``True`` when the outermost group has ended."""
        if text is not None:
            self._count += len(text)
            if self._count > MOST_CHARACTERS:
                raise ValueError("too long")
            self._add_bytes(text.replace(b"\r", b"").replace(b"\n", b""))
            return False
        if pair is not None:
            self._add_bytes(bytes((int(pair, 16),)))
            return False
        self._decode()
        if brace is not None:
            self._to_skip = 0
            return self._begin_group() if brace == b"{" else self._end_group()
        if self._to_skip:
            self._to_skip -= 1
        elif word is not None:
            self._take_word(word.decode("ascii"), int(number) if number and len(number) < 12 else None)
        elif symbol is not None:
            self._take_symbol(symbol.decode("latin-1"))
        return False

    # ---- groups

    def _begin_group(self) -> bool:
        if len(self._outer) > MOST_GROUPS:
            raise ValueError("groups nested too deeply")
        self._outer.append(self._group)
        self._group = copy(self._group)
        self._is_optional = False
        return False

    def _end_group(self) -> bool:
        ended = self._group
        self._group = self._outer.pop() if self._outer else ended
        if ended.is_text_box and not self._group.is_text_box:
            self._end_paragraph(self._depth_of_box, only_if_text=True)
            self._text, self._number, _ = self._around.pop()
        return not self._outer

    def _pass_over_group(self) -> None:
        depth = 1
        place = self._place
        while depth:
            match = _TOKEN_TO_SKIP.search(self._source, place)
            if not match:
                raise ValueError("cut short")
            # what follows \\bin is no text, braces least of all
            place = match.end() + (int(match[1][:12]) if match[1] else 0)
            if match[2]:
                depth += 1 if match[2] == b"{" else -1
        self._place = place - 1

    # ---- text

    @property
    def _is_shown(self) -> bool:
        return not (self._group.is_deleted or self._group.is_hidden) and self._group.to != "fonts"

    def _add_bytes(self, data: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def _decode(self) -> None:
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            if self._is_shown:
                self._add(data.decode("ascii") if data.isascii() else self._decoded(data))

    def _decoded(self, data: bytes) -> str:
        of_font = self._font_codecs.get(self._group.font, self._codec)
        if of_font not in _MANY_BYTES and self._codec in _MANY_BYTES:
            # fonts of the West are named before Chinese text too
            try:
                return data.decode(self._codec)
            except UnicodeDecodeError:
                pass
        return data.decode(of_font, "replace")

    def _add(self, text: str) -> None:
        if self._is_shown:
            if self._group.apart and self._depth:
                text = apart(self._group.apart, text)
            (self._number if self._group.to == "number" else self._text).append(text)

    @property
    def _depth(self) -> int:
        """Of tables around the paragraph being read."""
        if self._around:
            return self._depth_of_box
        return max(self._group.depth, 1) if self._group.is_in_table else 0

    @property
    def _depth_of_box(self) -> int:
        return self._around[-1][2]

    def _end_paragraph(self, depth: int, *, only_if_text: bool = False) -> None:
        text = "".join(self._text).translate(_CONTROLS)
        if _HALVES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        number = "".join(self._number).strip()
        # no bullets, and no list number before a plain number: "5" must not become "1.5"
        if any(map(str.isalnum, number)) and not (depth and text.strip().isdigit()) and text.strip():
            text = number + text
        self._text, self._number = [], []
        if text or not only_if_text:
            self._flow.paragraph(text, depth)

    # ---- control words and symbols

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_optional = True
        elif symbol in "\r\n":
            self._end_paragraph(self._depth)
        else:
            self._add(_SYMBOLS.get(symbol, "\ufffd"))

    def _take_word(self, word: str, number: int | None) -> None:
        is_optional, self._is_optional = self._is_optional, False
        if word in _NOT_READ or (is_optional and word not in _READ_ALL_THE_SAME):
            self._pass_over_group()
        elif word in _TEXTS:
            self._add(_TEXTS[word])
        elif action := _ACTIONS.get(word):
            action(self, number)

    def _character(self, number: int | None) -> None:
        if number is not None:
            self._add(chr(number & 0xFFFF))
            self._to_skip = self._group.fallback

    def _binary(self, number: int | None) -> None:
        self._place += max(number or 0, 0)

    def _paragraph(self, _: int | None) -> None:
        self._end_paragraph(self._depth)

    def _cell(self, _: int | None) -> None:
        self._end_cell(1)

    def _nested_cell(self, _: int | None) -> None:
        self._end_cell(max(self._depth, 2))

    def _end_cell(self, depth: int) -> None:
        if self._around:
            self._end_paragraph(self._depth)
            return
        self._end_paragraph(depth)
        self._flow.end_cell(depth)

    def _end_row(self, _: int | None) -> None:
        if not self._around:
            self._flow.end_row(1, self._row.layout())

    def _end_nested_row(self, _: int | None) -> None:
        if not self._around:
            self._flow.end_row(max(self._depth, 2), self._nested_row.layout())

    # ---- what the words between set

    def _begin_number(self, _: int | None) -> None:
        self._group.to = "number"

    def _begin_fonts(self, _: int | None) -> None:
        self._group.to = "fonts"

    def _begin_text_box(self, _: int | None) -> None:
        if not self._group.is_text_box:
            self._around.append((self._text, self._number, self._depth))
            self._text, self._number = [], []
            self._group.is_text_box = True

    def _code_page(self, number: int | None) -> None:
        many = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}
        codec = many.get(number or 0, f"cp{number}")
        try:
            codecs.lookup(codec)
        except LookupError:
            return
        self._codec = codec

    def _character_set(self, number: int | None) -> None:
        if self._group.to == "fonts" and number in _CODECS:
            self._font_codecs[self._group.font] = _CODECS[number]

    def _set_default_font(self, number: int | None) -> None:
        self._default_font = self._group.font = -1 if number is None else number

    def _set_font(self, number: int | None) -> None:
        self._group.font = -1 if number is None else number

    def _set_fallback(self, number: int | None) -> None:
        self._group.fallback = min(max(number if number is not None else 1, 0), 8)

    def _reset_characters(self, _: int | None) -> None:
        self._group.is_deleted = self._group.is_hidden = False
        self._group.apart = ""
        self._group.font = self._default_font

    def _reset_paragraph(self, _: int | None) -> None:
        self._group.is_in_table, self._group.depth = False, 0

    def _set_deleted(self, number: int | None) -> None:
        self._group.is_deleted = number != 0

    def _set_raised(self, _: int | None) -> None:
        self._group.apart = "上标"

    def _set_lowered(self, _: int | None) -> None:
        self._group.apart = "下标"

    def _set_struck(self, number: int | None) -> None:
        self._group.apart = "" if number == 0 else "划去"

    def _end_raised(self, _: int | None) -> None:
        self._group.apart = ""

    def _set_hidden(self, number: int | None) -> None:
        self._group.is_hidden = number != 0

    def _set_in_table(self, number: int | None) -> None:
        self._group.is_in_table = number != 0

    def _set_depth(self, number: int | None) -> None:
        self._group.depth = number or 0
        self._group.is_in_table = self._group.is_in_table or self._group.depth > 0

    # ---- rows

    @property
    def _definition(self) -> _RowDefinition:
        return self._nested_row if self._group.is_nested_row else self._row

    def _begin_nested_row(self, _: int | None) -> None:
        self._group.is_nested_row = True

    def _begin_row(self, _: int | None) -> None:
        if self._group.is_nested_row:
            self._nested_row = _RowDefinition()
        else:
            self._row = _RowDefinition()

    def _set_left(self, number: int | None) -> None:
        self._definition.left = number or 0

    def _cell_right(self, number: int | None) -> None:
        self._definition.add_cell(number or 0)

    def _cell_joins_left(self, _: int | None) -> None:
        self._definition.joins_left = True

    def _cell_begins_down(self, _: int | None) -> None:
        self._definition.down = Down.BEGINS

    def _cell_goes_on_down(self, _: int | None) -> None:
        self._definition.down = Down.GOES_ON


_ACTIONS: Mapping[str, Callable[[_Reader, int | None], None]] = {
    "u": _Reader._character,
    "bin": _Reader._binary,
    "par": _Reader._paragraph,
    "sect": _Reader._paragraph,
    "cell": _Reader._cell,
    "nestcell": _Reader._nested_cell,
    "row": _Reader._end_row,
    "nestrow": _Reader._end_nested_row,
    "listtext": _Reader._begin_number,
    "pntext": _Reader._begin_number,
    "fonttbl": _Reader._begin_fonts,
    "shptxt": _Reader._begin_text_box,
    "ansicpg": _Reader._code_page,
    "fcharset": _Reader._character_set,
    "deff": _Reader._set_default_font,
    "f": _Reader._set_font,
    "uc": _Reader._set_fallback,
    "plain": _Reader._reset_characters,
    "pard": _Reader._reset_paragraph,
    "deleted": _Reader._set_deleted,
    "v": _Reader._set_hidden,
    "super": _Reader._set_raised,
    "sub": _Reader._set_lowered,
    "nosupersub": _Reader._end_raised,
    "strike": _Reader._set_struck,
    "striked": _Reader._set_struck,
    "intbl": _Reader._set_in_table,
    "itap": _Reader._set_depth,
    "nesttableprops": _Reader._begin_nested_row,
    "trowd": _Reader._begin_row,
    "trleft": _Reader._set_left,
    "cellx": _Reader._cell_right,
    "clmrg": _Reader._cell_joins_left,
    "clvmgf": _Reader._cell_begins_down,
    "clvmrg": _Reader._cell_goes_on_down,
}
