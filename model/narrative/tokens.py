"""Divides text into whole numbers and words, for selection and for showing differences. Chinese words are those of the
lexicon's vocabulary; any other character is a word by itself."""

import re
from functools import cache
from itertools import accumulate

from model.narrative.lexicon import the_lexicon

_NUMBER = r"\d+(?:[,，]\d{3}(?!\d))*(?:[.．]\d+)?[%％‰]?"
_LATIN = r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*"
_HAN_NUMERAL = "[〇零一二三四五六七八九十百千万亿两]+"
_BLANK = r"[^\S\n]+"


@cache
def _token() -> re.Pattern[str]:
    words = sorted(the_lexicon().vocabulary, key=len, reverse=True)
    vocabulary = "|".join(map(re.escape, words))
    return re.compile(rf"{_NUMBER}|{_LATIN}|{vocabulary}|{_HAN_NUMERAL}|{_BLANK}|(?s:.)")


def tokens(text: str) -> list[str]:
    """The tokens of ``text``; joined they give ``text``."""
    return _token().findall(text)


def bounds(text: str) -> list[int]:
    """The start of each token, and the length of the text."""
    return [0, *accumulate(map(len, tokens(text)))]


def token_at(text: str, position: int) -> tuple[int, int]:
    """(start, end) of the token that contains or follows ``position``; at the end of a paragraph its last token."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    paragraph = text[start : end if end >= 0 else len(text)]
    last = (start, start)
    for token in tokens(paragraph):
        last = (last[1], last[1] + len(token))
        if position < last[1]:
            break
    return last


def next_bound(text: str, position: int) -> int:
    """The end of the token at ``position`` including the spaces after it; a line break is a token of its own."""
    if text[position : position + 1] == "\n":
        return position + 1
    end = token_at(text, position)[1]
    return end + len(text[end:]) - len(text[end:].lstrip(" \u3000")) if end > position else min(position + 1, len(text))


def previous_bound(text: str, position: int) -> int:
    """The start of the token that ends at or contains ``position``; spaces before ``position`` are skipped."""
    while position and text[position - 1] in " \u3000":
        position -= 1
    if not position or text[position - 1] == "\n":
        return max(position - 1, 0)
    return token_at(text, position - 1)[0]
