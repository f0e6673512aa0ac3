"""pdfium's functions for objects and characters, with plain addresses for handles.

A page is asked about thousands of them, and converting handles and pointers takes longer than the answers.
"""

import ctypes
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int

Call = Callable[..., Any]
_Answers = tuple[list[int], list[Any]]


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


def asked(call: Call, addresses: Sequence[int], kind: Any, count: int, *, by_number: bool = True) -> _Answers:
    """What ``call`` answers for each of the objects, and the ``count`` numbers that it writes for each, one after
    another; ``by_number``: it takes the address of every number rather than that of the first."""
    length = count * len(addresses)
    held = _array_of(kind, length.bit_length())()
    begin, size = ctypes.addressof(held), ctypes.sizeof(kind)
    into = (
        range(first, first + size * length, size * count)
        for first in range(begin, begin + (size * count if by_number else 1), size)
    )
    return list(map(call, addresses, *into)) if addresses else [], held[:length]


@lru_cache(maxsize=128)
def _array_of(kind: Any, bits: int) -> Any:
    """An array of ``2 ** bits`` numbers: that of each length is a type of its own, which takes long to make."""
    return kind * (1 << bits)


def _plain(function: Any, result: Any, *arguments: Any) -> Call:
    # the interpreter's lock is kept: each call is over in less than a microsecond
    made: Call = ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))
    return made
