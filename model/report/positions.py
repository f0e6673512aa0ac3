"""Everything that a report stores by position in its texts, updated with every edit: numbers linked to cells,
numbers to be checked, and reasons for one passage.

Positions are never searched for by surrounding text. If an edit makes a position ambiguous, the link is removed and
every possible position is marked to be checked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from model.report.edits import Edit
from model.report.report import NumberLink, Reason, Report, ToCheck
from model.report.text_alignment import Alignment, Gap, TextChange, aligned, aligned_by, leading_to

Mark = TypeVar("Mark", ToCheck, NumberLink)
NOT_LAST_YEARS = ""
"""``was`` of a mark on a number whose link was removed because an edit made its position ambiguous."""
_FAR = 24
"""Characters; longer than any number."""
_DIGIT = "[\\d０-９一二三四五六七八九十百千零〇两]"
_NUMBER_BEFORE = re.compile(rf"[-－]?{_DIGIT}(?:[.,．，]?{_DIGIT})*[.,．，]?$|[-－]$")
_NUMBER_BEHIND = re.compile(rf"(?:[.,．，]?{_DIGIT})*[%％‰万亿]?")


def valid_marks(marks: Mapping[str, Mark], texts: Mapping[str, str]) -> dict[str, Mark]:
    """The marks whose text is still at their position, by section and position."""
    there = {
        key: mark
        for key, mark in marks.items()
        if texts.get(mark.section, "")[mark.start : mark.start + len(mark.text)] == mark.text
    }
    return dict(sorted(there.items(), key=lambda item: (item[1].section, item[1].start)))


def free_key(*held: Mapping[str, object]) -> str:
    """A key that none of the mappings has; add each new key to one of them before requesting the next."""
    number = 1 + max((len(each) for each in held), default=0)
    while any(f"{number:04}" in each for each in held):
        number += 1
    return f"{number:04}"


def with_positions(report: Report, edit: Edit) -> Edit:
    """``edit`` extended by the changes of everything stored by position in the texts that it changes; marks, links and
    reasons that the edit sets itself take precedence."""
    if edit.placed or not edit.texts:
        return edit
    to_check: dict[str, ToCheck | None] = {}
    links: dict[str, NumberLink | None] = {}
    reasons: dict[str, Reason | None] = {}
    dismissed: dict[str, Reason | None] = {}
    for section, text in edit.texts.items():
        old, new = report.texts.get(section, ""), text or ""
        if old == new:
            continue
        held = _Held(report, section, edit)
        for words, alignment, after in _steps(old, new, edit.changes.get(section, ())):
            held.move(words, alignment, after)
        to_check |= held.to_check_changes({**report.to_check, **edit.to_check, **to_check})
        links |= held.changed(held.links, report.links, edit.links)
        reasons |= held.changed(held.reasons, report.reasons, edit.reasons)
        dismissed |= held.changed(held.dismissed, report.dismissed, edit.dismissed)
    return replace(
        edit,
        placed=True,
        to_check={**to_check, **edit.to_check},
        links={**links, **edit.links},
        reasons={**reasons, **edit.reasons},
        dismissed={**dismissed, **edit.dismissed},
    )


def _steps(old: str, new: str, changes: Sequence[TextChange]) -> Iterator[tuple[str, Alignment, str]]:
    """(text, alignment, next text) of each successive change."""
    known = leading_to(old, new, changes)
    if not known:
        yield old, aligned(old, new), new
        return
    words = old
    for each in known:
        after = each.applied(words)
        yield words, aligned_by(words, each), after
        words = after


class _Held:
    """The marks, links and reasons of one section while its text changes step by step."""

    def __init__(self, report: Report, section: str, edit: Edit) -> None:
        self.section = section
        self._stated = edit.to_check
        self.to_check = {
            key: mark
            for key, mark in valid_marks(report.to_check, report.texts).items()
            if mark.section == section and key not in edit.to_check
        }
        self.links = {
            key: link
            for key, link in valid_marks(report.links, report.texts).items()
            if link.section == section and key not in edit.links
        }
        self.reasons = self._placed(report.reasons, edit.reasons)
        self.dismissed = self._placed(report.dismissed, edit.dismissed)
        self._report = report
        self.uncertain: list[ToCheck] = []
        """Marks at all possible positions of numbers whose position became ambiguous."""

    def _placed(self, reasons: Mapping[str, Reason], stated: Mapping[str, object]) -> dict[str, Reason]:
        return {key: each for key, each in reasons.items() if key not in stated and _section_of(each) == self.section}

    def move(self, old: str, alignment: Alignment, new: str) -> None:
        moved = [_moved(mark, old, alignment, new) for mark in self.uncertain]
        self.uncertain = [each for outcome in moved for each in ((outcome.mark,) if outcome.mark else outcome.marked)]
        self.to_check = self._moved(self.to_check, old, alignment, new)
        self.links = self._moved(self.links, old, alignment, new)
        self.reasons = _moved_reasons(self.reasons, alignment)
        self.dismissed = _moved_reasons(self.dismissed, alignment)

    def _moved(self, marks: Mapping[str, Mark], old: str, alignment: Alignment, new: str) -> dict[str, Mark]:
        kept: dict[str, Mark] = {}
        for key, mark in marks.items():
            outcome = _moved(mark, old, alignment, new)
            if outcome.mark is not None:
                kept[key] = outcome.mark
            self.uncertain += outcome.marked
        return kept

    def changed(
        self,
        now: Mapping[str, object],
        before: Mapping[str, ToCheck | NumberLink | Reason],
        stated: Mapping[str, object],
    ) -> dict[str, Any]:
        """The entries of this section that moved, and ``None`` for those removed; without those that the edit sets."""
        mine = (key for key, held in before.items() if key not in stated and _section_of(held) == self.section)
        return {key: now.get(key) for key in mine if now.get(key) != before[key]}

    def to_check_changes(self, taken: Mapping[str, object]) -> dict[str, ToCheck | None]:
        changes: dict[str, ToCheck | None] = self.changed(self.to_check, self._report.to_check, self._stated)
        marked = {mark.start for mark in self.to_check.values()}
        for mark in self.uncertain:
            if mark.start not in marked:
                changes[free_key(taken, changes)] = mark
                marked.add(mark.start)
        return changes


def _section_of(held: ToCheck | NumberLink | Reason) -> str | None:
    """The section of its position; ``None``: it has no position."""
    if isinstance(held, Reason):
        return held.place.section if held.place is not None else None
    return held.section


def _moved_reasons(reasons: Mapping[str, Reason], alignment: Alignment) -> dict[str, Reason]:
    kept: dict[str, Reason] = {}
    for key, reason in reasons.items():
        assert reason.place is not None
        if (start := alignment.point(reason.place.start)) is not None:
            kept[key] = replace(reason, place=replace(reason.place, start=start))
    return kept


@dataclass(frozen=True)
class _MarkOutcome:
    """The outcome for one mark: moved (``mark``), removed (neither), or ambiguous (``marked``: all possible
    positions)."""

    mark: ToCheck | NumberLink | None = None
    marked: tuple[ToCheck, ...] = ()


def _moved(mark: ToCheck | NumberLink, old: str, alignment: Alignment, new: str) -> Any:
    end = mark.start + len(mark.text)
    number = _number(old, mark.start, mark.text)
    start = alignment.place(mark.start, end)
    if start is not None:
        # a digit or sign typed next to it makes it a different number
        return _MarkOutcome(replace(mark, start=start) if _number(new, start, mark.text) == number else None)
    gaps = alignment.gaps_at(mark.start, end)
    far = len(mark.text)
    there = dict.fromkeys(
        place
        for gap in gaps
        for place in _places(new, max(0, gap.new_start - far), gap.new_end + far, mark.text, number)
    )
    if (again := _unique_position(mark, old, gaps, new, list(there))) is not None:
        return _MarkOutcome(replace(mark, start=again))
    was = mark.was if isinstance(mark, ToCheck) else NOT_LAST_YEARS
    return _MarkOutcome(marked=tuple(ToCheck(mark.section, each, mark.text, was, ()) for each in there))


def _unique_position(
    mark: ToCheck | NumberLink, old: str, gaps: Sequence[Gap], new: str, there: Sequence[int]
) -> int | None:
    """The number's new position in a rewritten clause, if it is unique before and after and its adjacent characters are
    unchanged; otherwise ``None``."""
    end = mark.start + len(mark.text)
    if len(gaps) != 1 or len(there) != 1 or not gaps[0].paired:
        return None
    gap, start = gaps[0], there[0]
    within = gap.start <= mark.start and end <= gap.end
    before = _places(old, gap.start, gap.end, mark.text, _number(old, mark.start, mark.text))
    same = _adjacent(old, mark.start, mark.text) == _adjacent(new, start, mark.text)
    return start if within and len(before) == 1 and same else None


def _adjacent(words: str, start: int, text: str) -> tuple[str, str]:
    end = start + len(text)
    return words[max(0, start - 1) : start], words[end : end + 1]


def _places(words: str, start: int, end: int, text: str, number: str) -> list[int]:
    """The positions at which ``text`` occurs as exactly that number."""
    found = (match.start() for match in re.finditer(re.escape(text), words[start:end]))
    return [start + each for each in found if _number(words, start + each, text) == number]


def _number(words: str, start: int, text: str) -> str:
    """The whole number that contains ``text``: ``12`` alone differs from ``12`` in ``3.12``, ``12,000``, ``12万``,
    ``12%``."""
    before = _NUMBER_BEFORE.search(words, max(0, start - _FAR), start)
    behind = _NUMBER_BEHIND.match(words, start + len(text))
    return (before[0] if before else "") + text + (behind[0] if behind else "")
