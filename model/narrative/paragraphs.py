"""The words of a section paragraph by paragraph, with what was found in each: a key in one costs that one."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from model.memo import Memo

Found = TypeVar("Found")
HELD = 2048
"""Paragraphs that are remembered."""
MOST_FOUND = 64
"""So much is remembered of one; an organ's name that is being typed asks anew with each key."""


class Paragraph:
    """Words without a line break. Equal ones are one, so that what was found stands as long as the words do."""

    __slots__ = ("_found", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: Memo[Callable[[str], Any], Any] = Memo(MOST_FOUND)

    def found(self, look: Callable[[str], Found]) -> Found:
        """What ``look`` finds in the words: asked once, so what it depends on besides them is bound into it."""
        found: Found | None = self._found.get(look)  # asked of every paragraph behind every key
        return self._found.result(look, look, self.text) if found is None else found


_paragraph = lru_cache(maxsize=HELD)(Paragraph)


class Paragraphs:
    """Those of one text."""

    def __init__(self, text: str, before: "Paragraphs | None" = None) -> None:
        """``before``: the same section as it stood; what was found in it is taken over but for what has changed."""
        self.text = text
        self.all = [_paragraph(words) for words in text.split("\n")]
        self.starts = []
        start = 0
        for each in self.all:
            self.starts.append(start)
            start += len(each.text) + 1
        self._found: Memo[Callable[[str], Any], list[tuple[int, Any]]] = Memo(MOST_FOUND)
        if before is not None:
            self._take_over(before)

    def __iter__(self) -> Iterator[tuple[int, Paragraph]]:
        """(where it begins, the paragraph)"""
        return zip(self.starts, self.all, strict=True)

    def found(self, look: Callable[[str], tuple[Found, ...]]) -> list[tuple[int, Found]]:
        """(where its paragraph begins, found) for all that ``look`` finds, in order."""
        return self._found.result(look, self._looked, look, 0, len(self.all))

    def _looked(self, look: Callable[[str], tuple[Found, ...]], first: int, end: int) -> list[tuple[int, Found]]:
        return [(self.starts[index], each) for index in range(first, end) for each in self.all[index].found(look)]

    def _take_over(self, before: "Paragraphs") -> None:
        ours, theirs = self.all, before.all
        most = min(len(ours), len(theirs))
        same = next((index for index in range(most) if ours[index] is not theirs[index]), most)
        left = most - same
        behind = next((index for index in range(left) if ours[-1 - index] is not theirs[-1 - index]), left)
        begins = before.starts[same] if same < len(theirs) else len(before.text) + 1
        goes_on = before.starts[-behind] if behind else len(before.text) + 1
        by = len(self.text) - len(before.text)
        for look, old in before._found.items():
            first, last = bisect_left(old, (begins,)), bisect_left(old, (goes_on,))
            tail = old[last:] if not by else [(start + by, each) for start, each in old[last:]]
            self._found[look] = [*old[:first], *self._looked(look, same, len(ours) - behind), *tail]
