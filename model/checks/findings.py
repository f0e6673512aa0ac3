"""What a check says: values, never raised."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from model.form.figures import Figure
from model.form.rule_kinds import Rule
from model.form.tables import Cell
from model.report.dismissed_places import free_reason_key
from model.report.report import Place, Reason

NO_LAST_YEAR = "没有上年年报"
NOT_COMPARABLE = "上年年报里没有可比的数"
BLANK = "有未填的格"
"""Why a rule cannot be evaluated."""


class Severity(StrEnum):
    """必改 must be settled before sign-off; 须核实 a person decides; 提示 is worth a look, never a fault.

    In all that people read, 核对 is what the program does (暂不核对: a rule not evaluated) and 核实 what a person does:
    待核实 is what was carried over or flagged and waits for a person, 已核实 what has been looked at.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"error": "必改", "warning": "须核实", "hint": "提示"}[self.value]


OF_BLANKS = "cell.blank"
"""The rule that finds cells without a figure. In a draft they are work still to do, at sign-off an error: everywhere a
person reads 未填, and neither 须核实 nor 必改."""
WEIGHTS = ("必改", "须核实", "未填", "提示")
"""What a person calls the findings, the heaviest first."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a section's text that a finding speaks of."""

    start: int
    end: int
    text: str
    """What stands there."""
    replacement: str = ""
    """What the tables say should stand there; empty where that is not for sure."""
    dismissal_key: str = ""
    """The key in ``Report.dismissed`` by which it is remembered that the number has nothing to do with the tables."""
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
    """For a person: ``表三 商业企业列``."""
    message: str
    cells: tuple[Cell, ...] = ()
    section: str = ""
    """Where it belongs in the navigation: a section's key, ``preface``, or ``facts`` for 基本信息."""
    explainable: bool = True
    """A 核实说明 settles it; most errors can only be mended."""
    repair: tuple[tuple[Cell, Figure], ...] = ()
    """The smallest change that settles it; empty where none is known."""
    passage: Passage | None = None
    """Where it stands in the words of ``section``."""
    listed: tuple[str, ...] = ()
    """The beginnings of what it is about, where its message names them all (:func:`listing`) and no other begins so."""

    @property
    def weight(self) -> str:
        """One of :data:`WEIGHTS`, the same before sign-off and at it."""
        return "未填" if self.stated_by == OF_BLANKS else self.severity.label

    @property
    def description(self) -> str:
        """Place and message as one sentence, without naming the line twice."""
        table, _, line = self.place.partition(" ")
        if line and self.message.startswith(f"{line}："):
            return f"{table} {self.message}"
        return f"{self.place}：{self.message}"


@dataclass(frozen=True)
class NotEvaluated:
    """A rule that neither passes nor fails, because data that it needs is not there."""

    rule: str
    says: str
    why: str


def for_sign_off(findings: Iterable[Finding], rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """The findings as they weigh once the report is signed: some warnings of a draft are errors then."""
    heavier = {rule.id: Severity(rule.at_sign_off) for rule in rules if rule.at_sign_off}
    return tuple(replace(each, severity=heavier.get(each.stated_by, each.severity)) for each in findings)


def blank_cells(findings: Iterable[Finding]) -> int:
    """How many cells are 未填, of which a finding names many."""
    return sum(len(each.cells) for each in findings if each.stated_by == OF_BLANKS)


def reason_key(finding: Finding, reasons: Mapping[str, Reason]) -> str:
    """The key of what a person said to the finding; empty where nothing was said. A finding about one place in the
    words goes by that place: of several, a rule id names one by its order only."""
    place = place_of(finding)
    if place is not None:
        beginning = f"{finding.stated_by}."
        for key, reason in reasons.items():
            if reason.place == place and key.startswith(beginning):
                return key
    held = reasons.get(finding.rule)
    return finding.rule if held is not None and held.place is None else ""


def reason_of(finding: Finding, reasons: Mapping[str, Reason]) -> Reason | None:
    return reasons.get(reason_key(finding, reasons)) if reasons else None


def place_of(finding: Finding) -> Place | None:
    """The one place in the words that the finding is about."""
    passage = finding.passage
    return Place(finding.section, passage.start) if passage is not None and passage.sentence else None


def explained(finding: Finding, text: str, reasons: Mapping[str, Reason]) -> dict[str, Reason]:
    """核实说明: what a person says to the finding, under its key."""
    place = place_of(finding)
    key = reason_key(finding, reasons) or finding.rule
    if place is not None:
        key = free_reason_key(reasons, finding.rule, place) if key == finding.rule else key
    return {key: Reason(finding.message, text, place)}


def settled(finding: Finding, reasons: Mapping[str, Reason]) -> bool:
    """A person gave a 核实说明 for just this finding with just these numbers, or for all that is left of it."""
    reason = reason_of(finding, reasons)
    if reason is None or not finding.explainable:
        return False
    return reason.about == finding.message or _only_less(finding, reason.about)


def earlier_reason(finding: Finding, reasons: Mapping[str, Reason]) -> str:
    """What a person said to it when its numbers were others, and must confirm; empty where nothing was said, or it
    stands."""
    reason = reason_of(finding, reasons)
    if reason is None or not finding.explainable or settled(finding, reasons):
        return ""
    if finding.passage is not None and finding.passage.sentence and _quoted(reason.about) != _quoted(finding.message):
        return ""  # findings of one place in the words are told apart by their order: it was said to another one
    return reason.text


_NUMBERS = re.compile(r"\d[\d,.]*")


def _quoted(message: str) -> str:
    """The clause that a message begins with, whatever its numbers are."""
    return _NUMBERS.sub("", message.partition("”")[0])


def listing(beginnings: Sequence[str], count: int) -> str:
    """``“甲…”；“乙…”等 2 段``: the first of so many paragraphs."""
    return "；".join(f"“{each}…”" for each in beginnings) + (f"等 {count} 段" if count > 1 else "")


_LISTING = re.compile("“(.+)…”(?:等 ([0-9]+) 段)?")


def _only_less(finding: Finding, about: str) -> bool:
    """Everything that the finding is about was listed in ``about``, which listed all there was."""
    before = _LISTING.match(about) if finding.listed else None
    if before is None:
        return False
    beginnings = before[1].split("…”；“")
    return len(beginnings) == int(before[2] or 1) and Counter(finding.listed) <= Counter(beginnings)


def still_open(findings: Iterable[Finding], reasons: Mapping[str, Reason]) -> tuple[Finding, ...]:
    """The findings without a 核实说明 that stands."""
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
    """The one way in which a finding is made. ``at``: where the rule broke, for an id of its own; ``severity`` where it
    is another than the rule's."""
    weight = Severity(severity or rule.severity)
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
    return NotEvaluated(rule.id, rule.says, why)
