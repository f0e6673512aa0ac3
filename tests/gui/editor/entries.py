"""What tests do with the list of findings."""

from enum import StrEnum

from gui.editor.finding_entries import FindingEntry
from gui.editor.findings_model import ENTRY_ROLE
from gui.editor.findings_panel import FindingsPanel


def entries(panel: FindingsPanel) -> list[FindingEntry]:
    return [panel.model.index(row).data(ENTRY_ROLE) for row in range(panel.model.rowCount())]


def offered(entry: FindingEntry) -> list[tuple[str, StrEnum]]:
    """(label, kind) of its actions."""
    return [(action.label, action.kind) for action in entry.actions]


def choose(panel: FindingsPanel, entry: FindingEntry, kind: StrEnum) -> None:
    """As a click on the action does; it must be offered."""
    (action,) = [each for each in entry.actions if each.kind == kind]
    panel.list.chosen.emit(entry, action)
