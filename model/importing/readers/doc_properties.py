"""Properties of paragraphs and runs in Word 97–2003: a sequence of modifiers (Prl) ([MS-DOC] names in capitals). Only
those for tables, lists and hidden text are evaluated."""

import itertools
import re
import struct
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from model.importing.readers.cell_marks import CellLayout, Down, RowLayout
from model.named_tuples import made

_IN_TABLE, _ROW_END, _DEPTH, _DEEPER = 0x2416, 0x2417, 0x6649, 0x664A
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
LIST, LEVEL = 0x460B, 0x260A
ELSEWHERE = (0x6645, 0x6646, 0x646B)
"""Modifiers whose operand refers to more properties in the stream ``Data``."""
_TABLE_DEFINITION, _OLD_TABLE_DEFINITION, _TAB_STOPS = 0xD608, 0xD606, 0xC615
_INSERTED, _REMOVED, _WIDENED, _MERGED, _SPLIT, _MERGED_DOWN = 0x7621, 0x5622, 0x7623, 0x5624, 0x5625, 0xD62B
_DELETED, _HIDDEN = 0x0800, 0x083C
_STRUCK, _STRUCK_TWICE, _RAISED, _MOVED = 0x0837, 0x2A53, 0x2A48, 0x4845
_LOOK_CODES = tuple(code.to_bytes(2, "little") for code in (_HIDDEN, _STRUCK, _STRUCK_TWICE, _RAISED, _MOVED))
_SIZE, _COLOUR_NUMBER, _COLOUR = 0x4A43, 0x2A42, 0x6870
_HIGHLIGHT, _SHADE, _OLD_SHADE = 0x2A0C, 0xCA71, 0x4866
_WIDTH, _SPACING = 0x4852, 0x8840
_UNSEEN_CODES = re.compile(
    rb"\x43\x4a[\x01-\x04]\x00|\x42\x2a\x08|\x70\x68\xff\xff\xff\x00|\x52\x48[\x01-\x09]\x00|\x40\x88.[\x80-\xff]",
    re.DOTALL,
)
"""Of two points at most, white, or squeezed."""
_NARROWEST, _TIGHTEST = 10, -100
"""Per cent of the width of a letter; and twentieths of a point that letters are moved together by."""
_SMALLEST = 5
"""Half-points."""
_WHITE_NUMBER, _WHITE = b"\x08", b"\xff\xff\xff\x00"
UNSEEN, IN_WHITE = "看不见", "白字"
"""Why characters are no part of a figure; whether white ones are seen depends on the ground of their cells."""
PARAGRAPH_SHADE, _OLD_CELL_SHADES = 0xC64D, 0xD609
_CELL_SHADES = {0xD612: 0, 0xD616: 22, 0xD60C: 44, 0xD670: 0, 0xD671: 22, 0xD672: 44}
"""Each for some cells of a row, by the first of them."""
_SHADES = frozenset((PARAGRAPH_SHADE, _OLD_CELL_SHADES, *_CELL_SHADES))
_DARK = 0xC0
_PALE_NUMBERS = (0, 7, 8, 16)
"""None, yellow, white and the lighter grey of sixteen colours."""
_LEAST_MOVE = 4
"""Half-points that text is moved up or down by; less only evens out fonts."""
_SHORT_FORMS = {0x18: _IN_TABLE, 0x19: _ROW_END, 0x41: _DELETED, 0x5C: _HIDDEN}
"""The properties of ours that a piece may carry in one byte (Prm0)."""
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""By the upper three bits of the code; 0: the operand says it itself, nearly always in its first byte."""
_LARGER = frozenset((_TABLE_DEFINITION, _OLD_TABLE_DEFINITION, _TAB_STOPS))
_CHANGES = frozenset((_INSERTED, _REMOVED, _WIDENED, _MERGED, _SPLIT, _MERGED_DOWN))
"""Of a row's layout that is defined."""
_OF_PARAGRAPHS = _CHANGES | _SHADES | {_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END, _DEPTH, _DEEPER}
_OF_PARAGRAPHS |= {LIST, LEVEL, _TABLE_DEFINITION}
EVERY = range(0x10000)
"""All codes there are."""
CELL_MARK = "\x07"
"""Ends a cell, or a row, of an outermost table."""

_Modifier = tuple[int, bytes]
"""Code and operand (Prl)."""


class End(NamedTuple):
    """What the end of a paragraph is for the table around it."""

    depth: int
    """0 outside of tables."""
    of_cell: bool
    of_row: bool


@dataclass(frozen=True)
class Properties:
    """Of a paragraph."""

    depth: int = 0
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    layout: RowLayout | None = None
    list_: int = 0
    """From 1; 0 for a paragraph without a number."""
    level: int = 0
    style: int = 0
    grounds: tuple[_Modifier, ...] = ()
    """What it says of its own ground, and of those of the cells of the row that it ends. Few documents have white
    characters, for which alone that matters."""

    def end_with(self, mark: str) -> End:
        """The end of a paragraph that is marked so. Cells of tables within tables end with an ordinary mark."""
        return self._outer_end if mark == CELL_MARK else self._inner_end

    @cached_property
    def _outer_end(self) -> End:
        return End(1, not self.ends_row, self.ends_row)

    @cached_property
    def _inner_end(self) -> End:
        of_row = self.depth > 0 and self.ends_inner_row
        return End(self.depth, not of_row and self.depth > 1 and self.ends_inner_cell, of_row)

    @cached_property
    def is_dark(self) -> bool:
        """It has a ground that white characters are seen on."""
        own = [operand for code, operand in self.grounds if code == PARAGRAPH_SHADE]
        return bool(own and _dark_grounds(PARAGRAPH_SHADE, own[-1]))

    @cached_property
    def dark_cells(self) -> frozenset[int]:
        """The cells of the row that it ends with such a ground, counted from 0."""
        of_cells = (_dark_grounds(*each) for each in self.grounds if each[0] != PARAGRAPH_SHADE)
        return frozenset(itertools.chain.from_iterable(of_cells))


def modifiers(own: bytes, codes: Container[int] = EVERY) -> Iterator[_Modifier]:
    """Each modifier (Prl), or those with one of the codes. What is left at the end and too short for one is filling.

    Raises:
        ValueError: the last one is cut short.
        IndexError: even before its size is stated.
    """
    place, size = 0, len(own)
    while place + 3 <= size:
        code = own[place] | own[place + 1] << 8
        begin = place + 2
        length = _OPERAND_SIZES[code >> 13]
        if not length:
            length = _stated_size(code, own, begin) if code in _LARGER else own[begin] + 1
        place = begin + length
        if place > size:
            raise ValueError("properties cut short")
        if code in codes:
            yield code, own[begin:place]


def _stated_size(code: int, own: bytes, begin: int) -> int:
    """The bytes of an operand that says how many it has in more than one of them."""
    if code != _TAB_STOPS:
        return (own[begin] | own[begin + 1] << 8) + 1
    if own[begin] < 255:
        return own[begin] + 1
    deleted = own[begin + 1]
    return 3 + 4 * deleted + 3 * own[begin + 2 + 4 * deleted]


def more_properties(more: int, listed: Sequence[bytes]) -> bytes:
    """The modifiers (Prl) of a piece from its Prm ``more``: one of ``listed``, or a short form; empty when unknown."""
    if more & 1:
        return listed[more >> 1] if more >> 1 < len(listed) else b""
    code = _SHORT_FORMS.get((more >> 1) & 0x7F)
    return struct.pack("<HB", code, more >> 8) if code else b""


def is_left_out(own: bytes) -> bool:
    """Whether characters with these modifiers are deleted or hidden."""
    if b"\x00\x08" not in own and b"\x3c\x08" not in own:
        return False  # the common case
    return look_of(own)[0] or any(
        code == _DELETED and operand in (b"\x01", b"\x81") for code, operand in modifiers(own)
    )


def apart_of(own: bytes) -> str:
    """Why characters with these properties are not part of the figure beside them; blank when they are."""
    return look_of(own)[1] if changes_look(own) else ""


def changes_look(own: bytes) -> bool:
    """Whether the modifiers may hide, strike out, raise or lower characters, or make them too small, white or
    squeezed."""
    return any(code in own for code in _LOOK_CODES) or _UNSEEN_CODES.search(own) is not None


def look_of(own: bytes) -> tuple[bool, str]:
    """Whether characters with these modifiers are hidden, and why they are no part of the figure beside them: the last
    of each kind counts."""
    on = {_HIDDEN: False, _STRUCK: False, _STRUCK_TWICE: False}
    raised = ""
    is_tiny = is_white = has_ground = is_narrow = is_tight = False
    for code, operand in modifiers(own):
        if code == _SIZE:
            is_tiny = 0 < int.from_bytes(operand, "little") < _SMALLEST
        elif code == _WIDTH:
            is_narrow = 0 < int.from_bytes(operand, "little") < _NARROWEST
        elif code == _SPACING:
            is_tight = struct.unpack("<h", operand)[0] <= _TIGHTEST
        elif code in (_COLOUR_NUMBER, _COLOUR):
            is_white = operand == (_WHITE if code == _COLOUR else _WHITE_NUMBER)
        elif code in (_HIGHLIGHT, _OLD_SHADE):
            has_ground = operand not in (b"\0", b"\0\0", b"\xff\xff")
        elif code == _SHADE:
            has_ground = _is_dark(operand[5:9])
        elif code in on:
            # 0x80: as the style has it; 0x81: the opposite
            on[code] = on[code] if operand == b"\x80" else not on[code] if operand == b"\x81" else operand == b"\x01"
        elif code == _RAISED:
            raised = {b"\x01": "上标", b"\x02": "下标"}.get(operand, "")
        elif code == _MOVED:
            half_points = struct.unpack("<h", operand)[0]
            if abs(half_points) >= _LEAST_MOVE:
                raised = "上标" if half_points > 0 else "下标"
    unseen = UNSEEN if is_tiny or is_narrow or is_tight else IN_WHITE if is_white and not has_ground else ""
    return on[_HIDDEN], "划去" if on[_STRUCK] or on[_STRUCK_TWICE] else raised or unseen


def _dark_grounds(code: int, operand: bytes) -> set[int]:
    """The cells of a row, or 0 for a paragraph, with a ground that white characters are seen on."""
    if code == _OLD_CELL_SHADES:
        numbers = [operand[place] | operand[place + 1] << 8 for place in range(1, len(operand) - 1, 2)]
        return {cell for cell, number in enumerate(numbers) if number >> 5 & 31 not in _PALE_NUMBERS}
    first = _CELL_SHADES.get(code, 0)
    places = enumerate(range(1, len(operand) - 9, 10), first)
    return {cell for cell, place in places if _is_dark(operand[place + 4 : place + 8])}


def _is_dark(colour: bytes) -> bool:
    """Red, green, blue, and a byte that is not 0 where the colour is none."""
    return len(colour) == 4 and not colour[3] and min(colour[:3]) < _DARK


def properties_of(
    parts: Iterable[bytes], style: int = 0, list_: int = 0, level: int = 0, grounds: Iterable[_Modifier] = ()
) -> Properties:
    """``parts``: of the paragraph's modifiers, in order; ``list_``, ``level`` and ``grounds`` are those of its style.

    Raises:
        ValueError, IndexError, struct.error: damaged.
    """
    flags: dict[int, bool] = {}
    depth = 0
    layout: _Layout | None = None
    all_grounds = list(grounds)
    for code, operand in itertools.chain.from_iterable(modifiers(part, _OF_PARAGRAPHS) for part in parts):
        if code in (_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END):
            flags[code] = operand == b"\x01"
        elif code in (_DEPTH, _DEEPER):
            depth = struct.unpack("<i", operand)[0] + (depth if code == _DEEPER else 0)
        elif code == LIST:
            list_ = struct.unpack("<H", operand)[0]
        elif code == LEVEL:
            level = operand[0]
        elif code == _TABLE_DEFINITION:
            layout = _Layout(operand)
        elif layout and code in _CHANGES:
            layout.change(code, operand)
        elif code in _SHADES:
            all_grounds.append((code, operand))
    if not 0 <= depth < 0x7FFF:
        raise ValueError("depth of a table")
    return Properties(
        max(depth, 1) if flags.get(_IN_TABLE) else 0,
        flags.get(_ROW_END, False),
        flags.get(_INNER_CELL, False),
        flags.get(_INNER_ROW_END, False),
        layout.row() if layout else None,
        list_,
        level,
        style,
        tuple(all_grounds),
    )


class _Layout:
    """A row's cells while the modifiers of its end are applied one after another."""

    def __init__(self, operand: bytes) -> None:
        count = operand[2]
        self._edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
        kinds = operand[3 + 2 * (count + 1) :][: 20 * count]
        self._flags = [low | high << 8 for low, high in zip(kinds[::20], kinds[1::20], strict=False)]
        self._flags += [0] * (count - len(self._flags))
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
        downs = [_DOWN[flags >> 5 & 3] for flags in self._flags]
        cells = made(CellLayout, zip(self._edges[1:], joined, downs, strict=True))
        return RowLayout(self._edges[0], tuple(cells))


_DOWN = (Down.ALONE, Down.GOES_ON, Down.ALONE, Down.BEGINS)


def _joined(flags: Sequence[int]) -> list[bool] | None:
    """Which cells continue the one on their left; ``None`` when that is doubtful.

    Programs disagree whether 1 or 2 marks the first of merged cells, but the first of them is the first.
    """
    if not any(flag & 3 for flag in flags):
        return [False] * len(flags)  # nearly all rows
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
