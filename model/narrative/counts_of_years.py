"""Of which year a count is, as the years and counts before it in the sentence say."""

import re
from dataclasses import replace

from model.narrative.claims import Claim, ClaimKind, Hedge, hedges_of
from model.narrative.clauses import STATEMENTS, start_of
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.phrase_groups import CARRIED_OVER, WHOLE
from model.narrative.sentence_state import Sentence, place_of

_SUM_BEHIND = re.compile(r"\s*+[件宗份起]?+\s*+[,，]?+\s*+(?:合计|共计?|总计|累计)[^\d,，;；。]{0,6}\d")
_HELD_OF_LAST_YEAR = re.compile(r"(?:含|其中|包括)有?\s?(?:上一?年度?|去年)[的有]?\s?$")
_THIS_YEAR_AND = re.compile(r"\s*+[件宗份起]?+\s*+(?:[、和及与]|另?加上?)\s*+(?:上一?年度?|去年)的?\s*+")


def added_to_this_year(sentence: Sentence, number: Number, claim: Claim) -> Claim | None:
    """今年申请 41 件、上年 2 件，共 43 件; 答复 43 件（含上年 2 件）: carried over, and not what came last year."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or not claim.last_year or last.last_year or claim.columns or last.table != claim.table:
        return None
    if claim.table != the_lexicon().roles.requests:
        return None
    text = sentence.text
    added = _THIS_YEAR_AND.fullmatch(text, last.end, number.start) and _SUM_BEHIND.match(text, number.stop)
    if not added and not _HELD_OF_LAST_YEAR.search(text, last.end, number.start):
        return None
    if claim.value * 2 > last.value:
        return None  # 今年申请 41 件、去年 38 件: two years
    carried_in = the_lexicon().phrases[the_lexicon().roles.carried_in]
    return replace(claim, phrase_ids=(carried_in.id,), rows=carried_in.rows, last_year=False)


def came_the_year_before(sentence: Sentence, claim: Claim, before: int) -> bool:
    """去年 12 月收到、今年 1 月答复的 2 件."""
    if claim.table != the_lexicon().roles.requests or claim.columns or claim.kind is not ClaimKind.COUNT:
        return False
    phrase = the_lexicon().phrases[claim.phrase_ids[-1]]
    begin = start_of(STATEMENTS, sentence.text, before, sentence.span[0])
    return (
        phrase.group in (WHOLE, CARRIED_OVER)
        and the_lexicon().contexts.came_last_year.found(sentence.text, begin, claim.start) is not None
        and sentence.text[max(begin, before) : claim.start].find("件") < 0
    )


def as_carried(claim: Claim) -> Claim:
    """Of those that were carried in, or out, perhaps some only."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    rows = (*phrases[roles.carried_in].rows, *phrases[roles.carried_out].rows)
    hedges = claim.hedges - {Hedge.AMBIGUOUS} | {Hedge.PARTIAL}
    return replace(claim, rows=rows, phrase_ids=(roles.carried_in,), last_year=False, year=0, hedges=hedges)


def of_the_same_year(sentence: Sentence, number: Number, claim: Claim) -> Claim | None:
    """较 2021 年复议 11 件、诉讼 7 件有所下降: both are of that year."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or not (last.kind is claim.kind is ClaimKind.COUNT) or claim.last_year or claim.year != 0:
        return None
    contexts, roles = the_lexicon().contexts, the_lexicon().roles
    if {roles.carried, roles.carried_in, roles.carried_out} & {*claim.phrase_ids}:
        answered = last.last_year and roles.handled in last.phrase_ids  # 去年收到 9 件，办结 7 件，转出 2 件
        return as_carried(claim) if answered else None  # 去年收到 6 件、结转 1 件: into this year
    phrase = the_lexicon().phrases[claim.phrase_ids[-1]]
    of_last_year = phrase.group != WHOLE or phrase.id == roles.handled
    came = sentence.passage.came  # 今年收到 24 件，去年收到 31 件，其中自然人 27 件: of the greater one
    of_then = came is not None and came < claim.value <= last.value
    if last.last_year and of_last_year and (of_then or _tells_of_last_year(sentence, number)):
        goes_on = contexts.part_of_last_year.found(sentence.text, last.end, number.start)
        if goes_on:  # 去年收到 31 件，其中自然人 27 件
            return replace(claim, last_year=True, year=last.year)
    if not (last.last_year or last.year) or not contexts.next_of_last_year.found(sentence.text, last.end, number.start):
        return None
    if not last.last_year and not contexts.compared_behind.found(sentence.text, number.end):
        return None
    return replace(claim, last_year=last.last_year, year=last.year)


def _tells_of_last_year(sentence: Sentence, number: Number) -> bool:
    """Whether the sentence, or the statement that the number stands in, begins with what came last year."""
    begin = start_of(STATEMENTS, sentence.text, number.start)
    return sentence.claims[0].last_year or _LAST_YEAR_CAME.match(sentence.text, begin) is not None


_LAST_YEAR_CAME = re.compile(r"\s*+(?:而|但)?(?:去年|上一?年度?)(?:全年|同期|共)*+(?:收到|受理|新收|接到|收件)")


def of_change(sentence: Sentence, number: Number) -> Claim | None:
    """今年的申请比去年多 5 件，达到 43 件: as many of what the change is of."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or not countable(number):
        return None
    contexts = the_lexicon().contexts
    goes_to = contexts.from_last_year_to.found(sentence.text, last.end, number.start)
    if goes_to and (last.last_year or last.year):
        hedges = hedges_of(number, last.hedges - {Hedge.DISTANT})
        place, year = place_of(sentence, number), sentence.first_year if last.last_year else 0
        return replace(last, **place, value=number.value, hedges=hedges, last_year=False, year=year)
    of = last.of if last.kind in (ClaimKind.CHANGE, ClaimKind.GROWTH) else _round(last)
    if of is None or not contexts.comes_to.found(sentence.text, last.end, number.start):
        return None
    hedges = hedges_of(number, of.hedges - {Hedge.APPROXIMATE, Hedge.DISTANT})
    year = sentence.first_year if of.last_year or last.kind is ClaimKind.GROWTH else of.year
    return replace(of, **place_of(sentence, number), value=number.value, hedges=hedges, last_year=False, year=year)


_YEAR_AND_NUMBER = re.compile(r"20\d\d年度?(?:[为是有]|收到|新收)?\s*\d")


def of_a_year(sentence: Sentence, number: Number) -> Claim | None:
    """申请逐年增加：2021 年 6 件，2022 年 12 件，2023 年 24 件: what came in each, but of the first."""
    lexicon, text = the_lexicon(), sentence.text
    if sentence.passage.topic != lexicon.roles.requests or not countable(number) or not sentence.year:
        return None
    contexts = lexicon.contexts
    if not contexts.next_of_years.found(text, sentence.span[0], number.start):
        return None
    first = _YEAR_AND_NUMBER.search(text, sentence.span[0], number.start)
    if first is None:
        return None
    named = contexts.requests_by_year.found(text[sentence.span[0] : first.start()])
    if not named and not contexts.requests_behind_years.found(text, number.stop):
        return None
    received = lexicon.phrases[lexicon.roles.received]
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=(received.id,),
        table=received.table, rows=received.rows, columns=(), year=sentence.year, hedges=hedges_of(number, frozenset()),
    )  # fmt: skip


def _round(claim: Claim) -> Claim | None:
    """申请突破百件，达到 106 件."""
    return claim if claim.kind is ClaimKind.COUNT and Hedge.APPROXIMATE in claim.hedges else None
