"""For every kind of rule a report that breaks it, so that no rule can be written that nothing breaks."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from model import rules
from model.edition import Edition
from model.equations import Equation
from model.figures import Figure
from model.report import Report
from model.rules import Rule
from model.tables import Cell

Case = tuple[Report, Report | None]
"""The report, and last year's where the rule needs it."""

SOUND_TEXTS = {"organ": "清远县自然资源局", "year": "2024", "1": "主动公开依申请公开政府信息管理平台建设监督保障"}


def zeros(edition: Edition) -> dict[Cell, Figure]:
    return dict.fromkeys(edition.cells, 0)


def report_breaking(rule: Rule, edition: Edition) -> Case:
    return _BREAKING[type(rule)](rule, edition)


def _report(edition: Edition, figures: dict[Cell, Figure], texts: dict[str, str] | None = None, **rest: Any) -> Report:
    return Report(edition.id, figures, texts={**SOUND_TEXTS, **(texts or {})}, **rest)


def _unread(amount: bool) -> Callable[[Rule, Edition], Case]:
    def breaking(_rule: Rule, edition: Edition) -> Case:
        cell = next(each for each in edition.cells if (each in edition.amounts) is amount)
        return _report(edition, {}, unread={cell: "约3"}), None

    return breaking


def _filled(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}), None


def _fee_unit(rule: rules.FeeUnit, edition: Edition) -> Case:
    return _report(edition, {edition.cell(rule.cell): Decimal(rule.most)}), None


def _split(rule: rules.SplitDigits, edition: Edition) -> Case:
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


def _linear(rule: rules.Linear, edition: Edition) -> Case:
    return breaking_equation(edition.equations_by_rule[rule.id][0], edition)


def _all_zero(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, zeros(edition)), None


def _share(rule: rules.ShareAtMost, edition: Edition) -> Case:
    figures = zeros(edition)
    figures[edition.cell(rule.part)] = rule.from_
    figures[edition.cell(rule.whole)] = rule.from_
    return _report(edition, figures), None


def _nothing_without(rule: rules.NothingWithout, edition: Edition) -> Case:
    figures = zeros(edition)
    figures[edition.cell(rule.some[0])] = 1
    return _report(edition, figures), Report(edition.id, zeros(edition))


def _power(rule: rules.RulemakingPower, edition: Edition) -> Case:
    cell = next(each for each in edition.cells if each.table == rule.table and each.row == rule.row)
    return _report(edition, {**zeros(edition), cell: 1}), None


def _charges(rule: rules.ChargesWithin, edition: Edition) -> Case:
    return _report(edition, zeros(edition), {rule.section: f"本年收取{rule.words}350元。"}), None


def _jump(rule: rules.Jump, edition: Edition) -> Case:
    cell = edition.cell(rule.cells[0])
    last = {**zeros(edition), cell: rule.from_}
    return _report(edition, {**zeros(edition), cell: rule.from_ * rule.times + 1}), Report(edition.id, last)


def _sections(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}, headings=tuple(each.title for each in edition.sections[:-1])), None


def _topics(rule: rules.Topics, edition: Edition) -> Case:
    return _report(edition, {}, {rule.section: "本年工作平稳。"}), None


def _mentions(rule: rules.Mentions, edition: Edition) -> Case:
    kind = rule.only_for[0] if rule.only_for else "department"
    return _report(edition, {}, {"kind": kind, **dict.fromkeys(rule.sections, "无")}), None


def _substance(rule: rules.Substance, edition: Edition) -> Case:
    return _report(edition, {}, {rule.section: rule.empty_words[0]}), None


def _title(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}, {"title": "清远县自然资源局2024年度政府信息公开工作年度报告"}), None


def _length(rule: rules.Length, edition: Edition) -> Case:
    return _report(edition, {}, {rule.section: "字" * (rule.most + 1)}), None


def _edition_years(_rule: Rule, edition: Edition) -> Case:
    return _report(edition, {}, {"year": str(edition.first_year - 1)}), None


def _words(text: str, figures: dict[str, int] | None = None, last: dict[str, int] | None = None) -> Any:
    """The section says ``text`` while the table holds ``figures`` and else zeros; ``last`` are last year's."""

    def breaking(rule: rules.WordsRule, edition: Edition) -> Case:
        given = {edition.cell(address): figure for address, figure in (figures or {}).items()}
        report = _report(edition, {**zeros(edition), **given}, {rule.sections[-1]: text})
        if last is None:
            return report, None
        then = {edition.cell(address): figure for address, figure in last.items()}
        return report, Report(edition.id, {**zeros(edition), **then}, texts={rule.sections[-1]: text})

    return breaking


_SUM = {"requests.received.total": 11, "requests.received.person": 6, "requests.received.business": 4}

_BREAKING: dict[type[Rule], Callable[[Any, Edition], Case]] = {
    rules.WholeCounts: _unread(False),
    rules.Amounts: _unread(True),
    rules.Filled: _filled,
    rules.FeeUnit: _fee_unit,
    rules.SplitDigits: _split,
    rules.EqualSums: _linear,
    rules.AtMost: _linear,
    rules.AllZero: _all_zero,
    rules.ShareAtMost: _share,
    rules.NothingWithout: _nothing_without,
    rules.RulemakingPower: _power,
    rules.ChargesWithin: _charges,
    rules.Jump: _jump,
    rules.Sections: _sections,
    rules.Topics: _topics,
    rules.Mentions: _mentions,
    rules.Substance: _substance,
    rules.Title: _title,
    rules.Length: _length,
    rules.EditionYears: _edition_years,
    rules.WordsNumber: _words("2024年，共收到政府信息公开申请12件。", {"requests.received.total": 11}),
    rules.WordsKind: _words(
        "受理政府信息公开申请4件，4件不予公开。", {"requests.results.unavailable.not_held.total": 4}
    ),
    rules.WordsSum: _words("共收到政府信息公开申请11件，其中自然人6件、商业企业6件。", _SUM),
    rules.WordsPercent: _words(
        "共收到政府信息公开申请12件，同比增长30%。", {"requests.received.total": 12}, {"requests.received.total": 10}
    ),
    rules.WordsDone: _words("收到的政府信息公开申请全部办结。", {"requests.carried_out.total": 2}),
    rules.WordsNone: _words("本年未收到政府信息公开申请。", {"requests.received.total": 3}),
    rules.WordsPlaceholder: _words("主动公开政府信息XX条。"),
    rules.WordsYear: _words("2023年，我局共主动公开政府信息300条。"),
    rules.WordsSame: _words("我局坚持以公开为常态、不公开为例外的原则，" * 5, {}, {}),
    rules.WordsSlips: _words("我局完善制度（见附件。"),
    rules.WordsOtherOrgan: _words("恩平市教育局坚持以公开为常态。"),
}
