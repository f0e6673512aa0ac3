"""Colours that a reader of a page cannot tell apart."""

WHITE = "FFFFFF"
_SAME = 0x10
"""Red, green and blue that differ by less."""


def are_same(one: str, other: str) -> bool:
    """Whether these are two colours, each of six hexadecimal digits, and text in one cannot be seen on the other."""
    try:
        pairs = list(zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))
    except ValueError:
        return False
    return len(pairs) == 3 and all(abs(a - b) < _SAME for a, b in pairs)
