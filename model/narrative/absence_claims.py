"""Claims that there was none of something: 未发生因答复引起的行政复议, 行政诉讼均为零, 规范性文件未新增, 行政复议。无。

Three stages: here a word that denies is found in its clause; ``denied_things`` reads what it is said of, behind it,
before it or in the heading before; ``absent_cells`` says which cells those things mean.
"""

import itertools
import re
from dataclasses import replace

from model.narrative.absent_cells import add_claims_of_none
from model.narrative.denied_things import (
    SAME,
    Denied,
    clause_end,
    ends_list,
    is_other_cause,
    things_before,
    things_behind,
)
from model.narrative.lexicon import NEGATED, Phrase, the_lexicon
from model.narrative.sentence_state import Sentence, Word

_IS_SUBJECT = re.compile(r"(?:的|申请|件)*[均都]已?(?!无|未|没|为|是)|的(?:申请|案件|件)?\s*(?:[有共]\s*)?\d")
"""未结转申请均已办结, 未再起诉的 1 件: what is denied tells which are meant."""
_CAME = ("新收", "新增")
_RECEIVED = ("收到", "接到", "接收到")
_ZERO = "零"
_IS = re.compile("[为是]$")
_ENDS = re.compile("[、,;)。]|$")
"""不予公开为零、不予处理为零: said of what stands before."""
_DIGIT = "0"
_HANDLED = ("无办理", "没有办理", "无答复", "没有答复", "无办结", "没有办结")
_COMMAS = (",", "，")
_IN_NUMBER = re.compile(r"[\d.%:A-Za-z]\s*$|(?:为|是|计|共|到|申请|公开|处理|提供|企业|自然人|组织)$")
"""10 复议, and 受理 0 复议 0, where a number stands behind its noun."""
_BEHIND = "零均都皆为是属"
"""Begin words that deny what stands before them: 处罚均为零，也无收费."""
_ALL_OF_THEM = ("均", "都", "皆", "全", "一概", "一律", "也", "亦")
_CAUSE = re.compile("(?:因|由|在|就|对)[^,，;；。:：]{0,20}$")


_ONCE = re.compile("(?:过去|以往(?!年度)|以前(?!年度)|此前|从前|历来|几乎)[^,，;；。]{0,4}$")
"""镇里过去几乎没办过申请: of earlier years, or not quite none."""
_BESIDES = re.compile(r"(?:收费[^,，;；。]{0,8}(?:之|以)?外|除此[之以]?外)[,，]?\s*$")
"""收费项目清单之外无收费; 除此之外未收到自然人的申请: none of other kinds."""


def _is_carried(phrase: Phrase) -> bool:
    roles = the_lexicon().roles
    return phrase.id in (roles.carried, roles.carried_out, roles.carried_in)


def _is_dispute(phrase: Phrase) -> bool:
    return phrase.table == the_lexicon().roles.disputes


def add_absence_claims(sentence: Sentence, words: list[Word]) -> None:
    """The claims of one segment."""
    for word in words:
        if word.mark == NEGATED:
            _add_denied(sentence, words, word)


def _of_things_before(sentence: Sentence, words: list[Word], word: Word) -> bool:
    """复议、诉讼均无，未…: of what stands before it; but not 规范性文件均未制发、未废止."""
    none, text = the_lexicon().none, sentence.text
    if none.makes_documents.search(word.text) or none.ends_documents.search(word.text):
        return False
    all_of_them = text[: word.start].endswith(_ALL_OF_THEM)
    return all_of_them and text[word.end : word.end + 1] in _COMMAS and bool(things_before(sentence, words, word))


def _add_denied(sentence: Sentence, words: list[Word], word: Word) -> None:
    contexts, text = the_lexicon().contexts, sentence.text
    if word.text == _DIGIT and _IN_NUMBER.search(text, 0, word.start):
        return
    if (
        word.text[0] not in _BEHIND
        and contexts.same_verb.found(text, word.end)
        and not _of_things_before(sentence, words, word)
    ):
        handled = the_lexicon().phrases[the_lexicon().roles.handled]
        if word.text.endswith(_HANDLED):  # 全年零申请，无办理、无结转
            add_claims_of_none(sentence, word, word.text, Denied([[handled]], word.end))
        else:
            sentence.negated.append(word)  # 未制定、未废止规范性文件: of one object
        return
    chain, sentence.negated = sentence.negated, []
    if chain and not text[chain[-1].end : word.start].strip("、,也和及又或 "):
        word = replace(word, start=chain[0].start, text=text[chain[0].start : word.end])
    if contexts.of_some_organs.found(text, sentence.span[0], word.start):
        return
    if contexts.wanted.found(text, sentence.span[0], word.start):
        return
    end = clause_end(sentence, word.end)
    is_said = word.text == _ZERO and _IS.search(text, 0, word.start) and _ENDS.match(text, word.end)
    denied = Denied(end=word.end) if is_said else things_behind(sentence, word.end, end)
    if denied is None or _IS_SUBJECT.match(text, denied.end):
        return
    of_documents = any(phrase.table == the_lexicon().roles.disclosure for thing in denied.things for phrase in thing)
    if word.text.endswith(_CAME) and not of_documents and the_lexicon().none.joining.match(text, word.end):
        received = the_lexicon().phrases[the_lexicon().roles.received]
        denied.things.insert(0, [received])  # 没有新收和结转的申请
    if chain and chain[0].text.endswith(_RECEIVED) and any(map(_is_carried, itertools.chain(*denied.things))):
        denied.things.insert(0, [the_lexicon().phrases[the_lexicon().roles.received]])  # 未收到也未结转申请
    if _BESIDES.search(text, sentence.span[0], word.start) or _ONCE.search(text, sentence.span[0], word.start):
        return
    start = word.start
    if not denied.named:
        same = SAME.match(text, word.end, end)
        if not ends_list(sentence, same.end() if same else word.end, end):
            return
        denied.things, start = things_before(sentence, words, word) or ([], word.start)
        if contexts.of_some_organs.found(text, sentence.span[0], start):
            return
    cause = _CAUSE.search(text, sentence.span[0], word.start)
    if cause and is_other_cause(cause[0]) and any(map(_is_dispute, itertools.chain(*denied.things))):
        return  # 在征地工作中未被提起复议
    if _is_information_fee(sentence, denied):
        return
    whole = replace(word, start=start, text=text[start : word.end])
    add_claims_of_none(sentence, whole, word.text, denied)


def _is_information_fee(sentence: Sentence, denied: Denied) -> bool:
    """信息处理费收取情况：未发出收费通知，未产生收费金额; 没有向申请人收费; 公开 3 件，不公开 2 件。
    无收费情况: of the fee for information, which has no cell."""
    roles = the_lexicon().roles
    if not all(phrase.topic == roles.charges for phrase in itertools.chain(*denied.things)):
        return False
    named = [match[0] for match in _FEES.finditer(sentence.text, sentence.span[0], denied.end + _FAR_ITEMS)]
    if not named:
        topic = sentence.passage.topic
        disputed = topic == roles.disputes  # 行政复议无，行政诉讼无，收费无
        return disputed or (not sentence.topic_here and sentence.passage.last is not None and topic == roles.requests)
    return _OF_INFORMATION.match(named[-1]) is not None


_FAR_ITEMS = 4
"""Most characters of what is said of 收费 behind it: 收费项目, 收费和减免."""
_OF_INFORMATION = re.compile("信息处理费|[向对]申请人|收费[及和、]?减免|申请(?:办理|答复)|[办处]理申请")
_FEES = re.compile(f"{_OF_INFORMATION.pattern}|行政(?:事业)?性?收费|事业性收费|收费项目")
