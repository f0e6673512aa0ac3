"""Extraction of the numbers in a text and the cells that they refer to.

Results are cached per paragraph, so that only changed ones are read again. A report's figures are not used here: a
claim lists rows and columns of the statutory tables for every possible reading; :mod:`model.checks.claim_rules` tests
whether one of them agrees.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from model.narrative.breakdowns import breakdowns_of
from model.narrative.claims import Breakdown, Claim, ClaimKind, Hedge
from model.narrative.claims_of_one_list import beside_each_other
from model.narrative.counted_parts import has_same_cells, without_place
from model.narrative.excluded_readings import with_outcomes, without_excluded
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import folded, folded_sentences, numbers_in
from model.narrative.paragraphs import HELD, Paragraphs
from model.narrative.phrase_meanings import both_kinds
from model.narrative.sentence_reading import read_sentence
from model.narrative.sentence_state import (
    ParagraphState,
    ReadingContext,
    Sentence,
    words_in,
)
from model.narrative.some_of_a_cell import (
    as_added,
    of_one_row,
    of_the_same,
    of_those,
    says_what_is_left,
    speaks_of_attributes,
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
    below: ParagraphState
    """What the following paragraphs begin with: what a heading is about, otherwise unchanged."""
    flow: ParagraphState
    """The state after the last sentence that speaks of cells, for a paragraph that goes on about it."""


def read(paragraph: str, topic: str = "", subject: str = "") -> ParagraphReading:
    """Reads a paragraph; ``topic`` is the topic of the preceding text, ``subject`` what its section is about."""
    above = ParagraphState(topic, subject=subject)
    return _read(above, above, paragraph)


def _read(before: ParagraphState, above: ParagraphState, paragraph: str) -> ParagraphReading:
    """``above`` is what the last heading was about, ``before`` the same or what the paragraph goes on about."""
    found: list[tuple[int, SentenceReading]] = []
    is_heading = len(paragraph) <= HEADING
    is_title = is_heading and _STATES.search(paragraph) is None
    other_matter = above.other_matter and not is_title  # until the next heading
    if other_matter != before.other_matter:
        before = replace(before, other_matter=other_matter)
    state = flow = before
    for start, sentence in folded_sentences(paragraph):
        reading = _sentence_read(sentence, state)
        state = reading.after
        if reading.claims or reading.breakdowns:
            found.append((start, reading))
            flow = state
    below = replace(above, heading=())
    if is_heading:
        other_matter = state.other_matter if is_title else above.other_matter
        below = replace(above, topic=state.topic, heading=state.heading, other_matter=other_matter)
    return ParagraphReading(tuple(found), below, flow)


_STATES = re.compile("[0-9０-９一二三四五六七八九十两]\\s*[件宗份起]|未|没")
"""A short paragraph that counts or denies something is no title: 受理 3 件。"""


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
    passage = ReadingContext(
        before.topic,
        rows,
        before.last,
        before.scope,
        before.heading,
        before.subject,
        before.whole,
        before.elsewhere,
        before.other_matter,
        before.both_kinds,
    )
    sentence = Sentence(text, (0, len(text)), passage)
    read_sentence(sentence)
    counted_both = both_kinds(sentence)
    sentence.claims = [as_added(text, each) for each in without_excluded(text, with_outcomes(text, sentence.claims))]
    breakdowns = tuple(breakdowns_of(sentence))
    divided = {
        part for each in breakdowns for part in each.part_claims if part and has_same_cells(part, each.whole_claim)
    }
    attributes, attribute_ids = speaks_of_attributes(text), {*lexicon.roles.sorts_of_documents}
    same = of_the_same(text, sentence.claims)
    divided |= of_one_row(sentence.claims) | same | of_those(text, sentence.claims, same)
    left = says_what_is_left(before.last) or any(map(says_what_is_left, sentence.claims))
    if _add_up_to_hundred(sentence.claims):
        sentence.claims = [replace(each, of_hundred=each.kind is ClaimKind.SHARE) for each in sentence.claims]
    claims = [
        claim.hedged(Hedge.AMBIGUOUS)
        if claim in divided
        else claim.hedged(Hedge.AMBIGUOUS if Hedge.LENIENT in claim.hedges or "率" in claim.text else Hedge.LEFT)
        if left and claim.kind is ClaimKind.DONE
        else claim
        for claim in sentence.claims
        if not (attributes and claim.kind is ClaimKind.COUNT and attribute_ids & {*claim.phrase_ids})
    ]
    last, whole = passage.last and without_place(passage.last), passage.whole and without_place(passage.whole)
    named = tuple((table, phrase.id) for table, phrase in passage.rows.items())
    after = ParagraphState(
        passage.topic,
        named,
        last,
        passage.scope,
        passage.heading,
        passage.subject,
        whole,
        passage.elsewhere,
        passage.other_matter,
        counted_both,
    )
    return SentenceReading(tuple(beside_each_other(text, claims)), breakdowns, after)


def _add_up_to_hundred(claims: list[Claim]) -> bool:
    """15 %、31 %、15 %、39 %: three or more shares, rounded so that their sum is right."""
    shares = [claim.value for claim in claims if claim.kind is ClaimKind.SHARE]
    return len(shares) >= LEAST_SHARES and sum(shares) == WHOLE


LEAST_SHARES, WHOLE = 3, 100


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
    above = flow = ParagraphState(subject=subject)
    plain = _reader(above, above)
    for start, paragraph in paragraphs:  # hot path: most paragraphs are unchanged, and give what they gave before
        goes_on = bool(flow.topic) and flow.topic in paragraph.found(goes_on_about)
        reading = paragraph.found(_reader(flow, above) if goes_on else plain)
        below = reading.below
        if goes_on and below.other_matter is not above.other_matter:
            above = replace(above, other_matter=below.other_matter)
            plain = _reader(above, above)
        elif not goes_on and below != above:
            above = below
            plain = _reader(above, above)
        if reading.sentences:
            flow = reading.flow
            yield start, paragraph.text, reading


@lru_cache(maxsize=HELD)
def _reader(before: ParagraphState, above: ParagraphState) -> Callable[[str], ParagraphReading]:
    return partial(_read, before, above)
