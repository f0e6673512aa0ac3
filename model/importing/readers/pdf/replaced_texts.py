"""Texts of a PDF file for which it states other words than those of their font (``ActualText``, ISO 32000-1 14.9.4).

pdfium gives the stated words, and a page shows the glyphs. Programs state words for ligatures and hyphens; where the
digits differ, nobody knows here which are seen.
"""

import ctypes
from collections.abc import Callable, Iterable
from typing import Any

from model.importing.readers.pdf.pdfium_calls import object_handle, pdfium_calls

KEY = b"ActualText"
OTHERWISE = "另有所写"
"""``Run.why`` of such a text."""
_LONGEST = 2000


def take_away_stated_figures(texts: Iterable[int], words_of: Callable[[int], str]) -> dict[int, str]:
    """Texts -> the words stated for them, where these have digits; from here on pdfium gives those of the font.
    ``words_of`` gives the words of a text as they are now."""
    from pypdfium2 import raw  # type: ignore[import-untyped]

    found: dict[int, str] = {}
    marks = pdfium_calls().marks
    marked = [(text, count) for text in texts if (count := marks(text)) > 0]
    stating = [(text, mark) for text, count in marked for mark in _stating(text, count)]
    for text, _ in stating:
        words = words_of(text)
        if any(map(str.isdigit, words)):
            found[text] = words
    for text, mark in stating:
        if text in found:
            raw.FPDFPageObjMark_RemoveParam(object_handle(text), mark, KEY)
    return found


def differs(stated: str, own: str) -> bool:
    """Whether the digits do."""
    return [char for char in stated if char.isdigit()] != [char for char in own if char.isdigit()]


def _stating(text: int, count: int) -> Iterable[Any]:
    """The marks around a text that state words."""
    from pypdfium2 import raw

    handle = object_handle(text)
    for number in range(count):
        mark = raw.FPDFPageObj_GetMark(handle, number)
        buffer, size = (ctypes.c_ushort * _LONGEST)(), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetParamStringValue(mark, KEY, buffer, 2 * _LONGEST, size) and size.value > 2:
            yield mark
