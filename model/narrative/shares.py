"""What a percentage is a share of: the count before it, several counts together, or each of a list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from model.narrative.claims import Claim, ClaimKind, Hedge, hedges_of
from model.narrative.clauses import SIGNS, STATEMENTS, start_of
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable, numbers_in
from model.narrative.phrase_groups import CHANNELS, PUBLIC, RESULTS, WHOLE
from model.narrative.phrase_meanings import meaning_of
from model.narrative.sentence_state import Sentence, Word, place_of
from model.narrative.written_numbers import printed_alike


def subject_of(sentence: Sentence, number: Number, own: list[Word]) -> Claim | None:
    """The claim that a change or share refers to: by its own phrase, or the preceding count."""
    last = sentence.passage.last
    meant = meaning_of(sentence, own) if own else None
    if meant is None:
        named = [w for w in own if w.phrase and (w.phrase.table or w.phrase.group == PUBLIC)]
        return last if sentence.passage.topic and not named else None  # without a topic: of what stands in no table
    table, rows, columns, phrases = meant
    about = tuple(phrase.id for phrase in phrases)
    if last is not None and last.table == table and {*last.rows} & {*rows} and (not columns or columns == last.columns):
        return last
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=about, table=table, rows=rows,
        columns=columns, scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _share_of_some(sentence: Sentence, own: list[Word]) -> bool:
    """复议纠错案件中程序性问题占 64%: something among what is named."""
    ends = [word.end for word in own if word.phrase][-1:]  # 新收申请中自然人占 90%: of all that came
    named = {word.end: word.phrase.group for word in sentence.words if word.phrase and word.phrase.columns}
    if any(word.phrase and named.get(word.start - 1) == word.phrase.group for word in own):
        return True  # 企业、律师事务所申请占 12.5%: of both together
    among = the_lexicon().contexts.among_them
    return any(among.found(sentence.text, end) or sentence.text.startswith("案件中", end) for end in ends)


def share_of(sentence: Sentence, number: Number, own: list[Word]) -> Claim | None:
    """予以公开 9 件，占 41%: the share of what its phrases name, or of the count before it."""
    if _share_of_some(sentence, own):
        return None
    subject = subject_of(sentence, number, [w for w in own if w.phrase and w.phrase.rank >= 3])
    if subject is sentence.passage.last and _names_other_share(sentence, number):
        return None
    if subject is None or subject.table == the_lexicon().roles.disclosure:
        return None
    rows, columns = subject.rows, subject.columns
    if subject is sentence.passage.last:
        if not columns:  # 不予处理 2 件，其中重复申请 1 件…，占 11.8%: of either
            under = (row for each in _listed_under(sentence, number) for row in each.rows)
            rows = tuple(dict.fromkeys((*rows, *under)))
        for listed in _lists_before(sentence, number, subject):
            if columns:
                columns = (*columns, _added(each.columns[0] for each in listed))
            else:
                rows = (*rows, _added(each.rows[0] for each in listed))
    claim = replace(
        subject, **place_of(sentence, number), kind=ClaimKind.SHARE, value=number.value, rows=rows, columns=columns,
        hedges=hedges_of(number, subject.hedges),
        of=subject, whole=_whole_of(sentence, number, subject), loose=(),
    )  # fmt: skip
    other = _is_of_other_whole(sentence, claim) or _names_other_whole(sentence, number)
    other = other or _of_another_year(sentence, number)
    other = other or (claim.table == the_lexicon().roles.disputes and _of_those_taken_on(sentence, number))
    return claim.hedged(Hedge.AMBIGUOUS) if other else claim


def _names_other_whole(sentence: Sentence, number: Number) -> bool:
    """占不予公开的 52 %, 占住建系统的 46.5 %: of what is neither all that came in or was answered, nor all disputes."""
    takes = sentence.text.rfind("占", sentence.span[0], number.start)
    return takes >= 0 and _OF_ALL.fullmatch(sentence.text, takes + 1, number.start) is None


def _of_those_taken_on(sentence: Sentence, number: Number) -> bool:
    """复议 165 件，占受理总数的 6.3%: of all that were taken on, whatever they were about."""
    takes = sentence.text.rfind("占", sentence.span[0], number.start)
    return takes >= 0 and any(each in sentence.text[takes : number.start] for each in ("受理", "收到", "办理", "新收"))


def _of_another_year(sentence: Sentence, number: Number) -> bool:
    """上年自然人申请占比为 78.4 %."""
    begin = start_of(SIGNS, sentence.text, number.start, sentence.span[0])
    return the_lexicon().any_of("last_year").match(sentence.text, begin, number.start) is not None


_OF_ALL = re.compile(
    r"(?:政府|政务|依|信息|公开|申请|受理|收[到件]|新收|登记|办理|答复|办[结件]|处理|行政|复议|诉讼|案件|全[年部]|本年度?|今年|"
    r"当年|年[内度]|上述|所有|总|数|量|件|比[例重率]?|[到了为是的约近各超达共有其均则]|超过|达到|分别|大概|大约|[\s:：,，(])*"
)


def _is_of_other_whole(sentence: Sentence, claim: Claim) -> bool:
    """已审结的 14 件中，维持 9 件，占 64.3%: of a number in the words that no cell holds."""
    part = claim.of
    if part is None or part is claim or part.kind is not ClaimKind.COUNT:
        return False
    return any(
        each.value >= part.value > 0 and countable(each) and printed_alike(claim, part.value * 100 / each.value)
        for each in numbers_in(sentence.text, sentence.span[0], part.start)
    )


def _lists_before(sentence: Sentence, number: Number, subject: Claim) -> Iterator[list[Claim]]:
    """复议 8 件、诉讼 2 件，占申请总数的 5%: perhaps the share of both, or of the last three, …"""
    begin = start_of(STATEMENTS + "%", sentence.text, number.start)
    before = [each for each in sentence.claims if begin <= each.start < number.start]
    for length in range(2, len(before) + 1):
        if not _is_listed_with(before[-length], subject):
            return
        yield before[-length:]


def _is_listed_with(claim: Claim, last: Claim) -> bool:
    if claim.kind is not ClaimKind.COUNT or claim.table != last.table or claim.last_year:
        return False
    if claim.columns or last.columns:
        return bool(claim.columns and last.columns) and claim.rows == last.rows
    return not any(the_lexicon().phrases[each].group == WHOLE for each in claim.phrase_ids)


def _added(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in names for name in each))


def _whole_of(sentence: Sentence, number: Number, subject: Claim) -> Claim | None:
    """The count, or all requests, that it is a share of; ``None`` where the words do not say."""
    roles, contexts = the_lexicon().roles, the_lexicon().contexts
    if subject.table == roles.disputes and contexts.share_of_requests.found(sentence.text, 0, number.start):
        rows = the_lexicon().phrases[roles.whole_of_shares].rows
        return replace(subject, value=Decimal(0), phrase_ids=(), table=roles.requests, rows=rows, columns=())
    if among := [each for each in sentence.counted if _OF_THESE.match(sentence.text, each[0].stop, number.start)]:
        return among[-1][1]  # 无法提供的 255 件中，不掌握的占 70%，需制作的占 30%
    before = next((each for each in reversed(sentence.claims) if each.kind is ClaimKind.SHARE), None)
    names_none = sentence.text.endswith("占", 0, number.start)
    if names_none and before is not None and before.table == subject.table and before.whole is not None:
        return before.whole  # 复议 8 件，占申请量的 4%；诉讼 2 件，占 1%
    return next((claim for _, claim, _, _ in sentence.counted if claim and _is_whole(claim, subject)), None)


_OF_THESE = re.compile(r"的?(?:申请|案件)?(?:当?中|里)[,，]")


def _names_other_share(sentence: Sentence, number: Number) -> bool:
    """公开 9 件，征地类占 41%."""
    contexts, text = the_lexicon().contexts, sentence.text
    takes = text.rfind("占", sentence.span[0], number.start)
    begin = start_of(SIGNS + "%", text, takes)
    if contexts.mostly_about.found(text, sentence.span[0], takes) or _is_mostly_unknown(sentence, takes):
        return True
    counted = [each.stop for each, *_ in sentence.counted if each.stop <= takes]
    if begin and text[begin - 1] == "(":  # 申请多集中于征收补偿（占 43 %）: of what stands before the bracket
        begin = start_of(SIGNS + "%", text, begin - 1)
        takes = text.rfind("(", 0, takes)
        takes -= next((len(each) for each in _COUNTED if text.endswith(each, 0, takes)), 0)
    return contexts.nothing_shared.found(text, max([begin, *counted]), takes) is None


_COUNTED = ("申请", "案件")
"""281 件申请（占比 96.6 %）."""


def _is_mostly_unknown(sentence: Sentence, takes: int) -> bool:
    """申请人所在地以本市为主，占 81.6%; 大部分为征地类信息，占 92.4%: of a kind that no cell counts."""
    mostly = _MOSTLY.search(sentence.text, sentence.span[0], takes)
    return mostly is not None and not any(
        each.phrase and each.phrase.group != CHANNELS and mostly.start() <= each.start and each.end <= mostly.end()
        for each in sentence.words
    )


_WHO_ASKED = r"(?!(?:群众|公众|个人|自然人|公民|企业)[^,，;；。\d]{0,4}提[交出])"
_MOSTLY = re.compile(
    r"(?:以[^,，;；。\d]{1,12}(?:为主|居多|最多)|(?:大部分|大多数?|绝大多数|多数)[是为系]"
    rf"{_WHO_ASKED}[^,，;；。\d]{{2,16}})[,，]?\s*$"
)


def _listed_under(sentence: Sentence, number: Number) -> list[Claim]:
    """The answer that 其中 lists the reasons of, in the statement of the number."""
    statement = start_of(STATEMENTS, sentence.text, number.start)
    listed = list(the_lexicon().any_of("parts").finditer(sentence.text, statement, number.start))
    before = [
        each
        for each in sentence.claims
        if listed and statement <= each.start < listed[-1].start() and each.kind is ClaimKind.COUNT
    ]
    answers = (each for each in before[-1:] if the_lexicon().phrases[each.phrase_ids[-1]].group == RESULTS)
    return [each for each in answers if not each.columns and not each.last_year]


_SHARES = re.compile(r"[^%]*%(?:[、,，和及与]\s*[\d.]+%)*")


_LIST_BEFORE = re.compile(r"\s*+(?:件|宗|份|起|例)?[,，、]?\s*+(?:[两二三四五六][者类种项])?")


_ONE_OF_RUN = re.compile(r"%?\s?[、和]\s?[\d.]{1,6}%")
_RUN_BEFORE = re.compile(r"[\d.]{1,6}%\s?[、和]\s?$")
_FAR_RUN = 12
"""Most characters of the share before, in a run of shares."""


def run_of_shares(sentence: Sentence, number: Number) -> int:
    """Where the shares begin in 公开 3 件、部分公开 1 件，占比 13.6 %、4.5 %; 0: there is one share only."""
    text = sentence.text
    before = _RUN_BEFORE.search(text, max(0, number.start - _FAR_RUN), number.start)
    if before is None and _ONE_OF_RUN.match(text, number.end) is None:
        return 0
    return max(text.rfind("占", sentence.span[0], number.start), 0)


def share_of_each(sentence: Sentence, number: Number, begins: int) -> Claim | None:
    """公开 9 件、部分公开 2 件，分别占 40.9%、9.1%: the share of the count at the same place of the list."""
    text = sentence.text
    run = _SHARES.match(text, begins)
    counts = [each for each in sentence.claims if each.kind is ClaimKind.COUNT and each.start < begins]
    length, at = (run[0].count("%") if run else 0), text.count("%", begins, number.start)
    listed = counts[-length:] if 0 < length <= len(counts) else []
    if not listed or not _LIST_BEFORE.fullmatch(text, listed[-1].end, begins):
        return None
    of = listed[at]
    alike = {(each.table, bool(each.columns)) for each in listed}
    if len(alike) > 1 or of.last_year or of.table != the_lexicon().roles.requests:
        return None
    return replace(of, **place_of(sentence, number), kind=ClaimKind.SHARE, value=number.value, of=of, loose=())


def _is_whole(claim: Claim, subject: Claim) -> bool:
    if claim.columns or claim.phrase_ids == subject.phrase_ids:
        return False
    if claim.table == the_lexicon().roles.disputes:  # 诉讼 5 件，其中复议后起诉 2 件; but not 诉讼 5 件，复议 2 件
        return claim.table == subject.table and {*subject.rows[0]} < {*claim.rows[0]}
    return any(the_lexicon().phrases[each].group == WHOLE for each in claim.phrase_ids)
