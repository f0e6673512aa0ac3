"""Differences between two texts."""

from collections import Counter
from collections.abc import Iterable, Sequence
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
MOST_COMPARED = 25_000_000
"""Pairs of words that differ from each other in their order at most; more take seconds, as in a text put in reverse."""

Changes = tuple[tuple[str, int, int, int, int], ...]


@lru_cache(maxsize=256)
def word_changes(one: str, other: str) -> Changes:
    """As ``SequenceMatcher.get_opcodes``, by whole numbers and words: 143 has become 145, and not its 3 a 5. Of texts
    that would take too long, everything between the same beginning and the same end is one change."""
    ours, theirs = bounds(one), bounds(other)
    return tuple(
        (tag, ours[a], ours[b], theirs[c], theirs[d]) for tag, a, b, c, d in opcodes(tokens(one), tokens(other))
    )


def opcodes(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """As ``SequenceMatcher.get_opcodes``. Where that would take too long, everything between the same beginning and the
    same end is one change."""
    start, end = _ends(one, other)
    if (len(one) - start - end) * (len(other) - start - end) > MOST_COMPARED or equal_pairs(one, other) > MOST_PAIRS:
        return _ends_compared(one, other, start, end)
    return [*SequenceMatcher(None, one, other, autojunk=False).get_opcodes()]


def equal_pairs(one: Iterable[str], other: Iterable[str]) -> int:
    """How many pairs of an item of each are equal: the time that a comparison takes grows with that."""
    counts, other_counts = Counter(one), Counter(other)
    return sum(count * other_counts[item] for item, count in counts.items())


def _ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """(length of the common beginning, length of the common end of the rest)."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - start
    return start, next((back for back in range(left) if one[-1 - back] != other[-1 - back]), left)


def _ends_compared(
    one: Sequence[str], other: Sequence[str], start: int, end: int
) -> list[tuple[str, int, int, int, int]]:
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
