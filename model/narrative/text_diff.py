"""Differences between two texts."""

from collections import Counter
from collections.abc import Sequence
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


MOST_PAIRS = 4_000_000
"""Pairs of equal words; more take seconds to compare, as in a text that repeats one word ten thousand times."""

Changes = tuple[tuple[str, int, int, int, int], ...]


@lru_cache(maxsize=256)
def word_changes(one: str, other: str) -> Changes:
    """As ``SequenceMatcher.get_opcodes``, by whole numbers and words: 143 has become 145, and not its 3 a 5. Of texts
    that would take too long, everything between the same beginning and the same end is one change."""
    ours, theirs = bounds(one), bounds(other)
    our_words, their_words = tokens(one), tokens(other)
    if _pairs(our_words, their_words) > MOST_PAIRS:
        changes: Sequence[tuple[str, int, int, int, int]] = _ends_compared(our_words, their_words)
    else:
        changes = SequenceMatcher(None, our_words, their_words, autojunk=False).get_opcodes()
    return tuple((tag, ours[a], ours[b], theirs[c], theirs[d]) for tag, a, b, c, d in changes)


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    counts = Counter(other)
    return sum(counts[word] for word in one)


def _ends_compared(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - start
    end = next((back for back in range(left) if one[-1 - back] != other[-1 - back]), left)
    a, c = len(one) - end, len(other) - end
    changes = [("equal", 0, start, 0, start)] if start else []
    if a > start or c > start:
        changes.append(("replace" if a > start < c else "delete" if a > start else "insert", start, a, start, c))
    return changes + ([("equal", a, len(one), c, len(other))] if end else [])


MOST_WIDENED = 12
"""Characters; no number that people write is longer."""


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The range extended to whole numbers and words at both ends."""
    first, last = token_at(text, start)[0], token_at(text, max(end - 1, 0))[1]
    return first if 0 < start - first <= MOST_WIDENED else start, last if 0 < last - end <= MOST_WIDENED else end
