"""The same draft cannot be edited twice, and a lock that a crash left behind is seen through."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.report.edits import Edit
from model.store.database import DraftStoreError
from model.store.draft_locks import SILENT_SECONDS, DraftLockedError, LockWatch
from model.store.draft_store import DraftStore
from model.store.draft_writer import DraftWriter
from model.store.processes import this_process
from tests.model.store.drafts import CHECKOUT, EMPTY, PROGRESS, child, killed_at_the_end, typed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(tmp_path)) as store:
        yield store


@pytest.fixture
def other(tmp_path: Path, store: DraftStore) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(tmp_path)) as other:
        yield other


LOCKING = """
import sys, time
from pathlib import Path
from model.store.draft_store import DraftStore

store = DraftStore(Path(sys.argv[1]))
store.lock(store.drafts()[0].id)
print("locked", flush=True)
time.sleep(60)
"""


def test_a_draft_that_is_open_in_another_window_is_not_opened_and_its_holder_is_named(
    store: DraftStore, other: DraftStore
) -> None:
    draft, free = store.create(EMPTY), store.create(EMPTY)
    store.lock(draft)
    store.lock(draft)  # one's own
    with pytest.raises(DraftLockedError, match="本机的另一个窗口"):
        other.lock(draft)
    other.lock(free)
    store.unlock(draft)
    other.lock(draft)


def test_closing_a_store_releases_its_locks(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(DraftStore(tmp_path)) as window:
        window.lock(draft)
    store.lock(draft)


def test_the_lock_of_a_killed_process_is_ignored(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    with killed_at_the_end(LOCKING, tmp_path) as printed:
        assert printed.readline() == "locked\n"
        with pytest.raises(DraftLockedError):
            store.lock(draft)
    store.lock(draft)


def test_a_window_that_lost_its_lock_writes_nothing(store: DraftStore, other: DraftStore) -> None:
    draft = store.create(EMPTY)
    store.lock(draft)
    other.lock(draft, even_if_held=True)
    with pytest.raises(DraftStoreError, match="另一个窗口"):
        typed(store, draft, 1)
    typed(other, draft, 2)
    assert [each.edit.label for each in other.open(draft).undo] == ["填写 2"]
    failed: list[str] = []
    with contextlib.closing(DraftWriter(store, lambda *_: None, lambda _, message: failed.append(message))) as writer:
        writer.submit_record(draft, Edit("x"), Edit("x"), EMPTY, PROGRESS)
        assert writer.flush(5)
    assert "请先把这里的内容导出" in failed[0]


def from_another_computer(store: DraftStore, draft: str, beat: int = 0) -> None:
    store._connection.execute(
        "INSERT OR REPLACE INTO locks VALUES (?, 'other', '李四', 'BANGONGSHI-2', 77, '1', ?)", (draft, beat)
    )


def test_a_window_that_lost_its_lock_while_suspended_writes_nothing_even_when_the_draft_is_closed_again(
    store: DraftStore, other: DraftStore
) -> None:
    draft = store.create(EMPTY)
    store.lock(draft)
    other.lock(draft, even_if_held=True)
    typed(other, draft, 7)
    other.unlock(draft)
    with pytest.raises(DraftStoreError, match="另存为新草稿"):
        typed(store, draft, 1)
    assert [step.edit.label for step in store.open(draft).undo] == ["填写 7"]
    store.lock(draft)
    typed(store, draft, 2)
    assert [step.edit.label for step in store.open(draft).undo] == ["填写 7", "填写 2"]


def test_a_lock_of_another_computer_holds_while_its_heartbeat_is_renewed(store: DraftStore) -> None:
    now = [0.0]
    store._watched = LockWatch(lambda: now[0])
    draft = store.create(EMPTY)
    for beat in range(3):
        from_another_computer(store, draft, beat)
        with pytest.raises(DraftLockedError, match=r"李四（电脑 BANGONGSHI-2）"):
            store.lock(draft)
        now[0] += SILENT_SECONDS - 1
    with pytest.raises(DraftLockedError):
        store.lock(draft)
    now[0] += 2
    store.lock(draft)


def test_the_writer_renews_the_heartbeat_while_idle(store: DraftStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.store.draft_writer.TIDY_SECONDS", 0.01)
    draft = store.create(EMPTY)
    store.lock(draft)
    with contextlib.closing(DraftWriter(store, lambda *_: None, lambda *_: None)) as writer:
        writer.submit_record(draft, Edit("x"), Edit("x"), EMPTY, PROGRESS)
        while store._connection.execute("SELECT beat FROM locks").fetchone()[0] < 3:
            pass
        writer.submit_record(draft, Edit("y"), Edit("y"), EMPTY, PROGRESS)
        assert writer.flush(5)
    assert len(store.open(draft).undo) == 2


def test_free_pages_are_released_while_idle(store: DraftStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.store.draft_writer.TIDY_SECONDS", 0.01)
    draft = store.create(EMPTY.with_(texts={"1": "字" * 100_000}))
    store.delete(draft)
    store.purge(draft)

    def free() -> int:
        return int(store._connection.execute("PRAGMA freelist_count").fetchone()[0])

    assert free() > 40
    with contextlib.closing(DraftWriter(store, lambda *_: None, lambda *_: None)):
        while free():
            pass
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert store.path.stat().st_size < 200_000


def test_a_program_started_while_another_holds_a_draft_can_edit_the_others(store: DraftStore, tmp_path: Path) -> None:
    held, free = store.create(EMPTY), store.create(EMPTY)
    store.lock(held)
    program = f"""
    import sys
    from pathlib import Path
    from model.store.draft_locks import DraftLockedError
    from model.store.draft_store import DraftStore
    store = DraftStore(Path(sys.argv[1]))
    store.lock({free!r})
    try:
        store.lock({held!r})
    except DraftLockedError as error:
        print(error)
    store.close()
    """
    ended = subprocess.run(
        child(program, tmp_path), cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "正由" in ended.stdout
    assert os.getpid() == this_process().pid
    assert store.open(held).report == EMPTY
