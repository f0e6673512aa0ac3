"""The smallest repairs of a table with broken equations: which cells are wrong, and what they should be.

The equations of a table form an error-locating code. Used are those that equate two sums of counts of the table in this
year and can be evaluated. Blank cells are not changed: their equations cannot be evaluated (:func:`implied_figure`
gives the figure that they require). Derived totals are not changed either; they follow their addends.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from model.checks.context import CheckContext
from model.checks.engine import CheckResult, check
from model.checks.findings import Finding
from model.form.edition import Edition
from model.form.equations import Equation, Term
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.repairs.integer_solver import MOST, CancelledError, Code, SolutionChange, System, smallest_changes
from model.repairs.plausibility import Plausibility, agrees_with_last_year, plausibility_of

TOO_MUCH = "错处在 3 格以上，无法判断是哪几格，请对照原始登记逐行核对"
FEW = 12
"""Most repairs that are offered as a list to choose from."""
CLEARLY = 3
"""The margin of cost to the next repair from which the most plausible one is proposed. Measured on tables with planted
errors, it is then the right one in seven of ten cases; with a smaller margin in three of ten; without any margin and
more than ``FEW`` repairs in one of thirty."""
BARELY = 1
"""The margin that suffices for a repair of one cell with at most ``FEW`` alternatives."""
FEW_LINES = 4
"""Most broken rows and columns that are named."""


@dataclass(frozen=True)
class Repair:
    """New figures for as few cells as possible; with them every equation of the table holds."""

    changes: tuple[tuple[Cell, Figure], ...]
    """In printed order."""
    settles: tuple[str, ...]
    """``Finding.rule`` of every equation of the table that does not hold now."""
    reason: str
    """The probable cause, e.g. ``少写一位``; empty if unknown."""
    says: str
    """The whole repair as a sentence, e.g. ``四、结转下年度 · 商业企业：1 应为 0``."""
    cost: int
    """The lower, the more plausible."""
    open: bool = False
    """The equations do not determine how the change is distributed; ``changes`` is one of several ways."""


@dataclass(frozen=True)
class Choice:
    """A broken equation that shares no cell with another: one of its cells is wrong, but it is unknown which."""

    rule: str
    repairs: tuple[Repair, ...]
    """One for each possible cell, in printed order."""
    says: str
    """``总计应为 3，或 结果维持应为 1，或 …``"""


@dataclass(frozen=True)
class Repairs:
    """All smallest repairs of one table."""

    repairs: tuple[Repair, ...] = ()
    """Most plausible first; all change the same number of cells."""
    choices: tuple[Choice, ...] = ()
    too_much: bool = False
    """More cells are wrong than the search can locate."""
    known: str = ""
    """The broken rows and columns with their differences."""
    first: tuple[Cell, ...] = ()
    """The cells to check first: zeros in these rows and columns on the side with the smaller sum."""
    first_says: str = ""

    @cached_property
    def best(self) -> Repair | None:
        """The repair to propose: the only one, or one sufficiently more plausible than the next; ``None``: no such
        one."""
        if not self.repairs or self.repairs[0].open:
            return None
        one_of_few = len(self.repairs) <= FEW and len(self.repairs[0].changes) == 1
        return self.repairs[0] if self.clear or (one_of_few and self._margin >= BARELY) else None

    @property
    def clear(self) -> bool:
        """The best is sole, or clearly more plausible than every other."""
        return self.sole or (len(self.repairs) > 1 and not self.repairs[0].open and self._margin >= CLEARLY)

    @property
    def _margin(self) -> int:
        return self.repairs[1].cost - self.repairs[0].cost if len(self.repairs) > 1 else 0

    @property
    def sole(self) -> bool:
        """There is no other repair of as few cells: the equations alone locate the error."""
        return len(self.repairs) == 1 and not self.repairs[0].open

    @property
    def says(self) -> str:
        """One sentence for the table; empty where nothing is wrong."""
        if self.too_much:
            return "。".join(filter(None, (TOO_MUCH, self.known, self.first_says)))
        if not self.repairs:
            return "；".join(choice.says for choice in self.choices)
        if self.best is None and self.known:
            many = "改法很多" if len(self.repairs) > FEW else f"改法有 {len(self.repairs)} 种"
            unclear = f"{self.known}，{many if len(self.repairs) > 1 else '各格改多少'}，勾稽关系定不下来"
            return "。".join(filter(None, (unclear, self.first_says)))
        others = f"（共 {len(self.repairs)} 种改法）" if len(self.repairs) > 1 else ""
        return f"{self.repairs[0].says}{others}"


@dataclass(frozen=True)
class Proposal:
    """The proposal shown with a finding."""

    says: str
    """E.g. ``四、结转下年度 · 商业企业 应为 0``; with 可能 where there are other repairs of as few cells."""
    repair: Repair | None = None
    """``None`` if the possible cells are known, but not which of them is wrong."""


@dataclass(frozen=True)
class Advice:
    """The repairs and proposals for a whole report."""

    tables: Mapping[str, Repairs]
    """Table id -> its repairs."""
    proposals: Mapping[str, Proposal]
    """By ``Finding.rule``, for every finding that goes away with the repair: also those of other rules, such as a sum
    across years."""


def _never() -> bool:
    return False


def find_repairs(
    context: CheckContext, table_id: str, *, most: int = MOST, cancelled: Callable[[], bool] = _never
) -> Repairs:
    """All smallest repairs of the table, of at most ``most`` cells; nothing where every equation holds.

    Raises:
        CancelledError: ``cancelled``, which is polled during the search, returned true.
    """
    counted = _counted(context, table_id)
    if all(left == right for _, left, right in counted):
        return Repairs()
    lone = _lone(context.edition, table_id)
    choices = tuple(_choice(context, each) for each in counted if each[0].id in lone and each[1] != each[2])
    joined = [each for each in counted if each[0].id not in lone]
    broken = tuple(equation.id for equation, left, right in joined if left != right)
    order = {cell: number for number, cell in enumerate(context.edition.table(table_id).cells)}
    repairs = []
    for change in smallest_changes(_system(context, joined), most, cancelled):
        if cancelled():
            raise CancelledError
        repairs.append(_repair(context, change, broken, order))
    repairs.sort(key=lambda each: (each.cost, _size(context, each), [order[cell] for cell, _ in each.changes]))
    known, first, first_says = _known(context, joined) if broken else ("", (), "")
    return Repairs(tuple(repairs), choices, bool(broken) and not repairs, known, first, first_says)


def advise(checked: CheckResult, *, cancelled: Callable[[], bool] = _never) -> Advice:
    """The repairs of every table, and the proposals by finding.

    Raises:
        CancelledError: ``cancelled`` returned true.
    """
    context = checked.context
    found = {table.id: find_repairs(context, table.id, cancelled=cancelled) for table in context.edition.tables}
    proposals: dict[str, Proposal] = {}
    for repairs in found.values():
        for choice in repairs.choices:
            proposals[choice.rule] = Proposal(choice.says)
        if repairs.best is not None:
            proposal = Proposal(_proposed(context, repairs), repairs.best)
            proposals.update(dict.fromkeys(_settled(checked, repairs.best), proposal))
    return Advice(found, proposals)


def with_repairs(checked: CheckResult, advice: Advice | None = None) -> tuple[Finding, ...]:
    """The findings, each with the repair that is proposed for it and settles it.

    That is the only smallest one, or one that is more plausible than every other (:attr:`Repairs.best`); never one of
    several that are equally plausible.
    """
    repairs = {
        rule: proposal.repair.changes
        for rule, proposal in (advice or advise(checked)).proposals.items()
        if proposal.repair is not None
    }
    return tuple(
        replace(finding, repair=repairs[finding.rule]) if finding.rule in repairs else finding
        for finding in checked.findings
    )


def implied_figure(context: CheckContext, cell: Cell) -> int | None:
    """The count that a blank cell needs for the equations in which it is the only one missing; ``None`` if there is no
    such equation, or they require different counts."""
    if cell in context.report.figures or cell not in context.edition.equations_at:
        return None
    addends = _addends(context)
    wanted: set[int | None] = set()
    for equation in _inner(context.edition, cell.table):
        terms = _terms(equation, addends)
        times = terms.pop(cell, 0)
        if not times or not terms.keys() <= context.report.figures.keys():
            continue
        rest = sum(factor * context.report.figures[each] for each, factor in terms.items())
        count, remainder = divmod(-rest, times)
        wanted.add(None if remainder or count < 0 else int(count))
    return wanted.pop() if len(wanted) == 1 else None


_Sides = tuple[Equation, Figure, Figure]


def _inner(edition: Edition, table_id: str) -> Iterator[Equation]:
    """The equations within the table and the year. Amounts have no smallest change, and take no part."""
    for equation in edition.equations:
        if equation.equal and not equation.last_year_cells and equation.cells[0].table == table_id:
            yield equation


def _counted(context: CheckContext, table_id: str) -> list[_Sides]:
    """(equation, left, right) of those that can be evaluated, without those of derived totals, which always hold."""
    followed = {each.id for total, each in context.edition.following.items() if total not in context.report.figures}
    found: list[_Sides] = []
    for equation in _inner(context.edition, table_id):
        if equation.id in followed:
            continue
        sides = context.sides(equation)
        if sides is not None and isinstance(sides[0], int) and isinstance(sides[1], int):
            found.append((equation, *sides))
    return found


def _lone(edition: Edition, table_id: str) -> set[str]:
    """The equations that share no cell with another."""
    inner = list(_inner(edition, table_id))
    return {one.id for one in inner if not any(one.cell_set & other.cell_set for other in inner if other is not one)}


def _addends(context: CheckContext) -> Mapping[Cell, tuple[Cell, ...]]:
    """Derived total -> its addends; typed and unread totals are absent."""
    report = context.report
    return {
        each.total: each.addends
        for each in context.edition.sums
        if each.total not in report.figures and each.total not in report.unread
    }


def _terms(equation: Equation, addends: Mapping[Cell, tuple[Cell, ...]]) -> dict[Cell, int]:
    """The coefficient of each cell in left minus right side, with derived totals replaced by their addends."""
    found: dict[Cell, int] = {}

    def add(cell: Cell, times: int) -> None:
        if cell in addends:
            for each in addends[cell]:
                add(each, times)
        else:
            found[cell] = found.get(cell, 0) + times

    for term in equation.left:
        add(term.cell, _sign(term))
    for term in equation.right:
        add(term.cell, -_sign(term))
    return found


def _sign(term: Term) -> int:
    return -1 if term.negative else 1


def code_of(context: CheckContext, equations: Sequence[Equation]) -> Code:
    """The coefficients of the equations, with derived totals replaced by their addends."""
    addends = _addends(context)
    columns: dict[Cell, dict[int, int]] = {}
    for number, equation in enumerate(equations):
        for cell, times in _terms(equation, addends).items():
            if times:
                columns.setdefault(cell, {})[number] = times
    return Code(columns)


def _system(context: CheckContext, counted: Sequence[_Sides]) -> System:
    code = code_of(context, [equation for equation, _, _ in counted])
    target = {number: int(right - left) for number, (_, left, right) in enumerate(counted) if left != right}
    return System(code, target, {cell: -int(context.report.figures[cell]) for cell in code.columns})


def distinguished(repairs: Sequence[Repair], edition: Edition) -> tuple[str, tuple[str, ...]]:
    """(the changes common to all repairs, the remaining changes of each), as texts; a common column is named once."""
    common: set[tuple[Cell, Figure]] = set()
    if len(repairs) > 1:
        common = set(repairs[0].changes).intersection(*(each.changes for each in repairs))
    rest = [[change for change in each.changes if change not in common] for each in repairs]
    columns = {cell.column for changes in rest for cell, _ in changes}

    def named(changes: Iterable[tuple[Cell, Figure]], *, short: bool) -> str:
        names = [edition.table(c.table).row(c.row).name if short else edition.name_of(c) for c, _ in changes]
        parts = [show_figure(figure) for _, figure in changes]
        return "；".join(f"{name} 应为 {figure}" for name, figure in zip(names, parts, strict=True))

    shared = named([change for change in repairs[0].changes if change in common], short=False)
    if len(columns) == 1:
        table = edition.table(rest[0][0][0].table)
        shared = "；".join(filter(None, (shared, f"{table.column(columns.pop()).name}列")))
        columns = set()
    parts = tuple(
        named(changes, short=not columns) + (f"（{each.reason}）" if each.reason else "")
        for each, changes in zip(repairs, rest, strict=True)
    )
    return shared, parts


def _known(context: CheckContext, counted: Sequence[_Sides]) -> tuple[str, tuple[Cell, ...], str]:
    """(message about broken rows and columns, zeros in them on the side with the smaller sum, message about these).

    Equations of derived totals only are omitted, as their differences come from others.
    """
    follow = _addends(context)
    gaps = [each for each in counted if each[1] != each[2] and not each[0].cell_set <= follow.keys()]
    parts = [f"{equation.line}差 {abs(int(left - right))}" for equation, left, right in gaps[:FEW_LINES]]
    known = "、".join(parts) + (f" 等 {len(gaps)} 处对不上" if len(gaps) > FEW_LINES else "")
    first: dict[Cell, None] = {}
    for equation, left, right in gaps:
        for term in equation.left if left < right else equation.right:
            cell = term.cell
            is_zero = not term.negative and context.report.figures.get(cell) == 0 and cell not in context.edition.totals
            if is_zero and not agrees_with_last_year(context, cell, 0):
                first[cell] = None
    cells = tuple(first)
    if not cells:
        return known, (), ""
    table = context.edition.table(cells[0].table)
    rows = {
        row: "、".join(table.column(each.column).name for each in cells if each.row == row)
        for row in dict.fromkeys(cell.row for cell in cells)
    }
    named = "；".join(f"{table.row(row).name} · {columns}" for row, columns in rows.items())
    return known, cells, f"先看 {named}（现在是 0）"


def _repair(
    context: CheckContext, change: SolutionChange, broken: tuple[str, ...], order: Mapping[Cell, int]
) -> Repair:
    figures = context.report.figures
    changes = tuple((cell, figures[cell] + change.by[cell]) for cell in sorted(change.by, key=order.__getitem__))
    plausibility = plausibility_of(context, dict(changes))
    message = _message(context, changes, plausibility, change.open)
    return Repair(changes, broken, plausibility.reason, message, plausibility.cost, change.open)


def _message(
    context: CheckContext, changes: Sequence[tuple[Cell, Figure]], plausibility: Plausibility, open_: bool
) -> str:
    table = context.edition.table(changes[0][0].table)
    figures = context.report.figures
    if plausibility.moved:
        row = table.row(changes[0][0].row).name
        parts = [f"{table.column(c.column).name} {show_figure(figures[c])} 应为 {show_figure(f)}" for c, f in changes]
        return f"{row}：可能有 {plausibility.moved} 件申请人类别填错（{'，'.join(parts)}）"
    listed = "；".join(f"{table.name_of(c)}：{show_figure(figures[c])} 应为 {show_figure(f)}" for c, f in changes)
    return f"{listed}（各格如何分摊，勾稽关系定不下来）" if open_ else listed


def _proposed(context: CheckContext, repairs: Repairs) -> str:
    best = repairs.repairs[0]
    changes = "，".join(f"{context.edition.name_of(cell)} 应为 {show_figure(figure)}" for cell, figure in best.changes)
    reason = f"（{best.reason}）" if best.reason else ""
    return f"{changes}{reason}" if repairs.sole else f"可能是 {changes}{reason}；另有 {len(repairs.repairs) - 1} 种改法"


def _settled(checked: CheckResult, repair: Repair) -> list[str]:
    """The ids of the findings that disappear with the repair."""
    context = checked.context
    changed = context.report.with_(figures={**context.report.figures, **dict(repair.changes)})
    now = check(changed, context.edition, context.prior_year.given, before=checked)
    left = {finding.rule for finding in now.findings}
    return [finding.rule for finding in checked.findings if finding.rule not in left]


def _size(context: CheckContext, repair: Repair) -> int:
    return sum(abs(int(figure - context.report.figures[cell])) for cell, figure in repair.changes)


def _choice(context: CheckContext, sides: _Sides) -> Choice:
    """A group of table four: what each of its cells would have to be if the others are right."""
    equation, left, right = sides
    order = {cell: number for number, cell in enumerate(equation.cells)}
    changes = []
    for cell, times in _terms(equation, _addends(context)).items():
        by, rest = divmod(int(right - left), times) if times else (0, 1)
        if not rest and context.report.figures[cell] + by >= 0:
            changes.append(SolutionChange({cell: by}, open=False))
    repairs = tuple(_repair(context, change, (equation.id,), order) for change in changes)
    table = context.edition.table(equation.cells[0].table)
    wanted = [each.changes[0] for each in repairs]
    wanted.sort(key=lambda each: each[0] not in context.edition.totals)  # the total first: that is looked at first
    parts = [f"{table.column(cell.column).name}应为 {show_figure(figure)}" for cell, figure in wanted]
    return Choice(equation.id, repairs, "，或 ".join(parts))
