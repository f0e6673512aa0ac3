"""What may happen to files while many are read: each costs itself only, every file is accounted for, and the sums hold
exactly the files that they say."""

import os
import random
import shutil
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from model.batch.checking_pool import Checking, CheckingPool, Outcome
from model.batch.results import BatchResults
from model.batch.selection import Choices, select
from model.batch.sources import Source, collect
from model.batch.summary import summed
from model.form.edition import Edition
from model.importing import import_report
from model.importing.reading_processes import IN_PROCESS
from tests.benchmarks.fuzz import damaged
from tests.conftest import SAMPLES
from tests.export.exporting import write_report
from tests.model.batch.county import COUNTY, RESOURCES, UNITS, YEAR, correct_report, sums_of
from tests.model.batch.test_checking_pool import children

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc and sets limits of processes")
After = Callable[[Outcome], object]


@pytest.fixture(autouse=True)
def _with_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(IN_PROCESS)


@pytest.fixture
def folder(tmp_path: Path, editions: Mapping[str, Edition]) -> Path:
    """Twelve correct reports."""
    made = tmp_path / "上报"
    made.mkdir()
    for number, unit in enumerate(UNITS[:12]):
        write_report(correct_report(unit, editions["2021"]), editions["2021"], made / f"{number:02}.json", RESOURCES)
    return made


def read_all(sources: list[Source], checking: Checking, after: After, jobs: int = 1) -> BatchResults:
    """``after`` is called with each outcome, before the next file is asked for."""
    results = BatchResults(checking.editions, YEAR)
    before = children()  # of earlier tests

    def deliver(outcome: Outcome) -> None:
        results.add(outcome)
        after(outcome)

    CheckingPool(checking, jobs).run(sources, deliver)
    assert results.rows.keys() == set(range(len(sources)))
    assert all(row.edition or row.remark for row in results.rows.values())
    assert children() <= before
    return results


def assert_sums_hold_what_they_say(results: BatchResults, sources: list[Source], kept: Path) -> int:
    """Adds the files named as counted once more, each read alone from ``kept``; how many they are."""
    known = results.editions
    selection = select(results.rows.values(), COUNTY, YEAR, choices=Choices(with_errors=True))
    summary = summed(results, selection, known["2021"], known)
    assert summary.taken == selection.taken
    named = {each.number for each in selection.taken} | {each.number for each in selection.left_out}
    assert named == results.rows.keys()
    alone = [import_report(kept / sources[each.number].name, known).report for each in summary.taken]
    assert {str(cell): figure for cell, figure in summary.figures.items()} == sums_of(alone)
    results.close()
    return len(summary.taken)


def test_a_folder_that_vanishes_costs_the_files_that_were_not_read(
    folder: Path, tmp_path: Path, checking: Checking
) -> None:
    kept = Path(shutil.copytree(folder, tmp_path / "kept"))
    sources, _ = collect([folder])
    results = read_all(sources, checking, lambda done: shutil.rmtree(folder) if done.number == 4 else None)
    gone = [row for row in results.rows.values() if not row.edition]
    assert [row.number for row in gone] == list(range(5, 12))
    assert all(row.remark.startswith(f"没有找到“{row.name.rpartition('/')[2]}”") for row in gone)
    assert assert_sums_hold_what_they_say(results, sources, kept) == 5


@linux
def test_a_worker_out_of_memory_costs_the_file_that_it_read(folder: Path, checking: Checking) -> None:
    import resource

    sources, _ = collect([folder])
    before = children()

    def starve(done: Outcome) -> None:
        if done.number == 4:
            [child] = children() - before
            size = int(Path(f"/proc/{child}/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
            resource.prlimit(child, resource.RLIMIT_AS, (size, size))

    (folder / "05.json").write_bytes((folder / "05.json").read_bytes() + b" " * 5_000_000)
    results = read_all(sources, checking, starve)
    lost = [row for row in results.rows.values() if not row.edition]
    assert [row.number for row in lost] == [5]
    assert lost[0].remark.startswith("“05.json”展开后大得不正常")
    assert assert_sums_hold_what_they_say(results, sources, folder) == 11


@linux
def test_a_file_that_changes_while_it_is_read_is_not_taken(folder: Path, checking: Checking) -> None:
    changing = folder / "03.json"
    sources, _ = collect([folder])
    stop = threading.Event()

    def change() -> None:
        moment = 1_700_000_000_000_000_000
        while not stop.is_set():
            moment += 1_000_000
            os.utime(changing, ns=(moment, moment))

    os.truncate(changing, 80_000_000)  # so that reading takes much longer than changing
    thread = threading.Thread(target=change)
    thread.start()
    try:
        results = read_all(sources, checking, lambda _: None)
    finally:
        stop.set()
        thread.join()
    refused = [row for row in results.rows.values() if not row.edition]
    assert [row.remark for row in refused] == ["“03.json”在读取时被改动了，没有采用。请等它保存好后再核对"]
    assert assert_sums_hold_what_they_say(results, sources, folder) == 11


def test_damaged_files_among_hundreds_cost_themselves_only(
    folder: Path, checking: Checking, editions: Mapping[str, Edition]
) -> None:
    # of two hundred files three are damaged in ways of the fuzz set; a name of its own makes each a unit of its own
    for number in range(12, 200):
        report = correct_report(f"恩平市第{number}中学", editions["2021"])
        write_report(report, editions["2021"], folder / f"{number:03}.json", RESOURCES)
    for number, name in enumerate(("huaian-2024.pdf", "filled-libreoffice.docx", "filled-libreoffice.xls")):
        data = damaged((SAMPLES / name).read_bytes(), random.Random(f"mishap {number}"))
        (folder / f"{50 + number}-damaged{Path(name).suffix}").write_bytes(data)
    sources, _ = collect([folder])
    results = read_all(sources, checking, lambda _: None, jobs=2)
    sound = [row for row in results.rows.values() if row.name.endswith(".json")]
    assert len(sound) == 200 and all(row.verdict == "agrees" for row in sound)
    assert assert_sums_hold_what_they_say(results, sources, folder) >= 200
