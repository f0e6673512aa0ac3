"""Workbooks saved as Strict Open XML (ISO/IEC 29500 Strict): the same parts in other namespaces, which openpyxl does
not know."""

import io
import zipfile

_NAMESPACES = (
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/docPropsVTypes", b"officeDocument/2006/docPropsVTypes"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/spreadsheetDrawing", b"drawingml/2006/spreadsheetDrawing"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/main", b"drawingml/2006/main"),
)
_STRICT, _TRANSITIONAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"


def transitional(package: zipfile.ZipFile, data: bytes) -> tuple[zipfile.ZipFile, bytes]:
    """The workbook in the namespaces that all programs know; as it is where it is in them already. ``data`` are the
    bytes of ``package``."""
    if _STRICT not in package.read("xl/workbook.xml"):
        return package, data
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as changed:
        for part in package.namelist():
            held = package.read(part)
            if part.endswith((".xml", ".rels")):
                for strict, usual in _NAMESPACES:
                    held = held.replace(_STRICT + strict, _TRANSITIONAL + usual)
            changed.writestr(part, held)
    return zipfile.ZipFile(io.BytesIO(written.getvalue())), written.getvalue()
