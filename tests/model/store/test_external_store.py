"""Store files of somebody else are vetted before anything is taken from them."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from model.store import database
from model.store.draft_store import DraftStore
from model.store.draft_transfer import drafts_in
from model.store.external_store import ExternalStoreError
from tests.model.store.drafts import EMPTY, on_a_stick


def test_a_damaged_foreign_or_newer_file_is_told_and_nothing_is_taken_over(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY.with_(texts={"1": "字" * 9000}))
    sound = on_a_stick(store, draft, tmp_path).read_bytes()
    path = tmp_path / "坏.nianbao"
    newer = bytearray(sound)
    newer[60:64] = (database.VERSION + 1).to_bytes(4, "big")
    for content, said in (
        (b"", "不是本程序"),
        (b"PK\x03\x04", "不是本程序"),
        (sound[:8192], "损坏"),
        (sound.replace(b'"edition"', b'"editioX"'), "损坏"),
        (bytes(newer), "更新版本"),
    ):
        path.write_bytes(content)
        with pytest.raises(ExternalStoreError, match=said):
            drafts_in(path, store.path)
    with pytest.raises(ExternalStoreError, match="还在"):
        drafts_in(tmp_path / "没有.nianbao", store.path)


def test_a_file_with_a_trigger_or_view_of_somebody_else_is_refused(store: DraftStore, tmp_path: Path) -> None:
    path = on_a_stick(store, store.create(EMPTY), tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
    with pytest.raises(ExternalStoreError):
        drafts_in(path, store.path)
