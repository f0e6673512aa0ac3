"""Containers of old documents: put together wrongly, or going round in circles."""

import struct

import pytest

from model.importing import ImportedDocumentError
from tests.conftest import SAMPLES
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.readers.doc_files import (
    END,
    compound,
    word97_file,
)


def test_streams_put_together_wrongly_are_refused(read_bytes: ImportBytes) -> None:
    data = (SAMPLES / "filled-word97.doc").read_bytes()
    first = data.find("规章".encode("utf-16-le")) // 512 * 512
    second = first + 512
    swapped = data[:first] + data[second : second + 512] + data[first:second] + data[second + 512 :]
    with pytest.raises(ImportedDocumentError, match="内容已损坏"):
        read_bytes("a.doc", swapped)


def circles() -> dict[str, bytes]:
    """Containers that never end for a reader that trusts them."""
    whole = bytearray(word97_file([END]))
    sectors = (len(whole) - 512) // 512
    table = len(whole) - 512
    to_itself = bytearray(whole)
    struct.pack_into("<I", to_itself, table, 0)
    long = bytearray(to_itself)
    directory = 512 * (struct.unpack_from("<I", whole, 48)[0] + 1)
    struct.pack_into("<I", long, directory + 128 + 120, 0x7FFFFFFF)
    directory_in_circle = bytearray(whole)
    struct.pack_into("<I", directory_in_circle, table + 4 * struct.unpack_from("<I", whole, 48)[0], sectors - 2)
    small_in_circle = bytearray(whole)
    struct.pack_into("<II", small_in_circle, 60, 0, 0x7FFFFFFF)
    lists_in_circle = bytearray(whole)
    struct.pack_into("<II", lists_in_circle, 68, 0, 0x7FFFFFFF)
    siblings = bytearray(whole)
    struct.pack_into("<II", siblings, directory + 128 + 68, 1, 1)
    return {
        "a sector follows itself": bytes(to_itself),
        "a stream larger than the file": bytes(long),
        "the directory in a circle": bytes(directory_in_circle),
        "small sectors in a circle": bytes(small_in_circle),
        "lists of tables in a circle": bytes(lists_in_circle),
        "entries beside themselves": bytes(siblings),
        "sectors of no size": bytes(whole[:30]) + b"\xff\xff" + bytes(whole[32:]),
        "nothing but a header": bytes(whole[:512]),
        "no stream of formatting": compound({"WordDocument": b"\xec\xa5\xc1\0" + bytes(2000)}),
    }


@pytest.mark.parametrize("what", circles())
def test_a_container_that_never_ends_is_refused_at_once(read_bytes: ImportBytes, what: str) -> None:
    with pytest.raises(ImportedDocumentError):
        read_bytes("a.doc", circles()[what])
