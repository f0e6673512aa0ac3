"""Texts printed over others: level watermarks of the size and colour of the text itself.

One that stands several times on a page, or at the same place of several pages, is certainly a watermark. Of another
one nobody knows which text is meant: figures beside or under it are asked for.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from model.importing.readers.pdf.page_texts import FEWEST_DIGITS, REPEATED_DIGITS, TextObject, WordsOf
from model.importing.readers.pdf.ruled_tables import RuledTable, Run

_HIGH, _WIDE, _WHOLE = 0.5, 0.6, 0.9
"""Shares of the height of the lower one, and of the width of a single narrow character: runs that have more in common
are printed over each other. Fonts give quotation marks more room than they take."""
_SAME_LINE = 0.3
_GAP = 1.2
"""Shares of the height; texts at a smaller distance, drawn one after another, are one."""
_REPEATED = 3
_SAME_PLACE = 4.0
"""Points."""
_ONE_CHARACTER = 1.3
_REACHES = 0.4
"""Shares of the height."""
_MOST_TEXTS = 1500
_LETTER = re.compile(r"[^\W\d_]")


class Overprint(NamedTuple):
    """Words over other words, and about where, in points."""

    words: str
    left: float
    top: float

    def is_at(self, other: "Overprint") -> bool:
        """Whether both are the same words at the same place of their pages."""
        return (
            self.words == other.words
            and abs(self.left - other.left) < _SAME_PLACE
            and abs(self.top - other.top) < _SAME_PLACE
        )


class Evidence(NamedTuple):
    """Why texts of a page are looked at one by one."""

    known: Sequence[Overprint] = ()
    """Texts that stand at the same place of other pages."""
    crossings: Sequence[tuple[float, float]] = ()
    """Where text goes from one cell to the next without a gap: (x, y), the y axis points down."""
    walls: Sequence[tuple[float, float, float]] = ()
    """The vertical lines of tables: (x, top, bottom)."""


def looks_overprinted(runs: Sequence[Run], tables: Sequence[RuledTable]) -> Evidence | None:
    """``None`` where no runs lie over each other or over the lines between cells: nearly always."""
    several = [run for run in runs if len(run.middles) > 1]
    crossings = [place for table in tables for place in table.crossings(several)]
    if not crossings and not _lie_over_each_other(runs):
        return None
    return Evidence((), crossings, [(x, table.top, table.bottom) for table in tables for x in table.columns])


def _lie_over_each_other(runs: Sequence[Run]) -> bool:
    above: list[tuple[float, float, float, float, str]] = []
    """Those that reach down to the run at hand, or may do so."""
    for run in sorted(
        [(top, bottom, left, right, text) for text, left, right, top, bottom, *_ in runs if text.strip()]
    ):
        top, bottom, left, right, text = run
        if above and above[0][1] <= top:
            above = [other for other in above if other[1] > top]
        for upper, lower, before, behind, other in above:
            if right <= before or behind <= left or text == other:  # bold print is drawn twice
                continue
            wide = min(right, behind) - max(left, before)
            size = min(bottom - top, lower - upper)
            narrow = min(right - left, behind - before)
            if min(bottom, lower) - top > _HIGH * size and wide > min(_WIDE * size, _WHOLE * narrow):
                return True
        above.append(run)
    return False


@dataclass
class _Group:
    """Text objects that are drawn one after another on one line."""

    things: list[TextObject]

    @property
    def left(self) -> float:
        return self.things[0].left

    @property
    def right(self) -> float:
        return max(thing.right for thing in self.things)

    def holds_before(self, thing: TextObject) -> bool:
        last = self.things[-1]
        high = max(each.height for each in (*self.things, thing))
        is_on_line = thing.bottom < max(each.top for each in self.things) + _SAME_LINE * high and (
            thing.top > min(each.bottom for each in self.things) - _SAME_LINE * high
        )
        return last.turn == thing.turn and is_on_line and -_SAME_LINE * high < thing.left - last.right < _GAP * high

    def crosses(self, x: float, y: float) -> bool:
        """Whether it reaches beyond this place on both sides."""
        high = self.things[0].height
        return any(thing.bottom < -y < thing.top for thing in self.things) and (
            self.left < x - _REACHES * high and self.right > x + _REACHES * high
        )

    def overlaps(self, other: "_Group") -> bool:
        if self.right < other.left or other.right < self.left:
            return False
        return any(one.overlaps(two) for one in self.things for two in other.things)


@dataclass(frozen=True)
class Overprints:
    """The texts of one page that lie over others."""

    certain: Mapping[Overprint, Sequence[TextObject]]
    """Repeated ones, and those that are known from other pages."""
    doubtful: Mapping[Overprint, Sequence[TextObject]]


def overprints_of(texts: Sequence[TextObject], words_of: WordsOf, evidence: Evidence) -> Overprints:
    """The texts of a page that lie over others, or over the lines between cells."""
    certain: dict[Overprint, Sequence[TextObject]] = {}
    doubtful: dict[Overprint, Sequence[TextObject]] = {}
    groups = _groups(texts, evidence.walls)
    if len(groups) > _MOST_TEXTS:
        return Overprints(certain, doubtful)
    words = ["".join(map(words_of, group.things)).strip() for group in groups]
    counts = Counter(words)
    places = [Overprint(text, group.left, group.things[0].top) for text, group in zip(words, groups, strict=True)]
    pairs = _pairs(groups, words)
    crossing = [
        number
        for number, group in enumerate(groups)
        if any(map(str.isdigit, words[number])) and any(group.crosses(*place) for place in evidence.crossings)
    ]
    repeated: set[str] = set()
    for pair in (*pairs, *((number,) for number in crossing)):
        # heads of a table are repeated as well, and a mark that lies over them more often
        often = [words[number] for number in pair if _is_repeated(words[number], counts[words[number]])]
        repeated.update(sorted(often, key=lambda each: -counts[each])[:1])
    for number, place in enumerate(places):
        if place.words in repeated or any(place.is_at(each) for each in evidence.known):
            certain[place] = groups[number].things
    for pair in (*pairs, *((number,) for number in crossing)):
        if not any(places[number] in certain for number in pair):
            number = max(pair, key=lambda each: (_suspicion(words[each]), each))
            doubtful[places[number]] = groups[number].things
    return Overprints(certain, doubtful)


def _is_repeated(words: str, count: int) -> bool:
    """Whether words that lie over others, and stand so often on the page, are a mark on it."""
    if _LETTER.search(words):
        return len(words) > 1 and count >= _REPEATED
    return len(words) >= FEWEST_DIGITS and count >= REPEATED_DIGITS


def repeated_on(pages: Iterable[Iterable[Overprint]]) -> list[Overprint]:
    """Of the overprints of each page those that another page has at the same place."""
    listed = [list(page) for page in pages]
    return [
        each
        for number, page in enumerate(listed)
        for each in page
        if len(each.words) > 1
        and _LETTER.search(each.words)
        and any(each.is_at(other) for more in (*listed[:number], *listed[number + 1 :]) for other in more)
    ]


def _groups(texts: Sequence[TextObject], walls: Sequence[tuple[float, float, float]]) -> list[_Group]:
    groups: list[_Group] = []
    for thing in texts:
        if thing.right <= thing.left:
            continue
        if groups and groups[-1].holds_before(thing) and not _is_between(groups[-1].things[-1], thing, walls):
            groups[-1].things.append(thing)
        else:
            groups.append(_Group([thing]))
    return groups


def _is_between(one: TextObject, other: TextObject, walls: Sequence[tuple[float, float, float]]) -> bool:
    """Whether the two are in different cells. Of single characters nobody knows: a watermark may be drawn so."""
    high = max(one.height, other.height)
    if max(one.right - one.left, other.right - other.left) < _ONE_CHARACTER * high:
        return False
    middle = -(other.bottom + other.top) / 2
    slack = _SAME_LINE * high
    return any(one.right - slack < x < other.left + slack and top < middle < bottom for x, top, bottom in walls)


def _pairs(groups: Sequence[_Group], words: Sequence[str]) -> list[tuple[int, int]]:
    """Those of different words that lie over each other."""
    ordered = sorted((number for number in range(len(groups)) if words[number]), key=lambda n: groups[n].things[0].top)
    tops = [groups[number].things[0].top for number in ordered]
    tallest = max((groups[number].things[0].height for number in ordered), default=0)
    return [
        (other, number)
        for at, number in enumerate(ordered)
        for other in ordered[bisect_left(tops, tops[at] - tallest - 1) : at]
        if words[number] != words[other] and groups[number].overlaps(groups[other])
    ]


def _suspicion(words: str) -> tuple[bool, bool]:
    """Words with a digit among them rather than plain words, and plain words rather than a figure."""
    has_letters = _LETTER.search(words) is not None
    return has_letters, has_letters and any(map(str.isdigit, words))
