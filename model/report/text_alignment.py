"""Maps positions of a text to the edited text, as far as they are unambiguous.

Typing, replacing and inserting specify their exact changes (:class:`TextChange`). If only the old and the new text are
known, paragraphs, sentences and clauses are compared: an unchanged one matches if it is unique in both texts and its
order is preserved; a changed one matches only if no other candidate exists. All other positions are reported as
uncertain.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

from model.narrative.text_diff import equal_pairs, shared

_UNITS = (re.compile(r"[^\n]*\n|[^\n]+$"), re.compile(r"[^。；;！!？?]*[。；;！!？?]+|[^。；;！!？?]+$"))
_CLAUSES = re.compile(r"(?:[^，,、：:（）()]|(?<=\d)[,，](?=\d))*(?:[，,、：:（）()]|$)")
LEVELS = (*_UNITS, _CLAUSES)
"""Nested units that a text is split into: paragraphs, sentences, clauses. Thousands separators do not split."""
ALIKE, RIVAL = 0.5, 0.4
"""A changed unit matches one with at least similarity ``ALIKE``, unless it has similarity ``RIVAL`` with another."""
MOST_PAIRS, MOST_LENGTH = 400, 1500
MOST_EQUAL = 2_000_000
"""Pairs of equal characters. Larger changed passages, and those that repeat a character thousands of times, are not
compared, as it would take too long; their positions are uncertain."""


@dataclass(frozen=True)
class TextChange:
    """Replacement of the characters from ``start`` to ``end`` by ``text``."""

    start: int
    end: int
    text: str

    def applied(self, words: str) -> str:
        """``words`` with the replacement made."""
        return words[: self.start] + self.text + words[self.end :]


@dataclass(frozen=True)
class Gap:
    """A passage that differs between both texts."""

    start: int
    end: int
    new_start: int
    new_end: int
    paired: bool
    """The old passage was rewritten as the new one; otherwise it may have been deleted or moved."""


class Alignment:
    """The unchanged passages of two texts, and the gaps between them."""

    def __init__(self, change: TextChange | None = None) -> None:
        self.change = change
        """The exact change, if known."""
        self.kept: list[tuple[int, int, int]] = []
        """(start, start in the new text, length) of unchanged passages, in order."""
        self.gaps: list[Gap] = []

    def keep(self, start: int, new_start: int, length: int) -> None:
        """Appends an unchanged passage, joining it to an adjacent one; an empty passage is ignored."""
        if self.kept and length:
            a, b, size = self.kept[-1]
            if (a + size, b + size) == (start, new_start):
                self.kept[-1] = (a, b, size + length)
                return
        if length:
            self.kept.append((start, new_start, length))

    def place(self, start: int, end: int) -> int | None:
        """The new start of the passage if it is completely unchanged; otherwise ``None``."""
        for a, b, size in self.kept:
            if a <= start and end <= a + size:
                return b + start - a
        return None

    def gaps_at(self, start: int, end: int) -> list[Gap]:
        """The gaps that the passage touches; none if the exact change is known and does not cover the whole passage."""
        if self.change is not None and not (self.change.start <= start and end <= self.change.end):
            return []
        return [each for each in self.gaps if each.start <= end and start <= each.end]

    def point(self, start: int) -> int | None:
        """The new position of a point in the text, even if the character after it changed; ``None`` if uncertain."""
        if (kept := self.place(start, start + 1)) is not None:
            return kept
        begins = (each.new_start for each in self.gaps if each.start == start < each.end and each.paired)
        return next(begins, None)


def aligned_by(words: str, change: TextChange) -> Alignment:
    """The alignment for a known change; old and new text within it are compared."""
    found = Alignment(change)
    found.keep(0, 0, change.start)
    by = len(change.text) - (change.end - change.start)
    _align(found, words[change.start : change.end], change.text, change.start, change.start, 0)
    found.keep(change.end, change.end + by, len(words) - change.end)
    return found


@lru_cache(maxsize=8)
def aligned(old: str, new: str) -> Alignment:
    """The alignment found by comparing both texts only."""
    found = Alignment()
    _align(found, old, new, 0, 0, 0)
    return found


def leading_to(old: str, new: str, changes: Sequence[TextChange]) -> tuple[TextChange, ...]:
    """``changes`` if applying them in order turns ``old`` into ``new``; otherwise none."""
    words = old
    for each in changes:
        if not 0 <= each.start <= each.end <= len(words):
            return ()
        words = each.applied(words)
    return tuple(changes) if words == new else ()


def changes_by_line(old: str, new: str) -> tuple[TextChange, ...]:
    """The changes of a line-by-line rewriting: by character in lines of unchanged length, otherwise one per line, last
    first; none if the number of lines differs."""
    before, after = old.split("\n"), new.split("\n")
    found: list[TextChange] = []
    start = 0
    for was, now in zip(before, after, strict=False):
        if len(was) == len(now):
            found += (
                TextChange(start + at, start + at + 1, b)
                for at, (a, b) in enumerate(zip(was, now, strict=True))
                if a != b
            )
        else:
            first, last = shared(was, now)
            found.append(TextChange(start + first, start + len(was) - last, now[first : len(now) - last]))
        start += len(was) + 1
    return tuple(reversed(found)) if len(before) == len(after) else ()


def _align(found: Alignment, old: str, new: str, at: int, new_at: int, level: int) -> None:
    """Adds the alignment of ``old``, which starts at ``at``, and ``new``, which is known to replace it."""
    first, last = shared(old, new)
    gone, come = old[first : len(old) - last], new[first : len(new) - last]
    if old == new:
        found.keep(at, new_at, len(old))
    elif not gone or not come or level == len(LEVELS):
        # a deletion, insertion or rewriting; repeated text makes the position of a deletion or insertion ambiguous
        first -= _slack(old[:first], gone or come) if not gone or not come else 0
        found.keep(at, new_at, first)
        end, new_end = len(old) - last, len(new) - last
        rewritten = bool(gone and come)
        found.gaps.append(Gap(at + first, at + end, new_at + first, new_at + new_end, paired=rewritten))
        found.keep(at + end, new_at + new_end, last)
    else:
        ours, theirs = _split(old, level), _split(new, level)
        starts, new_starts = _starts(ours, at), _starts(theirs, new_at)
        i = j = 0
        for pair in (*_pairs(ours, theirs), (len(ours), len(theirs))):
            if i < pair[0] or j < pair[1]:
                gap = Gap(starts[i], starts[pair[0]], new_starts[j], new_starts[pair[1]], paired=False)
                found.gaps.append(gap)
            if pair[0] < len(ours):
                a, b = pair
                _align(found, ours[a], theirs[b], starts[a], new_starts[b], level + 1)
            i, j = pair[0] + 1, pair[1] + 1


def _slack(before: str, stretch: str) -> int:
    """How far an inserted or deleted passage could equally start further left, because repeated text precedes it."""
    far = 0
    while far < len(before) and before[-1 - far] == stretch[-1 - far % len(stretch)]:
        far += 1
    return far


def _split(text: str, level: int) -> list[str]:
    return [each for each in LEVELS[level].findall(text) if each]


def _starts(units: Sequence[str], at: int) -> list[int]:
    starts = [at]
    for each in units:
        starts.append(starts[-1] + len(each))
    return starts


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(old index, new index) of units that match unambiguously, in order."""
    i = j = 0
    for a, b in (*_in_same_order(ours, theirs), (len(ours), len(theirs))):
        yield from ((i + x, j + y) for x, y in _paired(ours[i:a], theirs[j:b]))
        if a < len(ours):
            yield a, b
        i, j = a + 1, b + 1


def _in_same_order(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """The units that are unique in both texts and whose order relative to each other is preserved."""
    count, new_count = Counter(ours), Counter(theirs)
    places = {each: number for number, each in enumerate(theirs)}
    both = [(a, places[each]) for a, each in enumerate(ours) if count[each] == new_count[each] == 1]
    most_before = accumulate((b for _, b in both), max, initial=-1)
    least_after = [*accumulate((b for _, b in reversed(both)), min, initial=len(theirs))][-2::-1]
    return [(a, b) for (a, b), most, least in zip(both, most_before, least_after, strict=False) if most < b < least]


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Changed units between two unchanged ones, as far as they match unambiguously."""
    if not ours or not theirs:
        return
    first, last, many = 0, 0, min(len(ours), len(theirs))
    if len(ours) == len(theirs):  # same number of units: identical ones at both ends have not moved
        first = next((each for each in range(many) if ours[each] != theirs[each]), many)
        last = next((each for each in range(many - first) if ours[-1 - each] != theirs[-1 - each]), many - first)
    yield from ((each, each) for each in range(first))
    middle, new_middle = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    if len(middle) == len(new_middle) == 1 and len(ours) == len(theirs):
        yield first, first
    else:
        yield from ((first + a, first + b) for a, b in _similar_units(middle, new_middle))
    yield from ((len(ours) - each, len(theirs) - each) for each in range(last, 0, -1))


def _similar_units(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    if len(ours) * len(theirs) > MOST_PAIRS or max(map(len, (*ours, *theirs)), default=0) > MOST_LENGTH:
        return []
    if equal_pairs("".join(ours), "".join(theirs)) > MOST_EQUAL:
        return []
    like = [[_likeness(one, other) for other in theirs] for one in ours]
    found: list[tuple[int, int]] = []
    for a, row in enumerate(like):
        rivals = [b for b, each in enumerate(row) if each >= RIVAL]
        if len(rivals) == 1 and row[rivals[0]] >= ALIKE:
            b = rivals[0]
            alone = [x for x in range(len(ours)) if like[x][b] >= RIVAL] == [a]
            if alone and (not found or found[-1][1] < b):
                found.append((a, b))
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
