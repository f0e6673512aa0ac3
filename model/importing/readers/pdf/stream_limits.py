"""Refuses PDF streams that decompress to far more than any page needs, before a library decompresses them."""

import re
import zlib
from collections.abc import Iterator

from model.importing.notes import ImportedDocumentError

_MOST_BYTES = 40_000_000
"""Unpacked, over all streams that hold what a page draws."""
_MOST_TIMES = 150
"""Highest compression ratio of the beginning of any other stream, such as a font or a picture."""
_SAMPLE = 2048
_STEP = 1 << 15
_MOST_STREAMS = 20_000
_STREAM = re.compile(rb"stream\r?\n")
_OTHERS = re.compile(rb"/(?:Subtype|Length[123]|Type\s*/(?:Metadata|EmbeddedFile|XRef))\b")
_FILTERS = re.compile(rb"/Filter\s*\[([^\]]*)")
_PACKED_TWICE = re.compile(rb"Fl(?:ateDecode)?\b.*(?:Fl(?:ateDecode)?|LZW(?:Decode)?)\b", re.DOTALL)
_FORM = re.compile(rb"/Subtype\s*/Form\b")


def refuse_inflation(data: bytes, name: str) -> bool:
    """Whether the streams that pages draw unpack without a checksum error, which libraries ignore.

    Raises:
        ImportedDocumentError: the file would unpack to far more than any report.
    """
    if b"/Encrypt" in data:
        return True  # encrypted streams cannot be decompressed here; pdfium decrypts them if no password is needed
    unpacked = 0
    is_sound = True
    for number, (about, start) in enumerate(_streams(data)):
        if number > _MOST_STREAMS or any(_PACKED_TWICE.search(filters[1]) for filters in _FILTERS.finditer(about)):
            _refuse(name)
        if b"Fl" not in about:
            continue
        if _OTHERS.search(about) and not _FORM.search(about):
            packed = data[start : start + _SAMPLE]
            if len(_inflated(packed, _MOST_TIMES * _SAMPLE + 1)) > _MOST_TIMES * _SAMPLE:
                _refuse(name)
        else:
            length, ends_well = _length(data, start, _MOST_BYTES - unpacked)
            unpacked += length
            is_sound = is_sound and ends_well
            if unpacked >= _MOST_BYTES:
                _refuse(name)
    return is_sound


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """(its dictionary, where its data begins) of each stream."""
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] != b"end":
            begin = data.rfind(b"obj", max(0, match.start() - 4000), match.start())
            yield data[max(begin, 0) : match.start()], match.end()


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _length(data: bytes, start: int, most: int) -> tuple[int, bool]:
    """Of the unpacked stream, ``most`` when there is more; and whether it ends with the right checksum."""
    inflate = zlib.decompressobj()
    length = 0
    try:
        for at in range(start, len(data), _STEP):
            length += len(inflate.decompress(data[at : at + _STEP], most - length + 1))
            if length > most:
                return most, True
            if inflate.eof:
                return length, True
    except zlib.error:
        pass
    return length, False


def _refuse(name: str) -> None:
    raise ImportedDocumentError(f"“{name}”解压后大得不正常，为安全起见没有打开。请向原单位重新要一份文件")
