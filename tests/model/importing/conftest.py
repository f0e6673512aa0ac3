"""Importing as a person does it: a file on disk, and what comes of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing import Imported, import_report

Import = Callable[[Path], Imported]
ImportBytes = Callable[[str, bytes], Imported]
ReadText = Callable[[str], Imported]


@pytest.fixture
def read(editions: Mapping[str, Edition]) -> Import:
    return lambda path: import_report(path, editions)


@pytest.fixture
def read_bytes(editions: Mapping[str, Edition], tmp_path: Path) -> ImportBytes:
    """A file of this name and content, imported."""

    def reading(name: str, data: bytes) -> Imported:
        path = tmp_path / name
        path.write_bytes(data)
        return import_report(path, editions)

    return reading


@pytest.fixture
def read_text(read_bytes: ImportBytes) -> ReadText:
    """A text file of this content, imported."""
    return lambda text: read_bytes("年报.txt", text.encode())


@pytest.fixture
def old(editions: Mapping[str, Edition]) -> Edition:
    """The edition of 2019."""
    return editions["2019"]
