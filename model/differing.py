"""Where two texts differ."""


def shared(one: str, other: str) -> tuple[int, int]:
    """How many characters both have in common at their beginning, and how many after that at their end."""
    start = _in_common(one, other)
    return start, _in_common(one[start:][::-1], other[start:][::-1])


def _in_common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))
