"""The writer of steps, on real SQLite files: what it calls saved is on the disk, and a refusal loses nothing."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from model.report.edits import Edit, apply
from model.report.report import Report
from model.store import database, transactions
from model.store.draft_store import DraftStore
from model.store.draft_writer import DraftWriter
from tests.model.store.drafts import (
    CHECKOUT,
    DEEDS,
    EMPTY,
    PROGRESS,
    RECEIVED,
    TYPING,
    Deed,
    History,
    assert_kept,
    child,
    killed_at_the_end,
)
from tests.model.strategies import reports


class Told:
    """What a writer announced."""

    def __init__(self) -> None:
        self.saved: list[int] = []
        self.failed: list[str] = []
        self.something_failed = threading.Event()

    def writer(self, store: DraftStore) -> DraftWriter:
        return DraftWriter(store, self.on_saved, self.on_failed, retry_seconds=0.05)

    def on_saved(self, draft_id: str, sequence: int, at: datetime) -> None:
        assert at.tzinfo is UTC
        self.saved.append(sequence)

    def on_failed(self, draft_id: str, sentence: str) -> None:
        self.failed.append(sentence)
        self.something_failed.set()


@pytest.fixture
def reported() -> Told:
    return Told()


@pytest.fixture
def writer(store: DraftStore, reported: Told) -> Iterator[DraftWriter]:
    with contextlib.closing(reported.writer(store)) as writer:
        yield writer


def submit(writer: DraftWriter, draft: str, *figures: int) -> None:
    """Each figure as a step of its own, from an empty report."""
    report = EMPTY
    for figure in figures:
        edit = Edit(f"填写 {figure}", {RECEIVED: figure})
        report, inverse = apply(report, edit)
        writer.submit_record(draft, edit, inverse, report, PROGRESS)


@given(reports, DEEDS)
@settings(max_examples=30, deadline=None)
def test_the_writer_keeps_the_same_history_as_memory(report: Report, actions: list[Deed]) -> None:
    history = History(report)
    reported = Told()
    with tempfile.TemporaryDirectory() as name, contextlib.closing(DraftStore(Path(name))) as store:
        draft = store.create(report)
        writer = reported.writer(store)
        submitted = 0
        for action in actions:
            if isinstance(action, Edit):
                submitted = writer.submit_record(draft, action, history.do(action), history.report, PROGRESS)
            elif action == "undo" and history.undo():
                submitted = writer.submit_undone(draft, history.report, PROGRESS)
            elif action == "redo" and history.redo():
                submitted = writer.submit_redone(draft, history.report, PROGRESS)
            elif action == "reopen":
                assert writer.close()
                assert reported.saved == list(range(1, submitted + 1))
                reported = Told()
                submitted = 0
                writer = reported.writer(store)
        assert writer.close()
        assert reported.saved == list(range(1, submitted + 1))
        assert reported.failed == []
        assert_kept(history, store, draft)


def test_what_is_called_saved_is_in_the_file_already(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    seen: list[tuple[int, int]] = []

    def on_saved(draft_id: str, sequence: int, at: datetime) -> None:
        with contextlib.closing(sqlite3.connect(store.path)) as connection:
            seen.append((sequence, connection.execute("SELECT position FROM drafts").fetchone()[0]))

    writer = DraftWriter(store, on_saved, lambda *_: None)
    submit(writer, draft, 1, 2, 3)
    assert writer.close()
    assert [sequence for sequence, _ in seen] == [1, 2, 3]
    assert all(position >= sequence for sequence, position in seen)


def test_a_named_moment_is_written_in_its_turn(store: DraftStore, writer: DraftWriter, reported: Told) -> None:
    draft = store.create(EMPTY)
    submit(writer, draft, 1)
    assert writer.submit_moment(draft, "送审") == 2
    assert writer.flush(10)
    assert (reported.saved, writer.waiting, writer.refused(draft)) == ([1, 2], 0, False)
    _report, entries = store.history(draft)
    assert [each.description for each in entries][-2:] == ["填写 1", "送审"]


def test_while_another_program_holds_the_file_edits_wait_and_then_all_arrive(
    store: DraftStore, writer: DraftWriter, reported: Told
) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        submit(writer, draft, 1, 2, 3)
        submitted_at = datetime.now(UTC)
        assert reported.something_failed.wait(10)
        assert not writer.flush(0.2)
        assert (reported.saved, writer.waiting) == ([], 3)
        assert len(reported.failed) == 1, "told once, not with every attempt"
        assert "占用" in reported.failed[0]
        other.execute("ROLLBACK")
    assert writer.flush(10)
    assert reported.saved == [1, 2, 3]
    assert all(step.made_at < submitted_at < store.drafts()[0].saved_at for step in store.open(draft).undo)
    assert [step.edit.label for step in store.open(draft).undo] == ["填写 1", "填写 2", "填写 3"]


def test_a_full_disk_is_reported_and_edits_arrive_once_there_is_room(
    store: DraftStore, reported: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own limit stands in for the disk: the error it gives is the same."""
    room = [1]

    def connected(path: Path, timeout_seconds: float) -> sqlite3.Connection:
        connection = database.connected(path, timeout_seconds)
        connection.execute(f"PRAGMA max_page_count = {room[0]}")
        return connection

    monkeypatch.setattr("model.store.draft_writer.connected", connected)
    draft = store.create(EMPTY)
    with contextlib.closing(reported.writer(store)) as writer:
        report = EMPTY.with_(texts={"1": "总体情况" * 5000})
        writer.submit_record(draft, Edit("a"), Edit("a"), report, PROGRESS)
        submit(writer, draft, 1)
        assert reported.something_failed.wait(10)
        assert "磁盘已满" in reported.failed[0]
        assert store.open(draft).report == EMPTY
        room[0] = 100_000
        assert writer.flush(10)
    assert reported.saved == [1, 2]
    assert len(store.open(draft).undo) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file's folder")
def test_nothing_is_called_saved_while_the_folder_is_gone(
    folder: Path, store: DraftStore, writer: DraftWriter, reported: Told
) -> None:
    draft = store.create(EMPTY)
    submit(writer, draft, 1)
    assert writer.flush(10)
    away = folder.with_name("移走了")
    folder.rename(away)
    submit(writer, draft, 1)
    assert reported.something_failed.wait(10)
    assert "找不到" in reported.failed[0]
    away.rename(folder)
    assert writer.flush(10)
    assert reported.saved == [1, 2]


def test_an_edit_of_a_purged_draft_is_reported_and_does_not_hold_up_others(
    store: DraftStore, writer: DraftWriter, reported: Told
) -> None:
    draft, other = store.create(EMPTY), store.create(EMPTY)
    store.delete(draft)
    store.purge(draft)
    submit(writer, draft, 1)
    submit(writer, other, 2)
    assert writer.flush(10)
    assert reported.saved == [2]
    assert "已经不在了" in reported.failed[0]
    assert store.open(other).report.figure(RECEIVED) == 2


def test_an_entry_whose_commit_was_in_doubt_is_not_written_twice(
    store: DraftStore, reported: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = store.create(EMPTY)
    real, attempts = transactions.transaction, []

    @contextlib.contextmanager
    def doubtful(connection: sqlite3.Connection) -> Iterator[None]:
        with real(connection):
            yield
        attempts.append(1)
        if len(attempts) == 1:
            raise sqlite3.OperationalError("disk I/O error")  # the commit counts, and the disk says it failed

    monkeypatch.setattr("model.store.draft_steps.transaction", doubtful)
    with contextlib.closing(reported.writer(store)) as writer:
        submit(writer, draft, 1)
        assert writer.flush(10)
    assert (len(attempts), reported.saved, len(reported.failed)) == (2, [1], 1)
    assert len(store.open(draft).undo) == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_callback_that_raises_does_not_end_the_writer(store: DraftStore, monkeypatch: pytest.MonkeyPatch) -> None:
    crashes: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: crashes.append(arguments.exc_type))
    draft = store.create(EMPTY)

    def on_saved(draft_id: str, sequence: int, at: datetime) -> None:
        raise ZeroDivisionError

    with contextlib.closing(DraftWriter(store, on_saved, lambda *_: None)) as writer:
        submit(writer, draft, 1, 2)
        assert writer.flush(10)
    assert crashes == [ZeroDivisionError] * 2
    assert len(store.open(draft).undo) == 2


def test_two_windows_writing_at_once_wait_for_each_other(store: DraftStore) -> None:
    drafts, both_told = (store.create(EMPTY), store.create(EMPTY)), (Told(), Told())
    with contextlib.ExitStack() as closing:
        writers = [DraftWriter(store, reported.on_saved, reported.on_failed) for reported in both_told]
        for writer in writers:
            closing.callback(writer.close)
        for number in range(100):
            for writer, draft in zip(writers, drafts, strict=True):
                submit(writer, draft, number)
        assert all(writer.flush(20) for writer in writers)
    assert [reported.failed for reported in both_told] == [[], []]
    assert [len(store.open(draft).undo) for draft in drafts] == [100, 100]


def test_a_lock_that_is_let_go_in_time_is_not_told(
    store: DraftStore, reported: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window writes edit after edit: the file is locked whenever SQLite looks, and free in between."""
    draft = store.create(EMPTY)
    real, attempts = transactions.transaction, []

    @contextlib.contextmanager
    def crowded(connection: sqlite3.Connection) -> Iterator[None]:
        attempts.append(1)
        with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
            if len(attempts) <= 3:
                other.execute("BEGIN IMMEDIATE")
            with real(connection):
                yield

    monkeypatch.setattr("model.store.draft_steps.transaction", crowded)
    with contextlib.closing(DraftWriter(store, reported.on_saved, reported.on_failed, retry_seconds=20)) as writer:
        submit(writer, draft, 1)
        assert writer.flush(60)
    assert (len(attempts), reported.saved, reported.failed) == (4, [1], [])


def test_closing_gives_up_after_its_time_and_says_so(store: DraftStore, reported: Told) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = reported.writer(store)
        submit(writer, draft, 1)
        assert writer.close(timeout=0.3) is False
    with pytest.raises(RuntimeError):
        submit(writer, draft, 2)


# Sudden ends


ENDING = """
import sys
from pathlib import Path
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.draft_writer import DraftWriter
from model.report.edits import Edit
from model.report.report import Report

store = DraftStore(Path(sys.argv[1]))
draft = store.create(Report("2021"))
writer = DraftWriter(store, lambda *_: None, print)
for number in range(50):
    writer.submit_record(draft, Edit(str(number)), Edit(""), Report("2021"), DraftProgress())
raise SystemExit("没有 close 就结束")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("acknowledged", [1, 2, 7, 60, 400])
def test_every_acknowledged_edit_outlives_the_program_being_killed(tmp_path: Path, acknowledged: int) -> None:
    with killed_at_the_end(TYPING, tmp_path) as printed:
        draft = printed.readline().strip()
        while int(printed.readline()) < acknowledged:
            pass
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.set_aside is None
        opened = store.open(draft)
        assert len(opened.undo) >= acknowledged
        assert [step.edit.figures[RECEIVED] for step in opened.undo] == list(range(1, len(opened.undo) + 1))
        assert opened.report.figure(RECEIVED) == len(opened.undo)
        assert store.drafts()[0].filled == len(opened.undo)


def test_a_program_that_ends_without_closing_still_writes_what_was_submitted(tmp_path: Path) -> None:
    ended = subprocess.run(
        child(ENDING, tmp_path), cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "没有 close 就结束" in ended.stderr
    assert ended.stdout == ""
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert len(store.open(store.drafts()[0].id).undo) == 50


# A real small disk, without root: a file system of our own in a name space of our own

ON_A_SMALL_DISK = """
import os, subprocess, sys
from pathlib import Path
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.draft_writer import DraftWriter
from model.report.edits import Edit
from model.report.report import Report

disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk], check=True)
store = DraftStore(disk / "草稿")
draft = store.create(Report("2021"))
saved, failed = [], []
writer = DraftWriter(store, lambda draft, sequence, at: saved.append(sequence),
                     lambda draft, sentence: failed.append(sentence), retry_seconds=0.05)
"""

FULL = (
    ON_A_SMALL_DISK
    + """
ballast = disk / "ballast"
try:
    with ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
except OSError:
    pass
for number in range(12):
    writer.submit_record(draft, Edit(str(number)), Edit(""), Report("2021", texts={"1": "字" * 4000}), DraftProgress())
assert not writer.flush(0.5)
assert "磁盘已满" in failed[0], failed
said_saved = len(saved)
assert len(store.open(draft).undo) == said_saved
try:
    store.rename(draft, "名" * 5000)
except DraftStoreError as error:
    assert "磁盘已满" in str(error), error
else:
    raise AssertionError("no room, and renamed")
ballast.unlink()
assert writer.close(), failed
assert saved == list(range(1, 13)), saved
assert [step.edit.label for step in store.open(draft).undo] == [str(n) for n in range(12)]
print("好")
"""
)

READ_ONLY = (
    ON_A_SMALL_DISK
    + """
writer.submit_record(draft, Edit("1"), Edit(""), Report("2021"), DraftProgress())
assert writer.close()
store.close()
subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
try:
    store = DraftStore(disk / "草稿")
except DraftStoreError as error:
    assert "草稿" in str(error)
    print("好")
else:
    # reading is possible: then reading is right, and writing says why it is not
    assert len(store.open(draft).undo) == 1
    try:
        store.rename(draft, "新名")
    except DraftStoreError as error:
        assert "只读" in str(error), error
        print("好")
"""
)


@pytest.mark.parametrize("program", [FULL, READ_ONLY], ids=["full", "read-only"])
def test_a_real_disk_that_refuses_is_reported_and_nothing_is_lost(
    tmp_path: Path, program: str, apart: list[str]
) -> None:
    ended = subprocess.run(
        [*apart, *child(program, tmp_path)], cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.stdout == "好\n", ended.stderr
