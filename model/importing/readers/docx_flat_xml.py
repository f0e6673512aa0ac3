"""Word documents saved as one XML file: as a flat package (``pkg:package``), or in the XML of Word 2003.

Both are converted to the package that ``docx.py`` reads.
"""

import io
import zipfile
from typing import TYPE_CHECKING

from model.importing.readers.zip_package import parsed_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_MARKUP = "{http://schemas.microsoft.com/aml/2001/core}"
_NEW = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_READ = ("sectPr", "footnote", "endnote", "binData", "hdr", "ftr")
_DELETIONS = ("Word.Deletion", "Word.Comment")


def package_of(data: bytes) -> zipfile.ZipFile:
    """
    Raises:
        ValueError: damaged, or no Word document.
    """
    root = parsed_xml(data)
    if root.tag == f"{_PACKAGE}package":
        parts = _parts(root)
    elif root.tag == f"{_OLD}wordDocument":
        parts = {"word/document.xml": _as_today(root)}
    else:
        raise ValueError("no Word document")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return zipfile.ZipFile(packed)


def _parts(root: "_Element") -> dict[str, bytes]:
    from lxml import etree

    return {
        part.get(f"{_PACKAGE}name", "").lstrip("/"): etree.tostring(held[0], encoding="UTF-8")
        for part in root.iterchildren(f"{_PACKAGE}part")
        if (held := part.find(f"{_PACKAGE}xmlData")) is not None and len(held)
    }


def _as_today(root: "_Element") -> bytes:
    """The body with the element names of Word 2007."""
    from lxml import etree

    body = root.find(f"{_OLD}body")
    if body is None:
        raise ValueError("no body")
    for element in list(body.iter(*(_OLD + name for name in _NOT_READ))):
        _remove(element)
    for properties in body.iter(f"{_OLD}listPr"):
        _write_number(properties)
    for element in body.iter():
        if element.tag == f"{_MARKUP}annotation" and element.get(f"{_OLD}type") in _DELETIONS:
            element.tag = f"{_NEW}del"
        elif isinstance(element.tag, str) and element.tag.startswith(_OLD):
            name = element.tag.removeprefix(_OLD)
            element.tag = _NEW + ("vMerge" if name == "vmerge" else name)
            for key in [key for key in element.attrib if str(key).startswith(_OLD)]:
                element.set(_NEW + str(key).removeprefix(_OLD), element.attrib.pop(key))
    document = etree.Element(f"{_NEW}document")
    document.append(body)
    return etree.tostring(document, encoding="UTF-8")


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _write_number(properties: "_Element") -> None:
    """Writes the list number of a paragraph into its text; Word stores it as displayed."""
    from lxml import etree

    shown = properties.find(f"{_HINTS}t")
    number = shown.get(f"{_HINTS}val", "") if shown is not None else ""
    paragraph = next(properties.iterancestors(f"{_OLD}p"), None)
    in_cell = next(properties.iterancestors(f"{_OLD}tc"), None) is not None
    if paragraph is None or in_cell or not any(map(str.isalnum, number)):
        return
    run = etree.Element(f"{_OLD}r")
    etree.SubElement(run, f"{_OLD}t").text = number
    paragraph.insert(1, run)
