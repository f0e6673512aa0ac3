"""Clips of OFD objects: outside of them nothing of the object is shown (GB/T 33190 8.4)."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from model.importing.readers.pdf.ofd_package import all_named, matrix_of, numbers_of
from model.importing.readers.pdf.ofd_paths import area_of
from model.importing.readers.pdf.page_characters import CharacterRun
from model.importing.readers.pdf.page_texts import Matrix, Rect, combined, moved

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_AREAS = 100
_SHOWN = 0.75
"""Share of its width, and of its height, by which a character is shown that can be read for certain."""


def clip_of(item: "_Element", outer: Matrix, scale: float, around: Rect | None) -> Rect | None:
    """The rectangle that the object is shown in, scaled; ``None`` for one without a clip. The y axis points down.

    ``outer`` is the matrix of what holds the object, and ``around`` its clip. Clips are placed relative to the boundary
    of the object. Of texts that clip, the place is not known: they leave the clip as it is.

    Raises:
        ValueError: one is no path.
    """
    shown = around
    for clips in item.iterchildren("{*}Clips"):
        for clip in clips.iterchildren("{*}Clip"):
            areas = list(_areas(clip, combined(_of_boundary(item), outer), scale))
            known = [area for area in areas if area]
            if known and len(known) == len(areas):
                lefts, bottoms, rights, tops = zip(*known, strict=True)
                shown = _common(shown, Rect(min(lefts), min(bottoms), max(rights), max(tops)))
    return shown


def divided(pieces: Sequence[CharacterRun], clip: Rect) -> tuple[list[CharacterRun], list[CharacterRun]]:
    """The characters that are shown as a whole, and those of which the clip leaves less."""
    shown: list[CharacterRun] = []
    cut: list[CharacterRun] = []
    for piece in pieces:
        wide = min(piece.right, clip.right) - max(piece.left, clip.left)
        high = min(piece.bottom, clip.top) - max(piece.top, clip.bottom)
        is_shown = wide > _SHOWN * (piece.right - piece.left) and high > _SHOWN * (piece.bottom - piece.top)
        (shown if is_shown else cut).append(piece)
    return shown, cut


def _of_boundary(item: "_Element") -> Matrix:
    box = numbers_of(item.get("Boundary"))
    return (1, 0, 0, 1, box[0], box[1]) if len(box) == 4 else (1, 0, 0, 1, 0, 0)


def _areas(clip: "_Element", matrix: Matrix, scale: float) -> Iterator[Rect | None]:
    """The rectangles around the areas of a clip; ``None`` for one that is not known."""
    for number, area in enumerate(all_named(clip, "Area")):
        paths = list(area.iterchildren("{*}Path"))
        if number >= _MOST_AREAS or not paths:
            yield None
            return
        of_area = combined(matrix_of(area), matrix)
        for path in paths:
            place = area_of(path, combined(matrix_of(path), of_area), scale)
            yield None if place is None else moved(place, (1, 0, 0, -1, 0, 0))


def _common(one: Rect | None, other: Rect) -> Rect:
    if one is None:
        return other
    return Rect(
        max(one.left, other.left), max(one.bottom, other.bottom), min(one.right, other.right), min(one.top, other.top)
    )
