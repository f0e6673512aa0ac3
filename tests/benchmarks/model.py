"""From an edit to its findings."""

from itertools import cycle

from model.checks import check
from model.edits import Edit, apply
from model.repairs import find_repairs
from model.totals import shown
from tests.benchmarks.measure import measure
from tests.benchmarks.sample import draft, editions, last_year


def edit_to_findings() -> None:
    """Ours: apply one edit, follow the totals, check every rule. Floor: the 42 sums in plain Python from a dict."""
    edition = editions()["2021"]
    report, last = draft(edition), last_year()
    checked = check(report, edition, last)
    cell = edition.cell("requests.received.business")
    figures = cycle((3, 4, 0))

    def ours() -> None:
        nonlocal report, checked
        report, _ = apply(report, Edit("", {cell: next(figures)}))
        checked = check(report, edition, last, before=checked)

    equations = [
        ([str(term.cell) for term in each.left], [str(term.cell) for term in each.right])
        for each in edition.equations
        if each.rule.startswith(("requests.", "disputes."))
    ]
    assert len(equations) == 42
    plain = {str(each): 0 for each in edition.cells}

    def floor() -> list[bool]:
        return [sum([plain[a] for a in left]) == sum([plain[a] for a in right]) for left, right in equations]

    measure("edit_to_findings", ours, floor, 2000)


def repair_single() -> None:
    """Ours: from a checked report with one wrong cell to its repair. Floor: 100 full checks."""
    _repair("repair_single", {"requests.carried_out.business": 7}, 1)


def repair_double() -> None:
    """Two wrong cells. Floor: 100 full checks."""
    _repair("repair_double", {"requests.carried_out.business": 7, "requests.results.granted.person": 31}, 2)


def _repair(name: str, wrong: dict[str, int], cells: int) -> None:
    """Every total typed, so that each of the 175 cells may be the wrong one."""
    edition = editions()["2021"]
    report, last = draft(edition), last_year()
    sound = apply(report, Edit("", dict(shown(last, edition).figures)))[0]
    report, _ = apply(sound, Edit("", {edition.cell(address): figure for address, figure in wrong.items()}))
    look = check(report, edition, last).look
    assert {len(each.changes) for each in find_repairs(look, "requests").repairs} == {cells}

    def floor() -> None:
        for _ in range(100):
            check(report, edition, last)

    measure(name, lambda: find_repairs(look, "requests"), floor, 20)
