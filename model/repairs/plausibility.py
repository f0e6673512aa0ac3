"""Plausibility of repairs, by typical copying errors and by the prior year's report."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from model.checks.claim_cells import total
from model.checks.context import CheckContext
from model.form.figures import Figure
from model.form.tables import Cell
from model.narrative.claims import UNDECIDED, ClaimKind

AGREES, TYPING_ERROR, ZERO, STALE, TOTAL, ONE_DIGIT, UNEXPLAINED = -2, 1, 2, 2, 3, 3, 5
"""Costs; the lower, the more plausible. A changed single digit, or a figure equal to last year's, is weak evidence; an
equation with last year's report is independent evidence."""
MOVED, SHIFTED = 1, 2
"""Two cells changed by one error: a case under the wrong kind of applicant, or in the wrong row."""
TEXT_AGREEMENT = 4
"""Subtracted for each number in the text that would agree with the tables; added for one that no longer would."""
AGAINST_LAST_YEAR = 6
"""Added if a figure that agrees with the prior year's report would no longer do so."""


class Plausibility(NamedTuple):
    """An explanation of a repair with its cost; the lower, the more plausible. ``reason`` may be empty."""

    cost: int
    reason: str
    moved: int = 0
    """Number of 件 entered under the wrong kind of applicant, if that is the whole repair; otherwise 0."""


def plausibility_of(context: CheckContext, changes: Mapping[Cell, Figure]) -> Plausibility:
    """The cheapest explanation for up to three changes: each by itself, or two of them as one error."""
    cells = list(changes)
    alone = {cell: _alone(context, cell, changes[cell]) for cell in cells}
    explanations = [_joined([alone[cell] for cell in cells])]
    for number, one in enumerate(cells):
        for other in cells[number + 1 :]:
            if pair := _pair(context, one, other, changes):
                rest = [alone[cell] for cell in cells if cell not in (one, other)]
                explanations.append(_joined([pair, *rest]))
    best = min(explanations, key=lambda explanation: explanation.cost)
    gained, lost = _text_agreement(context, changes)
    if not gained and not lost:
        return best
    agreement = f"与正文“{gained[0]}”一致" if gained else ""
    reason = "；".join(filter(None, (best.reason, agreement)))
    return Plausibility(best.cost - TEXT_AGREEMENT * len(gained) + TEXT_AGREEMENT * lost, reason, best.moved)


def _joined(parts: Sequence[Plausibility]) -> Plausibility:
    reasons = dict.fromkeys(part.reason for part in parts if part.reason)
    moved = parts[0].moved if len(parts) == 1 else 0
    return Plausibility(sum(part.cost for part in parts), "；".join(reasons), moved)


def _text_agreement(context: CheckContext, changes: Mapping[Cell, Figure]) -> tuple[list[str], int]:
    """(clauses whose number agrees with the tables only after the changes, how many agree only before them).

    A statement about the same cells counts once, however often it is repeated. Numbers carried over from the prior year
    and not yet checked are no reason for a change; a 0 among them is no reason against one either, since every cell
    filled by 空白补 0 agrees with it.
    """
    figures: dict[Cell, Figure | None] | None = None
    gained: dict[tuple[Cell, ...], str] = {}
    lost: set[tuple[Cell, ...]] = set()
    for section_claims in context.words.by_section.values():
        for placed in section_claims.claims:
            claim = placed.edition_claim.claim
            if claim.kind is not ClaimKind.COUNT or claim.scope or claim.last_year or claim.hedges & UNDECIDED:
                continue
            waits = (placed.section, placed.start) in context.unchecked_places
            if waits and not claim.value:
                continue
            if figures is None:
                figures = _after(context, changes)
            before = any(total(each, context.figures) == claim.value for each in placed.edition_claim.readings)
            after = any(total(each, figures) == claim.value for each in placed.edition_claim.readings)
            if after and not before and not waits:
                gained.setdefault(placed.edition_claim.cells, placed.clause)
            elif before and not after:
                lost.add(placed.edition_claim.cells)
    return list(gained.values()), len(lost)


def _after(context: CheckContext, changes: Mapping[Cell, Figure]) -> dict[Cell, Figure | None]:
    """All figures with the changes, and the totals that follow them."""
    figures: dict[Cell, Figure | None] = {**context.figures, **changes}
    changed = set(changes)  # there may be thousands of repairs, and each touches few of the sums
    for each in context.edition.sums:
        if changed.isdisjoint(each.addends) or each.total in context.report.figures:
            continue
        moved = changed.intersection(each.addends)
        by = sum((figures[cell] or 0) - context.figures[cell] for cell in moved if cell in context.figures)
        if by and each.total in context.figures:
            figures[each.total] = context.figures[each.total] + by
            changed.add(each.total)
    return figures


def _alone(context: CheckContext, cell: Cell, figure: Figure) -> Plausibility:
    was = context.report.figures[cell]
    before, after = agrees_with_last_year(context, cell, was), agrees_with_last_year(context, cell, figure)
    if after and not before:
        return Plausibility(AGREES, "与上年年报的结转下年度一致")
    found = min(_explanations(context, cell, was, figure), key=lambda each: each.cost)
    return Plausibility(found.cost + AGAINST_LAST_YEAR, found.reason) if before and not after else found


def _explanations(context: CheckContext, cell: Cell, was: Figure, figure: Figure) -> list[Plausibility]:
    found = [Plausibility(UNEXPLAINED, "")]
    if typing_error := _typing_error(str(was), str(figure)):
        found.append(typing_error)
    if was and context.last_figures.get(cell) == was:
        found.append(Plausibility(STALE if was > 9 else ONE_DIGIT, f"现在的 {was} 与上年相同，可能没有更新"))
    if cell in context.edition.totals:
        found.append(Plausibility(TOTAL, "合计与各项之和不符"))
    return found


def _typing_error(was: str, figure: str) -> Plausibility | None:
    """The typing error that turns ``figure`` into ``was``; ``None`` if none is recognized."""
    if was == "0":
        return Plausibility(ZERO, "漏填")
    if figure == "0":
        return Plausibility(ZERO, "多填")
    if was in _without_one(figure):
        return Plausibility(TYPING_ERROR, "少写一位")
    if figure in (shorter := _without_one(was)):
        doubled = any(was[i] == was[i + 1] and shorter[i] == figure for i in range(len(was) - 1))
        return Plausibility(TYPING_ERROR, "重复写了一位" if doubled else "多写一位")
    if len(was) != len(figure):
        return None
    off = [i for i, (one, other) in enumerate(zip(was, figure, strict=True)) if one != other]
    if len(off) == 1:
        return Plausibility(TYPING_ERROR if len(was) > 1 else ONE_DIGIT, "写错一位")
    if len(off) == 2 and off[1] == off[0] + 1 and was[off[0]] == figure[off[1]] and was[off[1]] == figure[off[0]]:
        return Plausibility(TYPING_ERROR, "两位数字颠倒")
    return None


def _without_one(digits: str) -> list[str]:
    return [digits[:i] + digits[i + 1 :] for i in range(len(digits))] if len(digits) > 1 else []


def agrees_with_last_year(context: CheckContext, cell: Cell, figure: Figure) -> bool:
    """Whether the figure satisfies an equation with the prior year's report, e.g. 上年结转."""
    for equation in context.edition.equations_at.get(cell, ()):
        if not (equation.equal and equation.last_year_cells) or context.sides(equation) is None:
            continue
        left, right = equation.sides({**context.figures, cell: figure}, context.last_figures)
        if left == right:
            return True
    return False


def _pair(context: CheckContext, one: Cell, other: Cell, changes: Mapping[Cell, Figure]) -> Plausibility | None:
    """The explanation of two opposite changes as cases entered in the wrong cell; ``None`` if it does not apply."""
    by = changes[one] - context.report.figures[one]
    if by + (changes[other] - context.report.figures[other]):
        return None
    count = abs(int(by))
    against = sum(AGAINST_LAST_YEAR for cell in (one, other) if _loses_agreement(context, cell, changes[cell]))
    swapped = changes[one] == context.report.figures[other]
    if one.row == other.row and _in_one_sum(context, one, other):
        return Plausibility(MOVED + against, f"申请人类别可能填错 {count} 件", count)
    if one.column == other.column and _in_one_sum(context, one, other):
        return Plausibility(SHIFTED + against, "两格的数填反了" if swapped else f"可能有 {count} 件填错了行")
    return None


def _loses_agreement(context: CheckContext, cell: Cell, figure: Figure) -> bool:
    return agrees_with_last_year(context, cell, context.report.figures[cell]) and not agrees_with_last_year(
        context, cell, figure
    )


def _in_one_sum(context: CheckContext, one: Cell, other: Cell) -> bool:
    """Whether both are addends of one sum, which moving cases between them leaves unchanged."""
    for equation in context.edition.equations_at.get(one, ()):
        for side in (equation.left, equation.right):
            cells = {term.cell for term in side if not term.negative and not term.last_year}
            if one in cells and other in cells:
                return True
    return False
