"""A document's table that is the form's as it is printed: the same boxes in the same places, every label and head in
the form's own words, however they are typed. Then each box is the cell that the form prints there. Blank rows may
follow, as on a sheet.

Most reports have such tables, and reading them by labels and heads comes to the same at many times the cost; tests hold
one against the other. A table that deviates by a single box or word is read by its labels.
"""

from itertools import compress

from model.form.labels import worded
from model.form.tables import Cell
from model.importing.content import Grid
from model.importing.recognition.table_pieces import Found
from model.importing.recognition.vocabulary import Vocabulary
from model.named_tuples import made


class PrintedGrid:
    """One table of the form as a document has it that left it unchanged."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._meaning = vocabulary.meaning
        places = sorted(vocabulary.table.places, key=lambda place: (place.top, place.left))
        self._extents = list(zip(*((place.top, place.left, place.high, place.wide) for place in places), strict=True))
        self._height = max(place.top + place.high for place in places)
        self._labels = [place.text for place in places if place.cell is None]
        self._is_label = [place.cell is None for place in places]
        self._is_cell = [place.cell is not None for place in places]
        self._positions = tuple((place.top, place.left) for place in places if place.cell is not None)
        self._cells = [place.cell for place in places if place.cell is not None]
        self._latest: tuple[Grid, dict[Cell, Found] | None] | None = None

    def found_in(self, grid: Grid) -> dict[Cell, Found] | None:
        """The text and position of each cell; ``None`` where the grid is not the table as it is printed, or where the
        text in the place of a figure may be a label. The answer for the latest grid is kept: several steps ask it."""
        latest = self._latest
        if latest is None or latest[0] is not grid:
            latest = self._latest = grid, self._found_in(grid)
        return latest[1]

    def _found_in(self, grid: Grid) -> dict[Cell, Found] | None:
        boxes, count = grid.boxes, len(self._is_cell)
        if len(boxes) < count or not grid.aligned:
            return None
        if len(boxes) > count:
            if not all(box.blank and box.top >= self._height for box in boxes[count:]):
                return None
            boxes = boxes[:count]
        written, *extents = zip(*boxes, strict=True)
        if extents != self._extents:
            return None
        labels = list(compress(written, self._is_label))
        if labels != self._labels and not all(map(self._is, labels, self._labels)):
            return None
        texts = list(compress(written, self._is_cell))
        if any(self._meaning(text) for text in set(texts) if text and not text.isdigit()):
            return None
        return dict(
            zip(self._cells, made(Found, zip(texts, grid.places_at(self._positions), strict=True)), strict=True)
        )

    def _is(self, text: str, label: str) -> bool:
        """Whether the text is the label in another spelling: printed in two lines, with other brackets or marks."""
        return text == label or (worded(text) == worded(label) and self._meaning(text) == self._meaning(label))
