"""Bare words of lists: 公开 5 件、其他 1 件, which mean their phrase only where their list is about just that."""

from collections.abc import Iterable
from dataclasses import replace

from model.form.edition import FEES_OF_REQUESTS
from model.narrative.claims import Claim
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.phrase_groups import DISPUTES, REASONS, RESULTS
from model.narrative.phrase_meanings import is_resumed
from model.narrative.sentence_state import Sentence, Word, begins_item


def named_groups(words: Iterable[Word]) -> dict[str, set[str]]:
    """Group -> ids of its phrases among ``words``."""
    found: dict[str, set[str]] = {}
    for word in words:
        if word.phrase is not None:
            found.setdefault(word.phrase.group, set()).add(word.phrase.id)
    return found


def listed_words(sentence: Sentence, words: list[Word], depth: int) -> list[Word]:
    """The words of a segment: a bare word either takes the place of all others of its characters, or is dropped."""
    if not any(word.bare for word in words):
        return words
    meant = {(word.start, word.end): word for word in words if word.bare and means_its_phrase(sentence, word, depth)}
    return [
        _as_meant(word)
        for word in words
        if (
            meant[word.start, word.end] is word or word.mark == "rest"
            if (word.start, word.end) in meant
            else not word.bare
        )
    ]


def _as_meant(word: Word) -> Word:
    """留 1 件: the word with the phrase that its own stands for."""
    if word.phrase is None or not word.phrase.stands_for:
        return word
    meant = the_lexicon().phrases[word.phrase.stands_for]
    return replace(word, phrase=meant, mark=meant.id)


def means_its_phrase(sentence: Sentence, word: Word, depth: int) -> bool:
    """Whether a bare word stands where its phrase is spoken of."""
    phrase = word.phrase
    assert phrase is not None
    if (
        phrase.modified
        and sentence.passage.topic == the_lexicon().roles.requests
        and not sentence.named.get(phrase.group, set()) - {phrase.id}
        and not begins_item(sentence.text, word.start)
    ):
        return False  # 申请 5 件，涉及规划许可 2 件: what they were about
    if phrase.topic == the_lexicon().roles.charges and sentence.passage.subject == FEES_OF_REQUESTS:
        return False  # 无收费, where what requests cost is told
    if phrase.absent and phrase.default:
        return True  # 没有执法和许可
    if phrase.absent:
        topics = (the_lexicon().roles.requests, the_lexicon().roles.disputes)
        if "结转" in word.text or "复议" in word.text:
            return True
        passage = sentence.passage
        return passage.topic in topics or "公开" in sentence.text or (not passage.topic and passage.came is not None)
    if phrase.needs and phrase.needs != _topic_at(sentence, word) and not _goes_on(sentence, phrase):
        return False
    if phrase.rest_of:
        before = _group_before(sentence, depth)
        first = before == DISPUTES and phrase.group in phrase.rest_of and _begins_list(sentence, word)
        return before in phrase.rest_of or first  # 直接起诉 4 件：其他 3 件，未结 1 件
    return not phrase.beside or any(sentence.named.get(group, set()) - {phrase.id} for group in phrase.beside)


def _goes_on(sentence: Sentence, phrase: Phrase) -> bool:
    """印发文件 3 件；复议 2 件，撤销 1 件: of the disputes, and no longer of the documents."""
    return is_resumed(sentence, phrase) and sentence.claims[-1].table == phrase.table


def _topic_at(sentence: Sentence, word: Word) -> str:
    """67 件申请中已办 64 件: what the words before name, or else what is spoken of."""
    named = [
        each
        for each in sentence.words
        if each.end <= word.start and not each.bare and (each.mark == "foreign" or (each.phrase and each.phrase.topic))
    ]
    last = named[-1].phrase if named and sentence.passage.topic == "" else None
    return last.topic if last is not None else sentence.passage.topic


def _begins_list(sentence: Sentence, word: Word) -> bool:
    return sentence.text[: word.start].rstrip().endswith((":", "(", "其中"))


def _group_before(sentence: Sentence, depth: int) -> str:
    """The group of the last number of the list; empty if it is no claim."""
    counted = [each for each in sentence.counted if each[3] <= depth]
    outside = [each for each in counted if each[3] < depth]
    whole = outside[-1][1] if outside else None
    if whole and whole.phrase_ids and whole.table == the_lexicon().roles.requests:
        phrase = the_lexicon().phrases[whole.phrase_ids[-1]]
        if phrase.group == RESULTS and not phrase.rest_of:
            return ""  # 无法提供 5 件（不掌握 3 件，其他 2 件）: of those only
    claim = counted[-1][1] if counted else sentence.passage.last
    group = the_lexicon().phrases[claim.phrase_ids[-1]].group if claim and claim.phrase_ids else ""
    if group == REASONS and any(each[2] == RESULTS and each[3] == depth for each in counted):
        if any(each[3] == depth and _is_the_rest(each[1]) for each in counted):
            return group  # 其他处理 5 件，包括不补正 3 件、其他 2 件: the rest is counted, these are some of it
        return RESULTS  # 公开 23 件、信息不存在 11 件、其他 3 件: the rest of all answers
    return group


def _is_the_rest(claim: Claim | None) -> bool:
    """其他处理 5 件."""
    phrase = the_lexicon().phrases[claim.phrase_ids[-1]] if claim and claim.phrase_ids else None
    return phrase is not None and bool(phrase.rest_of) and phrase.group == RESULTS
