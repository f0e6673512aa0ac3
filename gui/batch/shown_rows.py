"""The order of the files that are shown: files that come later are placed without sorting all of them again."""

from collections.abc import Callable, Iterable
from typing import Any


class ShownRows:
    """Numbers of files, sorted by a key; without one by number, the order in which they were given, which workers do
    not keep. Equal ones keep the order in which they came."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._keys: list[Any] = []
        self._key: Callable[[int], Any] = _number
        self._descending = False

    def order_by(self, key: Callable[[int], Any] | None, *, descending: bool = False) -> None:
        """Takes effect with :meth:`arrange`. ``None``: by number."""
        self._key, self._descending = (_number, False) if key is None else (key, descending)

    def arrange(self, numbers: Iterable[int]) -> bool:
        """Shows exactly these, given in the order of arrival; whether the lines are others than before."""
        keyed = [(self._key(number), number) for number in numbers]
        keyed.sort(key=lambda each: each[0], reverse=self._descending)
        arranged = [number for _, number in keyed]
        self._keys = [key for key, _ in keyed]
        changed = arranged != self.numbers
        self.numbers = arranged
        return changed

    def place_of(self, number: int) -> int:
        """Where a file that has just come belongs."""
        key, low, high = self._key(number), 0, len(self._keys)
        while low < high:
            middle = (low + high) // 2
            other = self._keys[middle]
            if other < key if self._descending else key < other:
                high = middle
            else:
                low = middle + 1
        return low

    def insert(self, place: int, number: int) -> None:
        """``place``: what :meth:`place_of` says."""
        self.numbers.insert(place, number)
        self._keys.insert(place, self._key(number))


def _number(number: int) -> int:
    return number
