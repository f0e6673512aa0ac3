"""The number that sums up a list: 新收 8 件，上年结转 3 件，共 11 件."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from model.narrative.claims import Claim, ClaimKind, Hedge, hedges_of
from model.narrative.lexicon import Alternatives, the_lexicon
from model.narrative.numbers import Number
from model.narrative.phrase_groups import CARRIED_OVER, INTAKE, REASONS, RESULTS, WHOLE
from model.narrative.sentence_state import Sentence, place_of

LISTS = {WHOLE: INTAKE, INTAKE: INTAKE, RESULTS: RESULTS, REASONS: RESULTS}
"""Group -> the list in which its numbers stand beside those of other groups; others stand in a list of their own."""


def sum_of_list(sentence: Sentence, number: Number, depth: int) -> Claim | None:
    """The claim of the sum of the items right before ``number``: as many of them as add up to it, or all."""
    if added := _with_carried_in(sentence, number):
        return added
    items = _items(sentence, depth)
    if not items and not sentence.counted:
        return _sum_of_results(sentence, number)
    if len(items) < 2:
        return _sum_of_organs(sentence, number)
    sums = [*itertools.accumulate((each.value for each in reversed(items)), initial=Decimal(0))]
    if number.value in sums[2:]:
        items = items[len(items) - sums.index(number.value, 2) :]
    meant = _cells_of(items)
    if meant is None:
        return None
    phrase_id, rows, columns = meant
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=(phrase_id,),
        table=items[-1].table, rows=rows, columns=columns, hedges=hedges_of(number), scope=sentence.scope,
        year=sentence.year,
    )  # fmt: skip


_ADDED_UP = re.compile(
    r"\s*+[件宗份起条]?(?:申请)?(?:合并|一并)?(?:计算|计入)?[,，。]?\s*+[两二]?[项者]?(?:共计?|合计|总计|合共|总共)(?:为|有|是)?\s*+"
)


def _with_carried_in(sentence: Sentence, number: Number) -> Claim | None:
    """收到 35 件。上年结转 2 件，共计 37 件: of what came, as the sentence before says, and of what came before."""
    last, roles, phrases = sentence.passage.last, the_lexicon().roles, the_lexicon().phrases
    if last is None or sentence.passage.came is None or last.phrase_ids[-1:] != (roles.carried_in,):
        return None
    begin = last.end if sentence.claims and sentence.claims[-1] is last else sentence.span[0]
    received = any(each.rows[:1] == phrases[roles.received].rows[:1] for each in sentence.claims)
    if sentence.passage.topic != roles.requests or Hedge.AMBIGUOUS in last.hedges:
        return None  # 热线工单外加上年留下的 6 件，合计 412 件
    if received or last.columns or not _ADDED_UP.fullmatch(sentence.text, begin, number.start):
        return None
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=(roles.all_requests,),
        table=last.table, rows=((*phrases[roles.received].rows[0], *phrases[roles.carried_in].rows[0]),),
        hedges=hedges_of(number), scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _sum_of_organs(sentence: Sentence, number: Number) -> Claim | None:
    """县区受理 34 件，市直部门受理 14 件，合计 48 件: of the whole, though each is of another organ."""
    *_, one, other = [None, None, *sentence.claims]
    if one is None or other is None or one.scope == other.scope or not (one.scope and other.scope):
        return None
    if one.kind is not ClaimKind.COUNT or one.table != the_lexicon().roles.requests or one.rows != other.rows:
        return None
    if one.columns or other.columns or one.last_year or other.last_year:
        return None
    place = place_of(sentence, number)
    return replace(other, **place, value=number.value, scope="", hedges=hedges_of(number, frozenset()))


LONGEST_BEFORE_SUM = 10
"""Most characters of 以上各项结果合计."""


def _sum_of_results(sentence: Sentence, number: Number) -> Claim | None:
    """…其他处理 2 件。合计 27 件: behind the list of results, as a sentence of its own."""
    last, phrases, roles = sentence.passage.last, the_lexicon().phrases, the_lexicon().roles
    if last is None or last.table != roles.requests or _list_of(last) != RESULTS:
        return None
    if any(word.phrase is not None and word.end <= number.start for word in sentence.words):
        return None  # 自然人申请占 93.5%，共 29 件
    if len(sentence.text[sentence.span[0] : number.start].strip("▒ ")) > LONGEST_BEFORE_SUM:
        return None  # 申请内容以投诉举报结果居多，共 17 件
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=(roles.handled,),
        table=last.table, rows=phrases[roles.whole_of_shares].rows, hedges=hedges_of(number), scope=sentence.scope,
        year=sentence.year,
    )  # fmt: skip


def _items(sentence: Sentence, depth: int) -> list[Claim]:
    """The counts of the list that ends right before the number; what stands in brackets is part of an item."""
    found: list[Claim] = []
    for number, claim, group, level in reversed(sentence.counted):
        if level > depth or _only_compares(number, claim):
            continue
        if found and claim is not None and claim.columns and not found[0].columns and claim.table == found[0].table:
            continue  # 新收 17 件，其中自然人 13 件…；上年结转 1 件: parts of one that was counted before
        if claim is None or level < depth or not _goes_together(claim, group, found):
            break
        found.insert(0, claim)
    return found


def _only_compares(number: Number, claim: Claim | None) -> bool:
    """收到 118 件，为上年 42 件的 2.8 倍；上年结转 6 件: no item of the list."""
    if claim is None:
        return number.unit not in the_lexicon().measures
    return claim.last_year or claim.kind is not ClaimKind.COUNT


def _goes_together(claim: Claim, group: str, behind: list[Claim]) -> bool:
    roles = the_lexicon().roles
    if group == WHOLE and roles.handled in claim.phrase_ids:
        return False
    if not behind:
        return True
    first = behind[0]
    if claim.table != first.table or bool(claim.columns) is not bool(first.columns):
        return False
    if claim.columns:
        return claim.rows[0] == first.rows[0]
    return _list_of(claim) == _list_of(first) and _list_of(first) != CARRIED_OVER


def _list_of(claim: Claim) -> str:
    if claim.phrase_ids[-1] == the_lexicon().roles.carried:
        return INTAKE  # 收到 28 件，结转 2 件，共 30 件
    group = the_lexicon().phrases[claim.phrase_ids[-1]].group
    return LISTS.get(group, group)


def _cells_of(items: list[Claim]) -> tuple[str, Alternatives, Alternatives] | None:
    """(phrase, rows, columns) of the sum of ``items``."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    last = items[-1]
    if last.columns:
        columns = (tuple(dict.fromkeys(column for each in items for column in each.columns[0])), *roles.total)
        rows_phrase = next((each for each in phrases.values() if each.rows[:1] == last.rows[:1]), None)
        rows = tuple(row for row in last.rows if all(row in each.rows for each in items))
        return (rows_phrase.id if rows_phrase else last.phrase_ids[-1]), rows, columns
    came_in = phrases[roles.carried_in].rows[0]
    first_rows = (came_in if each.phrase_ids[-1] == roles.carried else each.rows[0] for each in items)
    rows = (tuple(dict.fromkeys(itertools.chain.from_iterable(first_rows))),)
    if last.table != roles.requests:
        return (last.phrase_ids[-1], rows, last.columns) if last.table == roles.disputes else None
    if _list_of(last) == INTAKE:
        return roles.all_requests, rows, ()
    return roles.handled, (*rows, *phrases[roles.handled].rows), ()
