"""What fonts, number formats and colours of an old workbook make of the values of its cells ([MS-XLS] names in
capitals)."""

import struct
from typing import NamedTuple

from model.importing.notes import apart
from model.importing.readers.colours import WHITE, are_same
from model.importing.readers.number_formats import shown_otherwise, shown_otherwise_as_text
from model.importing.readers.xls_conditions import WINDOW
from model.importing.readers.xls_strings import RichText
from model.importing.readers.xlsx import shown_value

FORMAT, FONT, XF, PALETTE = 0x041E, 0x0031, 0x00E0, 0x0092
"""Records of the workbook that say how cells look."""
BIFF8 = 0x0600
_STRUCK = 0x0008
_UNSEEN = "看不见"
_RAISED = {1: "上标", 2: "下标"}
_SMALLEST = 50
"""Twentieths of a point. Nobody can read lower texts."""
_SOLID = 1
_FIRST_OF_PALETTE = 8
_WHITES = (1, 9, WINDOW)
"""Colours by their numbers, unless the palette of the workbook says otherwise."""
_NO_FONT = 4
"""There is no font of this number; those that follow are counted one lower."""
_GENERAL, _AS_TEXT = "General", "@"
"""Formats that show every value as it is."""
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
    49: _AS_TEXT,
}


class _Font(NamedTuple):
    why: str = ""
    """Why text in it is no part of a figure; blank for most."""
    colour: int = 0
    """Its number."""


class _Look(NamedTuple):
    """An XF."""

    font: int = 0
    number_format: int = 0
    ground: int | None = None
    """The number of the colour of the ground; ``None`` where that is not certain, as for a pattern of several."""


class Looks:
    """The looks of a workbook's cells, by the number that a cell names."""

    def __init__(self) -> None:
        self._formats = dict(_BUILT_IN)
        self._fonts: list[_Font] = []
        self._looks: list[_Look] = []
        self._palette = dict.fromkeys(_WHITES, WHITE)

    def take(self, kind: int, body: bytes, version: int) -> None:
        """One record of a kind named above.

        Raises:
            struct.error, IndexError, UnicodeDecodeError: it is damaged.
        """
        if kind == FORMAT:
            self._formats[struct.unpack_from("<H", body)[0]] = _text(body[2:], version)
        elif kind == FONT:
            height, flags, colour, raised = struct.unpack_from("<HHH2xH", body)
            unseen = _UNSEEN if height < _SMALLEST else ""
            self._fonts.append(_Font("划去" if flags & _STRUCK else _RAISED.get(raised, unseen), colour))
        elif kind == PALETTE:
            count = struct.unpack_from("<H", body)[0]
            struct.unpack_from(f"<{count}I", body, 2)  # whole
            colours = (body[place : place + 3].hex() for place in range(2, len(body), 4))
            self._palette |= dict(enumerate(colours, _FIRST_OF_PALETTE))
        else:
            self._looks.append(_look(body, version))

    def go_on_without(self, kind: int) -> None:
        """After a damaged record, so that those behind it keep their numbers."""
        if kind == FONT:
            self._fonts.append(_Font())
        elif kind == XF:
            self._looks.append(_Look())

    @property
    def may_set_apart(self) -> bool:
        """Whether text in any of the fonts is no part of a figure."""
        return any(font.why or self.are_same(font.colour, WINDOW) for font in self._fonts)

    def are_same(self, one: int, other: int) -> bool:
        """Whether nobody sees letters of one of the colours on a ground of the other."""
        known = self._palette
        return one == other or (one in known and other in known and are_same(known[one], known[other]))

    def that_change_values(self) -> frozenset[int]:
        """The numbers of the looks with which any value is shown otherwise than it is stored."""
        apart_in = {each for each in {(look.font, look.ground) for look in self._looks} if self._why_apart(*each)}
        return frozenset(
            number
            for number, (font, number_format, ground) in enumerate(self._looks)
            if self._formats.get(number_format, _GENERAL) not in (_GENERAL, _AS_TEXT) or (font, ground) in apart_in
        )

    def shown(self, look: int, value: object, rich: RichText | None) -> object:
        """The value, or what is shown instead of it. ``rich``: the text that the cell names, where it has parts."""
        if look >= len(self._looks) or value in (None, ""):
            return value
        font, number_format, ground = self._looks[look]
        written = self._formats.get(number_format, _GENERAL)
        if type(value) in (int, float):
            value = shown_otherwise(value, written) or value  # type: ignore[arg-type]
        elif isinstance(value, str):
            value = shown_otherwise_as_text(value, written) or value
        if rich is not None and rich.text == value:
            parts = rich.parts()
            return "".join(self._apart(text, font if own is None else own, ground) for text, own in parts)
        shown = shown_value(value)
        written = self._apart(shown, font, ground)
        return value if written == shown else written

    def _apart(self, text: str, font: int, ground: int | None) -> str:
        """The text, apart if its font makes it no part of a figure."""
        why = self._why_apart(font, ground)
        if not why or not text.strip() or (why == _UNSEEN and not any(map(str.isdigit, text))):
            return text
        return apart(why, text)

    def _why_apart(self, number: int, ground: int | None) -> str:
        number -= number > _NO_FONT
        font = self._fonts[number] if number < len(self._fonts) else _Font()
        is_unseen = not font.why and ground is not None and self.are_same(font.colour, ground)
        return _UNSEEN if is_unseen else font.why


def _look(xf: bytes, version: int) -> _Look:
    if version != BIFF8:
        return _Look(*struct.unpack_from("<HH", xf))
    font, number_format, pattern, colours = struct.unpack_from("<HH10xIH", xf)
    pattern >>= 26
    return _Look(font, number_format, WINDOW if pattern == 0 else colours & 0x7F if pattern == _SOLID else None)


def _text(body: bytes, version: int) -> str:
    if version != BIFF8:
        return body[1 : 1 + body[0]].decode("latin-1")
    count, flags = struct.unpack_from("<HB", body)
    if len(body) < 3 + count * (1 + (flags & 1)):
        raise struct.error("text cut short")
    return body[3 : 3 + 2 * count].decode("utf-16-le") if flags & 1 else body[3 : 3 + count].decode("latin-1")
