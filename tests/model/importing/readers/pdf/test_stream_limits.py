"""Streams that unpack to far more than any page are refused before they are unpacked."""

import base64
import zlib
from collections.abc import Callable

import pytest

from model.importing.notes import ImportedDocumentError
from model.importing.readers.pdf.document import read_pdf
from model.importing.readers.pdf.keys import keys_in
from model.importing.readers.pdf.stream_limits import Streams, refuse_inflation
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.readers.pdf.pdfs import SOME_WORDS, pages, soon, stream


def streams_of(data: bytes) -> Streams:
    return refuse_inflation(data, "a.pdf", keys_in(data))


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_far_more_than_a_page_is_not_unpacked(read_bytes: ImportBytes, times: int) -> None:
    packed = zlib.compress(b"q Q " * 12_000_000, 9)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    bomb = stream(packed, b" /Filter [%s]" % filters, packed=False)
    whole = pages([SOME_WORDS], more={7: bomb}).replace(b"/Contents 101 0 R", b"/Contents 7 0 R  ")
    assert "解压后大得不正常" in soon(read_bytes, whole)


@pytest.mark.parametrize(
    ("filter_", "written"),
    [
        (b"/ASCII85Decode", lambda packed: base64.a85encode(packed, wrapcol=70) + b"~>"),
        (b"/A85", lambda packed: base64.a85encode(packed) + b"~>"),
        (b"/ASCIIHexDecode", lambda packed: packed.hex().encode() + b">"),
    ],
)
def test_a_stream_that_is_written_in_letters_is_unpacked_too(
    filter_: bytes, written: Callable[[bytes], bytes], read_bytes: ImportBytes
) -> None:
    def file(content: bytes) -> bytes:
        held = stream(written(zlib.compress(content, 9)), b" /Filter [ %s /FlateDecode ]" % filter_, packed=False)
        return pages([SOME_WORDS], more={7: held}).replace(b"/Contents 101 0 R", b"/Contents 7 0 R  ")

    assert streams_of(file(SOME_WORDS)).are_sound
    assert "文件有损坏" not in "".join(note.what for note in read_pdf(file(SOME_WORDS), "a.pdf")[1])
    assert "解压后大得不正常" in soon(read_bytes, file(b"q Q " * 12_000_000))


def test_whether_a_page_states_words_for_its_texts_is_known() -> None:
    stated = b"/Span << /ActualText (1) >> BDC " + SOME_WORDS + b"EMC "
    assert streams_of(pages([stated])).may_state_words
    assert not streams_of(pages([SOME_WORDS])).may_state_words


def test_a_file_of_streams_without_objects_is_no_whole_pdf() -> None:
    """The dictionary of each might begin with the file: all are looked at up to a limit."""
    with pytest.raises(ImportedDocumentError, match="已损坏或不完整"):
        streams_of(b"%PDF-1.4\n" + b"stream\n" * 30_000)
