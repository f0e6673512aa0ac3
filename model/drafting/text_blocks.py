"""Rectangles of cell texts, as spreadsheets copy and paste them: which text belongs to which cell."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model.form.tables import Cell, Place, Table

TextBlock = list[list[str | None]]
"""Lines of texts; ``None`` where a merged cell covers the place."""


@dataclass(frozen=True)
class PlacedBlock:
    """A block laid over a table."""

    texts: dict[Cell, str]
    outside: int
    """How many filled texts have no cell: off the table, or on a label."""


def block_around(table: Table, cells: Sequence[Cell], text: Callable[[Place], str]) -> list[list[str]]:
    """The smallest block that holds ``cells``; blank where a cell in between is not among them."""
    places = [table.place_of[cell] for cell in cells]
    tops, lefts = sorted({place.top for place in places}), sorted({place.left for place in places})
    at = {(place.top, place.left): text(place) for place in places}
    return [[at.get((top, left), "") for left in lefts] for top in tops]


def block_of_text(text: str) -> TextBlock:
    """Tab-separated lines, with quotes as spreadsheets write them; empty for blank text, and for a cell that is far
    longer than any."""
    text = text.rstrip("\r\n")
    if not text:
        return []
    try:
        return [list(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter="\t")]
    except csv.Error:
        return []


def text_of_block(block: Sequence[Sequence[str]]) -> str:
    """Tab-separated lines."""
    return "\n".join("\t".join(line) for line in block)


def placed(table: Table, block: TextBlock, start: Place, selected: Sequence[Cell]) -> PlacedBlock:
    """The texts of ``block`` by cell. A single text goes into every selected cell; a larger block is laid over the
    table from ``start`` on, and the texts that meet labels are left out.
    """
    if len(block) == len(block[0]) == 1 and len(selected) > 1:
        return PlacedBlock(dict.fromkeys(selected, block[0][0] or ""), 0)
    texts: dict[Cell, str] = {}
    outside = 0
    for down, line in enumerate(block):
        for right, text in enumerate(line):
            if text is None:
                continue
            at = start.top + down, start.left + right
            place = table.place_at.get(at)
            if place is not None and place.cell and (place.top, place.left) == at:
                texts[place.cell] = text
            elif text.strip():
                outside += 1
    return PlacedBlock(texts, outside)
