"""Doubts whether all that were answered so are counted: 当日办结 3 件, 有 4 件申请告知补正."""

import re

from model.narrative.claims import ClaimKind, Hedge
from model.narrative.clauses import CLAUSES, SIGNS, start_of
from model.narrative.counted_number import (
    AND_OTHERS,
    REST,
    THE_OTHERS,
    Counted,
    is_for_all,
    says_each,
    statement,
    words_right_before,
)
from model.narrative.doubt import Doubt
from model.narrative.lexicon import the_lexicon
from model.narrative.number_phrases import bracket_of_reason
from model.narrative.numbers import Number
from model.narrative.phrase_groups import OUTCOMES, REASONS, RESULTS
from model.narrative.sentence_state import Sentence, Word


def _is_for_a_reason(at: Counted) -> bool:
    """内部管理信息不公开 1 件: for a reason that no phrase names, and perhaps not all that were denied."""
    answers = [word for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.group == RESULTS]
    if not answers or any(word.phrase and word.phrase.group == REASONS for word in at.own):
        return False
    text, start, contexts = at.sentence.text, answers[0].start, the_lexicon().contexts
    if _WHAT_IT_IS.fullmatch(text, at.number.stop, start):
        return True  # 一件系行政处罚案卷不公开
    if start >= at.number.start:
        return False
    if bracket_of_reason(at.sentence, at.number, answers[0]):
        return True  # 无法提供（信息不存在需要另行制作）2 件
    in_part = answers[0].mark == the_lexicon().roles.granted_in_part  # 对手机号打码后公开 5 件: how
    unread = "" if in_part else contexts.said_of_any_answer.without(words_right_before(at, start))
    return len(unread) >= LEAST_REASON or contexts.for_a_reason.found(text, 0, start) is not None


LEAST_REASON = 2
"""Fewest characters that say why, or what was asked for."""
_WHAT_IT_IS = re.compile(r"\s*(?:申请)?(?:系|是|属于?|为)[^,，;；。、:：\d]{3,16}")


def _had_something_done(at: Counted) -> bool:
    """参与审核疑难答复 9 件: answers to which something was done, or some of them."""
    handled = the_lexicon().roles.handled
    named = [word for word in at.own if word.mark == handled and word.end <= at.number.start]
    if not named or {phrase.id for phrase in at.phrases} != {handled}:
        return False
    clause = start_of(CLAUSES, at.sentence.text, named[0].start, at.sentence.span[0])
    return the_lexicon().contexts.something_done.found(at.sentence.text, clause, named[0].start) is not None


def _are_answered_one_way(at: Counted) -> bool:
    """以公开方式答复的共 12 件; 属于其他不予公开情形的 1 件: some of those that were answered, or denied."""
    roles, ids = the_lexicon().roles, {phrase.id for phrase in at.phrases}
    clause = start_of(CLAUSES, at.sentence.text, at.number.start, at.sentence.span[0])
    before = at.sentence.text[clause : at.number.start]
    if ids == {roles.handled}:
        return _ONE_WAY.search(before) is not None
    return ids <= {*roles.answers} - {roles.otherwise} and _OTHER_OF_IT.search(before) is not None


_ONE_WAY = re.compile(
    r"[以按用](?!书面)[^,，;；。\d]{1,10}(?:方式|形式|口径)(?:予以|作出|进行)?(?:答复|办结|回复|办理|处理)的?(?:[共有为计]|合计|\s)*$"
)
_OTHER_OF_IT = re.compile(r"其[他它余]的?(?:不予?公开|无法提供|不予处理)")


def _is_answered_behind(at: Counted) -> bool:
    """收到 11 件，其中 1 件涉及两个乡镇，予以公开: some of those, unless the list is of all that came."""
    return at.sentence.answered_behind.get(at.number.start) is False


def _are_done_in_time(at: Counted) -> bool:
    """其中 3 件当日办结; 20 日内答复 24 件: those that were answered so soon, or so late."""
    if {phrase.id for phrase in at.phrases} != {the_lexicon().roles.handled}:
        return False
    text = at.sentence.text
    if _WITHIN_DAYS.search(text, 0, at.number.start):
        return True
    return bool(_SOME.search(text, 0, at.number.start) and _IN_TIME.match(text, at.number.stop))


_WITHIN_DAYS = re.compile(
    r"(?:▒{2,3}|\d{1,2}\s?个?工作日)(?:以)?内(?:按期|依法|及时)?(?:予以)?(?:答复|办结|办理|回复)(?:完毕)?[了的共]?\s?$"
)


_SOME = re.compile(r"(?:其中|另?有)[^,，;；。\d]{0,6}$")


_IN_TIME = re.compile(
    r"\s?(?:申请)?[均都已是在于]{0,2}(?:当[日天场月]|即时|次日|提前|延期|超期|逾期|\d{1,2}\s?个?工作日)"
)


def _are_of_single_months(at: Counted) -> bool:
    """3 月新到 5 件，6 月新到 4 件; 1 至 10 月收到 37 件，11、12 月收到 5 件: of several months, and not of the year; a
    word for requests follows 1、 and （1）, which are masked as months are."""
    if not is_for_all(at):
        return False
    text = at.sentence.text
    clause = start_of(SIGNS, text, at.number.start)
    if _FIRST_MONTHS.match(text, clause) or _THOSE_OF_A_MONTH.match(text, clause, at.number.start):
        return True
    if any(word.mark == the_lexicon().roles.all_requests for word in at.own):
        return False
    return _MONTH.match(text, clause) is not None and len(_MONTHS.findall(text)) > 1


_FIRST_MONTHS = re.compile(r"▒{2,4}[至到—~-]▒{2,4}[^▒。;；]{1,24}[,，;；]\s*▒{2,4}(?!▒)")


_THOSE_OF_A_MONTH = re.compile(r"\s*(?:其中|对)?▒{2,9}(?:前后|中旬|上旬|下旬)?(?:收到|受理|提[交出]|登记|接到|新收)的")


_MONTH = re.compile("▒{2,4}(?!▒)")


_MONTHS = re.compile(r"(?:^|[,，;；、])▒{2,4}(?!▒)[^▒,，;；。\d]{0,10}\d")
"""Days and months are masked."""


def _are_the_rest_of_a_list(at: Counted) -> bool:
    """余下 1 件所问的档案归市局; 其余 7 件依法答复: the rest of those that were answered, and nothing that is left to
    do, nor, as 除 3 件结转外，其余 37 件均已答复 says, all that were answered."""
    roles, ids = the_lexicon().roles, {phrase.id for phrase in at.phrases}
    if ids == {roles.handled} and THE_OTHERS.search(at.sentence.text, 0, at.number.start):
        return EXCEPT not in at.sentence.text[: at.number.start] and not _are_all_but_carried_out(at)
    if {phrase.id for phrase in at.phrases} != {the_lexicon().roles.carried_out}:
        return False
    named = [word for word in at.own if word.end <= at.number.start and word.text.startswith(REST)]
    return bool(named) and _LEFT_TO_DO.match(at.sentence.text, at.number.stop) is None


EXCEPT = "除"


def _are_all_but_carried_out(at: Counted) -> bool:
    """收到 58 件，上年结转 1 件，结转下年度 7 件，其余 52 件按时答复: right behind those that are left to do."""
    roles = the_lexicon().roles
    before = [each for each in at.sentence.claims if each.end <= at.number.start and each.table == roles.requests]
    counted = {each for claim in before for each in claim.phrase_ids}
    came = {roles.received, roles.all_requests, roles.carried_in, roles.carried_out}
    with_last_year = roles.carried_in in counted  # else of those that were new, and the table counts both
    return with_last_year and roles.carried_out in before[-1].phrase_ids and counted <= came


def _are_the_rest_of_an_answer(at: Counted) -> bool:
    """不予公开的 351 件中，内部事务 7 件，其余 344 件按其他情形处理: of those, and no answer of its own."""
    rest = any(word.bare and word.text.startswith(THE_REST) for word in at.own)
    if not rest and THE_OTHERS.search(at.sentence.text, 0, at.number.start) is None:
        return False
    phrases, otherwise = the_lexicon().phrases, the_lexicon().roles.otherwise
    answers = (
        each for each in at.sentence.claims
        if each.table == at.table
        and any(phrases[id_].group == RESULTS and id_ != otherwise for id_ in each.phrase_ids)
    )  # fmt: skip
    return any(_AMONG_THEM.match(at.sentence.text, each.end) for each in answers)


THE_REST = ("其余", "其他")
_AMONG_THEM = re.compile(r"\s*[件宗份]的?(?:申请|答复)?[之当]?中")


def _are_for_an_unknown_reason_too(at: Counted) -> bool:
    """国家秘密及危及安全稳定 33 件: the lexicon knows the first only."""
    own = [word for word in at.own if word.phrase in at.phrases and word.end <= at.number.start]
    reasons = bool(own) and own[-1].phrase is not None and own[-1].phrase.group == REASONS
    return reasons and _AND_ANOTHER.fullmatch(at.sentence.text, own[-1].end, at.number.start) is not None


_AND_ANOTHER = re.compile(r"(?:信息)?(?:[及和与、]|以及)(?![^,，;；。\d]{0,6}(?:不予|无法))[^,，;；。:：\d]{3,14}")


def _are_for_one_of_several_reasons(at: Counted) -> bool:
    """按信访投诉等不予处理 21 件: for that reason and others, perhaps."""
    return any(
        word.bare
        and word.phrase in at.phrases
        and word.phrase
        and word.phrase.group == REASONS
        and AND_OTHERS in word.text
        for word in at.own
    )


_LEFT_TO_DO = re.compile(
    r"\s?(?:申请)?的?(?:$|[,，;；。、:：()]|[^,，;；。]{0,18}(?:办|未|尚|仍|答复|期限|结转|转|延|次年|下年|明年|20\d\d|处理|征求|补正|审|待))"
)


_MERGED = re.compile(
    r"\s?[件宗份起]?(?:申请)?[,，]?(?:[均都已予]以?)*(?:与[^,，;；。\d]{1,8})?合并(?:答复|办理|处理|为)(?!\s*+\d)"
)


def _are_merged(at: Counted) -> bool:
    """重复申请 2 件已合并答复: answered together with others, and perhaps counted as those."""
    of_requests = at.table == the_lexicon().roles.requests
    return of_requests and _MERGED.match(at.sentence.text, at.number.stop) is not None


def _is_of_those(sentence: Sentence, number: Number, left: list[Word]) -> bool:
    """收到的 48 件已经办结: those of what came in that are done."""
    received = the_lexicon().roles.received
    came = any(word.phrase and word.phrase.id == received for word in left)
    of_them = came and sentence.text[: number.start].rstrip().endswith("的")
    return of_them and the_lexicon().contexts.done_behind.found(sentence.text, number.stop) is not None


def _are_those_that_came(at: Counted) -> bool:
    """上年转来的 2 件已办完，新受理 24 件（24 件全都答复）: in brackets, those before it, and not last year's."""
    before = (each for each in reversed(at.sentence.claims) if each.end <= at.number.start)
    last = next((each for each in before if each.kind is ClaimKind.COUNT), None)
    if last is None or {phrase.id for phrase in at.phrases} != {the_lexicon().roles.handled}:
        return False
    received = the_lexicon().phrases[the_lexicon().roles.received].rows[:1]
    in_bracket = "(" in at.sentence.text[last.end : at.number.start]
    return in_bracket and last.rows[:1] == received and last.value == at.number.value


def _were_asked_to_say_more(at: Counted) -> bool:
    """对 3 件内容不明确的申请告知补正: some, perhaps answered otherwise when that was said."""
    return (
        the_lexicon().contexts.asked_to_say_more.found(at.sentence.text, at.number.stop - len(at.number.unit))
        is not None
    )


def _are_counted_elsewhere(at: Counted) -> bool:
    """1 件原告撤诉（计入维持）: under another row, as the words say."""
    return _COUNTED_UNDER.match(at.sentence.text, at.number.stop) is not None


_COUNTED_UNDER = re.compile(r"[^,，;；。\d(]{0,12}\([^)]{0,6}(?:计入|归入|列入|并入|纳入|计在|按)[^)]{2,12}\)")


def _are_put_right_for_a_fault(at: Counted) -> bool:
    """其中因检索不充分被纠正 4 件，因适用条款错误被纠正 2 件: some of those that were put right."""
    if not any(phrase.group == OUTCOMES for phrase in at.phrases):
        return False
    text = at.sentence.text
    clause = start_of(SIGNS, text, at.number.start)
    found = _FOR_A_FAULT.match(text, clause, at.number.start)
    return found is not None and (found["of"] is not None or len(_FAULTS.findall(text)) > 1)


_FOR_A_FAULT = re.compile(
    r"\s*(?P<of>其中)?(?:有\d+件)?[因由](?![^,，;；。]{0,4}(?:政府|信息公开|公开))[^,，;；。\d]{2,16}(?:被|而|遭)"
)


_FAULTS = re.compile(
    r"[,，;；:：。中]\s*[因由](?!此|政府|信息|公开)[^,，;；。\d]{2,16}(?:被|而|遭)[^,，;；。\d]{2,8}\d"
)


def _are_for_several_reasons(at: Counted) -> bool:
    """因法律禁止公开、危及社会稳定、保护第三方权益不予公开 29 件: for all of them; 以此两类理由不予公开 325 件."""
    if _THESE_REASONS.search(at.sentence.text, statement(at), at.number.start):
        return True
    reasons = [word for word in at.sentence.words if word.phrase and word.phrase.group == REASONS]
    own = [word for word in reasons if word in at.own and word.end <= at.number.start]
    if not own or at.number.start in at.sentence.in_order or says_each(at, own[-1].end):
        return False
    others = (
        word for word in reasons if word.phrase and own[0].phrase and word.phrase.rows[0] != own[0].phrase.rows[0]
    )
    return any(_JOINS_REASONS.fullmatch(at.sentence.text, word.end, own[0].start) for word in others)


_THESE_REASONS = re.compile(r"[此这述上][两二三四五]类(?:理由|情形|事由|原因)[^,，;；。\d]{0,10}$")
_JOINS_REASONS = re.compile('(?:公开|信息|的)?[”"]?[、和及或与][“"]?(?:危及|保护|涉及|属于)?')


OF_ANSWERS = (
    Doubt(
        "the rest of those that were answered so", _are_the_rest_of_an_answer,
        "收到申请500件，不予公开的351件中，内部事务信息4件，其他⟦344⟧件。",
        "收到申请500件，不予公开351件，内部事务信息4件，其他⟦344⟧件。",
    ),
    Doubt(
        "those for one reason and another that is not known", _are_for_an_unknown_reason_too,
        "收到申请46件，不予公开41件，其中国家秘密及有损稳定⟦33⟧件。",
        "收到申请46件，不予公开41件，其中国家秘密⟦33⟧件。",
    ),
    Doubt(
        "those for one reason and others of its kind", _are_for_one_of_several_reasons,
        "收到申请46件，不予公开9件，按信访投诉等不予处理⟦21⟧件。",
        "收到申请46件，不予公开9件，信访投诉类不予处理⟦21⟧件。",
    ),
    Doubt(
        "those for several reasons, together", _are_for_several_reasons,
        "因内部事务、过程性信息不予公开⟦29⟧件。", "因内部事务不予公开3件、过程性信息不予公开⟦29⟧件。",
    ),
    Doubt(
        "all of those that came, in brackets", _are_those_that_came,
        "新受理的申请24件（⟦24⟧件年内全都答复）。", "新受理的申请24件，⟦24⟧件年内全都答复。",
    ),
    Doubt(
        "answers to which something was done", _had_something_done,
        "律师参与审核疑难答复⟦9⟧件。", "在规定时间内妥善答复⟦9⟧件。",
    ),
    Doubt(
        "an answer for a reason of its own", _is_for_a_reason, "内部管理信息不公开⟦1⟧件。", "申请不公开⟦1⟧件。",
        Hedge.PARTIAL,
    ),
    Doubt(
        "counted under another row, as the words behind say", _are_counted_elsewhere,
        "行政诉讼2件，⟦1⟧件原告撤诉（计入维持）。", "行政诉讼2件，⟦1⟧件原告撤诉（1件维持）。",
    ),
    Doubt(
        "some of those that were put right, for one fault of several", _are_put_right_for_a_fault,
        "复议纠正6件，其中因检索不充分被纠正⟦4⟧件。", "因检索不充分被纠正⟦6⟧件。",
    ),
    Doubt(
        "those of what came in that are done", lambda at: _is_of_those(at.sentence, at.number, at.left),
        "收到的⟦48⟧件申请已经办结。", "收到⟦48⟧件申请，已经办结。",
    ),
    Doubt(
        "one of those that were answered so, as the next clause says", _is_answered_behind,
        "收到申请11件，⟦1⟧件查阅补偿明细，予以公开。", "收到申请1件，⟦1⟧件查阅补偿明细，予以公开。",
    ),
    Doubt(
        "those that were answered in one of several ways", _are_answered_one_way,
        "收到申请15件，以公开方式答复的共⟦12⟧件。", "收到申请15件，答复的共⟦12⟧件。",
    ),
    Doubt(
        "those who were asked to say it more clearly", _were_asked_to_say_more,
        "收到申请9件，对⟦3⟧件内容不明确的申请告知补正。", "收到申请9件，⟦3⟧件补正后仍不明确。",
    ),
    Doubt(
        "answered together with others", _are_merged,
        "收到申请9件，重复申请⟦2⟧件已合并答复。", "收到申请9件，重复申请⟦2⟧件。",
    ),
    Doubt(
        "those that were answered within a time", _are_done_in_time,
        "收到申请15件，其中⟦3⟧件当日办结。", "收到申请15件，其中⟦3⟧件已办结。",
    ),
    Doubt(
        "what came in one of several months", _are_of_single_months,
        "收到申请15件，3月收到⟦5⟧件，6月收到4件。", "收到申请15件，12月底前办结⟦15⟧件。",
    ),
    Doubt(
        "the rest of those that were answered", _are_the_rest_of_a_list,
        "收到申请15件，剩余⟦1⟧件所涉内容已公开。", "收到申请15件，剩余⟦1⟧件尚未办结。",
    ),
)  # fmt: skip
"""Doubts about how requests were answered, and when."""
