"""Disputes about disclosure that are counted among all disputes: 行政复议 52 件，其中信息公开 4 件."""

from dataclasses import replace

from model.narrative.claims import Claim, Hedge, hedges_of
from model.narrative.clauses import STATEMENTS, start_of
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.sentence_state import Sentence, place_of

PIECES = ("条", "份", "篇", "项", "部")
"""Measure words of information and documents, and not of disputes."""


def among_all_disputes(sentence: Sentence, number: Number) -> Claim | None:
    """The number as a count of the kind of dispute that was counted last: those of them that the form counts; ``None``
    if it counts something else. In doubt where the organ perhaps decided the disputes: 受理行政复议 52 件."""
    last = _all_disputes_before(sentence)
    if last is None or last.columns or last.last_year or not countable(number) or number.unit in PIECES:
        return None
    contexts = the_lexicon().contexts
    if contexts.those_about_disclosure.found(sentence.text, last.end, number.start) is None:
        return None
    begin = start_of(STATEMENTS, sentence.text, last.start, sentence.span[0])
    against_it = contexts.as_defendant.found(sentence.text, begin, number.start) is not None
    decided = contexts.perhaps_decided.found(sentence.text, begin, last.end) is not None
    in_doubt = frozenset({Hedge.AMBIGUOUS}) if decided and not against_it else frozenset()
    hedges = hedges_of(number, (last.hedges - {Hedge.AMBIGUOUS}) | in_doubt)
    return replace(last, **place_of(sentence, number), value=number.value, hedges=hedges)


def _all_disputes_before(sentence: Sentence) -> Claim | None:
    disputes = the_lexicon().roles.disputes
    return next((each for each in reversed(sentence.claims) if each.table == disputes), None)
