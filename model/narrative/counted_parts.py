"""How a number of a sentence relates to those before it: a part, the rest or the sum of what they counted."""

import re
from dataclasses import replace

from model.narrative.claims import Claim, ClaimKind, Hedge, hedges_of
from model.narrative.clauses import CLAUSES, SIGNS, start_of
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.phrase_groups import APPLICANTS, CARRIED_OVER, CHANNELS, REASONS, RESULTS, WHOLE
from model.narrative.sentence_state import Sentence, Word, place_of


def has_same_cells(part: Claim, whole: Claim | None) -> bool:
    """共受理 215 件，其中政府办受理 45 件…: a share of the very same thing, by organs perhaps."""
    return whole is not None and (part.table, part.rows, part.columns) == (whole.table, whole.rows, whole.columns)


def is_of_all(claim: Claim) -> bool:
    """收到 8 件, 应办 9 件: of all requests, and neither of some of them nor of answers."""
    last = the_lexicon().phrases[claim.phrase_ids[-1]] if claim.phrase_ids else None
    return last is not None and last.group == WHOLE and last.id != the_lexicon().roles.handled


def without_place(claim: Claim) -> Claim:
    """The claim as context of what follows, the same wherever it stands."""
    return replace(claim, start=0, end=0, sentence=(0, 0), within=None, beside=())


def within_whole(sentence: Sentence, claim: Claim, depth: int) -> Claim:
    """新收 26 件，其中自然人 23 件; 直接起诉 4 件（维持 3 件）: of those only."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    if any(phrases[each].rows and each != roles.received for each in claim.phrase_ids):
        return claim
    begin = start_of(SIGNS, sentence.text, claim.start, sentence.span[0])
    if roles.received in claim.phrase_ids and the_lexicon().contexts.newly_received.found(
        sentence.text, begin, claim.start
    ):
        return replace(claim, rows=claim.rows[:1])  # 受理总量 34 件，其中自然人新收 31 件
    if depth and (last_year := _of_last_year_in_bracket(sentence, claim)):
        return last_year
    wholes = [
        (number, each)
        for number, each, _, level in sentence.counted
        if each and each.table == claim.table and not each.columns and level <= depth and each.kind is ClaimKind.COUNT
    ]
    if not wholes and not depth:
        return _within_what_came_before(sentence, claim)
    if not wholes or not {*wholes[-1][1].rows} & {*claim.rows} or wholes[-1][1].last_year:
        return claim
    before = sentence.claims[-1]
    if before.within is not None and before.table == claim.table and before.start > wholes[-1][0].start:
        return replace(claim, within=before.within)  # 本年 53 件、结转 2 件，自然人 47 件、律所 1 件: of the same
    if not depth and _came_in_and_carried_in(wholes):
        received = phrases[roles.received].rows[0]
        carried_in = phrases[roles.carried_in].rows[0]
        return replace(claim, rows=(received, (*received, *carried_in), carried_in))
    number, whole = next((each for each in reversed(wholes) if each[0].value >= claim.value), wholes[-1])
    other = not depth and _OTHER_STATEMENT.search(sentence.text, number.stop, claim.start)
    if other and not (len(wholes) == 1 and is_of_all(whole) and _are_several_applicants(sentence, claim)):
        return claim
    parts = claim.table == roles.requests and the_lexicon().any_of("parts").search(
        sentence.text, number.stop, claim.start
    )
    of_all = claim.table == roles.requests and whole.kind is ClaimKind.COUNT and is_of_all(whole)
    within = depth and not _is_of_another_clause(sentence, number, claim)
    return replace(claim, within=without_place(whole)) if within or parts or of_all else claim


def _came_in_and_carried_in(wholes: list[tuple[Number, Claim]]) -> bool:
    """收到 17 件，上年结转 1 件，其中自然人 17 件、企业 1 件: whether both were counted last, so that the parts are of
    those that came, or of all 18."""
    roles = the_lexicon().roles
    came_in, carried_in = (the_lexicon().phrases[each].rows[:1] for each in (roles.received, roles.carried_in))
    rows = [claim.rows[:1] for number, claim in wholes[-2:] if number.value]
    return rows in ([came_in, carried_in], [carried_in, came_in])


def _is_of_another_clause(sentence: Sentence, whole: Number, claim: Claim) -> bool:
    """诉讼 5 件，个别答复被纠正（1 件）: the bracket stands behind another clause than the count of disputes."""
    if claim.table != the_lexicon().roles.disputes:
        return False
    return start_of(CLAUSES, sentence.text, sentence.text.rfind("(", 0, claim.start)) > whole.stop


def _within_what_came_before(sentence: Sentence, claim: Claim) -> Claim:
    """收到 24 件。其中自然人 20 件: of those of an earlier sentence, unless answers or last year's were named since."""
    whole, received = sentence.passage.whole, the_lexicon().roles.received
    if whole is None or whole.table != claim.table or whole.rows[:1] != the_lexicon().phrases[received].rows[:1]:
        return claim  # 共计 107 件: with those of last year
    spoken_of = sentence.passage.rows.get(claim.table)
    of_whole = spoken_of is None or spoken_of.id in (received, *whole.phrase_ids)
    return replace(claim, within=without_place(whole)) if of_whole else claim


_OTHER_STATEMENT = re.compile("[;；]")


def _are_several_applicants(sentence: Sentence, claim: Claim) -> bool:
    """收到 29 件，比上年上升；个人 24 件，公司 3 件、律师 2 件."""
    return claim.table == the_lexicon().roles.requests and len(sentence.named.get(APPLICANTS, ())) > 1


def _of_last_year_in_bracket(sentence: Sentence, claim: Claim) -> Claim | None:
    """上年收到 21 件（个人 12 件、企业 9 件）: both are of that year."""
    last = next((each for each in reversed(sentence.claims) if not each.columns), None)
    if last is None or not last.last_year or last.table != claim.table or claim.last_year:
        return None
    between = sentence.text[last.end : claim.start]
    if between.count("(") != 1 or ")" in between:
        return None
    return replace(claim, last_year=True, year=last.year)


def is_rest_of(claim: Claim | None) -> bool:
    """不予处理 3 件、其他 1 件: what a list ends with."""
    return bool(claim and claim.phrase_ids and the_lexicon().phrases[claim.phrase_ids[-1]].rest_of)


def is_one_more_way(sentence: Sentence, number: Number) -> bool:
    """信函申请 3 件、来访申请 9 件: one more way of asking, whatever it is called."""
    if not sentence.counted or sentence.counted[-1][2] != CHANNELS:
        return False
    between = sentence.text[sentence.counted[-1][0].stop : number.start]
    return the_lexicon().contexts.one_more_way.found(between) is not None


def part_of_the_same(sentence: Sentence, number: Number, claim: Claim) -> bool:
    """出台 21 件，其中联合印发 9 件: a part of the items counted already."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is not None and _is_less_of_all(sentence, number, claim):
        return True
    if last is None or last.kind is not ClaimKind.COUNT or not has_same_cells(claim, last):
        return False
    if last.scope and not claim.scope:
        return False  # 全州收到 50 件，其中本级收到 18 件: what the tables count
    if is_new(sentence, number):
        return False  # 受理 21 件，其中新收 13 件: all that came in this year
    return the_lexicon().any_of("parts").search(sentence.text, last.end, number.start) is not None


def _is_less_of_all(sentence: Sentence, number: Number, claim: Claim) -> bool:
    """收到 14 条，其中邮递申请 2 条，公开平台申请 12 条: of all that came some, as 其中 says."""
    roles = the_lexicon().roles
    if claim.table != roles.requests or claim.columns or {*claim.phrase_ids} != {roles.all_requests}:
        return False
    parts = [each.start() for each in the_lexicon().any_of("parts").finditer(sentence.text, 0, number.start)]
    behind = sentence.text[parts[-1] : number.start] if parts else ""
    if behind.count(")") > behind.count("(") or _THIS_YEAR.search(behind):
        return False  # 收到 48 宗（其中网上 30 宗），结转 3 宗，共计 51 宗; 其中今年申请 13 件
    wholes = (each for each in sentence.claims if parts and each.end <= parts[-1] and each.table == claim.table)
    return any(is_of_all(each) and not each.columns and claim.value < each.value for each in wholes)


_THIS_YEAR = re.compile("本年|今年|当年|新|20[0-9]{2}年")


def of_carried_in(sentence: Sentence, number: Number, claim: Claim, depth: int) -> bool:
    """上年结转 5 件，其中同意公开 5 件: what became of those only."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    outside = next((each for each in reversed(sentence.counted) if each[3] < depth), None)
    if outside is not None and outside[1] is not None and roles.carried_in in outside[1].phrase_ids:
        return claim.table == outside[1].table and not claim.columns and roles.carried_in not in claim.phrase_ids
    first = sentence.counted[0] if sentence.counted else None
    if first is None or first[1] is None or roles.carried_in not in first[1].phrase_ids or claim.value > first[0].value:
        return False
    of_results = phrases[claim.phrase_ids[-1]].group in (RESULTS, REASONS, CARRIED_OVER, WHOLE)
    return of_results and the_lexicon().any_of("parts").search(sentence.text, first[0].stop, number.start) is not None


def of_unread_outside(sentence: Sentence, number: Number, depth: int) -> bool:
    """招商协议 5 件（其中 2 件因第三方不同意）: of what is counted before the bracket, and was not read."""
    outside = next((each for each in reversed(sentence.counted) if each[3] < depth), None)
    if outside is None or outside[1] is not None:
        return False
    between = sentence.text[outside[0].stop : number.start]
    return between.lstrip().startswith("(") and the_lexicon().any_of("parts").search(between) is not None


def of_answered(sentence: Sentence, number: Number, claim: Claim) -> bool:
    """答复 64 件，其中上年结转 4 件、本年新收 60 件: those of them that were answered."""
    roles, phrases = the_lexicon().roles, the_lexicon().phrases
    if claim.rows[:1] != phrases[roles.received].rows[:1] or claim.columns or roles.all_requests in claim.phrase_ids:
        return False
    wholes = [each for each in sentence.counted if each[1] and each[1].rows == phrases[roles.handled].rows]
    if not wholes or claim.value > wholes[-1][0].value:
        return False
    return the_lexicon().any_of("parts").search(sentence.text, wholes[-1][0].stop, number.start) is not None


_THIS_YEARS = re.compile(r"(?:本年度?|今年|当年)(?:新收|收到|受理|登记)?到?的?(?:申请|件)[^,，;；。\d]{0,8}$")


def of_this_year_only(sentence: Sentence, number: Number, claim: Claim) -> bool:
    """上年结转申请 4 件全部答复，本年申请答复 93 件: without those that were carried over."""
    roles = the_lexicon().roles
    if roles.handled not in claim.phrase_ids or claim.columns:
        return False
    carried = any(roles.carried_in in each.phrase_ids for each in sentence.claims)
    return carried and _THIS_YEARS.search(sentence.text, sentence.span[0], number.start) is not None


def all_ways(sentence: Sentence, number: Number, before: int) -> Claim | None:
    """书面申请 2 件、网络申请 9 件，共 11 件: the total of all requests, though no cell counts the ways of
    applying."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    ways = [each[2] for each in sentence.counted[-2:]] == [CHANNELS, CHANNELS]
    if not ways or sentence.passage.topic != roles.requests or not sums_up(sentence, number, before):
        return None
    phrase = phrases[roles.all_requests]
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=(phrase.id,), table=phrase.table,
        rows=phrase.rows, hedges=hedges_of(number), scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def of_share(sentence: Sentence, number: Number) -> Claim | None:
    """自然人申请占 93.5%，共 29 件: as many of what the share is of."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or last.kind is not ClaimKind.SHARE or not countable(number):
        return None
    if not the_lexicon().contexts.as_many.found(sentence.text, last.end + 1, number.start):
        return None
    return replace(
        last, **place_of(sentence, number), kind=ClaimKind.COUNT, value=number.value, of=None, whole=None,
        hedges=hedges_of(number, last.hedges),
    )  # fmt: skip


def all_again(sentence: Sentence, number: Number) -> Claim | None:
    """收到 12 件。12 件中，网络提交 8 件; 另，12 件申请均为网络提交: all that came or was answered, or perhaps some."""
    came, roles, phrases = sentence.passage.came, the_lexicon().roles, the_lexicon().phrases
    if came is None or sentence.passage.topic != roles.requests or not countable(number):
        return None
    text = sentence.text
    if not _BEGINS_ANEW.search(text, 0, number.start) or not _SAYS_OF_ALL.match(text, number.stop):
        return None
    rows = (*phrases[roles.received].rows, *phrases[roles.handled].rows)
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=(roles.all_requests,),
        table=roles.requests, rows=rows, hedges=hedges_of(number, frozenset({Hedge.AMBIGUOUS})), scope=sentence.scope,
        year=sentence.year,
    )  # fmt: skip


_BEGINS_ANEW = re.compile(r"(?:^|[。;,，；：:▒])\s*(?:另[,，])?(?:以上|上述|这|在)?$")
_SAYS_OF_ALL = re.compile(r"\s*(?:申请)?(?:中|里|均|都|全部|分别|内容)")


def sums_up(sentence: Sentence, number: Number, before: int) -> bool:
    together = the_lexicon().contexts.all_together.found(sentence.text, before, number.start)
    bare = not number.unit and bool(sentence.counted) and not sentence.counted[-1][0].unit  # 自然人 10；企业 2；总计 12
    return (countable(number) or bare) and together is not None


def is_new(sentence: Sentence, number: Number) -> bool:
    context = the_lexicon().contexts.newly_received
    return context.found(sentence.text, max(0, number.start - 26), number.start) is not None


def group_in_list(own: list[Word], claim: Claim | None, *, new: bool) -> str:
    """The group of the number within a breakdown; only parts of one group are added up."""
    groups = [w.phrase.group for w in own if w.phrase]
    if CHANNELS in groups:
        return CHANNELS
    if claim and claim.phrase_ids and claim.phrase_ids[-1] == the_lexicon().roles.received and new:
        return the_lexicon().phrases[the_lexicon().roles.carried_in].group  # 新收 113 件、上年结转 9 件
    phrases = the_lexicon().phrases
    return phrases[claim.phrase_ids[-1]].group if claim and claim.phrase_ids else ""
