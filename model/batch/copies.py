"""Near copies among the texts of many units, and between a unit's text and its own of last year.

Texts are cut into overlapping pieces of seven characters without punctuation and without the unit's own name; pieces
that many units use are standard phrases of the form and do not count. What two texts share of the rest is their
likeness. An index of pieces finds all pairs in one pass. Edit distances of whole texts (rapidfuzz) were tried:
they took three times as long for 120 texts, and they count the standard phrases, so that any two reports are a third
alike.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from model.batch.unit_names import readings
from model.form.labels import letters
from model.form.tables_in_text import without_tables
from model.report.report import Report

LENGTH = 7
"""Characters of a piece: longer than a set phrase, shorter than a clause."""
LEAST_PIECES = 60
"""A text with fewer pieces of its own says too little to be called a copy."""
STANDARD_SHARE = 0.2
"""A piece in the texts of more than this part of the units is a standard phrase."""
LEAST_UNITS = 3
"""A piece in so many texts or fewer is never a standard phrase."""
ALIKE = 0.6
"""The share from which a pair is named."""
SAMPLED_FROM = 1000
"""With more units only every ``1 / _SAMPLE`` piece is kept, the same ones of every text."""
_SAMPLE = 8
_OF_THE_FORM = frozenset({"preface"})
"""Sections that the form dictates."""


@dataclass(frozen=True)
class Likeness:
    """Two texts that are near copies."""

    one: int
    """The number of a file."""
    other: int
    """The number of the file that it is like; ``one`` itself: its own text of last year."""
    share: float
    """The part of the shorter text that is in the other, from 0 to 1."""


def pieces_of(report: Report, *, sampled: bool = False) -> frozenset[int]:
    """The pieces of a report's words, as numbers."""
    own = sorted({name for name in readings(report.organ) if len(name) > 1}, key=len, reverse=True)
    found: set[int] = set()
    for key, text in report.texts.items():
        if key in _OF_THE_FORM:
            continue
        plain = letters(without_tables(text))
        for name in own:
            plain = plain.replace(name, "")
        plain = "".join(character for character in plain if not character.isdigit())
        found.update(zlib.crc32(plain[start : start + LENGTH].encode()) for start in range(len(plain) - LENGTH + 1))
    return frozenset(piece for piece in found if piece % _SAMPLE == 0) if sampled else frozenset(found)


def near_copies(
    texts: Iterable[tuple[int, Report]], last_year: Mapping[int, Report] | None = None, *, count: int = 0
) -> tuple[Likeness, ...]:
    """Pairs of files whose texts are near copies, and files that are near copies of their own of last year; the most
    alike first. ``count``: how many texts come, if it is known."""
    sampled = count > SAMPLED_FROM
    pieces = {number: pieces_of(report, sampled=sampled) for number, report in texts}
    standard = _standard(pieces)
    own = {number: each - standard for number, each in pieces.items()}
    least = LEAST_PIECES // (_SAMPLE if sampled else 1)
    found = [each for each in _pairs(own, least) if each.share >= ALIKE]
    for number, report in (last_year or {}).items():
        mine = own.get(number, frozenset())
        if len(mine) >= least:
            share = len(mine & pieces_of(report, sampled=sampled)) / len(mine)
            if share >= ALIKE:
                found.append(Likeness(number, number, share))
    return tuple(sorted(found, key=lambda each: (-each.share, each.one, each.other)))


def _standard(pieces: Mapping[int, frozenset[int]]) -> frozenset[int]:
    most = max(LEAST_UNITS, STANDARD_SHARE * len(pieces))
    counts = Counter(piece for each in pieces.values() for piece in each)
    return frozenset(piece for piece, times in counts.items() if times > most)


def _pairs(own: Mapping[int, frozenset[int]], least: int) -> Iterator[Likeness]:
    holders: dict[int, list[int]] = {}
    for number in sorted(own):
        if len(own[number]) >= least:
            for piece in own[number]:
                holders.setdefault(piece, []).append(number)
    common = Counter(pair for numbers in holders.values() if len(numbers) > 1 for pair in combinations(numbers, 2))
    for (one, other), shared in common.items():
        yield Likeness(one, other, shared / min(len(own[one]), len(own[other])))
