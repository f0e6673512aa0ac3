"""Files that come one by one end where sorting all of them would put them."""

import random

import pytest

from gui.batch.shown_rows import ShownRows


@pytest.mark.parametrize("descending", [False, True])
def test_placing_one_by_one_is_the_same_as_sorting_all(descending: bool) -> None:
    chance = random.Random(5)
    keys = [chance.randrange(12) for _ in range(200)]
    one_by_one, at_once = ShownRows(), ShownRows()
    for shown in (one_by_one, at_once):
        shown.order_by(keys.__getitem__, descending=descending)
    for number in range(200):
        one_by_one.insert(one_by_one.place_of(number), number)
    at_once.arrange(range(200))
    assert one_by_one.numbers == at_once.numbers
    assert at_once.numbers == sorted(range(200), key=keys.__getitem__, reverse=descending)


def test_without_a_key_files_stand_as_they_were_given_whatever_came_first() -> None:
    shown = ShownRows()
    for number in (3, 1, 2):
        shown.insert(shown.place_of(number), number)
    assert shown.numbers == [1, 2, 3]
    assert not shown.arrange([3, 1, 2])
    assert shown.arrange([1, 2])
