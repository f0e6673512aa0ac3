"""The tags of a PDF, as a screen reader gets them: a tree of elements for each page, with the text marked as theirs."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw


@dataclass(frozen=True)
class Tag:
    """An element of the structure: ``type`` as in ISO 32000-1, 14.8.4; ``scope`` of a table head."""

    type: str
    scope: str
    text: str
    """The marked text of the element itself and of all below it, in order."""
    children: tuple["Tag", ...]

    def all(self, *types: str) -> Iterator["Tag"]:
        """The elements of these types in it, in order."""
        if self.type in types:
            yield self
        for child in self.children:
            yield from child.all(*types)


def tags_of(path: Path) -> tuple[tuple[Tag, ...], ...]:
    """The topmost elements of each page."""
    with pypdfium2.PdfDocument(str(path)) as opened:
        return tuple(_page_tags(page) for page in opened)


def _page_tags(page: Any) -> tuple[Tag, ...]:
    texts = _marked_texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        return tuple(_tag(raw.FPDF_StructTree_GetChildAtIndex(tree, at), texts) for at in range(count))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _tag(element: Any, texts: dict[int, str]) -> Tag:
    children, parts = [], []
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            children.append(_tag(child, texts))
            parts.append(children[-1].text)
        else:
            parts.append(texts.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, at), ""))
    kind = _utf16(partial(raw.FPDF_StructElement_GetType, element))
    return Tag(kind, _scope(element), "".join(parts), tuple(children))


def _scope(element: Any) -> str:
    for at in range(raw.FPDF_StructElement_GetAttributeCount(element)):
        attributes = raw.FPDF_StructElement_GetAttributeAtIndex(element, at)
        value = raw.FPDF_StructElement_Attr_GetValue(attributes, b"Scope")
        if value:
            size = ctypes.c_ulong()
            buffer = ctypes.create_string_buffer(64)
            if raw.FPDF_StructElement_Attr_GetStringValue(value, buffer, 64, size):
                return buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
    return ""


def _marked_texts(page: Any) -> dict[int, str]:
    text_page = page.get_textpage()
    found: dict[int, str] = {}
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        text = _utf16(partial(raw.FPDFTextObj_GetText, each.raw, text_page))
        number = raw.FPDFPageObj_GetMarkedContentID(each.raw)
        if number >= 0:  # page numbers are artifacts, without a number
            found[number] = found.get(number, "") + text
    return found


def _utf16(read: Callable[[Any, int], int]) -> str:
    size = read(None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
