"""Doubts whether disputes are about what the form counts: disclosure, or what was answered."""

import itertools
import re

from model.form.edition import PROBLEMS
from model.narrative.claims import Hedge
from model.narrative.clauses import CLAUSES, SIGNS, start_of
from model.narrative.counted_number import JOINED, Counted, stands_before, statement
from model.narrative.doubt import of_disputes
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import numbers_in
from model.narrative.phrase_groups import OUTCOMES
from model.narrative.phrase_meanings import COURT

OURS = "公开"


def _kinds(at: Counted) -> set[str]:
    """The kinds of dispute that the number's own words name."""
    return {word.mark for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.rows}


def _are_of_all_causes(at: Counted) -> bool:
    if _says_disclosure(at):
        return False
    return the_lexicon().contexts.of_all_causes.found(at.sentence.text, statement(at), at.number.stop) is not None


def _says_disclosure(at: Counted) -> bool:
    begin = max(at.sentence.text.rfind("。", 0, at.number.start), 0)
    return the_lexicon().contexts.says_disclosure.found(at.sentence.text, begin) is not None


def _follow_decisions(at: Counted) -> bool:
    begin = statement(at)
    counted = [each for each in at.sentence.claims if each.start >= begin]
    if not counted or counted[-1].table != the_lexicon().roles.disclosure:
        return False
    text, end = at.sentence.text, counted[-1].end
    before = [word for word in at.own if word.end <= at.number.start]
    brought = bool(before) and before[0].text.startswith(BROUGHT) and not _says_disclosure(at)
    from_them = OURS not in text[end : at.number.start] and _FROM_THEM.search(text, end, at.number.start) is not None
    return (brought or from_them) and bool(the_lexicon().phrases[counted[-1].phrase_ids[-1]].default)


BROUGHT = "被"
_FROM_THEM = re.compile("由此|因此|从而|其中|当事人|相对人|被处罚人|被[许处]")


def _have_another_cause(at: Counted) -> bool:
    """Whether the words before say neither that they are about disclosure nor what is said of all disputes."""
    named = [
        word for word in at.own
        if word.phrase in at.phrases and word.phrase and word.phrase.rows and word.end <= at.number.start
    ]  # fmt: skip
    if not named:
        return False
    text, end, contexts = at.sentence.text, named[0].start, the_lexicon().contexts
    begin = start_of(SIGNS, text, end, at.sentence.span[0])
    clause = start_of(CLAUSES, text, end, at.sentence.span[0])
    if contexts.about_ours.found(text, clause, end) or contexts.who_brought.found(text, begin, end):
        return False
    lead = text[begin:end] + COURT * named[0].text.startswith(COURT)  # 铁路运输法院受理诉讼
    return len(contexts.said_of_any_dispute.without(lead)) >= LEAST_CAUSE


LEAST_CAUSE = 2
"""Fewest characters that say what disputes are about."""


def _come_of_other_cases(at: Counted) -> bool:
    """假释案件公示 412 件，法院裁定 401 件; 办理采购投诉 5 件，被申请复议 1 件: what came of what is no dispute."""
    text, begin = at.sentence.text, statement(at)
    brought = any(word.text.startswith(BROUGHT) for word in at.own) and OURS not in text[begin : at.number.start]
    if at.sentence.claims and at.sentence.claims[-1].start >= begin:
        return False
    named = any(each in text[begin : at.number.stop + LEAST_CAUSE] for each in DISPUTES)
    if not brought and (named or at.sentence.claims):
        return False
    before = [each for each in numbers_in(text, begin, at.number.start) if each.unit == at.number.unit]
    return bool(before) and before[-1].value >= at.number.value


DISPUTES = ("复议", "诉")


def _are_of_the_rest(at: Counted) -> bool:
    contexts = the_lexicon().contexts
    rest = contexts.rest_of_disputes.found(at.sentence.text, statement(at), at.number.start)
    return rest is not None and contexts.how_ended.found(rest[1]) is None


def _come_besides(at: Counted) -> bool:
    contexts, last = the_lexicon().contexts, at.sentence.passage.last
    if contexts.besides_ours.found(at.sentence.text, statement(at), at.number.start):
        return True
    text, begin = at.sentence.text, start_of(CLAUSES, at.sentence.text, at.number.start)
    if last is None or last.table != at.table or OURS in text[begin : at.number.start]:
        return False
    return contexts.others_too.found(text, begin, at.number.start) is not None


def _are_against_government(at: Counted) -> bool:
    found = the_lexicon().contexts.against_government.found(at.sentence.text, statement(at), at.number.start)
    return found is not None


def _have_one_fault(at: Counted) -> bool:
    return the_lexicon().contexts.for_one_fault.found(at.sentence.text, statement(at), at.number.start) is not None


def _are_unknown_suits(at: Counted) -> bool:
    named = the_lexicon().contexts.of_disclosure.found(at.sentence.text, 0, at.number.start)
    return named is None and any(word.text == SUED and word.end <= at.number.start for word in at.own)


SUED = "涉诉"


def _have_a_cause_named(at: Counted) -> bool:
    contexts = the_lexicon().contexts
    kinds = _kinds(at)
    return stands_before(at, contexts.other_dispute, *kinds) or stands_before(at, contexts.dispute_before, *kinds)


def _are_listed_with_others(at: Counted) -> bool:
    """Whether the cause is named before the first of a list of kinds."""
    disputes = [
        word for word in at.sentence.words if word.phrase and word.phrase.table == at.table and word.phrase.rows
    ]
    joined = {
        other.start: one for one, other in itertools.pairwise(disputes)
        if at.sentence.text[one.end : other.start] in JOINED
    }  # fmt: skip
    for word in at.own:
        first = word
        while first.start in joined:
            first = joined[first.start]
        if first is not word and the_lexicon().contexts.other_dispute.found(at.sentence.text, 0, first.start):
            return True
    return False


def _are_counted_after_ours(at: Counted) -> bool:
    text, begin, last = at.sentence.text, statement(at), at.sentence.passage.last
    contexts = the_lexicon().contexts
    ours = any(each.table == at.table and each.end <= begin for each in at.sentence.claims)
    if contexts.mostly_of_others.found(text, at.number.stop):
        return True
    if not ours and not at.sentence.claims and last is not None and last.table == at.table:
        ours = contexts.whole_cases.found(text, 0, at.number.start) is not None  # 行政诉讼 6 件。全厅行政应诉案件 74 件
    return (
        ours
        and contexts.disputes_of_a_year.found(text, begin) is not None
        and OURS not in text[begin : at.number.start]
    )


def _go_on_about_others(at: Counted) -> bool:
    """Whether the count before it in the statement is in doubt, and nothing else is named between."""
    contexts, last = the_lexicon().contexts, at.sentence.claims[-1] if at.sentence.claims else None
    if last is None or last.table != at.table or Hedge.AMBIGUOUS not in last.hedges or last.start < statement(at):
        return False
    if contexts.next_dispute.found(at.sentence.text, last.end, at.number.start):
        return True
    in_doubt_anyway = at.sentence.passage.subject == PROBLEMS
    part = contexts.part_of_dispute.found(at.sentence.text, last.end, at.number.start)
    return part is not None and not in_doubt_anyway


def _are_part_of_others(at: Counted) -> bool:
    contexts, text = the_lexicon().contexts, at.sentence.text
    return any(
        each.table == at.table
        and each.start >= statement(at)
        and contexts.part_of_dispute.found(text, each.end, at.number.start)
        and any(
            word.mark in each.phrase_ids
            and statement(at) <= word.start
            and word.end <= each.start
            and contexts.other_dispute.found(text, 0, word.start)
            for word in at.sentence.words
        )
        for each in at.sentence.claims
    )


def _follow_unread(at: Counted) -> bool:
    begin = statement(at)
    before = [each for each in at.sentence.counted if begin <= each[0].start and each[0].stop <= at.number.start]
    outcome = all(phrase.group == OUTCOMES for phrase in at.phrases)
    if not outcome or not before or before[-1][1] is not None:
        return False
    return the_lexicon().contexts.counted_disputes.found(at.sentence.text, begin, before[-1][0].start) is not None


def _are_other_outcomes(at: Counted) -> bool:
    text, begin, contexts = at.sentence.text, statement(at), the_lexicon().contexts
    end = max([at.number.stop, *(word.end for word in at.own)])
    if ARBITRATION in text[begin : at.number.start] and not contexts.of_ours_or_reconsidered.found(text, begin, end):
        return True  # 争议仲裁 88 件，起诉到法院 9 件
    named = contexts.names_dispute.found(text, begin, end) is not None
    found = contexts.other_outcome.found(text, begin, at.number.start)
    return not named and found is not None


ARBITRATION = "仲裁"


def _are_all_of_others(at: Counted) -> bool:
    return the_lexicon().contexts.all_of_others.found(at.sentence.text, at.number.stop) is not None


def _are_of_a_kind(at: Counted) -> bool:
    """登记类 12 件; but 纠正类 2 件 are of all kinds."""
    if any(
        word.phrase and word.phrase.group == OUTCOMES and at.sentence.text.startswith("类", word.end) for word in at.own
    ):
        return False
    return the_lexicon().contexts.kind_before.found(at.sentence.text, statement(at), at.number.start) is not None


def _are_more_than_ours(at: Counted) -> bool:
    """行政复议 55 件、诉讼 32 件，与信息公开有关的分别为 3 件、8 件: of any cause."""
    return _OURS_OF_THEM.match(at.sentence.text, at.number.stop) is not None


_OURS_OF_THEM = re.compile(
    r"(?:[^,，;；。\d]{0,12}\d+\s?[件宗起例])?[,，]\s?(?:其中)?[^,，;；。\d]{0,4}(?:政府|政务)?信息公开[^,，;；。\d]{0,8}(?:分别|各)[为是有]?\s?\d"
)


def _include_others(at: Counted) -> bool:
    return the_lexicon().contexts.others_included.found(at.sentence.text, at.number.stop) is not None


OF_CAUSES = (
    of_disputes(
        "of any cause, as those about disclosure are counted behind", _are_more_than_ours,
        "行政复议⟦55⟧件、行政诉讼32件，其中信息公开类分别为3件、8件。",
        "行政复议⟦55⟧件、行政诉讼32件，其中纠正分别为3件、8件。",
    ),
    of_disputes(
        "with those of another cause", _include_others,
        "复议阶段达成和解⟦3⟧件（含征收类争议）。", "复议阶段达成和解⟦3⟧件（含信息公开类争议）。",
    ),
    of_disputes(
        "all of another cause, as the words behind say", _are_all_of_others,
        "行政复议⟦3⟧件，行政诉讼1件，均因处罚引起。", "行政复议⟦3⟧件，行政诉讼1件，均获维持。",
    ),
    of_disputes(
        "those of one kind", _are_of_a_kind, "行政诉讼中，登记类⟦12⟧件。", "信息公开类行政诉讼⟦12⟧件。",
    ),
    of_disputes(
        "of any cause, of a whole place", _are_of_all_causes,
        "全区行政应诉案件⟦22⟧件。", "全区信息公开行政应诉案件⟦22⟧件。",
    ),
    of_disputes(
        "because of the decisions counted before", _follow_decisions,
        "行政处罚264件，被复议⟦4⟧件。", "答复申请26件，被复议⟦4⟧件。",
    ),
    of_disputes(
        "with another cause before them", _have_another_cause,
        "因责令缴存被申请复议⟦4⟧件。", "一名司机申请复议⟦4⟧件。",
    ),
    of_disputes(
        "what came of cases that are no disputes", _come_of_other_cases,
        "假释案件公示412件，法院裁定⟦401⟧件。", "行政诉讼412件，法院维持⟦401⟧件。",
    ),
    of_disputes(
        "the rest, about something else, and how they ended", _are_of_the_rest,
        "行政复议8件，其余6件系不服归类决定，维持⟦4⟧件。", "行政复议8件，其余6件均为维持，撤回⟦4⟧件。",
    ),
    of_disputes(
        "others besides ours", _come_besides,
        "除信息公开外，我局另有行政复议⟦86⟧件。", "我局因信息公开有行政复议⟦86⟧件。",
    ),
    of_disputes(
        "those against the government", _are_against_government,
        "市政府作为被申请人的行政复议⟦3⟧件。", "我局作为被申请人的行政复议⟦3⟧件。",
    ),
    of_disputes(
        "for one fault of several", _have_one_fault,
        "因答复超期引发的行政复议⟦2⟧件。", "因信息公开引发的行政复议⟦2⟧件。",
    ),
    of_disputes(
        "suits about whatever the organ does", _are_unknown_suits,
        "全年涉诉⟦31⟧件。", "因信息公开涉诉⟦3⟧件。",
    ),
    of_disputes(
        "with a word for another cause, or another year, right before them", _have_a_cause_named,
        "因处罚引起的行政复议⟦16⟧件。", "因答复引起的行政复议⟦16⟧件。",
    ),
    of_disputes(
        "listed with those of another cause", _are_listed_with_others,
        "因工伤认定引发的复议、诉讼分别为38件、⟦29⟧件。", "因信息公开引发的复议、诉讼分别为3件、⟦2⟧件。",
    ),
    of_disputes(
        "all of a year, counted after ours", _are_counted_after_ours,
        "因信息公开被诉1件；全年行政应诉案件⟦22⟧件。", "因信息公开被复议1件；行政诉讼⟦2⟧件。",
    ),
    of_disputes(
        "the next ones of a statement about others", _go_on_about_others,
        "处罚类复议12件、诉讼⟦3⟧件。", "处罚类复议12件；信息公开诉讼⟦3⟧件。",
    ),
    of_disputes(
        "part of those of another cause", _are_part_of_others,
        "工伤复议11件，被撤销⟦2⟧件。", "信息公开复议11件，被撤销⟦2⟧件。",
    ),
    of_disputes(
        "part of those that were not read as ours", _follow_unread,
        "强制拆除类行政诉讼14件，败诉⟦2⟧件。", "行政诉讼14件，败诉⟦2⟧件。",
    ),
    of_disputes(
        "outcomes of what is no dispute of the form", _are_other_outcomes,
        "行政复议12件。劳动仲裁裁决维持⟦9⟧件。", "行政复议12件。复议决定维持⟦9⟧件。",
    ),
)  # fmt: skip
"""Doubts about the cause of disputes."""
