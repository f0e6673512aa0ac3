"""A count or an amount, by the phrases around its number alone."""

import re

from model.narrative.certainty import doubts_of
from model.narrative.claims import Claim, ClaimKind, hedges_of
from model.narrative.counted_number import PEOPLE, Counted, decides_disputes
from model.narrative.lexicon import Alternatives, the_lexicon
from model.narrative.number_phrases import touches
from model.narrative.numbers import Number, countable
from model.narrative.phrase_groups import ANSWERS, APPLICANTS, OUTCOMES
from model.narrative.phrase_meanings import meaning_of, rows_of_all_there_was
from model.narrative.sentence_state import WEBSITES, Sentence, Word, place_of

OTHER_YEARS = ("历年", "往年", "以往年度", "近年来", "近几年", "近两年", "近三年", "近五年")
"""What is in force is in force, of whatever year it is."""


def plain_count(
    sentence: Sentence, number: Number, own: list[Word], left: list[Word], right: list[Word]
) -> Claim | None:
    """A count or an amount, by the phrases around it alone; ``None`` if they refer to no cell."""
    near = number.unit in the_lexicon().near_measures
    of_applicants = _counts_applicants(sentence, number, own)
    of_papers = number.unit in PAPERS and any(word.phrase and word.phrase.default for word in own)
    of_papers = of_papers or _counts_decisions(sentence, number, own)
    if number.unit not in ("", "元") and not countable(number) and not near and not of_applicants and not of_papers:
        return None
    if any(word.mark == "foreign" for word in right if touches(sentence, number, word)):
        return None
    if (
        (_foreign_object(left) and not _is_answer_behind(sentence, left))
        or _foreign_behind(sentence, left, right)
        or _left_of_others(sentence, number, own)
    ):
        return None
    contexts = the_lexicon().contexts
    if contexts.each_time.found(sentence.text, sentence.span[0], number.start):
        return None
    meant = meaning_of(sentence, own)
    if meant is None:
        return None
    table, rows, columns, phrases = meant
    roles = the_lexicon().roles
    if table == roles.disputes and contexts.disputes_from_before.found(sentence.text, sentence.span[0], number.start):
        return None
    is_fee = phrases[0].topic == roles.charges or any(phrase.id == roles.fees for phrase in phrases)
    if is_fee != (number.unit == "元") and (number.value or number.unit):
        return None  # 收费为 0 needs no unit
    if not number.unit and number.start not in sentence.in_order and not _linked(sentence, number, own):
        return None
    if near and not _beside(sentence, number, own):
        return None
    value = number.value / 10000 if is_fee else number.value
    if not value and rows and len(rows[0]) > 1 and phrases[-1].group != OUTCOMES:
        rows = rows[:1]  # 许可、处罚均为 0 件: each of them
    if phrases[-1].id == roles.handled and _dealt_with_all(sentence, number, own):
        rows = tuple(
            dict.fromkeys((*rows, *rows_of_all_there_was()))
        )  # 答复申请 152 件（含上年结转 9 件），办结 148 件
    sentence.decides = sentence.decides or (table == roles.disputes and decides_disputes(sentence, number, left))
    hedges = doubts_of(Counted(sentence, number, table, own, left, right, phrases))
    scope = ("" if _named_as_applicant(own, number) else _place_before(sentence, number)) or sentence.scope
    if scope in WEBSITES and table == roles.requests and not any(word.mark == "scope" for word in left):
        scope = ""  # 网站公开信息 42 条，办理申请 9 件
    if (
        scope in WEBSITES
        and table == roles.requests
        and any(
            word.mark == "scope" and the_lexicon().contexts.one_way_of_several.found(sentence.text, word.end)
            for word in left
        )
    ):
        scope = ""  # 通过网站及邮寄方式提交申请 56 件
    return Claim(
        kind=ClaimKind.AMOUNT if is_fee else ClaimKind.COUNT,
        **place_of(sentence, number),
        value=value,
        phrase_ids=tuple(dict.fromkeys(phrase.id for phrase in phrases)),
        table=table,
        rows=rows,
        columns=columns,
        loose=tuple(each for phrase in phrases for each in phrase.loose),
        hedges=hedges_of(number, hedges),
        scope="" if table == roles.disclosure and _no_scope(scope, columns) else scope,
        year=_year_after_that_of(own) or sentence.year,
    )


def _dealt_with_all(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """Whether those that came from last year are told to be among them, and how many were done with is told behind."""
    if any(word.text.endswith(_DONE_WITH) for word in own if word.mark == the_lexicon().roles.handled):
        return False  # 办结 152 件（含上年结转 9 件）
    among = _CONTAINS_CARRIED_IN.match(sentence.text, number.stop)
    return among is not None and _DONE_BEHIND.match(sentence.text, among.end()) is not None


_DONE_WITH = ("结", "毕")
_DONE_BEHIND = re.compile(r"[^。]*(?:办结|办毕|办理完毕|已答复|完成)[^,，;；。\d]{0,6}\d+\s?[件宗份]")
_CONTAINS_CARRIED_IN = re.compile(
    r"(?:申请)?[(,，](?:其中)?[包内]?[含括]了?(?:上一?年度?|去年度?|20\d\d年度?)的?(?:结转|转入|遗留|未办结|延续)"
)


_YEAR = re.compile("20[0-9]{2}(?=年)")


def _year_after_that_of(own: list[Word]) -> int:
    """2022年结转 2 件: the year that it was carried into; 0 where the words for what was carried in name none."""
    carried_in = (word for word in own if word.phrase and word.phrase.id == the_lexicon().roles.carried_in)
    years = [int(year[0]) for word in carried_in if (year := _YEAR.search(word.text))]
    return years[-1] + 1 if years else 0


PAPERS = ("本", "张", "户次", "证次")
"""Measure words of decisions: 行政许可 3 本, where the licence is a paper."""
PUNISHED = ("家次", "人次", "家", "户次")
"""Measure words of those who were punished."""
PLACES = ("处",)
"""Measure words of what was pulled down."""


def _counts_decisions(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """处罚违规企业 4 家次，强拆违建 2 处: right behind what was decided."""
    before = [word for word in own if word.end <= number.start and word.phrase is not None]
    if not before or sentence.text[before[-1].end : number.start].strip(" 共计了"):
        return False
    roles = the_lexicon().roles
    of_places = number.unit in PLACES and before[-1].mark in roles.pulls_down
    return of_places or (number.unit in PUNISHED and before[-1].mark in roles.punishes)


APPLICANT = ("申请人", "申请主体")
"""Whom a list of applicants counts."""


def _counts_applicants(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """申请人包括自然人 36 人次、企业 4 家次."""
    if number.unit not in PEOPLE or not own:
        return False
    of_requests = any(each.table == the_lexicon().roles.requests and not each.columns for each in sentence.claims)
    if not of_requests and not any(each in sentence.text[: number.start] for each in APPLICANT):
        return False
    group = the_lexicon().phrases[the_lexicon().roles.person].group
    theirs = all(word.phrase is not None and word.phrase.group == group for word in own)
    return theirs and len(sentence.named.get(group, ())) > 1


def _no_scope(scope: str, columns: Alternatives) -> bool:
    lexicon = the_lexicon()
    in_force = lexicon.phrases[lexicon.roles.in_force].columns[0]
    return scope in WEBSITES or (scope in OTHER_YEARS and in_force in columns)


def _named_as_applicant(own: list[Word], number: Number) -> bool:
    """业主委员会 1 件: who asked, and not whose number it is."""
    last = max((word for word in own if word.end <= number.start), key=lambda word: word.end, default=None)
    return last is not None and last.bare and last.phrase is not None and last.phrase.group == APPLICANTS


def _place_before(sentence: Sentence, number: Number) -> str:
    """城关街道 12 件: whose number it is, where that is named right before it."""
    match = the_lexicon().contexts.place.found(sentence.text, sentence.span[0], number.start)
    return match[1] if match else ""


def _foreign_object(left: list[Word]) -> bool:
    """Whether the counted object, which is named last, is in no table: 收到留言 12 条."""
    decided = {w.end for w in left if w.phrase and w.phrase.default}
    named = [
        w
        for w in left
        if (w.mark == "foreign" and not (w.text == SHOWN and w.start in decided)) or (w.phrase and w.phrase.topic)
    ]
    return bool(named) and named[-1].mark == "foreign"


def _is_answer_behind(sentence: Sentence, left: list[Word]) -> bool:
    """不公开 6 件，不动产登记等行政查询 3 件: a reason in a list of answers, whatever noun stands before it."""
    last = left[-1].phrase
    in_list = sentence.lists_answers and sentence.topic_before in ("", the_lexicon().roles.requests)
    return in_list and last is not None and last.group in ANSWERS


SHOWN = "公示"
"""行政许可公示 12 件: the licences that were published."""


_ITS_NUMBER = re.compile(r"[^,，;；、\d]{0,8}\d")


def _left_of_others(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """留言答复 45 件，未答复 0 件: of what was counted before, which is in no table."""
    roles = the_lexicon().roles
    left = {roles.carried_out, roles.carried_in, roles.carried}
    if not own or sentence.topic_before == roles.requests or not all(each.mark in left for each in own):
        return False
    named = [
        each
        for each in sentence.words
        if each.end <= number.start
        and each.mark not in left
        and (each.mark == "foreign" or (each.phrase and each.phrase.topic))
    ]
    return (
        bool(named)
        and all(each.mark == "foreign" for each in named)
        and _ITS_NUMBER.match(sentence.text, named[-1].end) is not None
    )


def _foreign_behind(sentence: Sentence, left: list[Word], right: list[Word]) -> bool:
    """收到 2 件区政府的信息公开征询单: what was received is named behind its number, and it is no request."""
    if not right or any(word.phrase and word.phrase.topic for word in left):
        return False
    last = right[-1]
    return last.mark == "foreign" and sentence.text[last.end : last.end + 1] in ("", ",", "，", ";", "；", "、", ")")


def _linked(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """Whether a number without a measure word directly follows its phrase, as it must: 受理数 11，."""
    behind = sentence.text[number.stop : number.stop + 1]
    before = [word.end for word in own if word.end <= number.start]
    near = (
        bool(before)
        and the_lexicon().contexts.joining_count.found(sentence.text, max(before), number.start) is not None
    )
    return (near and (not behind or behind in ",，。;；、)(（+=/｜|【")) or _leads(sentence, number, own)


def _leads(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """（4 维持、1 纠正）: an item of a list that is nothing but a number and its phrase."""
    text = sentence.text
    if text[: number.start].rstrip()[-1:] not in ("(", "、", ":", ","):
        return False
    behind = [word for word in own if text[number.stop : word.start].strip() == "" and word.start >= number.stop]
    return any(text[word.end : word.end + 1] in ("", *",，。;；、)") for word in behind)


def _beside(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """事项 5 个, 3 个规范性文件: a measure word of anything, so that nothing may stand between."""
    before = max((word.end for word in own if word.end <= number.start), default=-1)
    behind = [word for word in own if word.start >= number.stop and word.phrase and word.phrase.topic]
    counted = before >= 0 and the_lexicon().contexts.joining_count.found(sentence.text, before, number.start)
    ends = sentence.text[number.stop : number.stop + 1] in ("", *",，。;；、)(")
    return bool(counted and ends) or any(touches(sentence, number, word) for word in behind)
