"""Web pages saved as one file (``.mht``, ``.mhtml``; also what Word calls a single-file web page): a MIME message
whose first HTML part is the page, or the page in a frame of it that has tables. Pictures and style sheets are ignored.
"""

import base64
import contextlib
import quopri
import re
from email.message import Message
from email.parser import BytesHeaderParser

_HEADER_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_ATTACHED = re.compile(rb"^content-disposition:\s*+attachment", re.IGNORECASE | re.MULTILINE)
_TABLE = b"<table"
_DEEPEST = 4
_MOST_PARTS = 2000


def page_of(data: bytes) -> tuple[bytes, str]:
    """The page as it was saved, and the charset that its header declares (blank when none).

    Raises:
        ValueError: there is no page in it, or it is cut short.
    """
    found = _page(data, 0, b"")
    if found is None:
        raise ValueError("no page")
    if _TABLE not in found[0].lower():
        with contextlib.suppress(ValueError):
            return _page(data, 0, _TABLE) or found
    return found


def has_attachments(data: bytes) -> bool:
    """Whether it is a mail with files attached, which web pages never have."""
    return _ATTACHED.search(data) is not None


def _page(part: bytes, depth: int, wanted: bytes) -> tuple[bytes, str] | None:
    """The first page with ``wanted`` in it."""
    end = _HEADER_END.search(part)
    if end is None:
        raise ValueError("cut short")
    header = BytesHeaderParser().parsebytes(part[: end.start()].lstrip(b"\r\n"))
    kind = header.get_content_type()
    if kind in ("text/html", "application/xhtml+xml"):
        page = _decoded(header, part[end.end() :])
        return (page, header.get_content_charset() or "") if wanted in page.lower() else None
    boundary = header.get_boundary()
    if not kind.startswith("multipart/") or not boundary or depth >= _DEEPEST:
        return None
    return _first_page(part, end.end(), boundary.encode("ascii", "replace"), depth, wanted)


def _first_page(data: bytes, place: int, boundary: bytes, depth: int, wanted: bytes) -> tuple[bytes, str] | None:
    """The page among the parts that the boundary separates. A part without a boundary behind it is cut short."""
    line = re.compile(rb"(?:^|\r?\n|(?<=\n))--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|$)")
    begin = None
    for number, match in enumerate(line.finditer(data, place)):
        found = _page(data[begin : match.start()], depth + 1, wanted) if begin is not None else None
        if found is not None:
            return found
        if match[1] or number > _MOST_PARTS:
            return None
        begin = match.end()
    raise ValueError("cut short")


def _decoded(header: Message, body: bytes) -> bytes:
    encoding = str(header.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "base64":
        return base64.b64decode(b"".join(body.split()), validate=True)
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    return body
