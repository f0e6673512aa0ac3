"""Numbers that tell how requests came in: 收到 34 件，网站 20 件、来信 14 件. No cell counts them, and their words
(网站, 来信) begin no other matter, as they do elsewhere."""

import re
from collections.abc import Sequence
from decimal import Decimal

from model.narrative.claims import Span
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.sentence_state import Sentence, Word

_DONE_WITH = re.compile("回应|回复|答复|解答|解读|办理|处置|处理|推送|发布|更新")
"""回应来信 34 件: what was done, and not how something came in."""
LONGEST_ITEM = 30
"""Most characters between two numbers of such a list."""


def ways_of_asking(sentence: Sentence, words: Sequence[Word], numbers: Sequence[Number]) -> tuple[Span, ...]:
    """The items of lists of ways, each from behind the number before to the end of its own.

    A list is one only if its numbers add up to the number right before it, or to what came in as told before: so no
    other matter is taken for a way of asking.
    """
    found: list[Span] = []
    for first in range(len(numbers)):
        whole = numbers[first - 1].value if first else sentence.passage.came
        start = numbers[first - 1].stop if first else sentence.span[0]
        if whole:
            found += _list_of(sentence, words, numbers[first:], start, whole)
    return tuple(found)


def _list_of(
    sentence: Sentence, words: Sequence[Word], numbers: Sequence[Number], start: int, whole: Decimal
) -> list[Span]:
    """The items from ``start`` on that add up to ``whole``; empty if they do not."""
    found: list[Span] = []
    left = whole
    for number in numbers:
        if not countable(number) or not _is_way(sentence, words, start, number.start):
            return []
        found.append((start, number.stop))
        left -= number.value
        if left <= 0:
            break
        start = number.stop
    return [] if left else found


def _is_way(sentence: Sentence, words: Sequence[Word], start: int, end: int) -> bool:
    clause = max(start, *(sentence.text.rfind(sign, start, end) + 1 for sign in ",，;；、(")) if start < end else start
    if end - start > LONGEST_ITEM or not the_lexicon().contexts.by_way.found(sentence.text, clause, end):
        return False
    if _DONE_WITH.search(sentence.text, clause, end):
        return False
    return not any(
        start <= word.start < end
        and word.phrase is not None
        and (word.phrase.columns or word.phrase.rank >= NAMES_ROWS)
        for word in words
    )


NAMES_ROWS = 3
"""The rank from which on a phrase names a row of its own, and not only what was received or handled."""


def is_way(sentence: Sentence, at: int) -> bool:
    """Whether a list of ways of asking holds this place of the text."""
    return any(start <= at < end for start, end in sentence.ways)


def is_of_one_way(sentence: Sentence, at: int) -> bool:
    """网上来件 28 件，办结 27 件: the statement that holds the place is about what came in one way."""
    if is_way(sentence, at):
        return False
    begin = max(sentence.span[0], *(sentence.text.rfind(sign, 0, at) + 1 for sign in ";；"))
    earlier = [each for each, *_ in sentence.counted if begin <= each.start < at]
    if not earlier or is_way(sentence, earlier[0].start):
        return False
    return the_lexicon().contexts.by_one_way.found(sentence.text, begin, earlier[0].start) is not None
