"""Which documents native parsers will see that a document may lead astray, by their bytes: PDF pages, old workbooks."""

import re

_BEGINNING = 1024
_PDF, _OLE = b"%PDF-", b"\xd0\xcf\x11\xe0"
_UNUSUAL = (
    *(b"JBIG2Decode", b"JPXDecode", b"CCITTFaxDecode", b"/Crypt", b"/Encrypt"),
    *(b"/JavaScript", b"/JS", b"/XFA", b"/Launch", b"/RichMedia", b"/EmbeddedFile"),
)
"""Names in a PDF: decoders with a long record of faults, programs, other files. Pages that Word, WPS or LibreOffice
saves have none of them. The name of a decoder cannot be packed, for a stream is unpacked by it."""
_ESCAPED = re.compile(rb"/[!-~]{0,40}#[4-7][0-9A-Fa-f]")
"""A name with a letter written as its code, as no program does."""


def is_native(data: bytes) -> bool:
    """Whether a native parser will see it."""
    return _PDF in data[:_BEGINNING] or data.startswith(_OLE)


def is_unusual(data: bytes) -> bool:
    """Whether a native document is to share its process with no other."""
    return _PDF in data[:_BEGINNING] and (any(each in data for each in _UNUSUAL) or _ESCAPED.search(data) is not None)
