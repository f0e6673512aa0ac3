"""Cells that the end of a page cut in two: their halves together are a label, as ``（四）无`` and ``法提供`` are.

Where a row's label is cut, so may be its figures: both parts then stay in one cell, which is no figure.
"""

from collections.abc import Iterable, Sequence

from model.importing.content import Box, Grid
from model.importing.recognition.vocabulary import Vocabulary


def joined_split_rows(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The grid with such cells whole again, and a row that was cut as one row; without heads that are printed again at
    the top of a page, between the two halves."""
    for seam in reversed(grid.seams):
        grid = _without_heads_at(seam, grid, vocabularies)
    for seam in reversed(grid.seams):
        grid = _mended_at(seam, grid, vocabularies)
    return grid


def _without_heads_at(seam: int, grid: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The grid without the rows below the seam that are the same as its first ones, down to the last row of heads."""
    rows: list[list[tuple[str, int, int, int]]] = [[] for _ in range(grid.height)]
    for box in sorted(grid.boxes, key=lambda box: box.left):
        rows[box.top].append((box.text, box.left, box.wide, box.high))
    first = next((top for top, row in enumerate(rows[:seam]) if _has_head(row, vocabularies)), seam)
    count = 0
    for again, before in zip(rows[seam:], rows[first:seam], strict=False):
        if not again or again != before or any(text.isdigit() for text, *_ in again):
            break
        count += 1
    if not count or not _has_head(rows[seam], vocabularies):
        return grid
    end = seam + count
    if any(box.top < end < box.bottom or box.top < seam < box.bottom for box in grid.boxes):
        return grid
    boxes = [box if box.top < seam else box._replace(top=box.top - count) for box in grid.boxes]
    kept = [box for box, was in zip(boxes, grid.boxes, strict=True) if not seam <= was.top < end]
    seams = tuple(each if each <= seam else each - count for each in grid.seams)
    return Grid(grid.name, tuple(kept), grid.aligned, grid.is_sheet, grid.offset, seams)


def _has_head(row: Iterable[tuple[str, int, int, int]], vocabularies: Sequence[Vocabulary]) -> bool:
    return any(vocabulary.meaning(text).heads for text, *_ in row for vocabulary in vocabularies)


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
    if not halves and _is_rim(below, [box for box in grid.boxes if box.top == seam + 1]):
        return _without_row(seam, grid)
    if halves:
        labels = [upper.text + box.text for box, upper in halves.items()]
        is_one_row = any(vocabulary.meaning(label).rows for vocabulary in vocabularies for label in labels)
    else:
        last = [box for box in above.values() if box.top == seam - 1]
        is_one_row = _is_rim(last, below) or _goes_on(last, below, vocabularies)
    # two numbers at the cut stay two: it is uncertain whether they are one
    parts = {
        box: upper
        for box in below
        if is_one_row and box not in halves and not box.blank and (upper := above.get((box.left, box.wide)))
    }
    if not halves and not parts:
        return grid
    joined = [_joined(upper, box, upper.text + box.text) for box, upper in halves.items()]
    joined += [
        _joined(upper, box, f"{upper.text}\n{box.text}" if upper.text else box.text) for box, upper in parts.items()
    ]
    whole = {*halves, *halves.values(), *parts, *parts.values()}
    rest = [box for box in grid.boxes if box not in whole]
    mended = Grid(grid.name, (*rest, *joined), grid.aligned, grid.is_sheet, grid.offset)
    is_overflow = all(box.high == 1 for box in below) and all(box.blank for box in below if box not in whole)
    return _without_row(seam, mended) if is_overflow else _shortened(joined, mended) if parts else mended


def _joined(upper: Box, lower: Box, text: str) -> Box:
    return Box(text, upper.top, upper.left, upper.high + lower.high, upper.wide)


def _shortened(joined: Sequence[Box], grid: Grid) -> Grid:
    """The grid in which the row above the page break is one row: boxes joined across the break get the height of that
    row, so that they are read with it."""
    row = max(box.top for box in joined)
    boxes = [
        Box(box.text, box.top, box.left, 1, box.wide) if box in joined and box.top == row else box for box in grid.boxes
    ]
    return Grid(grid.name, tuple(boxes), grid.aligned, grid.is_sheet, grid.offset)


def _goes_on(above: Iterable[Box], below: Sequence[Box], vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether the row after the page break has figures but no label, as the labelled row before it has."""
    last = [box for box in above if not box.blank]
    more = [box for box in below if not box.blank]
    if len(last) < 2 or not more or not all(box.text[0].isdigit() for box in more):
        return False
    labelled = [
        any(vocabulary.meaning(box.text).rows for vocabulary in vocabularies for box in boxes) for boxes in (last, more)
    ]
    return labelled == [True, False]  # 5.属于三类内部事务信息 begins with a digit too


def _is_rim(above: Sequence[Box], below: Sequence[Box]) -> bool:
    """Whether the upper row has nothing but the rims of the cells below, which are figures without a label."""
    places = [[(box.left, box.wide) for box in sorted(row, key=lambda box: box.left)] for row in (above, below)]
    texts = [box.text for box in below if not box.blank]
    are_rims = all(box.blank and box.high == 1 for box in above) and places[0] == places[1]
    return are_rims and bool(texts) and all(text[0].isdigit() for text in texts)


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
