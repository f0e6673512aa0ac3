"""Cells that the end of a page cut in two: their halves together are a label, as ``（四）无`` and ``法提供`` are."""

from collections.abc import Sequence

from model.importing.content import Box, Grid
from model.importing.recognition.vocabulary import Vocabulary


def joined_split_rows(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The grid with such cells whole again, and a row that was cut as one row."""
    for seam in reversed(grid.seams):
        grid = _mended_at(seam, grid, vocabularies)
    return grid


def _mended_at(seam: int, grid: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    above = {(box.left, box.wide): box for box in grid.boxes if box.bottom == seam}
    below = [box for box in grid.boxes if box.top == seam]
    halves = {
        box: upper
        for box in below
        if (upper := above.get((box.left, box.wide)))
        and not box.blank
        and not upper.blank
        and _is_label(upper.text + box.text, vocabularies)
        and not (_is_label(upper.text, vocabularies) and _is_label(box.text, vocabularies))
    }
    if not halves:
        return grid
    joined = [
        Box(upper.text + box.text, upper.top, upper.left, upper.high + box.high, upper.wide)
        for box, upper in halves.items()
    ]
    rest = [box for box in grid.boxes if box not in halves and box not in set(halves.values())]
    whole = Grid(grid.name, (*rest, *joined), grid.aligned, grid.is_sheet, grid.offset)
    is_overflow = all(box.high == 1 for box in below) and all(box.blank for box in below if box not in halves)
    return _without_row(seam, whole) if is_overflow else whole


def _is_label(text: str, vocabularies: Sequence[Vocabulary]) -> bool:
    return any(vocabulary.meaning(text) for vocabulary in vocabularies)


def _without_row(row: int, grid: Grid) -> Grid:
    """The grid without a row that only held the second halves of the one above it."""
    boxes = []
    for box in grid.boxes:
        top = box.top - (box.top > row)
        high = box.high - (box.top <= row < box.bottom)
        if high:
            boxes.append(Box(box.text, top, box.left, high, box.wide))
    return Grid(grid.name, tuple(boxes), grid.aligned, grid.is_sheet, grid.offset)
