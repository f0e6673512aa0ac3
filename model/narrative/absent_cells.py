"""The cells that the things mean of which there was none, table by table, and the claims that they are 0."""

import itertools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from model.narrative.claims import Claim, ClaimKind, Hedge
from model.narrative.clauses import LABELS, start_of
from model.narrative.denied_things import Denied, Thing, clause_end, ends_list
from model.narrative.lexicon import Alternatives, Phrase, the_lexicon
from model.narrative.phrase_groups import CHANNELS, DOCUMENTS, STOCK
from model.narrative.phrase_meanings import RANK_OF_REASONS
from model.narrative.sentence_state import WEBSITES, Sentence, Word, scope_before


def add_claims_of_none(sentence: Sentence, word: Word, denies: str, denied: Denied) -> None:
    lexicon = the_lexicon()
    roles, text = lexicon.roles, sentence.text
    unchanged = _UNCHANGED.search(denies) is not None
    makes = denied.makes or unchanged or lexicon.none.makes_documents.search(word.text) is not None
    ends = unchanged or lexicon.none.ends_documents.search(word.text) is not None
    things = denied.named
    if not things and (makes or ends or _NEW in denies):
        spoken_of = sentence.passage.rows.get(roles.disclosure)
        of_documents = spoken_of is not None and not spoken_of.default and sentence.passage.topic == roles.disclosure
        things = [[spoken_of]] if spoken_of and of_documents else []
    if (
        word.text.startswith(_UNDONE)
        and word.text != _THERE_IS_NONE
        and text[: clause_end(sentence, denied.end)].endswith("的")
    ):
        return  # 未制发规范性文件的，…: of those that did not
    ways = [each for thing in things for each in thing if each.group == CHANNELS]
    if ways:
        things = [[each for each in thing if each.group != CHANNELS] for thing in things]
        if len({each.id for each in ways}) == 1 or not {roles.requests} >= {
            each.table for thing in things for each in thing
        }:
            return  # 未收到邮寄、当面申请: perhaps others came otherwise
        things = [[lexicon.phrases[roles.all_requests]], *(each for each in things if each)]
    if (unchanged or _CHANGED.search(denies)) and not _of_stock(sentence, word, things):
        return
    if unchanged and not _of_those_documents(sentence, word, things, named=bool(denied.named)):
        return
    if lexicon.none.lacking.match(denies) and not _lacks(sentence, word, things):
        return
    got = denied.shown_behind and _GOT.search(text, word.start, clause_end(sentence, word.start))
    if got and things and all(each.id == roles.all_requests for thing in things for each in thing):
        things = [[lexicon.phrases[each] for each in (roles.granted, roles.granted_in_part)]]  # 没有一件申请获得公开
    by_table: dict[str, list[Thing]] = {}
    for thing in things:
        if (table := _table_of(thing)) is None:
            return
        by_table.setdefault(table, []).append(thing)
    end = max(denied.end, word.start + len(word.text))
    if text[end : end + 1] == "的" and ends_list(sentence, end, clause_end(sentence, end)):
        end += 1  # 没有废止的
    for table, some in by_table.items():
        if table == roles.disclosure:
            _add_of_documents(sentence, word, end, some, _Making(makes, ends, denied.shown, denies))
        else:
            _add(sentence, word, end, some)


_UNDONE, _THERE_IS_NONE = "未", "未有"
_GOT = re.compile("获|得到|予以|一件|1件")


_AMOUNT = re.compile("[数总存]量")
_CHANGED = re.compile("增加$|减少$")
_UNCHANGED = re.compile("变动$|[增不未没无]减$")
"""规范性文件年内没有变动: neither issued nor repealed."""


def _of_stock(sentence: Sentence, word: Word, things: list[Thing]) -> bool:
    """规范性文件没有增加、没有减少; but not 申请没有减少, 规范性文件较上年没有增加."""
    phrases = [phrase for thing in things for phrase in thing]
    clause = _OTHER_CLAUSE.sub("", sentence.text[sentence.span[0] : word.start + len(word.text)])
    compared = any(the_lexicon().any_of(mark).search(clause) for mark in ("compared", "not_compared", "last_year"))
    if compared or _AMOUNT.search(clause):
        return False  # 制发 3 件，数量没有减少
    return bool(phrases) and all(each.group in (DOCUMENTS, STOCK) for each in phrases)


def _of_those_documents(sentence: Sentence, word: Word, things: list[Thing], *, named: bool) -> bool:
    """现行有效 4 件，年内没有变动; but not 栏目没有变动, 制发件数没有变动."""
    issued = the_lexicon().roles.issued
    if any(phrase.id == issued for thing in things for phrase in thing):
        return False
    clause = _OTHER_CLAUSE.sub("", sentence.text[sentence.span[0] : word.start])
    return named or the_lexicon().none.leading.fullmatch(clause) is not None


def _lacks(sentence: Sentence, word: Word, things: list[Thing]) -> bool:
    """不设行政许可, 不收行政事业性收费; but not 提供信息不收行政事业性收费, 不设行政复议窗口."""
    lexicon = the_lexicon()
    phrases = [phrase for thing in things for phrase in thing]
    of_documents = all(each.group in (DOCUMENTS, STOCK) for each in phrases)
    power = word.text.startswith(_POWER) and any(each.id == lexicon.roles.issued for each in phrases)
    if power and of_documents:
        return True  # 不具备制定规章权限
    if not phrases or not all(phrase.default for phrase in phrases):
        return False
    charges = any(phrase.topic == lexicon.roles.charges for phrase in phrases)
    clause = _OTHER_CLAUSE.sub("", sentence.text[sentence.span[0] : word.start])
    return not charges or lexicon.contexts.given_free.found(clause, 0, len(clause)) is None


_POWER = ("不具备", "不具有", "不享有")


def _table_of(thing: Thing) -> str | None:
    """The table of a thing; ``None``: it names two that do not go together."""
    roles = the_lexicon().roles
    tables = {phrase.table for phrase in thing}
    if tables == {roles.requests, roles.disputes} and not any(
        phrase.columns for phrase in thing if phrase.table == roles.requests
    ):
        return roles.disputes  # 申请行政复议
    return tables.pop() if len(tables) == 1 else None


@dataclass(frozen=True)
class _Making:
    """What is denied of documents."""

    makes: bool
    ends: bool
    shown: bool
    denies: str


def _add_of_documents(sentence: Sentence, word: Word, end: int, things: list[Thing], making: _Making) -> None:
    """未发布、废止规范性文件: the columns of all that was not done, added up; 未作出行政处罚."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    found = [phrase for thing in things for phrase in thing]
    if making.shown and not making.makes:
        return  # 没有公开: what was published has no cell
    decisions = [phrase for phrase in found if phrase.default and not phrase.partial]
    if (
        decisions
        and decisions[0].topic == roles.charges
        and (_of_requests(sentence, word) or _is_policy(sentence, word, making.denies))
    ):
        return  # 信息公开申请未收费: no fee for information, and not no fee at all
    if decisions and _QUARREL.match(sentence.text, end):
        return  # 无行政许可纠纷
    if decisions:
        for column, some in itertools.groupby(decisions, key=lambda each: each.default):
            group = list(some)  # 无处罚、收费: decisions, and an amount
            _claim(sentence, word, end, group, _rows_of(group), column)
        return
    documents = [phrase for phrase in found if phrase.rows] or _documents_before(sentence, word)
    if not documents:
        spoken_of = sentence.passage.rows.get(roles.disclosure)
        documents = [spoken_of] if spoken_of and sentence.passage.topic == roles.disclosure else []
    if not documents or any(phrase.default for phrase in documents):
        return
    done = {phrase.id: phrase.columns for phrase in found if phrase.columns}
    if making.makes or _NEW in making.denies:
        done[roles.issued] = phrases[roles.issued].columns
    if making.ends:
        done[roles.repealed] = phrases[roles.repealed].columns
    if not done and making.denies in the_lexicon().none.denies:
        done[roles.issued] = phrases[roles.issued].columns  # 无规范性文件
        if _has_none_at_all(sentence, end):
            done[roles.repealed] = phrases[roles.repealed].columns
            done[roles.in_force] = phrases[roles.in_force].columns
    if done:
        columns = tuple(tuple(itertools.chain(*each)) for each in itertools.product(*done.values()))
        _claim(sentence, word, end, [*documents, *(phrases[each] for each in done)], _rows_of(documents), columns)


_OF_THIS_YEAR = re.compile(r"[今本当全]年|年[度内初末底来]|20\d\d|[本报告统计]期|新|以来|[,，]其中")


def _has_none_at_all(sentence: Sentence, end: int) -> bool:
    """我局没有规范性文件: neither old nor new ones; but not 2024年没有规范性文件, 无许可、无规范性文件."""
    roles, text = the_lexicon().roles, sentence.text
    if _OF_THIS_YEAR.search(text) or (
        sentence.passage.last is not None and sentence.passage.last.table == roles.disclosure
    ):
        return False
    if any(each.phrase and each.phrase.group == STOCK for each in sentence.words):
        return False
    return text[end : end + 1] in ("", ",", "，", ";", "；")


_QUARREL = re.compile("纠纷|争议|听证|投诉|案件评查|错案")


def _is_policy(sentence: Sentence, word: Word, denies: str) -> bool:
    """收费目录清单之外“零收费”: the name of a policy for some."""
    clause = _OTHER_CLAUSE.sub("", sentence.text[sentence.span[0] : word.start])
    return denies.startswith(_ZERO) and the_lexicon().contexts.given_free.found(clause, 0, len(clause)) is not None


_ZERO = "零"


def _documents_before(sentence: Sentence, word: Word) -> list[Phrase]:
    """规范性文件没有制发和废止: the documents right before the words that deny."""
    before = [each.phrase for each in sentence.words if each.end <= word.start and each.phrase]
    return before[-1:] if before and before[-1].group == DOCUMENTS else []


_NEW = "新增"


def _rows_of(phrases: list[Phrase]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row for phrase in phrases for row in phrase.rows[0]))


def _add(sentence: Sentence, word: Word, end: int, things: list[Thing]) -> None:
    """未收到申请, 无上年结转和结转下年件, 没有被纠正的复议案件, 没有企业提出申请."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    found = [phrase for thing in things for phrase in thing]
    table = roles.disputes if any(each.table == roles.disputes for each in found) else found[0].table
    topics = {"", *_topics_spoken_of(sentence, word), *(phrase.topic for phrase in found)}
    meant: list[Phrase] = []
    for thing in things:
        with_rows = [
            each for each in thing if each.table == table and each.rows and (each.absent or each.needs in topics)
        ]
        with_rows = [each for each in with_rows if each.id in (roles.carried, roles.received) or not _is_verb(each)]
        top = max((each.rank for each in with_rows), default=0)
        meant += [each for each in with_rows if each.rank >= min(top, 6)]
    if meant and all(phrase.id in roles.corrected for phrase in meant) and (of := _only_suits(sentence, word)):
        meant = of
    if meant and all(phrase.rank == RANK_OF_REASONS for phrase in meant):
        return  # 未涉及国家秘密: perhaps of what was published
    if table == roles.requests and _came_otherwise(sentence, word, end):
        return
    found += [each for each in _who(sentence, word) if each.table == table and each not in found]
    several = [phrase.columns for phrase in dict.fromkeys(found) if phrase.table == table and phrase.columns]
    if several and table == roles.requests and any(phrase.needs not in topics for phrase in found if phrase.columns):
        return
    columns = tuple(tuple(itertools.chain(*each)) for each in itertools.product(*several))[: 1 if not several else None]
    if not meant and several:
        meant = _disputes_spoken_of(sentence, word, end) if table == roles.disputes else []
        meant = [phrases[roles.all_requests]] if table == roles.requests else meant
    if not meant and _nothing_came(sentence) and any(each.id == roles.handled for each in found):
        meant = [phrases[roles.handled]]  # 未收到申请，因而没有答复
    if not meant:
        return
    clause_before = _OTHER_CLAUSE.sub("", sentence.text[sentence.span[0] : word.start])
    former = the_lexicon().contexts.of_former_years.found(sentence.text, sentence.span[0], word.start) is not None
    from_before = _FROM_BEFORE.search(sentence.text, word.start, end) is not None
    from_before = from_before or _BEGINNING.search(sentence.text, sentence.span[0], word.start) is not None
    came_in = _of_last_year(sentence, word) or former or from_before or any(each.id == roles.received for each in meant)
    meant = [phrases[roles.carried_in] if came_in and _is_carried(each) else each for each in meant]
    if any(_is_carried(each) for each in meant) and the_lexicon().contexts.of_both_years.found(
        sentence.text, sentence.span[0], word.start
    ):
        _claim(sentence, word, end, [phrases[roles.carried_in]], phrases[roles.carried_in].rows[0], ())
    if any(map(_is_carried, meant)) and (_is_of_other_things(sentence, word) or _OF_THE_REST.search(clause_before)):
        return
    if (
        not several
        and any(map(_is_carried, meant))
        and (year_of := _YEAR_BEHIND.search(sentence.text, word.start, end))
    ):
        until = int(year_of[1])
        since = _year_right_before(sentence, word, [phrases[roles.carried]])
        _of_the_year(sentence, word, end, since if since == until - 1 else until)
        return
    if not came_in and not several and _nothing_came(sentence) and _is_of_either_year(sentence, word, end, meant):
        _claim(sentence, word, end, [phrases[roles.carried_in]], phrases[roles.carried_in].rows[0], ())
    _claim(
        sentence,
        word,
        end,
        [*meant, *(each for each in found if each.columns)],
        _rows_of(meant),
        columns if several else (),
    )
    if not came_in and not several and (year := _year_right_before(sentence, word, meant)):
        _claim(sentence, word, end, [phrases[roles.carried_in]], phrases[roles.carried_in].rows[0], ())
        sentence.claims[-1] = replace(sentence.claims[-1], year=year + 1)  # the same, in the report of the next year


def _came_otherwise(sentence: Sentence, word: Word, end: int) -> bool:
    """收到网络申请 8 件，未收到书面申请: of one way, beside others."""
    if not _IN_WRITING.search(sentence.text, word.start, end):
        return False
    received = the_lexicon().phrases[the_lexicon().roles.received].rows[:1]
    counted = [each for each in sentence.counted if each[0].value and each[0].stop <= word.start]
    came = any((claim and claim.rows[:1] == received) or group == CHANNELS for _, claim, group, _ in counted)
    return came or bool(sentence.passage.came)


_IN_WRITING = re.compile("书面(?![、和或及与])")
_YEAR_BEHIND = re.compile(r"(?:结转|转结)(20\d\d)年")


def _of_the_year(sentence: Sentence, word: Word, end: int, year: int) -> None:
    """未结转2023年申请: what came in, in the report of 2024; what is carried out in those up to 2023. The ``year`` of
    2023年未结转2024年申请 is 2023."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    for carried, of_report in ((roles.carried_in, year + 1), (roles.carried_out, year)):
        _claim(sentence, word, end, [phrases[carried]], phrases[carried].rows[0], ())
        sentence.claims[-1] = replace(sentence.claims[-1], year=of_report)


_HANDLED = "办件"


def _is_of_other_things(sentence: Sentence, word: Word) -> bool:
    """群众来信当年办毕，无跨年件: what was spoken of is none of the form's."""
    passage = sentence.passage
    named = [
        each
        for each in sentence.words
        if each.end <= word.start
        and ((each.mark == "foreign" and each.text != _HANDLED) or (each.phrase and each.phrase.topic))
    ]
    if passage.topic or not named or (passage.came is not None and sentence.claims):
        return False
    return named[-1].mark == "foreign"


def _topics_spoken_of(sentence: Sentence, word: Word) -> set[str]:
    """The topic where the words deny; 申请中无一件不予公开: that of the sentence so far. Where nothing was spoken of,
    answers to requests are: 未作出不予公开决定."""
    roles, text = the_lexicon().roles, sentence.text
    named = [
        each.phrase.topic for each in sentence.words if each.end <= word.start and each.phrase and each.phrase.topic
    ]
    topic = named[-1] if named else sentence.passage.topic
    if not topic or APPLICANT in text[: word.start]:
        return {sentence.passage.topic, roles.requests}
    return {sentence.passage.topic, topic}


APPLICANT = "申请人"
"""Whom 没有法律服务机构 is said of."""
_FROM_BEFORE = re.compile("过来|转来|转入[本今当]|年初")
_BEGINNING = re.compile("[年期]初(?:均|都|也|时|并)?$")
"""年初无结转."""
_LEFT_OVER = re.compile(r"^(?!.*(?:[下次来明]|20\d\d)).*(?:结转|遗留|积压|积存|余)")
"""亦无遗留件需要办理, where nothing came: neither from last year nor to the next one."""
_OF_THE_REST = re.compile(r"(?:其余|其[他它]|余下|剩余)[^,，;；。:：\d]{0,6}$")
_NEXT = re.compile(r"[下次]|20\d\d|办|遗留|积压")


def _is_of_either_year(sentence: Sentence, word: Word, end: int, meant: list[Phrase]) -> bool:
    """没有结转, without a year, where the sentence says nothing else of what came from the last one."""
    lexicon, text = the_lexicon(), sentence.text[word.start : end]
    left_over = _nothing_came(sentence) and _LEFT_OVER.search(text) is not None
    if not any(_is_carried(each) for each in meant):
        return False
    if not left_over and ("结转" not in text or _NEXT.search(text)):
        return False
    if lexicon.any_of("last_year").search(sentence.text, sentence.span[0], word.start):
        return False
    if _AT_ITS_END.search(sentence.text, sentence.span[0], word.start):
        return False  # 年底无结转
    if any(each.kind is ClaimKind.DONE and each.end <= word.start for each in sentence.claims):
        return False  # 均已办结，无结转
    if _year_right_before(sentence, word, meant):
        return False
    return not any(lexicon.roles.carried_in in each.phrase_ids for each in sentence.claims)


def _disputes_spoken_of(sentence: Sentence, word: Word, end: int) -> list[Phrase]:
    """Those that the outcomes are of: what a court decides, or the last that were counted, or named."""
    lexicon, disputes = the_lexicon(), the_lexicon().roles.disputes
    phrases, text = lexicon.phrases, sentence.text
    right_before = _disputes_right_before(sentence, word)
    if right_before:
        return right_before  # 复议后起诉的没有一件被法院纠正
    clause = start_of(LABELS, text, word.start, sentence.span[0])
    if lexicon.contexts.in_court.found(text, clause, end) and not _EITHER_LOST.search(text, clause, end):
        return [phrases[lexicon.roles.suit]]
    counted = [each for each in sentence.claims if each.table == disputes and each.kind is ClaimKind.COUNT]
    since = max((each.end for each in counted), default=0)
    spoken_of = [
        each.phrase
        for each in sentence.words
        if each.phrase and each.phrase.table == disputes and each.phrase.rows and since <= each.start < word.start
    ]
    if counted and spoken_of:
        return spoken_of[-1:]  # 诉讼 1 件，维持；复议方面，无维持案件
    apart = bool(counted) and bool(_APART.search(text, counted[-1].end, word.start))
    if apart and not any({*lexicon.roles.corrected} & {*each.phrase_ids} for each in counted):
        several = counted  # 复议 4 件，维持 4 件；诉讼 2 件，维持 2 件；没有纠正的
    else:  # 直接起诉 5 件，复议后起诉 2 件，没有纠正的
        several = list(itertools.takewhile(lambda each: not each.columns, reversed(counted)))
    kinds = [phrases[id_] for each in several for id_ in each.phrase_ids if phrases[id_].rows]
    if len(kinds) > 1:
        return list(dict.fromkeys(kinds))
    last, named = sentence.passage.last, sentence.passage.rows.get(disputes)
    before = [each.phrase for each in sentence.words if each.end <= word.start and each.phrase]
    named = next((each for each in reversed(before) if each.table == disputes and each.rows), named)
    if last is not None and last.table == disputes and last.value:
        of_last = [phrases[each] for each in last.phrase_ids if phrases[each].rows]
        named = of_last[0] if of_last else named
    return [named] if named else []


def _disputes_right_before(sentence: Sentence, word: Word) -> list[Phrase]:
    """复议、诉讼案件均无被纠正情形: those named right before, and those joined to them."""
    found: list[Phrase] = []
    text, start = sentence.text, word.start
    for each in reversed([each for each in sentence.words if each.end <= word.start]):
        phrase = each.phrase
        if phrase is None or phrase.table != the_lexicon().roles.disputes or not phrase.rows:
            continue
        joins = _JOINED_KINDS.fullmatch(text, each.end, start) if found else _OF_KIND.fullmatch(text, each.end, start)
        if joins is not None:
            found.insert(0, phrase)
            start = each.start
    return found


def _only_suits(sentence: Sentence, word: Word) -> list[Phrase]:
    """行政诉讼 2 件，无纠错案件: of those, where the sentence counts no reconsideration."""
    lexicon = the_lexicon()
    disputes = [each for each in sentence.claims if each.table == lexicon.roles.disputes and each.end <= word.start]
    suits = lexicon.phrases[lexicon.roles.suit]
    of_suits = all({*row} <= {*suits.rows[0]} for each in disputes for row in each.rows)
    return [suits] if disputes and of_suits else []


_OF_KIND = re.compile(r"(?:案件?)?(?:的?\s*\d+\s*[件宗起例])?(?:案件?)?(?:中|的)?[均都皆也]?")
_JOINED_KINDS = re.compile("(?:案件)?(?:、|和|或|及|与|以及|或者)")
_EITHER_LOST = re.compile("纠[正错](?:、|和|或|及|与|以及|或者)败诉")
"""无被纠正和败诉: the former is said of reconsideration, too."""
_APART = re.compile("[;；][^,，;；]*$")


def _of_requests(sentence: Sentence, word: Word) -> bool:
    requests = the_lexicon().roles.requests
    return any(each.end == word.start and each.phrase and each.phrase.topic == requests for each in sentence.words)


def _who(sentence: Sentence, word: Word) -> list[Phrase]:
    """社会公益组织未提出申请; 企业、科研机构等均未提出申请: those who did not."""
    found: list[Phrase] = []
    start, joining = word.start, _AFTER_WHO
    for each in reversed([each for each in sentence.words if each.end <= word.start and each.phrase]):
        if each.end > start or not joining.fullmatch(sentence.text, each.end, start):
            continue
        if each.phrase and each.phrase.columns and not each.phrase.rows:
            found.append(each.phrase)
            start, joining = each.start, the_lexicon().none.joining
    return found


_AFTER_WHO = re.compile("等?(?:组织|机构|单位|主体|申请人|类型|类)?(?:[均都皆也亦]|全部)*")


def _is_verb(phrase: Phrase) -> bool:
    return phrase.id in the_lexicon().roles.bare_verbs


def _is_carried(phrase: Phrase) -> bool:
    """结转 without a year."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    if phrase.id == roles.carried_out or phrase.rows == phrases[roles.carried].rows:  # 上年没有未办结的
        return True
    return phrase.absent and phrase.table == roles.requests


def _nothing_came(sentence: Sentence) -> bool:
    received = the_lexicon().phrases[the_lexicon().roles.received].rows[0]
    return any(each.kind is ClaimKind.NONE and {*received} <= {*each.rows[0]} for each in sentence.claims)


def _claim(
    sentence: Sentence, word: Word, end: int, phrases: list[Phrase], rows: tuple[str, ...], columns: Alternatives
) -> None:
    roles = the_lexicon().roles
    named = {phrase.id for phrase in phrases}
    soft = roles.repealed not in named and any(
        phrase.soft and (phrase.rows or phrase.table == roles.disclosure) for phrase in phrases
    )
    carried_in = the_lexicon().phrases[roles.carried_in].id
    ids = tuple(dict.fromkeys(phrase.id for phrase in phrases))
    scope = sentence.scope or scope_before(sentence, word.start)
    if _FORMER.match(scope) and _AT_ITS_END.search(sentence.text, sentence.span[0], word.start):
        scope = ""  # 往年0结转，年末0结转
    scope = "" if scope in WEBSITES else scope  # 网站发布信息 42 条；未制发规范性文件
    to_or_from = {
        row for each in (roles.carried_in, roles.carried_out) for row in _rows_of([the_lexicon().phrases[each]])
    }
    says_year = {*rows} <= to_or_from and str(sentence.year) in sentence.text[word.start : end]
    sentence.claims.append(
        Claim(
            ClaimKind.NONE, word.start, end, sentence.text[word.start : end], Decimal(0), sentence.span,
            ids, phrases[0].table, (rows,), columns,
            scope="" if {carried_in, roles.in_force} & named and _FORMER.match(scope) else scope,
            year=0 if says_year else _year_right_before(sentence, word, phrases) or sentence.year,
            last_year=_of_last_year(sentence, word) and carried_in not in named,
            hedges=frozenset({Hedge.AMBIGUOUS}) if soft else frozenset(),
        )
    )  # fmt: skip


_YEAR = re.compile("(20[0-9]{2})年度?$")


def _year_right_before(sentence: Sentence, word: Word, phrases: list[Phrase]) -> int:
    """2022年未结转, which is said of that year though 2022年结转 is not; 0: none."""
    year = _YEAR.search(sentence.text, sentence.span[0], word.start)
    return int(year[1]) if year and any(map(_is_carried, phrases)) else 0


_AT_ITS_END = re.compile("[年期][末底终](?:均|都|也|时)?$")
_FORMER = re.compile("[历往]年|以[前往]")
_OTHER_CLAUSE = re.compile("^.*[,，;；、:：]")


def _of_last_year(sentence: Sentence, word: Word) -> bool:
    """去年未发生; but not 去年和今年都没有."""
    before = sentence.text[max(sentence.span[0], word.start - 8) : word.start]
    before = _OTHER_CLAUSE.sub("", before)
    both = "今年" in before or "本年" in before
    return the_lexicon().any_of("last_year").search(before) is not None and not both
