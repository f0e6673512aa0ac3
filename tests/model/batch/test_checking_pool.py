"""Worker processes: the same results as without them, in any order; a kill and a cancel cost what they must."""

import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from model.batch import checking_pool
from model.batch.checking import PriorFile
from model.batch.checking_child import _Checker
from model.batch.checking_pool import Checking, CheckingPool, Outcome, _Worker, default_jobs
from model.batch.packed_file import FileOutline
from model.batch.results import BatchResults
from model.batch.sources import Source, collect
from model.form.edition import Edition
from model.importing import ImportedDocumentError
from model.importing.reading_processes import IN_PROCESS, ChildProcess, NotStartedError
from tests.conftest import SAMPLES
from tests.export.exporting import write_report
from tests.model.batch.county import RESOURCES, UNITS, YEAR, correct_report

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.fixture(autouse=True)
def _with_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(IN_PROCESS)


def children() -> set[int]:
    """The processes that this one has started and not ended."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(status.read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(status.parent.name))
    return found


def run(pool: CheckingPool, sources: list[Source]) -> dict[int, Outcome]:
    found: dict[int, Outcome] = {}
    pool.run(sources, lambda outcome: found.update({outcome.number: outcome}))
    return found


def test_workers_say_what_is_said_without_them_and_leave_no_process(
    sources: list[Source], checking: Checking, results: BatchResults, editions: Mapping[str, Edition]
) -> None:
    before = children()  # of earlier tests
    more = [Source(SAMPLES / name, shown=name) for name in ("huaian-2024.pdf", "filled-libreoffice.xls")]
    with_workers = BatchResults(editions, YEAR)
    try:
        CheckingPool(checking, 2).run([*sources, *more], with_workers.add)
        assert {number: with_workers.rows[number] for number in results.rows} == results.rows
        assert [with_workers.rows[len(sources) + number].filled > 190 for number in (0, 1)] == [True, True]
    finally:
        with_workers.close()
    assert children() <= before


@linux
def test_a_worker_that_is_killed_costs_its_file_only(tmp_path: Path, checking: Checking) -> None:
    names = [f"{number}.txt" for number in range(3)]
    for name in names:
        (tmp_path / name).write_bytes((SAMPLES / "enping-office-2024.txt").read_bytes())
    sources, _ = collect([tmp_path / name for name in names])
    pool, seen = CheckingPool(checking, 1), []
    before = children()

    def deliver(outcome: Outcome) -> None:
        seen.append(outcome)
        if outcome.number == 0:
            [child] = children() - before
            os.kill(child, signal.SIGKILL)

    pool.run(sources, deliver)
    assert [outcome.file is not None for outcome in seen] == [True, False, True]
    assert seen[1].error.startswith("“1.txt”读不出来")


class ProcessOfItsOwn:
    """Checks as a worker process does, and knows what it was asked."""

    def __init__(self, checker: _Checker) -> None:
        self.names: list[str] = []
        self.is_usable = True
        self._checker = checker

    def ask(self, operation: str, name: str, data: bytes, more_seconds: float) -> object:
        assert more_seconds > 0
        self.names.append(name)
        return json.loads(json.dumps(self._checker.handle({"operation": operation, "name": name}, data)))

    def end(self) -> None:
        self.is_usable = False


def test_where_processes_cannot_be_copied_native_documents_have_one_of_their_own(
    checking: Checking, editions: Mapping[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking_pool, "CAN_COPY", False)
    monkeypatch.setattr(checking_pool, "DOCUMENTS_OF_A_COPY", 2)
    checker, processes = _Checker(), []
    checker.editions = dict(editions)

    def start_worker(pool: CheckingPool) -> ProcessOfItsOwn:
        processes.append(ProcessOfItsOwn(checker))
        return processes[-1]

    monkeypatch.setattr(CheckingPool, "start_worker", start_worker)
    text = (SAMPLES / "enping-office-2024.txt").read_bytes()
    page = (SAMPLES / "filled-libreoffice.pdf").read_bytes()
    worker = _Worker(CheckingPool(checking, 1))
    for name in ("1.txt", "2.pdf", "3.txt", "4.pdf", "5.pdf", "脚本.pdf", "7.pdf", "坏.pdf", "9.pdf", "10.txt"):
        data = {"脚本.pdf": page + b"% /JavaScript", "坏.pdf": b"%PDF-1.4"}.get(name, page)
        with contextlib.suppress(ImportedDocumentError):
            worker.checked(text if name.endswith(".txt") else data, name)
    worker.end()
    assert [each.names for each in processes] == [
        ["1.txt", "3.txt", "10.txt"],
        ["2.pdf", "4.pdf"],  # as many as one handles
        ["5.pdf", "脚本.pdf"],  # replaced after an unusual one
        ["7.pdf", "坏.pdf"],  # and after one that was not read
        ["9.pdf"],
    ]
    assert not any(each.is_usable for each in processes)


@linux
def test_cancelling_ends_the_batch_at_once(sources: list[Source], checking: Checking) -> None:
    pool, seen = CheckingPool(checking, 1), []
    before = children()

    def deliver(outcome: Outcome) -> None:
        seen.append(outcome.number)
        pool.cancel()

    pool.run(sources, deliver)
    assert len(seen) == 1 and pool.is_cancelled
    assert children() <= before


@linux
def test_cancelling_does_not_wait_for_a_worker_that_is_starting(
    sources: list[Source], checking: Checking, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, before = CheckingPool(checking, 1), children()
    seen: list[Outcome] = []
    ended: list[type[Exception]] = []
    await_ready = ChildProcess.await_ready

    def cancelled(child: ChildProcess) -> None:
        pool.cancel()
        try:
            await_ready(child)
        except NotStartedError as error:
            ended.append(type(error))
            raise

    monkeypatch.setattr(ChildProcess, "await_ready", cancelled)
    monkeypatch.setattr(checking_pool, "check_data", lambda *_: pytest.fail("read here"))
    pool.run(sources, seen.append)
    assert (ended, seen) == ([NotStartedError], []) and children() <= before


def test_a_fault_of_the_receiver_ends_the_batch_and_is_not_swallowed(
    sources: list[Source], checking: Checking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(IN_PROCESS, "1")

    def deliver(outcome: Outcome) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        CheckingPool(checking, 2).run(sources, deliver)


@pytest.mark.parametrize("in_process", [True, False], ids=["here", "in a worker"])
def test_each_organs_prior_year_is_looked_for_once_its_report_is_read(
    tmp_path: Path,
    checking: Checking,
    editions: Mapping[str, Edition],
    monkeypatch: pytest.MonkeyPatch,
    in_process: bool,
) -> None:
    if in_process:
        monkeypatch.setenv(IN_PROCESS, "1")
    edition = editions["2021"]
    names = []
    for unit in UNITS[1:3]:
        names.append(tmp_path / f"{unit}.json")
        write_report(correct_report(unit, edition), edition, names[-1], RESOURCES)
    asked: list[str] = []

    def prior_of(file: FileOutline) -> PriorFile | None:
        organ = file.organ
        asked.append(organ)
        return PriorFile("去年", correct_report(organ, edition, YEAR - 1)) if organ == UNITS[1] else None

    found = run(CheckingPool(replace(checking, prior_of=prior_of), 1), collect(names)[0])
    assert sorted(asked) == sorted(UNITS[1:3])
    checked = [file.unpacked(editions) for n in (0, 1) if (file := found[n].file) is not None]
    across = [[each for each in one.findings if each.stated_by.startswith("years.")] for one in checked]
    assert across[0] and not across[1]


def test_there_is_a_worker_for_each_processor() -> None:
    assert default_jobs() == len(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else default_jobs() >= 1
