"""How the check reads whole narratives: the second to ninth corpus. Phrases are also made from each since it
was scored first; only texts that nobody had in view tell how the check reads what is new.

So did the fourth, of 160 texts. ``d.toml``, a quarter of it, was scored before and after phrases had been made from the
other three: of its numbers read 87.2 %, then 92.7 %; told 85.8 %, then 91.6 %; of none and all done read 73.0 %, then
94.4 %; told 70.2 %, then 91.1 %; false 须核实 in its 40 texts 22, then 9. ``a.toml`` and ``b.toml`` were used first.

The fifth, scored before anybody had it in view, in quarters of 40 texts: of its numbers read 95.3, 95.3, 96.4 and
95.8 %, of none and all done 95.5, 84.1, 91.0 and 85.1 %; false 须核实 6, 3, 0 and 2. ``a`` and ``b`` were used then;
of ``c`` and ``d``, which nobody had looked at, numbers read were 96.9 and 96.1 % after that, told 96.4 and 96.6 %, none
and all done read 92.3 and 89.2 %, told 90.3 and 86.8 %; false 须核实 0 and 2, hints none.

Only what ``check --explain`` shows is used. Each narrative is right, so every finding about its words is false, and
each mark must have been read as its cells (``read``). Then one number is made wrong, or one figure that the words call
none, and something new must be found: as 须核实 (``told``) or as a hint (``hinted``); ``recognised`` are the marks of
which some wrong number is found at all. ``read_unmarked`` counts numbers compared with cells they do not speak of.

The sixth is broader: of its 160 texts each has another habit. Before anybody had it in view, in quarters of 40 texts:
numbers read 90.1, 89.9, 91.4 and 91.9 %, told 87.5, 87.7, 89.5 and 90.4 %; none and all done read 85.3, 86.2, 85.7 and
84.8 %, told 80.7, 83.7, 76.1 and 84.7 %; false 须核实 15, 11, 6 and 9; planted numbers told 82.4, 88.5, 92.9 and 100 %.
``a`` and ``b`` were used then; of ``c`` and ``d``, which nobody had looked at, numbers read were 92.2 and 92.9 % after
that, told 90.3 and 91.7 %, none and all done read 88.9 and 89.3 %, told 80.0 and 88.3 %; false 须核实 4 and 7,
hints none.

The seventh avoids the terms of the form, in 200 texts; before anybody had it in view, in quarters: of its numbers
read 81.2, 89.0, 86.4 and 93.2 %, of none and all done 85.6, 94.2, 87.4 and 88.2 %; false 须核实 3, 4, 5 and 6. ``a``
to ``c`` were used then; of ``d``, which nobody had looked at, numbers read were 94.6 % after that, told 93.3 %, none
and all done read 89.6 %, told 84.1 %; false 须核实 4.

The eighth has the ordinary words of such reports, in 200 texts, each quarter scored before anybody had it in view,
``a`` and ``b`` after most of the seventh was used, ``c`` and ``d`` after the false findings of ``a`` and ``b`` were
mended: numbers read 98.9, 98.0, 98.2 and 97.8 %, told 98.3, 97.4, 97.9 and 97.5 %; none and all done read 99.2, 95.0,
97.0 and 99.3 %, told 95.2, 94.7, 94.8 and 99.4 %; false 须核实 7, 5, 1 and 2.

The ninth, in ordinary words too, has 2,850 texts in files of 50, written two to four at a time; each was scored before
anybody had it in view, and what it showed was mended before the next were scored. In that order, numbers read and
told, none and all done told (%), false 须核实 and wrong hints, those about crossed-out telephones apart: ``d`` 97.3,
96.5, 98.7, 10 and 1; ``c`` 94.7, 94.4, 92.6, 4 and 2; ``a`` 96.9, 95.8, 98.5, 5 and 3; ``b`` 97.8, 97.2, 99.2, 13 and
0; ``f`` 96.6, 95.6, 97.1, 4 and 0; ``e`` 97.4, 96.1, 95.8, 5 and 0; ``g`` 97.5, 97.6, 99.3, 1 and 1; ``h`` 96.5, 94.3,
91.0, 9 and 1; ``i`` 98.0, 97.2, 94.9, 12 and 0; ``j`` 97.7, 95.8, 100, 5 and 6; ``k`` 98.4, 97.6, 95.3, 6 and 0; ``l``
99.8, 99.2, 97.8, 1 and 1; ``m`` 98.3, 97.5, 99.5, 1 and 0; ``n`` 97.5, 95.3, 94.4, 14 and 3; ``o`` 98.2, 97.7, 98.9, 4
and 4; ``p`` 99.0, 98.2, 96.5, 10 and 3; ``q`` 97.0, 96.2, 88.3, 1 and 4; ``r`` 98.5, 96.7, 95.7, 11 and 4. ``g``,
``l``, ``m`` and ``q`` are as most offices write; ``b``, ``h``, ``j``, ``n``, ``p`` and ``r`` are dense with other
matters: disputes of another cause, what was asked about, numbers of departments. Of 121 planted errors 118 were told.
Then numbers of others were told by what the words had given before (:mod:`model.checks.told_before`), and on texts
that nobody had in view there were: ``s`` 98.1, 95.8, 99.2, 1 and 1; ``t`` 99.5, 98.3, 99.3, 0 and 0; ``v`` 97.3, 96.5,
98.9, 2 and 2; ``u`` 94.3, 92.4, 98.0, 19 and 2; ``x`` 98.3, 94.0, 96.3, 2 and 0; ``w`` 97.1, 89.7, 93.1, 2 and 0; then
``z`` 98.8, 96.0, 96.5, 0 and 0; ``y`` 97.2, 94.6, 97.7, 4 and 0; ``bb`` 97.4, 95.7, 99.1, 0 and 1; ``aa`` 91.7, 85.0,
89.3, 29 and 7: nearly each of its reports counts all disputes first, and then those about disclosure among them;
``cc`` 96.1, 94.6, 100, 5 and 1; ``dd`` 95.4, 94.3, 97.1, 5 and 0; then ``ee`` 98.9, 95.8, 95.7, 1 and 2; ``ff`` 98.7,
98.3, 97.4, 0 and 1; ``gg`` 97.6, 98.1, 100, 0 and 1; ``hh`` 97.9, 97.8, 98.1, 0 and 0; ``ii`` 97.6, 94.8, 95.5, 1 and
0; ``jj`` 97.8, 96.4, 95.2, 7 and 0; ``kk``, each report in another style, 92.6, 90.6, 94.7, 1 and 1; at last ``ll``
97.6, 97.1, 96.0, 2 and 0; ``mm`` 99.5, 98.4, 100, 0 and 0; ``nn`` 98.2, 95.8, 96.8, 0 and 0; ``oo``, of organs with
much other business, 96.9, 95.7, 99.0, 0 and 1; ``pp`` 97.1, 96.3, 98.7, 4 and 0; ``qq`` 98.5, 96.2, 97.7, 1 and 1;
``rr`` 96.6, 92.4, 100, 1 and 1; ``ss`` 95.6, 93.7, 97.1, 2 and 0; ``tt`` 96.6, 96.9, 97.1, 1 and 0; ``uu`` 96.4, 96.3,
93.1, 3 and 1; ``vv`` 96.7, 96.1, 96.3, 2 and 0; ``ww`` 94.9, 92.6, 93.8, 1 and 1; ``xx`` 96.3, 95.8, 91.6, 1 and 0;
``yy`` 97.9, 97.2, 99.1, 1 and 0; ``zz`` 98.9, 98.3, 100, 1 and 0; ``ab``, a broad mix, 92.6, 90.4, 95.2, 3 and 0;
then, after the sentences of ``tests/samples/shapes`` had been mended, ``ac`` 99.2, 98.5, 95.7, 0 and 0; ``ad`` 98.3,
95.4, 100, 1 and 0; ``ae`` 99.4, 97.4, 100, 1 and 0; ``af`` 98.6, 96.7, 99.1, 0 and 0. ``t``, ``ff``, ``nn``, ``tt``,
``yy``, ``zz``, ``ac``, ``ad``, ``ae`` and ``af`` are as most offices write, ``u``, ``w``, ``y``, ``aa`` and ``cc``
dense, all others mixed. Of 163 planted errors 160 were told.

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
            kind = _kind(mark)
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
        for name in (_kind(mark), "numbers" if mark.is_number else "none_and_done"):
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


def _kind(mark: Mark) -> str:
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
