"""Several kinds of applicant, or of answer, that share one number: 村民、企业各 1 件; 过程性信息与行政查询均为 9 件."""

import re
from collections.abc import Mapping, Sequence

from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.phrase_groups import ANSWERS, APPLICANTS
from model.narrative.respective_lists import phrases_of_thing
from model.narrative.sentence_state import Sentence, Word

_EACH = re.compile(r"(?:申请|提[交出]|的|类|事项|信息){0,3}(?:各自?|均|都)[为有是占计]?\s?$")
_BEGINS = re.compile(r"[,，;；:：。()\d]|[件宗份起条](?=[^、]*$)|分别")
_JOINS = re.compile("、|以及|和|及|与")
LONGEST_LIST = 60
LEAST_THINGS = 2


def words_of_each(sentence: Sentence, numbers: Sequence[Number]) -> Mapping[int, list[list[Word]]]:
    """Start of a number -> the phrases of each thing that has this number."""
    found: dict[int, list[list[Word]]] = {}
    for number in numbers:
        things = _things(sentence, number) if countable(number) and number.start not in sentence.in_order else []
        if things:
            found[number.start] = things
    return found


def _things(sentence: Sentence, number: Number) -> list[list[Word]]:
    text = sentence.text
    begin = max(sentence.span[0], number.start - LONGEST_LIST)
    each = _EACH.search(text, begin, number.start)
    if each is None or the_lexicon().contexts.each_of_them.found(text, sentence.span[0], number.start):
        return []
    end = each.start()
    start = max((m.end() for m in _BEGINS.finditer(text, begin, end)), default=begin)
    bounds = [start, *(place for m in _JOINS.finditer(text, start, end) for place in m.span()), end]
    things = [phrases_of_thing(sentence, bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    of_lists = (
        {word.phrase.group for word in thing if word.phrase is not None} <= {APPLICANTS, *ANSWERS} for thing in things
    )
    return things if len(things) >= LEAST_THINGS and all(things) and all(of_lists) else []
