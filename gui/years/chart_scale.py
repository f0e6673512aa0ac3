"""The scale of an axis: from zero to a round number at or above the largest figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.form.figures import Figure

_MOST_STEPS = 5


@dataclass(frozen=True)
class Scale:
    """Whole steps from zero; ``top`` is never below the largest figure."""

    top: int
    step: int

    def ticks(self) -> Iterator[int]:
        """From zero on."""
        yield from range(0, self.top + 1, self.step)

    def share(self, figure: Figure) -> float:
        """The place of the figure on the axis, 0 to 1."""
        return float(figure) / self.top


def scale_for(most: Figure) -> Scale:
    """At most five steps of 1, 2 or 5 times a power of ten."""
    step = 1
    while True:
        for times in (1, 2, 5):
            if step * times * _MOST_STEPS >= most:
                wide = step * times
                steps = max(1, -(-int(most) // wide) + (1 if int(most) % wide == 0 and most != int(most) else 0))
                return Scale(steps * wide, wide)
        step *= 10
