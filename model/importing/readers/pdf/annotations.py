"""Texts that annotations show on a page: values of form fields, and comments written on the page (FreeText).

Their appearances are drawn onto the page in memory, where they are read like everything else. Fields without an
appearance are read from their value. Buttons, whose check marks are digits of a symbol font, stamps and other
annotations are hidden before.
"""

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from model.importing.readers.pdf.page_texts import Rect

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

_MOST_ANNOTATIONS = 5000
_LONGEST = 2000
_MOST_LINES = 50
_TALLEST_LINE = 24.0
"""Points. A lower field has one line, which stands in its middle."""
_NO_APPEARANCE = 2
"""Bytes of an empty string, in UTF-16 with its end."""


def prepare_forms(document: "PdfDocument") -> None:
    """Makes the values of form fields known; before any page is loaded."""
    from pypdfium2 import raw

    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()


def has_annotations(page: "PdfPage") -> bool:
    """Whether the page has to go through ``written_onto``."""
    from pypdfium2 import raw

    return bool(raw.FPDFPage_GetAnnotCount(page.raw) > 0)


def written_onto(page: "PdfPage", form: Any) -> list[tuple[str, Rect]]:
    """Draws fields and comments onto the page, which must be loaded again to be read; returns the texts of those that
    have no appearance, one a line, with their places. ``form`` is pdfium's handle of the form, if there is one."""
    from pypdfium2 import raw

    texts: list[tuple[str, Rect]] = []
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            flags = raw.FPDFAnnot_GetFlags(annotation)
            text = (
                None if flags & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW) else _text(annotation, form)
            )
            if text is None:
                raw.FPDFAnnot_SetFlags(annotation, flags | raw.FPDF_ANNOT_FLAG_HIDDEN)
            elif raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= _NO_APPEARANCE:
                texts += _lines(text, annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    return texts


def _text(annotation: Any, form: Any) -> str | None:
    """``None`` for an annotation that is not read."""
    from pypdfium2 import raw

    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if kind != raw.FPDF_ANNOT_WIDGET or form is None:
        return None
    if raw.FPDFAnnot_GetFormFieldType(form, annotation) not in (
        raw.FPDF_FORMFIELD_TEXTFIELD,
        raw.FPDF_FORMFIELD_COMBOBOX,
        raw.FPDF_FORMFIELD_LISTBOX,
    ):
        return None
    return _string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)


def _string(function: Any, *which: Any) -> str:
    buffer = (ctypes.c_ushort * _LONGEST)()
    size = function(*which, buffer, 2 * _LONGEST)
    return bytes(buffer)[: max(min(size, 2 * _LONGEST) - 2, 0)].decode("utf-16-le", "replace").rstrip("\0")


def _lines(text: str, annotation: Any) -> Iterator[tuple[str, Rect]]:
    from pypdfium2 import raw

    place = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, place)
    lines = [line for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    high = min(place.top - place.bottom, _TALLEST_LINE * len(lines)) / max(len(lines), 1)
    for number, line in enumerate(lines):
        top = place.top - number * high
        yield line.strip(), Rect(place.left, top - high, place.right, top)
