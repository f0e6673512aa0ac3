from typing import NamedTuple

from model.named_tuples import made


class Pair(NamedTuple):
    first: int
    second: str = ""


def test_named_tuples_made_at_once_are_those_made_one_by_one() -> None:
    pairs = list(made(Pair, [(1, "a"), (2, "b")]))
    assert pairs == [Pair(1, "a"), Pair(2, "b")]
    assert [(type(pair), pair.first, pair.second) for pair in pairs] == [(Pair, 1, "a"), (Pair, 2, "b")]
