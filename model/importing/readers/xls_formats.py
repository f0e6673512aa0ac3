"""Number formats and fonts of the cells of an old workbook, which calamine does not give ([MS-XLS] names in capitals).
Damage here loses only the formats that it hits, and is told."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from model.importing.content import MOST_COLUMNS
from model.importing.notes import apart
from model.importing.readers.colours import WHITE, are_same
from model.importing.readers.hidden_lines import HiddenLines
from model.importing.readers.number_formats import shown_otherwise, shown_otherwise_as_text
from model.importing.readers.xls_conditions import UNKNOWN, WINDOW, Rule, areas_of, rule_of
from model.importing.readers.xls_strings import RichText, rich_texts
from model.importing.readers.xlsx import shown_value
from model.importing.readers.xlsx_conditions import MOST_AREAS, Area, Condition

_BEGINS, _SHEET, _FORMAT, _FONT, _XF, _PALETTE = 0x0809, 0x0085, 0x041E, 0x0031, 0x00E0, 0x0092
_TEXT_CELL, _STRINGS, _CONTINUES = 0x00FD, 0x00FC, 0x003C
_MANY_NUMBERS, _ENDS = 0x00BD, 0x000A
_ROW, _COLUMNS, _USUAL_ROW = 0x0208, 0x007D, 0x0225
_AREAS, _CONDITION = 0x01B0, 0x01B1
_ROW_HIDDEN, _COLUMN_HIDDEN, _USUALLY_HIDDEN = 0x0020, 0x0001, 0x0002
_CELLS = frozenset((0x0203, 0x027E, 0x0006, 0x00FD, 0x0204))
_BIFF8 = 0x0600
_STRUCK = 0x0008
_UNSEEN = "看不见"
_RAISED = {1: "上标", 2: "下标"}
_SMALLEST = 50
"""Twentieths of a point. Nobody can read lower texts."""
_SOLID = 1
_FIRST_OF_PALETTE = 8
_WHITES = (1, 9, 65)
"""Colours by their numbers, unless the palette of the workbook says otherwise; the last is the ground of a window."""
_NO_FONT = 4
"""There is no font of this number; those that follow are counted one lower."""
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@',
    42: '#,##0;-#,##0;"-";@',
    43: '#,##0.00;-#,##0.00;"-";@',
    44: '#,##0.00;-#,##0.00;"-";@',
    48: "##0.0E+0",
    49: "@",
}


_CALLED = {
    **dict.fromkeys((_AREAS, _CONDITION), "条件格式"),
    **dict.fromkeys((_ROW, _USUAL_ROW, _COLUMNS), "隐藏的行和列"),
    **dict.fromkeys((_SHEET, _XF, _MANY_NUMBERS), "单元格格式"),
    _FORMAT: "数字格式",
    _FONT: "字体",
    _PALETTE: "颜色",
}
"""What is not known when a record is damaged."""
_WORKBOOK, _CHART = -1, -2
"""Instead of the number of a sheet."""


@dataclass
class CellFormats:
    """The formats of a workbook's cells, by the number of the sheet and the place in it."""

    _formats: dict[int, str] = field(default_factory=lambda: dict(_BUILT_IN))
    _fonts: list[tuple[str, int]] = field(default_factory=list)
    """Why text in the font is no part of a figure, blank for most; and the number of its colour."""
    _looks: list[tuple[int, int, int | None]] = field(default_factory=list)
    """(font, format, number of the colour of the ground) of each XF; ``None`` for a pattern of several."""
    _palette: dict[int, str] = field(default_factory=lambda: dict.fromkeys(_WHITES, WHITE))
    _cells: dict[int, dict[tuple[int, int], int]] = field(default_factory=dict)

    _rows: dict[int, set[int]] = field(default_factory=dict)
    _columns: dict[int, set[int]] = field(default_factory=dict)
    """Of each sheet, those that are hidden."""
    _usually_hidden: set[int] = field(default_factory=set)
    """Sheets in which rows are hidden that nothing is said of."""
    _stated_rows: dict[int, set[int]] = field(default_factory=dict)
    _conditions: dict[int, list[Condition]] = field(default_factory=dict)
    """Of each sheet, those that hide figures."""
    _damage: dict[int, dict[str, None]] = field(default_factory=dict)
    """What could not be read of each sheet, or of the workbook, in that order."""
    _sheets: list[int] = field(default_factory=list)
    """Where each sheet begins in the workbook."""
    _pieces: list[bytes] = field(default_factory=list)
    """The record of texts, and those that continue it."""
    _texts: dict[int, dict[tuple[int, int], int]] = field(default_factory=dict)
    """Of the cells of each sheet, the number of their text."""
    _rich: Mapping[int, RichText] = field(default_factory=dict)
    _are_texts_open: bool = False
    _areas: Sequence[Area] = ()
    """Of the conditions that follow."""

    @classmethod
    def of(cls, workbook: bytes) -> "CellFormats":
        """``workbook`` is the stream of that name."""
        found = cls()
        version = 0
        around: list[int] = []
        sheet = _WORKBOOK
        for place, kind, body in _records(workbook):
            if kind == _BEGINS:
                version = version or int.from_bytes(body[:2], "little")
                around.append(sheet)
                is_inner = len(around) > 1
                sheet = found._sheets.index(place) if place in found._sheets else _CHART if is_inner else _WORKBOOK
            elif kind == _ENDS and around:
                sheet = around.pop()
            elif sheet != _CHART:
                try:
                    found._take(kind, body, sheet, version)
                except (struct.error, IndexError, UnicodeDecodeError):
                    found._damage.setdefault(sheet, {})[_CALLED[kind]] = None
                    found._without(kind, sheet)
        found._look_at_texts()
        return found

    def damage(self, sheet: int | None) -> Sequence[str]:
        """What of the formats of this sheet, or of the whole workbook, is damaged and not known."""
        return tuple(self._damage.get(_WORKBOOK if sheet is None else sheet, ()))

    def shown(self, sheet: int, row: int, column: int, value: object) -> object:
        """The value, or what is shown instead of it."""
        look = self._cells.get(sheet, {}).get((row, column))
        if look is None or look >= len(self._looks) or value in (None, ""):
            return value
        font, number_format, ground = self._looks[look]
        written = self._formats.get(number_format, "General")
        if type(value) in (int, float):
            value = shown_otherwise(value, written) or value  # type: ignore[arg-type]
        elif isinstance(value, str):
            value = shown_otherwise_as_text(value, written) or value
        rich = self._rich.get(self._texts.get(sheet, {}).get((row, column), -1))
        if rich is not None and rich.text == value:
            parts = rich.parts()
            return "".join(self._apart(text, font if own is None else own, ground) for text, own in parts)
        shown = shown_value(value)
        written = self._apart(shown, font, ground)
        return value if written == shown else written

    def _apart(self, text: str, font: int, ground: int | None) -> str:
        """The text, apart if its font makes it no part of a figure."""
        font -= font > _NO_FONT
        why, colour = self._fonts[font] if font < len(self._fonts) else ("", 0)
        if not why and ground is not None and self._are_same(colour, ground):
            why = _UNSEEN
        if not text.strip() or (why == _UNSEEN and not any(map(str.isdigit, text))):
            why = ""
        return apart(why, text) if why else text

    def _look_at_texts(self) -> None:
        """For parts of texts in fonts that make them no part of a figure, if there are such fonts at all."""
        if self._pieces and any(why or self._are_same(colour, WINDOW) for why, colour in self._fonts):
            try:
                self._rich = rich_texts(self._pieces)
            except struct.error:
                self._damage.setdefault(_WORKBOOK, {})["字体"] = None
        self._pieces = []

    def _are_same(self, one: int, other: int) -> bool:
        return one == other or are_same(self._palette.get(one, ""), self._palette.get(other, ""))

    def conditions(self, sheet: int) -> Sequence[Condition]:
        """The conditions under which figures of the sheet are not seen."""
        return self._conditions.get(sheet, ())[:MOST_AREAS]

    def hidden_lines(self, sheet: int, *, read: bool = False) -> HiddenLines:
        """The hidden rows and columns of the sheet of this number; ``read``: they are read all the same."""
        rows = self._rows.get(sheet, set())
        if sheet in self._usually_hidden:
            rows = rows | {row for row, _ in self._cells.get(sheet, {})} - self._stated_rows.get(sheet, set())
        return HiddenLines(frozenset(rows), frozenset(self._columns.get(sheet, ())), read)

    def _take(self, kind: int, body: bytes, sheet: int, version: int) -> None:
        if kind != _CONTINUES:
            self._are_texts_open = kind == _STRINGS
        if kind == _SHEET:
            self._sheets.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT:
            self._formats[struct.unpack_from("<H", body)[0]] = _text(body[2:], version)
        elif kind == _FONT:
            height, flags, colour, raised = struct.unpack_from("<HHH2xH", body)
            unseen = _UNSEEN if height < _SMALLEST else ""
            self._fonts.append(("划去" if flags & _STRUCK else _RAISED.get(raised, unseen), colour))
        elif kind == _PALETTE:
            count = struct.unpack_from("<H", body)[0]
            struct.unpack_from(f"<{count}I", body, 2)  # whole
            colours = (body[place : place + 3].hex() for place in range(2, len(body), 4))
            self._palette |= dict(enumerate(colours, _FIRST_OF_PALETTE))
        elif kind == _XF:
            self._looks.append((*struct.unpack_from("<HH", body), _ground(body, version)))
        elif kind == _STRINGS or (kind == _CONTINUES and self._are_texts_open):
            self._pieces.append(body)
        elif sheet != _WORKBOOK:
            self._take_of_sheet(kind, body, sheet)

    def _take_of_sheet(self, kind: int, body: bytes, sheet: int) -> None:
        if kind in _CELLS and len(body) >= 6:
            row, column, look = struct.unpack_from("<HHH", body)
            self._cells.setdefault(sheet, {})[row, column] = look
            if kind == _TEXT_CELL and len(body) >= 10:
                self._texts.setdefault(sheet, {})[row, column] = struct.unpack_from("<I", body, 6)[0]
        elif kind == _ROW:
            row, height, flags = struct.unpack_from("<H4xH4xH", body)
            self._stated_rows.setdefault(sheet, set()).add(row)
            if flags & _ROW_HIDDEN or height == 0:
                self._rows.setdefault(sheet, set()).add(row)
        elif kind == _USUAL_ROW and struct.unpack_from("<H", body)[0] & _USUALLY_HIDDEN:
            self._usually_hidden.add(sheet)
        elif kind == _COLUMNS:
            first, last, width, flags = struct.unpack_from("<HHH2xH", body)
            if flags & _COLUMN_HIDDEN or width == 0:
                self._columns.setdefault(sheet, set()).update(range(first, min(last, MOST_COLUMNS) + 1))
        elif kind == _MANY_NUMBERS:
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                look = struct.unpack_from("<H", body, 4 + 6 * number)[0]
                self._cells.setdefault(sheet, {})[row, first + number] = look
        elif kind == _AREAS:
            self._areas = areas_of(body)
        elif kind == _CONDITION:
            self._add_condition(sheet, rule_of(body))

    def _add_condition(self, sheet: int, rule: Rule) -> None:
        if rule.ink is not None and self._are_same(rule.ink, rule.ground):
            found = self._conditions.setdefault(sheet, [])
            found += [Condition(area, rule.sign, rule.limits) for area in self._areas]

    def _without(self, kind: int, sheet: int) -> None:
        """Goes on after a damaged record, so that those behind it keep their numbers."""
        if kind == _SHEET:
            self._sheets.append(0)
        elif kind == _FONT:
            self._fonts.append(("", 0))
        elif kind == _XF:
            self._looks.append((0, 0, None))
        elif kind == _AREAS:
            self._areas = ()
        elif kind == _CONDITION:
            self._add_condition(sheet, UNKNOWN)


def _ground(xf: bytes, version: int) -> int | None:
    """The number of the colour that fills a cell; ``None`` where that is not certain."""
    if version != _BIFF8:
        return None
    pattern, colours = struct.unpack_from("<I", xf, 14)[0] >> 26, struct.unpack_from("<H", xf, 18)[0]
    return _WHITES[-1] if pattern == 0 else int(colours & 0x7F) if pattern == _SOLID else None


def _records(workbook: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(place, kind, body) of each record."""
    place = 0
    while place + 4 <= len(workbook):
        kind, length = struct.unpack_from("<HH", workbook, place)
        yield place, kind, workbook[place + 4 : place + 4 + length]
        place += 4 + length


def _text(body: bytes, version: int) -> str:
    if version != _BIFF8:
        return body[1 : 1 + body[0]].decode("latin-1")
    count, flags = struct.unpack_from("<HB", body)
    if len(body) < 3 + count * (1 + (flags & 1)):
        raise struct.error("text cut short")
    return body[3 : 3 + 2 * count].decode("utf-16-le") if flags & 1 else body[3 : 3 + count].decode("latin-1")
