"""A register that is being counted for the open draft: its file, what was decided, and the count that follows."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from model.errors import UserFacingError
from model.form.edition import Edition
from model.register.carry_over import about_carry_over
from model.register.mapping import Decisions, read_decisions, write_decisions
from model.register.register import Counted, RegisterFile, count_register
from model.register.statistics import Statistics, statistics_of
from model.register.words import RegisterWords
from model.register.working_days import WorkingDays
from model.report.report import Report

REMEMBERED = "register-mapping.toml"
"""In the folder of the drafts: what this office decided about its register. It holds no names."""


class RegisterState(QObject):
    """Counts again after each decision, and remembers it for the next time."""

    changed = Signal()

    def __init__(
        self,
        file: RegisterFile,
        words: RegisterWords,
        editions: Mapping[str, Edition],
        year: int,
        folder: Path,
        days: WorkingDays,
    ) -> None:
        super().__init__()
        self.file = file
        self.words = words
        self.year = year
        self._editions = editions
        self._days = days
        self._path = folder / REMEMBERED
        self.problem = ""
        """Why the decisions of the last time are not used; empty if they are."""
        self._last_file: RegisterFile | None = None
        self.last: Counted | None = None
        """Last year's register, counted for last year; ``None`` until it was chosen."""
        self.counted = self._count(Decisions())
        try:
            if self._path.exists():
                self.counted = self._count(read_decisions(self._path, words, self.counted.edition))
        except UserFacingError as error:
            self.problem = str(error)

    @property
    def decisions(self) -> Decisions:
        """Everything decided so far."""
        return self.counted.decisions

    def statistics(self) -> Statistics:
        """What the register tells beside the count."""
        counted = self.counted
        return statistics_of(counted.applications.found, self.year, counted.edition, self.words, self._days)

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

    def read_again(self, file: RegisterFile) -> None:
        """The register has changed: counts it again."""
        self.file = file
        self._apply(self.decisions)

    def compare_with(self, file: RegisterFile) -> None:
        """Takes ``file`` as last year's register."""
        self._last_file = file
        self._apply(self.decisions)

    def about_carry_over(self, last_year: Report | None) -> tuple[str, ...]:
        """What is to be said about 上年结转, compared with last year's report and, if it was chosen, register."""
        return about_carry_over(self.counted, last_year, self.last)

    def _apply(self, decisions: Decisions) -> None:
        self.counted = self._count(decisions)
        if self._last_file is not None:
            self.last = count_register(self._last_file, self.words, decisions, self._editions, self.year - 1)
        with contextlib.suppress(UserFacingError):  # a full disk does not keep anybody from counting
            write_decisions(self._path, decisions)
        self.changed.emit()

    def _count(self, decisions: Decisions) -> Counted:
        return count_register(self.file, self.words, decisions, self._editions, self.year)
