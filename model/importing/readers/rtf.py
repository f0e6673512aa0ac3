"""Rich Text Format: text with control words, in several byte encodings; tables are marked by control words.

Unknown control words affect only formatting and are ignored. Unknown control symbols and control characters become
``\\ufffd`` instead of being dropped, so that a damaged number is not read as a number.
"""

import re
from collections.abc import Callable, Mapping
from copy import copy

from model.importing.content import Grid, SourceParagraph
from model.importing.readers.eq_fields import eq_field
from model.importing.readers.rtf_content import RtfContent
from model.importing.readers.rtf_encoding import RtfEncoding
from model.importing.readers.rtf_group import GROUNDS, GROUP_WORDS, OF_ROW, RtfGroup, white_colours
from model.importing.readers.rtf_rows import ROW_WORDS, RtfRow
from model.importing.readers.rtf_tokens import Token, Tokens

MOST_GROUPS = 500
"""Groups open at a time. Real files need about twenty."""
MOST_CHARACTERS = 5_000_000

_NOT_READ = frozenset(
    re.split(
        " ",
        "annotation atnauthor atndate atnid author colortbl comment footer footerf footerl footerr footnote "
        "ftncn ftnsep ftnsepc aftncn aftnsep aftnsepc header headerf headerl headerr info keywords listtable "
        "nonesttables nonshppict objclass objdata pict pntxta pntxtb private rxe shprslt sp stylesheet subject tc txe "
        "upr xe",
    )
)
"""Groups that are not text of the page, like every group marked as ignorable (``\\*``)."""
_OF_PARAGRAPHS = frozenset(("pard", "intbl", "ql", "qr", "qc", "qj", "sa", "sb", "sl", "li", "fi", "ri"))
"""Formatting that is stated before the text of a paragraph."""
_READ_ALL_THE_SAME = frozenset(("fldinst", "nesttableprops", "shpinst", "shptxt"))
_NOT_IN_CODE = frozenset(("par", "sect", "cell", "nestcell", "row", "nestrow", "shptxt"))
"""A field's code ends no paragraph and no cell."""
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


def read_rtf(data: bytes) -> list[SourceParagraph | Grid]:
    """Paragraphs and tables in reading order.

    Raises:
        ValueError: damaged, or cut short.
    """
    return _Reader(data).content()


class _Reader:
    """Follows the groups, collects bytes of text until they can be decoded, and dispatches control words."""

    def __init__(self, data: bytes) -> None:
        self._tokens = Tokens(data)
        self._white = white_colours(data)
        self._encoding = RtfEncoding()
        self._content = RtfContent()
        self._row, self._nested_row = RtfRow(), RtfRow()
        self._group = RtfGroup()
        self._outer: list[RtfGroup] = []
        self._is_optional = False
        self._bytes = bytearray()
        self._to_skip = 0
        """Characters left of the fallback text behind a Unicode character."""
        self._count = 0
        self._code: list[str] = []
        """Of the field that is being read."""

    def content(self) -> list[SourceParagraph | Grid]:
        for token in self._tokens:
            if self._take(token):
                self._content.end_paragraph(self._group, only_if_text=True)
                return self._content.content()
        raise ValueError("cut short")

    def _take(self, token: Token) -> bool:
        """``True`` when the outermost group has ended."""
        word, number, pair, symbol, brace, text = token
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
        if ended.to == "code" and self._group.to != "code":
            field = eq_field("".join(self._code))
            self._code.clear()
            if field and self._group.is_shown:
                self._put(field.shown(in_cell=self._group.is_in_table))
        if ended.is_text_box and not self._group.is_text_box:
            self._content.end_text_box()
        return not self._outer

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
            if self._group.is_shown:
                self._put(self._encoding.decode(data, self._group.font))

    def _put(self, text: str) -> None:
        if self._group.to == "code":
            self._code.append(text)
        else:
            self._content.add(text, self._group)

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_optional = True
        elif symbol in "\r\n":
            self._take_word("par", None)
        else:
            self._put(_SYMBOLS.get(symbol, "\ufffd"))

    def _take_word(self, word: str, number: int | None) -> None:
        is_optional, self._is_optional = self._is_optional, False
        if word in _OF_PARAGRAPHS:
            self._content.begin_properties(self._group)
        if word in _NOT_READ or (is_optional and word not in _READ_ALL_THE_SAME):
            self._tokens.skip_group()
        elif word in _TEXTS:
            self._put(_TEXTS[word])
        elif word == "cf" and self._white:
            self._group.set_white(number in self._white, on_row=self._row.has_ground)
        elif word in GROUNDS and self._white:
            self._set_ground(GROUNDS[word], bool(number) and number not in self._white)
        elif change_group := GROUP_WORDS.get(word):
            change_group(self._group, number)
        elif define_row := ROW_WORDS.get(word):
            define_row(self._nested_row if self._group.is_nested_row else self._row, number)
        elif (action := _ACTIONS.get(word)) and not (self._group.to == "code" and word in _NOT_IN_CODE):
            action(self, number)

    def _set_ground(self, of: str, is_coloured: bool) -> None:
        if of == OF_ROW:
            self._row.has_ground = self._row.has_ground or is_coloured
        else:
            self._group.set_ground(of, is_coloured)

    def _character(self, number: int | None) -> None:
        if number is not None:
            self._put(chr(number & 0xFFFF))
            self._to_skip = self._group.fallback

    def _binary(self, number: int | None) -> None:
        self._tokens.skip_bytes(number or 0)

    def _paragraph(self, _: int | None) -> None:
        self._content.end_paragraph(self._group)

    def _cell(self, _: int | None) -> None:
        self._content.end_cell(self._group)

    def _nested_cell(self, _: int | None) -> None:
        self._content.end_nested_cell(self._group)

    def _end_row(self, _: int | None) -> None:
        self._content.end_row(self._row.layout())

    def _end_nested_row(self, _: int | None) -> None:
        self._content.end_nested_row(self._group, self._nested_row.layout())

    def _begin_text_box(self, _: int | None) -> None:
        if not self._group.is_text_box:
            self._content.begin_text_box(self._group)
            self._group.is_text_box = True

    def _code_page(self, number: int | None) -> None:
        self._encoding.set_code_page(number)

    def _character_set(self, number: int | None) -> None:
        if self._group.to == "fonts":
            self._encoding.set_character_set(self._group.font, number)

    def _default_font(self, number: int | None) -> None:
        self._encoding.default_font = self._group.font = -1 if number is None else number

    def _reset_characters(self, _: int | None) -> None:
        self._group.reset_characters(self._encoding.default_font)


_ACTIONS: Mapping[str, Callable[[_Reader, int | None], None]] = {
    "u": _Reader._character,
    "bin": _Reader._binary,
    "par": _Reader._paragraph,
    "sect": _Reader._paragraph,
    "cell": _Reader._cell,
    "nestcell": _Reader._nested_cell,
    "row": _Reader._end_row,
    "nestrow": _Reader._end_nested_row,
    "shptxt": _Reader._begin_text_box,
    "ansicpg": _Reader._code_page,
    "fcharset": _Reader._character_set,
    "deff": _Reader._default_font,
    "plain": _Reader._reset_characters,
}
