"""Refuses PDF streams that decompress to far more than any page needs, before a library decompresses them."""

import base64
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from model.importing.notes import ImportedDocumentError
from model.importing.readers.pdf.keys import ENCRYPTED, STATED_WORDS, Keys

_MOST_BYTES = 40_000_000
"""Unpacked, over all streams that hold what a page draws."""
_MOST_TIMES = 150
"""Highest compression ratio of the beginning of any other stream, such as a font or a picture."""
_SAMPLE = 2048
_STEP = 1 << 15
_MOST_STREAMS = 20_000
_USUAL_DICTIONARY = 4000
_MOST_OF_LONG_DICTIONARIES = 20_000_000
"""Bytes, over all dictionaries that are longer than usual: where no object begins, each may reach back to the start."""
_STREAM = re.compile(rb"stream\r?\n")
_OTHERS = re.compile(rb"/(?:Subtype|Length[123]|Type\s*/(?:Metadata|EmbeddedFile|XRef))\b")
_FILTERS = re.compile(rb"/Filter\s*\[([^\]]*)")
_PACKED_TWICE = re.compile(rb"Fl(?:ateDecode)?\b.*(?:Fl(?:ateDecode)?|LZW(?:Decode)?)\b", re.DOTALL)
_IN_LETTERS = re.compile(rb"/Filter\s*\[\s*/(ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_STATED = b"/" + STATED_WORDS
_FORM = re.compile(rb"/Subtype\s*/Form\b")


class Streams(NamedTuple):
    """What the streams that pages draw are like."""

    are_sound: bool = True
    """They unpack without a checksum error, which libraries ignore."""
    may_state_words: bool = True
    """Some text may stand for other words than those of its font."""


def damaged(name: str) -> ImportedDocumentError:
    """The error for a file that is no whole PDF; the caller raises it."""
    return ImportedDocumentError(
        f"“{name}”是 PDF 文件，但已损坏或不完整，读不出来，可能没有下载或拷贝完。请重新取得这个文件"
    )


def refuse_inflation(data: bytes, name: str, keys: Keys) -> Streams:
    """
    Raises:
        ImportedDocumentError: the file would unpack to far more than any report, or is no whole PDF.
    """
    if ENCRYPTED in keys:
        return Streams()  # encrypted streams cannot be decompressed here; pdfium decrypts them if no password is needed
    unpacked = 0
    are_sound = True
    may_state_words = STATED_WORDS in keys
    looked_at = 0
    for number, (about, start) in enumerate(_streams(data)):
        looked_at += len(about) if len(about) > _USUAL_DICTIONARY else 0
        if looked_at > _MOST_OF_LONG_DICTIONARIES:
            raise damaged(name)
        if number > _MOST_STREAMS or any(_PACKED_TWICE.search(filters[1]) for filters in _FILTERS.finditer(about)):
            _refuse(name)
        if b"Fl" not in about:
            continue
        if _OTHERS.search(about) and not _FORM.search(about):
            packed = data[start : start + _SAMPLE]
            if len(_inflated(packed, _MOST_TIMES * _SAMPLE + 1)) > _MOST_TIMES * _SAMPLE:
                _refuse(name)
        else:
            packed, begin = _without_letters(about, data, start)
            stream = _looked_through(packed, begin, _MOST_BYTES - unpacked)
            unpacked += stream.length
            are_sound = are_sound and stream.ends_well
            may_state_words = may_state_words or stream.states_words
            if unpacked >= _MOST_BYTES:
                _refuse(name)
    return Streams(are_sound, may_state_words)


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """(its dictionary, where its data begins) of each stream."""
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] != b"end":
            begin = data.rfind(b"obj", max(0, match.start() - _USUAL_DICTIONARY), match.start())
            yield data[max(begin, 0) : match.start()], match.end()


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


class _Stream(NamedTuple):
    length: int
    """Unpacked; the most where there is more."""
    ends_well: bool
    """With the right checksum."""
    states_words: bool


def _without_letters(about: bytes, data: bytes, start: int) -> tuple[bytes, int]:
    """Packed data, and where it begins: that of a stream written in letters, as some programs do, is taken out."""
    match = _IN_LETTERS.search(about)
    if match is None:
        return data, start
    is_hex = match[1] in (b"ASCIIHexDecode", b"AHx")
    end = data.find(b">" if is_hex else b"~>", start)
    if end < 0:
        return data, start
    try:
        if is_hex:
            return bytes.fromhex(data[start:end].decode("ascii")), 0
        return base64.a85decode(data[start:end].removeprefix(b"<~"), ignorechars=b" \t\n\r\v\0\f"), 0
    except ValueError:
        return data, start


def _looked_through(data: bytes, start: int, most: int) -> _Stream:
    inflate = zlib.decompressobj()
    length = 0
    end = b""
    states_words = False
    try:
        for at in range(start, len(data), _STEP):
            piece = inflate.decompress(data[at : at + _STEP], most - length + 1)
            length += len(piece)
            states_words = states_words or _STATED in end + piece
            end = piece[-len(_STATED) :]
            if length > most:
                return _Stream(most, True, states_words)
            if inflate.eof:
                return _Stream(length, True, states_words)
    except zlib.error:
        pass
    return _Stream(length, False, states_words)


def _refuse(name: str) -> None:
    raise ImportedDocumentError(f"“{name}”解压后大得不正常，为安全起见没有打开。请向原单位重新要一份文件")
