"""Tables whose merged cells came apart, each part with the whole text: programs that copy tables cell by cell write
them so, and so does undoing the merging of a sheet and filling the cells."""

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from model.importing.content import Box, Grid
from model.importing.recognition.vocabulary import NOTHING, Vocabulary

_REPEATED_ENOUGH = 5
"""Pairs of neighbours in a row with the same label; a form has none, but for figures."""


def merged_again(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The grid with such cells merged: labels side by side or below each other that are the same, and figures that are
    the same under one head."""
    if any(wide * high > 1 for _, _, _, high, wide in grid.boxes):
        return grid
    rows = grid.rows
    if len(rows) < 2 or len({len(row) for row in rows}) > 1:
        return grid
    labels = {
        text for text in grid.words if any(vocabulary.meaning(text) is not NOTHING for vocabulary in vocabularies)
    }
    pairs = (one.text == other.text and one.text in labels for row in rows for one, other in itertools.pairwise(row))
    if sum(pairs) < _REPEATED_ENOUGH:
        return grid
    boxes: list[Box] = []
    for row in rows:
        across = list(_across(row, labels, boxes))
        for box in across:
            above = (
                next((n for n, each in enumerate(boxes) if _goes_on(each, box)), None) if box.text in labels else None
            )
            if above is None:
                boxes.append(box)
            else:
                boxes[above] = boxes[above]._replace(high=boxes[above].high + 1)
    return dataclasses.replace(grid, boxes=tuple(boxes), aligned=True)


def _goes_on(above: Box, box: Box) -> bool:
    return (above.text, above.left, above.wide, above.bottom) == (box.text, box.left, box.wide, box.top)


def _across(row: Sequence[Box], labels: set[str], above: Sequence[Box]) -> Iterator[Box]:
    """The cells of a row, neighbours with the same text as one: labels, and figures that one head stands over."""
    for text, group in itertools.groupby(row, key=lambda box: box.text):
        cells = list(group)
        first = cells[0]._replace(wide=len(cells))
        is_one = text in labels or (text.strip() and len(cells) > 1 and _is_under_one_head(first, above))
        yield from (first,) if is_one else cells


def _is_under_one_head(box: Box, above: Sequence[Box]) -> bool:
    heads = [each for each in above if each.left <= box.left < each.right and each.wide > 1]
    lowest = max(heads, key=lambda each: each.bottom, default=None)
    single = [each for each in above if each.left <= box.left < each.right and each.wide == 1 and not _is_figure(each)]
    if lowest is None or any(each.bottom > lowest.bottom for each in single):
        return False
    return (lowest.left, lowest.right) == (box.left, box.right)


def _is_figure(box: Box) -> bool:
    return not box.text.strip() or any(map(str.isdigit, box.text))
