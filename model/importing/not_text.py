"""What a document holds beside text: it decides which sentence says why a table was not found."""

import re
import zipfile

from model.importing.content import NotText
from model.importing.readers.zip_package import DAMAGED, opened

_RELATIONS = "word/_rels/document.xml.rels"
_PICTURE_RELATION = re.compile(rb"relationships/image[\"']")
_OBJECT_RELATION = re.compile(rb"relationships/(?:oleObject|package)[\"']")
_OF_PAGE = re.compile(
    rb"<(?:(?P<picture>img|image|picture)\b"
    rb"|(?P<attachment>a|embed|object)\s[^<>]{0,1000}?\b(?:href|src|data)\s*=\s*[\"']?[^\s\"'<>]{1,500}?"
    rb"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)[\"'?\s>]"
    rb"|(?:i?frame)\b[^<>]{0,2000}?\bsrc\s*=\s*[\"']?(?!about:|javascript:|data:)[^\s\"'>])"
)
"""A picture, a link to a document, or a frame with an address, in small letters."""
_MAY_BE_OF_PAGE = re.compile(rb"<(?:i[mf]|pi|a\s|em|ob|fr)")
"""What each of these begins with: a page is long, and is searched for this alone."""
_SCRIPTED = re.compile(
    rb"(?:document\.write(?:ln)?\(|\.innerhtml\s{0,5}\+?=|\.html\()[^;]{0,300}?<t(?:able|body|head|r|d)\b"
    rb"|<div\s[^<>]{0,100}?\bid=[\"']?(?:app|root|__nuxt|__next)[\"']?[^<>]{0,100}>\s{0,100}</div>"
)
"""A script that writes a table, or an empty place that it fills, in small letters."""
_PICTURE_OF_PDF = re.compile(rb"/Subtype\s*/Image\b")
_PICTURE_FILES = tuple(
    re.compile(each, re.DOTALL)
    for each in (rb"\x89PNG\r\n", rb"\xff\xd8\xff[\xe0\xe1]", rb"\\pict\b", rb" EMF(?<=\x01\0\0\0.{36} EMF)")
)
"""One by one: each begins with letters that are looked for many times faster than a choice of them."""
_FOLDERS = ("xl/media/", "Pictures/", "media/")
_PICTURE_IN_CELL = b"DISPIMG("


def not_text_in(data: bytes, kind: str, package: zipfile.ZipFile | None = None) -> frozenset[NotText]:
    """``kind`` is a key of :data:`model.importing.file_types.OPENED_AS`, ``package`` the opened one, where the file is
    one. Nothing for a damaged package."""
    if kind in ("docx", "xlsx", "odt", "ods"):
        try:
            return _in_package(package or opened(data, ""), kind)
        except DAMAGED:
            return frozenset()
    if kind in ("html", "mht"):
        return _in_page(data)
    patterns = {"pdf": (_PICTURE_OF_PDF,), "txt": ()}.get(kind, _PICTURE_FILES)
    return frozenset({NotText.PICTURES} if any(each.search(data) for each in patterns) else ())


def _in_page(data: bytes) -> frozenset[NotText]:
    data = data.lower()
    found: set[NotText] = set()
    for begin in _MAY_BE_OF_PAGE.finditer(data):
        if match := _OF_PAGE.match(data, begin.start()):
            found.add(
                NotText.PICTURES if match["picture"] else NotText.ATTACHMENTS if match["attachment"] else NotText.FRAMES
            )
        if len(found) == 3:
            break
    if b"<script" in data and _SCRIPTED.search(data):
        found.add(NotText.SCRIPTED)
    return frozenset(found)


def _in_package(package: zipfile.ZipFile, kind: str) -> frozenset[NotText]:
    parts = package.namelist()
    if kind != "docx":
        in_cells = (part for part in parts if part.startswith("xl/worksheets/") and part.endswith(".xml"))
        has_pictures = any(part.startswith(_FOLDERS) for part in parts) or any(
            _PICTURE_IN_CELL in package.read(part) for part in in_cells
        )
        return frozenset({NotText.PICTURES} if has_pictures else ())
    relations = package.read(_RELATIONS) if _RELATIONS in parts else b""
    objects = len(_OBJECT_RELATION.findall(relations))
    found = {NotText.OBJECTS} if objects else set()
    if len(_PICTURE_RELATION.findall(relations)) > objects:  # each object has a picture of itself
        found.add(NotText.PICTURES)
    return frozenset(found)
