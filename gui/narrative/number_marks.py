"""The marks on the numbers of one section: agreeing with the tables, contradicting them, or to check."""

from dataclasses import dataclass, replace

from gui.narrative.text_mark import Mark
from gui.session import severities
from gui.session.open_report import OpenReport
from model.checks.claim_evaluation import ClaimState, Evaluation
from model.checks.claim_matching import PlacedEvaluation
from model.checks.findings import Finding, Severity
from model.linking.finding_actions import CONFIRMING, Action, AvailableActions, in_text
from model.report.report import UNLINKED, NumberLink, Report, ToCheck

URGENT = ("error", "warning", "waiting")
"""Looks of marks that need attention."""
UNMARKED = ("words.same_as_last_year", "words.slips")
"""Rules about whole paragraphs or many places; their findings are shown in the findings panel only."""
LOOKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}
"""Look of a mark by the severity of its finding."""
SIGNS = {LOOKS[each]: sign for each, sign in severities.SIGNS.items()} | {
    "waiting": "待",
    "good": "✓",
    "linked": "✓",
    "plain": "－",
}
MOST_SEVERE_FIRST = ("error", "warning", "hint")


@dataclass(frozen=True)
class NumberMark:
    """A mark on a number, with its message and actions."""

    mark: Mark
    text: str
    """The marked text at the time of marking."""
    message: str = ""
    actions: tuple[Action, ...] = ()
    replacement: str = ""
    """The number according to the tables; empty if unknown."""
    finding: Finding | None = None
    to_check: str = ""
    """Key of the mark to check, if the number was carried over from the prior year; else empty."""
    link: str = ""
    """Key of the link, if the user linked the number; else empty."""
    agrees: bool = False
    """Whether it agrees with the tables and nothing else is reported about it."""

    @property
    def can_confirm(self) -> bool:
        """Whether 已核实 is offered."""
        return any(action.kind in CONFIRMING for action in self.actions)

    @property
    def is_open(self) -> bool:
        """Whether it still needs attention."""
        return bool(self.to_check) or self.mark.look in URGENT


def number_marks(open_report: OpenReport, section: str) -> dict[str, NumberMark]:
    """The marks of ``section`` by key, in text order; of several findings at one place only the most severe."""
    report = open_report.report
    offered = AvailableActions(open_report.checked)
    at: dict[int, NumberMark] = {}
    verdicts = {each.start: each for each in open_report.checked.context.words.evaluations(section)}
    to_check = {each.start: (key, each) for key, each in open_report.to_check().items() if each.section == section}
    for finding in open_report.open_findings():
        passage = finding.passage
        if passage is None or finding.section != section or finding.stated_by in UNMARKED:
            continue
        if passage.start in to_check and not _outweighs_waiting(finding, verdicts.get(passage.start)):
            continue
        made = _of_finding(finding, offered, to_check.get(passage.start))
        there = at.setdefault(passage.start, made)
        if MOST_SEVERE_FIRST.index(made.mark.look) < MOST_SEVERE_FIRST.index(there.mark.look):
            at[passage.start] = made
    for start, (key, each) in to_check.items():
        at.setdefault(start, _of_to_check(key, each, verdicts.get(start), offered))
    for start, verdict in verdicts.items():
        if start not in at and not verdict.evaluation.linked and (made_of := _of_verdict(verdict, report, offered)):
            at[start] = made_of
    for key, link in open_report.links().items():
        if link.section == section and link.start in at:
            at[link.start] = replace(at[link.start], link=key)
        elif link.section == section:
            at[link.start] = _of_link(key, link, open_report.checked.context.words.evaluate_link(link), offered)
    return {at[start].mark.key: _with_menu(at[start]) for start in sorted(at)}


def _with_menu(made: NumberMark) -> NumberMark:
    return replace(made, mark=replace(made.mark, actions=made.actions))


def contradicted(open_report: OpenReport, section: str) -> dict[int, Finding]:
    """For numbers to check, by start position: the most severe finding that outweighs the check itself."""
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
            if _severity_rank(finding) < _severity_rank(there):
                found[at] = finding
    return found


def _severity_rank(finding: Finding) -> int:
    return MOST_SEVERE_FIRST.index(LOOKS[finding.severity])


def _outweighs_waiting(finding: Finding, verdict: PlacedEvaluation | None) -> bool:
    """Whether the finding takes precedence over the mark to check; a hint only if the tables contradict the number."""
    contradicts = verdict is not None and verdict.evaluation.state is ClaimState.CONTRADICTS
    return finding.severity is not Severity.HINT or contradicts


def prior_value_text(mark: ToCheck) -> str:
    """Message about a number carried over from the prior year: its former value, and that it must be checked."""
    if not mark.was:
        return f"{UNLINKED}，请核实"
    return f"上年为 {mark.was}，已顺延，请核实" if mark.was != mark.text else f"上年也是 {mark.was}，请核实"


def unmatched_number_mark(
    section: str, start: int, text: str, verdict: PlacedEvaluation | None, offered: AvailableActions
) -> NumberMark:
    """The mark of a number that matches no claim; it can only be linked."""
    why = verdict.evaluation.why if verdict is not None and verdict.evaluation.why else "没有认出它说的是哪一格"
    message = f"“{text}”没有与表格核对：{why}"
    mark = Mark(f"number.{section}.{start}", start, len(text), f"{SIGNS['plain']} {message}", "plain")
    return NumberMark(mark, text, message, in_text(offered.of_unmatched_number(section, start)))


def _of_link(key: str, link: NumberLink, evaluation: Evaluation, offered: AvailableActions) -> NumberMark:
    agrees = evaluation.state is ClaimState.AGREES
    look = "warning" if evaluation.state is ClaimState.CONTRADICTS else "linked"
    message = f"已关联{'，随表格更新' if agrees else ''}：{evaluation.says or evaluation.why}"
    mark = Mark(f"link.{key}", link.start, len(link.text), f"{SIGNS[look]} {message}", look)
    actions = in_text(offered.of_link(key))
    return NumberMark(mark, link.text, message, actions, evaluation.replacement, link=key, agrees=agrees)


def _of_finding(finding: Finding, offered: AvailableActions, to_check: tuple[str, ToCheck] | None) -> NumberMark:
    passage = finding.passage
    assert passage is not None
    look = LOOKS[finding.severity]
    message = f"{finding.message}（{prior_value_text(to_check[1])}）" if to_check else finding.message
    return NumberMark(
        Mark(finding.rule, passage.start, passage.end - passage.start, f"{SIGNS[look]} {message}", look),
        passage.text,
        message,
        in_text(offered.of_finding(finding)),
        passage.replacement,
        finding,
        to_check[0] if to_check else "",
    )


def _of_to_check(key: str, each: ToCheck, verdict: PlacedEvaluation | None, offered: AvailableActions) -> NumberMark:
    message = prior_value_text(each)
    if verdict is not None and verdict.state is ClaimState.AGREES:
        message += f"；✓ 与表格一致：{verdict.evaluation.says}"
    mark = Mark(key, each.start, len(each.text), message, "waiting")
    return NumberMark(mark, each.text, message, in_text(offered.of_waiting(key)), to_check=key)


def _of_verdict(verdict: PlacedEvaluation, report: Report, offered: AvailableActions) -> NumberMark | None:
    key = f"claim.{verdict.section}.{verdict.start}"
    length = verdict.end - verdict.start
    text = report.texts.get(verdict.section, "")[verdict.start : verdict.end]
    actions = in_text(offered.of_verdict(verdict))
    if verdict.state is ClaimState.AGREES:
        follows = "，随表格更新" if verdict.claim.kind == "count" and not verdict.claim.scope else ""
        message = f"与表格一致{follows}：{verdict.evaluation.says}"
        return NumberMark(Mark(key, verdict.start, length, f"✓ {message}", "good"), text, message, actions, agrees=True)
    if verdict.state is ClaimState.UNRELATED:
        message = "已标为与表格无关，不再核对"
        return NumberMark(Mark(key, verdict.start, length, f"－ {message}", "plain"), text, message, actions)
    return None
