"""Numbers that divide the requests otherwise than the form does: how they came in (收到 34 件，网站 20 件、来信 14 件),
when, or what they were about. No cell counts them, and their words (网站, 来信, 补贴) begin no other matter, as they do
elsewhere."""

import re
from collections.abc import Sequence
from decimal import Decimal

from model.narrative.claims import Span
from model.narrative.clauses import CLAUSES, STATEMENTS, start_of
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.sentence_state import Sentence, Word

_DONE_WITH = re.compile("回应|回复|答复|解答|解读|办理|处置|处理|推送|发布|更新")
"""回应来信 34 件: what was done, and not how something came in."""
LONGEST_ITEM = 30
"""Most characters between two numbers of such a list."""


def ways_of_asking(sentence: Sentence, words: Sequence[Word], numbers: Sequence[Number]) -> tuple[Span, ...]:
    """The items of such lists, each from behind the number before to the end of its own.

    A list is one only if its numbers add up to the number right before it, or to what came in as told before: so no
    other matter is taken for one. A single item must name a way of asking or a time, several may name anything that no
    row and no column is called.
    """
    found: list[Span] = []
    for first in range(len(numbers)):
        whole = numbers[first - 1].value if first else sentence.passage.came
        start = numbers[first - 1].stop if first else sentence.span[0]
        if whole:
            items = _list_of(sentence, words, numbers[first:], start, whole)
            found += items or _list_of_both(sentence, words, numbers, first)
    return tuple(found)


def _list_of_both(sentence: Sentence, words: Sequence[Word], numbers: Sequence[Number], first: int) -> list[Span]:
    """收到 9 件，上年结转 1 件，其中网络 6 件、信函 4 件: how those that came from last year were asked for, too."""
    if first < BOTH:
        return []
    new, old = numbers[first - 2], numbers[first - 1]
    carried_in = the_lexicon().roles.carried_in
    if not any(word.mark == carried_in and new.stop <= word.start < old.start for word in words):
        return []
    items = _list_of(sentence, words, numbers[first:], old.stop, new.value + old.value)
    return items if all(_names_way(sentence, *each) for each in items) else []


def _list_of(
    sentence: Sentence, words: Sequence[Word], numbers: Sequence[Number], start: int, whole: Decimal
) -> list[Span]:
    """The items from ``start`` on that add up to ``whole``; empty if they do not."""
    found: list[Span] = []
    left = whole
    for number in numbers:
        if not countable(number) or not _is_item(sentence, words, start, number.start):
            return []
        found.append((start, number.stop))
        left -= number.value * _times(sentence, start, number.start)
        if left <= 0:
            break
        start = number.stop
    by_way = all(_names_way(sentence, *each) for each in found)
    return found if not left and (by_way or len(found) >= SEVERAL) else []


_EACH = re.compile(r"([^,，;；。\d]+)各有?\s?")
_BETWEEN_NAMES = re.compile("[、和及与]")


def _times(sentence: Sentence, start: int, end: int) -> int:
    """网络、信件各 2 件: how many things the number behind is said of."""
    each = _EACH.fullmatch(sentence.text, _last_clause(sentence, start, end), end)
    return len(_BETWEEN_NAMES.split(each[1])) if each else 1


def _is_item(sentence: Sentence, words: Sequence[Word], start: int, end: int) -> bool:
    """Whether only what no cell is called stands between two places."""
    if end - start > LONGEST_ITEM or _DONE_WITH.search(sentence.text, _clause(sentence, start, end), end):
        return False
    named = [word for word in words if start <= word.start < end and word.phrase is not None]
    statement = start_of(STATEMENTS, sentence.text, end, start)
    if statement > start and any(word.mark == the_lexicon().roles.received for word in named):
        return _names_way(sentence, start, end)  # not 补贴 15 条；收到申请 4 件: by chance as many as the number before
    return not any(
        word.phrase is not None
        and word.text not in the_lexicon().marks["rest"]  # 征地 20 件、其他 6 件
        and (word.phrase.columns or word.phrase.rank >= NAMES_ROWS)
        for word in named
    )


def _names_way(sentence: Sentence, start: int, end: int) -> bool:
    return the_lexicon().contexts.by_way.found(sentence.text, _clause(sentence, start, end), end) is not None


def _last_clause(sentence: Sentence, start: int, end: int) -> int:
    return start_of(CLAUSES, sentence.text, end, start)


_ITEMS = CLAUSES + "、("


def _clause(sentence: Sentence, start: int, end: int) -> int:
    """Where the last clause between two places begins."""
    return start_of(_ITEMS, sentence.text, end, start)


BOTH = 2
"""Numbers before such a list: what was received, and what came from last year."""
SEVERAL = 3
"""Items that add up hardly by chance."""
NAMES_ROWS = 3
"""The rank from which on a phrase names a row of its own, and not only what was received or handled."""


def is_way(sentence: Sentence, at: int) -> bool:
    """Whether a list of ways of asking holds this place of the text."""
    return any(start <= at < end for start, end in sentence.ways)


def is_of_one_way(sentence: Sentence, at: int) -> bool:
    """网上来件 28 件，办结 27 件: the statement that holds the place is about what came in one way."""
    if is_way(sentence, at):
        return False
    begin = start_of(STATEMENTS, sentence.text, at, sentence.span[0])
    earlier = [each for each, *_ in sentence.counted if begin <= each.start < at]
    if not earlier or is_way(sentence, earlier[0].start):
        return False
    by_one_way, last = the_lexicon().contexts.by_one_way, earlier[-1]
    if by_one_way.found(sentence.text, begin, earlier[0].start):
        return True
    clause = start_of(_ITEMS, sentence.text, last.start, begin)
    return (
        not is_way(sentence, last.start)
        and _NEXT.fullmatch(sentence.text, last.stop, at) is not None
        and by_one_way.found(sentence.text, clause, last.start) is not None
    )


_NEXT = re.compile("[,，][^,，;；。、:：]{2,6}")
