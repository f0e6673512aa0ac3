"""The selection and sum of the files of a batch, computed in the background while files arrive."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from gui.kit.background_task import run_in_background
from model.batch.results import BatchResults
from model.batch.selection import NO_LIST, Choices, Selection, select
from model.batch.summary import Summary, summed
from model.batch.summary_checks import unit_findings
from model.batch.unit_list import UnitList
from model.checks.findings import Finding
from model.form.edition import Edition, edition_for

PAUSE_MS = 700
"""At least so long between two computations."""
PAUSES = 5
"""And so many times as long as the last one took: with ten thousand files it would keep the workers from going on."""


@dataclass(frozen=True)
class BatchSum:
    """What is summed, what is not and why."""

    selection: Selection
    summary: Summary | None
    """``None`` while no file can be summed."""
    findings: tuple[Finding, ...]
    edition: Edition


class BatchSummer(QObject):
    """Recomputes after :meth:`schedule`, one computation at a time."""

    changed = Signal()
    """:attr:`current` is another one."""

    def __init__(
        self,
        results: BatchResults,
        editions: Mapping[str, Edition],
        organ: str,
        year: int,
        parent: QObject | None = None,
        unread: Callable[[], int] = int,
    ) -> None:
        """``unread``: how many files of the batch have no result yet."""
        super().__init__(parent)
        self._unread = unread
        self._results = results
        self._editions = editions
        self.organ = organ
        self.year = year
        self.units: UnitList = NO_LIST
        self.choices = Choices()
        self.current: BatchSum | None = None
        self._is_due = False
        self._is_computing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._took = 0.0
        """Seconds."""
        self._timer.timeout.connect(self._compute)

    def set_subject(self, organ: str, year: int) -> None:
        """Whose summary it is."""
        if (organ, year) != (self.organ, self.year):
            self.organ, self.year = organ, year
            self.recompute()

    def set_units(self, units: UnitList) -> None:
        """The units that are expected."""
        self.units = units
        self.recompute()

    def set_choices(self, choices: Choices) -> None:
        """What the user decided about the sum."""
        self.choices = choices
        self.recompute()

    def remember_unit(self, stated: str, unit: str) -> None:
        """The user said which unit a name means; an empty ``unit``: none of the list."""
        self.set_units(replace(self.units, remembered={**self.units.remembered, stated: unit}))

    def keep_file(self, unit: str, number: int) -> None:
        """Of several files of the unit this one counts."""
        self.set_choices(replace(self.choices, kept={**self.choices.kept, unit: number}))

    def schedule(self) -> None:
        """Files have come: computes soon."""
        if not self._timer.isActive():
            self._timer.start(max(PAUSE_MS, round(1000 * PAUSES * self._took)))

    def recompute(self) -> None:
        """Something was decided: computes at once."""
        self._timer.stop()
        self._compute()

    @property
    def is_computing(self) -> bool:
        """Whether :attr:`current` is about to be replaced."""
        return self._is_computing or self._timer.isActive()

    def _compute(self) -> None:
        if self._is_computing:
            self._is_due = True
            return
        self._is_computing, self._is_due = True, False
        rows, organ, year = dict(self._results.rows), self.organ, self.year
        units, choices, editions, results = self.units, self.choices, self._editions, self._results
        unread = self._unread()

        began = time.monotonic()

        def compute() -> BatchSum:
            selection = select(rows.values(), organ, year, units, choices, unread)
            edition = edition_for(year, editions)
            if not selection.taken:
                return BatchSum(selection, None, (), edition)
            summary = summed(results, selection, edition, editions, sums_of_some=choices.sums_of_some)
            return BatchSum(selection, summary, tuple(unit_findings(summary, selection, rows)), edition)

        run_in_background(self, compute, partial(self._show, began), self._fail)

    def _show(self, began: float, found: BatchSum) -> None:
        self._is_computing = False
        self._took = time.monotonic() - began
        self.current = found
        self.changed.emit()
        if self._is_due:
            self._compute()

    def _fail(self, _reason: str) -> None:
        """The batch was closed meanwhile."""
        self._is_computing = False
