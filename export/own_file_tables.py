"""Tables of units in an office's own Word file: those of its words are taken out, those of the report put in."""

from typing import TYPE_CHECKING

from export.document.document import UnitTable
from export.document.layout import PT_PER_MM, UNIT_ROW_MM, UNIT_TABLE_PT
from model.form.tables_in_text import is_head

if TYPE_CHECKING:
    from lxml.etree import _Element

TWIPS_PER_MM = PT_PER_MM * 20
_WIDTH_TWIPS = round(156 * TWIPS_PER_MM)
"""Of the official text block, which offices' own files have too."""


class OwnFileTables:
    """The tables in one main part; ``root`` is its first element, in whose namespace all others are."""

    def __init__(self, root: "_Element") -> None:
        self._root = root
        self._namespace = str(root.tag).partition("}")[0]

    def remove(self) -> None:
        """Removes the tables of units."""
        for table in list(self._root.iter(self._name("tbl"))):
            row, parent = next(table.iter(self._name("tr")), None), table.getparent()
            if row is not None and parent is not None and is_head(self._texts(row)):
                parent.remove(table)

    def _texts(self, row: "_Element") -> list[str]:
        letters = self._name("t")
        return ["".join(each.text or "" for each in cell.iter(letters)) for cell in row.iter(self._name("tc"))]

    def add(self, units: UnitTable, after: "_Element") -> None:
        """Puts a table with borders, its head repeated on every page, behind an element."""
        from lxml import etree

        table = etree.Element(self._name("tbl"))
        self._describe(table)
        widths = [round(width) for width in units.widths(_WIDTH_TWIPS)]
        grid = self._added(table, "tblGrid")
        for width in widths:
            self._added(grid, "gridCol", w=width)
        for number, cells in enumerate(units.rows):
            row = self._added(table, "tr")
            properties = self._added(row, "trPr")
            self._added(properties, "cantSplit")
            self._added(properties, "trHeight", val=round(UNIT_ROW_MM * TWIPS_PER_MM), hRule="atLeast")
            if number == 0:
                self._added(properties, "tblHeader")
            for column, text in enumerate(cells):
                cell = self._added(row, "tc")
                self._added(self._added(cell, "tcPr"), "tcW", w=widths[column], type="dxa")
                self._add_text(cell, text, is_centred=number == 0 or column in units.figure_columns)
        after.addnext(table)

    def _describe(self, table: "_Element") -> None:
        properties = self._added(table, "tblPr")
        self._added(properties, "tblW", w=_WIDTH_TWIPS, type="dxa")
        self._added(properties, "jc", val="center")
        borders = self._added(properties, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            self._added(borders, side, val="single", sz=4, space=0, color="auto")
        self._added(properties, "tblLayout", type="fixed")

    def _add_text(self, cell: "_Element", text: str, *, is_centred: bool) -> None:
        paragraph = self._added(cell, "p")
        properties = self._added(paragraph, "pPr")
        self._added(properties, "spacing", before=0, after=0, line=240, lineRule="auto")
        self._added(properties, "ind", firstLine=0, firstLineChars=0)
        self._added(properties, "jc", val="center" if is_centred else "left")
        if text:
            run = self._added(paragraph, "r")
            self._added(self._added(run, "rPr"), "sz", val=round(2 * UNIT_TABLE_PT))
            self._added(run, "t").text = text

    def _added(self, parent: "_Element", tag: str, **attributes: object) -> "_Element":
        from lxml import etree

        return etree.SubElement(
            parent, self._name(tag), {self._name(key): str(value) for key, value in attributes.items()}
        )

    def _name(self, tag: str) -> str:
        return f"{self._namespace}}}{tag}"
