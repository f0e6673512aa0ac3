"""Maps the phrases around a number to rows and columns of the statutory tables."""

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import cache

from model.narrative.claims import Claim
from model.narrative.clauses import SIGNS, STATEMENTS, start_of
from model.narrative.lexicon import Alternatives, Phrase, the_lexicon
from model.narrative.phrase_groups import APPLICANTS, CHANNELS, DOCUMENTS, OUTCOMES, STOCK, WHOLE
from model.narrative.sentence_state import Sentence, Word, words_in

RANK_OF_RESULTS, RANK_OF_REASONS = 3, 4
"""Ranks of phrases: how a request was answered, and why."""


Meaning = tuple[str, Alternatives, Alternatives, tuple[Phrase, ...]]


def _together(columns: Alternatives) -> Alternatives:
    """自然人和法人 17 件: both kinds of applicant counted as one; all of them are the total."""
    lexicon = the_lexicon()
    if len(columns) < 2 or lexicon.phrases[lexicon.roles.person].columns[0] not in columns:
        return columns
    every = tuple(dict.fromkeys(column for each in columns for column in each))
    return () if {*every} == _all_applicants() else (every, *columns)


@cache
def _all_applicants() -> frozenset[str]:
    phrases = the_lexicon().phrases.values()
    return frozenset(column for each in phrases if each.group == APPLICANTS for way in each.columns for column in way)


def belongs_elsewhere(sentence: Sentence, word: Word) -> bool:
    """行政诉讼 4 件，其中上年结转 1 件; 热线工单上年结转 46 件: no request was carried over there."""
    roles = the_lexicon().roles
    if word.phrase is None or word.phrase.id not in (roles.carried_in, roles.carried_out):
        return False
    if sentence.passage.topic:
        here = sentence.topic_here or bool(sentence.passage.heading)
        return here and sentence.passage.topic == roles.disputes
    last = _named_before(sentence, word)
    if last is None:
        behind = next((each for each in sentence.words if each.start >= word.end and _tells_what(each)), None)
        near = behind is not None and behind.mark == "foreign" and behind.start - word.end < NEAR_FOREIGN
        return near or sentence.passage.elsewhere or begins_with_unknown(sentence, word)
    return last.mark == "foreign"


def follows_foreign(sentence: Sentence, word: Word) -> bool:
    """热线工单上年结转 46 件: what it was is named in the same sentence, which is a doubt of its own."""
    last = _named_before(sentence, word) if not sentence.passage.topic else None
    return last is not None and last.mark == "foreign"


def _tells_what(word: Word) -> bool:
    return word.mark == "foreign" or (word.phrase is not None and not word.bare and word.phrase.topic != "")


def _named_before(sentence: Sentence, word: Word) -> Word | None:
    """The last word before that says what is spoken of."""
    roles = the_lexicon().roles
    named = (
        each
        for each in sentence.words
        if each.end <= word.start and each.mark not in (roles.carried_in, roles.carried_out) and _tells_what(each)
    )
    return max(named, key=lambda each: each.end, default=None)


def begins_with_unknown(sentence: Sentence, word: Word) -> bool:
    """仓库新到设备 15 件，转出 3 件; 重点任务上年移来 5 项: words that the lexicon does not know say what it was."""
    roles, text = the_lexicon().roles, sentence.text
    statement = start_of(STATEMENTS, text, word.start)
    named = [each for each in sentence.words if statement <= each.start <= word.start and each.phrase is not None]
    first = named[0] if named else word
    counted = _COUNTED.search(text, statement, first.start)
    end = counted.start() if counted is not None else first.start
    begin = start_of(SIGNS, text, end, statement)
    if first.mark not in (roles.received, roles.carried_in) and counted is None:
        return False
    contexts = the_lexicon().contexts
    lead = text[begin:end].strip("0123456789. ▒")
    if len(lead) >= LEAST_UNKNOWN and not lead.startswith(EXCEPT):
        known = contexts.nothing_new.found(lead) or contexts.counting_words.found(lead)
        return known is None
    return False


NEAR_FOREIGN = 12
"""连同跨年的 2 件在内，信访件共办理 24 件: most characters to what it was, where that is named behind."""
LEAST_UNKNOWN = 3
"""Fewest characters of a noun that says what was counted."""
EXCEPT = ("除", "扣除", "剔除", "不含", "不包括", "其中", "仍有", "尚有", "还有", "另有")
_COUNTED = re.compile("[0-9][件宗份起条项个]")


RESUMED = frozenset({STOCK, OUTCOMES})
"""Groups of phrases that are said of one table only."""


def is_resumed(sentence: Sentence, phrase: Phrase) -> bool:
    """制发 9 件，同步解读 9 件；废止 5 件: of what the sentence counted before, whatever was spoken of meanwhile."""
    return phrase.group in RESUMED and any(each.table == phrase.table for each in sentence.claims)


def _of_the_topic(sentence: Sentence, own: list[Word]) -> list[Word]:
    """被纠正 1 件, where disputes are spoken of: of those, and not of any."""
    of_topic = {(w.start, w.end) for w in own if w.phrase and w.phrase.needs == sentence.passage.topic != ""}
    return [w for w in own if not w.phrase or w.phrase.needs or (w.start, w.end) not in of_topic]


def _came(own: list[Word]) -> bool:
    """行政复议情况：收到 6 件: no requests."""
    roles = the_lexicon().roles
    return bool(own) and all(word.phrase is not None and word.phrase.id == roles.received for word in own)


def meaning_of(sentence: Sentence, own: list[Word]) -> Meaning | None:
    """(table, rows, columns, phrases used); ``None``: the phrases refer to no cell."""
    own = [word for word in own if not belongs_elsewhere(sentence, word) or follows_foreign(sentence, word)]
    own = _of_the_topic(sentence, own)
    roles = the_lexicon().roles
    topics = {"", sentence.passage.topic, *(w.phrase.topic for w in own if w.phrase)}  # 1 件被复议机关纠正
    phrases = [
        w.phrase
        for w in own
        if w.phrase and w.phrase.table and (w.phrase.needs in topics or is_resumed(sentence, w.phrase))
    ]
    if not phrases and sentence.passage.topic == the_lexicon().roles.disputes and _came(own):
        spoken_of = sentence.passage.rows.get(the_lexicon().roles.disputes)
        return (spoken_of.table, spoken_of.rows, (), (spoken_of,)) if spoken_of else None
    ways = {
        w.phrase.id
        for w in own
        if w.phrase
        and w.phrase.group == CHANNELS
        and not the_lexicon().contexts.other_ways.found(sentence.text, w.end)
        and not the_lexicon().contexts.one_way_of_several.found(sentence.text, w.end)
        and not the_lexicon().contexts.one_of_ways.found(sentence.text, max(0, w.start - 4), w.start)
    }
    if not phrases:
        return None
    top = max(phrases, key=lambda phrase: phrase.rank)
    if (
        len(ways) == 1
        and top.table != roles.disputes
        and all(p.group != DOCUMENTS for p in phrases)
        and not _is_only_way(sentence, own)
    ):
        return None  # one way of asking, which no cell counts; but 网上可查的规章 5 部
    phrases = [phrase for phrase in phrases if phrase.table == top.table]
    with_rows = [phrase for phrase in phrases if phrase.rows]
    columns = _together(tuple(dict.fromkeys(each for phrase in phrases for each in phrase.columns)))
    of_columns = [w for w in own if w.phrase in phrases and w.phrase.columns]
    if len(columns) > 1 and _are_summed(sentence, of_columns):
        columns = _sums(w.phrase.columns for w in of_columns if w.phrase)  # “维持”“纠正”合计 8 件
    elif len(of_columns) > 1 and _are_joined(sentence, of_columns):
        together = tuple(
            dict.fromkeys(column for word in of_columns if word.phrase for column in word.phrase.columns[0])
        )
        columns = (together, *(each for each in columns if each != together))  # 维持或终止 8 件
    elif any(phrase.id == roles.pending for phrase in phrases):
        columns = the_lexicon().phrases[roles.pending].columns  # 撤回、终止，1 件尚未审结: decided in no way
    if not with_rows:
        return _from_context(sentence, top, columns, own)
    rank = max(phrase.rank for phrase in with_rows)
    meant = tuple(dict.fromkeys(phrase for phrase in with_rows if phrase.rank == rank))
    answered = [phrase for phrase in meant if phrase.id == roles.handled]  # 办理申请答复 23 件
    verbs = {roles.handled, roles.whole_of_shares}
    of_rows = answered if answered and verbs == {phrase.id for phrase in meant} else meant
    rows = tuple(dict.fromkeys(each for phrase in of_rows for each in phrase.rows))
    if answered and _came_and_answered(sentence, own):
        rows = tuple(dict.fromkeys((*rows, *the_lexicon().phrases[roles.whole_of_shares].rows)))
    if rank == RANK_OF_RESULTS and len(meant) > 1:  # 部分公开、不予公开合计 7 件
        together = tuple(row for phrase in meant for row in phrase.rows[0])
        named = [word for word in own if word.phrase in meant]
        joined = _are_joined(sentence, named) or _are_summed(sentence, named)
        of_one = joined and all(len(phrase.rows) == 1 for phrase in meant)
        rows = (together,) if of_one else (together, *rows)
    if rank >= 6 and len(meant) > 1:
        rows = (tuple(row for each in rows for row in each), *rows)
    of_reasons = [word for word in own if word.phrase in meant] if rank == RANK_OF_REASONS else []
    if len(meant) > 1 and of_reasons and (_are_summed(sentence, of_reasons) or _count_together(sentence, of_reasons)):
        together = tuple(dict.fromkeys(row for phrase in meant for row in phrase.rows[0]))
        rows = (together, *_rows_of_results(with_rows))  # 因不存在或不掌握而无法提供 5 件
    elif rank == RANK_OF_REASONS and (whole := _result_of_several(sentence, own)):
        meant = (whole,)
        rows = whole.rows
    elif rank == RANK_OF_REASONS:  # 因不掌握等原因无法提供 42 件: perhaps for this reason, perhaps for all of them
        rows = tuple(dict.fromkeys((*rows, *_rows_of_results(with_rows))))
    if _adds_to_new(sentence, own, meant):
        rows = rows_of_all_there_was()
    if any(word.phrase in meant and _hides_first(word) for word in own):
        rows = (*rows, *the_lexicon().phrases[roles.granted].rows)
    rows = (*rows, *_in_court(sentence, own, columns, rows))
    if columns and top.table == roles.disputes and len(with_rows) > 1:  # 复议纠错、诉讼败诉的 8 件
        rows = tuple(dict.fromkeys((*rows, tuple(dict.fromkeys(row for each in with_rows for row in each.rows[0])))))
    if columns and rank == 0:
        return _from_context(sentence, top, columns, own)
    columns = columns or tuple(each for phrase in meant for each in phrase.default)
    if top.table == the_lexicon().roles.disclosure and not columns:
        return None
    used = tuple(phrase for phrase in phrases if phrase in meant or phrase.columns)
    return top.table, rows, columns, used


def _came_and_answered(sentence: Sentence, own: Sequence[Word]) -> bool:
    """受理、答复申请 124 件: how many there were, or how many were answered."""
    handled = the_lexicon().roles.handled
    return any(word.mark == handled and _RECEIVED_AND.search(sentence.text, 0, word.start) for word in own)


_RECEIVED_AND = re.compile("(?:收到|受理|接收|接到|登记)(?:、|并|和|及)$")


def _sums(columns: Iterable[Alternatives]) -> Alternatives:
    """For each choice among the columns that every word may mean, all of them together."""
    chosen = itertools.product(*dict.fromkeys(columns))
    return tuple(dict.fromkeys(tuple(dict.fromkeys(itertools.chain(*each))) for each in chosen))


def rows_of_all_there_was() -> Alternatives:
    """What was received and what came from last year, together."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    return ((*phrases[roles.received].rows[0], *phrases[roles.carried_in].rows[0]),)


def _adds_to_new(sentence: Sentence, own: list[Word], meant: Sequence[Phrase]) -> bool:
    """收到申请及上年结转申请合计 172 件: what is new, too."""
    from_last_year = (the_lexicon().roles.carried_in, the_lexicon().roles.carried)
    carried_in = [word for word in own if word.mark in from_last_year]
    if not carried_in or any(phrase.id not in from_last_year for phrase in meant):
        return False
    if EACH in sentence.text[carried_in[-1].end : carried_in[-1].end + FAR_EACH]:
        return False  # 新收和结转各一件
    if _SUMMED_BEHIND.match(sentence.text, carried_in[-1].end):
        return False  # 新收申请与上年结转的 10 件合计 227 件
    return any(
        word.phrase
        and word.phrase.group == WHOLE
        and _JOINS.fullmatch(sentence.text, word.end, carried_in[0].start)
        and not _COUNTED_BEFORE.search(sentence.text, 0, word.start)
        for word in own
    )


_SUMMED_BEHIND = re.compile(r"的?(?:申请)?\s?\d+\s?[件份宗起个条]?(?:申请)?[,，]?(?:合计|共计|总计|总共|共)")


def _is_only_way(sentence: Sentence, own: list[Word]) -> bool:
    """今年收到 2 件书面申请，均已答复: all that came in, where nothing was counted before and no other way is named."""
    if sentence.counted or sentence.passage.came is not None or sentence.passage.topic != the_lexicon().roles.requests:
        return False
    if not _came([word for word in own if not _is_way(word)]):
        return False
    lexicon = the_lexicon()
    parts = lexicon.any_of("parts").search(sentence.text, *sentence.span)
    ways = [word for word in words_in(lexicon, sentence.text, 0, len(sentence.text)) if _is_way(word)]
    return parts is None and len(ways) == 1


def _is_way(word: Word) -> bool:
    return word.phrase is not None and word.phrase.group == CHANNELS


_COUNTED_BEFORE = re.compile(r"\d\s*[件宗份起条]的?$")
_JOINS = re.compile("[和及与或]|以及|或者")
_JOINS_SUMMED = re.compile('[“”"、,，]*(?:[和及与或]|以及)?[“”"、]*')
SUMMED = re.compile(
    r"[”\"]?的?(?:等?(?:这|上述|以上)?[两二三四五][项类者种](?:[^\d,，;；。、]{0,6})?|二者)?的?(?:合计|共计?|一共|总计|总共|合起来|加起来|相加|加总|总和)(?:为|是|有)?\s*+\d"
)
"""“不掌握”“无现成信息”合计 14 件: behind several, which are counted together."""


def _are_summed(sentence: Sentence, words: list[Word]) -> bool:
    """“不掌握”“无现成信息”合计 14 件: the number behind them is the sum of all."""
    if len(words) < 2 or SUMMED.match(sentence.text, words[-1].end) is None:
        return False
    pairs = itertools.pairwise(words)
    return all(_JOINS_SUMMED.fullmatch(sentence.text, one.end, next_.start) is not None for one, next_ in pairs)


def _count_together(sentence: Sentence, words: list[Word]) -> bool:
    """不掌握或需制作 12 件; but not 重复申请和要求提供出版物各 1 件."""
    if not _are_joined(sentence, words):
        return False
    return EACH not in sentence.text[words[-1].end : words[-1].end + FAR_EACH]


EACH, FAR_EACH = "各", 6
"""So many of each, and the most characters to it behind the last."""


def _rows_of_results(phrases: Sequence[Phrase]) -> Alternatives:
    return tuple(row for each in phrases if each.rank == RANK_OF_RESULTS for row in each.rows)


def _are_joined(sentence: Sentence, words: list[Word]) -> bool:
    """不予处理和其他处理 3 件: both together."""
    pairs = itertools.pairwise(words)
    return all(_JOINS.fullmatch(sentence.text, one.end, next_.start) is not None for one, next_ in pairs)


def _result_of_several(sentence: Sentence, own: list[Word]) -> Phrase | None:
    """信息不存在等无法提供 7 件: one of several reasons, so that the result is meant."""
    for reason, result in itertools.pairwise(own):
        ranks = (reason.phrase and reason.phrase.rank, result.phrase and result.phrase.rank)
        if ranks == (RANK_OF_REASONS, RANK_OF_RESULTS) and sentence.text[reason.end : result.start].startswith("等"):
            return result.phrase
    return None


def _from_context(sentence: Sentence, top: Phrase, columns: Alternatives, own: list[Word]) -> Meaning | None:
    """Columns whose rows were named before: 行政复议 2 件，其中维持 1 件."""
    spoken_of = sentence.passage.rows.get(top.table)
    roles = the_lexicon().roles
    if top.table != roles.requests:
        if spoken_of is None or (top.group == STOCK and spoken_of.group != DOCUMENTS):
            return None  # 处罚 3 件，有效文件 1 件: of what is no decision
        last = sentence.passage.last
        counted = last.rows if last is not None and last.table == top.table and not last.columns else ()
        more = (
            *_wider(spoken_of),
            *_all_kinds_named(sentence, top),
            *_lost(top, own),
            *_both_counted(sentence, top, own),
        )
        return top.table, tuple(dict.fromkeys((*spoken_of.rows, *counted, *more))), columns, (top,)
    if _of_new(sentence):
        return top.table, the_lexicon().phrases[roles.received].rows[:1], columns, (top,)
    rows = the_lexicon().phrases[roles.all_requests].rows
    if spoken_of is not None:
        rows = tuple(dict.fromkeys((*spoken_of.rows, *rows)))
    return top.table, rows, columns, (top,)


def _hides_first(word: Word) -> bool:
    """隐去个人信息后予以公开: in part, but to some offices still 予以公开."""
    in_part = word.phrase is not None and word.phrase.id == the_lexicon().roles.granted_in_part
    return in_part and "后" in word.text and "部分" not in word.text


def _lost(top: Phrase, own: list[Word]) -> Alternatives:
    """复议纠正 2 件、败诉 1 件: a suit was lost, perhaps, whatever was counted before."""
    roles = the_lexicon().roles
    lost = top.table == roles.disputes and any(LOST in word.text for word in own if word.phrase is top)
    return the_lexicon().phrases[roles.suit].rows if lost else ()


LOST = "败诉"


def _all_kinds_named(sentence: Sentence, top: Phrase) -> Alternatives:
    """复议诉讼数量上升，被纠正 9 件: of both kinds, where the sentence names them and counts neither."""
    if top.table != the_lexicon().roles.disputes or any(each.table == top.table for each in sentence.claims):
        return ()
    named = [word.phrase for word in sentence.words if word.phrase and word.phrase.table == top.table]
    kinds = dict.fromkeys(row for each in named if each.rows for row in each.rows[0])
    return (tuple(kinds),) if len(kinds) > 1 else ()


def _in_court(sentence: Sentence, own: list[Word], columns: Alternatives, rows: Alternatives) -> Alternatives:
    """直接起诉 24 件，法院判决维持 20 件: of those, though 法院 names all suits."""
    last = sentence.claims[-1] if sentence.claims else None
    named = any(word.text.startswith(COURT) and word.phrase and word.phrase.rows for word in own)
    if not (named and columns) or last is None or last.table != the_lexicon().roles.disputes or last.columns:
        return ()
    return tuple(each for each in last.rows if each not in rows and {*each} < {*rows[0]})


COURT = "法院"


def _both_counted(sentence: Sentence, top: Phrase, own: list[Word]) -> Alternatives:
    """复议 13 件、诉讼 6 件，纠错 1 件: of both, perhaps."""
    if top.table != the_lexicon().roles.disputes:
        return ()
    begin = start_of(SIGNS, sentence.text, own[0].start, sentence.span[0]) if own else 0
    together = bool(own) and _TOGETHER.search(sentence.text, begin, own[0].end) is not None
    return both_kinds(sentence, together=together)


_TOGETHER = re.compile("合计|共计|总计|总共|一共|两类")


def both_kinds(sentence: Sentence, *, together: bool = False) -> Alternatives:
    """The rows of both kinds of disputes together, where they were counted beside each other last, and no outcome since
    is said of one kind (行政复议中维持 6 件), unless this one is said of both ``together`` (合计维持 7 件)."""
    claims = [each for each in sentence.claims if each.table == the_lexicon().roles.disputes]
    counted = claims[: max((at for at, each in enumerate(claims, 1) if not each.columns), default=0)]
    both = _counted_beside(sentence, counted) if counted else sentence.passage.both_kinds
    of_both = together or all(both[:1] == () or both[0] in each.rows for each in claims[len(counted) :])
    return both if of_both else ()


def _counted_beside(sentence: Sentence, counted: Sequence[Claim]) -> Alternatives:
    if {*the_lexicon().phrases[the_lexicon().roles.suit].rows[0]} < {*counted[-1].rows[0]}:
        return counted[-1].rows[:1]  # 复议、诉讼案件 33 件，其中已结案 25 件，未结案 8 件
    if len(counted) < 2 or counted[-2].columns:
        return ()
    one, other = counted[-2:]
    in_order = {one.start, other.start} <= {*sentence.in_order}  # 复议、诉讼分别为 13 件、24 件
    joined = in_order or _JOINS_KINDS.fullmatch(sentence.text, one.end, other.start) is not None
    if not joined or not {*one.rows}.isdisjoint(other.rows):
        return ()
    return (tuple(dict.fromkeys((*one.rows[0], *other.rows[0]))),)


_JOINS_KINDS = re.compile(
    r"\s?[件宗起例]的?(?:政府)?(?:信息公开)?(?:行政)?(?:复议|诉讼)(?:案件)?[、,，和及与](?:另有)?\s?|"
    r"\s?[件宗起例]?\s?[、,，;；和及与](?:政府)?(?:信息公开)?(?:行政)?(?:复议|诉讼|应诉|被诉|被?起诉|被?提起(?:行政)?诉讼|被?申请(?:行政)?复议)(?:案件)?[共有为]?\s?"
)
_NEW = re.compile(r"新(?:收|增|接|受理|到)[^\d。;；]{0,20}")


def _of_new(sentence: Sentence) -> bool:
    """新收申请按申请人划分：自然人 9 件: of what came in this year, before any number."""
    applicants = [word.start for word in sentence.words if word.phrase and word.phrase.group == APPLICANTS]
    begin = sentence.span[0]
    return bool(applicants) and any(
        match.end() >= applicants[0] for match in _NEW.finditer(sentence.text, begin, applicants[0])
    )


@cache
def _wider(phrase: Phrase) -> Alternatives:
    """复议后起诉 17 件，维持 24 件: the following text may refer to all suits again."""
    others = (each for each in the_lexicon().phrases.values() if each.table == phrase.table and each.rank < phrase.rank)
    return tuple(row for each in others for row in each.rows if {*phrase.rows[0]} < {*row})
