"""The check engine: every rule of an edition applied to a report; results that still hold are taken over."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from model.checks import claim_rules, stale_text_rules, typography_rules
from model.checks.context import CheckContext, PriorYear
from model.checks.findings import (
    Finding,
    NotEvaluated,
    RuleOutput,
)
from model.checks.table_rules import (
    _all_zero,
    _amounts,
    _charges_within,
    _fee_unit,
    _filled,
    _jump,
    _linear,
    _nothing_without,
    _rulemaking_power,
    _share_at_most,
    _split_digits,
    _whole_counts,
)
from model.checks.text_rules import _edition_years, _length, _mentions, _sections, _substance, _title, _topics
from model.form import rule_kinds
from model.form.edition import Edition
from model.form.rule_kinds import Rule
from model.form.tables import Cell
from model.report.report import FACTS, OTHER_FORM, Report


@dataclass(frozen=True)
class CheckResult:
    """All that one look at a report told."""

    look: CheckContext
    findings: tuple[Finding, ...]
    """In the order of the rules."""
    not_evaluated: tuple[NotEvaluated, ...]
    """Rules that neither pass nor fail, because a figure or last year's report is not there."""

    @cached_property
    def by_rule(self) -> Mapping[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.stated_by, []).append(finding)
        return found

    @cached_property
    def silent(self) -> Mapping[str, NotEvaluated]:
        return {each.rule: each for each in self.not_evaluated}

    @cached_property
    def at(self) -> Mapping[Cell, tuple[Finding, ...]]:
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
    """Everything in ``report`` that breaks a rule of ``edition``.

    ``last_edition`` is the form that last year's report uses, where that is another.
    ``before`` is an earlier look at a report of the same edition: what it said of words and of last year's sums is
    taken over where they have not changed since.
    """
    same_last_year = before is not None and before.look.last_year is last_year
    held_against = (
        before.look.held_against
        if before and same_last_year
        else PriorYear(last_year, edition, last_edition or edition)
    )
    look = CheckContext(report, edition, held_against, before.look if before else None)
    changed = _changed_texts(before.look.report, report) if before and same_last_year else None
    findings: list[Finding] = []
    not_evaluated: list[NotEvaluated] = []
    for rule in edition.rules:
        stands = changed is not None and rule.words_only and changed.isdisjoint(rule.reads)
        stands = stands or (look.tables_stand and rule.tables_only)
        if stands and before is not None:
            findings += before.by_rule.get(rule.id, ())
            if rule.id in before.silent:
                not_evaluated.append(before.silent[rule.id])
            continue
        for said in _CHECKS[type(rule)](rule, look):
            if isinstance(said, Finding):
                findings.append(said)
            else:
                not_evaluated.append(said)
    return CheckResult(look, tuple(findings), tuple(not_evaluated))


def _changed_texts(before: Report, now: Report) -> Set[str] | None:
    """The sections that say something else; ``None`` where more has changed than their words."""
    if before.headings is not now.headings or before.reasons is not now.reasons:
        return None
    if before.texts is now.texts:
        return frozenset()
    changed = {key for key, _ in before.texts.items() ^ now.texts.items()}
    return changed if changed.isdisjoint(FACTS) and not any(map(_of_other_form, changed)) else None


def _of_other_form(key: str) -> bool:
    return key.startswith(OTHER_FORM)


_CHECKS: Mapping[type[Rule], Callable[[Any, CheckContext], RuleOutput]] = {
    rule_kinds.WholeCounts: _whole_counts,
    rule_kinds.Amounts: _amounts,
    rule_kinds.Filled: _filled,
    rule_kinds.FeeUnit: _fee_unit,
    rule_kinds.SplitDigits: _split_digits,
    rule_kinds.EqualSums: _linear,
    rule_kinds.AtMost: _linear,
    rule_kinds.AllZero: _all_zero,
    rule_kinds.ShareAtMost: _share_at_most,
    rule_kinds.NothingWithout: _nothing_without,
    rule_kinds.RulemakingPower: _rulemaking_power,
    rule_kinds.ChargesWithin: _charges_within,
    rule_kinds.Jump: _jump,
    rule_kinds.Sections: _sections,
    rule_kinds.Topics: _topics,
    rule_kinds.Mentions: _mentions,
    rule_kinds.Substance: _substance,
    rule_kinds.Title: _title,
    rule_kinds.Length: _length,
    rule_kinds.EditionYears: _edition_years,
    rule_kinds.WordsNumber: claim_rules.words_number,
    rule_kinds.WordsKind: claim_rules.words_kind,
    rule_kinds.WordsSum: claim_rules.words_sum,
    rule_kinds.WordsPercent: claim_rules.words_percent,
    rule_kinds.WordsDone: claim_rules.words_done,
    rule_kinds.WordsNone: claim_rules.words_none,
    rule_kinds.WordsPlaceholder: stale_text_rules.words_placeholder,
    rule_kinds.WordsYear: stale_text_rules.words_year,
    rule_kinds.WordsSame: stale_text_rules.words_same,
    rule_kinds.WordsOtherOrgan: stale_text_rules.words_other_organ,
    rule_kinds.WordsSlips: typography_rules.words_slips,
}
