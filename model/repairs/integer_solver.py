"""Finds all smallest sets of unknowns whose change makes linear equations over the integers hold; exact.

A cell of the form is an *unknown* here. Its *column* gives its coefficient in each equation. Changes ``d`` solve the
equations if for each of them the sum of coefficient times change is the *target*. Unknowns with parallel columns are
interchangeable, so the search runs over the distinct *directions* of the columns, which are far fewer.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise, product
from typing import NamedTuple

from model.form.tables import Cell

MOST = 3
"""The search is complete for sets of up to three unknowns; larger sets are too many to be informative."""

Row = list[int]
"""The coefficients of one equation, then its right-hand side."""


class CancelledError(Exception):
    """The caller has cancelled the search."""


class SolutionChange(NamedTuple):
    """By how much each unknown of one smallest set must change."""

    by: Mapping[Cell, int]
    open: bool
    """The equations do not determine how the change is distributed over the set; ``by`` is one of several ways."""


class Solution(NamedTuple):
    """An integer solution of a system of rows."""

    values: tuple[int, ...]
    open: bool
    """There are further solutions."""


class _Direction(NamedTuple):
    vector: Mapping[int, int]
    """Without a common factor; the first coefficient is positive."""
    mask: int
    """The equations with a non-zero coefficient, one bit each."""
    members: list[tuple[Cell, int]]
    """Unknown -> multiple: its column is that multiple of the direction."""


class _Span(NamedTuple):
    """Directions with a linear combination equal to the target; ``weights`` is ``None`` if it is not unique."""

    directions: tuple[_Direction, ...]
    weights: tuple[int, ...] | None


@dataclass(frozen=True)
class Code:
    """The coefficient matrix by unknown; it determines which errors can be distinguished."""

    columns: Mapping[Cell, Mapping[int, int]]
    """Unknown -> equation -> non-zero coefficient, in the order of the equations."""

    @cached_property
    def directions(self) -> tuple[_Direction, ...]:
        """The distinct directions of all columns, with their unknowns."""
        found: dict[tuple[tuple[int, int], ...], list[tuple[Cell, int]]] = {}
        for unknown, column in self.columns.items():
            factor = math.gcd(*column.values())
            if next(iter(column.values())) < 0:
                factor = -factor
            vector = tuple((equation, times // factor) for equation, times in column.items())
            found.setdefault(vector, []).append((unknown, factor))
        return tuple(_Direction(dict(v), sum(1 << each for each, _ in v), members) for v, members in found.items())

    @cached_property
    def touching(self) -> Mapping[int, tuple[int, ...]]:
        """Bit of an equation -> indexes of the directions with a coefficient in it."""
        found: dict[int, list[int]] = {}
        for number, direction in enumerate(self.directions):
            for equation in direction.vector:
                found.setdefault(1 << equation, []).append(number)
        return {bit: tuple(numbers) for bit, numbers in found.items()}

    @cached_property
    def widest(self) -> int:
        """The largest number of equations that contain the same unknown."""
        return max((direction.mask.bit_count() for direction in self.directions), default=0)


@dataclass(frozen=True)
class System:
    """A system with broken equations, and bounds for the changes of its unknowns."""

    code: Code
    target: Mapping[int, int]
    """Equation -> required sum of the changes; equations that hold are absent."""
    least: Mapping[Cell, int]
    """Unknown -> lower bound of its change."""

    @cached_property
    def broken(self) -> int:
        """Bit mask of the broken equations."""
        return sum(1 << equation for equation in self.target)


def smallest_changes(system: System, most: int, cancelled: Callable[[], bool]) -> list[SolutionChange]:
    """All smallest sets of unknowns that solve the system; empty if more than ``most`` unknowns are needed.

    Raises:
        CancelledError: ``cancelled`` returned true.
    """
    if not 0 <= most <= MOST:
        raise ValueError(most)
    if not system.target:
        return []
    spans: list[_Span] = []
    for size in range(1, most + 1):
        spans += _spans(system, size, cancelled)
        if found := [change for span in spans for change in _changes(span, size, system, cancelled)]:
            return found
    return []


def _spans(system: System, size: int, cancelled: Callable[[], bool]) -> Iterator[_Span]:
    for numbers in _coverings(system, size, cancelled):
        if span := _span(tuple(system.code.directions[number] for number in numbers), system.target):
            yield span


def _coverings(system: System, size: int, cancelled: Callable[[], bool]) -> Iterator[tuple[int, ...]]:
    """The sets of ``size`` directions that have at least one in each broken equation, and not exactly one in any other
    equation, which a single change would break."""
    directions, touching, widest, broken = (
        system.code.directions,
        system.code.touching,
        system.code.widest,
        system.broken,
    )
    seen: set[tuple[int, ...]] = set()

    def lacking(touched: int, once: int) -> int:
        return (broken & ~touched) | (once & ~broken)

    def grown(chosen: tuple[int, ...], touched: int, once: int) -> Iterator[tuple[int, ...]]:
        if cancelled():
            raise CancelledError
        left, lack = size - len(chosen), lacking(touched, once)
        if lack.bit_count() > left * widest:
            return
        for number in next_to(lack, touched):
            mask = directions[number].mask
            then_touched, then_once = touched | mask, (once & ~mask) | (mask & ~touched)
            if number in chosen or (left == 1 and lacking(then_touched, then_once)):
                continue
            if left > 1:
                yield from grown((*chosen, number), then_touched, then_once)
            elif (found := tuple(sorted((*chosen, number)))) not in seen:
                seen.add(found)
                yield found

    def next_to(lack: int, touched: int) -> Sequence[int]:
        """Candidates, one of which must be in the set: those in the unsatisfied equation with the fewest. If every
        equation is satisfied, those that share an equation with a chosen one; others could not be part of a smallest
        set."""
        if lack:
            return min((touching.get(bit, ()) for bit in _bits(lack)), key=len)
        return list(dict.fromkeys(number for bit in _bits(touched) for number in touching[bit]))

    return grown((), 0, 0)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _span(directions: tuple[_Direction, ...], target: Mapping[int, int]) -> _Span | None:
    """The combination of the directions that equals the target; ``None`` if there is none, or one weight is zero."""
    vectors = [direction.vector for direction in directions]
    equations = set(target).union(*vectors)
    reduced = _reduced([[*(v.get(each, 0) for v in vectors), target.get(each, 0)] for each in equations])
    if reduced is None:
        return None
    rows, pivots = reduced
    if len(pivots) < len(directions):
        return _Span(directions, None)
    weights = []
    for row, pivot in zip(rows, pivots, strict=True):
        weight, rest = divmod(row[-1], row[pivot])
        if rest or not weight:
            return None
        weights.append(weight)
    return _Span(directions, tuple(weights))


def _changes(span: _Span, size: int, system: System, cancelled: Callable[[], bool]) -> Iterator[SolutionChange]:
    """The sets of ``size`` unknowns, at least one from every direction of the span."""
    directions, weights = span
    if weights is None:
        if len(directions) == size:  # two of three dependent directions suffice and were found among the smaller sets
            yield from _traded(directions, system, cancelled)
        return
    for counts in _compositions(size, len(directions)):
        parts = [
            _sharing(direction, weight, count, system.least)
            for direction, weight, count in zip(directions, weights, counts, strict=True)
        ]
        for combined in product(*parts):
            if cancelled():
                raise CancelledError
            yield SolutionChange(
                {unknown: by for part in combined for unknown, by in part.by.items()},
                any(part.open for part in combined),
            )


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every composition of ``total`` into ``parts`` positive integers."""
    for cuts in combinations(range(1, total), parts - 1):
        yield tuple(end - start for start, end in pairwise((0, *cuts, total)))


def _sharing(direction: _Direction, weight: int, count: int, least: Mapping[Cell, int]) -> list[SolutionChange]:
    """The sets of ``count`` members of the direction with changes that add up to ``weight``."""
    found = []
    for chosen in combinations(direction.members, count):
        row = [*(factor for _, factor in chosen), weight]
        if solution := solved([row], [least[unknown] for unknown, _ in chosen]):
            by = {unknown: value for (unknown, _), value in zip(chosen, solution.values, strict=True)}
            found.append(SolutionChange(by, solution.open))
    return found


def _traded(
    directions: tuple[_Direction, ...], system: System, cancelled: Callable[[], bool]
) -> Iterator[SolutionChange]:
    """Sets of one unknown of each of several linearly dependent directions."""
    for chosen in product(*(direction.members for direction in directions)):
        if cancelled():
            raise CancelledError
        columns = [system.code.columns[unknown] for unknown, _ in chosen]
        equations = set(system.target).union(*columns)
        rows = [[*(c.get(each, 0) for c in columns), system.target.get(each, 0)] for each in equations]
        if solution := solved(rows, [system.least[unknown] for unknown, _ in chosen]):
            by = {unknown: value for (unknown, _), value in zip(chosen, solution.values, strict=True)}
            yield SolutionChange(by, solution.open)


def solved(rows: Sequence[Row], least: Sequence[int]) -> Solution | None:
    """Integers, none below its ``least``, that solve all rows; ``None`` if there are none.

    At most two variables may be free, and two only if the rows have rank one.
    """
    reduced = _reduced(list(rows))
    if reduced is None:
        return None
    echelon, pivots = reduced
    free = [number for number in range(len(least)) if number not in pivots]
    if not free:
        values = _pivot_values(echelon, pivots)
        if values is None or any(value < low for value, low in zip(values, least, strict=True)):
            return None
        return Solution(tuple(values), open=False)
    found = _two_of(_one_free(echelon, pivots, free[0], least) if len(free) == 1 else _two_free(echelon[0], least))
    return Solution(found[0], open=len(found) > 1) if found else None


def _reduced(rows: list[Row]) -> tuple[list[Row], list[int]] | None:
    """Fraction-free Gauss-Jordan elimination: (non-zero rows, pivot column of each); ``None`` if they are
    contradictory."""
    pivots: list[int] = []
    for column in range(len(rows[0]) - 1):
        done = len(pivots)
        found = next((number for number in range(done, len(rows)) if rows[number][column]), None)
        if found is None:
            continue
        rows[done], rows[found] = rows[found], rows[done]
        pivot = rows[done]
        for number, row in enumerate(rows):
            if number != done and (factor := row[column]):
                rows[number] = [pivot[column] * old - factor * taken for old, taken in zip(row, pivot, strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    return rows[: len(pivots)], pivots


def _pivot_values(rows: Sequence[Row], pivots: Sequence[int]) -> list[int] | None:
    """The value of each pivot; ``None`` where one is not whole."""
    values = [divmod(row[-1], row[pivot]) for row, pivot in zip(rows, pivots, strict=True)]
    return None if any(rest for _, rest in values) else [value for value, _ in values]


def _two_of(solutions: Iterator[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The first two solutions; a second one shows that the solution is not unique."""
    return [solution for solution, _ in zip(solutions, range(2), strict=False)]


def _one_free(rows: Sequence[Row], pivots: Sequence[int], free: int, least: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Solutions in ascending order of the free variable; at least two if there are as many."""
    low, high = least[free], None
    for row, pivot in zip(rows, pivots, strict=True):
        # row[pivot] · p + row[free] · f = row[-1] with p ≥ least: an upper or a lower bound for f
        sign = 1 if row[pivot] > 0 else -1
        slope, room = sign * row[free], sign * (row[-1] - row[pivot] * least[pivot])
        if slope > 0:
            high = room // slope if high is None else min(high, room // slope)
        elif slope < 0:
            low = max(low, -(room // -slope))
        elif room < 0:
            return
    if high is not None and high < low:
        return
    nearest = max(low, 0) if high is None else min(max(low, 0), high)
    # period of the integer solutions
    period = math.lcm(*(row[pivot] for row, pivot in zip(rows, pivots, strict=True)))
    for step in sorted(range(-2 * period, 2 * period + 1), key=abs):
        value = nearest + step
        if value < low or (high is not None and value > high):
            continue
        settled = _pivot_values([[*row[:-1], row[-1] - row[free] * value] for row in rows], pivots)
        if settled is not None:
            yield _placed(len(least), {free: value, **dict(zip(pivots, settled, strict=True))})


def _two_free(row: Row, least: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Solutions of one row in three unknowns; at least two if there are as many.

    With a growing first free variable the range of the others only shrinks or only grows. If there are solutions, two
    lie within two periods from its lower bound, or from the value at which every remainder of the other is possible.
    """
    pivot, first, second = 0, 1, 2
    sign = 1 if row[pivot] > 0 else -1
    slope = sign * row[first]
    start = least[first]
    if slope < 0:
        room = sign * (row[-1] - row[pivot] * least[pivot] - row[second] * (least[second] + abs(row[pivot])))
        start = max(start, -(room // -slope))
    for value in range(start, start + 2 * abs(row[pivot])):
        rest = [[row[pivot], row[second], row[-1] - row[first] * value]]
        for one, other in _one_free(rest, (0,), 1, (least[pivot], least[second])):
            yield one, value, other


def _placed(count: int, values: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(values[number] for number in range(count))
