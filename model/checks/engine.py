"""The check engine: every rule of an edition applied to a report; results whose inputs have not changed are reused."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from model.checks import claim_rules, stale_text_rules, typography_rules
from model.checks.context import CheckContext, PriorYear
from model.checks.findings import (
    SWITCHED_OFF,
    Finding,
    NotEvaluated,
    RuleOutput,
    rule_not_evaluated,
)
from model.checks.table_rules import (
    check_all_zero,
    check_amounts,
    check_charges_within,
    check_fee_unit,
    check_filled,
    check_jump,
    check_linear,
    check_nothing_without,
    check_rulemaking_power,
    check_share_at_most,
    check_split_digits,
    check_whole_counts,
)
from model.checks.text_rules import (
    check_edition_years,
    check_length,
    check_mentions,
    check_sections,
    check_substance,
    check_title,
    check_topics,
)
from model.form import rule_kinds
from model.form.edition import Edition
from model.form.rule_kinds import Rule
from model.form.tables import Cell
from model.report.prior_year import ACCEPTED, decide_prior_year
from model.report.report import Report


@dataclass(frozen=True)
class CheckResult:
    """The result of one check."""

    context: CheckContext
    findings: tuple[Finding, ...]
    """In the order of the rules."""
    not_evaluated: tuple[NotEvaluated, ...]
    """Rules that neither pass nor fail because a figure or the prior year's report is missing."""

    @cached_property
    def by_rule(self) -> Mapping[str, list[Finding]]:
        """Rule id -> its findings; rules without findings are absent."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.stated_by, []).append(finding)
        return found

    @cached_property
    def not_evaluated_by_rule(self) -> Mapping[str, NotEvaluated]:
        """Rule id -> its :class:`NotEvaluated`; evaluated rules are absent."""
        return {each.rule: each for each in self.not_evaluated}

    @cached_property
    def by_cell(self) -> Mapping[Cell, tuple[Finding, ...]]:
        """Cell -> the findings that name it."""
        found: dict[Cell, list[Finding]] = {}
        for finding in self.findings:
            for cell in finding.cells:
                found.setdefault(cell, []).append(finding)
        return {cell: tuple(findings) for cell, findings in found.items()}


def check(
    report: Report,
    edition: Edition,
    last_year: Report | None = None,
    before: CheckResult | None = None,
    last_edition: Edition | None = None,
) -> CheckResult:
    """Applies every rule of ``edition`` to ``report``.

    ``last_edition`` is the edition of ``last_year`` where it differs. A prior-year report that
    :func:`model.report.prior_year.decide_prior_year` rejects is not compared with; the rules concerned are reported as
    not evaluated. ``before`` is an earlier result for the same edition: its findings are reused where the text and
    figures that they depend on have not changed.
    """
    held_against = _prior_year(report, edition, last_year, last_edition, before)
    same_last_year = before is not None and before.context.prior_year is held_against
    context = CheckContext(report, edition, held_against, before.context if before else None)
    changed = _changed_texts(before.context.report, report) if before and same_last_year else None
    findings: list[Finding] = []
    not_evaluated: list[NotEvaluated] = []
    for rule in edition.rules:
        if rule.id in edition.switched_off:
            not_evaluated.append(rule_not_evaluated(rule, SWITCHED_OFF))
            continue
        stands = changed is not None and rule.words_only and changed.isdisjoint(rule.reads)
        stands = stands or (context.tables_unchanged and rule.tables_only)
        if stands and before is not None:
            findings += before.by_rule.get(rule.id, ())
            if rule.id in before.not_evaluated_by_rule:
                not_evaluated.append(before.not_evaluated_by_rule[rule.id])
            continue
        for output in _CHECKS[type(rule)](rule, context):
            if isinstance(output, Finding):
                findings.append(output)
            else:
                not_evaluated.append(output)
    return CheckResult(context, tuple(findings), tuple(not_evaluated))


def _prior_year(
    report: Report, edition: Edition, given: Report | None, given_edition: Edition | None, before: CheckResult | None
) -> PriorYear:
    """The previous check's instance if the file and the decision about it are unchanged; otherwise a new one."""
    was = before.context.prior_year if before is not None else None
    same = was is not None and was.given is given
    own_edition = given_edition or (was.edition if was is not None and same else edition)
    decision = ACCEPTED
    if given is not None:
        decision = decide_prior_year(report, given, edition_known=own_edition.id == given.edition)
    if was is not None and same and was.decision == decision:
        return was
    return PriorYear(given, edition, own_edition, decision)


def _changed_texts(before: Report, now: Report) -> Set[str] | None:
    """The keys of changed sections; ``None`` if anything besides section texts has changed."""
    if before.headings is not now.headings or before.reasons is not now.reasons or before.facts != now.facts:
        return None
    if before.dismissed is not now.dismissed or before.foreign_labels is not now.foreign_labels:
        return None
    if before.texts is now.texts:
        return frozenset()
    return {key for key, _ in before.texts.items() ^ now.texts.items()}


_CHECKS: Mapping[type[Rule], Callable[[Any, CheckContext], RuleOutput]] = {
    rule_kinds.WholeCounts: check_whole_counts,
    rule_kinds.Amounts: check_amounts,
    rule_kinds.AllFilled: check_filled,
    rule_kinds.FeeUnit: check_fee_unit,
    rule_kinds.SplitDigits: check_split_digits,
    rule_kinds.EqualSums: check_linear,
    rule_kinds.AtMost: check_linear,
    rule_kinds.AllZero: check_all_zero,
    rule_kinds.ShareAtMost: check_share_at_most,
    rule_kinds.NothingWithout: check_nothing_without,
    rule_kinds.RulemakingPower: check_rulemaking_power,
    rule_kinds.ChargesWithin: check_charges_within,
    rule_kinds.Jump: check_jump,
    rule_kinds.Sections: check_sections,
    rule_kinds.Topics: check_topics,
    rule_kinds.Mentions: check_mentions,
    rule_kinds.Substance: check_substance,
    rule_kinds.Title: check_title,
    rule_kinds.Length: check_length,
    rule_kinds.EditionYears: check_edition_years,
    rule_kinds.WordsNumber: claim_rules.check_words_number,
    rule_kinds.WordsKind: claim_rules.check_words_kind,
    rule_kinds.WordsSum: claim_rules.check_words_sum,
    rule_kinds.WordsPercent: claim_rules.check_words_percent,
    rule_kinds.WordsDone: claim_rules.check_words_done,
    rule_kinds.WordsNone: claim_rules.check_words_none,
    rule_kinds.WordsPlaceholder: stale_text_rules.check_words_placeholder,
    rule_kinds.WordsYear: stale_text_rules.check_words_year,
    rule_kinds.WordsSame: stale_text_rules.check_words_same,
    rule_kinds.WordsOtherOrgan: stale_text_rules.check_words_other_organ,
    rule_kinds.WordsSlips: typography_rules.check_words_typography,
}
