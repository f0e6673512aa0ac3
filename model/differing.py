"""Where two texts differ."""


def shared(one: str, other: str) -> tuple[int, int]:
    """How many characters both have in common at their beginning, and how many after that at their end."""
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
