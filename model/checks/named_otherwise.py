"""Differing numbers whose own words also name another cell, which has them.

属劳动监察案卷不公开 1 件, where 2 were denied and 1 of them for 案卷: the lexicon knows no such words for the row, and
the number is compared with all that were denied. ``signs`` of the lexicon are plain words that tell a row, or a
column, wherever they stand in the clause of a number. Where such a word is there and its cell has the number, the
difference is left alone, unless words of the number's own cell are there, too.
"""

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from model.checks.claim_cells import Reading, readings, total
from model.checks.placed_claims import MOST_REMEMBERED, PlacedClaim
from model.form.figures import Figure
from model.form.tables import Cell
from model.narrative.claims import ClaimKind
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.phrase_groups import CARRIED_OVER, INTAKE, WHOLE

_ENDS = re.compile(r"[，,。；;：:\n（()）、]|\d")
_REASON_BEFORE = re.compile(
    r"(?:^|[，,。；;：:\n（()）、\d])((?:以|因|由于|属于?|系|涉)[^，,。；;：:\n（()）、\d]{2,24})[，,]$"
)
"""以申请公开名义进行信访，不予处理 6 件: the reason in a clause of its own."""
_FAR = 40
"""How far from the number such words are looked for, in characters."""


def is_named_otherwise(placed: PlacedClaim, figures: Mapping[Cell, Figure]) -> bool:
    """Whether the words around a differing count name another cell, which has its number.

    ``figures`` omits blank cells.
    """
    value = placed.edition_claim.claim.value
    return any(total(each, figures) == value for each in _named_by_others(placed))


@lru_cache(maxsize=MOST_REMEMBERED)
def _named_by_others(placed: PlacedClaim) -> tuple[Reading, ...]:
    """What the words around a count name by signs; nothing where they name its own cells, too."""
    claim = placed.edition_claim.claim
    if claim.kind is not ClaimKind.COUNT or not claim.value:
        return ()
    words = _words_around(placed)
    groups = {the_lexicon().phrases[each].group for each in claim.phrase_ids if each in the_lexicon().phrases}
    named = [each for each in _signed(claim.table) if _may_be_meant(each, groups) and _has_sign(each, words)]
    others = tuple(dict.fromkeys(reading for each in named for reading in _readings(placed, each)))
    return others if {*others}.isdisjoint(placed.edition_claim.readings) else ()


def _may_be_meant(phrase: Phrase, groups: Set[str]) -> bool:
    """Whether a number read as one of these groups may be meant to be the phrase's: 剩余 3 件正在征求第三方意见 is of
    any answer, and 结转的 1 件已办结 no answer."""
    if phrase.group == WHOLE:
        return groups <= {WHOLE}
    return not groups & {WHOLE, CARRIED_OVER, INTAKE}


def _words_around(placed: PlacedClaim) -> str:
    """The words of the clause, and a reason before it; up to the numbers on both sides, and none behind the number
    where another one follows, whose label they are."""
    paragraph, stop = placed.paragraph, placed.at + placed.end - placed.start
    before = paragraph[max(0, placed.at - _FAR) : placed.at]
    behind = paragraph[stop : stop + _FAR]
    begin = max((each.end() for each in _ENDS.finditer(before)), default=0)
    reason = _REASON_BEFORE.search(before, 0, begin)
    words = f"{reason[1]}\n{before[begin:]}" if reason else before[begin:]
    ends = _ENDS.search(behind)
    if ends is not None and ends[0].isdecimal():
        return words
    return f"{words}\n{behind[: ends.start() if ends else None]}"


def _signed(table: str) -> Iterator[Phrase]:
    return (each for each in the_lexicon().phrases.values() if each.signs and each.table == table)


def _has_sign(phrase: Phrase, words: str) -> bool:
    return any(each in words and not _DENIED.search(words, 0, words.index(each)) for each in phrase.signs)


_DENIED = re.compile("[未没不无待应需]$")


def _readings(placed: PlacedClaim, phrase: Phrase) -> Iterator[Reading]:
    """The cells of the phrase; of a column alone, in the rows of the claim."""
    claim = placed.edition_claim.claim
    yield from readings(placed.edition_claim.edition, claim.table, phrase.rows or claim.rows, phrase.columns)
