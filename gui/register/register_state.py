"""A register that is being counted for the open draft: its file, what was decided, and the count that follows."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from gui.kit.background_task import run_in_background
from model.errors import UserFacingError
from model.form.edition import Edition, edition_for
from model.register.carry_over import about_carry_over
from model.register.mapping import Decisions, read_decisions, write_decisions
from model.register.register import Counted, RegisterFile, count_register
from model.register.statistics import Statistics, statistics_of
from model.register.words import RegisterWords
from model.register.working_days import WorkingDays
from model.report.report import Report

REMEMBERED = "register-mapping.toml"
"""In the folder of the drafts: what this office decided about its register. It holds no names."""


class Count(NamedTuple):
    """A register counted, and what it tells beside the count: too long for the GUI thread, both of them."""

    counted: Counted
    statistics: Statistics


class FirstCount(NamedTuple):
    """A register counted by the decisions of the last time."""

    file: RegisterFile
    counter: "RegisterCounter"
    found: Count
    problem: str
    """Why those decisions are not used; empty if they are."""


class RegisterCounter:
    """Counts registers of one year; on any thread, as it holds nothing that changes."""

    def __init__(self, words: RegisterWords, editions: Mapping[str, Edition], days: WorkingDays) -> None:
        self.words = words
        self._editions = editions
        self._days = days

    def count(self, file: RegisterFile, decisions: Decisions, year: int) -> Count:
        """``file`` counted for ``year``, with its statistics."""
        counted = self.counted(file, decisions, year)
        found = statistics_of(counted.applications.found, year, counted.edition, self.words, self._days)
        return Count(counted, found)

    def counted(self, file: RegisterFile, decisions: Decisions, year: int) -> Counted:
        """As :meth:`count`, without statistics."""
        return count_register(file, self.words, decisions, self._editions, year)

    def first(self, file: RegisterFile, year: int, folder: Path) -> FirstCount:
        """Counts ``file`` for ``year``; ``folder`` holds the decisions of the last time."""
        decisions, problem, path = Decisions(), "", folder / REMEMBERED
        try:
            if path.exists():
                decisions = read_decisions(path, self.words, edition_for(year, self._editions))
        except UserFacingError as error:
            problem = str(error)
        return FirstCount(file, self, self.count(file, decisions, year), problem)


class Registers(NamedTuple):
    """What the counts are made of."""

    file: RegisterFile
    last: RegisterFile | None
    """Last year's register; ``None`` until it was chosen."""
    decisions: Decisions


class RegisterState(QObject):
    """Counts again after each decision, off the GUI thread, and remembers it for the next time.

    While it counts, everything here is as it was counted last; only :attr:`decisions` are those of now.
    """

    changed = Signal()
    """Counted anew."""
    counting_changed = Signal()
    failed = Signal(str)
    """A sentence for the user: the register could not be counted by the last decisions."""

    def __init__(self, first: FirstCount, folder: Path) -> None:
        super().__init__()
        self._counter = first.counter
        self.words = first.counter.words
        self._registers = Registers(first.file, None, first.found.counted.decisions)
        """What was chosen and decided up to now; it may not be counted yet."""
        self._running: Registers | None = None
        """What is being counted."""
        self.file = first.file
        self.counted, self.statistics = first.found
        self.problem = first.problem
        """Why the decisions of the last time are not used; empty if they are."""
        self.year = self.counted.count.year
        self._path = folder / REMEMBERED
        self.last: Counted | None = None
        """Last year's register, counted for last year; ``None`` until it was chosen."""

    @property
    def decisions(self) -> Decisions:
        """Everything decided so far."""
        return self._registers.decisions

    @property
    def is_counting(self) -> bool:
        """Whether :attr:`counted` does not follow the decisions yet."""
        return self._running is not None

    def decide(self, part: str, key: str, target: str | None) -> None:
        """Decides one entry; ``None`` takes the decision back."""
        entries = {**getattr(self.decisions, part), key: target}
        self._apply(self.decisions.replacing(part, {k: v for k, v in entries.items() if v is not None}))

    def leave_out(self, sheet: str, *, left_out: bool) -> None:
        """Whether the table of that name holds no applications."""
        others = tuple(name for name in self.decisions.left_out if name != sheet)
        self._apply(replace(self.decisions, left_out=(*others, sheet) if left_out else others))

    def use(self, path: Path) -> None:
        """Takes the decisions of a file over.

        Raises:
            MappingError: it is wrong; the decisions are as they were.
        """
        self._apply(read_decisions(path, self.words, self.counted.edition))

    def save_as(self, path: Path) -> None:
        """Writes the decisions into a file for others.

        Raises:
            FileWriteError: it could not be written.
        """
        write_decisions(path, self.decisions)

    def count(self, file: RegisterFile) -> Count:
        """``file`` counted for the year by what is decided now; changes nothing, so that other threads may do it."""
        return self._counter.count(file, self.decisions, self.year)

    def count_last(self, file: RegisterFile) -> Counted:
        """As :meth:`count`, for last year."""
        return self._counter.counted(file, self.decisions, self.year - 1)

    def read_again(self, file: RegisterFile, count: Count) -> None:
        """The register has changed, and was counted meanwhile."""
        self._registers = self._registers._replace(file=file)
        if self._is_of_now(count.counted):
            self._show(file, count, self.last)
        else:
            self._count()

    def compare_with(self, file: RegisterFile, counted: Counted) -> None:
        """Takes ``file``, which was counted meanwhile, as last year's register."""
        self._registers = self._registers._replace(last=file)
        if self._is_of_now(counted):
            self._show(self.file, Count(self.counted, self.statistics), counted)
        else:
            self._count()

    def _is_of_now(self, counted: Counted) -> bool:
        return counted.decisions is self.decisions and not self.is_counting

    def about_carry_over(self, last_year: Report | None) -> tuple[str, ...]:
        """What is to be said about 上年结转, compared with last year's report and, if it was chosen, register."""
        return about_carry_over(self.counted, last_year, self.last)

    def _apply(self, decisions: Decisions) -> None:
        self._registers = self._registers._replace(decisions=decisions)
        with contextlib.suppress(UserFacingError):  # a full disk does not keep anybody from counting
            write_decisions(self._path, decisions)
        self._count()

    def _count(self) -> None:
        """One count at a time: what is decided meanwhile is counted after it, several decisions at once."""
        if self._running is not None:
            return
        registers = self._running = self._registers
        self.counting_changed.emit()

        def work() -> tuple[Count, Counted | None]:
            file, last, decisions = registers
            count = self._counter.count(file, decisions, self.year)
            return count, None if last is None else self._counter.counted(last, decisions, self.year - 1)

        run_in_background(self, work, self._finish, self._fail)

    def _finish(self, found: tuple[Count, Counted | None]) -> None:
        registers, self._running = self._running, None
        if registers is not self._registers:
            self._count()
            return
        self._show(self._registers.file, *found)
        self.counting_changed.emit()

    def _fail(self, problem: str) -> None:
        self._running = None
        self.counting_changed.emit()
        self.failed.emit(problem)

    def _show(self, file: RegisterFile, count: Count, last: Counted | None) -> None:
        self.file, self.last = file, last
        self.counted, self.statistics = count
        self.changed.emit()
