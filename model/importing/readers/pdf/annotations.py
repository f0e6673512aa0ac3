"""Texts that annotations show on a page: values of form fields, and comments written on the page (FreeText).

Their appearances are drawn onto the page in memory, where they are read like everything else. Fields without an
appearance are read from their value. Buttons, whose check marks are digits of a symbol font, stamps and other
annotations are hidden before; what they strike out or cover is said.
"""

import ctypes
import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from model.importing.readers.pdf.coverings import COVERED
from model.importing.readers.pdf.crossings import STAMPED, STRUCK
from model.importing.readers.pdf.page_texts import Rect

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

_MOST_ANNOTATIONS = 5000
_LONGEST = 2000
_MOST_LINES = 50
_TALLEST_LINE = 24.0
"""Points. A lower field has one line, which stands in its middle."""
_COMB = 1 << 24
"""The flag of a field (ISO 32000-1, table 228)."""
_TAG = re.compile(r"<[^<>]*+>")
_NO_APPEARANCE = 2
"""Bytes of an empty string, in UTF-16 with its end."""


class Written(NamedTuple):
    """What annotations add to a page."""

    texts: Sequence[tuple[str, Rect]] = ()
    """Of those that have no appearance, one a line, with their places."""
    marks: Sequence[tuple[str, Rect]] = ()
    """What comments do to the texts in these places: 划去, 盖住, 盖章."""
    have_hidden_figures: bool = False
    """A field or comment that is not shown holds digits."""


def prepare_forms(document: "PdfDocument") -> None:
    """Makes the values of form fields known; before any page is loaded."""
    from pypdfium2 import raw

    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()


def has_annotations(page: "PdfPage") -> bool:
    """Whether the page has to go through ``written_onto``."""
    from pypdfium2 import raw

    return bool(raw.FPDFPage_GetAnnotCount(page.raw) > 0)


def written_onto(page: "PdfPage", form: Any) -> Written:
    """Draws fields and comments onto the page, which must be loaded again to be read. ``form`` is pdfium's handle of
    the form, if there is one."""
    from pypdfium2 import raw

    texts: list[tuple[str, Rect]] = []
    marks: list[tuple[str, Rect]] = []
    have_hidden_figures = False
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            flags = raw.FPDFAnnot_GetFlags(annotation)
            is_shown = not flags & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)
            text = _text(annotation, form)
            if not is_shown:
                have_hidden_figures = have_hidden_figures or any(map(str.isdigit, text or ""))
                text = None
            if text is None:
                marks += _marks(annotation) if is_shown else ()
                raw.FPDFAnnot_SetFlags(annotation, flags | raw.FPDF_ANNOT_FLAG_HIDDEN)
            elif text and (_is_comb(annotation, form) or _has_rich_text_only(annotation)):
                texts += _lines(text, annotation)
                raw.FPDFAnnot_SetFlags(annotation, flags | raw.FPDF_ANNOT_FLAG_HIDDEN)
            elif raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= _NO_APPEARANCE:
                texts += _lines(text, annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    return Written(texts, marks, have_hidden_figures)


def _is_comb(annotation: Any, form: Any) -> bool:
    """Whether a field shows each character in a box of its own, far from the next one."""
    from pypdfium2 import raw

    is_field = form is not None and raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET
    return is_field and bool(raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _COMB)


def _has_rich_text_only(annotation: Any) -> bool:
    """Whether a comment has no plain text, for which pdfium makes an empty appearance."""
    from pypdfium2 import raw

    is_comment = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FREETEXT
    return is_comment and not _string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")


def _marks(annotation: Any) -> Iterator[tuple[str, Rect]]:
    """What a comment does to the texts beneath it; nothing where it only underlines, highlights or frames them."""
    from pypdfium2 import raw

    kind = raw.FPDFAnnot_GetSubtype(annotation)
    filled = (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON)
    if kind in (raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_INK):
        why = STRUCK
    elif kind == raw.FPDF_ANNOT_STAMP:
        why = STAMPED
    elif kind == raw.FPDF_ANNOT_REDACT or (kind in filled and raw.FPDFAnnot_HasKey(annotation, b"IC")):
        why = COVERED
    else:
        return
    quads = raw.FS_QUADPOINTSF()
    for number in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MOST_LINES)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, number, quads):
            xs, ys = (quads.x1, quads.x2, quads.x3, quads.x4), (quads.y1, quads.y2, quads.y3, quads.y4)
            yield why, Rect(min(xs), min(ys), max(xs), max(ys))
    if not raw.FPDFAnnot_CountAttachmentPoints(annotation):
        place = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, place)
        yield why, Rect(place.left, place.bottom, place.right, place.top)


def _text(annotation: Any, form: Any) -> str | None:
    """``None`` for an annotation that is not read."""
    from pypdfium2 import raw

    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        plain = _string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
        return plain or _without_tags(_string(raw.FPDFAnnot_GetStringValue, annotation, b"RC"))
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


def _without_tags(rich: str) -> str:
    """The words of a text in XHTML, a line for each paragraph."""
    return html.unescape(_TAG.sub("", rich.replace("</p>", "\n"))).strip()


def _lines(text: str, annotation: Any) -> Iterator[tuple[str, Rect]]:
    from pypdfium2 import raw

    place = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, place)
    lines = [line for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    high = min(place.top - place.bottom, _TALLEST_LINE * len(lines)) / max(len(lines), 1)
    for number, line in enumerate(lines):
        top = place.top - number * high
        yield line.strip(), Rect(place.left, top - high, place.right, top)
