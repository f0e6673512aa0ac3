"""Search by the initials of pinyin: ``bnxs`` finds 本年新收."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Lower-case initials, one per character; digits and letters are kept, punctuation is dropped."""
    from pypinyin import Style, lazy_pinyin

    pieces = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(letter for piece in pieces for letter in piece if letter.isalnum()).lower()


def matches(wanted: str, name: str) -> bool:
    """Whether every word of ``wanted`` occurs in the name or in its initials."""
    folded = name.lower()
    return all(word in folded or (word.isascii() and word in initials(name)) for word in wanted.lower().split())
