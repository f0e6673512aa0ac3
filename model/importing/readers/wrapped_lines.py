"""Lines of plain text that a program broke at a fixed width, as text copied out of a PDF is: joined to paragraphs.

A line is known to be broken off by its length: that of other lines that end in the midst of a sentence. Where that is
not certain, each line stays a paragraph.
"""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_SHORTEST, _LONGEST = 12, 90
"""Characters of a broken line."""
_ENOUGH = 2
_SAME = 2
"""Half-width places by which lines of one width may differ: a full-width character that did not fit."""
_ENDS = re.compile(r"[。！？!?；;：:]”?$")
_SENTENCE = re.compile("[，。；：]")
_CANNOT_BEGIN = re.compile("[，。；：！？、）》”’】〕%％]")
_BEGINS = re.compile(
    r"[\s\u3000]|[（(【〔]?[一二三四五六七八九十]{1,3}[、.．）)】〕]|第[一二三四五六七八九十\d]{1,3}[章节条部项]|[（(]\d{1,2}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|20\d\d年\d{1,2}月\d{1,2}日$|附件?[:：]"
)
_NO_WORDS = re.compile(r"[\d\s.,，%/／\\—－-]*")


def joined_lines(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """(number, text) of each paragraph; ``lines`` follow each other, blank ones among them."""
    widths = _widths(lines)
    joined: list[tuple[int, str]] = []
    last = ""
    for number, line in lines:
        if joined and _is_broken(last, line, joined[-1][1], widths):
            joined[-1] = (joined[-1][0], _put_together(joined[-1][1], line))
        else:
            joined.append((number, line))
        last = line
    return joined


def _is_broken(line: str, following: str, paragraph: str, widths: frozenset[tuple[int, int]]) -> bool:
    """Whether ``following`` goes on where ``line`` was broken off; ``paragraph`` is what ends with that line."""
    if not _may_be_broken(line) or not following.strip() or _BEGINS.match(following):
        return False
    if _CANNOT_BEGIN.match(following):
        return True
    if _NO_WORDS.fullmatch(following) or not _SENTENCE.search(paragraph):
        return False
    length, width = len(line.strip()), _width(line)
    return any(length == one or abs(width - other) <= _SAME for one, other in widths)


def _may_be_broken(line: str) -> bool:
    text = line.strip()
    return _SHORTEST <= len(text) <= _LONGEST and not _ENDS.search(text)


def _widths(lines: Sequence[tuple[int, str]]) -> frozenset[tuple[int, int]]:
    """(characters, places) of lines that end in the midst of a sentence, where several are equally long, or what
    follows cannot begin a line."""
    texts = [line for _, line in lines]
    found: list[tuple[int, int]] = []
    certain: set[tuple[int, int]] = set()
    for line, following in itertools.pairwise(texts):
        if not _may_be_broken(line) or not following.strip() or _BEGINS.match(following):
            continue
        size = len(line.strip()), _width(line)
        if _CANNOT_BEGIN.match(following):
            certain.add(size)
        elif _SENTENCE.search(line):
            found.append(size)
    by_length, by_width = Counter(length for length, _ in found), Counter(width for _, width in found)
    usual = {size for size in found if by_length[size[0]] >= _ENOUGH or by_width[size[1]] >= _ENOUGH}
    return frozenset(usual | certain)


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.rstrip())


def _put_together(line: str, following: str) -> str:
    line, following = line.rstrip(), following.strip()
    is_latin = line[-1:].isascii() and line[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha()
    return f"{line} {following}" if is_latin else line + following
