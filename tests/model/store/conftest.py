"""A store in a folder whose name needs escaping."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.store.draft_store import DraftStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "年报 #1%20" / "草稿"  # what a URI would stumble over


@pytest.fixture
def store(folder: Path) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(folder)) as store:
        yield store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[DraftStore]:
    """The store of another computer."""
    with contextlib.closing(DraftStore(tmp_path / "另一台")) as store:
        yield store
