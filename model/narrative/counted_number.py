"""A count whose cells are known, with the words around it, and what several of its doubts ask of them."""

import re
from dataclasses import dataclass

from model.narrative.clauses import SIGNS, STATEMENTS, start_of
from model.narrative.contexts import Context
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.numbers import Number
from model.narrative.phrase_groups import STOCK, WHOLE
from model.narrative.sentence_state import Sentence, Word

ISSUING = ("发布", "公布")
"""A document is issued by it; on a website it is shown there."""


AMOUNT = (("amount",),)
"""The columns of what is charged."""


AND_OTHERS = "等"
"""危化品许可等 104 件: one kind is named for all."""


PEOPLE = ("人", "人次", "名", "名次", "位", "家", "家次", "户", "户次")
"""Measure words of applicants, who may be fewer than what they asked for."""


JOINED = ("、", "和", "及", "与", "或", "以及", "或者", "类及", "类和")
"""Join two things of a list."""


REST = ("余", "剩")
"""Begin the words for what is left."""


THE_OTHERS = re.compile(r"(?:其余|其他|余下|剩余)的?\s?$")
"""Before the number of the rest of a list."""


@dataclass(frozen=True)
class Counted:
    """A plain count whose cells are known."""

    sentence: Sentence
    number: Number
    table: str
    own: list[Word]
    left: list[Word]
    right: list[Word]
    phrases: tuple[Phrase, ...]


def has_verb_of_stock(own: list[Word]) -> bool:
    """清理废止 4 件: it is said what became of the documents."""
    published = the_lexicon().roles.published
    return any(word.phrase and word.phrase.group == STOCK and word.phrase.id != published for word in own)


def is_for_all(at: Counted) -> bool:
    """Whether all requests of one sort are meant, and no kind of applicant or answer."""
    return at.table == the_lexicon().roles.requests and all(phrase.group == WHOLE for phrase in at.phrases)


def words_right_before(at: Counted, end: int) -> str:
    """What stands before ``end`` since the last sign, or the last word of the lexicon."""
    words = (word.end for word in at.sentence.words if word.end <= end)
    begin = max(start_of(SIGNS, at.sentence.text, end, at.sentence.span[0]), *words, 0)
    return at.sentence.text[begin:end]


def says_each(at: Counted, start: int) -> bool:
    """Whether the words from ``start`` on give each its own number: 制发、废止各 9 件; 分别为 2 件、1 件."""
    return _EACH.search(at.sentence.text, start, at.number.start) is not None


_EACH = re.compile("各|分别")


def stands_before(at: Counted, context: Context, *marks: str) -> bool:
    """Whether the context stands right before a word of the number that means one of the phrases."""
    return any(
        word.mark in marks and word.end <= at.number.start and context.found(at.sentence.text, 0, word.start)
        for word in at.own
    )


def statement(at: Counted) -> int:
    """Where the statement begins that the number stands in."""
    return start_of(STATEMENTS, at.sentence.text, at.number.start)


def decides_disputes(sentence: Sentence, number: Number, left: list[Word]) -> bool:
    """办理复议 22 件, and not as the one who is sued."""
    contexts = the_lexicon().contexts
    verb = any(w.mark in (the_lexicon().roles.whole_of_shares, the_lexicon().roles.received) for w in left)
    verb = verb or contexts.decides_them.found(sentence.text, sentence.span[0], number.start) is not None
    return verb and contexts.as_defendant.found(sentence.text, sentence.span[0], number.start) is None
