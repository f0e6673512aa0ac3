"""What the words of a sentence are about, segment by segment: topic, year and scope."""

import itertools
import re

from model.narrative.claims import ClaimKind, Span
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.numbers import FULL_YEAR, Number
from model.narrative.phrase_groups import APPLICANTS, DOCUMENTS, OUTCOMES, REASONS, RESULTS, STOCK
from model.narrative.phrase_meanings import RANK_OF_REASONS, RANK_OF_RESULTS, begins_with_unknown, belongs_elsewhere
from model.narrative.sentence_state import Sentence, Word, is_of_an_event, tells_what_about

FIRST_YEAR = 2008
"""The regulations on disclosure are in force since then."""


ANOTHER = ("、", "和", "与", "及")


NEAR_TURN = 26


def update_year(sentence: Sentence, span: Span, depth: int) -> None:
    contexts, text = the_lexicon().contexts, sentence.text
    for match in FULL_YEAR.finditer(text, *span):
        if int(match[1]) < FIRST_YEAR:
            continue  # 事关1986年山林划界: what was asked for
        before, after = text[: match.start()], match.end()
        if contexts.carried_from.found(text, after) or contexts.carried_to.found(before):
            continue  # 2023年结转2件: the numbers behind it are this year's
        behind = (contexts.year_of_cause, contexts.year_of_document, contexts.since_that_year)
        if any(each.found(text, after) for each in behind):
            continue
        turns = contexts.turns.found(text, after, after + NEAR_TURN) is not None
        compared = contexts.compared_with.found(before) is not None and turns
        compared = compared or contexts.times_that_year.found(text, after) is not None  # 是2023年的2倍
        told_apart = bool(sentence.counted) and contexts.number_of_that_year.found(text, after) is not None
        compared = (
            compared or told_apart or (sentence.comparing and before.endswith(ANOTHER))
        )  # 较 2022 年的 15 件、2023 年的 11 件
        sentence.comparing = compared
        if compared or contexts.up_to_it.found(text, after):  # spoken of no longer than the comma
            sentence.stands_after = sentence.stands_after or (sentence.year,)
        sentence.year = int(match[1])
        if not compared and not depth:
            sentence.first_year = sentence.first_year or sentence.year
    if sentence.scope.endswith(_TIMES) and _NOW.match(text, span[0]):
        sentence.scope = ""  # 五年来收到申请 163 件，今年收到 12 件
    if sentence.year and _THIS_YEAR.match(text, span[0]):
        sentence.year = sentence.first_year = 0
        sentence.stands_after = ()


_NOW = re.compile(r"\s*(?:而|其中)?(?:今年|本年度?)(?!以来)")
_THIS_YEAR = re.compile(
    r"\s*(?:而|到)?(?:今年|本年度?)(?:我[局县市区镇]|全年|共|又|实际|新)*(?:收到|受理|接到|新收|收件|办理|答复|办结|制发|作出)"
)
"""2022年收到申请 8 件，今年收到 12 件."""


def speaks_of_answers(sentence: Sentence, words: list[Word], numbers: list[Number]) -> bool:
    """Whether two kinds of answer, or of applicant, with numbers set the topic to requests, whatever it was before."""
    roles = the_lexicon().roles
    named = {word.phrase.id for word in words if word.phrase and _is_answer(word.phrase)}
    surely = [word for word in words if word.phrase and not word.bare and _is_answer(word.phrase)]
    if len(numbers) > 1 and len(named) > 1 and surely:
        first = next((each.start for each in numbers if each.start >= surely[0].end), surely[0].start)
        before = [w for w in words if w.end <= first]  # 公开答复建议 22 件，其中不予公开 2 件
        of_others = any(w.mark == "foreign" for w in before)  # 建议 16 件，其中公开答复 9 件
        named_here = any(w.phrase is not None and w.phrase.topic == roles.requests for w in before)
        if len(named & {*roles.answered_only}) > 1:
            return True  # 修订答复文书：公开 5 件，不予公开 1 件，无法提供 1 件，不予处理 1 件
        return not of_others or (named_here and sentence.passage.topic == roles.requests)
    applicants = sentence.named.get(APPLICANTS, set())
    if len(numbers) < LEAST_KINDS or len(applicants) < LEAST_KINDS:
        return False
    return APPLICANT in sentence.text or _tells_who_asked(sentence, words)


_WHO = re.compile(
    r"(?:^|[,，;；:：。\s])(?:其?按|从)?(?:申请|提交|主体|来源|身份|申请的?)[者人主体件来源身份构成类别型情况划分看统计]{0,6}[:：,，]|(?<!信息)来源[:：]"
)
"""来源：个人 10，企业 3: a label that begins a list of those who asked."""
LEAST_KINDS = 2


def _tells_who_asked(sentence: Sentence, words: list[Word]) -> bool:
    """来源：个人 10，企业 3; 自然人 5 件，企业 2 件: kinds of applicants, with nothing else that is counted."""
    if any(
        word.mark == "foreign" or (word.phrase and word.phrase.table not in ("", the_lexicon().roles.requests))
        for word in words
    ):
        return False
    if _WHO.search(sentence.text, *sentence.span):
        return True
    named = [word for word in words if word.phrase and word.phrase.group == APPLICANTS]
    return (
        any(not word.bare for word in named)
        and _BEGINS_LIST.fullmatch(sentence.text, sentence.span[0], named[0].start) is not None
    )


_BEGINS_LIST = re.compile(
    r"(?:\s|[①-⑳●■◆·—-]|来自|其中|[:：,，]|(?:全年|本年度?|今年|年内|共|本[局委镇办]|我[局委镇办])*(?:新?收到?|受理|接收|登记)\d+\s?[件宗份][;；,，:：])*"
)


_BEFORE_ANSWER = re.compile(r"[\s▒“\"(（①-⑳●■◆·—-]*(?:属于?[“\"]?)?")


_BEHIND_ANSWER = re.compile(r"(?:[”\"]|的|有|共|为|类|:|\s)*\d[\d,]*\s*[件宗份起]")


def begins_with_answer(sentence: Sentence, words: list[Word]) -> bool:
    """1.“予以公开”11 件: an answer that the form names so, with its number and nothing before it."""
    first = words[0] if words else None
    if first is None or first.phrase is None or first.bare or PUBLISHED in sentence.text:
        return False
    return (
        first.phrase.group == RESULTS
        and _BEFORE_ANSWER.fullmatch(sentence.text, sentence.span[0], first.start) is not None
        and _BEHIND_ANSWER.match(sentence.text, first.end) is not None
    )


def _is_answer(phrase: Phrase) -> bool:
    return phrase.group == REASONS or phrase.id in the_lexicon().roles.answers


APPLICANT, PUBLISHED = "申请人", "主动公开"


def begins_with_requests(sentence: Sentence, words: list[Word]) -> bool:
    """受理 102 件（含上年结转 6 件）; 收到 2 件，不予公开 2 件: a later word tells what was received."""
    roles = the_lexicon().roles
    told = (w for w in words if w.mark == "foreign" or (w.phrase and not w.bare and (w.phrase.topic or w.phrase.rank)))
    run = itertools.takewhile(
        lambda w: w.phrase is not None and roles.requests in (w.phrase.needs, w.phrase.topic), told
    )
    named = list(run)
    if named and begins_with_unknown(sentence, named[0]):
        return False
    of_requests = [word.phrase for word in named if word.phrase is not None]
    came = any(phrase.id in (roles.received, roles.carried_in, roles.carried_out) for phrase in of_requests)
    return came and any(RANK_OF_RESULTS <= phrase.rank <= RANK_OF_REASONS for phrase in of_requests)


def documents_behind(sentence: Sentence, words: list[Word], numbers: list[Number]) -> Phrase | None:
    """制发 3 件，废止 2 件，有效的规范性文件 40 件: what was issued and repealed is named last."""
    told = [word for word in words if word.mark == "foreign" or word.phrase is not None]
    stock = list(itertools.takewhile(lambda each: each.phrase is not None and each.phrase.group == STOCK, told))
    roles = the_lexicon().roles
    ids = {each.mark for each in stock}
    whole = {roles.issued, roles.in_force} <= ids and len(ids) >= LEAST_OF_STOCK
    if len(stock) == len(told) or not (whole or {roles.repealed, roles.in_force} <= ids):
        return None
    named, counted = told[len(stock)].phrase, {each.start for each in numbers}
    if named is None or named.group != DOCUMENTS:
        return None
    counting = the_lexicon().contexts.counting_words
    has_number = all(
        any(start >= each.end and counting.found(sentence.text, each.end, start) for start in counted)
        for each in stock
        if each.mark != roles.in_force and each.end not in {other.start for other in stock}
    )
    return named if has_number else None


LEAST_OF_STOCK = 3
"""Issued, repealed and in force; or, of those, the last two: 废止 1 件、继续有效 3 件，未新制发规范性文件."""


def update_topic(sentence: Sentence, word: Word, *, numberless: bool = False) -> None:
    passage = sentence.passage
    if belongs_elsewhere(sentence, word) or any(a <= word.start < b for a, b in sentence.described):
        return
    of_requests = passage.topic == the_lexicon().roles.requests
    if of_requests and (numberless or word.mark == "foreign") and tells_what_about(sentence, word):
        return  # 内容为土地承包台账 2 件、项目合同 1 件
    if word.phrase is not None:
        if word.phrase.topic and not (
            numberless and sentence.answers and word.phrase.topic == the_lexicon().roles.disclosure
        ):
            passage.elsewhere = False
            passage.topic = word.phrase.topic  # 申请内容涉及规范性文件目录，予以公开 3 件: still of requests
            sentence.topic_here = True
        of_named = word.phrase.group == OUTCOMES and word.phrase.table in passage.rows  # 被纠正 1 件: of those
        if word.phrase.rows and word.phrase.rank and not of_named:
            passage.rows[word.phrase.table] = word.phrase
    elif word.mark == "foreign" and not (numberless and (sentence.topic_here or _was_counted(sentence))):
        if not (sentence.lists_answers or the_lexicon().contexts.way_of_asking.found(sentence.text, word.end)):
            passage.topic, passage.elsewhere = "", passage.elsewhere or not passage.topic
    elif word.mark == "compared":
        sentence.compared = True
    elif word.mark == "not_compared":
        sentence.compared = False
    elif word.mark == "own_scope" and not sentence.scope.endswith(_TIMES):  # 近两年我局…: whose, but not of this year
        sentence.scope = ""


def _was_counted(sentence: Sentence) -> bool:
    """不予处理 5 件，均为举报投诉: what the counted ones are about."""
    return any(each.table == sentence.passage.topic and not each.scope for each in sentence.claims)


def update_pending(sentence: Sentence, span: Span, words: list[Word]) -> None:
    for word in words:
        update_topic(sentence, word, numberless=True)
        near = span[1] - span[0] <= 14 or _begins_with_another(sentence, word)
        if word.mark == "scope" and near and limits_scope(sentence, word) and not tells_what_about(sentence, word):
            sentence.scope = word.text
    sentence.pending += [
        word for word in words if word.start not in sentence.told and not _is_denied_left_over(sentence, word)
    ]


def _is_denied_left_over(sentence: Sentence, word: Word) -> bool:
    """上年无结转，37 件均在当年办结: which of it there was none says nothing of the next number."""
    return bool(word.phrase and word.phrase.absent) and any(
        each.kind is ClaimKind.NONE and each.start <= word.start and word.end <= each.end for each in sentence.claims
    )


def _begins_with_another(sentence: Sentence, word: Word) -> bool:
    """县属医院接到查询若干，接到申请 17 件: whose numbers follow, and not the whole place."""
    return word.start == sentence.span[0] and not word.text.startswith("全")


_TIMES = ("年", "年度", "季度", "以来", "年来", "累计", "期间", "任期内", "年共")


def limits_scope(sentence: Sentence, word: Word) -> bool:
    """Whether what is counted is limited to the place or organ: not in 居全县第一, nor to the years of something else:
    汇总历年补偿款; nor what it is like: 均为历年保留."""
    if word.text in OTHER_YEARS and _ABOUT_WHAT.search(sentence.text, 0, word.start):
        return False
    if _NOT_COUNTED.match(sentence.text, word.end):
        return False  # 各县（区）教育局不计入
    if is_of_an_event(sentence, word.start):
        return False
    ranked = the_lexicon().contexts.compared_with_all.found(sentence.text, word.end)
    return ranked is None and not _of_the_whole(sentence, word)


OTHER_YEARS = ("历年", "往年", "以往年度")


_ABOUT_WHAT = re.compile(
    r"(?:把|将|要|求|对|于|查询|汇总|统计|请求|提供|公开|了解)[^,，;；。、:：\d]{0,6}$|[为系]$|[均都全][是属]$"
)


_NOT_COUNTED = re.compile(r"[^,，;；。\d]{0,14}(?:不|未)(?:计入|纳入)")


def _of_the_whole(sentence: Sentence, word: Word) -> bool:
    """全市各级各部门: the whole city is meant, and not what each of them did."""
    return (
        word.text.startswith("各")
        and the_lexicon().contexts.of_the_whole.found(sentence.text[: word.start]) is not None
    )
