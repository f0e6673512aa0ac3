"""Phrases in the clauses behind a number that say what it counts: 1 件企业的申请，转下年度办理."""

from model.narrative.answered_behind import answer_behind, are_all_that_came
from model.narrative.lexicon import DONE, NEGATED, the_lexicon
from model.narrative.numbers import Number
from model.narrative.phrase_groups import APPLICANTS, OUTCOMES
from model.narrative.sentence_state import Sentence, Word


def phrases_behind(sentence: Sentence, number: Number, beside: list[Word], left: list[Word]) -> list[Word]:
    """The phrases that the number refers to where the clauses behind it say more than those ``beside`` it, which are
    returned otherwise; ``left`` are all words since the number before."""
    of_disputes = _put_right(sentence, number) or _disputed(sentence, number)
    if of_disputes:
        return of_disputes
    came = (the_lexicon().roles.all_requests, the_lexicon().roles.received)
    by = [word for word in beside if word.phrase is not None and word.phrase.group == APPLICANTS]
    if any(word.mark not in came and word not in by for word in beside) or _came_right_before(left):
        return beside
    if left_over := _left(sentence, number):
        return [*by, *left_over]
    return beside if by else _answered(sentence, number) or beside


def _came_right_before(left: list[Word]) -> bool:
    """收到 12 件申请，结转…: what came in, and not what is left."""
    return any(word.mark == the_lexicon().roles.received for word in left)


def _left(sentence: Sentence, number: Number) -> list[Word]:
    """另有 1 件按规定延期，转下年度办理: the next clause says that it was carried over."""
    roles = the_lexicon().roles
    behind = (word for word in sentence.words if word.start >= number.stop and word.phrase is not None)
    came = (word for word in behind if word.mark not in (roles.all_requests, roles.received))
    follows = next((word for word in came if word.phrase is not None and word.phrase.group != APPLICANTS), None)
    if follows is None or follows.mark != roles.carried_out or number.unit not in the_lexicon().measures:
        return []
    contexts = the_lexicon().contexts
    if contexts.item_number.found(sentence.text, follows.end):
        return []  # 总计 1307 件，结转下年度 75 件: it has a number of its own
    between = (word for word in sentence.words if number.stop <= word.start < follows.end)
    if any(word.mark in (DONE, NEGATED) for word in between):
        return []  # 两件均已答复，没有延期至下年的
    return [follows] if contexts.carried_next.found(sentence.text, number.stop, follows.start) else []


def _answered(sentence: Sentence, number: Number) -> list[Word]:
    """一件查阅补偿明细，予以公开: the next clause says how it was answered."""
    found = answer_behind(sentence, number)
    if found:
        sentence.answered_behind[number.start] = are_all_that_came(sentence, number)
        sentence.told |= {word.start for word in found}
        sentence.described.append((number.stop, found[0].start))
    return found


def _put_right(sentence: Sentence, number: Number) -> list[Word]:
    """1 件因告知不全，被复议机关纠正: what became of it stands behind why."""
    why = the_lexicon().contexts.put_right_behind.found(sentence.text, number.stop)
    if why is None or number.unit not in the_lexicon().measures:
        return []
    return [
        word for word in sentence.words
        if word.phrase is not None and word.phrase.group == OUTCOMES and 0 <= word.start - why.end() <= NEAR_OUTCOME
    ][:1]  # fmt: skip


NEAR_OUTCOME = 4
"""Most characters before 被复议机关纠正 that say when: 最终."""


def _disputed(sentence: Sentence, number: Number) -> list[Word]:
    """有 1 件答复被申请人向区政府提起行政复议: it counts disputes, and no answers."""
    led = the_lexicon().contexts.answer_disputed.found(sentence.text, number.stop)
    if led is None or number.unit not in the_lexicon().measures:
        return []
    return [
        word for word in sentence.words
        if word.phrase is not None and word.phrase.table == the_lexicon().roles.disputes
        and word.phrase.rows and word.start <= led.end() < word.end
    ][:1]  # fmt: skip
