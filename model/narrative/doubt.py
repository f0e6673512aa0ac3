"""A doubt: a reason why a count may not mean its cells."""

from collections.abc import Callable
from dataclasses import dataclass

from model.narrative.claims import Hedge
from model.narrative.counted_number import Counted
from model.narrative.lexicon import the_lexicon


@dataclass(frozen=True)
class Doubt:
    """A reason why a count may not mean its cells. Examples mark the number with ⟦⟧."""

    name: str
    applies: Callable[[Counted], bool]
    example: str
    counter_example: str
    hedge: Hedge = Hedge.AMBIGUOUS


def of_disputes(
    name: str,
    applies: Callable[[Counted], bool],
    example: str,
    counter_example: str,
    hedge: Hedge = Hedge.AMBIGUOUS,
) -> Doubt:
    """A doubt that only counts of disputes may have."""
    return Doubt(
        f"disputes: {name}",
        lambda at: at.table == the_lexicon().roles.disputes and applies(at),
        example,
        counter_example,
        hedge,
    )
