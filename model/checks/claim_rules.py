"""What breaks the rules about words against tables: one function a kind, as in :mod:`model.checks.table_rules`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from model.checks.claim_matching import (
    DONE,
    KIND,
    NONE,
    NUMBER,
    PERCENT,
    ClaimState,
    Judgement,
    PlacedBreakdown,
    PlacedClaim,
)
from model.checks.findings import NO_LAST_YEAR, NOT_COMPARABLE, Finding, NotEvaluated, Passage, Severity
from model.form import rule_kinds
from model.form.edition import PREFACE, Edition

if TYPE_CHECKING:
    from model.checks.context import CheckContext

RuleOutput = Iterator[Finding | NotEvaluated]
LISTED = Decimal("0.8")
"""A list whose parts come to less of the whole names a few of them only."""
TELLING = (NO_LAST_YEAR, NOT_COMPARABLE)
"""Why a person is told that a percentage was not looked at."""


def place_of(edition: Edition, section: str) -> str:
    return "前言" if section == PREFACE else edition.section(section).title


def words_finding(
    rule: rule_kinds.WordsRule,
    edition: Edition,
    section: str,
    at: str,
    message: str,
    passage: Passage,
    *,
    severity: str = "",
    **rest: object,
) -> Finding:
    weight = Severity(severity or rule.severity)
    return Finding(
        rule=f"{rule.id}.{section}.{at}" if at else f"{rule.id}.{section}",
        stated_by=rule.id,
        severity=weight,
        place=place_of(edition, section),
        message=message,
        section=section,
        explainable=rule.may_be_explained or weight is not Severity.ERROR,
        passage=passage,
        **rest,  # type: ignore[arg-type]
    )


# ---------------------------------------------------------------- one claim


def _claims(rule: rule_kinds.WordsRule, context: "CheckContext", speaks: str) -> RuleOutput:
    untold = ""
    for section, placed, judgement in context.words.open(speaks):
        if section not in rule.sections:
            continue
        if judgement.state is ClaimState.UNSURE:
            untold = judgement.why if speaks == PERCENT and judgement.why in TELLING else untold
            continue
        number = context.words.by_section[section].numbers[placed]
        doubtful = judgement.weak and (section, placed.start) not in context.waiting  # else it is 须核实 anyway
        key = (rule, judgement, number, doubtful)
        found = placed.findings.get(key)
        if found is None:
            found = placed.findings[key] = _of_claim(rule, context.edition, placed, judgement, number, doubtful)
        yield found
    if untold:
        yield NotEvaluated(rule.id, rule.says, untold)


def _of_claim(
    rule: rule_kinds.WordsRule, edition: Edition, placed: PlacedClaim, judgement: Judgement, number: int, doubtful: bool
) -> Finding:
    claim = placed.held.claim
    about = claim.about[-1] if claim.about else claim.kind
    at = f"{about}.{number}" if number > 1 else about
    passage = Passage(placed.start, placed.end, claim.text, judgement.instead, placed.unrelated, placed.sentence)
    return words_finding(
        rule,
        edition,
        placed.section,
        at,
        _message(placed, judgement),
        passage,
        severity="hint" if doubtful else "",
        cells=judgement.cells,
    )


def _message(placed: PlacedClaim, judgement: Judgement) -> str:
    claim, tables = placed.held.claim, judgement.says
    quoted = f"“{placed.clause}”"
    if judgement.speaks == DONE:
        return f"{quoted}，而表中{tables}"
    if judgement.speaks == NONE:
        return f"{quoted}，而表中{tables}"
    if judgement.speaks == KIND:
        return f"{quoted}的归类与表格不同：{tables}。请核实用语"
    whose = "上年年报" if claim.last_year else "表格"
    perhaps = f"（说的若不是{claim.scope}以外的数，请核实）" if claim.scope else ""
    return f"{quoted}的 {claim.text}{'%' if claim.kind in ('growth', 'share') else ''} 与{whose}不符：{tables}{perhaps}"


def check_words_number(rule: rule_kinds.WordsNumber, context: "CheckContext") -> RuleOutput:
    return _claims(rule, context, NUMBER)


def check_words_kind(rule: rule_kinds.WordsKind, context: "CheckContext") -> RuleOutput:
    return _claims(rule, context, KIND)


def check_words_percent(rule: rule_kinds.WordsPercent, context: "CheckContext") -> RuleOutput:
    return _claims(rule, context, PERCENT)


def check_words_done(rule: rule_kinds.WordsDone, context: "CheckContext") -> RuleOutput:
    return _claims(rule, context, DONE)


def check_words_none(rule: rule_kinds.WordsNone, context: "CheckContext") -> RuleOutput:
    return _claims(rule, context, NONE)


# ---------------------------------------------------------------- parts and wholes


def check_words_sum(rule: rule_kinds.WordsSum, context: "CheckContext") -> RuleOutput:
    for section, said in context.words.by_section.items():
        if section not in rule.sections:
            continue
        for number, each in enumerate(said.wrong_sums, 1):
            severity = _severity_of_sum(context, each)
            if severity is None or _is_answered(context, section, each):
                continue
            whole, came_to = each.addition.whole, each.addition.came_to
            start, end = each.offset + whole.start, each.offset + whole.end
            passage = Passage(start, end, f"{whole.value}", unrelated=each.unrelated, sentence=each.sentence)
            spelled = " ＋ ".join(str(part.value) for part in each.addition.parts)
            sign = ">" if came_to > whole.value else "<"
            message = f"“{each.clause}”：{spelled} = {came_to} {sign} {whole.value}，各分项之和与总数不符"
            yield words_finding(rule, context.edition, section, str(number), message, passage, severity=severity)


def _is_answered(context: "CheckContext", section: str, each: PlacedBreakdown) -> bool:
    answers = context.words.answers
    return bool(answers) and bool(answers.key_at(section, each.offset + each.addition.whole.start, each.unrelated))


def _severity_of_sum(context: "CheckContext", placed: PlacedBreakdown) -> str | None:
    """Empty: the rule's own; ``None``: nothing is wrong."""
    addition = placed.addition
    less = addition.came_to < addition.whole.value
    if addition.open:
        return None if less else "hint"
    if not less or addition.complete:
        return ""
    every = [placed.whole, *placed.parts]
    if addition.came_to < addition.whole.value * LISTED:
        return None
    if all(each is not None and context.words.judge(each).state is ClaimState.AGREES for each in every):
        return None  # each is right by itself: the list leaves something out on purpose
    return "hint"
