"""Doubts whether all requests are counted, or some about which more is said: 有 4 件申请因邮路不畅中止."""

import re

from model.narrative.claims import Hedge
from model.narrative.clauses import CLAUSES, SIGNS, start_of
from model.narrative.counted_number import Counted, is_for_all, stands_before, statement
from model.narrative.doubt import Doubt
from model.narrative.doubts_of_others import is_distant
from model.narrative.lexicon import DONE, the_lexicon
from model.narrative.numbers import Number
from model.narrative.phrase_groups import (
    ANSWERS,
    APPLICANTS,
    CARRIED_OVER,
    INTAKE,
    OUTCOMES,
    RESULTS,
    STOCK,
    WHOLE,
)
from model.narrative.sentence_state import Sentence


def _is_left_or_answered(at: Counted) -> bool:
    """尚有 3 件正在办理, 还有 33 件有效, 对 9 件予以部分公开: what is left, or how some were answered, is counted
    just so."""
    roles = the_lexicon().roles
    left = (roles.carried_in, roles.carried_out, roles.in_force)
    groups = {*ANSWERS, OUTCOMES, STOCK}  # 对 2 件予以废止
    out = the_lexicon().phrases[roles.carried_out].rows[:1]  # 另有 15 件结转2025年
    return any(phrase.id in left or phrase.group in groups or phrase.rows[:1] == out for phrase in at.phrases)


def _are_qualified(at: Counted) -> bool:
    """转办申请 2 件; but not 办结 32 件，以政府名义答复 16 件: that is said of the next number."""
    text = at.sentence.text
    behind = (word for word in at.right if start_of(CLAUSES, text, word.start, at.number.stop) == at.number.stop)
    return any(word.mark == "qualified" for word in (*at.left, *behind))


def _goes_on_about_some(at: Counted) -> bool:
    """有 4 件申请因邮路不畅中止办理; 4 件申请的信息不由我局制作: some of them, unless the clause ends with what is
    counted."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    if at.table == the_lexicon().roles.disputes and contexts.answer_disputed.found(text, at.number.stop):
        return False  # 有 1 件答复被申请人提起行政复议
    there_are = contexts.there_are.found(text, at.sentence.span[0], at.number.start) is not None
    roles = the_lexicon().roles
    of_requests = {phrase.id for phrase in at.phrases} <= {
        roles.all_requests,
        roles.received,
        roles.handled,
        roles.whole_of_shares,
    }
    named = any(word.mark == roles.all_requests for word in at.own)
    clause = start_of(SIGNS, text, at.number.start)
    here = [word for word in at.own if word.end >= clause]
    behind = of_requests and named and bool(here) and all(word.start >= at.number.stop for word in here)
    if not there_are and not (behind and _BEGINS_CLAUSE.search(text, 0, at.number.start)):
        return False
    if any(word.mark == DONE for word in at.right):
        return False  # 65 件申请全部在 2021 年内办结
    return contexts.counted_thing_ends.found(text, at.number.stop) is None


def _more_is_said_of(at: Counted) -> bool:
    """一件企业申请因临近年末才收到: some of one kind, or some that were answered so, and what is to be said of them."""
    if not at.own or any(word.start < at.number.stop for word in at.own):
        return False
    text, number = at.sentence.text, at.number
    begins = _BEGINS_CLAUSE.search(text, 0, number.start) or _THERE_IS.search(text, 0, number.start)
    if begins is None or any(word.mark == DONE for word in at.right):
        return False
    answers = [word for word in at.own if word.phrase and word.phrase.group in ANSWERS]
    kinds = [word for word in at.own if word.phrase and word.phrase.group == APPLICANTS]
    if answers:
        end = answers[0].end - len("申请") * answers[0].text.endswith("申请")  # 一件重复申请经解释后不再坚持
        return _ANSWER_ITSELF.match(text, end) is not None
    return bool(kinds) and the_lexicon().contexts.more_is_said.found(text, kinds[-1].end) is not None


_THERE_IS = re.compile(r"(?:^|[,，;；:：])\s*(?:其中|另|还|仅|只|也)?有?$")


_ANSWER_ITSELF = re.compile(
    r"的?(?:申请|答复|决定|告知书?|答复书)(?:因|由于|系|引发|引起|先后|几经|经|在|被|曾|一度|后来)[^,，;；。、:：]{2}"
)


_BEGINS_CLAUSE = re.compile(r"(?:^|[,，;；:：]|\d\.)\s*(?:其中|另|还)?$")


def _are_papers_asked_for(at: Counted) -> bool:
    """因所涉 3 份图纸不由本机关保存而无法提供: what one request was about."""
    return (
        at.table == the_lexicon().roles.requests
        and _PAPERS_ASKED_FOR.match(at.sentence.text, at.number.end) is not None
    )


_PAPERS_ASKED_FOR = re.compile(r"\s?[份张本]\s?[^\W\d件份]{0,2}(?:图纸|材料|资料|合同|纪要|协议|批文|凭证|图件)")


def _were_paid_for(at: Counted) -> bool:
    """实际收到 2 件、1860 元; 1 件申请达到收费标准; 收费 430 元，涉及 2 件申请: of those that were charged for."""
    text = at.sentence.text
    behind = _AND_MONEY.match(text, at.number.stop) or _CHARGED.match(text, at.number.stop)
    charged = behind or _CHARGED_BEFORE.search(text, statement(at), at.number.start)
    return at.table == the_lexicon().roles.requests and charged is not None


_CHARGED_BEFORE = re.compile(
    r"收[取费][^;；。\d]{0,12}[\d,.]+\s*万?元[,，]\s*(?:共?涉及|共|来自|均为|系|为)[^,，;；。]{0,12}$"
)
_CHARGED = re.compile(r"\s?(?:申请)?(?:达到|符合|超过|超出|触发|需要|应当)[^,，;；。\d]{0,6}(?:收费|收取|缴费|缴纳)")
"""1 件申请达到收费标准."""


_AND_MONEY = re.compile(r"\s*[、,，]\s*(?:金额|共计?)?[\d,.]+\s*万?元")


def _are_for_one_thing(at: Counted) -> bool:
    """要求公开低保名单的申请 2 件: all of them, or those that asked for it."""
    roles, contexts = the_lexicon().roles, the_lexicon().contexts
    return is_for_all(at) and stands_before(at, contexts.one_thing_asked, roles.all_requests)


def _are_some_of_all(at: Counted) -> bool:
    """征求第三方意见的申请 3 件; 同一申请人提交申请 9 件; 单月最高收到申请 5 件; 涉及申请 19 宗."""
    contexts, all_requests = the_lexicon().contexts, the_lexicon().roles.all_requests
    if at.table == the_lexicon().roles.requests and stands_before(at, contexts.of_one, all_requests):
        return True
    if is_for_all(at) and contexts.asked_for_one.found(at.sentence.text, at.sentence.span[0], at.number.start):
        return True
    text, begin = at.sentence.text, statement(at)
    if any(word.text.endswith(CONSENT) and word.phrase and word.phrase.group == RESULTS for word in at.own):
        return contexts.consent.found(text, begin, at.number.start) is not None
    if not is_for_all(at):
        return False
    return (
        contexts.unlike_all.found(at.sentence.text, at.sentence.span[0], at.number.start) is not None
        or stands_before(at, contexts.some_that, all_requests)
        or stands_before(at, contexts.matter_of, all_requests)
        or contexts.looked_at.found(text, begin, at.number.start) is not None
    )


CONSENT = "同意公开"


def _were_sorted_so(at: Counted) -> bool:
    """标注“依申请公开”文件 37 份; 依申请公开的 35 件文件: documents, and no requests."""
    if at.table != the_lexicon().roles.requests:
        return False
    contexts, text = the_lexicon().contexts, at.sentence.text
    if contexts.sorted_so.found(text, at.sentence.span[0], at.number.start):
        return True
    on_request = any(word.mark in the_lexicon().roles.sorts_of_documents for word in at.own)
    return on_request and contexts.papers_behind.found(text, at.number.stop) is not None


def _counts_tasks(at: Counted) -> bool:
    """任务 18 项，已完成 17 项，1 项结转明年."""
    if at.table != the_lexicon().roles.requests or at.number.unit not in TASKS:
        return False
    if not the_lexicon().contexts.of_tasks.found(at.sentence.text, statement(at), at.number.start):
        return False
    in_general = all(phrase.group in (WHOLE, CARRIED_OVER) for phrase in at.phrases)
    return in_general and not any(word.mark == the_lexicon().roles.all_requests for word in at.own)


TASKS = ("项", "条", "部")
"""Measure words of tasks and of pieces of information, rarely of requests."""


FAR_OBJECT = 18
"""Most characters from 对 to the number of what something was done to."""


def _is_acted_on(sentence: Sentence, number: Number) -> bool:
    """对 4 件申请…: some of them, to which something was done."""
    before = sentence.text[max(sentence.span[0], number.start - FAR_OBJECT) : number.start]
    return the_lexicon().contexts.some_of_them.found(before) is not None and not _ALL_THAT_CAME.search(before)


_ALL_THAT_CAME = re.compile(r"[对就将把](?:全年|年内|本年度?|今年|全部|所有)?(?:收到|受理|接到|接收|登记|新收)的?$")
"""对收到的 14 件申请，均…."""


def _comes_first(at: Counted) -> bool:
    """对 1 件涉商业秘密的申请征求第三方意见后不予公开: what is said of them before how they were answered."""
    return at.sentence.text.endswith("对", 0, at.number.start) and is_distant(at)


def _are_the_first(at: Counted) -> bool:
    """对前 2 项申请，全部予以公开."""
    return _FIRST.search(at.sentence.text, 0, at.number.start) is not None


def _are_of_the_clause_before(at: Counted) -> bool:
    """上年结转较少，23 件申请已办结; 以自然人申请为主，25 件申请均已登记: of those, or of all that came."""
    text, begin = at.sentence.text, start_of(SIGNS, at.sentence.text, at.number.start, at.sentence.span[0])
    named = [word for word in at.own if word.end <= at.number.start and word.phrase in at.phrases]
    if not named or any(word.end > begin for word in named) or not text.startswith((",", "，"), begin - 1):
        return False
    few = any(word.phrase and word.phrase.group in (APPLICANTS, INTAKE, CARRIED_OVER) for word in named)
    return few and _REQUESTS_BEHIND.match(text, at.number.stop) is not None


_REQUESTS_BEHIND = re.compile("的?(?:政府)?(?:信息公开|信息)?申请")
_FIRST = re.compile(r"(?:^|[对就将把中,，;；、])前\s?$")


OF_SOME = (
    Doubt(
        "the first ones of those that came", _are_the_first,
        "收到申请3件，对前⟦2⟧件申请予以公开。", "收到申请3件，目前⟦2⟧件申请予以公开。",
    ),
    Doubt(
        "those that the clause before is about, or all", _are_of_the_clause_before,
        "上年结转较少，⟦3⟧件申请已办结。", "上年结转⟦3⟧件申请，已办结。",
    ),
    Doubt(
        "some of the requests only", _are_qualified,
        "收到转办申请⟦2⟧件。", "收到申请⟦2⟧件。",
    ),
    Doubt(
        "papers that one of them was about", _are_papers_asked_for,
        "收到申请9件，1件因所涉⟦3⟧份图纸未保存而无法提供。", "收到申请9件，⟦3⟧份因未保存而无法提供。",
    ),
    Doubt(
        "those that were charged for", _were_paid_for,
        "启动收费程序，实际收到⟦2⟧件、1860元。", "实际收到⟦2⟧件、上年结转1件。",
    ),
    Doubt(
        "some of all requests, as the words before say", _are_some_of_all,
        "征求第三方意见的申请⟦3⟧件。", "群众提出的申请⟦3⟧件。",
    ),
    Doubt(
        "those that asked for one thing, or all of them", _are_for_one_thing,
        "收到要求公开低保名单的申请⟦2⟧件。", "收到要求公开政府信息的申请⟦2⟧件。", Hedge.PARTIAL,
    ),
    Doubt(
        "tasks, of which some are done or left", _counts_tasks,
        "受理依申请公开任务，办结⟦17⟧项。", "受理依申请公开，办结⟦12⟧项。",
    ),
    Doubt(
        "some of them, of which more is said",
        lambda at: not _is_left_or_answered(at) and _goes_on_about_some(at),
        "有⟦4⟧件申请因邮路不畅中止办理。", "全年有申请⟦4⟧件。",
    ),
    Doubt(
        "some of one kind, of which more is said", _more_is_said_of,
        "收到申请9件，⟦1⟧件企业申请因材料不全几经补正。", "收到申请9件，⟦2⟧件企业申请。",
    ),
    Doubt(
        "documents that were sorted so, and no requests", _were_sorted_so,
        "标注“依申请公开”文件⟦37⟧份。", "收到依申请公开⟦37⟧份。",
    ),
    Doubt(
        "some, to which something was done",
        lambda at: _is_acted_on(at.sentence, at.number) and (not _is_left_or_answered(at) or _comes_first(at)),
        "对⟦4⟧件申请加快办理。", "收到⟦4⟧件申请。",
    ),
)  # fmt: skip
"""Doubts about how many of them are meant."""
