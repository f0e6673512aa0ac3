"""Whether the equations within rows hold for figures as they were placed: where most are broken, the rows are shifted.

Only for rows that nothing else makes certain. A report may have a wrong total here and there, and is read all the same.
"""

from collections.abc import Callable, Iterable, Sequence

from model.form.equations import Equation
from model.form.tables import Cell

_BROKEN_ENOUGH = 3
_MOST = 2 / 3
"""Share of the equations that say anything: those with a total, and with an addend that is not zero."""


def are_shifted(equations: Sequence[Equation], figure: Callable[[Cell], int | None]) -> bool:
    """Whether most totals differ from what stands beside them; ``figure`` is ``None`` for a blank cell."""
    told = [is_broken for each in equations if (is_broken := _is_broken(each, figure)) is not None]
    return sum(told) >= max(_BROKEN_ENOUGH, _MOST * len(told))


def hold_to_the_end(equations: Sequence[Equation], figure: Callable[[Cell], int | None]) -> bool:
    """Whether no total differs from what stands beside it and the last one with figures is their sum: then nothing
    before it is shifted. Rows that stand side by side, as in table four, have too few totals for a majority."""
    last = None
    for each in equations:
        if _is_broken(each, figure):
            return False
        (of_total,), of_addends = sorted((each.left, each.right), key=len)
        known = [found for term in of_addends if (found := figure(term.cell)) is not None]
        total = figure(of_total.cell)
        if known or total is not None:
            last = bool(sum(known)) and total == sum(known)
    return last is True


def within_rows(equations: Iterable[Equation]) -> tuple[Equation, ...]:
    """Those that say of a total what stands beside it in its row."""
    return tuple(
        each
        for each in equations
        if each.equal
        and each.row
        and 1 in (len(each.left), len(each.right))
        and len(each.left) != len(each.right)
        and not any(term.negative or term.last_year for term in (*each.left, *each.right))
    )


def _is_broken(equation: Equation, figure: Callable[[Cell], int | None]) -> bool | None:
    """``None`` where that cannot be told: with a blank addend, a total may be more than the others together."""
    (of_total,), of_addends = sorted((equation.left, equation.right), key=len)
    total = figure(of_total.cell)
    addends = [figure(term.cell) for term in of_addends]
    known = sum(each for each in addends if each is not None)
    if total is None or not known:
        return None
    if None in addends:
        return True if total < known else None
    return total != known
