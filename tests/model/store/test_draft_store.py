"""The draft store, on real SQLite files."""

import contextlib
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Report
from model.report.sign_off import finishing, reopening, sending
from model.store import database
from model.store.draft_store import DraftStore, DraftStoreError, DraftWriter, Standing
from tests.model.strategies import edits, reports

RECEIVED = Cell("requests", "received", "person")
EMPTY = Report("2021", texts={"organ": "某某县水利局", "year": "2025"})
STANDING = Standing(filled=1, cells=193, errors=2, warnings=3)
CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "年报 #1%20" / "草稿"  # what a URI would stumble over


@pytest.fixture
def store(folder: Path) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(folder)) as store:
        yield store


def reopened(store: DraftStore) -> DraftStore:
    store.close()
    return DraftStore(store.path.parent)


def typed(store: DraftStore, draft_id: str, *figures: int) -> Report:
    """Types the figures into the same cell one after another; the report after the last."""
    report = store.open(draft_id).report
    for figure in figures:
        edit = Edit(f"填写 {figure}", {RECEIVED: figure})
        report, inverse = apply(report, edit)
        store.record(draft_id, edit, inverse, report, STANDING)
    return report


# What is kept


def test_folder_and_file_are_made_and_only_their_owner_can_read_them(folder: Path, store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1)
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert store.set_aside is None


def test_every_commit_is_flushed_to_the_disk(store: DraftStore) -> None:
    with contextlib.closing(database.connected(store.path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        full, extra = 2, 3
        assert connection.execute("PRAGMA synchronous").fetchone()[0] in (full, extra)


def test_a_new_draft_opens_as_it_was_made(store: DraftStore) -> None:
    last_year = Report("2021", {RECEIVED: 7})
    draft = store.create(EMPTY, last_year, "初稿", STANDING)
    with contextlib.closing(reopened(store)) as restarted:
        opened = restarted.open(draft)
    assert (opened.id, opened.name, opened.report, opened.last_year) == (draft, "初稿", EMPTY, last_year)
    assert (opened.undo, opened.redo) == ((), ())


def test_the_list_shows_how_far_a_draft_is_and_when_it_was_saved(store: DraftStore) -> None:
    before = datetime.now(UTC)
    draft = store.create(EMPTY)
    report = typed(store, draft, 5)
    store.record(draft, Edit("年度"), Edit("年度"), report.with_(texts={"organ": "某局", "year": "2024"}), STANDING)
    (summary,) = store.drafts()
    assert (summary.id, summary.name, summary.year, summary.edition) == (draft, "某局", 2024, "2021")
    assert (summary.filled, summary.cells, summary.errors, summary.warnings) == (1, 193, 2, 3)
    assert before <= summary.saved_at <= datetime.now(UTC)
    assert summary.saved_at.utcoffset() == timedelta(0)
    assert summary.deleted_at is None


def test_the_list_tells_the_stage_of_a_draft_its_copy_and_takes_it_back(store: DraftStore) -> None:
    draft = store.create(EMPTY)

    def record(report: Report, edit: Edit) -> Report:
        after, inverse = apply(report, edit)
        store.record(draft, edit, inverse, after, STANDING)
        return after

    report = record(EMPTY, sending(date(2026, 1, 8)))
    report = record(report, finishing(date(2026, 1, 9)))
    store.duplicate(draft)
    assert [(each.stage, each.stage_on) for each in store.drafts()] == [("final", "2026年1月9日")] * 2
    record(report, reopening(date(2026, 1, 10), "补充"))
    assert [(each.stage, each.stage_on) for each in store.drafts()] == [("", ""), ("final", "2026年1月9日")]


def test_the_draft_saved_last_comes_first(store: DraftStore) -> None:
    first, second, third = (store.create(EMPTY) for _ in range(3))
    typed(store, first, 1)
    assert [each.id for each in store.drafts()] == [first, third, second]


def test_a_draft_goes_by_its_organ_until_a_person_names_it_and_again_when_the_name_is_blanked(
    store: DraftStore,
) -> None:
    draft = store.create(EMPTY)
    names = []
    for name in ("送审稿", " "):
        store.rename(draft, name)
        names.append(store.drafts()[0].name)
    assert names == ["送审稿", "某某县水利局"]


def test_a_copy_has_contents_and_history_of_its_own(store: DraftStore) -> None:
    draft = store.create(EMPTY, last_year=Report("2021", {RECEIVED: 7}))
    report = typed(store, draft, 1, 2)
    copy = store.duplicate(draft)
    typed(store, draft, 3)
    opened = store.open(copy)
    assert (opened.name, opened.report, opened.last_year) == (
        "某某县水利局（副本）",
        report,
        Report("2021", {RECEIVED: 7}),
    )
    assert [step.edit.label for step in opened.undo] == ["填写 1", "填写 2"]
    assert len(store.open(draft).undo) == 3


def test_a_deleted_draft_is_in_the_bin_until_it_is_restored_or_purged(store: DraftStore) -> None:
    kept, draft = store.create(EMPTY), store.create(EMPTY)
    report = typed(store, draft, 4)
    store.delete(draft)
    assert [each.id for each in store.drafts()] == [kept]
    (binned,) = store.binned()
    assert binned.id == draft
    assert binned.deleted_at is not None
    store.restore(draft)
    assert store.binned() == ()
    assert store.open(draft).report == report
    store.delete(draft)
    store.purge(draft)
    assert store.binned() == ()
    with pytest.raises(DraftStoreError, match="不在"):
        store.open(draft)


def test_purging_takes_contents_and_history_out_of_the_file(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 4)
    store.delete(draft)
    store.purge(draft)
    with contextlib.closing(sqlite3.connect(store.path)) as connection:
        for table in ("drafts", "contents", "steps"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_only_what_is_in_the_bin_can_be_purged(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(DraftStoreError):
        store.purge(draft)
    assert store.open(draft).report == EMPTY


def test_last_years_report_can_be_given_later(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    store.keep_last_year(draft, Report("2021", {RECEIVED: 7}))
    assert store.open(draft).last_year == Report("2021", {RECEIVED: 7})
    store.keep_last_year(draft, None)
    assert store.open(draft).last_year is None


@pytest.mark.parametrize(
    "deed",
    [
        lambda store: store.open("x"),
        lambda store: store.rename("x", "y"),
        lambda store: store.duplicate("x"),
        lambda store: store.delete("x"),
        lambda store: store.restore("x"),
        lambda store: store.purge("x"),
        lambda store: store.keep_last_year("x", None),
        lambda store: store.record("x", Edit(""), Edit(""), EMPTY, STANDING),
        lambda store: store.undone("x", EMPTY, STANDING),
        lambda store: store.redone("x", EMPTY, STANDING),
    ],
)
def test_a_draft_that_is_gone_is_said_to_be_gone(store: DraftStore, deed: Callable[[DraftStore], object]) -> None:
    with pytest.raises(DraftStoreError, match="已经不在了"):
        deed(store)


def test_text_that_is_no_valid_unicode_is_kept_and_listed(store: DraftStore) -> None:
    odd = EMPTY.with_(texts={"organ": "局\ud83d\0", "1": "\udc00"})
    draft = store.create(odd, name="\ud83d")
    assert store.open(draft).report == odd
    assert store.drafts()[0].name == "?"


def test_a_year_beyond_all_years_is_kept_and_listed_as_none(store: DraftStore) -> None:
    odd = EMPTY.with_(texts={"year": "9" * 5000})
    draft = store.create(odd)
    assert store.open(draft).report == odd
    assert store.drafts()[0].year is None


def test_listing_reads_no_contents_and_needs_no_sorting(store: DraftStore) -> None:
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)
    store.drafts()
    (statement,) = statements
    assert "contents" not in statement
    plan = store._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    assert [row[3] for row in plan] == ["SEARCH drafts USING INDEX drafts_newest (deleted_at=?)"]


# The history


def test_undo_and_redo_go_on_after_a_restart(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    report = typed(store, draft, 1, 2, 3)
    for _ in range(2):
        report, _redo = apply(report, store.open(draft).undo[-1].inverse)
        store.undone(draft, report, STANDING)
    with contextlib.closing(reopened(store)) as restarted:
        opened = restarted.open(draft)
    assert opened.report.figure(RECEIVED) == 1
    assert [step.edit.label for step in opened.undo] == ["填写 1"]
    assert [step.edit.label for step in opened.redo] == ["填写 2", "填写 3"]
    again, _inverse = apply(opened.report, opened.redo[0].edit)
    assert again.figure(RECEIVED) == 2


def test_a_new_step_takes_the_place_of_what_was_undone(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1, 2)
    store.undone(draft, EMPTY.with_(figures={RECEIVED: 1}), STANDING)
    typed(store, draft, 9)
    opened = store.open(draft)
    assert [step.edit.label for step in opened.undo] == ["填写 1", "填写 9"]
    assert opened.redo == ()


def test_a_step_keeps_the_time_at_which_it_was_made(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    before = datetime.now(UTC)
    typed(store, draft, 1)
    (step,) = store.open(draft).undo
    assert before <= step.made_at <= store.drafts()[0].saved_at <= datetime.now(UTC)


@pytest.mark.parametrize("move", [DraftStore.undone, DraftStore.redone])
def test_what_is_not_there_cannot_be_undone_or_redone(
    store: DraftStore, move: Callable[[DraftStore, str, Report, Standing], None]
) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(DraftStoreError, match="没有对应的步骤"):
        move(store, draft, EMPTY.with_(figures={RECEIVED: 1}), STANDING)
    assert store.open(draft).report == EMPTY


Deed = Edit | Literal["undo", "redo", "reopen"]
DEEDS = st.lists(edits | st.sampled_from(["undo", "redo", "reopen"]), max_size=12)


class History:
    """The plain history in memory that the store must agree with."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.steps: list[tuple[Edit, Edit]] = []
        self.position = 0

    def do(self, edit: Edit) -> Edit:
        self.report, inverse = apply(self.report, edit)
        self.steps[self.position :] = [(edit, inverse)]
        self.position += 1
        return inverse

    def undo(self) -> bool:
        if not self.position:
            return False
        self.position -= 1
        self.report, _ = apply(self.report, self.steps[self.position][1])
        return True

    def redo(self) -> bool:
        if self.position == len(self.steps):
            return False
        self.report, _ = apply(self.report, self.steps[self.position][0])
        self.position += 1
        return True


def assert_kept(history: History, store: DraftStore, draft: str) -> None:
    opened = store.open(draft)
    assert repr(opened.report) == repr(history.report)
    assert [(step.edit, step.inverse) for step in (*opened.undo, *opened.redo)] == history.steps
    assert len(opened.undo) == history.position


@given(reports, DEEDS)
@settings(max_examples=60, deadline=None)
def test_any_edits_undone_and_redone_with_restarts_between_are_what_they_are_in_memory(
    report: Report, deeds: list[Deed]
) -> None:
    history = History(report)
    with tempfile.TemporaryDirectory() as name:
        store = DraftStore(Path(name))
        draft = store.create(report)
        for deed in deeds:
            if isinstance(deed, Edit):
                store.record(draft, deed, history.do(deed), history.report, STANDING)
            elif deed == "undo" and history.undo():
                store.undone(draft, history.report, STANDING)
            elif deed == "redo" and history.redo():
                store.redone(draft, history.report, STANDING)
            elif deed == "reopen":
                store = reopened(store)
        assert_kept(history, store, draft)
        store.close()


@given(reports, DEEDS)
@settings(max_examples=30, deadline=None)
def test_the_writer_keeps_the_same_history_as_memory(report: Report, deeds: list[Deed]) -> None:
    history = History(report)
    told = Told()
    with tempfile.TemporaryDirectory() as name, contextlib.closing(DraftStore(Path(name))) as store:
        draft = store.create(report)
        writer = told.writer(store)
        submitted = 0
        for deed in deeds:
            if isinstance(deed, Edit):
                submitted = writer.submit_record(draft, deed, history.do(deed), history.report, STANDING)
            elif deed == "undo" and history.undo():
                submitted = writer.submit_undone(draft, history.report, STANDING)
            elif deed == "redo" and history.redo():
                submitted = writer.submit_redone(draft, history.report, STANDING)
            elif deed == "reopen":
                assert writer.close()
                assert told.saved == list(range(1, submitted + 1))
                told = Told()
                submitted = 0
                writer = told.writer(store)
        assert writer.close()
        assert told.saved == list(range(1, submitted + 1))
        assert told.failed == []
        assert_kept(history, store, draft)


# The writer


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
def told() -> Told:
    return Told()


@pytest.fixture
def writer(store: DraftStore, told: Told) -> Iterator[DraftWriter]:
    with contextlib.closing(told.writer(store)) as writer:
        yield writer


def submit(writer: DraftWriter, draft: str, *figures: int) -> None:
    """Each figure as a step of its own, from an empty report."""
    report = EMPTY
    for figure in figures:
        edit = Edit(f"填写 {figure}", {RECEIVED: figure})
        report, inverse = apply(report, edit)
        writer.submit_record(draft, edit, inverse, report, STANDING)


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


def test_while_another_program_holds_the_file_edits_wait_and_then_all_arrive(
    store: DraftStore, writer: DraftWriter, told: Told
) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        submit(writer, draft, 1, 2, 3)
        submitted_at = datetime.now(UTC)
        assert told.something_failed.wait(10)
        assert not writer.flush(0.2)
        assert (told.saved, writer.waiting) == ([], 3)
        assert len(told.failed) == 1, "told once, not with every attempt"
        assert "占用" in told.failed[0]
        other.execute("ROLLBACK")
    assert writer.flush(10)
    assert told.saved == [1, 2, 3]
    assert all(step.made_at < submitted_at < store.drafts()[0].saved_at for step in store.open(draft).undo)
    assert [step.edit.label for step in store.open(draft).undo] == ["填写 1", "填写 2", "填写 3"]


def test_a_full_disk_is_told_and_edits_arrive_once_there_is_room(
    store: DraftStore, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own limit stands in for the disk: the error it gives is the same."""
    room = [1]

    def connected(path: Path, timeout_seconds: float) -> sqlite3.Connection:
        connection = database.connected(path, timeout_seconds)
        connection.execute(f"PRAGMA max_page_count = {room[0]}")
        return connection

    monkeypatch.setattr("model.store.draft_store.connected", connected)
    draft = store.create(EMPTY)
    with contextlib.closing(told.writer(store)) as writer:
        report = EMPTY.with_(texts={"1": "总体情况" * 5000})
        writer.submit_record(draft, Edit("a"), Edit("a"), report, STANDING)
        submit(writer, draft, 1)
        assert told.something_failed.wait(10)
        assert "磁盘已满" in told.failed[0]
        assert store.open(draft).report == EMPTY
        room[0] = 100_000
        assert writer.flush(10)
    assert told.saved == [1, 2]
    assert len(store.open(draft).undo) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file's folder")
def test_nothing_is_called_saved_while_the_folder_is_gone(
    folder: Path, store: DraftStore, writer: DraftWriter, told: Told
) -> None:
    draft = store.create(EMPTY)
    submit(writer, draft, 1)
    assert writer.flush(10)
    away = folder.with_name("移走了")
    folder.rename(away)
    submit(writer, draft, 1)
    assert told.something_failed.wait(10)
    assert "找不到" in told.failed[0]
    away.rename(folder)
    assert writer.flush(10)
    assert told.saved == [1, 2]


def test_an_edit_of_a_purged_draft_is_told_and_does_not_hold_up_others(
    store: DraftStore, writer: DraftWriter, told: Told
) -> None:
    draft, other = store.create(EMPTY), store.create(EMPTY)
    store.delete(draft)
    store.purge(draft)
    submit(writer, draft, 1)
    submit(writer, other, 2)
    assert writer.flush(10)
    assert told.saved == [2]
    assert "已经不在了" in told.failed[0]
    assert store.open(other).report.figure(RECEIVED) == 2


def test_an_entry_whose_commit_was_in_doubt_is_not_written_twice(
    store: DraftStore, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = store.create(EMPTY)
    real, attempts = database.transaction, []

    @contextlib.contextmanager
    def doubtful(connection: sqlite3.Connection) -> Iterator[None]:
        with real(connection):
            yield
        attempts.append(1)
        if len(attempts) == 1:
            raise sqlite3.OperationalError("disk I/O error")  # the commit counts, and the disk says it failed

    monkeypatch.setattr("model.store.draft_store.transaction", doubtful)
    with contextlib.closing(told.writer(store)) as writer:
        submit(writer, draft, 1)
        assert writer.flush(10)
    assert (len(attempts), told.saved, len(told.failed)) == (2, [1], 1)
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
        writers = [DraftWriter(store, told.on_saved, told.on_failed) for told in both_told]
        for writer in writers:
            closing.callback(writer.close)
        for number in range(100):
            for writer, draft in zip(writers, drafts, strict=True):
                submit(writer, draft, number)
        assert all(writer.flush(20) for writer in writers)
    assert [told.failed for told in both_told] == [[], []]
    assert [len(store.open(draft).undo) for draft in drafts] == [100, 100]


def test_closing_gives_up_after_its_time_and_says_so(store: DraftStore, told: Told) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = told.writer(store)
        submit(writer, draft, 1)
        assert writer.close(timeout=0.3) is False
    with pytest.raises(RuntimeError):
        submit(writer, draft, 2)


# Sudden ends

TYPING = """
import sys, threading
from pathlib import Path
from model.store.draft_store import DraftStore, DraftWriter, Standing
from model.report.edits import Edit, apply
from model.report.report import Report
from model.form.tables import Cell

store = DraftStore(Path(sys.argv[1]))
report = Report("2021", texts={"1": "总体情况" * 300})
draft = store.create(report)
print(draft, flush=True)
writer = DraftWriter(store, lambda draft, sequence, at: print(sequence, flush=True), print)
figure = 0
while True:
    figure += 1
    edit = Edit("填写", {Cell("requests", "received", "person"): figure})
    report, inverse = apply(report, edit)
    writer.submit_record(draft, edit, inverse, report, Standing(figure))
    if figure % 10 == 0:
        writer.flush(10)
"""

ENDING = """
import sys
from pathlib import Path
from model.store.draft_store import DraftStore, DraftWriter, Standing
from model.report.edits import Edit
from model.report.report import Report

store = DraftStore(Path(sys.argv[1]))
draft = store.create(Report("2021"))
writer = DraftWriter(store, lambda *_: None, print)
for number in range(50):
    writer.submit_record(draft, Edit(str(number)), Edit(""), Report("2021"), Standing())
raise SystemExit("没有 close 就结束")
"""


def child(program: str, folder: Path) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(program), str(folder)]


@contextlib.contextmanager
def killed_at_the_end(program: str, folder: Path) -> Iterator[IO[str]]:
    """What the program prints; SIGKILL when the block is left, whichever way."""
    with subprocess.Popen(child(program, folder), stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            process.kill()


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
    ended = subprocess.run(child(ENDING, tmp_path), cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert "没有 close 就结束" in ended.stderr
    assert ended.stdout == ""
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert len(store.open(store.drafts()[0].id).undo) == 50


# A real small disk, without root: a file system of our own in a name space of our own

ON_A_SMALL_DISK = """
import os, subprocess, sys
from pathlib import Path
from model.store.draft_store import DraftStore, DraftStoreError, DraftWriter, Standing
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
    writer.submit_record(draft, Edit(str(number)), Edit(""), Report("2021", texts={"1": "字" * 4000}), Standing())
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
writer.submit_record(draft, Edit("1"), Edit(""), Report("2021"), Standing())
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
def test_a_real_disk_that_refuses_is_told_and_nothing_is_lost(tmp_path: Path, program: str, apart: list[str]) -> None:
    ended = subprocess.run(
        [*apart, *child(program, tmp_path)], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert ended.stdout == "好\n", ended.stderr


# Damage and newer versions


def damaged_store(folder: Path) -> tuple[Path, str]:
    """A sound store with one draft, closed; its path and the draft's id."""
    with contextlib.closing(DraftStore(folder)) as store:
        draft = store.create(EMPTY.with_(texts={"1": "总体情况" * 9000}))
        return store.path, draft


def no_database(path: Path) -> None:
    path.write_bytes("这不是数据库".encode() * 500)


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled_over(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 2 * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def emptied_beside_its_wal(path: Path) -> None:
    path.write_bytes(b"")
    path.with_name(path.name + "-wal").write_bytes(b"\x37\x7f\x06\x82 all edits since the last checkpoint")


def of_another_program(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


@pytest.mark.parametrize(
    "damage", [no_database, zeroed, cut_off, scribbled_over, emptied_beside_its_wal, of_another_program]
)
def test_a_damaged_store_is_set_aside_untouched_and_work_goes_on_in_a_fresh_one(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    path, _draft = damaged_store(folder)
    damage(path)
    before = {each.name.removeprefix(path.name): each.read_bytes() for each in folder.iterdir()}
    with contextlib.closing(DraftStore(folder)) as store:
        aside = store.set_aside
        assert aside is not None
        assert aside.name.startswith("drafts-损坏-2")
        for companion, content in before.items():
            assert aside.with_name(aside.name + companion).read_bytes() == content
        found = len(store.drafts())
        typed(store, store.create(EMPTY), 1)
    with contextlib.closing(DraftStore(folder)) as store:
        assert store.set_aside is None
        assert len(store.drafts()) == found + 1


def test_a_damaged_store_takes_its_wal_along_untouched(folder: Path) -> None:
    path, _draft = damaged_store(folder)
    with killed_at_the_end(TYPING, folder) as printed:
        for _ in range(4):
            printed.readline()
    wal = path.with_name(path.name + "-wal")
    cut_off(path)  # pages that the WAL does not hold
    main, edits_since = path.read_bytes(), wal.read_bytes()
    assert edits_since
    with contextlib.closing(DraftStore(folder)) as store:
        aside = store.set_aside
        assert aside is not None
        assert aside.read_bytes() == main
        assert aside.with_name(aside.name + "-wal").read_bytes() == edits_since


def test_two_damaged_stores_in_one_second_do_not_overwrite_each_other(folder: Path) -> None:
    asides = set()
    for _ in range(3):
        path, _draft = damaged_store(folder)
        no_database(path)
        with contextlib.closing(DraftStore(folder)) as store:
            asides.add(store.set_aside)
    assert len(asides) == 3
    assert all(aside and aside.exists() for aside in asides)


def test_an_empty_file_becomes_a_store(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "drafts.sqlite3").touch()
    with contextlib.closing(DraftStore(folder)) as store:
        assert store.set_aside is None
        typed(store, store.create(EMPTY), 1)


@pytest.mark.parametrize("killed", [False, True], ids=["closed", "with its WAL"])
def test_a_store_of_a_newer_version_is_not_touched(folder: Path, killed: bool) -> None:
    path, _draft = damaged_store(folder)
    program = f"""
    import os, sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA user_version = {database.VERSION + 1}")
    {"os._exit(0)" if killed else "connection.close()"}
    """
    subprocess.run(child(program, path), check=True)
    before = {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith("-shm")}
    assert len(before) == (2 if killed else 1)
    with pytest.raises(DraftStoreError, match="更新版本"):
        DraftStore(folder)
    assert {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith("-shm")} == before


def test_a_damaged_draft_is_told_and_the_others_still_open(store: DraftStore) -> None:
    draft, other = store.create(EMPTY), store.create(EMPTY)
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE contents SET report = '{' WHERE draft = ?", (draft,))
    with pytest.raises(DraftStoreError, match="已损坏"):
        store.open(draft)
    assert store.open(other).report == EMPTY


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(DraftStoreError, match="草稿文件夹"):
        DraftStore(tmp_path / "文件" / "草稿")


def test_two_windows_may_have_one_store_open(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    with contextlib.closing(DraftStore(store.path.parent)) as other:
        typed(other, draft, 1)
        other.rename(draft, "改名")
    assert store.drafts()[0].name == "改名"
    assert store.open(draft).report.figure(RECEIVED) == 1


def test_a_store_that_another_program_holds_for_long_is_told(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = store.create(EMPTY)
    store._connection.execute("PRAGMA busy_timeout = 50")
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DraftStoreError, match="占用"):
            store.rename(draft, "改名")
    assert store.drafts()[0].name == "某某县水利局"
