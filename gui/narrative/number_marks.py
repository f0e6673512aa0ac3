"""The marks on the words of one section: what agrees with the tables, what contradicts, what is to be checked."""

from dataclasses import dataclass, replace

from gui.narrative.text_editor import Mark
from gui.session import severities
from gui.session.open_report import OpenReport
from model.checks.claim_evaluation import ClaimState, Evaluation
from model.checks.claim_matching import PlacedEvaluation
from model.checks.findings import Finding, Severity
from model.form.tables import Cell
from model.linking.link_targets import linkable_number_at
from model.report.report import UNLINKED, NumberLink, Report, ToCheck

TAKE, GO, UNRELATED, EXPLAINED, SETTLE, RESTORE = "take", "go", "unrelated", "explained", "settle", "restore"
TIE, UNTIE = "tie", "untie"
TYING, UNTYING = ("关联到表格…", TIE), ("解除关联", UNTIE)
URGENT = ("error", "warning", "waiting")
"""The looks of marks that want looking at."""
CONFIRMING = (SETTLE, EXPLAINED)
"""The deeds that call a number 已核实."""
UNMARKED = ("words.same_as_last_year", "words.slips")
"""Speak of whole paragraphs or of many places: the panel tells of them."""
LOOKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}
"""A mark tells the same level as its finding."""
SIGNS = {LOOKS[each]: sign for each, sign in severities.SIGNS.items()} | {
    "waiting": "待",
    "good": "✓",
    "tied": "✓",
    "plain": "－",
}
LONGEST_INSTEAD = 6
LINKABLE_KINDS = ("count", "amount")
"""Of claims, those that are a number that can be written anew."""
GRAVEST = ("error", "warning", "hint")


@dataclass(frozen=True)
class NumberMark:
    """A mark with what can be done about it."""

    mark: Mark
    text: str
    """What stood there when it was marked."""
    says: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    """(what the button says, the deed)"""
    replacement: str = ""
    cell: Cell | None = None
    dismissal_key: str = ""
    finding: Finding | None = None
    to_check: str = ""
    """The key of a number that was carried over from last year."""
    tie: str = ""
    """The key of a number that was tied by hand."""
    agrees: bool = False
    """It was held against the tables, says what they say, and nothing else is to be said of it."""


def number_marks(open_report: OpenReport, section: str) -> dict[str, NumberMark]:
    """In the order of the words, by key; of several things to say of one place the gravest."""
    report = open_report.report
    words = report.texts.get(section, "")
    at: dict[int, NumberMark] = {}
    verdicts = {each.start: each for each in open_report.checked.context.words.evaluations(section)}
    to_check = {each.start: (key, each) for key, each in open_report.to_check().items() if each.section == section}
    for finding in open_report.open_findings():
        passage = finding.passage
        if passage is None or finding.section != section or finding.stated_by in UNMARKED:
            continue
        verdict = verdicts.get(passage.start)
        if passage.start in to_check and not _outweighs_waiting(finding, verdict):
            continue
        made = _of_finding(finding, verdict, to_check.get(passage.start))
        there = at.setdefault(passage.start, made)
        if GRAVEST.index(made.mark.context) < GRAVEST.index(there.mark.context):
            at[passage.start] = made
    for start, (key, each) in to_check.items():
        tieable = linkable_number_at(words, start) is not None
        at.setdefault(start, _of_to_check(key, each, verdicts.get(start), tieable=tieable))
    for start, verdict in verdicts.items():
        if start not in at and not verdict.evaluation.linked and (told := _of_verdict(verdict, report)):
            at[start] = told
    for key, tie in open_report.ties().items():
        if tie.section == section:
            evaluation = open_report.checked.context.words.evaluate_link(tie)
            said = at.get(tie.start)
            at[tie.start] = _tied(said, key) if said else _of_tie(key, tie, evaluation)
    return {at[start].mark.key: at[start] for start in sorted(at)}


def contradicted(open_report: OpenReport, section: str) -> dict[int, Finding]:
    """Of the numbers that wait to be checked, by their place, those of which more is to be said already: the gravest
    finding."""
    waiting = {each.start for each in open_report.to_check().values() if each.section == section}
    verdicts = {each.start: each for each in open_report.checked.context.words.evaluations(section)}
    found: dict[int, Finding] = {}
    for finding in open_report.open_findings():
        passage = finding.passage
        if passage is None or finding.section != section or finding.stated_by in UNMARKED:
            continue
        at = passage.start
        if at in waiting and _outweighs_waiting(finding, verdicts.get(at)):
            there = found.setdefault(at, finding)
            if _gravity(finding) < _gravity(there):
                found[at] = finding
    return found


def _gravity(finding: Finding) -> int:
    return GRAVEST.index(LOOKS[finding.severity])


def _outweighs_waiting(finding: Finding, verdict: PlacedEvaluation | None) -> bool:
    """More is to be said of the number than that it was carried over; a hint only where the tables say otherwise."""
    contradicts = verdict is not None and verdict.evaluation.state is ClaimState.CONTRADICTS
    return finding.severity is not Severity.HINT or contradicts


def was_of(each: ToCheck) -> str:
    """What a person has to know of a number that waits."""
    if not each.was:
        return f"{UNLINKED}，请核实"
    return f"上年为 {each.was}，已顺延，请核实" if each.was != each.text else f"上年也是 {each.was}，请核实"


def said_of(instead: str) -> str:
    """What the button says that writes ``replacement``; an organ's whole name is too long for it."""
    return f"改为 {instead}" if len(instead) <= LONGEST_INSTEAD else "改为本年的"


def _tied(mark: NumberMark, key: str) -> NumberMark:
    """Something is to be said of the number besides."""
    return replace(mark, actions=(*(each for each in mark.actions if each != TYING), UNTYING), tie=key)


def _of_tie(key: str, tie: NumberLink, evaluation: Evaluation) -> NumberMark:
    agrees = evaluation.state is ClaimState.AGREES
    look = "warning" if evaluation.state is ClaimState.CONTRADICTS else "tied"
    says = f"已关联{'，随表格更新' if agrees else ''}：{evaluation.says or evaluation.why}"
    actions = (*([(said_of(evaluation.replacement), TAKE)] if evaluation.replacement else []), ("看表格", GO), UNTYING)
    mark = Mark(f"tie.{key}", tie.start, len(tie.text), f"{SIGNS[look]} {says}", look, ())
    return NumberMark(mark, tie.text, says, actions, evaluation.replacement, tie.cells[0], tie=key, agrees=agrees)


def unmarked(section: str, start: int, text: str, verdict: PlacedEvaluation | None) -> NumberMark:
    """A number that nothing is to be said of but that it can be tied."""
    why = verdict.evaluation.why if verdict is not None and verdict.evaluation.why else "没有认出它说的是哪一格"
    says = f"“{text}”没有与表格核对：{why}"
    mark = Mark(f"number.{section}.{start}", start, len(text), f"{SIGNS['plain']} {says}", "plain", ())
    return NumberMark(mark, text, says, (TYING,))


def _of_finding(finding: Finding, verdict: PlacedEvaluation | None, to_check: tuple[str, ToCheck] | None) -> NumberMark:
    passage = finding.passage
    assert passage is not None
    actions = []
    if passage.replacement:
        actions.append((said_of(passage.replacement), TAKE))
    cell = verdict.evaluation.cells[0] if verdict and verdict.evaluation.cells else None
    cell = cell or (finding.cells[0] if finding.cells else None)
    if cell is not None:
        actions.append(("看表格", GO))
    if passage.dismissal_key:
        actions.append(("不相关", UNRELATED))
    if finding.explainable:
        actions.append(("已核实", EXPLAINED))
    if verdict is not None and verdict.claim.kind in LINKABLE_KINDS:
        actions.append(TYING)
    look = LOOKS[finding.severity]
    says = f"{finding.message}（{was_of(to_check[1])}）" if to_check else finding.message
    return NumberMark(
        Mark(finding.rule, passage.start, passage.end - passage.start, f"{SIGNS[look]} {says}", look, ()),
        passage.text,
        says,
        tuple(actions),
        passage.replacement,
        cell,
        passage.dismissal_key,
        finding,
        to_check[0] if to_check else "",
    )


def _of_to_check(key: str, each: ToCheck, verdict: PlacedEvaluation | None, *, tieable: bool) -> NumberMark:
    says = was_of(each)
    agrees = verdict is not None and verdict.state is ClaimState.AGREES
    if verdict and agrees:
        says += f"；✓ 与表格一致：{verdict.evaluation.says}"
    cell = verdict.evaluation.cells[0] if verdict and verdict.evaluation.cells else None
    actions = (("已核实", SETTLE), *([("看表格", GO)] if cell else []), *([TYING] if tieable else []))
    mark = Mark(key, each.start, len(each.text), says, "waiting")
    return NumberMark(mark, each.text, says, actions, cell=cell, to_check=key)


def _of_verdict(verdict: PlacedEvaluation, report: Report) -> NumberMark | None:
    key = f"claim.{verdict.section}.{verdict.start}"
    length = verdict.end - verdict.start
    text = report.texts.get(verdict.section, "")[verdict.start : verdict.end]
    cell = verdict.evaluation.cells[0] if verdict.evaluation.cells else None
    if verdict.state is ClaimState.AGREES:
        follows = "，随表格更新" if verdict.claim.kind == "count" and not verdict.claim.scope else ""
        says = f"与表格一致{follows}：{verdict.evaluation.says}"
        actions = (*((("看表格", GO),) if cell else ()), *((TYING,) if verdict.claim.kind in LINKABLE_KINDS else ()))
        mark = Mark(key, verdict.start, length, f"✓ {says}", "good", ())
        return NumberMark(mark, text, says, actions, cell=cell, agrees=True)
    if verdict.state is ClaimState.UNRELATED:
        says = "已标为与表格无关，不再核对"
        mark = Mark(key, verdict.start, length, f"－ {says}", "plain", ())
        return NumberMark(mark, text, says, (("恢复核对", RESTORE),), dismissal_key=verdict.dismissal_key)
    return None
