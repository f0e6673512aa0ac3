"""Text in UTF-16 without a byte order mark is read like any other."""

import pytest

from model.form.edition import Edition
from model.importing.readers.utf16 import encoding_of
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import figures_of, html_page, numbered, text_page


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_text_and_pages_without_a_mark_are_read(
    read_bytes: ImportBytes, edition: Edition, encoding: str, suffix: str
) -> None:
    write = text_page if suffix == "txt" else html_page
    imported = read_bytes(f"年报.{suffix}", write(edition, numbered(edition)).encode(encoding))
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", "规章 | 12 |\n".encode(), "规章 | 12 |\n".encode("gb18030"), b"a\0b" * 30, bytes(range(256)) * 9],
)
def test_other_bytes_are_none(data: bytes) -> None:
    assert encoding_of(data) == ""
