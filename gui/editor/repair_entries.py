"""Repair entries at the top of the list of findings: reverting the last change, or a repair of the equations."""

from gui.editor.finding_entries import FindingEntry, ListCommand
from gui.session.open_report import OpenReport
from gui.session.repair_search import RepairSearch
from model.form.figures import show_figure
from model.linking.finding_actions import Action, ActionKind
from model.repairs.repairs import FEW, Repairs

MOST_OTHERS = FEW
"""Maximum number of other repairs that are offered in a menu."""
_GO = Action(ActionKind.GO, "定位")


def repair_entries(open_report: OpenReport, repairs: RepairSearch) -> list[FindingEntry]:
    """The entries for the current repairs; empty while no search has a result."""
    back = repairs.set_back
    if back is None:
        return _suggested(open_report, repairs)
    actions = [Action(ListCommand.REPAIR, f"改回 {show_figure(back.changes[0][1])}"), _GO]
    text, others = f"{back.says}。", len(repairs.others)
    if 0 < others <= MOST_OTHERS:
        actions.append(Action(ListCommand.OTHER_REPAIRS, f"其他可能 {others}"))
    elif others:
        text += f"按勾稽关系另有 {others} 种改法。"
    entry = FindingEntry("repair", "刚改过的数，请先核对", text, tuple(actions), repair=back)
    return [entry] if repairs.settles_all else [entry, *_suggested(open_report, repairs)]


def _suggested(open_report: OpenReport, search: RepairSearch) -> list[FindingEntry]:
    best = search.best
    if best is None:
        unclear = search.unclear
        return [] if unclear is None else [_unclear(open_report, unclear)]
    repairs, repair = best
    cells = len(repair.changes)
    settles = f"改这{'一格' if cells == 1 else f' {cells} 格'}，{len(repair.settles)} 处不一致全部消除。"
    text = settles + (f"{repair.reason}。" if repair.reason else "")
    take = f"改为 {show_figure(repair.changes[0][1])}" if cells == 1 else "照此改正"
    actions = [Action(ListCommand.REPAIR, take), _GO]
    others = len(repairs.repairs) - 1
    if 0 < others <= MOST_OTHERS:
        actions.append(Action(ListCommand.OTHER_REPAIRS, f"其他可能 {others}"))
    elif others:
        text += f"另有 {others} 种改法，都不如这种可能。"
    title = "最可能的错处" if repairs.clear else "可能的错处，请先核对"
    return [FindingEntry("repair", title, f"{repair.says}\n{text}", tuple(actions), repair=repair)]


def _unclear(open_report: OpenReport, repairs: Repairs) -> FindingEntry:
    """The entry if no best repair exists: what is known, and which cells to look at first."""
    text = f"{repairs.says}。"
    zeroed = open_report.steps.filled_with_zero()
    if filled := [cell for cell in repairs.first if cell in zeroed]:
        which = "这些格" if len(filled) == len(repairs.first) else f"其中 {len(filled)} 格"
        text += f"{which}是用“空白补 0”填的。"
    actions = [_GO] if repairs.first else []
    if 1 < len(repairs.repairs) <= MOST_OTHERS:
        actions.append(Action(ListCommand.OTHER_REPAIRS, f"可能的改法 {len(repairs.repairs)}"))
    first = repairs.first[0] if repairs.first else None
    return FindingEntry("repair", "怎样改正", text, tuple(actions), cell=first)
