"""Doubts whether a count is all that its cell counts: one kind (卫生许可 3 件), some applicants (境外企业 5 件), some
about which more is said (有 4 件申请因邮路不畅中止)."""

import re

from model.narrative.clauses import CLAUSES, SIGNS, start_of
from model.narrative.counted_number import (
    AND_OTHERS,
    ANSWERS,
    OUTCOMES,
    PEOPLE,
    STOCK,
    Counted,
    is_for_all,
    stands_before,
    statement,
)
from model.narrative.lexicon import DONE, Phrase, the_lexicon
from model.narrative.numbers import Number, numbers_in
from model.narrative.sentence_state import APPLICANTS, LONGEST_LEAD, Sentence, Word, begins_item, end_of_what_came


def is_one_kind(at: Counted) -> bool:
    """卫生许可 3 件: a noun before the bare word of a row, or a word for one kind only."""
    contexts = the_lexicon().contexts
    return any(
        phrase.partial
        or (
            word.bare
            and phrase.modified
            and not _is_only_one(at, word)
            and not at.sentence.text.startswith(AND_OTHERS, word.end)
            and not begins_item(at.sentence.text, word.start)
            and contexts.of_all_kinds.found(at.sentence.text, max(0, word.start - LONGEST_LEAD), word.start) is None
        )
        for word in at.own
        if (phrase := word.phrase) in at.phrases and phrase is not None
    )


def _is_only_one(at: Counted, word: Word) -> bool:
    """村民 3 件、养殖公司 1 件; 过程性信息 2 件、监察案卷 1 件: the only one of its kind in a list of applicants, or of
    reasons, so that all of them are of that one."""
    assert word.phrase is not None
    if word.phrase.group not in (APPLICANTS, "reasons"):
        return False
    alike = (each for each in at.sentence.words if each.phrase and each.phrase.group == word.phrase.group)
    return all(
        each.start == word.start or not _may_mean_the_same(each.phrase, word.phrase) for each in alike if each.phrase
    )


def _may_mean_the_same(one: Phrase, other: Phrase) -> bool:
    return one.rows == other.rows and one.columns[:1] == other.columns[:1]


def is_for_a_reason(at: Counted) -> bool:
    """内部管理信息不公开 1 件: for a reason that no phrase names, and perhaps not all that were denied."""
    answers = [word for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.group == "results"]
    if not answers or any(word.phrase and word.phrase.group == "reasons" for word in at.own):
        return False
    text, start = at.sentence.text, answers[0].start
    if _WHAT_IT_IS.fullmatch(text, at.number.stop, start):
        return True  # 一件系行政处罚案卷不公开
    return start < at.number.start and the_lexicon().contexts.for_a_reason.found(text, 0, start) is not None


_WHAT_IT_IS = re.compile(r"\s*(?:申请)?(?:系|是|属于?|为)[^,，;；。、:：\d]{3,16}")


def is_left_or_answered(at: Counted) -> bool:
    """尚有 3 件正在办理, 还有 33 件有效, 对 9 件予以部分公开: what is left, or how some were answered, is counted
    just so."""
    roles = the_lexicon().roles
    left = (roles.carried_in, roles.carried_out, roles.in_force)
    groups = {*ANSWERS, OUTCOMES, STOCK}  # 对 2 件予以废止
    out = the_lexicon().phrases[roles.carried_out].rows[:1]  # 另有 15 件结转2025年
    return any(phrase.id in left or phrase.group in groups or phrase.rows[:1] == out for phrase in at.phrases)


def are_qualified(at: Counted) -> bool:
    """转办申请 2 件; but not 办结 32 件，以政府名义答复 16 件: that is said of the next number."""
    text = at.sentence.text
    behind = (word for word in at.right if start_of(CLAUSES, text, word.start, at.number.stop) == at.number.stop)
    return any(word.mark == "qualified" for word in (*at.left, *behind))


def are_some_applicants(at: Counted) -> bool:
    """境外企业 5 件: a noun before the word for a kind of applicant."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    return any(
        not begins_item(text, start) and contexts.noun_before.found(text, max(0, start - LONGEST_LEAD), start)
        for start in _applicants(at)
    )


def are_joined_to_others(at: Counted) -> bool:
    """渔民和企业 7 件: a noun that is no kind of applicant is joined to one."""
    if at.table == the_lexicon().roles.disclosure:
        return False  # 节能审查、企业投资核准等行政许可 268 件
    if at.number.start in at.sentence.for_each:
        return False
    contexts, text = the_lexicon().contexts, at.sentence.text
    ends = {word.end for word in at.sentence.words}
    return any(
        start - 1 not in ends and contexts.joined_noun.found(text, max(0, start - LONGEST_LEAD), start)
        for start in _applicants(at)
    )


def _applicants(at: Counted) -> list[int]:
    """Where the words for kinds of applicants begin that no other word of the lexicon precedes."""
    ends = {word.end for word in at.sentence.words}
    return [
        word.start
        for word in at.own
        if word.phrase
        and word.phrase.columns
        and not word.phrase.rows
        and word.phrase.table == the_lexicon().roles.requests
        and word.start not in ends
    ]


def are_of_other_matter(at: Counted) -> bool:
    """惠企政策兑现：企业 31 件、个人 4 件: a sentence about those who asked for something that is no request."""
    kinds = [each for each in at.sentence.words if each.phrase and each.phrase.group == APPLICANTS]
    mine = [word for word in at.own if word.phrase and word.phrase.group == APPLICANTS]
    if not mine or at.table != the_lexicon().roles.requests:
        return bool(mine) and at.table == the_lexicon().roles.disputes  # 行政复议申请人为企业的 3 件
    if any(word.phrase and word.phrase.rows for word in at.own):
        return False
    first = min(kinds, key=lambda each: each.start)
    begin = at.sentence.span[0]
    before = [each for each in at.sentence.counted if each[0].stop <= first.start]
    came = at.sentence.passage.came
    unread = bool(before) and all(each[1] is None for each in before)
    if unread and (not before[-1][2] or (came is not None and before[-1][0].value > came)):
        of_those = the_lexicon().any_of("parts").search(at.sentence.text, before[-1][0].stop, first.start)
        return of_those is not None  # 受理查询 2310 件，其中个人 1980 件
    if before:
        return False  # 收到 34 件，在线提交 20 件、邮寄 14 件；自然人 30 件: of what was counted
    if any(each.phrase and each.phrase.rows and each.start < first.start for each in at.sentence.words):
        return False
    return _OTHER_MATTER.search(_OF_APPLICANTS.sub("", at.sentence.text[begin : first.start])) is not None


_OF_APPLICANTS = re.compile(
    r"申请|提[出交起]|递交|主体|来源|身份|类[型别]|性质|构成|组成|划分|区分|分布|统计|数据|情况|方面|结构|比例|占比|"
    r"新收|新增|本年度?|今年|全年|年内|当年|其中|分别|主要|来自|涉及|公开|信息|政府|依法|以上|上述|收到|办理|"
    r"[按从看若如分的为是由者人方在上中里个件宗份这些所有以对就其向我本局委镇县市区街道乡厅办一二三四五六七八九十两]|\W|\d"
)
_OTHER_MATTER = re.compile(r"[^\W\d]{4}")


def is_answered_behind(at: Counted) -> bool:
    """收到 11 件，其中 1 件涉及两个乡镇，予以公开: some of those, unless the list is of all that came."""
    return at.sentence.answered_behind.get(at.number.start) is False


def goes_on_about_some(at: Counted) -> bool:
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


def more_is_said_of(at: Counted) -> bool:
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


def counts_people(at: Counted) -> bool:
    """自然人 36 人; but 36 人次 are as many as what was asked for, and so are 3 人、1 家 who asked for 4 件."""
    return at.number.unit in PEOPLE and not at.number.unit.endswith("次") and not _are_as_many_as_came(at)


def _are_as_many_as_came(at: Counted) -> bool:
    text, came, whole = at.sentence.text, at.sentence.passage.came, end_of_what_came(at.sentence)
    if came is None or whole < 0:
        return False
    end = _LIST_ENDS.search(text, at.number.stop)
    people = numbers_in(text, whole, end.start() if end else at.sentence.span[1])
    return sum(each.value for each in people if each.unit in PEOPLE) >= came


_LIST_ENDS = re.compile(r"[;；)。]")


def are_done_in_time(at: Counted) -> bool:
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


def come_from_somebody(at: Counted) -> bool:
    """28 件来自投诉举报人: some of all, from those whom the form does not name."""
    return is_for_all(at) and _FROM.match(at.sentence.text, at.number.stop - len(at.number.unit)) is not None


def are_papers_asked_for(at: Counted) -> bool:
    """因所涉 3 份图纸不由本机关保存而无法提供: what one request was about."""
    return (
        at.table == the_lexicon().roles.requests
        and _PAPERS_ASKED_FOR.match(at.sentence.text, at.number.end) is not None
    )


_PAPERS_ASKED_FOR = re.compile(r"\s?[份张本]\s?[^\W\d件份]{0,2}(?:图纸|材料|资料|合同|纪要|协议|批文|凭证|图件)")


def were_paid_for(at: Counted) -> bool:
    """实际收到 2 件、1860 元: of those that were charged for."""
    of_requests = at.table == the_lexicon().roles.requests
    return (of_requests and _AND_MONEY.match(at.sentence.text, at.number.stop) is not None) or (
        of_requests and _CHARGED.match(at.sentence.text, at.number.stop) is not None
    )


_FROM = re.compile(r"[件宗份](?:申请)?(?:均|都)?来自")
_CHARGED = re.compile(r"\s?(?:申请)?(?:达到|符合|超过|超出|触发|需要|应当)[^,，;；。\d]{0,6}(?:收费|收取|缴费|缴纳)")
"""1 件申请达到收费标准."""
_AND_MONEY = re.compile(r"\s*[、,，]\s*(?:金额|共计?)?[\d,.]+\s*万?元")


def are_of_single_months(at: Counted) -> bool:
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


def are_the_rest_of_a_list(at: Counted) -> bool:
    """余下 1 件所问的档案归市局; 其余 7 件依法答复: the rest of those that were answered, and nothing that is left to
    do, nor, as 除 3 件结转外，其余 37 件均已答复 says, all that were answered."""
    roles, ids = the_lexicon().roles, {phrase.id for phrase in at.phrases}
    if ids == {roles.handled} and _THE_OTHERS.search(at.sentence.text, 0, at.number.start):
        return EXCEPT not in at.sentence.text[: at.number.start]
    if {phrase.id for phrase in at.phrases} != {the_lexicon().roles.carried_out}:
        return False
    named = [word for word in at.own if word.end <= at.number.start and word.text.startswith(_REST)]
    return bool(named) and _LEFT_TO_DO.match(at.sentence.text, at.number.stop) is None


_REST = ("余", "剩")
EXCEPT = "除"
_THE_OTHERS = re.compile(r"(?:其余|其他|余下|剩余)的?\s?$")
_LEFT_TO_DO = re.compile(
    r"\s?(?:申请)?的?(?:$|[,，;；。、:：()]|[^,，;；。]{0,18}(?:办|未|尚|仍|答复|期限|结转|转|延|次年|下年|明年|20\d\d|处理|征求|补正|审|待))"
)


_MERGED = re.compile(
    r"\s?[件宗份起]?(?:申请)?[,，]?(?:[均都已予]以?)*(?:与[^,，;；。\d]{1,8})?合并(?:答复|办理|处理|为)(?!\s*+\d)"
)


def are_for_one_thing(at: Counted) -> bool:
    """要求公开低保名单的申请 2 件: all of them, or those that asked for it."""
    roles, contexts = the_lexicon().roles, the_lexicon().contexts
    return is_for_all(at) and stands_before(at, contexts.one_thing_asked, roles.all_requests)


def are_merged(at: Counted) -> bool:
    """重复申请 2 件已合并答复: answered together with others, and perhaps counted as those."""
    of_requests = at.table == the_lexicon().roles.requests
    return of_requests and _MERGED.match(at.sentence.text, at.number.stop) is not None


def is_of_those(sentence: Sentence, number: Number, left: list[Word]) -> bool:
    """收到的 48 件已经办结: those of what came in that are done."""
    received = the_lexicon().roles.received
    came = any(word.phrase and word.phrase.id == received for word in left)
    of_them = came and sentence.text[: number.start].rstrip().endswith("的")
    return of_them and the_lexicon().contexts.done_behind.found(sentence.text, number.stop) is not None


def were_asked_to_say_more(at: Counted) -> bool:
    """对 3 件内容不明确的申请告知补正: some, perhaps answered otherwise when that was said."""
    return (
        the_lexicon().contexts.asked_to_say_more.found(at.sentence.text, at.number.stop - len(at.number.unit))
        is not None
    )


def are_counted_elsewhere(at: Counted) -> bool:
    """1 件原告撤诉（计入维持）: under another row, as the words say."""
    return _COUNTED_UNDER.match(at.sentence.text, at.number.stop) is not None


_COUNTED_UNDER = re.compile(r"[^,，;；。\d(]{0,12}\([^)]{0,6}(?:计入|归入|列入|并入|纳入|计在|按)[^)]{2,12}\)")


def are_put_right_for_a_fault(at: Counted) -> bool:
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


def is_of_each(sentence: Sentence, number: Number) -> bool:
    """收到两家企业的申请各 1 件: two of them together."""
    return the_lexicon().contexts.each_of_them.found(sentence.text, sentence.span[0], number.start) is not None


def are_some_of_all(at: Counted) -> bool:
    """征求第三方意见的申请 3 件; 同一申请人提交申请 9 件; 单月最高收到申请 5 件; 涉及申请 19 宗."""
    contexts, all_requests = the_lexicon().contexts, the_lexicon().roles.all_requests
    if at.table == the_lexicon().roles.requests and stands_before(at, contexts.of_one, all_requests):
        return True
    if is_for_all(at) and contexts.asked_for_one.found(at.sentence.text, at.sentence.span[0], at.number.start):
        return True
    text, begin = at.sentence.text, statement(at)
    if any(word.text.endswith(CONSENT) and word.phrase and word.phrase.group == "results" for word in at.own):
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


def were_sorted_so(at: Counted) -> bool:
    """标注“依申请公开”文件 37 份; 依申请公开的 35 件文件: documents, and no requests."""
    if at.table != the_lexicon().roles.requests:
        return False
    contexts, text = the_lexicon().contexts, at.sentence.text
    if contexts.sorted_so.found(text, at.sentence.span[0], at.number.start):
        return True
    on_request = any(word.mark in the_lexicon().roles.sorts_of_documents for word in at.own)
    return on_request and contexts.papers_behind.found(text, at.number.stop) is not None


def counts_tasks(at: Counted) -> bool:
    """任务 18 项，已完成 17 项，1 项结转明年."""
    if at.table != the_lexicon().roles.requests or at.number.unit not in TASKS:
        return False
    if not the_lexicon().contexts.of_tasks.found(at.sentence.text, statement(at), at.number.start):
        return False
    in_general = all(phrase.group in ("whole", "handling") for phrase in at.phrases)
    return in_general and not any(word.mark == the_lexicon().roles.all_requests for word in at.own)


TASKS = ("项", "条", "部")
"""Measure words of tasks and of pieces of information, rarely of requests."""


FAR_OBJECT = 18
"""Most characters from 对 to the number of what something was done to."""


def is_acted_on(sentence: Sentence, number: Number) -> bool:
    """对 4 件申请…: some of them, to which something was done."""
    before = sentence.text[max(sentence.span[0], number.start - FAR_OBJECT) : number.start]
    return the_lexicon().contexts.some_of_them.found(before) is not None and not _ALL_THAT_CAME.search(before)


_ALL_THAT_CAME = re.compile(r"[对就将把](?:全年|年内|本年度?|今年|全部|所有)?(?:收到|受理|接到|接收|登记|新收)的?$")
"""对收到的 14 件申请，均…."""
