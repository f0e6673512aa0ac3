"""复议 3 件，均已审结: of the disputes that were counted none is pending."""

import re
from dataclasses import replace
from decimal import Decimal

from model.narrative.claims import Claim, ClaimKind
from model.narrative.lexicon import the_lexicon
from model.narrative.phrase_meanings import both_kinds
from model.narrative.sentence_state import Sentence


def add_none_pending(sentence: Sentence) -> None:
    """A claim for such words right behind the last count of disputes, of both kinds where they are counted together."""
    roles = the_lexicon().roles
    counted = [
        each
        for each in sentence.claims
        if each.table == roles.disputes and each.kind is ClaimKind.COUNT and not each.columns
    ]
    if not counted or counted[-1].hedges or counted[-1].last_year:
        return
    closed = the_lexicon().contexts.all_closed.found(sentence.text, counted[-1].end)
    if closed is not None and closed.end() <= sentence.span[1]:
        sentence.claims.append(_none_pending(sentence, counted[-1], closed))


def _none_pending(sentence: Sentence, counted: Claim, closed: re.Match[str]) -> Claim:
    pending = the_lexicon().phrases[the_lexicon().roles.pending]
    start, end = closed.span("said")
    return replace(
        counted, kind=ClaimKind.NONE, start=start, end=end, text=closed["said"], value=Decimal(0),
        phrase_ids=(pending.id,), rows=both_kinds(sentence)[:1] or counted.rows[:1], columns=pending.columns,
        within=None, beside=(),
    )  # fmt: skip
