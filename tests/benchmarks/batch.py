"""Many files: the rate of worker processes against a plain loop, memory of the main process, sums.

The files are real ``.docx``, ``.html``, ``.xlsx`` and ``.pdf`` files of generated units.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from model.batch.checking import check_data
from model.batch.checking_pool import Checking, CheckingPool, Outcome
from model.batch.results import BatchResults
from model.batch.selection import Choices, Selection, Taken, select
from model.batch.sources import Source, collect
from model.batch.summary import summed
from model.importing.reading_processes import IN_PROCESS
from tests.benchmarks.sample import RESOURCES, editions
from tests.export.exporting import write_report
from tests.model.batch.county import COUNTY, UNITS, YEAR, correct_report

SUFFIXES = (".docx", ".html", ".xlsx", ".pdf")
DISTINCT = 40
FILES = 120
ROUNDS = 3
UNDER_WAY = 16
"""Files after which the workers' cost is counted."""


@contextmanager
def many_files(count: int) -> Iterator[list[Source]]:
    """``count`` files, of which ``DISTINCT`` differ."""
    edition = editions()["2021"]
    with tempfile.TemporaryDirectory() as folder:
        written = []
        for number, unit in enumerate(UNITS[:DISTINCT]):
            path = Path(folder) / f"{number:02}{SUFFIXES[number % len(SUFFIXES)]}"
            write_report(correct_report(unit, edition), edition, path, RESOURCES)
            written.append(path)
        batch = Path(folder) / "batch"
        batch.mkdir()
        for number, path in zip(range(count), itertools.cycle(written), strict=False):
            (batch / f"{number:06}{path.suffix}").hardlink_to(path)
        yield collect([batch])[0]


@dataclass(frozen=True)
class Cost:
    """Of reading and checking files, in seconds."""

    by_the_clock: float
    here: float
    """Computing time of this process."""
    of_workers: float = 0.0
    """Of worker processes and their copies, a file, once they are under way: what it takes to start one differs from
    run to run by more than many files cost."""


def batch_files() -> None:
    """Floor: the same imports and checks in a plain loop in one process, after a first file of each kind.

    Computing time says what the files cost, also on a busy machine: with two cores and nothing else to do, two workers
    reach twice the rate of the loop divided by the overhead. The clock says what they reach now."""
    known = editions()
    checking = Checking(known, RESOURCES / "editions")
    os.environ.pop(IN_PROCESS, None)
    with many_files(FILES) as sources:
        for source in sources[: len(SUFFIXES)]:
            check_data(source.read().data, source.name, known)
        found: dict[str, list[Cost]] = {"loop": [], "1": [], "2": []}
        for _ in range(ROUNDS):
            found["loop"].append(_loop(sources, checking))
            for jobs in (1, 2):
                found[str(jobs)].append(_pooled(sources, checking, jobs))
    count = len(sources)
    clock = {name: 1000 * min(each.by_the_clock for each in costs) / count for name, costs in found.items()}
    loop = 1000 * min(each.here for each in found["loop"]) / count
    here = 1000 * min(each.here for each in found["1"]) / count
    workers = 1000 * min(each.of_workers for each in found["1"])
    line = {
        "name": "batch_files",
        "files": count,
        "computing_ms_a_file_in_a_loop": round(loop, 1),
        "computing_ms_a_file_in_workers": round(workers, 1),
        "computing_ms_a_file_in_the_main_process": round(here, 2),
        "overhead": round((workers + here) / loop, 2),
        "rate_2_workers_by_computing": round(2 * loop / (workers + here), 2),
        "ms_a_file_in_a_loop": round(clock["loop"], 1),
        "ms_a_file_1_worker": round(clock["1"], 1),
        "ms_a_file_2_workers": round(clock["2"], 1),
        "rate_2_workers": round(clock["loop"] / clock["2"], 2),
    }
    print(json.dumps(line), flush=True)


def _loop(sources: list[Source], checking: Checking) -> Cost:
    began, computed = time.perf_counter(), time.process_time()
    for source in sources:
        check_data(source.read().data, source.name, checking.editions)
    return Cost(time.perf_counter() - began, time.process_time() - computed)


def _pooled(sources: list[Source], checking: Checking, jobs: int) -> Cost:
    """The clock counts from the first result on: starting a worker takes the same however many files there are."""
    times: list[float] = []
    others: list[float] = []
    results = BatchResults(checking.editions, YEAR)

    def deliver(outcome: Outcome) -> None:
        assert outcome.file is not None, outcome.error
        results.add(outcome)
        times.append(time.perf_counter())
        if len(times) in (UNDER_WAY, len(sources)):
            others.append(_computed_by_children())

    computed = time.process_time()
    CheckingPool(checking, jobs).run(sources, deliver)
    results.close()
    return Cost(
        (times[-1] - times[0]) * len(times) / (len(times) - 1),
        time.process_time() - computed,
        (others[-1] - others[0]) / (len(sources) - UNDER_WAY),
    )


def _computed_by_children() -> float:
    """Computing time of the processes that this one has started and that go on, and of their own, in seconds."""
    ticks = 0
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread, or a process, that has just ended
            for each in children.read_text(encoding="ascii").split():
                stat = Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                ticks += sum(map(int, stat[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def batch_memory() -> None:
    """Memory of the main process and time a file with 100 and with 10 000 files; the sum of 10 000 reports."""
    counts = (100, 10_000)
    found = {}
    with many_files(max(counts)) as sources:
        folder = sources[0].path.parent
        for count in counts:  # in a process that has not written the files
            code = f"from tests.benchmarks.batch import run_many; run_many({str(folder)!r}, {count})"
            ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            found[count] = json.loads(ran.stdout.splitlines()[-1])
    few, many = (found[count] for count in counts)
    line = {
        "name": "batch_memory",
        "mb_100": few["mb"],
        "mb_10000": many["mb"],
        "ratio": round(many["mb"] / few["mb"], 2),
        "ms_a_file_first_and_last_fifth": many["ms_a_file"],
        "computing_ms_a_file_in_the_main_process_first_and_last_fifth": many["computing_ms_a_file"],
        "sum_seconds": many["sum_seconds"],
        "sum_computing_seconds": many["sum_computing_seconds"],
        "open_ms_while_running": many["open_ms"],
    }
    print(json.dumps(line), flush=True)


def run_many(folder: str, count: int) -> None:
    """Reads ``count`` files of the folder with two workers, in a process of its own; prints its own memory."""
    known = editions()
    checking = Checking(known, RESOURCES / "editions")
    os.environ.pop(IN_PROCESS, None)
    results = BatchResults(known, YEAR)
    times: list[float] = []
    computed: list[float] = []
    opened: list[float] = []

    def deliver(outcome: Outcome) -> None:
        results.add(outcome)
        times.append(time.perf_counter())
        computed.append(time.process_time())
        if len(times) % 500 == 250:
            began = time.perf_counter()
            results.checked(outcome.number)
            opened.append(1000 * (time.perf_counter() - began))

    CheckingPool(checking, 2).run(collect([Path(folder)])[0][:count], deliver)
    fifth = max(2, count // 5)
    began, began_computing = time.perf_counter(), time.process_time()
    kept = {row.organ: row.number for row in results.rows.values()}
    selection = select(results.rows.values(), COUNTY, YEAR, choices=Choices(kept=kept))
    every = [each for each in results.rows.values() if each.edition]
    assert len(every) == count and selection.taken
    everything = _all_taken(selection, results)
    summed(results, everything, known["2021"], known)
    sum_seconds, sum_computing = time.perf_counter() - began, time.process_time() - began_computing
    line = {
        "mb": _most_mb(),
        "ms_a_file": [round(_ms_a_step(each), 1) for each in (times[:fifth], times[-fifth:])],
        "computing_ms_a_file": [round(_ms_a_step(each), 2) for each in (computed[:fifth], computed[-fifth:])],
        "sum_seconds": round(sum_seconds, 2),
        "sum_computing_seconds": round(sum_computing, 2),
        "open_ms": round(median(opened), 1) if opened else None,
    }
    results.close()
    print(json.dumps(line), flush=True)


def _ms_a_step(seconds: list[float]) -> float:
    return 1000 * (seconds[-1] - seconds[0]) / (len(seconds) - 1)


def _most_mb() -> int:
    """The most memory that this process has had; ``ru_maxrss`` would include the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def _all_taken(selection: Selection, results: BatchResults) -> Selection:
    """All files summed, as if each were of a unit of its own."""
    taken = tuple(Taken(number, row.organ) for number, row in results.rows.items())
    return replace(selection, taken=taken, left_out=())
