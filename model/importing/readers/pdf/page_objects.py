"""The texts, paths and pictures that a page draws, also inside of forms, from pdfium; the straight lines among them."""

import ctypes
import itertools
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from model.importing.readers.pdf.coverings import MOST_COVERS, Cover, clip_of, cover_of
from model.importing.readers.pdf.layers import layer_of, layers_switched_off
from model.importing.readers.pdf.page_texts import Matrix, Rect, combined, moved, object_text
from model.importing.readers.pdf.pdfium_calls import (
    FLOAT,
    SIGNED,
    Numbers,
    address_of,
    answers,
    arguments_of,
    asked,
    object_handle,
    pdfium_calls,
)
from model.importing.readers.pdf.probed_texts import Texts
from model.importing.readers.pdf.replaced_texts import take_away_stated_figures

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

MOST_OBJECTS = 100_000
THIN = 2.6
"""Points. Thinner rectangles count as lines."""
_FEW = 6
"""Largest number of points of a path that is a line or a thin box."""
_DEEPEST = 4
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
"""Of what stands on the page itself; that of a form is another object, whatever it does."""


class _Placed(NamedTuple):
    """A path or picture, the matrix and clip of the forms around it, and its place in the order of drawing."""

    thing: int
    matrix: Matrix
    clip: Rect | None
    order: int
    is_added: bool


class PageObjects:
    """The texts and paths of a page, also those inside of forms, with the matrix that brings them onto the page."""

    def __init__(self, page: "PdfPage", own_objects: int) -> None:
        calls = pdfium_calls()
        self.texts: dict[tuple[Matrix, Rect | None, bool], Texts] = {}
        """(matrix, clip of the forms around it, whether it was added to the page's own objects) -> texts."""
        self.paths: list[_Placed] = []
        self.pictures: list[_Placed] = []
        self.areas: list[_Placed] = []
        """Filled paths that are no lines; filled in while the paths are read."""
        self.drawn: list[int] = []
        """Texts, paths and pictures in the order of drawing."""
        holder = address_of(page.raw)
        things = answers(calls.object_of_page, itertools.repeat(*arguments_of([holder])), range(count_of(page)))
        self._collect(things, AS_IT_IS, None, 0, own_objects)

    @property
    def have_pictures(self) -> bool:
        return bool(self.pictures)

    def _all_texts(self) -> Iterator[int]:
        return itertools.chain.from_iterable(texts.addresses for texts in self.texts.values())

    def leave_out_layers(self, page: "PdfPage") -> bool:
        """Removes and switches off what stands on layers that the page does not show; whether there was any."""
        from pypdfium2 import raw

        with TextPage(page) as text_page:

            def have_digits(things: Sequence[int]) -> bool:
                return any(map(str.isdigit, "".join(object_text(thing, text_page()) for thing in things)))

            names = layers_switched_off(page, self._all_texts(), have_digits)
        if not names:
            return False
        for key, texts in self.texts.items():
            are_shown = [layer_of(text) not in names for text in texts.addresses]
            for text in itertools.compress(texts.addresses, map(operator.not_, are_shown)):
                raw.FPDFPageObj_SetIsActive(object_handle(text), False)
            self.texts[key] = texts.kept(are_shown)
        self.texts = {key: texts for key, texts in self.texts.items() if texts.addresses}
        self.paths = [path for path in self.paths if layer_of(path.thing) not in names]
        return True

    def take_away_stated_figures(self, page: "PdfPage") -> dict[int, str]:
        """As the function of that name, for all texts of the page."""
        with TextPage(page) as text_page:

            def words_of(thing: int) -> str:
                return object_text(thing, text_page())

            return take_away_stated_figures(self._all_texts(), words_of)

    def segments(self) -> Iterator[Rect]:
        """The straight segments of the paths, before :meth:`covers` is asked for."""
        return _segments_of(self.paths, self.areas)

    def covers(self) -> list[Cover]:
        """The areas and pictures that hide what was drawn before them."""
        found = []
        for are_pictures, things in ((False, self.areas), (True, self.pictures)):
            for thing, matrix, clip, order, is_added in things[:MOST_COVERS]:
                if order and not is_added:
                    outer = None if matrix is AS_IT_IS else matrix
                    found.append(cover_of(thing, order, outer, clip, is_picture=are_pictures))
        return [cover for cover in found if cover]

    def _collect(self, things: list[int], matrix: Matrix, clip: Rect | None, depth: int, own_objects: int) -> None:
        """The forms after the first ``own_objects`` things were added."""
        from pypdfium2 import raw

        calls = pdfium_calls()
        arguments = arguments_of(things)
        modes, no_text = answers(calls.text_mode, arguments), raw.FPDF_TEXTRENDERMODE_UNKNOWN
        others = [number for number, mode in enumerate(modes) if mode == no_text]
        if len(others) < len(things):
            texts = Texts(things, arguments, modes)
            texts = texts.kept([mode != no_text for mode in modes]) if others else texts
            self.texts.setdefault((matrix, clip, own_objects < 0), Texts([], [], [])).extend(texts)
        listed = 0
        for number in others:
            thing, kind = things[number], calls.kind(things[number])
            self.drawn += things[listed : number + 1]
            listed = number + 1
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self.paths.append(_Placed(thing, matrix, clip, len(self.drawn) - 1, own_objects < 0))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_Placed(thing, matrix, clip, len(self.drawn) - 1, own_objects < 0))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                own = Numbers(ctypes.c_float, 6)
                calls.matrix(thing, own.at[0])
                a, b, c, d, e, f = own.held
                count = min(calls.objects_of_form(thing), MOST_OBJECTS)
                inner = list(map(calls.object_of_form, itertools.repeat(thing), range(count)))
                is_added = number >= own_objects
                around = clip_of(thing, None if matrix is AS_IT_IS else matrix, clip)
                own_matrix = combined((a, b, c, d, e, f), matrix)
                self._collect(inner, own_matrix, around, depth + 1, -1 if is_added else count)
        self.drawn += things[listed:]


class TextPage:
    """pdfium's text page with all texts, made when it is first asked for."""

    def __init__(self, page: "PdfPage") -> None:
        self._page = page
        self._made: Any = None

    def __enter__(self) -> Callable[[], Any]:
        return self._get

    def __exit__(self, *_: object) -> None:
        if self._made is not None:
            self._made.close()

    def _get(self) -> Any:
        if self._made is None:
            self._made = self._page.get_textpage()
        return self._made.raw


def count_of(page: "PdfPage") -> int:
    """The number of objects that the page draws itself."""
    from pypdfium2 import raw

    return int(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS))


def _segments_of(paths: Sequence[_Placed], areas: list[_Placed]) -> Iterator[Rect]:
    """The bounding boxes of the straight segments of drawn paths; a thin filled area counts as a segment, and others
    are put among the ``areas``."""
    calls = pdfium_calls()
    things = arguments_of(placed.thing for placed in paths)
    rows = asked(things, (calls.bounds, range(4)), (calls.draw_mode, (4, 5)), width=6)
    around_each = map(Rect, *rows.columns(FLOAT, 0, 1, 2, 3))
    for placed, is_filled, is_stroked, around in zip(paths, *rows.columns(SIGNED, 4, 5), around_each, strict=True):
        is_thin = min(around.right - around.left, around.top - around.bottom) <= THIN
        if is_filled and not is_thin:
            areas.append(placed)
        if is_stroked:
            is_line = is_thin and calls.segments_of_path(placed.thing) <= _FEW
            pieces = [around] if is_line else _straight(placed.thing)
        elif is_thin and is_filled and not _is_white(placed.thing):
            pieces = [around]
        else:
            pieces = []
        for piece in pieces:
            yield piece if placed.matrix is AS_IT_IS else moved(piece, placed.matrix)


def _is_white(path: int) -> bool:
    colour = Numbers(ctypes.c_uint, 4)
    pdfium_calls().fill_colour(path, *colour.at)
    red, green, blue, alpha = colour.held
    return bool(min(red, green, blue) > 250 or alpha == 0)


def _straight(path: int) -> list[Rect]:
    """The segments of the path, including the closing one, transformed by its matrix."""
    from pypdfium2 import raw

    calls = pdfium_calls()
    own, point = Numbers(ctypes.c_float, 6), Numbers(ctypes.c_float, 2)
    calls.matrix(path, own.at[0])
    a, b, c, d, e, f = own.held
    matrix = (a, b, c, d, e, f)
    found: list[Rect] = []
    begin = before = (0.0, 0.0)
    for number in range(min(calls.segments_of_path(path), MOST_OBJECTS)):
        segment = calls.segment_of_path(path, number)
        calls.point_of_segment(segment, *point.at)
        at = (point.held[0], point.held[1])
        kind = calls.kind_of_segment(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = at
        elif kind != raw.FPDF_SEGMENT_BEZIERTO:  # curves only go on: the lines to their control points are not drawn
            found.append(moved(_between(before, at), matrix))
            if calls.closes(segment):
                found.append(moved(_between(at, begin), matrix))
        before = at
    return found


def _between(one: tuple[float, float], other: tuple[float, float]) -> Rect:
    return Rect(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
