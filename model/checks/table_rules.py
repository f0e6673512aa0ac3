"""Checks of the tables: one function per kind of rule, each yielding its findings."""

import itertools
import re
from collections.abc import Mapping, Set
from decimal import Decimal
from functools import lru_cache

from model.checks.context import CheckContext
from model.checks.findings import (
    BLANK,
    NOT_COMPARABLE,
    Finding,
    RuleOutput,
    rule_finding,
    rule_not_evaluated,
)
from model.form import rule_kinds
from model.form.equations import Equation
from model.form.figures import Figure, plain, show_figure
from model.form.rule_kinds import Rule
from model.form.tables import Cell, Table
from model.form.tables_in_text import masked
from model.report import organ
from model.report.cell_entry import was_typed
from model.report.derived_totals import left_blank, sum_of


def _place(context: CheckContext, cell: Cell) -> str:
    table = context.edition.table(cell.table)
    return f"{table.name} {table.name_of(cell)}"


def _section_of(context: CheckContext, cell: Cell) -> str:
    return context.edition.table(cell.table).section


def _unread(rule: Rule, context: CheckContext, *, amounts: bool) -> RuleOutput:
    for cell, raw in context.report.unread.items():
        if raw.strip() in ("", *context.edition.blank_marks) or (cell in context.edition.amounts) is not amounts:
            continue
        named = f"“{raw}”" if was_typed(context.report, cell) else f"原文“{raw}”"
        message = f"{named}不能作为{'金额' if amounts else '件数'}：{rule.says}，请填写一个数"
        yield rule_finding(
            rule, _place(context, cell), message, (cell,), at=str(cell), section=_section_of(context, cell)
        )


def check_whole_counts(rule: Rule, context: CheckContext) -> RuleOutput:
    """Cells whose text is not a count."""
    return _unread(rule, context, amounts=False)


def check_amounts(rule: Rule, context: CheckContext) -> RuleOutput:
    """Cells whose text is not an amount."""
    return _unread(rule, context, amounts=True)


def check_filled(rule: Rule, context: CheckContext) -> RuleOutput:
    """Blank cells, one finding per table; marks such as “/” count as blank, derived totals do not."""
    if len(context.figures) == len(context.edition.cells):
        return
    for table in context.edition.tables:
        # totals are derived and need not be filled in
        empty = [cell for cell in table.cells if cell not in context.figures and cell not in context.edition.totals]
        blank = [cell for cell in empty if cell not in context.report.unread]
        marked = [cell for cell in empty if context.report.unread.get(cell, "").strip() in context.edition.blank_marks]
        if cells := [*blank, *marked]:
            few = "、".join(table.name_of(cell) for cell in cells[:3]) + ("等" if len(cells) > 3 else "")
            marks = f"，其中 {len(marked)} 格是“{context.report.unread[marked[0]].strip()}”等符号" if marked else ""
            yield rule_finding(
                rule,
                table.name,
                f"还有 {len(cells)} 格未填{marks}：{few}。没有发生的请填 0",
                cells,
                at=table.id,
                section=table.section,
            )
        yield from _blank_totals(rule, context, table)


def _blank_totals(rule: Rule, context: CheckContext, table: Table) -> RuleOutput:
    """Totals that the imported file leaves blank, with the sum of their addends where complete; not filled in
    silently."""
    cells = [cell for cell in left_blank(context.report, context.edition) if cell.table == table.id]
    if not cells:
        return
    sums = {cell: sum_ for cell in cells if (sum_ := sum_of(cell, context.figures, context.edition)) is not None}
    named = [f"{table.name_of(cell)}（各项之和 {show_figure(sums[cell])}）" for cell in cells if cell in sums]
    named += [table.name_of(cell) for cell in cells if cell not in sums]
    few = "、".join(named[:3]) + ("等" if len(named) > 3 else "")
    yield rule_finding(
        rule,
        table.name,
        f"有 {len(cells)} 格合计在文件里是空的：{few}。请核实各项，再恢复自动合计",
        cells,
        at=f"{table.id}.totals",
        section=table.section,
        repair=tuple(sums.items()),
    )


def check_fee_unit(rule: rule_kinds.FeeUnit, context: CheckContext) -> RuleOutput:
    """A fee so large that it was probably typed in 元 instead of 万元."""
    cell = context.edition.cell(rule.cell)
    fee = context.figure(cell)
    if fee is None:
        yield rule_not_evaluated(rule, BLANK)
        return
    if fee == 0:
        return
    last = context.last_figures.get(cell)
    kind, level = organ.kind(context.report), organ.level(context.report)
    if last and fee > rule.times_last_year * last:
        why = f"是上年 {show_figure(last)} 万元的 {rule.times_last_year} 倍以上"
    elif level in rule.usual_at or (last and last >= rule.most):
        return
    elif fee >= rule.most and kind and (kind not in rule.not_for or level in rule.but_for):
        why = f"不少于 {rule.most} 万元"
    elif fee >= rule.most and not kind:
        yield rule_not_evaluated(rule, "基本信息里没有机关类别")
        return
    else:
        return
    yuan = show_figure((Decimal(fee) / 10000).normalize())
    yield rule_finding(
        rule,
        _place(context, cell),
        f"收费 {show_figure(fee)} 万元，{why}：是否按元填写了？若是，应为 {yuan} 万元",
        (cell,),
        section=_section_of(context, cell),
    )


def check_split_digits(rule: rule_kinds.SplitDigits, context: CheckContext) -> RuleOutput:
    """Neighbouring one-digit cells that are probably one number split in two."""
    table = context.edition.table(rule.table)
    off = [broken for some in context.broken.values() for broken in some if broken[0].equal]
    gaps: dict[str, set[Figure]] = {}
    for equation, left_sum, right_sum in off:
        if equation.row and equation.cells[0].table == table.id:
            gaps.setdefault(equation.row, set()).add(abs(Decimal(left_sum) - Decimal(right_sum)))
    ids = {equation.id for equation, _, _ in off}
    for row, lacking in gaps.items():
        for left, right in itertools.pairwise(table.line(row)):
            if _may_be_split(context, left, right, lacking) and (
                finding := _split(rule, context, table, left, right, ids)
            ):
                yield finding


def _may_be_split(context: CheckContext, left: Cell, right: Cell, gaps: Set[Figure]) -> bool:
    """Whether the gaps of the row allow a split: splitting loses 9 times the first digit. Pairs with a total always
    pass, since their effect is not predictable here."""
    first = context.figures.get(left)
    return first is not None and (9 * first in gaps or not context.edition.totals.isdisjoint((left, right)))


def _split(
    rule: rule_kinds.SplitDigits, context: CheckContext, table: Table, left: Cell, right: Cell, off: Set[str]
) -> Finding | None:
    """The finding that one number was split into ``left`` and ``right``; ``None`` if joining them corrects nothing."""
    first, second = context.figures.get(left), context.figures.get(right)
    if first is None or second is None or not (0 < first < 10 and second < 10):
        return None
    joined = first * 10 + second
    if not any(_mends(changed, context, off) for changed in ({left: joined, right: 0}, {left: 0, right: joined})):
        return None
    return rule_finding(
        rule,
        f"{table.name} {table.row(left.row).name}",
        f"{table.name_of(left)} {first} 与 {table.name_of(right)} {second} 合成 {joined} 才对得上，"
        "疑似一个数被拆成两格",
        (left, right),
        at=str(left),
        section=table.section,
    )


def _mends(changed: Mapping[Cell, Figure], context: CheckContext, off: Set[str]) -> bool:
    """Whether ``changed`` makes every equation of its cells hold, including equations of two rules that are broken
    now."""
    typed = context.report.figures
    figures = {**context.figures, **changed}
    touched = {each.id: each for cell in changed for each in context.edition.equations_at[cell] if each.equal}
    mended_rules = set()
    for equation in touched.values():
        if equation.last_year_cells or not context.known >= equation.cell_set:
            continue
        if equation.sets is not None and equation.sets not in typed:
            continue
        left, right = equation.sides(figures, {})
        if left != right:
            return False
        if equation.id in off:
            mended_rules.add(equation.rule)
    return len(mended_rules) > 1


def check_linear(rule: rule_kinds.Linear, context: CheckContext) -> RuleOutput:
    """Broken equations of the rule, and the rule as not evaluated while a figure is missing."""
    broken = context.broken.get(rule.id)
    if broken is None and context.all_evaluated:
        return  # the usual case
    known = context.prior_year.findings
    for equation, left, right in broken or ():
        key = (equation.id, *[context.figures.get(cell) for cell in equation.cells])
        yield known.result(
            key, _unbalanced, rule, context, equation, left, right
        )  # usually unchanged since the previous check
    if not context.all_evaluated and (why := context.not_evaluated(rule)):
        yield rule_not_evaluated(rule, why)


def _unbalanced(
    rule: rule_kinds.Linear, context: CheckContext, equation: Equation, left: Figure, right: Figure
) -> Finding:
    table = context.edition.table(rule.table)
    return rule_finding(
        rule,
        f"{table.name} {equation.line}",
        f"{equation.line}：{context.spelled_out(equation, left, right)}",
        equation.cells,
        at=equation.id.removeprefix(f"{rule.id}."),
        section=table.section,
    )


def check_all_zero(rule: rule_kinds.AllZero, context: CheckContext) -> RuleOutput:
    """A table in which every figure is 0."""
    table = context.edition.table(rule.table)
    if not context.knows(table.cell_set):
        yield rule_not_evaluated(rule, BLANK)
    elif not any(context.figures[cell] for cell in table.cells):
        yield rule_finding(rule, table.name, rule.says, (), section=table.section)


def check_share_at_most(rule: rule_kinds.ShareAtMost, context: CheckContext) -> RuleOutput:
    """A part that exceeds the rule's share of the whole."""
    part_cell, whole_cell = context.edition.cell(rule.part), context.edition.cell(rule.whole)
    part, whole = context.figure(part_cell), context.figure(whole_cell)
    if part is None or whole is None:
        yield rule_not_evaluated(rule, BLANK)
    elif part >= rule.from_ and part > rule.share * whole:
        yield rule_finding(
            rule,
            _place(context, part_cell),
            f"结转下年度 {part} 件，本年新收 {whole} 件：{rule.says}",
            (part_cell, whole_cell),
            section=_section_of(context, part_cell),
        )


def check_nothing_without(rule: rule_kinds.NothingWithout, context: CheckContext) -> RuleOutput:
    """Figures that have no cause, because the cells they derive from are 0 in both years."""
    some = [context.edition.cell(address) for address in rule.some]
    without = [context.edition.cell(address) for address in rule.without]
    if not context.known >= {*some, *without}:
        yield rule_not_evaluated(rule, BLANK)
        return
    there = [cell for cell in some if context.figures[cell]]
    if not there or any(context.figures[cell] for cell in without):
        return
    if not context.last_figures.keys() >= set(without):
        yield rule_not_evaluated(rule, context.prior_year.why_absent or NOT_COMPARABLE)
    elif not any(context.last_figures[cell] for cell in without):
        named = "、".join(f"{context.edition.name_of(cell)} {context.figures[cell]}" for cell in there)
        yield rule_finding(
            rule,
            context.edition.table(there[0].table).name,
            f"{named}，而本年和上年的新收、结转申请都是 0，请核实",
            (*there, *without),
            section=_section_of(context, there[0]),
        )


def check_rulemaking_power(rule: rule_kinds.RulemakingPower, context: CheckContext) -> RuleOutput:
    """Figures in the row of 规章 for an organ without the power to make them."""
    table = context.edition.table(rule.table)
    cells = [cell for cell in table.cells if cell.row == rule.row and context.figures.get(cell)]
    if not cells or context.report.organ in rule.also_powers:
        return
    kind, levels = organ.kind(context.report), organ.possible_levels(context.report)
    possible = [power for power in rule.powers if kind in ("", power[0]) and power[1] in levels]
    if context.report.organ in rule.no_powers:
        possible = []
    if not context.report.organ or (possible and (not kind or len(levels) > 1)):
        yield rule_not_evaluated(rule, "基本信息里没有机关类别、层级")
    elif not possible:
        named = "、".join(f"{table.column(cell.column).name} {context.figures[cell]}" for cell in cells)
        yield rule_finding(
            rule,
            f"{table.name} {table.row(rule.row).name}",
            f"{named}。{context.report.organ}没有规章制定权（规章由国务院部门、省级和设区的市级政府制定），应为 0；"
            "镇街、部门的文件应填在行政规范性文件一行",
            cells,
            section=table.section,
        )


@lru_cache(maxsize=64)
def stated_charges(text: str, words: str) -> tuple[Decimal, ...]:
    """The amounts in 元 in sentences that contain ``words``; -1 stands for an amount written in Chinese numerals."""
    found: set[Decimal] = set()
    for sentence in sentences_with(plain(text), words):
        for number, unit in re.findall(r"(?<!\d)(\d[\d,]{0,30}+(?:\.\d{1,10}+)?)(万?)元", sentence):
            found.add(Decimal(number.replace(",", "")) * (10000 if unit else 1))
        if re.search(r"(?<!\d)[一二三四五六七八九十百千万两]元", sentence):
            found.add(Decimal(-1))
    return tuple(found)


def sentences_with(text: str, words: str) -> list[str]:
    """The sentences that contain ``words``, without their ends."""
    return [sentence for sentence in re.split(r"[。；;\n]", text) if words in sentence]


def check_charges_within(rule: rule_kinds.ChargesWithin, context: CheckContext) -> RuleOutput:
    """A charge in the text that exceeds the fees in the table; several amounts are not evaluated."""
    cell = context.edition.cell(rule.cell)
    named = stated_charges(masked(context.report.texts.get(rule.section, "")), rule.words)
    fees = context.figure(cell)
    if len(named) > 1 or Decimal(-1) in named:
        yield rule_not_evaluated(rule, "第六部分写的金额不止一个，或用汉字写")
        return
    charged = named[0] if named else None
    if charged is None:
        return  # the text gives no amount: nothing to compare
    if fees is None:
        yield rule_not_evaluated(rule, BLANK)
    elif charged > fees * 10000:
        yield rule_finding(
            rule,
            _place(context, cell),
            f"第六部分写收取{rule.words} {show_figure(charged)} 元，"
            f"即 {show_figure((charged / 10000).normalize())} 万元，多于行政事业性收费 {show_figure(fees)} 万元",
            (cell,),
            section=_section_of(context, cell),
        )


def check_jump(rule: rule_kinds.Jump, context: CheckContext) -> RuleOutput:
    """Figures that differ from the prior year's by more than the rule's factor."""
    if context.last_year is None:
        yield rule_not_evaluated(rule, context.prior_year.why_absent)
        return
    cells, all_comparable = context.prior_year.jumping(rule, context.edition)
    if not all_comparable:
        yield rule_not_evaluated(rule, NOT_COMPARABLE)
    figures, known, least = context.figures, context.known, rule.from_
    for cell, then in cells:
        if cell not in known:
            continue
        now = figures[cell]
        if now < least and then < least:
            continue
        if now > then * rule.times or now * rule.times < then:
            yield rule_finding(
                rule,
                _place(context, cell),
                _jumped(now, then, rule.times),
                (cell,),
                at=str(cell),
                section=_section_of(context, cell),
            )


def _jumped(now: Figure, then: Figure, times: int) -> str:
    if not then:  # nothing is a multiple of 0
        return f"本年 {show_figure(now)}，上年是 0：请核实是否填错"
    if not now:
        return f"本年是 0，上年 {show_figure(then)}：请核实是否漏填"
    return f"本年 {show_figure(now)}，上年 {show_figure(then)}：变化超过 {times} 倍，请核实是否填错"
