"""How a request was answered, told by the clause behind what it was about: 一件查阅补偿明细，予以公开."""

import re

from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable, numbers_in
from model.narrative.phrase_groups import ANSWERS
from model.narrative.sentence_state import Sentence, Word, end_of_what_came

_BEGINS_ITEM = re.compile(r"(?:^|[,，;；:：。、(]|其中|余下的?|剩下的?|[另还]有?|的)\s*$")
_UP_TO_ANSWER = re.compile(
    r"\s?[件宗份]?[^\d,，;；。:：()]{0,36}[,，]"
    r"(?:经[^\d,，;；。:：()]{0,8}?(?=[均都已皆系为属本我予不未无全])|[均都已皆系为即遂故作按因]|属于?|依法|同意|本[机行]?政?机?关?|我[局委镇办县市区乡]|街道)*+"
)
UNITS = ("件", "宗", "份")
LONGEST = 60


def answer_behind(sentence: Sentence, number: Number) -> list[Word]:
    """The phrase of the answer that the next clause gives; empty if it gives none, or one with a number of its own."""
    text = sentence.text
    if number.unit not in UNITS or sentence.passage.topic != the_lexicon().roles.requests:
        return []
    if not _BEGINS_ITEM.search(text, 0, number.start):
        return []
    leads = _UP_TO_ANSWER.match(text, number.stop - len(number.unit), number.stop + LONGEST)
    if leads is None:
        return []
    at = leads.end()
    behind = (word for word in sentence.words if number.stop < word.start <= at <= word.end and not word.bare)
    found = next((word for word in behind if word.phrase is not None and word.phrase.group in ANSWERS), None)
    if found is None or the_lexicon().contexts.item_number.found(text, found.end):
        return []
    return [found]


def are_all_that_came(sentence: Sentence, number: Number) -> bool:
    """收到 2 件，一件…，予以公开；一件…，不予处理: the items of the list are as many as what came, or more."""
    came, whole = sentence.passage.came, end_of_what_came(sentence)
    if came is None:
        return False
    items = [each for each in numbers_in(sentence.text, *sentence.span) if countable(each) and each.start > whole]
    return number.start > whole and sum(each.value for each in items if each.unit in UNITS) >= came
