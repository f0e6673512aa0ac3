"""Differences between two texts."""

from difflib import SequenceMatcher
from functools import lru_cache

from model.narrative.tokens import bounds, token_at, tokens


def shared(one: str, other: str) -> tuple[int, int]:
    """(length of the common prefix, length of the common suffix of the rest)."""
    start = _in_common(one, other)
    return start, _in_common(one[start:][::-1], other[start:][::-1])


def _in_common(one: str, other: str) -> int:
    """By halves: comparing two slices takes no time, a loop over thousands of characters takes a millisecond."""
    same, differs = 0, min(len(one), len(other)) + 1
    while differs - same > 1:
        middle = (same + differs) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            differs = middle
    return same


@lru_cache(maxsize=256)
def word_changes(one: str, other: str) -> tuple[tuple[str, int, int, int, int], ...]:
    """As ``SequenceMatcher.get_opcodes``, by whole numbers and words: 143 has become 145, and not its 3 a 5."""
    ours, theirs = bounds(one), bounds(other)
    matcher = SequenceMatcher(None, tokens(one), tokens(other), autojunk=False)
    return tuple((tag, ours[a], ours[b], theirs[c], theirs[d]) for tag, a, b, c, d in matcher.get_opcodes())


MOST_WIDENED = 12
"""Characters; no number that people write is longer."""


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The range extended to whole numbers and words at both ends."""
    first, last = token_at(text, start)[0], token_at(text, max(end - 1, 0))[1]
    return first if 0 < start - first <= MOST_WIDENED else start, last if 0 < last - end <= MOST_WIDENED else end
