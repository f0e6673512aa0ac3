"""Searches for the smallest repair in the background after a pause in typing; the next edit cancels the search."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from gui.kit.background_task import run_in_background
from gui.session.open_report import OpenReport
from model.checks.engine import CheckResult
from model.form.figures import show_figure
from model.form.tables import Cell
from model.repairs.integer_solver import CancelledError
from model.repairs.last_change import set_back
from model.repairs.repairs import Advice, Repair, Repairs, advise
from model.report.edits import setting_figures

QUIET_MS = 250


class RepairSearch(QObject):
    """Repairs for the current state of the report. ``advice`` is ``None`` until a search has finished."""

    advice_changed = Signal()

    def __init__(self, open_report: OpenReport) -> None:
        super().__init__(open_report)
        self._open_report = open_report
        self._cancel = threading.Event()
        self.advice: Advice | None = None
        self.set_back: Repair | None = None
        """Offered before the repairs of ``advice``: restores a recently changed figure; ``None`` if not applicable."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(QUIET_MS)
        self._rest.timeout.connect(self._search)
        open_report.findings_changed.connect(self._begin_anew)
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Discards results of an earlier state and restarts the search."""
        self.stop()
        if self.advice is not None or self.set_back is not None:
            self.advice = self.set_back = None
            self.advice_changed.emit()
        if self._open_report.checked.context.broken:
            self._rest.start()

    def stop(self) -> None:
        """Cancels the search, running or pending."""
        self._rest.stop()
        self._cancel.set()

    def _search(self) -> None:
        cancel = self._cancel = threading.Event()
        checked = self._open_report.checked
        report = self._open_report
        steps, zeroed = report.steps.dated_steps_back(), report.steps.filled_with_zero()
        self.set_back = set_back(checked.context, steps, datetime.now(UTC), zeroed)
        if self.set_back is not None:
            self.advice_changed.emit()

        def take(advice: Advice | None) -> None:
            if advice is not None and not cancel.is_set():
                self.advice = advice
                self.advice_changed.emit()

        run_in_background(self, _searching(checked, cancel), take, _pass_over)

    @property
    def suspects(self) -> frozenset[Cell]:
        """The cells that the first repair offered would change; empty if there is none."""
        top = self.set_back or (self.best[1] if self.best else None)
        return frozenset(cell for cell, _ in top.changes) if top else frozenset()

    @property
    def settles_all(self) -> bool:
        """Whether :attr:`set_back` alone repairs every broken equation of its table."""
        if self.set_back is None:
            return False
        table = self.set_back.changes[0][0].table
        broken = self._open_report.checked.context.broken.values()
        left = {each.id for some in broken for each, _, _ in some if each.cells[0].table == table}
        return left <= set(self.set_back.settles)

    @property
    def others(self) -> tuple[Repair, ...]:
        """The repairs to offer besides the first one."""
        found = self.best[0] if self.best is not None else self.unclear
        if found is None:
            return ()
        if self.set_back is not None:
            return tuple(each for each in found.repairs if each.changes != self.set_back.changes)
        return found.repairs[1:] if self.best is not None else found.repairs

    @property
    def best(self) -> tuple[Repairs, Repair] | None:
        """The best repair, with all repairs of its table; ``None`` if no table has one."""
        for repairs in self.advice.tables.values() if self.advice else ():
            if repairs.best is not None:
                return repairs, repairs.best
        return None

    @property
    def unclear(self) -> Repairs | None:
        """The result for a table that has broken equations but no best repair; ``None`` if there is no such table."""
        for repairs in self.advice.tables.values() if self.advice else ():
            if repairs.says and repairs.best is None:
                return repairs
        return None

    def take(self, repair: Repair) -> bool:
        """Applies the repair as one undo step; ``False`` if the edit is not allowed."""
        if repair is self.set_back:
            cell, was = repair.changes[0]
            label = f"改回 {self._open_report.edition.name_of(cell)} {show_figure(was)}"
        else:
            label = f"按勾稽关系改正：{repair.says}"
        return self._open_report.edit(setting_figures(self._open_report.report, dict(repair.changes), label))


def _searching(checked: CheckResult, cancel: threading.Event) -> Callable[[], Advice | None]:
    def search() -> Advice | None:
        try:
            return advise(checked, cancelled=cancel.is_set)
        except CancelledError:
            return None

    return search


def _pass_over(_problem: str) -> None:
    """Ignores a failed search: no repair is offered, the findings are still shown."""
