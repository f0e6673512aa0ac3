"""The simplest repair: reverting the user's last change of a figure.

If reverting the last change of a cell makes every equation that it affects hold, this is proposed before any repair
derived from the equations alone. The edits are stored with the draft, so this holds after a restart too.
"""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime, timedelta
from itertools import islice

from model.checks.context import CheckContext
from model.form.equations import Equation
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.repairs.repairs import Repair
from model.report.derived_totals import shown
from model.report.edits import Edit

LOOKED_BACK = 30
"""Most edits that are examined, newest first."""
JUST_NOW = timedelta(hours=1)


def set_back(
    context: CheckContext,
    steps: Iterable[tuple[Edit, Edit, datetime]],
    now: datetime,
    zero_filled: Set[Cell] = frozenset(),
) -> Repair | None:
    """The repair that reverts the latest change of one figure after which all affected equations hold; ``None`` if
    there is none. ``steps``: (edit, inverse, time), newest first.

    ``zero_filled``: cells filled by 空白补 0; replacing such a 0 is data entry and not proposed for reverting."""
    broken = {equation.id: equation for some in context.broken.values() for equation, _, _ in some}
    if not broken:
        return None
    for edit, inverse, at in islice(steps, LOOKED_BACK):
        cell, was = _changed(edit, inverse)
        if cell is None or was is None or context.report.figures.get(cell) in (None, was):
            continue
        if was == 0 and cell in zero_filled:
            continue
        if settled := _settled(context, cell, was, broken):
            return Repair(
                changes=((cell, was),),
                settles=settled,
                reason="",
                says=_message(context, cell, was, at, now),
                cost=0,
            )
    return None


def _changed(edit: Edit, inverse: Edit) -> tuple[Cell | None, Figure | None]:
    """(the one cell into which the edit put another figure, the figure before); totals that were set free aside."""
    entered = [cell for cell, figure in edit.figures.items() if figure is not None]
    return (entered[0], inverse.figures.get(entered[0])) if len(entered) == 1 else (None, None)


def _settled(context: CheckContext, cell: Cell, was: Figure, broken: Mapping[str, Equation]) -> tuple[str, ...]:
    """The broken equations that hold again with ``was`` in ``cell``; empty if any equation of the cell would be broken
    then."""
    report = context.report.with_(figures={**context.report.figures, cell: was})
    figures = shown(report, context.edition).figures
    touched = {each for each, _ in figures.items() ^ context.figures.items()}
    equations = {each.id: each for one in touched for each in context.edition.equations_at.get(one, ())}
    for each in equations.values():
        if _is_evaluated(context, each, figures) and not each.holds(*each.sides(figures, context.last_figures)):
            return ()
    return tuple(rule for rule in broken if rule in equations)


def _is_evaluated(context: CheckContext, equation: Equation, figures: Mapping[Cell, Figure]) -> bool:
    return context.sides(equation) is not None and figures.keys() >= equation.cell_set


def _message(context: CheckContext, cell: Cell, was: Figure, at: datetime, now: datetime) -> str:
    local = at.astimezone()
    when = "刚才" if now - at <= JUST_NOW else f"{local.month}月{local.day}日 {local:%H:%M} "
    name, figure = context.edition.name_of(cell), context.report.figures[cell]
    return f"{when}把 {name} 由 {show_figure(was)} 改为 {show_figure(figure)}；改回 {show_figure(was)} 就对上了"
