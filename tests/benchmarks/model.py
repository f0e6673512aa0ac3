"""From an edit to its findings."""

import json
import time
from itertools import cycle

from model.checks.engine import check
from model.narrative.lexicon import the_lexicon
from model.repairs.repairs import find_repairs
from model.report.derived_totals import shown
from model.report.edits import Edit, apply
from tests.benchmarks.measure import measure
from tests.benchmarks.sample import draft, editions, last_year
from tests.model.narrative.words.cases import given_cases, passed_by_kind
from tests.model.narrative.words.corpus import REPORTS, SENTENCES
from tests.model.narrative.words.own_cases import OWN
from tests.model.narrative.words.reading import Score, score, score_report


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
    context = check(report, edition, last).context
    assert {len(each.changes) for each in find_repairs(context, "requests").repairs} == {cells}

    def floor() -> None:
        for _ in range(100):
            check(report, edition, last)

    measure(name, lambda: find_repairs(context, "requests"), floor, 20)


def word_to_findings() -> None:
    """Ours: a key in one paragraph of a 6 000-character report, checked. Floor: one scan of that paragraph."""
    edition = editions()["2021"]
    report, last = draft(edition), last_year()
    one = report.texts["1"]
    whole = "\n".join([one] * (6000 // len(one) + 1))[:6000]
    report = report.with_(texts={**report.texts, "1": whole})
    checked = check(report, edition, last)
    typed = iter(range(10**6))
    paragraph = max(whole.split("\n"), key=len)
    scan = the_lexicon().scan
    slow: list[float] = []

    def ours() -> None:
        nonlocal report, checked
        began = time.perf_counter()
        words = whole.replace(paragraph, f"{paragraph}{next(typed)}", 1)
        report, _ = apply(report, Edit("", texts={"1": words}))
        checked = check(report, edition, last, before=checked)
        slow.append((time.perf_counter() - began) * 1000)

    measure("word_to_findings", ours, lambda: list(scan.finditer(paragraph)), 300)
    print(json.dumps({"name": "word_to_findings_p99", "ms": round(sorted(slow)[int(len(slow) * 0.99)], 2)}))


def claims() -> None:
    """Precision and recall on the corpus of sentences, and of what is wrong in the whole reports."""
    edition = editions()["2021"]
    for name, scores in (
        ("claims", [score(each) for each in SENTENCES]),
        ("claims_reports", [score_report(each, edition)[0] for each in REPORTS]),
    ):
        right, false, missed = (sum(each[i] for each in scores) for i in range(3))
        total = Score(right, false, missed)
        line = {"name": name, "texts": len(scores), "right": right, "false": false, "missed": missed}
        print(json.dumps({**line, "precision": round(total.precision, 4), "recall": round(total.recall, 4)}))
    for name, cases in (("claims_given_cases", given_cases()), ("claims_own_cases", OWN)):
        for kind, (passed, of) in passed_by_kind(cases, edition).items():
            print(json.dumps({"name": name, "kind": kind, "right": passed, "texts": of}, ensure_ascii=False))
