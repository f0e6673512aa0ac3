"""Small PDF files written by hand: text at places, lines, and whatever a hostile hand may write."""

import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest

from model.importing.content import Grid, SourceParagraph
from model.importing.notes import ImportedDocumentError
from model.importing.readers.pdf.document import read_pdf
from tests.conftest import SAMPLES
from tests.model.importing.conftest import ImportBytes

HUAIAN = SAMPLES / "huaian-2024.pdf"
"""As an office published it."""

HEADER = b"%PDF-1.7\n"
FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
    b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    b" /Supplement 0 >> /DW 1000 /W [32 [500] 48 57 500] >>",
)


def to_unicode(*ranges: tuple[int, int, int]) -> bytes:
    """A font's table of characters: each range is (first code, last code, first character). A range may not go beyond
    the codes that share their first byte, so longer ones are divided."""
    parts = [
        (max(first, high << 8), min(last, high << 8 | 0xFF), to, first)
        for first, last, to in ranges
        for high in range(first >> 8, (last >> 8) + 1)
    ]
    listed = b" ".join(b"<%04x> <%04x> <%04x>" % (low, up, to + low - first) for low, up, to, first in parts)
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"%d beginbfrange %s endbfrange endcmap end end" % (len(parts), listed)
    )


TO_UNICODE = to_unicode((0, 0xFFFF, 0))


def stream(data: bytes, more: bytes = b"", packed: bool = True) -> bytes:
    if packed:
        data, more = zlib.compress(data), more + b" /Filter /FlateDecode"
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), more, data)


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """The file of these objects; 1 is the catalogue."""
    data = HEADER
    places = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    rows = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(max(objects) + 1)
    )
    count = max(objects) + 1
    data += b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, rows, count, start)
    return data


def pages(
    contents: Iterable[bytes], about: bytes = b"", more: Mapping[int, bytes] | None = None, catalogue: bytes = b""
) -> bytes:
    """A file whose pages draw these contents, with the font /F1 whose codes are Unicode."""
    objects = {3: FONT[0], 4: FONT[1], 5: stream(TO_UNICODE), **(more or {})}
    kids = []
    for number, content in enumerate(contents):
        page, drawn = 100 + 2 * number, 101 + 2 * number
        kids.append(b"%d 0 R" % page)
        objects[drawn] = stream(content)
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R %s >>"
            % (
                b"/XObject << /X1 6 0 R >>" if more and 6 in more else b"",
                drawn,
                about if b"MediaBox" in about else about + b" /MediaBox [0 0 595 842]",
            )
        )
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return pdf(dict(sorted(objects.items())))


def text(words: str, x: float, y: float, size: float = 10) -> bytes:
    codes = "".join(f"{ord(char):04x}" for char in words)
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n".encode()


def line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return f"{x0} {y0} m {x1} {y1} l S\n".encode()


def grids(drawn: Sequence[bytes]) -> list[list[list[str]]]:
    content, _ = read_pdf(pages(drawn), "a.pdf")
    return [item.texts() for item in content if isinstance(item, Grid)]


def paragraphs(drawn: Sequence[bytes]) -> list[str]:
    content, _ = read_pdf(pages(drawn), "a.pdf")
    return [item.text for item in content if isinstance(item, SourceParagraph)]


def frame(columns: Sequence[float], rows: Sequence[float], draw: Callable[..., bytes] = line) -> bytes:
    across = b"".join(draw(columns[0], y, columns[-1], y) for y in rows)
    return across + b"".join(draw(x, rows[0], x, rows[-1]) for x in columns)


SOON_S = 5.0
"""CPU time in which a hostile file must have been refused."""
SOME_WORDS = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 700)


def soon(read_bytes: ImportBytes, data: bytes) -> str:
    """What is said of a file that cannot be read, in time."""
    began = time.process_time()
    with pytest.raises(ImportedDocumentError) as caught:
        read_bytes("a.pdf", data)
    assert time.process_time() - began < SOON_S
    return str(caught.value)
