"""Damaged files of every container: the true figures, or a word on what is doubtful, or a sentence why not at all.

Each case can be made again from its seed and number alone; each that must not be is printed with the command for that.
"""

import argparse
import dataclasses
import io
import itertools
import json
import multiprocessing
import random
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from model.checks.engine import check
from model.form.edition import Edition
from model.importing import import_data
from model.report.derived_totals import shown
from tests.benchmarks.fuzz_outcome import Counts, Sample, outcome_of
from tests.benchmarks.sample import ROOT, editions
from tests.benchmarks.structure_cases import changed_documents
from tests.benchmarks.structures import KINDS
from tests.model.importing.readers.pdf.ofd_files import converted

SAMPLES = ROOT / "tests" / "samples"
SEED, CASES = 20250131, 10_000
SLOW_S = 5.0
PROCESSES = 2
_NO_CONTAINERS = (".json", ".sqlite3")
_ELEMENT = re.compile(
    rb"<((?:\w+:)?(?:tc|tr|p|r|row|c|v|td|th|span|tbl|table-cell|table-row|covered-table-cell))(?:\s[^>]*[^/])?>"
)

Numbers = Iterator[int]
"""Of the cases to be made, in ascending order."""
ByKind = dict[str, Counts]


def samples(known: Mapping[str, Edition]) -> list[Sample]:
    """The sample files that are read, and one in OFD that is made of a PDF file."""
    found = [
        _sample(path.name, path.read_bytes(), known)
        for path in sorted(SAMPLES.iterdir())
        if path.is_file() and path.suffix not in _NO_CONTAINERS and path.name != "locked.pdf"
    ]
    return [*found, _sample("huaian-2024.ofd", converted(SAMPLES / "huaian-2024.pdf"), known)]


def _sample(name: str, data: bytes, known: Mapping[str, Edition]) -> Sample:
    whole = import_data(data, name, known)
    edition = known[whole.report.edition]
    rules = frozenset(each.message for each in check(whole.report, edition).findings)
    notes = Counter(note.what for note in whole.notes)
    places = {cell: origin.place for cell, origin in whole.report.origins.items()}
    return Sample(name, data, shown(whole.report, edition).figures, places, whole.stated.cells, rules, notes)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut short, some bytes changed, a stretch lost, written twice, or put elsewhere; of a package, in a part of it."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_damaged_part(data, chance)
    if b"</" in data[:5000] and chance.random() < 0.4:
        return _without_element(data, chance)
    kind, place, length = chance.randrange(6), chance.randrange(len(data)), chance.randrange(1, 3000)
    if kind == 0:
        return data[:place]
    if kind == 1:
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(changed)
    if kind == 2:
        return data[:place] + data[place + length :]
    if kind == 3:
        return data[: place + length] + data[place:]
    if kind == 4:
        to = chance.randrange(len(data))
        return data[:to] + data[place : place + length] + data[to:]
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _without_element(data: bytes, chance: random.Random) -> bytes:
    """XML or HTML without one of its cells, rows, paragraphs, or with one of them twice."""
    begins = list(_ELEMENT.finditer(data))
    begin = chance.choice(begins) if begins else None
    end = data.find(b"</" + begin[1] + b">", begin.end()) if begin else -1
    if begin is None or end < 0:
        return data[: chance.randrange(len(data))]
    end += len(begin[1]) + 3
    return data[: begin.start()] + chance.choice((0, 2)) * data[begin.start() : end] + data[end:]


def _with_damaged_part(data: bytes, chance: random.Random) -> bytes:
    """The package packed anew, with sound checksums, after a part of it was damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = sorted((name for name, held in parts.items() if len(held) > 20), key=lambda name: -len(parts[name]))
    tables = [name for name in names if name.lower().endswith(("document.xml", "content.xml")) or "/sheet" in name]
    name = chance.choice(tables if chance.random() < 0.6 else names)
    parts[name] = damaged(parts[name], chance) if not parts[name].startswith(b"PK") else parts[name][:-9]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for each, held in parts.items():
            package.writestr(each, held)
    return packed.getvalue()


def fuzz_often(seed: int, numbers: Numbers, folder: Path, keep: Path | None = None) -> ByKind:
    """Suffix of a sample -> what came of its damaged copies."""
    known = editions()
    of = samples(known)
    counts: ByKind = {}
    for number in numbers:
        sample = of[number % len(of)]
        path = folder / f"damaged{Path(sample.name).suffix}"
        path.write_bytes(damaged(sample.data, random.Random(f"{seed} {number}")))
        kind = counts.setdefault(path.suffix[1:], Counts())
        _take(path, sample, known, kind, _Recipe("fuzz", seed, number, sample.name), keep)
    return counts


def changes_often(seed: int, numbers: Numbers, folder: Path, keep: Path | None = None) -> ByKind:
    """Kind of change -> what came of its documents."""
    known = editions()
    counts: ByKind = {}
    for case in changed_documents(known, seed, numbers, folder):
        sample = Sample(case.path.name, b"", case.truth, {}, {}, case.description, Counter())
        recipe = _Recipe("structures", seed, case.number, f"{case.kind}, {case.writer}")
        _take(case.path, sample, known, counts.setdefault(case.kind, Counts()), recipe, keep)
    return counts


@dataclasses.dataclass(frozen=True)
class _Recipe:
    """How a case is made again."""

    benchmark: str
    seed: int
    number: int
    name: str

    def __str__(self) -> str:
        command = f"{self.benchmark} --seed {self.seed} --first {self.number} --count 1 --keep FOLDER"
        return f"{self.number} {self.name} ({command})"


def _take(
    path: Path, sample: Sample, known: Mapping[str, Edition], counts: Counts, recipe: _Recipe, keep: Path | None
) -> None:
    took, outcome = _timed(path, sample, known)
    if took > SLOW_S:
        counts.slow += 1
        counts.worst.append(f"{recipe}: slow, {took:.1f} s")
    counts.take(outcome, str(recipe))
    for each in counts.worst[counts.told :]:
        print(each, file=sys.stderr, flush=True)
    counts.told = len(counts.worst)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        kept = keep / f"{recipe.benchmark}-{recipe.seed}-{recipe.number}{path.suffix}"
        shutil.copyfile(path, kept)
        print(f"{kept}: {outcome}", file=sys.stderr, flush=True)


def _timed(path: Path, sample: Sample, known: Mapping[str, Edition]) -> tuple[float, str]:
    """Seconds of computing, because others may use the machine; the document is read in this process."""
    began = time.process_time()
    outcome = outcome_of(path, sample, known)
    return time.process_time() - began, outcome


Run = Callable[[int, Numbers, Path, Path | None], ByKind]


@dataclasses.dataclass(frozen=True)
class _Share:
    """The part of a run that one process does."""

    run: Run
    seed: int
    numbers: tuple[int, int, int]
    """First, one past the last, step."""
    until: float
    """A time of ``time.monotonic()``, the same for all processes."""
    keep: Path | None

    def done(self) -> ByKind:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # LibreOffice may still end
            in_time = itertools.takewhile(lambda _: time.monotonic() < self.until, range(*self.numbers))
            return self.run(self.seed, in_time, Path(folder), self.keep)


def _run(name: str, run: Run, arguments: Sequence[str]) -> None:
    """No ratio: counts for each kind. ``silently_wrong``, ``unnamed``, ``traceback`` and ``slow`` must be 0."""
    parser = argparse.ArgumentParser(prog=name)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no case after this time")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=CASES)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--keep", type=Path, help="a folder for the files; each outcome is printed")
    asked = parser.parse_args(arguments)
    until = time.monotonic() + asked.seconds
    ends = asked.first + asked.count
    shares = [
        _Share(run, asked.seed, (asked.first + part, ends, asked.processes), until, asked.keep)
        for part in range(min(asked.processes, asked.count))
    ]
    by_kind: ByKind = {}
    with multiprocessing.get_context("spawn").Pool(len(shares)) as pool:
        for found in pool.imap_unordered(_Share.done, shares):
            for kind, counts in found.items():
                by_kind[kind] = by_kind[kind] + counts if kind in by_kind else counts
    order = list(KINDS)
    for kind, counts in sorted(
        by_kind.items(), key=lambda each: (order.index(each[0]) if each[0] in order else 0, each[0])
    ):
        line = {"name": name, "kind": kind, "seed": asked.seed, **counts.figures()}
        print(json.dumps(line, ensure_ascii=False), flush=True)
    whole = sum(by_kind.values(), Counts())
    line = {"name": name, "kind": "all", "seed": asked.seed, "cases": whole.cases, **whole.figures()}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    if whole.worst:
        sys.exit(1)


def fuzz(arguments: Sequence[str] = ()) -> None:
    """Damaged bytes of the samples, by their suffixes."""
    _run("fuzz", fuzz_often, arguments)


def structures(arguments: Sequence[str] = ()) -> None:
    """Documents with changed tables, by the kinds of change."""
    _run("structures", changes_often, arguments)
