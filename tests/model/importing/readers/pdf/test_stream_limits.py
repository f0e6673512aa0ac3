"""Streams that unpack to far more than any page are refused before they are unpacked."""

import zlib

import pytest

from tests.model.importing.conftest import ImportBytes
from tests.model.importing.readers.pdf.pdfs import SOME_WORDS, pages, soon, stream


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_far_more_than_a_page_is_not_unpacked(read_bytes: ImportBytes, times: int) -> None:
    packed = zlib.compress(b"q Q " * 12_000_000, 9)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    bomb = stream(packed, b" /Filter [%s]" % filters, packed=False)
    whole = pages([SOME_WORDS], more={7: bomb}).replace(b"/Contents 101 0 R", b"/Contents 7 0 R  ")
    assert "解压后大得不正常" in soon(read_bytes, whole)
