"""Checks that compare claims in the text with the tables: one function per kind of rule."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from model.checks.claim_evaluation import DONE, KIND, NONE, NUMBER, PERCENT, ClaimState, Evaluation
from model.checks.findings import NO_LAST_YEAR, NOT_COMPARABLE, Finding, NotEvaluated, Passage, rule_finding
from model.checks.placed_claims import PlacedBreakdown, PlacedClaim
from model.form import rule_kinds
from model.form.edition import PREFACE, Edition
from model.form.tables import Cell
from model.narrative.claims import IN_PERCENT, Hedge
from model.narrative.lexicon import the_lexicon
from model.narrative.written_numbers import is_slip_of, without_fraction

if TYPE_CHECKING:
    from model.checks.context import CheckContext

RuleOutput = Iterator[Finding | NotEvaluated]
WHY_SHOWN = (NO_LAST_YEAR, NOT_COMPARABLE)
"""The only reasons for which an unevaluated percentage is reported as not evaluated."""


def place_of(edition: Edition, section: str) -> str:
    """The section's title as shown in a finding; 前言 for the preface."""
    return "前言" if section == PREFACE else edition.section(section).title


def text_finding(
    rule: rule_kinds.WordsRule,
    edition: Edition,
    section: str,
    at: str,
    message: str,
    passage: Passage,
    *,
    severity: str = "",
    cells: Sequence[Cell] = (),
    listed: tuple[str, ...] = (),
) -> Finding:
    """A finding about a passage of the text; ``at`` distinguishes findings of the same rule and section."""
    return rule_finding(
        rule,
        place_of(edition, section),
        message,
        cells,
        at=f"{section}.{at}" if at else section,
        section=section,
        severity=severity,
        passage=passage,
        listed=listed,
    )


def _claims(rule: rule_kinds.WordsRule, context: "CheckContext", aspect: str) -> RuleOutput:
    why_not_evaluated = ""
    for section, placed, evaluation in context.words.open(aspect):
        if section not in rule.sections:
            continue
        if evaluation.state is ClaimState.UNSURE:
            why_not_evaluated = (
                evaluation.why if aspect == PERCENT and evaluation.why in WHY_SHOWN else why_not_evaluated
            )
            continue
        number = context.words.by_section[section].numbers[placed]
        doubtful = (
            evaluation.weak and (section, placed.start) not in context.unchecked_places
        )  # a number still to be checked is 须核实 in any case
        key = (rule, evaluation, number, doubtful)
        yield placed.findings.result(key, _of_claim, rule, context.edition, placed, evaluation, number, doubtful)
    if why_not_evaluated:
        absent = why_not_evaluated == NO_LAST_YEAR
        why = context.prior_year.why_absent if absent else why_not_evaluated
        yield NotEvaluated(rule.id, rule.says, why)


def _of_claim(
    rule: rule_kinds.WordsRule,
    edition: Edition,
    placed: PlacedClaim,
    evaluation: Evaluation,
    number: int,
    doubtful: bool,
) -> Finding:
    about = placed.edition_claim.about
    at = f"{about}.{number}" if number > 1 else about
    passage = Passage(
        placed.start, placed.end, placed.text, evaluation.replacement, placed.dismissal_key, placed.sentence
    )
    return text_finding(
        rule,
        edition,
        placed.section,
        at,
        _message(placed, evaluation),
        passage,
        severity="hint" if doubtful else "",
        cells=evaluation.cells,
    )


def _message(placed: PlacedClaim, evaluation: Evaluation) -> str:
    claim, tables = placed.edition_claim.claim, evaluation.says
    quoted = f"“{placed.clause}”"
    if evaluation.aspect == DONE:
        return f"{quoted}，而表中{tables}"
    if evaluation.aspect == NONE:
        return f"{quoted}，而表中{tables}"
    if evaluation.aspect == KIND:
        return f"{quoted}的归类与表格不同：{tables}。请核实用语"
    whose = "上年年报" if claim.last_year else "表格"
    perhaps = f"（“{evaluation.scope}”若另有口径，可标为与表格无关）" if evaluation.scope else ""
    return f"{quoted}的 {claim.text}{'%' if claim.kind in IN_PERCENT else ''} 与{whose}不符：{tables}{perhaps}"


def check_words_number(rule: rule_kinds.WordsNumber, context: "CheckContext") -> RuleOutput:
    """Counts and amounts that contradict the tables."""
    return _claims(rule, context, NUMBER)


def check_words_kind(rule: rule_kinds.WordsKind, context: "CheckContext") -> RuleOutput:
    """Counts that match a neighbouring category of the table instead of the one that is named."""
    return _claims(rule, context, KIND)


def check_words_percent(rule: rule_kinds.WordsPercent, context: "CheckContext") -> RuleOutput:
    """Changes and shares that contradict this year's and the prior year's figures."""
    return _claims(rule, context, PERCENT)


def check_words_done(rule: rule_kinds.WordsDone, context: "CheckContext") -> RuleOutput:
    """全部办结 and 结转下年度 that contradict the number of cases carried out."""
    return _claims(rule, context, DONE)


def check_words_none(rule: rule_kinds.WordsNone, context: "CheckContext") -> RuleOutput:
    """未收到, 未发生 where the cells are not zero."""
    return _claims(rule, context, NONE)


def check_words_sum(rule: rule_kinds.WordsSum, context: "CheckContext") -> RuleOutput:
    """Breakdowns (共 A，其中 B、C) whose parts do not sum to the whole."""
    for section, section_claims in context.words.by_section.items():
        if section not in rule.sections:
            continue
        for number, each in enumerate(section_claims.wrong_sums, 1):
            severity = _severity_of_sum(context, each)
            if severity is None or _is_answered(context, section, each):
                continue
            whole, sum_of_parts = each.breakdown.whole, each.breakdown.sum_of_parts
            start, end = each.offset + whole.start, each.offset + whole.end
            passage = Passage(start, end, f"{whole.value}", dismissal_key=each.dismissal_key, sentence=each.sentence)
            spelled = " ＋ ".join(str(part.value) for part in each.breakdown.parts)
            sign = ">" if sum_of_parts > whole.value else "<"
            message = f"“{each.clause}”：{spelled} = {sum_of_parts} {sign} {whole.value}，各分项之和与总数不符"
            yield text_finding(rule, context.edition, section, str(number), message, passage, severity=severity)


def _is_answered(context: "CheckContext", section: str, each: PlacedBreakdown) -> bool:
    dismissals = context.words.dismissals
    return bool(dismissals) and bool(
        dismissals.key_at(section, each.offset + each.breakdown.whole.start, each.dismissal_key)
    )


def _severity_of_sum(context: "CheckContext", placed: PlacedBreakdown) -> str | None:
    """Severity of the finding: empty for the rule's own, ``None`` where there is nothing to report."""
    breakdown = placed.breakdown
    less = breakdown.sum_of_parts < breakdown.whole.value
    every = [placed.whole, *placed.parts]
    whole_row = context.words.is_whole_row(placed)
    agree = all(each is not None and context.words.evaluate(each).state is ClaimState.AGREES for each in every)
    if agree and not (whole_row or breakdown.ends_with_rest) and (less or _are_of_other_rows(context, every)):
        return None  # every number agrees with the tables: these are some parts, or more than those of the whole
    if breakdown.open:
        return None if less else "hint"
    if not less or breakdown.complete or whole_row:
        return ""
    if not any(every) or any(each and Hedge.PARTIAL in each.edition_claim.claim.hedges for each in placed.parts):
        return None  # 信息 391 条，其中补贴 128 条; 行政许可 187 件，其中娱乐场所许可 21 件: some kinds, perhaps
    if not any(placed.parts) and breakdown.whole.value - breakdown.sum_of_parts >= FAR_SUM:
        return None  # 行政处罚 741 件，其中食品类 312 件、广告类 88 件、价格类 41 件: perhaps not all kinds
    return "hint" if is_slip_of(breakdown.whole.value, without_fraction(breakdown.sum_of_parts)) else None


def _are_of_other_rows(context: "CheckContext", every: Sequence[PlacedClaim | None]) -> bool:
    """无法提供 35 件，其中不掌握 33 件，不予处理 4 件: no parts of the first; nor 现行有效 4 件，其中废止 7 件."""
    stock = the_lexicon().roles.disclosure
    whole, *parts = [
        {(each.row, each.column if each.table == stock else "") for each in context.words.evaluate(claim).cells}
        for claim in every
        if claim is not None
    ]
    return any(not part <= whole for part in parts)


FAR_SUM = 10
"""So much less than the whole, parts that no phrase names are rather some of them."""
