"""Whose numbers the tables count besides the organ's own: 县级共收到申请 41 件，自然人 37 件，上年结转 5 件.

The words name another scope, but its numbers are those of the tables. So one that differs is meant to be, too.
"""

from collections import Counter
from collections.abc import Iterable

from model.checks.claim_evaluation import ClaimState, Evaluation
from model.checks.placed_claims import PlacedClaim
from model.narrative.claims import Claim, ClaimKind
from model.narrative.lexicon import the_lexicon

Scope = tuple[str, str, str]
"""The words of it, the table, and in the table of what is published the group of phrases."""
LEAST_AGREEING, SMALLEST_COUNTED = 3, 2
"""So many numbers of a scope, none of them smaller, agree with the tables by no accident."""


def scope_of(claim: Claim) -> Scope:
    """What else must agree: licences may be those of all, and documents the organ's own."""
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    apart = claim.table == roles.disclosure and bool(claim.phrase_ids)
    return claim.scope, claim.table, phrases[claim.phrase_ids[-1]].group if apart else ""


def counted_scopes(claims: Iterable[tuple[PlacedClaim, Evaluation]]) -> frozenset[Scope]:
    """The scopes of others that one of a section's ``claims`` differs in, and at least :data:`LEAST_AGREEING` agree."""
    agreeing: Counter[Scope] = Counter()
    differing: Counter[Scope] = Counter()
    for placed, evaluation in claims:
        claim = placed.edition_claim.claim
        if evaluation.if_own is not None:
            differing[scope_of(claim)] += 1
        elif claim.scope and claim.kind is ClaimKind.COUNT and evaluation.state is ClaimState.AGREES:
            agreeing[scope_of(claim)] += claim.value >= SMALLEST_COUNTED
    return frozenset(each for each in differing if agreeing[each] >= LEAST_AGREEING and differing[each] == 1)
