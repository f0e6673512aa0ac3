"""The state while a sentence is read: its lexicon words, context from earlier text, and the claims found."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from model.narrative.claims import Claim, Span
from model.narrative.clauses import CLAUSES, start_of
from model.narrative.lexicon import BARE, Alternatives, Lexicon, Phrase, the_lexicon
from model.narrative.numbers import Number
from model.narrative.phrase_groups import APPLICANTS


@dataclass(frozen=True)
class ParagraphState:
    """Context that a sentence takes from earlier ones of its paragraph; hashable, as part of a cache key."""

    topic: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    """(table, id of the last phrase that named rows of it)."""
    last: Claim | None = None
    """The preceding count, without its position; ``None`` if it refers to no cell."""
    scope: str = ""
    heading: tuple[tuple[str, ...], ...] = ()
    """Ids of the phrases of the preceding sentence, if that is a mere heading: 行政复议和行政诉讼情况。"""
    subject: str = ""
    """What the section is about, as the edition says."""
    whole: Claim | None = None
    """The last count of requests as a whole, without its position: 收到 8 件."""
    elsewhere: bool = False
    """What was named last stands in no table: 热线办理。"""
    other_matter: bool = False
    """A label or heading names another matter than requests: 工程建设。"""
    both_kinds: Alternatives = ()
    """The rows of both kinds of disputes, if the last that were counted were counted beside each other."""
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        seen = (self.topic, self.rows, self.last, self.scope, self.heading, self.subject, self.whole)
        object.__setattr__(self, "_hash", hash((*seen, self.elsewhere, self.other_matter, self.both_kinds)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True)
class Word:
    """A lexicon word at its position: a phrase, or (``phrase`` is ``None``) a mark."""

    start: int
    end: int
    text: str
    phrase: Phrase | None
    mark: str
    bare: bool = False
    """Means its phrase only as an item of a list: 公开 5 件."""


@dataclass
class ReadingContext:
    """Context from the preceding text of the paragraph, updated while reading."""

    topic: str
    rows: dict[str, Phrase]
    """Table -> the last phrase that named rows of it."""
    last: Claim | None
    """The preceding count; ``None`` if it refers to no cell."""
    scope: str
    heading: tuple[tuple[str, ...], ...] = ()
    subject: str = ""
    """What the section is about, as the edition says."""
    whole: Claim | None = None
    """The last count of requests as a whole: 收到 8 件."""
    elsewhere: bool = False
    """What was named last stands in no table: 热线办理。"""
    other_matter: bool = False
    """A label or heading names another matter than requests: 工程建设。"""
    both_kinds: Alternatives = ()
    """The rows of both kinds of disputes, if the last that earlier sentences counted stand beside each other."""

    @property
    def came(self) -> Decimal | None:
        """How many :attr:`whole` counts; ``None`` without it."""
        return self.whole.value if self.whole else None


Counted = tuple[Number, Claim | None, str, int]
"""(number, claim, group, depth of brackets)"""


@dataclass
class Sentence:
    """One sentence with the state of reading up to the current number."""

    text: str
    """Folded, with names masked."""
    span: Span
    passage: ReadingContext
    year: int = 0
    first_year: int = 0
    stands_after: tuple[int, ...] = ()
    """The year that applies again after the next comma; empty: no change."""
    words: list[Word] = field(default_factory=list)
    """All of the sentence."""
    comparing: bool = False
    """Years behind a 、 are compared with, too."""
    scope: str = ""
    of_last_year: bool = False
    """In a bracket right behind a word for last year: 与上年（复议 10 件、诉讼 6 件）相比."""
    topic_before: str = ""
    """The topic of the preceding text."""
    topic_here: bool = False
    answers: bool = False
    """Another answer to requests than 予以公开 is named."""
    lists_answers: bool = False
    """Two kinds of answer have numbers: whatever else is named, requests are spoken of."""
    decides: bool = False
    """Disputes are spoken of that the organ may have decided for others."""
    of_unknown: int = -1
    """Where the statement begins whose verbs perhaps count no requests: 受理仲裁案件 91 件，办结 88 件."""
    compared: bool = False
    grown_from: Claim | None = None
    """The claim of the start value in 由 … 增加到 …, for the number that follows."""
    pending: list[Word] = field(default_factory=list)
    """Phrases since the last number, in segments without one."""
    negated: list[Word] = field(default_factory=list)
    """未制定、未…: those whose object follows the next one."""
    counted: list[Counted] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    organs: set[str] = field(default_factory=set)
    """Those named as the ones who did what was counted; to the end of the sentence if it begins with that."""
    ways: tuple[Span, ...] = ()
    """Lists of ways of asking: 网站 20 件、来信 14 件."""
    in_order: Mapping[int, list[Word]] = field(default_factory=dict)
    """Start of a number -> its phrases, where things and their numbers are listed one after the other."""
    answered_behind: dict[int, bool] = field(default_factory=dict)
    """Start of a number whose answer the next clause gives -> whether the list is of all that came."""
    told: set[int] = field(default_factory=set)
    """Starts of the words that a number before them was read with, so that they are not said of the next one."""
    described: list[Span] = field(default_factory=list)
    """What requests were about whose answer follows: 一件索要会议纪要，予以公开."""
    for_each: Mapping[int, list[list[Word]]] = field(default_factory=dict)
    """Start of a number -> the phrases of each thing that has this number: 村民、企业各 1 件."""
    named: Mapping[str, set[str]] = field(default_factory=dict)
    """Group -> ids of its phrases that the sentence names, bare ones included."""


def words_in(lexicon: Lexicon, text: str, start: int, end: int) -> Iterator[Word]:
    """The lexicon's words between two positions; one match may yield several words."""
    match = lexicon.scan.search(text, start, end)
    while match:
        found = list(_words_of(lexicon, text, match))
        if not found:  # a bare word that stands in no list may hide a shorter one
            shorter = lexicon.scan_without_bare.match(text, match.start(), end)
            if shorter is None:
                match = lexicon.scan.search(text, match.start() + 1, end)
                continue
            match = shorter
            found = list(_words_of(lexicon, text, match))
        yield from found
        match = lexicon.scan.search(text, match.end(), end)


def _words_of(lexicon: Lexicon, text: str, match: re.Match[str]) -> Iterator[Word]:
    for kind in lexicon.classes(match):
        if kind[0] != BARE:
            yield Word(*match.span(), match[0], lexicon.phrases.get(kind), kind)
            continue
        phrase = lexicon.phrases[kind[1:]]
        first, end = _with_noun(lexicon, phrase, text, match), match.end()
        if _is_item(lexicon, phrase, text, (first, end)):
            yield Word(first, end, text[first:end], phrase, phrase.id, True)


WEBSITES = ("门户网站", "政府网站")
"""A channel of requests, not a scope of decisions or documents."""

LONGEST_LEAD = 6
"""Characters before a word of a list that tell whether an item begins with it."""


LONGEST_NOUN = 22
"""Characters before a kind of applicant in which it is told more exactly, and what leads there."""


def _with_noun(lexicon: Lexicon, phrase: Phrase, text: str, match: re.Match[str]) -> int:
    """Where a kind of applicant begins that a noun right before tells more exactly: 村民 3 件、养殖公司 1 件."""
    start = match.start()
    if phrase.group != APPLICANTS or not phrase.modified:
        return start
    if lexicon.contexts.noun_before.found(text, max(0, start - LONGEST_LEAD), start):
        return start  # 外地企业: some of them
    noun = lexicon.contexts.noun_of_applicant.found(text, max(0, start - LONGEST_NOUN), start)
    return noun.start(1) if noun else start


def without_nouns_of_applicants(words: Iterable[Word]) -> list[Word]:
    """The words but those within a kind of applicant: 培训 in 培训公司."""
    found = list(words)
    kinds = [word for word in found if word.bare and word.phrase is not None and word.phrase.group == APPLICANTS]
    return [
        word
        for word in found
        if not any(kind.start <= word.start and word.end < kind.end and word is not kind for kind in kinds)
    ]


def _is_item(lexicon: Lexicon, phrase: Phrase, text: str, span: Span) -> bool:
    """Whether a bare word is an item of a list with its number: 许可 3 件、处罚 2 件; 2 件公开，1 件维持."""
    contexts = lexicon.contexts
    start, end = span
    lead = max(0, start - LONGEST_LEAD)
    if contexts.none_right_before.found(text, lead, start):
        return not phrase.stands_for and contexts.item_ends.found(text, end) is not None
    if contexts.none_of_list.found(text, end):
        return not phrase.stands_for and (begins_item(text, start) or text.endswith(_THE_REST, 0, start))
    if phrase.absent:
        return False
    if phrase.group == APPLICANTS and _PEOPLE_BEFORE.search(text, lead, start):
        return _PEOPLE_BEHIND.match(text, end) is not None  # 1 名村民和 1 家企业
    if contexts.item_counted.found(text, lead, start):
        return contexts.item_ends.found(text, end) is not None
    if not contexts.item_number.found(text, end):
        return False
    if phrase.modified:
        return contexts.not_done.found(text, lead, start) is None
    return begins_item(text, start)


_PEOPLE_BEFORE = re.compile(r"\d\s?[名家位户]$")
_PEOPLE_BEHIND = re.compile(r"(?:提[出交]|申请|的)*(?:[,，;；。、()和及与]|$)")
_THE_REST = ("其余", "其余的")
"""Before the first of what there was none of: 其余许可、强制皆无."""


def begins_item(text: str, start: int) -> bool:
    """Whether an item of a list begins at ``start``."""
    return the_lexicon().contexts.item_begins.found(text, max(0, start - LONGEST_LEAD), start) is not None


def end_of_what_came(sentence: Sentence) -> int:
    """Where the sentence's last count of the requests as a whole ends; -1: it has none."""
    came = sentence.passage.came
    return max((each.end for each in sentence.claims if each.value == came and not each.columns), default=-1)


def tells_what_about(sentence: Sentence, word: Word) -> bool:
    """申请内容涉及规范性文件目录、住房政策等，均已答复; 以行政审批领域为主: what the requests were about."""
    text = sentence.text
    begin = start_of(CLAUSES, text, word.start, sentence.span[0])
    if the_lexicon().contexts.subject_matter.found(text, begin, word.start) is not None:
        return True
    return _MOSTLY_OF.search(text, begin, word.start) is not None and _MOSTLY.match(text, word.end) is not None


_MOSTLY_OF, _MOSTLY = re.compile("(?<![予可所])以(?![来上及])"), re.compile(r"[^,，;；。\d]{0,16}(?:为主|居多)")


def place_of(sentence: Sentence, number: Number) -> dict[str, Any]:
    """The position fields of a claim, as keyword arguments."""
    text = sentence.text[number.start : number.end]
    return {"start": number.start, "end": number.end, "text": text, "sentence": sentence.span}


def scope_before(sentence: Sentence, start: int) -> str:
    """The words right before that limit what is said to another organ, place or time; empty: none."""
    begin = max(sentence.span[0], start - FAR_SCOPE)
    match = the_lexicon().any_of("scope").search(sentence.text, begin, start)
    if match is None or (match[0].endswith(_YEARS) and _THIS_YEAR.search(sentence.text, match.end(), start)):
        return ""  # 均为历年保留，本年度没有制定规范性文件
    if match[0].endswith(_YEARS) and _AND_THIS_YEAR.search(sentence.text, begin, match.start()):
        return ""  # 全年及历年均未发生复议
    if is_of_an_event(sentence, match.start()):
        return ""
    return match[0]


def is_of_an_event(sentence: Sentence, scope: int) -> bool:
    """参加全市依申请公开培训 2 人次: whose event it was, and nothing is counted of the place."""
    event = _EVENT.match(sentence.text, scope)
    return event is not None and _TOOK_PART.search(sentence.text, sentence.span[0], scope) is not None


_TOOK_PART = re.compile("(?:参加|参与|出席|列入|纳入|获评|荣获|评为)了?$")
_EVENT = re.compile(
    r"[^,，;；。\d]{2,24}(?:培训|会议?|评估|考核|竞赛|比赛|活动|检查|测评|交流|典型|先进|优秀|示范|学习|讲座|轮训|平台|试点)"
)
_AND_THIS_YEAR = re.compile("(?:本年|今年|当年|全年|本年度)(?:及|和|与|以及)(?:以往)?$")
_YEARS, _THIS_YEAR = ("年", "年度", "年来", "以来"), re.compile("[,，;；](?:本年|今年|当年|全年|年内)")


FAR_SCOPE = 14
"""Most characters from the words for a scope to what is said of it."""
