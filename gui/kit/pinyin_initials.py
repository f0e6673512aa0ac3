"""The first letters of pinyin, by which offices type names: ``bnxs`` finds 本年新收."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Small letters, one a character; digits and letters stand for themselves, signs and brackets are left out."""
    from pypinyin import Style, lazy_pinyin

    pieces = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(letter for piece in pieces for letter in piece if letter.isalnum()).lower()


def matches(wanted: str, name: str) -> bool:
    """Every word of ``wanted`` is in the name, or begins anywhere in its initials."""
    folded = name.lower()
    return all(word in folded or (word.isascii() and word in initials(name)) for word in wanted.lower().split())
