"""Reads a sentence number by number; topic, year, scope and pending phrases carry over between segments."""

import re
from dataclasses import replace

from model.narrative.absence_claims import add_absence_claims
from model.narrative.claims import Claim, ClaimKind, Hedge, Span
from model.narrative.closed_disputes import add_none_pending
from model.narrative.completion_claims import add_completion_claims
from model.narrative.counted_number import PEOPLE, has_verb_of_stock
from model.narrative.counted_parts import (
    all_again,
    all_ways,
    group_in_list,
    is_new,
    is_of_all,
    is_one_more_way,
    is_rest_of,
    of_answered,
    of_carried_in,
    of_share,
    of_this_year_only,
    of_unread_outside,
    part_of_the_same,
    sums_up,
    within_whole,
)
from model.narrative.counts_of_years import (
    added_to_this_year,
    as_carried,
    came_the_year_before,
    of_a_year,
    of_change,
    of_the_same_year,
)
from model.narrative.denied_things import heading_of
from model.narrative.disputes_on_disclosure import among_all_disputes
from model.narrative.lexicon import the_lexicon
from model.narrative.licences_decided import licences_decided
from model.narrative.list_sums import sum_of_list
from model.narrative.listed_words import listed_words, named_groups
from model.narrative.none_of_the_rest import add_none_of_other_kinds, add_none_of_the_rest
from model.narrative.number_claims import NumberContext, claim_of
from model.narrative.number_phrases import decided_in_bracket, marks_of, own_phrases, touches
from model.narrative.numbers import Number, numbers_in
from model.narrative.one_number_for_each import words_of_each
from model.narrative.other_matters import hedge_other_matters
from model.narrative.other_subjects import BY_ITSELF, ITSELF, is_of_government_alone, of_another_organ
from model.narrative.phrase_groups import ANSWERS, CHANNELS, DISPUTES, DOCUMENTS, PUBLIC, REASONS
from model.narrative.phrases_behind import phrases_behind
from model.narrative.respective_lists import words_by_number
from model.narrative.sentence_state import Sentence, Word, without_nouns_of_applicants, words_in
from model.narrative.spoken_of import (
    begins_with_answer,
    begins_with_requests,
    documents_behind,
    limits_scope,
    speaks_of_answers,
    update_pending,
    update_topic,
    update_year,
)
from model.narrative.ways_of_asking import is_way, ways_of_asking

_SEGMENT_ENDS = re.compile(r"[,，;；:：、()—=+●■◆①-⑳【】｜|]|(?<=\d)/(?=[一-龥])")


_NUMBER_ALONE = re.compile(r"\s*(?:全年|年内|本年度?|今年)?共?\d[\d,]*\s*[件宗份起](?:[,，;；].*)?")
"""办结量。24 件."""


def read_sentence(sentence: Sentence) -> None:
    """Fills ``sentence.claims`` and ``sentence.counted``, and updates its passage for the following sentence."""
    start, end = sentence.span
    text, passage = sentence.text, sentence.passage
    roles = the_lexicon().roles
    words = without_nouns_of_applicants(words_in(the_lexicon(), text, start, end))
    numbers = list(numbers_in(text, start, end))
    sentence.ways = ways_of_asking(sentence, words, numbers)
    words = [word for word in words if word.mark not in ("foreign", "scope") or not is_way(sentence, word.start)]
    sentence.named, sentence.words, sentence.topic_before = named_groups(words), words, passage.topic
    sentence.in_order = words_by_number(sentence, numbers)
    sentence.for_each = words_of_each(sentence, numbers)
    sentence.in_order = {**sentence.in_order, **{start: things[0] for start, things in sentence.for_each.items()}}
    sentence.lists_answers = speaks_of_answers(sentence, words, numbers)
    if sentence.lists_answers or (
        not passage.topic and (begins_with_requests(sentence, words) or begins_with_answer(sentence, words))
    ):
        passage.topic = roles.requests
    listed = passage.rows.get(roles.disclosure) if passage.topic == roles.disclosure else None
    if (listed is None or listed.group != DOCUMENTS) and (documents := documents_behind(sentence, words, numbers)):
        passage.topic, passage.rows[roles.disclosure] = roles.disclosure, documents
    sentence.answers = any(
        word.phrase
        and not word.bare
        and (word.phrase.group == REASONS or (word.phrase.id in roles.answers and word.phrase.id != roles.granted))
        for word in words
    )
    taken = [(each.start, each.stop) for each in numbers]
    taken += [(word.start, word.end) for word in words if not {*"、(,"}.isdisjoint(word.text)]
    if numbers and len(passage.heading) == 1:  # 行政复议。4 件; but not 答复情况。21 件申请中…
        named = [the_lexicon().phrases[each] for each in passage.heading[0]]
        alone = _NUMBER_ALONE.fullmatch(text, start, end) is not None
        sentence.pending = [Word(start, start, "", each, each.id) for each in named if each.topic or alone]
    goes_on = the_lexicon().any_of("parts").match(text, start) is not None  # 作为复议机关…。其中涉及信息公开 11 件
    if passage.scope and (goes_on or not any(word.phrase and word.phrase.topic and not word.bare for word in words)):
        sentence.scope = passage.scope
    at, depth, statement = start, 0, start
    outside: list[tuple[int, Claim | None, int, str, str]] = []
    """(position, preceding count, year, topic, scope) at each open bracket, restored after it closes; no count where
    the bracket counts what is named right before it."""
    bounds = [m for m in _SEGMENT_ENDS.finditer(text, start, end) if not any(a <= m.start() < b for a, b in taken)]
    for bound, sign in [*((m.start(), m[0]) for m in bounds), (end, "")]:
        inside = [each for each in numbers if at <= each.start < bound]
        _read_segment(sentence, (at, bound), [w for w in words if at <= w.start < bound], inside, depth)
        depth = max(0, depth + {"(": 1, ")": -1}.get(sign, 0))
        year = sentence.year
        if sentence.stands_after:
            (sentence.year,), sentence.stands_after = sentence.stands_after, ()
        if sign in ",，;；":
            sentence.comparing = False
        if sign in ";；":
            sentence.year = sentence.first_year  # 废止2020年以前文件3件；行政许可17件
            if any(statement <= each.start < bound for each in numbers):
                sentence.pending = []  # 2 件属信访，不予处理；1 件…: what was said of those
            statement = bound + 1
        if sign == "(":
            counts_it = any(word.phrase is not None for word in sentence.pending)
            last = None if counts_it else passage.last
            outside.append((bound, last, sentence.year, passage.topic, sentence.scope))
            sentence.of_last_year = any(word.mark in ("last_year", "compared") and word.end == bound for word in words)
            if year != sentence.year and _YEAR_BEFORE.search(text, start, bound):
                sentence.year, sentence.of_last_year = year, True  # 与 2022 年（复议 3 件、诉讼 2 件）相比
        elif sign == ")" and outside:
            opened, last, sentence.year, topic, sentence.scope = outside.pop()
            sentence.of_last_year = False
            passage.last = last or passage.last
            passage.topic = passage.topic or topic  # 制发文件 3 件（配套解读 9 份），废止 1 件
            sentence.pending = [word for word in sentence.pending if word.start < opened]
        at = bound + 1
    add_none_pending(sentence)
    sentence.claims.sort(key=lambda each: each.start)
    hedge_other_matters(sentence)
    passage.heading = heading_of(sentence) if not numbers else ()
    if sentence.claims:
        scope = sentence.claims[-1].scope
        passage.scope = sentence.scope if scope in sentence.organs else scope
        if len({each.scope for each in sentence.claims if each.scope}) > 1:
            passage.scope = ""  # 部门收到 49 件、乡镇收到 23 件。办结 72 件: of all again
        if passage.scope.endswith(ITSELF):
            passage.scope = ""  # 局机关办理 19 件，各分局 11 件。办结 30 件: of all again


_YEAR_BEFORE = re.compile(r"(?:^|\D)20\d\d\s*年度?(?:同期)?的?\s*$")


def _read_segment(sentence: Sentence, span: Span, words: list[Word], numbers: list[Number], depth: int) -> None:
    update_year(sentence, span, depth)
    words = listed_words(sentence, words, depth)
    add_absence_claims(sentence, words)
    add_none_of_the_rest(sentence, span)
    if not numbers:
        add_none_of_other_kinds(sentence, span)
    numbers = [each for each in numbers if not _is_in_none(sentence, each)]
    add_completion_claims(sentence, span, words, numbers)
    meaning = [each for each in numbers if each.unit != "年"]
    if not meaning:
        update_pending(sentence, span, words)
        return
    phrases = [word for word in words if word.phrase is not None]
    leading = any(word.start < meaning[0].start for word in phrases)
    gave_rise = the_lexicon().contexts.gave_rise.found(sentence.text, meaning[0].end)
    named_behind = _disputes_behind(sentence, words, meaning)
    before = span[0]
    for index, number in enumerate(meaning):
        following = meaning[index + 1].start if index + 1 < len(meaning) else span[1]
        left = [word for word in words if before <= word.start < number.start]
        right = [word for word in words if number.stop <= word.start < following]
        if named_behind:
            left, right = [word for word in words if word.start < meaning[0].start], [named_behind[index]]
        elif gave_rise is not None:  # 23 件申请引发复议 3 件、诉讼 2 件
            left = [word for word in left if word.start >= gave_rise.end() or not index]
            right = [word for word in right if word.end <= gave_rise.end()]
        elif len(meaning) > 1:
            some = the_lexicon().contexts.out_of_them.found(sentence.text, before, number.start) is not None
            did, does = _decided_then(sentence, left, before), _decided_then(sentence, right, number.stop)
            right = [word for word in right if word not in does or following == span[1]]
            led = leading or (index > 0 and _AMONG_THOSE.match(sentence.text, before - len(meaning[index - 1].unit)))
            shared = None if leading else _SHARED_OUT.match(sentence.text, meaning[0].stop - len(meaning[0].unit))
            if shared is not None and any(each.phrase and each.phrase.group in ANSWERS for each in words):
                led, right = index > 0, [word for word in right if word.end <= shared.end()]
            left, right = (left, []) if led and not some else ([*marks_of(left), *did], right)
        _read_number(sentence, number, left, right, depth, before)
        before = number.stop
        sentence.pending = []
    if meaning[-1].unit in PEOPLE:  # 收到 2 名村民的申请，共 2 件
        sentence.pending = [word for word in phrases if word.phrase and word.phrase.rows] or _asked_by_one_way(words)
    elif the_lexicon().contexts.each_of_them.found(sentence.text, span[0], meaning[-1].start):
        sentence.pending = _requests_spoken_of(sentence, meaning[-1])  # 两位村民各提 1 件，共 2 件
    for word in words:
        if word.mark != "own_scope" or word.start > meaning[-1].start:  # 我办代县政府受理 12 件: whose, read above
            update_topic(sentence, word)


def _disputes_behind(sentence: Sentence, words: list[Word], numbers: list[Number]) -> list[Word]:
    """被纠正的 5 件复议案件和 1 件诉讼案件: of each number the kind of disputes right behind it; else empty."""
    kinds = [word for word in words if word.phrase and word.phrase.group == DISPUTES and word.phrase.rows]
    found = [
        word
        for number in numbers
        for word in kinds
        if word.start >= number.stop and _OF_WHICH.fullmatch(sentence.text, number.stop, word.start)
    ]
    if len(numbers) < 2 or len(found) != len(numbers):
        return []
    pairs = zip(found, numbers[1:], strict=False)
    joined = all(_NEXT_OF_THEM.fullmatch(sentence.text, one.end, other.start) for one, other in pairs)
    return found if joined else []


_NEXT_OF_THEM = re.compile("(?:案件)?(?:、|和|及|与|以及)")
_OF_WHICH = re.compile("的?(?:政府)?(?:信息公开)?")
_AMONG_THOSE = re.compile(
    r"[件宗份](?:申请)?中[,，]?(?:已|共)?(?:办结|答复|办理完毕)|[件宗起例](?:行政)?(?:复议|诉讼)(?:案件)?中[,，]?被?(?:纠|败|维|撤|确认)"
)
"""102 件中办结 97 件; 6 件行政复议中被纠正 2 件."""
_SHARED_OUT = re.compile(
    r"[件宗份]的?(?:政府信息公开|信息公开)?申请(?:中[,，]?(?=[^,，;；。\d]{4,20}\d)|[均已]?(?:依法)?(?:分别)?(?:作出|给予)了?(?![答回]复))"
)
"""对 34 件申请分别作出予以公开 9 件: what is said of the next number."""


def _asked_by_one_way(words: list[Word]) -> list[Word]:
    """收到两名村民的书面申请，共 2 件: of requests, however they came."""
    requests = the_lexicon().phrases[the_lexicon().roles.all_requests]
    return [
        replace(word, phrase=requests, mark=requests.id)
        for word in words
        if word.phrase is not None and word.phrase.group == CHANNELS and word.text.endswith(BY_ITSELF)
    ]


def _requests_spoken_of(sentence: Sentence, number: Number) -> list[Word]:
    roles = the_lexicon().roles
    requests = the_lexicon().phrases[roles.all_requests]
    spoken_of = sentence.passage.topic == roles.requests
    return [Word(number.stop, number.stop, "", requests, requests.id)] if spoken_of else []


def _decided_then(sentence: Sentence, words: list[Word], begin: int) -> list[Word]:
    """查办案件 7 件并作出处罚 5 件: of the second number only."""
    then = the_lexicon().contexts.and_decided
    return [
        word for word in words
        if word.phrase is not None and word.phrase.default and then.found(sentence.text, begin, word.start)
    ]  # fmt: skip


def _is_in_none(sentence: Sentence, number: Number) -> bool:
    """行政诉讼为零: read already."""
    return any(each.kind is ClaimKind.NONE and each.start <= number.start < each.end for each in sentence.claims)


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


def _named_before_bracket(sentence: Sentence, number: Number) -> list[Word]:
    """新收申请较去年（48 件）下降: what the number in the bracket counts is named before what it is compared with."""
    if sentence.counted or not sentence.text[: number.start].rstrip().endswith(("(", "(为")):
        return []
    named = [word for word in sentence.pending if word.phrase is not None]
    return named if any(word.phrase and word.phrase.topic for word in named) else []


def _is_of_papers(depth: int, own: list[Word]) -> bool:
    """印发文件 64 件（其中规范性文件 7 件）: of documents of any kind, those that the form counts."""
    return depth > 0 and len(own) > 1 and own[-1].phrase is not None and own[-1].phrase.group == DOCUMENTS


HELPED = ("协助", "配合", "代", "会同", "协查")
"""Begin the words for what was done for another organ, which is named behind them."""


def _is_of_all(word: Word) -> bool:
    """申请, 行政复议: no more than what is counted."""
    of_disputes = word.phrase is not None and word.phrase.group == DISPUTES
    return of_disputes or word.mark == the_lexicon().roles.all_requests


def _read_number(
    sentence: Sentence, number: Number, left: list[Word], right: list[Word], depth: int, before: int
) -> None:
    if the_lexicon().contexts.among_them.found(sentence.text, number.stop):  # 8 件申请中涉密 1 件: 涉密 is of the next
        right = [word for word in right if _is_of_all(word) and touches(sentence, number, word)]
    some_of_them = the_lexicon().contexts.out_of_them.found(sentence.text, before, number.start) is not None
    some_of_them = some_of_them and not any(word.phrase and word.end == number.start for word in left)  # 审理中 1
    if some_of_them:
        left = marks_of(left)
    helped = before - 1
    for word in left:
        update_topic(sentence, word)
        if word.mark == "scope" and limits_scope(sentence, word) and not (before <= helped < word.start):
            sentence.scope = word.text
            helped = word.start if word.text.startswith(HELPED) else helped
    for word in right:
        if word.phrase is not None and word.phrase.topic and touches(sentence, number, word):
            update_topic(sentence, word)
    own = sentence.in_order.get(number.start)
    if own is None:
        beside = own_phrases(sentence, number, left, right, before)
        own = (
            licences_decided(sentence, number)
            or phrases_behind(sentence, number, beside, left)
            or decided_in_bracket(sentence, number)
        )
    if not own and sentence.of_last_year and depth and (asked := _named_before_bracket(sentence, number)):
        own = asked
    claim = claim_of(NumberContext(sentence, number, own, left, right))
    if claim is not None and (carried := added_to_this_year(sentence, number, claim)):
        claim = carried
    if claim is None and not own:
        claim = (
            of_a_year(sentence, number)
            or all_ways(sentence, number, before)
            or of_share(sentence, number)
            or of_change(sentence, number)
        )
        if claim is None and sums_up(sentence, number, before):
            claim = sum_of_list(sentence, number, depth)
    about_disclosure = claim is None and all(word.phrase and word.phrase.group == PUBLIC for word in own)
    if about_disclosure:
        claim = among_all_disputes(sentence, number)
    if claim is None and all(word.mark == the_lexicon().roles.all_requests for word in own):
        claim = all_again(sentence, number)
    roles = the_lexicon().roles
    one_more_way = is_way(sentence, number.start) or (
        claim is not None and claim.phrase_ids == (roles.all_requests,) and is_one_more_way(sentence, number)
    )
    if one_more_way:
        claim = None
    of_published = claim is not None and claim.table == roles.disclosure and not _is_of_papers(depth, own)
    if claim is not None and of_published and (depth or _goes_on(sentence, number, before, own)):
        # 公开规章 13 件（含新制定 5 件…）, 公示许可 3 件、处罚 2 件: of what was published
        claim = claim.hedged(Hedge.AMBIGUOUS if depth else Hedge.PUBLISHED)
    if claim is not None and (
        (part_of_the_same(sentence, number, claim) and not about_disclosure)
        or of_carried_in(sentence, number, claim, depth)
        or (claim.table == the_lexicon().roles.requests and of_unread_outside(sentence, number, depth))
        or of_answered(sentence, number, claim)
        or of_this_year_only(sentence, number, claim)
    ):
        claim = claim.hedged(Hedge.AMBIGUOUS)
    of_outcome = bool(sentence.claims) and bool(sentence.claims[-1].columns)  # 3 件复议纠正案件中 2 件被撤销
    if claim is not None and some_of_them and claim.table == roles.disputes and (not claim.columns or of_outcome):
        claim = claim.hedged(Hedge.AMBIGUOUS)  # 33 起此类答复中有 6 起引起复议
    if claim is not None and came_the_year_before(sentence, claim, before):
        claim = as_carried(claim)
    if claim is not None and (last_year := of_the_same_year(sentence, number, claim)):
        claim = last_year
    alone = claim is not None and is_of_government_alone(sentence, claim, own)
    if claim is not None and alone:
        claim = claim.hedged(Hedge.AMBIGUOUS)
    if claim is not None and (organ := of_another_organ(sentence, claim, own)):
        claim = replace(claim, scope=organ)
        sentence.organs.add(organ)
        first = not sentence.claims and not the_lexicon().any_of("parts").search(sentence.text, 0, number.start)
        if first or claim.table == roles.disputes:
            sentence.scope = organ
    if claim is not None and claim.columns and claim.kind is ClaimKind.COUNT:
        claim = within_whole(sentence, claim, depth)
    if claim is not None:
        sentence.claims.append(claim)
        of_all = claim.kind is ClaimKind.COUNT and not claim.columns and not claim.last_year and is_of_all(claim)
        if of_all and not alone:
            sentence.passage.whole = claim
    if number.unit in the_lexicon().measures or number.unit in ("", "零", "〇"):
        group = CHANNELS if one_more_way else group_in_list(own, claim, new=is_new(sentence, number))
        rest = any(word.mark == "rest" for word in left)
        is_change = sentence.compared and any(word.mark in ("rise", "fall") for word in left)
        listed = not is_change if claim is None else claim.kind is ClaimKind.COUNT
        if listed and not (claim and (claim.last_year or claim.scope != sentence.scope)):
            is_rest = rest and (not group or is_rest_of(claim))
            sentence.counted.append((number, claim, "rest" if is_rest else group, depth))
            _read_others_of_each(sentence, number, left, right, depth)
        # a following 同比 refers to this number even if it has no cell
        if claim is None or (claim.kind in (ClaimKind.COUNT, ClaimKind.NONE) and not claim.last_year):
            sentence.passage.last = claim
        elif claim.kind is ClaimKind.CHANGE:  # 新收减少 14 件，下降 11.7%
            sentence.passage.last = claim.of
        elif sentence.of_last_year and not sentence.counted:  # 新收申请较去年（48 件）下降 14.6%，为 41 件
            sentence.passage.last = replace(claim, last_year=False, year=sentence.first_year)


def _read_others_of_each(sentence: Sentence, number: Number, left: list[Word], right: list[Word], depth: int) -> None:
    """村民、企业各 1 件: the number counts each of them."""
    for own in sentence.for_each.get(number.start, ())[1:]:
        claim = claim_of(NumberContext(sentence, number, own, left, right))
        if claim is not None and claim.columns:
            claim = within_whole(sentence, claim, depth)
        if claim is not None:
            sentence.claims.append(claim)
        sentence.counted.append((number, claim, group_in_list(own, claim, new=False), depth))
