"""Findings: values that a check yields, never exceptions; their severity, and the 核实说明 that explain them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from model.form.figures import Figure
from model.form.rule_kinds import SEVERITIES, Rule
from model.form.tables import Cell
from model.report.dismissed_places import free_reason_key
from model.report.report import Reason, TextPosition

NO_LAST_YEAR = "没有上年年报"
NOT_COMPARABLE = "上年年报里没有可比的数"
BLANK = "有未填的格"
SWITCHED_OFF = "本单位在设置里定为不核对"
"""The reasons why a rule cannot be evaluated."""


class Severity(StrEnum):
    """必改 must be settled before sign-off; 须核实 needs the user's decision; 提示 is only a suggestion to look.

    In the user interface 核对 is what the program does (暂不核对: a rule not evaluated) and 核实 what the user does:
    待核实 is text carried over or flagged and not yet confirmed, 已核实 has been confirmed.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The severity as the user reads it."""
        return {"error": "必改", "warning": "须核实", "hint": "提示"}[self.value]


OF_BLANKS = "cell.blank"
"""The rule that finds blank cells. Its severity changes at sign-off, so the user interface always shows 未填 instead
of 须核实 or 必改."""
WEIGHTS = ("必改", "须核实", "未填", "提示")
"""The user's categories of findings, most severe first."""


@dataclass(frozen=True)
class Passage:
    """The passage of a section's text that a finding is about; positions are within that section."""

    start: int
    end: int
    text: str
    """The text from ``start`` to ``end``."""
    replacement: str = ""
    """The text that would agree with the tables; empty where it cannot be determined."""
    dismissal_key: str = ""
    """The key in ``Report.dismissed`` under which the user marks the passage 不相关; empty where that is not
    offered."""
    sentence: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that breaks a rule: where, and the arithmetic with the real numbers."""

    rule: str
    """The rule's id with the row, column or cell it broke at, e.g. ``requests.balance.business``."""
    stated_by: str
    """The rule's own id, e.g. ``requests.balance``."""
    severity: Severity
    place: str
    """As the user reads it: ``表三 商业企业列``."""
    message: str
    cells: tuple[Cell, ...] = ()
    section: str = ""
    """The navigation key: a section's key, ``preface``, or ``facts`` for 基本信息."""
    explainable: bool = True
    """Whether a 核实说明 can settle it; most errors can only be corrected."""
    repair: tuple[tuple[Cell, Figure], ...] = ()
    """The smallest change of figures that corrects it; empty where none is known."""
    passage: Passage | None = None
    """Its passage in the text of ``section``; ``None`` for a finding about no single passage."""
    listed: tuple[str, ...] = ()
    """The beginnings of the paragraphs it is about, if the message lists all of them (:func:`listing`); else empty."""

    @property
    def weight(self) -> str:
        """One of :data:`WEIGHTS`, the same before sign-off and at it."""
        return "未填" if self.stated_by == OF_BLANKS else self.severity.label

    @property
    def description(self) -> str:
        """Place and message as one sentence, without repeating the name of the row or column."""
        table, _, line = self.place.partition(" ")
        if line and self.message.startswith(f"{line}："):
            return f"{table} {self.message}"
        return f"{self.place}：{self.message}"


@dataclass(frozen=True)
class NotEvaluated:
    """A rule that neither passes nor fails because data that it needs is missing."""

    rule: str
    says: str
    why: str


def for_sign_off(findings: Iterable[Finding], rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """The findings with the severities that apply at sign-off, where some warnings become errors."""
    heavier = {rule.id: Severity(rule.at_sign_off) for rule in rules if rule.at_sign_off}
    return tuple(replace(each, severity=heavier.get(each.stated_by, each.severity)) for each in findings)


def blank_cells(findings: Iterable[Finding]) -> int:
    """The number of blank cells (未填); one finding covers many of them."""
    return sum(len(each.cells) for each in findings if each.stated_by == OF_BLANKS)


def reason_key(finding: Finding, reasons: Mapping[str, Reason]) -> str:
    """The key of the 核实说明 for the finding; empty where there is none. A finding about a passage is matched by its
    position first, because its id only counts the findings of its rule."""
    place = place_of(finding)
    if place is not None:
        beginning = f"{finding.stated_by}."
        for key, reason in reasons.items():
            if reason.place == place and key.startswith(beginning):
                return key
    held = reasons.get(finding.rule)
    return finding.rule if held is not None and held.place is None else ""


def reason_of(finding: Finding, reasons: Mapping[str, Reason]) -> Reason | None:
    """The 核实说明 stored for the finding, whether or not it still applies; ``None`` without one."""
    return reasons.get(reason_key(finding, reasons)) if reasons else None


def place_of(finding: Finding) -> TextPosition | None:
    """The position in the text that the finding is about; ``None`` for findings about no single passage."""
    passage = finding.passage
    return TextPosition(finding.section, passage.start) if passage is not None and passage.sentence else None


def explained(finding: Finding, text: str, reasons: Mapping[str, Reason]) -> dict[str, Reason]:
    """The entry for ``Report.reasons`` that stores ``text`` as the 核实说明 of the finding."""
    place = place_of(finding)
    key = reason_key(finding, reasons) or finding.rule
    if place is not None:
        key = free_reason_key(reasons, finding.rule, place) if key == finding.rule else key
    return {key: Reason(finding.message, text, place)}


def settled(finding: Finding, reasons: Mapping[str, Reason]) -> bool:
    """Whether a 核实说明 was given for this finding with the same figures, or for a longer list that contains it."""
    reason = reason_of(finding, reasons)
    if reason is None or not finding.explainable:
        return False
    return reason.about == finding.message or _only_less(finding, reason.about)


def earlier_reason(finding: Finding, reasons: Mapping[str, Reason]) -> str:
    """The text of a 核实说明 given for other figures, which the user must confirm; empty without one or if it still
    applies."""
    reason = reason_of(finding, reasons)
    if reason is None or not finding.explainable or settled(finding, reasons):
        return ""
    if finding.passage is not None and finding.passage.sentence and _quoted(reason.about) != _quoted(finding.message):
        return ""  # the id only counts findings of a rule: the 核实说明 belongs to another one
    return reason.text


_NUMBERS = re.compile(r"\d[\d,.]*")


def _quoted(message: str) -> str:
    """The clause quoted at the start of a message, with numbers removed."""
    return _NUMBERS.sub("", message.partition("”")[0])


def listing(beginnings: Sequence[str], count: int) -> str:
    """``“甲…”；“乙…”等 2 段``: the given beginnings, and the total number of paragraphs."""
    return "；".join(f"“{each}…”" for each in beginnings) + (f"等 {count} 段" if count > 1 else "")


_LISTING = re.compile("“(.+)…”(?:等 ([0-9]+) 段)?")


def _only_less(finding: Finding, about: str) -> bool:
    """Whether ``about`` is a complete list that contains everything the finding lists."""
    before = _LISTING.match(about) if finding.listed else None
    if before is None:
        return False
    beginnings = before[1].split("…”；“")
    return len(beginnings) == int(before[2] or 1) and Counter(finding.listed) <= Counter(beginnings)


def still_open(findings: Iterable[Finding], reasons: Mapping[str, Reason]) -> tuple[Finding, ...]:
    """The findings that no 核实说明 settles."""
    return tuple(finding for finding in findings if not settled(finding, reasons))


RuleOutput = Iterator[Finding | NotEvaluated]


def rule_finding(
    rule: Rule,
    place: str,
    message: str,
    cells: Sequence[Cell] = (),
    *,
    at: str = "",
    section: str = "",
    severity: str = "",
    passage: Passage | None = None,
    repair: tuple[tuple[Cell, Figure], ...] = (),
    listed: tuple[str, ...] = (),
) -> Finding:
    """Creates a finding of ``rule``. ``at`` is appended to the rule id to make the finding's id unique; ``severity``
    overrides the rule's where it is the lighter one."""
    weight = Severity(max(severity or rule.severity, rule.severity, key=SEVERITIES.index))
    return Finding(
        rule=f"{rule.id}.{at}" if at else rule.id,
        stated_by=rule.id,
        severity=weight,
        place=place,
        message=message,
        cells=tuple(cells),
        section=section,
        explainable=rule.may_be_explained or weight is not Severity.ERROR,
        passage=passage,
        repair=repair,
        listed=listed,
    )


def rule_not_evaluated(rule: Rule, why: str) -> NotEvaluated:
    """``why`` is shown to the user, e.g. :data:`BLANK`."""
    return NotEvaluated(rule.id, rule.says, why)
