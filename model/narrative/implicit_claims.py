"""Claims without a number: none (未收到), all answered (全部办结), some carried out (其余结转下年度)."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from model.narrative.claims import Claim, ClaimKind, Hedge, Span
from model.narrative.lexicon import Alternatives, Phrase, the_lexicon
from model.narrative.listed_words import listed_words
from model.narrative.number_phrases import counts_done
from model.narrative.numbers import Number
from model.narrative.phrase_meanings import REASONS
from model.narrative.sentence_state import Sentence, Word, words_in

_COMPLAINTS = frozenset({"举报", "投诉", "信访"})
"""Named in one breath with disputes: 未发生举报、投诉、行政复议."""


def add_absence_claims(sentence: Sentence, words: list[Word]) -> None:
    """未收到政府信息公开申请; 未发生行政复议、行政诉讼 (the object may go on behind a 、); 许可、处罚均无."""
    lexicon = the_lexicon()
    for word in words:
        if word.phrase is not None:
            _add_none_behind(sentence, words, word)
        if word.mark != "negated":
            continue
        end = _clause_end(sentence, word.end)
        if lexicon.contexts.same_verb.found(sentence.text, word.end):
            sentence.negated.append(word)
            continue  # 未制定、未废止规范性文件: of one object
        if chain := sentence.negated:
            sentence.negated = []
            if not sentence.text[chain[-1].end : word.start].strip("、,也和及又或 "):
                whole = sentence.text[chain[0].start : word.end]
                _add_none_of(sentence, replace(word, start=chain[0].start, text=whole), word.end, end)
                continue
        because = lexicon.contexts.reason.found(sentence.text, word.end - word.text.endswith("因"), end)
        if not _add_none_of(sentence, word, word.end, end) and because:
            _add_none_of(sentence, word, because.end(), end)


def _add_none_behind(sentence: Sentence, words: list[Word], last: Word) -> None:
    """行政复议、行政诉讼均为零: what there was none of is named before."""
    behind = the_lexicon().contexts.none_behind.found(sentence.text, last.end)
    if behind is None:
        return
    named: list[Word] = [last]
    for word in reversed(
        [each for each in (*sentence.pending, *words) if each.phrase is not None and each.end <= last.start]
    ):
        if sentence.text[word.end : named[0].start].strip("、和及与或 "):
            break
        named.insert(0, word)
    if any(word.mark == "negated" and word.end == named[0].start for word in words):
        return
    by_table: dict[str, list[Phrase]] = {}
    for word in named:
        assert word.phrase is not None
        if word.phrase.rows or word.phrase.columns:
            by_table.setdefault(word.phrase.table, []).append(word.phrase)
    whole = replace(named[0], text=sentence.text[named[0].start : behind.end()])
    for phrases in by_table.values():
        _add_absence(sentence, whole, behind.end(), phrases, makes=False)


def _add_none_of(sentence: Sentence, word: Word, at: int, end: int) -> bool:
    """Adds the claim that there was none of what is named between two positions; ``False``: nothing is."""
    lexicon = the_lexicon()
    found: list[Phrase] = []
    makes = lexicon.any_of("making").search(word.text) is not None
    for each in listed_words(sentence, list(words_in(lexicon, sentence.text, at, end)), 0):
        if each.start < at or each.mark in ("between", "own_scope", "open_list", "rest", "parts"):
            continue
        if not lexicon.only_between.fullmatch(sentence.text, at, each.start):
            break
        if each.mark == "neutral" or each.text in _COMPLAINTS:
            at = each.end
            continue
        if each.text in lexicon.marks["making"] and lexicon.roles.issued not in (p.id for p in found):
            makes = True  # 没有发布和废止的规范性文件
            at = each.end
            continue
        if each.phrase is not None and not (each.phrase.rows or each.phrase.columns):
            continue  # 公开 stands in 政府信息公开
        if each.phrase is None:
            break
        found.append(each.phrase)
        at = each.end
    if not found and (makes or "废止" in word.text or "失效" in word.text):
        spoken_of = sentence.passage.rows.get(lexicon.roles.disclosure)
        found = [spoken_of] if spoken_of and sentence.passage.topic == lexicon.roles.disclosure else []
        at += sentence.text[at : at + 1] == "的"  # 没有废止的
    if not found or not lexicon.ends_none.match(sentence.text, at):
        return False
    return _add_absence(sentence, word, at, found, makes=makes)


def _clause_end(sentence: Sentence, start: int) -> int:
    match = the_lexicon().contexts.clause_end.found(sentence.text, start, sentence.span[1])
    return match.start() if match else sentence.span[1]


def _add_absence(sentence: Sentence, word: Word, end: int, found: list[Phrase], *, makes: bool) -> bool:
    roles = the_lexicon().roles
    topics = {"", sentence.passage.topic, *(phrase.topic for phrase in found)}
    phrases = [phrase for phrase in found if phrase.rows and phrase.needs in topics]
    if all(phrase.rank == REASONS for phrase in phrases):
        return False  # 未涉及国家秘密: perhaps of what was published
    phrases = [phrase for phrase in phrases if phrase.id not in roles.bare_verbs]  # 未收到和处理申请
    top = max(phrases, key=lambda phrase: phrase.rank, default=None)
    if top is None:
        return False
    several = [phrase.columns for phrase in dict.fromkeys(found) if phrase.table == top.table and phrase.columns]
    columns = tuple(tuple(itertools.chain(*each)) for each in itertools.product(*several)) if several else top.default
    if top.table == roles.disclosure and top.topic == roles.disclosure and not top.default:
        columns = _of_documents(word.text, found, makes=makes)
    if top.table == roles.disclosure and not columns:
        return False
    same = [phrase for phrase in phrases if phrase.table == top.table and phrase.rank >= min(top.rank, 6)]
    rows = tuple(row for phrase in dict.fromkeys(same) for row in phrase.rows[0])
    sentence.claims.append(
        Claim(
            ClaimKind.NONE, word.start, end, sentence.text[word.start : end], Decimal(0), sentence.span,
            tuple(dict.fromkeys(phrase.id for phrase in same)), top.table, (rows,), columns,
            scope=sentence.scope or _scope_in(sentence, word), year=sentence.year,
            last_year=_speaks_of_last_year(sentence, word),
            hedges=frozenset({Hedge.AMBIGUOUS}) if any(phrase.soft for phrase in found) else frozenset(),
        )
    )  # fmt: skip
    return True


def _of_documents(negated: str, found: list[Phrase], *, makes: bool) -> Alternatives:
    """未发布、废止规范性文件: the columns of all that was not done, added up."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    done = {phrase.id: phrase.columns for phrase in found if phrase.columns}
    if makes:
        done[roles.issued] = phrases[roles.issued].columns
    if "废止" in negated or "失效" in negated:
        done[roles.repealed] = phrases[roles.repealed].columns
    if not done and negated.endswith(NONE_AT_ALL):
        done[roles.issued] = phrases[roles.issued].columns  # 无规范性文件
    return tuple(tuple(itertools.chain(*each)) for each in itertools.product(*done.values())) if done else ()


NONE_AT_ALL = ("无", "没有", "未有")


def _scope_in(sentence: Sentence, word: Word) -> str:
    match = the_lexicon().any_of("scope").search(sentence.text, max(sentence.span[0], word.start - 14), word.start)
    return match[0] if match else ""


_OTHER_CLAUSE = re.compile("^.*[,，;；]")


def _speaks_of_last_year(sentence: Sentence, word: Word) -> bool:
    before = sentence.text[max(sentence.span[0], word.start - 8) : word.start]
    before = _OTHER_CLAUSE.sub("", before)
    both = "今年" in before or "本年" in before  # 去年和今年都没有
    return the_lexicon().any_of("last_year").search(before) is not None and not both


def add_completion_claims(sentence: Sentence, span: Span, words: list[Word], numbers: list[Number]) -> None:
    """全部办结, 办结率 100%; 其余结转下年度, unless a number says how many."""
    lexicon, topic = the_lexicon(), sentence.passage.topic
    requests, carried_out = lexicon.roles.requests, lexicon.roles.carried_out
    for word in words:
        average = sentence.text[max(0, word.start - 1) : word.start] == "平"  # 平均答复时间
        if word.mark == "done" and not average and (topic == requests or _names_requests(words)):
            if _of_some(sentence, word) or any(counts_done(sentence, word, number) for number in numbers):
                continue
            if word.text.startswith(_ALL_THAT_CAME) and not _follows_what_came(sentence, word):
                continue
            if word.text.startswith(_THOSE) and (_were_answered(sentence, word) or _some_done(sentence, span, word)):
                continue
            about = sentence.text[max(sentence.span[0], word.start - 6) : word.end]
            gentle = lexicon.any_of("gentle").search(about) is not None
            sentence.claims.append(_all_or_left(sentence, ClaimKind.DONE, word.start, word.end, gentle=gentle))
        elif word.mark == carried_out and not numbers and topic == requests and _stands_alone(sentence, span, word):
            sentence.claims.append(_all_or_left(sentence, ClaimKind.LEFT, word.start, word.end))


_THOSE = ("均", "都", "全部", "已全部")
_ALL_THAT_CAME = ("已按", "已依", "已及", "已严", "已规", "已答复", "已回复", "已办")
"""已办结 without 全部: of all that came in only directly behind their count."""


def _of_some(sentence: Sentence, word: Word) -> bool:
    """其余均按期答复; 上年结转 5 件，均已办结: what was left or carried in only."""
    roles = the_lexicon().roles
    contexts = the_lexicon().contexts
    if contexts.of_the_rest.found(sentence.text[max(0, word.start - 8) : word.start]):
        return True
    if contexts.or_carried_out.found(sentence.text, word.end):
        return True
    counted = [each[1].phrase_ids for each in sentence.counted if each[1] is not None]
    came = {roles.received, roles.all_requests, roles.whole_of_shares}
    return (
        bool(counted)
        and roles.carried_in in counted[0]
        and not any(came & {*each} - {roles.carried_in} for each in counted if roles.carried_in not in each)
    )


def _follows_what_came(sentence: Sentence, word: Word) -> bool:
    """收到 12 件，已按时办结; but not …，其中 2 件…，已按时办结."""
    roles = the_lexicon().roles
    if not sentence.counted:
        return False
    number, claim, _, depth = sentence.counted[-1]
    if depth or claim is None or not {*claim.phrase_ids} <= {roles.all_requests, roles.received} or claim.columns:
        return False
    if the_lexicon().any_of("parts").search(sentence.text, 0, number.start):
        return False
    return the_lexicon().contexts.nothing_but_all.found(sentence.text, number.stop, word.start) is not None


def _were_answered(sentence: Sentence, word: Word) -> bool:
    """答复 39 件，均按期答复: those that were answered, and not all that came."""
    roles = the_lexicon().roles
    last = next((each for each in reversed(sentence.counted) if not each[3]), None)
    if last is None or last[1] is None or {roles.handled} != {*last[1].phrase_ids} - {*roles.beside_handled}:
        return False
    return the_lexicon().contexts.right_behind.found(sentence.text, last[0].stop, word.start) is not None


def _some_done(sentence: Sentence, span: Span, word: Word) -> bool:
    """收到 133 件，121 件均已答复: only the requests counted directly before the phrase."""
    before = sentence.text[span[0] : word.start]
    contexts = the_lexicon().contexts
    return contexts.counted_right_before.found(before) is not None and contexts.came_before.found(before) is None


def _names_requests(words: list[Word]) -> bool:
    requests = the_lexicon().roles.requests
    return any(word.phrase and word.phrase.topic == requests for word in words)


def _stands_alone(sentence: Sentence, span: Span, word: Word) -> bool:
    """其余结转下年度继续办理, as a clause by itself, and no rule for such cases."""
    contexts = the_lexicon().contexts
    before = contexts.left_alone.found(sentence.text, span[0], word.start)
    after = contexts.left_to_do.found(sentence.text, word.end, span[1])
    counted_none = bool(sentence.counted) and sentence.counted[-1][0].value == 0
    return before is not None and after is not None and not counted_none


def _all_or_left(sentence: Sentence, kind: ClaimKind, start: int, end: int, *, gentle: bool = False) -> Claim:
    left = the_lexicon().phrases[the_lexicon().roles.carried_out]
    return Claim(
        kind, start, end, sentence.text[start:end], Decimal(0), sentence.span, (left.id,), left.table,
        left.rows, scope=sentence.scope, year=sentence.year,
        hedges=frozenset({Hedge.LENIENT}) if gentle else frozenset(),
    )  # fmt: skip
