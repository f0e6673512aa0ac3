"""Runs tests in the folder that it is started in, one request a line on standard input; see :class:`Request`.

The libraries are loaded once; where the system can fork, each run starts from there with modules of its own.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any, TypedDict

MOST_BYTES = 6 << 30
"""Of memory: a mutant may well collect without end."""
TIMED_OUT = -1


class Request(TypedDict):
    files: list[str]
    """Test files."""
    only: list[str]
    """The tests among theirs that are run, in this order; empty: all."""
    traced: str
    """A source file whose executed lines are noted test by test; empty: none."""
    seconds: float
    """A run that takes longer is ended."""


class Answer(TypedDict):
    code: int
    """Of pytest; ``TIMED_OUT``."""
    seconds: float
    lines: Mapping[str, list[int]]
    """Test -> lines of the traced file that it executed; those run on import stand under ``""``."""
    durations: Mapping[str, float]


class _Plugin:
    """Chooses tests, times them and notes the lines that they execute."""

    def __init__(self, only: list[str], traced: str) -> None:
        self._order = {test: number for number, test in enumerate(only)}
        self._traced = traced
        self._lines: set[int] = set()
        self.lines: dict[str, set[int]] = {"": self._lines}
        self.durations: dict[str, float] = {}
        if traced:
            threading.settrace(self._trace)
            sys.settrace(self._trace)

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        if self._order:
            items[:] = [each for each in items if each.nodeid in self._order]
            items.sort(key=lambda each: self._order[each.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._lines = self.lines.setdefault(nodeid, set())
        if self._traced:
            sys.settrace(self._trace)

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.durations[report.nodeid] = self.durations.get(report.nodeid, 0.0) + report.duration

    def _trace(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        return self._line if frame.f_code.co_filename == self._traced else None

    def _line(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            self._lines.add(frame.f_lineno)
        return self._line


def run(request: Request, answer_file: Path) -> int:
    """In this process, which can run nothing else after it."""
    import pytest

    plugin = _Plugin(request["only"], request["traced"])
    loaded_before = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"
    arguments = ["-x", "-q", "--numprocesses=0", "-p", "no:cacheprovider", "-W", loaded_before, *request["files"]]
    code = int(pytest.main(arguments, plugins=[plugin]))
    sys.settrace(None)
    answer_file.write_text(
        json.dumps(
            {"lines": {test: sorted(each) for test, each in plugin.lines.items()}, "durations": plugin.durations}
        ),
        encoding="utf-8",
    )
    return code


def _forked(request: Request, answer_file: Path) -> int:
    child = os.fork()
    if not child:
        code = 70
        try:
            os.setsid()
            _limit_memory()
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            code = run(request, answer_file)
        finally:
            os._exit(code)
    until = time.monotonic() + request["seconds"]
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) if not os.WIFSIGNALED(status) else 70
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return TIMED_OUT


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def _started(request: Request, answer_file: Path) -> int:
    command = [sys.executable, __file__, "--once", json.dumps(request), str(answer_file)]
    try:
        return subprocess.run(command, capture_output=True, timeout=request["seconds"], check=False).returncode
    except subprocess.TimeoutExpired:
        return TIMED_OUT


def _answer(request: Request) -> Answer:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer.json"
        code = (_forked if hasattr(os, "fork") else _started)(request, file)
        held = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"lines": {}, "durations": {}}
    return Answer(code=code, seconds=time.monotonic() - begin, lines=held["lines"], durations=held["durations"])


def main() -> None:
    sys.path.insert(0, str(Path.cwd()))
    if sys.argv[1:2] == ["--once"]:
        sys.exit(run(json.loads(sys.argv[2]), Path(sys.argv[3])))
    for library in ("pytest", "hypothesis", "lxml.etree", "lxml.html", "openpyxl", "xlsxwriter", "PySide6.QtWidgets"):
        with contextlib.suppress(ImportError):
            __import__(library)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
