"""How a table style of Word changes parts of a table: its first row, its last column, every other row …

Which parts a table has is said by its ``tblLook``; later parts of :data:`_ORDER` win ([ISO 29500] 17.7.6).
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_ORDER = (
    *("wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstCol", "lastCol", "firstRow", "lastRow"),
    *("neCell", "nwCell", "seCell", "swCell"),
)
_FLAGS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_ON = ("1", "true", "on")


class TableParts:
    """The parts of one table style that change what is read."""

    def __init__(
        self, namespace: str, looks: Mapping[str, Mapping[str, str]], rows_in_band: int, columns_in_band: int
    ) -> None:
        """``looks``: name of a part -> the properties of its characters."""
        self._w = f"{{{namespace}}}"
        self._looks = looks
        self._rows_in_band = rows_in_band
        self._columns_in_band = columns_in_band
        self._tables: dict[_Element, tuple[Mapping[_Element, int], frozenset[str]]] = {}
        """Table -> its rows with their numbers, and the flags that are on."""

    def look_of(self, run: "_Element") -> dict[str, str]:
        """The properties that the run has from the parts of its table that it is in."""
        if not self._looks:
            return {}
        cell, row = (next(run.iterancestors(self._w + name), None) for name in ("tc", "tr"))
        table = next(run.iterancestors(self._w + "tbl"), None)
        if cell is None or row is None or table is None:
            return {}
        parts = set(self._parts_at(cell, row, table))
        return {key: value for part in _ORDER if part in parts for key, value in self._looks.get(part, {}).items()}

    def _parts_at(self, cell: "_Element", row: "_Element", table: "_Element") -> Iterator[str]:
        if table not in self._tables:
            self._tables[table] = self._known(table)
        rows, flags = self._tables[table]
        number, count = rows.get(row, 0), len(rows)
        cells = list(row.iterchildren(self._w + "tc"))
        column = sum(self._wide(each) for each in cells[: cells.index(cell)]) if cell in cells else 0
        is_top, is_bottom = number == 0 and "firstRow" in flags, number == count - 1 and "lastRow" in flags
        is_left = column == 0 and "firstColumn" in flags
        is_right = bool(cells) and cell is cells[-1] and "lastColumn" in flags
        yield "wholeTable"
        if "noVBand" not in flags and not is_left and not is_right:
            band = (column - ("firstColumn" in flags)) // self._columns_in_band
            yield "band2Vert" if band % 2 else "band1Vert"
        if "noHBand" not in flags and not is_top and not is_bottom:
            band = (number - ("firstRow" in flags)) // self._rows_in_band
            yield "band2Horz" if band % 2 else "band1Horz"
        sides = {"firstCol": is_left, "lastCol": is_right, "firstRow": is_top, "lastRow": is_bottom}
        yield from (part for part, is_here in sides.items() if is_here)
        corners = {("n", "e"): is_top and is_right, ("n", "w"): is_top and is_left}
        corners |= {("s", "e"): is_bottom and is_right, ("s", "w"): is_bottom and is_left}
        yield from (f"{''.join(corner)}Cell" for corner, is_here in corners.items() if is_here)

    def _wide(self, cell: "_Element") -> int:
        for properties in cell.iterchildren(self._w + "tcPr"):
            for span in properties.iterchildren(self._w + "gridSpan"):
                written = span.get(self._w + "val", "")
                return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1
        return 1

    def _known(self, table: "_Element") -> "tuple[Mapping[_Element, int], frozenset[str]]":
        rows = {row: number for number, row in enumerate(table.iter(self._w + "tr"))}
        look = next(table.iter(self._w + "tblLook"), None)
        if look is None:
            return rows, frozenset()
        written = look.get(self._w + "val", "")
        try:
            bits = int(written[:8] or "0", 16)
        except ValueError:
            bits = 0
        stated = {name: look.get(self._w + name) for name in _FLAGS}
        return rows, frozenset(
            name for name, bit in _FLAGS.items() if (stated[name] in _ON if stated[name] is not None else bits & bit)
        )
