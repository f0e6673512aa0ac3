"""Applications for licences and what became of them: 受理行政许可申请 902 件，办结 860 件 counts 860 decisions."""

import re

from model.narrative.clauses import LABELS, start_of
from model.narrative.counted_number import Counted
from model.narrative.doubt import Doubt
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number
from model.narrative.sentence_state import Sentence, Word


def licences_decided(sentence: Sentence, number: Number) -> list[Word]:
    """The phrase for licences, where the number counts the applications for them that were dealt with; else empty."""
    lexicon = the_lexicon()
    decided = lexicon.contexts.licences_decided.found(sentence.text, sentence.span[0], number.start)
    if decided is None or number.unit not in lexicon.measures:
        return []
    licences = lexicon.phrases[lexicon.roles.licences]
    return [Word(number.start, number.start, "", licences, licences.id)]


def _have_ended_otherwise(at: Counted) -> bool:
    """受理许可申请 902 件，办结 860 件，退件 42 件: perhaps not all of the 860 were decided."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    return (
        contexts.licences_decided.found(text, at.sentence.span[0], at.number.start) is not None
        and contexts.ended_without_decision.found(text, *at.sentence.span) is not None
    )


def _are_decided_behind(at: Counted) -> bool:
    """行政许可受理 902 件，办结 860 件: the first is what came in, the second what was decided."""
    lexicon, text = the_lexicon(), at.sentence.text
    if not any(phrase.id == lexicon.roles.licences for phrase in at.phrases):
        return False
    begin = start_of(LABELS, text, at.number.start)
    came = _CAME.search(text, begin, at.number.start)
    return came is not None and lexicon.contexts.decided_next.found(text, at.number.stop) is not None


def _are_for_kinds_of_licences(at: Counted) -> bool:
    """行政许可事项 1 项，全年申请量 0 件，受理量 0 件: applications for those."""
    lexicon, text = the_lexicon(), at.sentence.text
    if at.table != lexicon.roles.requests:
        return False
    kinds = _KINDS.search(text, at.sentence.span[0], at.number.start)
    if kinds is None or "公开" in text[kinds.end() : at.number.start]:
        return False
    return text.endswith(_HOW_MANY, 0, at.number.start)


_HOW_MANY = "量"
_KINDS = re.compile(r"(?:许可|审批)(?:类)?(?:事项|项目)[^,，;；。\d]{0,8}\d+\s?[项个]")
_CAME = re.compile("受理|收到|接到|接收|收件|登记|新收")


OF_LICENCES = (
    Doubt(
        "applications for licences that ended, perhaps without a decision", _have_ended_otherwise,
        "受理许可申请902件，办结⟦860⟧件，退件42件。", "受理许可申请902件，办结⟦860⟧件。",
    ),
    Doubt(
        "licences that were applied for, where the next number counts those decided", _are_decided_behind,
        "行政许可受理⟦902⟧件，办结860件。", "行政许可办结⟦860⟧件。",
    ),
    Doubt(
        "applications for licences of which the kinds are counted before", _are_for_kinds_of_licences,
        "行政许可事项1项，全年申请量0件，受理量⟦2⟧件。", "行政许可事项1项，全年受理信息公开申请⟦2⟧件。",
    ),
)  # fmt: skip
"""Doubts whether licences were decided."""
