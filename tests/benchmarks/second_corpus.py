"""How the check reads whole narratives: the second to ninth corpus.

Phrases are also made from each since it was scored first; only texts that nobody had in view tell how the check reads
what is new. What each told at first is written down in ``tests/samples/narratives/README.md``.

Only what ``check --explain`` shows is used. Each narrative is right, so every finding about its words is false, and
each mark must have been read as its cells (``read``). Then one number is made wrong, or one figure that the words call
none, and something new must be found: as 须核实 (``told``) or as a hint (``hinted``); ``recognised`` are the marks of
which some wrong number is found at all. ``read_unmarked`` counts numbers compared with cells they do not speak of.

The third to the ninth bring errors of their own. Each is scored alone (``planted``), and each report as it was
written, with all of its errors (``reports``): ``elsewhere`` counts 须核实 that touch none of the wrong words,
though an error may have given rise to them.
"""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from export.commands.explain import NO_CELL, read_numbers
from model.checks.engine import CheckResult, check
from model.checks.findings import Finding, Severity
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.benchmarks.narratives import RESULTS, Figures, Mark, Narrative, addresses, narratives
from tests.benchmarks.sample import editions

LISTING = "NARRATIVES_LIST"
"""Environment variable: what was missed and what is false goes to standard error, one line each."""
COMPARED = ("count", "none", "done")
"""Kinds of claims that the marks are about: percentages and growth are not marked."""
KINDS = {
    "R": "received",
    "C": "carried_in",
    "O": "carried_out",
    "T": "answered",
    "G": "granted",
    "H": "granted",
    "D": "denied",
    "U": "unavailable",
    "N": "not_processed",
    "X": "otherwise",
    "V": "reconsideration",
    "S": "suits",
    "P": "suits",
    "K": "documents",
    "F": "documents",
    "L": "decisions",
    "E": "decisions",
    "M": "decisions",
    "Y": "fees",
}


class Plant(NamedTuple):
    mark: Mark
    texts: Mapping[str, str]
    figures: Figures


def score(corpus: str) -> None:
    """One JSON line for the whole, one for each kind of mark, and one for each kind of error that the corpus brings."""
    edition = editions()["2021"]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    false: Counter[str] = Counter()
    planted: dict[str, Counter[str]] = defaultdict(Counter)
    written: Counter[str] = Counter()
    for narrative in narratives(corpus):
        checked = checked_narrative(narrative, narrative.texts, narrative.figures, edition)
        entries = [each for each in read_numbers(checked) if each["state"] != NO_CELL and each["cells"]]
        for entry in entries:
            is_count = entry["arithmetic"] and "÷" not in entry["arithmetic"] and entry["kind"] in COMPARED
            if is_count and not any(_meets(entry, mark) for mark in narrative.marks):
                false["read_unmarked"] += 1
                _list("read_unmarked", narrative, f"{entry['text']} in {entry['clause']}: {entry['arithmetic']}")
        before = about_words(checked)
        for finding in before:
            if not _unsure(finding, narrative) and not _half_width(finding):
                false[finding.severity.value] += 1
                _list(f"false {finding.severity.value}", narrative, f"{finding.rule}: {finding.message}")
        known = {(each.rule, each.message) for each in before}
        for mark in narrative.marks:
            if not mark.counted:
                continue
            answers = [
                answer_of(
                    [
                        each
                        for each in about_words(checked_narrative(narrative, plant.texts, plant.figures, edition))
                        if (each.rule, each.message) not in known and (mark.is_number or _overlaps(each, mark))
                    ]
                )
                for plant in plants(narrative, mark)
            ]
            cells = {cell for term in mark.terms for cell in addresses(term)}
            is_read = any(_meets(each, mark) and cells & set(each["cells"]) for each in entries)
            kind = kind_of(mark)
            for name in (kind, "numbers" if mark.is_number else "none_and_done"):
                counts[name]["marks"] += 1
                counts[name]["read"] += is_read
                counts[name]["recognised"] += (
                    any(each != "silent" for each in answers) if mark.is_number else "silent" not in answers
                )
                counts[name].update(answers)
            if set(answers) != {"told"}:
                around = narrative.texts[mark.section][max(0, mark.start - 25) : mark.end + 15].replace("\n", "/")
                _list("/".join(answers), narrative, f"{mark.words}|{mark.truth} in {around}")
        _score_errors(narrative, before, edition, planted, written)
    reports = len(narratives(corpus))
    print(json.dumps({"name": f"claims_{corpus}_false", "texts": reports, **false}, ensure_ascii=False))
    for name in sorted(counts, key=lambda each: (each not in ("numbers", "none_and_done"), each)):
        each = counts[name]
        made_wrong = each["told"] + each["hinted"] + each["silent"]
        line = {"name": f"claims_{corpus}_{name}", **each}
        shares = {
            "read_share": each["read"] / each["marks"],
            "recognised_share": each["recognised"] / each["marks"],
            "told_share": each["told"] / made_wrong,
        }
        print(json.dumps(line | {share: round(number, 4) for share, number in shares.items()}))
    for name in sorted(planted, key=lambda each: (each not in ("numbers", "none_and_done"), each)):
        told = round(planted[name]["told"] / planted[name]["errors"], 4)
        print(json.dumps({"name": f"claims_{corpus}_planted_{name}", **planted[name], "told_share": told}))
    if planted:
        print(json.dumps({"name": f"claims_{corpus}_reports", **written}))


def _score_errors(
    narrative: Narrative,
    before: list[Finding],
    edition: Edition,
    planted: dict[str, Counter[str]],
    written: Counter[str],
) -> None:
    known = {(each.rule, each.message) for each in before}

    def new(texts: Mapping[str, str], figures: Figures) -> list[Finding]:
        found = about_words(checked_narrative(narrative, texts, figures, edition))
        return [each for each in found if (each.rule, each.message) not in known]

    numbers, phrases = narrative.wrong_numbers, narrative.wrong_phrases
    answers = {mark: answer_of(new(narrative.written([mark]), narrative.figures)) for mark in numbers}
    if phrases:
        found = new(narrative.texts, narrative.planted)
        answers |= {mark: answer_of([each for each in found if _overlaps(each, mark)]) for mark in phrases}
    for mark, answer in answers.items():
        for name in (kind_of(mark), "numbers" if mark.is_number else "none_and_done"):
            planted[name].update(["errors", answer])
        if answer != "told":
            _list(f"planted {answer}", narrative, f"{mark.wrong or mark.words}|{mark.truth}")
    if not answers:
        written["right"] += 1
        written["right_with_finding"] += not all(_half_width(each) for each in before)
        return
    texts = narrative.written(numbers)
    found = [each for each in new(texts, narrative.planted) if each.severity is not Severity.HINT]
    written["wrong"] += 1
    written["wrong_told"] += bool(found)
    places = [_place(mark, numbers) for mark in answers]
    written["elsewhere"] += sum(not any(_touches(each, *place) for place in places) for each in found)


def _place(mark: Mark, wrong: Sequence[Mark]) -> tuple[str, int, int]:
    """Section, start and end in the report as it was written."""
    earlier = [each for each in wrong if each.section == mark.section and each.start < mark.start]
    start = mark.start + sum(len(each.wrong or "") - len(each.words) for each in earlier)
    return mark.section, start, start + len(mark.wrong or mark.words)


def checked_narrative(
    narrative: Narrative, texts: Mapping[str, str], figures: Figures, edition: Edition
) -> CheckResult:
    values = {cell: figures.get(str(cell), Decimal(0)) for cell in edition.cells}
    typed = {cell: each if str(cell).endswith(".amount") else int(each) for cell, each in values.items()}
    facts = {Fact.ORGAN: narrative.organ, Fact.YEAR: str(narrative.year)}
    return check(Report(edition.id, typed, facts=facts, texts=dict(texts)), edition)


def about_words(checked: CheckResult) -> list[Finding]:
    """What the words alone give rise to; a narrative has no title and not every section, which other rules ask for."""
    return [each for each in checked.findings if each.rule.startswith("words.")]


def _meets(entry: Mapping[str, Any], mark: Mark) -> bool:
    return bool(entry["section"] == mark.section and entry["start"] < mark.end and mark.start < entry["end"])


def answer_of(new: list[Finding]) -> str:
    if any(each.severity is not Severity.HINT for each in new):
        return "told"
    return "hinted" if new else "silent"


def _overlaps(finding: Finding, mark: Mark) -> bool:
    return _touches(finding, mark.section, mark.start, mark.end)


def _touches(finding: Finding, section: str, start: int, end: int) -> bool:
    at = finding.passage
    return at is not None and finding.section == section and at.start < end and start < at.end


def _unsure(finding: Finding, narrative: Narrative) -> bool:
    return any(mark.truth == "?" and _overlaps(finding, mark) for mark in narrative.marks)


def _half_width(finding: Finding) -> bool:
    """Some texts have half-width punctuation, as published ones do: a hint that says so is right."""
    return "half_width" in finding.rule


def kind_of(mark: Mark) -> str:
    if not mark.is_number:
        return "done" if mark.truth == "done" else "none"
    kinds = {KINDS[each[0]] for each in mark.terms}
    if any(re.fullmatch(r"[RTCO]\..*", each) for each in mark.terms):
        return "applicants"
    return kinds.pop() if len(kinds) == 1 else "sums"


def plants(narrative: Narrative, mark: Mark) -> Iterator[Plant]:
    if mark.is_number:
        text = narrative.texts[mark.section]
        for number in _wrong(mark):
            words = text[: mark.start] + number + text[mark.end :]
            yield Plant(mark, {**narrative.texts, mark.section: words}, narrative.figures)
    else:
        for term in mark.terms:
            yield Plant(mark, narrative.texts, _more(narrative.figures, term))


def _wrong(mark: Mark) -> tuple[str, str]:
    """One more; and two digits that changed places, or a digit that is another one."""
    one_more = f"{mark.number + 1}"
    whole = f"{mark.number}"
    if len(whole) > 1 and "." not in whole and whole[-1] != whole[-2]:
        other = whole[:-2] + whole[-1] + whole[-2]
        return one_more, other.lstrip("0") or "0"
    return one_more, f"{mark.number + (10 if len(whole) > 1 else 4)}"


def _more(figures: Figures, term: str) -> Figures:
    """Three more in the cell, the table's equations kept."""
    more = dict(figures)

    def add(*cells: str) -> None:
        for each in cells:
            more[each] = more.get(each, Decimal(0)) + 3

    cell = addresses(term)[0]
    group, *_, column = cell.split(".")
    if group == "disputes":
        row = cell.rpartition(".")[0]
        add(f"{row}.total", f"{row}.upheld" if column == "total" else cell)
    elif group == "disclosure":
        add(cell)
        if column == "issued":
            add(cell.replace("issued", "in_force"))
    else:
        row = cell.rpartition(".")[0]
        granted, total = RESULTS["G"], "requests.results.total"
        rows = {
            "requests.received": [granted, total],
            "requests.carried_in": [granted, total],
            total: ["requests.received", granted],
            "requests.carried_out": ["requests.received"],
        }.get(row, ["requests.received", total])
        columns = ["total", "person" if column == "total" else column]
        add(*(f"{each}.{one}" for each in [row, *rows] for one in columns))
    return more


def _list(what: str, narrative: Narrative, words: str) -> None:
    if os.environ.get(LISTING):
        print(f"{what}\t{narrative.organ}\t{words}", file=sys.stderr)
