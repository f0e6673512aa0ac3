"""Search by the initials of pinyin: ``bnxs`` finds 本年新收."""

from collections.abc import Iterable
from functools import lru_cache

MOST_NAMES = 65_536
"""Whose initials are kept: three of each of many files."""


@lru_cache(maxsize=MOST_NAMES)
def initials(name: str) -> str:
    """Lower-case initials, one per character; digits and letters are kept, punctuation is dropped."""
    from pypinyin import Style, lazy_pinyin

    pieces = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(letter for piece in pieces for letter in piece if letter.isalnum()).lower()


def matches(wanted: str, *names: str) -> bool:
    """Whether every word of ``wanted`` occurs in one of the names or in its initials."""
    folded = [name.lower() for name in names]
    return all(
        any(word in name for name in folded) or (word.isascii() and any(word in initials(name) for name in names))
        for word in wanted.lower().split()
    )


def needs_initials(wanted: str) -> bool:
    """Whether :func:`matches` may have to find initials."""
    return any(word.isascii() for word in wanted.split())


def prepare(names: Iterable[str] = ()) -> None:
    """Finds the initials of many names, so that :func:`matches` is fast; for a thread in the background. Without names
    only the dictionary is loaded, which takes a quarter of a second."""
    initials("年")
    for name in names:
        initials(name)
