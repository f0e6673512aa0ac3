"""Readings of a count that the rest of its sentence excludes: 予以公开 5 件，部分公开 3 件."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase

from model.narrative.claims import Claim, ClaimKind, Hedge
from model.narrative.clauses import CLAUSES, start_of
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.phrase_groups import APPLICANTS, OUTCOMES, REASONS, RESULTS
from model.narrative.sentence_state import words_in


def with_outcomes(text: str, claims: list[Claim]) -> list[Claim]:
    """140 件行政复议、49 件行政诉讼获维持: an outcome after the second count applies to the first one, too."""
    found, disputes = list(claims), the_lexicon().roles.disputes
    for at, (one, other) in enumerate(itertools.pairwise(claims)):
        alike = one.kind is other.kind is ClaimKind.COUNT and one.table == other.table == disputes
        if (
            alike
            and other.columns
            and not one.columns
            and the_lexicon().contexts.joined_disputes.found(text, one.end, other.start)
        ):
            found[at] = replace(one, columns=other.columns, hedges=one.hedges | (other.hedges & {Hedge.AMBIGUOUS}))
        if alike and one.columns and not other.columns and _shares_outcome(text, one, other):
            found[at + 1] = replace(other, columns=one.columns)
    found = [_with_outcome_of_all(text, claim) for claim in found]
    for at in reversed(range(len(found) - 1)):  # 复议 2 件、直接起诉 1 件，均维持: all of both
        one, other = found[at], found[at + 1]
        joined = one.table == other.table and _JOINED_DISPUTES.fullmatch(text, one.end, other.start)
        if other.all_in and joined and not one.columns and one.value:
            found[at] = replace(one, all_in=other.all_in)
    return found


_JOINED_DISPUTES = re.compile(r"\s?[件宗起例](?:、|和|及|与|以及)[^,，;；。\d]{2,14}")


def _shares_outcome(text: str, one: Claim, other: Claim) -> bool:
    """被纠正的复议 12 件、诉讼 3 件: what stands before the first applies to the second, too."""
    contexts = the_lexicon().contexts
    before = contexts.with_this_outcome.found(text, max(0, one.start - 12), one.start)
    return before is not None and contexts.next_dispute.found(text, one.end, other.start) is not None


_OUTCOME = 12
"""Most characters of an outcome."""


def _with_outcome_of_all(text: str, claim: Claim) -> Claim:
    """复议 2 宗，结果维持: all of them were upheld."""
    if claim.kind is not ClaimKind.COUNT or claim.table != the_lexicon().roles.disputes or claim.columns:
        return claim
    leads = the_lexicon().contexts.outcome_of_all.found(text, claim.end)
    if leads is None or not claim.value:
        return claim
    for word in words_in(the_lexicon(), text, leads.end(), leads.end() + _OUTCOME):
        ends = text[word.end : word.end + 1] in ("", *",，;；)。")
        if word.start == leads.end() and word.phrase and word.phrase.group == OUTCOMES and ends:
            return claim if word.phrase.soft else replace(claim, all_in=word.phrase.columns)
    return claim


def _names_disclosure(text: str, claim: Claim) -> bool:
    """因信息公开提起诉讼 2 件: the part between signs that the claim stands in says that it is about disclosure."""
    begins = start_of(CLAUSES, text, claim.start)
    return "公开" in text[begins : claim.end if claim.kind is ClaimKind.NONE else claim.start]


def without_excluded(text: str, claims: list[Claim]) -> list[Claim]:
    """新收 59 件，上年结转 12 件; 予以公开 5 件，部分公开 3 件: where the words count the part by itself, the wide
    reading that includes it is dropped."""
    roles = the_lexicon().roles
    some = the_lexicon().contexts.some_on_disclosure
    if the_lexicon().contexts.not_on_disclosure.found(text):
        claims = [each for each in claims if each.table != roles.disputes or _names_disclosure(text, each)]
    claims = [
        claim.hedged(Hedge.AMBIGUOUS) if claim.table == roles.disputes and some.found(text, claim.end) else claim
        for claim in claims
    ]
    claims = [_as_in_or_out(text, claim, claims) for claim in claims]
    claims = [_as_none_carried(claim, claims) for claim in claims]
    claims = [_as_decided(claim, claims) for claim in claims]
    claims = [_as_repealed(claim, claims) for claim in claims]
    claims = [_as_not_answered(claim, claims) for claim in claims]
    claims = [_as_none_of_all(claim, claims) for claim in claims]
    claims = _with_shares_of_them(claims, [_as_rest_of_answers(text, claim, claims) for claim in claims])
    claims = [_as_rest_of_applicants(claim, claims) for claim in claims]
    claims = [_as_of_anyone(text, claim, claims) for claim in claims]
    return [
        replace(claim, rows=claim.rows[:1])
        if (_is_counted_beside(text, claim, claims, roles.granted, roles.granted_in_part))
        or _result_is_counted_apart(claim, claims)
        or (
            _is_counted_beside(text, claim, claims, roles.received, roles.carried_in)
            and (
                the_lexicon().contexts.newly_received.found(text, max(0, claim.start - FAR_NEW), claim.start)
                or _is_added_behind(claim, claims)
            )
        )
        else claim
        for claim in claims
    ]


def _is_counted_beside(text: str, claim: Claim, claims: list[Claim], wide: str, part: str) -> bool:
    if claim.kind is not ClaimKind.COUNT or claim.phrase_ids[-1:] != (wide,) or len(claim.rows) < 2:
        return False
    of_part = the_lexicon().phrases[part].rows
    parts = [
        each
        for each in claims
        if each.kind is ClaimKind.COUNT
        and each.rows == of_part
        and not each.columns
        and not each.last_year
        and each.value
    ]
    marks = the_lexicon().any_of("parts")
    return any(each.start < claim.start or not marks.search(text, claim.end, each.start) for each in parts)


def _all_that_came() -> tuple[str, ...]:
    """The rows of what came in and what was carried in, together."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    return (*phrases[roles.received].rows[0], *phrases[roles.carried_in].rows[0])


_ADDED = re.compile(r"\s*[件宗份起条](?:新?申请)?(?:、|和|及|与|加|以及)[^,，;；、\d]{0,8}")


_LAST_YEARS = re.compile(r"(?:^|[^较比与同于是])(?:上一?年度?|去年度?)(?:[有的]|尚有|还有)?\s*$")
"""上年有 8 件结转: it is this year's that came in; but not 较上年 8 件结转, 结转 2 件（上年 0 件）."""
_CARRIED_BEHIND = re.compile(r"\s*[件宗份起条]?的?(?:申请)?(?:办件)?结转")
_DOUBT = {Hedge.AMBIGUOUS}


def _as_in_or_out(text: str, claim: Claim, claims: list[Claim]) -> Claim:
    """结转 2 件 where what was carried out, or in, is counted by itself: the other one; 新收 6 件、结转 2 件: in."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    if claim.phrase_ids[-1:] != (roles.carried,) or claim.kind is not ClaimKind.COUNT:
        return claim
    if claim.rows[0] == _all_that_came():  # 新收与结转的申请合计 29 件
        return claim
    if _LAST_YEARS.search(text, 0, claim.start) and _CARRIED_BEHIND.match(text, claim.end):
        return replace(claim, rows=phrases[roles.carried_in].rows, last_year=False, hedges=claim.hedges - _DOUBT)
    before = [each for each in claims if each.start < claim.start][-1:]
    if before and before[0].rows[:1] == phrases[roles.received].rows[:1] and not before[0].columns:
        total = before[0].value + claim.value
        sums_up = any(
            each.value == total and each.rows[0] == _all_that_came() for each in claims if each.start > claim.start
        )
        if sums_up or _ADDED.fullmatch(text, before[0].end, claim.start):
            return replace(claim, rows=phrases[roles.carried_in].rows)
    if before and before[0].rows == phrases[roles.handled].rows and not before[0].columns:
        return replace(claim, rows=phrases[roles.carried_out].rows)  # 办结 8 件，结转 2 件
    named = {
        each for other in claims if other.kind is ClaimKind.COUNT and not other.last_year for each in other.phrase_ids
    }
    if (roles.carried_out in named) is (roles.carried_in in named):
        return claim
    return replace(claim, rows=phrases[roles.carried_in if roles.carried_out in named else roles.carried_out].rows)


def _as_none_carried(claim: Claim, claims: list[Claim]) -> Claim:
    """结转 0 件: none to the next year; 新收 9 件，结转 0 件，办结 9 件: none from the last one."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    if claim.phrase_ids != (roles.carried,) or claim.value or claim.kind is not ClaimKind.COUNT or len(claim.rows) < 2:
        return claim
    answered = [each.start for each in claims if roles.handled in each.phrase_ids]
    first = bool(answered) and all(claim.start < start for start in answered)
    return replace(claim, rows=phrases[roles.carried_in if first else roles.carried_out].rows)


_OTHER_ANSWERS = re.compile(
    r"其[他它余](?:(?:情形|情况|类型|类|结果|方式|答复)(?:办结|办理|处理|答复)?)?的?[有共为]?\s?$"
)


def _as_rest_of_answers(text: str, claim: Claim, claims: list[Claim]) -> Claim:
    """公开 5 件、部分公开 2 件，其他情形 4 件: perhaps all the answers that the list does not name."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    others = phrases[roles.otherwise]
    last = phrases.get(claim.phrase_ids[-1]) if claim.phrase_ids else None
    if claim.kind is not ClaimKind.COUNT or last is None or not _is_rest(last, others) or claim.columns:
        return claim
    if not claim.value:
        return claim
    if not _OTHER_ANSWERS.search(text, 0, claim.start):
        return _with_not_processed(claim, claims) if _completes_answers(claim, claims) else claim
    named = {
        row
        for each in claims
        if each is not claim and each.kind is ClaimKind.COUNT and not each.columns and not each.last_year
        for row in each.rows[0]
    }
    answers = [row for each in roles.answers for row in phrases[each].rows[0]]
    wide = {row.removesuffix("*") for row in named}
    rest = tuple(row for row in answers if not any(each.startswith(row.removesuffix("*")) for each in wide))
    reasons = dict.fromkeys(row for each in phrases.values() if each.group == REASONS for row in each.rows[0])
    partly = [row for row in answers if row not in named and any(fnmatchcase(each, row) for each in named)]
    of_answer = tuple(row for row in reasons if row not in named and any(fnmatchcase(row, each) for each in partly))
    of_one = of_answer if all(row in reasons for row in named) else ()  # 理由是国家秘密 3 件、其他情形 2 件
    more = [each for each in (rest, (*rest, *of_answer), of_one) if each and each not in claim.rows]
    return replace(claim, rows=tuple(dict.fromkeys((*claim.rows, *more))))


_LEFT_BY_ROUNDING = Decimal("0.2")
"""Most percent that the shares of a complete list differ from all."""


def _completes_answers(claim: Claim, claims: list[Claim]) -> bool:
    """答复 90 件，公开 40 件、不予公开 2 件、无法提供 42 件、其他处理 6 件: with it the list adds up to the whole."""
    handled, phrases = the_lexicon().roles.handled, the_lexicon().phrases
    before = [each for each in claims if each.start < claim.start and each.kind is ClaimKind.COUNT and each.phrase_ids]
    whole = next((each for each in before if handled in each.phrase_ids and not each.columns), None)
    parts = [each for each in before if phrases[each.phrase_ids[-1]].group == RESULTS and not each.columns]
    if whole is not None:
        return len(parts) > 1 and sum(each.value for each in (*parts, claim)) == whole.value
    listed = [each.start for each in (*parts, claim)]
    shares = [each.value for each in claims if each.kind is ClaimKind.SHARE and each.of and each.of.start in listed]
    return len(shares) == len(listed) > 2 and abs(sum(shares, Decimal(-100))) <= _LEFT_BY_ROUNDING


def _with_not_processed(claim: Claim, claims: list[Claim]) -> Claim:
    """公开 40 件、不予公开 2 件、无法提供 42 件、其他处理 6 件: with 不予处理, which the list does not name."""
    not_processed = the_lexicon().phrases[the_lexicon().roles.not_processed].rows[0]
    if any({*each.rows[0]} & {*not_processed} for each in claims if each is not claim and each.rows):
        return claim
    return replace(claim, rows=(*claim.rows, (*not_processed, *claim.rows[0])))


def _with_shares_of_them(before: list[Claim], claims: list[Claim]) -> list[Claim]:
    """其他处理 6 件，占 6.67%: of the same cells as the number."""
    read = {(old.phrase_ids, old.value): new for old, new in zip(before, claims, strict=True) if old is not new}
    return [
        replace(each, rows=of.rows, of=of)
        if each.kind is ClaimKind.SHARE and each.of and (of := read.get((each.of.phrase_ids, each.of.value)))
        else each
        for each in claims
    ]


def _is_rest(phrase: Phrase, others: Phrase) -> bool:
    """其他, 其他情形: the last row of the answers, under any of its names."""
    return phrase is others or (phrase.group == REASONS and {*phrase.rows} == {*others.rows})


def _as_rest_of_applicants(claim: Claim, claims: list[Claim]) -> Claim:
    """自然人 251 件，企业 27 件，其他类型合计 13 件: perhaps all kinds that the list does not name."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    last = phrases.get(claim.phrase_ids[-1]) if claim.phrase_ids else None
    if claim.kind is not ClaimKind.COUNT or not claim.value or last is None or not _are_others(last):
        return claim
    listed = [
        each
        for each in claims
        if each.kind is ClaimKind.COUNT and each.table == claim.table and each.columns and each.start < claim.start
    ]
    sums = [*itertools.accumulate((each.value for each in reversed(listed)), initial=claim.value)][::-1]
    of_several = [len(each.columns[0]) > 1 for each in listed]
    pairs = zip(listed, of_several, sums[1:], strict=True)
    whole = [each for each, several, behind in pairs if several and each.value == behind]
    named = {column for each in listed if each not in whole for column in each.columns[0]}
    every = (*phrases[roles.person].columns[0], *phrases[roles.organisations].columns[0])
    kinds = max(whole[-1].columns, key=len) if whole else every  # 单位 17 件（企业 9 件、其他 8 件）
    rest = tuple(each for each in kinds if each not in named)
    known = {frozenset(each) for each in claim.columns}
    if not named or not {*claim.columns[0]} <= {*rest} or frozenset(rest) in known:
        return claim
    return replace(claim, columns=(*claim.columns, rest))


def _as_of_anyone(text: str, claim: Claim, claims: list[Claim]) -> Claim:
    """收到公民信息申请 81 条, by whom no other applicant is told: perhaps of all, whoever asked."""
    lexicon = the_lexicon()
    if claim.kind is not ClaimKind.COUNT or claim.columns != lexicon.phrases[lexicon.roles.person].columns:
        return claim
    alike = (each for each in claims if each is not claim and each.table == claim.table)
    others = [each for each in alike if lexicon.roles.carried_in not in each.phrase_ids]
    if any(each.columns or each.start < claim.start for each in others) or _BY_KIND.search(text, 0, claim.start):
        return claim
    anyone = _ANYONE.search(text, 0, claim.start) or _BY_ANYONE.match(text, claim.end)
    return replace(claim, columns=(*claim.columns, *lexicon.roles.total)) if anyone else claim


_PEOPLE = "(?:公民|社会公众|公众|群众)"
_ANYONE = re.compile(
    rf"(?:收到|接到|受理|接收)[^,，;；。\d其]{{0,4}}{_PEOPLE}(?:提出|提交|申请|递交|来信|反映)?的?(?:政府|信息|公开|依)*申请[^,，;；。\d]{{0,8}}$"
)
_BY_KIND = re.compile("其中|主体|按(?!照|[时期规]|要求|程序)")
_BY_ANYONE = re.compile(rf"[件宗份起条]{_PEOPLE}(?:提出|提交|递交)?的?(?:政府|信息|公开|依)*申请")


def _are_others(phrase: Phrase) -> bool:
    """其他, 其他组织: of which the form has a column, and people speak as of all that they do not name."""
    others = (each for each in the_lexicon().phrases.values() if each.rest_of == (APPLICANTS,))
    return phrase.group == APPLICANTS and any(phrase.columns[:1] == each.columns[:1] for each in others)


def _as_none_of_all(claim: Claim, claims: list[Claim]) -> Claim:
    """其他处理 0 件: none for any reason, unless one of them is counted."""
    phrases = the_lexicon().phrases
    if claim.kind is not ClaimKind.COUNT or claim.value or len(claim.rows) < 2 or not claim.phrase_ids:
        return claim
    if phrases[claim.phrase_ids[-1]].group == phrases[the_lexicon().roles.person].group and len(claim.columns) > 1:
        return replace(claim, columns=(_all_but_counted(claim, claims),))
    wide = tuple(row.removesuffix("*") for row in claim.rows[0])
    counted = any(each.value and all(row.startswith(wide) for row in each.rows[0]) for each in claims if each.rows)
    return claim if counted or not phrases[claim.phrase_ids[-1]].rest_of else replace(claim, rows=claim.rows[:1])


def _all_but_counted(claim: Claim, claims: list[Claim]) -> tuple[str, ...]:
    """自然人 5 件，组织 0 件: none of any kind; 企业 2 件、其他组织 0 件: of those not counted."""
    counted = {
        column
        for each in claims
        if each.kind is ClaimKind.COUNT and each.table == claim.table and each.value
        for way in each.columns
        for column in way
    }
    free = [each for each in claim.columns if not counted & {*each}]
    return max(free or claim.columns[:1], key=len)


def _as_not_answered(claim: Claim, claims: list[Claim]) -> Claim:
    """申请 43 件，办结 44 件: what came, where those that were answered are counted by themselves."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    answered = phrases[roles.handled].rows
    if claim.kind is not ClaimKind.COUNT or claim.phrase_ids != (roles.all_requests,) or claim.columns:
        return claim
    apart = any(each.rows == answered and each.kind is ClaimKind.COUNT and not each.columns for each in claims)
    left = tuple(each for each in claim.rows if (each,) != answered)
    return replace(claim, rows=left) if apart and left else claim


def _as_repealed(claim: Claim, claims: list[Claim]) -> Claim:
    """宣布失效 9 件: what was repealed, unless that is counted by itself; then neither is all of it."""
    lexicon = the_lexicon()
    repealed = lexicon.roles.repealed
    lapsed = {
        each.id for each in lexicon.phrases.values() if each.soft and each.columns == lexicon.phrases[repealed].columns
    }
    named = [{*each.phrase_ids} for each in claims if each.kind is ClaimKind.COUNT and each.rows == claim.rows]
    if claim.kind is not ClaimKind.COUNT or not {*claim.phrase_ids} & {repealed, *lapsed}:
        return claim
    if any(repealed in each for each in named) and any(lapsed & each for each in named):
        return claim.hedged(Hedge.AMBIGUOUS)
    return replace(claim, hedges=claim.hedges - {Hedge.SOFT}) if lapsed & {*claim.phrase_ids} else claim


MOST_DISPUTES = 2
"""Outcomes that are counted behind disputes tell that the disputes are those that the table counts by outcome."""


def _as_decided(claim: Claim, claims: list[Claim]) -> Claim:
    """收到复议 7 件，其中维持 4 件、纠正 3 件; 收到复议 1 件，尚未审结; 收到复议 0 件: what the table counts, too."""
    if Hedge.FILED not in claim.hedges or claim.kind is not ClaimKind.COUNT or claim.columns:
        return claim
    outcomes = [
        each
        for each in claims
        if each.start > claim.start and each.columns and each.table == claim.table and each.kind is ClaimKind.COUNT
    ]
    add_up = sum(each.value for each in outcomes) == claim.value
    if len(outcomes) >= MOST_DISPUTES or add_up or claim.all_in or not claim.value:
        return replace(claim, hedges=claim.hedges - {Hedge.FILED})
    return claim


def _result_is_counted_apart(claim: Claim, claims: list[Claim]) -> bool:
    """信访类不予处理 2 件、大量反复申请不予处理 1 件: each for its own reason, and not all that were not processed."""
    if claim.kind is not ClaimKind.COUNT or claim.last_year:
        return False
    if the_lexicon().phrases[claim.phrase_ids[-1]].group != REASONS:
        return False
    wide = {*claim.rows[1:]}
    others = (each for each in claims if each is not claim and each.kind is ClaimKind.COUNT)
    return bool(wide) and any(wide & {*each.rows} for each in others)


def _is_added_behind(claim: Claim, claims: list[Claim]) -> bool:
    """收到 19 件，加 2023 年结转 1 件: counted beside each other, unless what is new is counted once more."""
    roles = the_lexicon().roles
    behind = [each for each in claims if each.start > claim.start and each.kind is ClaimKind.COUNT]
    received = the_lexicon().phrases[roles.received].rows[0]
    again = any(each.rows[0] == received and not each.columns for each in behind)
    came_in = the_lexicon().phrases[roles.carried_in].rows
    return not again and any(each.rows == came_in and not each.columns for each in behind)


FAR_NEW = 26
"""Most characters from the words for what is new to its number."""
