"""The axis begins at zero, ends at or above the largest figure and has few, whole steps."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gui.years.chart_scale import scale_for


@given(st.integers(0, 10**12) | st.decimals(0, 10**9, places=4))
def test_every_figure_has_a_place_on_the_axis(most: int | Decimal) -> None:
    scale = scale_for(most)
    ticks = list(scale.ticks())
    assert ticks[0] == 0 and ticks[-1] == scale.top >= most
    assert 2 <= len(ticks) <= 7
    assert scale.step > 0 and scale.top - scale.step <= max(most, 1)
    assert scale.share(most) <= 1


def test_steps_are_round() -> None:
    assert [(scale_for(most).top, scale_for(most).step) for most in (0, 1, 5, 6, 163, 2769)] == [
        (1, 1),
        (1, 1),
        (5, 1),
        (6, 2),
        (200, 50),
        (3000, 1000),
    ]
