"""Texts that a page holds and does not show: cut off by a clip path, or under an opaque area or picture.

Every text of a page is asked for its clip path, and nearly none has one; what covers texts is drawn after them.
"""

import ctypes
import operator
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from model.importing.readers.pdf.page_texts import Matrix, Rect, moved
from model.importing.readers.pdf.pdfium_calls import Numbers, answers, answers_one_by_one, as_argument, pdfium_calls
from model.importing.readers.pdf.probed_texts import ProbedTexts

CUT, COVERED = "裁去", "盖住"
_MOST_PATHS = 20
_MOST_SEGMENTS = 40
MOST_COVERS = 2000
_FEW = 6
"""Segments of a path that is a rectangle."""
_OPAQUE = 230
"""Of 255."""
_HARDLY_WIDE, _HARDLY_HIGH = 0.1, 0.35
"""Shares of a text; less of it inside of its clip path shows nothing of it."""
_PART = 0.25
"""Share of the height: about half of a digit. A number of which more is cut off may be another one."""
_LOWEST = 6.0
"""Points."""
_COVERS = 0.4
"""Share of the area of a text."""


class Cover(NamedTuple):
    """An opaque rectangle or picture; ``order`` is that of drawing."""

    order: int
    place: Rect
    is_picture: bool


class Unseen(NamedTuple):
    """Addresses of text objects -> why they are not shown."""

    whole: Mapping[int, str]
    partly: frozenset[int]
    """Of those in ``whole``: only a part of the text is cut off."""
    is_under_pictures: bool = False
    """Most texts of the page lie under pictures, as text recognition leaves them; they are not in ``whole``."""


def clip_of(thing: int, outer: Matrix | None, around: Rect | None) -> Rect | None:
    """The rectangle on the page outside of which an object is not shown; ``outer`` and ``around`` are the matrix and
    the clip of the forms around it."""
    calls = pdfium_calls()
    path = calls.clip_path(thing)
    for number in range(min(calls.paths_of_clip(path), _MOST_PATHS)):
        xs, ys = [], []
        point = Numbers(ctypes.c_float, 2)
        count = calls.segments_of_clip(path, number)
        if count > _MOST_SEGMENTS:
            continue
        for at in range(count):
            calls.point_of_segment(calls.segment_of_clip(path, number, at), *point.at)
            xs.append(point.held[0])
            ys.append(point.held[1])
        place = Rect(min(xs, default=0), min(ys, default=0), max(xs, default=0), max(ys, default=0))
        place = place if outer is None else moved(place, outer)
        around = place if around is None else _common(place, around)
    return around


class Group(NamedTuple):
    """Texts of a page or form, and the matrix and the clip of the forms around them."""

    texts: ProbedTexts
    outer: Matrix | None
    around: Rect | None


def cut_off(group: Group) -> Iterator[tuple[int, bool]]:
    """The addresses of texts that their clip paths cut, and whether something of them is left."""
    calls = pdfium_calls()
    paths = map(as_argument, answers_one_by_one(calls.clip_path, group.texts.arguments))
    clips = answers(calls.paths_of_clip, paths)
    if group.around is None and max(clips, default=0) <= 0:
        return
    for address, count, left, bottom, right, top in zip(
        group.texts.addresses, clips, *group.texts.sides(), strict=True
    ):
        clip = clip_of(address, group.outer, group.around) if count > 0 else group.around
        place = Rect(left, bottom, right, _top(bottom, top))
        wide, high = place.right - place.left, place.top - place.bottom
        if clip is None or wide <= 0 or high <= 0:
            continue
        shown = _common(place, clip)
        seen = shown.right - shown.left
        if seen <= _HARDLY_WIDE * wide or shown.top - shown.bottom <= _HARDLY_HIGH * high:
            yield address, False
        elif wide - seen > _PART * high:
            yield address, True


def cover_of(thing: int, order: int, outer: Matrix | None, around: Rect | None, *, is_picture: bool) -> Cover | None:
    """What an object covers; ``None`` for one that something shines through, or that is no rectangle."""
    calls = pdfium_calls()
    if calls.has_transparency(thing):
        return None
    if not is_picture:
        colour = Numbers(ctypes.c_uint, 4)
        calls.fill_colour(thing, *colour.at)
        if colour.held[3] < _OPAQUE or not _is_rectangle(thing):
            return None
    sides = Numbers(ctypes.c_float, 4)
    calls.bounds(thing, *sides.at)
    place = Rect(*sides.held)
    place = place if outer is None else moved(place, outer)
    clip = clip_of(thing, outer, around)
    return Cover(order, place if clip is None else _common(place, clip), is_picture)


def _is_rectangle(path: int) -> bool:
    from pypdfium2 import raw  # type: ignore[import-untyped]

    calls = pdfium_calls()
    count = calls.segments_of_path(path)
    if not 4 <= count <= _FEW:
        return False
    point = Numbers(ctypes.c_float, 2)
    points = []
    for number in range(count):
        segment = calls.segment_of_path(path, number)
        if calls.kind_of_segment(segment) == raw.FPDF_SEGMENT_BEZIERTO:
            return False
        calls.point_of_segment(segment, *point.at)
        points.append((round(point.held[0], 2), round(point.held[1], 2)))
    return len({x for x, _ in points}) == 2 == len({y for _, y in points})


def covered(groups: Sequence[Group], drawn: Sequence[int], covers: Sequence[Cover]) -> tuple[dict[int, str], bool]:
    """The addresses of texts under covers, of which there are some, and whether they are most of all texts and under
    pictures."""
    last = max(cover.order for cover in covers)
    order = dict(zip(drawn[:last], range(last), strict=True))
    found: dict[int, str] = {}
    under_pictures: set[int] = set()
    for group in groups:
        addresses = group.texts.addresses
        under = [number for number, address in enumerate(addresses) if address in order]
        if not under:
            continue
        lefts, bottoms, rights, tops = group.texts.sides()
        by_top = sorted(under, key=tops.__getitem__)
        sorted_tops = [tops[number] for number in by_top]
        tallest = max(map(operator.sub, sorted_tops, map(bottoms.__getitem__, by_top))) + _LOWEST
        for at, place, is_picture in covers:
            begin = bisect_left(sorted_tops, place.bottom - _LOWEST)
            end = bisect_left(sorted_tops, place.top + tallest)
            for number in by_top[begin:end]:
                if order[addresses[number]] >= at:
                    continue
                left, right = lefts[number], rights[number]
                if right <= place.left or left >= place.right:
                    continue
                bottom, top = bottoms[number], _top(bottoms[number], tops[number])
                wide = min(right, place.right) - max(left, place.left)
                high = max(min(top, place.top) - max(bottom, place.bottom), 0)
                if wide * high > _COVERS * (right - left) * (top - bottom):
                    found[addresses[number]] = COVERED
                    if is_picture:
                        under_pictures.add(addresses[number])
    if 2 * len(under_pictures) > sum(len(group.texts.addresses) for group in groups):
        return {address: why for address, why in found.items() if address not in under_pictures}, True
    return found, False


def unseen(groups: Sequence[Group], drawn: Sequence[int], covers: Sequence[Cover]) -> Unseen:
    """The texts that are not shown; ``drawn`` are the objects of the page in the order of drawing."""
    whole: dict[int, str] = {}
    partly: set[int] = set()
    for group in groups:
        for address, is_part in cut_off(group):
            whole[address] = CUT
            if is_part:
                partly.add(address)
    is_under_pictures = False
    if covers:
        under, is_under_pictures = covered(groups, drawn, covers)
        whole |= under
        partly -= under.keys()
    return Unseen(whole, frozenset(partly), is_under_pictures)


def _top(bottom: float, top: float) -> float:
    """The top of a text, above its base line where its glyphs are not known."""
    return top if top > bottom else bottom + _LOWEST


def _common(one: Rect, other: Rect) -> Rect:
    """Of no width or height where they have nothing in common."""
    left, bottom = max(one.left, other.left), max(one.bottom, other.bottom)
    return Rect(left, bottom, max(min(one.right, other.right), left), max(min(one.top, other.top), bottom))
