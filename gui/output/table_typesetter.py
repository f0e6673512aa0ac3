"""Lays out one statutory table: its rows with their frames and texts."""

from collections.abc import Iterator, Sequence

from export.document.document import PrintedTable
from export.document.layout import PT_PER_MM, Layout
from export.document.title_lines import fitting_size, width
from gui.output.font_pair import TABLE_LINE_HEIGHT, FontPair, baseline, break_lines
from gui.output.page_layout import FilledRect, Item, LayoutRow, LineSegment, TextRun
from model.form.tables import Place


class TableTypesetter:
    """Lays out one statutory table."""

    def __init__(self, printed: PrintedTable, layout: Layout, left: float) -> None:
        self._printed = printed
        self._table = printed.table
        self._tables = layout.tables
        self._grid = layout.grid(printed.table)
        self._latin = layout.latin.font
        self._faces: dict[float, FontPair] = {}
        spare = (layout.page.text_width_mm - sum(self._grid.widths_mm)) / 2
        edges = [sum(self._grid.widths_mm[:count]) for count in range(len(self._grid.widths_mm) + 1)]
        self._edges = [left + (spare + edge) * PT_PER_MM for edge in edges]

    def rows(self) -> Iterator[LayoutRow]:
        """The rows of the table, each with the heads to repeat above it."""
        heights = self._heights()
        rows: list[LayoutRow] = []
        for top, height in enumerate(heights):
            items: list[Item] = []
            for place in self._table.places:
                if place.top <= top < place.bottom:
                    items += self._cell(place, top, heights)
            rows.append(LayoutRow(height, tuple(items), keep=self._is_kept(top)))
        heads = tuple(rows[: self._printed.head_rows])
        for top, row in enumerate(rows):
            row.repeated = heads if top >= len(heads) else ()
            yield row

    def _is_kept(self, top: int) -> bool:
        first = 0 if self._grid.one_page else self._table.height - self._tables.kept_rows
        return first <= top < self._table.height - 1

    def _face(self, size: float) -> FontPair:
        return self._faces.setdefault(size, FontPair(self._tables.font, self._latin, size))

    def _room(self, place: Place) -> float:
        return self._edges[place.right] - self._edges[place.left] - 2 * self._tables.margin_mm * PT_PER_MM

    def _size(self, place: Place) -> float:
        text = self._printed.text_at(place)
        size = self._grid.size_pt
        return fitting_size(text, size, self._room(place)) if place.role == "figure" else size

    def _lines(self, place: Place) -> list[str]:
        text, size, room = self._printed.text_at(place), self._size(place), self._room(place)
        if not text:
            return []
        if place.role != "figure" and room < 2 * size:
            return list(text)  # one character a line
        fits = int(room / size)
        if place.role == "head" and width(text) > room / size and fits >= 2:
            room = (fits - fits % 2 + 0.5) * size  # heads are made of words of two characters
        elif self._is_label(place):
            room -= self._tables.label_indent_mm * PT_PER_MM
        return break_lines(text, self._face(size), room)

    @staticmethod
    def _is_label(place: Place) -> bool:
        return place.role in ("label", "note", "block")

    def _heights(self) -> list[float]:
        heights = [self._grid.row_mm * PT_PER_MM] * self._table.height
        for place in sorted(self._table.places, key=lambda place: place.high):
            needed = len(self._lines(place)) * TABLE_LINE_HEIGHT * self._size(place) + 1.0
            has = sum(heights[place.top : place.bottom])
            heights[place.bottom - 1] += max(0.0, needed - has)
        return heights

    def _cell(self, place: Place, top: int, heights: Sequence[float]) -> Iterator[Item]:
        """The part of the place in grid row ``top``: its frame there, and its text if it begins in this row."""
        left, right = self._edges[place.left], self._edges[place.right]
        height = heights[top]
        if place.role == "block" and self._tables.block_colour:
            yield FilledRect(left, 0, right, height, f"#{self._tables.block_colour}")
        yield LineSegment(left, 0, left, height)
        yield LineSegment(right, 0, right, height)
        if top == place.top:
            yield LineSegment(left, 0, right, 0)
            yield from self._text(place, left, right, sum(heights[place.top : place.bottom]))
        if top == place.bottom - 1:
            yield LineSegment(left, height, right, height)

    def _text(self, place: Place, left: float, right: float, height: float) -> Iterator[TextRun]:
        size = self._size(place)
        face, pitch = self._face(size), TABLE_LINE_HEIGHT * size
        lines = self._lines(place)
        y = (height - pitch * len(lines)) / 2
        is_upright = self._room(place) < 2 * size
        for line in lines:
            if self._is_label(place) and not is_upright:
                x = left + (self._tables.margin_mm + self._tables.label_indent_mm) * PT_PER_MM
            else:
                x = (left + right - face.width(line)) / 2
            yield from face.words(line, x, y + baseline(pitch, face))
            y += pitch
