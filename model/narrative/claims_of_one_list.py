"""Each count of a sentence with the other numbers of its list: 自然人 3 件、企业 2 件."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from model.narrative.claims import Claim, ClaimKind, Hedge
from model.narrative.clauses import SIGNS, start_of
from model.narrative.counted_parts import without_place
from model.narrative.lexicon import Alternatives, the_lexicon
from model.narrative.phrase_groups import ANSWERS, DOCUMENTS, RESULTS, STOCK

MOST_LISTED = 60
"""Numbers of a list; the form has fewer rows, and each is compared with each."""


def beside_each_other(text: str, claims: list[Claim]) -> Iterator[Claim]:
    """Each count with the other numbers of its list: 自然人 3 件、企业 2 件."""
    lists: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if key := _list_of(text, claim):
            lists.setdefault(key, []).append(claim)
    plain = {key: _telling(some) for key, some in lists.items() if 1 < len(some) <= MOST_LISTED}
    for claim in claims:
        key = _list_of(text, claim)
        found, own = lists.get(key, []), without_place(claim)
        others = [each for each in plain.get(key, ()) if each != own and not _are_the_same(each, claim)]
        yield replace(claim, beside=tuple(others), columns=_columns_left(text, claim, found)) if others else claim


def _telling(claims: list[Claim]) -> tuple[Claim, ...]:
    """Those that tell which row the list is of; not 确认违法 1 件 of 败诉 11 件, which may be of no cell."""
    return tuple(without_place(each) for each in claims if Hedge.AMBIGUOUS not in each.hedges)


def _are_the_same(one: Claim, other: Claim) -> bool:
    """五年来收到申请 163 件，今年收到 12 件: two counts of one cell, and no list."""
    plain = len(one.columns) <= 1 and one.columns == other.columns
    return plain and one.rows[:1] == other.rows[:1]


def _columns_left(text: str, claim: Claim, of_list: list[Claim]) -> Alternatives:
    """维持 2 件、撤销 1 件; 企业 4 件、律所 1 件: of the columns that a word may mean, those without any that another
    number of its list is about; but not 企业 4 件，其中律所 1 件."""
    behind = itertools.accumulate(each.value for each in of_list if each.start > claim.start)
    if claim.value in [*behind][1:]:
        return claim.columns  # 单位 6 件；企业 5 件、律所 1 件: those add up to it
    parts = the_lexicon().any_of("parts")
    others = (each for each in of_list if each.start < claim.start or not parts.search(text, claim.end, each.start))
    apart = (each for each in others if each.columns and each is not claim and not _explains(text, claim, each))
    taken = {column for each in apart for column in _in_every(each.columns)}
    left = tuple(each for each in claim.columns if taken.isdisjoint(each))
    return left if left and len(claim.columns) > 1 else claim.columns


def _explains(text: str, claim: Claim, other: Claim) -> bool:
    """一件终止（其他结果 1 件）: the bracket behind says where it is counted."""
    between = text[claim.end : other.start]
    return claim.value == other.value and between.count("(") == 1 and ")" not in between


def _in_every(columns: Alternatives) -> frozenset[str]:
    return frozenset(columns[0]).intersection(*columns[1:])


def _list_of(text: str, claim: Claim) -> tuple[object, ...]:
    """What the numbers of one list have in common; empty for what is in none. 复议后起诉 45 件，纠正 1 件，两类共未审结
    17 件: the last is in another one."""
    if claim.kind is not ClaimKind.COUNT or claim.last_year or not claim.phrase_ids:
        return ()
    group, disclosure = the_lexicon().phrases[claim.phrase_ids[-1]].group, the_lexicon().roles.disclosure
    group = RESULTS if group in ANSWERS else group
    group = STOCK if claim.table == disclosure and group == DOCUMENTS else group
    of_rows = claim.rows if claim.columns and claim.table != disclosure else ()
    of_several = of_rows and claim.table == the_lexicon().roles.disputes and _is_of_several(text, claim)
    return claim.table, group, claim.scope, claim.year, of_rows, of_several


def _is_of_several(text: str, claim: Claim) -> bool:
    return _TOGETHER.search(text, start_of(SIGNS, text, claim.start), claim.start) is not None


_TOGETHER = re.compile("两[类项种者]|合计|合共|总计|总共|一共|共计?(?!有)")
