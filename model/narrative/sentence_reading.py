"""Reads a sentence number by number; topic, year, scope and pending phrases carry over between segments."""

import itertools
import re
from dataclasses import replace

from model.narrative.absence_claims import add_absence_claims
from model.narrative.certainty import OUTCOMES, PEOPLE, has_verb_of_stock
from model.narrative.claims import Claim, ClaimKind, Hedge, Span, hedges_of
from model.narrative.completion_claims import add_completion_claims
from model.narrative.denied_things import heading_of
from model.narrative.lexicon import DONE, NEGATED, Phrase, the_lexicon
from model.narrative.list_sums import sum_of_list
from model.narrative.listed_words import listed_words, named_groups
from model.narrative.none_of_the_rest import add_none_of_other_kinds, add_none_of_the_rest
from model.narrative.number_claims import NumberContext, claim_of
from model.narrative.number_phrases import marks_of, own_phrases, touches
from model.narrative.numbers import FULL_YEAR, Number, countable, numbers_in
from model.narrative.other_subjects import ITSELF, of_another_organ
from model.narrative.phrase_meanings import REASONS, RESULTS, belongs_to_disputes
from model.narrative.respective_lists import words_by_number
from model.narrative.sentence_state import (
    Sentence,
    Word,
    place_of,
    words_in,
)

_SEGMENT_ENDS = re.compile(r"[,，;；:：、()—=+●■◆①-⑳【】｜|]|(?<=\d)/(?=[一-龥])")


def has_same_cells(part: Claim, whole: Claim | None) -> bool:
    """共受理 215 件，其中政府办受理 45 件…: a share of the very same thing, by organs perhaps."""
    return whole is not None and (part.table, part.rows, part.columns) == (whole.table, whole.rows, whole.columns)


_NUMBER_ALONE = re.compile(r"\s*(?:全年|年内|本年度?|今年)?共?\d[\d,]*\s*[件宗份起](?:[,，;；].*)?")
"""办结量。24 件."""


def read_sentence(sentence: Sentence) -> None:
    """Fills ``sentence.claims`` and ``sentence.counted``, and updates its passage for the following sentence."""
    start, end = sentence.span
    text, passage = sentence.text, sentence.passage
    roles = the_lexicon().roles
    words = list(words_in(the_lexicon(), text, start, end))
    numbers = list(numbers_in(text, start, end))
    sentence.named, sentence.words, sentence.topic_before = named_groups(words), words, passage.topic
    sentence.in_order = words_by_number(sentence, numbers)
    sentence.lists_answers = _speaks_of_answers(sentence, words, numbers)
    if sentence.lists_answers or (
        not passage.topic and (_begins_with_requests(words) or _begins_with_answer(sentence, words))
    ):
        passage.topic = roles.requests
    sentence.answers = any(
        word.phrase
        and not word.bare
        and (word.phrase.group == "reasons" or (word.phrase.id in roles.answers and word.phrase.id != roles.granted))
        for word in words
    )
    taken = [(each.start, each.stop) for each in numbers]
    taken += [(word.start, word.end) for word in words if "、" in word.text or "(" in word.text]
    if numbers and len(passage.heading) == 1:  # 行政复议。4 件; but not 答复情况。21 件申请中…
        named = [the_lexicon().phrases[each] for each in passage.heading[0]]
        alone = _NUMBER_ALONE.fullmatch(text, start, end) is not None
        sentence.pending = [Word(start, start, "", each, each.id) for each in named if each.topic or alone]
    if passage.scope and not any(word.phrase and word.phrase.topic and not word.bare for word in words):
        sentence.scope = passage.scope
    at, depth = start, 0
    outside: list[tuple[int, Claim | None, int, str, str]] = []
    """(position, preceding count, year, topic, scope) at each open bracket, restored after it closes; no count where
    the bracket counts what is named right before it."""
    bounds = [m for m in _SEGMENT_ENDS.finditer(text, start, end) if not any(a <= m.start() < b for a, b in taken)]
    for bound, sign in [*((m.start(), m[0]) for m in bounds), (end, "")]:
        inside = [each for each in numbers if at <= each.start < bound]
        _read_segment(sentence, (at, bound), [w for w in words if at <= w.start < bound], inside, depth)
        depth = max(0, depth + {"(": 1, ")": -1}.get(sign, 0))
        if sentence.stands_after:
            (sentence.year,), sentence.stands_after = sentence.stands_after, ()
        if sign in ",，;；":
            sentence.comparing = False
        if sign in ";；":
            sentence.year = sentence.first_year  # 废止2020年以前文件3件；行政许可17件
        if sign == "(":
            counts_it = any(word.phrase is not None for word in sentence.pending)
            last = None if counts_it else passage.last
            outside.append((bound, last, sentence.year, passage.topic, sentence.scope))
            sentence.of_last_year = any(word.mark == "last_year" and word.end == bound for word in words)
        elif sign == ")" and outside:
            opened, last, sentence.year, topic, sentence.scope = outside.pop()
            sentence.of_last_year = False
            passage.last = last or passage.last
            passage.topic = passage.topic or topic  # 制发文件 3 件（配套解读 9 份），废止 1 件
            sentence.pending = [word for word in sentence.pending if word.start < opened]
        at = bound + 1
    sentence.claims.sort(key=lambda each: each.start)
    passage.heading = heading_of(sentence) if not numbers else ()
    if sentence.claims:
        scope = sentence.claims[-1].scope
        passage.scope = sentence.scope if scope in sentence.organs else scope
        if passage.scope.endswith(ITSELF):
            passage.scope = ""  # 局机关办理 19 件，各分局 11 件。办结 30 件: of all again


def _read_segment(sentence: Sentence, span: Span, words: list[Word], numbers: list[Number], depth: int) -> None:
    _update_year(sentence, span, depth)
    words = listed_words(sentence, words, depth)
    add_absence_claims(sentence, words)
    add_none_of_the_rest(sentence, span)
    if not numbers:
        add_none_of_other_kinds(sentence, span)
    numbers = [each for each in numbers if not _is_in_none(sentence, each)]
    add_completion_claims(sentence, span, words, numbers)
    meaning = [each for each in numbers if each.unit != "年"]
    if not meaning:
        _update_pending(sentence, span, words)
        return
    phrases = [word for word in words if word.phrase is not None]
    leading = any(word.start < meaning[0].start for word in phrases)
    before = span[0]
    for index, number in enumerate(meaning):
        following = meaning[index + 1].start if index + 1 < len(meaning) else span[1]
        left = [word for word in words if before <= word.start < number.start]
        right = [word for word in words if number.stop <= word.start < following]
        if len(meaning) > 1:
            some = the_lexicon().contexts.out_of_them.found(sentence.text, before, number.start) is not None
            left, right = (left, []) if leading and not some else (marks_of(left), right)
        _read_number(sentence, number, left, right, depth, before)
        before = number.stop
        sentence.pending = []
    if meaning[-1].unit in PEOPLE:  # 收到 2 名村民的申请，共 2 件
        sentence.pending = [word for word in phrases if word.phrase and word.phrase.rows]
    for word in words:
        if word.mark != "own_scope" or word.start > meaning[-1].start:  # 我办代县政府受理 12 件: whose, read above
            _update_topic(sentence, word)


def _is_in_none(sentence: Sentence, number: Number) -> bool:
    """行政诉讼为零: read already."""
    return any(each.kind is ClaimKind.NONE and each.start <= number.start < each.end for each in sentence.claims)


FIRST_YEAR = 2008
"""The regulations on disclosure are in force since then."""
ANOTHER = ("、", "和", "与", "及")
NEAR_TURN = 26


def _update_year(sentence: Sentence, span: Span, depth: int) -> None:
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


def _speaks_of_answers(sentence: Sentence, words: list[Word], numbers: list[Number]) -> bool:
    """Whether two kinds of answer, or of applicant, with numbers set the topic to requests, whatever it was before."""
    roles = the_lexicon().roles
    named = {word.phrase.id for word in words if word.phrase and _is_answer(word.phrase)}
    surely = [word for word in words if word.phrase and not word.bare and _is_answer(word.phrase)]
    if len(numbers) > 1 and len(named) > 1 and surely:
        first = next((each.start for each in numbers if each.start >= surely[0].end), surely[0].start)
        before = [w for w in words if w.end <= first]  # 公开答复建议 22 件，其中不予公开 2 件
        of_others = any(w.mark == "foreign" for w in before)  # 建议 16 件，其中公开答复 9 件
        named_here = any(w.phrase is not None and w.phrase.topic == roles.requests for w in before)
        return not of_others or (named_here and sentence.passage.topic == roles.requests)
    applicants = sentence.named.get(the_lexicon().phrases[roles.person].group, set())
    return len(numbers) > 1 and len(applicants) > 1 and APPLICANT in sentence.text


_BEFORE_ANSWER = re.compile(r"[\s▒“\"(（①-⑳●■◆·—-]*(?:属于?[“\"]?)?")
_BEHIND_ANSWER = re.compile(r"(?:[”\"]|的|有|共|为|类|:|\s)*\d[\d,]*\s*[件宗份起]")


def _begins_with_answer(sentence: Sentence, words: list[Word]) -> bool:
    """1.“予以公开”11 件: an answer that the form names so, with its number and nothing before it."""
    first = words[0] if words else None
    if first is None or first.phrase is None or first.bare or PUBLISHED in sentence.text:
        return False
    return (
        first.phrase.group == RESULT
        and _BEFORE_ANSWER.fullmatch(sentence.text, sentence.span[0], first.start) is not None
        and _BEHIND_ANSWER.match(sentence.text, first.end) is not None
    )


def _is_answer(phrase: Phrase) -> bool:
    return phrase.group == REASON or phrase.id in the_lexicon().roles.answers


APPLICANT, PUBLISHED = "申请人", "主动公开"
REASON, RESULT = "reasons", "results"


def _begins_with_requests(words: list[Word]) -> bool:
    """受理 102 件（含上年结转 6 件）; 收到 2 件，不予公开 2 件: a later word tells what was received."""
    roles = the_lexicon().roles
    told = (w for w in words if w.mark == "foreign" or (w.phrase and not w.bare and (w.phrase.topic or w.phrase.rank)))
    run = itertools.takewhile(
        lambda w: w.phrase is not None and roles.requests in (w.phrase.needs, w.phrase.topic), told
    )
    of_requests = [word.phrase for word in run if word.phrase is not None]
    came = any(phrase.id in (roles.received, roles.carried_in, roles.carried_out) for phrase in of_requests)
    return came and any(RESULTS <= phrase.rank <= REASONS for phrase in of_requests)


def _update_topic(sentence: Sentence, word: Word, *, numberless: bool = False) -> None:
    passage = sentence.passage
    if belongs_to_disputes(sentence, word):
        return
    if word.phrase is not None:
        if word.phrase.topic and not (
            numberless and sentence.answers and word.phrase.topic == the_lexicon().roles.disclosure
        ):
            passage.topic = word.phrase.topic  # 申请内容涉及规范性文件目录，予以公开 3 件: still of requests
            sentence.topic_here = True
        of_named = word.phrase.group == OUTCOMES and word.phrase.table in passage.rows  # 被纠正 1 件: of those
        if word.phrase.rows and word.phrase.rank and not of_named:
            passage.rows[word.phrase.table] = word.phrase
    elif word.mark == "foreign" and not (numberless and (sentence.topic_here or _was_counted(sentence))):
        if not (sentence.lists_answers or the_lexicon().contexts.way_of_asking.found(sentence.text, word.end)):
            passage.topic = ""
    elif word.mark == "compared":
        sentence.compared = True
    elif word.mark == "not_compared":
        sentence.compared = False
    elif word.mark == "own_scope" and not sentence.scope.endswith(_TIMES):  # 近两年我局…: whose, but not of this year
        sentence.scope = ""


def _was_counted(sentence: Sentence) -> bool:
    """不予处理 5 件，均为举报投诉: what the counted ones are about."""
    return any(each.table == sentence.passage.topic and not each.scope for each in sentence.claims)


def _update_pending(sentence: Sentence, span: Span, words: list[Word]) -> None:
    for word in words:
        _update_topic(sentence, word, numberless=True)
        near = span[1] - span[0] <= 14 or _begins_with_another(sentence, word)
        if word.mark == "scope" and near and _limits(sentence, word):
            sentence.scope = word.text
    sentence.pending += words


def _begins_with_another(sentence: Sentence, word: Word) -> bool:
    """县属医院接到查询若干，接到申请 17 件: whose numbers follow, and not the whole place."""
    return word.start == sentence.span[0] and not word.text.startswith("全")


_TIMES = ("年", "年度", "季度", "以来", "年来")


def _limits(sentence: Sentence, word: Word) -> bool:
    """Whether what is counted is limited to the place or organ: not in 居全县第一, nor to the years of something else:
    汇总历年补偿款."""
    if word.text in OTHER_YEARS and _ABOUT_WHAT.search(sentence.text, 0, word.start):
        return False
    if _NOT_COUNTED.match(sentence.text, word.end):
        return False  # 各县（区）教育局不计入
    ranked = the_lexicon().contexts.compared_with_all.found(sentence.text, word.end)
    return ranked is None and not _of_the_whole(sentence, word)


OTHER_YEARS = ("历年", "往年", "以往年度")
_ABOUT_WHAT = re.compile(r"(?:把|将|要|求|对|于|查询|汇总|统计|请求|提供|公开|了解)[^,，;；。、:：\d]{0,6}$")


_NOT_COUNTED = re.compile(r"[^,，;；。\d]{0,14}(?:不|未)(?:计入|纳入|包括|含)")


def _of_the_whole(sentence: Sentence, word: Word) -> bool:
    """全市各级各部门: the whole city is meant, and not what each of them did."""
    return (
        word.text.startswith("各")
        and the_lexicon().contexts.of_the_whole.found(sentence.text[: word.start]) is not None
    )


def _goes_on(sentence: Sentence, number: Number, before: int, own: list[Word]) -> bool:
    """公示处罚 12 件、许可 14 件: a list of published items continues, after a comma only if no verb follows."""
    last = sentence.passage.last
    if last is None or Hedge.PUBLISHED not in last.hedges or last.table != the_lexicon().roles.disclosure:
        return False
    if has_verb_of_stock(own):
        return False
    sign = sentence.text[before - 1 : before]
    first = min((word.start for word in own), default=number.start)
    return sign == "、" or (sign in (",", "，") and not sentence.text[before:first].strip())


def _left_behind(sentence: Sentence, number: Number) -> list[Word]:
    """另有 1 件按规定延期，转下年度办理: the next clause says that it was carried over."""
    roles = the_lexicon().roles
    behind = (word for word in sentence.words if word.start >= number.stop and word.phrase is not None)
    follows = next((word for word in behind if word.mark != roles.all_requests), None)
    if follows is None or follows.mark != roles.carried_out or number.unit not in the_lexicon().measures:
        return []
    contexts = the_lexicon().contexts
    if contexts.item_number.found(sentence.text, follows.end):
        return []  # 总计 1307 件，结转下年度 75 件: it has a number of its own
    between = (word for word in sentence.words if number.stop <= word.start < follows.end)
    if any(word.mark in (DONE, NEGATED) for word in between):
        return []  # 两件均已答复，没有延期至下年的
    return [follows] if contexts.carried_next.found(sentence.text, number.stop, follows.start) else []


def _came_right_before(left: list[Word]) -> bool:
    """收到 12 件申请，结转…: what came in, and not what is left."""
    return any(word.mark == the_lexicon().roles.received for word in left)


HELPED = ("协助", "配合", "代", "会同", "协查")
"""Begin the words for what was done for another organ, which is named behind them."""


def _read_number(
    sentence: Sentence, number: Number, left: list[Word], right: list[Word], depth: int, before: int
) -> None:
    if the_lexicon().contexts.among_them.found(sentence.text, number.stop):
        right = []
    some_of_them = the_lexicon().contexts.out_of_them.found(sentence.text, before, number.start) is not None
    some_of_them = some_of_them and not any(word.phrase and word.end == number.start for word in left)  # 审理中 1
    if some_of_them:
        left = marks_of(left)
    helped = before - 1
    for word in left:
        _update_topic(sentence, word)
        if word.mark == "scope" and _limits(sentence, word) and not (before <= helped < word.start):
            sentence.scope = word.text
            helped = word.start if word.text.startswith(HELPED) else helped
    for word in right:
        if word.phrase is not None and word.phrase.topic and touches(sentence, number, word):
            _update_topic(sentence, word)
    own = sentence.in_order.get(number.start)
    if own is None:
        own = own_phrases(sentence, number, left, right, before)
        if all(word.mark == the_lexicon().roles.all_requests for word in own) and not _came_right_before(left):
            own = _left_behind(sentence, number) or own
    claim = claim_of(NumberContext(sentence, number, own, left, right))
    if claim is None and not own:
        claim = _all_ways(sentence, number, before) or _of_share(sentence, number) or _of_change(sentence, number)
        if claim is None and _sums_up(sentence, number, before):
            claim = sum_of_list(sentence, number, depth)
    roles = the_lexicon().roles
    one_more_way = (
        claim is not None and claim.phrase_ids == (roles.all_requests,) and _is_one_more_way(sentence, number)
    )
    if one_more_way:
        claim = None
    if claim is not None and claim.table == roles.disclosure and (depth or _goes_on(sentence, number, before, own)):
        # 公开规章 13 件（含新制定 5 件…）, 公示许可 3 件、处罚 2 件: of what was published
        claim = claim.hedged(Hedge.AMBIGUOUS if depth else Hedge.PUBLISHED)
    if claim is not None and (
        _part_of_the_same(sentence, number, claim)
        or _of_carried_in(sentence, number, claim, depth)
        or _of_answered(sentence, number, claim)
    ):
        claim = claim.hedged(Hedge.AMBIGUOUS)
    if claim is not None and some_of_them and claim.table == roles.disputes and not claim.columns:
        claim = claim.hedged(Hedge.AMBIGUOUS)  # 33 起此类答复中有 6 起引起复议
    if claim is not None and _came_the_year_before(sentence, claim, before):
        claim = _as_carried(claim)
    if claim is not None and (last_year := _of_the_same_year(sentence, number, claim)):
        claim = last_year
    if claim is not None and (organ := of_another_organ(sentence, claim, own)):
        claim = replace(claim, scope=organ)
        sentence.organs.add(organ)
        if not sentence.claims and not the_lexicon().any_of("parts").search(sentence.text, 0, number.start):
            sentence.scope = organ
    if claim is not None and claim.columns and claim.kind is ClaimKind.COUNT:
        claim = _within_whole(sentence, claim, depth)
    if claim is not None:
        sentence.claims.append(claim)
        if claim.kind is ClaimKind.COUNT and not claim.columns and not claim.last_year and _is_of_all(claim):
            sentence.passage.came = claim.value
    if number.unit in the_lexicon().measures or number.unit in ("", "零", "〇"):
        group = "channels" if one_more_way else _group(own, claim, new=_is_new(sentence, number))
        rest = any(word.mark == "rest" for word in left)
        is_change = sentence.compared and any(word.mark in ("rise", "fall") for word in left)
        listed = not is_change if claim is None else claim.kind is ClaimKind.COUNT
        if listed and not (claim and (claim.last_year or claim.scope != sentence.scope)):
            is_rest = rest and (not group or _is_rest_of(claim))
            sentence.counted.append((number, claim, "rest" if is_rest else group, depth))
        # a following 同比 refers to this number even if it has no cell
        if claim is None or (claim.kind in (ClaimKind.COUNT, ClaimKind.NONE) and not claim.last_year):
            sentence.passage.last = claim
        elif claim.kind is ClaimKind.CHANGE:  # 新收减少 14 件，下降 11.7%
            sentence.passage.last = claim.of


def _came_the_year_before(sentence: Sentence, claim: Claim, before: int) -> bool:
    """去年 12 月收到、今年 1 月答复的 2 件."""
    if claim.table != the_lexicon().roles.requests or claim.columns or claim.kind is not ClaimKind.COUNT:
        return False
    phrase = the_lexicon().phrases[claim.phrase_ids[-1]]
    begin = max(sentence.text.rfind(sign, sentence.span[0], before) for sign in ";；") + 1
    return (
        phrase.group in ("whole", "handling")
        and the_lexicon().contexts.came_last_year.found(sentence.text, begin, claim.start) is not None
        and sentence.text[max(begin, before) : claim.start].find("件") < 0
    )


def _as_carried(claim: Claim) -> Claim:
    """Of those that were carried in, or out, perhaps some only."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    rows = (*phrases[roles.carried_in].rows, *phrases[roles.carried_out].rows)
    hedges = claim.hedges - {Hedge.AMBIGUOUS} | {Hedge.PARTIAL}
    return replace(claim, rows=rows, phrase_ids=(roles.carried_in,), last_year=False, year=0, hedges=hedges)


def _of_the_same_year(sentence: Sentence, number: Number, claim: Claim) -> Claim | None:
    """较 2021 年复议 11 件、诉讼 7 件有所下降: both are of that year."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or not (last.kind is claim.kind is ClaimKind.COUNT) or claim.last_year or claim.year != 0:
        return None
    contexts, roles = the_lexicon().contexts, the_lexicon().roles
    if {roles.carried, roles.carried_in, roles.carried_out} & {*claim.phrase_ids}:
        return None  # 去年收到 6 件、结转 1 件: into this year
    phrase = the_lexicon().phrases[claim.phrase_ids[-1]]
    if last.last_year and sentence.claims[0].last_year and phrase.group != "whole":
        goes_on = contexts.part_of_last_year.found(sentence.text, last.end, number.start)
        if goes_on:  # 去年收到 31 件，其中自然人 27 件
            return replace(claim, last_year=True, year=last.year)
    if not (last.last_year or last.year) or not contexts.next_of_last_year.found(sentence.text, last.end, number.start):
        return None
    if not last.last_year and not contexts.compared_behind.found(sentence.text, number.end):
        return None
    return replace(claim, last_year=last.last_year, year=last.year)


def _is_of_all(claim: Claim) -> bool:
    """收到 8 件, 应办 9 件: of all requests, and neither of some of them nor of answers."""
    last = the_lexicon().phrases[claim.phrase_ids[-1]] if claim.phrase_ids else None
    return last is not None and last.group == "whole" and last.id != the_lexicon().roles.handled


def without_place(claim: Claim) -> Claim:
    """The claim as context of what follows, the same wherever it stands."""
    return replace(claim, start=0, end=0, sentence=(0, 0), within=None, beside=())


def _within_whole(sentence: Sentence, claim: Claim, depth: int) -> Claim:
    """新收 26 件，其中自然人 23 件; 直接起诉 4 件（维持 3 件）: of those only."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    if any(phrases[each].rows for each in claim.phrase_ids):
        return claim
    wholes = [
        (number, each)
        for number, each, _, level in sentence.counted
        if each and each.table == claim.table and not each.columns and level <= depth and each.kind is ClaimKind.COUNT
    ]
    if not wholes or not {*wholes[-1][1].rows} & {*claim.rows} or wholes[-1][1].last_year:
        return claim
    number, whole = wholes[-1]
    if not depth and _OTHER_STATEMENT.search(sentence.text, number.stop, claim.start):
        return claim
    parts = claim.table == roles.requests and the_lexicon().any_of("parts").search(
        sentence.text, number.stop, claim.start
    )
    of_all = claim.table == roles.requests and whole.kind is ClaimKind.COUNT and _is_of_all(whole)
    return replace(claim, within=without_place(whole)) if depth or parts or of_all else claim


_OTHER_STATEMENT = re.compile("[;；]")


def _is_rest_of(claim: Claim | None) -> bool:
    """不予处理 3 件、其他 1 件: what a list ends with."""
    return bool(claim and claim.phrase_ids and the_lexicon().phrases[claim.phrase_ids[-1]].rest_of)


def _is_one_more_way(sentence: Sentence, number: Number) -> bool:
    """信函申请 3 件、来访申请 9 件: one more way of asking, whatever it is called."""
    if not sentence.counted or sentence.counted[-1][2] != "channels":
        return False
    between = sentence.text[sentence.counted[-1][0].stop : number.start]
    return the_lexicon().contexts.one_more_way.found(between) is not None


def _part_of_the_same(sentence: Sentence, number: Number, claim: Claim) -> bool:
    """出台 21 件，其中联合印发 9 件: a part of the items counted already."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or last.kind is not ClaimKind.COUNT or not has_same_cells(claim, last):
        return False
    if last.scope and not claim.scope:
        return False  # 全州收到 50 件，其中本级收到 18 件: what the tables count
    if _is_new(sentence, number):
        return False  # 受理 21 件，其中新收 13 件: all that came in this year
    return the_lexicon().any_of("parts").search(sentence.text, last.end, number.start) is not None


def _of_carried_in(sentence: Sentence, number: Number, claim: Claim, depth: int) -> bool:
    """上年结转 5 件，其中同意公开 5 件: what became of those only."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    outside = next((each for each in reversed(sentence.counted) if each[3] < depth), None)
    if outside is not None and outside[1] is not None and roles.carried_in in outside[1].phrase_ids:
        return claim.table == outside[1].table and not claim.columns and roles.carried_in not in claim.phrase_ids
    first = sentence.counted[0] if sentence.counted else None
    if first is None or first[1] is None or roles.carried_in not in first[1].phrase_ids or claim.value > first[0].value:
        return False
    of_results = phrases[claim.phrase_ids[-1]].group in ("results", "reasons", "handling", "whole")
    return of_results and the_lexicon().any_of("parts").search(sentence.text, first[0].stop, number.start) is not None


def _of_answered(sentence: Sentence, number: Number, claim: Claim) -> bool:
    """答复 64 件，其中上年结转 4 件、本年新收 60 件: those of them that were answered."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    if claim.rows[:1] != phrases[roles.received].rows[:1] or claim.columns or roles.all_requests in claim.phrase_ids:
        return False
    wholes = [each for each in sentence.counted if each[1] and each[1].rows == phrases[roles.handled].rows]
    if not wholes or claim.value > wholes[-1][0].value:
        return False
    return the_lexicon().any_of("parts").search(sentence.text, wholes[-1][0].stop, number.start) is not None


def _all_ways(sentence: Sentence, number: Number, before: int) -> Claim | None:
    """书面申请 2 件、网络申请 9 件，共 11 件: the total of all requests, though no cell counts the ways of
    applying."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    ways = [each[2] for each in sentence.counted[-2:]] == ["channels", "channels"]
    if not ways or sentence.passage.topic != roles.requests or not _sums_up(sentence, number, before):
        return None
    phrase = phrases[roles.all_requests]
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=(phrase.id,), table=phrase.table,
        rows=phrase.rows, hedges=hedges_of(number), scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _of_share(sentence: Sentence, number: Number) -> Claim | None:
    """自然人申请占 93.5%，共 29 件: as many of what the share is of."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or last.kind is not ClaimKind.SHARE or not countable(number):
        return None
    if not the_lexicon().contexts.as_many.found(sentence.text, last.end + 1, number.start):
        return None
    return replace(
        last, **place_of(sentence, number), kind=ClaimKind.COUNT, value=number.value, of=None, whole=None,
        hedges=hedges_of(number, last.hedges),
    )  # fmt: skip


def _of_change(sentence: Sentence, number: Number) -> Claim | None:
    """今年的申请比去年多 5 件，达到 43 件: as many of what the change is of."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or last.kind is not ClaimKind.CHANGE or last.of is None or not countable(number):
        return None
    if not the_lexicon().contexts.comes_to.found(sentence.text, last.end, number.start):
        return None
    hedges = hedges_of(number, last.of.hedges)
    return replace(last.of, **place_of(sentence, number), value=number.value, hedges=hedges, last_year=False)


def _sums_up(sentence: Sentence, number: Number, before: int) -> bool:
    together = the_lexicon().contexts.all_together.found(sentence.text, before, number.start)
    bare = not number.unit and bool(sentence.counted) and not sentence.counted[-1][0].unit  # 自然人 10；企业 2；总计 12
    return (countable(number) or bare) and together is not None


def _is_new(sentence: Sentence, number: Number) -> bool:
    context = the_lexicon().contexts.newly_received
    return context.found(sentence.text, max(0, number.start - 26), number.start) is not None


def _group(own: list[Word], claim: Claim | None, *, new: bool) -> str:
    """The group of the number within a breakdown; only parts of one group are added up."""
    groups = [w.phrase.group for w in own if w.phrase]
    if "channels" in groups:
        return "channels"
    if claim and claim.phrase_ids and claim.phrase_ids[-1] == the_lexicon().roles.received and new:
        return the_lexicon().phrases[the_lexicon().roles.carried_in].group  # 新收 113 件、上年结转 9 件
    phrases = the_lexicon().phrases
    return phrases[claim.phrase_ids[-1]].group if claim and claim.phrase_ids else ""
