"""Lists of things before a list of their numbers: 许可、处罚、强制分别为 3 件、2 件和 0 件."""

import re
from collections.abc import Iterator, Mapping, Sequence

from model.narrative.claims import Span
from model.narrative.lexicon import BARE, the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.phrase_groups import ANSWERS, APPLICANTS, DISPUTES, STOCK
from model.narrative.sentence_state import Sentence, Word

_JOINS = re.compile("、|以及|和|及|与")
_BEGINS = re.compile(r"[;；:：。()\d]")
_LAST_CLAUSE = re.compile("[,，]")
_NO_PART = (
    "的",
    "年度",
    "类",
    "案件",
    "决定",
    "申请",
    "提交",
    "提出",
    "数量",
    "件数",
    "数",
    "情况",
    "方面",
    "办理",
    "职能",
    "职责",
    "职权",
    "行为",
    "工作",
)
_NO_PARTS = (*_NO_PART, "为主", "三者", "两者", "两项", "三项", "均", "中", ",", "，", ":", "：")
"""Words between the last thing and what says that the numbers follow."""


def words_by_number(sentence: Sentence, numbers: Sequence[Number]) -> Mapping[int, list[Word]]:
    """Start of a number -> the phrases of its thing, for all numbers of such lists; no phrases where things and
    numbers do not go together."""
    found: dict[int, list[Word]] = {}
    for run in _runs(sentence, numbers):
        for number, words in zip(run, _things(sentence, run), strict=True):
            found[number.start] = words
    return found


def _runs(sentence: Sentence, numbers: Sequence[Number]) -> Iterator[list[Number]]:
    contexts, text = the_lexicon().contexts, sentence.text
    at = 0
    while at < len(numbers):
        run = [numbers[at]]
        at += 1
        if not contexts.respectively.found(text, sentence.span[0], run[0].start):
            continue
        while at < len(numbers) and contexts.next_of_numbers.found(text, run[-1].stop, numbers[at].start):
            run.append(numbers[at])
            at += 1
        if len(run) > 1 and _count_things(text, run):
            yield run


def _count_things(text: str, run: Sequence[Number]) -> bool:
    """12 件、3 件; 12、3 件; 件数分别为 12、3; 12 件、3 件和 5 万元."""
    counts = run[:-1] if run[-1].unit == "元" else run
    if not all(countable(each) or not each.unit for each in counts):
        return False
    return countable(counts[-1]) or COUNTS in text[max(0, run[0].start - FAR_COUNTS) : run[0].start]


COUNTS, FAR_COUNTS = "数", 8
"""件数、数量, and the most characters from there to the first number."""


def _things(sentence: Sentence, run: Sequence[Number]) -> list[list[Word]]:
    text = sentence.text
    says = the_lexicon().contexts.respectively.found(text, sentence.span[0], run[0].start)
    assert says is not None
    if text.endswith(YEARS, 0, says.start()):
        return [[] for _ in run]  # 行政诉讼两年分别为 15 件、18 件
    end = _without_tail(text, sentence.span[0], says.start())
    end = max([end, *(word.end for word in sentence.words if _is_cut(word, end) and word.end <= says.start())])
    if shares := _shares_before(text, max(sentence.span[0], end - LONGEST_SHARES), end):
        things = [phrases_of_thing(sentence, *each) for each in shares]
        return things if len(things) == len(run) and all(things) else [[] for _ in run]
    start = max((m.end() for m in _BEGINS.finditer(text, sentence.span[0], end)), default=sentence.span[0])
    if text.endswith(")", start - 1, end) and (inside := _things_in_bracket(sentence, end)):
        return inside if len(inside) == len(run) else [[] for _ in run]
    if end == start and len(sentence.passage.heading) == len(run):
        return [_heading_words(each) for each in sentence.passage.heading]  # 许可、处罚。分别为 3 件、2 件
    start = max((m.end() for m in _LAST_CLAUSE.finditer(text, start, end)), default=start)
    leads = _LEADS.match(text, start, end)
    start = leads.end() if leads else start
    bounds = [start, *(place for m in _JOINS.finditer(text, start, end) for place in m.span()), end]
    spans = [(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    if len(spans) < len(run):
        return [[] for _ in run]
    things = [phrases_of_thing(sentence, *span) for span in spans[-len(run) :]]
    if not all(things):
        return [[] for _ in run]
    if any(word.phrase and word.phrase.group == APPLICANTS for word in things[0]):  # 自然人、…、其他申请: of whom
        things = [[word for word in each if word.phrase and word.phrase.group not in ANSWERS] for each in things]
    heads = [word for each in (things[0], things[-1]) if len(each) > 1 for word in each if word.phrase.rows]  # type: ignore[union-attr]
    things = [
        each if any(word.phrase and word.phrase.rows for word in each) or not heads else [*heads[:1], *each]
        for each in things
    ]
    return _with_verb_of_all(things)


def _is_cut(word: Word, end: int) -> bool:
    """行政诉讼案件: a dispute, whose name ends with a word that is said of anything."""
    return word.start < end < word.end and word.phrase is not None and word.phrase.group == DISPUTES


YEARS = ("两年", "三年", "四年", "五年")
_LEADS = re.compile(r"[^\d,，;；。:：、]{0,8}(?:答复|结果|类型|情况|方式)[为是](?=[^\d])")
"""答复为公开、不予公开、无法提供的依次是 25 件、399 件、31 件."""


def _shares_before(text: str, start: int, end: int) -> list[Span]:
    """自然人占 79.3%、企业占 20.7%，分别为 46 件和 12 件: where the things are named of which the shares are told."""
    things: list[Span] = []
    at = -1
    for each in _SHARE.finditer(text, start, end):
        things = [*things, each.span(1)] if each.start() == at else [each.span(1)]
        at = each.end()
    return things if at == end else []


def _things_in_bracket(sentence: Sentence, end: int) -> list[list[Word]]:
    """规范性文件（制发/废止/有效）分别为 3 件、2 件和 14 件: in a bracket, behind what they are of."""
    bracket = _LIST_IN_BRACKET.search(sentence.text, sentence.span[0], end)
    if bracket is None:
        return []
    bounds = [bracket.start(1), *(place for m in _PARTS.finditer(bracket[1]) for place in m.span()), bracket.end(1)]
    bounds[1:-1] = [bracket.start(1) + place for place in bounds[1:-1]]
    things = [phrases_of_thing(sentence, bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    clause = max((m.end() for m in _CLAUSE.finditer(sentence.text, sentence.span[0], bracket.start())), default=0)
    heads = [word for word in phrases_of_thing(sentence, clause, bracket.start()) if word.phrase and word.phrase.rows]
    if not all(things):
        return []
    return [each if any(word.phrase and word.phrase.rows for word in each) else [*heads[:1], *each] for each in things]


_SHARE = re.compile(r"([^\d,，;；。:：()、%占]{1,14})(?:占比?|比例)[为了到]?\s?[\d.]{1,6}\s?[%％][、,，和与及]?")
LONGEST_SHARES = 120
_PARTS = re.compile("、|/|以及|和|及|与")
_LIST_IN_BRACKET = re.compile(r"\(([^()\d,，;；。:：]{3,40})\)$")
_CLAUSE = re.compile(r"[,，;；。:：()]")


def _with_verb_of_all(things: list[list[Word]]) -> list[list[Word]]:
    """现行有效的规章、规范性文件分别为 5 件、48 件; 规章、规范性文件制发分别为…: what is said of one is of all."""
    verbs = [[word for word in each if word.phrase and word.phrase.group == STOCK] for each in things]
    if [bool(each) for each in verbs] == [True, *[False] * (len(things) - 1)]:
        return [things[0], *([*verbs[0], *each] for each in things[1:])]
    if [bool(each) for each in verbs] == [*[False] * (len(things) - 1), True]:
        return [*([*verbs[-1], *each] for each in things[:-1]), things[-1]]
    return things


def _heading_words(thing: Sequence[str]) -> list[Word]:
    phrases = the_lexicon().phrases
    return [Word(0, 0, "", phrases[each], each) for each in thing]


def _without_tail(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text.endswith(_NO_PARTS, start, end)):
        end -= max((len(each) for each in _NO_PARTS if text.endswith(each, start, end)), default=1)
    return end


def phrases_of_thing(sentence: Sentence, start: int, end: int) -> list[Word]:
    """The phrases of one thing; a bare word is one, too, since its number follows."""
    words = [
        word
        for word in sentence.words
        if start <= word.start and word.end <= end and word.phrase and (word.phrase.rows or word.phrase.columns)
    ]
    if words:
        return words
    lexicon = the_lexicon()
    end = _without_tail(sentence.text, start, end)
    for at in range(start, end):
        match = lexicon.scan.match(sentence.text, at, end)
        for kind in lexicon.classes(match) if match and match.end() == end else ():
            if kind.startswith(BARE):
                phrase = lexicon.phrases[kind[len(BARE) :]]
                return [Word(at, end, sentence.text[at:end], phrase, phrase.id, True)]
    return []
