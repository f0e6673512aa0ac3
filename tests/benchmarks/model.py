"""From an edit to its findings."""

from itertools import cycle

from model.checks import check
from model.edits import Edit, apply
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
