"""Entries of the list of findings, as immutable values."""

from dataclasses import dataclass, replace
from enum import StrEnum

from model.checks.findings import Finding, Severity
from model.form.tables import Cell
from model.linking.finding_actions import READ_ONLY, Action
from model.repairs.repairs import Repair
from model.report.report import ToCheck


class ListCommand(StrEnum):
    """Kinds of the actions that the list adds to those of the model."""

    FOLD = "fold"
    UNFOLD = "unfold"
    MARK_ALL_CHECKED = "mark_all_checked"
    LIST_YEARS = "list_years"
    REPAIR = "repair"
    OTHER_REPAIRS = "other_repairs"


FOLDING = frozenset({ListCommand.FOLD, ListCommand.UNFOLD})


@dataclass(frozen=True)
class FindingEntry:
    """One entry of the list; ``actions`` are shown below its text."""

    kind: str
    """``repair``, ``head``, ``finding``, ``remark``, ``settled``, ``to_check`` or ``note``."""
    title: str
    text: str = ""
    actions: tuple[Action, ...] = ()
    finding: Finding | None = None
    mark_key: str = ""
    """Key of the mark to check; empty for other kinds."""
    mark: ToCheck | None = None
    repair: Repair | None = None
    cell: Cell | None = None
    level: Severity | None = None
    """Severity that determines sign and colour; ``None``: no sign."""

    def for_reading(self) -> "FindingEntry":
        """A copy without actions that edit, for a final report."""
        return replace(self, actions=tuple(each for each in self.actions if each.kind in READ_ONLY | FOLDING))

    @property
    def leads_somewhere(self) -> bool:
        """Whether a click on it goes to a place."""
        return self.kind in ("finding", "remark", "to_check", "settled", "repair")

    @property
    def is_selectable(self) -> bool:
        """Whether it can be the current entry; heads and notes only with actions."""
        return self.kind not in ("head", "note") or bool(self.actions)
