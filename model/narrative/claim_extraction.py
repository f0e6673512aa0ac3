"""Numbers in the words, and what they speak of.

A paragraph is read by itself and remembered, so that only a changed one is read anew. Nothing here knows a report's
figures: what a claim may mean is said in rows and columns of the statutory tables, all readings side by side; whether
one of them agrees is for :mod:`model.checks.claim_rules`.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from model.narrative.breakdowns import breakdowns_of
from model.narrative.implicit_claims import note_done, note_nothing
from model.narrative.lexicon import Alternatives, Phrase, the_lexicon
from model.narrative.numbers import FULL_YEAR, Number, countable, folded, folded_sentences, numbers_in
from model.narrative.paragraphs import HELD, Paragraphs
from model.narrative.phrase_meanings import chosen, of_disputes
from model.narrative.sentence_state import (
    DISCLOSURE,
    DISPUTES,
    FEES,
    REQUESTS,
    Breakdown,
    Claim,
    ParagraphState,
    Passage,
    Sentence,
    Span,
    Word,
    place_of,
    words_in,
)

WEBSITES = ("门户网站", "政府网站")
"""A way in for requests, and no scope of what is decided or issued."""
OTHER_YEARS = ("历年", "往年", "以往年度", "近年来", "近几年", "近两年", "近三年", "近五年")
"""What is in force is in force, of whatever year it is."""
NEAR_BRACKET = 2
"""So many characters may stand between a phrase and the bracket with its number."""
HEADING = 24
"""A paragraph of so few characters is a heading: what it names is what the next one speaks of."""


@dataclass(frozen=True, eq=False)
class SentenceReading:
    """What one sentence says. Its places are counted from its own beginning, so that it may stand anywhere."""

    claims: tuple[Claim, ...]
    breakdowns: tuple[Breakdown, ...]
    after: ParagraphState


@dataclass(frozen=True, eq=False)
class ParagraphReading:
    """What one paragraph says."""

    sentences: tuple[tuple[int, SentenceReading], ...]
    """(where it begins, what it says) of those that say anything."""
    topic: str
    """What the words speak of at the end."""


# ---------------------------------------------------------------- a paragraph

_SEGMENT_ENDS = re.compile(r"[,，;；:：、()—]")


def read(paragraph: str, topic: str = "") -> ParagraphReading:
    """What the paragraph says. ``topic``: what the words before it spoke of."""
    before = ParagraphState(topic)
    found: list[tuple[int, SentenceReading]] = []
    for start, sentence in folded_sentences(paragraph):
        said = _sentence_read(sentence, before)
        if said.claims or said.breakdowns:
            found.append((start, said))
        before = said.after
    return ParagraphReading(tuple(found), before.topic if len(paragraph) <= HEADING else topic)


@lru_cache(maxsize=HELD)
def _sentence_read(text: str, before: ParagraphState) -> SentenceReading:
    lexicon = the_lexicon()
    rows = {table: lexicon.phrases[phrase] for table, phrase in before.rows}
    passage = Passage(before.topic, rows, before.last, before.scope)
    sentence = Sentence(text, (0, len(text)), passage)
    _read_sentence(sentence)
    sentence.claims = _with_outcomes(text, sentence.claims)
    breakdowns = tuple(breakdowns_of(sentence))
    divided = {part for each in breakdowns for part in each.part_claims if part and _divides(part, each.whole_claim)}
    attributes = _speaks_of_attributes(text)
    divided |= _of_one_row(sentence.claims)
    left = _says_what_is_left(before.last) or any(map(_says_what_is_left, sentence.claims))
    claims = [
        replace(claim, soft=True)
        if claim in divided
        else replace(claim, gentle=True)
        if left and claim.kind == "done"
        else claim
        for claim in sentence.claims
        if not (attributes and claim.kind == "count" and _ATTRIBUTES & {*claim.phrase_ids})
    ]
    last = passage.last and replace(passage.last, start=0, end=0, sentence=(0, 0))
    named = tuple((table, phrase.id) for table, phrase in passage.rows.items())
    return SentenceReading(tuple(claims), breakdowns, ParagraphState(passage.topic, named, last, passage.scope))


_JOINED_DISPUTE = re.compile(r"\s*(?:件|宗|起|例)(?:行政)?(?:复议|诉讼)(?:案件|案)?(?:、|和|及|以及)\s*")


def _with_outcomes(text: str, claims: list[Claim]) -> list[Claim]:
    """140 件行政复议、49 件行政诉讼获维持: what is said behind the second is said of the first, too."""
    found = list(claims)
    for at, (one, other) in enumerate(itertools.pairwise(claims)):
        alike = one.kind == other.kind == "count" and one.table == other.table == DISPUTES
        if alike and other.columns and not one.columns and _JOINED_DISPUTE.fullmatch(text, one.end, other.start):
            found[at] = replace(one, columns=other.columns, soft=one.soft or other.soft)
    return found


def _divides(part: Claim, whole: Claim | None) -> bool:
    """共受理 215 件，其中政府办受理 45 件…: a share of the very same thing, by organs perhaps."""
    return whole is not None and (part.table, part.rows, part.columns) == (whole.table, whole.rows, whole.columns)


def _says_what_is_left(claim: Claim | None) -> bool:
    """17 件结转下年度，答复率 100%: of those that were due, as the words themselves say."""
    return claim is not None and claim.kind == "count" and "carried_out" in claim.phrase_ids and claim.value > 0


def _of_one_row(claims: list[Claim]) -> set[Claim]:
    """不掌握 1 件，信息不存在 1 件: two kinds that one row counts together."""
    of_row: dict[tuple[tuple[str, ...], Alternatives], list[Claim]] = {}
    for claim in claims:
        if claim.kind == "count" and the_lexicon().phrases[claim.phrase_ids[-1]].group in ("results", "reasons"):
            of_row.setdefault((claim.rows[0], claim.columns), []).append(claim)
    return {claim for alike in of_row.values() if len(alike) > 1 for claim in alike}


_ATTRIBUTES = {"requests", "denied", "granted", "granted_in_part"}
_ATTRIBUTE = re.compile(r"依申请公开(?:的|类|公文|文件|政府信息|信息)*\s*(?:有|为|:)?\s*\d")
_OTHER_ATTRIBUTE = re.compile(r"(?:主动公开|不予公开|不公开)(?:的|类|公文|文件|政府信息|信息)*\s*(?:有|为|:)?\s*\d")
_OF_REQUESTS = re.compile("受理|收到|新收|办结|答复|结转")


def _speaks_of_attributes(sentence: str) -> bool:
    """Documents are sorted into 主动公开, 依申请公开 and 不予公开 when they are made; those are no requests."""
    return (
        _ATTRIBUTE.search(sentence) is not None
        and _OTHER_ATTRIBUTE.search(sentence) is not None
        and not _OF_REQUESTS.search(sentence)
    )


def claims_in(paragraph: str, topic: str = "") -> tuple[Claim, ...]:
    """The numbers of the paragraph that speak of cells."""
    return tuple(_moved(claim, by) for by, said in read(paragraph, topic).sentences for claim in said.claims)


def number_at(text: str, position: int) -> tuple[int, int] | None:
    """(start, end) of the number that a place in a section touches; ``None`` for a year, a percentage, a number in a
    title, and where there is none."""
    begin = text.rfind("\n", 0, position) + 1
    words = folded(text[begin:].partition("\n")[0])
    for each in numbers_in(words, 0, len(words)):
        if each.start <= position - begin <= each.end:
            return None if each.unit in ("年", "%") else (begin + each.start, begin + each.end)
    return None


def _moved(claim: Claim, by: int) -> Claim:
    start, end = claim.sentence
    return replace(claim, start=claim.start + by, end=claim.end + by, sentence=(start + by, end + by))


def read_section(paragraphs: Paragraphs) -> Iterator[tuple[int, str, ParagraphReading]]:
    """(where it begins, the paragraph, what it says) for each paragraph of a section that says anything."""
    topic = ""
    look = _reader(topic)
    for start, paragraph in paragraphs:
        said = paragraph.found(look)
        if said.topic != topic:
            topic = said.topic
            look = _reader(topic)
        if said.sentences:
            yield start, paragraph.text, said


@cache
def _reader(topic: str) -> Callable[[str], ParagraphReading]:
    return partial(read, topic=topic)


def _read_sentence(sentence: Sentence) -> None:
    start, end = sentence.span
    text, passage = sentence.text, sentence.passage
    words = list(words_in(the_lexicon(), text, start, end))
    numbers = list(numbers_in(text, start, end))
    if _speaks_of_answers(words, numbers):
        passage.topic = REQUESTS
    sentence.answers = any(
        word.phrase and (word.phrase.group == "reasons" or (word.phrase.id in ANSWERS and word.phrase.id != "granted"))
        for word in words
    )
    taken = [(each.start, each.stop) for each in numbers]
    taken += [(word.start, word.end) for word in words if "、" in word.text or "(" in word.text]
    if passage.scope and not any(word.phrase and word.phrase.topic for word in words):
        sentence.scope = passage.scope
    at, depth = start, 0
    outside: list[tuple[int, Claim | None, int]] = []
    """(where each bracket opens, what was counted before it and the year: of those the words behind it speak on)"""
    bounds = [m for m in _SEGMENT_ENDS.finditer(text, start, end) if not any(a <= m.start() < b for a, b in taken)]
    for bound, sign in [*((m.start(), m[0]) for m in bounds), (end, "")]:
        inside = [each for each in numbers if at <= each.start < bound]
        _read_segment(sentence, (at, bound), [w for w in words if at <= w.start < bound], inside, depth)
        depth = max(0, depth + {"(": 1, ")": -1}.get(sign, 0))
        if sentence.stands_after:
            (sentence.year,), sentence.stands_after = sentence.stands_after, ()
        if sign in ";；":
            sentence.year = sentence.first_year  # 废止2020年以前文件3件；行政许可17件
        if sign == "(":
            outside.append((bound, passage.last, sentence.year))
        elif sign == ")" and outside:
            opened, last, sentence.year = outside.pop()
            passage.last = last or passage.last
            sentence.pending = [word for word in sentence.pending if word.start < opened]
        at = bound + 1
    sentence.claims.sort(key=lambda each: each.start)
    if sentence.claims:
        passage.scope = sentence.claims[-1].scope


def _read_segment(sentence: Sentence, span: Span, words: list[Word], numbers: list[Number], depth: int) -> None:
    _note_year(sentence, span)
    note_nothing(sentence, words)
    note_done(sentence, span, words, bool(numbers))
    meaning = [each for each in numbers if each.unit != "年"]
    if not meaning:
        _note_pending(sentence, span, words)
        return
    phrases = [word for word in words if word.phrase is not None]
    leading = any(word.start < meaning[0].start for word in phrases)
    before = span[0]
    for index, number in enumerate(meaning):
        following = meaning[index + 1].start if index + 1 < len(meaning) else span[1]
        left = [word for word in words if before <= word.start < number.start]
        right = [word for word in words if number.stop <= word.start < following]
        if len(meaning) > 1:
            left, right = (left, []) if leading else (_marks_of(left), right)
        _read_number(sentence, number, left, right, depth, before)
        before = number.stop
        sentence.pending = []
    for word in words:
        _note_topic(sentence, word)


def _marks_of(words: list[Word]) -> list[Word]:
    return [word for word in words if word.phrase is None]


_CARRIED_FROM = re.compile(r"\s*度?\s*(?:结转|转[来入接办至到结]|遗留|未办结)")
_CARRIED_TO = ("转", "转结", "转入", "转至", "转到", "结转至", "结转到", "延至")
_AGAINST = ("较", "比", "与", "同")
NEAR_TURN = 16
_TURNS = re.compile("相比|增|减|降|升|多|少|持平")
_BEFORE_IT = re.compile(r"\s*底?[以之]?前")
"""清理2023年底前文件312件，废止17件; 较2022年下降19%，答复72件: that year is spoken of no longer than the comma."""


def _note_year(sentence: Sentence, span: Span) -> None:
    for match in FULL_YEAR.finditer(sentence.text, *span):
        carried = _CARRIED_FROM.match(sentence.text, match.end()) or sentence.text[: match.start()].endswith(
            _CARRIED_TO
        )
        if not carried:  # 2023年结转2件: the numbers behind it are this year's
            compared = sentence.text[: match.start()].endswith(_AGAINST) and _TURNS.search(
                sentence.text, match.end(), match.end() + NEAR_TURN
            )
            if compared or _BEFORE_IT.match(sentence.text, match.end()):
                sentence.stands_after = sentence.stands_after or (sentence.year,)
            sentence.year = int(match[1])
            sentence.first_year = sentence.first_year or sentence.year


_WAY_IN = re.compile(r"[^,，;；]{0,4}(?:提交|申请|递交|提出)")
"""Behind 平台, 邮件 …: a way in which requests come, and nothing that is counted itself."""
ANSWERS = frozenset({"granted", "granted_in_part", "denied", "unavailable", "not_processed", "otherwise"})


def _speaks_of_answers(words: list[Word], numbers: list[Number]) -> bool:
    """Two kinds of answer and their numbers speak of requests, whatever was spoken of before."""
    return len(numbers) > 1 and len({word.phrase.id for word in words if word.phrase} & ANSWERS) > 1


def _note_topic(sentence: Sentence, word: Word, *, numberless: bool = False) -> None:
    passage = sentence.passage
    if of_disputes(sentence, word):
        return
    if word.phrase is not None:
        if word.phrase.topic and not (numberless and sentence.answers and word.phrase.topic == DISCLOSURE):
            passage.topic = word.phrase.topic  # 申请内容涉及规范性文件目录，予以公开 3 件: still of requests
            sentence.topic_here = True
        if word.phrase.rows and word.phrase.rank:
            passage.rows[word.phrase.table] = word.phrase
    elif word.mark == "foreign" and not (numberless and sentence.topic_here):
        if not _WAY_IN.match(sentence.text, word.end):
            passage.topic = ""
    elif word.mark == "compared":
        sentence.compared = True
    elif word.mark == "not_compared":
        sentence.compared = False
    elif word.mark == "own_scope" and not sentence.scope.endswith(_TIMES):  # 近两年我局…: whose, but not of this year
        sentence.scope = ""


def _note_pending(sentence: Sentence, span: Span, words: list[Word]) -> None:
    for word in words:
        _note_topic(sentence, word, numberless=True)
        if word.mark == "scope" and span[1] - span[0] <= 14 and not _of_the_whole(sentence, word):
            sentence.scope = word.text
    sentence.pending += words


_TIMES = ("年", "年度", "季度", "以来", "年来")
_WHOLE = re.compile(r"全[市县区省州旗镇乡](?:各级|上下)?$")


def _of_the_whole(sentence: Sentence, word: Word) -> bool:
    """全市各级各部门: the whole city is meant, and not what each of them did."""
    return word.text.startswith("各") and _WHOLE.search(sentence.text[: word.start]) is not None


# ---------------------------------------------------------------- a number

_ONLY_COUNTS = re.compile(
    r"(?:共|共计|合计|总计|累计|总共|总数|总量|数量|数|为|是|有|计|达|达到|分别|均|各|\s|其中|约|为:|▒)*"
)
_BEFORE_OBJECT = re.compile(r"(?:政府信息公开|政府信息|信息公开|的|依法|书面|有效|新收|新|\s|政务公开|因|涉及|类)*")
_LINK = re.compile(r"(?:数|量|数量|总数|为|是|共|计|:|\s|总量|件数|有)*")


def _goes_on(sentence: Sentence, number: Number, before: int, own: list[Word]) -> bool:
    """公示处罚 12 件、许可 14 件: a list of what was published goes on, behind a comma if no verb follows."""
    last = sentence.passage.last
    if last is None or not last.soft or last.table != DISCLOSURE:
        return False
    sign = sentence.text[before - 1 : before]
    first = min((word.start for word in own), default=number.start)
    return sign == "、" or (sign in (",", "，") and not sentence.text[before:first].strip())


def _read_number(
    sentence: Sentence, number: Number, left: list[Word], right: list[Word], depth: int, before: int
) -> None:
    if _AMONG.match(sentence.text, number.stop):
        right = []
    if _OUT_OF.search(sentence.text, before, number.start):
        left = _marks_of(left)
    for word in left:
        _note_topic(sentence, word)
        if word.mark == "scope" and not _of_the_whole(sentence, word):
            sentence.scope = word.text
    for word in right:
        if word.phrase is not None and word.phrase.topic and _touches(sentence, number, word):
            _note_topic(sentence, word)
    own = _own_phrases(sentence, number, left, right, before)
    claim = _claim(sentence, number, own, left, right)
    if claim is None and not own:
        claim = _all_ways(sentence, number, before)
    one_more_way = claim is not None and claim.phrase_ids == ("requests",) and _is_one_more_way(sentence, number)
    if one_more_way:
        claim = None
    if claim is not None and claim.table == DISCLOSURE and (depth or _goes_on(sentence, number, before, own)):
        claim = replace(
            claim, soft=True
        )  # 公开规章 13 件（含新制定 5 件…）, 公示许可 3 件、处罚 2 件: of what was published
    if claim is not None and _part_of_the_same(sentence, number, claim):
        claim = replace(claim, soft=True)
    if claim is not None:
        sentence.claims.append(claim)
    if number.unit in the_lexicon().measures or number.unit in ("", "零", "〇"):
        group = "channels" if one_more_way else _group(own, claim)
        rest = any(word.mark == "rest" for word in left)
        turned = sentence.compared and any(word.mark in ("rise", "fall") for word in left)
        listed = not turned if claim is None else claim.kind == "count"
        if listed and not (claim and (claim.last_year or claim.scope != sentence.scope)):
            sentence.counted.append((number, claim, "rest" if rest and not group else group, depth))
        # what has no cell is what a following 同比 speaks of, too
        if claim is None or (claim.kind in ("count", "none") and not claim.last_year):
            sentence.passage.last = claim
        elif claim.kind == "change":  # 新收减少 14 件，下降 11.7%
            sentence.passage.last = claim.of


def _is_one_more_way(sentence: Sentence, number: Number) -> bool:
    """信函申请 3 件、来访申请 9 件: one more way of asking, whatever it is called."""
    if not sentence.counted or sentence.counted[-1][2] != "channels":
        return False
    between = sentence.text[sentence.counted[-1][0].stop : number.start]
    return _IN_LIST.fullmatch(between) is not None


_IN_LIST = re.compile(r"[、,，;；][^、,，;；共计]{1,6}申请(?:的|数)?\s*")
_IN_ALL = re.compile(r"\s*(?:共|共计|合计|总计|总共)(?:为|是|有|计|\s)*")


def _part_of_the_same(sentence: Sentence, number: Number, claim: Claim) -> bool:
    """出台 21 件，其中联合印发 9 件: some of what was counted already."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or last.kind != "count" or not _divides(claim, last):
        return False
    return the_lexicon().any_of("parts").search(sentence.text, last.end, number.start) is not None


_AMONG = re.compile(r"\s*(?:当中|之中|中(?![央心标共国旬]))")
"""Behind a number: what follows speaks of some of them."""
_OUT_OF = re.compile(r"(?<!其)(?:当中|之中|(?<![其年集期])中)(?:有|的)?\s*$")
"""Before a number: it is some of what was named (答复中 2 件被…)."""


def _all_ways(sentence: Sentence, number: Number, before: int) -> Claim | None:
    """书面申请 2 件、网络申请 9 件，共 11 件: all requests, of whose ways in no cell tells. 新收 8 件，上年结转 3 件，
    共 11 件: both."""
    last = sentence.counted[-2:]
    ways = [each[2] for each in last] == ["channels", "channels"]
    came = {about for each in last if each[1] for about in each[1].phrase_ids} >= {"received", "carried_in"}
    if not ways and not came:
        return None
    if sentence.passage.topic != REQUESTS or not countable(number):
        return None
    if not _IN_ALL.fullmatch(sentence.text, before, number.start):
        return None
    phrase = the_lexicon().phrases["requests"]
    return Claim(
        "count", **place_of(sentence, number), value=number.value, phrase_ids=(phrase.id,), table=phrase.table,
        rows=phrase.rows if ways else (("received", "carried_in"),), approximate=number.approximate,
        scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _group(own: list[Word], claim: Claim | None) -> str:
    """What kind of part the number is; parts of one kind are added up."""
    groups = [w.phrase.group for w in own if w.phrase]
    if "channels" in groups:
        return "channels"
    phrases = the_lexicon().phrases
    return phrases[claim.phrase_ids[-1]].group if claim and claim.phrase_ids else ""


def _touches(sentence: Sentence, number: Number, word: Word) -> bool:
    """The phrase is what the number counts: 11件政府信息公开申请."""
    return _BEFORE_OBJECT.fullmatch(sentence.text, number.stop, word.start) is not None


_CONTENT = re.compile("(?:主要|大多|多数|内容|集中|事项)[多均都]?(?:涉及|为|是|有|集中|在|于|包括)|多为|大多是")
_LISTED = re.compile(r"(?:[,，、:：;；(]|其中[:,，]?|中[,，]?)\s*(?:答复|决定)?\s*$")


def _answers(sentence: Sentence, word: Word, number: Number) -> bool:
    """答复 22 件，其中公开 1 件、不予公开 4 件: 公开 by itself in a list of answers."""
    if not sentence.answers or sentence.passage.topic != REQUESTS:
        return False
    near = not sentence.text[word.end : number.start].strip(" 的共了")
    return near and _LISTED.search(sentence.text, sentence.span[0], word.start) is not None


_ASKS_FOR = re.compile(r"\s*(?:[均都]?[为是系])(?:申请|要求|请求)")
"""20 件为申请公开招生信息: what they ask for has no cell."""


def _own_phrases(sentence: Sentence, number: Number, left: list[Word], right: list[Word], before: int) -> list[Word]:
    """The phrases that the number speaks of, before or behind it."""
    if left and left[-1].text == "公开" and _answers(sentence, left[-1], number):
        granted = the_lexicon().phrases["granted"]
        return [replace(left[-1], phrase=granted, mark=granted.id)]
    if _ASKS_FOR.match(sentence.text, number.stop):
        return []
    told = max((match.end() for match in _CONTENT.finditer(sentence.text, before, number.start)), default=before)
    own = [word for word in left if word.phrase is not None and word.start >= told]
    if told > before and not own:
        return []  # 申请主要涉及征地 6 件: what they were about has no cell
    decided = any(word.phrase and word.phrase.rank and (word.phrase.rows or word.phrase.columns) for word in own)
    if not own:
        if _ONLY_COUNTS.fullmatch(sentence.text, before, number.start):
            own = _last_joined(sentence, [word for word in sentence.pending if word.phrase is not None])
            if own and (
                _CONTENT.search(sentence.text, own[-1].end, number.start)
                or _in_bracket_of_another(own, sentence, number)
            ):
                own = []
    elif sentence.pending and sentence.text[before - 1 : before] in ("、",):
        own = [*_same_group(sentence.pending, own), *own]
    for word in right:
        if word.phrase is None:
            continue
        if (not decided and not _parted(sentence, number, word)) or _touches(sentence, number, word):
            own.append(word)
    return own


def _in_bracket_of_another(own: list[Word], sentence: Sentence, number: Number) -> bool:
    """来自自然人，多为土地确权（6件）: in a bracket the number is of what stands right before it."""
    before = sentence.text[: number.start].rstrip()
    return before.endswith("(") and len(before) - 1 - own[-1].end > NEAR_BRACKET


def _parted(sentence: Sentence, number: Number, word: Word) -> bool:
    """Something else is counted between the number and the phrase."""
    return "比" in sentence.text[number.stop : word.start]


def _last_joined(sentence: Sentence, words: list[Word]) -> list[Word]:
    """Of the phrases before, those of the last segment and those joined to it by 、."""
    if not words:
        return []
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


def _claim(sentence: Sentence, number: Number, own: list[Word], left: list[Word], right: list[Word]) -> Claim | None:
    marks = {word.mark for word in left}
    if "not_compared" in marks:
        return None
    changing = {"rise", "fall"} & marks
    if changing and sentence.compared:
        turned = max((w for w in left if w.mark in changing), key=lambda word: word.end)
        if not re.match(r"\s*[到至]", sentence.text[turned.end : turned.end + 2]):
            return _change(sentence, number, own, falls=turned.mark == "fall")
    if number.unit == "%":
        return _share(sentence, number, own) if "share" in marks and "rate" not in marks else None
    if changing and not sentence.compared:
        return None
    counted = _meaning(sentence, number, own, left, right)
    if counted is None and {"last_year", "compared"} & marks and sentence.passage.last and countable(number):
        last = sentence.passage.last
        rows = [row for each in (last, *sentence.claims) if each.table == last.table for row in each.rows]
        place = place_of(sentence, number)
        counted = replace(
            last, **place, value=number.value, approximate=number.approximate, rows=tuple(dict.fromkeys(rows))
        )
    if counted is None and sentence.grown_from is not None and countable(number):
        counted = replace(
            sentence.grown_from,
            **place_of(sentence, number),
            value=number.value,
            approximate=number.approximate,
            year=0,
        )
        sentence.grown_from = None
    elif counted is not None and _grows_from(sentence, number):
        sentence.compared = True
        sentence.grown_from, counted = counted, replace(counted, last_year=True)
        return counted
    if counted is not None and {"last_year", "compared"} & marks:
        sentence.compared = True  # 去年为 52 件，减少 7 件
        counted = replace(counted, last_year=True)
    return counted


_TO = re.compile(r"\s*(?:增加|增长|上升|提高|增|减少|下降|降低|减|降)[到至为]\s*\d")
_FROM = re.compile(r"(?:由|从)(?:(?:19|20)\d\d\s*年度?|去年|上年度?|上一年度?)?(?:同期)?的?\s*$")


def _grows_from(sentence: Sentence, number: Number) -> bool:
    """由（2023年的）9 件增加到 15 件: the first is last year's."""
    before = sentence.text[max(0, number.start - 12) : number.start]
    return _TO.match(sentence.text, number.stop) is not None and _FROM.search(before) is not None


def _meaning(sentence: Sentence, number: Number, own: list[Word], left: list[Word], right: list[Word]) -> Claim | None:
    """A plain count or amount."""
    if number.unit not in ("", "元") and not countable(number):
        return None
    if any(word.mark == "foreign" for word in right if _touches(sentence, number, word)):
        return None
    if _foreign_object(left) or _foreign_behind(sentence, left, right):
        return None
    meant = chosen(sentence, own)
    if meant is None:
        return None
    table, rows, columns, phrases = meant
    is_fee = phrases[0].topic == FEES or any(phrase.id == "fees" for phrase in phrases)
    if is_fee != (number.unit == "元"):
        return None
    if not number.unit and not _linked(sentence, number, own):
        return None
    value = number.value / 10000 if is_fee else number.value
    soft = (
        any(phrase.soft for phrase in phrases)
        or (table == DISCLOSURE and any(w.phrase and w.phrase.id == "made_public" for w in own))
        or (table == DISCLOSURE and number.unit == "条")  # pieces of information; the form counts 件
        or (table == DISCLOSURE and number.unit == "项" and _KINDS.search(sentence.text, 0, number.start) is not None)
        or any(word.mark == "qualified" for word in (*left, *right))
        or _of_those(sentence, number, left)
        or _planned(sentence, number)
        or _acted_on(sentence, number)
    )
    around = [word.text for word in (*left, *right)]
    scope = _place_before(sentence, number) or sentence.scope
    if scope in WEBSITES and table == REQUESTS and not any(word.mark == "scope" for word in left):
        scope = ""  # 网站公开信息 42 条，办理申请 9 件
    return Claim(
        kind="amount" if is_fee else "count",
        **place_of(sentence, number),
        value=value,
        phrase_ids=tuple(dict.fromkeys(phrase.id for phrase in phrases)),
        table=table,
        rows=rows,
        columns=columns,
        loose=tuple(each for phrase in phrases for each in phrase.loose),
        approximate=number.approximate,
        scope="" if table == DISCLOSURE and _no_scope(scope, columns) else scope,
        year=sentence.year,
        soft=soft,
        filed=table == DISPUTES and any(word in the_lexicon().marks["filed"] for word in around),
        apart=not _joined(sentence, number, own, phrases),
    )


_KINDS = re.compile("事项|清单|目录")
"""行政权力事项 357 项，其中行政许可 49 项: kinds of decisions, and not decisions."""


def _no_scope(scope: str, columns: Alternatives) -> bool:
    return scope in WEBSITES or (scope in OTHER_YEARS and ("in_force",) in columns)


_PLACE = re.compile(r"([^\W\d为是有共的达计和在由向本我各该全]{2,6}(?:街道|办事处|镇|乡|区|县|市|旗|分局))\s*$")


def _place_before(sentence: Sentence, number: Number) -> str:
    """城关街道 12 件: whose number it is, where that is named right before it."""
    match = _PLACE.search(sentence.text, sentence.span[0], number.start)
    return match[1] if match else ""


_PLANS = re.compile("力争|争取|确保|计划|目标|预计|打算|拟|不少于|不低于|不超过|控制在")
_JOINS_BEFORE = re.compile(
    r"(?:的|了|有|为|是|数|量|件数|总数|总量|共|共计|合计|总计|累计|计|达到?|分别|各|均|约|近|超过?|申请|案件|决定|事项|类|政府信息|信息|公开|依申请|件"
    r"|方面|情况|提出|提交|办理|处理|答复|相关|等?原因|办件|含|其中|仅|只|也|还|又|已|则|占|[:()\"\s▒])*"
)
_JOINS_BEHIND = re.compile(
    r"(?:的|为|是|予以|均|已|依法|作出?|系|属于?|因|按|被|由|经|有|答复|政府信息|信息|申请|案件|公开|[(:\s])*"
)


def _joined(sentence: Sentence, number: Number, own: list[Word], phrases: tuple[Phrase, ...]) -> bool:
    """Nothing else stands between the number and the nearest of its phrases."""
    of_requests = any(phrase.table == REQUESTS for phrase in phrases)
    mine = [
        word
        for word in own
        if word.phrase in phrases or (of_requests and word.phrase is not None and word.phrase.id == "requests")
    ]  # 收到公民、法人的申请共 16 件: what was received is joined to its number
    before = max((word.end for word in mine if word.end <= number.start), default=-1)
    behind = min((word.start for word in mine if word.start >= number.stop), default=-1)
    text = sentence.text
    return (before >= 0 and _JOINS_BEFORE.fullmatch(text, before, number.start) is not None) or (
        behind >= 0 and _JOINS_BEHIND.fullmatch(text, number.stop, behind) is not None
    )


_DONE_BEHIND = re.compile(r"[^,;\d]{0,6}(?:办结|答复|办理完)")


def _of_those(sentence: Sentence, number: Number, left: list[Word]) -> bool:
    """收到的 48 件已经办结: those of what came in that are done."""
    came = any(word.phrase and word.phrase.id == "received" for word in left)
    of_them = came and sentence.text[: number.start].rstrip().endswith("的")
    return of_them and _DONE_BEHIND.match(sentence.text, number.stop) is not None


def _planned(sentence: Sentence, number: Number) -> bool:
    """力争复议纠正为零: what is wanted and not what was."""
    before = sentence.text[: number.start]
    clause = max(before.rfind(sign) for sign in ";；,，")
    return _PLANS.search(before, clause + 1) is not None


_SOME = ("对", "就", "将", "把", "尚有", "还有", "仍有")


def _acted_on(sentence: Sentence, number: Number) -> bool:
    """对 4 件申请…: some of them, to which something was done."""
    before = sentence.text[max(sentence.span[0], number.start - 3) : number.start]
    return before.rstrip().endswith(_SOME)


def _foreign_object(left: list[Word]) -> bool:
    """What is counted is named last, and it stands in no table: 收到留言 12 条."""
    named = [w for w in left if w.mark == "foreign" or (w.phrase and w.phrase.topic)]
    return bool(named) and named[-1].mark == "foreign"


def _foreign_behind(sentence: Sentence, left: list[Word], right: list[Word]) -> bool:
    """收到 2 件区政府的信息公开征询单: what was received is named behind its number, and it is no request."""
    if not right or any(word.phrase and word.phrase.topic for word in left):
        return False
    last = right[-1]
    return last.mark == "foreign" and sentence.text[last.end : last.end + 1] in ("", ",", "，", ";", "；", "、", ")")


def _linked(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """A number without a measure word counts only right behind its phrase: 受理数 11，."""
    behind = sentence.text[number.stop : number.stop + 1]
    before = [word.end for word in own if word.end <= number.start]
    near = bool(before) and _LINK.fullmatch(sentence.text, max(before), number.start) is not None
    return near and (not behind or behind in ",，。;；、)(（")


# ---------------------------------------------------------------- percentages and changes


def _subject(sentence: Sentence, number: Number, own: list[Word]) -> Claim | None:
    """What a change or a share speaks of: its own phrase, or the count before it."""
    last = sentence.passage.last
    meant = chosen(sentence, own) if own else None
    if meant is None:
        named = [w for w in own if w.phrase and (w.phrase.table or w.phrase.group == "public")]
        return last if sentence.passage.topic and not named else None  # without a topic: of what stands in no table
    table, rows, columns, phrases = meant
    about = tuple(phrase.id for phrase in phrases)
    if last is not None and last.table == table and {*last.rows} & {*rows} and (not columns or columns == last.columns):
        return last
    return Claim(
        "count", **place_of(sentence, number), value=number.value, phrase_ids=about, table=table, rows=rows,
        columns=columns, scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _change(sentence: Sentence, number: Number, own: list[Word], *, falls: bool) -> Claim | None:
    subject = _subject(sentence, number, own)
    if subject is None or subject.soft or (number.unit != "%" and not countable(number)):
        return None
    kind = "growth" if number.unit == "%" else "change"
    rows = subject.rows
    if subject is sentence.passage.last:  # 受理 3 件，其中…，较去年减少 2 件: perhaps of what was counted first
        counted = (each for each in sentence.claims if each.table == subject.table and each.columns == subject.columns)
        rows = tuple(dict.fromkeys((*rows, *(row for each in counted for row in each.rows))))
    return replace(
        subject, **place_of(sentence, number), kind=kind, value=number.value, approximate=number.approximate,
        of=subject, falls=falls, loose=(), last_year=False, filed=False, rows=rows,
    )  # fmt: skip


def _share(sentence: Sentence, number: Number, own: list[Word]) -> Claim | None:
    subject = _subject(sentence, number, [w for w in own if w.phrase and w.phrase.rank >= 3])
    if subject is None or subject.table == DISCLOSURE:
        return None
    whole = next((claim for _, claim, _, _ in sentence.counted if claim and _is_whole(claim, subject)), None)
    return replace(
        subject, **place_of(sentence, number), kind="share", value=number.value, approximate=number.approximate,
        of=subject, whole=whole, loose=(),
    )  # fmt: skip


def _is_whole(claim: Claim, subject: Claim) -> bool:
    groups = {the_lexicon().phrases[each].group for each in claim.phrase_ids}
    return claim.phrase_ids != subject.phrase_ids and not claim.columns and bool(groups & {"whole", "disputes"})
