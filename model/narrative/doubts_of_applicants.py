"""Doubts whether all applicants of a kind are counted, and as what they asked for: 境外企业 5 件, 自然人 36 人."""

import re

from model.narrative.claims import Hedge
from model.narrative.counted_number import AND_OTHERS, PEOPLE, THE_OTHERS, Counted, is_for_all
from model.narrative.doubt import Doubt
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.numbers import Number, numbers_in
from model.narrative.phrase_groups import APPLICANTS, REASONS
from model.narrative.sentence_state import LONGEST_LEAD, Sentence, Word, begins_item, end_of_what_came


def _is_one_kind(at: Counted) -> bool:
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
    if word.phrase.group not in (APPLICANTS, REASONS):
        return False
    alike = (each for each in at.sentence.words if each.phrase and each.phrase.group == word.phrase.group)
    return all(
        each.start == word.start or not _may_mean_the_same(each.phrase, word.phrase) for each in alike if each.phrase
    )


def _may_mean_the_same(one: Phrase, other: Phrase) -> bool:
    return one.rows == other.rows and one.columns[:1] == other.columns[:1]


def _are_some_applicants(at: Counted) -> bool:
    """境外企业 5 件: a noun before the word for a kind of applicant."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    return any(
        not begins_item(text, start) and contexts.noun_before.found(text, max(0, start - LONGEST_LEAD), start)
        for start in _applicants(at)
    )


def _are_joined_to_others(at: Counted) -> bool:
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


def _are_of_other_matter(at: Counted) -> bool:
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
    r"(?:^|[,，;；:：。])\s*申请人(?:群体|身份)?以[^,，;；。\d]{1,10}(?:为主|居多)|申请|提[出交起]|递交|主体|来源|身份|类[型别]|性质|构成|组成|划分|区分|分布|统计|数据|情况|方面|结构|比例|占比|"
    r"新收|新增|本年度?|今年|全年|年内|当年|其中|分别|主要|来自|涉及|公开|信息|政府|依法|以上|上述|收到|办理|"
    r"[按从看若如分的为是由者人方在上中里个件宗份这些所有以对就其向我本局委镇县市区街道乡厅办一二三四五六七八九十两]|\W|\d"
)


_OTHER_MATTER = re.compile(r"[^\W\d]{4}")


def _counts_people(at: Counted) -> bool:
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


def _come_from_somebody(at: Counted) -> bool:
    """28 件来自投诉举报人: some of all, from those whom the form does not name."""
    return is_for_all(at) and _FROM.match(at.sentence.text, at.number.stop - len(at.number.unit)) is not None


_FROM = re.compile(r"[件宗份](?:申请)?(?:均|都)?来自")


def _is_of_each(sentence: Sentence, number: Number) -> bool:
    """收到两家企业的申请各 1 件: two of them together."""
    return the_lexicon().contexts.each_of_them.found(sentence.text, sentence.span[0], number.start) is not None


def _are_the_rest_of_them(at: Counted) -> bool:
    """其余 4 件来自科研单位等: of several kinds, of which one is named."""
    if at.table != the_lexicon().roles.requests or not any(phrase.group == APPLICANTS for phrase in at.phrases):
        return False
    text = at.sentence.text
    return THE_OTHERS.search(text, 0, at.number.start) is not None and _AND_MORE.match(text, at.number.stop) is not None


_AND_MORE = re.compile(r"[^,，;；。\d]{2,20}等(?:[,，;；。)]|$)")


OF_APPLICANTS = (
    Doubt(
        "the rest, of several kinds", _are_the_rest_of_them,
        "收到申请12件，个人8件，其余⟦4⟧件来自科研单位等。", "收到申请12件，个人8件，其余⟦4⟧件来自科研单位。",
    ),
    Doubt(
        "one kind of decisions", _is_one_kind, "行政处罚2件，卫生许可⟦3⟧件。", "行政处罚2件，许可⟦3⟧件。",
        Hedge.PARTIAL,
    ),
    Doubt(
        "some of one kind of applicants", _are_some_applicants,
        "境外企业申请⟦5⟧件。", "收到企业申请⟦5⟧件。", Hedge.PARTIAL,
    ),
    Doubt(
        "applicants of a kind that the form does not name are counted, too", _are_joined_to_others,
        "收到申请9件，渔民和企业提出⟦7⟧件。", "收到申请9件，自然人申请2件、企业申请⟦7⟧件。",
    ),
    Doubt(
        "those who asked for something else, as the words before them say", _are_of_other_matter,
        "惠企政策兑现：企业⟦3⟧件、个人2件。", "申请人情况：企业⟦3⟧件、个人2件。",
    ),
    Doubt(
        "those that somebody sent whom the form does not name", _come_from_somebody,
        "收到申请43件。上述申请中，⟦28⟧件来自投诉举报人。", "收到申请43件，⟦28⟧件来自自然人。",
    ),
    Doubt(
        "so many of each of several", lambda at: _is_of_each(at.sentence, at.number),
        "收到两家企业的申请各⟦1⟧件。", "收到企业的申请⟦2⟧件。",
    ),
    Doubt(
        "perhaps fewer people than what they asked for", _counts_people,
        "申请人包括自然人⟦36⟧人、企业4家。", "申请人包括自然人⟦36⟧件、企业4件。", Hedge.SOFT,
    ),
)  # fmt: skip
"""Doubts about who asked."""
