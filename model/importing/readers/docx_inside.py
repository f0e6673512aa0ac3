"""Documents within a Word document: pieces of web pages that Word shows in their place (``w:altChunk``), and embedded
workbooks. Each is read as a file of its own, with the limits of one; what they hold themselves is not read."""

import dataclasses
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from model.importing.content import Content, Grid, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.zip_package import DAMAGED, parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

ReadInside = Callable[[bytes], tuple[Content, list[Note]]]
"""Raises: ImportedDocumentError: it cannot be read."""

OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_RELATIONS = "word/_rels/document.xml.rels"
_IDS = tuple(
    f"{{http://{space}/relationships}}id"
    for space in ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
)
_MOST = 12
_MOST_BYTES = 30_000_000
"""Of all that is inside."""
_WITHOUT_TEXT = (
    "equation",
    "mathtype",
    "paint",
    "pbrush",
    "static",
    "visio",
    "photo",
    "msphoto",
    "acro",
    "foxit",
    "sound",
)
"""What their programs are called, in small letters: an unread drawing or formula is no lost table."""


class DocumentsInside:
    """Reads the documents within one package, in the order in which they are asked for."""

    def __init__(self, package: zipfile.ZipFile, read: ReadInside, chunk: str) -> None:
        """``chunk`` is the qualified name of ``altChunk``."""
        self._package = package
        self._read = read
        self._chunk = chunk
        self._parts: dict[str, str] | None = None
        self._left = _MOST
        self._bytes_left = _MOST_BYTES
        self.notes: list[Note] = []

    def content_of(self, element: "_Element", where: str) -> Iterator[SourceParagraph | Grid]:
        """What the pieces and objects in ``element`` contain; ``where`` is its position as shown to a person."""
        for each in element.iter(self._chunk, OBJECT):
            is_object = each.tag == OBJECT
            program = each.get("ProgID", "")
            what = f"嵌入的{'对象' if is_object else '片段'}（{program.partition('.')[0] or where}）"
            try:
                content, notes = self._read(self._bytes_of(each))
            except (*DAMAGED, ImportedDocumentError):
                if is_object and program.lower().startswith(_WITHOUT_TEXT):
                    continue
                help_ = (
                    "请在 Word 或 WPS 里双击打开它，另存为 .xlsx 或 .docx 后再导入"
                    if is_object
                    else "请在 Word 里打开另存后再导入"
                )
                self.notes.append(Note(f"{what}没有读入，{help_}", where))
                continue
            self.notes += [dataclasses.replace(note, where=f"{where}{what}的{note.where}") for note in notes]
            for item in content:
                if isinstance(item, Grid):
                    yield dataclasses.replace(item, name=f"{what}的{item.name}")
                elif not is_object:
                    yield SourceParagraph(item.text, f"{where}{what}的{item.where}")

    def _bytes_of(self, element: "_Element") -> bytes:
        """
        Raises:
            KeyError: there is no such part.
            ValueError: there are too many, or they are too large.
        """
        if self._parts is None:
            self._parts = self._targets()
        part = self._parts[next((found for name in _IDS if (found := element.get(name))), "")]
        size = self._package.getinfo(part).file_size
        self._left -= 1
        self._bytes_left -= size
        if self._left < 0 or self._bytes_left < 0:
            raise ValueError("too much inside")
        return self._package.read(part)

    def _targets(self) -> dict[str, str]:
        """Identifier of a relation -> its part; links to files outside are none."""
        if _RELATIONS not in self._package.namelist():
            return {}
        return {
            each.get("Id", ""): target.lstrip("/") if target.startswith("/") else f"word/{target}"
            for each in parsed_part(self._package, _RELATIONS)
            if each.get("TargetMode") != "External" and (target := each.get("Target", ""))
        }
