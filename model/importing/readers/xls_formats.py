"""What the records of an old workbook say beside the values of its cells, which is all that calamine gives: formats and
fonts, hidden lines, conditions ([MS-XLS] names in capitals). Damage here loses only the formats that it hits, and is
told."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, repeat

from model.importing.content import MOST_COLUMNS
from model.importing.readers.hidden_lines import HiddenLines
from model.importing.readers.xls_conditions import UNKNOWN, Rule, areas_of, rule_of
from model.importing.readers.xls_looks import FONT, FORMAT, PALETTE, XF, Looks
from model.importing.readers.xls_strings import RichText, rich_texts
from model.importing.readers.xlsx_conditions import MOST_AREAS, Area, Condition

_BEGINS, _ENDS, _SHEET = 0x0809, 0x000A, 0x0085
_TEXT_CELL, _STRINGS, _CONTINUES = 0x00FD, 0x00FC, 0x003C
_MANY_NUMBERS = 0x00BD
_ROW, _COLUMNS, _USUAL_ROW = 0x0208, 0x007D, 0x0225
_AREAS, _CONDITION = 0x01B0, 0x01B1
_ROW_HIDDEN, _COLUMN_HIDDEN, _USUALLY_HIDDEN = 0x0020, 0x0001, 0x0002
_CELLS = frozenset((0x0203, 0x027E, 0x0006, 0x00FD, 0x0204))
_OF_LOOKS = frozenset((FORMAT, FONT, XF, PALETTE))
_CALLED = {
    **dict.fromkeys((_AREAS, _CONDITION), "条件格式"),
    **dict.fromkeys((_ROW, _USUAL_ROW, _COLUMNS), "隐藏的行和列"),
    **dict.fromkeys((_SHEET, XF, _MANY_NUMBERS), "单元格格式"),
    FORMAT: "数字格式",
    FONT: "字体",
    PALETTE: "颜色",
}
"""What is not known when a record is damaged."""
_READ = frozenset((_BEGINS, _ENDS, _STRINGS, _CONTINUES, *_CELLS, *_CALLED))
_WORKBOOK, _CHART = -1, -2
"""Instead of the number of a sheet."""
_head = struct.Struct("<HH").unpack_from
_cell = struct.Struct("<HHH").unpack_from
_number = struct.Struct("<I").unpack_from


@dataclass
class _Sheet:
    """What is said of one sheet."""

    cells: dict[tuple[int, int], int] = field(default_factory=dict)
    """The look of each cell that is not blank."""
    texts: dict[tuple[int, int], int] = field(default_factory=dict)
    """The number of the text of each cell that has one."""
    hidden_rows: set[int] = field(default_factory=set)
    stated_rows: set[int] = field(default_factory=set)
    is_usually_hidden: bool = False
    """So is each row that nothing is said of."""
    hidden_columns: set[int] = field(default_factory=set)
    conditions: list[Condition] = field(default_factory=list)
    """Those that hide figures."""


class CellFormats:
    """The formats of a workbook's cells, by the number of the sheet and the place in it."""

    def __init__(self) -> None:
        self._looks = Looks()
        self._version = 0
        self._sheets: dict[int, _Sheet] = {}
        self._begins: list[int] = []
        """Where each sheet begins in the workbook."""
        self._damage: dict[int, dict[str, None]] = {}
        """What could not be read of each sheet, or of the workbook, in that order."""
        self._pieces: list[bytes] = []
        """The record of texts, and those that continue it."""
        self._rich: Mapping[int, RichText] = {}
        self._areas: Sequence[Area] = ()
        """Of the conditions that follow."""
        self._changing: frozenset[int] = frozenset()
        """The looks that change values."""

    @classmethod
    def of(cls, workbook: bytes) -> "CellFormats":
        """``workbook`` is the stream of that name."""
        found = cls()
        found._read(workbook)
        found._look_at_texts()
        found._changing = found._looks.that_change_values()
        return found

    def damage(self, sheet: int | None) -> Sequence[str]:
        """What of the formats of this sheet, or of the whole workbook, is damaged and not known."""
        return tuple(self._damage.get(_WORKBOOK if sheet is None else sheet, ()))

    def shown(self, sheet: int, row: int, column: int, value: object) -> object:
        """The value, or what is shown instead of it."""
        about, place = self._sheets.get(sheet), (row, column)
        if about is None or place not in about.cells:
            return value
        return self._looks.shown(about.cells[place], value, self._rich.get(about.texts.get(place, -1)))

    def show(self, sheet: int, rows: Sequence[list[object]]) -> None:
        """Puts what is shown in the place of each value of a sheet. Most looks change none."""
        about = self._sheets.get(sheet)
        if about is None:
            return
        places = [place for place, look in about.cells.items() if look in self._changing]
        if self._rich:
            places += [place for place, text in about.texts.items() if text in self._rich]
        for row, column in dict.fromkeys(places):
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = self.shown(sheet, row, column, rows[row][column])

    def conditions(self, sheet: int) -> Sequence[Condition]:
        """The conditions under which figures of the sheet are not seen."""
        return self._sheets[sheet].conditions[:MOST_AREAS] if sheet in self._sheets else ()

    def hidden_lines(self, sheet: int, *, read: bool = False) -> HiddenLines:
        """The hidden rows and columns of the sheet of this number; ``read``: they are read all the same."""
        about = self._sheets.get(sheet, _Sheet())
        rows = about.hidden_rows
        if about.is_usually_hidden:
            rows = rows | {row for row, _ in about.cells} - about.stated_rows
        return HiddenLines(frozenset(rows), frozenset(about.hidden_columns), read)

    def _read(self, workbook: bytes) -> None:
        around: list[int] = []
        sheet = _WORKBOOK
        are_texts_open = False
        place, end = 0, len(workbook)
        while place + 4 <= end:
            kind, length = _head(workbook, place)
            begin = place
            place += 4 + length
            if kind not in _READ:
                are_texts_open = are_texts_open and sheet == _CHART
                continue
            body = workbook[begin + 4 : place]
            if kind == _BEGINS:
                self._version = self._version or int.from_bytes(body[:2], "little")
                around.append(sheet)
                is_inner = len(around) > 1
                if begin in self._begins:
                    sheet = self._begins.index(begin)
                    self._sheets.setdefault(sheet, _Sheet())
                else:
                    sheet = _CHART if is_inner else _WORKBOOK
            elif kind == _ENDS and around:
                sheet = around.pop()
            elif sheet != _CHART:
                if kind != _CONTINUES:
                    are_texts_open = kind == _STRINGS
                if are_texts_open:
                    self._pieces.append(body)
                else:
                    self._take(kind, body, sheet)

    def _take(self, kind: int, body: bytes, sheet: int) -> None:
        try:
            if kind in _OF_LOOKS:
                self._looks.take(kind, body, self._version)
            elif kind == _SHEET:
                self._begins.append(_number(body)[0])
            elif sheet != _WORKBOOK:
                self._take_of_sheet(kind, body, self._sheets[sheet])
        except (struct.error, IndexError, UnicodeDecodeError):
            self._damage.setdefault(sheet, {})[_CALLED[kind]] = None
            self._go_on_without(kind, sheet)

    def _take_of_sheet(self, kind: int, body: bytes, sheet: _Sheet) -> None:
        if kind in _CELLS:
            if len(body) >= 6:
                row, column, look = _cell(body)
                sheet.cells[row, column] = look
                if kind == _TEXT_CELL and len(body) >= 10:
                    sheet.texts[row, column] = _number(body, 6)[0]
        elif kind == _MANY_NUMBERS:
            row, first = _head(body)
            looks = struct.unpack_from("<" + "H4x" * ((len(body) - 6) // 6), body, 4)
            sheet.cells.update(zip(zip(repeat(row), count(first), strict=False), looks, strict=False))
        elif kind == _ROW:
            row, height, flags = struct.unpack_from("<H4xH4xH", body)
            sheet.stated_rows.add(row)
            if flags & _ROW_HIDDEN or height == 0:
                sheet.hidden_rows.add(row)
        elif kind == _USUAL_ROW:
            if struct.unpack_from("<H", body)[0] & _USUALLY_HIDDEN:
                sheet.is_usually_hidden = True
        elif kind == _COLUMNS:
            first, last, width, flags = struct.unpack_from("<HHH2xH", body)
            if flags & _COLUMN_HIDDEN or width == 0:
                sheet.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))
        elif kind == _AREAS:
            self._areas = areas_of(body)
        elif kind == _CONDITION:
            self._add_condition(sheet, rule_of(body))

    def _add_condition(self, sheet: _Sheet, rule: Rule) -> None:
        if rule.ink is not None and self._looks.are_same(rule.ink, rule.ground):
            sheet.conditions += [Condition(area, rule.sign, rule.limits) for area in self._areas]

    def _go_on_without(self, kind: int, sheet: int) -> None:
        """After a damaged record, so that those behind it keep their numbers."""
        self._looks.go_on_without(kind)
        if kind == _SHEET:
            self._begins.append(0)
        elif kind == _AREAS:
            self._areas = ()
        elif kind == _CONDITION:
            self._add_condition(self._sheets[sheet], UNKNOWN)

    def _look_at_texts(self) -> None:
        """For parts of texts in fonts that make them no part of a figure, if there are such fonts at all."""
        if self._pieces and self._looks.may_set_apart:
            try:
                self._rich = rich_texts(self._pieces)
            except struct.error:
                self._damage.setdefault(_WORKBOOK, {})["字体"] = None
        self._pieces = []
