"""Extraction of the numbers in a text and the cells that they refer to.

Results are cached per paragraph, so that only changed ones are read again. A report's figures are not used here: a
claim lists rows and columns of the statutory tables for every possible reading; :mod:`model.checks.claim_rules` tests
whether one of them agrees.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from model.narrative.breakdowns import breakdowns_of
from model.narrative.certainty import ANSWERS
from model.narrative.claims import Breakdown, Claim, ClaimKind, Hedge
from model.narrative.lexicon import Alternatives, the_lexicon
from model.narrative.numbers import folded, folded_sentences, numbers_in
from model.narrative.paragraphs import HELD, Paragraphs
from model.narrative.sentence_reading import has_same_cells, read_sentence, without_place
from model.narrative.sentence_state import (
    ParagraphState,
    ReadingContext,
    Sentence,
    words_in,
)

HEADING = 24
"""A paragraph of up to this many characters is a heading: its topic applies to the following one."""


@dataclass(frozen=True, eq=False)
class SentenceReading:
    """The claims of one sentence; positions are relative to its start, so that it can be cached."""

    claims: tuple[Claim, ...]
    breakdowns: tuple[Breakdown, ...]
    after: ParagraphState


@dataclass(frozen=True, eq=False)
class ParagraphReading:
    """The claims of one paragraph."""

    sentences: tuple[tuple[int, SentenceReading], ...]
    """(start, reading) of the sentences with claims or breakdowns."""
    topic: str
    """The topic for the following paragraphs: that of a heading, otherwise unchanged."""
    heading: tuple[tuple[str, ...], ...]
    """Ids of the phrases of a heading, for a paragraph that says there was none of them."""
    flow: ParagraphState
    """The state after the last sentence that speaks of cells, for a paragraph that goes on about it."""


def read(paragraph: str, topic: str = "", subject: str = "") -> ParagraphReading:
    """Reads a paragraph; ``topic`` is the topic of the preceding text, ``subject`` what its section is about."""
    return _read(ParagraphState(topic, subject=subject), topic, paragraph)


def _read(before: ParagraphState, topic: str, paragraph: str) -> ParagraphReading:
    found: list[tuple[int, SentenceReading]] = []
    state = flow = before
    for start, sentence in folded_sentences(paragraph):
        reading = _sentence_read(sentence, state)
        state = reading.after
        if reading.claims or reading.breakdowns:
            found.append((start, reading))
            flow = state
    is_heading = len(paragraph) <= HEADING
    heading = state.heading if is_heading else ()
    return ParagraphReading(tuple(found), state.topic if is_heading else topic, heading, flow)


def goes_on_about(paragraph: str) -> frozenset[str]:
    """The topics of preceding text that the paragraph may go on about, by its first words: 2.不予公开 3 件."""
    sentences = folded_sentences(paragraph)
    if not sentences:
        return frozenset()
    lexicon, (_, text) = the_lexicon(), sentences[0]
    roles = lexicon.roles
    lead = lexicon.contexts.goes_on.found(text) or _label(text)
    at = lead.end() if lead else 0
    if len(sentences) > 1 and not text[at:].strip("。:：,，"):  # （三）申请人。自然人 402 件: behind a heading
        _, text = sentences[1]
        lead = lexicon.contexts.goes_on.found(text)
        at = lead.end() if lead else 0
    if lead and text[at : at + 1].isdecimal() and lexicon.contexts.all_together.compiled.search(lead[0]):
        return frozenset({lexicon.roles.requests, lexicon.roles.disputes})  # 以上合计 33 宗
    first = (word for word in words_in(lexicon, text, at, min(len(text), at + LONGEST_FIRST)) if word.start == at)
    return frozenset(
        word.phrase.needs or word.phrase.topic
        for word in first
        if word.phrase and word.phrase.id not in {*lexicon.roles.bare_verbs} - {roles.handled, roles.carried}
    ) - {""}


def _label(text: str) -> re.Match[str] | None:
    """主体构成：自然人 86 件: a label that names nothing else."""
    lexicon = the_lexicon()
    label = lexicon.contexts.label.found(text)
    named = words_in(lexicon, text, 0, label.end()) if label else ()
    return None if any(word.mark == "foreign" or (word.phrase and word.phrase.topic) for word in named) else label


LONGEST_FIRST = 40
"""Characters in which the first word of a paragraph and its number stand."""


@lru_cache(maxsize=HELD)
def _sentence_read(text: str, before: ParagraphState) -> SentenceReading:
    lexicon = the_lexicon()
    rows = {table: lexicon.phrases[phrase] for table, phrase in before.rows}
    passage = ReadingContext(before.topic, rows, before.last, before.scope, before.heading, before.subject, before.came)
    sentence = Sentence(text, (0, len(text)), passage)
    read_sentence(sentence)
    sentence.claims = [_as_added(text, each) for each in _narrowed(text, _with_outcomes(text, sentence.claims))]
    breakdowns = tuple(breakdowns_of(sentence))
    divided = {
        part for each in breakdowns for part in each.part_claims if part and has_same_cells(part, each.whole_claim)
    }
    attributes, attribute_ids = _speaks_of_attributes(text), {*lexicon.roles.sorts_of_documents}
    divided |= _of_one_row(sentence.claims) | _of_the_same(text, sentence.claims)
    left = _says_what_is_left(before.last) or any(map(_says_what_is_left, sentence.claims))
    claims = [
        claim.hedged(Hedge.AMBIGUOUS)
        if claim in divided
        else claim.hedged(Hedge.AMBIGUOUS if Hedge.LENIENT in claim.hedges or "率" in claim.text else Hedge.LEFT)
        if left and claim.kind is ClaimKind.DONE
        else claim
        for claim in sentence.claims
        if not (attributes and claim.kind is ClaimKind.COUNT and attribute_ids & {*claim.phrase_ids})
    ]
    last = passage.last and without_place(passage.last)
    named = tuple((table, phrase.id) for table, phrase in passage.rows.items())
    after = ParagraphState(passage.topic, named, last, passage.scope, passage.heading, passage.subject, passage.came)
    return SentenceReading(tuple(_beside_each_other(text, claims)), breakdowns, after)


def _beside_each_other(text: str, claims: list[Claim]) -> Iterator[Claim]:
    """Each count with the other numbers of its list: 自然人 3 件、企业 2 件."""
    lists: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if key := _list_of(claim):
            lists.setdefault(key, []).append(claim)
    plain = {key: tuple(map(without_place, some)) for key, some in lists.items() if len(some) > 1}
    for claim in claims:
        found = lists.get(_list_of(claim), [])
        others = [each for each in plain.get(_list_of(claim), ()) if each != without_place(claim)]
        yield replace(claim, beside=tuple(others), columns=_columns_left(text, claim, found)) if others else claim


def _columns_left(text: str, claim: Claim, of_list: list[Claim]) -> Alternatives:
    """维持 2 件、撤销 1 件; 企业 4 件、律所 1 件: of the columns that a word may mean, those without any that another
    number of its list is about; but not 企业 4 件，其中律所 1 件."""
    behind = itertools.accumulate(each.value for each in of_list if each.start > claim.start)
    if claim.value in [*behind][1:]:
        return claim.columns  # 单位 6 件；企业 5 件、律所 1 件: those add up to it
    parts = the_lexicon().any_of("parts")
    others = (each for each in of_list if each.start < claim.start or not parts.search(text, claim.end, each.start))
    taken = {column for each in others if each.columns and each is not claim for column in _in_every(each.columns)}
    left = tuple(each for each in claim.columns if taken.isdisjoint(each))
    return left if left and len(claim.columns) > 1 else claim.columns


def _in_every(columns: Alternatives) -> frozenset[str]:
    return frozenset(columns[0]).intersection(*columns[1:])


ANSWERED = "results"
"""The list of answers, whether by results or by their reasons."""


STOCK, DOCUMENTS = "stock", "documents"
"""发布规范性文件 8 件，失效 11 件，有效 92 件: one list."""


def _list_of(claim: Claim) -> tuple[object, ...]:
    """What the numbers of one list have in common; empty for what is in none."""
    if claim.kind is not ClaimKind.COUNT or claim.last_year or not claim.phrase_ids:
        return ()
    group, disclosure = the_lexicon().phrases[claim.phrase_ids[-1]].group, the_lexicon().roles.disclosure
    group = ANSWERED if group in ANSWERS else group
    group = STOCK if claim.table == disclosure and group == DOCUMENTS else group
    of_rows = claim.rows if claim.columns and claim.table != disclosure else ()
    return claim.table, group, claim.scope, claim.year, of_rows


def _with_outcomes(text: str, claims: list[Claim]) -> list[Claim]:
    """140 件行政复议、49 件行政诉讼获维持: an outcome after the second count applies to the first one, too."""
    found, disputes = list(claims), the_lexicon().roles.disputes
    for at, (one, other) in enumerate(itertools.pairwise(claims)):
        alike = one.kind is other.kind is ClaimKind.COUNT and one.table == other.table == disputes
        if (
            alike
            and other.columns
            and not one.columns
            and the_lexicon().contexts.joined_disputes.found(text, one.end, other.start)
        ):
            found[at] = replace(one, columns=other.columns, hedges=one.hedges | (other.hedges & {Hedge.AMBIGUOUS}))
        if alike and one.columns and not other.columns and _shares_outcome(text, one, other):
            found[at + 1] = replace(other, columns=one.columns)
    return [_with_outcome_of_all(text, claim) for claim in found]


def _shares_outcome(text: str, one: Claim, other: Claim) -> bool:
    """被纠正的复议 12 件、诉讼 3 件: what stands before the first applies to the second, too."""
    contexts = the_lexicon().contexts
    before = contexts.with_this_outcome.found(text, max(0, one.start - 12), one.start)
    return before is not None and contexts.next_dispute.found(text, one.end, other.start) is not None


_OUTCOME = 12
"""Most characters of an outcome."""


def _with_outcome_of_all(text: str, claim: Claim) -> Claim:
    """复议 2 宗，结果维持: all of them were upheld."""
    if claim.kind is not ClaimKind.COUNT or claim.table != the_lexicon().roles.disputes or claim.columns:
        return claim
    leads = the_lexicon().contexts.outcome_of_all.found(text, claim.end)
    if leads is None or not claim.value:
        return claim
    for word in words_in(the_lexicon(), text, leads.end(), leads.end() + _OUTCOME):
        ends = text[word.end : word.end + 1] in ("", *",，;；)。")
        if word.start == leads.end() and word.phrase and word.phrase.group == "outcomes" and ends:
            return claim if word.phrase.soft else replace(claim, all_in=word.phrase.columns)
    return claim


def _names_disclosure(text: str, claim: Claim) -> bool:
    """因信息公开提起诉讼 2 件: the part between signs that the claim stands in says that it is about disclosure."""
    begins = max(text.rfind(sign, 0, claim.start) for sign in ",，;；") + 1
    return "公开" in text[begins : claim.end if claim.kind is ClaimKind.NONE else claim.start]


def _narrowed(text: str, claims: list[Claim]) -> list[Claim]:
    """新收 59 件，上年结转 12 件; 予以公开 5 件，部分公开 3 件: where the words count the part by itself, the wide
    reading that includes it is dropped."""
    roles = the_lexicon().roles
    some = the_lexicon().contexts.some_on_disclosure
    if the_lexicon().contexts.not_on_disclosure.found(text):
        claims = [each for each in claims if each.table != roles.disputes or _names_disclosure(text, each)]
    claims = [
        claim.hedged(Hedge.AMBIGUOUS) if claim.table == roles.disputes and some.found(text, claim.end) else claim
        for claim in claims
    ]
    claims = [_as_in_or_out(text, claim, claims) for claim in claims]
    claims = [_as_decided(claim, claims) for claim in claims]
    claims = [_as_repealed(claim, claims) for claim in claims]
    claims = [_as_not_answered(claim, claims) for claim in claims]
    claims = [_as_none_of_all(claim, claims) for claim in claims]
    return [
        replace(claim, rows=claim.rows[:1])
        if (_is_counted_beside(text, claim, claims, roles.granted, roles.granted_in_part))
        or _result_is_counted_apart(claim, claims)
        or (
            _is_counted_beside(text, claim, claims, roles.received, roles.carried_in)
            and (
                the_lexicon().contexts.newly_received.found(text, max(0, claim.start - FAR_NEW), claim.start)
                or _is_added_behind(claim, claims)
            )
        )
        else claim
        for claim in claims
    ]


def _is_counted_beside(text: str, claim: Claim, claims: list[Claim], wide: str, part: str) -> bool:
    if claim.kind is not ClaimKind.COUNT or claim.phrase_ids[-1:] != (wide,) or len(claim.rows) < 2:
        return False
    of_part = the_lexicon().phrases[part].rows
    parts = [
        each
        for each in claims
        if each.kind is ClaimKind.COUNT
        and each.rows == of_part
        and not each.columns
        and not each.last_year
        and each.value
    ]
    marks = the_lexicon().any_of("parts")
    return any(each.start < claim.start or not marks.search(text, claim.end, each.start) for each in parts)


def _all_that_came() -> tuple[str, ...]:
    """The rows of what came in and what was carried in, together."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    return (*phrases[roles.received].rows[0], *phrases[roles.carried_in].rows[0])


_ADDED = re.compile(r"\s*[件宗份起条](?:新?申请)?(?:、|和|及|与|加|以及)[^,，;；、\d]{0,8}")


def _as_in_or_out(text: str, claim: Claim, claims: list[Claim]) -> Claim:
    """结转 2 件 where what was carried out, or in, is counted by itself: the other one; 新收 6 件、结转 2 件: in."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    if claim.phrase_ids[-1:] != (roles.carried,) or claim.kind is not ClaimKind.COUNT:
        return claim
    before = [each for each in claims if each.start < claim.start][-1:]
    if before and before[0].rows[:1] == phrases[roles.received].rows[:1] and not before[0].columns:
        total = before[0].value + claim.value
        sums_up = any(
            each.value == total and each.rows[0] == _all_that_came() for each in claims if each.start > claim.start
        )
        if sums_up or _ADDED.fullmatch(text, before[0].end, claim.start):
            return replace(claim, rows=phrases[roles.carried_in].rows)
    if before and before[0].rows == phrases[roles.handled].rows and not before[0].columns:
        return replace(claim, rows=phrases[roles.carried_out].rows)  # 办结 8 件，结转 2 件
    named = {
        each for other in claims if other.kind is ClaimKind.COUNT and not other.last_year for each in other.phrase_ids
    }
    if (roles.carried_out in named) is (roles.carried_in in named):
        return claim
    return replace(claim, rows=phrases[roles.carried_in if roles.carried_out in named else roles.carried_out].rows)


def _as_none_of_all(claim: Claim, claims: list[Claim]) -> Claim:
    """其他处理 0 件: none for any reason, unless one of them is counted."""
    phrases = the_lexicon().phrases
    if claim.kind is not ClaimKind.COUNT or claim.value or len(claim.rows) < 2 or not claim.phrase_ids:
        return claim
    counted = any(phrases[id_].group == "reasons" and each.value for each in claims for id_ in each.phrase_ids)
    return claim if counted or not phrases[claim.phrase_ids[-1]].rest_of else replace(claim, rows=claim.rows[:1])


def _as_not_answered(claim: Claim, claims: list[Claim]) -> Claim:
    """申请 43 件，办结 44 件: what came, where those that were answered are counted by themselves."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    answered = phrases[roles.handled].rows
    if claim.kind is not ClaimKind.COUNT or claim.phrase_ids != (roles.all_requests,) or claim.columns:
        return claim
    apart = any(each.rows == answered and each.kind is ClaimKind.COUNT and not each.columns for each in claims)
    left = tuple(each for each in claim.rows if (each,) != answered)
    return replace(claim, rows=left) if apart and left else claim


def _as_repealed(claim: Claim, claims: list[Claim]) -> Claim:
    """宣布失效 9 件: what was repealed, unless that is counted by itself; then neither is all of it."""
    lexicon = the_lexicon()
    repealed = lexicon.roles.repealed
    lapsed = {
        each.id for each in lexicon.phrases.values() if each.soft and each.columns == lexicon.phrases[repealed].columns
    }
    named = [{*each.phrase_ids} for each in claims if each.kind is ClaimKind.COUNT and each.rows == claim.rows]
    if claim.kind is not ClaimKind.COUNT or not {*claim.phrase_ids} & {repealed, *lapsed}:
        return claim
    if any(repealed in each for each in named) and any(lapsed & each for each in named):
        return claim.hedged(Hedge.AMBIGUOUS)
    return replace(claim, hedges=claim.hedges - {Hedge.SOFT}) if lapsed & {*claim.phrase_ids} else claim


MOST_DISPUTES = 2
"""Outcomes that are counted behind disputes tell that the disputes are those that the table counts by outcome."""


def _as_decided(claim: Claim, claims: list[Claim]) -> Claim:
    """收到复议 7 件，其中维持 4 件、纠正 3 件; 收到复议 1 件，尚未审结; 收到复议 0 件: what the table counts, too."""
    if Hedge.FILED not in claim.hedges or claim.kind is not ClaimKind.COUNT or claim.columns:
        return claim
    outcomes = [
        each
        for each in claims
        if each.start > claim.start and each.columns and each.table == claim.table and each.kind is ClaimKind.COUNT
    ]
    add_up = sum(each.value for each in outcomes) == claim.value
    if len(outcomes) >= MOST_DISPUTES or add_up or claim.all_in or not claim.value:
        return replace(claim, hedges=claim.hedges - {Hedge.FILED})
    return claim


def _result_is_counted_apart(claim: Claim, claims: list[Claim]) -> bool:
    """信访类不予处理 2 件、大量反复申请不予处理 1 件: each for its own reason, and not all that were not processed."""
    if claim.kind is not ClaimKind.COUNT or claim.last_year:
        return False
    if the_lexicon().phrases[claim.phrase_ids[-1]].group != "reasons":
        return False
    wide = {*claim.rows[1:]}
    others = (each for each in claims if each is not claim and each.kind is ClaimKind.COUNT)
    return bool(wide) and any(wide & {*each.rows} for each in others)


def _is_added_behind(claim: Claim, claims: list[Claim]) -> bool:
    """收到 19 件，加 2023 年结转 1 件: counted beside each other, unless what is new is counted once more."""
    roles = the_lexicon().roles
    behind = [each for each in claims if each.start > claim.start and each.kind is ClaimKind.COUNT]
    received = the_lexicon().phrases[roles.received].rows[0]
    again = any(each.rows[0] == received and not each.columns for each in behind)
    came_in = the_lexicon().phrases[roles.carried_in].rows
    return not again and any(each.rows == came_in and not each.columns for each in behind)


def _as_added(text: str, claim: Claim) -> Claim:
    """收到 19 件。上年结转 1 件; but not 其中上年结转 1 件, （含上年结转 1 件）."""
    came_in = the_lexicon().phrases[the_lexicon().roles.carried_in].rows
    if claim.kind is not ClaimKind.COUNT or claim.rows != came_in or claim.columns or claim.last_year:
        return claim
    statement = text.rfind(";", 0, claim.start) + 1
    is_part = text.count("(", 0, claim.start) > text.count(")", 0, claim.start) or the_lexicon().any_of("parts").search(
        text, statement, claim.start
    )
    return claim if is_part or not claim.value else replace(claim, added=True)


def _says_what_is_left(claim: Claim | None) -> bool:
    """17 件结转下年度，答复率 100%: of those that were due, as the words themselves say."""
    if claim is None or claim.kind is not ClaimKind.COUNT or not claim.value > 0:
        return False
    roles = the_lexicon().roles
    came_in = the_lexicon().phrases[roles.carried_in].rows
    return roles.carried_out in claim.phrase_ids or (
        claim.phrase_ids[-1:] == (roles.carried,) and claim.rows != came_in
    )


def _of_one_row(claims: list[Claim]) -> set[Claim]:
    """不掌握 1 件，信息不存在 1 件: two kinds that one row counts together."""
    of_row: dict[tuple[tuple[str, ...], Alternatives], list[Claim]] = {}
    for claim in claims:
        if claim.last_year or claim.kind is not ClaimKind.COUNT:
            continue
        if the_lexicon().phrases[claim.phrase_ids[-1]].group in ("results", "reasons"):
            of_row.setdefault((claim.rows[0], claim.columns), []).append(claim)
    return {claim for alike in of_row.values() if len(alike) > 1 for claim in alike}


_NEXT_ITEM = re.compile(r"\s*[件宗份起条]?、[^,，;；、]{0,8}")
FAR_NEW = 26
"""Most characters from the words for what is new to its number."""


def _of_the_same(text: str, claims: list[Claim]) -> set[Claim]:
    """当场办结 2 件、限时办结 1 件; 受理 97 件，州本级受理 11 件: of two counts of the same, the smaller is a part."""
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.kind is not ClaimKind.COUNT or claim.last_year or claim.table != the_lexicon().roles.requests:
            continue
        if the_lexicon().contexts.newly_received.found(text, max(0, claim.start - FAR_NEW), claim.start) is None:
            same.setdefault((claim.phrase_ids, claim.rows, claim.columns, claim.year, claim.scope), []).append(claim)
    smaller = {each for alike in same.values() for each in alike if each.value < max(one.value for one in alike)}
    listed = (pair for alike in same.values() for pair in itertools.pairwise(alike))
    return smaller.union(*(pair for pair in listed if _NEXT_ITEM.fullmatch(text, pair[0].end, pair[1].start)))


def _speaks_of_attributes(sentence: str) -> bool:
    """Documents are sorted into 主动公开, 依申请公开 and 不予公开 when they are made; those are no requests."""
    contexts = the_lexicon().contexts
    return (
        contexts.sorted_as_on_request.found(sentence) is not None
        and contexts.sorted_otherwise.found(sentence) is not None
        and (not contexts.of_requests.found(sentence) or contexts.sorted_papers.found(sentence) is not None)
    )


def claims_in(paragraph: str, topic: str = "", subject: str = "") -> tuple[Claim, ...]:
    """The claims of the paragraph, with positions relative to its start."""
    sentences = read(paragraph, topic, subject).sentences
    return tuple(_moved(claim, by) for by, reading in sentences for claim in reading.claims)


def number_at(text: str, position: int) -> tuple[int, int] | None:
    """(start, end) of the number at ``position``; ``None`` for a year, a percentage, a number in a title, or none."""
    begin = text.rfind("\n", 0, position) + 1
    words = folded(text[begin:].partition("\n")[0])
    for each in numbers_in(words, 0, len(words)):
        if each.start <= position - begin <= each.end:
            return None if each.unit in ("年", "%") else (begin + each.start, begin + each.end)
    return None


def _moved(claim: Claim, by: int) -> Claim:
    start, end = claim.sentence
    return replace(claim, start=claim.start + by, end=claim.end + by, sentence=(start + by, end + by))


def read_section(paragraphs: Paragraphs, subject: str = "") -> Iterator[tuple[int, str, ParagraphReading]]:
    """(start, paragraph, reading) of each paragraph of a section that has claims or breakdowns; ``subject`` is what the
    edition says that the section is about."""
    topic, flow = "", ParagraphState(subject=subject)
    heading = flow.heading
    plain = _reader(flow, topic)
    for start, paragraph in paragraphs:  # hot path: most paragraphs are unchanged, and give what they gave before
        if flow.topic and flow.topic in paragraph.found(goes_on_about):
            reading = paragraph.found(_reader(flow, topic))
        else:
            reading = paragraph.found(plain)
            if reading.topic != topic or reading.heading != heading:
                topic, heading = reading.topic, reading.heading
                plain = _reader(ParagraphState(topic, heading=heading, subject=subject), topic)
        if reading.sentences:
            flow = reading.flow
            yield start, paragraph.text, reading


@lru_cache(maxsize=HELD)
def _reader(before: ParagraphState, topic: str) -> Callable[[str], ParagraphReading]:
    return partial(_read, before, topic)
