"""For every kind of rule a report that breaks it, so that no rule can be written that nothing breaks."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from model.checks.engine import check
from model.checks.findings import Finding
from model.form import rule_kinds
from model.form.edition import Edition, load_editions
from model.form.equations import Equation
from model.form.figures import Figure
from model.form.rule_kinds import Rule
from model.form.tables import Cell
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER

Case = tuple[Report, Report | None]
"""The report, and last year's where the rule needs it."""

SOUND_FACTS = {Fact.ORGAN: "清远县自然资源局", Fact.YEAR: "2024"}
SOUND_TEXTS = {"1": "主动公开依申请公开政府信息管理平台建设监督保障"}


def zeros(edition: Edition) -> dict[Cell, Figure]:
    return dict.fromkeys(edition.cells, 0)


def report_breaking(rule: Rule, edition: Edition) -> Case:
    return _BREAKING[type(rule)](rule, edition)


def _report(
    edition: Edition,
    figures: dict[Cell, Figure],
    texts: dict[str, str] | None = None,
    facts: dict[Fact, str] | None = None,
    **rest: Any,
) -> Report:
    facts, texts = {**SOUND_FACTS, **(facts or {})}, {**SOUND_TEXTS, **(texts or {})}
    return Report(edition.id, figures, facts=facts, texts=texts, **rest)


def _unread(amount: bool) -> Callable[[Rule, Edition], Case]:
    def breaking(_rule: Rule, edition: Edition) -> Case:
        cell = next(each for each in edition.cells if (each in edition.amounts) is amount)
        return _report(edition, {}, unread={cell: "约3"}), None

    return breaking


def _filled(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}), None


def _fee_unit(rule: rule_kinds.FeeUnit, edition: Edition) -> Case:
    return _report(edition, {edition.cell(rule.cell): Decimal(rule.most)}), None


def _split(rule: rule_kinds.SplitDigits, edition: Edition) -> Case:
    """12 of one kind of applicant, all granted, became 1 and 2 in the row of what was granted."""
    table = edition.table(rule.table)
    figures = zeros(edition)
    first, second, total = table.columns[0].id, table.columns[1].id, table.columns[-1].id
    for row in ("received", "results.granted", "results.total"):
        figures[Cell(table.id, row, first)] = figures[Cell(table.id, row, total)] = 12
    figures[Cell(table.id, "results.granted", first)] = 1
    figures[Cell(table.id, "results.granted", second)] = 2
    return _report(edition, figures), None


def breaking_equation(equation: Equation, edition: Edition) -> Case:
    """Last year all zero where the equation needs it, and this year one too many on the side that is too small."""
    figures = zeros(edition)
    own = [term for term in equation.left if not term.last_year]
    term = next((term for term in own if not term.negative), own[0])
    figures[term.cell] = -1 if term.negative else 1
    last_year = Report(edition.id, zeros(edition)) if equation.last_year_cells else None
    return _report(edition, figures), last_year


def _linear(rule: rule_kinds.Linear, edition: Edition) -> Case:
    return breaking_equation(edition.equations_by_rule[rule.id][0], edition)


def _all_zero(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, zeros(edition)), None


def _share(rule: rule_kinds.ShareAtMost, edition: Edition) -> Case:
    figures = zeros(edition)
    figures[edition.cell(rule.part)] = rule.from_
    figures[edition.cell(rule.whole)] = rule.from_
    return _report(edition, figures), None


def _nothing_without(rule: rule_kinds.NothingWithout, edition: Edition) -> Case:
    figures = zeros(edition)
    figures[edition.cell(rule.some[0])] = 1
    return _report(edition, figures), Report(edition.id, zeros(edition))


def _power(rule: rule_kinds.RulemakingPower, edition: Edition) -> Case:
    cell = next(each for each in edition.cells if each.table == rule.table and each.row == rule.row)
    return _report(edition, {**zeros(edition), cell: 1}), None


def _charges(rule: rule_kinds.ChargesWithin, edition: Edition) -> Case:
    return _report(edition, zeros(edition), {rule.section: f"本年收取{rule.words}350元。"}), None


def _jump(rule: rule_kinds.Jump, edition: Edition) -> Case:
    cell = edition.cell(rule.cells[0])
    last = {**zeros(edition), cell: rule.from_}
    return _report(edition, {**zeros(edition), cell: rule.from_ * rule.times + 1}), Report(edition.id, last)


def _sections(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}, headings=tuple(each.title for each in edition.sections[:-1])), None


def _topics(rule: rule_kinds.Topics, edition: Edition) -> Case:
    return _report(edition, {}, {rule.section: "本年工作平稳。"}), None


def _mentions(rule: rule_kinds.Mentions, edition: Edition) -> Case:
    kind = rule.only_for[0] if rule.only_for else "department"
    return _report(edition, {}, dict.fromkeys(rule.sections, "无"), {Fact.KIND: kind}), None


def _substance(rule: rule_kinds.Substance, edition: Edition) -> Case:
    return _report(edition, {}, {rule.section: rule.empty_words[0]}), None


def _title(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}, facts={Fact.TITLE: "清远县自然资源局2024年度政府信息公开工作年度报告"}), None


def _length(rule: rule_kinds.Length, edition: Edition) -> Case:
    return _report(edition, {}, {rule.section: "字" * (rule.most + 1)}), None


def _edition_years(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}, facts={Fact.YEAR: str(edition.first_year - 1)}), None


def _words(text: str, figures: dict[str, int] | None = None, last: dict[str, int] | None = None) -> Any:
    """The section says ``text`` while the table holds ``figures`` and else zeros; ``last`` are last year's."""

    def breaking(rule: rule_kinds.WordsRule, edition: Edition) -> Case:
        given = {edition.cell(address): figure for address, figure in (figures or {}).items()}
        report = _report(edition, {**zeros(edition), **given}, {rule.sections[-1]: text})
        if last is None:
            return report, None
        then = {edition.cell(address): figure for address, figure in last.items()}
        return report, Report(edition.id, {**zeros(edition), **then}, texts={rule.sections[-1]: text})

    return breaking


_SUM = {"requests.received.total": 11, "requests.received.person": 6, "requests.received.business": 4}

_BREAKING: dict[type[Rule], Callable[[Any, Edition], Case]] = {
    rule_kinds.WholeCounts: _unread(False),
    rule_kinds.Amounts: _unread(True),
    rule_kinds.AllFilled: _filled,
    rule_kinds.FeeUnit: _fee_unit,
    rule_kinds.SplitDigits: _split,
    rule_kinds.EqualSums: _linear,
    rule_kinds.AtMost: _linear,
    rule_kinds.AllZero: _all_zero,
    rule_kinds.ShareAtMost: _share,
    rule_kinds.NothingWithout: _nothing_without,
    rule_kinds.RulemakingPower: _power,
    rule_kinds.ChargesWithin: _charges,
    rule_kinds.Jump: _jump,
    rule_kinds.Sections: _sections,
    rule_kinds.Topics: _topics,
    rule_kinds.Mentions: _mentions,
    rule_kinds.Substance: _substance,
    rule_kinds.Title: _title,
    rule_kinds.Length: _length,
    rule_kinds.EditionYears: _edition_years,
    rule_kinds.WordsNumber: _words("2024年，共收到政府信息公开申请12件。", {"requests.received.total": 11}),
    rule_kinds.WordsKind: _words(
        "受理政府信息公开申请4件，4件不予公开。", {"requests.results.unavailable.not_held.total": 4}
    ),
    rule_kinds.WordsSum: _words("共收到政府信息公开申请11件，其中自然人6件、商业企业6件。", _SUM),
    rule_kinds.WordsPercent: _words(
        "共收到政府信息公开申请12件，同比增长30%。", {"requests.received.total": 12}, {"requests.received.total": 10}
    ),
    rule_kinds.WordsDone: _words("收到的政府信息公开申请全部办结。", {"requests.carried_out.total": 2}),
    rule_kinds.WordsNone: _words("本年未收到政府信息公开申请。", {"requests.received.total": 3}),
    rule_kinds.WordsPlaceholder: _words("主动公开政府信息XX条。"),
    rule_kinds.WordsYear: _words("2023年，我局共主动公开政府信息300条。"),
    rule_kinds.WordsSame: _words("我局坚持以公开为常态、不公开为例外的原则，" * 5, {}, {}),
    rule_kinds.WordsSlips: _words("我局完善制度（见附件。"),
    rule_kinds.WordsOtherOrgan: _words("恩平市教育局坚持以公开为常态。"),
}


EDITIONS = load_editions(EDITIONS_FOLDER)


def findings_of(rule: str, report: Report, edition: Edition, last_year: Report | None = None) -> list[Finding]:
    return [each for each in check(report, edition, last_year).findings if each.stated_by == rule]


def at_level(report: Report, level: str) -> Report:
    return report.with_(facts={**report.facts, Fact.LEVEL: level})
