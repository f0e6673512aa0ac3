"""What breaks the rules of an edition: one function per kind of rule, each yielding its findings."""

import dataclasses
import itertools
import re
from collections.abc import Mapping, Set
from decimal import Decimal
from functools import lru_cache

from model.checks.context import CheckContext
from model.checks.findings import (
    BLANK,
    NO_LAST_YEAR,
    NOT_COMPARABLE,
    Finding,
    RuleOutput,
    Severity,
    _finding,
    _not_evaluated,
)
from model.form import rule_kinds
from model.form.equations import Equation
from model.form.figures import Figure, plain, show_figure
from model.form.rule_kinds import Rule
from model.form.tables import Cell, Table
from model.report import organ
from model.report.cell_entry import was_typed
from model.report.derived_totals import left_blank, sum_of

MOST_TOLD = 512


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
