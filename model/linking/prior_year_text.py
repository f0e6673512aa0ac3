"""This year's text beside the prior-year text: which paragraphs are unchanged, and which stretches were rewritten."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from model.checks.placed_claims import without_years
from model.checks.stale_text_rules import bare, counts_in
from model.narrative.text_diff import equal_pairs, word_changes

SAME, CHANGED, GONE, KEPT = "same", "changed", "gone", "kept"
ALIKE = 0.5
"""Least similarity for a paragraph to count as a rewritten prior-year paragraph."""
SHORTEST = 8
"""Shorter paragraphs are headings, which are the same every year, and are skipped."""
LONGEST = 1500
"""Longer paragraphs are not compared in detail, as it would take too long."""
MOST_EQUAL = 500_000
"""Pairs of equal characters of two paragraphs: far more than words have, which repeat no character that often."""


@dataclass(frozen=True)
class TextStretch:
    """A passage of the prior-year text; ``KEPT`` is a number that this year's text repeats."""

    start: int
    end: int
    kind: str
    now: int = -1
    """The position of a kept number in this year's text; otherwise -1."""


def prior_text_stretches(text: str, last_year: str) -> tuple[TextStretch, ...]:
    """Classifies the passages of the prior-year text; advanced years do not count as changes."""
    now: dict[str, int] = {}
    """This year's paragraphs and where they begin."""
    start = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            now.setdefault(paragraph, start)
        start += len(paragraph) + 1
    valid_marks = {bare(paragraph): paragraph for paragraph in reversed(now)}
    old = last_year.split("\n")
    before = {bare(paragraph) for paragraph in old}
    new = tuple(paragraph for paragraph in now if bare(paragraph) not in before)
    found: list[TextStretch] = []
    start = 0
    for paragraph in old:
        if len(paragraph) >= SHORTEST:
            successor = valid_marks.get(bare(paragraph), "")
            if successor:
                found.append(TextStretch(start, start + len(paragraph), SAME))
            else:
                successor = _successor(paragraph, new)
                changes = _changes(paragraph, successor) if successor else ((0, len(paragraph), GONE),)
                found += [TextStretch(start + a, start + b, kind) for a, b, kind in changes]
            if successor:
                begins = now[successor]
                kept = _kept_numbers(paragraph, successor)
                found += [TextStretch(start + a, start + b, KEPT, begins + at) for a, b, at in kept]
        start += len(paragraph) + 1
    return tuple(found)


def _successor(paragraph: str, candidates: tuple[str, ...]) -> str:
    """The paragraph of this year that is a rewritten version of it; empty if there is none."""
    if len(paragraph) > LONGEST:
        return ""
    best = max(((_likeness(paragraph, each), each) for each in candidates if len(each) <= LONGEST), default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else ""


@lru_cache(maxsize=1024)
def _likeness(one: str, other: str) -> float:
    if equal_pairs(one, other) > MOST_EQUAL:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _compared(old: str, new: str) -> tuple[tuple[str, int, int, int, int], ...]:
    return word_changes(without_years(old), without_years(new))


def _changes(old: str, new: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((a, b, CHANGED) for tag, a, b, _, _ in _compared(old, new) if tag in ("replace", "delete"))


def _kept_numbers(old: str, new: str) -> list[tuple[int, int, int]]:
    """(start, end, position in ``new``) of each number repeated in the same context."""
    numbers = {(start, end) for start, end, *_ in counts_in(new)}
    stretches = [(a, b, c - a) for tag, a, b, c, _ in _compared(old, new) if tag == "equal"]
    return [
        (start, end, start + by)
        for start, end, *_ in counts_in(old)
        for a, b, by in stretches
        if a <= start and end <= b and (start + by, end + by) in numbers
    ]
