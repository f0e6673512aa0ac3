"""What a word that denies is said of: the *things* behind it, before it, or in the heading before.

A thing is the phrases between two joining words, as 制发 and 规范性文件 in 未制发规范性文件、规章.
"""

import re
from dataclasses import dataclass, field

from model.narrative.clauses import LABELS, start_of
from model.narrative.lexicon import BARE, Phrase, the_lexicon
from model.narrative.listed_words import means_its_phrase
from model.narrative.phrase_groups import CHANNELS, PUBLIC, RESULTS
from model.narrative.sentence_state import Sentence, Word, words_in

Thing = list[Phrase]


_GOES_ON = "):(也亦又且均故还无未没零0"
"""Begin another statement right behind: 无复议无诉讼."""
SAME = re.compile("(?:此|该|这|上述|相关|有关|类似)类?(?:申请|事项|情况|案件)?")
"""Stands for what was named before: 未收到此类申请."""


@dataclass
class Denied:
    """What a word denies."""

    things: list[Thing] = field(default_factory=lambda: [[]])
    end: int = 0
    makes: bool = False
    """A verb that makes documents is among it."""
    shown: bool = False
    """A verb that publishes is among it, which no cell counts."""
    shown_behind: bool = False
    """It is the last of it: 没有一件申请获得公开, though some came."""

    @property
    def named(self) -> list[Thing]:
        return [each for each in self.things if each]


def clause_end(sentence: Sentence, start: int) -> int:
    """Where the clause ends that ``start`` is in."""
    match = the_lexicon().contexts.clause_end.found(sentence.text, start, sentence.span[1])
    return match.start() if match else sentence.span[1]


def _phrase_at(sentence: Sentence, at: int, end: int) -> Word | None:
    """The lexicon's word that begins right there, a bare one if it may be meant."""
    lexicon = the_lexicon()
    for scan in (lexicon.scan, lexicon.scan_without_bare):
        match = scan.match(sentence.text, at, end)
        if match is None:
            continue
        kinds = sorted(lexicon.classes(match), key=lambda kind: not _is_absent(kind))
        for kind in kinds:
            bare = kind[0] == BARE
            phrase = lexicon.phrases.get(kind.removeprefix(BARE))
            word = Word(*match.span(), match[0], phrase, kind.removeprefix(BARE), bare)
            if not bare or (ends_list(sentence, word.end, end) and means_its_phrase(sentence, word, 0)):
                return word
    return None


def _is_absent(kind: str) -> bool:
    """Whether the class is that of a phrase whose bare words say only that there was none of it: 无遗留."""
    phrase = the_lexicon().phrases.get(kind.removeprefix(BARE))
    return phrase is not None and phrase.absent


def ends_list(sentence: Sentence, at: int, end: int) -> bool:
    """Whether what is denied ends there, or its list goes on."""
    none, text = the_lexicon().none, sentence.text
    tail = none.ending.match(text, at, end)
    at = tail.end() if tail else at
    return at >= end or text[at] in "()（）" or none.joining.match(text, at, end) is not None


def things_behind(sentence: Sentence, at: int, end: int) -> Denied | None:
    """What is named behind the word that denies; ``None``: what is denied is limited, or something else."""
    lexicon, text = the_lexicon(), sentence.text
    none, found, begin = lexicon.none, Denied(end=at), at
    while at < end:
        if (same := SAME.match(text, at, end)) and ends_list(sentence, same.end(), end):
            at = same.end()
        elif match := lexicon.contexts.everybody.found(text, at, end):
            at = match.end()
        elif not found.named and (match := _organisations(sentence, at, end)):
            found.things[-1].append(lexicon.phrases[lexicon.roles.organisations])
            at = found.end = match.end()
        elif (word := _phrase_at(sentence, at, end)) and _take(found, word):
            if word.phrase is None and word.text[0] in _FOR and is_other_cause(word.text):
                return None
            if _is_answer_for_a_reason(sentence, begin, word):
                return None
            at = word.end
        elif match := none.joining.match(text, at, end):
            found.things.append([])
            at = match.end()
        elif not found.things[-1] and (match := _reason(sentence, at, end)):
            if is_other_cause(match[0]):
                return None
            if not _LIST.search(match[0]) and _ways_in(sentence, at, match.end()):
                return None  # 未收到通过网络提交的申请: perhaps others came otherwise
            at = match.end()
        elif match := _says_nothing(text, at, end, found):
            at = match.end()
        elif (tail := none.ending.match(text, at, end)) and none.joining.match(text, tail.end(), end) and tail[0]:
            at = tail.end()  # 未收到行政复议申请书和应诉通知书
        else:
            rest = none.ending.match(text, at, end)
            stop = rest.end() if rest else at
            if stop >= end or text[stop] in _GOES_ON:
                break
            if not found.things[-1] and found.named:
                break  # 未发生复议、诉讼、重大舆情: the list goes on
            return None if found.named or at > found.end else found
    return found


_WHY = re.compile("[^,，;；。]{0,6}?(?:因|由于|以|涉|属)")


def _is_answer_for_a_reason(sentence: Sentence, begin: int, word: Word) -> bool:
    """没有以内部事务信息为由不予公开的: perhaps some were denied for another one."""
    phrase, contexts = word.phrase, the_lexicon().contexts
    if phrase is None or phrase.group != RESULTS or _WHY.match(sentence.text, begin, word.start) is None:
        return False
    return contexts.for_a_reason.found(sentence.text, begin, word.start) is not None


def _organisations(sentence: Sentence, at: int, end: int) -> re.Match[str] | None:
    """没有单位申请; but not 无一人、无一单位申请, nor 企业 8 件，没有其他组织申请."""
    text = sentence.text
    if _PEOPLE.search(text, start_of(LABELS, text, at, sentence.span[0]), at):
        return None
    found = the_lexicon().contexts.only_organisations.found(text, at, end)
    if found and _OTHERS in found[0] and any(each.columns for each in sentence.claims):
        return None  # 企业 8 件、科研机构 6 件，没有其他组织申请: none of the rest
    return found


_OTHERS = "其他"


_PEOPLE = re.compile("人|公民|群众|居民|村民")


def _says_nothing(text: str, at: int, end: int, found: Denied) -> re.Match[str] | None:
    """A word between that has no cell: 未发生投诉、行政复议; 任何."""
    lexicon = the_lexicon()
    beside = None if found.things[-1] else lexicon.contexts.beside_disputes.found(text, at, end)
    return beside or lexicon.none.filling.match(text, at, end)


_LIST = re.compile("[、和或及与等]")


def _reason(sentence: Sentence, at: int, end: int) -> re.Match[str] | None:
    """因答复不当引起; but not 因信息公开被申请行政复议、提起, in which a dispute itself is named."""
    lexicon = the_lexicon()
    match = lexicon.contexts.reason.found(sentence.text, at, end)
    named = words_in(lexicon, sentence.text, at, match.end()) if match else ()
    return None if any(each.phrase and each.phrase.table == lexicon.roles.disputes for each in named) else match


_FOR = "因由"
_OTHER_CAUSE = re.compile(
    "处罚|许可|强制|征收|征地|拆迁|拆除|工伤|认定|执法|登记|合同|劳动|热线|工单|信访|投诉|举报|确权|社保|补偿|环评"
)
_OF_DISCLOSURE = re.compile("公开|答复|申请")


def is_other_cause(reason: str) -> bool:
    """因行政处罚引起的复议: not about information."""
    return _OTHER_CAUSE.search(reason) is not None and _OF_DISCLOSURE.search(reason) is None


def _ways_in(sentence: Sentence, start: int, end: int) -> int:
    """How many ways of asking are named."""
    return sum(
        each.phrase is not None and each.phrase.group == CHANNELS
        for each in words_in(the_lexicon(), sentence.text, start, end)
    )


def _take(found: Denied, word: Word) -> bool:
    """Adds the word to what is denied; ``False``: it is no part of it."""
    lexicon, phrase = the_lexicon(), word.phrase
    if phrase is not None and (phrase.rows or phrase.columns or phrase.group == CHANNELS):
        found.things[-1].append(phrase)
        found.end = word.end
        return True
    if word.text in lexicon.none.makes:
        found.makes = True
        return True
    if phrase is not None:
        found.shown = found.shown or phrase.group == PUBLIC
        found.shown_behind = bool(found.things[-1]) and phrase.group == PUBLIC
        return phrase.group == PUBLIC
    return word.mark in ("neutral", "own_scope", "open_list")


def things_before(sentence: Sentence, words: list[Word], denies: Word) -> tuple[list[Thing], int] | None:
    """What is named before the word that denies, and where that begins: 行政复议、行政诉讼均未发生."""
    lexicon, text = the_lexicon(), sentence.text
    none = lexicon.none
    named = [
        each
        for each in (*sentence.pending, *words)
        if each.end <= denies.start
        and each.phrase is not None
        and (each.phrase.rows or each.phrase.columns or each.phrase.group == CHANNELS)
    ]
    if not named and (left := _absent_before(sentence, denies)):
        return [[left.phrase]] if left.phrase else [], left.start
    if not named:
        lead = none.leading.match(text, sentence.span[0], denies.start)
        heading = sentence.passage.heading
        if not heading or (lead.end() if lead else sentence.span[0]) < denies.start:
            return None
        return [[lexicon.phrases[each] for each in thing] for thing in heading], denies.start
    lead = none.leading.match(text, named[-1].end, denies.start)
    if (lead.end() if lead else named[-1].end) < denies.start:
        return None
    things: list[Thing] = [[]]
    start = denies.start
    for word in reversed(named):
        assert word.phrase is not None
        if start < denies.start:
            joined = _joined(text[word.end : start])
            if joined is None:
                break
            if joined:
                things.insert(0, [])
        things[0].insert(0, word.phrase)
        start = word.start
    return things, start


def _absent_before(sentence: Sentence, denies: Word) -> Word | None:
    """未结件数为零: what is left over, which only such words name."""
    text, requests = sentence.text, the_lexicon().roles.requests
    if sentence.passage.topic != requests:
        return None
    for at in range(start_of(LABELS, text, denies.start, sentence.span[0]), denies.start):
        match = the_lexicon().scan.match(text, at, denies.start)
        kinds = [kind for kind in the_lexicon().classes(match) if _is_absent(kind)] if match else []
        lead = the_lexicon().none.leading.match(text, match.end(), denies.start) if match else None
        if match and kinds and (lead.end() if lead else match.end()) == denies.start:
            id_ = kinds[0].removeprefix(BARE)
            return Word(*match.span(), match[0], the_lexicon().phrases[id_], id_, bare=True)
    return None


def _joined(between: str) -> bool | None:
    """Whether a joining word stands between two phrases of a list; ``None``: they are in no list."""
    none = the_lexicon().none
    tail = none.ending.match(between)
    at = tail.end() if tail else 0
    joint = none.joining.match(between, at)
    rest = between[joint.end() if joint else at :]
    at = 0
    while filling := none.filling.match(rest, at):
        at = filling.end()
    return joint is not None if at == len(rest) else None


def heading_of(sentence: Sentence) -> tuple[tuple[str, ...], ...]:
    """The phrases of a sentence that is a mere heading, by things: 行政复议和行政诉讼情况。"""
    if sentence.claims or sentence.counted:
        return ()
    none, text = the_lexicon().none, sentence.text
    at = sentence.span[0]
    things: list[list[str]] = [[]]
    numbering = _NUMBERING.match(text, at)
    at = numbering.end() if numbering else at
    while at < sentence.span[1]:
        word = _phrase_at(sentence, at, sentence.span[1])
        if word is not None and word.phrase is not None and (word.phrase.rows or word.phrase.columns):
            things[-1].append(word.phrase.id)
            at = word.end
        elif match := none.joining.match(text, at):
            things.append([])
            at = match.end()
        elif (match := none.filling.match(text, at)) or ((match := none.leading.match(text, at)) and match.end() > at):
            at = match.end()
        else:
            return ()
    return tuple(tuple(each) for each in things if each)


_NUMBERING = re.compile(r"(?:[▒\s—●■◆·①-⑳-]|[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[,，])*+")
