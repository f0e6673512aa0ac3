"""This year's words beside last year's: which paragraphs stand as they stood, and which stretches were rewritten."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from model.figures import plain
from model.verdicts import year_less

SAME, CHANGED, GONE = "same", "changed", "gone"
ALIKE = 0.5
"""From here on a paragraph is last year's, rewritten."""
SHORTEST = 8
"""Headings are the same every year."""
LONGEST = 1500
"""A longer paragraph is told whole: comparing it would take too long."""


@dataclass(frozen=True)
class Stretch:
    """Of last year's words."""

    start: int
    end: int
    kind: str


def beside(text: str, last_year: str) -> tuple[Stretch, ...]:
    """What became of last year's words; years moved on are no change."""
    now = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    standing = {_bare(paragraph) for paragraph in now}
    old = last_year.split("\n")
    before = {_bare(paragraph) for paragraph in old}
    new = tuple(paragraph for paragraph in now if _bare(paragraph) not in before)
    found: list[Stretch] = []
    start = 0
    for paragraph in old:
        if len(paragraph) >= SHORTEST:
            if _bare(paragraph) in standing:
                found.append(Stretch(start, start + len(paragraph), SAME))
            else:
                found += [Stretch(start + a, start + b, kind) for a, b, kind in _became(paragraph, new)]
        start += len(paragraph) + 1
    return tuple(found)


@lru_cache(maxsize=512)
def _bare(paragraph: str) -> str:
    return plain(year_less(paragraph))


def _became(paragraph: str, candidates: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """The stretches of ``paragraph`` that its successor no longer has; all of it where it has none."""
    whole = ((0, len(paragraph), GONE),)
    if len(paragraph) > LONGEST:
        return whole
    best = max(((_likeness(paragraph, each), each) for each in candidates if len(each) <= LONGEST), default=(0.0, ""))
    return _changes(paragraph, best[1]) if best[0] >= ALIKE else whole


@lru_cache(maxsize=1024)
def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


@lru_cache(maxsize=256)
def _changes(old: str, new: str) -> tuple[tuple[int, int, str], ...]:
    matcher = SequenceMatcher(None, year_less(old), year_less(new), autojunk=False)
    return tuple((a, b, CHANGED) for tag, a, b, _, _ in matcher.get_opcodes() if tag in ("replace", "delete"))
