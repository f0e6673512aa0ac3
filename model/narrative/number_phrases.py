"""Selects the phrases of a sentence that a number refers to, before or after it."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from model.narrative.claims import Claim
from model.narrative.clauses import SIGNS, start_of
from model.narrative.counted_number import REST
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number
from model.narrative.phrase_groups import (
    ANSWERS,
    APPLICANTS,
    CARRIED_OVER,
    CHANNELS,
    DISPUTES,
    DOCUMENTS,
    INTAKE,
    OUTCOMES,
    PUBLIC,
    REASONS,
    RESULTS,
    STOCK,
    WHOLE,
)
from model.narrative.phrase_meanings import SUMMED
from model.narrative.sentence_state import Sentence, Word

FAR_VERB = 8
"""Most characters from a verb to the 、 before the documents that it is said of."""
NEAR_BRACKET = 2
"""Most characters between a phrase and the bracket with its number."""


def marks_of(words: list[Word]) -> list[Word]:
    """The words that are marks, not phrases."""
    return [word for word in words if word.phrase is None]


def touches(sentence: Sentence, number: Number, word: Word) -> bool:
    """Whether ``word`` directly follows the number as its object: 11件政府信息公开申请."""
    return the_lexicon().contexts.before_object.found(sentence.text, number.stop, word.start) is not None


def _answers(sentence: Sentence, word: Word, number: Number) -> bool:
    """答复 22 件，其中公开 1 件、不予公开 4 件: 公开 by itself in a list of answers."""
    if not sentence.answers or sentence.passage.topic != the_lexicon().roles.requests:
        return False
    near = not sentence.text[word.end : number.start].strip(" 的共了")
    return near and the_lexicon().contexts.listed.found(sentence.text, sentence.span[0], word.start) is not None


def own_phrases(sentence: Sentence, number: Number, left: list[Word], right: list[Word], before: int) -> list[Word]:
    """The phrases that the number refers to; ``before`` is the position where the text since the last number starts."""
    if left and left[-1].text == "公开" and _answers(sentence, left[-1], number):
        granted = the_lexicon().phrases[the_lexicon().roles.granted]
        return [replace(left[-1], phrase=granted, mark=granted.id)]
    contexts = the_lexicon().contexts
    if contexts.asked_for.found(sentence.text, number.stop) or _COUNTS_RESULTS.match(sentence.text, number.stop):
        return []
    decided_behind = _DECIDED_ON.match(sentence.text, number.stop)
    if decided_behind and not any(word.phrase and word.phrase.columns for word in right):
        return _all_decided(sentence, decided_behind)
    content_end = max(
        (
            match.end()
            for match in contexts.subject_matter.compiled.finditer(sentence.text, before, number.start)
            if not any(
                word.phrase and word.start <= match.start() < word.end for word in left
            )  # 以信访方式反映诉求 1 件
        ),
        default=before,
    )
    own = [word for word in left if word.phrase is not None and word.start >= content_end]
    if content_end > before and not own:
        return []  # 申请主要涉及征地 6 件: what they were about has no cell
    if not own and left and left[-1].mark == "done" and counts_done(sentence, left[-1], number):
        own = [_handled(left[-1])]  # 全部按时办结 42 件
    if own and all(word.mark in the_lexicon().roles.bare_verbs for word in own) and _decided(sentence, number, before):
        own = []  # 行政许可（含变更）办理 12 件
    decided = any(word.phrase and word.phrase.rank and (word.phrase.rows or word.phrase.columns) for word in own)
    from_before: list[Word] = []
    if not own:
        if contexts.counting_words.found(sentence.text, before, number.start) or _decided(sentence, number, before):
            own = _last_joined(sentence, [word for word in sentence.pending if word.phrase is not None])
            if own and (
                contexts.subject_matter.found(sentence.text, own[-1].end, number.start)
                or _in_bracket_of_another(own, sentence, number)
            ):
                own = []
            if (
                _ended_otherwise(sentence, number, own, right)
                or _are_all_done(sentence, number, own, right)
                or _are_disputes(sentence, number, own, right)
            ):
                own = []
            if own and all(word.phrase and word.phrase.group == CHANNELS for word in own):
                from_before, own = own, []  # 多由信函寄来，31 件已答复: of what was answered, however it came
    elif _is_of_applicant(sentence, own, before):
        own = [sentence.pending[-1], *own]  # 企业（养老机构）申请 1 件
    elif sentence.pending and sentence.text[before - 1 : before] in ("、",):
        own = [*_same_group(sentence.pending, own), *_reason_of(sentence.pending, own), *own]
        if number.unit == "%":
            own = [*_answers_before(sentence.pending, own), *own]
        own = [*_summed_with(sentence, own), *own]
    if own and all(word.phrase and word.phrase.group == DOCUMENTS for word in own):
        verbs = _verb_of_list(sentence, number, own, before) or _verb_of_whole(sentence, own)
        own = [*(verbs or _verb_behind(sentence, number, right) or _verb_of_first(sentence, own, number)), *own]
    own = _without_causes(sentence, _with_published(own))
    if _begins_anew(sentence, number, own, right, before):
        own = []
    own = [_told_more_exactly(sentence, number, word) for word in own]
    for word in right:
        if word.mark == "done" and not decided and not own and _is_joined_behind(sentence, number, word):
            own.append(_handled(word))  # 6 件均严格按时限答复
        if word.phrase is None:
            continue
        if word.phrase.group == WHOLE and touches(sentence, number, word) and _AMONG.match(sentence.text, word.end):
            return [*own, word]  # 955 件答复中，不予公开 373 件
        if _is_of_the_next(sentence, number, own, word):
            continue
        if (not decided and not _parted(sentence, number, word)) or touches(sentence, number, word):
            own.append(word)
    return _without_what_is_left(own) or from_before


def _all_decided(sentence: Sentence, found: re.Match[str]) -> list[Word]:
    """102 件做了复议决定，25 件法院作出判决: all that are decided, where the words tell of no others; else nothing.
    No word of the lexicon says so."""
    of_courts = not found[0].endswith(_RECONSIDERED)
    if [each != _RECONSIDERED for each in _DECIDED_SO.findall(sentence.text)].count(of_courts) > 1:
        return []  # 20 件已作出判决，3 件作出裁定
    behind = itertools.takewhile(
        lambda word: not (word.phrase and word.phrase.group == DISPUTES),
        (word for word in sentence.words if word.start >= found.end()),
    )
    ended = [word for word in behind if word.phrase and word.phrase.group == OUTCOMES]
    pending = the_lexicon().roles.pending
    if any(word.mark != pending for word in ended) and not _SO_ENDED.match(sentence.text, found.end()):
        return []
    decided = the_lexicon().phrases[the_lexicon().roles.decided]
    return [Word(*found.span(), found[0], decided, decided.id)]


_DECIDED_ON = re.compile(
    r"\s?(?:案件)?(?:[已由均]|(?:行政)?复议机关|[市县区州旗省]?(?:人民)?政府|(?:人民)?法院){0,3}(?:依法)?(?:[作做]出了?|做了)"
    r"(?:行政)?(?:复议决定|判决|裁定)(?=[,，;；。、)]|$)"
)
_RECONSIDERED = "复议决定"
_SO_ENDED = re.compile("[,(](?:其中|均|都)")
_DECIDED_SO = re.compile(r"\d\s?[件宗起例](?:案件)?[^,，;；。\d]{0,14}(复议决定|判决|裁定)")


def _begins_anew(sentence: Sentence, number: Number, own: list[Word], right: list[Word], before: int) -> bool:
    """对不予公开情形把握不准，104 件新收申请…: what is counted stands right behind, and what was named before is of
    another clause. But not 企业申请较少，3 件申请已公开, nor 上年结转较少，1 件申请已办结."""
    begin = max(before, start_of(SIGNS, sentence.text, number.start, sentence.span[0]))
    if not own or any(word.end > begin for word in own) or not _CLAUSE_BEFORE.search(sentence.text, 0, begin):
        return False
    if any(word.phrase and word.phrase.group in (APPLICANTS, INTAKE, CARRIED_OVER) for word in own):
        return False
    return any(
        word.phrase and word.phrase.group in (WHOLE, DISPUTES) and touches(sentence, number, word) for word in right
    )


_CLAUSE_BEFORE = re.compile("(?<![的为是])[,，]$")
"""But not 结果维持的，3 件, nor a label: 自然人：12 件申请."""
_COUNTS_RESULTS = re.compile("(?:办理|答复|处理)结果[之当]?[中里]")
"""624 件办理结果中，不予公开占 12.7%."""


_AMONG = re.compile("[之当]?[中里]")


def _told_more_exactly(sentence: Sentence, number: Number, word: Word) -> Word:
    """行政诉讼（未经复议直接起诉）3 件, 无法提供（本机关不掌握）17 件: which of them the bracket says."""
    if word.phrase is None:
        return word
    if word.phrase.group == RESULTS:
        return _reason_in_bracket(sentence, number, word) or word
    if word.phrase.group != DISPUTES or _BRACKET.fullmatch(sentence.text, word.end, number.start) is None:
        return word
    inside = [each for each in sentence.words if word.end < each.start and each.end < number.start]
    rows = {*word.phrase.rows[0]} if word.phrase.rows else set()
    narrower = (each for each in inside if each.phrase and each.phrase.rows and {*each.phrase.rows[0]} < rows)
    return next(narrower, word)


def _reason_in_bracket(sentence: Sentence, number: Number, answer: Word) -> Word | None:
    """The reason, where the bracket between an answer and its number names one, and nothing besides."""
    bracket = bracket_of_reason(sentence, number, answer)
    if bracket is None:
        return None
    inside = [
        each for each in sentence.words
        if each.phrase and each.phrase.group == REASONS and bracket.start(1) <= each.start < each.end <= bracket.end(1)
    ]  # fmt: skip
    if len({each.mark for each in inside}) != 1:
        return None
    before = sentence.text[bracket.start(1) : inside[0].start]
    behind = sentence.text[inside[-1].end : bracket.end(1)]
    return inside[0] if _IS_ONE.fullmatch(before) and _OF_THAT_KIND.fullmatch(behind) else None


def bracket_of_reason(sentence: Sentence, number: Number, answer: Word) -> re.Match[str] | None:
    """The bracket between an answer other than disclosure and its number, if it tells why, and lists nothing."""
    roles = the_lexicon().roles
    if answer.mark in (roles.granted, roles.granted_in_part):
        return None  # 部分公开（涉及商业秘密的不予公开）3 件
    found = _WHY_IN_BRACKET.fullmatch(sentence.text, answer.end, number.start)
    if found is None:
        return None
    named = any(
        each.phrase and each.phrase.group == REASONS and found.start(1) <= each.start and each.end <= found.end(1)
        for each in sentence.words
    )
    begins = _IS_ONE.match(found[1])
    return found if named or (begins is not None and begins.end()) else None


_IS_ONE = re.compile("(?:[属于因为由系涉及以均都全部经]|检索|查询|申请人|无正当理由)*+")
_OF_THAT_KIND = re.compile("(?:的?(?:相关|有关|该)?(?:政府)?信息)?(?:的|类|情形|原因|申请|事项)*+")
_WHY_IN_BRACKET = re.compile(
    r"[”\"]?类?\((?![^()]*(?:含|包括|除|等|主|居多|多数|大多|多为|如|[或和及与]|[合小共]计|占|详见))"
    r"([^()\d、,，]{2,24})\)[共有为]?\s*"
)
_BRACKET = re.compile(r"(?:案件)?\((?![^()]*(?:含|包括|不|无|均未|除))[^()\d]{2,24}\)[共有为]?\s*")


def _is_of_the_next(sentence: Sentence, number: Number, own: Sequence[Word], word: Word) -> bool:
    """7 件行政复议中，维持 2 件; 4 件行政复议案件维持 2 件: an outcome of some of them, with a number of its own."""
    if word.phrase is None or word.phrase.group != OUTCOMES:
        return False
    behind = (each for each in own if number.stop <= each.start and each.end <= word.start)
    disputes = [each for each in behind if each.phrase and each.phrase.group == DISPUTES]
    if not disputes:
        return False
    among = _AMONG_DISPUTES.search(sentence.text, disputes[-1].end, word.start)
    return among is not None or _NUMBER_BEHIND.match(sentence.text, word.end) is not None


_AMONG_DISPUTES = re.compile("[中里][,，]|和|及|与")
_NUMBER_BEHIND = re.compile(r"[^,，;；。、\d]{0,6}\d+\s?[件宗起例]")


def _without_what_is_left(own: list[Word]) -> list[Word]:
    """余下 168 件由个人提出: the rest of the applicants, and nothing that is left to do."""
    carried_out = the_lexicon().roles.carried_out
    rest = [word for word in own if word.mark == carried_out and word.bare and word.text.startswith(REST)]
    asked = any(word.phrase and word.phrase.group == APPLICANTS and word.start > rest[-1].end for word in own if rest)
    return [word for word in own if word not in rest] if asked else own


def _ended_otherwise(sentence: Sentence, number: Number, pending: list[Word], right: list[Word]) -> bool:
    """审结 3 件，均为维持，1 件在审; 1 件维持，1 件未审结: how this one ended, or not, is said behind it."""
    ends = bool(pending) and all(word.phrase and word.phrase.group == OUTCOMES for word in pending)
    behind = (word for word in right if word.phrase and word.phrase.group == OUTCOMES)
    return ends and any(_is_joined_behind(sentence, number, word) for word in behind)


def _are_disputes(sentence: Sentence, number: Number, pending: list[Word], right: list[Word]) -> bool:
    """依申请公开规范化不够，8 件复议中 2 件被纠正: what the clause before is about is not counted."""
    disputes = the_lexicon().roles.disputes
    if any(word.phrase and word.phrase.table == disputes for word in pending):
        return False
    return any(word.phrase and word.phrase.group == DISPUTES and touches(sentence, number, word) for word in right)


def _are_all_done(sentence: Sentence, number: Number, pending: list[Word], right: list[Word]) -> bool:
    """公开 2 件，另 1 件没有找到，告知信息不存在，3 件都已答复: all of them, and not those that were answered last."""
    answered = bool(pending) and all(word.phrase and word.phrase.group in ANSWERS for word in pending)
    done = any(word.mark == "done" and _is_joined_behind(sentence, number, word) for word in right)
    if not (answered and done) or _ALL_OF_THEM.match(sentence.text, number.stop) is None:
        return False
    return sentence.text[pending[-1].end : pending[-1].end + 1] in (",", "，")


_ALL_OF_THEM = re.compile(r"\s?(?:申请)?[均都皆全]")


def _decided(sentence: Sentence, number: Number, before: int) -> bool:
    """行政许可（出入境证件等）决定 12 件: a verb of decisions behind a bracket."""
    last = sentence.pending[-1].phrase if sentence.pending else None
    return (
        last is not None
        and bool(last.default)
        and sentence.text[before - 1 : before] == ")"
        and the_lexicon().contexts.verb_behind_bracket.found(sentence.text, before, number.start) is not None
    )


def decided_in_bracket(sentence: Sentence, number: Number) -> list[Word]:
    """扣押木材 1 宗（行政强制）: a bracket that names nothing but what the number counts."""
    bracket = _ONLY_NAMED.match(sentence.text, number.stop)
    if bracket is None:
        return []
    return [
        word for word in sentence.words
        if word.phrase is not None and word.phrase.default and (word.start, word.end) == bracket.span(1)
    ]  # fmt: skip


_ONLY_NAMED = re.compile(r"\s*+\((?:[均都]?[为属系]于?)?([^()\d,，;；。]{2,8})\)")


def _summed_with(sentence: Sentence, own: Sequence[Word]) -> list[Word]:
    """无法提供、不予处理合计 16 件: what stands before the 、, counted together with it."""
    group = own[0].phrase.group if own[0].phrase else ""
    alike = [word for word in own if word.phrase and word.phrase.group == group]
    if group not in _SUMMED_GROUPS or SUMMED.match(sentence.text, alike[-1].end) is None:
        return []
    before = [word for word in sentence.pending if word.phrase and word.phrase.group == group and word not in own]
    kept: list[Word] = []
    for word in reversed(before):
        following = kept[0] if kept else own[0]
        if _LISTED_WITH.fullmatch(sentence.text, word.end, following.start) is None:
            break
        kept.insert(0, word)
    return kept


_SUMMED_GROUPS = (RESULTS, REASONS, APPLICANTS, OUTCOMES)
_LISTED_WITH = re.compile('[”"]?、[“"]?')


def _answers_before(pending: Sequence[Word], own: Sequence[Word]) -> list[Word]:
    """部分公开、不予公开占 17.5 %: the share of both."""
    if not own or own[0].phrase is None or own[0].phrase.group != RESULTS:
        return []
    return [word for word in pending if word.phrase and word.phrase.group == RESULTS and word.phrase != own[0].phrase]


def _reason_of(pending: Sequence[Word], own: Sequence[Word]) -> list[Word]:
    """确定为国家秘密、不予公开的 1 件: why, right before how it was answered."""
    answered = bool(own) and own[0].phrase is not None and own[0].phrase.group == RESULTS
    last = pending[-1:] if answered else ()
    return [word for word in last if word.phrase and word.phrase.group == REASONS]


def _is_of_applicant(sentence: Sentence, own: list[Word], before: int) -> bool:
    """Whether a kind of applicant stands before a bracket, and 申请 behind it."""
    last = sentence.pending[-1].phrase if sentence.pending else None
    all_requests = the_lexicon().roles.all_requests
    return (
        last is not None
        and bool(last.columns)
        and last.table == the_lexicon().roles.requests
        and sentence.text[before - 1 : before] == ")"
        and all(word.mark == all_requests and word.start == before for word in own)
    )


_GAVE_RISE = re.compile(r"(?:的|类|案件)?|等?[^,，;；。\d]{0,8}(?:引发|引起|引致|导致|产生)的?")


def _without_causes(sentence: Sentence, own: list[Word]) -> list[Word]:
    """行政处罚案件复议 37 件, 行政处罚等原因引发的复议 26 件: what the disputes are about, and no decisions."""
    disputes = the_lexicon().roles.disputes
    own = [word for word in own if not _is_told_of_answer(sentence, own, word)]
    begins = [word.start for word in own if word.phrase and word.phrase.table == disputes and word.phrase.rows]
    return [
        word for word in own
        if not (
            word.phrase and word.phrase.default
            and any(_GAVE_RISE.fullmatch(sentence.text, word.end, start) for start in begins if start >= word.end)
        )
    ]  # fmt: skip


def _is_told_of_answer(sentence: Sentence, own: list[Word], word: Word) -> bool:
    """因属行政复议过程性信息不予公开 1 件: what the information is about, and no disputes."""
    if word.phrase is None or word.phrase.group != DISPUTES or not _WHY.search(sentence.text, 0, word.start):
        return False
    behind = [each for each in own if each.start >= word.end and each.phrase and each.phrase.group in ANSWERS]
    if not behind or _OF_INFORMATION.fullmatch(sentence.text, word.end, behind[0].start) is None:
        return False
    after = _BECAUSE_OF.search(sentence.text, 0, word.start) and _DECIDED.search(
        sentence.text, word.end, behind[0].start
    )
    return not after  # 因行政复议决定予以公开 3 件


_WHY = re.compile("(?:因|由于|涉及?|属于?|系)(?:正在)?$")
_BECAUSE_OF = re.compile("(?:因|由于)$")
_DECIDED = re.compile("决定|判决|纠|后")
_OF_INFORMATION = re.compile(r"(?![^\d]*(?:不服|引|被))[^,，;；。、\d]{0,8}")


def _with_published(own: list[Word]) -> list[Word]:
    """发布规范性文件 5 件: the verb right before the documents tells what was issued, or is in force; or 新增."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    if [word.phrase and word.phrase.group for word in own[:-1]][-1:] == [DOCUMENTS] and own[-1].text == "新增":
        return [*own[:-1], replace(own[-1], phrase=phrases[roles.issued], mark=roles.issued)]
    if len(own) > 1 and own[-1].text in _PUBLISHING and own[-2].phrase and own[-2].phrase.group == DOCUMENTS:
        return [*own[:-1], replace(own[-1], phrase=phrases[roles.published], mark=roles.published)]
    if not own or not own[-1].phrase or own[-1].phrase.group != DOCUMENTS or len(own) < 2:
        return own
    verb = own[-2]
    if verb.end != own[-1].start or verb.phrase is None:
        return own
    if verb.text in _CHANGING:
        return []  # 印发规章 2 件、修改规章 1 件: in no cell
    if verb.text == KEPT:
        meant = phrases[roles.in_force]
    elif verb.phrase.id in roles.made_public:
        meant = phrases[roles.published]
    elif verb.phrase.id == roles.received:  # 新增规范性文件 1 件
        meant = phrases[roles.issued]
    else:
        return own
    return [*own[:-2], replace(verb, phrase=meant, mark=meant.id), own[-1]]


KEPT = "保留"
"""保留规范性文件 9 件: they are still in force."""
_CHANGING = ("修改", "修订")
_PUBLISHING = ("发布", "公布")
"""规范性文件发布 1 件."""


def _handled(done: Word) -> Word:
    handled = the_lexicon().phrases[the_lexicon().roles.handled]
    return replace(done, phrase=handled, mark=handled.id)


def counts_done(sentence: Sentence, done: Word, number: Number) -> bool:
    """全部办结 42 件: the words for all have a number of their own."""
    if done.end > number.start or number.unit == "%" or done.text.endswith(("%", "％")):
        return False
    return the_lexicon().contexts.counting_words.found(sentence.text, done.end, number.start) is not None


def _is_joined_behind(sentence: Sentence, number: Number, word: Word) -> bool:
    return the_lexicon().contexts.joined_behind.found(sentence.text, number.stop, word.start) is not None


def _verb_behind(sentence: Sentence, number: Number, right: list[Word]) -> list[Word]:
    """规范性文件 2 件为本年印发."""
    verbs = [word for word in right[:1] if word.phrase and word.phrase.group == STOCK]
    return [word for word in verbs if _is_joined_behind(sentence, number, word)]


_NEXT_DOCUMENTS = re.compile(r"\s*+[件部个项份条]?(?:[、,](?:以及|[和及与])?|以及|[和及与])\s*+")


def _follow_their_like(sentence: Sentence, number: Number, own: list[Word], last: Claim) -> bool:
    """废止规章 1 件，规范性文件 4 件: nothing but these words and their number follows the other documents."""
    text = sentence.text
    return (
        _NEXT_DOCUMENTS.fullmatch(text, last.end, own[0].start) is not None
        and the_lexicon().contexts.counting_words.found(text, own[-1].end, number.start) is not None
    )


_REST_OF_STOCK = re.compile(
    r"\s?[件份部]\s?[,，、]\s?(?:宣布)?(?:废止|失效)[^\d,，;；。]{0,4}\d{1,5}\s?[件份部]\s?[,，、]\s?[^\d,，;；。、]{0,4}有效"
)


def _verb_of_first(sentence: Sentence, own: list[Word], number: Number) -> list[Word]:
    """规范性文件 5 件，废止 3 件，有效 38 件: those that were issued."""
    if own[-1].end > number.start or not _REST_OF_STOCK.match(sentence.text, number.stop - 1):
        return []
    issued = the_lexicon().phrases[the_lexicon().roles.issued]
    return [Word(own[0].start, own[0].start, "", issued, issued.id)]


def _verb_of_list(sentence: Sentence, number: Number, own: list[Word], before: int) -> list[Word]:
    """制发（修改）规章 9 件: the verb before a bracket. 制发的规章 2 件、规范性文件 9 件: that of the number before."""
    sign = sentence.text[before - 1 : before] if before else ""
    if sign == ")":
        return [word for word in sentence.pending[-1:] if word.phrase and word.phrase.group == STOCK]
    last = _last_outside_brackets(sentence, before)
    verb = sentence.pending[-1] if sentence.pending else None
    if sign == "、" and verb and verb.phrase and verb.phrase.group == STOCK and before - verb.end <= FAR_VERB:
        return [verb]  # 制定省、市政府规章 1 件
    if last is None or last.table != the_lexicon().roles.disclosure:
        return []
    near = sign == "、" and len(_IN_BRACKETS.sub("", sentence.text[last.end : before])) <= NEAR_BRACKET
    if not near and not _follow_their_like(sentence, number, own, last):
        return []
    phrases = the_lexicon().phrases
    if any(word.mark in last.phrase_ids for word in own):
        return []  # 政府规范性文件 9 件、政府办规范性文件 14 件: perhaps two parts of one row
    verbs = [phrases[each] for each in last.phrase_ids if phrases[each].group == STOCK]
    return [Word(last.start, last.end, last.text, verb, verb.id) for verb in verbs[:1]]


_IN_BRACKETS = re.compile(r"\([^()]*\)")


def _last_outside_brackets(sentence: Sentence, before: int) -> Claim | None:
    """新制定规章 3 件（含修改 1 件）、规范性文件 8 件: the number that the list goes on from."""
    brackets = [match.span() for match in _IN_BRACKETS.finditer(sentence.text, 0, before)]
    outside = (each for each in reversed(sentence.claims) if not any(a < each.start < b for a, b in brackets))
    return next(outside, None)


def _verb_of_whole(sentence: Sentence, own: list[Word]) -> list[Word]:
    """印发文件 102 件，其中规范性文件 3 件: the verb of what they are a part of."""
    first = own[0].start
    parts = [
        match for match in the_lexicon().any_of("parts").finditer(sentence.text, *sentence.span) if match.end() <= first
    ]
    if not parts or sentence.text[parts[-1].end() : first].strip(",，:： 制定出台行政有"):
        return []
    verbs = [
        word for word in sentence.words
        if word.end <= parts[-1].start() and word.phrase is not None and word.phrase.group in (STOCK, PUBLIC)
    ]  # fmt: skip
    if not verbs or _PAPERS not in sentence.text[verbs[-1].end : parts[-1].start()]:
        return []
    issued = the_lexicon().phrases[the_lexicon().roles.issued]
    return [replace(verbs[-1], phrase=issued, mark=issued.id)] if verbs[-1].text in _ISSUING else []


_PAPERS = "文"
_ISSUING = ("印发", "制发", "发布", "制定", "出台", "下发", "制定印发", "制定出台")


def _in_bracket_of_another(own: list[Word], sentence: Sentence, number: Number) -> bool:
    """来自自然人，多为土地确权（6件）: a number in brackets counts what directly precedes the bracket."""
    before = sentence.text[: number.start].rstrip()
    return before.endswith("(") and len(before) - 1 - own[-1].end > NEAR_BRACKET


def _parted(sentence: Sentence, number: Number, word: Word) -> bool:
    """Something else is counted between the number and the phrase, or it is denied: 8 件申请无一拖延至下年."""
    between = sentence.text[number.stop : word.start]
    denies = the_lexicon().any_of("negated").search(between)
    is_why = (
        denies is not None and _BECAUSE.search(between, 0, denies.start()) is not None
    )  # 1 件因无正当理由逾期不补正
    return "比" in between or (denies is not None and not is_why)


_BECAUSE = re.compile("因|由于|以")


_ALL_ENDED_SO = re.compile("(?:均|都|皆|全部|全数)(?:为|被|予以)?$")


def _last_joined(sentence: Sentence, words: list[Word]) -> list[Word]:
    """Of the phrases before, those of the last segment and those joined to it by 、."""
    if not words:
        return []
    last = words[-1]
    parted = sentence.text[last.end : last.end + 1] in (";", "；")
    if parted and last.phrase and last.phrase.group == OUTCOMES and _ALL_ENDED_SO.search(sentence.text, 0, last.start):
        return []  # 35 件已作出决定，均维持；4 件尚未审结: said of the 35
    kept = [words[-1]]
    for word in reversed(words[:-1]):
        between = sentence.text[word.end : kept[0].start]
        if re.search(r"[,，;；:：]", between):
            break
        kept.insert(0, word)
    return kept


def _same_group(pending: Sequence[Word], own: Sequence[Word]) -> list[Word]:
    groups = {word.phrase.group for word in own if word.phrase and word.phrase.rank == 6}
    return [word for word in pending if word.phrase and word.phrase.group in groups and word.phrase.rank == 6]
