"""Counts of a sentence that are perhaps only some of what their cell counts: 不掌握 1 件，信息不存在 1 件."""

import itertools
import re
from dataclasses import replace

from model.narrative.claims import Claim, ClaimKind, Hedge
from model.narrative.clauses import STATEMENTS, start_of
from model.narrative.excluded_readings import FAR_NEW
from model.narrative.lexicon import Alternatives, the_lexicon
from model.narrative.phrase_groups import CARRIED_OVER, REASONS, RESULTS


def as_added(text: str, claim: Claim) -> Claim:
    """收到 19 件。上年结转 1 件; but not 其中上年结转 1 件, （含上年结转 1 件）."""
    came_in = the_lexicon().phrases[the_lexicon().roles.carried_in].rows
    if claim.kind is not ClaimKind.COUNT or claim.rows != came_in or claim.columns or claim.last_year:
        return claim
    statement = start_of(STATEMENTS, text, claim.start)
    is_part = text.count("(", 0, claim.start) > text.count(")", 0, claim.start) or the_lexicon().any_of("parts").search(
        text, statement, claim.start
    )
    return claim if is_part or not claim.value else replace(claim, added=True)


def says_what_is_left(claim: Claim | None) -> bool:
    """17 件结转下年度，答复率 100%: of those that were due, as the words themselves say."""
    if claim is None or claim.kind is not ClaimKind.COUNT or not claim.value > 0:
        return False
    roles = the_lexicon().roles
    came_in = the_lexicon().phrases[roles.carried_in].rows
    return roles.carried_out in claim.phrase_ids or (
        claim.phrase_ids[-1:] == (roles.carried,) and claim.rows != came_in
    )


def of_one_row(claims: list[Claim]) -> set[Claim]:
    """不掌握 1 件，信息不存在 1 件: two kinds that one row counts together."""
    of_row: dict[tuple[tuple[str, ...], Alternatives], list[Claim]] = {}
    for claim in claims:
        if claim.last_year or claim.kind is not ClaimKind.COUNT:
            continue
        if the_lexicon().phrases[claim.phrase_ids[-1]].group in (RESULTS, REASONS):
            of_row.setdefault((claim.rows[0], claim.columns), []).append(claim)
    return {claim for alike in of_row.values() if len(alike) > 1 for claim in alike}


_NEXT_ITEM = re.compile(r"\s*[件宗份起条]?、[^,，;；、]{0,8}")


def of_the_same(text: str, claims: list[Claim]) -> set[Claim]:
    """当场办结 2 件、限时办结 1 件; 受理 97 件，州本级受理 11 件: of two counts of the same, the smaller is a part."""
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.kind is not ClaimKind.COUNT or claim.last_year or claim.table != the_lexicon().roles.requests:
            continue
        if the_lexicon().contexts.newly_received.found(text, max(0, claim.start - FAR_NEW), claim.start) is None:
            same.setdefault((claim.phrase_ids, claim.rows, claim.columns, claim.year, claim.scope), []).append(claim)
    smaller = {each for alike in same.values() for each in alike if each.value < max(one.value for one in alike)}
    listed = (pair for alike in same.values() for pair in itertools.pairwise(alike))
    return smaller.union(*(pair for pair in listed if _NEXT_ITEM.fullmatch(text, pair[0].end, pair[1].start)))


def of_those(text: str, claims: list[Claim], some: set[Claim]) -> set[Claim]:
    """12月收到 6 件，办结 4 件; 收到市局转办的申请 61 件，办结 61 件: what became of those, some or others."""
    roles = the_lexicon().roles
    found: set[Claim] = set()
    for one, next_ in itertools.pairwise(claims):
        others = one in some or Hedge.AMBIGUOUS in one.hedges
        came = others and {*one.phrase_ids} <= {roles.received, roles.all_requests}
        answered = next_.kind is ClaimKind.COUNT and (
            the_lexicon().phrases[next_.phrase_ids[-1]].group in (RESULTS, REASONS, CARRIED_OVER)
            or next_.phrase_ids[-1] == roles.handled
        )
        if came and answered and next_.value <= one.value and _WHAT_BECAME.fullmatch(text, one.end, next_.start):
            found.add(next_)
    return found


_WHAT_BECAME = re.compile(r"\s*[件宗份起条][,，、](?:其中)?[^,，;；。、:：\d]{2,8}")


def speaks_of_attributes(sentence: str) -> bool:
    """Documents are sorted into 主动公开, 依申请公开 and 不予公开 when they are made; those are no requests."""
    contexts = the_lexicon().contexts
    if contexts.papers_of_a_sort.found(sentence):
        return True
    are_sorted = contexts.sorted_anew.found(sentence) or (
        contexts.sorted_as_on_request.found(sentence) and contexts.sorted_otherwise.found(sentence)
    )
    if are_sorted is None:
        return False
    return not contexts.of_requests.found(sentence) or contexts.sorted_papers.found(sentence) is not None
