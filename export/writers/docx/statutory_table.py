"""A statutory table in a Word file: the merged grid, written row by row in one pass."""

import copy
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.table import CT_Tbl
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips

from export.document.document import PrintedTable
from export.document.layout import PT_PER_MM, Layout
from export.document.title_lines import fitting_size, width
from export.writers.docx.elements import CellFormat, CellWriter, add_row, replace_cell_text, set_table_width
from export.writers.docx.styles import TABLE, TABLE_FIGURE, TABLE_HEAD, TABLE_LABEL, TABLE_UPRIGHT
from model.form.tables import Place
from model.memo import Memo

TWIPS_PER_PT = 20
_TABLE_STYLES = (TABLE, TABLE_HEAD, TABLE_LABEL, TABLE_FIGURE, TABLE_UPRIGHT)
_BLANK_TABLES: Memo[object, BaseOxmlElement] = Memo(24)
"""Tables without figures, to be copied: the hundreds of cells of a form are the same in every report."""


def twips(length_mm: float) -> int:
    """``length_mm`` in twips (1/20 pt), rounded."""
    return round(length_mm * PT_PER_MM * TWIPS_PER_PT)


def empty_table(document: Document, edges: Sequence[int], style: str | None = TABLE) -> BaseOxmlElement:
    """A table without rows at the end of ``document``, with column lines at ``edges``, in twips from the left.
    Without a ``style`` it has no borders."""
    table = document.add_table(0, len(edges) - 1, style)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, (left, right) in zip(table.columns, itertools.pairwise(edges), strict=True):
        column.width = Twips(right - left)
    set_table_width(table._tbl, edges[-1])
    return cast(BaseOxmlElement, table._tbl)


class StatutoryTable:
    """One table in Word's model: row by row, a merged place has a cell in every row that it covers."""

    def __init__(self, printed: PrintedTable, layout: Layout, style_ids: Mapping[str, str]) -> None:
        self._printed = printed
        self._table = printed.table
        self._tables = layout.tables
        self._grid = layout.grid(printed.table)
        self._style_ids = style_ids
        self._cells = CellWriter()
        widths_mm = self._grid.widths_mm
        # the column lines in twips from the left: rounded once, so that merged cells meet them exactly
        self._edges = [twips(sum(widths_mm[:count])) for count in range(len(widths_mm) + 1)]

    def add_to(self, document: Document) -> None:
        """Append the table to ``document``."""
        ids = tuple(self._style_ids[name] for name in _TABLE_STYLES)
        key = (self._table, self._grid, self._tables, ids)
        table = copy.copy(_BLANK_TABLES.result(key, self._blank, document))  # of all that is in it, too
        document.element.body.insert_element_before(table, "w:sectPr")
        for place, cell in self._begun(table):
            if place.cell is not None:
                text = self._printed.text_at(place)
                size_pt = fitting_size(text, self._grid.size_pt, self._room_pt(place))
                replace_cell_text(cell, text, size_pt if size_pt != self._grid.size_pt else None)

    def _begun(self, table: BaseOxmlElement) -> Iterator[tuple[Place, BaseOxmlElement]]:
        """Every place with the first of its cells."""
        for top, row in enumerate(cast(CT_Tbl, table).tr_lst):
            for place, cell in zip(self._covering(top), row.tc_lst, strict=True):
                if place.top == top:
                    yield place, cell

    def _covering(self, top: int) -> list[Place]:
        """The places in grid row ``top`` from left to right."""
        return list(dict.fromkeys(self._table.place_at[top, left] for left in range(self._table.width)))

    def _blank(self, document: Document) -> BaseOxmlElement:
        """The table with its labels and any figures, outside any document."""
        table = empty_table(document, self._edges)
        document.element.body.remove(table)
        for top in range(self._table.height):
            row = add_row(table, twips(self._grid.row_mm), is_head=top < self._printed.head_rows)
            for place in self._covering(top):
                self._add_cell(row, place, top)
        return table

    def _is_kept(self, top: int) -> bool:
        """Whether the row stays on one page with the next."""
        first = 0 if self._grid.one_page else self._table.height - self._tables.kept_rows
        return first <= top < self._table.height - 1

    def _add_cell(self, row: BaseOxmlElement, place: Place, top: int) -> None:
        """The cell of the place in grid row ``top``; the text is in the first of its rows."""
        begins = top == place.top
        style, indent_twips = self._type_of(place)
        cell = CellFormat(
            self._edges[place.right] - self._edges[place.left],
            self._style_ids[style],
            self._grid.size_pt,
            span=place.wide,
            merge="" if place.high == 1 else "restart" if begins else "continue",
            fill=self._tables.block_colour.upper() if place.role == "block" else "",
            keep_next=self._is_kept(top),
            indent_twips=indent_twips if begins else 0,
        )
        text = "0" if place.cell is not None else place.text
        self._cells.add(row, cell, text if begins else "")

    def _type_of(self, place: Place) -> tuple[str, int]:
        """Style, and indent in twips, of the text at the place."""
        size_pt, room_pt = self._grid.size_pt, self._room_pt(place)
        if place.role == "head":
            return TABLE_HEAD, _stacking_indent(place.text, size_pt, room_pt)
        if place.role == "figure":
            return TABLE_FIGURE, 0
        if room_pt < 2 * size_pt:
            # one character a line; the rules of what may not begin a line would push two into it
            return TABLE_UPRIGHT, 0
        return TABLE_LABEL, 0

    def _room_pt(self, place: Place) -> float:
        """The width for text inside the place."""
        twips_wide = self._edges[place.right] - self._edges[place.left]
        return twips_wide / TWIPS_PER_PT - 2 * self._tables.margin_mm * PT_PER_MM


def _stacking_indent(text: str, size_pt: float, room_pt: float) -> int:
    """An indent in twips on both sides that makes a head which does not fit break after an even number of characters.

    Heads consist of words of two characters; an explicit line break would affect searching and reading back.
    """
    fits = int(room_pt / size_pt)
    if width(text) <= room_pt / size_pt or fits < 2:
        return 0
    spare_pt = room_pt - (fits - fits % 2 + 0.5) * size_pt
    return max(0, round(spare_pt / 2 * TWIPS_PER_PT))
