"""What breaks the rules of an edition: one function per kind of rule, each yielding its findings."""

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache, partial
from typing import Any

from model.checks import claim_rules, stale_text_rules, typography_rules
from model.checks.claim_matching import ClaimMatcher
from model.checks.findings import BLANK, NO_LAST_YEAR, NOT_COMPARABLE, Finding, NotEvaluated, Severity
from model.form import rule_kinds
from model.form.edition import Edition, Topic
from model.form.equations import Equation, Term
from model.form.figures import Figure, plain, show_figure
from model.form.reporting_year import is_year
from model.form.rule_kinds import Rule
from model.form.section_headings import headings_of
from model.form.tables import Cell, Table
from model.narrative.paragraphs import Paragraphs
from model.report import organ
from model.report.cell_entry import was_typed
from model.report.derived_totals import ShownFigures, left_blank, shown, sum_of
from model.report.positions import standing
from model.report.prompts import without_prompts
from model.report.report import FACTS, OTHER_FORM, Report

MOST_TOLD = 512
FACTS_SECTION = "facts"
"""Where a finding about organ, year or title belongs in the navigation."""

Broken = tuple[Equation, Figure, Figure]
"""An equation and the two sides that do not agree."""


@dataclass(frozen=True)
class EquationStatus:
    """An equation in today's numbers. ``holds`` is ``None`` while a figure that it needs is not there."""

    equation: Equation
    holds: bool | None
    says: str
    severity: Severity | None = None
    """That of its finding, where it does not hold."""


class PriorYear:
    """Last year's report as this year's is held against it; ``figures`` are those that can be reckoned with."""

    def __init__(self, report: Report | None, edition: Edition, own_edition: Edition) -> None:
        self.report = report
        self.edition = own_edition
        self.figures: Mapping[Cell, Figure] = {}
        if report is not None:
            self.figures = shown(report, own_edition).figures
        why = NO_LAST_YEAR if report is None else NOT_COMPARABLE
        self.lacks: Mapping[str, str] = {
            each.id: why for each in edition.equations if not self.figures.keys() >= set(each.last_year_cells)
        }
        """Equation -> why it cannot be evaluated; those that can are not here."""
        self.told: dict[tuple[object, ...], Finding] = {}
        """(equation, its figures) -> the finding, as long as this year's report is held against this one."""
        self._jumping: dict[str, tuple[list[tuple[Cell, Figure]], bool]] = {}

    def jumping(self, rule: rule_kinds.Jump, edition: Edition) -> tuple[list[tuple[Cell, Figure]], bool]:
        """(the rule's cells with last year's figures, whether last year's form has them all)."""
        if rule.id not in self._jumping:
            cells = [edition.cell(address) for address in rule.cells]
            known = [(cell, self.figures[cell]) for cell in cells if cell in self.figures]
            self._jumping[rule.id] = known, all(cell in self.edition.cell_set for cell in cells)
        return self._jumping[rule.id]


class CheckContext:
    """A report under check: what it shows, what is known for certain, and which equations do not hold."""

    def __init__(
        self, report: Report, edition: Edition, last_year: "PriorYear", before: "CheckContext | None" = None
    ) -> None:
        self.report = report
        self.edition = edition
        self.last_year = last_year.report
        self.last_figures = last_year.figures
        self.held_against = last_year
        stood = before if before is not None and before.stands_in(report, last_year) else None
        self.tables_stand = stood is not None
        """No figure has changed since the look before, neither this year's nor last year's."""
        self.shown: ShownFigures = stood.shown if stood else shown(report, edition)
        self.figures: Mapping[Cell, Figure] = self.shown.figures
        self.known: Set[Cell] = self.figures.keys()
        self.complete: bool = len(self.known) == len(edition.cells)
        self.all_evaluated = self.complete and not last_year.lacks
        """No equation lacks a figure, of this year or of last year."""
        if stood:
            self.broken = stood.broken
        self.paragraphs: Mapping[str, Paragraphs] = _paragraphs(report, edition, before)
        """Of the preface and sections of words that say anything."""
        self.words: ClaimMatcher = ClaimMatcher(self, before.words if before else None)
        """What the words say of the tables."""

    def sections(self, rule: rule_kinds.WordsRule) -> Iterator[tuple[str, Paragraphs]]:
        """Those that the rule is about, where they say anything."""
        for key in rule.sections:
            if key in self.paragraphs:
                yield key, self.paragraphs[key]

    @cached_property
    def waiting(self) -> Set[tuple[str, int]]:
        """(section, place) of the numbers in last year's words that a person has yet to check."""
        return {(each.section, each.start) for each in standing(self.report.to_check, self.report.texts).values()}

    def stands_in(self, report: Report, last_year: "PriorYear") -> bool:
        """What this look saw in the tables is in ``report``, too."""
        own = self.report
        same = own.figures is report.figures and own.unread is report.unread
        return same and self.held_against is last_year

    @cached_property
    def broken(self) -> Mapping[str, list[Broken]]:
        """By rule, every equation whose figures are all there and whose sides do not agree."""
        found: dict[str, list[Broken]] = {}
        if not self.complete:
            for equation in self._breakable():
                if (sides := self.sides(equation)) and not equation.holds(*sides):
                    found.setdefault(equation.rule, []).append((equation, *sides))
            return found
        lacks, alone = self.held_against.lacks, self.last_year is None
        for equation in self._breakable():  # the same without asking for each cell whether it is there
            if equation.id in lacks or (equation.without_last_year and not alone):
                continue
            left, right = equation.sides(self.figures, self.last_figures)
            if left != right and not equation.holds(left, right):
                found.setdefault(equation.rule, []).append((equation, left, right))
        return found

    def _breakable(self) -> Iterable[Equation]:
        """Without those that set a total which follows."""
        typed = self.report.figures.keys() & self.edition.totals
        if not typed:
            return self.edition.independent
        following = {each.id for total, each in self.edition.following.items() if total not in typed}
        return [each for each in self.edition.equations if each.id not in following]

    def figure(self, cell: Cell) -> Figure | None:
        """The figure, ``None`` for a blank cell or a total whose sum is not complete."""
        return self.figures.get(cell)

    def knows(self, cells: Set[Cell]) -> bool:
        """All of them can be reckoned with."""
        return self.complete or self.known >= cells

    def missing(self, equation: Equation) -> str:
        """Why the equation cannot be evaluated; empty when it can."""
        if not self.knows(equation.cell_set):
            return BLANK
        return self.held_against.lacks.get(equation.id, "")

    def not_evaluated(self, rule: rule_kinds.Linear) -> str:
        """Why some equation of the rule cannot be evaluated; empty when all can, or another rule stands in."""
        equations = self.edition.equations_by_rule[rule.id]
        if self.complete and not equations[0].last_year_cells:
            return ""
        if equations[0].without_last_year and self.last_year is not None:
            return ""
        return next(filter(None, map(self.missing, equations)), "")

    def sides(self, equation: Equation) -> tuple[Figure, Figure] | None:
        """Left and right sum; ``None`` while the equation cannot be evaluated, or another stands in for it."""
        if self.missing(equation) or (equation.without_last_year and self.last_year is not None):
            return None
        return equation.sides(self.figures, self.last_figures)

    def explained(self, equation: Equation) -> EquationStatus:
        """For the bar above the grid."""
        sides = self.sides(equation)
        if sides is None:
            rule = self.edition.rule(equation.rule)
            return EquationStatus(
                equation, None, f"{rule.says}（{self.missing(equation) or '已有上年年报'}，暂不核对）"
            )
        holds, says = equation.holds(*sides), self.spelled(equation, *sides)
        severity = None if holds else Severity(self.edition.rule(equation.rule).severity)
        return EquationStatus(equation, holds, says, severity)

    def spelled(self, equation: Equation, left: Figure, right: Figure) -> str:
        """Both sides with their numbers, e.g. ``一 3 + 二 0 = 3 ≠ 三（七）3 + 四 1 = 4``."""
        holds = equation.holds(left, right)
        sign = ("=" if holds else "≠") if equation.equal else ("≤" if holds else ">")
        written_left, written_right = equation.written
        said_left = self._side(written_left, equation.left, left)
        return f"{said_left} {sign} {self._side(written_right, equation.right, right)}"

    def _side(self, written: str, terms: Sequence[Term], total: Figure) -> str:
        if "{}" not in written:
            return written.format(total=show_figure(total))
        figures = [(self.last_figures if term.last_year else self.figures)[term.cell] for term in terms]
        if type(total) is int:  # so are its addends, and they print as they are
            return written.format(*figures, total=total)
        return written.format(*map(show_figure, figures), total=show_figure(total))


def _paragraphs(report: Report, edition: Edition, before: "CheckContext | None") -> Mapping[str, Paragraphs]:
    stood = before.paragraphs if before is not None else {}
    found: dict[str, Paragraphs] = {}
    for key in edition.text_keys:
        if text := report.texts.get(key):
            then = stood.get(key)
            found[key] = then if then is not None and then.text == text else Paragraphs(text, then)
    return found


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


RuleOutput = Iterator[Finding | NotEvaluated]


def _finding(
    rule: Rule,
    place: str,
    message: str,
    cells: Sequence[Cell] = (),
    *,
    at: str = "",
    section: str = "",
    severity: str = "",
) -> Finding:
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
    )


def _not_evaluated(rule: Rule, why: str) -> NotEvaluated:
    return NotEvaluated(rule.id, rule.says, why)


def _place(look: CheckContext, cell: Cell) -> str:
    table = look.edition.table(cell.table)
    return f"{table.name} {table.name_of(cell)}"


def _section_of(look: CheckContext, cell: Cell) -> str:
    return look.edition.table(cell.table).section


# ---------------------------------------------------------------- cells


def _unread(rule: Rule, look: CheckContext, *, amounts: bool) -> RuleOutput:
    for cell, raw in look.report.unread.items():
        if raw.strip() in ("", *look.edition.blank_marks) or (cell in look.edition.amounts) is not amounts:
            continue
        named = f"“{raw}”" if was_typed(look.report, cell) else f"原文“{raw}”"
        message = f"{named}不能作为{'金额' if amounts else '件数'}：{rule.says}，请填写一个数"
        yield _finding(rule, _place(look, cell), message, (cell,), at=str(cell), section=_section_of(look, cell))


def _whole_counts(rule: Rule, look: CheckContext) -> RuleOutput:
    return _unread(rule, look, amounts=False)


def _amounts(rule: Rule, look: CheckContext) -> RuleOutput:
    return _unread(rule, look, amounts=True)


def _filled(rule: Rule, look: CheckContext) -> RuleOutput:
    if len(look.figures) == len(look.edition.cells):
        return
    for table in look.edition.tables:
        # a total is not to be filled: it comes by itself
        empty = [cell for cell in table.cells if cell not in look.figures and cell not in look.edition.totals]
        blank = [cell for cell in empty if cell not in look.report.unread]
        marked = [cell for cell in empty if look.report.unread.get(cell, "").strip() in look.edition.blank_marks]
        if cells := [*blank, *marked]:
            few = "、".join(table.name_of(cell) for cell in cells[:3]) + ("等" if len(cells) > 3 else "")
            marks = f"，其中 {len(marked)} 格是“{look.report.unread[marked[0]].strip()}”等符号" if marked else ""
            yield _finding(
                rule,
                table.name,
                f"还有 {len(cells)} 格未填{marks}：{few}。没有发生的请填 0",
                cells,
                at=table.id,
                section=table.section,
            )
        yield from _blank_totals(rule, look, table)


def _blank_totals(rule: Rule, look: CheckContext, table: Table) -> RuleOutput:
    """Totals that the file leaves blank: each with its sum where that is complete, never filled in silently."""
    cells = [cell for cell in left_blank(look.report, look.edition) if cell.table == table.id]
    if not cells:
        return
    sums = {cell: sum_ for cell in cells if (sum_ := sum_of(cell, look.figures, look.edition)) is not None}
    said = [f"{table.name_of(cell)}（各项之和 {show_figure(sums[cell])}）" for cell in cells if cell in sums]
    said += [table.name_of(cell) for cell in cells if cell not in sums]
    few = "、".join(said[:3]) + ("等" if len(said) > 3 else "")
    yield dataclasses.replace(
        _finding(
            rule,
            table.name,
            f"有 {len(cells)} 格合计在文件里是空的：{few}。请核实各项，再恢复自动合计",
            cells,
            at=f"{table.id}.totals",
            section=table.section,
        ),
        repair=tuple(sums.items()),
    )


def _fee_unit(rule: rule_kinds.FeeUnit, look: CheckContext) -> RuleOutput:
    cell = look.edition.cell(rule.cell)
    fee = look.figure(cell)
    if fee is None:
        yield _not_evaluated(rule, BLANK)
        return
    if fee == 0:
        return
    last = look.last_figures.get(cell)
    kind, level = organ.kind(look.report), organ.level(look.report)
    if last and fee > rule.times_last_year * last:
        why = f"是上年 {show_figure(last)} 万元的 {rule.times_last_year} 倍以上"
    elif level in rule.usual_at or (last and last >= rule.most):
        return
    elif fee >= rule.most and kind and (kind not in rule.not_for or level in rule.but_for):
        why = f"不少于 {rule.most} 万元"
    elif fee >= rule.most and not kind:
        yield _not_evaluated(rule, "基本信息里没有机关类别")
        return
    else:
        return
    yuan = show_figure((Decimal(fee) / 10000).normalize())
    yield _finding(
        rule,
        _place(look, cell),
        f"收费 {show_figure(fee)} 万元，{why}：是否按元填写了？若是，应为 {yuan} 万元",
        (cell,),
        section=_section_of(look, cell),
    )


def _split_digits(rule: rule_kinds.SplitDigits, look: CheckContext) -> RuleOutput:
    table = look.edition.table(rule.table)
    off = [broken for some in look.broken.values() for broken in some if broken[0].equal]
    gaps: dict[str, set[Figure]] = {}
    for equation, left_sum, right_sum in off:
        if equation.row and equation.cells[0].table == table.id:
            gaps.setdefault(equation.row, set()).add(abs(Decimal(left_sum) - Decimal(right_sum)))
    ids = {equation.id for equation, _, _ in off}
    for row, lacking in gaps.items():
        for left, right in itertools.pairwise(table.line(row)):
            if _may_be_split(look, left, right, lacking) and (finding := _split(rule, look, table, left, right, ids)):
                yield finding


def _may_be_split(look: CheckContext, left: Cell, right: Cell, gaps: Set[Figure]) -> bool:
    """Two digits side by side that are one number count for 9 times the first too little; of a total nothing is
    foreseen."""
    first = look.figures.get(left)
    return first is not None and (9 * first in gaps or not look.edition.totals.isdisjoint((left, right)))


def _split(
    rule: rule_kinds.SplitDigits, look: CheckContext, table: Table, left: Cell, right: Cell, off: Set[str]
) -> Finding | None:
    """The finding that one number was split into the cells ``left`` and ``right``."""
    first, second = look.figures.get(left), look.figures.get(right)
    if first is None or second is None or not (0 < first < 10 and second < 10):
        return None
    joined = first * 10 + second
    if not any(_mends(changed, look, off) for changed in ({left: joined, right: 0}, {left: 0, right: joined})):
        return None
    return _finding(
        rule,
        f"{table.name} {table.row(left.row).name}",
        f"{table.name_of(left)} {first} 与 {table.name_of(right)} {second} 合成 {joined} 才对得上，"
        "疑似一个数被拆成两格",
        (left, right),
        at=str(left),
        section=table.section,
    )


def _mends(changed: Mapping[Cell, Figure], look: CheckContext, off: Set[str]) -> bool:
    """With ``changed`` every equation that takes in one of its cells holds, among them one along the
    row and one along a column that do not hold now."""
    typed = look.report.figures
    figures = {**look.figures, **changed}
    touched = {each.id: each for cell in changed for each in look.edition.equations_at[cell] if each.equal}
    mended_rules = set()
    for equation in touched.values():
        if equation.last_year_cells or not look.known >= equation.cell_set:
            continue
        if equation.sets is not None and equation.sets not in typed:
            continue
        left, right = equation.sides(figures, {})
        if left != right:
            return False
        if equation.id in off:
            mended_rules.add(equation.rule)
    return len(mended_rules) > 1


# ---------------------------------------------------------------- tables


def _linear(rule: rule_kinds.Linear, look: CheckContext) -> RuleOutput:
    broken = look.broken.get(rule.id)
    if broken is None and look.all_evaluated:
        return  # nearly always
    told = look.held_against.told
    for equation, left, right in broken or ():
        key = (equation.id, *[look.figures.get(cell) for cell in equation.cells])
        finding = told.get(key)
        if finding is None:  # most of what is broken was broken before the last key
            if len(told) >= MOST_TOLD:
                told.clear()
            finding = told[key] = _unbalanced(rule, look, equation, left, right)
        yield finding
    if not look.all_evaluated and (why := look.not_evaluated(rule)):
        yield _not_evaluated(rule, why)


def _unbalanced(
    rule: rule_kinds.Linear, look: CheckContext, equation: Equation, left: Figure, right: Figure
) -> Finding:
    table = look.edition.table(rule.table)
    weight = Severity(rule.severity)
    return Finding(
        equation.id,
        rule.id,
        weight,
        f"{table.name} {equation.line}",
        f"{equation.line}：{look.spelled(equation, left, right)}",
        equation.cells,
        table.section,
        rule.may_be_explained or weight is not Severity.ERROR,
    )


def _all_zero(rule: rule_kinds.AllZero, look: CheckContext) -> RuleOutput:
    table = look.edition.table(rule.table)
    if not look.knows(table.cell_set):
        yield _not_evaluated(rule, BLANK)
    elif not any(look.figures[cell] for cell in table.cells):
        yield _finding(rule, table.name, rule.says, (), section=table.section)


def _share_at_most(rule: rule_kinds.ShareAtMost, look: CheckContext) -> RuleOutput:
    part_cell, whole_cell = look.edition.cell(rule.part), look.edition.cell(rule.whole)
    part, whole = look.figure(part_cell), look.figure(whole_cell)
    if part is None or whole is None:
        yield _not_evaluated(rule, BLANK)
    elif part >= rule.from_ and part > rule.share * whole:
        yield _finding(
            rule,
            _place(look, part_cell),
            f"结转下年度 {part} 件，本年新收 {whole} 件：{rule.says}",
            (part_cell, whole_cell),
            section=_section_of(look, part_cell),
        )


def _nothing_without(rule: rule_kinds.NothingWithout, look: CheckContext) -> RuleOutput:
    some = [look.edition.cell(address) for address in rule.some]
    without = [look.edition.cell(address) for address in rule.without]
    if not look.known >= {*some, *without}:
        yield _not_evaluated(rule, BLANK)
        return
    there = [cell for cell in some if look.figures[cell]]
    if not there or any(look.figures[cell] for cell in without):
        return
    if not look.last_figures.keys() >= set(without):
        yield _not_evaluated(rule, NO_LAST_YEAR if look.last_year is None else NOT_COMPARABLE)
    elif not any(look.last_figures[cell] for cell in without):
        said = "、".join(f"{look.edition.name_of(cell)} {look.figures[cell]}" for cell in there)
        yield _finding(
            rule,
            look.edition.table(there[0].table).name,
            f"{said}，而本年和上年的新收、结转申请都是 0，请核实",
            (*there, *without),
            section=_section_of(look, there[0]),
        )


def _rulemaking_power(rule: rule_kinds.RulemakingPower, look: CheckContext) -> RuleOutput:
    table = look.edition.table(rule.table)
    cells = [cell for cell in table.cells if cell.row == rule.row and look.figures.get(cell)]
    if not cells or look.report.organ in rule.also_powers:
        return
    kind, levels = organ.kind(look.report), organ.possible_levels(look.report)
    possible = [power for power in rule.powers if kind in ("", power[0]) and power[1] in levels]
    if not look.report.organ or (possible and (not kind or len(levels) > 1)):
        yield _not_evaluated(rule, "基本信息里没有机关类别、层级")
    elif not possible:
        said = "、".join(f"{table.column(cell.column).name} {look.figures[cell]}" for cell in cells)
        yield _finding(
            rule,
            f"{table.name} {table.row(rule.row).name}",
            f"{said}。{look.report.organ}没有规章制定权（规章由国务院部门、省级和设区的市级政府制定），应为 0；"
            "镇街、部门的文件应填在行政规范性文件一行",
            cells,
            section=table.section,
        )


@lru_cache(maxsize=64)
def _charges(text: str, words: str) -> tuple[Decimal, ...]:
    """The amounts in 元 that sentences with ``words`` name; one of -1 stands for an amount in words."""
    found: set[Decimal] = set()
    for sentence in re.split(r"[。；;\n]", plain(text)):
        if words in sentence:
            for number, unit in re.findall(r"(\d[\d,]*(?:\.\d+)?)(万?)元", sentence):
                found.add(Decimal(number.replace(",", "")) * (10000 if unit else 1))
            if re.search(r"[一二三四五六七八九十百千万两]+元", sentence):
                found.add(Decimal(-1))
    return tuple(found)


def _charges_within(rule: rule_kinds.ChargesWithin, look: CheckContext) -> RuleOutput:
    cell = look.edition.cell(rule.cell)
    named = _charges(look.report.texts.get(rule.section, ""), rule.words)
    fees = look.figure(cell)
    if len(named) > 1 or Decimal(-1) in named:
        yield _not_evaluated(rule, "第六部分写的金额不止一个，或用汉字写")
        return
    charged = named[0] if named else None
    if charged is None:
        return  # the words name no amount: nothing to compare
    if fees is None:
        yield _not_evaluated(rule, BLANK)
    elif charged > fees * 10000:
        yield _finding(
            rule,
            _place(look, cell),
            f"第六部分写收取{rule.words} {show_figure(charged)} 元，"
            f"即 {show_figure((charged / 10000).normalize())} 万元，多于行政事业性收费 {show_figure(fees)} 万元",
            (cell,),
            section=_section_of(look, cell),
        )


def _jump(rule: rule_kinds.Jump, look: CheckContext) -> RuleOutput:
    if look.last_year is None:
        yield _not_evaluated(rule, NO_LAST_YEAR)
        return
    cells, all_comparable = look.held_against.jumping(rule, look.edition)
    if not all_comparable:
        yield _not_evaluated(rule, NOT_COMPARABLE)
    figures, known, least = look.figures, look.known, rule.from_
    for cell, then in cells:
        if cell not in known:
            continue
        now = figures[cell]
        if now < least and then < least:
            continue
        if now > then * rule.times or now * rule.times < then:
            yield _finding(
                rule,
                _place(look, cell),
                _jumped(now, then, rule.times),
                (cell,),
                at=str(cell),
                section=_section_of(look, cell),
            )


def _jumped(now: Figure, then: Figure, times: int) -> str:
    if not then:  # nothing is a multiple of 0
        return f"本年 {show_figure(now)}，上年是 0：请核实是否填错"
    if not now:
        return f"本年是 0，上年 {show_figure(then)}：请核实是否漏填"
    return f"本年 {show_figure(now)}，上年 {show_figure(then)}：变化超过 {times} 倍，请核实是否填错"


# ---------------------------------------------------------------- words


def _sections(rule: rule_kinds.Sections, look: CheckContext) -> RuleOutput:
    headings = look.report.headings
    if not headings:
        return  # made here: the headings are the edition's own
    stands = headings_of(look.edition.sections).in_order(headings)
    last = -1
    for section in look.edition.sections:
        if section.key not in stands:
            yield _finding(
                rule, section.title, f"没有找到“{section.title}”这一部分", at=section.key, section=section.key
            )
            continue
        index, heading = stands[section.key]
        message = ""
        if not heading.is_numbered:
            said = f"序号是“{heading.numeral}”" if heading.numeral else "没有序号"
            message = f"“{headings[index]}”{said}，应为“{section.title}”"
        elif index < last:
            message = f"“{section.title}”的位置不对，应排在前一部分之后"
        if message:
            yield _finding(rule, section.title, message, at=section.key, section=section.key)
        last = max(last, index)


def _topics(rule: rule_kinds.Topics, look: CheckContext) -> RuleOutput:
    section = look.edition.section(rule.section)
    paragraphs = look.paragraphs.get(rule.section)
    there = {key for _, key in paragraphs.found(_look_for_topics(look.edition.topics))} if paragraphs else set()
    left = [topic for topic in look.edition.topics if topic.key not in there]
    if not left:
        return
    text = plain(look.report.texts.get(rule.section, ""))  # a name may be broken over two lines
    if not text:
        yield _finding(rule, section.title, f"“{section.title}”还没有写", section=rule.section)
        return
    absent = [topic.label for topic in left if not speaks_of(text, topic)]
    if absent:
        yield _finding(rule, section.title, f"没有写到：{'、'.join(absent)}", section=rule.section)


@cache
def _look_for_topics(topics: tuple[Topic, ...]) -> Callable[[str], tuple[str, ...]]:
    return partial(_topics_in, topics)


def _topics_in(topics: tuple[Topic, ...], paragraph: str) -> tuple[str, ...]:
    text = plain(paragraph)
    return tuple(topic.key for topic in topics if speaks_of(text, topic))


def speaks_of(text: str, topic: Topic) -> bool:
    """``text``, made :func:`plain`, names the topic in one of its wordings."""
    return any(word in text for word in _wordings(topic))


@cache
def _wordings(topic: Topic) -> tuple[str, ...]:
    return tuple(map(plain, (topic.label, *topic.also)))


def _mentions(rule: rule_kinds.Mentions, look: CheckContext) -> RuleOutput:
    if rule.only_for and organ.kind(look.report) not in rule.only_for:
        return
    text = plain("\n".join(look.report.texts.get(key, "") for key in rule.sections))
    absent = [group[0] for group in rule.all if not any(word in text for word in group)]
    if absent:
        section = next(key for key in rule.sections if key != "preface")
        place = look.edition.section(section).title
        yield _finding(rule, place, f"没有写明{'、'.join(absent)}：{rule.says}", section=section)


def _substance(rule: rule_kinds.Substance, look: CheckContext) -> RuleOutput:
    section = look.edition.section(rule.section)
    written = without_prompts(look.report.texts.get(rule.section, ""), look.edition)
    text = re.sub(r"[。.，,；;\s]", "", plain(written))
    if not text or text in rule.empty_words:
        said = f"只写了“{text}”" if text else "是空的"
        yield _finding(rule, section.title, f"“{section.title}”{said}：{rule.says}", section=rule.section)
        return
    lacks = []
    if len(text) < rule.least:
        lacks.append(f"只有 {len(text)} 字（一般不少于 {rule.least} 字）")
    if rule.word not in text:
        lacks.append(f"没有出现“{rule.word}”，请看是否写明了{rule.word}情况")
    if lacks:
        yield _finding(rule, section.title, "，".join(lacks), section=rule.section, severity=rule.weaker)


def _title(rule: rule_kinds.Title, look: CheckContext) -> RuleOutput:
    organ, year = look.report.organ, look.report.year
    title = plain(look.report.title or look.edition.printed_title(organ, year))
    wrong = []
    if not title:
        absent = [name for name, value in (("机关名称", organ), ("年度", year)) if not value]
        wrong.append(f"标题还不完整：没有填{'、'.join(absent) or '标题'}")
    else:
        name = plain(look.edition.title.format(organ="", year="")).lstrip("年")
        if not organ:
            wrong.append("没有认出机关全称")
        if organ and plain(organ) not in title:
            wrong.append(f"没有机关全称“{organ}”")
        if name not in title:
            wrong.append(f"没有“{name}”")
        if title.count("年度") > 1:
            wrong.append("“年度”重复")
        years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", title)
        if year and str(year) not in years:
            wrong.append(f"没有“{year}年”")
        if stray := [each for each in years if year and each != str(year)]:
            wrong.append(f"出现了别的年份 {'、'.join(stray)}")
        if year and years.count(str(year)) > 1:
            wrong.append(f"“{year}”重复")
    if wrong:
        should = look.edition.printed_title(organ, year)
        hint = f"；宜为“{should}”" if should and title != plain(should) else ""
        yield _finding(rule, "标题", "，".join(wrong) + hint, section=FACTS_SECTION)


def _length(rule: rule_kinds.Length, look: CheckContext) -> RuleOutput:
    count = len(plain(look.report.texts.get(rule.section, "")))
    if count > rule.most:
        section = look.edition.section(rule.section)
        yield _finding(rule, section.title, f"共 {count} 字，超过 {rule.most} 字", section=rule.section)


def _edition_years(rule: rule_kinds.EditionYears, look: CheckContext) -> RuleOutput:
    edition, year = look.edition, look.report.year
    if (raw := look.report.texts.get("year")) and not is_year(raw):
        yield _finding(rule, "年度", f"年度“{raw}”不是四位年份，请改正，如 2025", section=FACTS_SECTION)
    elif year is None:
        yield _finding(
            rule, "年度", "年度没有填，无法确定应当使用哪一版表格", section=FACTS_SECTION, severity="warning"
        )
    elif year < edition.first_year or (edition.last_year is not None and year > edition.last_year):
        span = f"{edition.first_year} 年度起" + (f"至 {edition.last_year} 年度" if edition.last_year else "")
        yield _finding(
            rule,
            "表格版本",
            f"{year} 年度的年报用了{edition.name}（{span}适用），请换用该年度的表格",
            section=FACTS_SECTION,
        )
    for table in edition.tables:
        labels = look.report.texts.get(f"{OTHER_FORM}{table.id}", "")
        if labels and (blank := [cell for cell in table.cells if cell not in look.figures]):
            message = f"原文的{table.name}里有别的版本的栏目{labels}，请按{edition.name}填写"
            yield _finding(rule, table.name, message, blank, at=table.id, section=table.section)


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
