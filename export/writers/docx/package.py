"""A Word file from the template: opened without its sample text, saved with the same bytes for the same content."""

import io
import struct
import zipfile
from pathlib import Path
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from export.document.document import Document

TEMPLATE = Path("templates", "report.docx")
"""The official template, within the resources."""
SUBJECT = "政府信息公开工作年度报告"
MOST_CHARACTERS = 255
"""Of a core property, as python-docx and Word limit it."""
_DATE = struct.pack("<HH", 0, 1 << 5 | 1)
"""1980-01-01 00:00 as a zip file has it: time and date."""
_APP = "/docProps/app.xml"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def opened_template(path: Path) -> WordDocument:
    """The template at ``path`` without its text: styles, settings, and the last section with its headers and footers.

    The official template holds a line in each style, to be looked at in Word.
    """
    with path.open("rb") as file:
        document = docx.Document(file)
    remove_text(document)
    return document


def remove_text(document: WordDocument) -> None:
    """Everything but the last section, which gets the headers and footers that it has from sections before it."""
    body = document.element.body
    kept = body.get_or_add_sectPr()
    kinds = {_kind(each) for each in kept.xpath("w:headerReference | w:footerReference")}
    for section in reversed(body.xpath("w:p/w:pPr/w:sectPr")):
        for reference in reversed(section.xpath("w:headerReference | w:footerReference")):
            if _kind(reference) not in kinds:
                kinds.add(_kind(reference))
                kept.insert(0, reference)
    for element in list(body.iterchildren()):
        if element is not kept:
            body.remove(element)


def _kind(reference: "etree._Element") -> tuple[str, str]:
    return str(reference.tag), str(reference.get(qn("w:type")))


def set_properties(word: WordDocument, document: Document) -> None:
    """Title, organ and year as the document properties of the file."""
    properties = word.core_properties
    properties.title = document.title[:MOST_CHARACTERS]
    properties.subject = SUBJECT
    properties.author = properties.last_modified_by = document.organ[:MOST_CHARACTERS]
    properties.keywords = "" if document.year is None else str(document.year)
    properties.language = "zh-CN"
    _set_company(word, document.organ)


def _set_company(word: WordDocument, organ: str) -> None:
    """In the extended properties, a part that python-docx does not open."""
    part = next((each for each in word.part.package.iter_parts() if each.partname == _APP), None)
    if part is None:
        return
    root = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})  # type: ignore[dict-item]
    etree.SubElement(root, f"{{{_EXTENDED}}}Company").text = organ
    cast(Part, part)._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def save(document: WordDocument, path: Path) -> None:
    """Write ``document`` to ``path``."""
    path.write_bytes(packed(document))


def packed(document: WordDocument) -> bytes:
    """The file of ``document``, whose entries have one fixed date: python-docx dates them with the current time."""
    stream = io.BytesIO()
    document.save(stream)
    data = bytearray(stream.getvalue())
    with zipfile.ZipFile(stream) as package:
        entries, at = package.infolist(), package.start_dir
    for entry in entries:
        data[entry.header_offset + 10 : entry.header_offset + 14] = _DATE
        data[at + 12 : at + 16] = _DATE
        at += 46 + sum(struct.unpack_from("<HHH", data, at + 28))  # name, extra field and comment of the entry
    return bytes(data)
