"""Reads and checks the files of a batch in the background, and announces what is done in pieces on the GUI thread."""

import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.kit.background_task import run_in_background
from model.batch.checking_pool import BESIDE_THE_WINDOW, Checking, CheckingPool, Outcome, default_jobs
from model.batch.file_rows import FileRow
from model.batch.results import BatchResults
from model.batch.sources import Source, collect
from model.errors import UserFacingError

TAKE_MS = 80
"""How often finished files are taken over."""
MOST_AT_ONCE = 200
"""Files taken over at once; more would keep the window from answering."""
_RATE_SECONDS = 20.0
"""The remaining time follows the speed of the last so many seconds."""
_LEAST_SECONDS, _LEAST_FILES = 1.5, 4
"""Before that no remaining time is shown: it would be a guess."""


@dataclass(frozen=True)
class Progress:
    """How far the batch is."""

    done: int
    total: int
    seconds_left: float | None
    """``None`` while it is unknown, and when nothing is left."""
    is_running: bool


class BatchRun(QObject):
    """The files of one batch. Files may be added while others are being read."""

    rows_added = Signal(object)
    """``tuple[FileRow, ...]``: files that are done."""
    progress_changed = Signal()
    finished = Signal()
    """All files that were given are done, or the run was cancelled."""
    problem_found = Signal(str)
    """A folder or archive that could not be looked into, or why the run ended."""

    def __init__(self, checking: Checking, year: int, jobs: int | None = None, parent: QObject | None = None) -> None:
        """``jobs``: worker processes; ``None``: as many as the computer does at once."""
        super().__init__(parent)
        self._checking = checking
        self._jobs = jobs or default_jobs()
        self.results = BatchResults(checking.editions, year)
        self.sources: list[Source] = []
        """By the number of the file."""
        self._done: deque[FileRow] = deque()
        self._ends: deque[BaseException | None] = deque()
        self._times: deque[tuple[float, int]] = deque()
        self._count = 0
        self._waiting: deque[tuple[int, ...]] = deque()
        """Numbers of files to be read, as they were given."""
        self._under_way: tuple[int, ...] = ()
        self._pool: CheckingPool | None = None
        self._thread: threading.Thread | None = None
        self._collecting = 0
        self.is_closed = False
        self._to_collect: deque[tuple[Path, ...]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(TAKE_MS)
        self._timer.timeout.connect(self.take_over)

    # -- starting and ending

    def add(self, paths: Sequence[Path]) -> None:
        """Looks for files in ``paths``, in the background, then reads them; those that were given first come first."""
        self._collecting += 1
        self._to_collect.append(tuple(paths))
        self.progress_changed.emit()
        if self._collecting == 1:
            self._collect_next()

    def _collect_next(self) -> None:
        if self._to_collect:
            paths = self._to_collect.popleft()
            run_in_background(self, partial(collect, paths), self._collected, self._not_collected)

    def _collected(self, found: tuple[list[Source], list[str]]) -> None:
        sources, problems = found
        self._collecting -= 1
        self._collect_next()
        for problem in problems:
            self.problem_found.emit(problem)
        if not sources and not problems:
            self.problem_found.emit("里面没有文件")
        known = {(each.path, each.entry) for each in self.sources}
        new = [each for each in sources if (each.path, each.entry) not in known]
        given = {(each.path, each.entry) for each in sources}
        self._enqueue(
            new, [each for each in self.unread if (self.sources[each].path, self.sources[each].entry) in given]
        )

    def _not_collected(self, reason: str) -> None:
        self._collecting -= 1
        self._collect_next()
        self.problem_found.emit(reason)
        self.progress_changed.emit()

    def read_again(self, number: int) -> None:
        """Reads one file again, e.g. after it was corrected."""
        self._waiting.append((number,))
        self._count -= 1
        self._start_next()

    def resume(self) -> None:
        """Reads what was not read because the run was cancelled."""
        self._enqueue((), self.unread)

    @property
    def unread(self) -> list[int]:
        """Files without a result."""
        rows = self.results.rows
        return [number for number in range(len(self.sources)) if number not in rows]

    def _enqueue(self, sources: Iterable[Source], unread: Iterable[int]) -> None:
        new = tuple(sources)
        first = len(self.sources)
        self.sources += new
        pending = {*self._under_way, *(number for numbers in self._waiting for number in numbers)}
        numbers = (*(each for each in unread if each not in pending), *range(first, len(self.sources)))
        if numbers:
            self._waiting.append(numbers)
        self._start_next()
        self.progress_changed.emit()
        if not numbers and not self.is_running:
            self.finished.emit()

    def _start_next(self) -> None:
        if self._thread is not None or not self._waiting:
            return
        numbers = self._under_way = self._waiting.popleft()
        sources = tuple(self.sources[number] for number in numbers)
        self._times.clear()
        self._times.append((time.monotonic(), self._count))
        self._pool = pool = CheckingPool(self._checking, self._jobs, BESIDE_THE_WINDOW)
        self._thread = threading.Thread(target=self._run, args=(pool, numbers, sources), name="batch run", daemon=True)
        self._thread.start()
        self._timer.start()

    def _run(self, pool: CheckingPool, numbers: Sequence[int], sources: Sequence[Source]) -> None:
        """On a thread of its own; results are added on the threads of the pool. ``numbers``: of the sources."""

        def deliver(outcome: Outcome) -> None:
            self._done.append(self.results.add(replace(outcome, number=numbers[outcome.number])))

        try:
            pool.run(sources, deliver)
        except BaseException as error:
            self._ends.append(error)
        else:
            self._ends.append(None)

    def cancel(self) -> None:
        """Ends the run at once; files that are not done get no row."""
        self._waiting.clear()
        self._collecting -= len(self._to_collect)
        self._to_collect.clear()
        if self._pool is not None:
            self._pool.cancel()

    def close(self) -> None:
        """Ends the run and removes its results."""
        self.is_closed = True
        self._timer.stop()
        self.cancel()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self.results.close()

    # -- taking over

    @property
    def is_running(self) -> bool:
        """Whether files are still looked for or read."""
        return self._thread is not None or bool(self._collecting) or bool(self._waiting)

    def take_over(self) -> None:
        """Announces files that are done, a limited number at once; called by a timer."""
        taken = [self._done.popleft() for _ in range(min(len(self._done), MOST_AT_ONCE))]
        if taken:
            self._count += len(taken)
            now = time.monotonic()
            self._times.append((now, self._count))
            while now - self._times[0][0] > _RATE_SECONDS and len(self._times) > 2:
                self._times.popleft()
            self.rows_added.emit(tuple(taken))
            self.progress_changed.emit()
        if self._ends and not self._done:
            self._end(self._ends.popleft())

    def _end(self, error: BaseException | None) -> None:
        assert self._thread is not None
        self._thread.join()
        self._thread, self._pool, self._under_way = None, None, ()
        if error is not None:
            self.problem_found.emit(
                str(error)
                if isinstance(error, UserFacingError)
                else f"核对中断了（{type(error).__name__}），已有的结果保留"
            )
        self._start_next()
        if self._thread is None:
            self._timer.stop()
            self.progress_changed.emit()
            self.finished.emit()

    @property
    def progress(self) -> Progress:
        """As of the last files that were taken over."""
        total = len(self.sources)
        return Progress(self._count, total, self._seconds_left(total), self.is_running)

    def _seconds_left(self, total: int) -> float | None:
        if self._thread is None or not self._times:
            return None
        (began, before), (now, count) = self._times[0], self._times[-1]
        if now - began < _LEAST_SECONDS or count - before < _LEAST_FILES:
            return None
        return (total - self._count) * (now - began) / (count - before)
