"""OpenDocument texts and spreadsheets saved as one XML file (``.fodt``, ``.fods``), as the package that holds the same
elements in its parts."""

import io
import re
import zipfile

_MIMETYPE = re.compile(rb"office:mimetype\s*=\s*[\"']([\w./+-]{1,100})[\"']")
_PICTURE = re.compile(rb"<office:binary-data\b[^>]{0,200}>[^<]*+</office:binary-data>")


def mimetype_of(data: bytes) -> bytes:
    """What the document says that it is; blank when it says nothing in its first 8192 bytes."""
    match = _MIMETYPE.search(data[:8192])
    return match[1] if match else b""


def package_of(data: bytes) -> zipfile.ZipFile:
    """The document as ``content.xml``, in which all styles stand too. Pictures are parts without content: that there
    are some is all that is asked about them."""
    content, pictures = _PICTURE.subn(b"", data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        package.writestr("mimetype", mimetype_of(data))
        package.writestr("content.xml", content)
        if pictures:
            package.writestr("Pictures/1", b"")
    return zipfile.ZipFile(packed)
