"""Linear rules expanded to equations over cells, and the order in which totals are derived."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from model.form.figures import Figure
from model.form.rule_kinds import AtMost, EqualSums, Linear
from model.form.schema import EditionError
from model.form.tables import Cell, Table

Figures = Mapping[Cell, Figure]
SPELLED_OUT = 4
"""A sum with more terms than this is shown with its name and figures only, without the marks of its terms."""


class Sum(NamedTuple):
    """How one total is derived: ``taken`` returns the addends' figures and raises ``KeyError`` if one is blank."""

    total: Cell
    addends: tuple[Cell, ...]
    taken: Callable[[Figures], tuple[Figure, ...]]


SumPlan = tuple[Sum, ...]
"""Every total; an addend that is itself a total comes earlier."""


@dataclass(frozen=True)
class Term:
    """One term of a sum; ``mark`` names it in a message, and ``last_year`` takes the prior year's figure."""

    cell: Cell
    mark: str
    negative: bool
    last_year: bool


@dataclass(frozen=True)
class Equation:
    """A linear rule applied to one row or column; ``id`` is the rule's id with the id of that row or column."""

    id: str
    rule: str
    line: str
    """The name of the row or column, e.g. ``商业企业列``."""
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    left_says: str
    equal: bool
    """``False``: the left sum may also be less."""
    without_last_year: bool
    """Applies only without a prior-year report; another equation replaces it otherwise."""
    sets: Cell | None = None
    """The total that this equation derives unless a figure is typed into it; ``None`` if it derives none."""

    def sides(self, figures: Figures, last_year: Figures) -> tuple[Figure, Figure]:
        """(left sum, right sum).

        Raises:
            KeyError: a cell has no figure.
        """
        left, right = self._added
        return left(figures, last_year), right(figures, last_year)

    @cached_property
    def _added(self) -> tuple[Callable[[Figures, Figures], Figure], Callable[[Figures, Figures], Figure]]:
        return _adding(self.left), _adding(self.right)

    @cached_property
    def written(self) -> tuple[str, str]:
        """Format strings of both sides: positional fields for the figures, and ``total`` for the sum."""
        return _pattern(self.left, self.left_says), _pattern(self.right, "")

    @cached_property
    def row(self) -> str:
        """The id of the row that contains all its cells; empty if they are in several rows."""
        rows = {cell.row for cell in self.cells}
        return rows.pop() if len(rows) == 1 else ""

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """This year's cells, left side first."""
        return tuple(term.cell for term in (*self.left, *self.right) if not term.last_year)

    @cached_property
    def cell_set(self) -> frozenset[Cell]:
        """The cells for membership tests."""
        return frozenset(self.cells)

    @cached_property
    def last_year_cells(self) -> tuple[Cell, ...]:
        """The cells whose prior-year figures it needs, left side first."""
        return tuple(term.cell for term in (*self.left, *self.right) if term.last_year)

    def holds(self, left: Figure, right: Figure) -> bool:
        """Whether the sums, as :meth:`sides` returns them, satisfy the equation."""
        return left == right if self.equal else left <= right


def _pattern(terms: Sequence[Term], name: str) -> str:
    """A format string for one side: a long sum shows its name and figures only, a very long one just its total."""
    if name and len(terms) > 2 * SPELLED_OUT:
        return f"{name} {{total}}"
    if name and len(terms) > SPELLED_OUT:
        return f"{name} {'+'.join(['{}'] * len(terms))} = {{total}}"
    text = ""
    for term in terms:
        text += f" {'-' if term.negative else '+'} " if text else ("-" if term.negative else "")
        text += f"{term.mark}{'' if term.mark.endswith('）') else ' '}{{}}"
    return text if len(terms) == 1 and not terms[0].negative else f"{text} = {{total}}"


def _adding(terms: Sequence[Term]) -> Callable[[Figures, Figures], Figure]:
    """The sum of one side as a function of this year's and last year's figures; plain sums are compiled."""
    if not any(term.negative or term.last_year for term in terms):
        if len(terms) == 1:
            only = terms[0].cell
            return lambda figures, _: figures[only]
        taken = itemgetter(*(term.cell for term in terms))
        return lambda figures, _: sum(taken(figures))

    def added(figures: Figures, last_year: Figures) -> Figure:
        total: Figure = 0
        for term in terms:
            figure = (last_year if term.last_year else figures)[term.cell]
            total = total - figure if term.negative else total + figure
        return total

    return added


def equations_of(rule: Linear, table: Table, where: str) -> list[Equation]:
    """One equation for each row or column of the table that has all the rule's terms.

    Raises:
        EditionError: a term is unknown, or no row or column has them all.
    """
    if rule.along not in ("row", "column"):
        raise EditionError(f"{where}：规则 {rule.id}：along 应为 row 或 column，实为 {rule.along!r}")
    if rule.when not in ("", "no_last_year"):
        raise EditionError(f"{where}：规则 {rule.id}：when 只能是 no_last_year，实为 {rule.when!r}")
    by_row = rule.along == "row"
    marks = {column.id: column.name for column in table.columns} if by_row else {row.id: row.mark for row in table.rows}
    if unknown := sorted({_parsed(term)[0] for term in (*rule.left, *rule.right)} - marks.keys()):
        raise EditionError(f"{where}：规则 {rule.id}：没有 {'、'.join(unknown)} 这一项")
    sets = rule.sets if isinstance(rule, EqualSums) else ""
    if sets and not {(sets,)} & {rule.left, rule.right}:
        raise EditionError(f"{where}：规则 {rule.id}：sets 应是单独一边的 {sets!r}")

    def address(line: str, term: str) -> Cell:
        return Cell(table.id, line, term) if by_row else Cell(table.id, term, line)

    lines = (
        [(row.id, f"{row.name}行") for row in table.rows] if by_row else [(c.id, f"{c.name}列") for c in table.columns]
    )
    found = []
    for line_id, line in lines:
        sides = []
        for terms in (rule.left, rule.right):
            parsed = [(_parsed(term)) for term in terms]
            sides.append(
                tuple(
                    Term(address(line_id, term), ("上年" if last else "") + marks[term], negative, last)
                    for term, negative, last in parsed
                )
            )
        if all(term.cell in table.place_of for terms in sides for term in terms):
            found.append(
                Equation(
                    id=f"{rule.id}.{line_id}",
                    rule=rule.id,
                    line=line,
                    left=sides[0],
                    right=sides[1],
                    left_says=rule.left_says,
                    equal=not isinstance(rule, AtMost),
                    without_last_year=rule.when == "no_last_year",
                    sets=address(line_id, sets) if sets else None,
                )
            )
    if not found:
        raise EditionError(f"{where}：规则 {rule.id}：表 {table.id} 里没有一{'行' if by_row else '列'}有全部各项")
    return found


def _parsed(term: str) -> tuple[str, bool, bool]:
    """(row or column id, is subtracted, is the prior year's)."""
    negative = term.startswith("-")
    term = term.removeprefix("-")
    return term.removeprefix("last_year:"), negative, term.startswith("last_year:")


def sum_plan(equations: Sequence[Equation], where: str) -> SumPlan:
    """The totals in order of dependency; of two equations that set the same cell, the first is used.

    Raises:
        EditionError: a total depends on itself, or a sum has a negative or prior-year term.
    """
    addends: dict[Cell, tuple[Cell, ...]] = {}
    for equation in equations:
        assert equation.sets is not None
        terms = equation.left if equation.right[0].cell == equation.sets else equation.right
        if any(term.negative or term.last_year for term in terms):
            raise EditionError(f"{where}：规则 {equation.rule}：sets 的另一边只能是相加")
        addends.setdefault(equation.sets, tuple(term.cell for term in terms))
    plan: dict[Cell, tuple[Cell, ...]] = {}

    def place(cell: Cell, above: tuple[Cell, ...]) -> None:
        if cell in above:
            raise EditionError(f"{where}：合计 {cell} 依赖它自己")
        if cell in plan or cell not in addends:
            return
        for addend in addends[cell]:
            place(addend, (*above, cell))
        plan[cell] = addends[cell]

    for cell in addends:
        place(cell, ())
    return tuple(Sum(total, added, itemgetter(*added)) for total, added in plan.items())
