"""A register that is being counted for the open draft: its file, what was decided, and the count that follows."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

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


class FirstCount(NamedTuple):
    """A register counted by the decisions of the last time; counting takes too long for the GUI thread."""

    file: RegisterFile
    words: RegisterWords
    counted: Counted
    problem: str
    """Why those decisions are not used; empty if they are."""


def first_count(
    file: RegisterFile, words: RegisterWords, editions: Mapping[str, Edition], year: int, folder: Path
) -> FirstCount:
    """Counts ``file`` for ``year``; ``folder`` holds the decisions of the last time."""
    decisions, problem, path = Decisions(), "", folder / REMEMBERED
    try:
        if path.exists():
            decisions = read_decisions(path, words, edition_for(year, editions))
    except UserFacingError as error:
        problem = str(error)
    return FirstCount(file, words, count_register(file, words, decisions, editions, year), problem)


class RegisterState(QObject):
    """Counts again after each decision, and remembers it for the next time."""

    changed = Signal()

    def __init__(self, first: FirstCount, editions: Mapping[str, Edition], folder: Path, days: WorkingDays) -> None:
        super().__init__()
        self.file = first.file
        self.words = first.words
        self.counted = first.counted
        self.problem = first.problem
        """Why the decisions of the last time are not used; empty if they are."""
        self.year = first.counted.count.year
        self._editions = editions
        self._days = days
        self._path = folder / REMEMBERED
        self._last_file: RegisterFile | None = None
        self.last: Counted | None = None
        """Last year's register, counted for last year; ``None`` until it was chosen."""
        self._statistics: tuple[Counted, Statistics] | None = None

    @property
    def decisions(self) -> Decisions:
        """Everything decided so far."""
        return self.counted.decisions

    def statistics(self) -> Statistics:
        """What the register tells beside the count."""
        counted = self.counted
        if self._statistics is None or self._statistics[0] is not counted:
            found = statistics_of(counted.applications.found, self.year, counted.edition, self.words, self._days)
            self._statistics = counted, found
        return self._statistics[1]

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

    def count(self, file: RegisterFile) -> Counted:
        """``file`` counted for the year by what is decided now; changes nothing, so that other threads may do it."""
        return count_register(file, self.words, self.decisions, self._editions, self.year)

    def count_last(self, file: RegisterFile) -> Counted:
        """As :meth:`count`, for last year."""
        return count_register(file, self.words, self.decisions, self._editions, self.year - 1)

    def read_again(self, file: RegisterFile, counted: Counted) -> None:
        """The register has changed, and was counted meanwhile."""
        self.file = file
        self.counted = counted if counted.decisions is self.decisions else self.count(file)
        self.changed.emit()

    def compare_with(self, file: RegisterFile, counted: Counted) -> None:
        """Takes ``file``, which was counted meanwhile, as last year's register."""
        self._last_file = file
        self.last = counted if counted.decisions is self.decisions else self.count_last(file)
        self.changed.emit()

    def about_carry_over(self, last_year: Report | None) -> tuple[str, ...]:
        """What is to be said about 上年结转, compared with last year's report and, if it was chosen, register."""
        return about_carry_over(self.counted, last_year, self.last)

    def _apply(self, decisions: Decisions) -> None:
        self.counted = count_register(self.file, self.words, decisions, self._editions, self.year)
        if self._last_file is not None:
            self.last = self.count_last(self._last_file)
        with contextlib.suppress(UserFacingError):  # a full disk does not keep anybody from counting
            write_decisions(self._path, decisions)
        self.changed.emit()
