"""Optional content (layers) that is switched off: a page holds its texts, and shows none of them.

pdfium does not tell which layers are off, but draws without those. So a page is drawn with and without the texts of a
layer, which is slow: only for pages that have layers.
"""

import ctypes
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from model.importing.readers.pdf.keys import LAYERS, PACKED_OBJECTS, Keys
from model.importing.readers.pdf.pdfium_calls import object_handle, pdfium_calls

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

_MOST_LAYERS = 8
_LONGEST_NAME = 400
"""Bytes."""
_MOST_PIXELS = 2_000_000


def may_have_layers(keys: Keys) -> bool:
    """Whether the file declares any, or is packed so that this cannot be seen."""
    return LAYERS in keys or PACKED_OBJECTS in keys


def layer_of(thing: int) -> str | None:
    """The name of the layer that an object belongs to; ``None`` for one that belongs to none."""
    from pypdfium2 import raw

    handle = object_handle(thing)
    for number in range(pdfium_calls().marks(thing)):
        mark = raw.FPDFPageObj_GetMark(handle, number)
        buffer, size = (ctypes.c_ushort * _LONGEST_NAME)(), ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(mark, buffer, 2 * _LONGEST_NAME, size)
        if bytes(buffer)[: max(size.value - 2, 0)].decode("utf-16-le", "replace") == "OC":
            size.value = 0
            raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", buffer, 2 * _LONGEST_NAME, size)
            return bytes(buffer)[: max(size.value - 2, 0)].decode("utf-16-le", "replace")
    return None


def layers_switched_off(page: "PdfPage", texts: Iterable[int], has_digits: Callable[[Sequence[int]], bool]) -> set[str]:
    """The names of the layers of these texts that the page does not show. ``has_digits``: whether some text among these
    has a digit, which every computer has a font for; a page looks the same without texts that it has no font for."""
    by_layer: dict[str, list[int]] = {}
    marks = pdfium_calls().marks
    for text in texts:
        if marks(text) > 0 and (layer := layer_of(text)) is not None:
            by_layer.setdefault(layer, []).append(text)
    named = [(layer, things) for layer, things in by_layer.items() if has_digits(things)][:_MOST_LAYERS]
    if not named:
        return set()
    whole = _drawn(page)
    return {layer for layer, things in named if _drawn_without(page, things) == whole}


def _drawn_without(page: "PdfPage", things: Sequence[int]) -> bytes:
    from pypdfium2 import raw

    for thing in things:
        raw.FPDFPageObj_SetIsActive(object_handle(thing), False)
    try:
        return _drawn(page)
    finally:
        for thing in things:
            raw.FPDFPageObj_SetIsActive(object_handle(thing), True)


def _drawn(page: "PdfPage") -> bytes:
    width, height = page.get_size()
    scale = min(1.0, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=False, grayscale=True)
    try:
        return bytes(bitmap.buffer)
    finally:
        bitmap.close()
