"""The search for smallest changes against trying everything, on systems small enough for that."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from model.form.tables import Cell
from model.repairs.integer_solver import CancelledError, Code, SolutionChange, System, smallest_changes, solved

HIGH = 9
"""Trying everything tries changes up to this."""
FAR = 16
"""Where there is a way at all, and where there are several, there are some below this: every coefficient is small."""

coefficients = st.sampled_from((0, 0, 0, 1, 1, -1, -1, 2, -2, 3))


@st.composite
def systems(draw: st.DrawFn) -> System:
    unknowns, equations = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    columns: dict[Cell, dict[int, int]] = {}
    for number in range(unknowns):
        column = {each: draw(coefficients) for each in range(equations)}
        if column := {each: times for each, times in column.items() if times}:
            columns[Cell("t", str(number), "c")] = column
    assume(columns)
    target = {each: draw(st.integers(-6, 6)) for each in range(equations)}
    least = {cell: -draw(st.integers(0, 4)) for cell in columns}
    return System(Code(columns), {each: lack for each, lack in target.items() if lack}, least)


def never() -> bool:
    return False


def settles(system: System, by: dict[Cell, int]) -> bool:
    come_to: dict[int, int] = {}
    for cell, change in by.items():
        for equation, times in system.code.columns[cell].items():
            come_to[equation] = come_to.get(equation, 0) + times * change
    return {equation: lack for equation, lack in come_to.items() if lack} == dict(system.target)


def tried(system: System, size: int) -> dict[frozenset[Cell], int]:
    """Every set of ``size`` cells that settles the system, and in how many ways, changes up to ``HIGH``."""
    found: dict[frozenset[Cell], int] = {}
    for cells in combinations(system.code.columns, size):
        for values in product(*([v for v in range(system.least[cell], HIGH + 1) if v] for cell in cells)):
            if settles(system, dict(zip(cells, values, strict=True))):
                found[frozenset(cells)] = found.get(frozenset(cells), 0) + 1
    return found


def sound(system: System, changes: list[SolutionChange]) -> Iterator[bool]:
    for change in changes:
        yield settles(system, dict(change.by))
        yield all(value and value >= system.least[cell] for cell, value in change.by.items())


@given(systems())
def test_all_smallest_sets_are_found_and_none_smaller_exists(system: System) -> None:
    assume(system.target)
    found = smallest_changes(system, 3, never)
    assert all(sound(system, found))
    sets = [frozenset(change.by) for change in found]
    assert len(sets) == len(set(sets))
    assert len({len(each) for each in sets}) <= 1
    size = len(sets[0]) if sets else 4
    for smaller in range(1, min(size, 4)):
        assert not tried(system, smaller)
    if sets:
        ways = tried(system, size)
        assert ways.keys() <= set(sets)
        assert all(change.open for change in found if ways.get(frozenset(change.by), 0) > 1)


@given(
    st.lists(st.sampled_from((1, -1, 2, -2, 3)), min_size=2, max_size=3),
    st.integers(-8, 8),
    st.lists(st.integers(-4, 0), min_size=3, max_size=3),
)
@example([3, 2, 2], 1, [0, 0, 0])
def test_one_equation_in_several_unknowns_is_solved_where_it_can_be(
    times: list[int], total: int, least: list[int]
) -> None:
    least = least[: len(times)]
    ways = [
        values
        for values in product(*(range(low, FAR) for low in least))
        if sum(one * value for one, value in zip(times, values, strict=True)) == total
    ]
    solution = solved([[*times, total]], least)
    assert (solution is not None) == bool(ways)
    if solution:
        assert solution.values in ways or max(solution.values) >= FAR
        assert solution.open == (len(ways) > 1)


def test_a_search_that_is_not_wanted_any_more_stops() -> None:
    system = System(Code({Cell("t", "r", "c"): {0: 1}}), {0: 1}, {Cell("t", "r", "c"): 0})
    with pytest.raises(CancelledError):
        smallest_changes(system, 3, lambda: True)
