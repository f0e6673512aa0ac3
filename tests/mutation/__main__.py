"""Mutates the guards of the figures, one change at a time, and says which changes no test noticed.

    python -m tests.mutation                          all modules, 40 mutants of each
    python -m tests.mutation --module placing --sample 0   every mutant of one module
    python -m tests.mutation --resume mutation.jsonl  goes on where an interrupted run stopped

A JSON line for each module: how many mutants there are, were tried, were killed, survived, timed out (which counts as
killed: an endless loop is noticed), and are equivalent, for a reason given in ``equivalent.toml``. Survivors follow as
``file:line``, before and after. The checkout is never written to: everything happens in a copy of it.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.mutation.modules import MODULES
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.worker import TIMED_OUT, Answer, Request

ROOT = Path(__file__).parent.parent.parent
EQUIVALENT = Path(__file__).parent / "equivalent.toml"
COPIED = ("main.py", "pyproject.toml", "README.md", "model", "export", "gui", "resources", "tests")
GOAL = 0.85
NO_TESTS = 5


class Worker:
    """The process that runs tests in the copy."""

    def __init__(self, folder: Path) -> None:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py"))],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, files: Sequence[str], only: Sequence[str] = (), traced: str = "", seconds: float = 600.0) -> Answer:
        assert self._process.stdin and self._process.stdout
        request = Request(files=list(files), only=list(only), traced=traced, seconds=seconds)
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer: Answer = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        self._process.communicate()


@dataclass
class Result:
    """What became of a module's mutants."""

    module: str
    mutants: int
    tried: int = 0
    killed: int = 0
    timed_out: int = 0
    equivalent: int = 0
    survivors: list[Mutant] = field(default_factory=list)

    @property
    def rate(self) -> float:
        counted = self.tried - self.equivalent
        return (self.killed + self.timed_out) / counted if counted else 1.0

    def line(self) -> str:
        return json.dumps(
            {
                "module": self.module,
                "mutants": self.mutants,
                "tried": self.tried,
                "killed": self.killed,
                "timed_out": self.timed_out,
                "survived": len(self.survivors),
                "equivalent": self.equivalent,
                "rate": round(self.rate, 3),
            }
        )


class Trial:
    """Mutates one module in the copy and runs its tests against each mutant."""

    def __init__(self, module: str, tests: Sequence[str], folder: Path, worker: Worker) -> None:
        self._path = folder / module
        self._tests = [test for test in tests if (folder / test).exists()]
        self._worker = worker
        self.source = self._path.read_text(encoding="utf-8")
        self._writes = 0
        plain = worker.run(self._tests)
        if plain["code"]:
            raise SystemExit(f"{module}: its tests fail without any mutation: {' '.join(self._tests)}")
        traced = worker.run(self._tests, traced=str(self._path))
        self._seconds = 10 + 5 * plain["seconds"]
        self._durations = plain["durations"]
        self._lines = {test: set(lines) for test, lines in traced["lines"].items()}

    def outcome(self, mutant: Mutant) -> str:
        """``killed``, ``timed out`` or ``survived``."""
        self._write(mutant.source)
        try:
            tests = sorted(filter(None, self._lines), key=lambda test: self._durations.get(test, 0.0))
            reaching = [test for test in tests if not self._lines[test].isdisjoint(mutant.lines)]
            if not reaching and self._lines[""].isdisjoint(mutant.lines):
                return "survived"  # no test comes here
            # what a shared fixture or a cache did once concerns tests that do not come here themselves
            for only in (reaching, [test for test in tests if test not in set(reaching)]):
                files = list(dict.fromkeys(test.partition("::")[0] for test in only))
                answer = self._worker.run(files, only, seconds=self._seconds) if only else None
                if answer and answer["code"]:
                    return _said(answer)
            return "survived"
        finally:
            self._write(self.source)

    def _write(self, source: str) -> None:
        self._path.write_text(source, encoding="utf-8")
        # Python takes a compiled file for current when time and size agree, and many writes fall into one second
        self._writes += 1
        time = 1_700_000_000 + self._writes
        os.utime(self._path, (time, time))


def _said(answer: Answer) -> str:
    if answer["code"] == NO_TESTS:
        raise SystemExit("no tests were collected")
    return "timed out" if answer["code"] == TIMED_OUT else "killed"


class Log:
    """Outcomes of earlier runs; kept when a file is given."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, tuple[str, str]] = {}
        if path and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                held = json.loads(line)
                self._known[held["mutant"]] = held["outcome"], held["tests"]

    def get(self, mutant: str, tests: str) -> str | None:
        """What a mutant survived counts only while the tests are the same; tests that kill are taken to stay."""
        outcome, of_tests = self._known.get(mutant, ("survived", ""))
        return None if outcome == "survived" and of_tests != tests else outcome

    def put(self, mutant: str, tests: str, outcome: str) -> None:
        self._known[mutant] = outcome, tests
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"mutant": mutant, "tests": tests, "outcome": outcome}) + "\n")


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:24]


def equivalents() -> Mapping[tuple[str, str, str], str]:
    """(function, before, after) -> the reason why no test can tell."""
    held: dict[str, list[dict[str, Any]]] = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return {(each["where"], each["before"], each["after"]): each["reason"] for each in held.get("equivalent", [])}


def try_module(
    module: str, tests: Sequence[str], folder: Path, worker: Worker, sample: int, seed: int, log: Log
) -> Result:
    trial: Trial | None = None
    source = (folder / module).read_text(encoding="utf-8")
    everything = list(mutants_of(source))
    chosen = everything
    if 0 < sample < len(everything):
        chosen = random.Random(f"{seed} {module}").sample(everything, sample)
    result, known = Result(module, len(everything)), equivalents()
    of_tests = _digest(*((folder / test).read_bytes() for test in tests if (folder / test).exists()))
    for mutant in sorted(filter(lambda each: each.is_valid, chosen), key=lambda each: each.line):
        result.tried += 1
        if (mutant.where, mutant.before, mutant.after) in known:
            result.equivalent += 1
            continue
        of_mutant = _digest(module.encode(), mutant.source.encode())
        outcome = log.get(of_mutant, of_tests)
        if outcome is None:
            trial = trial or Trial(module, tests, folder, worker)
            outcome = trial.outcome(mutant)
            log.put(of_mutant, of_tests, outcome)
        result.killed += outcome == "killed"
        result.timed_out += outcome == "timed out"
        if outcome == "survived":
            result.survivors.append(mutant)
            print(f"{module}:{mutant.line}: {mutant}", file=sys.stderr, flush=True)
    return result


def copied(folder: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        elif source.exists():
            shutil.copy2(source, folder / name)


def results(wanted: str, sample: int, seed: int, log: Log) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        folder = Path(name).resolve()
        copied(folder)
        worker = Worker(folder)
        try:
            for module, tests in MODULES.items():
                if wanted in module:
                    yield try_module(module, tests, folder, worker, sample, seed, log)
        finally:
            worker.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--module", default="", help="only modules whose path contains this")
    parser.add_argument("--sample", type=int, default=40, help="mutants of each module; 0: all (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="which mutants are drawn (default: 1)")
    parser.add_argument(
        "--resume", type=Path, help="a file that keeps outcomes; what is there already is not run again"
    )
    parser.add_argument("--list", action="store_true", help="only list the mutants that would be tried")
    chosen = parser.parse_args()
    if chosen.list:
        for module in MODULES:
            if chosen.module in module:
                for mutant in mutants_of((ROOT / module).read_text(encoding="utf-8")):
                    print(f"{module}:{mutant.line}: {mutant}")
        return 0
    everything = []
    for result in results(chosen.module, chosen.sample, chosen.seed, Log(chosen.resume)):
        everything.append(result)
        print(result.line())
        for mutant in result.survivors:
            print(f"    {result.module}:{mutant.line}: {mutant}", flush=True)
    return 0 if all(result.rate >= GOAL for result in everything) else 1


if __name__ == "__main__":
    sys.exit(main())
