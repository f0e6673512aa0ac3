"""pdfium's functions for objects and characters, with plain addresses for handles.

A page is asked about thousands of them, and converting handles and pointers takes longer than the answers. So what is
asked of all objects at once takes arguments that are converted once (:func:`arguments_of`).
"""

import ctypes
import itertools
from _ctypes import CFuncPtr  # the base class that ctypes documents as its _CFuncPtr
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, Literal, Protocol, cast

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


class Call(Protocol):
    """A function of pdfium that takes plain addresses."""

    unconverted: Callable[..., Any]
    """The same without conversion of its arguments, which must be exactly what it takes."""

    def __call__(self, *arguments: Any) -> Any: ...


Argument = Any
"""An address as ctypes passes it on without converting it."""
Kind = Literal["f", "I", "i"]
"""Of the numbers that pdfium writes, of 32 bits each."""
FLOAT: Kind = "f"
UNSIGNED: Kind = "I"
SIGNED: Kind = "i"
as_argument: Callable[[int], Argument] = _ADDRESS.from_param
"""An address as an argument."""
_SIZE = 4
_MOST_NUMBERS = 8192


class _AnsweringInt(CFuncPtr):
    """What ``PYFUNCTYPE`` makes, without a declared result: then it is an int, which ctypes converts twice as fast."""

    _flags_ = ctypes.PYFUNCTYPE(None)._flags_


class PdfiumCalls:
    """Handles are addresses as :func:`address_of` gives them; results are written to addresses of buffers."""

    def __init__(self) -> None:
        from pypdfium2 import raw  # type: ignore[import-untyped]

        four = (_ADDRESS,) * 4
        self.bounds: Call = _plain(raw.FPDFPageObj_GetBounds, _INT, _ADDRESS, *four)
        self.matrix: Call = _plain(raw.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
        self.fill_colour: Call = _plain(raw.FPDFPageObj_GetFillColor, _INT, _ADDRESS, *four)
        self.stroke_colour: Call = _plain(raw.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, *four)
        self.kind: Call = _plain(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
        self.object_of_page: Call = _plain(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
        self.object_of_form: Call = _plain(raw.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
        self.objects_of_page: Call = _plain(raw.FPDFPage_CountObjects, _INT, _ADDRESS)
        self.objects_of_form: Call = _plain(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS)
        self.draw_mode: Call = _plain(raw.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
        self.segments_of_path: Call = _plain(raw.FPDFPath_CountSegments, _INT, _ADDRESS)
        self.segment_of_path: Call = _plain(raw.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
        self.kind_of_segment: Call = _plain(raw.FPDFPathSegment_GetType, _INT, _ADDRESS)
        self.closes: Call = _plain(raw.FPDFPathSegment_GetClose, _INT, _ADDRESS)
        self.has_transparency: Call = _plain(raw.FPDFPageObj_HasTransparency, _INT, _ADDRESS)
        self.marks: Call = _plain(raw.FPDFPageObj_CountMarks, _INT, _ADDRESS)
        self.clip_path: Call = _plain(raw.FPDFPageObj_GetClipPath, _ADDRESS, _ADDRESS)
        self.paths_of_clip: Call = _plain(raw.FPDFClipPath_CountPaths, _INT, _ADDRESS)
        self.segments_of_clip: Call = _plain(raw.FPDFClipPath_CountPathSegments, _INT, _ADDRESS, _INT)
        self.segment_of_clip: Call = _plain(raw.FPDFClipPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT, _INT)
        self.point_of_segment: Call = _plain(raw.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
        self.text_mode: Call = _plain(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
        self.font_size: Call = _plain(raw.FPDFTextObj_GetFontSize, _INT, _ADDRESS, _ADDRESS)
        self.place_of_character: Call = _plain(raw.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
        self.ink_of_character: Call = _plain(raw.FPDFText_GetCharBox, _INT, _ADDRESS, _INT, *four)
        self.has_no_code: Call = _plain(raw.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT)
        self.is_hyphen: Call = _plain(raw.FPDFText_IsHyphen, _INT, _ADDRESS, _INT)
        self.is_generated: Call = _plain(raw.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)


@lru_cache(maxsize=1)
def pdfium_calls() -> PdfiumCalls:
    """Made once, when the first page is read."""
    return PdfiumCalls()


def address_of(handle: Any) -> int:
    """0 for no handle."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def object_handle(address: int) -> Any:
    """The handle of a page's object, as the functions of ``pypdfium2.raw`` take it."""
    from pypdfium2 import raw

    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


class Numbers:
    """A buffer that functions write ``count`` numbers of one C type into; ``at`` are their addresses."""

    __slots__ = ("at", "held")

    def __init__(self, kind: Any, count: int) -> None:
        self.held = (kind * count)()
        begin, size = ctypes.addressof(self.held), ctypes.sizeof(kind)
        self.at = tuple(begin + size * number for number in range(count))


def arguments_of(addresses: Iterable[int]) -> list[Argument]:
    """Addresses as :func:`answers` and :func:`asked` take them."""
    return list(map(as_argument, addresses))


def answers(call: Call, *arguments: Iterable[Argument | int]) -> list[Any]:
    """What ``call`` answers for each of the arguments: none of them a plain address."""
    return list(answers_one_by_one(call, *arguments))


def answers_one_by_one(call: Call, *arguments: Iterable[Argument | int]) -> Iterator[Any]:
    """As :func:`answers`, while they are asked for."""
    # ctypes takes the tuple that zip makes as it is, where map would have another one made for each call
    return itertools.starmap(call.unconverted, zip(*arguments, strict=False))


class Rows:
    """The numbers that functions wrote for each of some things, one row of 32-bit numbers a thing."""

    __slots__ = ("answers", "data", "width")

    def __init__(self, answers: Sequence[list[int]], data: bytes, width: int) -> None:
        self.answers = answers
        """Of each function what it answered for each thing."""
        self.data = data
        self.width = width

    def columns(self, kind: Kind, *numbers: int) -> list[list[Any]]:
        """The columns of these numbers, or all of them."""
        view: memoryview[Any] = memoryview(self.data).cast(kind)
        return [view[number :: self.width].tolist() for number in numbers or range(self.width)]


def asked(
    things: Sequence[Argument | int], *calls: tuple[Call, Sequence[int]], width: int, page: Argument | None = None
) -> Rows:
    """What each of the functions answers for each of the things. With a function goes where in the row of a thing it
    writes: the place of every number that it takes an address for. ``page``: the text page that comes before each of
    the things, which are then numbers of characters."""
    written = _written()
    found: list[list[int]] = [[] for _ in calls]
    data: list[bytes] = []
    most = _MOST_NUMBERS // width
    for begin in range(0, len(things), most):
        some = things[begin : begin + most] if len(things) > most else things
        length = width * len(some)
        ctypes.memset(written.held, 0, _SIZE * length)  # not all functions write where they answer no
        before = () if page is None else (itertools.repeat(page),)
        for number, (call, places) in enumerate(calls):
            found[number] += answers(call, *before, some, *(written.at[place:length:width] for place in places))
        data.append(ctypes.string_at(written.held, _SIZE * length))
    return Rows(found, b"".join(data), width)


class _Written:
    """A buffer for the numbers that functions write, and the places in it as arguments."""

    def __init__(self) -> None:
        self.held = (ctypes.c_uint32 * _MOST_NUMBERS)()
        self.at: list[Argument] = list(map(partial(ctypes.byref, self.held), range(0, _SIZE * _MOST_NUMBERS, _SIZE)))


@lru_cache(maxsize=1)
def _written() -> _Written:
    """One for all, as pdfium is called by one thread at a time."""
    return _Written()


def _plain(function: Any, result: Any, *arguments: Any) -> Call:
    # the interpreter's lock is kept: each call is over in less than a microsecond
    address = address_of(function)
    made: Any = ctypes.PYFUNCTYPE(result, *arguments)(address)
    made.unconverted = _AnsweringInt(address) if result is _INT else ctypes.PYFUNCTYPE(result)(address)
    return cast(Call, made)
