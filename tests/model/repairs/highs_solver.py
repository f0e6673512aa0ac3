"""The same question put to another solver: HiGHS, as a mixed integer program written from the edition's equations."""

from collections.abc import Iterable, Sequence

import highspy
import numpy as np

from model.checks.context import CheckContext
from model.form.equations import Term
from model.form.tables import Cell

INFINITE = highspy.kHighsInf
Terms = dict[int, int]
Rows = list[tuple[Terms, float, float]]
"""Coefficients by variable, and the least and the most that they may come to."""


def fewest_changes(context: CheckContext, table_id: str) -> int | None:
    """How many typed figures of the table must change so that every equation holds that can be evaluated; ``None``
    where no change settles them.

    A variable for every cell's change and a binary one for every typed cell that says whether it does change; totals
    that follow change freely.
    """
    equations = [
        each
        for each in context.edition.equations
        if each.equal
        and not each.last_year_cells
        and each.cells[0].table == table_id
        and context.sides(each) is not None
    ]
    lacks = {each.id: sum_of(context, each.right) - sum_of(context, each.left) for each in equations}
    room = 3 * sum(map(abs, lacks.values()))  # no cell of a smallest set of three changes by more
    cells = list(dict.fromkeys(cell for each in equations for cell in each.cells))
    typed = [cell for cell in cells if cell in context.report.figures]
    change = {cell: number for number, cell in enumerate(cells)}
    changes = {cell: len(cells) + number for number, cell in enumerate(typed)}
    rows: Rows = []
    for each in equations:
        terms = {change[term.cell]: 1 for term in each.left} | {change[term.cell]: -1 for term in each.right}
        rows.append((terms, lacks[each.id], lacks[each.id]))
        if lacks[each.id]:
            # says nothing new, but spares the solver most of its branches
            rows.append(({changes[one]: 1 for cell in each.cells for one in _typed(context, cell)}, 1, INFINITE))
    for cell in typed:
        rows.append(({change[cell]: 1, changes[cell]: -room}, -INFINITE, 0))
        rows.append(({change[cell]: 1, changes[cell]: min(room, figure(context, cell))}, 0, INFINITE))
    bounds = [(-room, room)] * len(cells) + [(0, 1)] * len(typed)
    return _minimum(rows, bounds, [0] * len(cells) + [1] * len(typed))


def _typed(context: CheckContext, cell: Cell) -> set[Cell]:
    """The typed cells that the figure in ``cell`` is made of: itself, or those that it follows."""
    if cell in context.report.figures:
        return {cell}
    addends = next(each.addends for each in context.edition.sums if each.total == cell)
    return {typed for addend in addends for typed in _typed(context, addend)}


def figure(context: CheckContext, cell: Cell) -> int:
    return int(context.figures[cell])


def sum_of(context: CheckContext, terms: Iterable[Term]) -> int:
    return sum(figure(context, term.cell) for term in terms)


def _minimum(rows: Rows, bounds: Sequence[tuple[float, float]], cost: Sequence[int]) -> int | None:
    problem = highspy.HighsLp()
    problem.num_col_, problem.num_row_ = len(bounds), len(rows)
    problem.col_cost_ = np.array(cost, float)
    problem.col_lower_ = np.array([low for low, _ in bounds], float)
    problem.col_upper_ = np.array([high for _, high in bounds], float)
    problem.row_lower_ = np.array([low for _, low, _ in rows], float)
    problem.row_upper_ = np.array([high for _, _, high in rows], float)
    problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    problem.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in rows)])
    problem.a_matrix_.index_ = np.array([number for terms, _, _ in rows for number in terms])
    problem.a_matrix_.value_ = np.array([times for terms, _, _ in rows for times in terms.values()], float)
    problem.integrality_ = [highspy.HighsVarType.kInteger] * len(bounds)
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)  # more of them wait for each other on these small problems
    solver.passModel(problem)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    assert status == highspy.HighsModelStatus.kOptimal, status
    return round(solver.getInfo().objective_function_value)
