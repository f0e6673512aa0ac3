"""Files read in the background, taken over in pieces; cancelled at once; more files while it runs."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.batch import batch_run
from gui.batch.batch_run import BatchRun
from model.batch.checking_pool import BESIDE_THE_WINDOW, Checking, CheckingPool, Outcome
from model.batch.file_rows import FileRow
from model.form.edition import Edition
from tests.conftest import EDITIONS_FOLDER
from tests.model.batch.county import YEAR


@pytest.fixture
def run(qtbot: QtBot, editions: dict[str, Edition]) -> Iterator[BatchRun]:
    made = BatchRun(Checking(editions, EDITIONS_FOLDER), YEAR, 1)
    yield made
    made.close()


def test_every_file_is_announced_once_and_progress_ends_true(run: BatchRun, folder: Path, qtbot: QtBot) -> None:
    rows: list[int] = []
    run.rows_added.connect(lambda added: rows.extend(each.number for each in added))
    with qtbot.waitSignal(run.finished, timeout=30_000):
        run.add([folder])
        assert run.progress.is_running
    assert sorted(rows) == list(range(6)) == sorted(run.results.rows)
    progress = run.progress
    assert (progress.done, progress.total, progress.is_running, progress.seconds_left) == (6, 6, False, None)


def test_more_files_get_further_numbers_and_the_same_file_is_not_read_twice(
    run: BatchRun, folder: Path, qtbot: QtBot
) -> None:
    run.add([folder / "办公室.json"])
    run.add([folder])
    qtbot.waitUntil(lambda: not run.is_running and run.progress.done == 6, timeout=30_000)
    assert run.sources[0].name == "办公室.json"
    assert len({source.path for source in run.sources}) == len(run.sources) == 6


def test_what_is_read_again_replaces_its_result(run: BatchRun, folder: Path, qtbot: QtBot) -> None:
    run.add([folder / "办公室.json"])
    qtbot.waitUntil(lambda: not run.is_running and run.progress.done == 1, timeout=30_000)
    run.read_again(0)
    qtbot.waitUntil(lambda: not run.is_running and run.progress.done == 1, timeout=30_000)
    assert list(run.results.rows) == [0]


def test_cancelling_keeps_what_is_done(
    run: BatchRun, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_run, "MOST_AT_ONCE", 1)
    run.rows_added.connect(run.cancel)
    with qtbot.waitSignal(run.finished, timeout=30_000):
        run.add([folder])
    progress = run.progress
    assert not progress.is_running and 1 <= progress.done <= progress.total == 6
    assert progress.done == len(run.results.rows)


@pytest.mark.parametrize("again", ["resumed", "given again"])
def test_what_was_not_read_can_be_read_later(
    run: BatchRun, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    rows: list[int] = []
    run.rows_added.connect(lambda added: rows.extend(each.number for each in added))
    first, cancelled, add = threading.Event(), threading.Event(), run.results.add

    def add_then_wait(outcome: Outcome) -> FileRow:
        row = add(outcome)
        first.set()
        assert cancelled.wait(30)
        return row

    monkeypatch.setattr(run.results, "add", add_then_wait)
    with qtbot.waitSignal(run.finished, timeout=30_000):
        run.add([folder])
        qtbot.waitUntil(first.is_set, timeout=30_000)
        run.cancel()
        cancelled.set()
    assert len(run.unread) == 6 - len(run.results.rows) > 0
    with qtbot.waitSignal(run.finished, timeout=30_000):
        run.resume() if again == "resumed" else run.add([folder])
    assert sorted(rows) == list(range(6)) == sorted(run.results.rows) and not run.unread
    assert (run.progress.done, run.progress.total) == (6, 6)
    assert all(run.results.rows[number].name == source.shown for number, source in enumerate(run.sources))


def test_workers_let_the_window_go_first(
    run: BatchRun, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    below: list[int] = []

    class Watched(CheckingPool):
        def __init__(self, checking: Checking, jobs: int, nice: int = 0) -> None:
            below.append(nice)
            super().__init__(checking, jobs, nice)

    monkeypatch.setattr(batch_run, "CheckingPool", Watched)
    with qtbot.waitSignal(run.finished, timeout=30_000):
        run.add([folder / "办公室.json"])
    assert below == [BESIDE_THE_WINDOW] and BESIDE_THE_WINDOW > 0


def test_an_empty_folder_and_a_missing_archive_are_said(run: BatchRun, tmp_path: Path, qtbot: QtBot) -> None:
    said: list[str] = []
    run.problem_found.connect(said.append)
    with qtbot.waitSignal(run.finished, timeout=30_000):
        run.add([tmp_path])
    assert said == ["里面没有文件"]


def test_a_fault_of_the_program_ends_the_run_with_a_sentence(
    run: BatchRun, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    run.problem_found.connect(said.append)

    def full(_outcome: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(run.results, "add", full)
    with qtbot.waitSignal(run.finished, timeout=30_000):
        run.add([folder])
    assert said == ["核对中断了（OSError），已有的结果保留"]
